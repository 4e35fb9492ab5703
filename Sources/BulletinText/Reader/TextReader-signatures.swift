import GazetteDocumentModel

/// Names that sign a text without a template: below a word of farewell, with a title of courtesy, or set to the
/// right.
extension TextReader {
  /// A name below a word of farewell, and below that what its bearer is.
  ///
  ///     Sincerely,
  ///
  ///     Janet Rowe
  ///     Principal
  mutating func takeSignature(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let isBelow = isBelowSignature
    isBelowSignature = false
    let isShort = line.beginsWithCapital && place.columns <= 40
    if isBelow, place.blanks == 0, isShort, state == .signedOff, articleOpen {
      note(.signOff, line, position.line, nil, Reasons.signature)
      recordPosition(line, position)
      isBelowSignature = true
      return true
    }
    guard pending.lines.count == 1, state == .body, isShort, !line.endsWithStop else {
      return false
    }
    if place.blanks == 0, pending.lines[0].place.blanks > 0, isAtRest || paragraph.columns < 48,
      pending.bytes.span.isHonorific
    {
      return try takeHonorific(above: line, position)
    }
    guard pending.bytes.span.isValediction else { return false }
    let farewell = pending.joined()
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    note(.signOff, line, position.line, nil, Reasons.signature)
    if farewell.last == 0x2C {
      marks.count(farewell.span.extracting((farewell.count - 1)..<farewell.count))
    }
    state = .signedOff
    let label = String(farewell.span).split(separator: ",").first.map(String.init)
    for range in Self.names(line, 0..<line.count) {
      recordContributor(
        line.extracting(range), kind: "person", role: "author", label: label, position)
    }
    isBelowSignature = true
    return true
  }

  /// `Mrs. K. Donnelly`, and below that what she is.
  private mutating func takeHonorific(
    above line: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) -> Bool {
    let name = pending.joined()
    let start = pending.lines[0].position
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    note(.signOff, line, position.line, nil, Reasons.signature)
    try sign(name.span.extracting(name.span.trimmedRange), start)
    recordPosition(line, position)
    isBelowSignature = true
    return true
  }

  /// `Robert Tansley, Treasurer`, held below the end of a text, with no text of its own: no heading.
  mutating func takeNameWithOffice(
    before next: Span<UInt8>?, _ place: LinePlace
  ) throws(ConversionError) -> Bool {
    guard profile.rejoin == .words, usesPlace, pending.lines.count == 1, isAtRest,
      pending.lines[0].place.blanks > 0, article.hasBody,
      pending.lines[0].place.columns <= 60
    else { return false }
    if let next, place.blanks == 0 || next.columns > 60 || next.endsWithStop { return false }
    let text = pending.joined(0..<1)
    guard text.span.isNameWithOffice(mayBeSmall: false) else { return false }
    let position = pending.lines[0].position
    noteAll(.signOff, nil, Reasons.signature)
    pending.clear()
    try sign(text.span, position)
    return true
  }

  /// `(Dr. Ulrike Sander)`, `(Jens Pohlmann, EDV)`: who wrote the text that ends above.
  mutating func takeNameInBrackets(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen, state == .body, isSignable, place.columns <= 60, line.isBracketed else {
      return false
    }
    let inner = line.withoutBrackets
    let name = line.extracting(inner)
    guard name.isNameWithOffice(mayBeSmall: true) || name.isNameInLetters else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.signature)
    marks.count(line, around: inner)
    try sign(name, position)
    return true
  }

  /// A short line set to the right, below the end of a text: `园长  周敏`, `J. Hay, Secretary`.
  mutating func takeRightSet(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard articleOpen, state == .signedOff ? place.blanks == 0 : state == .body && isSignable,
      isSetToTheRight(line, place) || (line.isBracketed && place.blanks == 0)
    else { return false }
    if line.isBracketed {
      let inner = line.withoutBrackets
      guard line.extracting(inner).isNameWithAge else { return false }
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, nil, Reasons.rightSet)
      marks.count(line, around: inner)
      try sign(line.extracting(inner), position)
      return true
    }
    guard line.isName else { return false }
    try settlePending(before: nil, place, &handler)
    note(.signOff, line, position.line, nil, Reasons.rightSet)
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
      recordContributor(name, kind: "organization", role: "author", label: nil, position)
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
      let kind: StaticString = PersonName.isName(line) ? "person" : "organization"
      recordContributor(line, kind: kind, role: "author", label: nil, position)
      return true
    }
    guard isBelowTitle, !pending.isHeld, line.columns <= 40, PersonName.areSigners(line) else {
      return false
    }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    recordSigners(line, role: "author", label: nil, position)
    return true
  }

  /// Names behind a mark, right below a title: `■张凯　本报特约记者　王浩`.
  mutating func takeMarkedByline(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard line.blockMark != 0, place.columns <= 60, !pending.isMarked, !pending.isAbove else {
      return false
    }
    let mark = line.scalar(at: 0).length
    let rest = line.extracting(mark..<line.count)
    let signers = rest.extracting(rest.trimmedRange)
    // `□ 通讯员 {author}` knows the word.
    guard signers.count > 0, signers.areReporters,
      classifier.match(.below, line, &budget) == nil
    else { return false }
    guard try settleTitle(above: line, place, &handler) else { return false }
    note(.below, line, position.line, nil, Reasons.belowTitle)
    marks.count(line.extracting(0..<mark))
    var role: String?
    for range in signers.piecesBetweenGaps {
      let piece = signers.extracting(range)
      if PersonName.areNames(piece) {
        recordSigners(piece, role: "author", label: role, position)
        role = nil
      } else {
        role = String(piece)
      }
    }
    // `■本报评论员`
    if let role {
      recordContributor(role.utf8.span, kind: "person", role: "author", label: nil, position)
    }
    return true
  }

  /// Names, and in front of them what their bearers are.
  mutating func recordBehindPosts(_ line: Span<UInt8>, _ position: SourcePosition) {
    let start = PersonName.nameStart(line)
    let posts = line.extracting(0..<start)
    recordPosition(posts.extracting(posts.trimmedRange), position)
    recordSigners(line.extracting(start..<line.count), role: "author", label: nil, position)
  }

  /// What the one who signs is: `Principal`, `园长`.
  mutating func recordPosition(_ text: Span<UInt8>, _ position: SourcePosition) {
    recordFact(.custom, text, position, .name, Array("position".utf8))
  }

  /// Whether the text at hand has ended, so that a name may sign it.
  private var isSignable: Bool {
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
      : place.blanks == 0 || (place.blanks == 1 && place.indent >= 36)
  }

  /// The names of those who sign, or the body that does; in English what one is stands behind a comma.
  private mutating func sign(_ text: Span<UInt8>, _ position: SourcePosition)
    throws(ConversionError)
  {
    state = .signedOff
    recordWithOffice(text, position)
  }

  /// Who wrote an article, and behind a comma what he is.
  mutating func recordWithOffice(_ text: Span<UInt8>, _ position: SourcePosition) {
    let comma = text.firstIndex(of: 0x2C) ?? text.count
    let name = text.extracting(0..<comma)
    let isBody =
      name.count > 0 && TextScalar.isHan(name.scalar(at: 0).value)
      && !PersonName.areNames(name) && name.piecesBetweenGaps.count != 2
    for range in Self.names(name, 0..<name.count) {
      recordContributor(
        name.extracting(range), kind: isBody ? "organization" : "person", role: "author",
        label: nil,
        position)
    }
    guard comma < text.count else { return }
    let rest = text.extracting((comma + 1)..<text.count)
    recordPosition(rest.extracting(rest.trimmedRange), position)
  }
}

extension Span where Element == UInt8 {
  /// Whether it may be a name: words without digits, and no end of a sentence.
  fileprivate var isName: Bool {
    // `R. Birch, Hon. Sec.`
    let isAbbreviated = self[count - 1] == 0x2E && firstIndex(of: 0x2C) != nil
    guard holdsWord, !endsWithStop || isAbbreviated, !isBracketed else { return false }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if Numeral.isDigit(s.value) || TextScalar.folded(s.value) == 0x3A { return false }
      at += s.length
    }
    return true
  }

  /// Whether it is two to four words with capitals, or such as stand in names: `Dr. Ulrike Sander`, `Jan van Houten`.
  fileprivate var isNameInLetters: Bool {
    guard count >= 5, count <= 40, beginsWithCapital else { return false }
    let words = pieces(between: 0x20)
    guard (2...4).contains(words.count) else { return false }
    return words.allSatisfy { range in
      let word = extracting(range)
      let first = word.scalar(at: 0)
      let isCapital = (0x41...0x5A).contains(first.value) || (0xC0...0xDE).contains(first.value)
      // A full stop and a hyphen may stand in a name, other marks and digits do not.
      return (isCapital || particles.contains { word.elementsEqual($0) })
        && !(0..<word.count).contains {
          (0x21...0x2C).contains(word[$0]) || (0x2F...0x40).contains(word[$0])
        }
    }
  }

  /// Whether it is two to four words with capitals, and up to four behind a comma: `Robert Tansley, Treasurer`.
  /// - Parameter mayBeSmall: whether the office may be in lower case, as it is in brackets.
  func isNameWithOffice(mayBeSmall: Bool) -> Bool {
    guard count <= 60, beginsWithCapital, !endsWithStop, let comma = firstIndex(of: 0x2C),
      comma + 2 < count, self[comma + 1] == 0x20,
      (0x41...0x5A).contains(self[comma + 2])
        || (mayBeSmall && (0x61...0x7A).contains(self[comma + 2]))
    else { return false }
    var words = 1
    var after = 1
    for at in 1..<count {
      switch self[at] {
      case 0x30...0x39, 0x3A, 0x3B, 0x28, 0x40, 0x2F: return false
      case 0x2C where at != comma: return false
      case 0x20 where at < comma:
        guard at + 1 < comma, self[at + 1] < 0x61 || self[at + 1] > 0x7A else { return false }
        words += 1
      case 0x20 where at > comma + 1: after += 1
      default: continue
      }
    }
    return words >= 2 && words <= 4 && after <= 6
  }

  /// Whether it may be a name and what is said of its bearer: `福井市・山田太郎・五十六歳`.
  fileprivate var isNameWithAge: Bool {
    guard holdsWord, !endsWithStop else { return false }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if Numeral.isArabic(self, at) || TextScalar.folded(s.value) == 0x3A { return false }
      at += s.length
    }
    return true
  }

  /// Whether it is the name of a body, by its last character: `市政府研究室调研组`.
  var isNameOfBody: Bool {
    count >= 12 && count <= 60 && isHanAlone
      && bodyEndings.contains(scalar(endingAt: count).value)
  }

  /// Whether it says, between gaps, who wrote a report, by name or by the word for such people.
  fileprivate var areReporters: Bool {
    let pieces = piecesBetweenGaps
    var known = 0
    for piece in pieces {
      let text = extracting(piece)
      if PersonName.areNames(text) || text.ends(with: reporters) || text.isNameBehindPosts {
        known += 1
      }
    }
    return known == pieces.count
  }

  /// Whether it is what somebody is and, behind a gap, the name: `儿科副主任医师　梁静`.
  var isNameBehindPost: Bool {
    let pieces = partsBetweenGaps
    return pieces.count == 2 && count <= 54 && extracting(pieces[0]).isHanAlone
      && pieces[0].count >= 6 && PersonName.areNames(extracting(pieces[1]))
      && !PersonName.areNames(extracting(pieces[0]))
  }

  /// Whether it is what somebody is, in a word or two, and the name: `药学部 主管药师 孟繁星`.
  var isNameBehindPosts: Bool {
    guard count <= 60, self[0] >= 0xE4, mayHoldWords else { return false }
    let start = PersonName.nameStart(self)
    guard start > 0 else { return false }
    let posts = extracting(0..<start)
    return posts.extracting(posts.trimmedRange).ends(with: postEndings)
  }

  /// The title on a line that says behind a wide gap who wrote the text: `夜班的窗　　　　唐果`; nil where it is no
  /// such line.
  func titleAboveGap(_ pieces: [Range<Int>]) -> Range<Int>? {
    guard pieces.count > 1, self[0] >= 0xE2, count <= 240 else { return nil }
    let title = extracting(pieces[0])
    let names = extracting(pieces[1].lowerBound..<count)
    guard extracting(pieces[0].upperBound..<pieces[1].lowerBound).columns >= 4,
      names.columns <= 32, title.scalarCount >= 4, title.holdsWord, !title.hasLabel,
      !PersonName.areNames(title), !(title.scalarCount <= 8 && title.ends(with: postEndings))
    else { return nil }
    return PersonName.areNames(names) || names.isNameBehindPost || names.isNameBehindPosts
      ? pieces[0] : nil
  }

  /// Where the name ends that stands right in front of what its bearer is: `麦永康校长`; 0 where it is no such line.
  var nameEndBeforePost: Int {
    guard count <= 24, count > 9, isHanAlone else { return 0 }
    return [9, 6].first { end in
      end + 6 <= count && PersonName.isName(extracting(0..<end))
        && extracting(end..<count).ends(with: posts)
    } ?? 0
  }

  /// Whether it says below a title who wrote the text: a name, behind what its bearer is or alone, or a word for
  /// those who write.
  var isBareByline: Bool {
    isNameBehindPost || isNameBehindPosts || (count <= 12 && PersonName.isName(self))
      || nameEndBeforePost > 0
      || (count <= 15 && ends(with: reporters))
  }

  /// Whether it names bodies, with gaps between.
  var areNamesOfBodies: Bool {
    piecesBetweenGaps.allSatisfy { extracting($0).isNameOfBody }
  }

  /// Whether nothing but Han characters stands in it.
  var isHanAlone: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      guard TextScalar.isHan(s.value) else { return false }
      at += s.length
    }
    return true
  }

  /// Whether a title of courtesy begins it: `Mrs. K. Donnelly`.
  fileprivate var isHonorific: Bool {
    let text = extracting(trimmedRange)
    guard text.count > 6, text.count <= 40, !text.endsWithStop else { return false }
    return honorifics.contains { title in
      let length = title.utf8CodeUnitCount
      return text.count > length + 2 && text.extracting(0..<length).elementsEqual(title)
        && (text[length] == 0x20 || (text[length] == 0x2E && text[length + 1] == 0x20))
    }
  }

  /// Whether it is a word of farewell with a comma, as letters end: `Yours sincerely,`.
  fileprivate var isValediction: Bool {
    let range = trimmedRange
    guard range.count > 4, range.count < 40 else { return false }
    let hasComma = self[range.upperBound - 1] == 0x2C
    let end = hasComma ? range.upperBound - 1 : range.upperBound
    let words = String(extracting(range.lowerBound..<end)).lowercased().split(separator: " ")
    guard let last = words.last else { return false }
    // Without a comma it is that and no more: `Kind regards`.
    guard hasComma else { return words.count <= 2 && farewells.contains(last) }
    // `Your friend and rector,`
    if words.count <= 6, words.first == "your" { return true }
    // `La présidente,`
    if words.count <= 4, let first = words.first, articles.contains(first) { return true }
    return words.count <= 4 && words.contains(where: farewells.contains)
  }
}

/// One of these is in what English letters end with.
private let farewells: Set<Substring> = [
  "sincerely", "regards", "wishes", "yours", "warmly", "respectfully", "cordially", "faithfully",
  "truly", "cheers", "blessings", "gratefully", "fondly", "love", "thanks", "submitted",
  "appreciation", "blessing", "amicalement", "cordialement", "fraternellement", "salutations",
  "grüßen", "grüße", "gruß", "saludos", "cordialmente", "atentamente", "saluti",
  "gratitude", "christ", "peace", "solidarity", "until",
]

/// What the words end with that say what people are, and where they belong.
private let postEndings: [StaticString] = [
  "师", "長", "长", "员", "員", "任", "授", "生", "记", "士", "理", "席", "工", "民", "友", "者", "班", "级",
  "系", "组", "組", "部", "科", "室", "处", "局", "院", "校", "会", "中心", "公司", "村", "社",
]

/// What people are who are named in front of it, by its last characters.
private let posts: [StaticString] = [
  "校长", "校長", "院长", "院長", "馆长", "館長", "会长", "會長", "局长", "處長", "处长", "科长", "部长", "秘书长",
  "董事长", "主任", "书记", "書記", "老师", "老師", "教授", "医生", "醫師", "医师", "牧师", "牧師", "经理", "主席",
]

/// What those are called who write reports.
private let reporters: [StaticString] = [
  "记者", "記者", "本刊讯", "本报讯", "本台讯", "通讯员", "通訊員", "评论员", "評論員", "报道员", "撰稿人", "编辑部", "編輯部",
]

/// What stands before what somebody is, in French, German, Spanish and Italian.
private let articles: Set<Substring> = ["le", "la", "der", "die", "el", "il"]

private let honorifics: [StaticString] = [
  "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Rev", "Fr", "Sister", "Canon", "Cllr",
]

/// 组 室 局 委 处 科 院 队 社 所 厅: what names of bodies end with, and few titles do.
private let bodyEndings: [UInt32] = [
  0x7EC4, 0x5BA4, 0x5C40, 0x59D4, 0x5904, 0x79D1, 0x9662, 0x961F, 0x793E, 0x6240, 0x5385,
]

/// Words in lower case that stand in names.
private let particles: [StaticString] = [
  "van", "von", "de", "del", "della", "di", "da", "la", "le", "el", "den", "der", "y", "zu",
]
