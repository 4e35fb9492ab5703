import GazetteDocumentModel

/// The held lines above an article's text, where none is open: its title, and what stands with that.
extension TextReader {
  /// The first lines of an article: its title, if their form allows.
  mutating func settleFirst(
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
      !text.span.isSalutation, !text.span.beginsWithDay || contents.holds(text.span),
      profile.rejoin != .cjk || !pending.stopsAboveLast,
      !text.span.endsWithNotedSentence || contents.holds(text.span),
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
    let indent = pending.lines[first].place.indent
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
    titleIndent = indent
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
  mutating func takeBody(_ held: PendingBlock) {
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
