import GazetteDocumentModel

/// Questions about single Unicode scalars that layouts turn on.
enum TextScalar {
  /// White space that a layout may put around anything: Unicode `White_Space` within a line, the
  /// ideographic space, form feed, and the invisible marks that files carry along (U+FEFF, U+200B).
  @inline(__always)
  static func isBlank(_ s: UInt32) -> Bool {
    if s <= 0x20 { return s == 0x20 || (s >= 0x09 && s <= 0x0D) }
    if s < 0x1680 { return s == 0x85 || s == 0xA0 }
    if s > 0x3000 { return s == 0xFEFF }
    return s == 0x3000 || (s >= 0x2000 && s <= 0x200B) || s == 0x202F || s == 0x205F || s == 0x1680
      || s == 0x2028 || s == 0x2029
  }

  /// The ASCII form of full-width punctuation, letters and digits, and one middle dot for the five
  /// in use: what makes `（责任编辑：王）` match `(责任编辑 {editor})`.
  @inline(__always)
  static func folded(_ s: UInt32) -> UInt32 {
    // Most are ASCII, or Han.
    if s < 0x80 || (s > 0x3000 && s < 0xFE63 && s != 0x30FB) { return s }
    if s >= 0xFF01, s <= 0xFF5E { return s - 0xFEE0 }
    switch s {
    case 0x30FB, 0x2022, 0x2027, 0x2219, 0x22C5, 0xFF65: return 0xB7
    case 0x2010...0x2015, 0x2212, 0xFE63: return 0x2D
    case 0x3000: return 0x20
    default: return s
    }
  }

  /// What templates compare: `folded`, and letters in lower case.
  @inline(__always)
  static func mark(_ s: UInt32) -> UInt32 {
    let f = folded(s)
    if f <= 0x5A { return f >= 0x41 ? f | 0x20 : f }
    return f < 0xC0 || f > 0x42F ? f : lowered(f)
  }

  /// A letter with an accent, of Latin-1, or of Russian, in lower case.
  @inline(never)
  private static func lowered(_ s: UInt32) -> UInt32 {
    switch s {
    case 0xC0...0xDE: s == 0xD7 ? s : s + 0x20
    case 0x100...0x17E where isCapital(s): s + 1
    case 0x410...0x42F: s + 0x20
    case 0x401: 0x451
    default: s
    }
  }

  /// Letters and digits of any script here; no punctuation.
  static func isWord(_ s: UInt32) -> Bool {
    isLatinWord(s) || isHan(s) || (s >= 0x3041 && s <= 0x30FF && s != 0x30FB)
      || (s >= 0xAC00 && s <= 0xD7A3)
  }

  /// Columns that the scalar takes in a fixed-width font: two where it is wide.
  @inline(__always)
  static func columns(_ s: UInt32) -> Int { s < 0x1100 ? 1 : isWide(s) ? 2 : 1 }

  /// Whether a sentence, and with it a paragraph, may end with it. An ASCII semicolon right after a
  /// letter (`&amp;`) is no stop; the caller looks at what stands before.
  static func isStop(_ s: UInt32) -> Bool {
    switch s {
    case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF1A, 0x2026, 0xFF61: true  // 。！？；：…｡
    case 0x21, 0x3F, 0x3A, 0x3B: true  // ! ? : ;
    default: false
    }
  }

  /// Closing marks that may stand behind a stop: `。”`, `。）`.
  static func isCloser(_ s: UInt32) -> Bool {
    switch s {
    case 0x201D, 0x2019, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF09, 0xFF3D, 0x300B, 0x3009: true
    case 0x22, 0x27, 0x29, 0x5D: true
    default: false
    }
  }

  /// Marks that a running sentence has inside and a headline or a name seldom has.
  static func isClauseMark(_ s: UInt32) -> Bool {
    switch s {
    case 0x2C, 0x3B, 0xFF0C, 0x3001, 0x3002, 0xFF1B: true  // , ; ，、。；
    default: false
    }
  }

  /// Han, kana, hangul and the punctuation of their fonts, dashes, quotes and dots among it: written
  /// without spaces between.
  @inline(__always)
  static func isWide(_ s: UInt32) -> Bool {
    EastAsianWidth.isWide(s) || (s >= 0x2014 && s <= 0x2026)
  }

  static func isHan(_ s: UInt32) -> Bool {
    (s >= 0x4E00 && s <= 0x9FFF) || (s >= 0x3400 && s <= 0x4DBF) || (s >= 0x20000 && s <= 0x323AF)
  }

  /// A capital of Latin letters (to U+017E) or of Cyrillic ones.
  static func isCapital(_ s: UInt32) -> Bool {
    switch s {
    // In pairs, the capital first: at even numbers, but for two runs.
    case 0x139...0x148, 0x179...0x17E: s & 1 == 1
    case 0x100...0x177: s & 1 == 0 && s != 0x138
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x400...0x42F: true
    default: false
    }
  }

  /// A letter or digit of an alphabet whose words are set apart by spaces.
  static func isLatinWord(_ s: UInt32) -> Bool {
    switch s {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0xC0...0x24F: s != 0xD7 && s != 0xF7
    case 0x370...0x52F: true
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  /// The range without blanks at both ends.
  @inline(__always)
  var trimmedRange: Range<Int> {
    // Most lines have none.
    count > 0 && isInk(self[0]) && endsWithInk(count) ? 0..<count : inkRange
  }

  private var inkRange: Range<Int> {
    var start = 0
    var end = count
    while start < end, !isInk(self[start]) {
      let s = scalar(at: start)
      guard TextScalar.isBlank(s.value) else { break }
      start += s.length
    }
    while end > start, !endsWithInk(end) {
      let s = scalar(endingAt: end)
      guard TextScalar.isBlank(s.value) else { break }
      end -= s.length
    }
    return start..<end
  }

  /// Whether a byte shows by itself that no blank is here: visible ASCII, or the lead of a Han
  /// character.
  @inline(__always)
  func isInk(_ byte: UInt8) -> Bool { (byte > 0x20 && byte < 0x80) || isHanLead(byte) }

  /// Whether the bytes before `end` show by themselves that no blank is there.
  @inline(__always)
  private func endsWithInk(_ end: Int) -> Bool {
    let last = self[end - 1]
    if last < 0x80 { return last > 0x20 }
    // From U+3000 on, three bytes long, the blanks are U+3000 (E3 80 80) and U+FEFF (EF BB BF).
    return end >= 3 && last != 0x80 && last != 0xBF
      && self[end - 3] >= 0xE3 && self[end - 3] <= 0xEF
  }

  /// Whether the byte begins a character of U+4000 to U+9FFF, three bytes long (E4…E9): none of them is a mark.
  @inline(__always)
  func isHanLead(_ byte: UInt8) -> Bool { byte >= 0xE4 && byte <= 0xE9 }

  /// The character of three bytes that begins here.
  @inline(__always)
  func han(at index: Int) -> UInt32 {
    UInt32(self[index] & 0x0F) << 12 | UInt32(self[index + 1] & 0x3F) << 6
      | UInt32(self[index + 2] & 0x3F)
  }

  /// The scalar that ends right before `end`, and its length. Most are one byte long, or three.
  @inline(__always)
  func lastScalar(before end: Int) -> (value: UInt32, length: Int) {
    let last = self[end - 1]
    if last < 0x80 { return (UInt32(last), 1) }
    if end >= 3, self[end - 3] & 0xF0 == 0xE0 { return (han(at: end - 3), 3) }
    return scalar(endingAt: end)
  }

  /// Whether a capital of Latin or Cyrillic letters begins it.
  @inline(__always)
  var beginsWithCapital: Bool {
    (self[0] >= 0x41 && self[0] <= 0x5A)
      || (self[0] >= 0xC3 && self[0] <= 0xD0 && TextScalar.isCapital(scalar(at: 0).value))
  }

  /// Whether the first bytes show a letter or a digit: of ASCII, or one of U+4E00 to U+9FFF (E4 B8 to E9).
  @inline(__always)
  var beginsAsWord: Bool {
    let byte = self[0]
    if byte >= 0x80 {
      return (byte >= 0xE5 && byte <= 0xE9) || (byte == 0xE4 && count > 2 && self[1] >= 0xB8)
    }
    return (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  /// Whether the last bytes show a letter or a digit of ASCII, or one of U+5000 to U+9FFF (E5 to E9).
  @inline(__always)
  var endsAsWord: Bool {
    let last = self[count - 1]
    if last >= 0x80 {
      return count >= 3 && self[count - 3] >= 0xE5 && self[count - 3] <= 0xE9
    }
    return (last | 0x20 >= 0x61 && last | 0x20 <= 0x7A) || (last >= 0x30 && last <= 0x39)
  }

  /// Whether the line ends as a sentence does: by a stop, which closing marks may follow.
  @inline(__always)
  var endsWithStop: Bool {
    // Most lines that are filled end with a letter, a digit, a comma or a Han character.
    if count >= 3 {
      let last = self[count - 1]
      if last >= 0x80 {
        if isHanLead(self[count - 3]) { return false }
      } else if (last | 0x20 >= 0x61 && last | 0x20 <= 0x7A) || (last >= 0x30 && last <= 0x39)
        || last == 0x2C
      {
        return false
      }
    }
    return stopsSentence
  }

  private var stopsSentence: Bool {
    var end = sourceNoteStart ?? count
    while end > 0 {
      let s = scalar(endingAt: end)
      end -= s.length
      if TextScalar.isCloser(s.value) || TextScalar.isBlank(s.value) { continue }
      if s.value == 0x2E { return !endsInAbbreviation(at: end) }
      guard TextScalar.isStop(s.value) else { return false }
      // `R&amp;` is a word, not the end of a sentence.
      return s.value != 0x3B || end == 0 || !TextScalar.isLatinWord(scalar(endingAt: end).value)
    }
    return false
  }

  /// Whether a stop ends its sentence, and a note in brackets stands behind that: `…配信の予定です。（杉）`
  var endsWithNotedSentence: Bool {
    guard let end = sourceNoteStart else { return false }
    let stop = scalar(endingAt: end).value
    return stop == 0x3002 || (stop == 0x2E && columns > 60)
  }

  /// Where a note of the source begins behind the last stop: `…。(科研处)`, `… ended. (AP 4 May 98)`.
  private var sourceNoteStart: Int? {
    // ) or ）, by its last byte first
    guard count > 0, self[count - 1] == 0x29 || self[count - 1] == 0x89,
      TextScalar.folded(scalar(endingAt: count).value) == 0x29
    else { return nil }
    var at = count
    var length = 0
    while at > 0, length < 40 {
      let s = scalar(endingAt: at)
      at -= s.length
      length += 1
      if TextScalar.folded(s.value) == 0x28 {
        let isSpaced = at > 1 && self[at - 1] == 0x20
        let end = isSpaced ? at - 1 : at
        guard end > 0, isSpaced || length <= 20 else { return nil }
        let last = scalar(endingAt: end).value
        return TextScalar.isStop(last) || (isSpaced && last == 0x2E) ? end : nil
      }
    }
    return nil
  }

  /// Whether the full stop at `index` belongs to a number or stands alone (`3.`): no sentence ends.
  private func endsInAbbreviation(at index: Int) -> Bool {
    guard index > 0 else { return true }
    guard self[index - 1] >= 0x30, self[index - 1] <= 0x39 else { return false }
    var at = index
    while at > 0, Self.isInNumber(self[at - 1]) || isBetweenDigits(at - 1) { at -= 1 }
    // $12, #7
    if at > 0, self[at - 1] == 0x24 || self[at - 1] == 0x23 { at -= 1 }
    // `on October 26.`, `call 960 123.`, `to $12.` and `Vote: 3-0.` end; `第3.` and `12.` do not.
    guard at > 1, self[at - 1] == 0x20 else { return true }
    let before = self[at - 2]
    return !(before == 0x3A || ((before | 0x20) >= 0x61 && (before | 0x20) <= 0x7A))
  }

  /// Whether it is the blank of `960 123`.
  private func isBetweenDigits(_ index: Int) -> Bool {
    guard index > 0, self[index] == 0x20 else { return false }
    return (0x30...0x39).contains(self[index - 1]) && (0x30...0x39).contains(self[index + 1])
  }

  /// Digits, and what stands among them: `3:45`, `1,250`.
  private static func isInNumber(_ byte: UInt8) -> Bool { byte >= 0x2C && byte <= 0x3A }
}
