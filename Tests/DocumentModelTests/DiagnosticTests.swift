import GazetteDocumentModel
import Testing

@Suite struct DiagnosticTests {
  @Test func argumentsAreNoTemplates() {
    let diagnostic = Diagnostic(.csvValue, ["{2}", "{1} and {x}"])
    #expect(diagnostic.message().contains("{2}"))
    #expect(diagnostic.message().contains("{1} and {x}"))
  }

  @Test func argumentsAreCutForATerminal() {
    let diagnostic = Diagnostic(.csvValue, ["kind", "abcdef"])
    #expect(diagnostic.message(longest: 4).contains("abcd…"))
    #expect(!diagnostic.message(longest: 4).contains("abcde"))
  }

  /// Compared by scalars: some of these are no characters of their own.
  @Test(
    arguments: [
      (0x1B, 0x241B), (0x7F, 0x2421), (0x80, 0xFFFD), (0x9B, 0xFFFD), (0x9F, 0xFFFD),
      (0x202A, 0xFFFD), (0x202E, 0xFFFD), (0x2066, 0xFFFD), (0x2069, 0xFFFD),
      (0x09, 0x09), (0xA0, 0xA0), (0x2014, 0x2014), (0x200F, 0x200F),
    ] as [(UInt32, UInt32)])
  func controlsAreShown(_ raw: UInt32, _ shown: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(raw))
    let expected = try #require(Unicode.Scalar(shown))
    let line = Diagnostic(.csvValue, ["a\(Character(scalar))b", "x"]).line()
    let wanted = [UInt32(UInt8(ascii: "a")), expected.value, UInt32(UInt8(ascii: "b"))]
    #expect(Array(line.unicodeScalars.map(\.value)).contains(wanted))
    if raw != shown { #expect(!line.unicodeScalars.contains(scalar)) }
  }
}
