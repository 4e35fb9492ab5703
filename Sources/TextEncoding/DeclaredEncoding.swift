import GazetteDocumentModel

/// What markup says of its own encoding: the XML declaration (XML 1.0 § 4.3.3), or HTML's
/// `<meta charset>` and `<meta content>` (HTML § 4.2.5.4) within its first 1,024 bytes.
enum DeclaredEncoding {
  /// The name declared, as it is written or in lower case; nil where nothing is declared.
  static func label(_ sample: Span<UInt8>) -> String? {
    if let label = XMLDeclaration.encoding(sample) { return label }
    let head = sample.extracting(0..<min(sample.count, 1024))
    var first = 0
    while first < head.count, isBlank(head[first]) { first += 1 }
    guard first < head.count, head[first] == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: (0..<head.count).map { head[$0] & 0x7F }, as: UTF8.self)
    return meta(text.lowercased()[...]).map(String.init)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// `charset="…"` or `content="text/html; charset=…"` of the first `meta` that has it.
  private static func meta(_ text: Substring) -> Substring? {
    var rest = text
    while let start = rest.firstRange(of: "<meta") {
      let tag = rest[start.upperBound...].prefix { $0 != ">" }
      if let label = value(after: "charset", in: tag) { return label }
      rest = rest[tag.endIndex...]
    }
    return nil
  }

  /// `name = "value"`, the quotation marks left out.
  private static func value(after name: String, in text: Substring) -> Substring? {
    guard let found = text.firstRange(of: name) else { return nil }
    var rest = text[found.upperBound...].drop(while: \.isWhitespace)
    guard rest.first == "=" else { return nil }
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    if rest.first == "\"" || rest.first == "'" { rest = rest.dropFirst() }
    let value = rest.prefix { !"\"' ;>".contains($0) }
    return value.isEmpty ? nil : value
  }
}
