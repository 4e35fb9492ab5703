import GazetteDocumentModel

/// What a profile's templates make of one line, whatever stands around it.
///
/// (A class, as `TemplateList` is: each call of a structure's method would copy all of it.)
final class LineClassifier: Sendable {
  typealias Capture = TemplateLine.Capture

  /// A template that took a line, with what it captured.
  struct Match {
    let template: Template
    let captures: [Capture]
    /// Which of its part's templates it is.
    var index = 0
    /// Where the match ends, if it is the line's beginning only.
    var end = 0

    func first(_ field: Template.Field) -> Capture? { captures.first { $0.field == field } }

    /// Whether its date exists, or words around it say that it is one: `电话 0555-2345678` is no body and no day.
    var isLikely: Bool { template.hasLiteral || first(.date)?.date?.exists ?? true }

    /// Whether it tells a number of the bulletin.
    var numbersIssue: Bool {
      captures.contains { [.issue, .volume, .wholeNumber].contains($0.field) }
    }

    /// Whether it takes the name of a season for a number: `2012年夏季号`.
    func namesSeason(_ line: Span<UInt8>) -> Bool {
      first(.custom("document-number")) != nil && line.contains("季号")
    }

    /// Whether its bullet is the letter o, or what the line has for it, in whatever case.
    func takesLetterForBullet(_ line: Span<UInt8>) -> Bool {
      line[0] | 0x20 == 0x6F && captures.count == 1 && captures[0].range.lowerBound == 2
    }

    /// A match of a title behind a mark as that of an item; nil where no mark stands before the title.
    func asItem(_ title: Capture) -> Match? {
      guard title.range.lowerBound > 0 else { return nil }
      var text = title
      text.field = .text
      return Match(template: template, captures: [text], index: -1 - index)
    }
  }

  /// Lines of more bytes than this are running text: no template and no title is as long.
  let shortLimit: Int
  private let lists: [TemplateList]
  /// Which parts a line may be. Templates of a part that begin with any text are kept apart from its others, 32
  /// bits higher: `{author} <{email}>` and `— {author}` together would let every line through.
  private let edges: EdgeTable
  private let titleMaxLength: Int
  private let titleStops: [UInt32]

  /// - Parameter templates: of a layout, by part.
  init(_ templates: (LayoutPart) -> [Template], _ title: LayoutProfile.TitleForm) {
    var lists: [TemplateList] = []
    var edges: [EdgeTable.Entry] = []
    for part in LayoutPart.allCases {
      let list =
        switch part {
        case .signOff: TemplateList(templates(.signOff).filter { $0.lines.count == 1 })
        case .dateLine:
          TemplateList(templates(.signOff).filter { $0.lines.count == 2 }, line: 1)
        // Of head lines, those with words come first, and those of any text last.
        case .head:
          TemplateList(
            templates(.head).filter(\.hasLiteral)
              + templates(.head).filter { !$0.hasLiteral && $0.hasMark }
              + templates(.head).filter { !$0.hasMark })
        default: TemplateList(templates(part))
        }
      lists.append(list)
      // Templates of any text would let every line through: who wants them asks for them.
      let isGated = part == .masthead || part == .credits
      let shapes = UInt64(LayoutParts(part).rawValue)
      edges += (isGated ? list.markedGates : list.gates).map { gate in
        EdgeTable.Entry(
          gate: gate, shapes: gate.beginnings.contains(.any) ? shapes << 32 : shapes,
          prefixOnly: part == .dateline)
      }
    }
    self.lists = lists
    self.edges = EdgeTable(edges)
    departments = TemplateList(templates(.signOff).filter { $0.lines.count == 2 })
    titleMaxLength = title.maxLength
    titleStops = title.endsWithout.map(TextScalar.folded)
    shortLimit = max(title.maxLength, 60) * 4
  }

  /// The first lines of two-line sign-offs.
  private let departments: TemplateList

  func isEmpty(_ part: LayoutPart) -> Bool { lists[Int(part.rawValue)].isEmpty }

  /// Whether the profile has lines that close an article.
  var closesArticles: Bool { !isEmpty(.signOff) || !isEmpty(.dateLine) || !isEmpty(.end) }

  /// What a line may be by its first scalar alone.
  struct Beginning: Sendable {
    fileprivate var shapes: UInt64 = 0

    /// The parts that the line may begin.
    @inline(__always)
    var parts: LayoutParts {
      LayoutParts(rawValue: UInt32(truncatingIfNeeded: shapes | shapes >> 32))
    }

    /// Those of them that have templates with a beginning of their own: `{author}报道` begins with any text.
    @inline(__always)
    var markedParts: LayoutParts { LayoutParts(rawValue: UInt32(truncatingIfNeeded: shapes)) }
  }

  @inline(__always)
  func beginning(_ line: Span<UInt8>) -> Beginning { Beginning(shapes: edges.begun(line)) }

  /// The parts that the (trimmed, not empty) line may be, by its first and last scalar.
  @inline(__always)
  func candidates(_ line: Span<UInt8>, _ beginning: Beginning) -> LayoutParts {
    Beginning(shapes: edges.admitted(line, begun: beginning.shapes)).parts
  }

  func candidates(_ line: Span<UInt8>) -> LayoutParts { candidates(line, beginning(line)) }

  /// The template of the part that takes the whole line.
  func match(_ part: LayoutPart, _ line: Span<UInt8>, _ budget: inout MatchBudget) -> Match? {
    lists[Int(part.rawValue)].match(line, &budget)
  }

  /// The first template behind one that takes the whole line.
  func match(
    _ part: LayoutPart, _ line: Span<UInt8>, after last: Int, _ budget: inout MatchBudget
  ) -> Match? {
    lists[Int(part.rawValue)].match(line, after: last, &budget)
  }

  /// The same, for who does not count steps.
  func match(_ part: LayoutPart, _ line: Span<UInt8>) -> Match? {
    guard candidates(line).has(part) else { return nil }
    var budget = MatchBudget()
    return match(part, line, &budget)
  }

  /// The template of the part that the line begins with.
  func matchPrefix(_ part: LayoutPart, _ line: Span<UInt8>) -> Match? {
    lists[Int(part.rawValue)].matchPrefix(line)
  }

  /// The first line of the two-line sign-off whose second line has matched.
  func departmentLine(
    _ line: Span<UInt8>, before dateLine: Match, _ budget: inout MatchBudget
  ) -> Match? {
    departments.match(line, only: dateLine.template, &budget)
  }

  /// Whether a line says by a word of its own what it is: `来源：…`, `【日時】…`, `日　時：…`; it is no title,
  /// though it stands alone.
  func isLabelled(_ line: Span<UInt8>) -> Bool {
    if line.scalar(at: 0).value == 0x3010, !line.isBracketed { return true }
    if line.hasSpacedLabel { return true }
    return match(.below, line).map { $0.template.hasLiteral && $0.template.label != nil } ?? false
  }

  /// Whether a table may begin with the line: items and lines of people have gaps as well.
  func mayBeginTable(_ line: Span<UInt8>) -> Bool {
    if line.tableBar != nil || line.isTableRule { return true }
    // `1. Dezember    10.00 Uhr`
    if line[0] <= 0x39, line.beginsWithDayAndMonth { return true }
    if Rejoining.opensBlock(line) { return false }
    let parts = candidates(line)
    if parts.has(.credits), match(.credits, line) != nil { return false }
    // `目　次`
    if parts.has(.contentsTitle), match(.contentsTitle, line) != nil { return false }
    guard parts.has(.item), match(.item, line) != nil else { return true }
    // A hyphen may be the sign of a number.
    return line[0] == 0x2D
  }

  /// Whether a line of a heading's shape may be one: `一、抓时间保障。学校每天安排…。` ends like a
  /// sentence, and is a paragraph with a number.
  func mayBeHeading(_ line: Span<UInt8>) -> Bool { !line.endsWithStop }

  /// More bytes than this are no title, whatever they say: a scalar has four at most.
  var longestTitle: Int { titleMaxLength * 4 }

  /// Whether a masthead has a line's shape, and words of its own in it.
  func knowsMasthead(_ line: Span<UInt8>) -> Bool {
    !line.isEmpty && match(.masthead, line).map { $0.template.hasLiteral } ?? false
  }

  /// Whether a line may be a title by its form: short, with a word, and not ended like a sentence.
  func mayBeTitle(_ line: Span<UInt8>) -> Bool {
    guard line.count <= shortLimit, line.scalarCount <= titleMaxLength, line.holdsWord,
      !line.contains("://")
    else {
      return false
    }
    let last = line.scalar(endingAt: line.count)
    guard titleStops.contains(TextScalar.folded(last.value)) else { return true }
    // `R&amp;` ends in a letter's semicolon, not in a stop.
    let before = line.count - last.length
    return last.value == 0x3B && before > 0
      && TextScalar.isLatinWord(line.scalar(endingAt: before).value)
  }
}

extension Span where Element == UInt8 {
  /// Whether a letter or a digit stands in it: `$$` has none.
  var holdsWord: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      // What is not known here is a letter of another script rather than a mark.
      if TextScalar.isWord(s.value) || (s.value > 0x52F && s.value < 0x2000) { return true }
      at += s.length
    }
    return false
  }

  /// Whether a label set to a width begins it, blanks between all of its wide letters: `日　時：…`.
  var hasSpacedLabel: Bool {
    // Most lines show by their first bytes that none does: ASCII, or two Han characters.
    if count > 3, isInk(self[0]), self[0] < 0x80 || isInk(self[3]) { return false }
    // So do those whose second character has three bytes and is not U+3000.
    if count > 5, isHanLead(self[0]), self[3] >= 0xE3, self[3] < 0xEF,
      self[3] != 0xE3 || self[4] != 0x80 || self[5] != 0x80
    {
      return false
    }
    var at = 0
    var letters = 0
    var isGap = true
    while at < count, letters <= 6 {
      let s = scalar(at: at)
      at += s.length
      if TextScalar.isBlank(s.value) {
        isGap = true
      } else if TextScalar.isWide(s.value), TextScalar.isWord(s.value) {
        guard isGap else { return false }
        isGap = false
        letters += 1
      } else {
        return letters > 1 && TextScalar.folded(s.value) == 0x3A && at < count
      }
    }
    return false
  }

  /// Whether one to three words, or days, and a colon begin it, the first one with a capital: `Also present: …`,
  /// `Sat 6 Aug: …`, `Décès : …`.
  var hasWordLabel: Bool {
    guard count > 3, self[0] >= 0x41, self[0] <= 0x5A else { return false }
    var words = 1
    for at in 1..<Swift.min(count - 1, 30) {
      switch self[at] {
      case 0x3A: return self[at + 1] == 0x20
      case 0x20: words += 1
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39: continue
      // Letters with an accent.
      case 0x80...0xBF, 0xC3...0xC5: continue
      default: return false
      }
      if words > 3 { return false }
    }
    return false
  }
}
