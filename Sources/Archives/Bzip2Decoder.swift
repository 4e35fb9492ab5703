internal import CBzip2

/// bzip2: blocks of up to 900 KB, each with a CRC-32 of its own, so that what is cut off gives its whole
/// blocks.
@safe final class Bzip2Decoder: StreamDecoder {
  static let name = "bzip2"

  /// libbz2 keeps a pointer to the stream, so it may not move.
  private let stream = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)

  init() {
    unsafe stream.initialize(to: bz_stream())
    unsafe BZ2_bzDecompressInit(stream, 0, 0)
  }

  deinit {
    unsafe BZ2_bzDecompressEnd(stream)
    unsafe stream.deallocate()
  }

  /// `BZh`, the size of blocks, and the mark of a block (π) or of the end (√π).
  static func reads(_ beginning: ArraySlice<UInt8>) -> Bool {
    guard beginning.starts(with: Array("BZh".utf8)), beginning.count == 10 else { return false }
    return (0x31...0x39).contains(beginning[3])
      && [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]]
        .contains(Array(beginning[4...]))
  }

  /// BZ2_bzDecompress
  func step(_ input: Span<UInt8>, _ output: inout [UInt8], behind count: Int) -> DecodedStep {
    var status = BZ_OK
    var rest: (input: UInt32, output: UInt32) = (0, 0)
    // libbz2 reads the input and writes the output during this call only.
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = UnsafeMutableRawPointer(output.baseAddress)
          .map { unsafe ($0 + count).assumingMemoryBound(to: CChar.self) }
        unsafe stream.pointee.avail_out = UInt32(output.count - count)
        status = unsafe BZ2_bzDecompress(stream)
        rest = unsafe (stream.pointee.avail_in, stream.pointee.avail_out)
      }
    }
    return DecodedStep(
      taken: input.count - Int(rest.input), given: output.count - count - Int(rest.output),
      state: Self.state(status))
  }

  private static func state(_ status: CInt) -> DecodedStep.State {
    switch status {
    case BZ_OK: .goingOn
    case BZ_STREAM_END: .ended
    case BZ_DATA_ERROR_MAGIC: .failed(.foreign)
    case BZ_MEM_ERROR: .failed(.tooDemanding)
    default: .failed(.broken)
    }
  }

  func begin() {
    unsafe BZ2_bzDecompressEnd(stream)
    unsafe stream.pointee = bz_stream()
    unsafe BZ2_bzDecompressInit(stream, 0, 0)
  }
}
