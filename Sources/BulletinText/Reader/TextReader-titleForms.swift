import GazetteDocumentModel

/// Titles that no template has, by the form of their lines: days, books, with their author, in front of their text.
extension TextReader {
  /// `1月3日`, where the entries of a chronicle stand below such lines.
  mutating func takeDay(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .outside, pending.isHeld { _ = try beginBulletinByPending(&handler) }
    try settlePending(before: line, place, &handler)
    if state == .contents { try endContents(&handler) }
    if state != .body { try openWithoutTitle(position, &handler) }
    note(.heading, line, position.line, nil, Reasons.standsAlone)
    try heading(line, level: 1, position)
  }

  /// `《秋园》  杨本芬著  北京联合出版公司`, where such lines are titles.
  mutating func takeBook(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state != .outside, profile.title.alone, classifier.mayBeTitle(line) else { return false }
    try settlePending(before: line, place, &handler)
    try openTitled(line, line, position, Reasons.standsAlone, &handler)
    return true
  }

  /// `ECLIPSE!                       by Dan Whitfield`
  mutating func takeTitleWithByline(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    // Where several titles are so, they need no blank line above.
    let mayStand =
      place.blanks > 0 || (sense.titlesWithAuthors > 1 && place.indent == 0 && isAtRest)
    guard usesPlace, profile.title.alone, mayStand, state != .outside else { return false }
    let pieces = line.piecesBetweenGaps
    if sense.titlesNameAuthors,
      let title = line.titleAboveGap(pieces, isTold: sense.titlesWithAuthors > 1)
    {
      // `三十七分钟，从码头到导管室　　　　　　冯逸`
      try settlePending(before: line, place, &handler)
      try openTitled(line.extracting(title), line, position, Reasons.bylineFollows, &handler)
      recordAfterGap(line, behind: title.upperBound, position)
      return true
    }
    guard pieces.count == 2, classifier.mayBeTitle(line.extracting(pieces[0])),
      let match = classifier.match(.below, line.extracting(pieces[1]), &budget),
      match.template.hasLiteral, match.captures.first?.field.isName ?? false,
      isShortName(line.extracting(pieces[1]), match)
    else { return false }
    try settlePending(before: line, place, &handler)
    let title = line.extracting(pieces[0])
    try openTitled(title, title, position, Reasons.bylineFollows, &handler)
    try articleFacts(line.extracting(pieces[1]), match, position)
    return true
  }

  /// Who wrote an article, on the line of its title.
  mutating func recordAfterGap(
    _ line: Span<UInt8>, behind end: Int, _ position: SourcePosition
  ) {
    let rest = line.extracting(end..<line.count)
    recordBehindPosts(rest.extracting(rest.trimmedRange), position)
  }

  /// Opens an article by a title that no template has.
  /// - Parameter line: what is explained.
  mutating func openTitled(
    _ title: Span<UInt8>, _ line: Span<UInt8>, _ position: SourcePosition, _ reason: LocalizedText,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .contents { try endContents(&handler) }
    try takeSectionAboveTitle(&handler)
    try openBulletinIfNeeded(position, &handler)
    note(.title, line, position.line, nil, reason)
    try beginTitled(title, position, &handler)
  }

  /// `CLIMATE SUMMARY...`, in capitals between blank lines, where titles stand between dots, and none begin with one:
  /// a title right below such, or below another of the kind; in mid-article, a heading.
  @inline(never)
  mutating func takeTitleAboveDots(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let words = line.extracting(0..<(line.count - 3))
    guard words.count > 3, place.columns <= 48, words.isInCapitals, !words.endsWithStop,
      state != .outside, state != .credits, !line.beginsWithDigit,
      isAtRest || (pending.isHeld && pending.bytes.span.endsWithStop),
      !sense.dotsBeginTitles, !article.hasBody || !articleOpen || articleMark == 0x2E
    else { return false }
    let betweenDots: [UInt8] = [0x2E, 0x2E, 0x2E] + [UInt8](line)
    guard classifier.match(.title, betweenDots.span) != nil else { return false }
    try settlePending(before: line, place, &handler)
    marks.count(line.extracting(words.count..<line.count))
    try openTitled(words, line, position, Reasons.standsAlone, &handler)
    articleMark = 0x2E
    return true
  }

  /// A title of capitals, and the text that goes on behind it.
  mutating func takeRunIn(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard let mark = line.runInMark ?? (sense.titlesRunInByCase ? line.titleCaseMark : nil) else {
      return false
    }
    try openRunIn(
      line, 0..<mark.lowerBound, textStart: mark.upperBound, place, position, &handler)
    return true
  }

  /// `【冷链食品标签新规今起实施】进口冷冻水产品中文标签须…`, where such paragraphs have titles.
  mutating func takeRunInBrackets(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard let title = line.titleInBrackets, state != .outside else { return false }
    try openRunIn(line, title, textStart: title.upperBound + 3, place, position, &handler)
    return true
  }

  /// `LATVIA`, which stands alone below the end of a text and right above a title that begins its own: a section's title.
  private mutating func takeSectionAboveRunIn(
    _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articlesInBulletin > 0, pending.lines.count == 1, !pending.isMarked, isAtRest,
      pending.lines[0].place.blanks > 0, place.blanks > 0, pending.lines[0].place.columns <= 40,
      case let title = pending.joined(), !title.span.endsWithStop,
      profile.rejoin != .words || title.span.isInCapitals, classifier.mayBeTitle(title.span)
    else { return false }
    try beginSectionByPending(Reasons.aboveTitleAlone, &handler)
    return true
  }

  private mutating func openRunIn(
    _ line: Span<UInt8>, _ titleRange: Range<Int>, textStart: Int, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if !(try takeSectionAboveRunIn(place, &handler)) {
      try settlePending(before: nil, place, &handler)
      try takeSectionAboveTitle(runIn: true, &handler)
    }
    let title = line.extracting(titleRange)
    try openTitled(title, title, position, Reasons.runIn, &handler)
    marks.count(line.extracting(0..<titleRange.lowerBound))
    marks.count(line.extracting(titleRange.upperBound..<textStart))
    let rest = line.extracting(textStart..<line.count)
    let text = rest.trimmedRange
    guard !text.isEmpty else { return }
    let start = textStart + text.lowerBound
    try append(
      rest.extracting(text), place,
      SourcePosition(
        offset: position.offset + UInt64(start), line: position.line,
        column: position.column + UInt32(start)))
  }
}
