public import GazetteDocumentModel

/// Decompresses raw deflate (RFC 1951) of any length from a stretch of a file, piece by piece.
///
///     var inflater = StreamInflater(file, from: start, to: end)
///     while try inflater.next({ use($0) }) {}
///     if let fault = inflater.fault { … }
///
/// What stands before a fault is given before it is told.
public struct StreamInflater: ~Copyable {
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
  private let decoder: any DeflateDecoder
  /// Why it cannot go on; the stream has ended where there is none when `next` gives nothing.
  public private(set) var fault: Fault?

  public init(_ file: any RandomAccess, from offset: UInt64, to limit: UInt64) {
    self.init(file, from: offset, to: limit, by: nil)
  }

  /// - Parameter library: nil for the one that suits the length of the stretch.
  package init(
    _ file: any RandomAccess, from offset: UInt64, to limit: UInt64, by library: DeflateLibrary?
  ) {
    self.file = file
    self.offset = offset
    self.limit = limit
    decoder = (library ?? DeflateLibrary(forBytes: limit - min(offset, limit))).decoder()
  }

  /// Hands on what comes next, 64 KB at most; false where there is nothing more.
  ///
  /// - Throws: what reading and `body` do.
  public mutating func next(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Bool {
    // While it is written, the block is read.
    var output: [UInt8] = []
    swap(&output, &self.output)
    defer { swap(&output, &self.output) }
    var produced = 0
    while produced < output.count, !hasEnded, fault == nil {
      // Where the stretch is at its end, the decoder may still hold something.
      let isMore = try refill()
      if !expand(&output, &produced) { fault = isMore ? .invalid : .cutOff }
    }
    guard produced > 0 else { return false }
    try body(output.span.extracting(0..<produced))
    return true
  }

  /// One step, from the rest of the block to the rest of the output; false where nothing came of it.
  private mutating func expand(_ output: inout [UInt8], _ produced: inout Int) -> Bool {
    let step = decoder.step(block.span.extracting(at..<count), &output, behind: produced)
    at += step.taken
    produced += step.given
    switch step.state {
    case .goingOn: return step.taken > 0 || step.given > 0
    case .ended:
      hasEnded = true
      if at < 0 { goBack() }
    case .failed: fault = .invalid
    }
    return true
  }

  /// Forgets the block where the stream ended before it.
  private mutating func goBack() {
    offset = position
    (at, count) = (0, 0)
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
    decoder.begin()
    hasEnded = false
  }
}
