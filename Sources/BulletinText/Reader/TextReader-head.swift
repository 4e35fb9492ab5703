import GazetteDocumentModel

/// Lines above the articles: mastheads, head lines, the list of contents.
extension TextReader {
  /// Head lines, the list of contents.
  mutating func takeAboveArticles(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if state == .head, pending.isHeld, standsInHead(above: line, parts, place) {
      try settleAsNotes(&handler)
    }
    if pending.isHeld, mayHoldMasthead(),
      try takePendingMasthead(above: line, parts, place, position, &handler)
    {
      return true
    }
    if state == .head || state == .outside, !pending.isHeld, parts.has(.head),
      let match = matchHead(line),
      state == .head
        ? takesHeadLine(match, place)
        : match.template.hasLiteral || (usesPlace && match.first(.date)?.date?.year != nil)
    {
      try openBulletinIfNeeded(position, &handler)
      note(.head, line, position.line, match, Reasons.headTemplate)
      try headFacts(line, match, position, &handler)
      return true
    }
    if try takeBracketsOfHead(line, place, position, &handler) { return true }
    if try takeContentsTitle(line, parts, place, position, &handler) { return true }
    return try takeContents(line, parts, place, position, &handler)
  }

  /// What stands in brackets above the masthead or right below the lines of the head: `【内部参考　注意保存】`,
  /// `（内部资料　免费交流）`.
  private mutating func takeBracketsOfHead(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, profile.takesAnyMasthead, line.isBracketed, line.columns <= 60,
      articlesInBulletin == 0
    else { return false }
    if pending.isHeld {
      hasLabelledHead = hasLabelledHead || (place.blanks == 0 && pending.lines[0].place.blanks == 0)
      if try !takeLabelledHead(before: nil, &handler) { return false }
    }
    if let inner = headInBrackets(line), state == .outside || state == .head,
      let match = headMatch(line.extracting(inner))
    {
      note(.head, line, position.line, match, Reasons.headTemplate)
      try openBulletinIfNeeded(position, &handler)
      try headFacts(line.extracting(inner), match, position, &handler)
      return true
    }
    guard state == .head, !bulletinTitle.isEmpty, place.blanks == 0, !sectionOpen,
      TextScalar.folded(line.scalar(at: 0).value) == 0x28
    else { return false }
    note(.head, line, position.line, nil, Reasons.amongHead)
    try handler.custom("note", line, at: position)
    return true
  }

  /// Whether lines are held among those of the head: a head line that a word tells stands right below them, or the
  /// contents do.
  private mutating func standsInHead(
    above line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace
  ) -> Bool {
    guard usesPlace, !bulletinTitle.isEmpty, articlesInBulletin == 0, !pending.isMarked,
      !pending.isAbove, pending.isShortOfSentences
    else { return false }
    if matchContentsTitle(line, parts) != nil { return true }
    guard place.blanks == 0, parts.has(.head), let match = classifier.match(.head, line, &budget),
      match.template.hasLiteral
    else { return false }
    // A byline stands below a title.
    return classifier.match(.below, line, &budget) == nil
  }

  /// Held lines of the head that have labels of their own, two at least: `时间：…`, `地点：…` of minutes.
  mutating func takeLabelledHead(
    before next: Span<UInt8>?, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .head, usesPlace,
      hasLabelledHead || pending.lines.count > 1 || next?.labelled != nil,
      pending.areLabelled
    else { return false }
    let held = pending
    noteAll(.head, nil, Reasons.labelledHead)
    pending.clear()
    hasLabelledHead = true
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      guard let labelled = text.labelled else { continue }
      try labelledFact(text, labelled, line.position, &handler)
    }
    return true
  }

  /// A line above the rule that ends the head: of the masthead while that is held, else a fact of its own.
  mutating func takeInHead(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard profile.takesAnyMasthead, !pending.isMarked, !pending.isAbove else { return false }
    if state == .outside || (state == .head && bulletinTitle.isEmpty) {
      pending.hold(line, indent: indent, position, place)
      return true
    }
    guard state == .head, articlesInBulletin == 0 else { return false }
    if pending.isHeld { try settleAsNotes(&handler) }
    note(.head, line, position.line, nil, Reasons.amongHead)
    if let labelled = line.labelled {
      try labelledFact(line, labelled, position, &handler)
    } else {
      try handler.custom("note", line, at: position)
    }
    return true
  }

  /// `Spring 2004`: when a bulletin came out, where that is no date.
  mutating func takeSeason(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, state == .head || state == .outside, DateWords.isSeason(line) else {
      return false
    }
    if pending.isHeld {
      guard mayHoldMasthead(), try beginBulletinByPending(&handler) else { return false }
    }
    guard state == .head else { return false }
    note(.head, line, position.line, nil, Reasons.headTemplate)
    try handler.custom("when", line, at: position)
    return true
  }

  /// What a line of the head, or a piece of one, says by the label that it has.
  mutating func labelledFact(
    _ text: Span<UInt8>, _ labelled: Labelled, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    marks.count(text, labelled)
    try handler.fact(
      .custom, (.name, [UInt8](text.extracting(labelled.label))),
      text: text.extracting(labelled.value), at: position)
  }

  /// Whether held lines may be a masthead. (Mutating: a call that borrows would copy the reader.)
  mutating func mayHoldMasthead() -> Bool {
    switch state {
    case .outside: true
    case .head: bulletinTitle.isEmpty
    case .credits: profile.takesAnyMasthead
    default: false
    }
  }

  /// Below credits, the first line of the bulletin again, but for its numbers, opens the next one.
  mutating func endBulletinAtFirstLine(
    _ line: Span<UInt8>, _ handler: inout Handler
  ) throws(ConversionError) {
    guard profile.takesAnyMasthead, line.holdsWord else { return }
    let hash = line.textHash(digits: false)
    if state == .credits, hash == firstLine { try endBulletin(&handler) }
    if state == .outside, !pending.isHeld { firstLine = hash }
  }

  /// Whether the line is one of the head, right below the first line of a text.
  mutating func isHeadBelowFirst(_ line: Span<UInt8>, _ parts: LayoutParts) -> Bool {
    guard state == .outside, pending.isHeld, parts.has(.head),
      let match = classifier.match(.head, line, &budget)
    else { return false }
    return match.template.hasMark
  }

  mutating func matchHead(_ line: Span<UInt8>) -> LineClassifier.Match? {
    let match = classifier.match(.head, line, &budget).flatMap { $0.isLikely ? $0 : nil }
    guard let match, match.first(.title) != nil, !match.template.hasMark, !bulletinTitle.isEmpty
    else { return match }
    // The title is known: the next template of any text.
    return classifier.match(.head, line, after: match.index, &budget)
  }

  /// The template of the head that takes a piece of a line by a mark or a word, where its date exists.
  mutating func headMatch(_ piece: Span<UInt8>) -> LineClassifier.Match? {
    classifier.match(.head, piece, &budget).flatMap {
      $0.template.hasMark && $0.isLikely ? $0 : nil
    }
  }

  /// Whether a line with the shape of a head line is one: its template has not taken another, if lines
  /// above titles look the same; a template of any text takes the title, or what stands right below.
  mutating func takesHeadLine(
    _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard match.template.hasMark else {
      return match.first(.title) == nil ? place.blanks == 0 : bulletinTitle.isEmpty
    }
    // `党委办公室`: told by its last word alone, it stands right below.
    if match.first(.publisher) != nil, match.template.isTextAlone, place.blanks > 0 { return false }
    return headLinesTaken.insert(match.index).inserted || classifier.isEmpty(.above)
  }

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
    let columns = ends == 1 ? joined.span.mastheadColumns : [0..<joined.count]
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
    if columns.count > 1 {
      try handler.custom("note", joined.span.extracting(columns[1]), at: first)
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
        try handler.custom("when", line, at: held.position)
      } else if line.beginsWithDate, classifier.match(.head, line, &budget) == nil {
        // `2010年4月12日—4月18日（第14周）`
        try handler.custom("when", line, at: held.position)
      } else if let match = classifier.match(.head, line, &budget), match.template.hasMark {
        try headFacts(line, match, held.position, &handler)
      } else if index == 0 {
        try handler.element(.subtitle, text: line, at: held.position)
      } else {
        try handler.custom("note", line, at: held.position)
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
        || (profile.rejoin == .cjk
          && (line.holdsIssueNumber || line.labelled != nil || line.beginsWithDash
            || line.ends(with: issuers) || isSubtitle(line, index)))
        || (isInCapitals && !line.isInCapitals) || standsBelowName(line, index)
    } ?? pending.lines.count
  }

  /// Whether a line names the paper by what it is, and is by half longer than the name above: `江南农商人`, and below
  /// it `江南农村商业银行内部通讯`.
  private func isSubtitle(_ line: Span<UInt8>, _ index: Int) -> Bool {
    let name = pending.bytes.span.extracting(pending.lines[index - 1].text)
    return index == 1 && line.columns * 2 >= name.columns * 3 && line.ends(with: kindsOfBulletin)
      && !name.isNameOfBody && !name.ends(with: kindsOfBulletin)
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
        try handler.custom("note", text, at: line.position)
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

extension LineClassifier.Match {
  /// A line of any form, as the title of a bulletin whose head has begun.
  static func title(_ line: Span<UInt8>) -> Self? {
    guard let template = try? Template("{title}") else { return nil }
    return Self(
      template: template,
      captures: [LineClassifier.Capture(field: .title, range: 0..<line.count)])
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

/// What lines below a masthead end with that say who issues the bulletin, or what it is.
private let issuers: [StaticString] = [
  "公司", "内刊", "內刊", "刊物", "资料", "主办", "主辦", "编印", "編印", "出版", "编", "編",
]

/// What kinds of official papers there are (党政机关公文处理工作条例 §8), as their titles end.
private let papers: [StaticString] = [
  "通知", "通报", "意见", "决定", "决议", "报告", "批复", "请示", "公告", "通告", "议案", "命令", "的函", "纪要",
]

/// What bulletins are called, by the last characters of their names.
private let kindsOfBulletin: [StaticString] = [
  "通讯", "通訊", "简报", "月报", "月報", "周报", "週報", "日报", "月刊", "周刊", "双月刊", "季刊", "快报", "资讯",
  "電子報", "电子报", "会刊", "會刊", "内刊", "院报", "校报",
]
