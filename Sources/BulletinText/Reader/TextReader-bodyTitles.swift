import GazetteDocumentModel

/// Which held lines are titles, or headings, in the body of an article that nothing has closed.
extension TextReader {
  /// Whether the held lines open a new article though nothing closed the one above, and with which of
  /// them its title begins.
  mutating func titleStart(before next: Span<UInt8>?, _ place: LinePlace) -> Int? {
    titleReason = Reasons.titleSaidAgain
    if next != nil, !contents.isEmpty, contents.holds(pending.joined().span) {
      titleReason = Reasons.inContents
      return 0
    }
    if let next, sense.numbersStandAlone, numberStandsAlone, titlesByPosition,
      !Rejoining.isMiddle(next)
    {
      titleReason = Reasons.standsAlone
      return 0
    }
    guard article.hasBody || !contents.isEmpty || pending.isRuled, let next,
      isAtRest || hasStyleOfTitles
    else {
      guard next == nil, pending.isRuled, titlesByPosition else { return nil }
      titleReason = Reasons.ruled
      let text = pending.joined()
      return classifier.mayBeTitle(text.span) ? 0 : nil
    }
    if pending.lines.count > 1, !contents.isEmpty {
      for index in pending.lines.indices.dropFirst()
      where contents.holds(pending.joined(index..<pending.lines.count).span) {
        titleReason = Reasons.inContents
        return index
      }
    }
    // Where neither standing alone nor being said again makes a title, a rule or a number does.
    if !profile.title.alone, profile.rejoin == .words, !pending.isRuled,
      !pending.bytes.span.extracting(pending.lines[0].text).mayBeginWithNumber
    {
      return nil
    }
    let text = pending.joined()
    guard article.hasBody, titlesByPosition, classifier.mayBeTitle(text.span) else { return nil }
    if followsTitleNumber(text.span) {
      titleReason = Reasons.numberFollows
      return 0
    }
    if Rejoining.isMiddle(next), !bylineFollows { return nil }
    if pending.isRuled {
      titleReason = Reasons.ruled
      return 0
    }
    if bylineFollows, profile.title.alone, pending.lines[0].place.blanks > 0,
      !text.span.endsWithStop, !classifier.isLabelled(text.span)
    {
      titleReason = Reasons.bylineFollows
      return 0
    }
    if profile.rejoin != .words, pending.lines.count == 1 || sense.wrapWidth > 0,
      Rejoining.isTitle(text.span, before: next)
    {
      return 0
    }
    guard profile.title.alone, !isClosedBySignOffs, standsAlone(text.span, before: next, place)
    else {
      return nil
    }
    switch sense.titleStyle {
    case .any: break
    case .capitals where !text.span.isInCapitals: return nil
    case .spaced where pending.lines[0].place.blanks <= place.blanks: return nil
    default: break
    }
    titleReason = Reasons.standsAlone
    return 0
  }

  /// Whether a line with a number is held below a blank line, where such lines are titles and no headings.
  var numberStandsAlone: Bool {
    guard sense.numbersStandAlone, pending.lines.count == 1, profile.title.alone,
      let line = pending.lines.first, line.place.blanks > 0
    else { return false }
    let text = pending.bytes.span.extracting(line.text)
    return text.numberEnd > 0 && !text.endsWithStop && line.place.columns <= 60
      && classifier.match(.heading, text) == nil
  }

  /// Whether capitals are held below a blank line, where titles are in capitals.
  private var hasStyleOfTitles: Bool {
    sense.titlesAreCapitals && pending.lines[0].place.blanks > 0
      && pending.bytes.span.isInCapitals
  }

  /// Whether the text closes its articles, so that a line which stands alone is no title.
  private var isClosedBySignOffs: Bool { signOffsSeen > 0 }

  /// Whether the held lines are set off from running text; capitals are, though it stands right below them.
  private mutating func standsAlone(
    _ text: Span<UInt8>, before next: Span<UInt8>, _ place: LinePlace
  ) -> Bool {
    guard let first = pending.lines.first, !classifier.isLabelled(text), !text.isInAsterisks else {
      return false
    }
    if first.place.blanks > 0, text.isInCapitals, !next.isInCapitals,
      next.columns > 40 || sense.titlesAreCapitals,
      isNarrow, !text.endsWithStop
    {
      return true
    }
    if first.place.blanks > 0, pending.lines.count == 1, beginsList(next), !text.holdsClause,
      !text.endsWithStop, !Rejoining.endsOpen(text)
    {
      return true
    }
    return sense.standsAlone(
      text, first.place, before: place, isNarrow: pending.lines.count > 1 || isNarrow)
  }

  /// Whether the line is the first of a list, or of references: `[1] …`.
  private mutating func beginsList(_ line: Span<UInt8>) -> Bool {
    if line[0] == 0x5B, let number = Numeral.match(line, at: 1), number.end < line.count {
      return line[number.end] == 0x5D
    }
    return classifier.candidates(line).has(.item) && classifier.match(.item, line, &budget) != nil
  }

  /// Whether the last of the held lines is not filled.
  private var isNarrow: Bool {
    guard sense.wrapWidth > 0, let last = pending.lines.last else { return true }
    return (last.place.columns + last.place.indent) * 10 <= sense.wrapWidth * 9
  }

  /// A short line that stands alone, where articles are closed or titles have a style of their own.
  mutating func isHeading(before next: Span<UInt8>?, _ place: LinePlace) -> Bool {
    guard pending.lines.count == 1 else { return false }
    if let next, Rejoining.isMiddle(next) { return false }
    guard usesPlace, let next, isAtRest else {
      return usesPlace && next == nil && pending.isRuled && !pending.bytes.span.endsWithStop
    }
    let text = pending.joined()
    guard text.count <= 120, classifier.mayBeTitle(text.span), !text.span.endsWithStop else {
      return false
    }
    return (pending.isRuled && isNarrow)
      || (article.hasBody && standsAlone(text.span, before: next, place))
  }
}
