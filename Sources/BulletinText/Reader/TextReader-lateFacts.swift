import GazetteDocumentModel

/// Reading for who wants late facts only, where a line says what it is wherever it stands
/// (`Format.looksAheadExactly`).
extension TextReader {
  /// What a line means then: mastheads and credits, which are known by themselves, and that there is an
  /// article before the credits. The bulletins must be those that reading in earnest finds.
  mutating func takeForFacts(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if line.count <= classifier.shortLimit,
      try takeFact(line, classifier.candidates(line), place, position, &handler)
    {
      return
    }
    guard state != .body else { return }
    try openBulletinIfNeeded(position, &handler)
    state = .body
    articlesInBulletin += 1
    try handler.handle(.start(.article), at: position)
    try handler.handle(.end(.article), at: position)
  }

  /// A line that is no running text.
  private mutating func takeFact(
    _ line: Span<UInt8>, _ candidates: LayoutParts, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if candidates.has(.furniture), let match = classifier.match(.furniture, line, &budget),
      mayBePage(line, match, place)
    {
      isAfterBreak = true
      return true
    }
    if candidates.has(.masthead), let match = classifier.match(.masthead, line, &budget),
      mayOpenBulletin(line, match)
    {
      if !isRunningHead(line, match, place) {
        try beginBulletin(line, match, position, &handler)
      }
      return true
    }
    if candidates.has(.credits), let match = classifier.match(.credits, line, &budget),
      match.template.hasLiteral
    {
      pending.clear()
      try credits(line, match, position, &handler)
      return true
    }
    if state == .outside, candidates.has(.head),
      let match = classifier.match(.head, line, &budget), match.template.hasLiteral
    {
      try openBulletinIfNeeded(position, &handler)
      return true
    }
    if candidates.has(.end), state == .body, classifier.match(.end, line, &budget) != nil {
      state = .title
      return true
    }
    return candidates.has(.rule) && classifier.match(.rule, line, &budget) != nil
  }
}
