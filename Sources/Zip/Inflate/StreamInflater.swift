public import GazetteDocumentModel

/// Decompresses raw deflate (RFC 1951) of any length, piece by piece, in half of zlib's time.
///
///     var inflater = StreamInflater(file, from: start, to: end)
///     while try inflater.next({ use($0) }) {}
///     if let fault = inflater.fault { … }
///
/// All access to memory is checked. What stands before a fault is given before it is told.
public struct StreamInflater: ~Copyable {
  public enum Fault: Sendable {
    /// The stretch ends before the stream does.
    case cutOff
    /// What follows is not deflate.
    case invalid
  }

  /// Where it stands in the stream.
  enum State {
    case betweenBlocks
    /// In a block that is not compressed, with so many bytes to come.
    case stored(Int)
    /// In a compressed block.
    case coded
    case ended
  }

  var source: BitSource
  /// The last 32 KB, then what is new, then room for one repetition more.
  var window = [UInt8](repeating: 0, count: newest + room)
  /// Where the next byte goes.
  var out = history
  /// Where the bytes of this stream begin, or before.
  var oldest = history
  var state = State.betweenBlocks
  var isLastBlock = false
  var letters = HuffmanTable(bits: Self.letterBits, room: 2342)
  var distances = HuffmanTable(bits: Self.distanceBits, room: 402)
  var lengths = HuffmanTable(bits: 7, room: 128)
  /// Why it cannot go on; the stream has ended where there is none when `next` gives nothing.
  public internal(set) var fault: Fault?

  static let letterBits = 11
  static let distanceBits = 8
  static let history = 32 << 10
  /// How far new bytes may reach in the window.
  static let newest = history + 128 << 10
  /// A repetition has 258 bytes, and is copied by eight.
  private static let room = 288

  /// Of a stretch of a file.
  public init(_ file: any RandomAccess, from offset: UInt64, to limit: UInt64) {
    source = BitSource(file, from: offset, to: limit)
  }

  /// Hands on what comes next, 128 KB at most; false where there is nothing more.
  ///
  /// - Throws: what reading and `body` do.
  public mutating func next(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) -> Bool {
    keepHistory()
    expanding: while fault == nil, out < Self.newest {
      try source.refill()
      switch state {
      case .betweenBlocks: beginBlock()
      case .stored(let count): copyStored(count)
      case .coded: decodeBlock()
      case .ended: break expanding
      }
    }
    guard out > Self.history else { return false }
    try body(window.span.extracting(Self.history..<out))
    return true
  }

  // MARK: What follows the stream

  /// Where in the file the first byte stands that was not taken.
  public var position: UInt64 { source.offset - UInt64(max(0, source.count - source.position)) }

  /// How far the file was read: what was not taken yet counts too.
  public var reached: UInt64 { source.offset }

  /// Takes the byte behind the stream; nil behind the last of the stretch. - Throws: what reading does.
  public mutating func byte() throws(ConversionError) -> UInt8? { try source.byte() }

  /// Another stream begins here.
  public mutating func begin() {
    state = .betweenBlocks
    out = Self.history
    oldest = Self.history
  }

  // MARK: Blocks

  private mutating func keepHistory() {
    guard out > Self.history else { return }
    oldest = max(0, oldest - (out - Self.history))
    let last = Array(window[(out - Self.history)..<out])
    window.replaceSubrange(0..<Self.history, with: last)
    out = Self.history
  }

  /// §3.2.3
  private mutating func beginBlock() {
    source.look()
    isLastBlock = source.take(1) == 1
    switch source.take(2) {
    case 0: beginStored()
    case 1: beginFixed()
    case 2: beginDynamic()
    default: fault = .invalid
    }
    if source.isOverrun { fault = .cutOff }
  }

  mutating func endBlock() {
    state = isLastBlock ? .ended : .betweenBlocks
    if isLastBlock { source.align() }
  }

  /// §3.2.4: its length, and once more with all bits turned.
  private mutating func beginStored() {
    source.align()
    source.look()
    let length = source.take(16)
    guard source.take(16) == length ^ 0xFFFF else {
      fault = .invalid
      return
    }
    source.align()
    state = .stored(length)
  }

  private mutating func copyStored(_ count: Int) {
    let step = min(count, source.count - source.position, Self.newest - out)
    guard step > 0 || count == 0 else {
      fault = .cutOff
      return
    }
    window.replaceSubrange(
      out..<(out + step), with: source.buffer[source.position..<(source.position + step)])
    out += step
    source.position += step
    if step == count { endBlock() } else { state = .stored(count - step) }
  }

  /// §3.2.6
  private mutating func beginFixed() {
    let lengths =
      [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
      + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8)
    begin(lengths.span, [UInt8](repeating: 5, count: 32).span)
  }

  private mutating func begin(_ letterLengths: Span<UInt8>, _ distanceLengths: Span<UInt8>) {
    guard letters.build(letterLengths, DeflateSymbols.letters, mayBeIncomplete: true),
      distances.build(distanceLengths, DeflateSymbols.distances, mayBeIncomplete: true)
    else {
      fault = .invalid
      return
    }
    state = .coded
  }

  /// The order in which the lengths of the code of lengths stand.
  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  /// §3.2.7
  private mutating func beginDynamic() {
    let letterCount = source.take(5) + 257
    let distanceCount = source.take(5) + 1
    let lengthCount = source.take(4) + 4
    // The fixed codes alone have more.
    guard letterCount <= 286, distanceCount <= 30 else {
      fault = .invalid
      return
    }
    var codes = [UInt8](repeating: 0, count: 19)
    for symbol in Self.lengthOrder.prefix(lengthCount) {
      source.look()
      codes[symbol] = UInt8(source.take(3))
    }
    guard lengths.build(codes.span, DeflateSymbols.lengths, mayBeIncomplete: false) else {
      fault = .invalid
      return
    }
    var all: [UInt8] = []
    while all.count < letterCount + distanceCount, !source.isOverrun {
      source.look()
      let entry = lengths.entries[Int(source.bits & 127)]
      _ = source.take(UInt64(entry & 63))
      switch entry >> 16 {
      case 16:
        guard let last = all.last else {
          fault = .invalid
          return
        }
        all += [UInt8](repeating: last, count: 3 + source.take(2))
      case 17: all += [UInt8](repeating: 0, count: 3 + source.take(3))
      case 18: all += [UInt8](repeating: 0, count: 11 + source.take(7))
      case let length: all.append(UInt8(length))
      }
    }
    // A block without a code for its end would have none.
    guard all.count == letterCount + distanceCount, all[256] > 0 else {
      fault = .invalid
      return
    }
    begin(
      all.span.extracting(0..<letterCount), all.span.extracting(letterCount..<all.count))
  }
}
