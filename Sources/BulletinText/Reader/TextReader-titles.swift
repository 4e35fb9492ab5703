import GazetteDocumentModel

/// Lines around titles, and titles that a template tells.
extension TextReader {
  /// A line below a title.
  mutating func takeBelowTitle(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .body || pending.isHeld, parts.has(.below), isBelowTitle,
      !isAboveHeadRule(position),
      let match = classifier.match(.below, line, &budget), isShortName(line, match),
      // `——青湖市老年书画协会会讯` below the first line may be the masthead's.
      state != .outside || !profile.takesAnyMasthead || match.first(.subtitle) == nil
    else { return false }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, match, Reasons.belowTitle)
    try articleFacts(line, match, position)
    return true
  }

  /// Whether a line stands above the rule that ends the head, where there are no titles.
  private mutating func isAboveHeadRule(_ position: SourcePosition) -> Bool {
    position.line < sense.headRule && profile.takesAnyMasthead && articlesInBulletin == 0
  }

  /// Lines above and below a title, and titles that a template tells.
  mutating func takeAroundTitle(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if isAboveHeadRule(position) { return false }
    if try takeBelowTitle(line, parts, place, position, &handler) { return true }
    if parts.has(.above), state != .body || awaitsTitle || place.blanks > 0,
      let match = classifier.match(.above, line, &budget),
      isAboveTitle(match, place)
        || (line.isWhiteBracketed && place.blanks > 0 && isAtRest && profile.takesAnyMasthead)
    {
      if state == .head, usesPlace, articlesInBulletin == 0, !pending.isHeld, !lineFollowsRule,
        match.captures.count == 1, match.first(.date) != nil
      {
        // `Date: …` among the lines of the head.
        note(.head, line, position.line, match, Reasons.headTemplate)
        try headFacts(line, match, position, &handler)
        return true
      }
      let mayBeOfMail = mayBeMailHeader(match)
      if !mayBeOfMail { try settlePending(before: nil, place, &handler) }
      if lineFollowsRule, state == .body, article.hasBody {
        try endArticle(&handler, isClosed: true)
        awaitsTitle = false
        state = .title
      }
      if mayBeOfMail || mayBeBareCredits(match) {
        pending.hold(line, indent: line.extracting(0..<0), position, place)
        pending.isAbove = true
        pending.aboveMatches.append(match)
      } else {
        try beginAbove(line, match, position, &handler)
      }
      return true
    }
    // `###` is no title "#" behind ##.
    guard parts.has(.title), !line.isRule,
      let match = classifier.match(.title, line, &budget),
      let capture = match.first(.title), !(line.pointsElsewhere && state == .body),
      !line.holdsDots(in: capture.range),
      // `▼詳細 https://…`
      line.blockMark == 0 || !line.contains("://")
    else { return false }
    if mayBeMasthead, capture.range.lowerBound > 0, line.betweenMarks == nil {
      pending.hold(line, indent: line.extracting(0..<0), position, place)
      pending.isMarked = true
      return true
    }
    if match.index != sectionMark, let words = unlistedWords(line, capture, place) {
      // `◇材料は髪の毛より細い` in an article that the contents name, where they name no such line.
      try settlePending(before: line, place, &handler)
      note(.heading, line, position.line, match, Reasons.headingUnlisted)
      marks.count(line, around: words)
      try heading(line.extracting(words), level: 1, position)
      return true
    }
    if profile.title.alone, capture.range.upperBound == line.count,
      // `【４】お済みですか？`, where such numbers begin titles
      !(sense.numbersBeginTitles && line.enclosedNumberEnd > 0),
      (line.extracting(capture.range).holdsSentence
        && !contents.holds(line.extracting(capture.range)))
        || (sense.listMarks.contains(line.blockMark) && state != .contents),
      let item = match.asItem(capture)
    {
      // `● 人民路积水。9月11日，…` is no headline, but an item by its mark.
      try settlePending(before: line, place, &handler)
      if state == .title || state == .head, line.endsWithStop {
        try openWithoutTitle(position, &handler)
      }
      guard state == .body else { return false }
      note(.item, line, position.line, item, Reasons.template)
      try beginItem(line, item, place, position)
      return true
    }
    if state == .body, article.hasBody, sectionOpen, titleIsByPlace, articleMark == 0,
      !hasMarkedTitles, profile.takesAnyMasthead, line.blockMark != 0, line.betweenMarks == nil,
      isAtRest, place.blanks > 0, match.index != sectionMark,
      contents.columnTitle(line) == nil,
      !sectionMarks.contains(line.scalar(at: 0).value),
      contents.isEmpty || !contents.holds(line.extracting(capture.range))
    {
      // `▶ 작은 습관이 만든 변화` where titles of sections and articles stand without a mark.
      try settlePending(before: line, place, &handler)
      try headingByTitle(line, match, capture, position)
      return true
    }
    try takeColumnAbove(capture, place, &handler)
    let number = takeNumberAbove(place)
    try settlePending(before: line, place, &handler)
    if profile.title.alone, capture.range.lowerBound > 0, capture.range.upperBound == line.count,
      let inner = line.betweenMarks
    {
      // `★社区动态★`
      note(.section, line, position.line, match, Reasons.template)
      marks.count(line, around: inner)
      try beginSection(line.extracting(inner), position, &handler)
    } else {
      try takeTitle(line, match, position, &handler)
    }
    if let number, state == .body {
      recordFact(.kicker, number.bytes.span, number.position)
    } else if let number {
      try noteOfHead(number.bytes.span, at: number.position, &handler)
    }
    return true
  }

  /// The words of a line with the mark of a title, in an article that the contents name, as they do all above it, and
  /// that has another mark; nil where it is not so, or they name the line. (Mutating: a call that borrows would copy the
  /// reader.)
  private mutating func unlistedWords(
    _ line: Span<UInt8>, _ title: LineClassifier.Capture, _ place: LinePlace
  ) -> Range<Int>? {
    guard state == .body, !contents.isEmpty, profile.takesAnyMasthead,
      article.hasBody || paragraph.isOpen || (pending.isHeld && pending.bytes.span.endsWithStop),
      !lineFollowsRule,
      isAtRest, title.range.lowerBound > 0,
      line.blockMark == 0
        ? (line[0] == 0x2A && line[1] == 0x20) || (line[0] == 0x3D && line.betweenMarks != nil)
          || (line.numberEnd > 0 && hasListedTitle)
        : line.blockMark != articleMark,
      !sectionMarks.contains(line.scalar(at: 0).value),
      !sense.listMarks.contains(line.blockMark)
    else { return nil }
    let range = line.numberEnd > 0 ? 0..<line.count : line.betweenMarks ?? title.range
    let words = line.extracting(range)
    let isUnlisted =
      (!words.holdsSentence || words.endsWithQuestion) && contents.columnTitle(line) == nil
      && !contents.holds(words) && contents.haveNamed(articleTitle.span)
    return isUnlisted ? range : nil
  }

  /// A few characters that stand alone above a title with a mark are the title of a section: `赛事综述` above `● …`.
  private mutating func takeColumnAbove(
    _ title: LineClassifier.Capture, _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) {
    guard usesPlace, profile.title.alone, title.range.lowerBound > 0, place.blanks > 0,
      pending.lines.count == 1, !pending.isMarked, !pending.isAbove, !bulletinTitle.isEmpty,
      pending.lines[0].place.blanks > 0 || pending.followsRule, state != .body || isAtRest,
      state != .outside, state != .contents
    else { return }
    let text = pending.joined()
    let column = text.span
    let isBracketed = column[0] == 0x5B && column.isBracketed && column.columns <= 40
    guard isBracketed || (column.isShortHan && !column.isNameOfBody) else { return }
    let position = pending.lines[0].position
    noteAll(.section, nil, Reasons.aboveTitleAlone)
    pending.clear()
    try beginSection(column.extracting(withoutBrackets(column)), position, &handler)
  }

  /// A number that stands by itself right above a title with a mark: `01`.
  private mutating func takeNumberAbove(
    _ place: LinePlace
  ) -> (bytes: [UInt8], position: SourcePosition)? {
    guard usesPlace, place.blanks == 0, pending.lines.count == 1, pending.bytes.count <= 12,
      !pending.isMarked, !pending.isAbove
    else { return nil }
    let text = pending.joined(0..<1)
    guard let number = Numeral.match(text.span, at: 0), number.end == text.count else { return nil }
    let found = (bytes: text, position: pending.lines[0].position)
    noteAll(.above, nil, Reasons.aboveTitle)
    pending.clear()
    return found
  }

  /// A line with the mark of a title, or of a section's title.
  mutating func takeTitle(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .contents { try endContents(&handler) }
    if match.index == sectionMark || contents.columnTitle(line) != nil
      || (sense.sectionBracket != 0 && line.scalar(at: 0).value == sense.sectionBracket)
    {
      note(.section, line, position.line, match, Reasons.template)
      return try beginSection(line, match, position, &handler)
    }
    if sense.sectionBracket != 0, state == .body, article.hasBody, line.isInColumnBrackets,
      let title = match.first(.title)
    {
      // `＜採泥の方法＞` below a title that stands right below `【研究紹介】`.
      note(.heading, line, position.line, match, Reasons.template)
      return try heading(line.extracting(title.range), level: 1, position)
    }
    if !titlesInSections.isEmpty, !titlesInSections.contains(match.index), sectionOpen,
      state == .body, articleMark != 0, line.blockMark != 0, line.blockMark != articleMark,
      let title = match.first(.title)
    {
      // `▼録音のきっかけ` below `● 町の昔ばなし`, where titles in sections have the other mark.
      return try headingByTitle(line, match, title, position)
    }
    try takeSectionAboveTitle(&handler)
    note(.title, line, position.line, match, Reasons.template)
    try openBulletinIfNeeded(position, &handler)
    try beginTitled(line, match, position, &handler)
    titleFollowsRule = lineFollowsRule
    articleMark = line.blockMark
    if articleMark != 0 { hasMarkedTitles = true }
  }

  /// A heading, though a template of titles, or of those of sections, takes the line; its marks are left out.
  mutating func headingByTitle(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ title: LineClassifier.Capture,
    _ position: SourcePosition
  ) throws(ConversionError) {
    note(.heading, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try heading(line.extracting(title.range), level: 1, position)
  }

  /// A title behind a bullet; a line that is held above it is the title of its section.
  mutating func takeBulletTitle(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let words = line.extracting(line.behindMark)
    guard line.isBulleted, !line.endsWithStop, classifier.mayBeTitle(words) else { return false }
    if pending.lines.count == 1, isAtRest, classifier.mayBeTitle(pending.bytes.span) {
      let section = pending.joined()
      let start = pending.lines[0].position
      noteAll(.section, nil, Reasons.standsAlone)
      pending.clear()
      try beginSection(section.span.extracting(section.span.trimmedRange), start, &handler)
    }
    try settlePending(before: line, place, &handler)
    marks.count(line.extracting(0..<line.scalar(at: 0).length))
    try openTitled(words, line, position, Reasons.bulletTitle, &handler)
    return true
  }

  /// `○水管理`, `▲临江区：`: a heading by its mark, and by the text right below others of it; a title where titles
  /// have the mark.
  mutating func takeMarkedHeading(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state != .outside, state != .contents, sense.headingMarks.contains(line.blockMark),
      !contents.holds(line.extracting(line.behindMark)),
      place.columns <= 40, line.betweenMarks == nil
    else { return false }
    let last = line.scalar(endingAt: line.count)
    let end = TextScalar.folded(last.value) == 0x3A ? line.count - last.length : line.count
    if end == line.count, place.blanks == 0, state == .body, !pending.isHeld, articleMark != 0,
      articleMark != line.blockMark, article.hasBody, paragraph.isStopped,
      classifier.mayBeTitle(line)
    {
      // `●三日分の水と食料を` below `■防災の日に考える` and its text.
      note(.heading, line, position.line, nil, Reasons.markAboveText)
      try heading(line, level: 1, position)
      return true
    }
    // Its template takes it anyway.
    if end == line.count, classifier.candidates(line, place.beginning).has(.title) { return false }
    let title = line.extracting(0..<end)
    guard classifier.mayBeTitle(title), !title.endsWithStop else { return false }
    if end < line.count, let match = classifier.match(.title, title, &budget),
      match.index != sectionMark
    {
      try settlePending(before: line, place, &handler)
      marks.count(line.extracting(end..<line.count))
      try takeTitle(title, match, position, &handler)
      return true
    }
    let mark = line.blockMark
    if place.blanks > 0, pending.lines.count == 1, pending.bytes.span.numberEnd > 0 {
      try settlePending(before: line, place, &handler)
    }
    if place.blanks > 0, !pending.isHeld, titleIsHanNumbered {
      // `一、宏观政策` alone above `▲证券交易印花税税率上调`
      try makeSectionOfTitle(&handler)
      titleMark = mark
      numbersMakeSections = true
    }
    if mark == titleMark
      || (!pending.isHeld && (state == .title || (state == .head && !bulletinTitle.isEmpty)))
    {
      // `○年末年始の休館について` where nothing else is a title.
      titleMark = mark
      try settlePending(before: line, place, &handler)
      let length = line.scalar(at: 0).length
      marks.count(line.extracting(0..<length))
      let rest = title.extracting(length..<title.count)
      try openTitled(
        rest.extracting(rest.trimmedRange), line, position, Reasons.markAboveText, &handler)
      return true
    }
    guard state == .body || pending.isHeld else { return false }
    return try takeHeadingAboveText(line, place, position, Reasons.markAboveText, &handler)
  }

  /// A heading in an article, by the text right below others of its form.
  mutating func takeHeadingAboveText(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ reason: LocalizedText,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    try settlePending(before: line, place, &handler)
    guard state == .body else { return false }
    note(.heading, line, position.line, nil, reason)
    try heading(line, level: 1, position)
    return true
  }

  /// `△民兵整组工作全面展开△`: a title between two marks that no template has.
  mutating func takeBetweenMarks(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, profile.title.alone, state != .outside, Rejoining.opensBlock(line),
      let inner = line.betweenMarks, classifier.mayBeTitle(line.extracting(inner))
    else { return false }
    try settlePending(before: line, place, &handler)
    marks.count(line, around: inner)
    try openTitled(line.extracting(inner), line, position, Reasons.standsAlone, &handler)
    return true
  }

  /// A line above a title opens an article, unless one is open that waits for its title.
  mutating func beginAbove(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .contents { try endContents(&handler) }
    note(.above, line, position.line, match, Reasons.aboveTitle)
    try openBulletinIfNeeded(position, &handler)
    if state != .above, !(awaitsTitle && articleOpen) {
      try openUntitled(position, &handler)
      awaitsTitle = true
    }
    if state != .body || !article.hasBody { state = .above }
    columnAbove =
      profile.takesAnyMasthead && line.isWhiteBracketed && match.captures.count == 1
      ? (match.captures[0].range, [UInt8](line), position) : nil
    try articleFacts(line, match, position)
  }

  /// `〖病虫情报〗` with a blank line below is the title of a section, and no kicker.
  mutating func settleColumnAbove(
    _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) {
    guard let (words, line, position) = columnAbove.take(), place.blanks > 0, state == .above,
      articleTitle.isEmpty
    else { return }
    forgetArticle()
    awaitsTitle = false
    marks.count(line.span, around: words)
    try beginSection(line.span.extracting(words), position, &handler)
  }

  /// `WATERS` below the last `$$`: a name, if no article follows, though it has the shape of a code.
  private func mayBeBareCredits(_ match: LineClassifier.Match) -> Bool {
    state == .title && articlesInBulletin > 0 && !match.template.hasLiteral && hasBareCredits
  }

  /// `Subject: …` at the top of a text: the header of the mail that it came in, if no running text follows.
  private func mayBeMailHeader(_ match: LineClassifier.Match) -> Bool {
    state == .outside && match.template.hasLiteral && (!pending.isHeld || pending.isAbove)
  }

  /// Lines above a title are held no longer, now that the line below them is known: those at the top are the
  /// mail's where a masthead, capitals, a rule or the contents follow.
  mutating func settleAbove(
    before line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) {
    if opensBulletin(line, parts), state != .outside { return }
    guard state == .outside else { return try settlePending(before: line, place, &handler) }
    if parts.has(.above), let match = classifier.match(.above, line, &budget),
      mayBeMailHeader(match)
    {
      return
    }
    guard
      place.blanks > 0,
      line.isInCapitals || line.isRule || opensBulletin(line, parts)
        || matchContentsTitle(line, parts) != nil
    else { return try settlePending(before: line, place, &handler) }
    let held = pending
    pending.clear()
    try openBulletinIfNeeded(held.lines[0].position, &handler)
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      guard let match = classifier.match(.above, text, &budget) else { continue }
      note(.head, text, line.position.line, match, Reasons.headTemplate)
      try mailFacts(text, match, line.position, &handler)
    }
  }

  /// Whether the credits may be a name without a word before it.
  private var hasBareCredits: Bool { profile.templates(.credits).contains { !$0.hasLiteral } }

  /// Whether a bulletin begins with the line, so that what is held is the last line of the one before.
  mutating func opensBulletin(_ line: Span<UInt8>, _ parts: LayoutParts) -> Bool {
    guard parts.has(.masthead), let match = classifier.match(.masthead, line, &budget) else {
      return false
    }
    return mayOpenBulletin(line, match)
  }

  /// Whether a line that has the shape of one above a title is one: outside a body; in it, where a
  /// title is still to come, or where codes begin another article.
  mutating func isAboveTitle(_ match: LineClassifier.Match, _ place: LinePlace) -> Bool {
    guard state == .body else { return !pending.isHeld || pending.isAbove }
    if awaitsTitle, articleTitle.isEmpty { return true }
    // Below a rule the next message begins.
    if lineFollowsRule, match.template.hasLiteral, isAtRest, !pending.isHeld { return true }
    return match.first(.code) != nil && place.blanks > 0
      && (paragraph.isStopped || !paragraph.isOpen)
  }

  /// Whether the line at hand can stand below a title: nothing of the body has come. (Inlined: a call would copy the
  /// reader.)
  @inline(__always)
  var isBelowTitle: Bool {
    if pending.isHeld { return state != .contents }
    return state == .body && !article.hasBody && !paragraph.isOpen && !articleTitle.isEmpty
  }

  /// Settles held lines as the title that a line below titles shows them to be: whether the line stands right below a
  /// title then.
  @discardableResult
  mutating func settleTitle(
    above line: Span<UInt8>, _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    bylineFollows = true
    try settlePending(before: line, place, &handler)
    bylineFollows = false
    return !pending.isHeld && isBelowTitle
  }

  /// Whether a short line with a number is rather a title: the contents list it, or the title above has
  /// a number of the same kind, and nothing closes articles here.
  mutating func mayBeNumberedTitle(_ line: Span<UInt8>) -> Bool {
    guard line.numberEnd > 0, !line.endsWithStop else { return false }
    if contents.holds(line) { return true }
    let title = articleTitle.span
    let goesOn =
      articlesInBulletin > 1 && line.firstNumber.map { $0 - 1 } == title.firstNumber
    guard profile.title.alone, signOffsSeen == 0 || goesOn, title.numberEnd > 0, isAtRest else {
      return false
    }
    return Numeral.isArabic(title, 0) == Numeral.isArabic(line, 0)
      && (TextScalar.folded(title.scalar(at: 0).value) == 0x28)
        == (TextScalar.folded(line.scalar(at: 0).value) == 0x28)
  }

  /// Whether a line may be a title by its number, and has the one behind that of the title at hand:
  /// `二、德育工作` below `一、教学工作`.
  mutating func followsTitleNumber(_ line: Span<UInt8>) -> Bool {
    guard mayBeNumberedTitle(line), let number = line.firstNumber,
      let last = articleTitle.span.firstNumber
    else { return false }
    return number == last + 1
  }
}

extension Span where Element == UInt8 {
  /// What stands between two of one mark: `★社区动态★`.
  var betweenMarks: Range<Int>? {
    let mark = scalar(at: 0)
    guard count > 2 * mark.length, !TextScalar.isWord(mark.value),
      scalar(endingAt: count).value == mark.value
    else { return nil }
    // As many of them as there are at both ends: `■■■ 参保缴费 ■■■`
    var marks = 0
    while (marks + 1) * 2 * mark.length < count,
      scalar(at: marks * mark.length).value == mark.value,
      scalar(endingAt: count - marks * mark.length).value == mark.value
    {
      marks += 1
    }
    let edge = marks * mark.length
    let inner = extracting(edge..<(count - edge)).trimmedRange
    guard !inner.isEmpty else { return nil }
    return (edge + inner.lowerBound)..<(edge + inner.upperBound)
  }

  /// Whether it sends to the address below it: `▼詳細はこちら`, `▶ 자세히 보기`.
  var pointsElsewhere: Bool { self[0] == 0xE2 && blockMark != 0 && ends(with: pointers) }

  /// Whether three dots stand in what a template takes between dots: `.TODAY...MOSTLY CLOUDY...`, a sentence.
  fileprivate func holdsDots(in title: Range<Int>) -> Bool {
    guard self[0] == 0x2E, title.lowerBound == 1, title.count > 2, title.upperBound < count
    else { return false }
    for at in title.lowerBound..<(title.upperBound - 2) where self[at] == 0x2E {
      if self[at + 1] == 0x2E, self[at + 2] == 0x2E { return true }
    }
    return false
  }

  /// Whether a sentence ends in it, or at its end.
  fileprivate var holdsSentence: Bool {
    endsWithStop || contains("。")
  }

  /// The number that begins it, in a bracket or none.
  var firstNumber: Int? {
    guard count > 0 else { return nil }
    let first = scalar(at: 0)
    return Numeral.match(self, at: TextScalar.folded(first.value) == 0x28 ? first.length : 0)?.value
  }
}

/// What lines end with that send elsewhere.
private let pointers: [StaticString] = [
  "こちら", "こちらから", "こちらへ", "こちらをご覧ください", "↓", "바로가기", "바로 가기", "자세히 보기", "자세히보기", "더보기",
]
