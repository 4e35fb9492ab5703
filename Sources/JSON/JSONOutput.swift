import GazetteDocumentModel

/// JSON (RFC 8259) as bytes: structure by the caller, strings escaped here.
struct JSONOutput: ~Copyable {
  private var out: OutputBuffer

  init(_ out: consuming OutputBuffer) { self.out = out }

  mutating func raw(_ syntax: StaticString) throws(ConversionError) { try out.write(syntax) }

  mutating func raw(_ bytes: Span<UInt8>) throws(ConversionError) { try out.write(bytes) }

  /// The inside of a string: runs copied, `"`, `\` and control characters escaped (§7).
  mutating func escaped(_ text: Span<UInt8>) throws(ConversionError) {
    var start = 0
    while start < text.count {
      let end = text.firstSpecial(from: start, 0x22, 0x5C, 0x22)
      try out.write(text.extracting(start..<end))
      guard end < text.count else { return }
      start = end + 1
      switch text[end] {
      case 0x22: try out.write("\\\"")
      case 0x5C: try out.write("\\\\")
      case 0x0A: try out.write("\\n")
      case 0x0D: try out.write("\\r")
      case 0x09: try out.write("\\t")
      default:
        let hex = String(text[end], radix: 16)
        try out.write(string: "\\u00" + (hex.count < 2 ? "0" : "") + hex)
      }
    }
  }

  /// A whole string with its quotes.
  mutating func string(_ text: Span<UInt8>) throws(ConversionError) {
    try out.write(byte: 0x22)
    try escaped(text)
    try out.write(byte: 0x22)
  }

  mutating func string(_ text: String) throws(ConversionError) {
    let bytes = Array(text.utf8)
    try string(bytes.span)
  }

  mutating func finish() throws(ConversionError) { try out.finish() }
}
