import GazetteDocumentModel

/// The two questions of rejoining: does a line go on with the paragraph above it, and does a space
/// come between.
enum Rejoining {
  /// Whether a short line that stands alone between two paragraphs opens a new article.
  ///
  /// A paragraph cut after a few words looks the same: short, without a stop, then a blank line. What
  /// tells a headline is that the paragraph below *says it again*: a lead repeats the words of its
  /// headline, while a sentence does not repeat its own beginning. Half of the headline's character
  /// pairs in the opening of the next line are enough; a dateline (`3月12日,`) will do as well.
  static func isTitle(_ line: Span<UInt8>, before next: Span<UInt8>) -> Bool {
    var scalars: [UInt32] = []
    var at = 0
    while at < line.count {
      let s = line.scalar(at: at)
      at += s.length
      if TextScalar.isClauseMark(s.value) { return false }
      if !TextScalar.isBlank(s.value) { scalars.append(s.value) }
    }
    guard scalars.count >= 4 else { return false }
    return opensLikeLead(next) || sharedPairs(scalars, next) * 2 >= scalars.count - 1
  }

  /// How many character pairs of a line occur in the first 240 characters of the next.
  private static func sharedPairs(_ scalars: [UInt32], _ next: Span<UInt8>) -> Int {
    var opening: [UInt32] = []
    var at = 0
    while at < next.count, opening.count < 240 {
      let s = next.scalar(at: at)
      at += s.length
      opening.append(s.value)
    }
    guard opening.count > 1 else { return 0 }
    var shared = 0
    for i in 1..<scalars.count {
      for j in 1..<opening.count
      where opening[j] == scalars[i] && opening[j - 1] == scalars[i - 1] {
        shared += 1
        break
      }
    }
    return shared
  }

  /// `3月12日,`, `日前,`, `近日,`: how a report begins.
  private static func opensLikeLead(_ line: Span<UInt8>) -> Bool {
    if let date = DateWording.match(line, at: 0), date.day != nil { return true }
    let openings: [StaticString] = ["日前", "近日"]
    for opening in openings where line.count > opening.utf8CodeUnitCount + 1 {
      guard line.extracting(0..<opening.utf8CodeUnitCount).elementsEqual(opening) else { continue }
      let mark = TextScalar.folded(line.scalar(at: opening.utf8CodeUnitCount).value)
      if mark == 0x2C { return true }
    }
    return false
  }

  /// Whether a space belongs between two lines of one title: between words of an alphabet or of Hangul,
  /// also where one of them stands beside wide characters.
  @inline(__always)
  static func needsSpaceInTitle(left: Span<UInt8>, right: Span<UInt8>) -> Bool {
    guard left.count > 0, right.count > 0 else { return false }
    // Most show by a byte: Han, or ASCII on both sides.
    if right[0] >= 0x80, right.beginsAsWord { return false }
    if right[0] < 0x80, left[left.count - 1] < 0x80 { return true }
    if isEndOfWord(right), isHangul(left.scalar(endingAt: left.count).value) { return false }
    return isSpaced(left.scalar(endingAt: left.count).value)
      && isSpaced(right.scalar(at: 0).value)
  }

  /// Whether the script sets its words apart by spaces.
  private static func isSpaced(_ s: UInt32) -> Bool {
    !TextScalar.isWide(s) || isHangul(s)
  }

  private static func isHangul(_ s: UInt32) -> Bool { s >= 0xAC00 && s <= 0xD7A3 }

  /// . , ! ? : ; ) ] > " '
  private static func closesWord(_ s: UInt32) -> Bool {
    switch s {
    case 0x21, 0x22, 0x27, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3E, 0x3F, 0x5D: true
    case 0x201D, 0x2019, 0x3009, 0x300B, 0x300D, 0x300F: true  // ” ’ 〉 》 」 』
    default: false
    }
  }

  /// Whether a Korean line begins with the end of a word that the line above was cut in: `니다.`, `습니다`; no word begins so.
  static func isEndOfWord(_ line: Span<UInt8>) -> Bool {
    // Hangul of U+B000 and up, three bytes long.
    guard line.count >= 6, line[0] == 0xEB || line[0] == 0xEC else { return false }
    var end = 0
    while end < line.count, isHangul(line.scalar(at: end).value) { end += 3 }
    let word = line.extracting(0..<end)
    if word.elementsEqual("다" as StaticString) { return end < line.count && line[end] == 0x2E }
    return wordEnds.contains { word.elementsEqual($0) }
  }

  private static let wordEnds: [StaticString] = [
    "니다", "습니다", "니까", "습니까", "었다", "았다", "였다", "었습니다", "았습니다", "였습니다", "겠습니다", "십니다", "십시오",
    "을", "를", "에서", "에게", "으로", "면서", "지만",
  ]

  /// Whether a line can be the middle of a sentence by how it begins: it is in lower case, or is
  /// written without spaces and begins with no mark that opens something.
  static func mayContinue(_ line: Span<UInt8>) -> Bool {
    let s = line.scalar(at: 0).value
    if s >= 0x61, s <= 0x7A { return true }
    if TextScalar.isWord(s) { return !TextScalar.isLatinWord(s) || (s >= 0x30 && s <= 0x39) }
    // `$`, `£`, `¥`, `€`: an amount.
    if s == 0x24 || s == 0xA3 || s == 0xA5 || s == 0x20AC { return true }
    return TextScalar.isStop(s) || TextScalar.isCloser(s) || TextScalar.isClauseMark(s)
      || s == 0x201C || s == 0x300A || s == 0xFF08 || s == 0x300C
  }

  /// Whether a line cannot be the beginning of a sentence: it begins in lower case, or with a mark that
  /// belongs to what stands before it.
  static func isMiddle(_ line: Span<UInt8>) -> Bool {
    let s = line.scalar(at: 0).value
    if s >= 0x61, s <= 0x7A { return true }
    return s != 0x22 && s != 0x27 && s != 0x29
      && (TextScalar.isStop(s) || TextScalar.isCloser(s) || TextScalar.isClauseMark(s))
  }

  /// Whether a line begins with what no sentence has within it: 【日時】, ■, ※, 〒, `日　時：`, `8日  `.
  @inline(__always)
  static func opensBlock(_ line: Span<UInt8>) -> Bool {
    if line.count > 3, line[0] >= 0x30, line[0] <= 0x39 {
      return line.beginsWithDay || line.beginsWithMonthAndDay
        || (line.holdsWideGap && line.beginsWithDayAndMonth)
    }
    // Most lines show by their first bytes that they do not: ASCII, or two Han characters.
    return line.count > 3 && line[0] != 0x2E && line.isInk(line[0])
      && (line[0] < 0x80 || line.isInk(line[3])) ? false : beginsWithBlockMark(line)
  }

  private static func beginsWithBlockMark(_ line: Span<UInt8>) -> Bool {
    return switch line.scalar(at: 0).value {
    // Block elements, geometric shapes, dingbats, arrows and pictures are no letters of any script.
    case 0x3010, 0x3012, 0x3014, 0x203B, 0x2580...0x27BF, 0x2B00...0x2BFF, 0x1F300...0x1FAFF: true
    // `.TONIGHT...`: a period of a forecast.
    case 0x2E: line.count > 1 && (0x41...0x5A).contains(line[1])
    default: line.hasSpacedLabel
    }
  }

  /// Whether a line ends with a word that no sentence and no title ends with: `will be held on`.
  static func endsOpen(_ line: Span<UInt8>) -> Bool {
    var start = line.count
    while start > 0, line[start - 1] >= 0x61, line[start - 1] <= 0x7A { start -= 1 }
    guard start > 0, line[start - 1] == 0x20, (1...6).contains(line.count - start) else {
      return false
    }
    let word = line.extracting(start..<line.count)
    return openWords.contains { word.elementsEqual($0) }
  }

  private static let openWords: [StaticString] = [
    "a", "an", "the", "this", "their", "its", "our", "and", "or", "of", "to", "in", "into", "on",
    "at", "by",
    "for", "from", "with", "until", "before", "after", "about", "is", "are", "was", "were", "will",
    "that",
    "than",
  ]

  /// Whether a line goes on with the sentence of the filled line above it.
  static func continuesFilled(
    _ line: Span<UInt8>, after tail: Span<UInt8>
  ) -> Bool {
    if mayContinue(line) { return true }
    // A capital goes on behind a comma or a word: names stand in mid-sentence.
    let s = line.scalar(at: 0).value
    return s >= 0x41 && s <= 0x5A && tail.count > 0
      && TextScalar.isWord(tail.scalar(endingAt: tail.count).value)
  }

  /// Whether a space belongs between the two halves of a sentence that was cut.
  ///
  /// Between wide characters none does. Between two Latin words one does — unless the word beside the
  /// cut touches a wide character at its other side: in Chinese text `COV|ID-19疫情` is one word that
  /// the page broke, in English text the words stand free.
  static func needsSpace(left: Span<UInt8>, right: Span<UInt8>) -> Bool {
    guard left.count > 0, right.count > 0 else { return false }
    let last = left.scalar(endingAt: left.count).value
    let first = right.scalar(at: 0).value
    // Hangul has words as Latin has, also behind a stop or a bracket.
    if isHangul(first), isHangul(last) || closesWord(last) { return true }
    guard TextScalar.isLatinWord(first),
      TextScalar.isLatinWord(last) || last == 0x2C || last == 0x2E
    else { return false }
    var end = left.count
    while end > 0 {
      let s = left.scalar(endingAt: end)
      if TextScalar.isBlank(s.value) { break }
      if TextScalar.isWide(s.value) { return false }
      end -= s.length
    }
    var at = 0
    while at < right.count {
      let s = right.scalar(at: at)
      if TextScalar.isBlank(s.value) { break }
      if TextScalar.isWide(s.value) { return false }
      at += s.length
    }
    return true
  }
}
