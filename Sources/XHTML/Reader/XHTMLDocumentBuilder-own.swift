import GazetteDocumentModel
import GazetteXMLKit

/// The structure of what Gazette writes: see `XHTMLWriter`.
extension XHTMLDocumentBuilder {
  mutating func startOwn(
    _ tag: XMLStartTag, _ name: String, _ frame: XHTMLFrame
  ) throws(ConversionError) {
    let className = text("class", of: tag) ?? ""
    switch (frame.kind, name, className) {
    case (.body, "main", _): frames.append(XHTMLFrame(.body, name, .blocks))
    case (.body, "section", XHTMLVocabulary.bulletin):
      bulletinAttributes = tag
      frames.append(XHTMLFrame(.bulletin, name))
    case (.bulletin, "header", _), (.article, "header", _):
      route = frame.kind == .bulletin ? .bulletinFront : .articleFront
      frames.append(XHTMLFrame(.header, name))
    case (.bulletin, "section", XHTMLVocabulary.section):
      try beginBulletin(tag.position)
      try emit(.start(.section), tag.position)
      try ownAttributes(tag, .section)
      frames.append(XHTMLFrame(.section, name))
    case (.bulletin, "article", _), (.section, "article", _): try beginOwnArticle(tag)
    case (.bulletin, "footer", _):
      try beginBulletin(tag.position)
      frames.append(XHTMLFrame(.footer, name))
    case (.article, "footer", _):
      route = .articleFront
      frames.append(XHTMLFrame(.footer, name))
    case (.article, "div", _):
      route = .articleBody
      frames.append(XHTMLFrame(.content, name, .blocks))
      frames[frames.count - 1].hasBlocks = true
    case (.section, _, "section-title"), (.header, _, "title"):
      try beginFact(.title, tag)
    case (.header, _, "kicker"): try beginFact(.kicker, tag)
    case (.header, _, "subtitle"): try beginFact(.subtitle, tag)
    case (.header, "div", "abstract"): try beginFact(.abstract, tag, .mixed)
    case (.header, "div", "contents"): try beginFact(.contents, tag, .mixed)
    case (.header, "ul", _), (.section, "ul", _): frames.append(XHTMLFrame(.facts, name))
    case (.facts, "li", _): try beginListedFact(tag)
    case (.footer, "p", "distribution"): try beginFact(.distribution, tag)
    case (.footer, "p", _): frames.append(XHTMLFrame(.footer, name))
    case (.footer, "span", "contributor"): try beginFact(.contributor, tag)
    case (.footer, _, "date"): try beginFact(.date, tag)
    case (.facts, "span", "contributor"): try beginFact(.contributor, tag)
    case (.facts, _, "date"): try beginFact(.date, tag)
    default: beginStray(tag, in: frame)
    }
  }

  /// What somebody has put between the parts of a bulletin is told whole, and left out.
  mutating func beginStray(_ tag: XMLStartTag, in frame: XHTMLFrame) {
    strayIn = "<\(names[Int(tag.name)].qualified)> in <\(frame.name)>"
    beginFragment(tag)
  }

  private mutating func beginOwnArticle(_ tag: XMLStartTag) throws(ConversionError) {
    try beginBulletin(tag.position)
    articleCount += 1
    articleStart = tag.position
    route = .articleFront
    try ownAttributes(tag, .article)
    frames.append(XHTMLFrame(.article, "article"))
  }

  /// A front element; its attributes are the tag's.
  private mutating func beginFact(
    _ element: Element, _ tag: XMLStartTag, _ content: XHTMLFrame.Content = .inlines
  ) throws(ConversionError) {
    try emit(.start(element), tag.position)
    try ownAttributes(tag, element)
    let frame = XHTMLFrame(.fact, names[Int(tag.name)].local, content, ends: element)
    if value("\(XHTMLVocabulary.unwordedDate)", of: tag) != nil {
      // The date is shown for readers; the document has no words for it.
      skippedDepth = 1
      try emit(.end(element), tag.position)
      return
    }
    frames.append(frame)
    whiteSpace.reset()
  }

  /// `<li data-field="issue">12</li>`
  private mutating func beginListedFact(_ tag: XMLStartTag) throws(ConversionError) {
    let name = text("\(XHTMLVocabulary.field)", of: tag) ?? ""
    if let field = MetadataField.allCases.first(where: { $0.name == name }) {
      var frame = XHTMLFrame(.fact, "li")
      frame.field = field
      value = []
      return frames.append(frame)
    }
    guard let element = Element.allCases.first(where: { $0.name == name }) else {
      return frames.append(XHTMLFrame(.facts, "li"))
    }
    if element == .date || element == .contributor {
      return frames.append(XHTMLFrame(.facts, "li"))
    }
    try beginFact(element, tag)
  }

  /// Attributes as the writer writes them.
  mutating func ownAttributes(
    _ tag: XMLStartTag, _ element: Element
  ) throws(ConversionError) {
    for (index, value) in tag.attributes {
      let name = names[Int(index)].qualified
      guard let attribute = XHTMLVocabulary.attribute(named: name, of: element) else { continue }
      if element == .article {
        let isCounted = Array((XHTMLVocabulary.articlePrefix + "\(articleCount)").utf8) == value
        if (name == "id" && isCounted) || name == "lang" { continue }
      }
      if element == .image, name == "alt", value.isEmpty { continue }
      try emit(attribute, value, tag.position)
    }
  }

  /// The bulletin's header is complete: passes it on.
  mutating func beginBulletin(_ position: SourcePosition) throws(ConversionError) {
    route = .out
    guard !bulletinIsOpen else { return }
    bulletinIsOpen = true
    let tag = bulletinAttributes
    try emit(.start(.bulletin), tag?.position ?? position)
    if let tag, isOwn { try ownAttributes(tag, .bulletin) }
    bulletinFront.moveFront(metadataFirst: true, to: &out)
  }

  mutating func end(_ frame: XHTMLFrame, _ position: SourcePosition) throws(ConversionError) {
    switch frame.kind {
    case .content, .fact: return try endContent(frame, position)
    case .label: return try endLabel(position)
    case .text: return try endText(frame, position)
    case .body, .document, .head: return try endDocumentPart(frame, position)
    default: break
    }
    frames.removeLast()
    switch frame.kind {
    case .bulletin:
      try beginBulletin(position)
      try emit(.end(.bulletin), position)
      bulletinIsOpen = false
    case .section:
      route = .out
      try emit(.end(.section), position)
    case .article:
      route = .out
      completeArticle = articleStart
    default: break
    }
  }

  /// `span.label` of a contributor is whole: its attribute, for nothing else came before it.
  private mutating func endLabel(_ position: SourcePosition) throws(ConversionError) {
    frames.removeLast()
    guard frames.last?.kind != .label else { return }
    try emit(.label, value, position)
    value = []
    if let last = frames.indices.last { frames[last].skipsBlank = true }
  }
}
