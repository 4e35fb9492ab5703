import GazetteDocumentModel

/// Finds numbers that stand by themselves, one after another, above short lines:
///
///     01
///
///     世界读书日，我们在线上见
struct LoneNumbers {
  /// The last of them that has such a line below.
  private(set) var last = 0
  /// The number of the line above, if it is the next of them.
  private var above: Int?

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>, blanks: Int, isRule: Bool) {
    if let number = above {
      above = nil
      if !isRule, !line.endsWithStop, line.columns <= 72, line.holdsLetter { last = number }
    }
    if blanks > 0, line.isNumberAlone, Numeral.match(line, at: 0)?.value == last + 1 {
      above = last + 1
    }
  }
}

/// Finds the number that the pages of a text begin with, by numbers alone between blank lines that run on: 17, 18, 19.
struct PageNumbers {
  /// The first of two that run on; 0 where none do.
  private(set) var first = 0
  private var last = 0

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>, blanks: Int) {
    guard line.count <= 4, blanks > 0, first == 0, line[0] >= 0x31, line[0] <= 0x39,
      let number = Numeral.match(line, at: 0), number.end == line.count
    else { return }
    if last > 0, number.value == last + 1 { first = last }
    last = number.value
  }
}

extension Span where Element == UInt8 {
  /// Whether it is a number of one or two digits of ASCII, and nothing else.
  var isNumberAlone: Bool {
    (1...2).contains(count) && (0..<count).allSatisfy { self[$0] >= 0x30 && self[$0] <= 0x39 }
  }
}
