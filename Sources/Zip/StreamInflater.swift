internal import CZlib
public import GazetteDocumentModel

/// Decompresses raw deflate (RFC 1951) of any length from a stretch of a file, piece by piece: zlib.
///
///     var inflater = StreamInflater(file, from: start, to: end)
///     while try inflater.next({ use($0) }) {}
///     if let fault = inflater.fault { … }
///
/// What stands before a fault is given before it is told.
@safe public struct StreamInflater: ~Copyable {
  public enum Fault: Sendable {
    /// The stretch ends before the stream does.
    case cutOff
    /// What follows is not deflate.
    case invalid
  }

  private let file: any RandomAccess
  /// Where the bytes behind the block stand in the file.
  private var offset: UInt64
  /// Where the stretch ends.
  private var limit: UInt64
  private var block = [UInt8](repeating: 0, count: 64 << 10)
  /// How many bytes of the block are the file's, and which one comes next.
  private var count = 0
  private var at = 0
  private var output = [UInt8](repeating: 0, count: 64 << 10)
  private var hasEnded = false
  /// zlib keeps a pointer to the stream, so it may not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  /// Why it cannot go on; the stream has ended where there is none when `next` gives nothing.
  public private(set) var fault: Fault?

  public init(_ file: any RandomAccess, from offset: UInt64, to limit: UInt64) {
    self.file = file
    self.offset = offset
    self.limit = limit
    unsafe stream.initialize(to: z_stream())
    unsafe gazette_inflate_init(stream)
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Hands on what comes next, 64 KB at most; false where there is nothing more.
  ///
  /// - Throws: what reading and `body` do.
  public mutating func next(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Bool {
    var produced = 0
    while produced < output.count, !hasEnded, fault == nil {
      guard try refill() else {
        fault = .cutOff
        break
      }
      expand(&produced)
    }
    guard produced > 0 else { return false }
    try body(output.span.extracting(0..<produced))
    return true
  }

  /// inflate, once: from the rest of the block to the rest of the output.
  private mutating func expand(_ produced: inout Int) {
    var status = Z_OK
    // zlib reads the block and writes the output during this call only.
    unsafe block.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + at }
        unsafe stream.pointee.avail_in = UInt32(count - at)
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + produced }
        unsafe stream.pointee.avail_out = UInt32(output.count - produced)
        status = unsafe inflate(stream, Z_NO_FLUSH)
        at = unsafe count - Int(stream.pointee.avail_in)
        produced = unsafe output.count - Int(stream.pointee.avail_out)
      }
    }
    switch status {
    case Z_STREAM_END: hasEnded = true
    // No progress without more of either.
    case Z_OK, Z_BUF_ERROR: break
    default: fault = .invalid
    }
  }

  /// Reads on where nothing is left; false at the end of the stretch. - Throws: what reading does.
  private mutating func refill() throws(ConversionError) -> Bool {
    guard at == count else { return true }
    at = 0
    count = 0
    guard offset < limit else { return false }
    let wanted = Int(min(UInt64(block.count), limit - offset))
    let got = try file.read(into: &block, at: offset)
    // A file that became shorter meanwhile ends here.
    guard got > 0 else { return false }
    count = min(got, wanted)
    offset += UInt64(count)
    return true
  }

  // MARK: What follows the stream

  /// Where in the file the first byte stands that was not taken.
  public var position: UInt64 { offset - UInt64(count - at) }

  /// How far the file was read: what was not taken yet counts too.
  public var reached: UInt64 { offset }

  /// Takes the byte behind the stream; nil behind the last of the stretch. - Throws: what reading does.
  public mutating func byte() throws(ConversionError) -> UInt8? {
    guard try refill() else { return nil }
    defer { at += 1 }
    return block[at]
  }

  /// Another stream begins here.
  public mutating func begin() {
    unsafe inflateReset(stream)
    hasEnded = false
  }
}
