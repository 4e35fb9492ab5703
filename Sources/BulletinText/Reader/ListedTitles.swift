import GazetteDocumentModel

/// Finds a list of contents that no heading announces: lines that stand together near the top of a text,
/// each of which comes again below, with text between.
///
///     ※第一小学：书香校园              listed
///     ※实验中学：三项措施              listed
///
///     第一小学：书香校园               the title, again
///     近日，第一小学…
struct ListedTitles {
  /// Lines that may be in the list, counted without blank ones.
  private static let mostLines = 80
  private struct Line {
    /// 0 for what is no title.
    var hash: UInt64
    /// How many lines up to it are longer than a word of two or three characters: `行动`, a column between titles.
    var longer: Int
  }
  /// Those lines, by their number.
  private var early: [Line] = []
  /// The marks of the scalars that their words begin with.
  private var beginnings = Set<UInt32>(minimumCapacity: mostLines)
  /// How many of them lead to a page.
  private var leading = 0
  /// Where each comes again.
  private var again: [UInt64: Int] = [:]
  private var count = 0

  /// The next line of the sample that is not blank.
  mutating func look(_ line: Span<UInt8>) {
    let isWord = line.count < 16 && line.scalarCount < 4
    let isShort =
      line.count <= 160 && (!isWord || line.isHanAlone)
      && (!line.endsWithStop || line.endsWithQuestion)
    var hash: UInt64 = 0
    if isShort {
      // Most lines below begin in another way than all of the list.
      let item = line.extracting(0..<line.leaderStart)
      let beginning = item.firstWordMark(from: max(item.numberEnd, item.enclosedNumberEnd))
      if count < Self.mostLines { beginnings.insert(beginning) }
      if beginnings.contains(beginning), line.holdsWord {
        hash = item.extracting(0..<item.authorStart).titleHash
      }
    }
    if hash != 0, let first = early.firstIndex(where: { $0.hash == hash }), count > first + 1,
      again[hash] == nil
    {
      again[hash] = count
    }
    if count < Self.mostLines {
      if hash != 0, line.leaderStart < line.count { leading += 1 }
      early.append(Line(hash: hash, longer: (early.last?.longer ?? 0) + (isWord ? 0 : 1)))
    }
    count += 1
  }

  /// The hashes of the lines that are listed, and of the line above them.
  var hashes: (lines: Set<UInt64>, heading: UInt64) {
    var start = 0
    var run: [UInt64] = []
    // Where they lead to pages, what does not is a column's, and stands right above a title.
    let leads = leading >= 2
    var first = 0
    var last = 0
    // The first line is the masthead's.
    for index in early.indices.dropFirst() {
      let hash = early[index].hash
      if let place = again[hash], hash != 0, place > index + 1,
        run.isEmpty || place > (leads ? last + 1 : last)
      {
        if run.isEmpty { (start, first) = (index, place) }
        run.append(hash)
        last = place
      } else if isList(start, run.count) {
        break
      } else {
        run.removeAll()
      }
    }
    // With text between them, though a section's title may stand right above another.
    guard isList(start, run.count), leads || last - first >= run.count else { return ([], 0) }
    return (Set(run), start > 0 ? early[start - 1].hash : 0)
  }

  /// Whether so many lines that come again, from one on, are enough of a list: two of them are more than a word.
  private func isList(_ start: Int, _ count: Int) -> Bool {
    guard count >= 2 else { return false }
    return early[start + count - 1].longer - (start > 0 ? early[start - 1].longer : 0) >= 2
  }
}

extension Span where Element == UInt8 {
  /// A hash of the words of a line of contents, without its number, the page it leads to, and who wrote it.
  var listedHash: UInt64 {
    let title = extracting(0..<leaderStart)
    return title.extracting(0..<title.authorStart).titleHash
  }

  /// The mark of the first scalar that a hash counts, 0 where there is none.
  fileprivate func firstWordMark(from start: Int) -> UInt32 {
    var at = start
    while at < count {
      let s = scalar(at: at)
      let mark = TextScalar.mark(s.value)
      if TextScalar.isWord(mark) { return mark }
      at += s.length
    }
    return 0
  }
}
