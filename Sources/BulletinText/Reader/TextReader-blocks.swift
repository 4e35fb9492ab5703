import GazetteDocumentModel

/// Paragraphs and headings.
extension TextReader {
  /// Adds a line to the open paragraph, if that was cut, or begins one with it.
  mutating func append(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) throws(ConversionError) {
    try endPreformatted()
    if paragraph.isOpen, rejoins, joins(line, place) {
      note(.continuation, line, position.line, nil, Reasons.continuation)
      diagnostics.report(.paragraphJoined, ["\(paragraph.end.line)"], at: position)
      try join(line, position)
    } else {
      note(.paragraph, line, position.line, nil, Reasons.paragraph)
      try beginParagraph(line, position)
    }
    try extend(line, place, position)
  }

  /// Opens a paragraph in the body, and recalls the dateline that it begins with.
  @inline(__always)
  private mutating func beginParagraph(
    _ line: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    try closeContainers()
    if !article.hasBody, !classifier.isEmpty(.dateline) {
      recordDateline(line, position)
      if profile.takesAnyMasthead { recordReportersInLead(line, position) }
    }
    paragraph.isOpen = true
    try article.recordBody(.start(.paragraph), at: position)
  }

  /// The next line of a paragraph whose lines are filled to a width.
  @inline(__always)
  mutating func goOn(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) throws(ConversionError) {
    note(.continuation, line, position.line, nil, Reasons.filled)
    try join(line, position)
    try extend(line, place, position)
  }

  /// Whether a line goes on with the open paragraph, though it does not stand right below it. (Mutating: a call
  /// that borrows would copy the reader.)
  private mutating func joins(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    if isInQuotation { return false }
    guard usesPlace else { return !paragraph.isStopped }
    return sense.joins(
      line, place, to: paragraph, inItem: containers.last == .item, rejoin: profile.rejoin)
  }

  /// What comes between the open paragraph and the line that goes on with it: a space, or a hyphen's
  /// fate.
  @inline(__always)
  mutating func join(
    _ line: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    if paragraph.holdsHyphen {
      paragraph.holdsHyphen = false
      if dropsHyphen(before: line) {
        diagnostics.report(.hyphenRemoved, at: position)
        return
      }
      let hyphen: [UInt8] = [0x2D]
      try article.recordBody(.text(hyphen.span), at: position)
      return
    }
    if needsSpace(before: line) {
      let space: [UInt8] = [0x20]
      try article.recordBody(.text(space.span), at: position)
    }
  }

  @inline(__always)
  private mutating func needsSpace(before line: Span<UInt8>) -> Bool {
    let isFilled = sense.wrapWidth > 0
    if isFilled, let cut = sense.cutWords {
      let room = sense.wrapWidth - paragraph.columns - paragraph.indent
      return paragraph.tail.withBytes { cut.needsSpace(left: $0, right: line, room: room) }
    }
    return paragraph.tail.withBytes { left in
      isFilled
        ? Rejoining.needsSpaceInTitle(left: left, right: line)
        : Rejoining.needsSpace(left: left, right: line)
    }
  }

  /// Whether the hyphen at a line's end is a typesetter's: the sample has the word without it, or
  /// breaks its words everywhere.
  private func dropsHyphen(before line: Span<UInt8>) -> Bool {
    guard line[0] >= 0x61, line[0] <= 0x7A else { return false }
    return paragraph.tail.withBytes { dropsHyphen(between: $0, and: line) }
  }

  private func dropsHyphen(between tail: Span<UInt8>, and line: Span<UInt8>) -> Bool {
    var hash = TextHash()
    var start = tail.count
    while start > 0, (tail[start - 1] | 0x20) >= 0x61, (tail[start - 1] | 0x20) <= 0x7A {
      start -= 1
    }
    guard start < tail.count, start == 0 || tail[start - 1] != 0x2D else { return false }
    for index in start..<tail.count { hash.add(UInt32(tail[index] | 0x20)) }
    var end = 0
    while end < line.count, (line[end] | 0x20) >= 0x61, (line[end] | 0x20) <= 0x7A {
      hash.add(UInt32(line[end] | 0x20))
      end += 1
    }
    // `state-of-the-art` keeps its own.
    if end < line.count, line[end] == 0x2D { return false }
    return sense.plainWords.contains(hash.value) || sense.isHyphenated
  }

  @inline(__always)
  private mutating func extend(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) throws(ConversionError) {
    paragraph.end = position
    if usesPlace {
      paragraph.isLabelled = false
      // A row of several pieces: nothing goes on with it.
      paragraph.isRow =
        place.mayBeRow && sense.wrapWidth == 0 && profile.rejoin == .cjk
        && line.piecesBetweenGaps.count > 2
      paragraph.indent = place.indent
      paragraph.columns = place.columns
    }
    if sense.wrapWidth > 0 {
      if line.endsWithHyphen {
        try extendPiece(line.extracting(0..<(line.count - 1)), position)
        paragraph.isStopped = false
        paragraph.holdsHyphen = true
        return
      }
    }
    try extendPiece(line, position)
    // A line that stops needs no label to end its paragraph, and one of some length goes on with a sentence.
    let width = sense.wrapWidth == 0 ? 80 : sense.wrapWidth
    if usesPlace, !paragraph.isStopped, place.columns * 10 < width * 7 {
      paragraph.isLabelled = line.hasLabel
      // `领衔代表：孙丽华` says all.
      if paragraph.isLabelled, profile.rejoin == .cjk, let labelled = line.labelled,
        PersonName.areNames(line.extracting(labelled.value))
      {
        paragraph.isRow = true
      }
    }
  }

  /// More text of the line that the open paragraph ends with.
  mutating func extendPiece(
    _ text: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    try article.recordBodyText(text, at: position)
    paragraph.isAddress = text.isAddress
    paragraph.isStopped =
      paragraph.isAddress || text.endsWithStop || text.isNumberWithStop || text.isSalutation
      || text.endsBehindStop || (text.count <= 18 && closesNote(text))
    if !paragraph.isStopped || usesPlace { paragraph.tail.take(from: text) }
  }

  /// Whether a few characters close the bracket that the line above opens behind its last stop: `…才散。（侯建` / `国）`.
  /// (Mutating: a call that borrows would copy the reader.)
  @inline(never)
  private mutating func closesNote(_ text: Span<UInt8>) -> Bool {
    guard text.count > 3, text[0] >= 0xE4, text[text.count - 1] == 0x89, paragraph.isOpen,
      text.endsWithCloseBracket, text.closingBracketStart == 0
    else { return false }
    return paragraph.tail.withBytes { tail in
      var at = tail.count
      while at > 3 {
        let s = tail.scalar(endingAt: at)
        at -= s.length
        if TextScalar.folded(s.value) == 0x28 { return tail.extracting(0..<at).endsWithStop }
        if !TextScalar.isHan(s.value) { return false }
      }
      return false
    }
  }

  mutating func closeParagraph() throws(ConversionError) {
    guard paragraph.isOpen else { return }
    if paragraph.holdsHyphen {
      paragraph.holdsHyphen = false
      let hyphen: [UInt8] = [0x2D]
      try article.recordBody(.text(hyphen.span), at: paragraph.end)
    }
    paragraph.isOpen = false
    paragraph.isStopped = true
    try article.recordBody(.end(.paragraph), at: paragraph.end)
  }

  /// `一、总体要求`
  mutating func heading(
    _ line: Span<UInt8>, level: Int, _ position: SourcePosition
  ) throws(ConversionError) {
    try endPreformatted()
    try closeContainers()
    hasHeadings = true
    let digit: [UInt8] = [UInt8(ascii: "0") + UInt8(level)]
    try article.recordBody(.start(.heading), at: position)
    try article.recordBody(.attribute(.level, digit.span), at: position)
    try article.recordBody(.text(line), at: position)
    try article.recordBody(.end(.heading), at: position)
  }

  /// `* * *`
  mutating func thematicBreak(_ position: SourcePosition) throws(ConversionError) {
    try endPreformatted()
    try closeContainers()
    try article.recordBody(.start(.thematicBreak), at: position)
    try article.recordBody(.end(.thematicBreak), at: position)
  }

  /// `新华社北京3月12日电`: where and when a report was sent; the words stay in the text.
  private mutating func recordDateline(_ line: Span<UInt8>, _ position: SourcePosition) {
    guard classifier.candidates(line).has(.dateline),
      let match = classifier.matchPrefix(.dateline, line)
    else { return }
    for capture in match.captures {
      let value = line.extracting(capture.range)
      switch capture.field {
      case .place: article.recordFront(.metadata(.place, value), at: position)
      case .source: article.recordFront(.metadata(.source, value), at: position)
      default: continue
      }
    }
  }
}
