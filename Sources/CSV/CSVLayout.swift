/// The columns of the `blocks` layout, in order; `docs/formats/csv.md` says what each holds.
///
/// `text` comes last, after the `markup` that overrules it, so that a reader knows when it begins
/// whether it counts.
enum CSVBlockColumn: Int, CaseIterable {
  case bulletin, section, article, block, depth, kind, attributes, markup, text

  /// The name in the header row.
  var name: String { "\(self)" }
}

/// What a row stands for.
enum CSVLayout {
  case articles, blocks

  /// The names of its columns.
  var columnNames: [String] {
    switch self {
    case .articles: Self.articleColumns
    case .blocks: Self.blockColumns
    }
  }

  private static let articleColumns = CSVColumn.allCases.map(\.name)
  private static let blockColumns = CSVBlockColumn.allCases.map(\.name)

  var name: String { "\(self)" }

  /// Whether a reader wants the cells of a column; which bulletin or article a row of blocks is in, its
  /// depth tells.
  func isRead(_ column: Int) -> Bool {
    self == .articles || column >= CSVBlockColumn.depth.rawValue
  }

  /// The number of its column `text`, the last one.
  var textColumn: Int {
    switch self {
    case .articles: CSVColumn.text.rawValue
    case .blocks: CSVBlockColumn.text.rawValue
    }
  }
}
