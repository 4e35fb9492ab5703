import GazetteDocumentModel

/// Whether a line goes on with what is above it.
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
      if usesPlace, range.count < span.count { noteFormFeed(span, range.lowerBound) }
      guard !range.isEmpty else {
        blanks += 1
        note(.blank, span, position.line, nil, Reasons.blank)
        return
      }
      // Blanks in front of a line are white space, but for a byte order mark that a careless `cat` left.
      if range.lowerBound >= 3 { reportByteOrderMark(span, range, position) }
      let line = span.extracting(range)
      let indent = span.extracting(0..<range.lowerBound)
      var place = LinePlace(
        blanks: blanks, isAfterBreak: isAfterBreak, beginning: classifier.beginning(line))
      if usesPlace {
        if indent.count > 0 { place.indent = indent.columnsExactly }
        let extent = line.extent
        place.columns = extent.columns
        place.mayBeRow = extent.mayHoldGap || line.mayBeginFrame
      }
      blanks = 0
      isAfterBreak = false
      looks += 1
      try take(
        line, indent: indent, place,
        SourcePosition(
          offset: position.offset + UInt64(range.lowerBound), line: position.line,
          column: indent.count == 0 ? 1 : UInt32(truncatingIfNeeded: indent.scalarCount + 1)),
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
  private mutating func noteFormFeed(_ span: Span<UInt8>, _ end: Int) {
    if end > 0, span.extracting(0..<end).firstIndex(of: 0x0C) != nil { isAfterBreak = true }
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
  mutating func take(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    guard records else { return try takeForFacts(line, place, position, &handler) }
    if pending.isAbove {
      try settleAbove(
        before: line, classifier.candidates(line, place.beginning), place, &handler)
    }
    if state == .outside || state == .credits { try endBulletinAtFirstLine(line, &handler) }
    if state == .outside || state == .head
      || (line.mayBeEmphasized && isBelowTitle && line.isEmphasizedByline),
      let inner = isBelowRule && place.blanks == 0
        ? line.framed ?? line.ornamented : line.emphasized ?? line.ornamented
    {
      marks.count(line, around: inner)
      let wasBelowRule = isBelowRule
      isBelowRule = false
      var innerPlace = place
      innerPlace.columns = line.extracting(inner).columns
      innerPlace.beginning = classifier.beginning(line.extracting(inner))
      try take(line.extracting(inner), indent: indent, innerPlace, position, &handler)
      isBelowRule = wasBelowRule
      return
    }
    if isBelowRule, place.blanks == 0, line.isFrameAlone {
      note(.rule, line, position.line, nil, Reasons.rule)
      return marks.count(line)
    }
    if usesPlace, isBelowSignature || (line.beginsWithCapital && pending.lines.count == 1),
      try takeSignature(line, place, position, &handler)
    {
      return
    }
    if line[0] == 0xE2, usesPlace, !table.isHeld, let inner = line.boxed {
      // A title in a box of its own.
      marks.count(line, around: inner)
      var innerPlace = place
      innerPlace.columns = line.extracting(inner).columns
      innerPlace.beginning = classifier.beginning(line.extracting(inner))
      innerPlace.mayBeRow = false
      return try take(line.extracting(inner), indent: indent, innerPlace, position, &handler)
    }
    if readsTables, !bypassesTables,
      table.isHeld
        || (place.mayBeRow && line.count <= classifier.shortLimit),
      try takeTableRow(line, indent, place, position, &handler)
    {
      return
    }
    let isBelowRule = self.isBelowRule && place.blanks == 0
    self.isBelowRule = false
    lineIsBelowRule = isBelowRule
    var candidates = classifier.candidates(line, place.beginning)
    if sense.bulletsAreTitles, line.isBulleted, !line.endsWithStop {
      candidates.subtract([.init(.item), .init(.contentsItem)])
    }
    if isBelowRule, sense.rulesEncloseNumbers, line.numberEnd > 0 {
      candidates.subtract([.init(.item), .init(.heading), .init(.contentsItem)])
    } else if sense.numbersStandAlone, place.blanks > 0, state != .contents, line.numberEnd > 0,
      !line.endsWithStop
    {
      candidates.subtract([.init(.item)])
    }
    if !sense.headingMarks.isEmpty, line[0] == 0xE2,
      try takeMarkedHeading(line, place, position, &handler)
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
    if containers.first == .attachments, !pending.isHeld, line.numberEnd > 0 {
      note(.attachments, line, position.line, nil, Reasons.nextAttachment)
      return try attachment(line, position)
    }
    if state == .contents, usesPlace, takeItemOfMarkedColumn(line, candidates, place, position) {
      return
    }
    if articlesInBulletin == 0,
      try takeListedTitle(line, candidates, place, position, &handler)
    {
      return
    }
    if state == .contents, usesPlace,
      try takeLedContents(line, candidates, place, position, &handler)
    {
      return
    }
    if usesPlace, !line.beginsAsWord, !classifier.isEmpty(.rule), line.isOrnament || line.isRule {
      // A row of marks is no title, though `◆{title}` would take it.
      let wordless = candidates.intersection(Self.wordless)
      if !wordless.isEmpty, try takeByTemplate(line, wordless, place, position, &handler) { return }
      return try takeRule(line, nil, place, position, &handler)
    }
    let isInBlock = goesOn(line, place)
    if isInBlock, paragraph.isOpen, !pending.isHeld {
      // Within a paragraph only what cannot be running text breaks it.
      let breaking = candidates.intersection(
        awaitsTitle ? Self.breaking.union(.init(.above)) : Self.breaking)
      if !breaking.isEmpty, try takeByTemplate(line, breaking, place, position, &handler) { return }
      return try goOn(line, place, position)
    }
    if state == .outside || state == .head {
      if try takeHeadPieces(line, position, &handler) { return }
      if try takeSeason(line, position, &handler) { return }
    }
    if isInBlock, !pending.beginning.isDisjoint(with: Self.titles),
      try completesTitle(line, indent, place, position, &handler)
    {
      return
    }
    if mayHaveShape(line, place, candidates),
      try takeByTemplate(line, candidates, place, position, &handler)
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
    try takeText(
      line, indent: indent, place, position, isBelowRule: isBelowRule, &handler)
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
        || (!place.beginning.parts.isDisjoint(with: Self.people) && line.mayHoldWords))
  }

  private static let aboveArticles: LayoutParts = [
    .init(.head), .init(.contentsTitle), .init(.contentsItem), .init(.dateline),
  ]

  static let people: LayoutParts = [.init(.below), .init(.credits)]

  /// What breaks a paragraph whose lines are filled to a width.
  private static let breaking: LayoutParts = [
    .init(.furniture), .init(.rule), .init(.masthead), .init(.section), .init(.title),
    .init(.item), .init(.thematicBreak), .init(.signOff), .init(.dateLine), .init(.end),
    .init(.credits),
  ]

  /// What a row of marks may be.
  private static let wordless: LayoutParts = [
    .init(.furniture), .init(.rule), .init(.thematicBreak), .init(.end),
  ]

  /// Whether a line belongs to the block of the line above it.
  @inline(__always)
  private mutating func goesOn(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard sense.wrapWidth > 0 || (pending.isHeld && profile.title.lines > 1),
      place.blanks == 0, !place.isAfterBreak, !line.isDateAlone
    else { return false }
    if pending.isHeld {
      guard let last = pending.lines.last, !pending.isMarked, !pending.isUnderlined,
        !line.isAddress,
        !Rejoining.opensBlock(line),
        !(line.beginsWithCapital && line.hasWordLabel
          && pending.bytes.span.extracting(last.text).hasWordLabel)
      else { return false }
      if pending.lines.count == 1 {
        if pending.bytes.span.extracting(last.text).numberEnd > 0 {
          let held = pending.bytes
          if followsTitleNumber(held.span.extracting(last.text)) { return false }
        }
        if sense.numbersStandAlone, numberStandsAlone { return false }
        if last.place.blanks > 0, isCapitalsAbove(line) { return false }
      }
      // The bodies that sign a paper, set to the right line by line.
      if place.indent >= 8, last.place.indent >= 8, line.areNamesOfBodies,
        pending.bytes.span.extracting(last.text).areNamesOfBodies
      {
        return true
      }
      return !startsParagraph(place, after: last.place.indent)
    }
    guard paragraph.isOpen, sense.wrapWidth > 0 else { return false }
    if startsParagraph(place, after: paragraph.indent) || paragraph.isAddress || line.isAddress {
      return false
    }
    if place.columns * 5 < sense.wrapWidth * 4, line.holdsLeader { return false }
    if profile.rejoin == .cjk, paragraph.isStopped, line.hasLabel { return false }
    if Rejoining.opensBlock(line) || endsShort(paragraph.columns + paragraph.indent, before: line) {
      return false
    }
    // Further out than the item, or with a label of its own, below a line that had room for its first word.
    if profile.rejoin == .words,
      (paragraph.isStopped && line.hasWordLabel)
        || (place.indent < paragraph.indent && containers.last == .item),
      paragraph.indent + paragraph.columns + 1 + line.firstWordColumns <= sense.wrapWidth
    {
      return false
    }
    if paragraph.isStopped, !sense.isBlankSeparated, !sense.indentMarks {
      // The next word would have found room: the paragraph ended here.
      let word = line.firstWordColumns
      return paragraph.indent + paragraph.columns + 1 + word + 4 > sense.wrapWidth
    }
    return true
  }

  /// Whether capitals are held, and the line is in lower case: `COURT DELAYS RULING` above its text.
  private mutating func isCapitalsAbove(_ line: Span<UInt8>) -> Bool {
    // Below a masthead of capitals its subtitle may stand, which is no full line.
    if mayHoldMasthead(), line.columns * 20 < sense.wrapWidth * 17 { return false }
    return (sense.titlesAreCapitals || pending.bytes.span.firstIndex(of: 0x20) != nil)
      && pending.bytes.span.isInCapitals && !line.isInCapitals
      && (sense.titlesAreCapitals || line.columns * 2 > sense.wrapWidth)
  }

  /// Whether a line of so many columns was ended on purpose: it is not half full, and the next word would have
  /// found room. `MA...None.` (What stands below an item's mark is the item's.)
  @inline(__always)
  mutating func endsShort(_ columns: Int, before next: Span<UInt8>) -> Bool {
    profile.rejoin == .words && columns * 2 < sense.wrapWidth && containers.last != .item
      && columns + 1 + next.firstWordColumns <= sense.wrapWidth
  }

  /// Whether an indent opens a paragraph.
  @inline(__always)
  private mutating func startsParagraph(_ place: LinePlace, after indent: Int) -> Bool {
    if sense.indentMarks {
      if place.indent >= indent + (sense.wrapWidth > 0 ? 1 : 2) { return true }
      // Lines that go on are flush; those of items hang.
      if place.indent >= max(sense.paragraphIndent, 1), containers.last != .item { return true }
    }
    // The indent of the profile's paragraphs, below a line without one.
    if indent == 0, place.indent > 0, place.indent == declaredIndent { return true }
    // What is set to the right stands for itself.
    return place.indent >= indent + 16
  }

  /// Running text, or a line that may be a title or a part of the sign-off.
  private mutating func takeText(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    isBelowRule: Bool, _ handler: inout Handler
  ) throws(ConversionError) {
    if place.indent >= 24, try takeRightSet(line, place, position, &handler) { return }
    if try takeMoreRecipients(line, place, position, &handler) { return }
    if place.blanks > 0, try takeBetweenMarks(line, place, position, &handler) { return }
    if place.indent >= 8, try takeNamesBelowTitle(line, position) { return }
    if place.mayBeRow, try takeTitleWithByline(line, place, position, &handler) { return }
    if sense.bracketsSign, try takeClosingBrackets(line, place, position, &handler) { return }
    if sense.bulletsAreTitles, try takeBulletTitle(line, place, position, &handler) { return }
    if sense.titlesRunIn, place.blanks > 0, try takeRunIn(line, place, position, &handler) {
      return
    }
    switch state {
    case .outside, .head, .contents, .title, .above, .signedOff, .credits:
      if state == .outside, usesPlace, profile.hasPlainMasthead, pending.lines.count == 1,
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
      }
      return
    case .body: break
    }
    if isBelowTitle, !pending.isHeld, place.blanks > 0, line.isNameOfBody {
      note(.below, line, position.line, nil, Reasons.belowTitle)
      recordContributor(line, kind: "organization", role: "author", label: nil, position)
      return
    }
    if sense.wrapWidth == 0, line.endsWithStop || line.isAddress {
      try piece(line, place, position, &handler)
    } else {
      try settlePending(before: line, place, &handler)
      pending.hold(line, indent: indent, position, place)
      pending.isRuled = isBelowRule
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

  static let opening: LayoutParts = [.init(.note), .init(.item), .init(.attachments)]

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

  private func reportByteOrderMark(
    _ span: Span<UInt8>, _ range: Range<Int>, _ position: SourcePosition
  ) {
    var at = 0
    while at < range.lowerBound {
      let s = span.scalar(at: at)
      if s.value == 0xFEFF { diagnostics.report(.byteOrderMarkInText, at: position) }
      at += s.length
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether it is the address of a page, which no sentence goes on behind.
  @inline(__always)
  var isAddress: Bool {
    count > 8 && (self[0] | 0x20 == 0x68 || self[0] | 0x20 == 0x77) && beginsAsAddress
  }

  private var beginsAsAddress: Bool {
    let isWeb = extracting(0..<4).elementsEqual("http") || extracting(0..<4).elementsEqual("www.")
    return isWeb && firstIndex(of: 0x20) == nil
  }

  /// What stands in the frame of a masthead, blanks at both sides: `*   The Night Watch   *`.
  var framed: Range<Int>? {
    guard let inner = betweenMarks, TextScalar.isBlank(scalar(endingAt: inner.lowerBound).value),
      TextScalar.isBlank(scalar(at: inner.upperBound).value)
    else { return nil }
    return inner
  }

  /// Whether it is a date, and begins with a digit: `303 PM CDT WED MAY 21 2003`.
  @inline(__always)
  fileprivate var isDateAlone: Bool {
    (0x30...0x39).contains(self[0]) && count <= 60 && DateText.iso(self) != nil
  }

  /// Whether dots lead from a word to another: `Toddlers .............. Tuesdays`.
  fileprivate var holdsLeader: Bool {
    guard let first = firstIndex(of: 0x2E), first + 5 < count else { return false }
    var dots = 0
    for at in first..<count {
      dots = self[at] == 0x2E ? dots + 1 : 0
      if dots == 5 { return true }
    }
    return false
  }

  /// Whether it is the two sides of a frame and nothing between: `*        *`.
  fileprivate var isFrameAlone: Bool {
    let mark = scalar(at: 0)
    guard count > 2 * mark.length, !TextScalar.isWord(mark.value),
      scalar(endingAt: count).value == mark.value
    else { return false }
    return extracting(mark.length..<(count - mark.length)).trimmedRange.isEmpty
  }

  @inline(__always)
  fileprivate var mayBeEmphasized: Bool { self[0] == 0x2A || self[0] == 0x5F }

  /// What stands between asterisks or low lines, one or two at both ends: `**Issue 23**`, `*Free*`.
  fileprivate var emphasized: Range<Int>? {
    guard count > 4, mayBeEmphasized, self[count - 1] == self[0] else { return nil }
    let marks = self[1] == self[0] ? 2 : 1
    guard self[marks] != self[0], marks == 1 || self[count - 2] == self[0],
      marks == 2 || self[count - 2] != self[0]
    else { return nil }
    let inner = marks..<(count - marks)
    return extracting(inner).trimmedRange == 0..<inner.count ? inner : nil
  }

  /// What stands between three marks or more at both ends: `■□■　まちづくり通信　■□■`.
  fileprivate var ornamented: Range<Int>? {
    guard self[0] == 0xE2, blockMark != 0 else { return nil }
    var start = 0
    while start < count, extracting(start..<count).blockMark != 0 { start += 3 }
    var end = count
    while end > start + 3, extracting((end - 3)..<end).isBlockMark { end -= 3 }
    guard start >= 9, count - end >= 9 else { return nil }
    let inner = extracting(start..<end).trimmedRange
    return inner.isEmpty ? nil : (start + inner.lowerBound)..<(start + inner.upperBound)
  }

  /// What stands in a box of one cell, behind its side: `┃１　夏まつり`.
  fileprivate var boxed: Range<Int>? {
    guard count > 6, isBoxSide(0) else { return nil }
    let end = isBoxSide(count - 3) ? count - 3 : count
    let range = extracting(3..<end).trimmedRange
    let inner = (3 + range.lowerBound)..<(3 + range.upperBound)
    for at in inner where isBoxSide(at) { return nil }
    return inner.isEmpty ? nil : inner
  }

  /// ┃ │ ║
  private func isBoxSide(_ at: Int) -> Bool {
    at + 2 < count && self[at] == 0xE2
      && ((self[at + 1] == 0x94 && (self[at + 2] == 0x83 || self[at + 2] == 0x82))
        || (self[at + 1] == 0x95 && self[at + 2] == 0x91))
  }

  /// Whether it is a byline in emphasis: `**By Rosa Delgado**`.
  fileprivate var isEmphasizedByline: Bool {
    guard let inner = emphasized, inner.count > 3 else { return false }
    return extracting(inner.lowerBound..<(inner.lowerBound + 3)).elementsEqual("By ")
  }

  /// Whether it is a number and a full stop, which the sentence of a filled paragraph ends with: `18.`
  @inline(__always)
  var isNumberWithStop: Bool {
    guard count > 1, count < 6, self[count - 1] == 0x2E else { return false }
    for at in 0..<(count - 1) where self[at] < 0x30 || self[at] > 0x39 { return false }
    return true
  }

  /// Columns of the first word: of a wide character, where it begins with one.
  fileprivate var firstWordColumns: Int {
    var at = 0
    var columns = 0
    while at < count, columns < 40 {
      let s = scalar(at: at)
      if TextScalar.isBlank(s.value) { break }
      if TextScalar.isWide(s.value) { return columns + (columns == 0 ? 2 : 0) }
      columns += 1
      at += s.length
    }
    return columns
  }
}
