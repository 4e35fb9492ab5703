import GazetteDocumentModel

/// Lines in frames and boxes, between ornaments, in emphasis: what stands in them is taken for itself.
extension TextReader {
  /// A line of the head between marks, or a byline in emphasis.
  mutating func takeFramed(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if state == .outside || state == .head
      || (line.mayBeEmphasized && isBelowTitle && line.isEmphasizedByline),
      let inner = innerOfHead(line, place)
    {
      let wasBelowRule = isBelowRule
      isBelowRule = false
      try take(inner, of: line, indent: indent, place, position, &handler)
      isBelowRule = wasBelowRule
      return true
    }
    guard isBelowRule, place.blanks == 0,
      line.isFrameAlone || (state == .outside && line.isBlockMark && !line.holdsWord)
    else { return false }
    note(.rule, line, position.line, nil, Reasons.rule)
    marks.count(line)
    return true
  }

  /// What stands between the marks of a line in the head.
  private mutating func innerOfHead(_ line: Span<UInt8>, _ place: LinePlace) -> Range<Int>? {
    if isBelowRule, place.blanks == 0 {
      return line.framed ?? line.ornamented
        ?? (profile.takesAnyMasthead && articlesInBulletin == 0 ? line.besideOrnament : nil)
    }
    if let inner = line.emphasized ?? line.ornamented { return inner }
    guard usesPlace else { return nil }
    if pending.isHeld || !bulletinTitle.isEmpty, let inner = headInBrackets(line) { return inner }
    return profile.takesAnyMasthead && articlesInBulletin == 0 ? headBehindMark(line) : nil
  }

  /// A title in a box of its own, with a number in a cell or without.
  mutating func takeBoxed(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    var inside = place
    inside.mayBeRow = false
    if let inner = line.boxed {
      try take(inner, of: line, indent: indent, inside, position, &handler)
    } else if line.isSmallBoxEdge {
      try takeRule(line, nil, place, position, &handler)
    } else if let cells = line.boxedCells {
      // `┃１┃新年度のごあいさつ`
      let number = [UInt8](line.extracting(cells.number)) + [0xE3, 0x80, 0x80]
      let title = number + [UInt8](line.extracting(cells.title))
      marks.count(line, around: cells.number.lowerBound..<cells.title.upperBound)
      try take(title.span, indent: indent, inside, position, &handler)
    } else {
      return false
    }
    return true
  }

  /// Takes the words of a line without the marks around them.
  private mutating func take(
    _ words: Range<Int>, of line: Span<UInt8>, indent: Span<UInt8>, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    marks.count(line, around: words)
    let inner = line.extracting(words)
    var place = place
    place.columns = inner.columns
    place.beginning = classifier.beginning(inner)
    try take(inner, indent: indent, place, position, &handler)
  }
}
