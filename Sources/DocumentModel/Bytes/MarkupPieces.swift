/// What markup consists of, piece by piece: ranges of its bytes, none left out.
///
///     A <b title="x > y">word</b><!-- no <tag> -->
///     ↑ ↑                ↑   ↑   ↑
///     text, start tag, text, end tag, other
public struct MarkupPieces: Sequence, IteratorProtocol {
  public enum Kind { case text, startTag, endTag, other }

  private let markup: [UInt8]
  private var index = 0

  public init(_ markup: [UInt8]) { self.markup = markup }

  public mutating func next() -> (kind: Kind, range: Range<Int>)? {
    guard index < markup.count else { return nil }
    let start = index
    guard markup[start] == UInt8(ascii: "<") else {
      index = markup.span.firstIndex(of: UInt8(ascii: "<"), from: start) ?? markup.count
      return (.text, start..<index)
    }
    if skip("<!--", to: "-->") || skip("<![CDATA[", to: "]]>") || skip("<?", to: "?>")
      || skip("<!", to: ">")
    {
      return (.other, start..<index)
    }
    if skip("</", to: ">") { return (.endTag, start..<index) }
    skipTag()
    return (.startTag, start..<index)
  }

  /// Goes behind what begins and ends with such bytes; false where something else begins here.
  private mutating func skip(_ start: StaticString, to end: StaticString) -> Bool {
    guard holds(start, at: index) else { return false }
    index += start.utf8CodeUnitCount
    while index < markup.count, !holds(end, at: index) { index += 1 }
    index = Swift.min(markup.count, index + end.utf8CodeUnitCount)
    return true
  }

  /// Goes behind the `>` that stands in no attribute's value.
  private mutating func skipTag() {
    var quote: UInt8?
    while index < markup.count {
      let byte = markup[index]
      index += 1
      switch byte {
      case quote: quote = nil
      case UInt8(ascii: "\"") where quote == nil, UInt8(ascii: "'") where quote == nil:
        quote = byte
      case UInt8(ascii: ">") where quote == nil: return
      default: break
      }
    }
  }

  private func holds(_ bytes: StaticString, at index: Int) -> Bool {
    let end = index + bytes.utf8CodeUnitCount
    return end <= markup.count && markup.span.extracting(index..<end).elementsEqual(bytes)
  }
}
