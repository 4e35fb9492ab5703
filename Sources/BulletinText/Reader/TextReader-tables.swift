import GazetteDocumentModel

/// Tables: lines that stand in columns are held until one ends them, for only all of them show the
/// columns.
extension TextReader {
  /// A table of more lines, or more bytes, is read as several.
  private static let mostLines = 4096
  private static let mostBytes = 512 << 10

  /// Holds a line that may be a row; false where it is none, and what was held is settled.
  mutating func takeTableRow(
    _ line: Span<UInt8>, _ indent: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if table.isHeld {
      // `■２　使い方` below a rule is a title, `発行　…` is who made the bulletin.
      let isMarked =
        table.lines.count == 1 && (Rejoining.opensBlock(line) || standsInCredits(line, place))
      if place.blanks == 0, !place.isAfterBreak, !isMarked,
        (place.mayBeRow && line.mayBeTableRow) || line.isTableRule || sharesColumn(line, indent),
        table.lines.count < Self.mostLines, table.bytes.count < Self.mostBytes
      {
        table.hold(line, indent: indent, position, place)
        return true
      }
      try settleTable(&handler)
    }
    guard place.mayBeRow, mayBeginTable(place), line.mayBeTableRow, classifier.mayBeginTable(line),
      !line.isBoxEdge
    else { return false }
    table.hold(line, indent: indent, position, place)
    return true
  }

  /// Whether a line is one of the credits, with a word of its own.
  private func standsInCredits(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    place.beginning.parts.has(.credits)
      && classifier.match(.credits, line).map { $0.template.hasLiteral } ?? false
  }

  /// Whether a line has a column of the row above it, though its one gap stands behind a full stop, as that
  /// of two sentences may: `11.30 a.m.  Sung Mass`.
  private func sharesColumn(_ line: Span<UInt8>, _ indent: Span<UInt8>) -> Bool {
    guard line.holdsWideGap, let last = table.lines.last else { return false }
    let above = PendingBlock.columnStarts(table.bytes.span.extracting(last.range))
    var whole = [UInt8]()
    whole.append(indent)
    whole.append(line)
    return !above.isDisjoint(with: PendingBlock.columnStarts(whole.span))
  }

  /// Whether a table may stand here: in an article, and not in mid-sentence of filled lines.
  @inline(__always)
  private func mayBeginTable(_ place: LinePlace) -> Bool {
    switch state {
    case .body: break
    case .head, .title, .signedOff: guard pending.isHeld else { return false }
    default: return false
    }
    return sense.wrapWidth == 0 || place.blanks > 0 || !paragraph.isOpen || paragraph.isStopped
  }

  /// The held lines are a table, preformatted text, or lines like others.
  mutating func settleTable(_ handler: inout Handler) throws(ConversionError) {
    guard table.isHeld else { return }
    var held = PendingBlock()
    swap(&held, &table)
    takeRowAbove(into: &held)
    let isOfCredits = areCredits(held)
    if held.lines.count >= 3, !isOfCredits,
      let found = TextTable(lines: held.lines.map { Array(held.bytes[$0.range]) })
    {
      let caption = takeTableCaption(above: held.lines[0].place)
      try beginTableBody(held, &handler)
      for line in held.lines {
        let text = held.bytes.span.extracting(line.text)
        note(.table, text, line.position.line, nil, Reasons.table)
        if text.isTableRule { marks.count(text) }
      }
      return try recordTable(found, caption: caption, held.lines[0].position)
    }
    if held.lines.count >= 3, !isOfCredits {
      try beginTableBody(held, &handler)
      pending = held
      try beginPreformatted()
      return try endPreformatted()
    }
    defer {
      // The memory goes back for the next lines.
      held.clear()
      swap(&held, &table)
    }
    if held.lines.count == 1, state == .body, preformattedColumns == nil, articlesInBulletin > 0,
      !classifier.isEmpty(.rule), held.bytes.span.extracting(held.lines[0].text).isRule
    {
      return try takeRuleAlone(
        held.bytes.span.extracting(held.lines[0].text), held.lines[0].place,
        held.lines[0].position, &handler)
    }
    bypassesTables = true
    defer { bypassesTables = false }
    for line in held.lines {
      try take(
        held.bytes.span.extracting(line.text),
        indent: held.bytes.span.extracting(line.range.lowerBound..<line.textStart), line.place,
        line.position, &handler)
    }
  }

  /// A rule that no row stood below. It was asked all else when it was held.
  private mutating func takeRuleAlone(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    _ = passRuleAbove(place)
    try takeWordless(
      line, classifier.candidates(line, place.beginning), place, position, &handler)
  }

  /// The line right above the rows is one as well, though no table could begin there, if it has as many pieces, and
  /// a number or three of them: `指数名称　　收盘点位　　涨跌幅`.
  private mutating func takeRowAbove(into rows: inout PendingBlock) {
    guard pending.lines.count == 1, pending.lines[0].isRowLike, rows.lines.count >= 2,
      rows.lines[0].place.blanks == 0, !pending.isMarked, !pending.isAbove
    else { return }
    let above = pending.joined(0..<1)
    let line = above.span
    let count = line.partsBetweenGaps.count
    guard count >= 3 || (count == 2 && line.beginsWithDigit), !line.isTableCaption,
      rows.lines.allSatisfy({ rows.bytes.span.extracting($0.text).partsBetweenGaps.count == count })
    else { return }
    var block = pending.cut(from: 0)
    pending.clear()
    for row in rows.lines {
      block.hold(
        rows.bytes.span.extracting(row.text),
        indent: rows.bytes.span.extracting(row.range.lowerBound..<row.textStart), row.position,
        row.place)
    }
    rows = block
  }

  /// Whether the held lines are credits, rules aside: each piece of them has a label, and a template knows one.
  private mutating func areCredits(_ held: PendingBlock) -> Bool {
    guard !classifier.isEmpty(.credits), state == .body, isAtRest else { return false }
    var labels = 0
    var isKnown = false
    for line in held.lines {
      let text = held.bytes.span.extracting(line.text)
      if text.isTableRule || text.isRule { continue }
      for range in text.piecesBetweenGaps {
        let piece = text.extracting(range)
        guard piece.labelled != nil else { return false }
        labels += 1
        isKnown =
          isKnown
          || classifier.match(.credits, piece, &budget).map { $0.template.hasLiteral } ?? false
      }
    }
    return labels >= 2 && isKnown
  }

  /// The caption of a table, if the line above it is one: `Table 1. Cases by week`.
  private mutating func takeTableCaption(above place: LinePlace) -> [UInt8] {
    guard state == .body, pending.lines.count == 1, place.blanks <= 1,
      pending.bytes.span.extracting(pending.lines[0].text).isTableCaption
    else { return [] }
    noteAll(.table, nil, Reasons.tableCaption)
    defer { pending.clear() }
    return pending.joined()
  }

  /// Settles what stands above a table, so that it stands in a body.
  private mutating func beginTableBody(
    _ held: PendingBlock, _ handler: inout Handler
  ) throws(ConversionError) {
    let first = held.bytes.span.extracting(held.lines[0].text)
    try settlePending(before: first, held.lines[0].place, &handler)
    if state != .body { try openWithoutTitle(held.lines[0].position, &handler) }
    try endPreformatted()
    try closeContainers()
  }

  private mutating func recordTable(
    _ found: TextTable, caption: [UInt8], _ position: SourcePosition
  ) throws(ConversionError) {
    try article.recordBody(.start(.table), at: position)
    if !caption.isEmpty {
      try article.recordBody(.start(.caption), at: position)
      try article.recordBody(.text(caption.span), at: position)
      try article.recordBody(.end(.caption), at: position)
    }
    for (rows, element) in [(found.head, Element.tableHead), (found.body, .tableBody)]
    where !rows.isEmpty {
      try article.recordBody(.start(element), at: position)
      for row in rows {
        try article.recordBody(.start(.row), at: position)
        for cell in row {
          try article.recordBody(.start(.cell), at: position)
          if element == .tableHead {
            let isHeader = Array("true".utf8)
            try article.recordBody(.attribute(.header, isHeader.span), at: position)
          }
          if !cell.isEmpty { try article.recordBody(.text(cell.span), at: position) }
          try article.recordBody(.end(.cell), at: position)
        }
        try article.recordBody(.end(.row), at: position)
      }
      try article.recordBody(.end(element), at: position)
    }
    try article.recordBody(.end(.table), at: position)
  }
}

extension Span where Element == UInt8 {
  /// Whether it is the edge of a box without columns: `┏━━━━━━`.
  fileprivate var isBoxEdge: Bool {
    guard self[0] == 0xE2, boxCorners.contains(scalar(at: 0).value), isOrnament else {
      return false
    }
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if boxJunctions.contains(s.value) { return false }
      at += s.length
    }
    return true
  }

  /// Whether it begins as captions of tables do: `Table 1.`, `表1`, `表一：`, `표 1`.
  var isTableCaption: Bool {
    let words: [StaticString] = ["Table ", "TABLE ", "表", "附表", "표"]
    for word in words where count > word.utf8CodeUnitCount {
      guard extracting(0..<word.utf8CodeUnitCount).elementsEqual(word) else { continue }
      var at = word.utf8CodeUnitCount
      while at < count, TextScalar.isBlank(scalar(at: at).value) { at += scalar(at: at).length }
      return at < count && Numeral.match(self, at: at) != nil && !endsWithStop
    }
    return false
  }
}

/// ┌ └ ┏ ┗ ╔ ╚
private let boxCorners: [UInt32] = [0x250C, 0x2514, 0x250F, 0x2517, 0x2554, 0x255A]

/// ┬ ┳ ╦ ┴ ┻ ╩ ┼ ╋ ╬, which part columns.
private let boxJunctions: [UInt32] = [
  0x252C, 0x2533, 0x2566, 0x2534, 0x253B, 0x2569, 0x253C, 0x254B, 0x256C,
]
