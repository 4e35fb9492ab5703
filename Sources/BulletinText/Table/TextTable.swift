import GazetteDocumentModel

/// A table as lines of text show it: rows of cells, of which the first ones may be headings.
///
///     车间      产量  合格率           +--------+------+
///     --------  ----  ------           | Ward 3 | full |
///     一车间    1200  98.5%            +--------+------+
///     二车间    980   99.1%
struct TextTable: Equatable {
  /// Cells without the blanks around them.
  typealias Row = [[UInt8]]

  var head: [Row] = []
  var body: [Row] = []

  var isEmpty: Bool { head.isEmpty && body.isEmpty }
  var rows: [Row] { head + body }
  var columnCount: Int { rows.map(\.count).max() ?? 0 }

  /// The same, with as many cells in each row.
  var squared: TextTable {
    let count = columnCount
    func square(_ row: Row) -> Row { row + Row(repeating: [], count: count - row.count) }
    return TextTable(head: head.map(square), body: body.map(square))
  }
}

extension TextTable {
  /// More lines or columns than these are no table.
  private static let mostColumns = 400

  /// The table that the lines show; nil where they leave it open which cell stands in which column.
  ///
  /// - Parameter lines: with the blanks in front of them; three at least.
  init?(lines: [[UInt8]]) {
    guard lines.count >= 3 else { return nil }
    let rules = lines.map(Self.isRule)
    let rows = zip(lines, rules).filter { !$1 }.map(\.0)
    guard !rows.isEmpty else { return nil }
    let cells: [Row]? =
      if let bar = Self.bar(rows[0]) {
        Self.barred(rows, bar)
      } else if rules.contains(true), let spans = Self.ruleSpans(lines, rules) {
        Self.ruled(rows, spans)
      } else {
        Self.tabbed(rows) ?? Self.named(rows) ?? Self.aligned(rows) ?? Self.counted(rows)
      }
    guard let cells, cells.allSatisfy({ $0.count >= 2 }) else { return nil }
    let headCount = Self.headCount(lines, rules)
    self.init(head: Array(cells[..<headCount]), body: Array(cells[headCount...]))
  }

  private static func bar(_ row: [UInt8]) -> UInt32? { row.span.tableBar }
  private static func isRule(_ line: [UInt8]) -> Bool { line.span.isTableRule }

  /// How many rows stand above the one rule between rows; of several, above one of `=`.
  private static func headCount(_ lines: [[UInt8]], _ rules: [Bool]) -> Int {
    var count = 0
    var inner: [(rows: Int, isDouble: Bool)] = []
    let last = rules.lastIndex(of: false) ?? 0
    for (index, isRule) in rules.enumerated() where index <= last {
      if !isRule {
        count += 1
      } else if count > 0 {
        inner.append((count, lines[index].contains(0x3D)))
      }
    }
    if inner.count == 1 { return inner[0].rows }
    return inner.first { $0.isDouble }?.rows ?? 0
  }

  /// Cells between bars; a bar stands at the beginning of each row.
  private static func barred(_ rows: [[UInt8]], _ bar: UInt32) -> [Row]? {
    var table: [Row] = []
    for row in rows {
      let line = row.span.extracting(row.span.trimmedRange)
      guard line.scalar(at: 0).value == bar else { return nil }
      var cells: Row = []
      var start = line.scalar(at: 0).length
      var at = start
      while at < line.count {
        let s = line.scalar(at: at)
        if s.value == bar {
          cells.append(line.cell(start..<at))
          start = at + s.length
        }
        at += s.length
      }
      if start < line.count { cells.append(line.cell(start..<line.count)) }
      table.append(cells)
    }
    guard table.allSatisfy({ $0.count == table[0].count }) else { return nil }
    return table
  }

  /// Cells between tabs, where each row has as many.
  private static func tabbed(_ rows: [[UInt8]]) -> [Row]? {
    let table = rows.map { row in
      let line = row.span.extracting(row.span.trimmedRange)
      var cells: Row = []
      var start = 0
      for at in 0...line.count where at == line.count || line[at] == 0x09 {
        let cell = line.cell(start..<at)
        if !cell.isEmpty { cells.append(cell) }
        start = at + 1
      }
      return cells
    }
    guard table[0].count >= 2, table.allSatisfy({ $0.count == table[0].count }) else { return nil }
    return table
  }

  /// Cells in columns, of which the first has words of two characters set to the width of three or four:
  /// `石  湾` above `鹿角屿`.
  private static func named(_ rows: [[UInt8]]) -> [Row]? {
    let joined = rows.map(joiningFirst)
    guard zip(rows, joined).count(where: { $0 != $1 }) >= 2 else { return nil }
    let counts = Set(joined.map { $0.span.tablePieces.count })
    return counts.count == 1 ? aligned(joined) : nil
  }

  /// A row with the two characters that begin it put together, and their gap behind them.
  private static func joiningFirst(_ row: [UInt8]) -> [UInt8] {
    let span = row.span
    let start = span.trimmedRange.lowerBound
    guard let end = span.loneHanEnd(start) else { return row }
    var second = end
    while second < row.count, TextScalar.isBlank(span.scalar(at: second).value) {
      second += span.scalar(at: second).length
    }
    guard second > end, second <= end + 6, let rest = span.loneHanEnd(second) else { return row }
    return Array(row[..<end] + row[second..<rest] + row[end..<second] + row[rest...])
  }

  /// Cells in columns that the same blanks part in each row.
  private static func aligned(_ rows: [[UInt8]]) -> [Row]? {
    let pieces = rows.map { $0.span.tablePieces }
    guard let width = pieces.compactMap({ $0.last?.columns.upperBound }).max(),
      width <= mostColumns
    else { return nil }
    var isInked = [Bool](repeating: false, count: width + 1)
    for row in pieces {
      for piece in row { for column in piece.columns { isInked[column] = true } }
    }
    var spans: [Range<Int>] = []
    for column in 0...width where isInked[column] {
      if let last = spans.last, column - last.upperBound < 2 {
        spans[spans.count - 1] = last.lowerBound..<(column + 1)
      } else {
        spans.append(column..<(column + 1))
      }
    }
    return cells(rows, pieces, in: spans)
  }

  /// Cells below the dashes of a rule: a column is as wide as its dashes, and reaches to the next.
  private static func ruled(_ rows: [[UInt8]], _ spans: [Range<Int>]) -> [Row]? {
    cells(rows, rows.map { $0.span.tablePieces }, in: spans)
  }

  private static func ruleSpans(_ lines: [[UInt8]], _ rules: [Bool]) -> [Range<Int>]? {
    for (line, isRule) in zip(lines, rules) where isRule {
      let pieces = line.span.pieces(gap: 1)
      if pieces.count >= 2 { return pieces.map(\.columns) }
    }
    return nil
  }

  /// Each piece in the column that it stands in; nil where one stands in two, or two in one.
  private static func cells(
    _ rows: [[UInt8]], _ pieces: [[TablePiece]], in spans: [Range<Int>]
  ) -> [Row]? {
    guard spans.count >= 2 else { return nil }
    var table: [Row] = []
    for (row, line) in zip(rows, pieces) {
      var cells = Row(repeating: [], count: spans.count)
      for piece in line {
        let here = spans.indices.filter { spans[$0].overlaps(piece.columns) }
        guard here.count == 1, cells[here[0]].isEmpty else { return nil }
        cells[here[0]] = Array(row[piece.bytes])
      }
      guard cells.count(where: { !$0.isEmpty }) >= 2 else { return nil }
      table.append(cells)
    }
    return table
  }

  /// Cells that stand in no common columns, where each row has as many, three at least.
  private static func counted(_ rows: [[UInt8]]) -> [Row]? {
    let pieces = rows.map { $0.span.tablePieces }
    guard pieces[0].count >= 3, pieces.allSatisfy({ $0.count == pieces[0].count }) else {
      return nil
    }
    return zip(rows, pieces).map { row, line in line.map { Array(row[$0.bytes]) } }
  }
}

/// A part of a line between gaps.
struct TablePiece {
  var bytes: Range<Int>
  /// The columns that it takes in a fixed-width font.
  var columns: Range<Int>
}

extension Span where Element == UInt8 {
  /// The parts of a line that two columns of blanks or more part.
  var tablePieces: [TablePiece] { pieces(gap: 2) }

  func pieces(gap: Int) -> [TablePiece] {
    var pieces: [TablePiece] = []
    var column = 0
    var blanks = gap
    var at = 0
    while at < count {
      let s = scalar(at: at)
      let width = s.value == 0x09 ? 8 - column % 8 : TextScalar.columns(s.value)
      if TextScalar.isBlank(s.value) {
        blanks += s.value == 0x09 ? Swift.max(width, gap) : width
      } else if blanks >= gap || pieces.isEmpty {
        pieces.append(
          TablePiece(bytes: at..<(at + s.length), columns: column..<(column + width)))
        blanks = 0
      } else {
        let last = pieces.count - 1
        pieces[last].bytes = pieces[last].bytes.lowerBound..<(at + s.length)
        pieces[last].columns = pieces[last].columns.lowerBound..<(column + width)
        blanks = 0
      }
      column += width
      at += s.length
    }
    return pieces
  }

  /// The text of a cell, without the blanks around it.
  fileprivate func cell(_ range: Range<Int>) -> [UInt8] {
    let text = extracting(range)
    return Array(text.extracting(text.trimmedRange))
  }

  /// The bar that a row begins with: | │ ┃ ║.
  var tableBar: UInt32? {
    var start = 0
    while start < count, case let s = scalar(at: start), TextScalar.isBlank(s.value) {
      start += s.length
    }
    guard start < count else { return nil }
    let first = scalar(at: start).value
    return first == 0x7C || first == 0x2502 || first == 0x2503 || first == 0x2551 ? first : nil
  }

  /// Whether it is a line between the rows of a table: dashes in columns, or a frame.
  var isTableRule: Bool {
    guard count > 1 else { return false }
    let first = scalar(at: 0)
    if isRow(of: first.length) { return Self.isTableDash(first.value) && count > first.length }
    var dashes = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      at += s.length
      if Self.isTableDash(s.value) {
        dashes += 1
      } else {
        switch s.value {
        case 0x2B, 0x7C, 0x3A, 0x2502, 0x2503, 0x2551: continue
        default: if !TextScalar.isBlank(s.value) { return false }
        }
      }
    }
    return dashes >= 2
  }

  /// - =, and the box drawings of Unicode but for the bars: ─ ═ ┌ ┼ ┘ …
  private static func isTableDash(_ s: UInt32) -> Bool {
    switch s {
    case 0x2D, 0x3D: true
    case 0x2502, 0x2503, 0x2551: false
    case 0x2500...0x257F: true
    default: false
    }
  }

  /// Whether the first byte may be one of a bar or of the corner of a frame.
  @inline(__always)
  var mayBeginFrame: Bool { self[0] == 0x7C || self[0] == 0x2B || self[0] == 0xE2 }

  /// Whether a line (trimmed, not empty) may be a row of a table: it has a gap, or begins with a bar or
  /// the corner of a frame. Two blanks behind a stop part sentences.
  var mayBeTableRow: Bool {
    switch self[0] {
    case 0x7C: return true
    case 0x2B: return count > 2 && (self[1] == 0x2D || self[1] == 0x3D)
    case 0xE2:
      if case 0x2500...0x257F = scalar(at: 0).value { return isTableRule || tableBar != nil }
    default: break
    }
    guard holdsWideGap else { return false }
    var at = 1
    while at + 2 < count {
      switch self[at] {
      case 0x20 where self[at + 1] == 0x20:
        if self[at + 2] == 0x20 { return true }
        switch self[at - 1] {
        case 0x2E, 0x21, 0x3F, 0x3A, 0x3B, 0x22, 0x29: at += 1
        default: return true
        }
      case 0x09: return true
      case 0xE3 where self[at + 1] == 0x80 && self[at + 2] == 0x80: return true
      default: break
      }
      at += 1
    }
    return false
  }
}

extension Span where Element == UInt8 {
  /// Where the Han character ends that stands at a place, blanks or nothing behind it.
  fileprivate func loneHanEnd(_ start: Int) -> Int? {
    guard start < count, case let s = scalar(at: start), TextScalar.isHan(s.value) else {
      return nil
    }
    let end = start + s.length
    return end == count || TextScalar.isBlank(scalar(at: end).value) ? end : nil
  }
}
