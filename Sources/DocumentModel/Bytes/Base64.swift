/// Base 64 (RFC 4648 §4), for opaque fragments that are not UTF-8.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public static func encode(_ bytes: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let rest = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if rest > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if rest > 2 { group |= UInt32(bytes[index + 2]) }
      for place in 0..<4 {
        let code = Int(group >> UInt32(18 - 6 * place)) & 0x3F
        text.append(place <= rest ? alphabet[code] : UInt8(ascii: "="))
      }
      index += 3
    }
    return text
  }

  /// Letter → its six bits; 0x80 where it is none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0x80, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// The bytes, or nil where the text is not base 64.
  public static func decode(_ text: [UInt8]) -> [UInt8]? { decode(text.span) }

  /// The bytes, or nil where the text is not base 64.
  public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    guard !text.isEmpty else { return [] }
    var padding = 0
    while padding < 2, text[text.count - 1 - padding] == UInt8(ascii: "=") { padding += 1 }
    let letters = text.count - padding
    let values = values.span
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    for index in 0..<text.count {
      // Padding counts as zeros, whose bytes are not taken.
      let value = index < letters ? values[Int(text[index])] : 0
      guard value < 0x80 else { return nil }
      group = group << 6 | UInt32(value)
      guard index % 4 == 3 else { continue }
      let missing = index == text.count - 1 ? padding : 0
      bytes.append(UInt8(truncatingIfNeeded: group >> 16))
      if missing < 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
      if missing < 1 { bytes.append(UInt8(truncatingIfNeeded: group)) }
      group = 0
    }
    return bytes
  }
}
