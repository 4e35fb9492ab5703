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

  /// The bytes, or nil where the text is not base 64.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    var bytes: [UInt8] = []
    var group: UInt32 = 0
    for (index, letter) in text.enumerated() {
      if index >= text.count - padding {
        guard letter == UInt8(ascii: "=") else { return nil }
        group <<= 6
      } else {
        guard let code = alphabet.firstIndex(of: letter) else { return nil }
        group = group << 6 | UInt32(code)
      }
      guard index % 4 == 3 else { continue }
      let isLast = index == text.count - 1
      bytes.append(UInt8(group >> 16 & 0xFF))
      if !isLast || padding < 2 { bytes.append(UInt8(group >> 8 & 0xFF)) }
      if !isLast || padding < 1 { bytes.append(UInt8(group & 0xFF)) }
      group = 0
    }
    return bytes
  }
}
