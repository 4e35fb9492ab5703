import GazetteDocumentModel

/// A whole number as bulletins write it: `12`, `１２`, `十二`, `二〇二一`, `第一百零三` without the 第.
struct Numeral: Equatable {
  var value: Int
  /// How many digits or numeral characters it took.
  var digits: Int
  /// Where it ends in the line it was found in.
  var end: Int

  /// The number that begins at `start`, or nil.
  static func match(_ line: Span<UInt8>, at start: Int) -> Numeral? {
    guard start < line.count else { return nil }
    let first = line.scalar(at: start).value
    if digit(first) != nil { return arabic(line, start) }
    if roman.contains(first) {
      return Numeral(value: Int(first - roman.lowerBound) + 1, digits: 1, end: start + 3)
    }
    return chinese(line, start)
  }

  /// Whether a number with decimals begins the line: `11.30 a.m.`, `3.5%`, `3.5万`; `1.2020年` has none.
  static func isDecimal(_ line: Span<UInt8>) -> Bool {
    var at = digitsEnd(line, 0)
    guard at > 0, at < line.count, line[at] == 0x2E else { return false }
    let end = digitsEnd(line, at + 1)
    guard end > at + 1 else { return false }
    at = end
    if at == line.count || line[at] == 0x20 || line[at] == 0x25 || line[at] == 0x2E { return true }
    return measures.contains(line.scalar(at: at).value)
  }

  /// 万 亿 千 百 倍 ％ ℃ 元 米 吨 亩: what a decimal counts (`3.5万`), as none does a year (`1.2020年`).
  private static let measures: Set<UInt32> = [
    0x4E07, 0x4EBF, 0x5343, 0x767E, 0x500D, 0xFF05, 0x2103, 0x5143, 0x7C73, 0x5428, 0x4EA9,
  ]

  /// Where the ASCII digits end that begin at `start`.
  private static func digitsEnd(_ line: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < line.count, line[at] >= 0x30, line[at] <= 0x39 { at += 1 }
    return at
  }

  /// Whether the number that begins here is written in (half- or full-width) Arabic digits.
  static func isArabic(_ line: Span<UInt8>, _ start: Int) -> Bool {
    start < line.count && digit(line.scalar(at: start).value) != nil
  }

  /// The end of digits that are set apart, a blank between each two: `第 1 0 期`.
  static func spacedEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    var at = start
    var digits = 0
    while isArabic(line, at) {
      at += line.scalar(at: at).length
      digits += 1
      guard at < line.count, line[at] == 0x20, isArabic(line, at + 1) else { break }
      at += 1
    }
    return digits > 1 && !isArabic(line, at) ? at : nil
  }

  /// The end of a number that is one character, as lists have them: ① ⑴ ㈠ ❶.
  static func circledEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    guard start < line.count else { return nil }
    let s = line.scalar(at: start)
    return isCircled(s.value) ? start + s.length : nil
  }

  /// Enclosed Alphanumerics, Dingbats, and Enclosed CJK Letters (Unicode 16), as far as they are numbers.
  static func isCircled(_ s: UInt32) -> Bool {
    switch s {
    case 0x2460...0x2487, 0x2776...0x2793, 0x3220...0x3229: true
    default: false
    }
  }

  /// All of them.
  static var circledMarks: [UInt32] { (0x2460...0x3229).filter(isCircled) }

  /// 가 나 다 라 마 바 사 아 자 차 카 타 파 하, as Korean counts.
  static let koreanLetters: [UInt32] = [
    0xAC00, 0xB098, 0xB2E4, 0xB77C, 0xB9C8, 0xBC14, 0xC0AC,
    0xC544, 0xC790, 0xCC28, 0xCE74, 0xD0C0, 0xD30C, 0xD558,
  ]

  /// The end of a letter that stands for a number: the a of `a)`, the 가 of `가.`.
  static func letterEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    guard start < line.count else { return nil }
    if line[start] >= 0xEA, koreanLetters.contains(line.scalar(at: start).value) {
      return start + 3
    }
    guard (line[start] | 0x20) >= 0x61, (line[start] | 0x20) <= 0x7A,
      start + 1 == line.count || !TextScalar.isLatinWord(line.scalar(at: start + 1).value)
    else { return nil }
    return start + 1
  }

  /// Ⅰ to Ⅻ, each a character of its own.
  private static var roman: ClosedRange<UInt32> { 0x2160...0x216B }

  /// Whether a number may hold the scalar.
  static func isDigit(_ s: UInt32) -> Bool {
    if s < 0x80 { return s >= 0x30 && s <= 0x39 }
    return s < 0xFF10
      ? chineseDigit(s) != nil || unit(s) != nil || roman.contains(s) : s <= 0xFF19
  }

  /// All scalars that a number may hold, but for digits of full width, which fold to ASCII ones.
  static let marks: [UInt32] =
    Array(0x30...0x39) + Array(roman) + [
      0x3007, 0x96F6, 0x25CB, 0x25EF, 0x39F, 0x41E, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
      0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343, 0x5EFF, 0x5345,
    ]

  private static func digit(_ s: UInt32) -> Int? {
    let f = TextScalar.folded(s)
    return f >= 0x30 && f <= 0x39 ? Int(f - 0x30) : nil
  }

  private static func arabic(_ line: Span<UInt8>, _ start: Int) -> Numeral? {
    var at = start
    var value = 0
    var digits = 0
    while at < line.count, digits < 9 {
      let s = line.scalar(at: at)
      guard let d = digit(s.value) else { break }
      value = value * 10 + d
      digits += 1
      at += s.length
    }
    return Numeral(value: value, digits: digits, end: at)
  }

  /// Positional (`二〇二一`) where no unit occurs, else by units (`一百零三`, `廿一`).
  private static func chinese(_ line: Span<UInt8>, _ start: Int) -> Numeral? {
    var at = start
    var digits = 0
    var positional = 0
    var total = 0
    var current = 0
    var hasUnit = false
    while at < line.count, digits < 9 {
      let s = line.scalar(at: at)
      if let d = chineseDigit(s.value) {
        positional = positional * 10 + d
        current = d
      } else if let unit = unit(s.value) {
        hasUnit = true
        total += unit.alone ? unit.value : max(current, 1) * unit.value
        current = 0
      } else {
        break
      }
      digits += 1
      at += s.length
    }
    guard digits > 0 else { return nil }
    return Numeral(value: hasUnit ? total + current : positional, digits: digits, end: at)
  }

  private static func chineseDigit(_ s: UInt32) -> Int? {
    switch s {
    // 〇 零 ○ ◯, and the letters O that stand for them
    case 0x3007, 0x96F6, 0x25CB, 0x25EF, 0x39F, 0x41E: 0
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    default: nil
    }
  }

  /// 十 百 千, and 廿 卅 which stand for themselves.
  private static func unit(_ s: UInt32) -> (value: Int, alone: Bool)? {
    switch s {
    case 0x5341: (10, false)
    case 0x767E: (100, false)
    case 0x5343: (1000, false)
    case 0x5EFF: (20, true)
    case 0x5345: (30, true)
    default: nil
    }
  }
}

extension Span where Element == UInt8 {
  /// The number that all of it is, in digits of ASCII, where it is written in others: `三十二`, `３２`; nil where it is no
  /// number, or one in such digits already.
  var numberInDigits: String? {
    guard count > 0, self[0] >= 0x80, let number = Numeral.match(self, at: 0), number.end == count
    else { return nil }
    guard Numeral.isArabic(self, 0) else { return String(number.value) }
    // `０５６` keeps its zero.
    var digits = ""
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      guard let digit = Unicode.Scalar(TextScalar.folded(s.value)) else { return nil }
      digits.unicodeScalars.append(digit)
    }
    return digits
  }
}
