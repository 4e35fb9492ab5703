import GazetteDocumentModel

/// What lines of a bulletin's head say in words, kept until the head is over: the date and the number that no line told
/// by its form are looked for in them then.
///
///     2024年9月10日発行（毎月10日・25日配信）        a date
///     Letter no. 8 for the month of May 2002      both
struct HeadNotes {
  private static let most = 12

  /// Whether the head has told a date, or a number of the bulletin.
  private(set) var hasDate = false
  private(set) var hasNumber = false
  private(set) var lines: [(text: [UInt8], position: SourcePosition)] = []

  mutating func note(_ match: LineClassifier.Match) {
    for capture in match.captures {
      switch capture.field {
      case .date: hasDate = hasDate || capture.date?.year != nil
      case .issue, .wholeNumber, .number, .digits: hasNumber = true
      default: continue
      }
    }
  }

  mutating func keep(_ text: Span<UInt8>, at position: SourcePosition) {
    guard lines.count < Self.most, text.count <= 240 else { return }
    lines.append((text: [UInt8](text), position: position))
  }

  /// Keeps what a label of the head says, if that is a day: `出刊日期：2002/11/06（每週三出刊）`.
  mutating func keep(_ text: Span<UInt8>, _ labelled: Labelled, at position: SourcePosition) {
    let label = text.extracting(labelled.label)
    guard label.ends(with: ["日期", "时间", "時間", "日", "일", "일자"]) else { return }
    keep(text.extracting(labelled.value), at: position)
  }

  /// Keeps what a template calls so, where it may say when the bulletin came out.
  mutating func keep(_ value: Span<UInt8>, as name: String, at position: SourcePosition) {
    guard ["when", "season", "year", "period", "week", "week-of"].contains(name) else { return }
    keep(value, at: position)
  }

  /// Forgets the lines: the head is over.
  mutating func end() { lines.removeAll() }
}

extension TextReader {
  /// What a line of the head, or a piece of one, says besides; its date or number are the bulletin's, if no other
  /// tells them.
  mutating func noteOfHead(
    _ text: Span<UInt8>, as name: StaticString = "note", at position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    headNotes.keep(text, at: position)
    try handler.custom(name, text, at: position)
  }

  /// The head is over.
  mutating func endHead(_ handler: inout Handler) throws(ConversionError) {
    guard !headNotes.lines.isEmpty else { return }
    let lines = headNotes.lines
    headNotes.end()
    guard articlesInBulletin == 0 else { return }
    for line in lines {
      if !headNotes.hasDate { try takeDate(within: line.text.span, line.position, &handler) }
      if !headNotes.hasNumber { try takeNumber(within: line.text.span, line.position, &handler) }
    }
  }

  private mutating func takeDate(
    within line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    guard let (range, date) = line.firstDate, let template = try? Template("{date}") else { return }
    let capture = LineClassifier.Capture(field: .date, range: range, date: date)
    let match = LineClassifier.Match(template: template, captures: [capture])
    try headFacts(line, match, position, &handler)
  }

  private mutating func takeNumber(
    within line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    guard let range = line.issueWithin ?? line.numberWithin(by: classifier) else { return }
    let piece = line.extracting(range)
    guard let match = headMatch(piece), match.numbersIssue else { return }
    try headFacts(piece, match, position, &handler)
  }
}

extension Span where Element == UInt8 {
  /// `第11期` within the line; nil where no issue is numbered so.
  fileprivate var issueWithin: Range<Int>? {
    let word = firstRange(of: "第")
    guard !word.isEmpty, let number = Numeral.match(self, at: word.upperBound),
      number.end + 3 <= count,
      [0x671F, 0x53F7, 0x865F].contains(scalar(at: number.end).value)  // 期 号 號
    else { return nil }
    return word.lowerBound..<(number.end + 3)
  }
}
