import GazetteDocumentModel

/// Mastheads, which the lines below them show or a template tells, and who issues what they name.
extension TextReader {
  /// Whether the first line of a text was a masthead, as the line below it shows: a number or date of
  /// the bulletin, its contents, its first section.
  mutating func takePendingMasthead(
    above line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard profile.takesAnyMasthead || (usesPlace && state == .head) else { return false }
    let head = parts.has(.head) ? classifier.match(.head, line, &budget) : nil
    // Below credits a date may be anything's, and a section may follow.
    let isBelowCredits = state == .credits
    let isHead =
      head.map {
        pending.isMarked
          ? $0.numbersIssue || (place.blanks == 0 && $0.first(.date)?.date?.year != nil)
          : isBelowCredits ? $0.template.hasLiteral : $0.template.hasMark
      } ?? false
    if isHead, state == .outside, let head, pending.joined().span.isTitleOfPaper,
      head.first(.custom("document-number")) != nil || pending.bytes.span.beginsAsTitleOfPaper
    {
      try openBulletinIfNeeded(position, &handler)
      note(.head, line, position.line, head, Reasons.headTemplate)
      try headFacts(line, head, position, &handler)
      return true
    }
    guard
      isHead
        || matchContentsTitle(line, parts) != nil
        || (!isBelowCredits && parts.has(.section)
          && classifier.match(.section, line, &budget) != nil)
        || isAboveOtherTitle(line, parts) || isBetweenHeadAndTitle(line, parts)
    else { return false }
    guard try beginBulletinByPending(&handler) else { return false }
    guard isHead, let head else { return false }
    note(.head, line, position.line, head, Reasons.headTemplate)
    try headFacts(line, head, position, &handler)
    return true
  }

  /// Whether the first line is a Markdown title, and the line at hand one of another level.
  private mutating func isAboveOtherTitle(_ line: Span<UInt8>, _ parts: LayoutParts) -> Bool {
    guard pending.isMarked, parts.has(.title), line[0] == 0x23,
      let title = classifier.match(.title, line, &budget)
    else { return false }
    let held = pending.bytes
    return classifier.match(.title, held.span, &budget)?.index != title.index
  }

  /// Whether a line that is set in stands alone below others of the head, and a title behind a mark is the line at
  /// hand: no title has none of its text.
  private mutating func isBetweenHeadAndTitle(_ line: Span<UInt8>, _ parts: LayoutParts) -> Bool {
    guard state == .head, bulletinTitle.isEmpty, articlesInBulletin == 0, !pending.isMarked,
      !pending.isAbove, pending.lines.count == 1, pending.lines[0].place.indent >= 8,
      pending.lines[0].place.blanks > 0, parts.has(.title), line.blockMark != 0
    else { return false }
    return classifier.match(.title, line, &budget) != nil
  }

  /// The lines held are the masthead, if they can be one: what stands below them says so.
  mutating func beginBulletinByPending(_ handler: inout Handler) throws(ConversionError) -> Bool {
    let whole = pending
    let issuer = pending.takeIssuer()
    let ends = mastheadEnd
    let joined = pending.joined(0..<ends)
    let kind = ends == 1 ? joined.span.nameBeforeKind ?? joined.span.kindBeforeName : nil
    let columns =
      kind.map { [$0.name, $0.kind] }
      ?? (ends == 1 ? joined.span.mastheadColumns : [0..<joined.count])
    let text = Array(joined[columns[0]])
    let first = pending.lines[0].position
    let marked =
      pending.isMarked
      ? classifier.match(.section, text.span, &budget)
        ?? classifier.match(.title, text.span, &budget) : nil
    guard classifier.mayBeTitle(text.span),
      let match = marked ?? classifier.match(.masthead, text.span, &budget)
        ?? (state == .head && usesPlace ? .title(text.span) : nil)
    else {
      pending = whole
      return false
    }
    for held in issuer.lines {
      note(
        .head, issuer.bytes.span.extracting(held.text), held.position.line, nil,
        Reasons.amongHead)
    }
    // What was captured of several lines joined is of none of them.
    let shown = LineClassifier.Match(
      template: match.template, captures: ends == 1 ? match.captures : [])
    for (index, held) in pending.lines.enumerated() {
      note(
        .masthead, pending.bytes.span.extracting(held.text), held.position.line,
        index < ends ? shown : nil, Reasons.aboveHead)
    }
    let rest = pending.split(from: ends)
    try beginBulletin(text.span, match, first, &handler)
    if let kind {
      marks.count(joined.span, around: kind.name, and: kind.kind)
      try handler.element(.subtitle, text: joined.span.extracting(kind.kind), at: first)
    } else if columns.count > 1 {
      try noteOfHead(joined.span.extracting(columns[1]), at: first, &handler)
    }
    try takeIssuer(issuer, &handler)
    try mastheadFacts(rest, &handler)
    return true
  }

  /// What stands below the title of a masthead: its subtitle, and facts.
  private mutating func mastheadFacts(
    _ rest: PendingBlock, _ handler: inout Handler
  ) throws(ConversionError) {
    for (index, held) in rest.lines.enumerated() {
      let line = rest.bytes.span.extracting(held.text)
      if DateWords.isSeason(line) {
        try noteOfHead(line, as: "when", at: held.position, &handler)
      } else if line.beginsWithDate, classifier.match(.head, line, &budget) == nil {
        // `2010年4月12日—4月18日（第14周）`
        try noteOfHead(line, as: "when", at: held.position, &handler)
      } else if let match = classifier.match(.head, line, &budget), match.template.hasMark {
        try headFacts(line, match, held.position, &handler)
      } else if index == 0 {
        try handler.element(.subtitle, text: line, at: held.position)
      } else {
        try noteOfHead(line, at: held.position, &handler)
      }
    }
  }

  /// How many of the held lines are the masthead's title: what stands in brackets below it, below a blank line, or
  /// below capitals in lower case, is its subtitle.
  private var mastheadEnd: Int {
    let held = pending.bytes.span
    let isInCapitals = held.extracting(pending.lines[0].text).isInCapitals
    return pending.lines.indices.dropFirst().first { index in
      let line = held.extracting(pending.lines[index].text)
      return pending.lines[index].place.blanks > 0 || line.isBracketed || line.beginsWithDate
        || line.betweenDashes != nil
        || line.isAddress || line.endsWithStop
        || (profile.rejoin == .cjk
          && (line.holdsIssueNumber || line.labelled != nil || line.beginsWithDash
            || line.saysWhoIssues || isInOtherLetters(line, index)))
        || isSubtitle(line, index)
        || (isInCapitals && !line.isInCapitals) || standsBelowName(line, index)
    } ?? pending.lines.count
  }

  /// Whether a line names the paper by what it is, and is by half longer than the name above: `江南农商人`, and below
  /// it `江南农村商业银行内部通讯`.
  private func isSubtitle(_ line: Span<UInt8>, _ index: Int) -> Bool {
    let name = pending.bytes.span.extracting(pending.lines[index - 1].text)
    return index == 1 && line.saysWhatPaperIs(below: name)
  }

  /// The name of the bulletin, held right above a masthead that says what it is: `샘  물` above `은샘교회 소식지 제14호`.
  /// Its words are the title then, and those of the masthead the subtitle.
  mutating func takeName(
    above line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .outside, usesPlace, place.blanks == 0, pending.lines.count == 1,
      !pending.isMarked, !pending.isAbove, let title = match.first(.title),
      case let name = pending.joined(), name.span.columns <= 16, classifier.mayBeTitle(name.span),
      line.extracting(title.range).saysWhatPaperIs(below: name.span),
      let masthead = LineClassifier.Match.title(name.span)
    else { return false }
    noteAll(.masthead, nil, Reasons.aboveHead)
    note(.masthead, line, position.line, match, Reasons.template)
    let first = pending.lines[0].position
    pending.clear()
    try beginBulletin(name.span, masthead, first, &handler)
    var captures = match.captures
    for index in captures.indices where captures[index].field == .title {
      captures[index].field = .subtitle
    }
    try headFacts(
      line, LineClassifier.Match(template: match.template, captures: captures), position, &handler)
    return true
  }

  /// Whether a line in ASCII stands below a name in Han: `JIANGNAN DAXUE BAO`.
  private func isInOtherLetters(_ line: Span<UInt8>, _ index: Int) -> Bool {
    let name = pending.bytes.span.extracting(pending.lines[index - 1].text)
    return index == 1 && name.isHanAlone && TextScalar.isLatinWord(UInt32(line[0]))
      && !(0..<line.count).contains { line[$0] >= 0x80 }
  }

  /// Whether a line in Latin letters is said of the name above it, and does not go on with that: it begins with a
  /// capital, and the name does not end with a small word.
  private func standsBelowName(_ line: Span<UInt8>, _ index: Int) -> Bool {
    let name = pending.bytes.span.extracting(pending.lines[index - 1].text)
    return profile.rejoin == .words && index == 1 && line.beginsWithCapital && !line.isInCapitals
      && !name.isInCapitals && name.columns <= 50 && !Rejoining.endsOpen(name)
  }

  /// The first lines of a text, right above its masthead: who issues it. They are held no longer.
  mutating func issuerAbove(_ line: Span<UInt8>, _ place: LinePlace) -> PendingBlock {
    guard state == .outside, usesPlace, pending.isHeld, pending.lines.count <= 2, place.blanks <= 1,
      !pending.isMarked, !pending.isAbove, pending.isShortOfSentences
    else { return PendingBlock() }
    noteAll(.head, nil, Reasons.amongHead)
    return pending.split(from: 0)
  }

  /// Lines set to the right below the date, above the masthead: who issues it.
  mutating func takeSender(_ handler: inout Handler) throws(ConversionError) {
    guard bylinesByForm, articlesInBulletin == 0, pending.isShortOfSentences,
      pending.lines.allSatisfy({
        isSetToTheRight(pending.bytes.span.extracting($0.text), $0.place)
      })
    else { return }
    noteAll(.head, nil, Reasons.amongHead)
    let held = pending.split(from: 0)
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      try handler.handle(.metadata(.publisher, text), at: line.position)
    }
  }

  mutating func takeIssuer(
    _ held: PendingBlock, _ handler: inout Handler
  ) throws(ConversionError) {
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      if text.isNameOfBody {
        try handler.handle(.metadata(.publisher, text), at: line.position)
      } else {
        try noteOfHead(text, at: line.position, &handler)
      }
    }
  }

  /// Whether a masthead may stand at the line, below a sentence or two on how the bulletin was sent.
  mutating func isBelowPreface(_ line: Span<UInt8>) -> Bool {
    profile.takesAnyMasthead && lineIsBelowRule && isInGreeting && bulletinTitle.isEmpty
      && !line.endsWithStop
  }

  /// The title of the bulletin at hand, whose preface is an article that waits.
  mutating func takeTitleBelowPreface(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    try settlePending(before: nil, LinePlace(), &handler)
    try endPreformatted()
    try closeContainers()
    paragraph.isOpen = false
    paragraph.isStopped = true
    try headFacts(line, match, position, &handler)
    state = .head
    return true
  }

  /// Whether a line with the shape of a section's heading may be the masthead: the first one of a text
  /// of an unknown family, if a line of the head follows.
  var mayBeMasthead: Bool {
    (state == .outside
      || (state == .head && bulletinTitle.isEmpty && articlesInBulletin == 0 && !sectionOpen))
      && profile.takesAnyMasthead && !pending.isHeld
  }

  /// Whether a masthead is one where it stands: a shape without words opens a bulletin only where none
  /// is in an article, and any shape of an unknown family only above all articles.
  func mayOpenBulletin(_ line: Span<UInt8>, _ match: LineClassifier.Match) -> Bool {
    // `Date: Mon, 1 Aug 2011` is no title and a date.
    guard match.template.hasMark, !usesPlace || !(line.hasWordLabel || line.isKeywords)
    else { return false }
    // Between the head and the first article stands a title: `关于三起问题的通报`.
    if usesPlace, state == .head, !bulletinTitle.isEmpty, articlesInBulletin == 0 { return false }
    // `2024年4月1日 第58号` is below a masthead.
    if let title = match.first(.title) {
      let words = line.extracting(title.range)
      if DateText.isDate(line, title.range) || !words.holdsLetter
        || (usesPlace && profile.rejoin == .cjk
          && (words.beginsWithYear || (pending.isHeld && words.beginsWithDigit)))
      {
        return false
      }
      // `★ 工作动态` is a column or an item, though `{title…动态}` takes it.
      if usesPlace, title.range.lowerBound == 0, Rejoining.opensBlock(line), !line.isInBrackets {
        return false
      }
    }
    // Titles of sections have had its mark: `◆ 教研在线 ◆` below credits of an article.
    if usesPlace, state == .credits, sectionMarks.contains(line.scalar(at: 0).value) {
      return false
    }
    if profile.takesAnyMasthead {
      return state == .outside || state == .credits || (state == .head && bulletinTitle.isEmpty)
    }
    return match.template.hasLiteral || state != .body
  }
}

extension Span where Element == UInt8 {
  /// The title and what stands beside it, a wide gap between: `Library Bulletin        College of Engineering`.
  fileprivate var mastheadColumns: [Range<Int>] {
    let pieces = piecesBetweenGaps
    guard pieces.count == 2, pieces[1].lowerBound - pieces[0].upperBound >= 6,
      pieces.allSatisfy({ extracting($0).columns >= 8 })
    else { return [0..<count] }
    return pieces
  }

  /// Whether a long dash begins it, as it does subtitles: `—— 环保周报 ——`.
  var beginsWithDash: Bool {
    [0x2014, 0x2015, 0x2500].contains(scalar(at: 0).value)
  }

  /// Whether a date with its year begins it: `二零零一年五月號    總第一六四期` is no title and a number.
  fileprivate var beginsWithYear: Bool { DateWording.match(self, at: 0)?.year != nil }

  /// Whether a day begins it, with its year or without.
  var beginsWithDate: Bool { beginsWithDay || DateWording.match(self, at: 0) != nil }

  /// Whether it ends as titles of official papers do: `关于做好…工作的通知`.
  fileprivate var isTitleOfPaper: Bool { count >= 12 && ends(with: papers) }

  /// 关于
  fileprivate var beginsAsTitleOfPaper: Bool {
    count > 6 && extracting(0..<6).elementsEqual("关于" as StaticString)
  }

  /// `主题词：值班 通报`
  fileprivate var isKeywords: Bool {
    count > 9 && extracting(0..<9).elementsEqual("主题词" as StaticString)
  }
}

extension Span where Element == UInt8 {
  /// Whether it says who issues a bulletin, by its last characters: `教务处编`.
  var saysWhoIssues: Bool { ends(with: issuers) }
}

/// What lines below a masthead end with that say who issues the bulletin, or what it is.
private let issuers: [StaticString] = [
  "公司", "内刊", "內刊", "刊物", "资料", "主办", "主辦", "编印", "編印", "出版", "编", "編",
]

/// What kinds of official papers there are (党政机关公文处理工作条例 §8), as their titles end.
private let papers: [StaticString] = [
  "通知", "通报", "意见", "决定", "决议", "报告", "批复", "请示", "公告", "通告", "议案", "命令", "的函", "纪要",
]

/// What bulletins are called, by the last characters of their names.
extension Span where Element == UInt8 {
  /// Whether it names the paper by what it is, and is by half longer than the name above.
  fileprivate func saysWhatPaperIs(below name: Self) -> Bool {
    self[0] >= 0xE0 && columns * 2 >= name.columns * 3 && ends(with: kindsOfBulletin)
      && !name.isNameOfBody
      && (!name.ends(with: kindsOfBulletin) || columns >= 3 * name.columns)
  }
}

private let kindsOfBulletin: [StaticString] = [
  "通讯", "通訊", "简报", "月报", "月報", "周报", "週報", "日报", "月刊", "周刊", "双月刊", "季刊", "快报", "资讯",
  "電子報", "电子报", "会刊", "會刊", "内刊", "院报", "校报", "소식지", "뉴스레터", "회보", "소식", "통신",
  "會訊", "会讯", "會報", "会报", "簡訊", "简讯",
]
