import GazetteDocumentModel

/// The last bytes of an open paragraph, 48 at most: enough to find the word beside a cut.
///
/// They change with each line of a text, so they are kept in place, and lines of a usual length are copied by
/// words. The first of them may be within a scalar.
struct ParagraphTail {
  /// Ends with the bytes.
  private var memory = SIMD64<UInt8>(repeating: 0)
  private var count = 0

  private static let limit = 48

  /// Becomes the end of a piece.
  @inline(__always)
  mutating func take(from piece: Span<UInt8>) {
    count = min(piece.count, Self.limit)
    // Both copies end with the piece and with the memory, and are no longer than either.
    unsafe piece.withUnsafeBytes { bytes in
      if bytes.count >= 64 {
        memory = unsafe bytes.loadUnaligned(
          fromByteOffset: bytes.count - 64, as: SIMD64<UInt8>.self)
      } else {
        unsafe withUnsafeMutableBytes(of: &memory) { memory in
          unsafe UnsafeMutableRawBufferPointer(rebasing: memory[(64 - count)...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - count)...]))
        }
      }
    }
  }

  /// Hands the bytes to a function, which cannot keep them.
  @inline(__always)
  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    unsafe withUnsafeBytes(of: memory) { bytes in
      let bytes = unsafe bytes.bindMemory(to: UInt8.self)
      return unsafe body(bytes.span.extracting((64 - count)..<64))
    }
  }
}
