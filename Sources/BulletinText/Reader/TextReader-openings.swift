import GazetteDocumentModel

/// Lines that open a block and go on as running text.
extension TextReader {
  /// `编者按：…`, `· …`, `附件：…`: lines that open a block and go on as running text.
  mutating func takeOpening(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard !parts.isEmpty else { return false }
    if parts.has(.note), state != .contents, let match = classifier.match(.note, line, &budget) {
      try settlePending(before: line, place, &handler)
      note(.note, line, position.line, match, Reasons.template)
      try openBulletinIfNeeded(position, &handler)
      if state == .signedOff, articleOpen { try endArticle(&handler) }
      try beginNote(line, match, place, position)
      return true
    }
    guard state == .body || (pending.isHeld && articleOpen) else { return false }
    if parts.has(.attachments), let match = classifier.match(.attachments, line, &budget) {
      try settlePending(before: nil, place, &handler)
      note(.attachments, line, position.line, match, Reasons.template)
      try beginAttachments(line, match, place, position)
      return true
    }
    if parts.has(.item), let match = classifier.match(.item, line, &budget),
      mayBeginItem(match, place), !(place.blanks > 0 && mayBeNumberedTitle(line))
    {
      try settlePending(before: line, place, &handler)
      guard state == .body else { return false }
      note(.item, line, position.line, match, Reasons.template)
      try beginItem(line, match, place, position)
      return true
    }
    return false
  }

  /// Whether no sentence is open above the line at hand.
  var isAtRest: Bool { paragraph.isStopped || !paragraph.isOpen || !containers.isEmpty }

  /// Whether a line is running text by its end, or by its length where lines are filled.
  func standsInBlock(_ line: Span<UInt8>) -> Bool {
    line.endsWithStop || (sense.wrapWidth > 0 && line.columns * 10 > sense.wrapWidth * 7)
  }

  /// A number at a line's beginning may be the middle of a sentence; a bullet is none.
  func mayBeginItem(_ match: LineClassifier.Match, _ place: LinePlace) -> Bool {
    guard paragraph.isOpen, !paragraph.isStopped, !pending.isHeld else { return true }
    if containers.last == .item { return true }
    return place.blanks > 0 || match.first(.digits) == nil && match.first(.number) == nil
  }
}
