import GazetteDocumentModel

/// What items of contents have in front of a title and behind it: columns, numbers, authors.
extension Span where Element == UInt8 {
  /// Its letters and digits, without case and width.
  var foldedWords: [UInt32] {
    var words: [UInt32] = []
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      let mark = TextScalar.mark(s.value)
      if TextScalar.isWord(mark) { words.append(mark) }
    }
    return words
  }

  /// Where a bracket opens in front of a title, behind its number, what is named in it, and where the title begins; nil
  /// where no words stand there.
  var columnInBrackets: (start: Int, name: Range<Int>, title: Int)? {
    let number = numberEnd
    let start = number + extracting(number..<count).trimmedRange.lowerBound
    guard start + 4 < count, enclosedNumberEnd == 0 || number > 0 else { return nil }
    let rest = extracting(start..<count)
    let open = rest.scalar(at: 0)
    guard let close = columnBrackets[open.value] else { return nil }
    var at = open.length
    while at < rest.count {
      let s = rest.scalar(at: at)
      if s.value == close {
        let inner = rest.extracting(open.length..<at)
        let title = rest.extracting((at + s.length)..<rest.count)
        guard inner.count > 0, inner.columns <= 20, inner.holdsWord, inner.numberEnd == 0,
          title.holdsWord
        else { return nil }
        return (
          start, (start + open.length)..<(start + at),
          start + at + s.length + title.trimmedRange.lowerBound
        )
      }
      at += s.length
    }
    return nil
  }

  /// Where the name of a column ends that stands in front of a gap and a title; 0 where none does.
  var columnInFront: Int {
    guard mayHoldGap else { return 0 }
    let pieces = piecesBetweenGaps
    return pieces.count == 2 && extracting(pieces[0]).columns <= 16 ? pieces[0].upperBound : 0
  }

  /// Where a title ends that a slash between blanks and a word or two stand behind: a name; nil where it is not so.
  var shortTailStart: Int? {
    guard count > 8, let slash = firstIndex(of: 0x2F), slash > 2, slash + 2 < count,
      self[slash - 1] == 0x20, self[slash + 1] == 0x20,
      case let tail = extracting((slash + 2)..<count), tail.columns <= 16, tail[0] >= 0xE0
    else { return nil }
    return extracting(0..<slash).trimmedRange.upperBound
  }

  /// A hash of a title's words, without its number.
  var titleHash: UInt64 {
    if let outline = outlineNumber { return extracting(outline.end..<count).textHash() }
    let end = numberEnd
    return extracting((end > 0 ? end : enclosedNumberEnd)..<count).textHash()
  }

  /// Where the name in brackets, or behind a slash, begins that an item of contents has behind its title:
  /// `大会報告（山口健一）`; the end, where none does.
  var authorStart: Int {
    guard endsWithCloseBracket, case let start = closingBracketStart, start > 0 else {
      return slashBeforeAuthor
    }
    let inner = extracting(start..<count)
    let name = inner.extracting(inner.withoutBrackets)
    // `（上）`, `（二）`, `（第3回）` tell titles apart.
    guard (2...14).contains(name.scalarCount), Numeral.match(name, at: 0)?.end != name.count else {
      return count
    }
    var at = 0
    while at < name.count {
      let s = name.scalar(at: at)
      guard !Numeral.isArabic(name, at),
        TextScalar.isWord(s.value) || TextScalar.isBlank(s.value) || s.value == 0x30FB
      else { return count }
      at += s.length
    }
    return start
  }
}

/// The brackets of columns in front of titles, and what closes them: [] 【】 〔〕 ［］
private let columnBrackets: [UInt32: UInt32] = [
  0x5B: 0x5D, 0x3010: 0x3011, 0x3014: 0x3015, 0xFF3B: 0xFF3D,
]
