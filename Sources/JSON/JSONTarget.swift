import GazetteDocumentModel

/// Where JSON text goes: the output, or a fragment that is held for a while.
protocol JSONTarget: ~Copyable {
  mutating func write(_ literal: StaticString) throws(ConversionError)
  mutating func write(_ span: Span<UInt8>) throws(ConversionError)
  mutating func write(_ array: [UInt8]) throws(ConversionError)
  mutating func write(byte: UInt8) throws(ConversionError)
}

extension OutputBuffer: JSONTarget {}

/// JSON text in memory: the facts of a front until their order is known.
struct JSONFragment: JSONTarget {
  var bytes: [UInt8] = []

  mutating func write(_ literal: StaticString) {
    // A StaticString's bytes live as long as the program.
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }
  mutating func write(_ span: Span<UInt8>) { bytes.append(span) }
  mutating func write(_ array: [UInt8]) { bytes.append(contentsOf: array) }
  mutating func write(byte: UInt8) { bytes.append(byte) }
}

extension JSONTarget where Self: ~Copyable {
  /// A whole string with its quotes.
  mutating func writeString(_ text: Span<UInt8>) throws(ConversionError) {
    try write(byte: UInt8(ascii: "\""))
    try writeEscaped(text)
    try write(byte: UInt8(ascii: "\""))
  }

  /// The inside of a string (RFC 8259 §7): quotation mark, reverse solidus and the control characters
  /// are escaped, everything else is UTF-8 as it is, copied by runs.
  mutating func writeEscaped(_ text: Span<UInt8>) throws(ConversionError) {
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    var start = 0
    while start < text.count {
      let hit = text.firstSpecial(from: start, quote, backslash, backslash)
      if hit > start { try write(text.extracting(start..<hit)) }
      guard hit < text.count else { return }
      try writeEscape(of: text[hit])
      start = hit + 1
    }
  }

  private mutating func writeEscape(of byte: UInt8) throws(ConversionError) {
    switch byte {
    case UInt8(ascii: "\""): try write("\\\"")
    case UInt8(ascii: "\\"): try write("\\\\")
    case UInt8(ascii: "\n"): try write("\\n")
    case UInt8(ascii: "\t"): try write("\\t")
    case UInt8(ascii: "\r"): try write("\\r")
    case 0x08: try write("\\b")
    case 0x0C: try write("\\f")
    default:
      try write(byte < 0x10 ? "\\u000" : "\\u001")
      let digit = byte & 0x0F
      try write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
