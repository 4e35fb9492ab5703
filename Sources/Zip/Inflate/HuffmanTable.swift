/// Tells a symbol of a Huffman code by the next bits (RFC 1951 §3.2.2): one look, two where the code is
/// long.
///
///     entry of a symbol    what it stands for    length of its code    bits to take, extra ones too
///     entry of a table     where that begins     bits that it tells    bits that led there
///                          31 … 16               11 … 8                5 … 0
///
/// A first table of 11 bits tells nearly all letters and lengths at once, one of 8 bits the distances.
struct HuffmanTable {
  // Marks of entries. An exceptional one is a table, the end of a block, or no symbol at all.
  static let isLiteral: UInt32 = 1 << 31
  static let isExceptional: UInt32 = 1 << 15
  static let isTable: UInt32 = 1 << 14
  static let isEnd: UInt32 = 1 << 13

  private(set) var entries: [UInt32]
  private let bits: Int

  /// - Parameters:
  ///   - bits: of the first table.
  ///   - room: what all tables of such a code have at most, by zlib's `enough`.
  init(bits: Int, room: Int) {
    self.bits = bits
    entries = [UInt32](repeating: Self.isExceptional, count: room)
  }

  /// Makes it the table of a code.
  ///
  /// - Parameters:
  ///   - lengths: of each symbol's code; 0 has none.
  ///   - symbols: their entries, but for the bits of the code.
  ///   - mayBeIncomplete: whether a code of one bit, or none, is enough (§3.2.7).
  /// - Returns: false where these lengths make no code.
  mutating func build(
    _ lengths: Span<UInt8>, _ symbols: [UInt32], mayBeIncomplete: Bool
  ) -> Bool {
    var counts = [Int](repeating: 0, count: 16)
    for index in lengths.indices { counts[Int(lengths[index])] += 1 }
    counts[0] = 0
    var starts = [Int](repeating: 0, count: 17)
    var left = 1
    for length in 1...15 {
      left = left << 1 - counts[length]
      guard left >= 0 else { return false }
      starts[length + 1] = starts[length] + counts[length]
    }
    if left > 0 {
      guard mayBeIncomplete, starts[16] == counts[1] else { return false }
      for index in 0..<(1 << bits) { entries[index] = Self.isExceptional }
    }
    var sorted = [Int](repeating: 0, count: starts[16])
    for index in lengths.indices where lengths[index] > 0 {
      sorted[starts[Int(lengths[index])]] = index
      starts[Int(lengths[index])] += 1
    }
    fill(sorted.map { symbols[$0] }, counts)
    return true
  }

  /// Gives each code, the shortest first, its places: all numbers whose lowest bits it is, the first bit
  /// lowest.
  private mutating func fill(_ symbols: [UInt32], _ counts: [Int]) {
    var code: UInt16 = 0
    var next = 0
    /// Where the next table begins.
    var end = 1 << bits
    /// The table that is filled: its place, what leads to it, and its bits.
    var start = 0
    var prefix = -1
    var width = 0
    for length in 1...15 {
      for rank in 0..<counts[length] {
        let reversed = Int(code.bitReversed >> UInt16(16 - length))
        if length > bits, reversed & (1 << bits - 1) != prefix {
          prefix = reversed & (1 << bits - 1)
          start = end
          // As many bits as the codes need that begin so, of which this is the shortest.
          width = length - bits
          var used = counts[length] - rank
          while used < 1 << width {
            width += 1
            used = used << 1 + counts[bits + width]
          }
          end += 1 << width
          entries[prefix] =
            UInt32(start << 16 | width << 8 | bits) | Self.isExceptional | Self.isTable
        }
        let isLong = length > bits
        let taken = isLong ? length - bits : length
        let entry = symbols[next] + UInt32(taken << 8 | taken)
        let places = isLong ? start..<(start + 1 << width) : 0..<(1 << bits)
        var place = isLong ? start + reversed >> bits : reversed
        while place < places.upperBound {
          entries[place] = entry
          place += 1 << taken
        }
        next += 1
        code &+= 1
      }
      code <<= 1
    }
  }
}

extension UInt16 {
  /// Its bits, the last first.
  fileprivate var bitReversed: UInt16 {
    var bits = self
    bits = (bits & 0x5555) << 1 | bits >> 1 & 0x5555
    bits = (bits & 0x3333) << 2 | bits >> 2 & 0x3333
    bits = (bits & 0x0F0F) << 4 | bits >> 4 & 0x0F0F
    return bits.byteSwapped
  }
}
