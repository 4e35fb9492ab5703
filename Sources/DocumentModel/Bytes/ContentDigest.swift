internal import CNettle

/// SHA-1 of what passes through: what names a book, or a picture, that has no name of its own.
@safe public struct ContentDigest {
  private var context = sha1_ctx()

  public init() { unsafe nettle_sha1_init(&context) }

  /// nettle_sha1_update
  public mutating func add(_ bytes: Span<UInt8>) {
    // The bytes are read during this call only.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe nettle_sha1_update(&context, buffer.count, start)
    }
  }

  public mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

  /// nettle_sha1_digest: the twenty bytes. Nothing can be added afterwards.
  public mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 20)
    unsafe digest.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe nettle_sha1_digest(&context, buffer.count, start)
    }
    return digest
  }

  /// A digest's first eight bytes in hexadecimal digits: the name of a file.
  public static func name(_ digest: [UInt8]) -> String {
    Array(digest.prefix(8)).hexadecimal
  }

  /// A digest as a UUID of version 5 (RFC 9562 §5.5).
  public static func uuid(_ digest: [UInt8]) -> String {
    var bytes = Array(digest.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let parts = [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10..<16]]
    return parts.map { Array($0).hexadecimal }.joined(separator: "-")
  }
}
