public import GazetteDocumentModel

/// Reads CSV of either layout (`articles`, `blocks`), as the header row tells.
///
/// RFC 4180, and what spreadsheets make of it: rows end with LF, CRLF or CR, the delimiter is a comma,
/// semicolon or tab, columns come in any order, and a byte order mark or a line `sep=;` may stand
/// first. Memory is bounded by the facts of one article: a text is passed on in pieces, or waits in a
/// temporary file where its column is not the last.
///
/// - What is not CSV stops it with its place (`GZ4201`, `GZ4202`, `GZ4206`); a column or cell that it
///   does not know is reported (`GZ4203`, `GZ4205`) and left out, a missing cell (`GZ4204`) is empty.
public struct CSVReader: DocumentReader, ~Copyable {
  private var tokenizer = CSVTokenizer()
  private var rows: CSVRowReader
  private let preferredDelimiter: UInt8?

  // Until the header row is whole.
  private var isHeader = true
  private var header: [UInt8] = []
  private var isQuoted = false
  private var separator: UInt8?
  private var isStart = true

  /// A character that the last chunk cut.
  private var carry: [UInt8] = []

  public init(context: borrowing ReaderContext) {
    rows = CSVRowReader(context: context)
    preferredDelimiter = context.options["delimiter"].flatMap(CSVFormat.delimiter)
  }

  public mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var start = 0
    if !carry.isEmpty {
      while start < chunk.count, UTF8Validation.incompleteSuffix(carry.span) > 0 {
        carry.append(chunk[start])
        start += 1
      }
      if UTF8Validation.incompleteSuffix(carry.span) > 0 { return }
      let character = carry
      carry.removeAll(keepingCapacity: true)
      try readWhole(character.span, into: &handler)
    }
    let rest = chunk.extracting(start..<chunk.count)
    let whole = rest.count - UTF8Validation.incompleteSuffix(rest)
    try readWhole(rest.extracting(0..<whole), into: &handler)
    carry.append(rest.extracting(whole..<rest.count))
  }

  public mutating func finish(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if isHeader, !header.isEmpty { try endHeader(into: &handler) }
    try tokenizer.finish(into: &rows, &handler)
    try rows.finish(at: tokenizer.place, into: &handler)
  }

  private mutating func readWhole(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var index = 0
    if isHeader { index = try readHeader(chunk, into: &handler) }
    try tokenizer.read(chunk.extracting(index..<chunk.count), into: &rows, &handler)
  }

  // MARK: The header row

  /// Collects lines up to the header row; gives where the rest of the chunk begins.
  private mutating func readHeader(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var index = 0
    if isStart, chunk.count >= 3 {
      if chunk.extracting(0..<3).elementsEqual("\u{FEFF}") { index = 3 }
    }
    isStart = isStart && chunk.count == 0
    while index < chunk.count {
      let byte = chunk[index]
      index += 1
      header.append(byte)
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D {
        try endHeader(into: &handler)
        if !isHeader { return index }
      }
      guard header.count <= CSVHeader.capacity else {
        throw ConversionError(
          .csvHeader, ["it is longer than \(CSVHeader.capacity >> 10) KB"], at: tokenizer.place)
      }
    }
    return index
  }

  /// A line has ended, before the header row or with it.
  private mutating func endHeader(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var line: [UInt8] = []
    swap(&line, &header)
    let isWhole = line.last == 0x0A || line.last == 0x0D
    let text = line.span.extracting(0..<(line.count - (isWhole ? 1 : 0)))
    guard text.count > 0 else {
      // Blank lines go by.
      return try tokenizer.read(line.span, into: &rows, &handler)
    }
    if separator == nil, let named = CSVHeader.separatorLine(text) {
      separator = named
      if isWhole { tokenizer.skip(line.span) }
      return
    }
    guard
      let found = CSVHeader(
        text, delimiters: separator.map { [$0] } ?? CSVHeader.delimiters,
        preferred: preferredDelimiter)
    else {
      let place = tokenizer.place
      if line.contains(0) {
        // That it is no text is the better thing to say.
        try tokenizer.read(line.span, into: &rows, &handler)
      }
      throw ConversionError(
        .csvHeader,
        [
          "none of its columns is known; known are "
            + CSVLayout.articles.columnNames.joined(separator: ", ") + "; or "
            + CSVLayout.blocks.columnNames.joined(separator: ", ")
        ], at: place)
    }
    tokenizer.delimiter = found.delimiter
    rows.layout = found.layout
    isHeader = false
    try tokenizer.read(line.span, into: &rows, &handler)
  }
}
