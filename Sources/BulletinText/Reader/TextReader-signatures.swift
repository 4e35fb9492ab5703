import GazetteDocumentModel

/// Names that sign a text without a template: set to the right, behind a mark or a post, below a title.
extension TextReader {
  /// A short line set to the right, below the end of a text: `园长  周敏`, `J. Hay, Secretary`.
  mutating func takeRightSet(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen, state == .signedOff ? place.blanks == 0 : state == .body && isSignable,
      isSetToTheRight(line, place) || (line.isBracketed && place.blanks == 0)
    else { return false }
    if bylinesByForm, try takeSignatureByForm(line, place, position, &handler) { return true }
    if line.isBracketed {
      let inner = line.withoutBrackets
      guard line.extracting(inner).isNameWithAge else { return false }
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, nil, Reasons.rightSet)
      marks.count(line, around: inner)
      try sign(line.extracting(inner), position)
      return true
    }
    if line.beginsWithDash, profile.rejoin == .cjk {
      // `—— 编  者`
      let dash = line.scalar(at: 0).length
      let end = dash * line.runLength(0, upTo: line.count)
      let rest = line.extracting(end..<line.count)
      let words = rest.extracting(rest.trimmedRange)
      guard words.count > 0, try takeRightSet(words, place, position, &handler) else {
        return false
      }
      marks.count(line.extracting(0..<end))
      return true
    }
    if profile.rejoin == .cjk, !bylinesByForm, case let end = line.nameEndBeforeBracket, end > 0 {
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, nil, Reasons.rightSet)
      recordNameWithBracket(line, end, position)
      state = .signedOff
      return true
    }
    if profile.rejoin == .cjk, let names = line.namesBeforeDeeds {
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, nil, Reasons.rightSet)
      for (name, deed) in names {
        recordSigners(line.extracting(name), label: String(line.extracting(deed)), position)
      }
      state = .signedOff
      return true
    }
    guard line.isName || (line.isNameOpen && profile.rejoin == .words) else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.rightSet)
    if profile.rejoin == .words {
      heldSignature.append(([UInt8](line), position))
      state = .signedOff
      isBelowSignature = true
      return true
    }
    var nameStart = PersonName.nameStart(line)
    // `書記　　小川　恵子`
    let pieces = line.piecesBetweenGaps
    if nameStart == 0, pieces.count == 3 { nameStart = pieces[1].lowerBound }
    if nameStart > 0 {
      let role = line.extracting(0..<nameStart)
      recordPosition(role.extracting(role.trimmedRange), position)
    }
    try sign(line.extracting(nameStart..<line.count), position)
    isBelowSignature = TextScalar.isLatinWord(line.scalar(at: 0).value)
    return true
  }

  /// A name in Japanese or Korean, with what its bearer is or in brackets; or a body in angle brackets.
  ///
  ///     느티나무도서관장  조 병 국          （杉本　路子）          <수서정리계>          - 박은성 담임목사 -
  private mutating func takeSignatureByForm(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let isAngled = line[0] == 0x3C && line[line.count - 1] == 0x3E && line.count > 4
    let inner =
      isAngled
      ? 1..<(line.count - 1)
      : line.isBracketed ? line.withoutBrackets : line.betweenDashes ?? 0..<line.count
    let whole = line.extracting(inner)
    // `소장 문정희 드림`
    let farewell = whole.koreanFarewell
    let words = whole.extracting(0..<(farewell?.lowerBound ?? whole.count))
    let byline = words.count > 0 ? Byline(words, isSetRight: true) : nil
    guard isAngled || (byline.map { $0.position != nil || inner.count < line.count } ?? false)
    else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.rightSet)
    marks.count(line, around: inner)
    state = .signedOff
    if let farewell {
      recordFact(
        .custom, whole.extracting(farewell), position, .name, Array("farewell".utf8))
    }
    if let byline {
      record(byline, of: words, position)
    } else {
      recordContributor(words, kind: .organization, position)
    }
    return true
  }

  /// Says who signs in one or more lines set to the right: a name, with what its bearer is above it or below; or a body.
  ///
  ///     Ученый секретарь          В. КОРНЕЕВ,                      Коллектив лаборатории
  ///     Л. Н. Савельева           доктор биологических наук        геоботаники
  mutating func settleSignature() throws(ConversionError) {
    guard let first = heldSignature.first else { return }
    let lines = heldSignature
    heldSignature.removeAll()
    state = .signedOff
    guard lines.count > 1 else { return try sign(first.text.span, first.position) }
    let name =
      lines.firstIndex { $0.text.span.isNameOpen || $0.text.span.isNameInLetters }
      ?? (first.text.span.holdsSmallLetterFirst ? lines.count : 0)
    guard name < lines.count else {
      let joined = lines.dropFirst().reduce(into: first.text) { $0 += [0x20] + $1.text }
      recordContributor(
        joined.span, kind: .organization, first.position)
      return
    }
    for (index, line) in lines.enumerated() {
      let text = line.text.span
      let end = text[text.count - 1] == 0x2C ? text.count - 1 : text.count
      if index == name {
        try sign(text.extracting(0..<end), line.position)
      } else {
        recordPosition(text.extracting(0..<end), line.position)
      }
    }
  }

  /// The date of the whole in the middle, and below it who issues it, at the end of the text.
  ///
  ///                  2014년 10월 6일
  ///
  ///               한 빛 초 등 학 교 장
  mutating func takeNameBelowDate(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .body, articleOpen, article.hasBody, pending.lines[0].place.indent >= 16,
      line.columns <= 40, line.isName
    else { return false }
    let date = pending.joined()
    let words = date.span.trimmedRange
    guard DateText.isDateAlone(date.span),
      let wording = DateWording.match(date.span.extracting(words), at: 0)
    else { return false }
    noteAll(.signOff, nil, Reasons.rightSet)
    let start = pending.lines[0].position
    pending.clear()
    note(.signOff, line, position.line, nil, Reasons.rightSet)
    recordDate(date.span.extracting(words), wording, start)
    let pieces = line.piecesBetweenGaps
    guard pieces.count == 2, Byline(line.extracting(pieces[1]), isSetRight: true) != nil else {
      try sign(line, position)
      return true
    }
    // `청 년 회 장   이 정 민`
    recordPosition(line.extracting(pieces[0]), position)
    try sign(line.extracting(pieces[1]), position)
    return true
  }

  /// `- Margaret Oyler`, set to the right below the end of a text: no item.
  mutating func takeDashedName(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if bylinesByForm, line.betweenDashes != nil {
      return try takeRightSet(line, place, position, &handler)
    }
    let dash = line.runLength(0, upTo: line.count)
    guard dash <= 2, dash + 1 < line.count, TextScalar.isBlank(line.scalar(at: dash).value) else {
      return false
    }
    let name = line.extracting((dash + 1)..<line.count)
    if articleOpen, state == .body, isSignable, profile.rejoin == .words,
      name.isNameWithOffice(mayBeSmall: false)
    {
      // `- Jackie Dodds, Branch Health & Safety Officer`, wherever its end is.
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, nil, Reasons.rightSet)
      try sign(name, position)
    } else {
      guard try takeRightSet(name, place, position, &handler) else { return false }
    }
    marks.count(line.extracting(0..<dash))
    return true
  }

  /// A word in brackets right below the end of a text, where such close the articles: `（新华网）`.
  mutating func takeClosingBrackets(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen, state == .body, place.blanks == 0, isSignable, line.isBracketedWord else {
      return false
    }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.closingBrackets)
    state = .signedOff
    let word = line.withoutBrackets
    marks.count(line, around: word)
    let name = line.extracting(word)
    // 网 报 社 刊 台: where it was taken from.
    if [0x7F51, 0x62A5, 0x793E, 0x520A, 0x53F0].contains(name.scalar(endingAt: name.count).value) {
      article.recordFront(.metadata(.source, name), at: position)
    } else {
      recordContributor(name, kind: .organization, position)
    }
    return true
  }

  /// Names set to the middle below a title: `市机床厂  赵铁军`; or to the right, right below it: `秘書處`.
  mutating func takeNamesBelowTitle(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if place.blanks == 0, place.indent >= 24, pending.lines.count == 1, !pending.isMarked,
      !pending.isAbove, pending.lines[0].place.blanks > 0,
      pending.lines[0].place.indent + 12 <= place.indent, profile.rejoin == .cjk, line.count <= 18,
      line.isHanAlone
    {
      guard try settleTitle(above: line, place, &handler) else { return false }
      note(.below, line, position.line, nil, Reasons.belowTitle)
      let kind: ContributorKind = PersonName.isName(line) ? .person : .organization
      recordContributor(line, kind: kind, position)
      return true
    }
    let isBehindPost = place.indent >= 24 && line.isNameBehindPost
    guard isBelowTitle, line.columns <= 40, isBehindPost || PersonName.areSigners(line)
    else { return false }
    if pending.isHeld {
      guard pending.lines.count == 1, place.indent >= 24, state != .outside,
        try settleTitle(above: line, place, &handler)
      else { return false }
    }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    if isBehindPost { recordBehindPosts(line, position) } else { recordSigners(line, position) }
    return true
  }

  /// `陳國強（一九七二年畢業）` below a title: a name, and what its bearer is.
  mutating func takeNameWithBracket(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard !bylinesByForm, isBelowTitle,
      place.blanks == 1 || (place.blanks == 0 && place.indent >= 8),
      profile.rejoin == .cjk,
      case let end = line.nameEndBeforeBracket, end > 0
    else { return false }
    if pending.isHeld {
      guard pending.lines.count <= 2, state != .outside,
        state != .head || !bulletinTitle.isEmpty
      else { return false }
    }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    recordNameWithBracket(line, end, position)
    return true
  }

  private mutating func recordNameWithBracket(
    _ line: Span<UInt8>, _ end: Int, _ position: SourcePosition
  ) {
    let bracket = line.extracting(end..<line.count)
    let inner = bracket.withoutBrackets
    marks.count(bracket, around: inner)
    recordSigners(line.extracting(0..<end), position)
    recordPosition(bracket.extracting(inner), position)
  }

  /// Names behind a mark, right below a title: `■张凯　本报特约记者　王浩`.
  mutating func takeMarkedByline(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard line.blockMark != 0, place.columns <= 60, !pending.isMarked, !pending.isAbove else {
      return false
    }
    let signers = line.extracting(line.behindMark)
    // `□ 通讯员 {author}` knows the word.
    guard signers.count > 0, signers.areReporters,
      classifier.match(.below, line, &budget) == nil
    else { return false }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    marks.count(line.extracting(0..<line.scalar(at: 0).length))
    var role: String?
    for range in signers.piecesBetweenGaps {
      let piece = signers.extracting(range)
      if PersonName.areNames(piece) {
        recordSigners(piece, label: role, position)
        role = nil
      } else if piece.isNameBehindPosts {
        recordBehindPosts(piece, position)
      } else {
        role = String(piece)
      }
    }
    // `■本报评论员`
    if let role {
      recordContributor(role.utf8.span, kind: .person, position)
    }
    return true
  }

  /// `药学部 孟繁星`, `邵文博　倪思远（水利大学）` below a title.
  mutating func takeNameOrPosts(_ line: Span<UInt8>, _ position: SourcePosition) -> Bool {
    let isBehindPosts = line.isNameBehindPosts
    guard isBehindPosts || (profile.takesAnyMasthead && line.areNamesWithOffice) else {
      return false
    }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    if isBehindPosts {
      recordBehindPosts(line, position)
    } else {
      recordSigners(line, position)
    }
    return true
  }

  /// `項目主任　鄧志明`, `會長　何永康　謹啟`, `秘書處敬上` below the end of a text.
  mutating func takeSignatureInHan(_ line: Span<UInt8>, _ position: SourcePosition) -> Bool {
    let end = line.farewellStart
    let signer = line.extracting(0..<end)
    guard end < line.count || line.isNameBehindPosts else { return false }
    note(.signOff, line, position.line, nil, Reasons.signature)
    state = .signedOff
    if signer.isNameBehindPosts || PersonName.areNames(signer) {
      recordBehindPosts(signer, position)
    } else {
      recordContributor(signer, kind: .organization, position)
    }
    if end < line.count {
      let farewell = line.extracting(end..<line.count)
      recordFact(
        .custom, farewell.extracting(farewell.trimmedRange), position, .name,
        Array("farewell".utf8))
    }
    return true
  }

  /// Names, and in front of them what their bearers are.
  mutating func recordBehindPosts(_ line: Span<UInt8>, _ position: SourcePosition) {
    let start = PersonName.nameStart(line)
    let posts = line.extracting(0..<start)
    if start > 0 { recordPosition(posts.extracting(posts.trimmedRange), position) }
    recordSigners(line.extracting(start..<line.count), position)
  }

  /// What the one who signs is: `Principal`, `园长`.
  mutating func recordPosition(_ text: Span<UInt8>, _ position: SourcePosition) {
    recordFact(.custom, text, position, .name, Array("position".utf8))
  }

  /// Whether the text at hand has ended, so that a name may sign it.
  var isSignable: Bool {
    guard let last = pending.lines.last else {
      return paragraph.isStopped && (article.hasBody || paragraph.isOpen)
    }
    return pending.bytes.span.extracting(last.text).endsWithStop
  }

  func isSetToTheRight(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard place.indent >= 24, line.columns <= 40 else { return false }
    // What is centred begins in the left half.
    return sense.wrapWidth > 0
      ? place.indent * 2 >= sense.wrapWidth || (place.indent >= 36 && place.columns <= 24)
        || (place.indent + place.columns) * 6 >= sense.wrapWidth * 5
      : place.blanks == 0 || (place.blanks == 1 && place.indent >= 36)
  }

  /// The names of those who sign, or the body that does; in English what one is stands behind a comma.
  mutating func sign(_ text: Span<UInt8>, _ position: SourcePosition)
    throws(ConversionError)
  {
    state = .signedOff
    recordWithOffice(text, position)
  }
}

extension Span where Element == UInt8 {
  /// The word of farewell behind a Korean name: `문정희 드림`.
  fileprivate var koreanFarewell: Range<Int>? {
    guard count > 10, self[count - 7] == 0x20, ends(with: ["드림", "올림", "배상"]) else { return nil }
    return (count - 6)..<count
  }
}
