import GazetteDocumentModel
import GazetteXMLKit

/// What must be remembered between the events of a body.
struct JATSBlockState {
  /// Attributes of the element that was started last, until its content begins.
  var attributes = AttributeList()
  /// The element whose tag waits for its attributes.
  var waiting: Element?
  /// How many `sec` are open, by the levels of their headings.
  var sectionLevels: [Int] = []
  /// Per open block: whether something stands in it already.
  var filled: [Bool] = []
  /// End tags, by open element, where an element of the model is more than one of JATS.
  var closers: [StaticString] = []
  /// Per open table: what of it is written.
  var tables: [TableState] = []

  enum TableState { case wrap, head, rows }

  mutating func reset() {
    attributes.removeAll()
    waiting = nil
    sectionLevels.removeAll(keepingCapacity: true)
    filled.removeAll(keepingCapacity: true)
    closers.removeAll(keepingCapacity: true)
    tables.removeAll(keepingCapacity: true)
  }

  subscript(attribute: Attribute) -> [UInt8]? { attributes[attribute] }
}

extension JATSWriter {
  /// An element's start: its tag is written when its attributes are known.
  mutating func startContent(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    try beginContent()
    blocks.waiting = element
    blocks.attributes.removeAll()
  }

  /// The element at hand has all its attributes: writes its tag.
  mutating func beginContent() throws(ConversionError) {
    guard let element = blocks.waiting else {
      if !blocks.attributes.isEmpty {
        // Attributes of a front element.
        item.attributes = blocks.attributes
        blocks.attributes.removeAll()
      }
      return
    }
    blocks.waiting = nil
    if element.level == .block { try openBlock(element) } else { try openInline(element) }
    blocks.attributes.removeAll()
  }

  mutating func endContent(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    try beginContent()
    let isEmpty = blocks.filled.last == false
    switch element {
    // A list-item, a def and a footnote need a paragraph, a body of rows a row, a row a cell.
    case .item, .definition, .note: if isEmpty { try xml.raw("<p/>") }
    case .tableHead, .tableBody, .tableFoot: if isEmpty { try xml.raw("<tr><td/></tr>") }
    case .row: if isEmpty { try xml.raw("<td/>") }
    case .definitionList: try xml.raw(isEmpty ? "<def-item><term/></def-item>" : "</def-item>")
    case .list: if isEmpty { try xml.raw("<list-item><p/></list-item>") }
    case .table:
      switch blocks.tables.popLast() {
      case .rows: try xml.raw("</table>")
      case .head: try xml.raw("<tbody><tr><td/></tr></tbody></table>")
      default: break
      }
    default: break
    }
    if element.level == .block { blocks.filled.removeLast() }
    if let closer = blocks.closers.popLast() { try xml.raw(closer) }
  }

  /// Closes `sec`s until `count` are open.
  mutating func closeSections(to count: Int) throws(ConversionError) {
    while blocks.sectionLevels.count > count {
      blocks.sectionLevels.removeLast()
      try xml.raw("</sec>\n")
    }
  }

  /// The element around the one whose tag is being written.
  private var parent: Element? { open.dropLast().last }

  private mutating func openBlock(_ element: Element) throws(ConversionError) {
    let parent = parent
    // In a list-item, a definition or a footnote other blocks than p and lists stand in a p.
    let needsParagraph =
      (parent == .item || parent == .definition || parent == .note || parent == .attachments)
      && ![.paragraph, .list, .definitionList, .heading, .signOff, .thematicBreak].contains(element)
    let isFirst = blocks.filled.last != true
    if !blocks.filled.isEmpty { blocks.filled[blocks.filled.count - 1] = true }
    blocks.filled.append(false)
    if parent == .table, element != .caption { try openRows(element) }
    if needsParagraph { try xml.raw("<p>") }
    let close = needsParagraph
    switch element {
    case .paragraph:
      // A caption's paragraphs are one here: its tag opens it.
      if parent == .caption { return blocks.closers.append(" ") }
      try tag("p", "</p>\n")
    case .heading: try openHeading(parent)
    case .list: try openList()
    case .attachments:
      try xml.raw("<boxed-text content-type=\"attachments\">")
      blocks.closers.append(close ? "</boxed-text></p>\n" : "</boxed-text>\n")
    case .item:
      try tag("list-item", "</list-item>\n")
      try label()
    case .definitionList: try tag("def-list", close ? "</def-list></p>\n" : "</def-list>\n")
    case .term:
      try xml.raw(isFirst ? "<def-item>" : "</def-item>\n<def-item>")
      try tag("term", "</term>")
    case .definition:
      if isFirst { try xml.raw("<def-item><term/>") }
      try tag("def", "</def>")
    case .quotation: try tag("disp-quote", close ? "</disp-quote></p>\n" : "</disp-quote>\n")
    case .preformatted:
      try xml.start("preformat")
      try attribute(.language, "preformat-type")
      blocks.closers.append(close ? "</preformat></p>\n" : "</preformat>\n")
    case .table:
      try xml.start("table-wrap")
      try identifier()
      try label()
      blocks.tables.append(.wrap)
      blocks.closers.append(close ? "</table-wrap></p>\n" : "</table-wrap>\n")
    case .caption:
      try xml.raw("<caption><p>")
      blocks.closers.append("</p></caption>")
    case .tableHead: try tag("thead", "</thead>")
    case .tableBody, .tableFoot: try tag("tbody", "</tbody>")
    case .row: try tag("tr", "</tr>\n")
    case .cell: try openCell()
    case .figure:
      try xml.start("fig")
      try identifier()
      try label()
      blocks.closers.append(close ? "</fig></p>\n" : "</fig>\n")
    case .note: try openNote(close)
    case .signOff:
      try xml.raw("<p content-type=\"sign-off\">")
      blocks.closers.append("</p>\n")
    case .thematicBreak:
      try xml.raw("<p content-type=\"thematic-break\">")
      blocks.closers.append("</p>\n")
    default: blocks.closers.append("")
    }
  }

  private mutating func tag(
    _ open: StaticString, _ closer: StaticString
  ) throws(ConversionError) {
    try xml.start(open)
    blocks.closers.append(closer)
  }

  /// `<sec><title>`: a heading opens a section as deep as its level.
  private mutating func openHeading(_ parent: Element?) throws(ConversionError) {
    guard parent == .body else {
      try xml.raw("<p><bold>")
      blocks.closers.append("</bold></p>\n")
      diagnostics.report(
        .elementNotExpressible, ["heading", "JATS", "inside another block it is bold text"])
      return
    }
    let level = blocks[.level].flatMap { Int(String($0.span)) } ?? 1
    let outer = blocks.sectionLevels.firstIndex { $0 >= level } ?? blocks.sectionLevels.count
    try closeSections(to: outer)
    blocks.sectionLevels.append(level)
    try xml.start("sec")
    try identifier()
    try xml.raw("<title>")
    blocks.closers.append("</title>\n")
  }

  private mutating func openList() throws(ConversionError) {
    try xml.start("list")
    let type = blocks[.type].map { String($0.span) } ?? "bullet"
    let name = JATSVocabulary.listTypes.first { $0.model == type }?.jats ?? "simple"
    try xml.attribute("list-type", name)
    blocks.closers.append("</list>\n")
    if let start = blocks[.start], !start.span.elementsEqual("1") {
      diagnostics.report(
        .elementNotExpressible,
        ["list start \(String(start.span))", "JATS", "the list begins at 1"])
    }
  }

  /// `<table>`, which opens with the first rows, behind the caption.
  private mutating func openRows(_ element: Element) throws(ConversionError) {
    guard let state = blocks.tables.last else { return }
    if state == .wrap { try xml.raw("<table>") }
    blocks.tables[blocks.tables.count - 1] = element == .tableHead && state == .wrap ? .head : .rows
  }

  private mutating func openCell() throws(ConversionError) {
    let isHeader = blocks[.header].map { $0.span.elementsEqual("true") } ?? false
    try xml.start(isHeader ? "th" : "td")
    try attribute(.columnSpan, "colspan")
    try attribute(.rowSpan, "rowspan")
    try attribute(.align, "align")
    blocks.closers.append(isHeader ? "</th>" : "</td>")
  }

  private mutating func openNote(_ inParagraph: Bool) throws(ConversionError) {
    let type = blocks[.type].map { String($0.span) } ?? "box"
    if type == "footnote" {
      // A footnote stands in a paragraph, where its mark would be.
      try xml.raw(inParagraph ? "" : "<p>")
      try xml.start("fn")
      try identifier()
      try label()
      blocks.closers.append("</fn></p>\n")
      return
    }
    try xml.start("boxed-text")
    try identifier()
    try xml.attribute("content-type", type)
    try label()
    blocks.closers.append(inParagraph ? "</boxed-text></p>\n" : "</boxed-text>\n")
  }

  private mutating func openInline(_ element: Element) throws(ConversionError) {
    switch element {
    case .image: try openImage()
    case .lineBreak:
      // `break` may stand in titles, not in running text.
      let inTitle = open.contains { $0 == .title || $0 == .heading }
      if inTitle {
        try xml.raw("<break/>")
      } else {
        try xml.raw(" ")
        diagnostics.report(
          .elementNotExpressible, ["line break", "JATS", "a space stands for it"])
      }
      blocks.closers.append("")
    case .formula:
      let isDisplay = blocks[.type].map { $0.span.elementsEqual("display") } ?? false
      try xml.raw(isDisplay ? "<disp-formula>" : "<inline-formula>")
      blocks.closers.append(isDisplay ? "</disp-formula>" : "</inline-formula>")
    default:
      guard let name = JATSVocabulary.inline(element) else { return blocks.closers.append("") }
      try xml.start(name)
      switch element {
      case .link:
        try xml.attribute("ext-link-type", "uri")
        try attribute(.target, "xlink:href")
        try attribute(.title, "xlink:title")
        blocks.closers.append("</ext-link>")
      case .noteReference:
        try xml.attribute("ref-type", "fn")
        if let target = blocks[.target] {
          let id = target.first == UInt8(ascii: "#") ? Array(target.dropFirst()) : target
          try xml.attribute("rid", id.span, at: .start)
        }
        blocks.closers.append("</xref>")
      case .ruby, .rubyText:
        try xml.attribute("content-type", element == .ruby ? "ruby" : "ruby-text")
        blocks.closers.append("</named-content>")
      case .span:
        let name = blocks[.name] ?? Array("span".utf8)
        try xml.attribute("content-type", name.span, at: .start)
        try attribute(.language, "xml:lang")
        blocks.closers.append("</named-content>")
      default: blocks.closers.append(Self.closer(element))
      }
    }
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

  /// `inline-graphic` in text, `graphic` in a figure.
  private mutating func openImage() throws(ConversionError) {
    let inFigure = parent == .figure
    try xml.start(inFigure ? "graphic" : "inline-graphic")
    try attribute(.target, "xlink:href")
    try attribute(.title, "xlink:title")
    if let words = blocks[.alternative] { try xml.element("alt-text", words.span, at: .start) }
    try xml.end(inFigure ? "graphic" : "inline-graphic")
    blocks.closers.append("")
  }

  private mutating func attribute(
    _ attribute: Attribute, _ name: StaticString
  ) throws(ConversionError) {
    if let value = blocks[attribute] { try xml.attribute(name, value.span, at: .start) }
  }

  private mutating func identifier() throws(ConversionError) { try attribute(.id, "id") }

  private mutating func label() throws(ConversionError) {
    if let label = blocks[.label] { try xml.element("label", label.span, at: .start) }
  }
}
