/// White space in running text, as print has it: a run of it is one blank, none at the ends of a block,
/// and none where a line ends between two wide characters.
struct JATSWhiteSpace {
  private var isAtStart = true
  private var isPending = false
  private var hasLineEnd = false
  private var lastIsWide = false

  /// A block or a cell begins or ends.
  mutating func reset() { self = JATSWhiteSpace() }

  /// Something that is no text stands here, or begins: a blank before it is due.
  mutating func flush() -> Bool {
    let isDue = isPending && !isAtStart
    isPending = false
    hasLineEnd = false
    isAtStart = false
    lastIsWide = false
    return isDue
  }

  /// Cuts text into what is to be written: calls `emit` with runs, and with nil for a blank.
  mutating func take(_ text: Span<UInt8>, _ emit: (Range<Int>?) -> Void) {
    var at = 0
    while at < text.count {
      if text[at].isXMLSpace {
        isPending = true
        if text[at] == 0x0A { hasLineEnd = true }
        at += 1
        continue
      }
      var end = at + 1
      // A single blank within a run stays where it is.
      while end < text.count {
        if !text[end].isXMLSpace {
          end += 1
        } else if text[end] == 0x20, end + 1 < text.count, !text[end + 1].isXMLSpace {
          end += 2
        } else {
          break
        }
      }
      if isPending, !isAtStart, !(hasLineEnd && lastIsWide && Self.isWide(text[at])) { emit(nil) }
      emit(at..<end)
      isAtStart = false
      isPending = false
      hasLineEnd = false
      lastIsWide = Self.endsWide(text, end)
      at = end
    }
  }

  /// Whether a scalar that begins so is a wide one: CJK and its punctuation, U+3000 to U+9FFF.
  private static func isWide(_ lead: UInt8) -> Bool { (0xE3...0xE9).contains(lead) }

  private static func endsWide(_ text: Span<UInt8>, _ end: Int) -> Bool {
    var lead = end - 1
    while lead > 0, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    return isWide(text[lead])
  }
}
