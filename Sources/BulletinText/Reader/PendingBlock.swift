import GazetteDocumentModel

/// Where a line stands on its page, how much of it it takes, and what it may be by its first scalar.
struct LinePlace {
  /// Blank lines above it.
  var blanks = 0
  /// Columns of blanks in front of it, where the profile asks for them.
  var indent = 0
  /// Whether a page ended above it.
  var isAfterBreak = false
  /// Columns of its text, where the profile asks for places.
  var columns = 0
  /// Whether it may be a row of a table, as far as one look at its bytes tells; most lines are none.
  var mayBeRow = true
  var beginning = LineClassifier.Beginning()
}

/// A few short lines that stand together, held until the line below says what they are.
struct PendingBlock {
  struct Line {
    /// The line's bytes with the blanks in front of it, in `bytes`.
    var range: Range<Int>
    /// Where its text begins in `bytes`.
    var textStart: Int
    var position: SourcePosition
    var place: LinePlace
    /// Whether it may be a row of a table.
    var isRowLike: Bool

    var text: Range<Int> { textStart..<range.upperBound }
  }

  private(set) var lines: [Line] = []
  private(set) var bytes: [UInt8] = []
  /// Whether a rule stands right above, or right below.
  var isRuled = false
  /// Whether a rule is what stands above, blank lines aside.
  var followsRule = false
  /// Whether a rule stands right below, so that nothing goes on with it.
  var isUnderlined = false
  /// Whether it is the first line of a text, with the shape of a section's heading or the mark of a title.
  var isMarked = false
  /// Whether it has the shape of a line above a title, and may be the bulletin's last, which is a name.
  var isAbove = false
  /// What a template made of the lines, where they are such lines all.
  var aboveMatches: [LineClassifier.Match] = []

  var isHeld: Bool { !lines.isEmpty }

  /// What the first of the lines may be by its first scalar; nothing where none is held.
  @inline(__always)
  var beginning: LayoutParts { lines.isEmpty ? [] : lines[0].place.beginning.parts }

  /// Whether it is several lines that are all set in far from the edge.
  var isCentered: Bool { lines.count > 1 && lines.allSatisfy { $0.place.indent >= 8 } }

  /// - Parameters:
  ///   - line: the text without the blanks around it.
  ///   - indent: the blanks in front of it.
  mutating func hold(
    _ line: Span<UInt8>, indent: Span<UInt8>, _ position: SourcePosition, _ place: LinePlace
  ) {
    let start = bytes.count
    if indent.count > 0 { bytes.append(indent) }
    let textStart = bytes.count
    bytes.append(line)
    lines.append(
      Line(
        range: start..<bytes.count, textStart: textStart, position: position, place: place,
        isRowLike: place.mayBeRow && line.mayBeTableRow))
  }

  mutating func clear() {
    // They are one to three mostly, and soon gone one by one.
    while lines.popLast() != nil {}
    bytes.removeAll(keepingCapacity: true)
    isRuled = false
    followsRule = false
    isUnderlined = false
    isMarked = false
    isAbove = false
    if !aboveMatches.isEmpty { aboveMatches.removeAll(keepingCapacity: true) }
  }

  /// Takes the lines from one on away, and hands them back.
  mutating func cut(from start: Int) -> PendingBlock {
    var rest = PendingBlock()
    for line in lines[start...] {
      rest.hold(
        bytes.span.extracting(line.text),
        indent: bytes.span.extracting(line.range.lowerBound..<line.textStart), line.position,
        line.place)
    }
    while lines.count > start { removeLast() }
    return rest
  }

  /// Clears it; what stood from a line on is handed back.
  mutating func split(from start: Int) -> PendingBlock {
    let rest = cut(from: start)
    clear()
    return rest
  }

  /// Takes the first lines off, three at most, where they say who issues the bulletin that the next one names.
  ///
  ///     Universitätsbibliothek Hohenfels
  ///     UB-Rundbrief 2/2005                  Hohenfels, 9.5.2005
  mutating func takeIssuer() -> PendingBlock {
    guard let end = issuerEnd else { return PendingBlock() }
    let rest = cut(from: end)
    defer { self = rest }
    return self
  }

  /// The first line that names the bulletin, where those above do not.
  private var issuerEnd: Int? {
    lines.indices.dropFirst().prefix(3).first { index in
      let above = bytes.span.extracting(lines[index - 1].text)
      let name = bytes.span.extracting(lines[index].text)
      if index == 1, above.isMotto { return true }
      guard lines[index].place.blanks <= (name.isInCapitals ? 1 : 0) else { return false }
      return index == 1
        ? name.namesBulletin(below: above) || name.isNameInQuotesWithNumber
        : name.isInCapitals
          && lines[0..<index].allSatisfy {
            name.namesBulletin(below: bytes.span.extracting($0.text))
          }
    }
  }

  mutating func removeLast() {
    guard let last = lines.popLast() else { return }
    bytes.removeLast(bytes.count - last.range.lowerBound)
  }

  /// Whether no sentence ends in the lines: `〒100-0000　東京都…` below the credits.
  var isShortOfSentences: Bool {
    lines.allSatisfy { line in
      let text = bytes.span.extracting(line.text)
      return !text.endsWithStop && !text.holdsClause && line.place.columns <= 72
    }
  }

  /// Whether a sentence ends above the last of the lines: no title goes on behind one.
  var stopsAboveLast: Bool {
    lines.dropLast().contains { bytes.span.extracting($0.text).endsWithStop }
  }

  /// Whether a label begins it, and no title: `荐书人：陈一诺`, `Collocazione: N GIA 854`.
  func beginsWithLabel(inWords: Bool) -> Bool {
    let line = bytes.span.extracting(lines[0].text)
    return inWords ? line.hasWordLabel && line.holdsDigit : line.hasLabel
  }

  /// Whether each line has a label of its own, and no sentence ends there: `时间：…`, `地点：…`.
  var areLabelled: Bool {
    lines.allSatisfy { line in
      let text = bytes.span.extracting(line.text)
      return text.labelled != nil && !text.endsWithStop
    }
  }

  /// Where the title ends that the lines from one on are: in front of a last one that names the body it is of, which
  /// is shorter, or begins the title as well; or of one that names somebody behind what he is.
  ///
  ///     永宁市科协举办科技活动周
  ///     永宁市科协
  func titleEnd(from first: Int) -> Int {
    guard lines.count > first + 1 else { return lines.count }
    let title = bytes.span.extracting(lines[first].text)
    let last = bytes.span.extracting(lines[lines.count - 1].text)
    if last.isDateInBrackets, lines.count > first + 2 {
      // `（2009年3月27日）` below a speaker
      let name = bytes.span.extracting(lines[lines.count - 2].text)
      return name.isBareByline ? lines.count - 2 : lines.count
    }
    let isSaidAbove =
      last.isHanAlone && last.count >= 9 && last.count < title.count
      && title.extracting(0..<last.count).elementsEqual(last)
    let namesBody = last.isNameOfBody && last.columns <= 24 && title.columns >= last.columns + 6
    return isSaidAbove || namesBody || last.isBareByline ? lines.count - 1 : lines.count
  }

  /// Whether a number stands by itself above other lines: `01`.
  var beginsWithNumberAlone: Bool {
    guard lines.count > 1, lines[0].text.count <= 12, lines[1].place.blanks == 0 else {
      return false
    }
    let text = bytes.span.extracting(lines[0].text)
    return Numeral.match(text, at: 0)?.end == text.count
  }

  /// Where the subtitle begins: in lower case, below a title in capitals of two words at least, or behind a dash
  /// below one of wide letters.
  func deckStart(from first: Int, to end: Int) -> Int? {
    let title = bytes.span.extracting(lines[first].text)
    if end > first + 1, title[0] >= 0xE2,
      let dash = (first + 1..<end).first(where: {
        bytes.span.extracting(lines[$0].text).beginsWithDash
      })
    {
      return dash
    }
    guard end > first + 1, title.isInCapitals, title.firstIndex(of: 0x20) != nil,
      !bytes.span.extracting(lines[end - 1].text).endsWithStop
    else { return nil }
    return (first + 1..<end).first { !bytes.span.extracting(lines[$0].text).isInCapitals }
  }

  /// The text of the lines, put together as one.
  func joined(_ some: Range<Int>? = nil) -> [UInt8] {
    let range = some ?? 0..<lines.count
    // One line alone is what is held already.
    if lines.count == 1, range.count == 1, lines[0].text == 0..<bytes.count { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + range.count)
    for line in lines[range] {
      let piece = bytes.span.extracting(line.text)
      if !text.isEmpty, Rejoining.needsSpaceInTitle(left: text.span, right: piece) {
        text.append(0x20)
      }
      text.append(piece)
    }
    return text
  }

  /// Whether the lines stand in columns: each has gaps, and two columns begin at one place.
  var isColumnar: Bool {
    // Two blanks behind a full stop part sentences.
    guard lines.count >= 2, lines.allSatisfy(\.isRowLike) else { return false }
    var common: Set<Int>?
    for line in lines {
      let starts = Self.columnStarts(bytes.span.extracting(line.range))
      guard !starts.isEmpty else { return false }
      common = common.map { $0.intersection(starts) } ?? starts
    }
    return !(common ?? []).isEmpty
  }

  /// Whether they are lines of several pieces each, with gaps between: no title, though nothing lines them up.
  var isGapped: Bool {
    lines.count > 1
      && lines.allSatisfy { bytes.span.extracting($0.text).piecesBetweenGaps.count > 2 }
  }

  /// Whether the lines may be columnar with another below them.
  var mayBecomeColumnar: Bool { lines.allSatisfy(\.isRowLike) }

  /// Where words begin behind two blanks or more, or a bar; in columns.
  static func columnStarts(_ line: Span<UInt8>) -> Set<Int> {
    var starts: Set<Int> = []
    var column = 0
    var blanks = 0
    var hasInk = false
    var at = 0
    while at < line.count {
      let s = line.scalar(at: at)
      at += s.length
      if TextScalar.isBlank(s.value) {
        blanks += TextScalar.columns(s.value)
        column += s.value == 0x09 ? 8 - column % 8 : TextScalar.columns(s.value)
        if s.value == 0x09 { blanks += 1 }
        continue
      }
      if hasInk, blanks >= 2 || s.value == 0x7C || s.value == 0x2502 { starts.insert(column) }
      hasInk = true
      blanks = 0
      column += TextScalar.columns(s.value)
    }
    return starts
  }
}

extension Span where Element == UInt8 {
  /// Whether it says what a school is for, as its papers do above or below their names.
  var isMotto: Bool {
    columns <= 80 && self[0] >= 0xE3
      && (contains("教育目標") || contains("校訓") || contains("めざす子ども像") || contains("校训"))
  }

  /// Whether words in quotes begin it, and the place in a book that they are from ends it: a motto.
  /// `"범사에 감사하라" (데살로니가전서 5장 18절)`
  var isQuotationWithSource: Bool {
    guard count > 12, endsWithCloseBracket, case let open = closingBracketStart, open > 6,
      [0x22, 0x201C, 0x300C, 0x300E].contains(scalar(at: 0).value), columns <= 100
    else { return false }
    let quoted = extracting(0..<extracting(0..<open).trimmedRange.upperBound)
    return [0x22, 0x201D, 0x300D, 0x300F].contains(quoted.scalar(endingAt: quoted.count).value)
      && extracting(open..<count).holdsDigitOfAnyWidth
  }

  /// Whether it is a name in quotes, which what it is of may stand in front of.
  var isNameInQuotes: Bool {
    guard count > 9, [0x300D, 0x300F].contains(scalar(endingAt: count).value) else { return false }
    return scalar(at: 0).value == scalar(endingAt: count).value - 1 || kindBeforeName != nil
  }

  /// What a bulletin is, and behind that its name in quotes: `샘물교회 소식 「샘물가」`, `メールニュース「みずべ便り」`; nil where
  /// it is no such line.
  var kindBeforeName: (name: Range<Int>, kind: Range<Int>)? {
    guard count > 12, count <= 160, [0x300D, 0x300F].contains(scalar(endingAt: count).value)
    else { return nil }
    let close = scalar(endingAt: count).value
    // Where the name begins, behind its quote.
    var at = count - 3
    while at > 0, case let s = scalar(endingAt: at), s.value != close - 1 { at -= s.length }
    guard at > 3 else { return nil }
    let kind = extracting(0..<(at - 3)).trimmedRange
    guard !kind.isEmpty, at < count - 3, extracting(kind).ends(with: kindsBeforeNames) else {
      return nil
    }
    return (at..<(count - 3), kind)
  }

  /// `「きたはま経営便り」　第218号`
  fileprivate var isNameInQuotesWithNumber: Bool {
    count > 12 && self[0] == 0xE3 && [0x300C, 0x300E, 0x300A].contains(scalar(at: 0).value)
      && holdsIssueNumber
  }

  /// Whether it is the name of a bulletin, in an alphabet, and the line above it is none: `LEGISLATIVE UPDATE`,
  /// `UB-Rundbrief 2/2005`. (`Newsletter of the Benefice` says what the name above it is of.)
  fileprivate func namesBulletin(below above: Self) -> Bool {
    guard self[0] < 0xE0, above[0] < 0xE0, count <= 160, !isBracketed,
      !(0x61...0x7A).contains(self[0]),
      isInCapitals || !above.isInCapitals, above.bulletinWord == nil, let word = bulletinWord
    else { return false }
    return (word > 0 && !saysWhatItIs(from: word)) || isInCapitals || piecesBetweenGaps.count > 1
  }

  /// Whether the word for such papers is one of several that say what the name above is: `The staff newsletter of …`.
  private func saysWhatItIs(from word: Int) -> Bool {
    let rest = String(extracting(word..<count)).lowercased()
    return beginning(with: [
      "The ", "A ", "An ", "Your ", "Our ", "Weekly ", "Der ", "Das ", "Die ",
    ])
      != nil
      && [" of ", " for ", " from ", " der ", " des "].contains { rest.contains($0) }
  }

  /// A name, and behind a dash what the paper is: `La Baita - Notiziario della Sezione di Valdora`; nil where it is no
  /// such line.
  var nameBeforeKind: (name: Range<Int>, kind: Range<Int>)? {
    guard count <= 160, self[0] < 0xE0 else { return nil }
    for dash: StaticString in [" - ", " – ", " — "] {
      let range = firstRange(of: dash)
      guard range.lowerBound >= 3 else { continue }
      let kind = extracting(range.upperBound..<count)
      guard let word = kind.bulletinWord, word <= 4, kind.columns >= 20,
        extracting(0..<range.lowerBound).bulletinWord == nil
      else { return nil }
      return (0..<range.lowerBound, range.upperBound..<count)
    }
    return nil
  }

  /// Where a word for such papers stands in it.
  private var bulletinWord: Int? {
    let line = String(extracting(0..<Swift.min(count, 120))).lowercased()
    for word in bulletinWords {
      if let range = line.firstRange(of: word) {
        return line.utf8.distance(from: line.startIndex, to: range.lowerBound)
      }
    }
    return nil
  }
}

/// What papers are called in front of their names in quotes.
private let kindsBeforeNames: [StaticString] = [
  "ニュース", "便り", "だより", "通信", "マガジン", "会報", "会誌", "広報", "社内報", "소식", "소식지", "회보", "뉴스레터", "通讯", "简报",
  "通訊", "會訊", "會刊", "电子报", "電子報",
]

private let bulletinWords = [
  "newsletter", "bulletin", "update", "circular", " news", "gazette", "digest", "weekly", "monthly",
  "rundbrief", "infobrief", "mitteilungen", "boletín", "gaceta", "bollettino",
  "notiziario", "lettre d", "nieuwsbrief", "biuletyn", "вестник", "бюллетень",
]
