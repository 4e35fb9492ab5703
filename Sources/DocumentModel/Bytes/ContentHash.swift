internal import CNettle

/// SHA-256 of what passes through: what a manifest knows a file by.
@safe public struct ContentHash {
  private var context = sha256_ctx()

  public init() { unsafe nettle_sha256_init(&context) }

  /// nettle_sha256_update
  public mutating func add(_ bytes: Span<UInt8>) {
    // The bytes are read during this call only.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe nettle_sha256_update(&context, buffer.count, start)
    }
  }

  /// nettle_sha256_digest: the thirty-two bytes. What is added afterwards begins anew.
  public mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe digest.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe nettle_sha256_digest(&context, buffer.count, start)
    }
    return digest
  }

  /// The hash of bytes that are all there.
  public static func of(_ bytes: [UInt8]) -> [UInt8] {
    var hash = ContentHash()
    hash.add(bytes.span)
    return hash.finish()
  }
}

extension [UInt8] {
  /// Two hexadecimal digits for each byte, as `sha256sum` prints them.
  public var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(count * 2)
    for byte in self {
      text.append(Self.digit(byte >> 4))
      text.append(Self.digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x57 }
}
