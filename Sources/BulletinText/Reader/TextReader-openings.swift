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
    if !pending.isHeld, state == .head || state == .title, parts.has(.item), usesPlace,
      line.endsWithStop, let match = classifier.match(.item, line, &budget),
      !match.template.hasNumber, mayBeginItem(line, match, place)
    {
      // An article of items alone: `△ 铸造车间青年突击队…。`
      note(.item, line, position.line, match, Reasons.template)
      try openWithoutTitle(position, &handler)
      try beginItem(line, match, place, position)
      return true
    }
    let isBelowHeader = state == .above && articleOpen && !articleTitle.isEmpty
    guard state == .body || pending.isHeld || isBelowHeader else { return false }
    if parts.has(.quotation), contents.isEmpty || !contents.holds(line),
      let match = classifier.match(.quotation, line, &budget)
    {
      if isBelowHeader, !pending.isHeld { state = .body }
      try settlePending(before: line, place, &handler)
      guard state == .body else { return false }
      note(.quotation, line, position.line, match, Reasons.template)
      try quote(line, match, place, position)
      return true
    }
    guard state == .body || pending.isHeld else { return false }
    if parts.has(.attachments), let match = classifier.match(.attachments, line, &budget) {
      try settlePending(before: nil, place, &handler)
      note(.attachments, line, position.line, match, Reasons.template)
      try beginAttachments(line, match, place, position)
      return true
    }
    if parts.has(.item), let match = classifier.match(.item, line, &budget),
      mayBeginItem(line, match, place),
      !(place.blanks > 0 ? mayBeNumberedTitle(line) : contents.holds(line))
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

  /// A number at a line's beginning may be the middle of a sentence, or open a heading; a bullet does not,
  /// but `-- Jane Roe` has none.
  func mayBeginItem(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard let text = match.first(.text), text.range.lowerBound > 0 else { return false }
    // The contents have it for a title.
    if place.blanks > 0, !match.template.hasNumber, contents.holds(line) { return false }
    if match.takesLetterForBullet(line),
      line[0] == 0x4F || (lists.last?.kind != match.index && isMidSentence(from: 60))
    {
      // `O terreno …`, `… na cerimónia, que durou até` / `o fim da tarde`: an article, and no bullet.
      return false
    }
    let mark = line.scalar(at: 0).value
    if !match.template.hasNumber,
      line.scalar(at: text.range.lowerBound).value == mark || line.isInAsterisks
        || (Rejoining.opensBlock(line) && line.betweenMarks != nil)
    {
      return false
    }
    if match.template.hasNumber || match.first(.letter) != nil, place.blanks == 0,
      profile.rejoin == .words, isMidSentence, !countsOn(line, match)
    {
      return false
    }
    if match.template.hasNumber,
      Numeral.isDecimal(line) || line.beginsWithMonthAndDay || line.beginsWithDayAndMonth
        || !mayBeginNumbered(line, match, place)
    {
      return false
    }
    guard paragraph.isOpen, !paragraph.isStopped, !pending.isHeld else { return true }
    if containers.last == .item { return true }
    return place.blanks > 0 || !match.template.hasNumber
  }

  /// Whether the line above the one at hand is full, and no sentence ends there: what stands below goes on with it,
  /// `… a Freycinet barge built in` / `1928. It carried coal …`.
  private var isMidSentence: Bool { isMidSentence(from: 80) }

  /// - Parameter percent: how much of the measure a full line takes.
  @inline(__always)
  private func isMidSentence(from percent: Int) -> Bool {
    guard sense.wrapWidth > 0 else { return false }
    func isFull(_ columns: Int) -> Bool { columns * 100 >= sense.wrapWidth * percent }
    if let last = pending.lines.last {
      let text = pending.bytes.span.extracting(last.text)
      return isFull(last.place.columns + last.place.indent) && !text.endsWithStop
        && text.numberEnd == 0
    }
    return paragraph.isOpen && !paragraph.isStopped && isFull(paragraph.columns + paragraph.indent)
  }

  /// Whether a line has the number, or the letter, behind those of the open list.
  private func countsOn(_ line: Span<UInt8>, _ match: LineClassifier.Match) -> Bool {
    guard let list = lists.last(where: { $0.kind == match.index }) else { return false }
    if match.first(.letter) != nil { return isNextLetter(line, match, at: list.items) }
    guard let number = line.firstNumber else { return true }
    return number <= list.items + 2
  }

  /// Whether a numbered line is an item where it might be a heading: its list is open, or it is the first
  /// one and a colon or another item stands above. Letters are first ones, or go on with others.
  private func mayBeginNumbered(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    let isLetter = match.first(.letter) != nil
    guard isLetter || classifier.match(.heading, line) != nil else { return true }
    if let list = lists.last(where: { $0.kind == match.index }) {
      // `V. ADJOURNMENT` is none of a list that has come to B.
      return !isLetter || place.blanks == 0
        || isNextLetter(line, match, at: list.items)
    }
    if !isLetter, state == .title, place.blanks == 0, pending.lines.count == 1,
      case let held = pending.bytes.span, let number = held.firstNumber,
      line.firstNumber == number + 1, held.endsWithStop, line.endsWithStop
    {
      // The two open a list that has no title above it.
      return true
    }
    guard let number = match.captures.first,
      isLetter
        ? line[number.range.lowerBound] | 0x20 == 0x61
          || line.scalar(at: number.range.lowerBound).value == Numeral.koreanLetters[0]
        : Numeral.match(line, at: number.range.lowerBound)?.value == 1
    else { return false }
    if isLetter { return true }
    if place.blanks == 0, containers.last == .item { return true }
    // Sentences with numbers, right below a title or a heading; what is no sentence is a heading itself
    // (一、基本情况), below a colon too.
    guard line.endsWithStop || Numeral.isArabic(line, 0) || !classifier.mayBeHeading(line) else {
      return isBelowColon && TextScalar.folded(line.scalar(at: 0).value) == 0x28
    }
    return isBelowColon
      || ((place.blanks == 0 || Numeral.isArabic(line, 0)) && line.endsWithStop
        && isRightBelowHeading)
  }

  /// Whether the letter that marks an item is the one behind so many others.
  private func isNextLetter(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, at index: Int
  ) -> Bool {
    guard let letter = match.first(.letter)?.range.lowerBound else { return false }
    let scalar = line.scalar(at: letter).value
    return scalar < 0x80
      ? Int(scalar | 0x20) - 0x61 == index : Numeral.koreanLetters.firstIndex(of: scalar) == index
  }

  /// Whether a title or a heading stands right above the line at hand, with nothing below it yet.
  private var isRightBelowHeading: Bool {
    if let last = pending.lines.last {
      return pending.bytes.span.extracting(last.text).numberEnd > 0
    }
    return !paragraph.isOpen && containers.isEmpty
  }

  /// Whether the running text above the line at hand ends with a colon.
  private var isBelowColon: Bool {
    func isColon(_ text: Span<UInt8>) -> Bool {
      text.count > 0 && TextScalar.folded(text.scalar(endingAt: text.count).value) == 0x3A
    }
    if let last = pending.lines.last { return isColon(pending.bytes.span.extracting(last.text)) }
    return paragraph.isOpen && paragraph.tail.withBytes(isColon)
  }
}

extension Span where Element == UInt8 {
  /// `*Tom Ridley*`: words that are emphasized rather than an item.
  var isInAsterisks: Bool {
    count > 2 && self[0] == 0x2A && self[count - 1] == 0x2A && self[1] != 0x20
  }
}
