internal import CLibDeflate

/// Decompresses whole runs of raw deflate (RFC 1951) of known length: libdeflate, in a third of zlib's
/// time.
@safe public final class BlockInflater {
  private let decompressor: OpaquePointer?

  public init() { unsafe decompressor = libdeflate_alloc_decompressor() }

  deinit {
    if let decompressor = unsafe decompressor { unsafe libdeflate_free_decompressor(decompressor) }
  }

  /// libdeflate_deflate_decompress, of a part of the block; nil where it is not deflate, or not of exactly this size.
  public func expand(_ block: [UInt8], _ range: Range<Int>, size: Int) -> [UInt8]? {
    guard let decompressor = unsafe decompressor else { return nil }
    var output = [UInt8](repeating: 0, count: size)
    // The input is read and the output written during this call only.
    let result = unsafe block[range].withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe libdeflate_deflate_decompress(
          decompressor, input.baseAddress, input.count, output.baseAddress, output.count, nil)
      }
    }
    return result == LIBDEFLATE_SUCCESS ? output : nil
  }
}
