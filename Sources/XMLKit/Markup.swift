import GazetteDocumentModel

extension [UInt8] {
  /// Markup without its tags: for places that hold only text.
  public var withoutTags: [UInt8] {
    guard span.firstIndex(of: UInt8(ascii: "<")) != nil else { return self }
    var text: [UInt8] = []
    var inTag = false
    for byte in self {
      if byte == UInt8(ascii: "<") { inTag = true }
      if !inTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { inTag = false }
    }
    return text
  }

  /// Text with the references resolved that `XMLWriter` writes.
  public var unescapedXML: [UInt8] {
    span.firstIndex(of: UInt8(ascii: "&")) == nil ? self : GazetteInstruction.unescape(span)
  }

  /// A fragment whose elements have no prefix, with one: the JATS DTDs know MathML as `mml:math` only.
  /// A fragment that holds other namespaces too stays as it is.
  public func prefixed(_ prefix: String) -> [UInt8] {
    let declaration = Array(" xmlns=".utf8)
    var at = 0
    var declarations = 0
    var prefixed: [UInt8] = []
    let colon = Array((prefix + ":").utf8)
    while at < count {
      if self[at] == UInt8(ascii: "<"), at + 1 < count {
        let isEnd = self[at + 1] == UInt8(ascii: "/")
        let name = at + (isEnd ? 2 : 1)
        prefixed += self[at..<name]
        at = name
        if at < count, self[at] & 0xDF >= 0x41, self[at] & 0xDF <= 0x5A { prefixed += colon }
      } else if self[at] == 0x20, self[at...].starts(with: declaration) {
        declarations += 1
        prefixed += Array(" xmlns:\(prefix)=".utf8)
        at += declaration.count
      } else {
        prefixed.append(self[at])
        at += 1
      }
    }
    return declarations == 1 ? prefixed : self
  }

  /// A fragment without declarations of namespaces that the document around it makes.
  public func withoutDeclarations(_ declarations: [[UInt8]]) -> [UInt8] {
    var bytes = self
    for declaration in declarations where bytes.contains(UInt8(ascii: "=")) {
      var kept: [UInt8] = []
      var at = 0
      while at < bytes.count {
        if bytes[at] == 0x20, bytes[at...].starts(with: declaration) {
          at += declaration.count
        } else {
          kept.append(bytes[at])
          at += 1
        }
      }
      bytes = kept
    }
    return bytes
  }
}
