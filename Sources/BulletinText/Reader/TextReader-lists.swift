import GazetteDocumentModel

/// Blocks that hold paragraphs: lists, notes, attachments; and preformatted text.
extension TextReader {
  /// `· …`: an item of a list; the list begins with its first one, and may stand within another's item.
  mutating func beginItem(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace,
    _ position: SourcePosition
  ) throws(ConversionError) {
    try endPreformatted()
    if containers.first != .list { try closeContainers() }
    let item = OpenList(
      kind: match.index, rank: match.template.listRank, indent: place.indent)
    switch lists.place(of: item, isApart: place.blanks > 0) {
    case .sibling(let depth): try closeContainers(downTo: 2 * depth + 1)
    case .nested(let depth):
      try closeContainers(downTo: 2 * depth)
      try open(.list, position, (.type, Self.listType(match)))
      lists.append(item)
    }
    lists[lists.count - 1].items += 1
    try itemText(line, match, place, position)
  }

  /// `▽日時　5月18日`: an item by its mark, which stands in rows here, and no template knows.
  mutating func takeItemOfMark(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let mark = line.blockMark
    guard mark != 0, sense.listMarks.contains(mark), mark != articleMark, state == .body,
      line.behindMark.count > 0, isAtRest || pending.isHeld, line.betweenMarks == nil,
      place.beginning.markedParts.intersection(Self.marked).isEmpty,
      let template = Self.bullet
    else { return false }
    try settlePending(before: line, place, &handler)
    let match = LineClassifier.Match(
      template: template,
      captures: [LineClassifier.Capture(field: .text, range: line.behindMark)],
      index: -Int(mark))
    note(.item, line, position.line, match, Reasons.markInRows)
    try beginItem(line, match, place, position)
    return true
  }

  private static let bullet = try? Template("· {text}")

  /// What else a line with a mark in front may be.
  private static let marked: LayoutParts = [
    .init(.title), .init(.heading), .init(.item), .init(.section), .init(.note),
  ]

  /// `附件：1. …`
  mutating func beginAttachments(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace,
    _ position: SourcePosition
  ) throws(ConversionError) {
    try endPreformatted()
    try closeContainers()
    try open(.attachments, position)
    guard let capture = match.first(.text) else { return }
    let text = line.extracting(capture.range)
    try open(
      .list, position, (.type, Array(text.numberEnd > 0 ? "ordered".utf8 : "simple".utf8)))
    try attachment(text, position)
  }

  /// `2. …` below `附件：1. …`; its mark is its number.
  mutating func attachment(
    _ text: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    try closeContainers(downTo: 2)
    let label = text.extracting(0..<text.numberEnd)
    let rest = text.extracting(text.numberEnd..<text.count)
    try open(.item, position, (.label, [UInt8](label)))
    try openParagraphHere(position)
    let range = rest.trimmedRange
    try extendPiece(rest.extracting(range), position)
  }

  private mutating func itemText(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace,
    _ position: SourcePosition
  ) throws(ConversionError) {
    guard let capture = match.first(.text) else { return }
    let front = line.extracting(0..<capture.range.lowerBound)
    let label = [UInt8](front.extracting(front.trimmedRange))
    try open(.item, position, (.label, label))
    try openParagraphHere(position)
    paragraph.columns = place.columns
    paragraph.indent = place.indent
    try extendPiece(line.extracting(capture.range), position)
  }

  /// Bulleted, or numbered where the template has a number.
  private static func listType(_ match: LineClassifier.Match) -> [UInt8] {
    Array(match.template.hasNumber ? "ordered".utf8 : "bullet".utf8)
  }

  /// `编者按：…`; above a title it belongs to the article that follows.
  mutating func beginNote(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace,
    _ position: SourcePosition
  ) throws(ConversionError) {
    try endPreformatted()
    try closeContainers()
    try article.recordBody(.start(.note), at: position)
    let type = Array("editor".utf8)
    try article.recordBody(.attribute(.type, type.span), at: position)
    if let label = match.template.label {
      let bytes = Array(label.utf8)
      try article.recordBody(.attribute(.label, bytes.span), at: position)
    }
    containers.append(.note)
    try openParagraphHere(position)
    if let capture = match.first(.text) {
      paragraph.columns = place.columns
      paragraph.indent = place.indent
      try extendPiece(line.extracting(capture.range), position)
    }
  }

  mutating func open(
    _ element: Element, _ position: SourcePosition, _ attribute: (Attribute, [UInt8])? = nil
  ) throws(ConversionError) {
    try article.recordBody(.start(element), at: position)
    if let (attribute, value) = attribute, !value.isEmpty {
      try article.recordBody(.attribute(attribute, value.span), at: position)
    }
    containers.append(element)
  }

  mutating func openParagraphHere(_ position: SourcePosition) throws(ConversionError) {
    paragraph.isOpen = true
    paragraph.end = position
    try article.recordBody(.start(.paragraph), at: position)
  }

  /// Closes the open paragraph and what it stands in, but for the outermost so many.
  mutating func closeContainers(downTo depth: Int = 0) throws(ConversionError) {
    try closeParagraph()
    while containers.count > depth, let element = containers.popLast() {
      try article.recordBody(.end(element), at: paragraph.end)
      if element == .list { _ = lists.popLast() }
    }
  }

  // MARK: Preformatted text

  /// The held lines stand in columns: their blanks count.
  mutating func beginPreformatted() throws(ConversionError) {
    let held = pending
    pending.clear()
    try closeContainers()
    let position = held.lines[0].position
    try article.recordBody(.start(.preformatted), at: position)
    preformattedColumns = []
    for (index, line) in held.lines.enumerated() {
      let text = held.bytes.span.extracting(line.range)
      note(
        .preformatted, held.bytes.span.extracting(line.text), line.position.line, nil,
        Reasons.columns)
      try preformattedLine(text, isFirst: index == 0, line.position)
    }
  }

  private mutating func preformattedLine(
    _ text: Span<UInt8>, isFirst: Bool, _ position: SourcePosition
  ) throws(ConversionError) {
    if !isFirst {
      let newline: [UInt8] = [0x0A]
      try article.recordBody(.text(newline.span), at: position)
    }
    try article.recordBody(.text(text), at: position)
    paragraph.end = position
  }

  /// Adds a line that stands right below the columns; false where one ends them.
  mutating func extendPreformatted(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition
  ) throws(ConversionError) -> Bool {
    guard place.blanks == 0, !place.isAfterBreak else {
      try endPreformatted()
      return false
    }
    note(.preformatted, line, position.line, nil, Reasons.columns)
    var text = [UInt8](indent)
    text.append(line)
    try preformattedLine(text.span, isFirst: false, position)
    return true
  }

  mutating func endPreformatted() throws(ConversionError) {
    guard preformattedColumns != nil else { return }
    preformattedColumns = nil
    try article.recordBody(.end(.preformatted), at: paragraph.end)
  }
}
