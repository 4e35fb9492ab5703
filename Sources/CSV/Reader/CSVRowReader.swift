import GazetteDocumentModel

/// Makes rows of cells and hands them to the builder of their layout: first the cells, then the text
/// in pieces.
///
/// A text that is the last of the known columns goes on as it comes; one that stands before others is
/// held until its row has ended.
struct CSVRowReader: ~Copyable {
  /// The text of a cell too many, as far as a message shows it: its first line at most.
  private static let surplusCapacity = 200

  private let diagnostics: DiagnosticCollector
  private let undoesGuards: Bool
  /// Told by the header row, before its cells come.
  var layout = CSVLayout.articles
  /// Cell → column, or -1 for one that is not known or not wanted; once the header row is read.
  private var columns: [Int] = []
  private var textIsLast = false

  // The header row.
  private var isHeader = true
  private var names: [[UInt8]] = []
  private var namePositions: [SourcePosition] = []

  // The row that is open.
  private var cells = CSVCells()
  private var heldText = CSVHeldText()
  private var cell = -1
  private var cellPosition = SourcePosition.start
  private var column = -1
  private var isText = false
  private var isSurplus = false
  private var surplus: [UInt8] = []
  private var surplusIsCut = false
  private var rowIsBegun = false
  /// Whether a cell holds a byte; a row of delimiters alone, as spreadsheets leave behind, is blank.
  private var rowHasBytes = false
  /// Whether no byte of the text was seen yet, or nothing but an apostrophe that may be a guard.
  private var textIsNew = true
  private var heldApostrophe = false

  private var articles: CSVArticleBuilder
  private var blocks: CSVBlockBuilder

  init(context: borrowing ReaderContext) {
    diagnostics = context.diagnostics
    undoesGuards = context.options.value("safe", in: CSVFormat.options) == "yes"
    articles = CSVArticleBuilder(context: context)
    blocks = CSVBlockBuilder(context: context)
  }

  // MARK: Cells

  mutating func beginRow(at position: SourcePosition) {
    cells.reset(layout.textColumn + 1, at: position)
    cell = -1
    rowIsBegun = false
    rowHasBytes = false
    textIsNew = true
    heldApostrophe = false
  }

  mutating func beginCell(at position: SourcePosition) {
    cell += 1
    cellPosition = position
    guard !isHeader else {
      names.append([])
      namePositions.append(position)
      return
    }
    isSurplus = cell >= columns.count
    column = isSurplus ? -1 : columns[cell]
    isText = column == layout.textColumn
    if isSurplus {
      surplus.removeAll(keepingCapacity: true)
      surplusIsCut = false
    }
    if column >= 0 { cells.begin(column, at: position) }
  }

  /// The short way for a cell without a byte; false where there is more to it.
  @inline(__always)
  mutating func takeEmptyCell(at position: SourcePosition) -> Bool {
    let next = cell + 1
    guard !isHeader, next < columns.count, columns[next] != layout.textColumn else { return false }
    cell = next
    if columns[next] >= 0 { cells.beginEmpty(columns[next], at: position) }
    return true
  }

  mutating func fragment(
    _ span: Span<UInt8>, at position: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    rowHasBytes = true
    if isText {
      try textFragment(span, at: position, into: &handler)
    } else if isHeader {
      names[cell].append(span)
    } else if column >= 0 {
      try cells.append(span, to: column)
    } else if isSurplus, !surplusIsCut {
      var end = min(span.count, Self.surplusCapacity - surplus.count)
      for index in 0..<end where span[index] == 0x0A || span[index] == 0x0D {
        end = index
        break
      }
      surplus.append(span.extracting(0..<span.scalarBoundary(before: end)))
      surplusIsCut = end < span.count
    }
  }

  mutating func endCell(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !isHeader else { return }
    if isSurplus, !surplus.isEmpty || surplusIsCut {
      diagnostics.report(
        .csvSurplusCell, [String(surplus.span) + (surplusIsCut ? "…" : "")], at: cellPosition)
    } else if isText {
      if heldApostrophe { try releaseApostrophe(into: &handler) }
      if textIsLast, rowHasBytes { try beginText(into: &handler) }
    } else if undoesGuards, column >= 0 {
      cells.unguard(column)
    }
    isText = false
  }

  mutating func endRow(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !isHeader else { return try endHeader() }
    guard rowHasBytes else { return }
    if cell + 1 < columns.count {
      diagnostics.report(
        .csvRaggedRow, ["\(cell + 1)", "\(columns.count)"], at: cells.row)
    }
    try beginText(into: &handler)
    if !heldText.isEmpty {
      // Taken out of self, so that the closure may use the rest.
      var held = CSVHeldText()
      swap(&held, &heldText)
      defer { swap(&held, &heldText) }
      try held.drain { (piece, position) throws(ConversionError) in
        try pass(piece, at: position, into: &handler)
      }
    }
    switch layout {
    case .articles: try articles.endRow(at: position, into: &handler)
    case .blocks: try blocks.endRow(into: &handler)
    }
  }

  /// The input has ended.
  mutating func finish(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch layout {
    case .articles: try articles.finish(at: position, into: &handler)
    case .blocks: try blocks.finish(at: position, into: &handler)
    }
  }

  private mutating func endHeader() throws(ConversionError) {
    let map = try CSVColumnMap(
      names.map { String($0.span) }, at: namePositions, layout: layout, diagnostics: diagnostics)
    columns = map.columns.map { $0.flatMap { layout.isRead($0) ? $0 : nil } ?? -1 }
    textIsLast = map.textIsLast
    isHeader = false
  }

  // MARK: The text

  private mutating func textFragment(
    _ span: Span<UInt8>, at position: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard undoesGuards, textIsNew else {
      return try takeText(span, at: position, into: &handler)
    }
    var start = 0
    var place = position
    if !heldApostrophe, span[0] == CSVFormulaGuard.apostrophe {
      heldApostrophe = true
      start = 1
      place.offset += 1
      place.column += 1
    }
    guard start < span.count else { return }
    textIsNew = false
    if heldApostrophe, !CSVFormulaGuard.isGuard(before: span[start]) {
      try releaseApostrophe(into: &handler)
    }
    heldApostrophe = false
    try takeText(span.extracting(start..<span.count), at: place, into: &handler)
  }

  /// The apostrophe was a part of the text.
  private mutating func releaseApostrophe(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    heldApostrophe = false
    let apostrophe = [CSVFormulaGuard.apostrophe]
    try takeText(apostrophe.span, at: cellPosition, into: &handler)
  }

  private mutating func takeText(
    _ span: Span<UInt8>, at position: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if textIsLast {
      try beginText(into: &handler)
      try pass(span, at: position, into: &handler)
    } else {
      try heldText.append(span, at: position)
    }
  }

  /// All cells are known: the row begins.
  private mutating func beginText(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !rowIsBegun else { return }
    rowIsBegun = true
    switch layout {
    case .articles: try articles.beginRow(cells, into: &handler)
    case .blocks: try blocks.beginRow(cells, into: &handler)
    }
  }

  private mutating func pass(
    _ span: Span<UInt8>, at position: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch layout {
    case .articles: try articles.text(span, at: position, into: &handler)
    case .blocks: try blocks.text(span, at: position, into: &handler)
    }
  }
}
