import GazetteDocumentModel

extension [UInt8] {
  /// A fragment whose elements have no prefix, with one: the JATS DTDs know MathML as `mml:math` only.
  /// A fragment that holds other namespaces too stays as it is.
  public func prefixed(_ prefix: String) -> [UInt8] {
    let declaration = Array(" xmlns=".utf8)
    let prefixedDeclaration = Array(" xmlns:\(prefix)=".utf8)
    let colon = Array((prefix + ":").utf8)
    var declarations = 0
    var prefixed: [UInt8] = []
    for (kind, range) in MarkupPieces(self) {
      guard kind == .startTag || kind == .endTag else {
        prefixed += self[range]
        continue
      }
      let name = range.lowerBound + (kind == .endTag ? 2 : 1)
      prefixed += self[range.lowerBound..<name]
      if name < count, self[name] & 0xDF >= 0x41, self[name] & 0xDF <= 0x5A { prefixed += colon }
      let (tag, found) = replacing(
        [declaration], with: prefixedDeclaration, in: name..<range.upperBound)
      prefixed += tag
      declarations += found
    }
    return declarations == 1 ? prefixed : self
  }

  /// A fragment without declarations of namespaces that the document around it makes.
  public func withoutDeclarations(_ declarations: [[UInt8]]) -> [UInt8] {
    var kept: [UInt8] = []
    for (kind, range) in MarkupPieces(self) {
      if kind == .startTag {
        kept += replacing(declarations, with: [], in: range).bytes
      } else {
        kept += self[range]
      }
    }
    return kept
  }

  /// A stretch of a tag in which what stands between its attributes' values is replaced, and how often.
  private func replacing(
    _ wanted: [[UInt8]], with other: [UInt8], in range: Range<Int>
  ) -> (bytes: [UInt8], count: Int) {
    var bytes: [UInt8] = []
    var found = 0
    var quote: UInt8?
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = self[at]
      if byte == 0x20, quote == nil,
        let match = wanted.first(where: { self[at..<range.upperBound].starts(with: $0) })
      {
        found += 1
        bytes += other
        at += match.count
        continue
      }
      if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == quote {
        quote = nil
      }
      bytes.append(byte)
      at += 1
    }
    return (bytes, found)
  }
}
