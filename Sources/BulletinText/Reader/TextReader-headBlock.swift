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
    var found = HeadFacts()
    try startHead(head, end, &found, &handler)
    try takeIssuer(issuer, &handler)
    for index in head.lines.indices.dropFirst(end) {
      let line = head.lines[index]
      let text = head.bytes.span.extracting(line.text)
      try headBlockLine(text, isSubtitle: index == end, line.position, &found, &handler)
    }
    try takeEmbedded(in: head, besides: found, &handler)
  }

  /// What the lines of a head have told by their form.
  private struct HeadFacts {
    var hasDate = false
    var hasNumber = false

    mutating func note(_ match: LineClassifier.Match) {
      hasDate = hasDate || match.first(.date) != nil
      hasNumber = hasNumber || match.numbersIssue
    }
  }

  /// The date and the number that stand within a line, where none stood by itself: `Letter no. 8 for the month of May
  /// 2002`.
  private mutating func takeEmbedded(
    in head: PendingBlock, besides found: HeadFacts, _ handler: inout Handler
  ) throws(ConversionError) {
    var found = found
    for held in head.lines {
      let line = head.bytes.span.extracting(held.text)
      if !found.hasDate, let (range, date) = line.firstDate, let template = try? Template("{date}")
      {
        found.hasDate = true
        let capture = LineClassifier.Capture(field: .date, range: range, date: date)
        let match = LineClassifier.Match(template: template, captures: [capture])
        try headFacts(line, match, held.position, &handler)
      }
      if !found.hasNumber, let range = line.numberWithin(by: classifier) {
        let piece = line.extracting(range)
        guard let match = headMatch(piece) else { continue }
        found.hasNumber = true
        try headFacts(piece, match, held.position, &handler)
      }
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
    _ head: PendingBlock, _ end: Int, _ found: inout HeadFacts, _ handler: inout Handler
  ) throws(ConversionError) {
    let text = head.joined(0..<end)
    let position = head.lines[0].position
    let line = text.span
    if let match = classifier.match(.masthead, line, &budget), match.template.hasMark {
      found.note(match)
      return try beginBulletin(line, match, position, &handler)
    }
    let pieces = line.factPieces(by: classifier)
    guard pieces.count > 1, pieces.dropFirst().contains(where: { isHeadFact(line.extracting($0)) })
    else { return try beginHead(line, position, &found, &handler) }
    // `Weekly Newsletter, Wednesday, November 19, 2003 -- PART 1`
    let fact = pieces.dropFirst().first { isHeadFact(line.extracting($0)) } ?? pieces[0]
    let title = pieces.last { $0.upperBound <= fact.lowerBound } ?? pieces[0]
    try beginHead(line.extracting(0..<title.upperBound), position, &found, &handler)
    marks.count(line.extracting(title.upperBound..<fact.lowerBound))
    for piece in pieces where piece.lowerBound >= fact.lowerBound {
      try headBlockFact(line.extracting(piece), position, &found, &handler)
    }
  }

  private mutating func beginHead(
    _ title: Span<UInt8>, _ position: SourcePosition, _ found: inout HeadFacts,
    _ handler: inout Handler
  ) throws(ConversionError) {
    // `IL RODODENDRO  -  notiziario della Società`
    let pieces = title.hasGap ? title.headPieces : [0..<title.count]
    let name = title.extracting(pieces[0])
    let known = classifier.match(.masthead, name, &budget).flatMap {
      $0.template.hasMark ? $0 : nil
    }
    guard let match = known ?? LineClassifier.Match.title(name) else { return }
    found.note(match)
    try beginBulletin(name, match, position, &handler)
    for (piece, above) in zip(pieces.dropFirst(), pieces) {
      marks.count(title.extracting(above.upperBound..<piece.lowerBound))
      try handler.custom("note", title.extracting(piece), at: position)
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
    _ found: inout HeadFacts, _ handler: inout Handler
  ) throws(ConversionError) {
    if headMatch(line) != nil { return try headBlockFact(line, position, &found, &handler) }
    let pieces = line.factPieces(by: classifier)
    if pieces.count > 1, pieces.contains(where: { isHeadFact(line.extracting($0)) }) {
      for piece in pieces { try headBlockFact(line.extracting(piece), position, &found, &handler) }
      return
    }
    if isSubtitle, !line.isAddress, line.labelled == nil, !line.hasWordLabel {
      try handler.element(.subtitle, text: line, at: position)
    } else {
      try headBlockFact(line, position, &found, &handler)
    }
  }

  /// What a line of the head, or a piece of one, says.
  private mutating func headBlockFact(
    _ piece: Span<UInt8>, _ position: SourcePosition, _ found: inout HeadFacts,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if let match = headMatch(piece) {
      found.note(match)
      try headFacts(piece, match, position, &handler)
    } else if DateWords.isSeason(piece) {
      try handler.custom("when", piece, at: position)
    } else if piece.textHash() == bulletinTitle.span.textHash() {
      marks.count(piece)
    } else if let labelled = piece.labelled {
      try labelledFact(piece, labelled, position, &handler)
    } else {
      try handler.custom("note", piece, at: position)
    }
  }
}
