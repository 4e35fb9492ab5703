import GazetteDocumentModel

/// The cells of one row that are held: all but the text, if that comes last.
struct CSVCells {
  /// All cells of one row may take this much; a text does not count.
  static let capacity = 16 << 20

  private(set) var bytes: [UInt8] = []
  private var ranges: [Range<Int>] = []
  private var positions: [SourcePosition] = []
  /// Where the row begins.
  private(set) var row = SourcePosition.start

  /// Begins a row of so many columns, all of them empty.
  mutating func reset(_ count: Int, at position: SourcePosition) {
    bytes.removeAll(keepingCapacity: true)
    row = position
    if ranges.count == count {
      for index in 0..<count {
        ranges[index] = 0..<0
        positions[index] = position
      }
    } else {
      ranges = [Range<Int>](repeating: 0..<0, count: count)
      positions = [SourcePosition](repeating: position, count: count)
    }
  }

  mutating func begin(_ column: Int, at position: SourcePosition) {
    ranges[column] = bytes.count..<bytes.count
    positions[column] = position
  }

  @inline(__always)
  mutating func beginEmpty(_ column: Int, at position: SourcePosition) {
    positions[column] = position
  }

  /// - Throws: `GZ4201` where the row grows too large.
  mutating func append(_ span: Span<UInt8>, to column: Int) throws(ConversionError) {
    bytes.append(span)
    ranges[column] = ranges[column].lowerBound..<bytes.count
    guard bytes.count <= Self.capacity else {
      throw ConversionError(
        .csvSyntax,
        [
          "the cells of one row take more than \(Self.capacity >> 20) MB;"
            + " a quotation mark may be missing"
        ], at: positions[column])
    }
  }

  /// Takes off the apostrophe that guards a formula.
  mutating func unguard(_ column: Int) {
    let range = ranges[column]
    if CSVFormulaGuard.isGuarded(bytes.span.extracting(range)) {
      ranges[column] = (range.lowerBound + 1)..<range.upperBound
    }
  }

  func range(_ column: Int) -> Range<Int> { ranges[column] }
  func position(_ column: Int) -> SourcePosition { positions[column] }
  func isEmpty(_ column: Int) -> Bool { ranges[column].isEmpty }
  /// A copy of a cell.
  func value(_ column: Int) -> [UInt8] { Array(bytes[ranges[column]]) }
  /// A copy of a cell, for messages and numbers.
  func text(_ column: Int) -> String { String(decoding: bytes[ranges[column]], as: UTF8.self) }

  /// Whether a cell holds these bytes.
  func equals(_ column: Int, _ value: [UInt8]) -> Bool {
    bytes.span.extracting(ranges[column]).elementsEqual(value.span)
  }
}

/// A text that stands before other columns, until its row is known whole: in memory, then in a
/// temporary file.
struct CSVHeldText: ~Copyable {
  private static let capacity = 1 << 20

  private var bytes: [UInt8] = []
  private var file: TemporaryFile?
  private var position = SourcePosition.start
  private(set) var isEmpty = true

  mutating func append(_ span: Span<UInt8>, at place: SourcePosition) throws(ConversionError) {
    if isEmpty { position = place }
    isEmpty = false
    bytes.append(span)
    guard bytes.count > Self.capacity else { return }
    let target: TemporaryFile
    if let file { target = file } else { target = try TemporaryFile() }
    file = target
    try target.append(bytes.span)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func reset() {
    guard !isEmpty else { return }
    isEmpty = true
    bytes.removeAll(keepingCapacity: true)
    file?.truncate()
  }

  /// Gives the text, in pieces that end between characters, and forgets it.
  mutating func drain(
    _ body: (Span<UInt8>, SourcePosition) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    if let file, file.size > 0 {
      var offset: UInt64 = 0
      var piece = [UInt8](repeating: 0, count: Self.capacity)
      while offset < file.size {
        let count = try file.read(into: &piece, at: offset)
        guard count > 0 else { break }
        let span = piece.span.extracting(0..<count)
        let whole = count - UTF8Validation.incompleteSuffix(span)
        try body(span.extracting(0..<whole), position)
        offset += UInt64(whole)
      }
    }
    if !bytes.isEmpty { try body(bytes.span, position) }
    reset()
  }
}
