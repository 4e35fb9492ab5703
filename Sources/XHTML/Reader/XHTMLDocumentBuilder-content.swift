import GazetteDocumentModel
import GazetteXMLKit

/// The text.
extension XHTMLDocumentBuilder {
  mutating func runningText(
    _ text: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    guard let last = frames.indices.last else { return }
    var text = text
    if frames[last].skipsBlank {
      frames[last].skipsBlank = false
      if !text.isEmpty, text[0] == 0x20 { text = text.extracting(1..<text.count) }
    }
    let frame = frames[last]
    let isBetween =
      frame.content == .blocks || frame.content == .parts
      || (frame.content == .mixed && frame.hasBlocks)
      || (frame.isParagraph && !frame.paragraphIsOpen)
    if isBetween, text.isWhiteSpace {
      if !frame.paragraphIsOpen { return }
    } else {
      try reopenParagraph(position)
    }
    if frame.content == .parts {
      return dropText("text in <\(frame.name)>", [UInt8](text), at: position)
    }
    articleHasContent = true
    if isOwn || frame.isPreformatted { return try emit(.text(text), position) }
    var runs = whiteSpace
    var pieces: [Range<Int>?] = []
    runs.take(text) { pieces.append($0) }
    whiteSpace = runs
    for piece in pieces {
      if let piece {
        try emit(.text(text.extracting(piece)), position)
      } else {
        try emitBlank(position)
      }
    }
  }

  /// Text or an inline stands where blocks do: it is a paragraph.
  private mutating func reopenParagraph(_ position: SourcePosition) throws(ConversionError) {
    guard !isOwn || frames.last?.isParagraph == true else { return }
    guard let last = frames.indices.last, !frames[last].paragraphIsOpen else { return }
    let frame = frames[last]
    guard
      frame.content == .blocks || frame.isParagraph || (frame.content == .mixed && frame.hasBlocks)
    else { return }
    try emit(.start(.paragraph), position)
    frames[last].paragraphIsOpen = true
    whiteSpace.reset()
  }

  /// A block begins: ends the paragraph that text has opened around it.
  mutating func beginBlock(_ position: SourcePosition) throws(ConversionError) {
    if !isOwn { try endInlines(position) }
    guard let last = frames.indices.last else { return }
    frames[last].hasBlocks = true
    articleHasContent = true
    if frames[last].paragraphIsOpen {
      frames[last].paragraphIsOpen = false
      try emit(.end(.paragraph), position)
    }
    whiteSpace.reset()
  }

  /// The first of the inlines that are open, innermost: `a` and `b` of `<p><a><b>`.
  private var inlinesStart: Int {
    var index = frames.count
    while index > 0 {
      let frame = frames[index - 1]
      let isInline = frame.ends?.level == .inline
      let isContainer =
        frame.kind == .content && frame.ends == nil && frame.content == .inlines
        && !frame.isParagraph
      guard isInline || isContainer else { break }
      index -= 1
    }
    return index
  }

  /// A block in the midst of inlines, `<a><h2>`: they end before it, and what follows it in them is text
  /// of its own.
  private mutating func endInlines(_ position: SourcePosition) throws(ConversionError) {
    let start = inlinesStart
    guard start < frames.count else { return }
    for index in frames.indices[start...].reversed() {
      if let element = frames[index].ends { try emit(.end(element), position) }
      frames[index].ends = nil
      frames[index].content = .blocks
      frames[index].hasBlocks = true
    }
    guard start > 0 else { return }
    frames[start - 1].hasBlocks = true
    if frames[start - 1].paragraphIsOpen {
      frames[start - 1].paragraphIsOpen = false
      try emit(.end(.paragraph), position)
    }
  }

  /// An element within a text.
  ///
  /// - Parameter isKnown: it is HTML's, and not said to be a fragment.
  mutating func startContent(
    _ tag: XMLStartTag, _ name: String, _ isKnown: Bool
  ) throws(ConversionError) {
    guard isKnown else { return try keepFragment(tag) }
    let className = text("class", of: tag) ?? ""
    if name == "span", className == XHTMLVocabulary.label, isOwn, frames.last?.ends == .contributor
    {
      value = []
      return frames.append(XHTMLFrame(.label, name))
    }
    if isOwn, let element = XHTMLVocabulary.classes[name + "." + className] {
      return try begin(element, tag, name)
    }
    if !isOwn, Self.isBlock(name), let base = frames[..<inlinesStart].last,
      base.content == .inlines, !base.isParagraph
    {
      // A heading holds no table.
      return try keepFragment(tag)
    }
    if let level = Self.headingLevel(name) { return try beginHeading(level, tag, name) }
    if name == "code", !isOwn, frames.last?.ends == .preformatted {
      // `pre` says it all.
      try foreignAttributes(tag, nil)
      var frame = XHTMLFrame(.content, name, .inlines)
      frame.isPreformatted = true
      return frames.append(frame)
    }
    if let element = XHTMLVocabulary.elements[name] {
      if !isOwn, element == .item, frames[..<inlinesStart].last?.ends != .list {
        // An entry that stands in no list is what a `div` is.
        return try beginContainer(tag, name)
      }
      return try begin(element, tag, name)
    }
    guard !isOwn else { return try keepFragment(tag) }
    switch name {
    case "article" where frames.allSatisfy({ !$0.isArticle && $0.ends == nil && !$0.isParagraph }):
      try beginForeignArticle(tag)
    case "article", "aside": try begin(.note, tag, name)
    case _ where OpaqueFormat.scripts.contains(name):
      value = []
      frames.append(XHTMLFrame(.text, name))
    case "rp":
      // For readers who do not know `ruby` (HTML §4.5.13).
      losses.note(element: "rp", at: tag.position)
      skippedDepth = 1
    case "picture":
      // Its `img` counts, wherever it stands.
      try foreignAttributes(tag, nil)
      frames.append(XHTMLFrame(.content, name, frames.last?.content ?? .blocks))
    case "source":
      losses.note(element: "source", at: tag.position)
      skippedDepth = 1
    case _ where XHTMLVocabulary.containers.contains(name): try beginContainer(tag, name)
    case _ where XHTMLVocabulary.spans.contains(name): try begin(.span, tag, name)
    default:
      if let element = XHTMLVocabulary.synonyms[name] {
        try begin(element, tag, name)
      } else {
        try keepFragment(tag)
      }
    }
  }

  private static func isBlock(_ name: String) -> Bool {
    let element = XHTMLVocabulary.elements[name] ?? XHTMLVocabulary.synonyms[name]
    return headingLevel(name) != nil || name == "article" || name == "aside"
      || element?.level == .block
  }

  private static func headingLevel(_ name: String) -> Int? {
    guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"),
      let digit = name.utf8.last, (0x31...0x36).contains(digit)
    else { return nil }
    return Int(digit) - 0x30
  }

  /// The first heading of an article is its title, where nothing came before it; those below it count
  /// from it.
  private mutating func beginHeading(
    _ level: Int, _ tag: XMLStartTag, _ name: String
  ) throws(ConversionError) {
    if isOwn { return try begin(.heading, tag, name) }
    let mayBeTitle = route == .articleBody && !articleHasContent && titleLevel == nil
    guard mayBeTitle else {
      try begin(.heading, tag, name, told: [(.level, "\(max(1, level - (titleLevel ?? 0)))")])
      return
    }
    titleLevel = level
    let outer = route
    route = .articleFront
    try emit(.start(.title), tag.position)
    try foreignAttributes(tag, .title)
    var frame = XHTMLFrame(.content, name, .inlines, ends: .title)
    frame.outerRoute = outer
    frames.append(frame)
    whiteSpace.reset()
  }

  /// `div` and its like: what is in them counts.
  private mutating func beginContainer(
    _ tag: XMLStartTag, _ name: String
  ) throws(ConversionError) {
    if let frame = frames.last, frame.content == .inlines || frame.content == .parts {
      return frames.append(XHTMLFrame(.content, name, frame.content))
    }
    let hadContent = articleHasContent
    try beginBlock(tag.position)
    articleHasContent = hadContent
    try foreignAttributes(tag, nil)
    var frame = XHTMLFrame(.content, name, .blocks)
    frame.hasBlocks = true
    frames.append(frame)
  }

  private mutating func begin(
    _ element: Element, _ tag: XMLStartTag, _ name: String, told: [(Attribute, String)] = []
  ) throws(ConversionError) {
    let position = tag.position
    if element.level == .inline {
      if frames.last?.isParagraph == true || frames.last?.content != .inlines {
        try reopenParagraph(position)
      }
      articleHasContent = true
      if !isOwn, whiteSpace.flush() { try emitBlank(position) }
    } else {
      try beginBlock(position)
    }
    if !isOwn, element == .row, let last = frames.indices.last, frames[last].ends == .table {
      // Rows right in a table are its body.
      frames[last].ends = .tableBody
      frames[last].endsTable = true
      try emit(.start(.tableBody), position)
    }
    var element = element
    if !isOwn, element == .link { element = foreignLink(tag) }
    try emit(.start(element), position)
    for (attribute, value) in told { try emit(attribute, value, position) }
    if isOwn {
      try ownAttributes(tag, element)
    } else {
      try emitForeignKind(element, tag, name)
      try foreignAttributes(tag, element)
    }
    var frame = XHTMLFrame(.content, name, Self.content(of: element), ends: element)
    frame.isPreformatted =
      element == .preformatted || element.level == .inline && frames.last?.isPreformatted == true
    if element == .paragraph {
      frame.isParagraph = true
      frame.paragraphIsOpen = true
      frame.ends = nil
    }
    if element.level == .block { whiteSpace.reset() }
    frames.append(frame)
  }

  private static func content(of element: Element) -> XHTMLFrame.Content {
    switch element {
    case .list, .definitionList, .table, .tableHead, .tableBody, .tableFoot, .row: .parts
    case .item, .definition, .cell, .caption, .quotation, .note, .attachments, .figure: .mixed
    default: .inlines
    }
  }

  /// An element that the model has no name for stands in a text: it is kept as it is.
  private mutating func keepFragment(_ tag: XMLStartTag) throws(ConversionError) {
    if let frame = frames.last, frame.content == .inlines || frame.content == .mixed {
      try reopenParagraph(tag.position)
      if !isOwn, whiteSpace.flush() { try emitBlank(tag.position) }
    }
    articleHasContent = true
    beginFragment(tag)
  }

  /// Collects an element as markup.
  mutating func beginFragment(_ tag: XMLStartTag) {
    fragmentIsNext = false
    fragmentIsMathML = names[Int(tag.name)].namespace == XMLNamespace.mathML
    fragment = XMLFragment(unprefixed: fragmentIsMathML ? XMLNamespace.mathML : "")
    fragment.start(tag, names)
    fragmentDepth = 1
  }

  // MARK: Attributes of other documents

  private func foreignLink(_ tag: XMLStartTag) -> Element {
    if text("epub:type", of: tag) == "noteref" || text("role", of: tag) == "doc-noteref" {
      return .noteReference
    }
    return value("href", of: tag) == nil ? .span : .link
  }

  /// What the tag alone tells: an ordered list, a header cell, the name of a span.
  private mutating func emitForeignKind(
    _ element: Element, _ tag: XMLStartTag, _ name: String
  ) throws(ConversionError) {
    let position = tag.position
    switch element {
    case .list: try emit(.type, name == "ol" ? "ordered" : "bullet", position)
    case .cell: if name == "th" { try emit(.header, "true", position) }
    case .span: if name != "span", name != "a" { try emit(.name, name, position) }
    case .note:
      let type = text("epub:type", of: tag) ?? text("role", of: tag) ?? ""
      let isFootnote = type.contains("footnote") || type.contains("endnote")
      try emit(.type, isFootnote ? "footnote" : name == "aside" ? "box" : name, position)
    default: break
    }
  }

  /// - Parameter element: nil for a container, of which the model has nothing but the content.
  mutating func foreignAttributes(
    _ tag: XMLStartTag, _ element: Element?
  ) throws(ConversionError) {
    for (index, value) in tag.attributes {
      let name = names[Int(index)].qualified
      let attribute: Attribute? =
        switch (name, element) {
        case ("id", .some): .id
        case ("href", .link), ("href", .noteReference), ("src", .image): .target
        case ("title", .link), ("title", .image), ("title", .span): .title
        case ("name", .span), ("name", .link): self.value("id", of: tag) == nil ? .id : nil
        case ("alt", .image): .alternative
        case ("lang", .some): .language
        case ("xml:lang", .some): self.value("lang", of: tag) == nil ? .language : nil
        case ("start", .list): .start
        case ("colspan", .cell): .columnSpan
        case ("rowspan", .cell): .rowSpan
        case ("align", .cell): .align
        default: nil
        }
      if let attribute {
        try emit(attribute, value, tag.position)
      } else if !["epub:type", "role", "xml:lang", "xml:space"].contains(name) {
        losses.note(attribute: "@\(name)", of: names[Int(tag.name)].local, at: tag.position)
      }
    }
  }

  // MARK: Ends

  mutating func endContent(
    _ frame: XHTMLFrame, _ position: SourcePosition
  ) throws(ConversionError) {
    frames.removeLast()
    if let field = frame.field {
      let value = self.value
      self.value = []
      return try emit(.metadata(field, value.span), position)
    }
    if frame.paragraphIsOpen { try emit(.end(.paragraph), position) }
    if let element = frame.ends { try emit(.end(element), position) }
    if frame.endsTable { try emit(.end(.table), position) }
    if let outer = frame.outerRoute { route = outer }
    if frame.isArticle { completeForeignArticle(position) }
    if frame.content != .inlines || frame.ends?.level == .block || frame.isParagraph {
      whiteSpace.reset()
    }
  }
}
