import GazetteDocumentModel
import GazetteXMLKit

/// The text.
extension XHTMLWriter {
  /// The element at hand has all its attributes: writes its tag.
  mutating func beginContent() throws(ConversionError) {
    guard let element = waiting else { return }
    waiting = nil
    try openTag(element)
    attributes.removeAll()
  }

  private mutating func openTag(_ element: Element) throws(ConversionError) {
    let parent = open.dropLast().last
    switch element {
    case .heading: return try openHeading()
    case .caption:
      if parent == .table { try xml.start("caption") } else { try xml.start("figcaption") }
      try write(attributes, of: .caption)
      closers.append(parent == .table ? "</caption>\n" : "</figcaption>\n")
      return
    case .list:
      let isOrdered = attributes.has(.type, "ordered")
      try xml.start(isOrdered ? "ol" : "ul")
      try write(attributes, of: .list)
      closers.append(isOrdered ? "</ol>\n" : "</ul>\n")
      return
    case .cell:
      let isHeader = attributes.has(.header, "true")
      try xml.start(isHeader ? "th" : "td")
      try write(attributes, of: .cell)
      closers.append(isHeader ? "</th>" : "</td>")
      return
    default: break
    }
    if element == .image, let part, let target = attributes[.target],
      part.resolve(.image, target) == .unavailable
    {
      return try openAbsentImage()
    }
    if element == .link || element == .noteReference, part != nil,
      open.dropLast().contains(where: { $0 == .link || $0 == .noteReference })
    {
      return try openInnerLink(element)
    }
    guard let tag = XHTMLVocabulary.tag(element) else { return closers.append("") }
    try xml.start(tag.name)
    if let className = tag.className { try xml.attribute("class", "\(className)") }
    if element == .note { try noteType() }
    if element == .noteReference { try xml.attribute("epub:type", "noteref") }
    try write(attributes, of: element)
    if element == .image, attributes[.alternative] == nil {
      try xml.attribute("alt", "")
    }
    if XHTMLVocabulary.isVoid(element) {
      try xml.end(tag.name)
      closers.append(element == .thematicBreak ? "\n" : "")
    } else {
      closers.append(Self.closer(element))
    }
  }

  private mutating func noteType() throws(ConversionError) {
    let isFootnote = attributes.has(.type, "footnote")
    if isFootnote { try xml.attribute("epub:type", "footnote") }
    // Else an `aside` would be a landmark, and each would need a name of its own.
    try xml.attribute("role", isFootnote ? "doc-footnote" : "note")
  }

  /// An article's own headings begin below its headline.
  private mutating func openHeading() throws(ConversionError) {
    let level = attributes.text(.level).flatMap { Int($0) } ?? 1
    let name = Self.heading(titleLevel + level)
    try xml.start(name)
    try write(attributes, of: .heading)
    let closer: StaticString =
      switch titleLevel + level {
      case ...2: "</h2>\n"
      case 3: "</h3>\n"
      case 4: "</h4>\n"
      case 5: "</h5>\n"
      default: "</h6>\n"
      }
    closers.append(closer)
  }

  /// Attributes of an element; an `id` that is taken goes where it need not be unique.
  mutating func write(
    _ attributes: AttributeList, of element: Element
  ) throws(ConversionError) {
    for (attribute, value) in attributes {
      if attribute == .id, !isFree(value) {
        try xml.attribute("data-id", value.span, at: .start)
      } else if attribute == .target, let part {
        try reference(value, of: element, part)
      } else if attribute == .start, !attributes.has(.type, "ordered") {
        // HTML has no `start` of a list without numbers.
        try xml.attribute("data-start", value.span, at: .start)
      } else if attribute == .language, part != nil, !value.span.isLanguageTag {
        try xml.attribute("data-lang", value.span, at: .start)
      } else {
        try xml.attribute(
          XHTMLVocabulary.attribute(attribute, of: element), value.span, at: .start)
      }
    }
  }

  /// A formula of a book has words for who cannot see it (EPUB Accessibility 1.1): where it brings none,
  /// its text, and an instruction so that they are taken out again.
  mutating func formula(_ fragment: Span<UInt8>) throws(ConversionError) {
    let markup = [UInt8](fragment)
    let text = markup.withoutTags.collapsedWhiteSpace
    let tagEnd = markup.firstIndex(of: UInt8(ascii: ">")) ?? 0
    let nameEnd = markup.firstIndex { $0.isXMLSpace || $0 == UInt8(ascii: ">") } ?? 0
    guard markup[..<tagEnd].firstRange(of: Array("alttext=".utf8)) == nil, !text.isEmpty,
      nameEnd > 0,
      !text.contains(UInt8(ascii: "\""))
    else { return try xml.raw(fragment) }
    let words = XHTMLVocabulary.formulaWords(text)
    try xml.instruction([(XHTMLVocabulary.wordsGiven, text)])
    let worded = markup[..<nameEnd] + words + markup[nameEnd...]
    try xml.raw(Array(worded).span)
  }

  /// Where a link or a picture of a book points; what the book lacks stands in `data-href`.
  private mutating func reference(
    _ target: [UInt8], of element: Element, _ part: DocumentPart
  ) throws(ConversionError) {
    switch part.resolve(element, target) {
    case .address(let address):
      try xml.attribute(XHTMLVocabulary.attribute(.target, of: element), address.span, at: .start)
    case .unavailable: try xml.attribute("data-href", target.span, at: .start)
    }
  }

  /// A link within a link, which HTML does not have (§4.5.1): what it points to is kept beside it.
  private mutating func openInnerLink(_ element: Element) throws(ConversionError) {
    try xml.start("span")
    try xml.attribute("class", XHTMLVocabulary.innerLink(element))
    for (attribute, value) in attributes {
      let name: StaticString =
        attribute == .target ? "data-href" : XHTMLVocabulary.attribute(attribute, of: element)
      if attribute == .id, !isFree(value) {
        try xml.attribute("data-id", value.span, at: .start)
      } else {
        try xml.attribute(name, value.span, at: .start)
      }
    }
    closers.append("</span>")
  }

  /// A picture that the book does not hold: a word where it should stand.
  private mutating func openAbsentImage() throws(ConversionError) {
    try xml.start("span")
    try xml.attribute("class", XHTMLVocabulary.absentImage)
    try xml.attribute("role", attributes[.alternative] == nil ? "presentation" : "img")
    for (attribute, value) in attributes {
      switch attribute {
      case .target: try xml.attribute("data-src", value.span, at: .start)
      case .alternative: try xml.attribute("aria-label", value.span, at: .start)
      default:
        try xml.attribute(XHTMLVocabulary.attribute(attribute, of: .image), value.span, at: .start)
      }
    }
    try xml.endInFull("span")
    closers.append("")
  }

  /// Whether an element may be called so: no blank, and nothing else is called so. It is from now on.
  private mutating func isFree(_ id: [UInt8]) -> Bool {
    mayBeNamed(id) && identifiers.insert(id).inserted
  }

  func mayBeNamed(_ id: [UInt8]) -> Bool {
    !id.isEmpty && !id.contains { $0 <= 0x20 }
      && !id.starts(with: XHTMLVocabulary.articlePrefix.utf8) && !identifiers.contains(id)
  }

  private static func closer(_ element: Element) -> StaticString {
    switch element {
    case .paragraph, .signOff: "</p>\n"
    case .item: "</li>\n"
    case .definitionList: "</dl>\n"
    case .term: "</dt>\n"
    case .definition: "</dd>\n"
    case .quotation: "</blockquote>\n"
    case .preformatted: "</pre>\n"
    case .table: "</table>\n"
    case .tableHead: "</thead>\n"
    case .tableBody: "</tbody>\n"
    case .tableFoot: "</tfoot>\n"
    case .row: "</tr>\n"
    case .figure: "</figure>\n"
    case .note: "</aside>\n"
    case .attachments, .abstract: "</div>\n"
    case .contents: "</nav>\n"
    case .emphasis: "</em>"
    case .strong: "</strong>"
    case .underline: "</u>"
    case .strike: "</s>"
    case .superscript: "</sup>"
    case .subscript: "</sub>"
    case .code: "</code>"
    case .link, .noteReference: "</a>"
    case .ruby: "</ruby>"
    case .rubyText: "</rt>"
    case .formula, .span: "</span>"
    default: ""
    }
  }
}
