import GazetteDocumentModel

/// Heads whose lines no template knows: `HeadBlock` tells where they end.
extension TextReader {
  /// Holds the lines of the head, and takes them at the last one.
  mutating func takeHeadBlock(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if line.isRule || line.isOrnament {
      note(.rule, line, position.line, nil, Reasons.rule)
      marks.count(line)
      return
    }
    pending.hold(line, indent: indent, position, place)
    guard position.line >= headEnd else { return }
    noteAll(.head, nil, Reasons.aboveBody)
    let issuer = pending.takeIssuer()
    let head = pending
    pending.clear()
    let end = Self.titleEnd(of: head)
    try startHead(head, end, &handler)
    headNotes.keep(head.joined(0..<end).span, at: head.lines[0].position)
    try takeIssuer(issuer, &handler)
    for index in head.lines.indices.dropFirst(end) {
      let line = head.lines[index]
      let text = head.bytes.span.extracting(line.text)
      try headBlockLine(text, isSubtitle: index == end, line.position, &handler)
    }
  }

  /// How many lines the title has: it goes on below a small word, or in lower case.
  private static func titleEnd(of head: PendingBlock) -> Int {
    guard head.lines.count > 1, head.lines[1].place.blanks == 0 else { return 1 }
    let first = head.bytes.span.extracting(head.lines[0].text)
    return Rejoining.endsOpen(first) ? 2 : 1
  }

  /// The masthead: what a template takes of it, or else what stands in front of its date.
  private mutating func startHead(
    _ head: PendingBlock, _ end: Int, _ handler: inout Handler
  ) throws(ConversionError) {
    let text = head.joined(0..<end)
    let position = head.lines[0].position
    let line = text.span
    if let match = classifier.match(.masthead, line, &budget), match.template.hasMark {
      return try beginBulletin(line, match, position, &handler)
    }
    let pieces = line.factPieces(by: classifier)
    guard pieces.count > 1, pieces.dropFirst().contains(where: { isHeadFact(line.extracting($0)) })
    else { return try beginHead(line, position, &handler) }
    // `Weekly Newsletter, Wednesday, November 19, 2003 -- PART 1`
    let fact = pieces.dropFirst().first { isHeadFact(line.extracting($0)) } ?? pieces[0]
    let title = pieces.last { $0.upperBound <= fact.lowerBound } ?? pieces[0]
    try beginHead(line.extracting(0..<title.upperBound), position, &handler)
    marks.count(line.extracting(title.upperBound..<fact.lowerBound))
    for piece in pieces where piece.lowerBound >= fact.lowerBound {
      try headBlockFact(line.extracting(piece), position, &handler)
    }
  }

  private mutating func beginHead(
    _ title: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    // `IL RODODENDRO  -  notiziario della Società`
    let pieces = title.hasGap ? title.headPieces : [0..<title.count]
    let name = title.extracting(pieces[0])
    let known = classifier.match(.masthead, name, &budget).flatMap {
      $0.template.hasMark ? $0 : nil
    }
    guard let match = known ?? LineClassifier.Match.title(name) else { return }
    try beginBulletin(name, match, position, &handler)
    for (piece, above) in zip(pieces.dropFirst(), pieces) {
      marks.count(title.extracting(above.upperBound..<piece.lowerBound))
      try noteOfHead(title.extracting(piece), at: position, &handler)
    }
  }

  /// What a piece of a line says of the bulletin by its form. (Mutating: a call that borrows would copy the reader.)
  private mutating func isHeadFact(_ piece: Span<UInt8>) -> Bool {
    DateWords.isSeason(piece) || headMatch(piece) != nil
      || (piece.firstDate.map { $0.range == 0..<piece.count } ?? false)
  }

  /// A line below the masthead: facts, the subtitle, or a note.
  private mutating func headBlockLine(
    _ line: Span<UInt8>, isSubtitle: Bool, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if headMatch(line) != nil { return try headBlockFact(line, position, &handler) }
    let pieces = line.factPieces(by: classifier)
    if pieces.count > 1, pieces.contains(where: { isHeadFact(line.extracting($0)) }) {
      for piece in pieces { try headBlockFact(line.extracting(piece), position, &handler) }
      return
    }
    if isSubtitle, !line.isAddress, line.labelled == nil, !line.hasWordLabel {
      headNotes.keep(line, at: position)
      try handler.element(.subtitle, text: line, at: position)
    } else {
      try headBlockFact(line, position, &handler)
    }
  }

  /// What a line of the head, or a piece of one, says.
  private mutating func headBlockFact(
    _ piece: Span<UInt8>, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if let match = headMatch(piece) {
      try headFacts(piece, match, position, &handler)
    } else if DateWords.isSeason(piece) {
      try noteOfHead(piece, as: "when", at: position, &handler)
    } else if piece.textHash() == bulletinTitle.span.textHash() {
      marks.count(piece)
    } else if let labelled = piece.labelled {
      try labelledFact(piece, labelled, position, &handler)
    } else {
      try noteOfHead(piece, at: position, &handler)
    }
  }
}
