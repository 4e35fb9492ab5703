import GazetteDocumentModel

/// Values of columns: those that a bulletin gives to all of its rows, or those of one article.
struct CSVRow {
  private var values = [[UInt8]](repeating: [], count: CSVColumn.allCases.count)

  subscript(column: CSVColumn) -> [UInt8] {
    get { values[column.rawValue] }
    set { values[column.rawValue] = newValue }
  }

  /// Sets a column, or adds to what it holds, set off by `; `.
  mutating func add(_ value: [UInt8], label: [UInt8]? = nil, to column: CSVColumn) {
    guard !column.isList else {
      return CSVList.append(
        value, label: label, hasLabels: column.hasLabels, to: &values[column.rawValue])
    }
    if !values[column.rawValue].isEmpty { values[column.rawValue].append(literal: "; ") }
    values[column.rawValue].append(contentsOf: value)
  }

  mutating func reset() {
    for index in values.indices { values[index].removeAll(keepingCapacity: true) }
  }
}
