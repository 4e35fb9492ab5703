import GazetteDocumentModel

/// Rows and cells as bytes (RFC 4180).
struct CSVOutput: ~Copyable {
  private static let quote = UInt8(ascii: "\"")

  private var output: OutputBuffer
  private let delimiter: UInt8
  private let newline: StaticString
  private let isSafe: Bool
  private let hasByteOrderMark: Bool

  // The text that streams.
  private var textIsNew = true
  private var heldApostrophe = false

  init(_ output: consuming OutputBuffer, options: OptionValues) {
    self.output = output
    func option(_ key: String) -> String { options.value(key, in: CSVFormat.options) }
    delimiter = CSVFormat.delimiter(option("delimiter")) ?? UInt8(ascii: ",")
    newline = option("newline") == "lf" ? "\n" : "\r\n"
    isSafe = option("safe") == "yes"
    hasByteOrderMark = option("bom") == "yes"
  }

  /// The header row.
  mutating func header(_ names: [String]) throws(ConversionError) {
    if hasByteOrderMark { try output.write("\u{FEFF}") }
    for (index, name) in names.enumerated() {
      if index > 0 { try separator() }
      try cell(Array(name.utf8))
    }
    try endRow()
  }

  mutating func separator() throws(ConversionError) { try output.write(byte: delimiter) }

  mutating func endRow() throws(ConversionError) { try output.write(newline) }

  /// A cell that is held, in quotes only where it must be (§2.6), or where a program might trim it.
  mutating func cell(_ value: [UInt8]) throws(ConversionError) {
    let text = value.span
    guard text.count > 0 else { return }
    let isGuarded = isSafe && CSVFormulaGuard.needsGuard(text)
    let special = text.firstSpecial(from: 0, delimiter, Self.quote, Self.quote)
    guard special < text.count || text[0] == 0x20 || text[text.count - 1] == 0x20 else {
      if isGuarded { try output.write(byte: CSVFormulaGuard.apostrophe) }
      return try output.write(text)
    }
    try output.write(byte: Self.quote)
    if isGuarded { try output.write(byte: CSVFormulaGuard.apostrophe) }
    try quoted(text)
    try output.write(byte: Self.quote)
  }

  /// A cell with a number, or an empty one.
  mutating func number(_ number: Int?) throws(ConversionError) {
    if let number { try output.write(decimal: number) }
  }

  // MARK: The text that streams

  mutating func beginText() throws(ConversionError) {
    textIsNew = true
    heldApostrophe = false
    try output.write(byte: Self.quote)
  }

  /// - Parameter text: not empty.
  mutating func text(_ text: Span<UInt8>) throws(ConversionError) {
    if isSafe, textIsNew || heldApostrophe { try beginGuarded(text) }
    textIsNew = false
    try quoted(text)
  }

  mutating func endText() throws(ConversionError) { try output.write(byte: Self.quote) }

  mutating func finish() throws(ConversionError) { try output.finish() }

  /// An apostrophe before the first piece of a text. Whether one is needed before an apostrophe hangs
  /// on the next byte, which may come in the next piece: there the guard can come after it as well.
  private mutating func beginGuarded(_ text: Span<UInt8>) throws(ConversionError) {
    if heldApostrophe ? CSVFormulaGuard.isGuard(before: text[0]) : CSVFormulaGuard.needsGuard(text)
    {
      try output.write(byte: CSVFormulaGuard.apostrophe)
    }
    heldApostrophe =
      !heldApostrophe && text.count == 1 && text[0] == CSVFormulaGuard.apostrophe
  }

  /// Copies runs and doubles quotes (§2.7).
  private mutating func quoted(_ text: Span<UInt8>) throws(ConversionError) {
    var start = 0
    while let hit = text.firstIndex(of: Self.quote, from: start) {
      try output.write(text.extracting(start..<(hit + 1)))
      try output.write(byte: Self.quote)
      start = hit + 1
    }
    try output.write(text.extracting(start..<text.count))
  }
}
