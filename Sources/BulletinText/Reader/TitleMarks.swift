import GazetteDocumentModel

/// Finds the marks that a text sets around its titles, or in front of them, and that its profile does not know.
///
///     ** Crime report **          "** {title} **": two lines at least between the same marks
///
///     ▶ 工作提示                   "▶ {title}": two at least, each set off from the text above and below
///
/// The templates are those that an editor would write for this text (`DraftProposals` makes them for a
/// profile).
struct TitleMarks {
  /// Marks and how the lines stand that have them.
  private struct Group {
    var count = 0
    /// How many are set off from what is above, and have something else below.
    var asTitles = 0
    /// Whether one has text right below, or another of its kind.
    var hasTextBelow = false
    /// How many stand right below one another or another line, above the first title: contents.
    var inContents = 0
    /// How many have a blank line and running text below.
    var aboveText = 0
    /// How many are in capitals.
    var capitals = 0
    /// How many stand right below another of their kind.
    var inRows = 0
    /// The words between the marks, by their hashes.
    var words: Set<UInt64> = []
  }

  private var groups: [String: Group] = [:]
  /// The marks of the line above, if they may be a title's, and whether that was set off.
  private var above: (source: String, isSetOff: Bool, isInRow: Bool)?
  private var isBelowRule = true

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>, blanks: Int, isRule: Bool) {
    // `·秦望山·` below a title says who wrote the text.
    if !isRule, Self.mayBegin(line), line.namesBetweenMarks { return }
    let source = isRule || !Self.mayBegin(line) ? nil : Self.source(line)
    var isInRow = false
    if let above {
      isInRow = blanks == 0 && above.source == source
      if isInRow || above.isInRow || !above.isSetOff, groups[above.source]?.asTitles == 0 {
        groups[above.source]?.inContents += 1
      }
      // (`** Opening hours` is underlined.)
      if blanks == 0, !isRule { groups[above.source]?.hasTextBelow = true }
      if blanks == 0 ? !isRule : line.endsWithStop || line.columns > 50 {
        groups[above.source]?.aboveText += 1
      }
      // `○ …` above `- …` is an item with others in it.
      let isAboveItems = line.isBulleted && above.source.hasSuffix("}")
      if above.isSetOff, above.source != source,
        !isAboveItems || (above.source.utf8.first == 0x2A && blanks > 0)
      {
        groups[above.source]?.asTitles += 1
      }
      self.above = nil
    }
    if let source {
      groups[source, default: Group()].count += 1
      if line.isInCapitals { groups[source]?.capitals += 1 }
      if isInRow {
        groups[source]?.inRows += 1
      } else {
        groups[source]?.words.insert(line.titleHash)
      }
      above = (source, blanks > 0 || isBelowRule, isInRow)
    }
    isBelowRule = isRule
  }

  /// Templates for the titles, the longest marks first.
  var sources: [String] {
    let found = groups.filter { source, group in
      guard group.words.count >= 2 else { return false }
      guard source.hasSuffix("}") else { return group.asTitles * 3 >= group.count * 2 }
      // What has a mark in front alone may be an item, or a column that the contents name too.
      // Such lines are items, by an asterisk.
      if source.utf8.first == 0x2A, group.hasTextBelow,
        !(group.count >= 3 && (group.capitals == group.count || source.hasPrefix("**")))
      {
        return false
      }
      // Lines behind > that stand together are quoted.
      if source.utf8.first == 0x3E, group.inRows > 0 || group.count < 3 { return false }
      let titles = group.count - group.inContents
      return titles >= 2 && group.asTitles == titles && group.words.count >= titles
    }
    return found.keys.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// Those of them whose lines have marks at both ends, and most have running text below: no titles of sections.
  var aboveText: [String] {
    sources.filter { source in
      guard let group = groups[source], !source.hasSuffix("}") else { return false }
      return group.aboveText * 3 >= group.count * 2
    }
  }

  @inline(__always)
  private static func mayBegin(_ line: Span<UInt8>) -> Bool {
    // A letter, a digit or Han begins most lines.
    let first = line[0] | 0x20
    return line.count <= 160 && !(first >= 0x61 && first <= 0x7A)
      && !(line[0] >= 0x30 && line[0] <= 0x39)
      && !(line[0] >= 0xE4)
  }

  /// The line with `{title}` instead of its words; nil where no mark stands in front of them.
  private static func source(_ line: Span<UInt8>) -> String? {
    let start = line.marksEnd
    guard start > 0, start < line.count else { return nil }
    let end = line.marksStart(from: start)
    let front = line.extracting(0..<start)
    let back = line.extracting(end..<line.count)
    let inner = line.extracting(start..<end)
    let words = inner.trimmedRange
    let title = inner.extracting(words)
    guard !words.isEmpty, title.holdsLetter, title.columns <= 60 else { return nil }
    let gap = words.lowerBound > 0 ? " " : ""
    if back.count == 0 {
      // `* 자료: …` says where something is from.
      guard !title.endsWithStop || line.isPointed, line[0] != 0x2A || title.labelled == nil,
        (line.blockMark != 0 && front.count == 3) || line.isHashed
          || line.isStarred || line.isPointed
      else {
        return nil
      }
      return "\(String(front))\(gap){title}"
    }
    if front.count <= 6, back.count >= 9, back.isRow(of: back.scalar(at: 0).length),
      back.scalar(at: 0).length == 3
    {
      // `◆━１．補助金説明会━━━━━━`: the line is drawn out to the edge.
      let rule = back.scalar(at: 0).length
      let run = String(back.extracting(0..<(3 * rule)))
      return "\(String(front))\(gap){title}\(run)"
    }
    guard back.isMirror(of: front) else { return nil }
    return "\(String(front))\(gap){title}\(gap)\(String(back))"
  }
}

extension Span where Element == UInt8 {
  /// Whether somebody's name stands between dots: `·秦望山·`.
  fileprivate var namesBetweenMarks: Bool {
    guard count <= 40, scalar(at: 0).value == 0xB7 || scalar(at: 0).value == 0x2022,
      case let start = marksEnd, start < count
    else { return false }
    let end = marksStart(from: start)
    let inner = extracting(start..<end)
    return end < count && PersonName.areNames(inner.extracting(inner.trimmedRange))
  }

  /// `* Wildfowl and divers`, `** Opening hours`
  fileprivate var isStarred: Bool {
    count > 4 && self[0] == 0x2A && (self[1] == 0x20 || (self[1] == 0x2A && self[2] == 0x20))
  }

  /// `> Assemblée générale`
  fileprivate var isPointed: Bool {
    count > 4 && self[0] == 0x3E && self[1] == 0x20 && self[2] != 0x3E
  }

  /// Where the marks end that begin it, blanks between them or none: `~ ~ Dates ~ ~`.
  fileprivate var marksEnd: Int {
    var end = 0
    var at = 0
    while at < count {
      if let length = markLength(at: at) {
        at += length
        end = at
      } else if self[at] == 0x20, end > 0, at == end {
        at += 1
      } else {
        break
      }
    }
    return end
  }

  /// Where the marks begin that end it.
  fileprivate func marksStart(from start: Int) -> Int {
    var begin = count
    var at = count
    while at > start {
      if let length = markLength(endingAt: at) {
        at -= length
        begin = at
      } else if self[at - 1] == 0x20, begin < count, at == begin {
        at -= 1
      } else {
        break
      }
    }
    return begin
  }

  /// How many bytes a mark takes that may stand around titles; nil for letters, blanks, brackets, quotes and what
  /// ends sentences.
  fileprivate func markLength(at start: Int) -> Int? {
    let s = scalar(at: start)
    return Self.isTitleMark(s.value) ? s.length : nil
  }

  fileprivate func markLength(endingAt end: Int) -> Int? {
    let s = scalar(endingAt: end)
    return Self.isTitleMark(s.value) ? s.length : nil
  }

  private static func isTitleMark(_ s: UInt32) -> Bool {
    switch s {
    // ☎ ☏ ✆: a number to call.
    case 0x260E, 0x260F, 0x2706: false
    case 0x23, 0x2A, 0x2B, 0x2D, 0x3A, 0x3C, 0x3D, 0x3E, 0x5F, 0x7E, 0x7C, 0x2F, 0x5C, 0x40: true
    case 0xA7, 0xAB, 0xB7, 0xBB, 0x2014, 0x2015, 0x2022, 0x203B, 0x2500...0x27BF, 0x3007, 0x301C:
      true
    default: false
    }
  }

  /// Whether it is the marks in front from behind, arrows and the like turned around.
  fileprivate func isMirror(of front: Self) -> Bool {
    guard count == front.count else { return false }
    var at = 0
    var end = count
    while at < count {
      let s = front.scalar(at: at)
      let other = scalar(endingAt: end)
      guard s.length == other.length,
        Self.mirrored(s.value) == other.value || s.value == other.value
      else {
        return false
      }
      at += s.length
      end -= other.length
    }
    return true
  }

  private static func mirrored(_ s: UInt32) -> UInt32 {
    switch s {
    case 0x3C: 0x3E  // <
    case 0x3E: 0x3C
    case 0x2F: 0x5C
    case 0x5C: 0x2F
    case 0xAB: 0xBB  // «
    case 0xBB: 0xAB
    case 0x25B6: 0x25C0  // ▶
    case 0x25B7: 0x25C1
    case 0x25BA: 0x25C4
    default: s
    }
  }
}
