import GazetteDocumentModel

/// The list of contents.
extension TextReader {
  /// The heading of the contents: above all articles, or below a greeting, which is an article without a
  /// title that waits until the contents are known.
  mutating func takeContentsTitle(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .head || state == .outside || isInGreeting else { return false }
    if try takeContentsLine(line, position, &handler) { return true }
    guard let match = matchContentsTitle(line, parts) else { return false }
    try settlePending(before: line, place, &handler)
    guard !articleOpen || isInGreeting || state == .head else { return false }
    note(.contents, line, position.line, match, Reasons.template)
    try openBulletinIfNeeded(position, &handler)
    if articleOpen {
      try endPreformatted()
      try closeContainers()
      paragraph.isOpen = false
      paragraph.isStopped = true
    }
    contents.begin(line, position)
    state = .contents
    return true
  }

  /// `IN THIS ISSUE:  Chairman's notes / Letters / Diary`: all of the contents.
  private mutating func takeContentsLine(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, state == .head || pending.isHeld, !classifier.isEmpty(.contentsTitle),
      let colon = line.firstIndex(of: 0x3A), colon + 1 < line.count,
      let match = classifier.match(.contentsTitle, line.extracting(0..<colon), &budget)
    else { return false }
    var items = line.piecesBetweenBars(from: colon + 1)
    let holdsBars = items.count > 1
    if !holdsBars {
      let dashes = line.extracting((colon + 1)..<line.count).headPieces
      if dashes.count >= 3 {
        items = dashes.map { ($0.lowerBound + colon + 1)..<($0.upperBound + colon + 1) }
      }
    }
    if items.count <= 1, profile.rejoin == .words, !line.endsWithStop {
      items = line.piecesBetweenCommas(from: colon + 1)
    }
    guard items.count > 1 else { return false }
    if pending.isHeld {
      guard mayHoldMasthead(), try beginBulletinByPending(&handler) else { return false }
    }
    note(.contents, line, position.line, match, Reasons.template)
    contents.begin(line.extracting(0..<colon), position)
    contents.endsWithComma = line[line.count - 1] == 0x2C
    for item in items {
      contents.add(
        ContentsList.Item(
          label: [], text: [UInt8](line.extracting(item)), level: 1, position: position))
    }
    state = .contents
    // Between commas they may go on in the line below.
    if line.columns >= 60, !holdsBars {
      contents.isOnLine = true
    } else {
      try endContents(&handler)
    }
    return true
  }

  /// The rest of contents between commas, in the line right below: false where they are over.
  mutating func takeMoreContents(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard place.blanks == 0, contents.items.count < ContentsList.limit else {
      try endContents(&handler)
      return false
    }
    note(.contents, line, position.line, nil, Reasons.contentsItem)
    let startsAnew = contents.endsWithComma
    for (index, item) in line.piecesBetweenCommas(from: 0).enumerated() {
      let text = line.extracting(item)
      if index == 0, !startsAnew {
        contents.extend(text)
      } else {
        contents.add(
          ContentsList.Item(label: [], text: [UInt8](text), level: 1, position: position))
      }
    }
    contents.endsWithComma = line[line.count - 1] == 0x2C
    return true
  }

  /// Whether running text stands between the head and what may be the contents.
  var isInGreeting: Bool {
    usesPlace && (state == .body || state == .signedOff) && articleOpen && articleTitle.isEmpty
      && articlesInBulletin == 1
      && !awaitsTitle && !sectionOpen && !contents.hasItems
  }

  /// The template that takes the line, or what stands between its ornaments, or in front of a colon: `◆◇ 目次 ◇◆`,
  /// `内容提要：`.
  mutating func matchContentsTitle(
    _ line: Span<UInt8>, _ parts: LayoutParts
  ) -> LineClassifier.Match? {
    if parts.has(.contentsTitle), let match = classifier.match(.contentsTitle, line, &budget) {
      return match
    }
    guard usesPlace, line.count <= 120, !classifier.isEmpty(.contentsTitle),
      !TextScalar.isWord(line.scalar(at: 0).value)
        || TextScalar.folded(line.scalar(endingAt: line.count).value) == 0x3A
    else { return nil }
    let words = line.extracting(line.wordsRange)
    if line[line.count - 1] == 0x3A, words.count <= 60, words.speaksOfIssue {
      return .title(words)
    }
    return words.count > 0 ? classifier.match(.contentsTitle, words, &budget) : nil
  }

  /// A line below the heading of the contents: an item, or more of one; false where the list is over.
  mutating func takeContents(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .contents else { return false }
    if parts.has(.end), let match = classifier.match(.end, line, &budget) {
      // What parts articles parts the contents from them too.
      note(.end, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try endContents(&handler)
      return true
    }
    if parts.has(.contentsItem), contents.items.count < ContentsList.limit,
      !(parts.has(.above) && classifier.match(.above, line, &budget) != nil),
      !(parts.has(.rule) && classifier.match(.rule, line, &budget) != nil),
      !(parts.has(.section) && classifier.match(.section, line, &budget) != nil),
      let match = matchContentsItem(line),
      let capture = match.first(.text) ?? match.first(.title),
      // `*** …` is no item "** …" behind one asterisk.
      capture.range.lowerBound == 0
        || line.scalar(at: capture.range.lowerBound).value != line.scalar(at: 0).value,
      !endsContents(line, capture.range, match, place)
    {
      takeContentsItem(line, match, place, position)
      return true
    }
    if place.blanks == 0 || !contents.hasItems, takeColumnWithTitles(line, position) { return true }
    if parts.intersection(Self.endsContents).isEmpty, goesOnInContents(line, place),
      !sense.listedTitles.contains(line.listedHash)
    {
      // The rest of a long title stands further in.
      note(.contents, line, position.line, nil, Reasons.contentsItem)
      contents.extend(line)
      return true
    }
    return false
  }

  /// The template that takes an item, but where its number is a part of the words: `1998年度大会報告`.
  mutating func matchContentsItem(_ line: Span<UInt8>) -> LineClassifier.Match? {
    guard let match = classifier.match(.contentsItem, line, &budget),
      !(line[0] == 0x4F && match.takesLetterForBullet(line))
    else { return nil }
    if let digits = match.first(.digits), let text = match.first(.text),
      digits.range.upperBound == text.range.lowerBound
    {
      let next = line.scalar(at: text.range.lowerBound).value
      if digits.range.count > 3 || counters.contains(next) { return nil }
    }
    return match
  }

  /// Where an item stands in front of the dots and the page that they lead to.
  func withoutLeader(_ line: Span<UInt8>, _ position: SourcePosition) -> Range<Int> {
    let end = line.leaderStart
    if end < line.count, line.authorBehindLeader.isEmpty {
      diagnostics.report(
        .pageFurniture, [String(line.extracting(end..<line.count))], at: position)
    }
    return 0..<end
  }

  /// A line of contents that no heading announces, told by the title that comes again below; the list is over
  /// where the first of them does. (The caller sees that no article stands above it.)
  mutating func takeListedTitle(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard !sense.listedTitles.isEmpty,
      state == .head || (state == .outside && pending.isHeld)
        || state == .contents
    else { return false }
    // The heading of a column, which the lines further in lead from.
    if contents.isInColumn, place.indent < contentsIndent, line.leaderStart == line.count,
      !parts.has(.section)
    {
      return false
    }
    let hash = line.listedHash
    guard sense.listedTitles.contains(hash) else { return false }
    let match = parts.has(.contentsItem) ? matchContentsItem(line) : nil
    // Below a heading the templates come first.
    if state == .contents, !contents.isUnheaded {
      let section = parts.has(.section) ? classifier.match(.section, line, &budget) : nil
      if let title = section?.first(.title), !contents.has(hash), articlesInBulletin <= 1 {
        // `[母校新闻]`, which comes again above the articles.
        note(.contents, line, position.line, section, Reasons.contentsItem)
        contents.isInColumn = true
        contents.add(
          ContentsList.Item(
            label: [], text: [UInt8](line.extracting(title.range)), level: 1, position: position))
        contentsIndent = place.indent
        return true
      }
      guard match == nil, section == nil else { return false }
    }
    if state == .contents {
      guard !contents.has(hash) else {
        try endContents(&handler)
        return false
      }
    } else {
      guard contents.items.isEmpty else { return false }
      if state == .outside { guard try beginBulletinByPending(&handler) else { return false } }
      guard try takeListHeading(&handler) else { return false }
      contents.begin(line.extracting(0..<0), position)
      contents.isUnheaded = true
      state = .contents
    }
    takeContentsItem(line, match, place, position)
    return true
  }

  /// `IN BRIEF` above lines that are listed is their heading; false where something else is held.
  private mutating func takeListHeading(_ handler: inout Handler) throws(ConversionError) -> Bool {
    guard pending.isHeld else { return true }
    let heading = pending.joined()
    guard pending.lines.count == 1, !pending.isMarked, !pending.isAbove,
      heading.span[heading.count - 1] == 0x3A
        ? pending.lines[0].place.columns <= 72
        : pending.lines[0].place.columns <= 40 && classifier.mayBeTitle(heading.span)
    else { return false }
    noteAll(.contents, nil, Reasons.contentsItem)
    let position = pending.lines[0].position
    pending.clear()
    try handler.custom(
      "contents-heading", heading.span.extracting(heading.span.trimmedRange), at: position)
    return true
  }

  /// An item with the shape of a template, or without one; or more of the item above. The dots and the page
  /// number that end it are told.
  mutating func takeContentsItem(
    _ line: Span<UInt8>, _ match: LineClassifier.Match?, _ place: LinePlace,
    _ position: SourcePosition
  ) {
    note(.contents, line, position.line, match, Reasons.contentsItem)
    let start =
      line.angleEnd ?? (match?.first(.text) ?? match?.first(.title))?.range.lowerBound
      ?? (contents.hasMark(of: line) ? line.behindMark.lowerBound : line.bulletEnd)
    let front = line.extracting(0..<start)
    // `★ 领导活动 ★`
    let inner = start > 0 ? line.betweenMarks : nil
    let end = inner?.upperBound ?? line.count
    let whole = line.extracting(start..<end)
    let text = whole.extracting(withoutLeader(whole, position))
    if text.count < whole.count { contents.leading += 1 }
    if front.trimmedRange.isEmpty, goesOnInContents(line, place),
      !sense.listedTitles.contains(line.listedHash)
    {
      contents.extend(text)
    } else {
      let isSetIn =
        place.indent > contents.firstIndent
        && ((contents.isTentative && profile.rejoin == .cjk)
          || (contents.hasItems && front.trimmedRange.isEmpty && place.blanks == 0))
      let level = isSetIn ? 2 : match.map { profile.contentsLevels[$0.index] } ?? 1
      if !contents.hasItems { contents.firstIndent = place.indent }
      contents.add(
        ContentsList.Item(
          label: [UInt8](front.extracting(front.trimmedRange)), text: [UInt8](text),
          level: contents.isInColumn && !contents.hasMarkedColumns ? level + 1 : level,
          position: position, author: [UInt8](whole.extracting(whole.authorBehindLeader)),
          isEnclosed: inner != nil, leads: text.count < whole.count))
    }
    contentsIndent = place.indent
  }

  static let endsContents: LayoutParts = [.init(.rule), .init(.section), .init(.title)]

  /// Whether a line that could be an item begins the articles instead: the first title is said again,
  /// or a list whose items stand together is over at a blank line.
  private func endsContents(
    _ line: Span<UInt8>, _ words: Range<Int>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard let first = contents.items.first else { return false }
    let text = line.extracting(words)
    // `一、宏观要闻` below a blank line and items that have other marks.
    if place.blanks > 0, contents.haveOtherMarks(than: line.extracting(0..<words.lowerBound)) {
      return true
    }
    if first.text.span.titleHash == text.titleHash || contents.namesColumn(text) { return true }
    let hasMark = match.template.hasLiteral || match.captures.count > 1
    // Items without a number end where a blank line follows items that none parted, but for the headings of columns
    // above items with numbers.
    let headsColumn = first.label.isEmpty && !(contents.items.last?.label.isEmpty ?? true)
    return !hasMark && place.blanks > 0 && !headsColumn
  }

  /// Whether a line without a number goes on with the item above it: it stands further in.
  private func goesOnInContents(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    line.authorInFront == nil && contents.hasItems && place.blanks == 0
      && place.indent > contentsIndent
      // `·学会工作·` is a column.
      && !(contents.items.last?.isEnclosed ?? false)
      // Wide letters leave it to the indent to set items below those of columns.
      && !(contents.isTentative && profile.rejoin == .cjk)
  }

  /// Emits the list. An article that stands above it is over, and a column begins whose heading was held.
  mutating func endContents(_ handler: inout Handler) throws(ConversionError) {
    state = .title
    try endHead(&handler)
    if try takeSectionForContents(&handler) { return }
    let lines = contents.takeTentative()
    contents.finish()
    if contents.hasItems {
      try emitContents(&handler)
    } else if !contents.title.isEmpty, !articleOpen, articlesInBulletin == 0 {
      // Nothing that is an item here stood below it: what it says is kept.
      try handler.custom("contents-heading", contents.title.span, at: contents.position)
    }
    try endArticle(&handler, isClosed: true)
    if !lines.isEmpty {
      for line in lines {
        let text = line.text.span
        pending.hold(
          text, indent: text.extracting(0..<0), line.position,
          LinePlace(blanks: pending.isHeld ? 0 : 1, columns: text.columns))
      }
      try settlePending(before: nil, LinePlace(blanks: 1), &handler)
    }
    if let column = contents.takeColumn() {
      let line = column.line.span
      if let match = classifier.match(.section, line, &budget) {
        note(.section, line, column.item.position.line, match, Reasons.template)
        try beginSection(line, match, column.item.position, &handler)
      } else {
        // The line below it did not lead to a page.
        pending.hold(
          line, indent: line.extracting(0..<0), column.item.position,
          LinePlace(blanks: 1, columns: line.columns))
      }
    }
  }

  /// `*** HEADLINES ***` above one line with a mark was the title of a section, and that line of an article.
  private mutating func takeSectionForContents(
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard contents.items.count == 1, !contents.isUnheaded, !contents.isTentative, !articleOpen,
      articlesInBulletin == 0, !contents.items[0].label.isEmpty,
      case let heading = contents.title, let match = classifier.match(.section, heading.span)
    else { return false }
    let item = contents.items[0]
    let start = contents.position
    contents.reset()
    try beginSection(heading.span, match, start, &handler)
    marks.count(item.label.span)
    try beginTitled(item.text.span, item.position, &handler)
    return true
  }

  private func emitContents(_ handler: inout Handler) throws(ConversionError) {
    let position = contents.position
    try handler.handle(.start(.contents), at: position)
    var depth = 0
    for item in contents.items {
      // A list for each level; the inner one stands in the item above it.
      let level = min(item.level, depth + 1)
      while depth > level {
        try handler.handle(.end(.item), at: item.position)
        try handler.handle(.end(.list), at: item.position)
        depth -= 1
      }
      if depth == level { try handler.handle(.end(.item), at: item.position) }
      if depth < level {
        try handler.handle(.start(.list), at: item.position)
        let type = Array(item.label.isEmpty ? "simple".utf8 : "ordered".utf8)
        try handler.handle(.attribute(.type, type.span), at: item.position)
        depth += 1
      }
      try handler.handle(.start(.item), at: item.position)
      if !item.label.isEmpty {
        try handler.handle(.attribute(.label, item.label.span), at: item.position)
      }
      let text = item.author.isEmpty ? item.text : item.text + [0x20] + item.author
      try handler.element(.paragraph, text: text.span, at: item.position)
    }
    while depth > 0 {
      try handler.handle(.end(.item), at: position)
      try handler.handle(.end(.list), at: position)
      depth -= 1
    }
    try handler.handle(.end(.contents), at: position)
  }

  /// Says which items of the contents no article is called.
  func reportUnusedContents() {
    guard !contents.isEmpty else { return }
    for item in contents.unused {
      diagnostics.report(.contentsUnmatched, [String(item.text.span)], at: item.position)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether it speaks of what the bulletin holds: `Topics covered in this issue include`.
  fileprivate var speaksOfIssue: Bool {
    let words: [StaticString] = [
      "this issue", "this edition", "dieser Ausgabe", "diesem Heft", "ce numéro", "este número",
      "questo numero", "dit nummer", "этом выпуске", "этом номере",
    ]
    return words.contains { contains($0) }
  }
}

/// 年 月 日 周 回 人 名 度 年 월 일 회 명 차: what a number counts that is a part of the words behind it.
private let counters: Set<UInt32> = [
  0x5E74, 0x6708, 0x65E5, 0x5468, 0x56DE, 0x4EBA, 0x540D, 0x5EA6, 0xB144, 0xC6D4, 0xC77C, 0xD68C,
  0xBA85, 0xCC28,
]
