/// Decoding single scalars of valid UTF-8; for the short lines that templates look at, not for the
/// running text.
extension Span where Element == UInt8 {
  /// The scalar that begins at `index`, and its length in bytes. The bytes are valid UTF-8.
  @inlinable @inline(__always)
  public func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let b0 = UInt32(self[index])
    if b0 < 0x80 { return (b0, 1) }
    if b0 < 0xE0 { return ((b0 & 0x1F) << 6 | continuation(index + 1), 2) }
    if b0 < 0xF0 {
      return ((b0 & 0x0F) << 12 | continuation(index + 1) << 6 | continuation(index + 2), 3)
    }
    return (
      (b0 & 0x07) << 18 | continuation(index + 1) << 12 | continuation(index + 2) << 6
        | continuation(index + 3), 4
    )
  }

  /// The scalar that ends right before `end`, and its length in bytes; `end` is not 0.
  @inlinable @inline(__always)
  public func scalar(endingAt end: Int) -> (value: UInt32, length: Int) {
    var i = end - 1
    while i > 0, self[i] & 0xC0 == 0x80 { i -= 1 }
    return scalar(at: i)
  }

  @inlinable @inline(__always)
  func continuation(_ index: Int) -> UInt32 { UInt32(self[index] & 0x3F) }
}

extension String {
  /// A copy of valid UTF-8 bytes.
  public init(_ utf8: Span<UInt8>) {
    self = unsafe utf8.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
