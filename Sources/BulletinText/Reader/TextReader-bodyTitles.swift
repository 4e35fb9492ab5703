import GazetteDocumentModel

/// Which held lines are titles, or headings, in the body of an article that nothing has closed.
extension TextReader {
  /// Whether the held lines open a new article though nothing closed the one above, and with which of
  /// them its title begins.
  mutating func titleStart(before next: Span<UInt8>?, _ place: LinePlace) -> Int? {
    titleReason = Reasons.titleSaidAgain
    if sense.underlinesHead, pending.isRuled, !pending.followsRule { return nil }
    if next != nil, !contents.isEmpty, contents.holds(pending.joined().span) {
      titleReason = Reasons.inContents
      return 0
    }
    if next != nil, let first = listedTitleStart() {
      titleReason = Reasons.inContents
      return first
    }
    if lacksMark || isWithoutNumber || (hasListedTitle && holdsNumber)
      || (sense.numbersHead && holdsNumber && articleTitle.span.numberEnd == 0)
    {
      return nil
    }
    if sense.titlesFollowRules, !pending.followsRule, !pending.isRuled, articlesInBulletin > 0 {
      return nil
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
      return classifier.mayBeTitle(text.span) && !text.span.isAddress ? 0 : nil
    }
    if sense.titlesStandOn != .none, pending.lines.count == 1, standsOnText(next, place) {
      titleReason = Reasons.standsAlone
      return 0
    }
    if pending.beginsWithNumberAlone, place.blanks > 0, profile.title.alone {
      let title = pending.joined(1..<pending.lines.count)
      if classifier.mayBeTitle(title.span), titlesByPosition {
        titleReason = Reasons.numberAbove
        return 1
      }
    }
    // Below numbers by themselves no other title stands, and none that the contents do not name.
    if sense.numbersStandAbove
      || (contents.namesTitles(articleTitle.span)
        && (contents.leadsToPages || lacksNumber)
        && (contents.namesColumns || sense.sectionStyle == .none))
    {
      guard pending.lines.count > 1 || contents.mayName(pending.bytes.span) else { return nil }
    }
    // `有哪些表现` right between indented paragraphs is a heading, where titles have a blank line above.
    if sense.titlesAreSetOff, pending.lines.count == 1, pending.lines[0].place.blanks == 0,
      !pending.isRuled
    {
      return nil
    }
    if isNumberedHeading() || (pending.lines.count == 1 && pending.bytes.span.beginsWithStem) {
      return nil
    }
    // Where neither standing alone nor being said again makes a title, a rule or a number does.
    if !profile.title.alone, profile.rejoin == .words, !pending.isRuled,
      !pending.bytes.span.extracting(pending.lines[0].text).mayBeginWithNumber
    {
      return nil
    }
    // (Most lines are too long for a title, and need not be joined.)
    guard article.hasBody, titlesByPosition, pending.bytes.count <= classifier.longestTitle else {
      return nil
    }
    let text = pending.joined()
    guard classifier.mayBeTitle(text.span), !pending.isGapped, !text.span.areLabels
    else { return nil }
    if followsTitleNumber(text.span) {
      titleReason = Reasons.numberFollows
      return 0
    }
    if pending.lines.count == 1, pending.lines[0].place.blanks > 0, profile.title.alone,
      text.span.beginsWithColumn, articleTitle.span.beginsWithColumn
    {
      titleReason = Reasons.standsAlone
      return 0
    }
    if holdsTitleAndName, place.blanks > 0 || (next.endsWithStop && next.columns > 40) {
      titleReason = Reasons.bylineFollows
      return 0
    }
    if Rejoining.isMiddle(next), !bylineFollows { return nil }
    let isBelowRule =
      pending.followsRule && titleFollowsRule && profile.title.alone && pending.lines.count == 1
      && pending.lines[0].place.blanks > 0 && place.blanks > 0 && !text.span.endsWithSentence
    if pending.isRuled || isBelowRule {
      titleReason = Reasons.ruled
      return 0
    }
    if bylineFollows, profile.title.alone, pending.lines[0].place.blanks > 0,
      !text.span.endsWithSentence, !classifier.isLabelled(text.span)
    {
      titleReason = Reasons.bylineFollows
      return 0
    }
    if profile.rejoin != .words, pending.lines.count == 1 || sense.wrapWidth > 0,
      Rejoining.isTitle(text.span, before: next)
    {
      return 0
    }
    guard profile.title.alone, !isClosedBySignOffs || isCenteredAsTitles,
      profile.rejoin != .words || !contents.namesTitles(articleTitle.span)
        || (sense.sectionStyle == .capitals && text.span.isInCapitals),
      standsAlone(text.span, before: next, place)
        || (titleIsByPlace && sense.wrapWidth == 0 && pending.lines[0].place.blanks > 0
          && isShortAboveText(text.span, before: next, place))
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

  /// Where the contents' words begin in several held lines: they are a title, and one of those behind it or a kicker is
  /// with them.
  private func listedTitleStart() -> Int? {
    guard pending.lines.count > 1, !contents.isEmpty else { return nil }
    let rest = pending.lines.indices.dropFirst()
    if rest.contains(where: { contents.holds(pending.joined(0..<$0).span) }) { return 0 }
    return rest.first { contents.holds(pending.joined($0..<pending.lines.count).span) }
  }

  /// Whether the article's title has a number, as in the contents, and the held lines have none: they are a heading.
  private var lacksNumber: Bool {
    articleTitle.span.numberEnd > 0
      && pending.bytes.span.extracting(pending.lines[0].text).numberEnd == 0
  }

  /// Whether the titles so far have a mark, and the contents name them all, and the held lines have none: they are a
  /// heading, or text.
  @inline(__always)
  private var lacksMark: Bool {
    articleMark != 0 && pending.bytes.span.blockMark == 0 && contents.haveNamed(articleTitle.span)
  }

  /// Whether the article's title, and all those so far, are named by the contents, without a number in front.
  @inline(__always)
  var hasListedTitle: Bool {
    contents.hasItems && articleTitle.span.numberEnd == 0
      && contents.haveNamed(articleTitle.span)
  }

  /// Whether a number begins the held line, which may be a title by its form.
  @inline(__always)
  private var holdsNumber: Bool {
    let text = pending.bytes.span.extracting(pending.lines[0].text)
    return pending.lines.count == 1 && text.numberEnd > 0 && !text.endsWithStop
      && classifier.mayBeTitle(text)
  }

  /// Whether titles are told by numbers that stand alone, from the first article to the one at hand, and the held lines
  /// have none and are set in.
  @inline(__always)
  private var isWithoutNumber: Bool {
    sense.numbersStandAlone && !pending.isRuled && articlesInBulletin > 1
      && pending.lines[0].place.indent > 0
      && articleTitle.span.numberEnd > 0 && articleTitle.span.firstNumber == articlesInBulletin
      && pending.bytes.span.extracting(pending.lines[0].text).numberEnd == 0
  }

  /// Whether a number begins the held line, and the article's title, in a section, has none: `1．概要` is a heading.
  private mutating func isNumberedHeading() -> Bool {
    guard sectionOpen || contents.hasItems, profile.takesAnyMasthead, titleIsByPlace,
      !sense.numbersStandAlone,
      pending.lines.count == 1, !pending.isRuled,
      contents.isEmpty || !contents.holds(pending.bytes.span)
    else { return false }
    let text = pending.bytes.span.extracting(pending.lines[0].text)
    return (text.beginsWithArabicNumber || text.beginsWithHanNumber)
      && articleTitle.span.numberEnd == 0
      && (Numeral.match(text, at: 0)?.value == 1 || hasHeadings)
  }

  /// Whether two lines are held that stand alone, and the second one names somebody: `校医室 丁怡`, `何 田`.
  private var holdsTitleAndName: Bool {
    guard pending.lines.count == 2, profile.title.alone, profile.rejoin == .cjk,
      pending.lines[0].place.blanks > 0, pending.lines[1].place.columns <= 24
    else { return false }
    let held = pending.bytes.span
    let name = held.extracting(pending.lines[1].text)
    return !held.extracting(pending.lines[0].text).endsWithSentence
      && (name.isNameBehindPosts || name.isNameBehindPost
        || (name.count <= 20 && PersonName.areNames(name)))
  }

  /// Whether the title at hand, without text, is rather a section's, and the held lines are the title: both stand
  /// alone, and text below the held ones.
  ///
  ///     学会活动                       short, and no longer than the line below
  ///
  ///     省气象学会召开学术年会
  ///         本刊讯  4月15日至16日，…
  mutating func isBelowSection(before next: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard isTitleAlone else { return false }
    if !contents.isEmpty, articlesInBulletin > 0, contents.holds(articleTitle.span),
      contents.holds(pending.joined().span), pending.lines[0].place.blanks > 0
    {
      // The contents name both, one above the other.
      return true
    }
    if bylineFollows, articleMark != 0, profile.takesAnyMasthead,
      articleTitle.span.columns <= 16, pending.lines[0].place.blanks > 0
    {
      // `◆经验交流` above a title and its subtitle.
      return true
    }
    if pending.lines[0].place.blanks > 0 {
      let held = pending.joined(0..<1)
      if isTitleOfNumber(held.span) { return true }
    }
    guard usesPlace, profile.takesAnyMasthead || profile.title.alone, titleIsByPlace,
      contents.isEmpty || sense.sectionStyle != .none, articlesInBulletin > 0,
      (pending.lines[0].place.blanks > 0 && !pending.isRuled)
        || sense.sectionStyle == .enclosed
    else { return false }
    let text = pending.joined()
    let (section, title) = (articleTitle.span, text.span)
    guard classifier.mayBeTitle(title), !title.endsWithStop,
      title.labelled == nil || sense.sectionStyle == .short
    else { return false }
    switch sense.sectionStyle {
    case .capitals where section.isInCapitals && !title.isInCapitals,
      .bracketed where (titleIsBracketed || section.isBracketed) && !title.isBracketed,
      .short where section.isHanAlone && section.count <= 24 && section.columns < title.columns,
      .enclosed where titleIsRuled:
      return
        (title.mayStandBelowSection || title.numberEnd > 0
        || (title[0] >= 0xE0 && title.columns <= 60))
        && (bylineFollows || place.blanks > 0
          || (sense.titlesOnText && next.columns >= 2 * title.columns)
          // Text that is set in needs no blank line above.
          || (place.indent >= (title[0] >= 0xE0 ? 4 : 2) && pending.lines[0].place.indent == 0))
    default: break
    }
    guard contents.isEmpty, section.columns < title.columns,
      bylineFollows
        || (!Rejoining.isMiddle(next) && (next.columns > title.columns || place.indent > 0))
    else { return false }
    return profile.rejoin == .words
      ? section.isInCapitals && title.isInCapitals && !next.isInCapitals && place.blanks > 0
      : section.isNameOfColumn
        || (titleFollowsRule && section.columns <= 12 && section.isHanAlone
          && pending.lines[0].place.blanks > 0)
  }

  /// Whether the held line is a section's title: a few characters, and below them another line that stands alone and
  /// may be a title; below a rule, or where the text has such sections.
  mutating func isColumnAboveTitle(before next: Span<UInt8>, _ place: LinePlace) -> Bool {
    let isShort = sense.sectionStyle == .short && pending.lines[0].place.blanks > 0
    guard pending.followsRule || isShort, pending.lines.count == 1, profile.takesAnyMasthead,
      isAtRest, place.blanks > 0, pending.lines[0].place.columns <= (isShort ? 16 : 12),
      pending.bytes.span.isHanAlone, next.columns <= 60, !next.endsWithStop,
      isShort ? next.columns > pending.lines[0].place.columns : !next.hasLabel, !bylineFollows
    else { return false }
    return classifier.mayBeTitle(next) && classifier.match(.below, next) == nil
      && !(isShort && PersonName.areNames(pending.bytes.span))
  }

  /// The held lines are a title, and the one above them was a section's.
  mutating func settleBelowSection(_ handler: inout Handler) throws(ConversionError) {
    // `一、本周要闻` above `1．…`: so will `二、…` be, whatever stands below it.
    if titleIsHanNumbered { numbersMakeSections = true }
    try makeSectionOfTitle(&handler)
    try settlePending(before: nil, LinePlace(blanks: 1), &handler)
  }

  /// What stands alone at a rule, right above a title of another form, is the title of a section; and so is any above a
  /// title that begins its text.
  mutating func takeSectionAboveTitle(
    runIn: Bool = false, _ handler: inout Handler
  ) throws(ConversionError) {
    let isInCapitals =
      sense.sectionStyle == .capitals && titleIsByPlace && articleTitle.span.isInCapitals
    guard runIn || (titleIsRuled && titleIsByPlace) || isInCapitals, profile.takesAnyMasthead,
      isTitleAlone
    else { return }
    try makeSectionOfTitle(&handler)
  }

  /// Whether the article at hand is a title, and nothing else is said of it: a start, a text and an end. (Inlined: a call
  /// would copy the reader.)
  @inline(__always)
  var isTitleAlone: Bool {
    articleOpen && !article.hasBody && !paragraph.isOpen && article.frontEventCount == 3
  }

  /// What was begun was no article.
  mutating func forgetArticle() {
    article.resetFront()
    articleOpen = false
    articlesInBulletin -= 1
  }

  /// The article at hand, which is a title and no more, was that of a section.
  mutating func makeSectionOfTitle(_ handler: inout Handler) throws(ConversionError) {
    let section = articleTitle
    let start = articleStart
    forgetArticle()
    note(.section, section.span, start.line, nil, Reasons.aboveTitleAlone)
    try beginSection(section.span.extracting(withoutBrackets(section.span)), start, &handler)
  }

  /// The words of a title, without the brackets around it, which are counted: `[THE BIG NEWS]`.
  mutating func withoutBrackets(_ title: Span<UInt8>) -> Range<Int> {
    guard title.isBracketed else { return 0..<title.count }
    let words = title.withoutBrackets
    marks.count(title, around: words)
    return words
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

  /// Whether the held lines are set to the middle below a blank line, as the last title was, and paragraphs are not.
  @inline(__always)
  private var isCenteredAsTitles: Bool {
    titleIndent >= 8 && pending.lines[0].place.indent >= 8 && pending.lines[0].place.blanks > 0
      && sense.paragraphIndent < 8 && profile.rejoin == .cjk
  }

  /// Whether the text closes its articles, so that a line which stands alone is no title.
  private var isClosedBySignOffs: Bool { signOffsSeen > 0 }

  /// Whether the held lines are set off from running text; capitals are, though it stands right below them.
  private mutating func standsAlone(
    _ text: Span<UInt8>, before next: Span<UInt8>, _ place: LinePlace
  ) -> Bool {
    // What stands in round brackets below a text is said of that.
    guard let first = pending.lines.first, !classifier.isLabelled(text), !text.isInAsterisks,
      !(text.isBracketed && TextScalar.folded(text.scalar(at: 0).value) == 0x28)
    else { return false }
    if first.place.blanks > 0, text.isInCapitals, !next.isInCapitals,
      next.columns > 40 || sense.titlesAreCapitals,
      isNarrow, !text.endsWithStop || text.endsWithCall
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

  /// `〈なぜ分けるの？〉` in an article whose title has a mark of another kind.
  @inline(__always)
  private var holdsBracketedHeading: Bool {
    let text = pending.bytes.span.extracting(pending.lines[0].text)
    return articleMark != 0 && pending.lines[0].place.columns <= 40 && text.isInColumnBrackets
      && text.count > 12
  }

  /// `From the Nurse:`
  func isColonHeading(_ place: LinePlace) -> Bool {
    let (text, line) = (pending.bytes.span, pending.lines[0])
    return line.place.blanks > 0 && place.blanks == 0 && line.place.columns <= 40
      && text.beginsWithCapital && text[text.count - 1] == 0x3A
  }

  /// Whether a short line stands right above a sentence that is much longer, where a line is a paragraph: nothing
  /// has cut it.
  ///
  ///     退休党员捐款一万元
  ///     3月1日，78岁的退休党员李守信将一万元积蓄交到社区，支援疫情防控。
  private func isShortAboveText(
    _ text: Span<UInt8>, before next: Span<UInt8>, _ place: LinePlace
  ) -> Bool {
    usesPlace && sense.wrapWidth == 0 && (profile.rejoin == .cjk || sense.titlesOnText)
      && pending.lines.count == 1 && place.blanks == 0 && !place.isAfterBreak
      && (next.endsWithStop || sense.titlesOnText)
      && text.columns <= 44 && text.scalarCount >= 4
      && (text.columns * 2 <= next.columns
        || (text.columns <= 24 && text.columns + 10 <= next.columns
          && pending.lines[0].place.blanks > 0))
      && classifier.mayBeTitle(text) && !text.endsWithStop && !text.holdsClause && !text.hasLabel
      && !Rejoining.opensBlock(text)
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
    if next != nil, hasListedTitle, holdsNumber, pending.lines[0].place.blanks > 0 { return true }
    if next != nil, sense.colonsHead, isColonHeading(place) { return true }
    if next != nil, isAtRest, !pending.isMarked, !articleTitle.isEmpty, holdsBracketedHeading {
      return true
    }
    if let next, isAtRest, !pending.isMarked, isShortAboveFull(next, place),
      classifier.mayBeTitle(pending.bytes.span), pending.bytes.span.labelled == nil
    {
      return true
    }
    if pending.beginsWithLabel(inWords: profile.rejoin == .words) { return false }
    if let next, sense.wrapWidth == 0, isAtRest,
      isShortAboveText(pending.bytes.span, before: next, place)
    {
      return true
    }
    guard usesPlace, let next, isAtRest else {
      return usesPlace && next == nil && pending.isRuled && !pending.bytes.span.endsWithStop
    }
    let text = pending.joined()
    guard text.count <= 120, classifier.mayBeTitle(text.span), !text.span.endsWithStop else {
      return false
    }
    return (pending.isRuled && (isNarrow || sense.underlinesHead))
      || ((article.hasBody || text.span.beginsWithStem || isNumberedHeading())
        && standsAlone(text.span, before: next, place))
  }
}

extension Span where Element == UInt8 {
  /// Whether it is several labels with what they say, gaps between: `分析师：陆远　　电话：6277`.
  fileprivate var areLabels: Bool {
    guard mayHoldGap else { return false }
    let pieces = piecesBetweenGaps
    return pieces.count > 1 && pieces.allSatisfy { extracting($0).labelled != nil }
  }

  /// Whether a word in 【】 begins it, and more follows: `【执行工作】江北法院…`.
  fileprivate var beginsWithColumn: Bool {
    count > 9 && self[0] == 0xE3 && scalar(at: 0).value == 0x3010 && !isBracketed
  }

  /// Whether one of the ten stems numbers it: `甲、飯堂服務`, `（甲）飯堂服務`.
  var beginsWithStem: Bool {
    if count > 9, self[0] == 0xEF, self[6] == 0xEF, self[7] == 0xBC, self[8] == 0x89 {
      return scalar(at: 0).value == 0xFF08 && stems.contains(scalar(at: 3).value)
    }
    // 、 behind it, which most lines lack.
    guard count > 9, self[3] == 0xE3, self[4] == 0x80, self[5] == 0x81 else { return false }
    return stems.contains(scalar(at: 0).value)
  }

  /// Whether a number in digits and a mark behind it begin it: `1．概要`.
  fileprivate var beginsWithArabicNumber: Bool {
    count > 3 && Numeral.isArabic(self, 0) && numberEnd > 0
  }

  /// Whether a number in Han characters and an ideographic space begin it: `一　はじめに`.
  fileprivate var beginsWithHanNumber: Bool {
    guard count > 6, self[0] >= 0xE4, let number = Numeral.match(self, at: 0), number.end < count
    else { return false }
    return scalar(at: number.end).value == 0x3000
  }

  /// Whether it is what columns of Chinese bulletins are called, eight characters at most: `市县动态`.
  fileprivate var isNameOfColumn: Bool {
    // `要　闻`: two letters set apart.
    let letters = piecesBetweenGaps
    if letters.count == 2, letters.allSatisfy({ $0.count == 3 }) {
      let word = [UInt8](extracting(letters[0])) + [UInt8](extracting(letters[1]))
      return word.span.ends(with: columnEndings)
    }
    return count >= 12 && count <= 24 && isHanAlone && ends(with: columnEndings)
  }
}

/// What the names of columns end with.
private let columnEndings: [StaticString] = [
  "动态", "活动", "简讯", "要闻", "信息", "交流", "之窗", "天地", "专栏", "集锦", "传真", "快讯", "速递", "动向",
  "新闻", "纵横", "聚焦", "园地", "论坛", "工作", "建设", "通知", "公告", "调研", "研究", "资讯", "视点", "看点",
  "广角", "撷英", "荟萃", "摘编", "摘登", "短波", "一览", "專欄", "動態", "要聞", "簡訊",
]

private let stems = Set("甲乙丙丁戊己庚辛壬癸".unicodeScalars.map(\.value))
