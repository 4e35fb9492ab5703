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

  /// How often a kind of element lost its markup, and where first.
  private struct Loss {
    let element: Element
    let position: SourcePosition
    var count = 1
  }

  private var output: CSVOutput
  private let diagnostics: DiagnosticCollector
  private let hasByteOrderMark: Bool
  private var headerIsWritten = false

  private var open: [Element] = []
  private var bulletin = CSVRow()
  private var article = CSVRow()
  private var section: [UInt8] = []
  private var number = 0
  private var rowsBegun = false

  // A fact of the front, until its end.
  private var isCapturing = false
  private var captured: [UInt8] = []
  private var attributes: [(attribute: Attribute, value: [UInt8])] = []
  private var factDepth = 0

  // The text column.
  private var hasText = false
  private var gap = Gap.none
  private var cellCount = 0
  private var cellDepth = 0
  private var cellHasText = false
  private var losses: [Loss] = []
  /// Element → its index in `losses`.
  private var lossIndices = [Int](repeating: -1, count: 256)

  public init(context: borrowing WriterContext) {
    output = CSVOutput(OutputBuffer(context.sink), options: context.options)
    diagnostics = context.diagnostics
    hasByteOrderMark = context.options.value("bom", in: CSVFormat.options) == "yes"
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
      } else {
        noColumn(field.name, [UInt8](value), at: position)
      }
    case .opaque(let format, _):
      diagnostics.report(.opaqueNotExpressible, [format.name, "CSV"], at: position)
    }
  }

  public mutating func finish() throws(ConversionError) {
    try writeHeader()
    try output.finish()
    for loss in losses {
      diagnostics.report(
        .elementNotExpressible,
        ["\(loss.element.name) ×\(loss.count)", "CSV", "the text is kept without its markup"],
        at: loss.position)
    }
  }

  // MARK: Structure

  private mutating func start(
    _ element: Element, at position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .bulletin:
      try writeHeader()
      bulletin.reset()
      number = 0
      rowsBegun = false
    case .section: section.removeAll()
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
    case .bulletin, .article: break
    case .section: section.removeAll()
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
    if hasByteOrderMark { try output.byteOrderMark() }
    for column in CSVColumn.allCases {
      if column.rawValue > 0 { try output.separator() }
      try output.cell(Array(column.name.utf8))
    }
    try output.endRow()
  }

  /// All columns of the article but the text, and the quote that opens that.
  private mutating func beginRow() throws(ConversionError) {
    for column in CSVColumn.allCases where column != .text {
      switch column {
      case .number: try output.cell(Array(String(number).utf8))
      case .section: try output.cell(section)
      default:
        let own = article[column]
        try output.cell(own.isEmpty ? bulletin[column] : own)
      }
      try output.separator()
    }
    try output.beginText()
    beginCell()
  }

  // MARK: Running text

  private mutating func beginCell() {
    hasText = false
    gap = .none
    cellDepth = 0
  }

  /// A block or inline begins.
  private mutating func startPart(
    _ element: Element, at position: SourcePosition
  ) throws(ConversionError) {
    if element != .paragraph { count(element, at: position) }
    switch element {
    case .row:
      widenGap(.line)
      cellCount = 0
    case .cell:
      if cellCount > 0 {
        try closeGap()
        try put("\t")
      }
      cellCount += 1
      cellDepth += 1
      cellHasText = false
    case .lineBreak: try put("\n")
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
    case .space: if cellHasText { try put(" ") }
    case .line: try put("\n")
    case .blank: try put("\n\n")
    }
  }

  private mutating func put(_ literal: StaticString) throws(ConversionError) {
    hasText = true
    if isCapturing { captured.append(literal: literal) } else { try output.raw(literal) }
  }

  private mutating func text(_ text: Span<UInt8>) throws(ConversionError) {
    guard !text.isEmpty else { return }
    try closeGap()
    if isCapturing {
      captured.append(text)
    } else {
      try output.text(text, isFirst: !hasText)
    }
    hasText = true
    cellHasText = true
  }

  /// Counts an element that a cell of text cannot show.
  private mutating func count(_ element: Element, at position: SourcePosition) {
    let index = lossIndices[Int(element.rawValue)]
    if index >= 0 {
      losses[index].count += 1
    } else {
      lossIndices[Int(element.rawValue)] = losses.count
      losses.append(Loss(element: element, position: position))
    }
  }

  // MARK: Facts

  private mutating func beginFact() {
    isCapturing = true
    factDepth = 0
    captured.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    beginCell()
  }

  private mutating func keep(
    _ attribute: Attribute, _ value: Span<UInt8>, at position: SourcePosition
  ) {
    if isCapturing, factDepth == 0 {
      attributes.append((attribute, [UInt8](value)))
    } else if open.last?.level == .structure {
      noColumn(
        "\(attribute.wireName) of the \(open.last?.name ?? "")", [UInt8](value), at: position)
    }
    // Attributes of blocks and inlines are markup, which is reported by kinds.
  }

  private mutating func keepFact(_ element: Element, at position: SourcePosition) {
    let inBulletin = open.last == .bulletin
    guard open.last != .section else {
      if element == .title {
        section = captured
      } else {
        noColumn(element.name, captured, at: position)
      }
      return
    }
    guard !inBulletin || !rowsBegun else {
      return diagnostics.report(
        .lateFactNotExpressible, [element.name, String(captured.span), "CSV"], at: position)
    }
    switch element {
    case .title: add(captured, to: inBulletin ? .bulletin : .title, inBulletin)
    case .kicker where !inBulletin: add(captured, to: .kicker, false)
    case .subtitle where !inBulletin: add(captured, to: .subtitle, false)
    case .abstract where !inBulletin: add(captured, to: .abstract, false)
    case .contributor: keepContributor(inBulletin, at: position)
    case .date: keepDate(inBulletin, at: position)
    case .identifier:
      add(labelled(.type), to: inBulletin ? .bulletinIdentifiers : .identifiers, inBulletin)
    case .distribution where inBulletin: add(labelled(.label, .type), to: .distribution, true)
    case .custom: add(labelled(.name), to: .custom, inBulletin)
    default: noColumn(element.name, captured, at: position)
    }
  }

  private mutating func keepContributor(_ inBulletin: Bool, at position: SourcePosition) {
    let isUnmarked = value(of: .label) == nil
    if inBulletin, has(.role, "editor", ifAbsent: false) {
      add(captured, to: .editors, true)
    } else if !inBulletin, has(.role, "author", ifAbsent: isUnmarked) {
      add(captured, to: .authors, false)
    } else {
      add(labelled(.label, .role), to: .contributors, inBulletin)
    }
    for entry in attributes {
      switch entry.attribute {
      // A role is told by its column; a surname is a part of the name.
      case .kind, .role, .label, .surname, .givenNames: break
      default:
        noColumn(
          "\(entry.attribute.wireName) of \(String(captured.span))", entry.value, at: position)
      }
    }
  }

  private mutating func keepDate(_ inBulletin: Bool, at position: SourcePosition) {
    let iso = value(of: .iso) ?? []
    let column = inBulletin ? CSVColumn.bulletinDate : .date
    let isPublished = has(.type, "published", ifAbsent: true)
    let known = inBulletin ? bulletin[column] : article[column]
    guard isPublished, known.isEmpty else {
      return noColumn("date", captured.isEmpty ? iso : captured, at: position)
    }
    if inBulletin {
      add(iso.isEmpty ? captured : iso, to: column, true)
      if !iso.isEmpty, iso != captured, !captured.isEmpty {
        noColumn("wording of the date", captured, at: position)
      }
    } else {
      if !iso.isEmpty { add(iso, to: column, false) }
      if iso != captured, !captured.isEmpty { add(captured, to: .dateWording, false) }
    }
  }

  private func value(of attribute: Attribute) -> [UInt8]? {
    for entry in attributes where entry.attribute == attribute { return entry.value }
    return nil
  }

  private func has(_ attribute: Attribute, _ wanted: StaticString, ifAbsent: Bool) -> Bool {
    guard let value = value(of: attribute) else { return ifAbsent }
    return value.span.elementsEqual(wanted)
  }

  /// `doi:10.1000/2`: the first of the attributes that is there, and the value.
  private func labelled(_ names: Attribute...) -> [UInt8] {
    for name in names {
      if let label = value(of: name) { return label + [UInt8(ascii: ":")] + captured }
    }
    return captured
  }

  private mutating func add(_ value: [UInt8], to column: CSVColumn, _ inBulletin: Bool) {
    if inBulletin {
      bulletin.add(value, to: column)
    } else {
      article.add(value, to: column)
    }
  }

  private func noColumn(_ what: String, _ value: [UInt8], at position: SourcePosition) {
    diagnostics.report(
      .metadataNotExpressible, [what, String(value.span), "CSV"], at: position)
  }
}
