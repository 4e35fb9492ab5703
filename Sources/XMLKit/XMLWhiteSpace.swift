/// White space in running text, as print has it: a run of it is one blank, none at the ends of a block,
/// and none where a line ends between two wide characters.
public struct XMLWhiteSpace: Sendable {
  private var isAtStart = true
  private var isPending = false
  private var hasLineEnd = false
  private var lastIsWide = false

  public init() {}

  /// A block or a cell begins or ends.
  public mutating func reset() { self = XMLWhiteSpace() }

  /// Something that is no text stands here, or begins: a blank before it is due.
  public mutating func flush() -> Bool {
    let isDue = isPending && !isAtStart
    isPending = false
    hasLineEnd = false
    isAtStart = false
    lastIsWide = false
    return isDue
  }

  /// Cuts text into what is to be written: calls `emit` with runs, and with nil for a blank.
  public mutating func take(_ text: Span<UInt8>, _ emit: (Range<Int>?) -> Void) {
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

extension [UInt8] {
  /// Without white space at the ends, and a run of it one blank.
  public var collapsedWhiteSpace: [UInt8] {
    guard contains(where: \.isXMLSpace) else { return self }
    var whiteSpace = XMLWhiteSpace()
    var bytes: [UInt8] = []
    whiteSpace.take(span) { range in
      if let range { bytes += self[range] } else { bytes.append(0x20) }
    }
    return bytes
  }
}

extension Span where Element == UInt8 {
  /// Whether there is nothing but white space in it.
  public var isWhiteSpace: Bool {
    for index in indices where !self[index].isXMLSpace { return false }
    return true
  }
}

extension UInt8 {
  /// XML 1.0 §2.3 S
  public var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
