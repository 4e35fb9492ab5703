import GazetteDocumentModel

/// What held lines were, now that the line below them is known.
extension TextReader {
  /// Adds a line to the held ones that it stands below; false where it does not belong to them.
  mutating func extendPending(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if sense.wrapWidth == 0 {
      guard pending.lines.count < mostLinesHeld, !line.endsWithStop,
        !line.hasLabel || (sense.numbersStandAbove && pending.bytes.span.isNumberAlone),
        classifier.mayBeTitle(line), place.indent == 0 || place.indent != declaredIndent,
        !sense.indentMarks || place.indent == 0 || place.indent > 8
      else { return false }
      pending.hold(line, indent: indent, position, place)
      return true
    }
    if !pending.beginning.isDisjoint(with: Self.titles), pendingTitle() != nil {
      try settlePending(before: line, place, &handler)
      return false
    }
    let isFull = pending.lines.count >= max(mostLinesHeld, 2)
    if isFull, !pending.mayBecomeColumnar {
      // So many are running text, and this one need not be held.
      try settleAsText(goingOnWith: line, place, position, &handler)
      return true
    }
    pending.hold(line, indent: indent, position, place)
    if place.mayBeRow, state == .body, pending.isColumnar {
      try beginPreformatted()
    } else if isFull {
      try settleAsText(&handler)
    }
    return true
  }

  /// Whether a short line below the first ones of a text, and a blank line, may belong to the masthead with them:
  /// a line of the head will show it.
  mutating func mayBelongToMasthead(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard state == .outside, profile.takesAnyMasthead, pending.isHeld,
      !pending.isMarked, !pending.isAbove, !pending.isRuled, place.blanks > 0,
      pending.lines.count < 4, pending.lines.dropFirst().allSatisfy({ $0.place.blanks == 0 })
    else { return false }
    return mayBeOfMasthead(line)
      && pending.lines.allSatisfy { mayBeOfMasthead(pending.bytes.span.extracting($0.text)) }
  }

  private func mayBeOfMasthead(_ line: Span<UInt8>) -> Bool {
    let words = line.endsWithAbbreviation ? line.extracting(0..<(line.count - 1)) : line
    return line.columns <= 60 && !words.endsWithStop && !line.holdsClause
      && classifier.mayBeTitle(words)
  }

  /// Lines of a masthead may be more than those of a title. (Inline: a call would copy the reader.)
  @inline(__always)
  private var mostLinesHeld: Int {
    if pending.isCentered, profile.rejoin == .cjk { return max(profile.title.lines, 5) }
    return state == .outside && profile.takesAnyMasthead
      ? max(profile.title.lines, 4) : profile.title.lines
  }

  /// Whether the held lines and this one are a title together, which is then settled.
  @inline(__always)
  mutating func completesTitle(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard sense.wrapWidth > 0, !titleParts(endingWith: line).isEmpty, pendingTitle() == nil
    else { return false }
    pending.hold(line, indent: indent, position, place)
    if pendingTitle() != nil {
      try settlePending(before: nil, place, &handler)
      return true
    }
    pending.removeLast()
    return false
  }

  /// Decides what the pending lines were, now that the line below is known (nil: none that is text).
  mutating func settlePending(
    before next: Span<UInt8>?, _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) {
    guard pending.isHeld else { return }
    guard state == .body else {
      // Below the credits a title has text below it; else it is an address, or a word of thanks.
      let isAboveText =
        next?.endsWithStop ?? false
        || (sense.wrapWidth > 0 && (place.columns + place.indent) * 10 >= sense.wrapWidth * 9)
      if state == .credits, profile.takesAnyMasthead, !isAboveText {
        return try pending.isShortOfSentences ? settleAsNotes(&handler) : settleAsText(&handler)
      }
      if let next, isOfHead(before: next, place) { return try settleAsNotes(&handler) }
      return try settleFirst(before: next, place, &handler)
    }
    if let match = pendingTitle() {
      let text = pending.joined()
      let position = pending.lines[0].position
      let isBelow = match.first(.title) == nil
      noteAll(isBelow ? .below : .title, match, isBelow ? Reasons.belowTitle : Reasons.template)
      pending.clear()
      if isBelow {
        try articleFacts(text.span, match, position)
      } else {
        try beginTitled(text.span, match, position, &handler)
      }
      return
    }
    if let next, isDeck(before: next, place) {
      let held = pending
      pending.clear()
      return takeDeck(held)
    }
    if let next, isBelowSection(before: next, place) {
      return try settleBelowSection(&handler)
    }
    if try takeNameWithOffice(before: next, place) { return }
    if next == nil, try takeOwnName() { return }
    if let next, try takeNameAboveCapitals(before: next) { return }
    if pending.lines.count == 2, try takeNameAboveOffice(before: next, place) { return }
    if let next, isColumnAboveTitle(before: next, place) {
      let column = pending.joined()
      let position = pending.lines[0].position
      noteAll(.section, nil, Reasons.aboveTitleAlone)
      pending.clear()
      return try beginSection(column.span, position, &handler)
    }
    if pending.lines.count > 1, let end = columnEnd() {
      // `二、技术前沿` right above `（一）…`
      let rest = pending.cut(from: end)
      try settlePending(before: rest.bytes.span, rest.lines[0].place, &handler)
      pending = rest
      return try settlePending(before: next, place, &handler)
    }
    if let first = titleStart(before: next, place) {
      let bodyStart = pending.titleEnd(from: first)
      let deck =
        bodyStart == pending.lines.count ? deckStart(from: first, to: bodyStart) : nil
      let end = deck ?? bodyStart
      let text = pending.joined(first..<end)
      let position = pending.lines[first].position
      let reason = titleReason
      titleIsRuled = pending.isRuled
      let kicker = first > 0 ? pending.joined(0..<first) : []
      let column = first == 0 ? contents.columnTitle(text.span) : nil
      let followsRule = pending.followsRule
      noteAll(column == nil ? .title : .section, nil, reason, 0..<end)
      let body = pending.split(from: end)
      if let column {
        marks.count(text.span.extracting(0..<column.lowerBound))
        try beginSection(text.span.extracting(column), position, &handler)
        pending = body
        return try settlePending(before: next, place, &handler)
      }
      let words = contents.withoutMark(text.span, &marks)
      try beginTitled(text.span.extracting(words), position, &handler)
      titleIsByPlace = kicker.isEmpty
      titleFollowsRule = followsRule
      if !kicker.isEmpty { recordFact(.kicker, kicker.span, position) }
      if deck != nil { return takeDeck(body) }
      takeBody(body)
    } else if let match = pendingHeading() {
      noteAll(.heading, match, Reasons.template)
      let text = pending.joined()
      let position = pending.lines[0].position
      pending.clear()
      try heading(text.span, level: profile.headingLevels[match.index], position)
    } else if isHeading(before: next, place) {
      noteAll(.heading, nil, Reasons.standsAlone)
      let text = pending.joined()
      let position = pending.lines[0].position
      pending.clear()
      try heading(text.span, level: 1, position)
    } else {
      try settleAsText(&handler)
    }
  }

  /// Where the first held lines end that the contents name as a column, with more below; nil where they do not.
  private mutating func columnEnd() -> Int? {
    guard contents.namesColumns else { return nil }
    return pending.lines.indices.dropFirst().first {
      contents.columnTitle(pending.joined(0..<$0).span) != nil
    }
  }

  /// Whether the held line is one of the head: it stands right below its other lines, and a blank line and another
  /// short line below it. `Department of Health` between the date and the first title.
  private mutating func isOfHead(before next: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard state == .head, profile.takesAnyMasthead, !bulletinTitle.isEmpty, !bylineFollows,
      pending.lines.count == 1, !pending.isMarked, !pending.isAbove, !pending.isRuled,
      pending.lines[0].place.blanks == 0, place.blanks > 0
    else { return false }
    let text = pending.bytes.span
    return !text.endsWithStop && text.labelled == nil && !next.endsWithStop && next.columns <= 60
      && classifier.mayBeTitle(next) && classifier.match(.below, next) == nil
  }

  /// The held lines say something of the bulletin.
  mutating func settleAsNotes(_ handler: inout Handler) throws(ConversionError) {
    noteAll(.head, nil, Reasons.amongHead)
    let held = pending
    pending.clear()
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      if state == .credits {
        try distribution(text, nil, line.position, &handler)
      } else if try takeLabelledDate(text, line.position, &handler) {
        continue
      } else {
        try handler.custom("note", text, at: line.position)
      }
    }
  }

  /// `出版日期：2024年5月13日`, though no template of the head knows it.
  private mutating func takeLabelledDate(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard let labelled = line.labelled,
      line.extracting(labelled.label).ends(with: ["日期", "时间", "時間", "日"]),
      case let value = line.extracting(labelled.value), DateText.isDateAlone(value)
    else { return false }
    marks.count(line, labelled)
    let iso = checkedISO(value, DateWording.match(value, at: 0), position).map { Array($0.utf8) }
    try handler.fact(
      .date, (.type, Array("published".utf8)), (.iso, iso), text: value, at: position)
    return true
  }

  /// The first lines of an article: its title, if their form allows.
  private mutating func settleFirst(
    before next: Span<UInt8>?, _ place: LinePlace, _ handler: inout Handler
  ) throws(ConversionError) {
    if let gap = pending.lines.indices.dropFirst().first(where: {
      pending.lines[$0].place.blanks > 0
    }) {
      // No masthead, then: what stands below the blank line is by itself.
      let rest = pending.cut(from: gap)
      let below = rest.bytes.span.extracting(rest.lines[0].text)
      try settleFirst(before: below, rest.lines[0].place, &handler)
      try settlePending(before: below, rest.lines[0].place, &handler)
      pending = rest
      return try settlePending(before: next, place, &handler)
    }
    if try takeLabelledHead(before: next, &handler) { return }
    if pending.isMarked {
      let line = pending.joined(0..<1)
      let position = pending.lines[0].position
      let rest = pending.split(from: 1)
      if let match = classifier.match(.section, line.span, &budget) {
        note(.section, line.span, position.line, match, Reasons.template)
        try beginSection(line.span, match, position, &handler)
      } else if let match = classifier.match(.title, line.span, &budget) {
        try takeTitle(line.span, match, position, &handler)
      }
      pending = rest
      return try settlePending(before: next, place, &handler)
    }
    if pending.isAbove {
      var held = PendingBlock()
      swap(&held, &pending)
      defer { takeBack(&held) }
      for index in held.lines.indices {
        let line = held.lines[index]
        let text = held.bytes.span.extracting(line.text)
        let known = held.aboveMatches.count == held.lines.count ? held.aboveMatches[index] : nil
        guard let match = known ?? classifier.match(.above, text, &budget) else { continue }
        try beginAbove(text, match, line.position, &handler)
      }
      return
    }
    if let match = pendingTitle(), match.first(.title) != nil {
      let text = pending.joined()
      let position = pending.lines[0].position
      noteAll(.title, match, Reasons.template)
      pending.clear()
      if state == .contents { try endContents(&handler) }
      try openBulletinIfNeeded(position, &handler)
      return try beginTitled(text.span, match, position, &handler)
    }
    if let next, place.blanks == 0, try beginsList(before: next, &handler) { return }
    let text = pending.joined()
    let isStacked = pending.isCentered && profile.rejoin == .cjk
    let stacked =
      isStacked
      ? pending.joined(
        0..<(pending.deckStart(from: 0, to: pending.lines.count) ?? pending.lines.count)) : text
    guard titlesByPosition, !(state == .above && !articleTitle.isEmpty),
      classifier.mayBeTitle(stacked.span) || contents.holds(stacked.span), !pending.isColumnar,
      !pending.isGapped,
      !text.span.isAddress,
      !text.span.beginsWithDay,
      profile.rejoin != .words
        || !beginsSentence(text.span, before: state == .outside && place.blanks > 0 ? nil : next)
    else { return try settleAsText(&handler) }
    if let end = columnEnd() {
      // `一、政策与规划` right above `（一）…`
      let rest = pending.cut(from: end)
      try settleFirst(before: rest.bytes.span, rest.lines[0].place, &handler)
      pending = rest
      return try settlePending(before: next, place, &handler)
    }
    // Where the contents name the last of the lines, what stands above it is a kicker.
    var first = 0
    for index in pending.lines.indices.dropFirst()
    where contents.holds(pending.joined(index..<pending.lines.count).span) { first = index }
    if first == 0, pending.beginsWithNumberAlone { first = 1 }
    let bodyStart = pending.titleEnd(from: first)
    let deck = deckStart(from: first, to: bodyStart)
    let lines = isStacked ? max(profile.title.lines, 3) : profile.title.lines
    let end = min(deck ?? bodyStart, first + lines)
    if isStacked, first == 0, end == 3,
      pending.bytes.span.extracting(pending.lines[0].text).hasGap
    {
      // A kicker above the title.
      first = 1
    }
    let title = pending.joined(first..<end)
    if first == 0, let column = contents.columnTitle(title.span) {
      let position = pending.lines[0].position
      noteAll(.section, nil, Reasons.inContents, 0..<end)
      let rest = pending.split(from: end)
      marks.count(title.span.extracting(0..<column.lowerBound))
      try beginSection(title.span.extracting(column), position, &handler)
      pending = rest
      return
    }
    let kicker = first > 0 ? pending.joined(0..<first) : []
    let position = pending.lines[first].position
    noteAll(.title, nil, Reasons.titleFirst, 0..<end)
    titleIsRuled = pending.isRuled
    // No masthead, then: what is more than a title is text.
    let followsRule = pending.followsRule
    let rest = pending.split(from: end)
    if state == .contents { try endContents(&handler) }
    try openBulletinIfNeeded(position, &handler)
    var words = contents.withoutMark(title.span, &marks)
    let isBracketed =
      words.count == title.count && sense.sectionStyle == .bracketed && title[0] == 0x5B
      && title.span.isBracketed
    // `[ÉDITO]`, as titles of sections are set.
    if isBracketed { words = withoutBrackets(title.span) }
    try beginTitled(title.span.extracting(words), position, &handler)
    titleIsByPlace = end == 1
    titleIsBracketed = isBracketed
    titleFollowsRule = followsRule
    if !kicker.isEmpty { recordFact(.kicker, kicker.span, position) }
    if deck == end {
      return takeDeck(rest)
    }
    if end == bodyStart { return takeBody(rest) }
    pending = rest
    try settleAsText(&handler)
  }

  /// The body that an article is of, or who wrote it, below its title.
  private mutating func takeBody(_ held: PendingBlock) {
    for line in held.lines {
      let name = held.bytes.span.extracting(line.text)
      note(.below, name, line.position.line, nil, Reasons.belowTitle)
      if name.isDateInBrackets {
        let inner = name.withoutBrackets
        marks.count(name, around: inner)
        let date = name.extracting(inner)
        recordDate(date, DateWording.match(date, at: 0), line.position)
      } else if let names = name.namesBeforeDeeds {
        for (who, deed) in names {
          recordSigners(
            name.extracting(who), label: String(name.extracting(deed)), line.position)
        }
      } else if (name.isNameBehindPost && !name.isNameBehindOffice) || name.areNamesWithOffice {
        recordSigners(name, line.position)
      } else if name.isNameBehindPosts {
        recordBehindPosts(name, line.position)
      } else if name.nameEndBeforePost > 0 {
        let end = name.nameEndBeforePost
        recordSigners(name.extracting(0..<end), line.position)
        recordPosition(name.extracting(end..<name.count), line.position)
      } else {
        recordContributor(name, kind: .organization, line.position)
      }
    }
  }

  /// `1. 숲의 시간` right above `2. …` is no title, but the first item of a list without one.
  private mutating func beginsList(
    before next: Span<UInt8>, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let line = pending.joined()
    guard usesPlace, pending.lines.count == 1, contents.isEmpty,
      line.span.isItemAbove(next), classifier.match(.item, line.span, &budget) != nil
    else { return false }
    let held = pending.lines[0]
    pending.clear()
    if state == .contents { try endContents(&handler) }
    try openWithoutTitle(held.position, &handler)
    if try takeOpening(line.span, [.init(.item)], held.place, held.position, &handler) {
      return true
    }
    try append(line.span, held.place, held.position)
    return true
  }

  /// Whether a text is the beginning of a sentence, and no title: by its last word, by an address in it, or since
  /// it goes on in lower case.
  private func beginsSentence(_ text: Span<UInt8>, before next: Span<UInt8>?) -> Bool {
    if let next, Rejoining.isMiddle(next), !bylineFollows { return true }
    // `Dear colleagues` is said to them.
    if text.count > 5, text.extracting(0..<5).elementsEqual("Dear ") { return true }
    return Rejoining.endsOpen(text) || text.firstIndex(of: 0x40) != nil
  }

  /// The template of titles, or of lines below one, that the held lines have the shape of together.
  @inline(__always)
  private mutating func pendingTitle() -> LineClassifier.Match? {
    guard sense.wrapWidth > 0, pending.lines.count > 1, let last = pending.lines.last else {
      return nil
    }
    let parts = titleParts(endingWith: pending.bytes.span.extracting(last.text))
    guard !parts.isEmpty else { return nil }
    let text = pending.joined()
    guard text.count <= classifier.shortLimit else { return nil }
    if state == .body, !article.hasBody, !paragraph.isOpen, !articleTitle.isEmpty,
      parts.has(.below), let match = classifier.match(.below, text.span, &budget),
      isShortName(text.span, match)
    {
      return match
    }
    return parts.has(.title) ? classifier.match(.title, text.span, &budget) : nil
  }

  /// Of titles and the lines below them, what the held lines may be by the first of them, and by the last line.
  @inline(__always)
  private func titleParts(endingWith last: Span<UInt8>) -> LayoutParts {
    guard !classifier.isEmpty(.title), let first = pending.lines.first,
      !first.place.beginning.parts.isDisjoint(with: Self.titles)
    else { return [] }
    return classifier.candidates(last, first.place.beginning).intersection(Self.titles)
  }

  /// Titles, and the lines below them.
  static let titles: LayoutParts = [.init(.title), .init(.below)]

  /// The heading template that a line which stands alone has the shape of.
  private mutating func pendingHeading() -> LineClassifier.Match? {
    guard sense.wrapWidth > 0, pending.lines.count == 1, isAtRest, hasFormOfHeading() else {
      return nil
    }
    let text = pending.joined()
    return classifier.match(.heading, text.span, &budget)
  }

  /// Whether the first of the held lines may be a heading by both ends. (Mutating: a call that borrows would copy the
  /// reader.)
  private mutating func hasFormOfHeading() -> Bool {
    let line = pending.lines[0]
    let text = pending.bytes.span.extracting(line.text)
    return classifier.candidates(text, line.place.beginning).has(.heading)
      && classifier.mayBeHeading(text) && !text.pointsElsewhere
  }

  /// Held lines that are neither title nor heading: running text.
  mutating func settleAsText(_ handler: inout Handler) throws(ConversionError) {
    var held = PendingBlock()
    swap(&held, &pending)
    defer { takeBack(&held) }
    for index in held.lines.indices {
      let line = held.lines[index]
      let text = held.bytes.span.extracting(line.text)
      if state != .body {
        if state == .contents { try endContents(&handler) }
        try beginUntitled(text, line.place, line.position, &handler)
      } else if index > 0, sense.wrapWidth > 0 {
        try addFilled(text, line.place, line.position, below: held.lines[index - 1].place)
      } else {
        try append(text, line.place, line.position)
      }
    }
  }

  /// Held lines are running text, which one right below them goes on with.
  @inline(__always)
  mutating func settleAsText(
    goingOnWith line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    let above = pending.lines[pending.lines.count - 1].place
    try settleAsText(&handler)
    try addFilled(line, place, position, below: above)
  }

  /// Takes the memory of lines that were settled for the next ones.
  @inline(__always)
  mutating func takeBack(_ held: inout PendingBlock) {
    guard !pending.isHeld else { return }
    held.clear()
    swap(&held, &pending)
  }

  /// The next of several lines that stand together: a paragraph's, unless the one above was ended on purpose.
  @inline(__always)
  private mutating func addFilled(
    _ text: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, below above: LinePlace
  ) throws(ConversionError) {
    if endsShort(above.columns + above.indent, before: text) {
      try append(text, place, position)
    } else {
      try goOn(text, place, position)
    }
  }

  func noteAll(
    _ kind: LineExplanation.Kind, _ match: LineClassifier.Match?, _ reason: LocalizedText,
    _ some: Range<Int>? = nil
  ) {
    guard explain != nil else { return }
    for line in pending.lines[some ?? 0..<pending.lines.count] {
      note(kind, pending.bytes.span.extracting(line.text), line.position.line, nil, reason)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether the number of the next line is the one behind its own, or the same bullet begins both.
  fileprivate func isItemAbove(_ next: Span<UInt8>) -> Bool {
    let mark = scalar(at: 0).value
    if isBulleted || Rejoining.opensBlock(self) || TextScalar.folded(mark) == 0xB7,
      !TextScalar.isWord(mark)
    {
      return mark == next.scalar(at: 0).value
    }
    guard let number = firstNumber, numberEnd > 0, next.numberEnd > 0 else { return false }
    return next.firstNumber == number + 1
  }
}
