import GazetteDocumentModel

/// Building the article.
extension TextReader {
  /// The first line of an article: its title, if its form allows.
  mutating func beginArticle(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    try openBulletinIfNeeded(position, &handler)
    if articleOpen { try endArticle(&handler) }
    if !inLongLine, classifier.mayBeTitle(line) {
      try title(line, position, Reasons.titleFirst)
      return
    }
    diagnostics.report(.articleWithoutTitle, at: position)
    openArticle(position)
    state = .body
    try append(line, position)
  }

  private mutating func openArticle(_ position: SourcePosition) {
    articleOpen = true
    articleStart = position
    articleTitle.removeAll(keepingCapacity: true)
    articlesInBulletin += 1
    paragraph.isOpen = false
    paragraph.isStopped = true
  }

  mutating func title(
    _ line: Span<UInt8>, _ position: SourcePosition, _ reason: LocalizedText
  ) throws(ConversionError) {
    note(.title, line, position.line, nil, reason)
    openArticle(position)
    articleTitle.append(line)
    state = .body
    article.recordFront(.start(.title), at: position)
    article.recordFront(.text(line), at: position)
    article.recordFront(.end(.title), at: position)
  }

  /// Adds a line to the open paragraph, if that was cut, or begins one with it.
  mutating func append(_ line: Span<UInt8>, _ position: SourcePosition) throws(ConversionError) {
    if paragraph.isOpen, !paragraph.isStopped, rejoins {
      note(.continuation, line, position.line, nil, Reasons.continuation)
      diagnostics.report(.paragraphJoined, ["\(paragraph.end.line)"], at: position)
      if Rejoining.needsSpace(left: paragraph.tail.span, right: line) {
        let space: [UInt8] = [0x20]
        try article.recordBody(.text(space.span), at: position)
      }
    } else {
      note(.paragraph, line, position.line, nil, Reasons.paragraph)
      try closeParagraph()
      paragraph.isOpen = true
      try article.recordBody(.start(.paragraph), at: position)
    }
    paragraph.end = position
    try extendPiece(line, position)
  }

  /// More text of the line that the open paragraph ends with.
  mutating func extendPiece(
    _ text: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    try article.recordBody(.text(text), at: position)
    paragraph.isStopped = text.endsWithStop
    if !paragraph.isStopped { paragraph.keepTail(of: text) }
  }

  private mutating func closeParagraph() throws(ConversionError) {
    guard paragraph.isOpen else { return }
    paragraph.isOpen = false
    paragraph.isStopped = true
    try article.recordBody(.end(.paragraph), at: paragraph.end)
  }

  /// `一、总体要求`
  mutating func heading(
    _ line: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    try closeParagraph()
    let level: [UInt8] = [UInt8(ascii: "1")]
    try article.recordBody(.start(.heading), at: position)
    try article.recordBody(.attribute(.level, level.span), at: position)
    try article.recordBody(.text(line), at: position)
    try article.recordBody(.end(.heading), at: position)
  }

  /// Department and date of a matched sign-off line go to the article's front.
  mutating func signOff(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition
  ) {
    state = .signedOff
    for capture in match.captures {
      let value = line.extracting(capture.range)
      switch capture.field {
      case .date:
        recordDate(value, capture.date, position)
      case .department:
        recordContributor(value, kind: "organization", position)
      case .author, .editor:
        recordContributor(value, kind: "person", position)
      case .place:
        article.recordFront(.metadata(.place, value), at: position)
      default:
        break
      }
    }
  }

  private mutating func recordContributor(
    _ name: Span<UInt8>, kind: StaticString, _ position: SourcePosition
  ) {
    article.recordFront(.start(.contributor), at: position)
    FactText.withAttribute(.kind, kind) { article.recordFront($0, at: position) }
    FactText.withAttribute(.role, "author") { article.recordFront($0, at: position) }
    article.recordFront(.text(name), at: position)
    article.recordFront(.end(.contributor), at: position)
  }

  private mutating func recordDate(
    _ wording: Span<UInt8>, _ date: DateWording?, _ position: SourcePosition
  ) {
    article.recordFront(.start(.date), at: position)
    FactText.withAttribute(.type, "published") { article.recordFront($0, at: position) }
    if let iso = checkedISO(wording, date, position) {
      let bytes = Array(iso.utf8)
      article.recordFront(.attribute(.iso, bytes.span), at: position)
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
  mutating func endArticle(_ handler: inout Handler) throws(ConversionError) {
    guard articleOpen else { return }
    try closeParagraph()
    articleOpen = false
    if state != .signedOff, classifier.closesArticles {
      diagnostics.report(
        .articleWithoutSignOff, [String(articleTitle.span)], at: articleStart)
    }
    state = .title
    try article.replay(at: articleStart, into: &handler)
  }
}
