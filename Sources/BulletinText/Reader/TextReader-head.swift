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
    if articlesInBulletin == 0, state == .outside || state == .head,
      try takeBracketsOfHead(line, place, position, &handler)
    {
      return true
    }
    if try takeContentsTitle(line, parts, place, position, &handler) { return true }
    return try takeContents(line, parts, place, position, &handler)
  }

  /// What stands in brackets above the masthead or right below the lines of the head: `【内部参考　注意保存】`,
  /// `（内部资料　免费交流）`.
  private mutating func takeBracketsOfHead(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, profile.takesAnyMasthead, line.isBracketed, line.columns <= 60 else {
      return false
    }
    if pending.isHeld {
      hasLabelledHead = hasLabelledHead || (place.blanks == 0 && pending.lines[0].place.blanks == 0)
      if try !takeLabelledHead(before: nil, &handler) { return false }
    }
    if let inner = headInBrackets(line),
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
    try noteOfHead(line, at: position, &handler)
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
    guard place.blanks == 0, parts.has(.head), let match = classifier.match(.head, line, &budget)
    else { return false }
    if !match.template.hasLiteral {
      // `…办公室、…委员会合编` above `2011年6月`
      guard match.first(.date)?.date?.year != nil, pending.lines.count == 1,
        pending.lines[0].place.blanks == 0, pending.bytes.span.saysWhoIssues
      else { return false }
    }
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
      try noteOfHead(line, at: position, &handler)
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
    try noteOfHead(line, as: "when", at: position, &handler)
    return true
  }

  /// What a line of the head, or a piece of one, says by the label that it has.
  mutating func labelledFact(
    _ text: Span<UInt8>, _ labelled: Labelled, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    marks.count(text, labelled)
    headNotes.keep(text, labelled, at: position)
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
    if headLinesTaken.insert(match.index).inserted || classifier.isEmpty(.above) { return true }
    // Codes may stand above the name of what they are sent for: `ESFPDT`, `ORZ041>044-071200-`.
    return bulletinTitle.isEmpty && match.first(.code) != nil
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
