public import GazetteDocumentModel

/// Where a byte stands in a text, counted anew: only for messages.
public enum TextPosition {
  /// The position of the byte at `index`, scalars counted as in UTF-8; of more lines or columns than the
  /// numbers hold, the last.
  public static func of(
    _ index: Int, in text: Span<UInt8>, from start: SourcePosition = .start
  ) -> SourcePosition {
    let passed = text.extracting(0..<min(index, text.count))
    let lines = passed.lineFeedCount
    var at = passed.count
    while at > 0, passed[at - 1] != 0x0A { at -= 1 }
    let tail = UInt32(clamping: passed.extracting(at..<passed.count).scalarCount)
    return SourcePosition(
      offset: start.offset + UInt64(index), line: start.line.addingClamped(UInt32(clamping: lines)),
      column: (lines == 0 ? start.column : 1).addingClamped(tail))
  }
}
