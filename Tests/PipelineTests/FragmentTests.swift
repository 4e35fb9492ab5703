import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// Fragments that a format has no place for: their text stays where it stands in running text.
@Suite struct FragmentTests {
  static func article(_ body: String, title: String = "T") -> [UInt8] {
    Array(
      ("<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" xml:lang=\"en\"><front><article-meta>"
        + "<title-group><article-title>\(title)</article-title></title-group>"
        + "<counts><page-count count=\"3\"/></counts></article-meta></front>"
        + "<body>\(body)</body></article>").utf8)
  }

  @Test(arguments: ["text", "xhtml", "csv"])
  func wordsOfAFragmentStay(_ format: String) throws {
    let result = try Converted(
      Self.article("<p>A <styled-content style=\"color:red\">red</styled-content> word.</p>"),
      from: "jats", to: format)
    #expect(result.text.contains("A red word."))
    #expect(result.diagnostics.contains { $0.code == .opaqueKeptAsText })
  }

  /// Those of a script, or of what stands for one, are not seen where they stand.
  @Test(arguments: [
    "<script>e()</script>", "<template><p>e</p></template>", "<noscript>e</noscript>",
    "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:title>e</s:title></s:svg>",
  ])
  func wordsOfXHTMLStayInJATS(_ unseen: String) throws {
    let lines = """
      {"type":"bulletin","title":"B"}
      {"type":"article","title":"T","body":[{"type":"paragraph","content":["a ",\
      {"type":"opaque","format":"xhtml","value":"<q>b &amp; c</q>"}," d",\
      {"type":"opaque","format":"xhtml","value":"\(unseen)"}]}]}
      {"type":"end"}

      """
    let result = try Converted(Array(lines.utf8), from: "jsonl", to: "jats")
    #expect(result.text.contains("<p>a b &amp; c d</p>"))
    #expect(
      result.diagnostics.map(\.code).filter {
        [.opaqueKeptAsText, .opaqueNotExpressible].contains($0)
      }
        == [.opaqueKeptAsText, .opaqueNotExpressible])
  }

  /// A fact that is a fragment is told of once.
  @Test func oneMessageForOneFragment() throws {
    let result = try Converted(Self.article("<p>A word.</p>"), from: "jats", to: "text")
    #expect(result.diagnostics.filter { $0.code == .opaqueNotExpressible }.count == 1)
    #expect(
      !result.diagnostics.contains { $0.code == .metadataNotExpressible && $0.arguments[1] == "" })
  }

  @Test func formulasOfTextHaveTheirLabelAndTeX() throws {
    let result = try Converted(
      Self.article(
        "<disp-formula><label>(1)</label><tex-math>\\usepackage{x}\\begin{document}$a&lt;b$\\end{document}"
          + "</tex-math></disp-formula><p>Middle.</p><disp-formula><label>(2)</label>"
          + "<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><mml:mi>E</mml:mi></mml:math>"
          + "</disp-formula><p>End.</p>"), from: "jats", to: "text")
    #expect(result.text.contains("\n\n(1) $a<b$\n\nMiddle.\n\n(2)\n\nEnd.\n"))
  }

  @Test func lineBreaksInTitlesAreBlanks() throws {
    let input = Self.article("<p>A word.</p>", title: "One<break/>two")
    #expect(try Converted(input, from: "jats", to: "text").text.contains("One two"))
    let lines =
      "{\"type\":\"bulletin\",\"title\":[\"One\",{\"type\":\"lineBreak\"},\"two\"]}\n{\"type\":\"end\"}\n"
    #expect(
      try Converted(Array(lines.utf8), from: "jsonl", to: "xhtml").text
        .contains("<title>One two</title>"))
  }

  /// JATS to JATS: what looks like a declaration in a text is text, and cells break where they did.
  @Test func textAndBreaksComeBack() throws {
    let declaration = "xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    let fragment = "<chem-struct>say \(declaration) twice</chem-struct>"
    let result = try Converted(
      Self.article(
        "<p>x \(fragment)</p><table-wrap><table><tbody><tr><td>2<break/>3</td></tr></tbody></table></table-wrap>"
      ), from: "jats", to: "jats")
    #expect(result.text.contains(fragment))
    #expect(result.text.contains("<td>2<break/>3</td>"))
  }
}
