extension DiagnosticCollector {
  /// Reports a fragment whose markup a format has no place for, and gives the text that stays of it: empty where it
  /// does not stand in running text, or has none to be read there.
  ///
  ///     A <styled-content style="color:red">red</styled-content> word.   →   A red word.
  public func reportFragment(
    _ format: OpaqueFormat, _ fragment: Span<UInt8>, in parent: Element?, target: String,
    at position: SourcePosition
  ) -> [UInt8] {
    let text = parent?.holdsText == true ? format.text(of: [UInt8](fragment)) : []
    report(
      text.isEmpty ? .opaqueNotExpressible : .opaqueKeptAsText,
      [format.name, target, String(fragment)], at: position)
    return text
  }
}

extension Element {
  /// Whether running text stands right in it.
  var holdsText: Bool {
    switch self {
    case .title, .subtitle, .kicker, .paragraph, .heading, .preformatted, .term, .cell, .signOff:
      true
    default: level == .inline
    }
  }
}

extension OpaqueFormat {
  /// Elements of XHTML whose text is for programs, or for who has none that run.
  public static let scripts: Set<String> = ["script", "style", "noscript", "template"]

  /// Elements whose text nobody sees where they stand.
  private static let unseen = scripts.union(["svg", "index-term"])

  /// The name of the element that a fragment begins with, without its prefix.
  private static func name(of fragment: [UInt8]) -> String {
    let tag = fragment.dropFirst().prefix { !" \t\r\n/>".utf8.contains($0) }
    return String(decoding: tag.split(separator: UInt8(ascii: ":")).last ?? [], as: UTF8.self)
  }

  /// The text of a fragment, runs of white space one blank. That of MathML says nothing in a line; that of TeX
  /// (`tex-math`) is what stands between the ends of its document.
  func text(of fragment: [UInt8]) -> [UInt8] {
    guard self != .mathML, !Self.unseen.contains(Self.name(of: fragment)) else { return [] }
    let text = fragment.withoutTags.unescapedXML
    let words = Self.texBody(text).split { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard !words.isEmpty else { return [] }
    let isSpace = { (byte: UInt8?) in byte == 0x20 || byte == 0x0A }
    return (isSpace(text.first) ? [0x20] : []) + words.joined(separator: [0x20])
      + (isSpace(text.last) ? [0x20] : [])
  }

  private static func texBody(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let begin = Array("\\begin{document}".utf8)
    let end = Array("\\end{document}".utf8)
    guard let start = text.indices.first(where: { text[$0...].starts(with: begin) }) else {
      return text[...]
    }
    let body = text[(start + begin.count)...]
    guard let stop = body.indices.first(where: { body[$0...].starts(with: end) }) else {
      return body
    }
    return body[..<stop]
  }
}
