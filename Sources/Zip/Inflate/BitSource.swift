import GazetteDocumentModel

/// A stretch of a file as deflate reads it: as bits, those of a byte from the lowest on (RFC 1951 §3.1.1).
struct BitSource {
  private let file: any RandomAccess
  /// Where the bytes behind the buffer stand in the file.
  private(set) var offset: UInt64
  /// Where the stretch ends.
  private var limit: UInt64
  /// What was read, and zeros behind it, so that eight bytes can be looked at wherever one is.
  private(set) var buffer = [UInt8](repeating: 0, count: blockSize + padding)
  /// How many bytes of the buffer are the file's.
  private(set) var count = 0
  /// The next byte that is not in `bits`.
  var position = 0
  /// The next bits, at least `bitCount` of them.
  var bits: UInt64 = 0
  var bitCount: UInt64 = 0

  private static let blockSize = 64 << 10
  private static let padding = 64
  /// More than the code lengths of a block take.
  private static let headroom = 1024

  init(_ file: any RandomAccess, from offset: UInt64, to limit: UInt64) {
    self.file = file
    self.offset = offset
    self.limit = limit
  }

  /// Whether nothing stands behind the buffer.
  var isLast: Bool { offset >= limit }

  /// Whether more was taken than there was: zeros of the padding.
  var isOverrun: Bool { position - Int(bitCount >> 3) > count }

  /// Reads on where little is left. - Throws: what reading does.
  mutating func refill() throws(ConversionError) {
    guard count - position < Self.headroom, !isLast else { return }
    let kept = count - position
    let wanted = min(UInt64(Self.blockSize - kept), limit - offset)
    var block = [UInt8](repeating: 0, count: Int(wanted))
    let got = try file.read(into: &block, at: offset)
    // A file that became shorter meanwhile ends here.
    if got == 0 { limit = offset }
    let left = Array(buffer[position..<count])
    buffer.replaceSubrange(0..<kept, with: left)
    buffer.replaceSubrange(kept..<(kept + got), with: block[..<got])
    for index in (kept + got)..<(kept + got + Self.padding) { buffer[index] = 0 }
    offset += UInt64(got)
    count = kept + got
    position = 0
  }

  /// Puts at least 56 bits into `bits`.
  mutating func look() {
    // Eight plain bytes; that they are there is checked.
    let next = unsafe buffer.span.bytes.unsafeLoadUnaligned(
      fromByteOffset: position, as: UInt64.self)
    bits |= UInt64(littleEndian: next) &<< bitCount
    position += Int((63 - bitCount) >> 3)
    bitCount |= 56
  }

  /// Takes bits that were looked at, as a number.
  mutating func take(_ width: UInt64) -> Int {
    let number = bits & (1 << width - 1)
    bits >>= width
    bitCount -= width
    return Int(number)
  }

  /// Goes on to the next whole byte, and gives back what was only looked at.
  mutating func align() {
    position -= Int(bitCount >> 3)
    bits = 0
    bitCount = 0
  }

  /// The next byte, where no bits were looked at; nil behind the last. - Throws: what reading does.
  mutating func byte() throws(ConversionError) -> UInt8? {
    try refill()
    guard position < count else { return nil }
    defer { position += 1 }
    return buffer[position]
  }
}
