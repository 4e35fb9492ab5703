import GazetteDocumentModel

/// Finds numbers in square brackets or in rings that count the titles of a text.
///
///     ① 수출 바우처 모집           right below one another: the contents, or a list
///     ② 청년 인턴 지원
///
///     ① 수출 바우처 모집           each alone, and they count on: titles
///
///     도 경제진흥원은 …
struct TitleNumbers {
  /// What stands around a number.
  private enum Kind: Int, CaseIterable {
    case square, corner, circled, plain

    var source: String {
      switch self {
      case .square: "[{digits}] {title}"
      case .corner: "【{digits}】{title}"
      case .circled: "{circled} {title}"
      case .plain: "{digits}. {title}"
      }
    }
  }

  /// The numbers of a kind so far.
  private struct Run {
    /// The last one that stood alone; they begin with 1.
    var last = 0
    /// Whether one is out of turn, or others stand below those that are alone.
    var isBroken = false
  }

  private var runs = [Run](repeating: Run(), count: Kind.allCases.count)
  /// The line above, if it has a number.
  private var above: (kind: Kind, value: Int, isSetOff: Bool, isTitle: Bool)?
  /// Whether the line above that one had a number of its kind.
  private var isInList = false
  private var isBelowRule = true
  /// Whether a number in round brackets begins the line above.
  private var isBelowBracketed = false
  /// Whether numbers without brackets begin anew below such: they are headings.
  private(set) var areHeadings = false
  /// The words behind numbers in round brackets, and how many of them come again.
  private var bracketed: Set<UInt64> = []
  private var repeats = 0

  /// Whether the words behind numbers in round brackets come again: headings of all articles, `（一）舆情概况`.
  var repeatsSubheads: Bool { repeats >= 2 && repeats >= bracketed.count }

  /// The next line of the sample that is not blank.
  /// - Parameter indent: columns of blanks in front of it.
  mutating func look(_ line: Span<UInt8>, indent: Int, blanks: Int, isRule: Bool) {
    // The text of plain ones stands right below, and is set in.
    if above?.kind == .plain, blanks > 0 || indent < 4 { above?.isTitle = false }
    let number = isRule ? nil : Self.number(line)
    // `1．事件概述` right below `（一）…` is a heading.
    if isBelowBracketed, number?.kind == .plain, number?.value == 1 {
      runs[Kind.plain.rawValue].isBroken = true
      areHeadings = true
    }
    isBelowBracketed =
      line.hasNumberInBrackets && !Numeral.isArabic(line, 0)
    if isBelowBracketed, !bracketed.insert(line.titleHash).inserted { repeats += 1 }
    let isBelowOther = above != nil && number?.kind == above?.kind
    if above != nil { settle(isAboveOther: isBelowOther && blanks == 0) }
    isInList = isBelowOther && blanks == 0
    above = number.map {
      let isSetOff = blanks > 0 || isBelowRule || ($0.kind == .plain && indent == 0)
      return ($0.kind, $0.value, isSetOff, line.columns <= 72 && !line.endsWithSentence)
    }
    isBelowRule = isRule
  }

  private mutating func settle(isAboveOther: Bool) {
    guard let above else { return }
    let index = above.kind.rawValue
    if isInList || isAboveOther {
      // The contents stand above all titles.
      if runs[index].last > 0 { runs[index].isBroken = true }
    } else if above.isSetOff, above.isTitle,
      above.value == runs[index].last + 1 || (above.kind == .plain && above.value == 1)
    {
      runs[index].last = above.value
    } else {
      runs[index].isBroken = true
    }
  }

  /// Templates for the titles.
  var sources: [String] {
    Kind.allCases.filter { runs[$0.rawValue].last >= 2 && !runs[$0.rawValue].isBroken }
      .map(\.source)
  }

  /// Whether titles begin with numbers in brackets or rings, which they keep.
  var keepsNumbers: Bool { sources.contains { $0 != Kind.plain.source } }

  private static func number(_ line: Span<UInt8>) -> (kind: Kind, value: Int)? {
    guard line[0] == 0x5B || line[0] >= 0xE2 || line[0] <= 0x39, line.count > 4 else { return nil }
    if let plain = plainNumber(line) { return (.plain, plain) }
    let first = line.scalar(at: 0)
    if (0x2460...0x2473).contains(first.value) { return (.circled, Int(first.value) - 0x245F) }
    let open = TextScalar.folded(first.value)
    guard open == 0x5B || open == 0x3010, Numeral.isArabic(line, first.length),
      let number = Numeral.match(line, at: first.length), number.digits <= 2,
      number.end < line.count
    else { return nil }
    let close = TextScalar.folded(line.scalar(at: number.end).value)
    guard close == (open == 0x5B ? 0x5D : 0x3011) else { return nil }
    return (open == 0x5B ? .square : .corner, number.value)
  }
}

extension TitleNumbers {
  /// The number of `3．三月份主要原料价格`, in front of a wide letter; nil where none begins the line.
  private static func plainNumber(_ line: Span<UInt8>) -> Int? {
    guard Numeral.isArabic(line, 0), let number = Numeral.match(line, at: 0), number.digits <= 2,
      number.end + 3 < line.count
    else { return nil }
    let stop = line.scalar(at: number.end)
    guard TextScalar.folded(stop.value) == 0x2E,
      TextScalar.isWide(line.scalar(at: number.end + stop.length).value)
    else { return nil }
    return number.value
  }
}

extension Span where Element == UInt8 {
  /// Whether a full stop ends it; titles may ask.
  var endsWithSentence: Bool {
    guard endsWithStop else { return false }
    let last = scalar(endingAt: count).value
    return last == 0x2E || last == 0x3002
  }

  /// Where the words begin behind a number in square brackets or in a ring: `[3] …`, `【１】…`, `② …`; 0 where none does.
  var enclosedNumberEnd: Int {
    guard count > 4, self[0] == 0x5B || self[0] >= 0xE2 else { return 0 }
    if let end = Numeral.circledEnd(self, 0) { return end }
    let first = scalar(at: 0)
    let open = TextScalar.folded(first.value)
    guard open == 0x5B || open == 0x3010, Numeral.isArabic(self, first.length),
      let number = Numeral.match(self, at: first.length), number.end < count
    else { return 0 }
    let close = scalar(at: number.end)
    return TextScalar.folded(close.value) == (open == 0x5B ? 0x5D : 0x3011)
      ? number.end + close.length : 0
  }
}
