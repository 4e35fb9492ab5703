internal import CLZMA

/// xz: LZMA2 in blocks, each with a checksum behind it; what is cut off gives all up to the last byte that
/// can be told.
@safe final class XZDecoder: StreamDecoder {
  static let name = "xz"

  /// liblzma keeps a pointer to the stream, so it may not move.
  private let stream = UnsafeMutablePointer<lzma_stream>.allocate(capacity: 1)

  /// As much as libarchive gives it: `xz -9` asks for 65 MB.
  private static let memoryLimit: UInt64 = 1 << 30

  init() {
    unsafe stream.initialize(to: gazette_lzma_stream())
    begin()
  }

  deinit {
    unsafe lzma_end(stream)
    unsafe stream.deallocate()
  }

  static func reads(_ beginning: ArraySlice<UInt8>) -> Bool {
    beginning.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0])
  }

  /// lzma_code
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DecodedStep {
    var status = LZMA_OK
    var rest = (input: 0, output: 0)
    // liblzma reads the input and writes the output during this call only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = input.count
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + count }
        unsafe stream.pointee.avail_out = output.count - count
        status = unsafe lzma_code(stream, LZMA_RUN)
        rest = unsafe (stream.pointee.avail_in, stream.pointee.avail_out)
      }
    }
    return DecodedStep(
      taken: input.count - rest.input, given: output.count - count - rest.output,
      state: Self.state(status))
  }

  private static func state(_ status: lzma_ret) -> DecodedStep.State {
    switch status {
    // LZMA_BUF_ERROR: no progress without more of either.
    case LZMA_OK, LZMA_BUF_ERROR: .goingOn
    case LZMA_STREAM_END: .ended
    case LZMA_FORMAT_ERROR: .failed(.foreign)
    case LZMA_OPTIONS_ERROR: .failed(.unknownKind)
    case LZMA_MEM_ERROR, LZMA_MEMLIMIT_ERROR: .failed(.tooDemanding)
    default: .failed(.broken)
    }
  }

  /// lzma_stream_decoder, which frees what it had.
  func begin() { _ = unsafe lzma_stream_decoder(stream, Self.memoryLimit, 0) }
}
