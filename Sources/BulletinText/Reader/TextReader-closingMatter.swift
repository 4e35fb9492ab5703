import GazetteDocumentModel

/// Lines that `ClosingMatter` found at the end of the text.
extension TextReader {
  /// A line of the closing matter: credits by their template or label, and else what is said to those who get the
  /// bulletin, lines that are filled put together.
  mutating func takeClosingMatter(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    try settleTable(&handler)
    if state != .credits || !articlesHaveEnded { try beginCredits(position, &handler) }
    if line.isRule || line.isOrnament {
      try settleClosingMatter(&handler)
      note(.rule, line, position.line, nil, Reasons.rule)
      marks.count(line)
      return
    }
    if let above = pending.lines.last?.place, place.blanks == 0, sense.wrapWidth > 0,
      (above.columns + above.indent) * 5 >= sense.wrapWidth * 4, !line.hasWordLabel, !line.hasLabel
    {
      pending.hold(line, indent: indent, position, place)
      return
    }
    try settleClosingMatter(&handler)
    let parts = classifier.candidates(line, place.beginning).intersection([.init(.credits)])
    if parts.has(.credits), let match = classifier.match(.credits, line, &budget),
      match.first(.recipients) != nil, match.template.hasLiteral
    {
      note(.credits, line, position.line, match, Reasons.template)
      return try credits(line, match, position, &handler)
    }
    if !line.endsWithStop, try takeByTemplate(line, parts, place, position, &handler) { return }
    pending.hold(line, indent: indent, position, place)
  }

  private var articlesHaveEnded: Bool { !articleOpen && !sectionOpen }

  /// The held lines are one piece of the closing matter.
  mutating func settleClosingMatter(_ handler: inout Handler) throws(ConversionError) {
    guard pending.isHeld else { return }
    noteAll(.credits, nil, Reasons.closingMatter)
    let text = pending.joined()
    let position = pending.lines[0].position
    pending.clear()
    let inner = text.span.isBracketed ? text.span.withoutBrackets : 0..<0
    let words = text.span.extracting(inner)
    if let labelled = words.labelled, PersonName.areNames(words.extracting(labelled.value)) {
      // `（编辑：李明）`
      marks.count(text.span, around: inner)
      return try labelledCredit(words, labelled, position, &handler)
    }
    try distribution(text.span, nil, position, &handler)
  }
}
