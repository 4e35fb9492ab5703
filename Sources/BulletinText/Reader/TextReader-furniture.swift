import GazetteDocumentModel

/// Rules, and what pages leave in a text.
extension TextReader {
  /// Notes whether a rule stands above the line at hand, which the next line is no longer below; true where it stands
  /// right above.
  @inline(__always)
  mutating func passRuleAbove(_ place: LinePlace) -> Bool {
    lineFollowsRule = isBelowRule
    lineIsBelowRule = isBelowRule && place.blanks == 0
    isBelowRule = false
    return lineIsBelowRule
  }

  /// A row of marks: no title, though `◆{title}` would take it.
  mutating func takeWordless(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if takeFurniture(line, parts, place, position) { return }
    if try takeEnd(line, parts, place, position, &handler) { return }
    if try takeRule(line, parts, place, position, &handler) { return }
    if try takeThematicBreak(line, parts, place, position, &handler) { return }
    try takeRule(line, nil, place, position, &handler)
  }

  /// What a template says that pages leave: `- 2 -`.
  mutating func takeFurniture(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    guard parts.has(.furniture), let match = classifier.match(.furniture, line, &budget),
      mayBePage(line, match, place),
      !(parts.has(.end) && isEndMark(line, match))
    else { return false }
    removeFurniture(line, match, position)
    return true
  }

  /// Whether a line that a template takes for a number of a page, or for what stands beside it, is that: a number
  /// alone has to run on, where no page breaks tell; `1984` in the midst of a text does not.
  func mayBePage(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    if place.isAfterBreak || sense.hasPages { return true }
    guard usesPlace, match.captures.count == 1, let page = match.first(.page),
      page.range == 0..<line.count, let number = Numeral.match(line, at: 0)
    else { return match.template.hasLiteral || place.blanks > 0 || state == .outside }
    return (place.blanks > 0 || state == .outside)
      && (number.value == lastPage + 1 || number.value == sense.firstPage)
  }

  /// What a template says that a rule is.
  mutating func takeRule(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard parts.has(.rule), let match = classifier.match(.rule, line, &budget) else { return false }
    try takeRule(line, match, place, position, &handler)
    return true
  }

  /// `* * *`
  mutating func takeThematicBreak(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen, parts.has(.thematicBreak),
      let match = classifier.match(.thematicBreak, line, &budget)
    else { return false }
    try settlePending(before: line, place, &handler)
    note(.thematicBreak, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try thematicBreak(position)
    return true
  }

  /// A rule: an ornament. It ends a paragraph, and underlines a line that stands alone.
  mutating func takeRule(
    _ line: Span<UInt8>, _ match: LineClassifier.Match?, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    note(.rule, line, position.line, match, Reasons.rule)
    marks.count(line)
    let underlines = pending.isHeld && place.blanks == 0 && !endsText(above: line)
    let mark = line.scalar(at: 0).value
    if state == .outside, !pending.isHeld { frame = mark }
    if underlines, state == .head, mark == frame, !bulletinTitle.isEmpty,
      pending.lines.allSatisfy({ $0.place.blanks == 0 })
    {
      // What else stands in the frame of the head.
      frame = 0
      isBelowRule = true
      return try settleAsNotes(&handler)
    }
    if position.line == sense.headRule, pending.isHeld, profile.takesAnyMasthead,
      articlesInBulletin == 0
    {
      isBelowRule = true
      if state == .head, !bulletinTitle.isEmpty { return try settleAsNotes(&handler) }
      if try beginBulletinByPending(&handler) { return }
      isBelowRule = false
    }
    if underlines, mark == sense.sectionUnderline, pending.lines.count == 1,
      !bulletinTitle.isEmpty
    {
      return try beginSectionByPending(Reasons.underlinesSection, &handler)
    }
    if !pending.isHeld, place.blanks == 0, mark == sense.sectionUnderline, isTitleAlone,
      !titleFollowsRule,
      articleStart.line + 1 == position.line
    {
      // `** COMMUNITY`, whose mark titles have as well, above another line
      return try makeSectionOfTitle(&handler)
    }
    if underlines { pending.isRuled = true }
    if underlines, sense.firstIsUnderlined, state == .outside, profile.takesAnyMasthead,
      try beginBulletinByPending(&handler)
    {
      return
    }
    if state == .outside, profile.takesAnyMasthead, pending.isCentered,
      try beginBulletinByPending(&handler)
    {
      isBelowRule = true
      return
    }
    if underlines, state == .outside, profile.takesAnyMasthead {
      // The line below shows whether it is the masthead.
      pending.isUnderlined = true
      return
    }
    if place.blanks > 0, try takeNameAboveRule() {
      isBelowRule = true
      return
    }
    try settlePending(before: nil, place, &handler)
    if state == .contents, contents.hasItems { try endContents(&handler) }
    if articleOpen, state == .body {
      try endPreformatted()
      try closeContainers()
    }
    isBelowRule = !underlines
  }

  /// Whether a rule right below the held line parts texts, and does not underline it: `Thanks to all of you!` ends
  /// like a sentence, in an article that has text, and the rule is not as long. (Mutating: a call that borrows would
  /// copy the reader.)
  private mutating func endsText(above rule: Span<UInt8>) -> Bool {
    guard profile.rejoin == .words, state == .body, article.hasBody || paragraph.isOpen,
      !pending.isRuled, let last = pending.lines.last
    else { return false }
    let text = pending.bytes.span.extracting(last.text)
    guard last.place.blanks > 0 || text.beginsWithDayAndMonth else { return false }
    return (text.endsWithStop || text.beginsWithDayAndMonth)
      && rule.columns > last.place.columns + 4
  }

  /// Whether the line is a running head: it comes back at the edges of pages, or is the masthead's
  /// title again, right below a page's end. (Mutating: a call that borrows would copy the reader.)
  @inline(__always)
  mutating func isFurniture(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard usesPlace, line.count <= 160 else { return false }
    if !sense.runningHeads.isEmpty, sense.runningHeads.contains(line.textHash(digits: false)) {
      return true
    }
    return place.isAfterBreak && !bulletinTitle.isEmpty
      && line.textHash(digits: false) == bulletinTitle.span.textHash(digits: false)
  }

  /// Whether a masthead is that of the bulletin at hand, once more on top of a page.
  func isRunningHead(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard usesPlace, place.isAfterBreak, articleOpen || !records, let title = match.first(.title)
    else {
      return false
    }
    return line.extracting(title.range).elementsEqual(bulletinTitle.span)
  }

  /// Drops a page number or running head, and says so.
  mutating func removeFurniture(
    _ line: Span<UInt8>, _ match: LineClassifier.Match?, _ position: SourcePosition
  ) {
    note(
      .furniture, line, position.line, match, match == nil ? Reasons.runningHead : Reasons.template)
    diagnostics.report(.pageFurniture, [String(line)], at: position)
    if let page = match?.first(.page), let number = Numeral.match(line, at: page.range.lowerBound) {
      lastPage = number.value
    }
    isAfterBreak = true
  }
}
