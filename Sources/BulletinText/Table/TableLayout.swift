import GazetteDocumentModel

/// Sets a table in lines of text that show the same table again.
///
/// In aligned columns, two blanks apart, dashes below the headings; where that would leave open which
/// cell stands in which column (a row of one cell, a table of one row), in a frame of bars.
enum TableLayout {
  /// The lines; nil where no form gives the table back.
  ///
  /// - Parameter mayBegin: whether the reader would look for a table at such a line.
  static func lines(
    of table: TextTable, mayBegin: (Span<UInt8>) -> Bool
  ) -> [[UInt8]]? {
    let table = table.squared
    guard table.columnCount >= 2 else { return nil }
    for lines in [aligned(table), framed(table, bar: "|"), framed(table, bar: "│")]
    where TextTable(lines: lines) == table && isFound(lines, mayBegin) { return lines }
    return nil
  }

  /// Whether the reader takes each of the lines for a row.
  private static func isFound(_ lines: [[UInt8]], _ mayBegin: (Span<UInt8>) -> Bool) -> Bool {
    for (index, line) in lines.enumerated() {
      let span = line.span
      guard span.mayBeTableRow || (index > 0 && span.isTableRule) else { return false }
      if index == 0, !mayBegin(span) { return false }
    }
    return true
  }

  private static func columns(_ cell: [UInt8]) -> Int { cell.span.exactColumns }

  private static func widths(_ table: TextTable) -> [Int] {
    (0..<table.columnCount).map { column in
      max(1, table.rows.map { columns($0[column]) }.max() ?? 1)
    }
  }

  private static func aligned(_ table: TextTable) -> [[UInt8]] {
    let widths = widths(table)
    func line(_ cells: TextTable.Row) -> [UInt8] {
      var line: [UInt8] = []
      for (index, cell) in cells.enumerated() {
        if index > 0 { line += [0x20, 0x20] }
        line += cell
        line += blanks(widths[index] - columns(cell))
      }
      return Array(line[..<line.span.trimmedRange.upperBound])
    }
    let rule = line(widths.map { [UInt8](repeating: 0x2D, count: max(2, $0)) })
    return table.head.map(line) + (table.head.isEmpty ? [] : [rule]) + table.body.map(line)
  }

  private static func framed(_ table: TextTable, bar: StaticString) -> [[UInt8]] {
    let widths = widths(table)
    let bar = Array("\(bar)".utf8)
    func line(_ cells: TextTable.Row) -> [UInt8] {
      var line = bar
      for (index, cell) in cells.enumerated() {
        line.append(0x20)
        line += cell
        line += blanks(widths[index] - columns(cell) + 1)
        line += bar
      }
      return line
    }
    var rule: [UInt8] = [0x2B]
    for width in widths {
      rule += [UInt8](repeating: 0x2D, count: width + 2)
      rule.append(0x2B)
    }
    return [rule] + table.head.map(line) + (table.head.isEmpty ? [] : [rule])
      + table.body.map(line) + [rule]
  }

  private static func blanks(_ count: Int) -> [UInt8] {
    [UInt8](repeating: 0x20, count: max(0, count))
  }
}

extension Span where Element == UInt8 {
  /// Columns of a line in a fixed-width font.
  fileprivate var exactColumns: Int {
    var columns = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      columns += TextScalar.columns(s.value)
      at += s.length
    }
    return columns
  }
}
