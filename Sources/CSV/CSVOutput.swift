import GazetteDocumentModel

/// Rows and cells as bytes (RFC 4180).
struct CSVOutput: ~Copyable {
  private static let quote = UInt8(ascii: "\"")

  private var output: OutputBuffer
  private let delimiter: UInt8
  private let newline: StaticString
  private let isSafe: Bool

  init(_ output: consuming OutputBuffer, options: OptionValues) {
    self.output = output
    func option(_ key: String) -> String { options.value(key, in: CSVFormat.options) }
    delimiter =
      switch option("delimiter") {
      case "semicolon": UInt8(ascii: ";")
      case "tab": UInt8(ascii: "\t")
      default: UInt8(ascii: ",")
      }
    newline = option("newline") == "lf" ? "\n" : "\r\n"
    isSafe = option("safe") == "yes"
  }

  mutating func byteOrderMark() throws(ConversionError) { try output.write("\u{FEFF}") }

  mutating func separator() throws(ConversionError) { try output.write(byte: delimiter) }

  mutating func endRow() throws(ConversionError) { try output.write(newline) }

  /// A short cell, in quotes only where it must be (§2.6).
  mutating func cell(_ value: [UInt8]) throws(ConversionError) {
    let isGuarded = isSafe && Self.beginsFormula(value.first)
    let needsQuotes = value.contains {
      $0 == delimiter || $0 == Self.quote || $0 == 0x0A || $0 == 0x0D
    }
    if needsQuotes { try output.write(byte: Self.quote) }
    if isGuarded { try output.write(byte: UInt8(ascii: "'")) }
    try quoted(value.span)
    if needsQuotes { try output.write(byte: Self.quote) }
  }

  // MARK: The text column, which streams

  mutating func beginText() throws(ConversionError) { try output.write(byte: Self.quote) }
  mutating func endText() throws(ConversionError) { try output.write(byte: Self.quote) }

  /// - Parameter isFirst: whether the cell begins with this text.
  mutating func text(_ text: Span<UInt8>, isFirst: Bool) throws(ConversionError) {
    if isFirst, isSafe, Self.beginsFormula(text[0]) { try output.write(byte: UInt8(ascii: "'")) }
    try quoted(text)
  }

  mutating func raw(_ literal: StaticString) throws(ConversionError) { try output.write(literal) }

  mutating func finish() throws(ConversionError) { try output.finish() }

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

  /// Whether a spreadsheet would take a cell that begins so for a formula.
  private static func beginsFormula(_ byte: UInt8?) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }
}
