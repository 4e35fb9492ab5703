import GazetteDocumentModel

/// The printed list of contents of a bulletin: kept until it ends, then used to know titles by.
struct ContentsList {
  struct Item {
    var label: [UInt8]
    var text: [UInt8]
    var level: Int
    var position: SourcePosition
    /// Who wrote what it leads to, where that stands behind the dots.
    var author: [UInt8] = []
    /// Whether it stands between two of one mark: `·运河旧事·`.
    var isEnclosed = false
    /// The last name of who wrote it, where that stands in front of the title.
    var authorAbove: [UInt8] = []
    /// Whether dots or a gap lead from it to a page.
    var leads = false
    var isUsed = false
  }

  /// More than this are no contents: the memory of a list is bounded.
  static let limit = 10_000

  private(set) var items: [Item] = []
  /// The items by the hash of their words.
  private var byHash: [UInt64: Int] = [:]
  /// The items above others of a lower level, by the same hash.
  private var columns: Set<UInt64> = []
  private(set) var position = SourcePosition.start
  private(set) var title: [UInt8] = []
  /// Whether items stand below the headings of columns.
  var isInColumn = false
  /// Columns in front of the first item.
  var firstIndent = 0
  /// How many items lead to their pages: a list of such names all articles.
  var leading = 0
  /// Whether the items stand on one line between commas, and may go on in the next.
  var isOnLine = false
  /// Whether a comma ended the last line of those.
  var endsWithComma = false
  /// Whether no heading announces the list.
  var isUnheaded = false
  /// Whether the items are lines below the heading without any mark: a title, if they are one or two.
  var isTentative = false
  /// Whether those headings are the items that have a mark, and the items below them have none.
  var hasMarkedColumns = false
  /// A line that is the heading of a column, of the contents' or the first of the bulletin's.
  private var column: (line: [UInt8], item: Item)?

  /// Whether the headings of columns are known.
  var namesColumns: Bool { !columns.isEmpty }
  /// Whether all items name their columns in brackets in front of their titles: `[활동 보고] 아이들과 함께한 숲학교`.
  private(set) var bracketsNameColumns = false
  /// Whether items name their columns in front of a gap, as a title may that comes again: `巻頭コラム　ホタルの数え方`.
  private(set) var gapsNameColumns = false
  /// Whether titles may name their columns in one of these ways.
  var namesColumnsInTitles: Bool { bracketsNameColumns || gapsNameColumns }
  var isEmpty: Bool { byHash.isEmpty }
  var hasItems: Bool { !items.isEmpty }

  mutating func reset() {
    items.removeAll()
    byHash.removeAll()
    columns.removeAll()
    title.removeAll()
    isInColumn = false
    hasMarkedColumns = false
    bracketsNameColumns = false
    gapsNameColumns = false
    isUnheaded = false
    isTentative = false
    leading = 0
    isOnLine = false
    endsWithComma = false
    column = nil
  }

  var hasColumn: Bool { column != nil }

  /// One or two lines without a mark are none of contents: they are taken away.
  mutating func takeTentative() -> [Item] {
    guard isTentative, items.count < 3 else { return [] }
    defer { items.removeAll() }
    return items
  }

  mutating func hold(column line: [UInt8], _ item: Item) { column = (line, item) }

  mutating func takeColumn() -> (line: [UInt8], item: Item)? { column.take() }

  mutating func begin(_ line: Span<UInt8>, _ position: SourcePosition) {
    reset()
    self.position = position
    title = [UInt8](line)
  }

  mutating func add(_ item: Item) { items.append(item) }

  /// More text of the last item.
  mutating func extend(_ text: Span<UInt8>) {
    guard !items.isEmpty else { return }
    let last = items.count - 1
    let above = items[last].text
    if Rejoining.needsSpaceInTitle(left: above.span, right: text) { items[last].text.append(0x20) }
    items[last].text.append(text)
  }

  /// Sets the items of one kind of number below those of another, two at least, that each have such below them:
  /// `一、要闻` above `1.…`.
  private mutating func nest() {
    guard !isInColumn, !hasMarkedColumns, let first = items.first else { return }
    guard items.allSatisfy({ $0.level == first.level }) else { return nameOuter() }
    let kinds = items.map { ItemKind($0.label) }
    let outer = kinds.indices.filter { kinds[$0] == kinds[0] }
    let inner = Set(kinds).subtracting([kinds[0]])
    guard outer.count >= 2, inner.count == 1, !inner.contains(.none), kinds[0] != .none,
      outer.allSatisfy({ $0 + 1 < kinds.count && kinds[$0 + 1] != kinds[0] })
    else { return }
    for index in items.indices where kinds[index] != kinds[0] { items[index].level += 1 }
    setColumns(outer)
  }

  private mutating func setColumns(_ indices: [Int]) {
    for index in indices {
      let text = items[index].text
      columns.insert(text.span.titleHash)
    }
  }

  /// Two items at least that stand between marks, or lead to no page where the others do, are columns, if each has
  /// others below it that do not.
  private mutating func nameHeadings() {
    let isHeading =
      leadsToPages && items.count > 0 && !items[0].leads
      ? items.map { $0.isEnclosed || !$0.leads } : items.map(\.isEnclosed)
    let outer = items.indices.filter { isHeading[$0] }
    guard outer.count >= 2, outer.allSatisfy({ $0 + 1 < items.count && !isHeading[$0 + 1] })
    else { return nameMarked() }
    for index in items.indices where index > outer[0] && !isHeading[index] {
      items[index].level = items[outer[0]].level + 1
    }
    setColumns(outer)
  }

  /// Where the first item has a mark, others have the same one, and the rest has none, those with the mark are columns
  /// that stand above others, two at least; the rest of them are articles: `◎編輯室手記`.
  private mutating func nameMarked() {
    guard columns.isEmpty, let first = items.first, case .mark = ItemKind(first.label),
      items.allSatisfy({ $0.label.isEmpty || $0.label == first.label })
    else { return }
    let outer = items.indices.dropLast().filter {
      !items[$0].label.isEmpty && items[$0 + 1].label.isEmpty
    }
    guard outer.count >= 2 else { return }
    hasMarkedColumns = true
    for index in items.indices where items[index].label.isEmpty {
      items[index].level = first.level + 1
    }
    setColumns(outer)
  }

  /// The items of the outer level are columns where they have others below them, two at least: `一、要闻` above
  /// `（一）…`, which the templates tell apart, or lines that are set in.
  private mutating func nameOuter() {
    let outer = items.indices.dropLast().filter { items[$0].level == 1 && items[$0 + 1].level > 1 }
    guard outer.count >= 2 else { return }
    setColumns(outer)
  }

  /// The columns that all items, two at least, name in front of their titles, or most of three that surely lead to no
  /// people: `▎館長室　　颱風假，也是博物館的事`.
  private mutating func nameColumns() {
    let inBrackets = items.compactMap { $0.text.span.columnInBrackets }
    if items.count >= 2, inBrackets.count == items.count {
      bracketsNameColumns = true
      for (index, item) in items.enumerated() {
        let title = item.text.span.extracting(inBrackets[index].title..<item.text.count)
        byHash[title.textHash()] = index
      }
      return
    }
    let named = items.map { $0.text.span.columnInFront }
    let count = named.count { $0 > 0 }
    guard items.count >= 2, count == items.count || (count >= 3 && count * 5 >= items.count * 3)
    else { return }
    guard
      count == items.count
        || items.indices.allSatisfy({ named[$0] == 0 || leadsToNoPeople($0, from: named[$0]) })
    else { return }
    gapsNameColumns = true
    hasMarkedColumns = !items[0].label.isEmpty && named[0] > 0
    for (index, item) in items.enumerated() where named[index] > 0 {
      let text = item.text.span
      columns.insert(text.extracting(0..<named[index]).titleHash)
      let title = text.extracting(named[index]..<text.count)
      for part in title.pieces(between: 0x2F) + title.pieces(between: 0xFF0F) {
        byHash[title.extracting(part).titleHash] = index
      }
    }
  }

  /// Whether what stands behind an item's gap is longer than names are, and none.
  private func leadsToNoPeople(_ index: Int, from start: Int) -> Bool {
    let text = items[index].text
    let words = text.span.extracting(start..<text.count)
    let title = words.extracting(words.trimmedRange)
    return title.columns >= 10 && !PersonName.areNames(title)
  }

  /// The column that a title names in front of itself: where its mark and its name stand, and where the title's words
  /// begin.
  func column(inFrontOf title: Span<UInt8>) -> (start: Int, name: Range<Int>, title: Int)? {
    if bracketsNameColumns, let found = title.columnInBrackets { return found }
    guard gapsNameColumns, case let end = title.columnInFront, end > 0 else { return nil }
    let start = max(title.numberEnd, title.enclosedNumberEnd)
    // `Ⅱ　个资外泄，企业如何自保？` has a number there.
    guard start < end, columns.contains(title.extracting(0..<end).titleHash),
      title.extracting(start..<end).scalarCount > 1
    else { return nil }
    let rest = title.extracting(end..<title.count).trimmedRange
    return (start, start..<end, end + rest.lowerBound)
  }

  /// What stands in an item without who wrote it, behind a wide gap, and without its column, in front of one:
  /// `巻頭言　百二十周年を迎えるにあたって　　　　岡本達也`.
  private mutating func noteParts(of text: Span<UInt8>, _ index: Int) {
    guard isTentative, text.mayHoldGap else { return }
    let pieces = text.piecesBetweenGaps
    guard pieces.count > 1 else { return }
    let wide = pieces.indices.dropFirst().first {
      text.extracting(pieces[$0 - 1].upperBound..<pieces[$0].lowerBound).columns >= 4
    }
    let end = wide.map { pieces[$0 - 1].upperBound } ?? text.count
    for start in pieces.prefix(2).map(\.lowerBound) where start < end {
      know(text.extracting(start..<end), as: index)
    }
    if pieces[1].lowerBound < end, pieces[0].count <= 24 {
      columns.insert(text.extracting(pieces[0]).titleHash)
    }
  }

  /// Whether the last items name columns in front of their titles, and the line is one of those by itself.
  func namesColumn(_ line: Span<UInt8>) -> Bool {
    let hash = line.titleHash
    return items.contains {
      let text = $0.text.span
      return text.columnInFront > 0
        && text.extracting(0..<text.columnInFront).titleHash == hash
    }
  }

  /// Whether the line has the mark of the first item: `◎各單位走訪老幹部`.
  func hasMark(of line: Span<UInt8>) -> Bool {
    guard line.blockMark != 0, let mark = items.first?.label, line.count > mark.count else {
      return false
    }
    return mark.count == line.scalar(at: 0).length
      && line.extracting(0..<mark.count).elementsEqual(mark.span)
  }

  /// Whether three items or more, and all of them, have a mark or a number of another kind.
  func haveOtherMarks(than label: Span<UInt8>) -> Bool {
    let kind = ItemKind([UInt8](label))
    return kind != .none && items.count >= 3
      && items.allSatisfy { item in
        let other = ItemKind(item.label)
        return other != .none && other != kind
      }
  }

  /// What numbers an item.
  private enum ItemKind: Hashable {
    case none, han, arabic, bracketed
    case mark(UInt32)

    init(_ bytes: [UInt8]) {
      let label = bytes.span
      guard label.count > 0 else {
        self = .none
        return
      }
      let s = label.scalar(at: 0).value
      if TextScalar.folded(s) == 0x28 {
        self = .bracketed
      } else if Numeral.match(label, at: 0) != nil {
        self = Numeral.isArabic(label, 0) ? .arabic : .han
      } else {
        self = .mark(s)
      }
    }
  }

  /// The list is complete: titles can be looked up.
  mutating func finish() {
    nest()
    nameHeadings()
    nameColumns()
    for (index, item) in items.enumerated() where item.text.count > 3 {
      let text = item.text.span
      let hash = know(text, as: index)
      noteParts(of: text, index)
      let title = text.authorStart
      if title < text.count { know(text.extracting(0..<title), as: index) }
      // `【走基层·蹲点日记】沙坪村的五十三盏路灯`
      if let front = text.bracketsInFront {
        know(text.extracting(front.end..<text.count), as: index)
      }
      // `봄물은 어디서 오는가 / 윤정희`
      if let end = text.shortTailStart { know(text.extracting(0..<end), as: index) }
      if let front = item.text.span.authorInFront {
        items[index].authorAbove = Array(item.text[front.name])
        byHash[item.text.span.extracting(front.title..<item.text.count).titleHash] = index
      }
      if hasMarkedColumns || isInColumn, index + 1 < items.count,
        items[index + 1].level > item.level
      {
        columns.insert(hash)
      }
    }
  }

  /// An item is known by the words, unless another is already. - Returns: their hash.
  @discardableResult
  private mutating func know(_ words: Span<UInt8>, as index: Int) -> UInt64 {
    let hash = words.titleHash
    if byHash[hash] == nil { byHash[hash] = index }
    return hash
  }

  /// Whether a column of the list, whose titles stand below it or on its line, has that name.
  func namesColumnAlready(_ name: Span<UInt8>) -> Bool {
    let hash = name.titleHash
    return items.contains { $0.level == 1 && $0.text.span.titleHash == hash }
  }

  /// Whether the last column in the list is the one of that name.
  func endsInColumn(_ name: Span<UInt8>) -> Bool {
    guard let last = items.last(where: { $0.level == 1 }) else { return false }
    return last.text.span.titleHash == name.titleHash
  }

  /// Whether the list has an item of those words already.
  func has(_ hash: UInt64) -> Bool { items.contains { $0.text.span.listedHash == hash } }

  /// Whether an item has the words of the line.
  func holds(_ line: Span<UInt8>) -> Bool {
    !byHash.isEmpty && byHash[line.titleHash] != nil
  }

  /// Whether the item that a title is called by names an author with the last name in front of it: `Zofia Nowacka`.
  func namesAuthor(_ name: Span<UInt8>, of title: Span<UInt8>) -> Bool {
    guard !byHash.isEmpty, let index = byHash[title.titleHash],
      case let author = items[index].authorAbove, !author.isEmpty, name.count > author.count
    else { return false }
    return name[name.count - author.count - 1] == 0x20
      && name.extracting((name.count - author.count)..<name.count).elementsEqual(author.span)
  }

  /// Whether an item that no article is called yet begins with the words of the line: `Winter pruning, by A. Lister`.
  func mayName(_ line: Span<UInt8>) -> Bool {
    let words = line.foldedWords
    return !words.isEmpty
      && items.contains { !$0.isUsed && $0.text.span.foldedWords.starts(with: words) }
  }

  /// Whether the list leads to pages: two items at least, and half of them.
  var leadsToPages: Bool { leading >= 2 && leading * 2 >= items.count }

  /// Whether the list has named all titles so far, the one at hand among them, and has more: a line that it does not
  /// name is none.
  func namesTitles(_ title: Span<UInt8>) -> Bool {
    guard let index = placeBelowMet(title), index + 1 < items.count else { return false }
    return !items[(index + 1)...].contains(where: \.isUsed)
  }

  /// Whether the list names the title at hand, and all those in front of it have been met: what it does not name is a
  /// title only by chance.
  func haveNamed(_ title: Span<UInt8>) -> Bool {
    items.count >= 3 && placeBelowMet(title) != nil
  }

  /// Which item the title at hand is, if it and all items above it have been met, but for those of columns.
  private func placeBelowMet(_ title: Span<UInt8>) -> Int? {
    guard !byHash.isEmpty, let index = byHash[title.titleHash],
      items[...index].allSatisfy({ $0.isUsed || columns.contains($0.text.span.titleHash) })
    else { return nil }
    return index
  }

  /// What a line that is the heading of a column says behind its mark; nil where it is none.
  func columnTitle(_ line: Span<UInt8>) -> Range<Int>? {
    guard !columns.isEmpty, columns.contains(line.titleHash), let mark = items.first?.label else {
      return nil
    }
    let inner = line.betweenMarks
    guard hasMarkedColumns, line.count > mark.count,
      line.extracting(0..<mark.count).elementsEqual(mark.span)
    else {
      return inner ?? 0..<line.count
    }
    if let inner { return inner }
    let rest = line.extracting(mark.count..<line.count).trimmedRange
    return (mark.count + rest.lowerBound)..<(mark.count + rest.upperBound)
  }

  /// A title without the mark that it has in the contents as well: `● 要闻`.
  func withoutMark(_ title: Span<UInt8>, _ marks: inout LayoutMarks) -> Range<Int> {
    guard let index = byHash[title.titleHash], case let mark = items[index].label,
      mark.span.scalarCount == 1, mark.span.wordsRange.isEmpty,
      Numeral.match(mark.span, at: 0) == nil, title.count > mark.count,
      title.extracting(0..<mark.count).elementsEqual(mark.span)
    else { return 0..<title.count }
    marks.count(title.extracting(0..<mark.count))
    let rest = title.extracting(mark.count..<title.count).trimmedRange
    return (mark.count + rest.lowerBound)..<title.count
  }

  /// Notes that an article has the title.
  mutating func use(_ title: Span<UInt8>) {
    guard !byHash.isEmpty, let index = byHash[title.titleHash] else { return }
    items[index].isUsed = true
  }

  /// Items that no article is called.
  var unused: [Item] { items.filter { !$0.isUsed } }
}
