import GazetteDocumentModel

/// Lines that close an article or a bulletin: sign-offs, end marks, credits.
extension TextReader {
  /// Sign-offs and end marks.
  mutating func takeClosing(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    // A rule right below a line underlines it.
    if parts.has(.end), let match = classifier.match(.end, line, &budget),
      place.blanks > 0 || !line.isRule || !usesPlace
    {
      try settlePending(before: nil, place, &handler)
      note(.end, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try endArticle(&handler, isClosed: true)
      return true
    }
    if parts.has(.signOff), let match = classifier.match(.signOff, line, &budget),
      isSignOffPlace(place), match.template.hasLiteral || match.first(.date)?.date?.year != nil
    {
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try signOff(line, match, position)
      return true
    }
    if parts.has(.dateLine), let match = classifier.match(.dateLine, line, &budget),
      isSignOffPlace(place)
    {
      try takeDateLine(line, match, position, &handler)
      return true
    }
    return false
  }

  /// Whether a sign-off may stand here: not within a paragraph whose lines are filled.
  func isSignOffPlace(_ place: LinePlace) -> Bool {
    sense.wrapWidth == 0 || !paragraph.isOpen || paragraph.isStopped || pending.isHeld
      || place.blanks > 0
  }

  /// `[2021-03-12]`: with the pending lines above it, if those are departments, the sign-off.
  mutating func takeDateLine(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if pending.isHeld {
      let held = pending
      var first = held.lines.count
      while first > 0 {
        let text = held.bytes.span.extracting(held.lines[first - 1].text)
        guard classifier.departmentLine(text, before: match, &budget) != nil else { break }
        first -= 1
      }
      // A cut paragraph above, whose last words the line may be, is none of a department.
      if first == 0, held.lines.count == 1 || isAtRest {
        pending.clear()
      } else {
        first = max(first, held.lines.count - 1)
        let keepsLast = first < held.lines.count && lastIsDepartment(held, match)
        for _ in first..<held.lines.count where keepsLast { pending.removeLast() }
        if !keepsLast { first = held.lines.count }
        try settlePending(before: nil, LinePlace(), &handler)
      }
      for index in first..<held.lines.count {
        let text = held.bytes.span.extracting(held.lines[index].text)
        let place = held.lines[index].position
        guard let department = classifier.departmentLine(text, before: match, &budget) else {
          continue
        }
        note(.signOff, text, place.line, department, Reasons.department)
        marks.count(text, department)
        try signOff(text, department, place)
      }
    }
    note(.signOff, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try signOff(line, match, position)
  }

  mutating func lastIsDepartment(
    _ held: PendingBlock, _ match: LineClassifier.Match
  ) -> Bool {
    guard let last = held.lines.last else { return false }
    return classifier.departmentLine(held.bytes.span.extracting(last.text), before: match, &budget)
      != nil
  }

  /// `主编：张华   编辑：李明`: credits side by side.
  mutating func takeSeveralCredits(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, state != .outside, state != .head, line.count <= 160 else { return false }
    let pieces = line.piecesBetweenGaps
    guard pieces.count > 1 else { return false }
    for range in pieces {
      guard let match = classifier.match(.credits, line.extracting(range)),
        match.template.hasLiteral
      else { return false }
    }
    for range in pieces {
      let piece = line.extracting(range)
      guard let match = classifier.match(.credits, piece) else { continue }
      if range == pieces[0] { note(.credits, line, position.line, match, Reasons.template) }
      try credits(piece, match, position, &handler)
    }
    return true
  }
}
