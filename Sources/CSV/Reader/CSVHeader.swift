import GazetteDocumentModel

/// The header row: what tells the delimiter, the layout and the order of the columns.
struct CSVHeader {
  /// A header row is no longer than this; what is longer is no header.
  static let capacity = 64 << 10

  let layout: CSVLayout
  let delimiter: UInt8
  /// How many columns have names of ours, and how many there are.
  let knownCount: Int
  let count: Int

  /// Judges the header row by each delimiter; the one that gives most known columns is taken, or the
  /// preferred one, if it gives any.
  ///
  /// Nil where no column is known.
  init?(
    _ line: Span<UInt8>, delimiters: [UInt8] = CSVHeader.delimiters, preferred: UInt8? = nil
  ) {
    var best: CSVHeader?
    for delimiter in delimiters {
      let names = Self.split(line, delimiter)
      let bonus = delimiter == preferred ? names.count : 0
      guard let header = CSVHeader(names, delimiter) else { continue }
      if header.knownCount + bonus > best?.knownCount ?? 0 { best = header }
    }
    guard let best else { return nil }
    self = best
  }

  private init?(_ names: [String], _ delimiter: UInt8) {
    // `kind` and its like are in the one layout alone; `bulletin` and `text` are in both.
    let isBlocks = names.contains { ["kind", "depth", "markup", "attributes"].contains($0) }
    layout = isBlocks ? .blocks : .articles
    let known = layout.columnNames
    knownCount = names.count { known.contains($0) }
    count = names.count
    self.delimiter = delimiter
    guard knownCount > 0 else { return nil }
  }

  static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// The delimiter that `sep=;` names: a first line of Excel's own.
  static func separatorLine(_ line: Span<UInt8>) -> UInt8? {
    var text = line
    if text.count > 2, text[0] == UInt8(ascii: "\""), text[text.count - 1] == UInt8(ascii: "\"") {
      text = text.extracting(1..<(text.count - 1))
    }
    guard text.count == 5, text.extracting(0..<4).elementsEqual("sep=") else { return nil }
    return text[4]
  }

  /// The cells of a line; names hold no quotes, so a doubled one is not minded.
  private static func split(_ line: Span<UInt8>, _ delimiter: UInt8) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    for index in line.indices {
      let byte = line[index]
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        names.append(String(name.span))
        name.removeAll(keepingCapacity: true)
      } else {
        name.append(byte)
      }
    }
    names.append(String(name.span))
    return names
  }
}

/// The columns of an input, in its own order.
struct CSVColumnMap {
  let layout: CSVLayout
  /// Cell → number of the layout's column, or nil for one that is not known.
  private(set) var columns: [Int?] = []
  /// Whether the text is known to come after everything else.
  let textIsLast: Bool

  /// - Throws: `GZ4202` where a column stands twice or one that must be is missing.
  init(
    _ names: [String], at positions: [SourcePosition], layout: CSVLayout,
    diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    self.layout = layout
    let known = layout.columnNames
    for (name, position) in zip(names, positions) {
      let column = known.firstIndex(of: name)
      if let column, columns.contains(column) {
        throw ConversionError(
          .csvHeader, ["the column \"\(name)\" stands twice; rename or remove one"], at: position)
      }
      columns.append(column)
      if column == nil, !name.isEmpty {
        diagnostics.report(.csvUnknownColumn, [name, layout.name], at: position)
      }
    }
    if layout == .blocks {
      for needed in [CSVBlockColumn.kind, .depth] where !columns.contains(needed.rawValue) {
        throw ConversionError(
          .csvHeader, ["the layout blocks needs the column \"\(needed.name)\""],
          at: positions.first)
      }
    }
    textIsLast = columns.last { $0 != nil } == layout.textColumn
  }
}
