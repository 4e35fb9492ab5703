import GazetteDocumentModel

/// Articles: their titles and facts.
extension TextReader {
  /// The first line of an article: its title, if its form allows.
  mutating func beginArticle(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ reason: LocalizedText, _ handler: inout Handler
  ) throws(ConversionError) {
    guard titlesByPosition, !(state == .above && !articleTitle.isEmpty), !inLongLine,
      classifier.mayBeTitle(line)
    else { return try beginUntitled(line, place, position, &handler) }
    try openBulletinIfNeeded(position, &handler)
    note(.title, line, position.line, nil, reason)
    try beginTitled(line, position, &handler)
    titleIsByPlace = true
  }

  /// Running text where a title was expected.
  mutating func beginUntitled(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    try openBulletinIfNeeded(position, &handler)
    if state != .above { try openUntitled(position, &handler) }
    if articleTitle.isEmpty, titlesByPosition {
      diagnostics.report(.articleWithoutTitle, at: position)
    }
    state = .body
    try append(line, place, position)
  }

  /// Opens an article that begins with its body.
  mutating func openWithoutTitle(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    try openBulletinIfNeeded(position, &handler)
    try openUntitled(position, &handler)
    diagnostics.report(.articleWithoutTitle, at: position)
    state = .body
  }

  /// Opens an article whose title is not known yet, ending the one before.
  mutating func openUntitled(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if articleOpen { try endArticle(&handler) }
    articleOpen = true
    articleStart = position
    articleTitle.removeAll(keepingCapacity: true)
    if !namesOfArticle.isEmpty { namesOfArticle.removeAll(keepingCapacity: true) }
    articlesInBulletin += 1
    isBelowDashes = false
    awaitsTitle = false
    hasHeadings = false
    // A note above the title is in the article already.
    try closeContainers()
    paragraph.isOpen = false
    paragraph.isStopped = true
  }

  /// A title that a template takes, with what else the line says: `.SHORT TERM...(Today through Friday)`.
  mutating func beginTitled(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    guard let title = match.first(.title) else { return }
    if sense.numbersBeginTitles, let first = match.captures.first?.field,
      first == .digits || first == .circled
    {
      // `[3] …`, as it stands in the contents.
      return try beginTitled(line, position, &handler)
    }
    marks.count(line, match)
    let text = line.extracting(title.range)
    if sense.titlesNameAuthors, title.range.upperBound == line.count, text.mayHoldGap,
      let words = text.titleAboveGap(text.piecesBetweenGaps)
    {
      // `● 最后一名的掌声        任小溪`
      try beginTitled(text.extracting(words), position, &handler)
      recordAfterGap(text, behind: words.upperBound, position)
    } else {
      try beginTitled(text, position, &handler)
    }
    let others = match.captures.filter { $0 != title }
    try recordFacts(line, others, match.template, position)
  }

  /// A title; of the article at hand, if that waits for one, else of a new one.
  mutating func beginTitled(
    _ title: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    let isAwaited =
      articleOpen && articleTitle.isEmpty
      && (state == .above || (awaitsTitle && !(paragraph.isOpen && paragraph.isStopped))
        || (!article.hasBody && !paragraph.isOpen))
    if !isAwaited { try openUntitled(position, &handler) }
    awaitsTitle = false
    titleIsByPlace = false
    titleIsBracketed = false
    articleMark = 0
    contents.use(title)
    articleTitle.append(title)
    state = .body
    article.recordFront(.start(.title), at: position)
    article.recordFront(.text(title), at: position)
    article.recordFront(.end(.title), at: position)
  }

  /// Department and date of a matched sign-off line go to the article's front.
  mutating func signOff(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition
  ) throws(ConversionError) {
    state = .signedOff
    // A name signs some articles of a bulletin, a body or a date all.
    if match.captures.contains(where: { $0.field == .date || $0.field == .department }) {
      signOffsSeen += 1
    }
    try articleFacts(line, match, position)
  }

  /// The facts that a line of an article's beginning or end states.
  mutating func articleFacts(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition
  ) throws(ConversionError) {
    if state != .signedOff { marks.count(line, match) }
    if match.captures.count == 2, match.captures[0].field == .author,
      match.captures[1].field == .custom("position"), profile.rejoin == .words
    {
      // `By Tom Garside, Ann Lowe and Irene Holroyd`
      let (first, last) = (match.captures[0].range, match.captures[1].range)
      let names = line.extracting(first.lowerBound..<last.upperBound)
      if names.namesInLetters != nil {
        return recordSigners(names, role: "author", label: match.template.label, position)
      }
    }
    try recordFacts(line, match.captures, match.template, position)
  }

  private mutating func recordFacts(
    _ line: Span<UInt8>, _ captures: [LineClassifier.Capture], _ template: Template,
    _ position: SourcePosition
  ) throws(ConversionError) {
    for capture in captures {
      let value = line.extracting(capture.range)
      switch capture.field {
      case .title where articleTitle.isEmpty:
        articleTitle.append(value)
        contents.use(value)
        recordFact(.title, value, position)
      case .title, .subtitle:
        let words = value.extracting(0..<value.endWithoutDashes)
        marks.count(value.extracting(words.count..<value.count))
        recordFact(.subtitle, words, position)
      case .kicker: recordFact(.kicker, value, position)
      case .date: recordDate(value, capture.date, position)
      case .department, .publisher:
        recordContributor(
          value, kind: "organization", role: "author", label: template.label, position)
      case .author, .editor:
        let role: StaticString = capture.field == .editor ? "editor" : "author"
        recordSigners(value, role: role, label: template.label, position)
      case .place: article.recordFront(.metadata(.place, value), at: position)
      case .source: article.recordFront(.metadata(.source, value), at: position)
      case .category: article.recordFront(.metadata(.category, value), at: position)
      case .code:
        recordFact(.identifier, value, position, .type, Array("publisher-id".utf8))
      case .custom(let name):
        recordFact(.custom, value, position, .name, Array(name.utf8))
      case .volume, .issue, .wholeNumber, .number, .digits, .circled, .letter, .email, .page, .text,
        .classification,
        .recipients:
        recordFact(.custom, value, position, .name, Array(capture.field.name.utf8))
      }
    }
  }

  /// People, behind the body that they belong to or without one.
  mutating func recordSigners(
    _ signers: Span<UInt8>, role: StaticString, label: String?, _ position: SourcePosition
  ) {
    if signers.holdsNumberToCall {
      // `（保健室　℡ 012-345-6789）`
      return recordFact(.custom, signers, position, .name, Array("contact".utf8))
    }
    if profile.rejoin == .words {
      if let mailbox = signers.mailbox {
        // `From: "Dale Pruett" <dpruett@csn.example>`
        return recordContributor(
          signers.extracting(mailbox.name), kind: "person", role: role, label: label,
          email: signers.extracting(mailbox.address), position)
      }
      if label != nil, let office = signers.namesBeforeOffice {
        // `Texto: Laura y Diego, 4.º B`
        for name in office.names {
          recordContributor(
            signers.extracting(name), kind: "person", role: role, label: label, position)
        }
        return recordPosition(signers.extracting(office.words), position)
      }
      if let names = signers.namesInLetters {
        for name in names {
          recordContributor(
            signers.extracting(name), kind: "person", role: role, label: label, position)
        }
        return
      }
      if signers.isNameWithOffice(mayBeSmall: false) {
        // `By Karen Doyle, Human Resources`
        return recordWithOffice(signers, role: role, label: label, position)
      }
    }
    // `杉本　路子` is one name.
    let bodyEnd = bylinesByForm ? 0 : PersonName.bodyEnd(signers)
    if bodyEnd > 0 {
      recordContributor(
        signers.extracting(0..<bodyEnd), kind: "organization", role: role, label: label, position)
    }
    if bodyEnd == 0, profile.rejoin == .cjk, !bylinesByForm, signers.count >= 13,
      PersonName.ranges(signers) == nil,
      PersonName.areNames(signers, allowing: 1)
    {
      // `丁卫东 才让`: one of them has no surname that is known.
      for range in signers.piecesOfNames {
        recordContributor(
          signers.extracting(range), kind: "person", role: role, label: label, position)
      }
      return
    }
    if bodyEnd == 0, signers.mayHoldGap,
      recordReporters(signers, role: role, label: label, position)
    {
      return
    }
    for range in Self.names(signers, bodyEnd..<signers.count) {
      let name = signers.extracting(range)
      if let office = name.officeInBrackets {
        // `林淑芬（讀者服務組）`
        for each in Self.names(name, 0..<office.nameEnd) {
          recordContributor(
            name.extracting(each), kind: "person", role: role, label: label, position)
        }
        recordPosition(name.extracting(office.words), position)
        continue
      }
      // `市地方志办公室整理`
      let isBody = bodyEnd == 0 && (name.isNameOfBody || name.isShortNameOfBody)
      let kind: StaticString = isBody ? "organization" : "person"
      recordContributor(name, kind: kind, role: role, label: label, position)
    }
  }

  /// `陈思远  学生记者 林小雨`: names between gaps, some of them behind what their bearers are; false where one is none.
  private mutating func recordReporters(
    _ signers: Span<UInt8>, role: StaticString, label: String?, _ position: SourcePosition
  ) -> Bool {
    let pieces = signers.piecesBetweenGaps
    guard pieces.count > 1, PersonName.areNames(signers.extracting(pieces[0])),
      pieces.dropFirst().allSatisfy({
        let piece = signers.extracting($0)
        return piece.isNameBehindPosts || piece.areReporters
      })
    else { return false }
    var label = label
    for range in pieces {
      let piece = signers.extracting(range)
      if piece.isWordForReporters {
        label = String(piece)
        continue
      }
      let start = PersonName.nameStart(piece)
      let post = piece.extracting(0..<start)
      for name in Self.names(piece, start..<piece.count) {
        recordContributor(
          piece.extracting(name), kind: "person", role: role,
          label: start > 0 ? String(post.extracting(post.trimmedRange)) : label, position)
      }
    }
    return true
  }

  /// A front element with at most one attribute.
  mutating func recordFact(
    _ element: Element, _ value: Span<UInt8>, _ position: SourcePosition,
    _ attribute: Attribute? = nil, _ attributeValue: [UInt8] = []
  ) {
    article.recordFront(.start(element), at: position)
    if let attribute {
      article.recordFront(.attribute(attribute, attributeValue.span), at: position)
    }
    article.recordFront(.text(value), at: position)
    article.recordFront(.end(element), at: position)
  }

  mutating func recordContributor(
    _ name: Span<UInt8>, kind: StaticString, role: StaticString, label: String?,
    email: Span<UInt8>? = nil, _ position: SourcePosition
  ) {
    // (A person, by the length of the word.)
    if kind.utf8CodeUnitCount == 6, profile.takesAnyMasthead || profile.rejoin == .words {
      noteName(name)
    }
    article.recordFront(.start(.contributor), at: position)
    FactText.withAttribute(.kind, kind) { article.recordFront($0, at: position) }
    FactText.withAttribute(.role, role) { article.recordFront($0, at: position) }
    if let label {
      article.recordFront(.attribute(.label, label.utf8.span), at: position)
    }
    if let email, !email.elementsEqual(name) {
      article.recordFront(.attribute(.email, email), at: position)
    }
    article.recordFront(.text(name), at: position)
    article.recordFront(.end(.contributor), at: position)
  }

  /// Keeps in mind who is said to have written the article at hand, and the words of the name.
  private mutating func noteName(_ name: Span<UInt8>) {
    namesOfArticle.insert(name.textHash())
    guard profile.rejoin == .words else { return }
    for word in name.pieces(between: 0x20) {
      namesOfArticle.insert(name.extracting(word).textHash())
    }
  }

  mutating func recordDate(
    _ wording: Span<UInt8>, _ date: DateWording?, _ position: SourcePosition
  ) {
    article.recordFront(.start(.date), at: position)
    FactText.withAttribute(.type, "published") { article.recordFront($0, at: position) }
    if let iso = checkedISO(wording, date, position) {
      article.recordFront(.attribute(.iso, iso.utf8.span), at: position)
    }
    article.recordFront(.text(wording), at: position)
    article.recordFront(.end(.date), at: position)
  }

  /// The ISO value of a date, after saying what is wrong with one that has none.
  func checkedISO(
    _ wording: Span<UInt8>, _ date: DateWording?, _ position: SourcePosition
  ) -> String? {
    guard let date else { return nil }
    if !date.exists {
      diagnostics.report(.dateDoesNotExist, [String(wording)], at: position)
    } else if date.year == nil {
      diagnostics.report(.dateWithoutYear, [String(wording)], at: position)
    }
    return date.iso
  }

  /// Hands the finished article on.
  /// - Parameter isClosed: whether an end mark closed it.
  mutating func endArticle(
    _ handler: inout Handler, isClosed: Bool = false
  ) throws(ConversionError) {
    guard articleOpen else { return }
    try settleSignature()
    try endPreformatted()
    try takeSignersInText()
    try closeContainers()
    articleOpen = false
    if !isClosed, state != .signedOff, classifier.closesArticles, !usesPlace {
      diagnostics.report(
        .articleWithoutSignOff, [String(articleTitle.span)], at: articleStart)
    }
    state = .title
    try article.replay(at: articleStart, into: &handler)
  }
}
