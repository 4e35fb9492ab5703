import GazetteDocumentModel

extension LayoutSense {
  /// What the reader makes of a text that the writer set by a profile: it cannot know all of it before
  /// its end.
  init(writtenBy profile: LayoutProfile) {
    self.init()
    wrapWidth = profile.setting.wrap == .hard ? profile.setting.width : 0
    isBlankSeparated = true
    indentMarks = !profile.setting.indent.isEmpty
    paragraphIndent = profile.setting.indentColumns
  }

  /// Whether a line goes on with a paragraph, though it does not stand right below it. Reader and writer
  /// ask: the writer warns of what the reader would join.
  ///
  /// - Parameter isItem: whether the paragraph is an item's.
  @inline(__always)
  func joins(
    _ line: Span<UInt8>, _ place: LinePlace, to paragraph: OpenParagraph, inItem isItem: Bool,
    rejoin: LayoutProfile.Rejoin
  ) -> Bool {
    if Rejoining.opensBlock(line) || line.isAddress { return false }
    if rejoin == .words
      ? !paragraph.isStopped && (line.hasLabel || (paragraph.isLabelled && place.blanks > 0))
      : ((paragraph.isLabelled || paragraph.isStopped) && place.blanks == 0 && line.hasLabel)
        || (!paragraph.isStopped && paragraph.columns < (place.blanks == 0 ? 60 : 30)
          && (place.blanks == 0 ? line.hasLabel : paragraph.isLabelled))
    {
      return false
    }
    if isItem, wrapWidth == 0, !place.isAfterBreak {
      // Set in below the item's mark, it is the item's; but not below one that had room for more.
      if !paragraph.isStopped, place.blanks == 0, place.indent > paragraph.indent {
        return rejoin == .words || place.columns < paragraph.columns * 2 || place.columns < 24
      }
      // Only what goes on in lower case can be an item's.
      return rejoin == .words && !paragraph.isStopped && line[0] >= 0x61 && line[0] <= 0x7A
    }
    if indentMarks, place.indent > 0 {
      // In lower case, set in as the line above that stops in mid-sentence.
      return rejoin == .words && !paragraph.isStopped && place.blanks == 0
        && place.indent == paragraph.indent && line[0] >= 0x61 && line[0] <= 0x7A
    }
    if wrapWidth > 0 {
      // Only a full line can have been cut.
      let isFull = (paragraph.columns + paragraph.indent) * 10 >= wrapWidth * 7
      guard isFull else { return false }
      if paragraph.isStopped { return place.isAfterBreak && indentMarks }
      if line[0] >= 0x41, line[0] <= 0x5A, !place.isAfterBreak {
        // A name in mid-sentence: both lines are running text by their length.
        guard (paragraph.columns + paragraph.indent) * 20 >= wrapWidth * 17,
          line.columns * 2 > wrapWidth || line.endsWithStop
        else { return false }
      }
      return paragraph.tail.withBytes { Rejoining.continuesFilled(line, after: $0) }
    }
    // A row of several pieces stands for itself.
    if paragraph.isRow
      || (rejoin == .cjk && place.mayBeRow && place.blanks == 0 && line.piecesBetweenGaps.count > 2)
    {
      return false
    }
    // `(사서 김민지)` below a text says something by itself.
    if paragraph.isStopped, !isItem, line.isBracketed, !line.endsWithStop { return false }
    // Set in below the end of a sentence, it is a paragraph of its own.
    if paragraph.isStopped, place.indent >= paragraph.indent + 2, !isItem { return false }
    // Where blank lines part paragraphs, what stands right below a line of some length goes on.
    if isBlankSeparated, place.blanks == 0, (50...132).contains(paragraph.columns),
      // A sentence that ends a line of wide characters ends as many paragraphs, but at the usual widths.
      rejoin == .words || !paragraph.isStopped || (60...84).contains(paragraph.columns)
    {
      return true
    }
    if paragraph.isStopped {
      // A line of the same paragraph stands right below, or on top of the next page, without an indent.
      return indentMarks && paragraph.indent > 0 && paragraph.indent <= 8
        && (place.isAfterBreak || place.blanks == 0) && line.endsWithStop
    }
    // A few characters that stand alone, or say by a label what they are, are no line that was cut.
    if rejoin == .cjk, !isItem, !place.isAfterBreak,
      place.blanks > 0
        ? isBlankSeparated && paragraph.columns <= 28 && line.columns > 60
        : paragraph.isLabelled && paragraph.columns <= 48 && line.columns > 2 * paragraph.columns
    {
      return false
    }
    return rejoin == .cjk || Rejoining.mayContinue(line)
      || paragraph.tail.withBytes(Rejoining.endsOpen)
  }

  /// Whether a short text is set off from running text: blank lines around it, or no indent where
  /// paragraphs have one; and no clause in it.
  ///
  /// - Parameter isNarrow: whether its last line is not filled.
  func standsAlone(
    _ text: Span<UInt8>, _ first: LinePlace, before place: LinePlace, isNarrow: Bool
  ) -> Bool {
    // `邮市行情（8月3日，人民公园）`: what stands in brackets at its end does not count.
    let bracket = text.endsWithCloseBracket ? text.closingBracketStart : 0
    guard isNarrow, text.scalarCount >= 2,
      !text.extracting(0..<(bracket > 0 ? bracket : text.count)).holdsClause, !text.endsWithStop,
      !Rejoining.endsOpen(text)
    else { return false }
    if indentMarks {
      // Paragraphs are indented; the line is not, or is centred.
      // Set in like paragraphs, `    夜班` between blank lines; what a page's end has cut goes on at the edge.
      if first.indent <= 6, first.blanks > 0, place.blanks > 0,
        first.indent == place.indent || (first.indent > 0 && first.indent < place.indent),
        text.numberEnd == 0, !place.isAfterBreak, !first.isAfterBreak
      {
        return true
      }
      return first.indent > 6
        ? place.indent > 0 && place.indent < first.indent : first.indent == 0 && place.indent > 0
    }
    return first.blanks > 0 && (place.blanks > 0 || place.indent > first.indent)
  }
}

extension Span where Element == UInt8 {
  /// Whether a mark of running sentences stands in it.
  var holdsClause: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if TextScalar.isClauseMark(s.value), s.value != 0x3001, s.value != 0x2C { return true }
      at += s.length
    }
    return false
  }
}
