import GazetteDocumentModel

/// Lines of somebody else's words, each behind a mark.
///
///     > When will the new code become
///     > mandatory?                        filled lines are one paragraph
///     >
///     > And where?                        the mark alone parts paragraphs
///
///     On November 1.                      what has no mark is outside, right below too
extension TextReader {
  /// Whether the paragraph at hand is one of a quotation. (Most stand in nothing.)
  @inline(__always)
  var isInQuotation: Bool { !containers.isEmpty && containers[containers.count - 1] == .quotation }

  /// A line of a quotation that is open, or the mark alone. What the words have in front of them within it, another
  /// mark too, belongs to them.
  mutating func goesOnInQuotation(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if parts.has(.quotation),
      try takeOpening(line, [.init(.quotation)], place, position, &handler)
    {
      return true
    }
    guard line.count <= 6, isQuotationMark(line) else { return false }
    note(.quotation, line, position.line, nil, Reasons.template)
    marks.count(line)
    try closeParagraph()
    return true
  }

  /// Whether words behind it would be a quotation.
  private mutating func isQuotationMark(_ line: Span<UInt8>) -> Bool {
    let sample = [UInt8](line) + [0x20, 0x78]
    return classifier.match(.quotation, sample.span, &budget) != nil
  }

  /// Columns that a line has at least which the one below it goes on with.
  private static let leastFilled = 40

  /// Adds a line to the quotation that is open right above it, or begins one.
  mutating func quote(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace,
    _ position: SourcePosition
  ) throws(ConversionError) {
    guard let capture = match.first(.text) else { return }
    marks.count(line, match)
    let text = line.extracting(capture.range)
    if isInQuotation, place.blanks == 0 {
      if paragraph.isOpen, paragraph.columns >= Self.leastFilled, paragraph.columns <= 132 {
        try join(text, position)
      } else {
        try closeParagraph()
        try openParagraphHere(position)
      }
    } else {
      try endPreformatted()
      try closeContainers()
      try open(.quotation, position)
      try openParagraphHere(position)
    }
    paragraph.end = position
    paragraph.columns = line.columns
    paragraph.indent = place.indent
    try extendPiece(text, position)
  }
}
