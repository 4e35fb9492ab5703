import GazetteDocumentModel

/// Cuts CSV (RFC 4180, and what spreadsheets make of it) into cells, fed in chunks of any size.
///
///     a,"b ""c""",d⏎   →   fragment(a) endCell · fragment(b ") fragment(c) fragment(") endCell ·
///                          fragment(d) endCell · endRow
///
/// Nothing is held: a cell is passed on in fragments. Rows end with LF, CRLF or CR, blank lines are
/// skipped, and a quote inside a cell that is not quoted is a character like others.
struct CSVTokenizer: ~Copyable {
  private enum State { case rowStart, cellStart, plain, quoted, afterQuote }

  private static let quote = UInt8(ascii: "\"")
  private static let feed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  var delimiter = UInt8(ascii: ",")
  private var state = State.rowStart
  /// Whether the byte before was a CR that ended a row: a LF now belongs to it.
  private var afterReturn = false
  /// What counts as a line end within quotes: CR in a file whose rows end so.
  private var lineEnd = CSVTokenizer.feed
  private var quotePosition = SourcePosition.start

  /// Where the byte at `marked` of the chunk is.
  private(set) var place = SourcePosition.start
  private var marked = 0

  // MARK: Feeding

  mutating func read(
    _ chunk: Span<UInt8>, into rows: inout CSVRowReader,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    marked = 0
    let null = chunk.firstIndex(of: 0)
    let end = null ?? chunk.count
    var index = 0
    while index < end {
      switch state {
      case .rowStart: index = try startRow(chunk, index, &rows)
      case .cellStart:
        mark(chunk, index)
        if chunk[index] == delimiter, rows.takeEmptyCell(at: place) {
          // Most cells of a wide table are empty.
          index += 1
          continue
        }
        rows.beginCell(at: place)
        if chunk[index] == Self.quote {
          quotePosition = place
          state = .quoted
          index += 1
        } else {
          state = .plain
        }
      case .plain: index = try readPlain(chunk, index, end, &rows, &handler)
      case .quoted: index = try readQuoted(chunk, index, end, &rows, &handler)
      case .afterQuote: index = try readAfterQuote(chunk, index, end, &rows, &handler)
      }
    }
    markLines(chunk, end)
    if null != nil {
      throw ConversionError(.csvSyntax, ["a NUL byte cannot stand in a text"], at: place)
    }
  }

  /// Goes over a line that is no row, with its line end.
  mutating func skip(_ line: Span<UInt8>) {
    marked = 0
    mark(line, line.count - 1)
    endLine(line, line.count - 1)
  }

  /// The input has ended: so has the last row, if its line end is missing.
  mutating func finish(
    into rows: inout CSVRowReader, _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch state {
    case .rowStart: return
    case .quoted:
      throw ConversionError(
        .csvSyntax, ["this quotation mark is never closed"], at: quotePosition)
    case .cellStart: rows.beginCell(at: place)
    case .plain, .afterQuote: break
    }
    state = .rowStart
    try rows.endCell(into: &handler)
    try rows.endRow(at: place, into: &handler)
  }

  // MARK: States

  private mutating func startRow(
    _ chunk: Span<UInt8>, _ index: Int, _ rows: inout CSVRowReader
  ) throws(ConversionError) -> Int {
    let byte = chunk[index]
    if byte == Self.feed, afterReturn {
      // The second half of CRLF.
      afterReturn = false
      lineEnd = Self.feed
      mark(chunk, index + 1)
      place.column = 1
    } else if byte == Self.feed || byte == Self.carriageReturn {
      endLine(chunk, index)
    } else {
      afterReturn = false
      mark(chunk, index)
      rows.beginRow(at: place)
      state = .cellStart
      return index
    }
    return index + 1
  }

  private mutating func readPlain(
    _ chunk: Span<UInt8>, _ start: Int, _ end: Int, _ rows: inout CSVRowReader,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var index = start
    while index < end {
      let byte = chunk[index]
      if byte == delimiter || byte == Self.feed || byte == Self.carriageReturn { break }
      index += 1
    }
    if index > start {
      mark(chunk, start)
      try rows.fragment(chunk.extracting(start..<index), at: place, into: &handler)
    }
    guard index < end else { return index }
    try endCell(chunk, index, &rows, &handler)
    return index + 1
  }

  private mutating func readQuoted(
    _ chunk: Span<UInt8>, _ start: Int, _ end: Int, _ rows: inout CSVRowReader,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    let hit = min(chunk.firstIndex(of: Self.quote, from: start) ?? end, end)
    if hit > start {
      markLines(chunk, start)
      try rows.fragment(chunk.extracting(start..<hit), at: place, into: &handler)
    }
    guard hit < end else { return hit }
    state = .afterQuote
    return hit + 1
  }

  /// After a quotation mark within a quoted cell: its end, or the first half of a doubled one.
  private mutating func readAfterQuote(
    _ chunk: Span<UInt8>, _ index: Int, _ end: Int, _ rows: inout CSVRowReader,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    let byte = chunk[index]
    markLines(chunk, index)
    if byte == Self.quote {
      // The quote that this is belongs to what follows it, which is mostly in the same chunk.
      state = .quoted
      let hit = min(chunk.firstIndex(of: Self.quote, from: index + 1) ?? end, end)
      try rows.fragment(chunk.extracting(index..<hit), at: place, into: &handler)
      return hit
    }
    guard byte == delimiter || byte == Self.feed || byte == Self.carriageReturn else {
      throw ConversionError(
        .csvSyntax,
        ["after a closing quotation mark comes a delimiter or the end of the row"], at: place)
    }
    try endCell(chunk, index, &rows, &handler)
    return index + 1
  }

  /// The cell ends before the delimiter or line end at `index`.
  private mutating func endCell(
    _ chunk: Span<UInt8>, _ index: Int, _ rows: inout CSVRowReader,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try rows.endCell(into: &handler)
    if chunk[index] == delimiter {
      state = .cellStart
    } else {
      mark(chunk, index)
      try rows.endRow(at: place, into: &handler)
      endLine(chunk, index)
      state = .rowStart
    }
  }

  // MARK: Places

  /// Goes forward to a byte of the chunk; there is no line end on the way.
  @inline(__always)
  private mutating func mark(_ chunk: Span<UInt8>, _ index: Int) {
    guard index > marked else { return }
    let count = index - marked
    place.offset += UInt64(count)
    if count > 32 {
      place.column &+= UInt32(
        truncatingIfNeeded: chunk.extracting(marked..<index).scalarCount)
      marked = index
    }
    while marked < index {
      if chunk[marked] & 0xC0 != 0x80 { place.column &+= 1 }
      marked += 1
    }
  }

  /// Goes forward to a byte of the chunk, over line ends within quotes.
  private mutating func markLines(_ chunk: Span<UInt8>, _ index: Int) {
    guard index > marked else { return }
    let run = chunk.extracting(marked..<index)
    if run.firstIndex(of: lineEnd) != nil {
      let lines = run.count(of: lineEnd)
      var last = run.count - 1
      while run[last] != lineEnd { last -= 1 }
      place.line &+= UInt32(truncatingIfNeeded: lines)
      place.column = 1
      place.offset += UInt64(last + 1)
      marked += last + 1
    }
    mark(chunk, index)
  }

  /// Goes over the line end at `index`.
  private mutating func endLine(_ chunk: Span<UInt8>, _ index: Int) {
    mark(chunk, index + 1)
    place.line &+= 1
    place.column = 1
    afterReturn = chunk[index] == Self.carriageReturn
    lineEnd = chunk[index]
  }
}
