public import GazetteDocumentModel

/// Writes a row per article (RFC 4180): the bulletin's facts, the article's, and its text last.
///
///     bulletin,…,title,…,text
///     科学共同体要闻,…,中国科协党组传达学习,…,"会议强调,…。
///
///     会议指出,…。"
///
/// The text column streams, so that an article's size costs no memory: its blocks are set off by a
/// blank line, the cells of a table by tabs. A fact without a column is reported with its value; of
/// markup each kind is reported once, at the end, with how often it stood.
public struct CSVWriter: EventHandler, ~Copyable {
  /// What stands between the last block and the next text.
  private enum Gap: Int { case none, space, line, blank }

  private var output: CSVOutput
  let diagnostics: DiagnosticCollector
  private var headerIsWritten = false

  var open: [Element] = []
  var bulletin = CSVRow()
  var article = CSVRow()
  var section: [UInt8] = []
  var number = 0
  /// The number of the last article before the section that is open.
  private var sectionNumber = 0
  var rowsBegun = false
  /// By column: whether a row shows the bulletin's own value.
  var isShown = [Bool](repeating: false, count: CSVColumn.allCases.count)

  // A fact of the front, until its end.
  var isCapturing = false
  var captured: [UInt8] = []
  var attributes = AttributeList()
  var factDepth = 0

  // The text column.
  private var hasText = false
  private var gap = Gap.none
  private var cellCount = 0
  private var cellDepth = 0
  private var cellHasText = false
  /// Whether the text so far ends with a CR, which was written as LF.
  private var afterReturn = false
  private var losses = ElementLosses()

  public init(context: borrowing WriterContext) {
    output = CSVOutput(OutputBuffer(context.sink), options: context.options)
    diagnostics = context.diagnostics
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text): try self.text(text)
    case .start(let element):
      try start(element, at: position)
      open.append(element)
    case .end(let element):
      open.removeLast()
      try end(element, at: position)
    case .attribute(let attribute, let value): keep(attribute, value, at: position)
    case .metadata(let field, let value):
      let inBulletin = open.last == .bulletin
      if let column = CSVColumn.of(field, inBulletin: inBulletin) {
        add([UInt8](value), to: column, inBulletin)
        if inBulletin, CSVColumn.of(field, inBulletin: false) == column {
          inherited(field.name, at: position)
        }
      } else {
        noColumn(field.name, [UInt8](value), at: position)
      }
    case .opaque(let format, let fragment):
      let kept = diagnostics.reportFragment(
        format, fragment, in: open.last, target: "CSV", at: position)
      try text(kept.span)
    }
  }

  public mutating func finish() throws(ConversionError) {
    try writeHeader()
    try output.finish()
    losses.report(to: diagnostics, format: "CSV")
  }

  private static let withoutMarkup = LocalizedText(
    "the text is kept without its markup", "保留文字,不保留标记")

  // MARK: Structure

  private mutating func start(
    _ element: Element, at position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .bulletin:
      try writeHeader()
      bulletin.reset()
      for index in isShown.indices { isShown[index] = false }
      number = 0
      rowsBegun = false
    case .section:
      section.removeAll()
      sectionNumber = number
    case .article:
      article.reset()
      number += 1
      rowsBegun = true
    case .body: try beginRow()
    default:
      if isCapturing {
        factDepth += 1
      } else if element.level == .front, open.last?.level == .structure {
        return beginFact()
      }
      try startPart(element, at: position)
    }
  }

  private mutating func end(
    _ element: Element, at position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .article: break
    case .bulletin:
      reportUnshown(at: position)
    case .section:
      if number == sectionNumber { noColumn("section without articles", section, at: position) }
      section.removeAll()
    case .body:
      try output.endText()
      try output.endRow()
    default:
      guard isCapturing else { return endPart(element) }
      if factDepth > 0 {
        factDepth -= 1
        endPart(element)
      } else {
        isCapturing = false
        keepFact(element, at: position)
      }
    }
  }

  private mutating func writeHeader() throws(ConversionError) {
    guard !headerIsWritten else { return }
    headerIsWritten = true
    try output.header(CSVLayout.articles.columnNames)
  }

  /// All columns of the article but the text, and the quote that opens that.
  private mutating func beginRow() throws(ConversionError) {
    for column in CSVColumn.allCases where column != .text {
      switch column {
      case .number: try output.number(number)
      case .section: try output.cell(section)
      default:
        let own = article[column]
        if own.isEmpty { isShown[column.rawValue] = true }
        try output.cell(own.isEmpty ? bulletin[column] : own)
      }
      try output.separator()
    }
    try output.beginText()
    beginCell()
  }

  // MARK: Running text

  mutating func beginCell() {
    hasText = false
    gap = .none
    cellDepth = 0
    afterReturn = false
  }

  /// A block or inline begins.
  private mutating func startPart(
    _ element: Element, at position: SourcePosition
  ) throws(ConversionError) {
    if element != .paragraph, element != .lineBreak {
      losses.count(element, Self.withoutMarkup, at: position)
    }
    switch element {
    case .row:
      widenGap(.line)
      cellCount = 0
    case .cell:
      if cellCount > 0 {
        try closeGap()
        try put([0x09])
      }
      cellCount += 1
      cellDepth += 1
      cellHasText = false
    case .lineBreak: try text(Self.lineEnd.span)
    default: if element.level == .block { widenGap(cellDepth > 0 ? .space : .blank) }
    }
  }

  private mutating func endPart(_ element: Element) {
    switch element {
    case .cell:
      cellDepth -= 1
      if gap == .space { gap = .none }
    case .row: widenGap(.line)
    default: if element.level == .block { widenGap(cellDepth > 0 ? .space : .blank) }
    }
  }

  private mutating func widenGap(_ wanted: Gap) {
    if wanted.rawValue > gap.rawValue { gap = wanted }
  }

  private mutating func closeGap() throws(ConversionError) {
    let wanted = gap
    gap = .none
    guard hasText else { return }
    switch wanted {
    case .none: break
    case .space: if cellHasText { try put([0x20]) }
    case .line: try put(Self.lineEnd)
    case .blank: try put(Self.blankLine)
    }
  }

  private static let lineEnd: [UInt8] = [0x0A]
  private static let blankLine: [UInt8] = [0x0A, 0x0A]

  private mutating func put(_ bytes: [UInt8]) throws(ConversionError) { try put(bytes.span) }

  private mutating func put(_ text: Span<UInt8>) throws(ConversionError) {
    hasText = true
    if isCapturing { captured.append(text) } else { try output.text(text) }
  }

  /// Writes running text; its line ends, LF, CRLF or CR, become LF.
  private mutating func text(_ text: Span<UInt8>) throws(ConversionError) {
    guard !text.isEmpty else { return }
    var start = afterReturn && text[0] == 0x0A ? 1 : 0
    afterReturn = false
    while let hit = text.firstIndex(of: 0x0D, from: start) {
      try run(text.extracting(start..<hit))
      try run(Self.lineEnd.span)
      start = hit + 1
      afterReturn = start == text.count
      if start < text.count, text[start] == 0x0A { start += 1 }
    }
    try run(text.extracting(start..<text.count))
  }

  private mutating func run(_ text: Span<UInt8>) throws(ConversionError) {
    guard !text.isEmpty else { return }
    try closeGap()
    try put(text)
    cellHasText = true
  }
}
