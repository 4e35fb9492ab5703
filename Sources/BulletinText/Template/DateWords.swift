import GazetteDocumentModel

/// The parts of dates that are words: months and weekdays, times and zones, Japanese eras.
enum DateWords {
  /// A date with the name of a month at `start`.
  ///
  ///     12 March 2021   March 12, 2021   2014 Jan 10 1411 UTC   Friday 12 March 2021
  ///     Thu, 2 Jan 2020 10:00:00 -0800 (PST)   534 AM CDT FRI MAR 12 2021   Mon, 6 May 96
  ///     30. November 2006   1er mars 2015   5 de mayo de 2008   12 октября 2007 г.
  static func match(_ line: Span<UInt8>, at start: Int) -> DateWording? {
    guard mayBegin(line, start), let first = token(line, start),
      first.month != nil || first.mayPrecedeMonth
    else { return nil }
    // Every date of this kind has its month within a few words.
    var tokens = [first]
    var last = first.end
    while tokens.count < 7, let next = token(line, skipGap(line, last)) {
      // 5 de mayo de 2008
      if !next.isLink { tokens.append(next) }
      last = next.end
    }
    guard let at = tokens.firstIndex(where: { $0.month != nil }), at <= 5,
      tokens[..<at].allSatisfy(\.mayPrecedeMonth)
    else { return nil }
    let month = tokens[at].month ?? 0
    let after = tokens[(at + 1)...]
    let before = at > 0 ? tokens[at - 1].number : nil
    var year: Int?
    var day: Int?
    var end = tokens[at].end
    if let before, tokens[at - 1].digits <= 2, (1...31).contains(before) {
      // 12 March 2021; Mon, 6 May 96, by RFC 5322 §4.3
      guard let last = after.first, let value = last.number,
        last.digits == 4
          || (last.digits == 2 && (first.isWeekday || after.dropFirst().first?.isClock ?? false))
      else { return nil }
      let century = last.digits == 4 ? 0 : value < 50 ? 2000 : 1900
      (year, day, end) = (century + value, before, last.end)
    } else if let before, tokens[at - 1].digits == 4, at == 1, let last = after.first,
      let value = last.number, last.digits <= 2
    {
      // 2014 Jan 10
      (year, day, end) = (before, value, last.end)
    } else if let second = after.first, let value = second.number {
      if second.digits == 4 {
        // March 2021
        guard at == 0 else { return nil }
        (year, end) = (value, second.end)
      } else {
        // March 12, 2021
        guard second.digits <= 2, let third = after.dropFirst().first, let number = third.number,
          third.digits == 4
        else { return nil }
        (year, day, end) = (number, value, third.end)
      }
    } else {
      return nil
    }
    return DateWording(
      year: year, month: month, day: day, end: skipTime(line, skipYearWord(line, end)))
  }

  /// The end of `г.` or `года` behind a Russian year, if it is there.
  private static func skipYearWord(_ line: Span<UInt8>, _ start: Int) -> Int {
    let at = skipGap(line, start)
    guard at + 1 < line.count, line[at] == 0xD0, line[at + 1] == 0xB3 else { return start }
    var end = at
    while end < line.count, isLetter(line[end]) { end += 1 }
    if end == at + 2 { return end < line.count && line[end] == 0x2E ? end + 1 : end }
    return line.extracting(at..<end).elementsEqual("года") ? end : start
  }

  /// Whether a digit, or the first letter of a month or weekday, begins a word here.
  private static func mayBegin(_ line: Span<UInt8>, _ start: Int) -> Bool {
    guard start < line.count else { return false }
    let byte = line[start]
    if byte >= 0x30 && byte <= 0x39 {
      // No word stands behind 2021- or 3/.
      var end = start + 1
      while end < line.count, line[end] >= 0x30, line[end] <= 0x39 { end += 1 }
      return line.count - start > 6 && line[min(end, line.count - 1)] != 0x2D
        && line[min(end, line.count - 1)] != 0x2F
    }
    guard isLetter(byte), start == 0 || !endsInLetter(line, start) else { return false }
    // Cyrillic
    if byte == 0xD0 || byte == 0xD1 { return true }
    switch byte | 0x20 {
    case UInt8(ascii: "j"), UInt8(ascii: "f"), UInt8(ascii: "m"), UInt8(ascii: "a"),
      UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "d"),
      UInt8(ascii: "t"), UInt8(ascii: "w"), UInt8(ascii: "g"), UInt8(ascii: "l"),
      UInt8(ascii: "e"), UInt8(ascii: "v"):
      return true
    default: return false
    }
  }

  /// A word or number of a line.
  private struct Token {
    var end: Int
    var digits = 0
    var number: Int?
    var month: Int?
    var isClock = false
    var isWeekday = false
    var isZone = false
    /// Whether it is a word that stands between the day, the month and the year.
    var isLink = false

    var mayPrecedeMonth: Bool { number != nil || isClock || isWeekday || isZone }
  }

  private static func token(_ line: Span<UInt8>, _ start: Int) -> Token? {
    guard start < line.count else { return nil }
    var at = start
    var value = 0
    while at < line.count, line[at] >= 0x30, line[at] <= 0x39, at - start < 6 {
      value = value * 10 + Int(line[at] - 0x30)
      at += 1
    }
    if at > start {
      var token = Token(end: at, digits: at - start, number: value)
      if let colon = colonEnd(line, at) {
        // 10:00:00
        at = colon
        while at < line.count {
          if let colon = colonEnd(line, at) {
            at = colon
          } else if line[at] >= 0x30, line[at] <= 0x39 {
            at += 1
          } else {
            break
          }
        }
        token = Token(end: at, isClock: true)
      } else if at + 1 < line.count, isLetter(line[at]) {
        // 1st, 12th
        let suffix = line.extracting(at..<(at + 2))
        guard
          suffix.equals("st") || suffix.equals("nd") || suffix.equals("rd") || suffix.equals("th")
            || suffix.equals("er")
        else { return nil }
        token.end = at + 2
      } else if at + 1 < line.count, line[at] == 0xC2, line[at + 1] == 0xBA || line[at + 1] == 0xB0
      {
        // 1º, 1°
        token.end = at + 2
      }
      return token
    }
    while at < line.count, isLetter(line[at]), at - start < 24 { at += 1 }
    guard at > start, at - start < 24 else { return nil }
    let word = line.extracting(start..<at)
    var token = Token(end: at)
    token.month =
      months.firstIndex { word.abbreviates($0) }.map { $0 + 1 } ?? MonthNames.month(word)
    token.isWeekday =
      weekdays.contains { word.abbreviates($0) }
      || (token.month == nil && MonthNames.isWeekday(word))
    token.isLink = word.equals("de") || word.equals("del")
    token.isZone = token.month == nil && !token.isWeekday && isZone(word)
    return token
  }

  /// Whether the name of a month begins here.
  static func beginsWithMonth(_ line: Span<UInt8>, at start: Int) -> Bool {
    mayBegin(line, start) && isLetter(line[start]) && token(line, start)?.month != nil
  }

  /// The end of a colon, of either width.
  private static func colonEnd(_ line: Span<UInt8>, _ at: Int) -> Int? {
    guard at < line.count, case let s = line.scalar(at: at), TextScalar.folded(s.value) == 0x3A
    else { return nil }
    return at + s.length
  }

  private static let months: [StaticString] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays: [StaticString] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// AM, PM, and the letters of time zones.
  private static func isZone(_ word: Span<UInt8>) -> Bool {
    guard (1...4).contains(word.count) else { return false }
    let last = word[word.count - 1] | 0x20
    return last == UInt8(ascii: "t") || last == UInt8(ascii: "m") || last == UInt8(ascii: "z")
      || word.equals("utc")
  }

  /// A letter of ASCII, or a byte of one with an accent or of Cyrillic.
  private static func isLetter(_ byte: UInt8) -> Bool {
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A) || (byte >= 0xC3 && byte <= 0xC5)
      || byte == 0xD0 || byte == 0xD1 || (byte >= 0x80 && byte < 0xC0)
  }

  /// Whether a letter of an alphabet stands right before.
  private static func endsInLetter(_ line: Span<UInt8>, _ end: Int) -> Bool {
    let byte = line[end - 1]
    if byte < 0x80 { return isLetter(byte) }
    return TextScalar.isLatinWord(line.scalar(endingAt: end).value)
  }

  /// Blanks and one comma or full stop.
  private static func skipGap(_ line: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    if at < line.count, line[at] == 0x2C || line[at] == 0x2E { at += 1 }
    while at < line.count, case let s = line.scalar(at: at), TextScalar.isBlank(s.value) {
      at += s.length
    }
    return at
  }

  /// The end of a clock time with its zone behind a date, if one is there.
  static func skipTime(_ line: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    var at = skipGap(line, start)
    if let hour = hourEnd(line, at) { return hour }
    guard let clock = token(line, at),
      clock.isClock
        ? Numeral.isDigit(UInt32(line[clock.end - 1])) : clock.digits == 4 && clock.number != nil
    else { return start }
    end = clock.end
    at = skipGap(line, end)
    while let zone = token(line, at), zone.isZone {
      end = zone.end
      at = skipGap(line, end)
    }
    if at + 4 < line.count, line[at] == 0x2B || line[at] == 0x2D,
      let offset = token(line, at + 1), offset.digits == 4
    {
      end = offset.end
      at = skipGap(line, end)
    }
    if at < line.count, line[at] == 0x28, let name = token(line, at + 1), name.end < line.count,
      line[name.end] == 0x29
    {
      end = name.end + 1
    }
    // A four-digit number alone is no time: something else follows the year.
    return clock.isClock || end > clock.end ? end : start
  }

  /// Whether a line is a season, or a feast, and a year: `Spring 2004`, `Winter 2003/04`, `Easter 1999`,
  /// or two months and a year: `March-April 1994`, `mayo-junio de 2003`.
  static func isSeason(_ line: Span<UInt8>) -> Bool {
    let count = line.count
    guard count > 8, count < 36, let blank = line.firstIndex(of: 0x20), blank + 5 <= count else {
      return false
    }
    let seasons: [StaticString] = [
      "spring", "summer", "autumn", "fall", "winter", "advent", "christmas", "lent", "easter",
      "michaelmas", "midsummer",
    ]
    let word = line.extracting(0..<blank)
    guard
      seasons.contains(where: { word.equals($0) }) || areMonths(word)
        || MonthNames.isSeason(word),
      let year = Numeral.match(line, at: line.yearStart(behind: blank)), year.digits == 4
    else { return false }
    for at in year.end..<count where !(0x2D...0x39).contains(line[at]) { return false }
    return true
  }

  /// Whether it is two months: `March-April`, `Nov/Dec`.
  private static func areMonths(_ words: Span<UInt8>) -> Bool {
    guard let mark = words.firstIndex(of: 0x2D) ?? words.firstIndex(of: 0x2F), mark > 2 else {
      return false
    }
    return [0..<mark, (mark + 1)..<words.count].allSatisfy { range in
      let word = words.extracting(range)
      return MonthNames.month(word) != nil || months.contains { word.abbreviates($0) }
    }
  }

  // MARK: Chinese, Japanese and Korean

  /// Where `16时`, `8時30分`, `16시 30분` ends that begins here.
  private static func hourEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    func end(_ start: Int, _ marks: [UInt32]) -> Int? {
      guard let number = Numeral.match(line, at: start), number.digits <= 2, number.end < line.count
      else { return nil }
      let mark = line.scalar(at: number.end)
      return marks.contains(mark.value) ? number.end + mark.length : nil
    }
    guard start < line.count, let hour = end(start, [0x65F6, 0x6642, 0x70B9, 0x9EDE, 0xC2DC]) else {
      return nil
    }
    let minutes = skipGap(line, hour)
    return minutes < line.count ? end(minutes, [0x5206, 0xBD84]) ?? hour : hour
  }

  private static let eras: [(name: StaticString, start: Int)] = [
    ("令和", 2019), ("平成", 1989), ("昭和", 1926), ("民国", 1912), ("民國", 1912),
  ]

  /// 令和 and 令和元: the first year of the era, and where its name ends.
  static func era(
    _ line: Span<UInt8>, at start: Int
  ) -> (start: Int, end: Int, firstYear: Numeral?)? {
    // The names begin with bytes E4…E6.
    guard start + 6 < line.count, line[start] >= 0xE4, line[start] <= 0xE6 else { return nil }
    // `中華民國九十八年`
    if line[start] == 0xE4, line.extracting(start..<(start + 6)).isChina {
      return era(line, at: start + 6)
    }
    let name = line.extracting(start..<(start + 6))
    guard let era = eras.first(where: { name.elementsEqual($0.name) }) else { return nil }
    var end = start + 6
    while end < line.count, TextScalar.isBlank(line.scalar(at: end).value) {
      end += line.scalar(at: end).length
    }
    guard end < line.count else { return nil }
    let isFirst = line.scalar(at: end).value == 0x5143  // 元
    return (era.start, end, isFirst ? Numeral(value: 1, digits: 1, end: end + 3) : nil)
  }

  /// The end of `（星期五）`, `星期五`, `(金)`, `(金曜日)` behind a date, if one is there.
  static func skipWeekday(_ line: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < line.count, TextScalar.isBlank(line.scalar(at: at).value) {
      at += line.scalar(at: at).length
    }
    guard at < line.count else { return start }
    var s = line.scalar(at: at)
    let isBracketed = TextScalar.folded(s.value) == 0x28
    if isBracketed { at += s.length }
    let rest = line.extracting(at..<line.count)
    if rest.count >= 9, rest.extracting(0..<6).elementsEqual("星期") {
      at += 9
    } else if rest.count >= 9,
      rest.extracting(3..<9).isDayOfWeek, isWeekdayKanji(rest.scalar(at: 0).value)
    {
      // `2011년 9월 5일 월요일`, `7月18日 月曜日`
      at += 9
    } else if isBracketed, rest.count >= 6, isWeek(rest.scalar(at: 0).value) {
      // （周二）
      at += 6
    } else if isBracketed, rest.count >= 4, isWeekdayNumber(rest.scalar(at: 0).value),
      TextScalar.folded(rest.scalar(at: 3).value) == 0x29
    {
      at += 3
    } else if isBracketed, rest.count >= 3, isWeekdayKanji(rest.scalar(at: 0).value) {
      at += 3
    } else {
      return start
    }
    guard isBracketed else { return at }
    guard at < line.count else { return start }
    s = line.scalar(at: at)
    return TextScalar.folded(s.value) == 0x29 ? at + s.length : start
  }

  /// 周 週
  private static func isWeek(_ s: UInt32) -> Bool { s == 0x5468 || s == 0x9031 }

  /// 一 to 六
  private static func isWeekdayNumber(_ s: UInt32) -> Bool {
    [0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D].contains(s)
  }

  private static func isWeekdayKanji(_ s: UInt32) -> Bool {
    switch s {
    case 0x6708, 0x706B, 0x6C34, 0x6728, 0x91D1, 0x571F, 0x65E5: true
    // 월 화 수 목 금 토 일
    case 0xC6D4, 0xD654, 0xC218, 0xBAA9, 0xAE08, 0xD1A0, 0xC77C: true
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  /// Where a year may begin behind a month: `de` may part them.
  fileprivate func yearStart(behind blank: Int) -> Int {
    let start = blank + 1
    guard start + 3 < count, self[start] | 0x20 == 0x64, self[start + 1] | 0x20 == 0x65 else {
      return start
    }
    return self[start + 2] == 0x20 ? start + 3 : start
  }

  /// Whether the bytes are these lower-case letters, in either case.
  fileprivate func equals(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && startsLike(word, count)
  }

  /// Whether the bytes are the word or its first three letters (four of september and thursday).
  fileprivate func abbreviates(_ word: StaticString) -> Bool {
    guard count >= 3, count <= word.utf8CodeUnitCount else { return false }
    return (count == word.utf8CodeUnitCount || count <= 5) && startsLike(word, count)
  }

  private func startsLike(_ word: StaticString, _ length: Int) -> Bool {
    // A StaticString's bytes live as long as the program.
    let letters = unsafe UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    for index in 0..<length {
      let letter = unsafe letters[index]
      if self[index] | 0x20 != letter { return false }
    }
    return true
  }
}

extension Span where Element == UInt8 {
  /// 曜日, 요일
  fileprivate var isDayOfWeek: Bool {
    elementsEqual("曜日" as StaticString) || elementsEqual("요일" as StaticString)
  }

  /// 中华, 中華
  fileprivate var isChina: Bool {
    elementsEqual("中华" as StaticString) || elementsEqual("中華" as StaticString)
  }
}
