internal import CZlib
public import GazetteDocumentModel

/// Decompresses one raw deflate stream (RFC 1951): zlib.
@safe public final class Inflater {
  /// zlib keeps a pointer to the stream, so it may not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var block = [UInt8](repeating: 0, count: 64 << 10)
  public private(set) var hasEnded = false
  /// How much of the last input it took: where the stream has ended, other bytes follow.
  public private(set) var taken = 0

  public init() {
    unsafe stream.initialize(to: z_stream())
    unsafe gazette_inflate_init(stream)
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// inflate: hands on what the input gives, block by block; false where it is not deflate.
  public func expand(
    _ input: [UInt8], _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Bool {
    var block: [UInt8] = []
    swap(&block, &self.block)
    defer { swap(&block, &self.block) }
    var at = 0
    while !hasEnded {
      var produced = 0
      var status = Z_OK
      // zlib reads the input and writes the block during this call only.
      unsafe input.withUnsafeBufferPointer { input in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: input.baseAddress.map { unsafe $0 + at })
        unsafe stream.pointee.avail_in = UInt32(input.count - at)
        unsafe block.withUnsafeMutableBufferPointer { block in
          unsafe stream.pointee.next_out = block.baseAddress
          unsafe stream.pointee.avail_out = UInt32(block.count)
          status = unsafe inflate(stream, Z_NO_FLUSH)
          produced = unsafe block.count - Int(stream.pointee.avail_out)
        }
        at = unsafe input.count - Int(stream.pointee.avail_in)
      }
      if status == Z_STREAM_END { hasEnded = true }
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return false }
      if produced > 0 { try body(block.span.extracting(0..<produced)) }
      if produced < block.count, at == input.count { break }
    }
    taken = at
    return true
  }
}
