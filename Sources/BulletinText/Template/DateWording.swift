import GazetteDocumentModel

/// A calendar date as bulletins write it.
///
///     2021-03-12   2021.3.12   2021/3/12   ２０２１－０３－１２   2021-03-12 08:30
///     2021年3月12日   二〇二一年三月十二日   2021年3月   3月12日   令和3年3月12日（金）
///     2021년 3월 12일 (금)
///     12 March 2021   March 12, 2021   Fri, 12 Mar 2021 10:00:00 GMT   534 AM CDT FRI MAR 12 2021
struct DateWording: Equatable {
  var year: Int?
  var month: Int
  var day: Int?
  /// Where the wording ends in the line it was found in.
  var end: Int

  /// ISO 8601 calendar date, as precise as the wording: nil without a year or where there is no such day.
  var iso: String? {
    guard let year, exists else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(10)
    Self.put(year, 4, to: &text)
    Self.put(month, 2, after: 0x2D, to: &text)
    if let day { Self.put(day, 2, after: 0x2D, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// A number of so many digits at least.
  private static func put(
    _ number: Int, _ width: Int, after mark: UInt8? = nil, to text: inout [UInt8]
  ) {
    if let mark { text.append(mark) }
    var unit = 1
    for _ in 1..<width { unit *= 10 }
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      text.append(0x30 + UInt8(number / unit % 10))
      unit /= 10
    }
  }

  /// Whether the calendar has the day; 29 February needs a leap year where the year is known.
  var exists: Bool {
    guard (1...12).contains(month) else { return false }
    guard let day else { return true }
    let leap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
    let length =
      switch month {
      case 2: leap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    return day >= 1 && day <= length
  }

  /// The date that begins at `start`, or nil. A date does not begin in the middle
  /// of a number or of another date.
  static func match(_ line: Span<UInt8>, at start: Int) -> DateWording? {
    if start > 0, isInDate(line.scalar(endingAt: start).value) { return nil }
    if let date = DateWords.match(line, at: start) { return date }
    guard var date = numeric(line, at: start) else { return nil }
    // The blanks behind the last mark are none of the date's.
    while case let last = line.scalar(endingAt: date.end), TextScalar.isBlank(last.value) {
      date.end -= last.length
    }
    date.end = DateWords.skipWeekday(line, date.end)
    if date.year != nil, date.day != nil { date.end = DateWords.skipTime(line, date.end) }
    return date
  }

  /// Whether a number or a date may hold the scalar, so that no date begins right behind it.
  static func isInDate(_ s: UInt32) -> Bool { Numeral.isDigit(s) || mark(s) != nil }

  private static func numeric(_ line: Span<UInt8>, at start: Int) -> DateWording? {
    let era = DateWords.era(line, at: start)
    guard let first = Numeral.match(line, at: era?.end ?? start) ?? era?.firstYear else {
      return nil
    }
    var at = first.end
    guard let mark = separator(line, &at) else { return nil }
    if mark == .month {
      // 3月12日
      guard let day = Numeral.match(line, at: at) else { return nil }
      at = day.end
      guard separator(line, &at) == .day else { return nil }
      return DateWording(year: nil, month: first.value, day: day.value, end: at)
    }
    if mark == .dash, first.digits <= 2, era == nil, let date = dayFirst(line, first, at) {
      return date
    }
    if mark == .year, era != nil { at = skipCommonYear(line, at) }
    guard mark == .year || (mark == .dash && era == nil),
      first.digits == 4 || first.digits == 2 || era != nil,
      let month = Numeral.match(line, at: at), month.value < 100
    else { return nil }
    at = month.end
    let year =
      if let era { era.start + first.value - 1 } else if first.digits == 2 {
        (first.value < 50 ? 2000 : 1900) + first.value
      } else { first.value }
    let afterMonth = at
    let second = separator(line, &at)
    if mark == .year {
      guard second == .month else { return nil }
      if let day = Numeral.match(line, at: at) {
        var end = day.end
        if separator(line, &end) == .day {
          return DateWording(year: year, month: month.value, day: day.value, end: end)
        }
      }
      return DateWording(year: year, month: month.value, day: nil, end: at)
    }
    guard second == .dash, let day = Numeral.match(line, at: at) else {
      // 68.5 is a number.
      if first.digits == 2, era == nil { return nil }
      return DateWording(year: year, month: month.value, day: nil, end: afterMonth)
    }
    var end = day.end
    // The last point of `2018. 11. 5.` is the date's, as its other ones are: blanks stand behind them.
    if end < line.count, line[end] == 0x2E, line[at - 1] == 0x20 { end += 1 }
    return DateWording(year: year, month: month.value, day: day.value, end: end)
  }

  /// The end of `（2025年）` behind the year of an era.
  private static func skipCommonYear(_ line: Span<UInt8>, _ start: Int) -> Int {
    guard start < line.count, case let open = line.scalar(at: start),
      TextScalar.folded(open.value) == 0x28,
      let year = Numeral.match(line, at: start + open.length), year.digits == 4
    else { return start }
    var at = year.end
    guard separator(line, &at) == .year, at < line.count,
      TextScalar.folded(line.scalar(at: at).value) == 0x29
    else { return start }
    return at + line.scalar(at: at).length
  }

  /// `30.11.2006`, `6.5.2008`; `23/06/1999` and `06/23/1999`, where only one of the numbers can be a month.
  private static func dayFirst(
    _ line: Span<UInt8>, _ first: Numeral, _ start: Int
  ) -> DateWording? {
    let mark = line[first.end]
    guard mark == 0x2E || mark == 0x2F, start == first.end + 1,
      let second = Numeral.match(line, at: start), second.digits <= 2, second.end < line.count,
      line[second.end] == mark, let year = Numeral.match(line, at: second.end + 1),
      year.digits == 4, Numeral.isArabic(line, second.end + 1),
      mark == 0x2E || first.value > 12 || second.value > 12
    else { return nil }
    let isDayFirst = mark == 0x2E || first.value > 12
    let date = DateWording(
      year: year.value, month: isDayFirst ? second.value : first.value,
      day: isDayFirst ? first.value : second.value, end: year.end)
    return date.exists ? date : nil
  }

  private enum Mark { case year, month, day, dash }

  private static func mark(_ s: UInt32) -> Mark? {
    switch TextScalar.folded(s) {
    case 0x5E74, 0xB144: .year  // 年, 년
    case 0x6708, 0xC6D4: .month  // 月, 월
    case 0x65E5, 0x53F7, 0xC77C: .day  // 日, 号, 일
    case 0x2D, 0x2E, 0x2F: .dash
    default: nil
    }
  }

  private static func separator(_ line: Span<UInt8>, _ at: inout Int) -> Mark? {
    while at < line.count, TextScalar.isBlank(line.scalar(at: at).value) {
      at += line.scalar(at: at).length
    }
    guard at < line.count else { return nil }
    let s = line.scalar(at: at)
    guard let mark = mark(s.value) else { return nil }
    at += s.length
    while at < line.count, TextScalar.isBlank(line.scalar(at: at).value) {
      at += line.scalar(at: at).length
    }
    return mark
  }
}
