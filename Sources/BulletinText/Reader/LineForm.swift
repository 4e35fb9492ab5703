import GazetteDocumentModel

/// FNV-1a over scalars.
struct TextHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ s: UInt32) { value = (value ^ UInt64(s)) &* 0x100_0000_01B3 }
}

/// The form of a line: how wide it is, and what its first and last words show.
extension Span where Element == UInt8 {
  /// How many columns and scalars blanks are that are spaces all, or wide ones (U+3000) all, as nearly all are; nil
  /// for others.
  @inline(__always)
  var plainBlanks: (columns: Int, scalars: Int)? {
    guard count > 0 else { return (0, 0) }
    var at = 0
    if self[0] == 0x20 {
      while at < count, self[at] == 0x20 { at += 1 }
      return at == count ? (at, at) : nil
    }
    while at + 3 <= count, self[at] == 0xE3, self[at + 1] == 0x80, self[at + 2] == 0x80 { at += 3 }
    return at == count ? (at / 3 * 2, at / 3) : nil
  }

  /// Columns of blanks: a tab goes to the next stop of eight.
  var columnsExactly: Int {
    var columns = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      if s.value == 0x20 || s.value == 0x3000 {
        columns += s.value == 0x20 ? 1 : 2
      } else if s.value == 0x09 {
        columns += 8 - columns % 8
      } else if s.value != 0x0C, s.value != 0x0D, s.value != 0xFEFF {
        columns += TextScalar.columns(s.value)
      }
    }
    return columns
  }

  /// Whether all its cased letters are capitals, three at least.
  var isInCapitals: Bool {
    guard !holdsSmallLetter else { return false }
    guard holdsCapital else { return firstIndex(of: 0xD0) != nil && isInFarCapitals }
    var capitals = 0
    for index in 0..<count where self[index] >= 0x41 && self[index] <= 0x5A { capitals += 1 }
    return capitals >= 3
  }

  /// The same, for Cyrillic letters.
  private var isInFarCapitals: Bool {
    var capitals = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if (0x400...0x42F).contains(s.value) {
        capitals += 1
      } else if (0x430...0x45F).contains(s.value) {
        return false
      }
      at += s.length
    }
    return capitals >= 3
  }

  /// Whether a bullet of ASCII, or •, and a blank begin it.
  var isBulleted: Bool {
    let mark = scalar(at: 0)
    switch mark.value {
    case 0x2D, 0x2A, 0x6F, 0x2022: return mark.length < count && self[mark.length] == 0x20
    default: return false
    }
  }

  /// Whether a question mark ends it, as it may a title.
  var endsWithQuestion: Bool { TextScalar.folded(scalar(endingAt: count).value) == 0x3F }

  /// Whether three dots end it, and no more.
  var endsWithDots: Bool {
    count > 4 && self[count - 1] == 0x2E && self[count - 2] == 0x2E && self[count - 3] == 0x2E
      && self[count - 4] != 0x2E
  }

  /// Whether the short form of what a company or a club is ends it: `Aceites Sierra Mágina, S. Coop.`
  var endsWithAbbreviation: Bool {
    self[count - 1] == 0x2E && ends(with: abbreviations)
  }

  /// Whether an exclamation mark or a question mark ends it.
  var endsWithCall: Bool { endsWithQuestion || scalar(endingAt: count).value == 0x21 }

  var holdsDigit: Bool { (0..<count).contains { self[$0] >= 0x30 && self[$0] <= 0x39 } }

  /// Whether an Arabic digit stands in it, of ASCII or as wide as Han.
  var holdsDigitOfAnyWidth: Bool {
    var at = 0
    while at < count {
      if Numeral.isArabic(self, at) { return true }
      at += scalar(at: at).length
    }
    return false
  }

  /// Whether a digit of ASCII begins it; for what may be empty.
  var mayBeginWithDigit: Bool { count > 0 && beginsWithDigit }

  /// Whether a digit of ASCII begins it.
  var beginsWithDigit: Bool { self[0] >= 0x30 && self[0] <= 0x39 }

  /// Whether a letter and a hyphen end it.
  @inline(__always)
  var endsWithHyphen: Bool {
    count > 2 && self[count - 1] == 0x2D && (self[count - 2] | 0x20) >= 0x61
      && (self[count - 2] | 0x20) <= 0x7A
  }

  /// Whether it is its first scalar, of so many bytes, over and over.
  func isRow(of length: Int) -> Bool {
    count >= length && count % length == 0
      && extracting(length..<count).elementsEqual(extracting(0..<(count - length)))
  }

  /// Whether it is a row of marks: a scalar three times at least, and nothing else but blanks.
  var isRule: Bool {
    guard count >= 3, !beginsAsWord else { return false }
    let first = scalar(at: 0)
    let mark = first.value
    guard !TextScalar.isWord(mark) else { return false }
    if isRow(of: first.length) { return count >= 3 * first.length }
    var at = 0
    var marks = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      if s.value == mark { marks += 1 } else if !TextScalar.isBlank(s.value) { return false }
    }
    return marks >= 3
  }

  /// Whether it is an ornament by its form: six marks or more, of three kinds at most, and no word.
  var isOrnament: Bool {
    guard count >= 6, !beginsAsWord else { return false }
    let first = scalar(at: 0)
    guard !TextScalar.isWord(first.value) else { return false }
    if isRow(of: first.length) {
      return count >= 6 * first.length && !TextScalar.isBlank(first.value)
    }
    var kinds = SIMD4<UInt32>(repeating: 0)
    var kindCount = 0
    var marks = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      if TextScalar.isBlank(s.value) { continue }
      if TextScalar.isWord(s.value) { return false }
      marks += 1
      var isKnown = false
      for lane in 0..<kindCount where kinds[lane] == s.value { isKnown = true }
      if isKnown { continue }
      if kindCount == 3 { return false }
      kinds[kindCount] = s.value
      kindCount += 1
    }
    return marks >= 6
  }

  /// Whether it may be a row of a table by what stands behind a number and its gap: `1.   CLOCKS` is none of two
  /// columns.
  var isRowBehindNumber: Bool {
    let rest = extracting(numberEnd..<count)
    let words = rest.trimmedRange
    return !words.isEmpty && rest.extracting(words).mayBeTableRow
  }

  /// Whether a digit or a bracket begins it.
  var mayBeginWithNumber: Bool {
    let first = scalar(at: 0).value
    return Numeral.isDigit(first) || TextScalar.folded(first) == 0x28
  }

  /// Where the words begin behind a number: `1.`, `（1）`, `①`.
  var numberEnd: Int {
    guard count > 0 else { return 0 }
    let first = scalar(at: 0)
    let at = TextScalar.folded(first.value) == 0x28 ? first.length : 0
    // Most lines begin with no digit.
    guard at < count, Numeral.isDigit(at == 0 ? first.value : scalar(at: at).value),
      let number = Numeral.match(self, at: at), number.end < count
    else { return 0 }
    let mark = scalar(at: number.end)
    switch TextScalar.folded(mark.value) {
    case 0x2E where Numeral.isDecimal(self) || beginsWithMonthAndDay || beginsWithDayAndMonth:
      return 0
    case 0x2E, 0x29, 0x3001, 0x3A, 0x2C: return number.end + mark.length
    default: return 0
    }
  }

  /// Whether a month and a day begin it, as in Korea: `9. 22(목)`, `9. 30.`
  var beginsWithMonthAndDay: Bool {
    guard let month = Numeral.match(self, at: 0), (1...12).contains(month.value),
      month.end + 2 < count, self[month.end] == 0x2E, self[month.end + 1] == 0x20,
      Numeral.isArabic(self, month.end + 2), let day = Numeral.match(self, at: month.end + 2),
      (1...31).contains(day.value), day.end < count
    else { return false }
    return self[day.end] == 0x28 || self[day.end] == 0x2E
  }

  /// Whether a day and a month begin it, as in Germany: `17.07.  …`, `1. Dezember …`
  var beginsWithDayAndMonth: Bool {
    guard count > 5, self[0] >= 0x30, self[0] <= 0x39, let day = Numeral.match(self, at: 0),
      (1...31).contains(day.value), day.end + 3 < count, self[day.end] == 0x2E
    else { return false }
    if self[day.end + 1] == 0x20 { return DateWords.beginsWithMonth(self, at: day.end + 2) }
    guard let month = Numeral.match(self, at: day.end + 1), (1...12).contains(month.value),
      month.end < count
    else { return false }
    return self[month.end] == 0x2E
  }

  /// Whether a day, or several, and a gap begin it, as entries of chronicles do: `20日至22日  全国政协…`.
  var beginsWithDay: Bool {
    let end = daysEnd
    guard end > 0, end < Swift.min(count, 40) else { return false }
    let blank = scalar(at: end)
    let next = end + blank.length
    guard TextScalar.isBlank(blank.value) else { return false }
    return blank.value == 0x3000 || (next < count && TextScalar.isBlank(scalar(at: next).value))
  }

  /// Whether it is a day, or several, without a year: `1月3日`, `15日至18日`.
  var isDayAlone: Bool {
    count >= 5 && count <= 40 && self[0] >= 0x30 && self[0] <= 0x39 && daysEnd == count
  }

  /// Where the days that begin it end, within its first 40 bytes; 0 where it does not stop behind one.
  private var daysEnd: Int {
    var at = 0
    var isDay = false
    while at < Swift.min(count, 40) {
      let s = scalar(at: at)
      switch s.value {
      case 0x30...0x39, 0x6708, 0x81F3, 0x2014, 0x2D, 0x7E, 0x3001: isDay = false  // 月 至 — - ~ 、
      case 0x65E5: isDay = true
      default: return isDay ? at : 0
      }
      at += s.length
    }
    return isDay ? at : 0
  }

  /// Whether one of these ends it.
  func ends(with endings: [StaticString]) -> Bool { ending(with: endings) != nil }

  /// The one of these that ends it.
  func ending(with endings: [StaticString]) -> StaticString? {
    endings.first { ending in
      let length = ending.utf8CodeUnitCount
      return count >= length && extracting((count - length)..<count).elementsEqual(ending)
    }
  }

  /// The one of these words that begins it, with more behind.
  func beginning(with words: [StaticString]) -> StaticString? {
    words.first { word in
      let length = word.utf8CodeUnitCount
      return count > length && extracting(0..<length).elementsEqual(word)
    }
  }

  /// A hash of the words: blanks, punctuation and width do not count.
  /// - Parameter digits: whether digits count; a running head's page number does not.
  func textHash(digits: Bool = true) -> UInt64 {
    var hash = TextHash()
    var at = 0
    while at < count {
      // Most of a Chinese text are characters of U+5000 and up (E5…E9), which stand for themselves.
      if self[at] >= 0xE5, self[at] <= 0xE9 {
        hash.add(han(at: at))
        at += 3
        continue
      }
      let s = scalar(at: at)
      at += s.length
      let mark = TextScalar.mark(s.value)
      let isDigit = mark >= 0x30 && mark <= 0x39
      if isDigit ? digits : TextScalar.isWord(mark) { hash.add(mark) }
    }
    return hash.value
  }

  /// Whether it is the address of a page, which no sentence goes on behind.
  @inline(__always)
  var isAddress: Bool {
    count > 8 && (self[0] | 0x20 == 0x68 || self[0] | 0x20 == 0x77) && beginsAsAddress
  }

  /// `3. http://example.org/news`
  var isAddressBehindNumber: Bool {
    guard numberEnd > 0 else { return false }
    let rest = extracting(numberEnd..<count)
    return rest.extracting(rest.trimmedRange).isAddress
  }

  private var beginsAsAddress: Bool {
    let isWeb = extracting(0..<4).elementsEqual("http") || extracting(0..<4).elementsEqual("www.")
    return isWeb && firstIndex(of: 0x20) == nil
  }

  /// Whether it is a date, and begins with a digit: `303 PM CDT WED MAY 21 2003`.
  @inline(__always)
  var isDateAlone: Bool {
    (0x30...0x39).contains(self[0]) && count <= 60 && DateText.isDateAlone(self)
  }

  /// Whether dots lead from a word to another: `Toddlers .............. Tuesdays`.
  var holdsLeader: Bool {
    guard let first = firstIndex(of: 0x2E), first + 5 < count else { return false }
    var dots = 0
    for at in first..<count {
      dots = self[at] == 0x2E ? dots + 1 : 0
      if dots == 5 { return true }
    }
    return false
  }

  /// Whether it is a number and a full stop, which the sentence of a filled paragraph ends with: `18.`
  @inline(__always)
  var isNumberWithStop: Bool {
    guard count > 1, count < 6, self[count - 1] == 0x2E else { return false }
    for at in 0..<(count - 1) where self[at] < 0x30 || self[at] > 0x39 { return false }
    return true
  }

  /// Columns of the first word: of a wide character, where it begins with one.
  var firstWordColumns: Int {
    var at = 0
    var columns = 0
    while at < count, columns < 40 {
      let s = scalar(at: at)
      if TextScalar.isBlank(s.value) { break }
      if TextScalar.isWide(s.value) { return columns + (columns == 0 ? 2 : 0) }
      columns += 1
      at += s.length
    }
    return columns
  }

  /// Whether a letter stands in it, not only digits.
  var holdsLetter: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if TextScalar.isWord(TextScalar.folded(s.value)),
        !(0x30...0x39).contains(TextScalar.folded(s.value))
      {
        return true
      }
      at += s.length
    }
    return false
  }
}

private let abbreviations: [StaticString] = [
  " Coop.", " S.A.", " S.L.", " e.V.", " e. V.", " Inc.", " Ltd.", " Co.", " Corp.", " B.V.",
  " Assn.", " Dept.", " Univ.",
]
