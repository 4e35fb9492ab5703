import GazetteDocumentModel

/// What few texts have: `take` asks for it behind one condition each. (Never inline: there it would cost each line of
/// all other texts.)
extension TextReader {
  /// Lines of the head and of the closing matter that the sample has shown, and of memos.
  @inline(never)
  mutating func takeAtEdge(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if position.line <= mailEnd { return takeMailHeader(line, position) }
    if position.line <= headEnd {
      try takeHeadBlock(line, indent: indent, place, position, &handler)
      return true
    }
    if position.line >= closingStart {
      try takeClosingMatter(line, indent: indent, place, position, &handler)
      return true
    }
    guard sense.holdsMemos, line.beginsWithCapital, !table.isHeld else { return false }
    return try takeMemoLine(line, place, position, &handler)
  }

  /// `[返回目录]`: the link of a page, below the end of an article.
  @inline(never)
  mutating func takeBackLink(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard line.isLinkInBrackets, sense.backLinks.contains(line.textHash()) else { return false }
    try settlePending(before: nil, place, &handler)
    note(.furniture, line, position.line, nil, Reasons.backLink)
    diagnostics.report(.pageFurniture, [String(line)], at: position)
    try endArticle(&handler, isClosed: true)
    return true
  }

  /// Lines behind a mark or in a box.
  @inline(never)
  mutating func takeMarked(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if table.isHeld { return false }
    if try takeBoxed(line, indent: indent, place, position, &handler) { return true }
    if line.behindBoxDashes != nil,
      try takeSubtitleBetweenDashes(line, place, position, &handler)
    {
      return true
    }
    if sectionMark == SectionMarks.romans, line.beginsWithRoman,
      state != .contents
        || (place.blanks > 0 && contents.hasItems && !(0x30...0x39).contains(line[line.count - 1]))
    {
      try settlePending(before: line, place, &handler)
      note(.section, line, position.line, nil, Reasons.aboveTitleAlone)
      try beginSection(line, position, &handler)
      return true
    }
    if try takeItemOfMark(line, place, position, &handler) { return true }
    guard place.blanks <= 1, !isBelowRule, isBelowTitle else { return false }
    return try takeMarkedByline(line, place, position, &handler)
  }

  /// Leaves out what a line is not, where numbers or bullets make titles.
  @inline(never)
  mutating func narrow(
    _ candidates: inout LayoutParts, _ line: Span<UInt8>, _ place: LinePlace
  ) {
    if sense.bulletsAreTitles, line.isBulleted, !line.endsWithStop {
      candidates.subtract([.init(.item), .init(.contentsItem)])
    }
    if lineIsBelowRule, sense.rulesEncloseNumbers, line.numberEnd > 0 {
      candidates.subtract([.init(.item), .init(.heading), .init(.contentsItem)])
    } else if sense.numbersStandAlone || sense.numbersHead, place.blanks > 0, state != .contents,
      line.numberEnd > 0,
      !line.endsWithStop,
      // `(1) …` below `4. …`
      !(TextScalar.folded(line.scalar(at: 0).value) == 0x28 && articleTitle.span.mayBeginWithDigit)
    {
      candidates.subtract([.init(.item)])
    }
  }

  /// Days, titles in brackets and marks that stand above text, where a text has such.
  @inline(never)
  mutating func takeFormOfHeading(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if sense.daysHead, line.isDayAlone {
      try takeDay(line, place, position, &handler)
      return true
    }
    if sense.bracketsRunIn, line[0] == 0xE3 || line.beginsWithDigit, place.blanks > 0 || isAtRest,
      try takeRunInBrackets(line, place, position, &handler)
    {
      return true
    }
    if sense.sectionBracket != 0, try takeSectionInBrackets(line, place, position, &handler) {
      return true
    }
    if sense.digitsHeadText, line.beginsWithDigit, line.numberEnd > 0, !line.endsWithStop,
      place.indent == 0, place.columns <= 30, state == .body || pending.isHeld, isAtRest,
      profile.takesAnyMasthead,
      pending.isHeld
        ? pending.bytes.span.hasNumberInBrackets : articleTitle.span.hasNumberInBrackets
    {
      return try takeHeadingAboveText(
        line, place, position, Reasons.numberAboveText, &handler)
    }
    guard !sense.headingMarks.isEmpty, line[0] == 0xE2 else { return false }
    return try takeMarkedHeading(line, place, position, &handler)
  }

  /// `＜特集＞`, a bracket of those that most titles of sections have here, which no template has.
  private mutating func takeSectionInBrackets(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard line.scalar(at: 0).value == sense.sectionBracket, line.isInColumnBrackets,
      state != .contents || contents.hasItems,
      classifier.match(.title, line, &budget) == nil,
      classifier.match(.section, line, &budget) == nil,
      classifier.match(.contentsTitle, line, &budget) == nil
    else { return false }
    let words =
      line.scalar(at: 0).length..<(line.count - line.scalar(endingAt: line.count).length)
    try settlePending(before: line, place, &handler)
    note(.section, line, position.line, nil, Reasons.aboveTitleAlone)
    marks.count(line, around: words)
    try beginSection(line.extracting(words), position, &handler)
    return true
  }

  /// Lines of the contents, and titles above all articles that come again further down.
  @inline(never)
  mutating func takeInContents(
    _ line: Span<UInt8>, _ candidates: LayoutParts, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let isInside = state == .contents
    if isInside, usesPlace, takeItemOfMarkedColumn(line, candidates, place, position) {
      return true
    }
    if isInside, contents.isOnLine, try takeMoreContents(line, place, position, &handler) {
      return true
    }
    if isInside, usesPlace, takeOutlineItem(line, place, position) { return true }
    if articlesInBulletin == 0 || isInside,
      try takeListedTitle(line, candidates, place, position, &handler)
    {
      return true
    }
    guard state == .contents, usesPlace else { return false }
    if takeItemOfSameMark(line, place, position) { return true }
    if try takeLedContents(line, candidates, place, position, &handler) { return true }
    return state == .contents && takeUnmarkedItem(line, candidates, place, position)
  }

  /// Facts of the bulletin side by side, and seasons.
  @inline(never)
  mutating func takeFactsOfHead(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if state == .head, pending.isHeld, bulletinTitle.isEmpty { try takeSender(&handler) }
    if try takeHeadPieces(line, position, &handler) { return true }
    if state == .head, !profile.takesAnyMasthead, !classifier.isEmpty(.above), !pending.isHeld,
      articlesInBulletin == 0, place.indent >= 2 || isInMailing, !line.endsWithStop,
      classifier.match(.credits, line, &budget) == nil,
      classifier.match(.head, line, &budget) == nil,
      matchContentsTitle(line, classifier.candidates(line, place.beginning)) == nil
    {
      // `   A moderated forum on …`, set in below the masthead of a digest, whose titles stand behind `Subject:`
      note(.head, line, position.line, nil, Reasons.amongHead)
      try noteOfHead(line, at: position, &handler)
      return true
    }
    if state == .head, !pending.isHeld, bylinesByForm, articlesInBulletin == 0,
      !bulletinTitle.isEmpty, !line.beginsWithDate, classifier.match(.head, line, &budget) == nil,
      line.isMotto || line.isQuotationWithSource
        || (place.blanks == 0 && isSetToTheRight(line, place))
    {
      // `児童数412名　学級数15`, below the others at the right
      note(.head, line, position.line, nil, Reasons.amongHead)
      try noteOfHead(line, at: position, &handler)
      return true
    }
    return try takeSeason(line, position, &handler)
  }

  /// `• Séminaire du jeudi`, where the contents have the words; an empty title above that they have not is a section's.
  @inline(never)
  mutating func takeListedBullet(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let words = line.extracting(line.behindMark)
    guard profile.title.alone, state != .contents, contents.holds(words) else { return false }
    try settlePending(before: line, place, &handler)
    if articleOpen, !contents.holds(articleTitle.span) {
      try takeSectionAboveTitle(runIn: true, &handler)
    }
    marks.count(line.extracting(0..<line.scalar(at: 0).length))
    try openTitled(words, line, position, Reasons.inContents, &handler)
    return true
  }

  /// Subtitles and names behind a dash.
  @inline(never)
  mutating func takeDashed(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if line.count == 2, line[1] == 0x2D {
      // The signature of the mail follows (RFC 3676 §4.3).
      if profile.rejoin == .words, articleOpen,
        pending.isHeld || (state == .body && (article.hasBody || paragraph.isOpen))
      {
        try settlePending(before: nil, place, &handler)
        note(.rule, line, position.line, nil, Reasons.rule)
        marks.count(line)
        state = .signedOff
        isBelowSignature = true
        isBelowDashes = true
        return true
      }
      try takeRule(line, nil, place, position, &handler)
      return true
    }
    if try takeSubtitleBetweenDashes(line, place, position, &handler) { return true }
    if sense.dashesAreSubtitles, bylinesByForm,
      try takeDashedSubtitle(line, place, position, &handler)
    {
      return true
    }
    return place.indent >= 24 ? try takeDashedName(line, place, position, &handler) : false
  }
}
