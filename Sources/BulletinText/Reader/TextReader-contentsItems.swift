import GazetteDocumentModel

/// Items of the contents that no template knows, by their numbers, marks, place or the dots that end them.
extension TextReader {
  /// `【社大動態】開學典禮側記／論壇週報名`, `[国    内] 油价上调首日`: a column of the contents, and the titles in it.
  mutating func takeColumnWithTitles(_ line: Span<UInt8>, _ position: SourcePosition) -> Bool {
    if usesPlace, contents.isInColumn, line[0] == 0xE3, line.isInColumnBrackets,
      contents.items.count < ContentsList.limit
    {
      // `【編輯小語】` behind others with titles
      let name = 3..<(line.count - 3)
      guard !contents.namesColumnAlready(line.extracting(name)) else { return false }
      note(.contents, line, position.line, nil, Reasons.contentsItem)
      contents.add(
        ContentsList.Item(
          label: [], text: [UInt8](line.extracting(name)), level: 1, position: position))
      return true
    }
    guard usesPlace, line[0] == 0xE3 || (line[0] == 0x5B && line.count > 1 && line[1] >= 0xE0),
      let column = line.bracketsInFront, contents.items.count < ContentsList.limit
    else { return false }
    note(.contents, line, position.line, nil, Reasons.contentsItem)
    contents.isInColumn = true
    let name = line.extracting(column.words)
    if !contents.endsInColumn(name) {
      contents.add(
        ContentsList.Item(label: [], text: [UInt8](name), level: 1, position: position))
    }
    let titles = line.extracting(column.end..<line.count)
    for piece in titles.pieces(between: 0xFF0F) {
      let title = titles.extracting(piece)
      contents.add(
        ContentsList.Item(label: [], text: [UInt8](title), level: 2, position: position))
    }
    return true
  }

  /// `2.1 Election results`, `01 医院…`: items by their numbers.
  mutating func takeOutlineItem(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    guard let number = line.outlineNumber, contents.items.count < ContentsList.limit,
      place.blanks == 0 || !contents.hasItems,
      classifier.mayBeTitle(line.extracting(number.end..<line.count)),
      !contents.items.contains(where: {
        $0.text.span.titleHash == line.extracting(number.end..<line.leaderStart).titleHash
      })
    else { return false }
    note(.contents, line, position.line, nil, Reasons.contentsItem)
    let label = line.extracting(0..<number.end)
    let whole = line.extracting(number.end..<line.count)
    contents.add(
      ContentsList.Item(
        label: [UInt8](label.extracting(label.trimmedRange)),
        text: [UInt8](whole.extracting(withoutLeader(whole, position))), level: number.level,
        position: position))
    contentsIndent = place.indent
    return true
  }

  /// A short line without a mark, below the heading or right below others of its kind.
  mutating func takeUnmarkedItem(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    // What stands right below the heading of a column needs no page: `黄冈师专图书馆新馆奠基`.
    let isInColumn =
      contents.leading >= 2 && contents.items.last?.isEnclosed ?? false && place.blanks == 0
      && place.indent > contentsIndent
    guard contents.isTentative || !contents.hasItems || isInColumn, !contents.isUnheaded,
      !contents.hasColumn, contents.items.count < ContentsList.limit,
      contents.hasItems ? place.blanks == 0 : place.blanks <= 1,
      parts.intersection(Self.endsContents).isEmpty, place.columns <= 72, !line.endsWithStop,
      line.holdsLetter, !Rejoining.opensBlock(line), !line.isInBrackets,
      !(parts.has(.contentsItem) && matchContentsItem(line) != nil)
    else { return false }
    if !isInColumn { contents.isTentative = true }
    takeContentsItem(line, nil, place, position)
    return true
  }

  /// A line with the mark of the item right above it is an item too, though no title below says so: `◎各单位走访老干部`.
  mutating func takeItemOfSameMark(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    guard place.blanks == 0, line.blockMark != 0, let last = contents.items.last,
      contents.items.count < ContentsList.limit, last.label.count == 3,
      last.label.elementsEqual([UInt8](line.extracting(0..<3))),
      !line.endsWithStop || line.endsWithQuestion
    else { return false }
    takeContentsItem(line, nil, place, position)
    return true
  }

  /// A line without a mark is an item below one that has, which is then the heading of a column: right below
  /// the first one, or where others were.
  ///
  ///     ★ 领导动态
  ///     区委组织部长到桐源乡调研
  mutating func takeItemOfMarkedColumn(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition
  ) -> Bool {
    guard place.blanks == 0, let first = contents.items.first, !first.label.isEmpty,
      contents.items.count == 1 || contents.hasMarkedColumns,
      contents.items.count < ContentsList.limit,
      parts.intersection([.init(.rule), .init(.section)]).isEmpty,
      !(parts.has(.contentsItem) && classifier.match(.contentsItem, line, &budget) != nil),
      line.numberEnd == 0, line.bulletEnd == 0,
      classifier.mayBeTitle(line), !line.endsWithStop,
      first.text.span.titleHash != line.titleHash
    else { return false }
    contents.isInColumn = true
    contents.hasMarkedColumns = true
    note(.contents, line, position.line, nil, Reasons.contentsItem)
    let text = line.extracting(withoutLeader(line, position))
    contents.add(
      ContentsList.Item(label: [], text: [UInt8](text), level: 2, position: position))
    contentsIndent = place.indent
    return true
  }

  /// A line that leads to its page by dots is an item, whatever its shape; the heading of a column above
  /// such lines is one too, and they stand in it: `【要闻】`. Which it is, the line below shows.
  mutating func takeLedContents(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard contents.items.count < ContentsList.limit else { return false }
    if line.leaderStart < line.count {
      if let group = contents.takeColumn() {
        note(
          .contents, group.line.span, group.item.position.line, nil, Reasons.contentsItem)
        contents.add(group.item)
        contents.isInColumn = true
        contentsIndent = place.indent
      }
      let match = parts.has(.contentsItem) ? classifier.match(.contentsItem, line, &budget) : nil
      takeContentsItem(line, match, place, position)
      return true
    }
    if contents.hasColumn {
      try endContents(&handler)
      return false
    }
    guard !contents.hasItems || contents.isInColumn || contents.leadsToPages else { return false }
    let match = parts.has(.section) ? classifier.match(.section, line, &budget) : nil
    guard let title = match?.first(.title)?.range ?? plainColumn(line, place) else { return false }
    contents.hold(
      column: [UInt8](line),
      ContentsList.Item(
        label: [], text: [UInt8](line.extracting(title)), level: 1, position: position))
    return true
  }

  /// A line that may be the heading of a column though no mark says so: a few characters, further out than the
  /// items above it.
  private func plainColumn(_ line: Span<UInt8>, _ place: LinePlace) -> Range<Int>? {
    guard profile.rejoin == .cjk, place.columns <= 24, line.isHanAlone,
      !contents.hasItems
        || (place.indent < contentsIndent + (contents.leadsToPages ? 1 : 0) && place.blanks <= 1)
    else { return nil }
    return 0..<line.count
  }
}

extension Span where Element == UInt8 {
  /// The words in brackets that begin it, and where more text begins behind them: `【專題】水圳`; nil where there is none.
  var bracketsInFront: (words: Range<Int>, end: Int)? {
    guard count > 0, case let open = scalar(at: 0), [0x3010, 0x3014, 0x5B].contains(open.value)
    else { return nil }
    let close = open.value == 0x5B ? 0x5D : open.value + 1
    var at = open.length
    while at < count, at < 60 {
      let s = scalar(at: at)
      if s.value == close {
        let end = at + s.length
        let rest = extracting(end..<count).trimmedRange
        return at > open.length && rest.count >= 6
          ? (open.length..<at, end + rest.lowerBound) : nil
      }
      at += s.length
    }
    return nil
  }
}
