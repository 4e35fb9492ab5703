import GazetteCSV
import GazetteDocumentModel
import Testing

@Suite struct CSVWriterTests {
  /// The rows of one article.
  func csv(title: String, text: [String], options: [String: String] = [:]) throws -> String {
    let sink = MemorySink()
    let make = try #require(CSVFormat.format.makeWriter)
    var writer = try make(
      WriterContext(sink: sink, diagnostics: DiagnosticCollector(), options: OptionValues(options)))
    let title = Array(title.utf8)
    try writer.handle(.start(.bulletin), at: .start)
    try writer.handle(.start(.article), at: .start)
    try writer.element(.title, text: title.span, at: .start)
    try writer.handle(.start(.body), at: .start)
    for paragraph in text {
      let bytes = Array(paragraph.utf8)
      try writer.element(.paragraph, text: bytes.span, at: .start)
    }
    for element in [Element.body, .article, .bulletin] {
      try writer.handle(.end(element), at: .start)
    }
    try writer.finish()
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  @Test func quotesCommasAndLineEnds() throws {
    let text = try csv(title: "a,\"b\"", text: ["一。", "他说\"好\"。"])
    let rows = text.split(separator: "\r\n").map(String.init)
    #expect(rows.count == 2)
    #expect(rows[0].hasPrefix("bulletin,issue,"))
    #expect(rows[1].contains(",\"a,\"\"b\"\"\","))
    #expect(rows[1].hasSuffix(",\"一。\n\n他说\"\"好\"\"。\""))
    #expect(text.hasSuffix("\r\n"))
  }

  @Test func optionsAreFollowed() throws {
    let options = ["delimiter": "tab", "newline": "lf", "bom": "yes", "safe": "yes"]
    let text = try csv(title: "=1+1", text: ["@x"], options: options)
    #expect(text.hasPrefix("\u{FEFF}bulletin\tissue"))
    #expect(!text.contains("\r"))
    #expect(text.contains("\t\"'=1+1\"\t"))
    #expect(text.hasSuffix("\"'@x\"\n"))
  }

  @Test func everyRowHasEveryColumn() throws {
    let rows = try csv(title: "t", text: ["x"]).split(separator: "\r\n")
    #expect(rows[0].count { $0 == "," } == rows[1].count { $0 == "," })
  }
}
