import GazetteDocumentModel

/// Finds what a page had for a link below each of its articles, three at least: `[返回目录]`, `[Back to top]`.
struct BackLinks {
  /// How often each has stood below running text with a blank line below it, by its hash; 0 where it once stood
  /// elsewhere.
  private var counts: [UInt64: Int] = [:]
  private var above: (hash: UInt64, blanks: Int, isBelowText: Bool)?
  private var isBelowText = false

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>, blanks: Int) {
    settle(blanks: blanks)
    if line.isLinkInBrackets { above = (line.textHash(), blanks, isBelowText) }
    isBelowText = line.endsWithStop
  }

  private mutating func settle(blanks: Int) {
    guard let link = above.take() else { return }
    let isBelow = link.isBelowText && blanks > 0 && blanks >= link.blanks
    if counts[link.hash] != 0 { counts[link.hash] = isBelow ? (counts[link.hash] ?? 0) + 1 : 0 }
  }

  /// The hashes of the links.
  mutating func hashes() -> Set<UInt64> {
    settle(blanks: .max)
    return Set(counts.filter { $0.value >= 3 }.keys)
  }
}

extension Span where Element == UInt8 {
  /// Whether it is a few words in square brackets or the like.
  var isLinkInBrackets: Bool {
    guard count >= 5, count <= 48, self[0] == 0x5B || self[0] == 0xE3, isBracketed else {
      return false
    }
    return extracting(withoutBrackets).holdsLetter
  }
}
