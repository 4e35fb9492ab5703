import GazetteDocumentModel

/// Whether a line goes on with the block of filled lines above it.
extension TextReader {
  /// Whether a line belongs to the block of the line above it.
  @inline(__always)
  mutating func goesOn(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard sense.wrapWidth > 0 || (pending.isHeld && profile.title.lines > 1),
      place.blanks == 0, !place.isAfterBreak, !line.isDateAlone
    else { return false }
    if pending.isHeld {
      guard let last = pending.lines.last, !pending.isMarked, !pending.isUnderlined,
        !line.isAddress,
        !(profile.rejoin == .cjk && last.place.columns * 10 < sense.wrapWidth * 7 && line.hasLabel
          && pending.bytes.span.extracting(last.text).hasLabel),
        !Rejoining.opensBlock(line),
        !(line.beginsWithCapital && line.hasWordLabel
          && pending.bytes.span.extracting(last.text).hasWordLabel)
      else { return false }
      if pending.lines.count == 1 {
        if pending.bytes.span.extracting(last.text).numberEnd > 0 {
          let held = pending.bytes
          if followsTitleNumber(held.span.extracting(last.text)) { return false }
        }
        if sense.numbersStandAlone, numberStandsAlone { return false }
        if last.place.blanks > 0, isCapitalsAbove(line) { return false }
        if sense.colonsHead, isColonHeading(place) { return false }
        if sense.titlesStandOn != .none, standsOnText(line, place) { return false }
        if profile.rejoin == .words, state == .body, last.place.blanks > 0,
          isShortAboveFull(line, place)
        {
          return false
        }
        if last.place.blanks > 0, line[0] >= 0xE2,
          line[0] <= 0xE3 || line[0] == 0xEF || pending.bytes[last.textStart] == 0xE3,
          isWholeAbove(line)
        {
          return false
        }
        if !contents.isEmpty, pending.bytes.span.endsWithStop, contents.holds(line) { return false }
        // Text that is set in by two characters, below a title at the edge.
        if profile.rejoin == .cjk, last.place.indent == 0, (2...6).contains(place.indent),
          state != .outside
        {
          return false
        }
      }
      // Lines set to the middle, one below the other.
      // Above all text a few columns show that they are.
      if min(place.indent, last.place.indent) >= (state == .outside ? 2 : 8),
        max(place.indent, last.place.indent) >= 8,
        state != .body || pending.isRuled || pending.lines[0].place.blanks > 0,
        abs(place.indent * 2 + place.columns - last.place.indent * 2 - last.place.columns) <= 8,
        !pending.bytes.span.extracting(last.text).endsWithStop
      {
        return true
      }
      // The bodies that sign a paper, set to the right line by line.
      if place.indent >= 8, last.place.indent >= 8, line.areNamesOfBodies,
        pending.bytes.span.extracting(last.text).areNamesOfBodies
      {
        return true
      }
      // Lines of the head that are set in one below the other.
      if state == .outside, profile.takesAnyMasthead, place.indent == last.place.indent,
        !pending.bytes.span.extracting(last.text).endsWithStop, !line.endsWithStop
      {
        return true
      }
      return !startsParagraph(place, after: last.place.indent)
    }
    guard paragraph.isOpen, sense.wrapWidth > 0, !isInQuotation else { return false }
    if startsParagraph(place, after: paragraph.indent) || paragraph.isAddress || line.isAddress {
      return false
    }
    if place.columns * 5 < sense.wrapWidth * 4, line.holdsLeader { return false }
    if profile.rejoin == .cjk,
      paragraph.isStopped
        || (paragraph.isLabelled
          && (paragraph.columns + paragraph.indent) * 10 < sense.wrapWidth * 7),
      line.hasLabel
    {
      return false
    }
    if Rejoining.opensBlock(line) || endsShort(paragraph.columns + paragraph.indent, before: line) {
      return false
    }
    // Further out than the item, or with a label of its own, below a line that had room for its first word.
    if profile.rejoin == .words,
      (paragraph.isStopped && line.hasWordLabel)
        || (place.indent < paragraph.indent && containers.last == .item),
      paragraph.indent + paragraph.columns + 1 + line.firstWordColumns <= sense.wrapWidth
    {
      return false
    }
    if paragraph.isStopped, !sense.isBlankSeparated, !sense.indentMarks {
      // The next word would have found room: the paragraph ended here.
      let word = line.firstWordColumns
      return paragraph.indent + paragraph.columns + 1 + word + 4 > sense.wrapWidth
    }
    return true
  }

  /// Whether a line fills the measure as the one line held above it does: no title is as long, and both are running
  /// text. (A capital may begin the second line of a title.)
  @inline(__always)
  mutating func isFullBelowFull(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    let full = sense.wrapWidth * 9
    guard state == .body, sense.wrapWidth >= 60, (place.columns + place.indent) * 10 >= full,
      pending.lines.count == 1, !pending.isMarked, !pending.isAbove, !pending.isRuled,
      !pending.isUnderlined, !place.mayBeRow, !line.beginsWithCapital
    else { return false }
    let above = pending.lines[0].place
    return (above.columns + above.indent) * 10 >= full
      && !above.beginning.parts.has(.title)
  }

  /// Whether a line below others opens a paragraph, whatever stands below it: it fills the measure, as no heading does,
  /// begins with a word, and is too long for a title, or set in as paragraphs are. Such a line need not be held.
  @inline(__always)
  mutating func opensParagraph(
    _ line: Span<UInt8>, _ candidates: LayoutParts, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    guard state == .body, sense.wrapWidth >= 60, place.columns > 60, place.indent < 8,
      (place.columns + place.indent) * 10 > sense.wrapWidth * 9, !place.mayBeRow,
      line.beginsAsWord, !line.beginsWithDigit, candidates.isSubset(of: Self.aboveArticles),
      !place.beginning.parts.has(.title), contents.isEmpty, !sense.titlesRunIn,
      openRecipients == nil, position.line >= sense.headRule
    else { return false }
    return !titlesByPosition || line.count > classifier.longestTitle
      || (profile.rejoin == .words && !profile.title.alone)
      || (sense.indentMarks && place.indent > 0 && place.indent == sense.paragraphIndent)
  }

  /// Whether the held line is a title by itself: the name of a book, `『砂浜の草花ハンドブック』`, or one whose subtitle the
  /// line is by its dashes.
  private mutating func isWholeAbove(_ line: Span<UInt8>) -> Bool {
    let held = pending.bytes.span.extracting(pending.lines[0].text)
    if held.scalar(at: 0).value == 0x300E, held.scalar(endingAt: held.count).value == 0x300F {
      return true
    }
    return bylinesByForm && line.betweenDashes != nil
  }

  /// Whether a short line is held below a blank one, in mid-article, right above one that fills the measure and begins
  /// with a capital: nothing has cut it.
  mutating func isShortAboveFull(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    let held = pending.lines[0].place
    return profile.rejoin == .words && sense.wrapWidth >= 50 && place.blanks == 0
      && held.columns * 2 < sense.wrapWidth && held.blanks > 0 && line.beginsWithCapital
      && (place.columns + place.indent) * 10 >= sense.wrapWidth * 9 && held.indent == place.indent
      && state == .body && article.hasBody && pending.bytes.span.beginsWithCapital
      && !pending.bytes.span.endsWithStop && !pending.bytes.span.isSalutation
  }

  /// Whether a short line is held as titles are in this text, right above a line of its text.
  func standsOnText(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    let held = pending.lines[0].place
    let isTitle =
      switch sense.titlesStandOn {
      case .none: false
      case .filled:
        held.blanks >= 2 && held.columns * 5 <= sense.wrapWidth * 3
          && (place.columns + place.indent) * 5 >= sense.wrapWidth * 4
      case .setIn:
        held.blanks > 0 && held.indent == 0 && place.indent >= 2
          && held.columns * 10 <= sense.wrapWidth * 9
      }
    return isTitle && place.blanks == 0 && line.beginsWithCapital
      && !pending.bytes.span.endsWithStop
  }

  /// Whether capitals are held, and the line is in lower case: `COURT DELAYS RULING` above its text.
  private mutating func isCapitalsAbove(_ line: Span<UInt8>) -> Bool {
    // Below a masthead of capitals its subtitle may stand, which is no full line.
    if mayHoldMasthead(), line.columns * 20 < sense.wrapWidth * 17 { return false }
    return (sense.titlesAreCapitals || pending.bytes.span.firstIndex(of: 0x20) != nil)
      && pending.bytes.span.isInCapitals && !line.isInCapitals
      && (sense.titlesAreCapitals
        || line.columns * 2 > (sense.wrapWidth > 0 ? sense.wrapWidth : 80))
  }

  /// Whether a line of so many columns was ended on purpose: it is not half full, and the next word would have
  /// found room. `MA...None.` (What stands below an item's mark is the item's.) Between wide characters a line is
  /// broken anywhere.
  @inline(__always)
  mutating func endsShort(_ columns: Int, before next: Span<UInt8>) -> Bool {
    guard columns * 2 < sense.wrapWidth else { return false }
    return profile.rejoin == .words
      ? containers.last != .item && columns + 1 + next.firstWordColumns <= sense.wrapWidth
      : next[0] >= 0xE3
  }

  /// Whether the last line of an item ends its sentence far from the edge, where what goes on would be set in no less.
  @inline(__always)
  private var endsItemShort: Bool {
    profile.rejoin == .cjk && paragraph.isStopped && !pending.isHeld
      && (paragraph.columns + paragraph.indent) * 10 < sense.wrapWidth * 9
  }

  /// Whether an indent opens a paragraph.
  @inline(__always)
  private mutating func startsParagraph(_ place: LinePlace, after indent: Int) -> Bool {
    if sense.indentMarks {
      // The lines of an item hang below its text.
      let hangs = containers.last == .item && place.indent <= indent + 8
      if !hangs, place.indent >= indent + (sense.wrapWidth > 0 ? 1 : 2) { return true }
      // Lines that go on are flush; those of items hang.
      if place.indent >= max(sense.paragraphIndent, 1),
        containers.last != .item || (place.indent == indent && endsItemShort)
      {
        return true
      }
    }
    // The indent of the profile's paragraphs, below a line without one.
    if indent == 0, place.indent > 0, place.indent == declaredIndent { return true }
    // What is set to the right stands for itself.
    return place.indent >= indent + 16
  }
}
