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
      pairs.append((name, [UInt8](data.extracting((equals + 2)..<quote)).unescapedXML))
      at = quote + 1
    }
    return pairs
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
