import GazetteDocumentModel

/// `<?xml version="1.0" encoding="GB18030"?>`: what an XML document says of its encoding (XML 1.0 §4.3.3).
public enum XMLDeclaration {
  /// The name of the encoding, as written; nil where the input does not begin so, or in an encoding whose
  /// ASCII is not that of one byte.
  public static func encoding(_ sample: Span<UInt8>) -> String? {
    let opening = Array("<?xml".utf8)
    // A declaration has no more than its three pairs.
    let count = min(sample.count, 200)
    guard count > opening.count, sample.extracting(0..<opening.count).elementsEqual(opening.span)
    else { return nil }
    var end = opening.count
    while end < count, sample[end] != UInt8(ascii: ">") { end += 1 }
    let words = String(sample.extracting(0..<end))
    guard let name = words.firstRange(of: "encoding") else { return nil }
    let value = words[name.upperBound...].drop { $0.isWhitespace || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return String(value.dropFirst().prefix { $0 != quote })
  }
}
