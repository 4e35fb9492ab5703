import GazetteDocumentModel

/// The parts of a line of contents: words, bullet, the dots that lead to a page, and who stands between.
extension Span where Element == UInt8 {
  /// From the first word to the last, without the marks around them.
  var wordsRange: Range<Int> {
    var start = 0
    while start < count {
      let s = scalar(at: start)
      if TextScalar.isWord(s.value) { break }
      start += s.length
    }
    var end = count
    while end > start {
      let s = scalar(endingAt: end)
      if TextScalar.isWord(s.value) { break }
      end -= s.length
    }
    return start..<end
  }

  /// Where the words begin behind a number of several levels, or one that a zero fills up, and a blank, and how many
  /// levels it has: `2.1 Election results`, `01 医院…`.
  var outlineNumber: (end: Int, level: Int)? {
    guard count > 4, beginsWithDigit else { return nil }
    var at = 0
    var level = 0
    while Numeral.isArabic(self, at), let number = Numeral.match(self, at: at), number.digits <= 2 {
      level += 1
      at = number.end
      guard at + 1 < count else { return nil }
      if self[at] != 0x2E { break }
      at += 1
    }
    guard level > 1 || self[0] == 0x30, TextScalar.isBlank(scalar(at: at).value) else { return nil }
    return (at + extracting(at..<count).trimmedRange.lowerBound, level)
  }

  /// Where the words begin behind a bullet: `※要闻`; 0 where none begins it.
  var bulletEnd: Int {
    guard Rejoining.opensBlock(self), !isInBrackets else { return 0 }
    let mark = scalar(at: 0).length
    return mark + extracting(mark..<count).trimmedRange.lowerBound
  }

  /// Where the words begin behind an angle, which no template has: `> Le bibliobus`; nil where none begins it.
  var angleEnd: Int? {
    guard count > 4, self[0] == 0x3E, case let start = self[1] == 0x20 ? 2 : 1, self[start] > 0x20,
      self[start] != 0x3E
    else { return nil }
    return start
  }

  /// Where the dots, or the gap, and the page number begin that a printed list leads to: `要闻……3`, `要闻……（3）`;
  /// the end, where there are none.
  var leaderStart: Int {
    var end = count
    let isBracketed = end > 0 && TextScalar.folded(scalar(endingAt: end).value) == 0x29
    if isBracketed { end -= scalar(endingAt: end).length }
    let digitsEnd = end
    if end > 0, (0x30...0x39).contains(self[end - 1]) || self[end - 1] >= 0x90 {
      end = startOfDigits(endingAt: end)
    }
    guard end < digitsEnd else { return leaderBeforeAuthor ?? count }
    end = extracting(0..<end).startOfPageWord
    var dots = 0
    var blanks = 0
    var holdsTab = false
    var at = end
    if isBracketed {
      guard at > 0, TextScalar.folded(scalar(endingAt: at).value) == 0x28 else { return count }
      at -= scalar(endingAt: at).length
    }
    while at > 0 {
      let s = scalar(endingAt: at)
      guard s.value == 0x2E || s.value == 0x2026 || s.value == 0xB7 || TextScalar.isBlank(s.value)
      else { break }
      if s.value == 0x09 { holdsTab = true }
      if TextScalar.isBlank(s.value) { blanks += 1 } else { dots += s.value == 0x2026 ? 3 : 1 }
      at -= s.length
    }
    if dots >= 3 { return at }
    if let leader = leaderBeforeAuthor { return leader }
    // A tab or a wide gap leads there too, from a word.
    return at > 0 && (holdsTab || (blanks >= 3 && end - at == blanks)) ? at : count
  }

  /// Where the digits begin, wide ones or not, that stand in front of an index.
  private func startOfDigits(endingAt end: Int) -> Int {
    var at = end
    while at > 0, case let s = scalar(endingAt: at),
      (0x30...0x39).contains(TextScalar.folded(s.value))
    {
      at -= s.length
    }
    return at
  }

  /// Where the word for a page begins that ends it: `.... S. `; its end, where none does.
  private var startOfPageWord: Int {
    let end = trimmedRange.upperBound
    let text = extracting(0..<end)
    guard let word = text.ending(with: pageWords),
      case let start = end - word.utf8CodeUnitCount, start > 0,
      !TextScalar.isWord(scalar(endingAt: start).value)
    else { return count }
    return start
  }

  /// Where the dots begin, blanks in front of them left out, that lead to who wrote it; nil where nobody stands there.
  private var leaderBeforeAuthor: Int? {
    let author = authorBehindLeader
    if author.isEmpty { return nil }
    var at = author.lowerBound
    while at > 0 {
      let s = scalar(endingAt: at)
      guard Self.isLeader(s.value) || TextScalar.isBlank(s.value) else { break }
      at -= s.length
    }
    return at
  }

  private static func isLeader(_ s: UInt32) -> Bool { s == 0x2E || s == 0x2026 || s == 0xB7 }

  /// The last name of who wrote it behind initials in front of it, and where the title begins: `Z. Nowacka, Walne zebranie`,
  /// `С. В. Мельников. Зимовка на Кожозере`; nil where nobody stands there.
  var authorInFront: (name: Range<Int>, title: Int)? {
    guard beginsWithCapital else { return nil }
    var at = 0
    while at < count, case let s = scalar(at: at), TextScalar.isCapital(s.value),
      at + s.length + 1 < count, self[at + s.length] == 0x2E
    {
      at += s.length + 1
      if self[at] == 0x20 { at += 1 }
    }
    let mark = firstIndex(of: 0x2C, from: at) ?? count
    guard at > 0, case let comma = Swift.min(mark, firstIndex(of: 0x2E, from: at) ?? count),
      comma - at < 32, comma + 2 < count,
      self[comma + 1] == 0x20, TextScalar.isCapital(scalar(at: at).value),
      extracting(at..<comma).firstIndex(of: 0x20) == nil
    else { return nil }
    return (at..<comma, comma + 2)
  }

  /// Where the name begins, and the slash in front of it, that an item has behind its title: `留住那片芦苇 / 苏岩`; the
  /// end, where none does.
  var slashBeforeAuthor: Int {
    guard count > 8, isHanLead(self[count - 3]) else { return count }
    // / or ／, EF BC 8F; most lines have none.
    let last = extracting(Swift.max(0, count - 24)..<count)
    guard last.firstIndex(of: 0x2F) != nil || last.firstIndex(of: 0x8F) != nil else { return count }
    var at = count
    while at > 0, count - at < 24 {
      let s = scalar(endingAt: at)
      at -= s.length
      guard TextScalar.folded(s.value) == 0x2F else { continue }
      let name = extracting((at + s.length)..<count)
      let end = extracting(0..<at).trimmedRange.upperBound
      guard end > 0, end < at || s.length > 1,
        PersonName.areNames(name.extracting(name.trimmedRange))
      else { return count }
      return end
    }
    return count
  }

  /// Who wrote what the dots lead to, in front of the page or without one: `인사말 ........ 임종헌 / 1`,
  /// `洪水中的两万册书………李湘平（２）`, `图书馆的夜灯 ........ 秦望山`; empty where nobody stands there.
  var authorBehindLeader: Range<Int> {
    // Most lines end with no digit, nor a bracket, and have no dots.
    guard count > 12 else { return 0..<0 }
    switch self[count - 1] {
    case 0x29, 0x30...0x39, 0x89, 0x90...0x99: break
    default: return nameBehindDots
    }
    let last = scalar(endingAt: count)
    let isBracketed = TextScalar.folded(last.value) == 0x29
    let digitsEnd = isBracketed ? count - last.length : count
    var end = startOfDigits(endingAt: digitsEnd)
    guard end > 0, end < digitsEnd else { return nameBehindDots }
    var marks = 0
    if isBracketed {
      let open = scalar(endingAt: end)
      guard TextScalar.folded(open.value) == 0x28 else { return nameBehindDots }
      end -= open.length
      marks = 1
    }
    while end > 0, case let s = scalar(endingAt: end),
      TextScalar.isBlank(s.value) || TextScalar.folded(s.value) == 0x2F
    {
      end -= s.length
      marks += 1
    }
    var start = end
    while start > 0, end - start < 60, !Self.isLeader(scalar(endingAt: start).value) {
      guard !Numeral.isArabic(self, start - scalar(endingAt: start).length) else { return 0..<0 }
      start -= scalar(endingAt: start).length
    }
    var dots = start
    while dots > 0, Self.isLeader(scalar(endingAt: dots).value) {
      dots -= scalar(endingAt: dots).length
    }
    let words = extracting(start..<end).trimmedRange
    guard marks > 0, start - dots >= 5, dots > 0, !words.isEmpty else { return 0..<0 }
    return (start + words.lowerBound)..<(start + words.upperBound)
  }

  /// A few words behind eight dots or more: `食堂涨价始末 ........ 方  原`.
  private var nameBehindDots: Range<Int> {
    guard mayHoldLeader else { return 0..<0 }
    var start = count
    while start > 0, count - start < 36, !Self.isLeader(scalar(endingAt: start).value) {
      start -= scalar(endingAt: start).length
    }
    let words = extracting(start..<count).trimmedRange
    var dots = start
    while dots > 0, Self.isLeader(scalar(endingAt: dots).value) {
      dots -= scalar(endingAt: dots).length
    }
    guard start - dots >= 8, dots > 0, !words.isEmpty else { return 0..<0 }
    return (start + words.lowerBound)..<(start + words.upperBound)
  }
}

private let pageWords: [StaticString] = [
  "S.", "s.", "p.", "P.", "str.", "pag.", "pág.", "стр.", "с.", "Seite", "page", "Page", "p", "S",
]
