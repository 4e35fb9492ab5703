import GazetteDocumentModel
import GazetteXMLKit

/// The blocks of a body.
extension JATSWriter {
  /// The element at hand has all its attributes: writes its tag.
  mutating func beginContent() throws(ConversionError) {
    guard let element = blocks.waiting else { return }
    blocks.waiting = nil
    blocks.shown = []
    if blocks.frames.isEmpty { openBase() }
    try writeLabel()
    if element.level == .inline {
      try openInline(element)
    } else {
      try openBlock(element)
    }
    blocks.attributes.removeAll()
  }

  /// The body, or the front element, that the content stands in.
  private mutating func openBase() {
    let base = open.last { $0.level == .structure || $0.level == .front } ?? .body
    blocks.frames.append(
      .init(element: base, content: JATSBlockState.content(of: base, isFootnote: false)))
  }

  /// Text where the model has it and JATS wants a paragraph: opens one.
  ///
  /// - Parameter forFragment: a raw fragment may be a block and stand for itself.
  mutating func openBareParagraph(forFragment: Bool = false) throws(ConversionError) {
    if blocks.frames.isEmpty { openBase() }
    let last = blocks.frames.count - 1
    blocks.frames[last].isFilled = true
    if forFragment, blocks.frames[last].content != .caption { return }
    try writeLabel()
    guard !blocks.frames[last].bareIsOpen else { return }
    switch blocks.frames[last].content {
    case .inlines, .cell, .parts: return
    case .caption: try xml.start("title")
    case .blocks, .paragraphs, .paragraphsAndLists:
      try xml.start("p")
      try xml.instruction([("bare", Array("yes".utf8))])
    }
    blocks.frames[last].bareIsOpen = true
  }

  /// The label of the innermost block, once what comes before it is written.
  mutating func writeLabel() throws(ConversionError) {
    guard let last = blocks.frames.indices.last, let label = blocks.frames[last].label else {
      return
    }
    blocks.frames[last].label = nil
    try xml.element("label", label.span, at: .start)
  }

  private mutating func closeBareParagraph() throws(ConversionError) {
    guard let last = blocks.frames.indices.last, blocks.frames[last].bareIsOpen else { return }
    blocks.frames[last].bareIsOpen = false
    try xml.raw(blocks.frames[last].content == .caption ? "</title>" : "</p>\n")
  }

  mutating func endContent(_ element: Element) throws(ConversionError) {
    try beginContent()
    try closeBareParagraph()
    try writeLabel()
    guard let frame = blocks.frames.popLast() else { return }
    if !frame.isFilled { try writeFiller(frame) }
    if frame.element == .table { try closeTable(frame) }
    for image in frame.images { try writeImage("graphic", image) }
    try xml.raw(frame.closer)
    if frame.isWrapped { try xml.raw("</p>\n") }
    if frame.element == .caption { try flushImages() }
  }

  /// What the DTD wants in an empty element, marked as not the document's.
  private mutating func writeFiller(_ frame: JATSBlockState.Frame) throws(ConversionError) {
    switch frame.element {
    case .item, .definition: try xml.raw("<p><?gazette fill=\"yes\"?></p>")
    case .note where frame.content == .paragraphs:
      try xml.raw("<p><?gazette fill=\"yes\"?></p>")
    case .tableHead, .tableBody, .tableFoot:
      try xml.raw("<tr><?gazette fill=\"yes\"?><td/></tr>")
    case .row: try xml.raw("<td><?gazette fill=\"yes\"?></td>")
    case .definitionList:
      try xml.raw("<def-item><term><?gazette fill=\"yes\"?></term></def-item>")
    case .list: try xml.raw("<list-item><?gazette fill=\"yes\"?><p/></list-item>")
    default: break
    }
  }

  /// A fragment in a table or figure: it stands beside the rows, and behind the pictures before it.
  mutating func prepareForFragment() throws(ConversionError) {
    guard let last = blocks.frames.indices.last else { return }
    switch blocks.frames[last].element {
    case .table:
      try closeTable(blocks.frames[last])
      blocks.frames[last].table = .wrap
    case .figure: try flushImages()
    default: break
    }
  }

  private mutating func closeTable(_ frame: JATSBlockState.Frame) throws(ConversionError) {
    switch frame.table {
    case .rows: try xml.raw("</table>")
    case .head:
      try xml.raw("<tbody><?gazette fill=\"yes\"?><tr><td/></tr></tbody></table>")
    case .wrap: break
    }
  }

  /// Ends what is open at the end of a body or front element.
  mutating func closeBlocks() throws(ConversionError) {
    try closeBareParagraph()
    try closeSections(to: 0)
    blocks.reset()
  }

  /// Closes `sec`s until `count` are open.
  private mutating func closeSections(to count: Int) throws(ConversionError) {
    while blocks.sectionLevels.count > count {
      blocks.sectionLevels.removeLast()
      try xml.raw("</sec>\n")
    }
  }

  private mutating func openBlock(_ element: Element) throws(ConversionError) {
    try closeBareParagraph()
    let last = blocks.frames.count - 1
    let parent = blocks.frames[last].element
    let isFirst = !blocks.frames[last].isFilled
    blocks.frames[last].isFilled = true
    if parent == .table, element != .caption { try openRows(element, last) }
    if parent == .figure, element != .caption { try flushImages() }
    let isFootnote = element == .note && blocks.attributes.has(.type, "footnote")
    // A footnote stands in a paragraph, where its mark would be.
    let isWrapped =
      isFootnote || !JATSBlockState.takes(element, in: blocks.frames[last].content)
    if isWrapped { try xml.raw("<p><?gazette wrap=\"yes\"?>") }
    let closer = try openTag(element, in: last, isFirst: isFirst, isFootnote: isFootnote)
    blocks.frames.append(
      .init(
        element: element,
        content: JATSBlockState.content(of: element, isFootnote: isFootnote), closer: closer,
        isWrapped: isWrapped))
    blocks.frames[blocks.frames.count - 1].label = blocks.label
    blocks.label = nil
  }

  /// Writes the start tag and a label; gives the end tag.
  ///
  /// - Parameter parent: the frame that it stands in.
  private mutating func openTag(
    _ element: Element, in parent: Int, isFirst: Bool, isFootnote: Bool
  ) throws(ConversionError) -> StaticString {
    switch element {
    case .paragraph: return try openParagraph(parent, isFirst)
    case .heading: return try openHeading(parent)
    case .list: return try openList()
    case .attachments:
      try xml.start("boxed-text")
      try xml.attribute("content-type", JATSVocabulary.attachmentsType)
      try common()
      return "</boxed-text>\n"
    case .item:
      try xml.start("list-item")
      try common()
      return "</list-item>\n"
    case .definitionList:
      try xml.start("def-list")
      try common()
      return "</def-item></def-list>\n"
    case .term:
      try xml.raw(isFirst ? "<def-item>" : "</def-item>\n<def-item>")
      try xml.start("term")
      try common()
      return "</term>"
    case .definition:
      if isFirst { try xml.raw("<def-item><term><?gazette fill=\"yes\"?></term>") }
      try xml.start("def")
      try common()
      return "</def>"
    case .quotation:
      try xml.start("disp-quote")
      try attribute(.type, "content-type")
      try common()
      return "</disp-quote>\n"
    case .preformatted:
      try xml.start("preformat")
      try attribute(.language, "preformat-type")
      try common()
      return "</preformat>\n"
    case .table:
      try xml.start("table-wrap")
      try common()
      return "</table-wrap>\n"
    case .caption:
      try xml.start("caption")
      var pairs: [(name: String, value: [UInt8])] = []
      let before = blocks.frames[parent].images.count
      if before > 0 { pairs = [("after", Array("\(before)".utf8))] }
      try xml.instruction(pairs + leftovers())
      return "</caption>\n"
    case .tableHead, .tableBody, .tableFoot:
      // A head or foot where HTML tables have none (XHTML 1.1, `table`) is a body by its look.
      let isHead = element == .tableHead && blocks.frames[parent].table != .rows
      try xml.start(isHead ? "thead" : "tbody")
      try common(isHead || element == .tableBody ? nil : element)
      return isHead ? "</thead>" : "</tbody>"
    case .row:
      try xml.start("tr")
      try common()
      return "</tr>\n"
    case .cell: return try openCell()
    case .figure:
      try xml.start("fig")
      try common()
      return "</fig>\n"
    case .note: return try openNote(isFootnote)
    case .signOff:
      try xml.start("p")
      try xml.attribute("content-type", JATSVocabulary.signOffType)
      try common()
      return "</p>\n"
    case .thematicBreak:
      try xml.start("p")
      try xml.attribute("content-type", JATSVocabulary.thematicBreakType)
      try common()
      return "</p>\n"
    default: return ""
    }
  }

  private mutating func openParagraph(
    _ parent: Int, _ isFirst: Bool
  ) throws(ConversionError) -> StaticString {
    if blocks.frames[parent].content == .caption, isFirst, blocks.attributes.has(.type, "title") {
      blocks.shown.insert(.type)
      try xml.start("title")
      try common(.paragraph)
      return "</title>\n"
    }
    try xml.start("p")
    try attribute(.type, "content-type")
    try common()
    return "</p>\n"
  }

  /// `<sec><title>`: a heading opens a section as deep as its level.
  private mutating func openHeading(
    _ parent: Int
  ) throws(ConversionError) -> StaticString {
    let base = blocks.frames[parent].element
    guard blocks.frames.count == 1, base == .body || base == .abstract else {
      try xml.start("p")
      try common(.heading)
      try xml.raw("<bold>")
      return "</bold></p>\n"
    }
    let level = blocks.attributes.text(.level).flatMap { Int($0) } ?? 1
    let outer = blocks.sectionLevels.firstIndex { $0 >= level } ?? blocks.sectionLevels.count
    try closeSections(to: outer)
    blocks.sectionLevels.append(level)
    if level == blocks.sectionLevels.count { blocks.shown.insert(.level) }
    try xml.start("sec")
    try attribute(.type, "sec-type")
    try common()
    try xml.raw("<title>")
    return "</title>\n"
  }

  private mutating func openList() throws(ConversionError) -> StaticString {
    try xml.start("list")
    if let type = blocks.attributes.text(.type) {
      blocks.shown.insert(.type)
      let name = JATSVocabulary.listTypes.first { $0.model == type }?.jats ?? type
      try xml.attribute("list-type", name)
    }
    try common()
    return "</list>\n"
  }

  /// `<table>`, which opens with the first rows, behind the caption.
  private mutating func openRows(_ element: Element, _ index: Int) throws(ConversionError) {
    let isRows = [.tableHead, .tableBody, .tableFoot, .row].contains(element)
    guard isRows else { return }
    let state = blocks.frames[index].table
    if state == .wrap { try xml.raw("<table>") }
    blocks.frames[index].table = element == .tableHead && state == .wrap ? .head : .rows
  }

  private mutating func openCell() throws(ConversionError) -> StaticString {
    let isHeader = blocks.attributes.has(.header, "true")
    if isHeader { blocks.shown.insert(.header) }
    try xml.start(isHeader ? "th" : "td")
    try attribute(.columnSpan, "colspan")
    try attribute(.rowSpan, "rowspan")
    if let align = blocks.attributes.text(.align),
      ["left", "center", "right", "justify", "char"].contains(align)
    {
      try attribute(.align, "align")
    }
    try common()
    return isHeader ? "</th>" : "</td>"
  }

  private mutating func openNote(_ isFootnote: Bool) throws(ConversionError) -> StaticString {
    if isFootnote {
      blocks.shown.insert(.type)
      try xml.start("fn")
      try attribute(.name, "fn-type")
      try common()
      return "</fn>"
    }
    try xml.start("boxed-text")
    try attribute(.type, "content-type")
    try common()
    return "</boxed-text>\n"
  }

  /// What all tags end with: `id`, an instruction with what is not shown, and a `label`.
  ///
  /// - Parameter element: what it is, where the tag does not tell.
  mutating func common(_ element: Element? = nil) throws(ConversionError) {
    if blocks.attributes.isEmpty, element == nil { return }
    if let id = blocks.attributes[.id], references.give(id) { try attribute(.id, "id") }
    let label = blocks.attributes[.label]
    let showsLabel = label != nil && element == nil && labelIsAllowed
    if showsLabel { blocks.shown.insert(.label) }
    var pairs = leftovers()
    if let element { pairs.insert(("element", Array(element.name.utf8)), at: 0) }
    try xml.instruction(pairs)
    guard showsLabel, let label else { return }
    // The title of a `sec` follows at once.
    if open.last == .heading {
      try xml.element("label", label.span, at: .start)
    } else {
      blocks.label = label
    }
  }

  /// Whether the element whose tag is written may have a `label`.
  private var labelIsAllowed: Bool {
    switch open.last {
    case .item, .table, .figure, .note, .heading, .attachments: true
    case .list, .definitionList, .quotation: true
    default: false
    }
  }

  /// The attributes that the tag does not show.
  private func leftovers() -> [(name: String, value: [UInt8])] {
    blocks.attributes.pairs(but: blocks.shown)
  }

  /// Shows an attribute under its name in JATS.
  mutating func attribute(
    _ attribute: Attribute, _ name: StaticString
  ) throws(ConversionError) {
    guard let value = blocks.attributes[attribute] else { return }
    blocks.shown.insert(attribute)
    try xml.attribute(name, value.span, at: .start)
  }

  /// The images of a figure that came before what is written now.
  private mutating func flushImages() throws(ConversionError) {
    guard let last = blocks.frames.indices.last, !blocks.frames[last].images.isEmpty else { return }
    let images = blocks.frames[last].images
    blocks.frames[last].images = []
    for image in images { try writeImage("graphic", image) }
  }
}
