internal import CLibDeflate
internal import CZstandard
import GazetteDocumentModel

/// Compresses blocks that stand for themselves: members of a gzip file (RFC 1952 §2.2), or frames of
/// Zstandard (RFC 8878 §3.1), which readers take one after another for one.
///
/// Whole members, and not one of blocks that end in a flush: gzip, tar, bsdtar and Python read both in one
/// go, but a member has its own checksum, so that a fault is told where it is, a stopped run goes on behind it
/// without what was compressed before, and libdeflate, which knows no flushes, can make it. libzstd's own
/// threads would cut a frame into pieces that are larger than these blocks.
@safe final class BlockPacker {
  private let compressor: OpaquePointer?
  private let context: OpaquePointer?

  /// - Parameter isGzip: else Zstandard.
  init(isGzip: Bool) {
    unsafe compressor = isGzip ? libdeflate_alloc_compressor(6) : nil
    unsafe context = isGzip ? nil : ZSTD_createCCtx()
    // Frames with a checksum, as the `zstd` program makes them.
    if let context = unsafe context {
      _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 6)
      _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
      // A table for a block of a megabyte, half of what the level has: 1 MB less a thread, for 0.5 % more output.
      _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, 18)
    }
  }

  deinit {
    if let compressor = unsafe compressor { unsafe libdeflate_free_compressor(compressor) }
    if let context = unsafe context { _ = unsafe ZSTD_freeCCtx(context) }
  }

  /// libdeflate_gzip_compress, ZSTD_compress2. - Throws: `GZ5003` where memory is short.
  func pack(_ input: [UInt8]) throws(ConversionError) -> [UInt8] {
    let bound =
      if let compressor = unsafe compressor {
        unsafe libdeflate_gzip_compress_bound(compressor, input.count)
      } else {
        ZSTD_compressBound(input.count)
      }
    var count = 0
    // The input is read and the output written during this call only. There is room for the worst; pages that
    // are not written to take no memory.
    let output = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, initialized in
      unsafe input.withUnsafeBufferPointer { input in
        count = unsafe pack(input, output)
      }
      initialized = count
    }
    guard count > 0 else { throw ConversionError(.outputWriteFailed, ["no memory to compress"]) }
    return output
  }

  /// How much came out; zero where it failed.
  private func pack(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    if let compressor = unsafe compressor {
      return unsafe libdeflate_gzip_compress(
        compressor, input.baseAddress, input.count, output.baseAddress, output.count)
    }
    guard let context = unsafe context else { return 0 }
    let count = unsafe ZSTD_compress2(
      context, output.baseAddress, output.count, input.baseAddress, input.count)
    return ZSTD_isError(count) == 0 ? count : 0
  }
}
