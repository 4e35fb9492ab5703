/// What the symbols of deflate stand for (RFC 1951 §3.2.5), as entries of a `HuffmanTable`: a number, and how
/// many bits follow the code that are added to it.
enum DeflateSymbols {
  /// Bytes, the end of a block, and lengths of what is repeated: 3 to 258.
  static let letters: [UInt32] = {
    let literals = (0..<256).map { UInt32($0) << 16 | HuffmanTable.isLiteral }
    // Four lengths have the same number of extra bits, behind the first four; the last has none.
    let lengths = numbers(from: 3, count: 28, alike: 4) + [258 << 16]
    return literals + [HuffmanTable.isExceptional | HuffmanTable.isEnd] + lengths + none
  }()

  /// How far back what is repeated begins: 1 to 32,768.
  static let distances: [UInt32] = numbers(from: 1, count: 30, alike: 2) + none

  /// Of the code that the lengths of the others are written in (§3.2.7).
  static let lengths: [UInt32] = (0..<19).map { UInt32($0) << 16 }

  /// Symbols that the fixed codes have, and no stream.
  private static let none = [HuffmanTable.isExceptional, HuffmanTable.isExceptional]

  private static func numbers(from first: Int, count: Int, alike: Int) -> [UInt32] {
    var number = first
    return (0..<count).map { index in
      let extra = max(0, index / alike - 1)
      defer { number += 1 << extra }
      return UInt32(number << 16 | extra)
    }
  }
}
