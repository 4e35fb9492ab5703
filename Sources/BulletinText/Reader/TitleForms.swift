import GazetteDocumentModel

/// The forms of lines that titles and headings have: brackets and marks around them or in front, title case.
extension Span where Element == UInt8 {
  /// Whether all of it stands in ＜＞, 〈〉, 【】 or 〔〕.
  var isInColumnBrackets: Bool {
    let last = scalar(endingAt: count).value
    return switch scalar(at: 0).value {
    case 0xFF1C: last == 0xFF1E
    case let first where [0x3008, 0x3010, 0x3014].contains(first): last == first + 1
    default: false
    }
  }

  /// Whether it is one word of wide letters in brackets: `（新华网）`.
  var isBracketedWord: Bool {
    guard count < 40, TextScalar.folded(scalar(at: 0).value) == 0x28, isBracketed else {
      return false
    }
    let inner = extracting(withoutBrackets)
    var at = 0
    while at < inner.count {
      let s = inner.scalar(at: at)
      guard TextScalar.isWide(s.value), TextScalar.isWord(s.value) else { return false }
      at += s.length
    }
    return at >= 6
  }

  /// Whether a number in round brackets begins it: `（一）…`
  var hasNumberInBrackets: Bool {
    count > 3 && TextScalar.folded(scalar(at: 0).value) == 0x28 && numberEnd > 0
  }

  /// Whether two hyphens between blanks stand behind no letter but capitals.
  private func holdsDashesInCapitals(from start: Int) -> Bool {
    for at in 0..<Swift.min(count - 2, 64) where at >= start {
      if (0x61...0x7A).contains(self[at]) { return false }
      if self[at] == 0x20, self[at + 1] == 0x2D, self[at + 2] == 0x2D { return true }
    }
    return false
  }

  /// The full stop behind a title in title case that begins a full line: `Installer Beta 2 Released. Marta …`; nil where
  /// none does.
  var titleCaseMark: Range<Int>? {
    guard count >= 48, beginsWithCapital else { return nil }
    var words = 0
    var start = 0
    for at in 1..<Swift.min(count - 8, 64) {
      switch self[at] {
      case 0x20, 0x2E, 0x3F:
        let word = extracting(start..<at)
        let isLast = self[at] != 0x20
        guard word.count > 0,
          (0x41...0x5A).contains(word[0]) || (0x30...0x39).contains(word[0])
            || (!isLast && smallWords.contains { word.elementsEqual($0) })
        else { return nil }
        words += 1
        start = at + 1
        if isLast {
          return words >= 2 && word.count >= 3 && self[at + 1] == 0x20
            && (0x41...0x5A).contains(self[at + 2]) ? at..<(at + 1) : nil
        }
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x27, 0x26, 0x2F, 0x2C, 0x80...: continue
      default: return nil
      }
    }
    return nil
  }

  /// What stands between a title of capitals and the running text behind it: a full stop, or, where the line is no
  /// short label, a colon or a dash. Nil where no such title begins the line.
  ///
  ///     LAYOUT NEWS.  The branch terminus …        OAK STEADY -- Prices for …
  var runInMark: Range<Int>? {
    let isLong = count >= 48
    var capitals = 0
    var colon: Range<Int>?
    for at in 0..<Swift.min(count, 60) {
      switch self[at] {
      case 0x41...0x5A: capitals += 1
      // `SAFETY: NO. 4 WINDER AGAIN -- …`
      case 0x2E where isLong && holdsDashesInCapitals(from: at): continue
      case 0x2E:
        return capitals >= 3 && (at + 1 == count || self[at + 1] == 0x20) ? at..<(at + 1) : nil
      case 0x3A where isLong && at + 1 < count && self[at + 1] == 0x20 && capitals >= 3:
        colon = colon ?? at..<(at + 1)
      case 0x2D
      where isLong && at + 2 < count && self[at + 1] == 0x2D && self[at + 2] == 0x20
        && capitals >= 3:
        return (at - 1)..<(at + 2)
      case 0x20, 0x26, 0x27, 0x2C, 0x2D, 0x2F, 0x30...0x39: continue
      default: return colon
      }
    }
    return colon
  }

  /// The words in 【】 that begin a line of running text, six characters at least: shorter ones are labels.
  var titleInBrackets: Range<Int>? {
    // A number may stand in front: `1、【…】`.
    guard count > 48, self[0] == 0xE3 || beginsWithDigit else { return nil }
    let start = self[0] == 0xE3 ? 0 : numberEnd
    guard start > 0 || self[0] == 0xE3, scalar(at: start).value == 0x3010 else { return nil }
    var at = start + 3
    var scalars = 0
    while at < count, scalars <= 40 {
      let s = scalar(at: at)
      if s.value == 0x3011 {
        return scalars >= 6 && extracting((at + 3)..<count).columns >= 24 ? (start + 3)..<at : nil
      }
      at += s.length
      scalars += 1
    }
    return nil
  }

  /// `- 지하 2층, 98면 규모`: a dash, and no label behind it.
  var isDashed: Bool {
    self[0] == 0x2D && count > 2 && self[1] == 0x20 && extracting(2..<count).labelled == nil
  }

  /// `## Tools`
  var isHashed: Bool {
    guard self[0] == 0x23 else { return false }
    let marks = runLength(0, upTo: count)
    return marks <= 3 && marks < count && self[marks] == 0x20
  }

  /// `《秋园》  杨本芬著`, or a word in square brackets and more: `[소식] 봄맞이 대청소`
  var namesBook: Bool {
    guard count > 9 else { return false }
    if self[0] == 0x5B {
      guard let end = firstIndex(of: 0x5D), end > 3, end < 28, end + 2 < count else { return false }
      return self[end + 1] == 0x20 && extracting(1..<end).holdsLetter
    }
    guard self[0] == 0xE3, scalar(at: 0).value == 0x300A else { return false }
    return scalar(endingAt: count).value != 0x300B
  }

  /// Whether a word and a colon begin it, or letters of a word set apart.
  var isLabelled: Bool {
    let words = extracting(trimmedRange)
    return words.count > 0 && (words.labelled != nil || words.hasSpacedLabel)
  }

  /// What stands behind the mark that begins it, without blanks.
  var behindMark: Range<Int> {
    let mark = scalar(at: 0).length
    let words = extracting(mark..<count).trimmedRange
    return (mark + words.lowerBound)..<(mark + words.upperBound)
  }

  /// The mark that begins it, a geometric shape or the like: ○, ▲, ◆; 0 where none does.
  var blockMark: UInt32 {
    isBlockMark && count > 3 ? scalar(at: 0).value : 0
  }

  /// Whether a geometric shape or the like begins it.
  var isBlockMark: Bool {
    guard count > 2, self[0] == 0xE2 else { return false }
    return (0x2580...0x27BF).contains(scalar(at: 0).value)
  }
}

extension Span where Element == UInt8 {
  /// Whether it may be a title that stands below a section's, in an alphabet: it is no greeting, byline, label, date or item.
  var mayStandBelowSection: Bool {
    let last = TextScalar.folded(scalar(endingAt: count).value)
    guard self[0] < 0xE0, last != 0x2C, last != 0x3A, last != 0x21, count <= 160, !isBulleted,
      numberEnd == 0,
      !isAddress, !hasWordLabel, firstIndex(of: 0x40) == nil
    else { return false }
    if DateWording.match(self, at: 0) != nil { return false }
    return beginning(with: [
      "By ", "by ", "Von ", "von ", "Par ", "par ", "Por ", "por ", "Di ", "di ",
    ]) == nil
  }
}

/// What is in lower case in a title in title case.
private let smallWords: [StaticString] = [
  "a", "an", "the", "of", "in", "for", "to", "and", "or", "on", "at", "by", "with", "from", "as",
]
