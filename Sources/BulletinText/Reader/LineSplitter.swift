import GazetteDocumentModel

/// Cuts chunks into lines, in place; only a line that crosses a chunk's edge is copied.
///
/// A line of more than `longLine` bytes is given in fragments cut between scalars, so that a file of
/// one line costs no memory. Lines end with LF or CRLF; with CR where the input's beginning has CR and
/// no LF.
struct LineSplitter {
  /// What a span of a line is.
  enum Part {
    /// All of a line, without its end.
    case whole
    /// The beginning or middle of an over-long line.
    case fragment
    /// The rest of an over-long line; may be empty.
    case last
  }

  static let longLine = 64 << 10

  private var carry: [UInt8] = []
  private var inLongLine = false
  private let newline: UInt8
  /// The number of the line at hand, from 1.
  private(set) var line: UInt32 = 1
  /// Where the span at hand begins, in bytes.
  private(set) var offset: UInt64 = 0

  /// - Parameter sample: the beginning of the input, which shows its line ends.
  init(sample: Span<UInt8>) {
    newline =
      sample.firstIndex(of: 0x0A) == nil && sample.firstIndex(of: 0x0D) != nil ? 0x0D : 0x0A
  }

  typealias Body = (Span<UInt8>, Part, SourcePosition) throws(ConversionError) -> Void

  /// Hands over the lines of a text that is there as a whole.
  static func each(of text: Span<UInt8>, _ body: (Span<UInt8>, Part) -> Void) {
    var splitter = LineSplitter(sample: text)
    // The splitter throws only what its closure throws: nothing.
    try? splitter.split(text) { span, part, _ in body(span, part) }
    try? splitter.finish { span, part, _ in body(span, part) }
  }

  mutating func split(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    var at = 0
    while let end = chunk.firstIndex(of: newline, from: at) {
      let rest = chunk.extracting(at..<end)
      if at == 0 {
        // The chunk before may have begun the line.
        try endLine(rest, terminated: true, body)
      } else {
        try body(rest, .whole, position)
        offset += UInt64(rest.count) + 1
        line = line.addingClamped(1)
      }
      at = end + 1
    }
    try keep(chunk.extracting(at..<chunk.count), body)
  }

  mutating func finish(_ body: Body) throws(ConversionError) {
    if inLongLine || !carry.isEmpty {
      let nothing: [UInt8] = []
      try endLine(nothing.span, terminated: false, body)
    }
  }

  private mutating func endLine(
    _ rest: Span<UInt8>, terminated: Bool, _ body: Body
  ) throws(ConversionError) {
    let part: Part = inLongLine ? .last : .whole
    let length: Int
    if carry.isEmpty {
      length = rest.count
      try body(rest, part, position)
    } else {
      carry.append(rest)
      length = carry.count
      try body(carry.span, part, position)
      carry.removeAll(keepingCapacity: true)
    }
    offset += UInt64(length) + (terminated ? 1 : 0)
    inLongLine = false
    if terminated { line = line.addingClamped(1) }
  }

  /// The part of the chunk behind its last line end.
  private mutating func keep(_ rest: Span<UInt8>, _ body: Body) throws(ConversionError) {
    guard rest.count > 0 else { return }
    carry.append(rest)
    guard inLongLine || carry.count > Self.longLine else { return }
    let cut = carry.span.scalarEnd
    guard cut > 0 else { return }
    inLongLine = true
    try body(carry.span.extracting(0..<cut), .fragment, position)
    offset += UInt64(cut)
    carry.removeFirst(cut)
  }

  private var position: SourcePosition { SourcePosition(offset: offset, line: line, column: 1) }
}

extension Span where Element == UInt8 {
  /// The length without a scalar that is cut off at the end.
  fileprivate var scalarEnd: Int { count - UTF8Validation.incompleteSuffix(self) }
}
