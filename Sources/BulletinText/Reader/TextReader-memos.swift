import GazetteDocumentModel

/// Memos, one below another, whose header lines say who writes to whom, when and of what.
///
///     MEMORANDUM                            the kicker
///
///     TO:       All employees
///     FROM:     G. Halvorsen                the author
///     DATE:     September 6, 1994
///     SUBJECT:  Shutdown for inspection     the title
extension TextReader {
  /// A line of a memo's header; the first one opens an article.
  mutating func takeMemoLine(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state != .outside, classifier.isEmpty(.above), let header = line.memoHeader,
      state == .above || place.blanks > 0 || lineFollowsRule || pending.isHeld
    else { return false }
    var kicker: [UInt8] = []
    if state != .above {
      kicker = try takeMemoKicker()
      try settlePending(before: nil, place, &handler)
      try endPreformatted()
    }
    let date = header.field == .date ? DateWording.match(line, at: header.value.lowerBound) : nil
    let range = date.map { header.value.lowerBound..<$0.end } ?? header.value
    guard let template = try? Template("\(header.label): {\(header.field.name)}") else {
      return false
    }
    let capture = LineClassifier.Capture(field: header.field, range: range, date: date)
    let match = LineClassifier.Match(template: template, captures: [capture])
    if state != .above { awaitsTitle = false }
    try beginAbove(line, match, position, &handler)
    if !kicker.isEmpty { recordFact(.kicker, kicker.span, position) }
    return true
  }

  /// `MEMORANDUM`, held or taken for a title without text, is what stands above the title.
  private mutating func takeMemoKicker() throws(ConversionError) -> [UInt8] {
    if pending.lines.count == 1, pending.bytes.span.isInCapitals {
      noteAll(.above, nil, Reasons.aboveTitle)
      defer { pending.clear() }
      return pending.joined()
    }
    guard !pending.isHeld, isTitleAlone, titleIsByPlace, articleTitle.span.isInCapitals
    else { return [] }
    let title = articleTitle
    forgetArticle()
    return title
  }
}

/// Counts the headers of memos in a sample: lines that stand together, one of which says from whom and another of
/// what.
struct MemoHeaders {
  private(set) var count = 0
  private var hasAuthor = false
  private var hasSubject = false

  mutating func look(_ line: Span<UInt8>, blanks: Int) {
    guard let header = line.memoHeader else {
      hasAuthor = false
      hasSubject = false
      return
    }
    let hadBoth = hasAuthor && hasSubject
    hasAuthor = hasAuthor || header.field == .author
    hasSubject = hasSubject || header.field == .title
    if !hadBoth, hasAuthor, hasSubject { count += 1 }
  }
}

extension Span where Element == UInt8 {
  /// What a line of a memo's header says, in capitals or with one: `FROM:     G. Halvorsen`.
  fileprivate var memoHeader: (label: StaticString, field: Template.Field, value: Range<Int>)? {
    guard count > 4, self[0] >= 0x41, self[0] <= 0x5A, let colon = firstIndex(of: 0x3A), colon <= 7,
      colon + 1 < count, self[colon + 1] == 0x20 || self[colon + 1] == 0x09
    else { return nil }
    let rest = extracting((colon + 1)..<count).trimmedRange
    let value = (colon + 1 + rest.lowerBound)..<(colon + 1 + rest.upperBound)
    guard !value.isEmpty else { return nil }
    let word = extracting(0..<colon)
    func isLabel(_ upper: StaticString, _ mixed: StaticString) -> Bool {
      word.elementsEqual(upper) || word.elementsEqual(mixed)
    }
    if isLabel("TO", "To") { return ("To", .custom("to"), value) }
    if isLabel("FROM", "From") { return ("From", .author, value) }
    if isLabel("DATE", "Date") { return ("Date", .date, value) }
    if isLabel("CC", "Cc") { return ("Cc", .custom("cc"), value) }
    if isLabel("SUBJECT", "Subject") || isLabel("RE", "Re") { return ("Subject", .title, value) }
    return nil
  }
}
