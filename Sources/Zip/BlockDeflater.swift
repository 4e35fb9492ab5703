internal import CLibDeflate
import GazetteDocumentModel

/// Compresses whole runs of bytes by raw deflate (RFC 1951): libdeflate, which takes a third of zlib's
/// time, but cannot take a run in pieces.
@safe public final class BlockDeflater {
  private let compressor: OpaquePointer?
  private var block: [UInt8] = []

  public init(level: Int32 = 6) { unsafe compressor = libdeflate_alloc_compressor(level) }

  deinit { if let compressor = unsafe compressor { unsafe libdeflate_free_compressor(compressor) } }

  /// libdeflate_deflate_compress: hands the packed bytes on; nothing where memory is short.
  public func compress(_ input: [UInt8]) -> [UInt8]? {
    guard let compressor = unsafe compressor else { return nil }
    let bound = unsafe libdeflate_deflate_compress_bound(compressor, input.count)
    if block.count < bound { block = [UInt8](repeating: 0, count: bound) }
    // The input is read and the block written during this call only.
    let count = unsafe input.withUnsafeBufferPointer { input in
      unsafe block.withUnsafeMutableBufferPointer { block in
        unsafe libdeflate_deflate_compress(
          compressor, input.baseAddress, input.count, block.baseAddress, block.count)
      }
    }
    return count == 0 ? nil : Array(block[..<count])
  }
}

/// The checksum of a zip entry: CRC-32 of its bytes.
public struct Checksum: Sendable {
  public private(set) var value: UInt32 = 0

  public init() {}

  /// libdeflate_crc32
  public mutating func add(_ bytes: Span<UInt8>) {
    // The bytes are read during this call only.
    value = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe libdeflate_crc32(value, buffer.baseAddress, buffer.count)
    }
  }

  /// The same, of bytes that are all there.
  public mutating func add(_ bytes: [UInt8]) { add(bytes.span) }
}
