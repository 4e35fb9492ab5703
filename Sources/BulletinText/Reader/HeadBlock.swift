import GazetteDocumentModel

/// Finds the head of a text in an alphabet where its lines have no form that a template knows: the short lines above
/// the first rule, contents or wide gap, one of which holds a date or a number of the bulletin somewhere.
///
///     JOURNAL OF RIVER SCIENCE -- Contents Alert
///     A new issue is online: Vol. 31, No. 4          told by the words behind the colon
///     ==========================================
struct HeadBlock {
  private static let sampleSize = 4096
  private static let mostLines = 7
  private static let mostColumns = 90

  private struct Line {
    var number: UInt32
    var text: [UInt8]
    var blanks: Int
  }

  private let classifier: LineClassifier
  private var budget = MatchBudget()
  private var lines: [Line] = []
  private var number: UInt32 = 0
  private var blanks = 0
  private var mailEnd: UInt32 = 0
  private var isOver = false
  private var isHead = false

  private init(_ classifier: LineClassifier) { self.classifier = classifier }

  /// The number of the head's last line; 0 where the text has no such head, or one that is known line by line.
  /// - Parameter mailEnd: the last header line of the mail, which is none of the head.
  static func end(
    in beginning: Span<UInt8>, below mailEnd: UInt32, by classifier: LineClassifier
  ) -> UInt32 {
    let sample = beginning.extracting(0..<min(beginning.count, sampleSize))
    var head = HeadBlock(classifier)
    head.mailEnd = mailEnd
    LineSplitter.each(
      of: sample.extracting(0..<(sample.count - UTF8Validation.incompleteSuffix(sample)))
    ) {
      span, part in
      if !head.isOver { head.look(span, part) }
    }
    return head.isHead ? head.lines.last?.number ?? 0 : 0
  }

  private mutating func look(_ span: Span<UInt8>, _ part: LineSplitter.Part) {
    number += 1
    if number <= mailEnd { return }
    let range = span.trimmedRange
    guard !range.isEmpty else {
      blanks += 1
      return
    }
    let line = span.extracting(range)
    if line.isRule || line.isOrnament {
      // The masthead may be underlined.
      let underlines = lines.count == 1 && blanks == 0
      if lines.isEmpty || underlines { blanks = 0 } else { finish() }
      return
    }
    if isContentsTitle(line) || (!lines.isEmpty && classifier.match(.section, line) != nil) {
      return finish()
    }
    if blanks >= 2, lines.count >= 2 { return finish() }
    if blanks > 0, lines.count >= 2, lines.contains(where: { tells($0.text.span) }),
      !tells(line)
    {
      return finish()
    }
    guard part == .whole, lines.count < Self.mostLines, mayBeOfHead(line) else {
      isOver = true
      return
    }
    lines.append(Line(number: number, text: [UInt8](line), blanks: blanks))
    blanks = 0
  }

  /// Whether a line may be one of a head by its form: no item, no header of a mail, no byline, no sentence.
  private func mayBeOfHead(_ line: Span<UInt8>) -> Bool {
    let first = line.scalar(at: 0).value
    guard TextScalar.isLatinWord(first) || first == 0x2116 || lines.count > 0,
      line.columns <= Self.mostColumns, line.numberEnd == 0, !line.isBulleted,
      !line.endsWithStop || line.endsInAbbreviation,
      line.isAddress || !Rejoining.endsOpen(line)
    else { return false }
    if let head = classifier.match(.head, line), case .custom? = head.captures.first?.field,
      head.template.label != nil, head.first(.date) == nil, head.captures.count == 1,
      line.hasWordLabel
    {
      return false
    }
    return classifier.match(.below, line).map {
      !($0.template.hasLiteral && $0.captures.first?.field.isName ?? false)
    } ?? true
  }

  private func isContentsTitle(_ line: Span<UInt8>) -> Bool {
    // `SOMMAIRE : Le mot du maire p. 1 - …` as well.
    let inside = line.firstIndex(of: 0x3A) ?? line.count
    let colon = line[line.count - 1] == 0x3A || line.count > 48 ? inside : line.count
    let words = line.extracting(0..<colon)
    let range = words.trimmedRange
    return !range.isEmpty && classifier.match(.contentsTitle, words.extracting(range)) != nil
  }

  /// The lines so far are the head, if one of them says so, and they are not known without that.
  private mutating func finish() {
    isOver = true
    // What stands by itself at the end, and tells nothing, is a title: the first article's.
    while let start = lines.lastIndex(where: { $0.blanks > 0 }), start > 0,
      !lines[start...].contains(where: { tells($0.text.span) })
    {
      lines.removeSubrange(start...)
    }
    guard let first = lines.first, !isKnown() else { return }
    isHead =
      first.text.span.holdsWord
      && lines.contains { tells($0.text.span) }
  }

  /// Whether a date with its year, or the number of an issue, stands in the line.
  private func tells(_ line: Span<UInt8>) -> Bool {
    line.firstDate != nil
      || line.factPieces(by: classifier).contains { isFact(line.extracting($0)) }
  }

  private func isFact(_ piece: Span<UInt8>) -> Bool {
    DateWords.isSeason(piece)
      || classifier.match(.head, piece).map { $0.template.hasMark && $0.isLikely } ?? false
  }

  /// Whether a line right below those that may be a title is known as one of a head, and so are those below it.
  private func isKnown() -> Bool {
    let known = lines.map { line in
      let text = line.text.span
      if isFact(text) { return true }
      let pieces = text.headPieces
      // `Newsletter n° 57 - mars 2015` says more.
      return pieces.contains { isFact(text.extracting($0)) }
        && pieces.allSatisfy {
          let piece = text.extracting($0)
          return isFact(piece) || piece.numberWithin(by: classifier) == nil
        }
    }
    guard lines.count > 1 else { return known[0] }
    guard let first = known.indices.dropFirst().first(where: { known[$0] }), first < 4 else {
      return false
    }
    return known[first...].allSatisfy(\.self)
      && lines[..<first].allSatisfy {
        classifier.mayBeTitle($0.text.span) && !$0.text.span.isAddress
      }
      && lines[..<first].dropFirst().count { $0.blanks > 0 } < 2
      // A longer line below a blank one is not known for the masthead's.
      && lines[..<first].dropFirst().allSatisfy { $0.blanks == 0 || $0.text.span.columns <= 60 }
  }
}

extension Span where Element == UInt8 {
  /// The first date with its year that begins at a word of the line.
  var firstDate: (range: Range<Int>, date: DateWording)? {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      let isStart = at == 0 || !TextScalar.isWord(scalar(endingAt: at).value)
      if isStart, TextScalar.isWord(s.value), let date = DateWording.match(self, at: at),
        let year = date.year, date.exists, (1800...2100).contains(year)
      {
        return (at..<date.end, date)
      }
      at += s.length
    }
    return nil
  }

  /// The words that number an issue within the line: `… n° 57 …`
  func numberWithin(by classifier: LineClassifier) -> Range<Int>? {
    var start = 0
    while start < count {
      let s = scalar(at: start)
      defer { start += s.length }
      guard start == 0 || self[start - 1] == 0x20, !Numeral.isDigit(s.value) else { continue }
      var at = start
      while at < Swift.min(count, start + 12), !(0x30...0x39).contains(self[at]) { at += 1 }
      guard at < count, (0x30...0x39).contains(self[at]),
        let number = Numeral.match(self, at: at),
        number.end == count || !TextScalar.isWord(scalar(at: number.end).value)
      else { continue }
      if let match = classifier.match(.head, extracting(start..<number.end)), match.numbersIssue,
        match.template.hasLiteral
      {
        return start..<number.end
      }
    }
    return nil
  }

  /// The parts of a line of the head that may be facts: what stands behind a colon, where a template knows it; else
  /// between gaps, bars and dashes, and between commas where one is a date.
  func factPieces(by classifier: LineClassifier) -> [Range<Int>] {
    if let colon = firstIndex(of: 0x3A), colon > 0, colon + 2 < count, self[colon + 1] == 0x20,
      classifier.match(.head, extracting((colon + 2)..<count))?.template.hasMark ?? false
    {
      return [0..<colon, (colon + 2)..<count]
    }
    return headPieces.flatMap { piece in
      let text = extracting(piece)
      guard text.firstDate != nil else { return [piece] }
      return text.piecesBetweenCommas.map { part in
        (piece.lowerBound + part.lowerBound)..<(piece.lowerBound + part.upperBound)
      }
    }
  }

  /// Whether the full stop at its end is that of a short word: `e.V.`, `Inc.`, `г.`
  var endsInAbbreviation: Bool {
    guard count > 2, self[count - 1] == 0x2E, columns <= 72 else { return false }
    var start = count - 1
    while start > 0, self[start - 1] != 0x20 { start -= 1 }
    let word = extracting(start..<(count - 1))
    return word.firstIndex(of: 0x2E) != nil || word.scalarCount <= 3
  }
}
