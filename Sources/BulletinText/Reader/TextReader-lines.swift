import GazetteDocumentModel

/// What a line may be, asked in turn.
extension TextReader {
  typealias Handler = any EventHandler & ~Copyable

  /// Takes a line, or a fragment of an over-long one.
  mutating func handle(
    _ span: Span<UInt8>, _ part: LineSplitter.Part, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    linePosition = position
    if part == .whole {
      if span.count == 0, explain == nil {
        blanks += 1
        return
      }
      let range = span.trimmedRange
      let indent = span.extracting(0..<range.lowerBound)
      let plain = indent.plainBlanks
      if usesPlace, plain == nil { noteFormFeed(indent) }
      guard !range.isEmpty else {
        blanks += 1
        note(.blank, span, position.line, nil, Reasons.blank)
        return
      }
      // Blanks in front of a line are white space, but for a byte order mark that a careless `cat` left.
      if plain == nil { reportByteOrderMark(indent, position) }
      let line = span.extracting(range)
      var place = LinePlace(
        blanks: blanks, isAfterBreak: isAfterBreak, beginning: classifier.beginning(line))
      if usesPlace {
        if indent.count > 0 {
          place.indent = max(0, (plain?.columns ?? indent.columnsExactly) - sense.margin)
        }
        let extent = line.extent
        place.columns = extent.columns
        place.mayBeRow = extent.mayHoldGap || line.mayBeginFrame
      }
      if sense.numbersStandAbove, pending.lines.count == 1, pending.bytes.span.isNumberAlone {
        // Blank lines below a number do not part it from its title.
        place.blanks = 0
      }
      if state == .outside, !pending.isHeld, looks == 0 || mailEnd > 0 {
        // What is blank above all of a text parts nothing.
        place.blanks = 0
      }
      blanks = 0
      isAfterBreak = false
      looks += 1
      try take(
        line, indent: indent, place,
        SourcePosition(
          offset: position.offset + UInt64(range.lowerBound), line: position.line,
          column: UInt32(truncatingIfNeeded: (plain?.scalars ?? indent.scalarCount) + 1)),
        &handler)
      if usesPlace, range.upperBound < span.count,
        span.extracting(range.upperBound..<span.count).firstIndex(of: 0x0C) != nil
      {
        isAfterBreak = true
      }
      return
    }
    try takeFragment(span, part, position, &handler)
  }

  /// A form feed in front of a line, or on a blank one, ends a page.
  private mutating func noteFormFeed(_ indent: Span<UInt8>) {
    if indent.firstIndex(of: 0x0C) != nil { isAfterBreak = true }
  }

  /// An over-long line is running text, whatever it says.
  private mutating func takeFragment(
    _ span: Span<UInt8>, _ part: LineSplitter.Part, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    blanks = 0
    try settleTable(&handler)
    guard records else {
      if state != .body { try takeForFacts(span, LinePlace(), position, &handler) }
      return
    }
    let end = part == .last ? span.trimmedRange.upperBound : span.count
    let text = span.extracting(0..<max(end, 0))
    if !inLongLine {
      inLongLine = true
      let line = text.extracting(text.trimmedRange.lowerBound..<text.count)
      try piece(line, LinePlace(blanks: 1, columns: line.columns), position, &handler)
    } else if text.count > 0 {
      try extendPiece(text, position)
    }
    if part == .last { inLongLine = false }
  }

  /// Takes a whole line, trimmed and not empty.
  ///
  /// Most lines go on with a paragraph, and are asked the fewest questions. What few texts have stands in functions of
  /// its own, behind one condition: a longer one here would cost each line of all others.
  mutating func take(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    guard records else { return try takeForFacts(line, place, position, &handler) }
    if position.line <= edgeEnd || position.line >= closingStart || sense.holdsMemos,
      try takeAtEdge(line, indent, place, position, &handler)
    {
      return
    }
    if pending.isAbove {
      try settleAbove(
        before: line, classifier.candidates(line, place.beginning), place, &handler)
    }
    if state == .outside || state == .credits {
      if !mailFacts.isEmpty { try openBelowMail(line, position, &handler) }
      try endBulletinAtFirstLine(line, &handler)
    }
    if state == .above, columnAbove != nil { try settleColumnAbove(place, &handler) }
    if state == .outside || state == .head || isBelowRule || line.mayBeEmphasized,
      try takeFramed(line, indent: indent, place, position, &handler)
    {
      return
    }
    if usesPlace, isBelowSignature || (line.beginsWithCapital && pending.lines.count == 1),
      try takeSignature(line, place, position, &handler)
    {
      return
    }
    if line[0] == 0xE2 || (sectionMark == SectionMarks.romans && line.beginsWithRoman), usesPlace,
      try takeMarked(line, indent, place, position, &handler)
    {
      return
    }
    if !sense.backLinks.isEmpty, try takeBackLink(line, place, position, &handler) { return }
    if readsTables, !bypassesTables,
      table.isHeld
        || (place.mayBeRow && line.count <= classifier.shortLimit),
      try takeTableRow(line, indent, place, position, &handler)
    {
      return
    }
    let isBelowRule = passRuleAbove(place)
    var candidates = classifier.candidates(line, place.beginning)
    if sense.narrowsShapes { narrow(&candidates, line, place) }
    if sense.hasFormsOfHeadings,
      line[0] == 0xE2 || line[0] == 0xE3 || line[0] == 0xEF || sense.daysHead
        || line.beginsWithDigit,
      try takeFormOfHeading(line, place, position, &handler)
    {
      return
    }
    guard line.count <= classifier.shortLimit else {
      try takeLong(line, candidates, place, position, &handler)
      return
    }
    if preformattedColumns != nil {
      if try extendPreformatted(line, indent, place, position) { return }
    }
    if !containers.isEmpty, containers[0] == .attachments, !pending.isHeld, line.numberEnd > 0 {
      note(.attachments, line, position.line, nil, Reasons.nextAttachment)
      return try attachment(line, position)
    }
    if state == .contents || articlesInBulletin == 0,
      try takeInContents(line, candidates, place, position, &handler)
    {
      return
    }
    if usesPlace, !line.beginsAsWord, !line.endsAsWord, !classifier.isEmpty(.rule),
      line.isOrnament || line.isRule
    {
      return try takeWordless(line, candidates, place, position, &handler)
    }
    if isInQuotation, place.blanks == 0,
      try goesOnInQuotation(line, candidates, place, position, &handler)
    {
      return
    }
    if bylinesByForm, place.indent >= 16, pending.lines.count == 1,
      try takeNameBelowDate(line, position, &handler)
    {
      return
    }
    if paragraph.isStopped, paragraph.isOpen, place.blanks == 0, !pending.isHeld,
      profile.rejoin == .words, try takeNameBelowText(line, place, position)
    {
      return
    }
    let isInBlock = !isBelowRule && goesOn(line, place)
    if isInBlock, pending.isHeld ? isFullBelowFull(line, place) : paragraph.isOpen {
      return try takeFlowing(line, candidates, place, position, &handler)
    }
    if bylinesByForm, pending.lines.count == 1, place.blanks == 0, place.columns <= 24,
      isInBlock || isSetToTheRight(line, place),
      try takeByline(line, place, position, &handler)
    {
      return
    }
    if state == .outside || state == .head, try takeFactsOfHead(line, place, position, &handler) {
      return
    }
    if line[0] >= 0xE4, place.columns <= 48 {
      if try takeAuthorByLabel(line, place, position, &handler) { return }
      // ) or ）, by its last byte
      if line[line.count - 1] == 0x29 || line[line.count - 1] == 0x89,
        try takeNameWithBracket(line, place, position, &handler)
      {
        return
      }
    }
    if isInBlock, !pending.beginning.isDisjoint(with: Self.titles),
      try completesTitle(line, indent, place, position, &handler)
    {
      return
    }
    if !contents.isEmpty, place.blanks > 0,
      line.isBulleted || (line.blockMark != 0 && !candidates.has(.title)),
      try takeListedBullet(line, place, position, &handler)
    {
      return
    }
    if line[0] == 0x2D, try takeDashed(line, place, position, &handler) { return }
    if mayHaveShape(line, place, candidates),
      try takeByTemplate(line, candidates, place, position, &handler)
    {
      return
    }
    if line[0] == 0x28, isInBlock, pending.lines.count == 1, profile.rejoin == .words,
      try takeBracketsBelowTitle(line, place, position, &handler)
    {
      return
    }
    if isFurniture(line, place) {
      removeFurniture(line, nil, position)
      return
    }
    if pending.isHeld, isInBlock, try extendPending(line, indent, place, position, &handler) {
      return
    }
    if !isInBlock, !isBelowRule, opensParagraph(line, candidates, place, position) {
      return try piece(line, place, position, &handler)
    }
    try takeText(
      line, indent: indent, place, position, isBelowRule: isBelowRule, &handler)
  }

  /// A line that goes on with the paragraph, or the held line, above it: within one only what cannot be running text
  /// breaks it.
  @inline(__always)
  private mutating func takeFlowing(
    _ line: Span<UInt8>, _ candidates: LayoutParts, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    let breaking = candidates.intersection(awaitsTitle ? Self.breakingAbove : Self.breaking)
    if !breaking.isEmpty, try takeByTemplate(line, breaking, place, position, &handler) { return }
    try pending.isHeld
      ? settleAsText(goingOnWith: line, place, position, &handler)
      : goOn(line, place, position)
  }

  /// Whether a template may take a line that may be so many parts. Below a title, what only stands above
  /// articles does not count: a layout may take any text for it (`{text}` in the contents). (This and
  /// the next ones are mutating, for a call that borrows would copy the reader.)
  @inline(__always)
  private mutating func mayHaveShape(
    _ line: Span<UInt8>, _ place: LinePlace, _ candidates: LayoutParts
  ) -> Bool {
    // Credits go on with lines of any shape.
    if state == .credits { return true }
    guard candidates.isSubset(of: Self.aboveArticles), state == .body || state == .above,
      !articleTitle.isEmpty
    else { return !candidates.isEmpty }
    // Lines of people are told by their words, not by the line's end, and may stand in brackets.
    return !candidates.isEmpty
      && (!line.isInk(line[0]) || line[0] == 0x28 || line[0] == 0x5B
        || (line.count <= Self.longestRoles
          && !place.beginning.markedParts.isDisjoint(with: Self.people) && line.mayHoldWords))
  }

  static let aboveArticles: LayoutParts = [
    .init(.head), .init(.contentsTitle), .init(.contentsItem), .init(.dateline),
  ]

  static let people: LayoutParts = [.init(.below), .init(.credits)]

  /// What breaks a paragraph whose lines are filled to a width.
  private static let breaking: LayoutParts = [
    .init(.furniture), .init(.rule), .init(.masthead), .init(.section), .init(.title),
    .init(.item), .init(.thematicBreak), .init(.signOff), .init(.dateLine), .init(.end),
    .init(.credits), .init(.quotation),
  ]

  /// The same, where a title is still to come.
  private static let breakingAbove = breaking.union(.init(.above))

  /// Running text, or a line that may be a title or a part of the sign-off.
  private mutating func takeText(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    isBelowRule: Bool, _ handler: inout Handler
  ) throws(ConversionError) {
    if bylinesByForm, line[0] >= 0xE2,
      try takeSubtitleBetweenDashes(line, place, position, &handler)
    {
      return
    }
    if bylinesByForm, try takeByline(line, place, position, &handler) { return }
    if place.indent >= 24, try takeRightSet(line, place, position, &handler) { return }
    if bylinesByForm, state == .credits, place.blanks == 0, !pending.isHeld,
      place.columns <= 80
    {
      // `〒000-0000　みなと市本町1-2-3`, right below other credits
      note(.credits, line, position.line, nil, Reasons.creditsWithLabels)
      return try distribution(line, nil, position, &handler)
    }
    if openRecipients != nil, try takeMoreRecipients(line, place, position, &handler) { return }
    if place.blanks > 0 {
      if try takeBetweenMarks(line, place, position, &handler) { return }
      if line.endsWithDots, try takeTitleAboveDots(line, place, position, &handler) { return }
    }
    if place.indent >= 8, try takeNamesBelowTitle(line, place, position, &handler) { return }
    if profile.rejoin == .words, place.columns <= 60 {
      if line.beginsWithCapital, try takeNameInLetters(line, place, position, &handler) { return }
      if line[0] == 0x2F, try takeNameBehindSlash(line, place, position, &handler) { return }
      if line[0] == 0x28 {
        if try takeNameInBrackets(line, place, position, &handler) { return }
        if try takeBracketsBelowTitle(line, place, position, &handler) { return }
      }
    }
    if place.mayBeRow, try takeTitleWithByline(line, place, position, &handler) { return }
    if sense.bracketsSign, try takeClosingBrackets(line, place, position, &handler) { return }
    if sense.bulletsAreTitles, try takeBulletTitle(line, place, position, &handler) { return }
    if sense.booksAreTitles, line.namesBook, try takeBook(line, place, position, &handler) {
      return
    }
    if sense.titlesRunIn, place.blanks > 0, try takeRunIn(line, place, position, &handler) {
      return
    }
    if position.line < sense.headRule, try takeInHead(line, indent, place, position, &handler) {
      return
    }
    switch state {
    case .outside, .head, .contents, .title, .above, .signedOff, .credits:
      if state == .outside, profile.takesAnyMasthead, pending.lines.count == 1,
        line.isBracketed, line.columns <= 24
      {
        // `（双周刊）` below the masthead
        pending.hold(line, indent: indent, position, place)
        return
      }
      if mayBelongToMasthead(line, place) {
        pending.hold(line, indent: indent, position, place)
        return
      }
      try settlePending(before: line, place, &handler)
      if state == .contents { try endContents(&handler) }
      if state == .body { break }
      if profile.title.lines == 1, sense.wrapWidth == 0 {
        try beginArticle(line, place, position, Reasons.titleFirst, &handler)
      } else {
        pending.hold(line, indent: indent, position, place)
        pending.isRuled = isBelowRule
        pending.followsRule = lineFollowsRule
      }
      return
    case .body: break
    }
    if place.blanks > 0, place.columns <= 24, place.indent >= 8, pending.lines.count == 1,
      pending.lines[0].place.blanks > 0, line.isNameOfBody
    {
      // Both are set to the middle: a title, and the body that the article is of.
      try settleTitle(above: line, place, &handler)
    }
    if isBelowTitle, !pending.isHeld, place.blanks > 0, place.columns <= 24, line.isNameOfBody {
      note(.below, line, position.line, nil, Reasons.belowTitle)
      recordContributor(line, kind: .organization, position)
      return
    }
    if place.columns <= 48, isBelowTitle, !pending.isHeld, profile.rejoin == .cjk,
      takeNameOrPosts(line, position)
    {
      return
    }
    if state == .body, place.blanks > 0, place.columns <= 40, !pending.isHeld, isAtRest,
      profile.rejoin == .cjk, article.hasBody || paragraph.isOpen, profile.takesAnyMasthead,
      takeSignatureInHan(line, position)
    {
      return
    }
    if bylinesByForm, state == .body, place.blanks > 0, place.columns <= 40, !pending.isHeld,
      isAtRest, try takeOfficeAndName(line, position)
    {
      return
    }
    if sense.wrapWidth == 0, (line.endsWithStop && !contents.holds(line)) || line.isAddress {
      try piece(line, place, position, &handler)
    } else {
      try settlePending(before: line, place, &handler)
      pending.hold(line, indent: indent, position, place)
      pending.isRuled = isBelowRule
      pending.followsRule = lineFollowsRule
    }
  }

  /// A line that is too long for a template, but for one that the line only begins with.
  private mutating func takeLong(
    _ line: Span<UInt8>, _ candidates: LayoutParts, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    let opening = candidates.intersection(Self.opening)
    if !opening.isEmpty, try takeOpening(line, opening, place, position, &handler) { return }
    try piece(line, place, position, &handler)
  }

  static let opening: LayoutParts = [
    .init(.note), .init(.item), .init(.attachments), .init(.quotation),
  ]

  /// Running text: a paragraph or a piece of one.
  mutating func piece(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    try settlePending(before: line, place, &handler)
    if state == .contents { try endContents(&handler) }
    if state == .body {
      try append(line, place, position)
    } else {
      try beginArticle(line, place, position, Reasons.titleFirst, &handler)
    }
  }

  /// (Mutating: a call that borrows would copy the reader.)
  private mutating func reportByteOrderMark(_ indent: Span<UInt8>, _ position: SourcePosition) {
    // The mark is EF BB BF.
    guard indent.firstIndex(of: 0xEF) != nil else { return }
    var at = 0
    while at < indent.count {
      let s = indent.scalar(at: at)
      if s.value == 0xFEFF { diagnostics.report(.byteOrderMarkInText, at: position) }
      at += s.length
    }
  }
}
