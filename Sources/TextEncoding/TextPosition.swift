public import GazetteDocumentModel

/// Where a byte stands in a text, counted anew: only for messages.
public enum TextPosition {
  /// The position of the byte at `index`, scalars counted as in UTF-8.
  public static func of(
    _ index: Int, in text: Span<UInt8>, from start: SourcePosition = .start
  ) -> SourcePosition {
    var position = start
    position.offset += UInt64(index)
    for at in 0..<min(index, text.count) {
      if text[at] == 0x0A {
        position.line += 1
        position.column = 1
      } else if text[at] & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return position
  }
}
