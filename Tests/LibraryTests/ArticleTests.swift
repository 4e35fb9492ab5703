import Gazette
import Testing

/// Documents as values, with nothing imported but the library.
@Suite struct ArticleTests {
  private static let issue = """
    <article article-type="collection" dtd-version="1.2" xml:lang="zh"><front><journal-meta><journal-title-group>\
    <journal-title>动态</journal-title></journal-title-group></journal-meta><article-meta><issue>12</issue>\
    </article-meta></front>
    <sub-article article-type="news" id="a1"><front-stub><title-group><article-title>One</article-title>\
    </title-group><contrib-group><contrib contrib-type="author"><collab>办公室</collab></contrib></contrib-group>\
    <pub-date date-type="published" iso-8601-date="2021-03-12"><day>12</day><month>3</month><year>2021</year>\
    </pub-date><kwd-group><kwd>red</kwd><kwd>blue</kwd></kwd-group></front-stub>
    <body><p>A <bold>bold</bold> <ruby><rb>字</rb><rt>zì</rt></ruby>.</p><list list-type="order"><list-item>\
    <label>1.</label><p>First.</p></list-item></list></body></sub-article>
    <sub-article article-type="news" id="a2"><front-stub><title-group><article-title>Two</article-title>\
    </title-group></front-stub><body><p>x</p></body></sub-article></article>
    """

  private static func conversion(_ text: String, _ name: String) -> Conversion {
    var conversion = Conversion(input: name)
    conversion.content = Array(text.utf8)
    return conversion
  }

  @Test func anArticleHasItsFrontItsBodyAndWhatItStandsIn() throws {
    let articles = try Self.conversion(Self.issue, "issue.jats.xml")
      .articles(diagnostics: DiagnosticCollector())
    #expect(articles.map(\.title) == ["One", "Two"])
    let first = try #require(articles.first)
    #expect(first.bulletin.title == "动态")
    #expect(first.bulletin.metadata[.issue] == ["12"])
    #expect(first.section == nil)
    #expect(first.front.contributors.map(\.text) == ["办公室"])
    #expect(first.front.contributors.first?[.role] == "author")
    #expect(first.front.dates.first?[.iso] == "2021-03-12")
    #expect(first.front.metadata[.keyword] == ["red", "blue"])
    #expect(first.body.map(\.element) == [.paragraph, .list, .item, .paragraph])
    #expect(first.body.first { $0.element == .item }?[.label] == "1.")
    #expect(first.text == "A bold 字(zì).\nFirst.")
    #expect(articles.last?.bulletin == first.bulletin)
    #expect(articles.last?.front.contributors == [])
  }

  /// An article that follows a section stands in none.
  @Test func aSectionEndsWithItsArticles() throws {
    let lines = """
      {"type":"bulletin","title":"B"}
      {"type":"section","title":"S"}
      {"type":"article","title":"In"}
      {"type":"sectionEnd"}
      {"type":"article","title":"Out"}
      {"type":"end"}

      """
    let articles = try Self.conversion(lines, "issue.jsonl")
      .articles(diagnostics: DiagnosticCollector())
    #expect(articles.map { $0.section?.title } == ["S", nil])
    #expect(articles.map(\.bulletin.title) == ["B", "B"])
  }

  /// Whatever the size of the input, values come on the thread that asks for them, and outputs beside them are
  /// written as ever.
  @Test func valuesComeBesideOutputsOnOneThread() throws {
    let front = #"{"type":"bulletin","title":"B"}"# + "\n"
    let body = #"[{"type":"paragraph","content":["x"]}]"#
    let article = #"{"type":"article","title":"T","body":\#(body)}"# + "\n"
    let text =
      front + String(repeating: article, count: 40_000)
      + #"{"type":"end"}"# + "\n"
    var conversion = Self.conversion(text, "issue.jsonl")
    let sink = MemorySink()
    conversion.outputs = [.init(format: try Formats.writable("csv"), to: .sink(sink))]
    let thread = CurrentThread.number
    var count = 0
    try conversion.forEachArticle(diagnostics: DiagnosticCollector()) { _ in
      count += CurrentThread.number == thread ? 1 : 0
    }
    #expect(count == 40_000)
    #expect(sink.bytes.count { $0 == UInt8(ascii: "\n") } > 40_000)
  }

  @Test func whatTheReceiverThrowsStopsTheConversion() {
    let conversion = Self.conversion(Self.issue, "issue.jats.xml")
    var titles: [String] = []
    #expect(throws: ConversionError.self) {
      try conversion.forEachArticle(diagnostics: DiagnosticCollector()) {
        (article) throws(ConversionError) in
        titles.append(article.title)
        throw ConversionError(.usage, ["enough"])
      }
    }
    #expect(titles == ["One"])
  }

  /// A fragment that is left out of a value is a loss like any other.
  @Test func aFragmentIsReported() throws {
    let text = Self.issue.replacing(
      "<bold>bold</bold>", with: #"<styled-content style="color:red">bold</styled-content>"#)
    let said = DiagnosticCollector()
    let articles = try Self.conversion(text, "issue.jats.xml").articles(diagnostics: said)
    #expect(articles.first?.body.first?.text == "A bold 字(zì).")
    #expect(said.count(of: .opaqueKeptAsText) == 1)
  }

  @Test func theNameOfAnOutputTellsItsFormat() throws {
    let conversion = try Conversion(input: "a.txt", output: "a.tsv")
    #expect(conversion.outputs.map(\.format.name) == ["csv"])
    #expect(conversion.outputs.first?.options["delimiter"] == "tab")
    #expect(throws: ConversionError.self) { try Conversion(input: "a.txt", output: "a.unknown") }
  }
}
