import GazetteDocumentModel

/// What a line is.
extension TextReader {
  typealias Handler = any EventHandler & ~Copyable

  /// Takes a line, or a fragment of an over-long one.
  mutating func handle(
    _ span: Span<UInt8>, _ part: LineSplitter.Part, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    linePosition = position
    if part == .whole {
      if span.count == 0, explain == nil { return }
      let range = span.trimmedRange
      guard !range.isEmpty else {
        note(.blank, span, position.line, nil, Reasons.blank)
        return
      }
      reportByteOrderMark(span, range, position)
      try take(
        span.extracting(range),
        SourcePosition(
          offset: position.offset + UInt64(range.lowerBound), line: position.line,
          column: UInt32(truncatingIfNeeded: span.extracting(0..<range.lowerBound).scalarCount + 1)),
        &handler)
      return
    }
    // An over-long line is running text, whatever it says.
    guard records else {
      if state != .body { try takeForFacts(span, position, &handler) }
      return
    }
    let end = part == .last ? span.trimmedRange.upperBound : span.count
    let text = span.extracting(0..<max(end, 0))
    if !inLongLine {
      inLongLine = true
      try piece(text.extracting(text.trimmedRange.lowerBound..<text.count), position, &handler)
    } else if text.count > 0 {
      try extendPiece(text, position)
    }
    if part == .last { inLongLine = false }
  }

  /// Takes a whole line, trimmed and not empty.
  private mutating func take(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    guard records else { return try takeForFacts(line, position, &handler) }
    guard line.count <= classifier.shortLimit else {
      try piece(line, position, &handler)
      return
    }
    if try takeByTemplate(line, position, &handler) { return }
    switch state {
    case .outside, .head, .title, .signedOff, .credits:
      try beginArticle(line, position, &handler)
    case .body:
      if line.endsWithStop {
        try piece(line, position, &handler)
      } else {
        try settlePending(before: line, &handler)
        hold(line, position)
      }
    }
  }

  /// What a line means to who wants late facts only: mastheads and credits, which are known by
  /// themselves, and that there is an article before the credits.
  private mutating func takeForFacts(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if line.count <= classifier.shortLimit {
      if let match = classifier.masthead(line), match.template.hasLiteral || state == .outside {
        return try beginBulletin(line, match, position, &handler)
      }
      if let match = classifier.credits(line) {
        return try credits(line, match, position, &handler)
      }
    }
    guard state != .body else { return }
    try openBulletinIfNeeded(position, &handler)
    state = .body
    try handler.handle(.start(.article), at: position)
    try handler.handle(.end(.article), at: position)
  }

  /// Tries the templates on a short line.
  private mutating func takeByTemplate(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if let match = classifier.masthead(line),
      match.template.hasLiteral || state == .outside
    {
      note(.masthead, line, position.line, match, Reasons.template)
      try beginBulletin(line, match, position, &handler)
      return true
    }
    if state == .head, let match = classifier.head(line) {
      note(.head, line, position.line, match, Reasons.headTemplate)
      try headFacts(line, match, position, &handler)
      return true
    }
    if let match = classifier.credits(line) {
      note(.credits, line, position.line, match, Reasons.template)
      try credits(line, match, position, &handler)
      return true
    }
    guard articleOpen else { return false }
    if let match = classifier.oneLineSignOff(line) {
      try settlePending(before: nil, &handler)
      note(.signOff, line, position.line, match, Reasons.template)
      marks.count(line, match)
      signOff(line, match, position)
      return true
    }
    if let match = classifier.dateLine(line) {
      try takeDateLine(line, match, position, &handler)
      return true
    }
    if state == .body, let match = classifier.heading(line), !line.endsWithStop,
      paragraph.isStopped || !paragraph.isOpen
    {
      try settlePending(before: nil, &handler)
      note(.heading, line, position.line, match, Reasons.template)
      try heading(line, position)
      return true
    }
    return false
  }

  /// `[2021-03-12]`: with the pending line above it, if that is a department, the sign-off.
  private mutating func takeDateLine(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if pending.isHeld {
      let above = pending.text
      if let department = classifier.departmentLine(above.span, before: match) {
        pending.isHeld = false
        note(.signOff, above.span, pending.position.line, department, Reasons.department)
        marks.count(above.span, department)
        signOff(above.span, department, pending.position)
      } else {
        try settlePending(before: nil, &handler)
      }
    }
    note(.signOff, line, position.line, match, Reasons.template)
    marks.count(line, match)
    signOff(line, match, position)
  }

  /// Keeps a short line back until the next one shows what it is.
  private mutating func hold(_ line: Span<UInt8>, _ position: SourcePosition) {
    pending.isHeld = true
    pending.text.removeAll(keepingCapacity: true)
    pending.text.append(line)
    pending.position = position
  }

  /// Decides what the pending line was, now that the line below it is known (nil: none that is text).
  mutating func settlePending(
    before next: Span<UInt8>?, _ handler: inout Handler
  ) throws(ConversionError) {
    guard pending.isHeld else { return }
    pending.isHeld = false
    var text: [UInt8] = []
    swap(&text, &pending.text)
    let position = pending.position
    var isTitle = false
    if let next, article.hasBody, paragraph.isStopped,
      classifier.mayBeTitle(text.span)
    {
      isTitle = Rejoining.isTitle(text.span, before: next)
    }
    if isTitle {
      try endArticle(&handler)
      try title(text.span, position, Reasons.titleSaidAgain)
    } else {
      try append(text.span, position)
    }
    swap(&text, &pending.text)
  }

  /// Running text: a paragraph or a piece of one.
  mutating func piece(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    switch state {
    case .outside, .head, .title, .signedOff, .credits:
      try beginArticle(line, position, &handler)
    case .body:
      try settlePending(before: line, &handler)
      try append(line, position)
    }
  }

  private func reportByteOrderMark(
    _ span: Span<UInt8>, _ range: Range<Int>, _ position: SourcePosition
  ) {
    // Blanks in front of a line are white space, but for a byte order mark that a careless `cat` left.
    guard range.lowerBound >= 3 else { return }
    var at = 0
    while at < range.lowerBound {
      let s = span.scalar(at: at)
      if s.value == 0xFEFF { diagnostics.report(.byteOrderMarkInText, at: position) }
      at += s.length
    }
  }
}
