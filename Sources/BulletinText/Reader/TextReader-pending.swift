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
    if let next, !contents.isEmpty, try takeAuthorAbove(next, &handler) { return }
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
      return try beginSectionByPending(Reasons.aboveTitleAlone, &handler)
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
      let indent = pending.lines[first].place.indent
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
      titleIndent = indent
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
  mutating func columnEnd() -> Int? {
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
    return !text.endsWithStop && (text.labelled == nil || next.isBracketed)
      && !next.endsWithStop && next.columns <= 60
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
        try noteOfHead(text, at: line.position, &handler)
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

  /// The template of titles, or of lines below one, that the held lines have the shape of together.
  @inline(__always)
  mutating func pendingTitle() -> LineClassifier.Match? {
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
  mutating func hasFormOfHeading() -> Bool {
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
