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
  }

  private mutating func openHeading() throws(ConversionError) {
    let level =
      attributes.text(.level).flatMap { Int($0) } ?? 1
    // The masthead is h1 and the headline h2: an article's own headings begin below.
    let (name, closer): (StaticString, StaticString) =
      switch level {
      case ...1: ("h3", "</h3>\n")
      case 2: ("h4", "</h4>\n")
      case 3: ("h5", "</h5>\n")
      default: ("h6", "</h6>\n")
      }
    try xml.start(name)
    try write(attributes, of: .heading)
    closers.append(closer)
  }

  /// Attributes of an element; an `id` that is taken goes where it need not be unique.
  mutating func write(
    _ attributes: AttributeList, of element: Element
  ) throws(ConversionError) {
    for (attribute, value) in attributes {
      if attribute == .id, !isFree(value) {
        try xml.attribute("data-id", value.span, at: .start)
      } else {
        try xml.attribute(
          XHTMLVocabulary.attribute(attribute, of: element), value.span, at: .start)
      }
    }
  }

  /// Whether an element may be called so: no blank, and nothing else is called so. It is from now on.
  private mutating func isFree(_ id: [UInt8]) -> Bool {
    !id.isEmpty && !id.contains { $0 <= 0x20 }
      && !id.starts(with: XHTMLVocabulary.articlePrefix.utf8) && identifiers.insert(id).inserted
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
