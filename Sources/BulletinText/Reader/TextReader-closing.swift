import GazetteDocumentModel

/// Lines that close an article or a bulletin: sign-offs, end marks, credits.
extension TextReader {
  /// End marks: `（完）`, `-30-`.
  mutating func takeEnd(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    // A rule right below a line underlines it.
    guard parts.has(.end), articleOpen || articlesInBulletin > 0, state != .contents,
      let match = classifier.match(.end, line, &budget),
      place.blanks > 0 || !line.isRule || !usesPlace
    else { return false }
    try settlePending(before: nil, place, &handler)
    note(.end, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try endArticle(&handler, isClosed: true)
    return true
  }

  /// Held lines that have labels of their own, right above credits, are such too: `發行人：林正明` above `總編輯：…`.
  mutating func takeLabelsAboveCredits(_ handler: inout Handler) throws(ConversionError) {
    guard usesPlace, pending.isHeld, !pending.isMarked, !pending.isAbove,
      pending.areLabelled
    else { return }
    let held = pending
    noteAll(.credits, nil, Reasons.creditsWithLabels)
    pending.clear()
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      guard let labelled = text.labelled else { continue }
      try labelledCredit(text, labelled, line.position, &handler)
    }
  }

  /// Whether a line that looks like a page number is an end mark: `-30-`, unless it is the next page's.
  mutating func isEndMark(_ line: Span<UInt8>, _ page: LineClassifier.Match) -> Bool {
    guard articleOpen, let number = page.first(.page).map({ $0.range.lowerBound }),
      let value = Numeral.match(line, at: number)?.value, value != lastPage + 1
    else { return false }
    return classifier.match(.end, line, &budget) != nil
  }

  /// Sign-offs.
  mutating func takeClosing(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let match = parts.has(.dateLine) ? classifier.match(.dateLine, line, &budget) : nil
    // A date alone is no sign-off on one line.
    let isDate = match?.captures.first?.range == 0..<line.count
    if !isDate, try takeSignOff(line, parts, place, position, &handler) { return true }
    guard let match, isSignOffPlace(place), !closesHeadOfSpeech(line) else { return false }
    try takeDateLine(line, match, position, &handler)
    return true
  }

  /// A sign-off on one line.
  mutating func takeSignOff(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard parts.has(.signOff), !line.isRule, let match = matchSignOff(line), isSignOffPlace(place),
      // Names right below a line that may be a title belong to it, and so do those below a title of the contents.
      !(place.blanks == 0 && pending.lines.count == 1 && !contents.isEmpty
        && contents.holds(pending.joined().span)),
      !(match.template.isBare && place.blanks == 0 && mayBeTitleAbove),
      match.first(.date) != nil || maySignWithoutDate(place),
      // `- 일시: 2013년 7월 18일` tells when.
      !(match.first(.department) != nil && line.isBulleted)
    else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try signOff(line, match, position)
    return true
  }

  /// `（指导老师：周敏）` right below the end of a text.
  mutating func takeLabelledSigner(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard TextScalar.folded(line.scalar(at: 0).value) == 0x28, profile.takesAnyMasthead,
      profile.rejoin == .cjk, state == .body, place.blanks <= 1,
      place.columns <= 40, isSignable, article.hasBody || paragraph.isOpen
    else { return false }
    let inner = line.withoutBrackets
    let words = line.extracting(inner)
    guard words.count > 0 else { return false }
    let isBody = words.mayBeBodyInHan
    let namesPerson = words.labelled.map { PersonName.areNames(words.extracting($0.value)) }
    guard isBody || namesPerson ?? false else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.signature)
    marks.count(line, around: inner)
    state = .signedOff
    if isBody {
      // `（典藏閱覽組）`
      recordContributor(words, kind: .organization, position)
    } else if let role = personByLabel(words) {
      try articleFacts(words, role, position)
    } else {
      recordFact(.custom, words, position, .name, Array("note".utf8))
    }
    return true
  }

  /// Whether lines are held that may be a title, by their end.
  private var mayBeTitleAbove: Bool {
    pending.lines.last.map { !pending.bytes.span.extracting($0.text).endsWithStop } ?? false
  }

  /// `…取得实效。（办公室  李莉）`: who signs an article at the end of its last paragraph.
  mutating func takeSignersInText() throws(ConversionError) {
    guard usesPlace, profile.rejoin == .cjk, state == .body, containers.isEmpty,
      paragraph.tail.withBytes({ $0.endsWithCloseBracket })
    else { return }
    let text = article.endOfBodyText(atMost: 240)
    let start = text.span.closingBracketStart
    let end = text.span.extracting(0..<start).trimmedRange.upperBound
    guard end > 0, text.span.extracting(0..<end).endsWithStop else { return }
    let signers = text.span.extracting(start..<text.count)
    guard let match = matchSignOff(signers) else { return }
    marks.count(signers, match)
    article.trimBodyText(text.count - end)
    try signOff(signers, match, paragraph.end)
  }

  /// Whether a day in brackets stands below a title and the name of a speaker that are held: no sign-off.
  private func closesHeadOfSpeech(_ line: Span<UInt8>) -> Bool {
    guard pending.lines.count == 2, pending.lines[0].place.blanks > 0, profile.rejoin == .cjk,
      pending.lines[0].place.columns > pending.lines[1].place.columns, line.isDateInBrackets
    else { return false }
    let held = pending.bytes.span
    return !held.extracting(pending.lines[0].text).isNameOfBody
      && held.extracting(pending.lines[1].text).isBareByline
  }

  /// The first template whose sign-off is told by a word, by its date, or as names of people: what stands
  /// in brackets without a word of its own may be anything else.
  private mutating func matchSignOff(_ line: Span<UInt8>) -> LineClassifier.Match? {
    // `（乙）古村遊（十一月九日）` is a heading.
    if line[0] == 0xEF, line.beginsWithStem { return nil }
    var found = classifier.match(.signOff, line, &budget)
    while let match = found {
      let isTold: Bool =
        if match.template.isBare, line.isBracketed, let author = match.first(.author) {
          PersonName.areSigners(line.extracting(author.range))
        } else {
          // `来源：…` below a heading is of what stands below that, not of the article.
          (match.template.hasLiteral && !(hasHeadings && match.first(.source) != nil)
            && !match.authorIsInLowerCase(line)
            // `来源：微博  时间：11-07  转发：45` is a line of labels.
            && !match.sourceHoldsGap(line))
            || match.first(.date)?.date.map { $0.year != nil && (1...12).contains($0.month) }
              ?? false
        }
      if isTold { return match }
      found = classifier.match(.signOff, line, after: match.index, &budget)
    }
    return nil
  }

  /// Whether a sign-off that has no date may stand here: below a text, and not in mid-sentence. A line
  /// that is far from full ends what stands in it.
  private func maySignWithoutDate(_ place: LinePlace) -> Bool {
    guard usesPlace else { return true }
    guard article.hasBody || paragraph.isOpen || pending.isHeld else { return false }
    if let last = pending.lines.last {
      return last.place.columns < 40 || isAtRest
        || pending.bytes.span.extracting(last.text).endsWithStop
    }
    return isAtRest || paragraph.columns < 40 || place.indent >= 16
  }

  /// Whether a sign-off may stand here: not within a paragraph whose lines are filled.
  @inline(__always)
  func isSignOffPlace(_ place: LinePlace) -> Bool {
    sense.wrapWidth == 0 || !paragraph.isOpen || paragraph.isStopped || pending.isHeld
      || place.blanks > 0 || paragraph.columns * 10 < sense.wrapWidth * 7
  }

  /// `[2021-03-12]`: with the pending lines above it, if those are departments, the sign-off.
  mutating func takeDateLine(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if pending.isHeld {
      var held = PendingBlock()
      swap(&held, &pending)
      var first = held.lines.count
      // What the lines name, the last of them first.
      var named: [Body] = []
      while first > 0, addBodies(in: held, first - 1, before: match, to: &named) { first -= 1 }
      // A cut paragraph above, whose last words the line may be, is none of a department.
      if first > 0 || !(held.lines.count == 1 || isAtRest) {
        first = max(first, held.lines.count - 1)
        pending = held
        for _ in first..<held.lines.count { pending.removeLast() }
        try settlePending(before: nil, LinePlace(), &handler)
      }
      for body in named.reversed() where body.line >= first {
        guard let department = body.match else { continue }
        let line = held.lines[body.line]
        let text = held.bytes.span.extracting(line.text)
        let name = text.extracting(body.range)
        note(.signOff, text, line.position.line, department, Reasons.department)
        marks.count(name, department)
        try signOff(name, department, line.position)
      }
      takeBack(&held)
    }
    note(.signOff, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try signOff(line, match, position)
  }

  /// A body that a line above a date names, and what the sign-off's first line makes of it.
  private typealias Body = (line: Int, range: Range<Int>, match: LineClassifier.Match?)

  /// Adds the bodies that a held line above a date names, the last one first: one, or several with gaps between,
  /// `县教育局    县财政局`; false where it names none.
  private mutating func addBodies(
    in held: borrowing PendingBlock, _ line: Int, before match: LineClassifier.Match,
    to named: inout [Body]
  ) -> Bool {
    let text = held.bytes.span.extracting(held.lines[line].text)
    let pieces = text.mayHoldGap ? text.piecesBetweenGaps : []
    if pieces.count > 1, pieces.allSatisfy({ text.extracting($0).isNameOfBody }) {
      for range in pieces.reversed() {
        let piece = text.extracting(range)
        named.append((line, range, classifier.departmentLine(piece, before: match, &budget)))
      }
      return true
    }
    guard let department = classifier.departmentLine(text, before: match, &budget) else {
      return false
    }
    named.append((line, 0..<text.count, department))
    return true
  }
}

extension Span where Element == UInt8 {
  var endsWithCloseBracket: Bool {
    count > 0 && TextScalar.folded(scalar(endingAt: count).value) == 0x29
  }

  /// Whether a stop stands in front of the brackets that end it: `…取得实效。（办公室  李莉）`.
  @inline(__always)
  var endsBehindStop: Bool {
    count > 12 && self[count - 1] == 0x89 && self[count - 3] == 0xEF && endsWithCloseBracket
      && endsBehindStopByForm
  }

  private var endsBehindStopByForm: Bool {
    let end = extracting(0..<closingBracketStart).trimmedRange.upperBound
    return end > 0 && extracting(0..<end).endsWithStop
  }

  /// Where the bracket opens that the text ends with the other half of, thirty characters before at most; 0 where
  /// none does.
  var closingBracketStart: Int {
    guard count > 6 else { return 0 }
    var at = count - scalar(endingAt: count).length
    var scalars = 0
    while at > 0, scalars < 30 {
      let s = scalar(endingAt: at)
      at -= s.length
      scalars += 1
      switch TextScalar.folded(s.value) {
      case 0x28: return scalars > 1 ? at : 0
      case 0x29: return 0
      default: continue
      }
    }
    return 0
  }
}

extension LineClassifier.Match {
  fileprivate func sourceHoldsGap(_ line: Span<UInt8>) -> Bool {
    first(.source).map { line.extracting($0.range).piecesBetweenGaps.count > 1 } ?? false
  }

  /// Whether what it takes for a name is in lower case, and none: `-- end of transcript`.
  fileprivate func authorIsInLowerCase(_ line: Span<UInt8>) -> Bool {
    guard let author = first(.author), author.range.count > 0 else { return false }
    return (0x61...0x7A).contains(line[author.range.lowerBound])
  }
}
