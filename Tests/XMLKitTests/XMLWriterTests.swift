import GazetteDocumentModel
import GazetteXMLKit
import Testing

@Suite struct XMLWriterTests {
  /// `<e a="…">…</e>` for a text.
  func written(_ text: [UInt8]) throws -> (xml: String, replaced: Int) {
    let sink = MemorySink()
    let diagnostics = DiagnosticCollector()
    var xml = XMLWriter(OutputBuffer(sink), diagnostics: diagnostics)
    try xml.start("e")
    try xml.attribute("a", text.span, at: .start)
    try xml.text(text.span, at: .start)
    try xml.end("e")
    try xml.finish()
    return (
      String(decoding: sink.bytes, as: UTF8.self), diagnostics.count(of: .controlCharacterReplaced)
    )
  }

  /// At every place of a block of 16, so that no lane is overlooked.
  @Test func escapesAtEveryPlace() throws {
    let specials: [(raw: String, text: String, attribute: String)] = [
      ("&", "&amp;", "&amp;"), ("<", "&lt;", "&lt;"), (">", "&gt;", ">"), ("\"", "\"", "&quot;"),
      ("\r", "&#13;", "&#13;"), ("\n", "\n", "&#10;"), ("\t", "\t", "&#9;"),
      ("\u{1}", "\u{FFFD}", "\u{FFFD}"), ("\u{FFFE}", "\u{FFFD}", "\u{FFFD}"),
      ("\u{FFFF}", "\u{FFFD}", "\u{FFFD}"), ("，", "，", "，"), ("\u{FFFD}", "\u{FFFD}", "\u{FFFD}"),
    ]
    for special in specials {
      for before in 0..<40 {
        let head = String(repeating: "a", count: before)
        let (xml, _) = try written(Array((head + special.raw + "文").utf8))
        #expect(
          xml == "<e a=\"\(head)\(special.attribute)文\">\(head)\(special.text)文</e>", "\(before)")
      }
    }
  }

  @Test func replacedCharactersAreReported() throws {
    #expect(try written(Array("a\u{0}b\u{1F}c\u{FFFF}".utf8)).replaced == 6)
  }

  @Test func emptyElementsAndCaptures() throws {
    let sink = MemorySink()
    var xml = XMLWriter(OutputBuffer(sink), diagnostics: DiagnosticCollector())
    try xml.start("a")
    try xml.beginCapture()
    try xml.start("b")
    try xml.end("b")
    let captured = try xml.endCapture()
    try xml.raw(captured.span)
    try xml.end("a")
    try xml.finish()
    #expect(String(decoding: sink.bytes, as: UTF8.self) == "<a><b/></a>")
  }

  /// What is held grows beyond the buffer, and what comes before and after it stays in its order.
  @Test(arguments: [0, 10, 65_000, 65_536, 200_000])
  func capturesOfAnyLength(_ length: Int) throws {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    let piece = [UInt8](repeating: UInt8(ascii: "y"), count: 40_000)
    let sink = MemorySink()
    var xml = XMLWriter(OutputBuffer(sink), diagnostics: DiagnosticCollector())
    for _ in 0..<3 {
      try xml.raw(piece.span)
      try xml.beginCapture()
      try xml.text(text.span.extracting(0..<(length / 2)), at: .start)
      try xml.text(text.span.extracting((length / 2)..<length), at: .start)
      let captured = try xml.endCapture()
      #expect(captured == text)
      try xml.raw("-")
      try xml.raw(captured.span)
    }
    try xml.finish()
    let once = piece + [UInt8(ascii: "-")] + text
    #expect(sink.bytes == once + once + once)
  }
}
