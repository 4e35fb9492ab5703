import GazetteDocumentModel

/// Head lines with several facts side by side, and lines with several credits.
///
///     SPRING BULLETIN                          masthead, which the line below tells
///     Sunday 14 March 2021          No. 11     a date and an issue, between gaps
///     Issue 7 | May 2020                       the same, between marks
///     要情快报    2022年第37期    内部资料       a masthead, an issue, a fact of its own
extension TextReader {
  /// Takes a line whose pieces are head lines by themselves; one piece may be something else: first in the
  /// line the title of a bulletin that has none, else a fact that is kept as it is.
  mutating func takeHeadPieces(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, !classifier.isEmpty(.head), line.count <= 240 else { return false }
    // `主编：{editor} | {date}` knows the line as a whole.
    var whole = classifier.match(.head, line, &budget)
    if let match = whole, match.captures.count > 1,
      match.template.hasLiteral, match.isLikely
    {
      return false
    }
    // `編　集：広報部`
    if let match = whole, match.template.hasLiteral, !pending.isHeld, line.hasSpacedLabel,
      line.extracting(match.captures.first?.range ?? 0..<0).piecesBetweenGaps.count == 1
    {
      return false
    }
    // `2017年8月15日 第16期 街道办事处主办` is no publisher as a whole.
    if whole?.publishesNumber(of: line) ?? false { whole = nil }
    var pieces = line.headPieces
    if pieces.count == 1, whole == nil { splitBrackets(off: &pieces, of: line) }
    if pieces.count == 1 { pieces = commaPieces(of: line) }
    if pieces.count <= 1, whole == nil { pieces = factsBetweenBlanks(of: line) }
    guard pieces.count > 1 else { return false }
    openBrackets(of: &pieces, in: line)
    joinLabels(to: &pieces, of: line)
    splitBrackets(off: &pieces, of: line)
    var matches: [LineClassifier.Match?] = []
    // `编号：0023` says by itself what it is.
    var labels = pieces.map { line.extracting($0).labelled }
    for index in pieces.indices {
      if let inner = headInBrackets(line.extracting(pieces[index])) {
        let start = pieces[index].lowerBound
        pieces[index] = (start + inner.lowerBound)..<(start + inner.upperBound)
      }
      matches.append(headMatch(line.extracting(pieces[index])))
    }
    if pieces.count > 2, bylinesByForm, mayHoldTitle, matches[0] == nil, matches[1] == nil,
      labels[0] == nil, labels[1] == nil, line.extracting(pieces[1]).holdsKana
    {
      // `学校だより　　けやき　　第９号`
      pieces[0] = pieces[0].lowerBound..<pieces[1].upperBound
      pieces.remove(at: 1)
      matches.remove(at: 1)
      labels.remove(at: 1)
    }
    let titled = pieces[0]
    // `メールニュース「みずべ便り」　Vol.47`, `『ことばの泉』　　Vol.56` below who issues it
    let isNamed =
      pending.lines.count == 1 && !pending.isMarked && !pending.isAbove
      && matches.contains { $0?.numbersIssue ?? false } && line.extracting(titled).isNameInQuotes
    let opens = matches[0] == nil && (!pending.isHeld || isNamed) && mayHoldTitle
    let seasons = pieces.map { DateWords.isSeason(line.extracting($0)) }
    let told = pieces.indices.count { matches[$0] != nil || labels[$0] != nil || seasons[$0] }
    let notes = matches.count - told - (opens && labels[0] == nil ? 1 : 0)
    let facts = matches.count - notes - (opens ? 1 : 0)
    // `No. 44      Spring 1996`: a word of its own tells as much as a second fact.
    let isTold =
      facts + (opens ? 1 : 0) > 1 || (seasons.contains(true) && (pending.isHeld || state == .head))
      || (state == .head && !bulletinTitle.isEmpty && labels.contains { $0 != nil })
      || matches.contains {
        $0?.template.hasLiteral ?? false || $0?.first(.date)?.date?.year != nil
      }
    // Two bodies may stand before a date: `市水文局  市气象台    2013年7月11日`; below the masthead it needs no year.
    let hasDate =
      matches.contains { $0?.first(.date)?.date?.year != nil }
      || (state == .head && !pending.isHeld && !bulletinTitle.isEmpty && articlesInBulletin == 0
        && matches.contains { $0?.template.isBare ?? false && $0?.first(.date) != nil })
    let numbersIssue = matches.contains { $0?.numbersIssue ?? false }
    let mostNotes = hasDate || (numbersIssue && state == .head) ? 2 : isTold ? 1 : 0
    guard facts > 0, notes <= mostNotes else { return false }
    if standsBelowHead() { try settleAsNotes(&handler) }
    var issuer = PendingBlock()
    if isNamed, opens {
      noteAll(.head, nil, Reasons.amongHead)
      issuer = pending.split(from: 0)
    } else if pending.isHeld {
      // `By Jane Roe | 4 October 2019` is below a title.
      guard mayHoldTitle, matches[0] != nil || !startsBelowTitle(line.extracting(pieces[0])),
        !pending.isMarked || matches.contains(where: { $0?.numbersIssue ?? false }),
        try beginBulletinByPending(&handler)
      else { return false }
    } else if opens {
      // A masthead that a template knows as a whole is that.
      guard classifier.mayBeTitle(line.extracting(titled)),
        !isKnownMasthead(line)
      else { return false }
    } else if state == .outside, notes > 0 {
      return false
    }
    let heading = pieces.last { range in
      let piece = line.extracting(range)
      return matchContentsTitle(piece, classifier.candidates(piece)) != nil
    }
    explainHead(line, pieces, matches, position)
    try openBulletinIfNeeded(position, &handler)
    try takeIssuer(issuer, &handler)
    for (index, range) in pieces.enumerated() {
      let piece = line.extracting(range)
      if range == heading { continue }
      if let match = matches[index] {
        try headFacts(piece, match, position, &handler)
      } else if opens, range == titled,
        let match = classifier.match(.masthead, piece, &budget), match.template.hasMark,
        match.first(.title) != nil
      {
        // `《社区通讯》2018年10月刊`
        try headFacts(piece, match, position, &handler)
      } else if opens, range == titled, let parts = piece.kindBeforeName {
        bulletinTitle = [UInt8](piece.extracting(parts.name))
        marks.count(piece, around: parts.name, and: parts.kind)
        try handler.element(.title, text: bulletinTitle.span, at: position)
        try noteOfHead(piece.extracting(parts.kind), at: position, &handler)
      } else if opens, range == titled {
        // `『ことばの泉』` below who issues it
        let words = isNamed ? 3..<(piece.count - 3) : 0..<piece.count
        marks.count(piece, around: words)
        bulletinTitle = [UInt8](piece.extracting(words))
        try handler.element(.title, text: piece.extracting(words), at: position)
      } else if let labelled = labels[index] {
        try labelledFact(piece, labelled, position, &handler)
      } else if seasons[index] {
        try noteOfHead(piece, as: "when", at: position, &handler)
      } else {
        // `内部资料 注意保存`: what a head line says besides.
        try noteOfHead(piece, at: position, &handler)
      }
    }
    if let heading {
      // `Inside This Issue:                Moderator: J. Doe`
      contents.begin(line.extracting(heading), position)
      state = .contents
    }
    return true
  }

  /// What stands in brackets behind a fact, and is one too, is a piece: `〔2013〕第15期（总第128期）`.
  private mutating func splitBrackets(off pieces: inout [Range<Int>], of line: Span<UInt8>) {
    for index in pieces.indices.reversed() {
      let piece = line.extracting(pieces[index])
      guard classifier.match(.head, piece, &budget) == nil, piece.endsWithCloseBracket else {
        continue
      }
      let bracket = piece.closingBracketStart
      let front = piece.extracting(0..<bracket).trimmedRange.upperBound
      guard front > 0, bracket < piece.count,
        isFact(piece.extracting(0..<front)),
        isFact(piece.extracting(bracket..<piece.count))
      else { continue }
      let start = pieces[index].lowerBound
      pieces.insert((start + bracket)..<pieces[index].upperBound, at: index + 1)
      pieces[index] = start..<(start + front)
    }
  }

  /// Brackets around several pieces, of which a date is the first: `第4号  （2023年10月18日  星期三）`.
  private func openBrackets(of pieces: inout [Range<Int>], in line: Span<UInt8>) {
    for index in pieces.indices.reversed() {
      let start = pieces[index].lowerBound
      let piece = line.extracting(pieces[index])
      guard piece.isBracketed, TextScalar.folded(piece.scalar(at: 0).value) == 0x28 else {
        continue
      }
      let inner = piece.withoutBrackets
      let words = piece.extracting(inner)
      let parts = words.piecesBetweenGaps
      guard parts.count > 1, words.beginsWithDate else { continue }
      pieces.replaceSubrange(
        index...index,
        with: parts.map { part in
          let from = start + inner.lowerBound
          return (from + part.lowerBound)..<(from + part.upperBound)
        })
    }
  }

  /// Two facts at least with a blank between, below the first line of a text: `2007年8月10日 星期五 第15期 今日四版`.
  private mutating func factsBetweenBlanks(of line: Span<UInt8>) -> [Range<Int>] {
    guard profile.rejoin == .cjk, pending.isHeld || state == .head, line.count <= 160 else {
      return []
    }
    let words = line.words(in: 0..<line.count, atMost: 8)
    guard words.count > 1 else { return [] }
    var pieces: [Range<Int>] = []
    var facts = 0
    var first = 0
    while first < words.count {
      let last = (first..<words.count).last { last in
        isFact(line.extracting(words[first].lowerBound..<words[last].upperBound))
      }
      let piece = words[first].lowerBound..<words[last ?? first].upperBound
      if last != nil {
        facts += classifier.match(.head, line.extracting(piece), &budget)?.captures.count ?? 1
      }
      pieces.append(piece)
      first = (last ?? first) + 1
    }
    return facts > 1 ? pieces : []
  }

  private mutating func isFact(_ piece: Span<UInt8>) -> Bool {
    guard let match = classifier.match(.head, piece, &budget) else {
      return headInBrackets(piece) != nil
    }
    return match.template.hasMark && match.isLikely && !match.publishesNumber(of: piece)
  }

  /// A word and what it says, a gap between, are one piece: `発行日　2022年7月15日`.
  private mutating func joinLabels(to pieces: inout [Range<Int>], of line: Span<UInt8>) {
    var index = 0
    while index + 1 < pieces.count {
      let both = pieces[index].lowerBound..<pieces[index + 1].upperBound
      let label = line.extracting(pieces[index])
      if label.count <= 12, label.isHanAlone,
        let match = classifier.match(.head, line.extracting(both), &budget),
        let value = match.captures.first?.range.lowerBound, match.template.hasLiteral,
        both.lowerBound + value == pieces[index + 1].lowerBound
      {
        pieces[index] = both
        pieces.remove(at: index + 1)
        // `園長　大野　和子`: the last piece is the rest of the name.
        if index + 2 == pieces.count, line.extracting(pieces[index + 1]).count <= 9,
          label.scalar(endingAt: label.count).value == 0x9577
        {
          pieces[index] = both.lowerBound..<pieces[index + 1].upperBound
          pieces.removeLast()
        }
      }
      index += 1
    }
  }

  /// What stands in the brackets of a piece, or a line, that is one of the head without them, and not with them:
  /// `（内部资料　注意保存）`.
  mutating func headInBrackets(_ piece: Span<UInt8>) -> Range<Int>? {
    guard piece.isBracketed, [0x28, 0x3010].contains(TextScalar.folded(piece.scalar(at: 0).value)),
      classifier.match(.head, piece, &budget) == nil
    else { return nil }
    let inner = piece.withoutBrackets
    let match = classifier.match(.head, piece.extracting(inner), &budget)
    return match?.template.hasLiteral ?? false ? inner : nil
  }

  /// What stands behind the mark of a head line: `◎発行　富士見町商店会`.
  mutating func headBehindMark(_ line: Span<UInt8>) -> Range<Int>? {
    let mark = line.scalar(at: 0)
    guard line.blockMark != 0 else { return nil }
    let rest = line.extracting(mark.length..<line.count)
    let words = rest.trimmedRange
    let inner = (mark.length + words.lowerBound)..<(mark.length + words.upperBound)
    guard !words.isEmpty, rest.extracting(words).blockMark == 0 else { return nil }
    let isOfHead = rest.extracting(words).piecesBetweenGaps.contains { piece in
      let text = rest.extracting(
        (words.lowerBound + piece.lowerBound)..<(words.lowerBound + piece.upperBound))
      return classifier.match(.head, text).map {
        $0.template.hasLiteral && !$0.template.isTextAlone
      } ?? false
    }
    return isOfHead
      || classifier.match(.head, rest.extracting(words)).map { $0.template.hasLiteral } ?? false
      ? inner : nil
  }

  /// `The Gazette, no. 7, 21 November 1903`: commas stand in sentences too, so that a number has to be there, or
  /// in the first line of a text a date at the end.
  private mutating func commaPieces(of line: Span<UInt8>) -> [Range<Int>] {
    if profile.rejoin == .cjk, line.columns <= 60, line.beginsWithDate {
      // `2024年10月28日，星期一，农历九月廿六`
      let pieces = line.pieces(between: 0xFF0C)
      if pieces.count > 1, isFact(line.extracting(pieces[0])) { return pieces }
    }
    let pieces = line.piecesBetweenCommas
    guard let last = pieces.last, pieces.count > 1, pieces.count < 6 else { return [] }
    if pieces.count > 2, pieces.contains(where: { numbersIssue(line.extracting($0)) }) {
      return pieces
    }
    if state == .outside, pieces.count == 2, DateWords.isSeason(line.extracting(last)) {
      return pieces
    }
    guard state == .outside, !pending.isHeld, pieces.count == 2,
      let date = DateWording.match(line, at: last.lowerBound), date.year != nil,
      date.end >= last.upperBound
    else { return [] }
    return pieces
  }

  private mutating func numbersIssue(_ piece: Span<UInt8>) -> Bool {
    classifier.match(.head, piece, &budget)?.numbersIssue ?? false
  }

  /// One explanation for all: the first template, with what every piece gave.
  private func explainHead(
    _ line: Span<UInt8>, _ pieces: [Range<Int>], _ matches: [LineClassifier.Match?],
    _ position: SourcePosition
  ) {
    let told = zip(pieces, matches).compactMap { range, match in
      match.map { Piece(range: range, match: $0) }
    }
    guard let first = told.first else {
      return note(.head, line, position.line, nil, Reasons.labelledHead)
    }
    let all = LineClassifier.Match(
      template: first.match.template, captures: told.flatMap(\.inLine.captures))
    note(.head, line, position.line, all, Reasons.headTemplate)
  }

  /// Whether a template knows the whole line as a masthead, and no gap is in the title that it takes.
  private mutating func isKnownMasthead(_ line: Span<UInt8>) -> Bool {
    guard let match = classifier.match(.masthead, line, &budget), match.template.hasMark else {
      return false
    }
    guard let title = match.first(.title) else { return true }
    let words = line.extracting(title.range)
    // `关贸早报 | 2025年1月6日 | 第1187期`
    if words.headPieces.dropFirst().contains(where: { words.extracting($0).beginsWithDate }) {
      return false
    }
    let pieces = words.piecesBetweenGaps
    // `简  讯`: a title set apart to a width.
    return pieces.count == 1 || pieces.allSatisfy { $0.count == 3 }
  }

  private func startsBelowTitle(_ piece: Span<UInt8>) -> Bool {
    classifier.match(.below, piece).map { $0.template.hasLiteral } ?? false
  }

  /// Whether a line is held right below those of the head, whose title is known.
  private mutating func standsBelowHead() -> Bool {
    pending.lines.count == 1 && state == .head && !bulletinTitle.isEmpty && articlesInBulletin == 0
      && (pending.lines[0].place.blanks == 0 || pending.bytes.span.isNameOfBody) && !pending.isRuled
      && !pending.isMarked
      && !pending.isAbove
  }

  /// Whether the title of the bulletin at hand may still come.
  private var mayHoldTitle: Bool {
    state == .outside || (state == .head && bulletinTitle.isEmpty)
  }
}

extension LineClassifier.Match {
  /// Whether what it takes for a publisher begins with a digit, and is more than that.
  fileprivate func publishesNumber(of line: Span<UInt8>) -> Bool {
    first(.publisher).map { line.extracting($0.range).beginsWithDigit } ?? false
  }
}
