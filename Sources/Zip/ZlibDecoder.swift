internal import CZlib

/// zlib's inflate.
@safe final class ZlibDecoder: DeflateDecoder {
  /// zlib keeps a pointer to the stream, so it may not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init() {
    unsafe stream.initialize(to: z_stream())
    unsafe gazette_inflate_init(stream)
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func begin() { unsafe inflateReset(stream) }

  /// inflate, once.
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DeflateStep {
    // zlib reads the input and writes the output during this call only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        let room = output.count - count
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + count }
        unsafe stream.pointee.avail_out = UInt32(room)
        let state: DeflateStep.State =
          switch unsafe inflate(stream, Z_NO_FLUSH) {
          case Z_STREAM_END: .ended
          // No progress without more of either.
          case Z_OK, Z_BUF_ERROR: .goingOn
          default: .failed
          }
        return unsafe DeflateStep(
          taken: input.count - Int(stream.pointee.avail_in),
          given: room - Int(stream.pointee.avail_out), state: state)
      }
    }
  }
}
