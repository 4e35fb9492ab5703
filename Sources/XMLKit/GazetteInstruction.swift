public import GazetteDocumentModel

/// `<?gazette type="to" label="报送"?>`: what an XML vocabulary has no place for.
///
/// A processing instruction (XML 1.0 §2.6) may stand anywhere and is valid by every DTD; other programs
/// pass over it. Gazette writes one right behind a start tag, and reads it as attributes of that element.
/// The values are escaped as those of attributes are, so that `?>` cannot occur in them.
public enum GazetteInstruction {
  public static let target = "gazette"

  /// The pairs of an instruction's data, in order. What is not a pair is passed over.
  public static func pairs(_ data: Span<UInt8>) -> [(name: String, value: [UInt8])] {
    var pairs: [(name: String, value: [UInt8])] = []
    var at = 0
    while at < data.count {
      guard let equals = data.firstIndex(of: UInt8(ascii: "="), from: at),
        equals + 1 < data.count, data[equals + 1] == UInt8(ascii: "\""),
        let quote = data.firstIndex(of: UInt8(ascii: "\""), from: equals + 2)
      else { break }
      let name = String(data.extracting(at..<equals)).filter { $0 != " " && $0 != "\n" }
      pairs.append((name, unescape(data.extracting((equals + 2)..<quote))))
      at = quote + 1
    }
    return pairs
  }

  private static let references: [(name: [UInt8], byte: UInt8)] = [
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
    (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    (Array("&#9;".utf8), 0x09), (Array("&#10;".utf8), 0x0A), (Array("&#13;".utf8), 0x0D),
  ]

  static func unescape(_ value: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var at = 0
    scan: while at < value.count {
      if value[at] == UInt8(ascii: "&") {
        for (name, byte) in references
        where at + name.count <= value.count
          && [UInt8](value.extracting(at..<(at + name.count))) == name
        {
          bytes.append(byte)
          at += name.count
          continue scan
        }
      }
      bytes.append(value[at])
      at += 1
    }
    return bytes
  }
}

extension XMLWriter {
  /// Writes a `GazetteInstruction`; none where there is nothing to say.
  public mutating func instruction(
    _ pairs: [(name: String, value: [UInt8])]
  ) throws(ConversionError) {
    guard !pairs.isEmpty else { return }
    try raw("<?gazette")
    for (name, value) in pairs {
      try pseudoAttribute(name, value.span)
    }
    try put("?>")
  }
}
