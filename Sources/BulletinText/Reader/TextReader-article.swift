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
    if articleOpen { try endArticle(&handler) } else { try endHead(&handler) }
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
      let words = text.titleAboveGap(text.piecesBetweenGaps, isTold: sense.titlesWithAuthors > 1)
    {
      // `● 最后一名的掌声        任小溪`
      try beginTitled(text.extracting(words), position, &handler)
      recordAfterGap(text, behind: words.upperBound, position)
    } else if title.range.upperBound == line.count, let parts = text.titleAboveDashes {
      // `■平成20年度の予算　～一般会計は47億2千万円～`
      try beginTitled(text.extracting(parts.title), position, &handler)
      marks.count(text, around: parts.title, and: parts.subtitle)
      recordFact(.subtitle, text.extracting(parts.subtitle), position)
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
    if contents.namesColumnsInTitles, !isAwaited, let column = contents.column(inFrontOf: title) {
      let words = try beginColumn(column, of: title, position, &handler)
      return try beginTitled(words.span, position, &handler)
    }
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

  /// The column that a title names in front of itself is a section, unless the article above is of the same one.
  /// Returns the title without it: `2. [활동 보고] 100일의 기록` → `2. 100일의 기록`.
  private mutating func beginColumn(
    _ column: (start: Int, name: Range<Int>, title: Int), of title: Span<UInt8>,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> [UInt8] {
    let name = title.extracting(column.name)
    if !sectionOpen || sectionTitle != name.textHash() {
      try beginSection(name, position, &handler)
    }
    marks.count(title.extracting(column.start..<column.name.lowerBound))
    marks.count(title.extracting(column.name.upperBound..<column.title))
    var words = [UInt8](title.extracting(0..<column.start))
    words.append(title.extracting(column.title..<title.count))
    return words
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
        return recordSigners(names, label: match.template.label, position)
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
          value, kind: .organization, label: template.label, position)
      case .author, .editor:
        let role: ContributorRole = capture.field == .editor ? .editor : .author
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
