extension [UInt8] {
  /// Markup without its tags, a blank for a line break: for places that hold only text.
  public var withoutTags: [UInt8] {
    guard span.firstIndex(of: UInt8(ascii: "<")) != nil else { return self }
    var text: [UInt8] = []
    for (kind, range) in MarkupPieces(self) {
      if kind == .text { text += self[range] }
      if kind == .startTag, Self.breaks.contains(where: { self[range].starts(with: $0) }) {
        text.append(0x20)
      }
    }
    return text
  }

  private static let breaks = [Array("<br/>".utf8), Array("<br ".utf8), Array("<break".utf8)]

  /// Text with the references resolved that are written for what would be markup.
  public var unescapedXML: [UInt8] {
    span.firstIndex(of: UInt8(ascii: "&")) == nil ? self : XMLReferences.resolved(span)
  }
}

private enum XMLReferences {
  private static let references: [(name: [UInt8], byte: UInt8)] = [
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
    (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    (Array("&#9;".utf8), 0x09), (Array("&#10;".utf8), 0x0A), (Array("&#13;".utf8), 0x0D),
  ]

  static func resolved(_ value: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var at = 0
    scan: while at < value.count {
      if value[at] == UInt8(ascii: "&") {
        for (name, byte) in references
        where at + name.count <= value.count
          && [UInt8](value.extracting(at..<(at + name.count))) == name
        {
          bytes.append(byte)
          at += name.count
          continue scan
        }
      }
      bytes.append(value[at])
      at += 1
    }
    return bytes
  }
}
