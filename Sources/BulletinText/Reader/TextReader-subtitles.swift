import GazetteDocumentModel

/// Subtitles below a title: by their dashes, or in lower case below capitals.
extension TextReader {
  /// Whether the held line is the subtitle of a title in capitals that it stands right below: it is in lower case,
  /// not full, and a blank line below it. (Mutating: a call that borrows would copy the reader.)
  mutating func isDeck(before next: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard place.blanks > 0 || bylineFollows, profile.rejoin == .words, pending.lines.count == 1,
      pending.lines[0].place.blanks == 0, !article.hasBody, !paragraph.isOpen, !pending.isRuled,
      !articleTitle.isEmpty,
      articleTitle.span.isInCapitals || bylineFollows || titleIsRuled || !titleIsByPlace
        || (!contents.isEmpty && contents.holds(articleTitle.span))
    else { return false }
    let text = pending.bytes.span.extracting(pending.lines[0].text)
    return !text.isInCapitals && !text.endsWithStop && text.labelled == nil && !text.hasWordLabel
      && text.columns <= 72 && (text.beginsWithCapital || text[0] >= 0xE2)
      && classifier.mayBeTitle(text)
      && (bylineFollows || sense.wrapWidth == 0 || text.columns * 4 <= sense.wrapWidth * 3)
      && (bylineFollows || !Rejoining.isMiddle(next))
      && !Rejoining.endsOpen(text)
  }

  /// Where the subtitle begins in the held lines: the contents name the lines above it, or it is told by its form; or
  /// both lines begin with a capital, though the first one had room for more.
  func deckStart(from first: Int, to end: Int) -> Int? {
    guard end > first + 1 else { return nil }
    if !contents.isEmpty,
      let named = (first + 1..<end).first(where: {
        contents.holds(pending.joined(first..<$0).span)
      })
    {
      return named
    }
    if let deck = pending.deckStart(from: first, to: end) { return deck }
    if bylinesByForm, sense.wrapWidth == 0, end == first + 2, !pending.isCentered {
      let (upper, lower) = (pending.lines[first], pending.lines[first + 1])
      // Nothing has cut the title: `불량률 0.1%에 도전하는 사람들` and what it is about.
      if upper.place.columns <= 48, lower.place.columns <= 60, lower.place.blanks == 0,
        upper.place.indent < 8, upper.place.indent == lower.place.indent,
        Byline(pending.bytes.span.extracting(lower.text), isSetRight: false)?.position == nil
      {
        return first + 1
      }
    }
    guard profile.rejoin == .words, profile.title.alone, end == first + 2 else { return nil }
    let (upper, lower) = (pending.lines[first], pending.lines[first + 1])
    let title = pending.bytes.span.extracting(upper.text)
    let deck = pending.bytes.span.extracting(lower.text)
    guard title.beginsWithCapital, deck.beginsWithCapital, lower.place.blanks == 0,
      !title.isInCapitals, !title.endsWithStop, !deck.endsWithStop, upper.place.indent < 8,
      !Rejoining.endsOpen(title), title.labelled == nil, deck.labelled == nil,
      upper.place.columns <= 60, deck.firstIndex(of: 0x20) != nil,
      sense.wrapWidth == 0
        || upper.place.columns + deck.firstWordColumns + 8 <= sense.wrapWidth
    else { return nil }
    return first + 1
  }

  /// The subtitle, below a title in capitals.
  mutating func takeDeck(_ held: PendingBlock) {
    for line in held.lines {
      note(
        .below, held.bytes.span.extracting(line.text), line.position.line, nil, Reasons.belowTitle)
    }
    guard let first = held.lines.first else { return }
    let text = held.joined()
    if namesHaveCapitals, held.lines.count == 1, !text.span.isInCapitals,
      text.span.isNameInLetters || text.span.isNameWithOffice(mayBeSmall: true)
    {
      // `Carmen Rueda Molina` below `POR FIN, EL AUTOBÚS`
      return recordWithOffice(text.span, first.position)
    }
    recordFact(.subtitle, text.span, first.position)
  }

  /// `─　年末一時金を要求　─`, `- 반찬 나눔 -`, `──「認識家鄉的水」戶外教學紀實` below a title.
  mutating func takeSubtitleBetweenDashes(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard let words = line.betweenDashes ?? line.behindBoxDashes, isBelowTitle, state != .outside,
      !line.isRule,
      classifier.mayBeTitle(line.extracting(words))
    else { return false }
    if pending.isHeld {
      guard pending.lines.count == 1, pending.lines[0].place.blanks > 0, state != .body || isAtRest
      else { return false }
    }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    marks.count(line, around: words)
    recordFact(.subtitle, line.extracting(words), position)
    return true
  }

  /// `- 지하 2층, 98면 규모` right below a title, where such lines are subtitles.
  mutating func takeDashedSubtitle(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard place.blanks == 0, line.isDashed, isBelowTitle, !line.endsWithStop else { return false }
    if pending.isHeld {
      guard pending.lines.count == 1, pending.lines[0].place.blanks > 0 else { return false }
    }
    guard try settleTitle(above: line, place, &handler), containers.isEmpty else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    marks.count(line.extracting(0..<1))
    let words = line.extracting(2..<line.count)
    recordFact(.subtitle, words.extracting(words.trimmedRange), position)
    return true
  }
}

extension Span where Element == UInt8 {
  /// Where two dashes begin that end it: `…連続観測から――`; the end, where none do.
  var endWithoutDashes: Int {
    var end = count
    while end > 3, [0x2014, 0x2015, 0x2500].contains(scalar(endingAt: end).value) { end -= 3 }
    return count - end >= 6 && end > 3 ? extracting(0..<end).trimmedRange.upperBound : count
  }

  /// A title, and behind a blank its subtitle between dashes: `水の音　～町長室から～`; nil where it is no such line.
  var titleAboveDashes: (title: Range<Int>, subtitle: Range<Int>)? {
    guard count > 18, self[0] >= 0xE2,
      [0xFF5E, 0x301C, 0x2015, 0x2014, 0x2500].contains(scalar(endingAt: count).value)
    else { return nil }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      guard TextScalar.isBlank(s.value), at < count, case let rest = extracting(at..<count),
        let words = rest.betweenDashes
      else { continue }
      let title = extracting(0..<at).trimmedRange
      return title.count >= 6 && words.count >= 6
        ? (title, (at + words.lowerBound)..<(at + words.upperBound)) : nil
    }
    return nil
  }

  /// What stands between dashes, as many in front of it as behind: ─ ― — － ～ 〜.
  var betweenDashes: Range<Int>? {
    if self[0] == 0x2D { return betweenHyphens }
    guard self[0] == 0xE2 || self[0] == 0xE3 || self[0] == 0xEF, count > 9 else { return nil }
    let mark = scalar(at: 0)
    guard [0x2500, 0x2501, 0x2014, 0x2015, 0x2212, 0xFF0D, 0xFF5E, 0x301C].contains(mark.value),
      scalar(endingAt: count).value == mark.value
    else { return nil }
    var start = 0
    while start < count, scalar(at: start).value == mark.value { start += mark.length }
    var end = count
    while end > start, scalar(endingAt: end).value == mark.value { end -= mark.length }
    let inner = extracting(start..<end).trimmedRange
    guard !inner.isEmpty, start == count - end else { return nil }
    return (start + inner.lowerBound)..<(start + inner.upperBound)
  }

  /// What stands behind two dashes or more that are drawn as lines are (U+2500), with none behind it.
  var behindBoxDashes: Range<Int>? {
    guard count > 12, self[0] == 0xE2, scalar(at: 0).value == 0x2500, scalar(at: 3).value == 0x2500,
      scalar(endingAt: count).value != 0x2500
    else { return nil }
    let start = 3 * runLength(0, upTo: count)
    let words = extracting(start..<count).trimmedRange
    return (start + words.lowerBound)..<(start + words.upperBound)
  }

  /// `- 반찬 나눔에서 돌봄까지 이어져 -`
  private var betweenHyphens: Range<Int>? {
    guard count > 9, self[1] == 0x20, self[count - 1] == 0x2D, self[count - 2] == 0x20,
      extracting(2..<(count - 2)).holdsLetter
    else { return nil }
    let inner = extracting(1..<(count - 1)).trimmedRange
    return (1 + inner.lowerBound)..<(1 + inner.upperBound)
  }
}
