internal import CZlib
import GazetteDocumentModel

/// Compresses bytes by raw deflate (RFC 1951) as they come: zlib, one stream after the other.
@safe final class Deflater {
  /// zlib keeps a pointer to the stream, so it may not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var block = [UInt8](repeating: 0, count: 64 << 10)

  init(level: Int32 = 6) {
    unsafe stream.initialize(to: z_stream())
    unsafe gazette_deflate_init(stream, level)
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// deflate: appends what the input gives to `output`.
  ///
  /// - Parameter isLast: the stream ends with this input, and the next one begins afresh.
  func compress(_ input: Span<UInt8>, isLast: Bool, to output: inout [UInt8]) {
    // zlib reads the input and writes the block during this call only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(input.count)
      var isFull = true
      while isFull {
        var produced = 0
        unsafe block.withUnsafeMutableBufferPointer { block in
          unsafe stream.pointee.next_out = block.baseAddress
          unsafe stream.pointee.avail_out = UInt32(block.count)
          unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          produced = unsafe block.count - Int(stream.pointee.avail_out)
        }
        output.append(block.span.extracting(0..<produced))
        isFull = produced == block.count
      }
    }
    if isLast { unsafe deflateReset(stream) }
  }
}
