extension Span where Element == UInt8 {
  /// Whether it has the shape of a language tag (RFC 5646 §2.1): subtags of one to eight letters or
  /// digits, joined by hyphens, the first of letters.
  public var isLanguageTag: Bool {
    var length = 0
    var isFirst = true
    for index in indices {
      let byte = self[index]
      let letter = byte | 0x20
      if byte == UInt8(ascii: "-") {
        if length == 0 { return false }
        length = 0
        isFirst = false
        continue
      }
      let isLetter = letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
      guard isLetter || (!isFirst && byte >= 0x30 && byte <= 0x39) else { return false }
      length += 1
      if length > 8 { return false }
    }
    return length > 0 && !(isFirst && length == 1)
  }
}
