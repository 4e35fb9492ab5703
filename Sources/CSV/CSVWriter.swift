public import GazetteDocumentModel

/// Writes a row per article (RFC 4180): the bulletin's facts, the article's, and its text last.
///
/// The text column streams: paragraphs set off by a blank line (two line feeds), quoted. Several values
/// of a column are joined by `; `. What a row has no column for is reported, a kind once.
public struct CSVWriter: EventHandler, ~Copyable {
  private var out: OutputBuffer
  private let diagnostics: DiagnosticCollector
  private let delimiter: UInt8
  private let newline: StaticString
  private let isSafe: Bool

  private var open: [Element] = []
  private var captured: [UInt8] = []
  private var isCapturing = false
  private var attributes = AttributeList()
  /// Values by column: of the bulletin, which go on, and of the article.
  private var bulletin = CSVRow()
  private var article = CSVRow()
  private var section: [UInt8] = []
  private var number = 0
  private var blockCount = 0
  private var blockIsOpen = false
  private var reported: Set<Element> = []

  init(_ out: consuming OutputBuffer, context: WriterContext) {
    self.out = out
    diagnostics = context.diagnostics
    func option(_ key: String) -> String { context.options.value(key, in: CSVFormat.options) }
    delimiter =
      switch option("delimiter") {
      case "semicolon": UInt8(ascii: ";")
      case "tab": 0x09
      default: UInt8(ascii: ",")
      }
    newline = option("newline") == "lf" ? "\n" : "\r\n"
    isSafe = option("safe") == "yes"
    if option("bom") == "yes" { captured = [0xEF, 0xBB, 0xBF] }
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text):
      if isCapturing { captured.append(text) } else { try self.text(text) }
    case .start(let element):
      try start(element, position)
      open.append(element)
    case .end(let element):
      open.removeLast()
      try end(element, position)
    case .attribute(let attribute, let value):
      attributes.append(attribute, value)
    case .metadata(let field, let value): metadata(field, [UInt8](value), position)
    case .opaque(let format, _):
      diagnostics.report(.opaqueNotExpressible, [format.name, "CSV"], at: position)
    }
  }

  public mutating func finish() throws(ConversionError) {
    try writeHeader()
    try out.finish()
  }

  private mutating func start(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    attributes.removeAll()
    switch element {
    case .bulletin:
      try writeHeader()
      bulletin = CSVRow()
      number = 0
    case .article:
      article = CSVRow()
      number += 1
    case .section: section = []
    case .body: try beginRow()
    case _ where element.level == .front && open.last?.level == .structure:
      captured.removeAll(keepingCapacity: true)
      isCapturing = true
    case .paragraph: break
    default: report(element, position)
    }
  }

  private mutating func end(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .body:
      try out.write(byte: 0x22)
      try out.write(newline)
    case .section: section = []
    case _ where element.level == .front && open.last?.level == .structure:
      isCapturing = false
      keepFront(element, position)
    default: if element.level == .block { blockIsOpen = false }
    }
  }

  /// A kind of element that a row cannot show; its text is kept.
  private mutating func report(_ element: Element, _ position: SourcePosition) {
    guard reported.insert(element).inserted else { return }
    diagnostics.report(
      .elementNotExpressible, [element.name, "CSV", "its text is kept"], at: position)
  }

  private mutating func keepFront(_ element: Element, _ position: SourcePosition) {
    let value = captured
    let isBulletin = open.last == .bulletin
    switch element {
    case .title where open.last == .section: section = value
    case .title: add(value, isBulletin ? .bulletin : .title, isBulletin)
    case .kicker where !isBulletin: add(value, .kicker, false)
    case .subtitle where !isBulletin: add(value, .subtitle, false)
    case .contributor:
      let isAuthor = attributes.has(.role, "author", ifAbsent: !isBulletin)
      if isBulletin != isAuthor {
        add(value, isBulletin ? .editors : .authors, isBulletin)
      } else {
        noColumn(element.name, value, position)
      }
    case .date:
      let iso = attributes[.iso]
      let isPublished = attributes.has(.type, "published", ifAbsent: true)
      guard isPublished else { return noColumn(element.name, value, position) }
      if isBulletin {
        if let iso { add(iso, .bulletinDate, true) } else { add(value, .bulletinDate, true) }
      } else {
        if let iso { add(iso, .date, false) }
        if iso != value { add(value, .dateWording, false) }
      }
    default: noColumn(element.name, value, position)
    }
  }

  private mutating func metadata(
    _ field: MetadataField, _ value: [UInt8], _ position: SourcePosition
  ) {
    let isBulletin = open.last == .bulletin
    let column: CSVColumn? =
      switch field {
      case .issue: isBulletin ? .issue : nil
      case .wholeNumber: isBulletin ? .wholeNumber : nil
      case .publisher: isBulletin ? .publisher : nil
      case .language: .language
      case .place: isBulletin ? nil : .place
      case .category: isBulletin ? nil : .categories
      case .keyword: isBulletin ? nil : .keywords
      case .source: isBulletin ? nil : .source
      default: nil
      }
    if let column { add(value, column, isBulletin) } else { noColumn(field.name, value, position) }
  }

  private func noColumn(_ what: String, _ value: [UInt8], _ position: SourcePosition) {
    diagnostics.report(
      .metadataNotExpressible, [what, String(value.span), "CSV"], at: position)
  }

  private mutating func add(_ value: [UInt8], _ column: CSVColumn, _ isBulletin: Bool) {
    if isBulletin {
      bulletin.join(value, to: column)
    } else {
      article.join(value, to: column)
    }
  }

  private var headerIsWritten = false

  private mutating func writeHeader() throws(ConversionError) {
    guard !headerIsWritten else { return }
    headerIsWritten = true
    // The byte order mark, if one is asked for.
    try out.write(captured)
    captured.removeAll()
    for column in CSVColumn.allCases {
      try out.write(string: column.heading)
      if column == .text { try out.write(newline) } else { try out.write(byte: delimiter) }
    }
  }

  /// All columns of an article but the text, and the quote that opens it.
  private mutating func beginRow() throws(ConversionError) {
    for column in CSVColumn.allCases where column != .text {
      switch column {
      case .number: try out.write(decimal: number)
      case .section: try cell(section)
      default: try cell(article[column].isEmpty ? bulletin[column] : article[column])
      }
      try out.write(byte: delimiter)
    }
    try out.write(byte: 0x22)
    blockCount = 0
    blockIsOpen = false
  }

  /// A short cell, quoted where it must be (RFC 4180 §2.6).
  private mutating func cell(_ value: [UInt8]) throws(ConversionError) {
    let needsQuotes = value.contains {
      $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x20
    }
    let guarded = isSafe && Self.isFormula(value.first)
    guard needsQuotes || guarded else { return try out.write(value) }
    try out.write(byte: 0x22)
    if guarded { try out.write(byte: UInt8(ascii: "'")) }
    try quoted(value.span)
    try out.write(byte: 0x22)
  }

  private static func isFormula(_ byte: UInt8?) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }

  private mutating func text(_ text: Span<UInt8>) throws(ConversionError) {
    guard text.count > 0 else { return }
    if !blockIsOpen {
      blockIsOpen = true
      if blockCount > 0 {
        try out.write("\n\n")
      } else if isSafe, Self.isFormula(text[0]) {
        try out.write(byte: UInt8(ascii: "'"))
      }
      blockCount += 1
    }
    try quoted(text)
  }

  /// Copies runs, and doubles quotes (RFC 4180 §2.7).
  private mutating func quoted(_ text: Span<UInt8>) throws(ConversionError) {
    var start = 0
    while let quote = text.firstIndex(of: 0x22, from: start) {
      try out.write(text.extracting(start..<(quote + 1)))
      try out.write(byte: 0x22)
      start = quote + 1
    }
    try out.write(text.extracting(start..<text.count))
  }
}

/// Values by column; an empty one is none.
private struct CSVRow {
  private var values = [[UInt8]](repeating: [], count: CSVColumn.allCases.count)

  subscript(column: CSVColumn) -> [UInt8] { values[column.index] }

  /// Sets a column, or adds to it behind `; `.
  mutating func join(_ value: [UInt8], to column: CSVColumn) {
    if values[column.index].isEmpty {
      values[column.index] = value
    } else {
      values[column.index] += [0x3B, 0x20] + value
    }
  }
}
