import GazetteDocumentModel
import GazetteXMLKit

/// The inlines of a text.
extension JATSWriter {
  mutating func openInline(_ element: Element) throws(ConversionError) {
    let parent = blocks.frames.last
    if element == .image, parent?.element == .figure { return try openFigureImage() }
    try openBareParagraph()
    let closer: StaticString
    switch element {
    case .image:
      try writeImage("inline-graphic", blocks.attributes)
      closer = ""
    case .lineBreak: closer = try writeLineBreak()
    case .formula: closer = try openFormula()
    case .link: closer = try openLink()
    case .noteReference:
      try xml.start("xref")
      try xml.attribute("ref-type", "fn")
      try showTarget()
      try common()
      closer = "</xref>"
    case .ruby: closer = try openNamed(JATSVocabulary.rubyType)
    case .rubyText: closer = try openNamed(JATSVocabulary.rubyTextType)
    case .span: closer = try openSpan()
    default:
      guard let name = JATSVocabulary.inline(element) else { return }
      try xml.start(name)
      try common()
      closer = Self.closer(element)
    }
    blocks.frames.append(.init(element: element, closer: closer))
  }

  private static func closer(_ element: Element) -> StaticString {
    switch element {
    case .emphasis: "</italic>"
    case .strong: "</bold>"
    case .underline: "</underline>"
    case .strike: "</strike>"
    case .superscript: "</sup>"
    case .subscript: "</sub>"
    default: "</monospace>"
    }
  }

  /// `break` may stand in titles and right in cells, not in running text (tag library, `break`).
  private mutating func writeLineBreak() throws(ConversionError) -> StaticString {
    let isSectionTitle = open.last { $0.level == .structure } == .section
    let inTitle = open.contains(.heading) || (open.contains(.title) && !isSectionTitle)
    let inCell = open.dropLast().last == .cell
    if inTitle || inCell, blocks.attributes.isEmpty {
      try xml.raw("<break/>")
      return ""
    }
    try xml.start("named-content")
    try xml.attribute("content-type", JATSVocabulary.lineBreakType)
    try common()
    try xml.raw(" ")
    return "</named-content>"
  }

  private mutating func openFormula() throws(ConversionError) -> StaticString {
    let isDisplay = blocks.attributes.has(.type, "display")
    // A formula of its own line stands in paragraphs, not in titles or cells.
    if isDisplay, open.dropLast().last == .paragraph {
      blocks.shown.insert(.type)
      try xml.start("disp-formula")
      try common()
      return "</disp-formula>"
    }
    if blocks.attributes.has(.type, "inline") { blocks.shown.insert(.type) }
    try xml.start("inline-formula")
    let pairs = blocks.attributes[.type] == nil ? [(name: "type", value: [UInt8]())] : []
    try xml.instruction(pairs)
    try common()
    return "</inline-formula>"
  }

  /// `xref` to something of the document, where its kind is known; else `ext-link`.
  private mutating func openLink() throws(ConversionError) -> StaticString {
    if let type = blocks.attributes[.type], blocks.attributes[.target]?.first == UInt8(ascii: "#"),
      blocks.attributes[.title] == nil
    {
      try xml.start("xref")
      try xml.attribute("ref-type", type.span, at: .start)
      blocks.shown.insert(.type)
      try showTarget()
      try common()
      return "</xref>"
    }
    try xml.start("ext-link")
    if blocks.attributes[.type] == nil {
      try xml.attribute("ext-link-type", "uri")
    } else {
      try attribute(.type, "ext-link-type")
    }
    try attribute(.target, "xlink:href")
    try attribute(.title, "xlink:title")
    try common()
    return "</ext-link>"
  }

  /// `rid`, of a target `#id`; several are set off by blanks.
  private mutating func showTarget() throws(ConversionError) {
    guard let target = blocks.attributes[.target], target.first == UInt8(ascii: "#") else { return }
    let id = Array(target.dropFirst())
    guard references.want(id) else { return }
    blocks.shown.insert(.target)
    try xml.attribute("rid", id.span, at: .start)
  }

  private mutating func openNamed(_ type: String) throws(ConversionError) -> StaticString {
    try xml.start("named-content")
    try xml.attribute("content-type", type)
    try common()
    return "</named-content>"
  }

  private mutating func openSpan() throws(ConversionError) -> StaticString {
    let name = blocks.attributes.text(.name)
    if let name, JATSVocabulary.spans.contains(name), blocks.attributes[.language] == nil {
      blocks.shown.insert(.name)
      return try openEmphasis(name)
    }
    try xml.start("named-content")
    let reserved = [
      "", "span", JATSVocabulary.rubyType, JATSVocabulary.rubyTextType,
      JATSVocabulary.lineBreakType,
    ]
    if let name, !reserved.contains(name) {
      try attribute(.name, "content-type")
    } else {
      try xml.attribute("content-type", "span")
    }
    try attribute(.language, "xml:lang")
    try common()
    return "</named-content>"
  }

  /// One of `JATSVocabulary.spans`.
  private mutating func openEmphasis(_ name: String) throws(ConversionError) -> StaticString {
    let (tag, closer): (StaticString, StaticString) =
      switch name {
      case "overline": ("overline", "</overline>")
      case "roman": ("roman", "</roman>")
      case "sans-serif": ("sans-serif", "</sans-serif>")
      case "sc": ("sc", "</sc>")
      default: ("abbrev", "</abbrev>")
      }
    try xml.start(tag)
    try common()
    return closer
  }

  /// In a figure the caption comes first: an image before it waits.
  private mutating func openFigureImage() throws(ConversionError) {
    let last = blocks.frames.count - 1
    blocks.frames[last].isFilled = true
    blocks.frames[last].images.append(blocks.attributes)
    blocks.frames.append(.init(element: .image, closer: ""))
  }

  /// `graphic` in a figure, `inline-graphic` in text.
  mutating func writeImage(
    _ name: StaticString, _ image: AttributeList
  ) throws(ConversionError) {
    try xml.start(name)
    // The reference is required (tag library, `@xlink:href`).
    let target = image[.target] ?? []
    try xml.attribute("xlink:href", target.span, at: .start)
    if let title = image[.title] { try xml.attribute("xlink:title", title.span, at: .start) }
    var pairs = image.pairs(but: [.target, .title, .alternative])
    if image[.target] == nil { pairs.append(("target", [])) }
    try xml.instruction(pairs)
    if let words = image[.alternative] { try xml.element("alt-text", words.span, at: .start) }
    try xml.end(name)
  }
}
