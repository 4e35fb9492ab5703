import GazetteDocumentModel
import GazetteJSON
import GazetteTestSupport
import Testing

@Suite("The JSON readers")
struct JSONReaderTests {
  /// A text with `⟦` where an error is expected, without it, and the place.
  private func marked(_ text: String) -> (text: String, place: SourcePosition?) {
    guard let mark = text.firstIndex(of: "⟦") else { return (text, nil) }
    let before = text[..<mark]
    let line = before.count { $0 == "\n" } + 1
    let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
    return (
      text.replacing("⟦", with: ""),
      SourcePosition(
        offset: UInt64(before.utf8.count), line: UInt32(line), column: UInt32(column))
    )
  }

  @Test(
    "say what is wrong and where",
    arguments: [
      // Syntax (RFC 8259).
      (".lines", "{\"type\":\"article\",⟦}", DiagnosticCode.jsonSyntax),
      (".lines", "{\"type\"⟦,\"article\"}", .jsonSyntax),
      (".lines", "{\"type\":⟦'article'}", .jsonSyntax),
      (".lines", "{⟦type:1}", .jsonSyntax),
      (".lines", "{\"type\":⟦nul}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"issue\":⟦01}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"issue\":⟦1.}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"title\":\"中\\⟦x\"}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"title\":\"中\\u00⟦g0\"}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"title\":\"中文⟦\n\"}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"body\":[⟦}", .jsonSyntax),
      (".lines", "{\"type\":\"article\",\"body\":[]⟦]", .jsonSyntax),
      (".lines", "{\"type\":\"article\"}\n\n⟦]", .jsonSyntax),
      (".lines", "⟦\u{FEFF}{}", .jsonSyntax),
      (".document", "{\"bulletins\":[]}\n⟦{}", .jsonSyntax),
      // Values and structure.
      (".lines", "{\"type\":⟦\"story\"}", .jsonValue),
      // Values that do not keep to their attribute's rule.
      (
        ".lines", "{\"type\":\"article\",\"body\":[{\"type\":\"heading\",\"level\":⟦99}]}",
        .jsonValue
      ),
      (
        ".lines", "{\"type\":\"article\",\"body\":[{\"type\":\"heading\",\"level\":⟦1e999}]}",
        .jsonValue
      ),
      (
        ".lines",
        "{\"type\":\"article\",\"dates\":[{\"type\":\"published\",\"iso\":⟦\"2021-02-29\"}]}",
        .jsonValue
      ),
      (".lines", "⟦[]", .jsonStructure),
      (".lines", "⟦\"text\"", .jsonStructure),
      (".lines", "⟦{\"title\":\"x\"}", .jsonStructure),
      (".lines", "{\"type\":\"article\",\"title\":\"a\",\"title\"⟦:\"b\"}", .jsonStructure),
      (".lines", "{\"type\":\"article\",\"body\":⟦\"text\"}", .jsonValue),
      (".lines", "{\"type\":\"article\",\"body\":[⟦\"text\"]}", .jsonStructure),
      (".lines", "{\"type\":\"article\",\"body\":[⟦{\"content\":[]}]}", .jsonStructure),
      (".lines", "{\"type\":\"article\",\"body\":[{\"type\":⟦\"para\"}]}", .jsonValue),
      (".lines", "{\"type\":\"article\",\"body\":[⟦{\"type\":\"emphasis\"}]}", .jsonStructure),
      (
        ".lines",
        "{\"type\":\"article\",\"body\":[{\"type\":\"paragraph\",\"content\":[{\"type\":\"link\","
          + "\"content\":[⟦{\"type\":\"list\"}]}]}]}", .jsonStructure
      ),
      (
        ".lines",
        "{\"type\":\"article\",\"body\":[{\"type\":\"paragraph\",\"content\":[⟦1]}]}",
        .jsonStructure
      ),
      (".lines", "{\"type\":\"article\",\"dates\":[⟦\"2021\"]}", .jsonValue),
      (".lines", "{\"type\":\"article\",\"keywords\":⟦{}}", .jsonValue),
      (".lines", "{\"type\":\"bulletin\"}\n⟦{\"type\":\"bulletin\"}", .jsonStructure),
      (".lines", "⟦{\"type\":\"end\"}", .jsonStructure),
      (".lines", "⟦{\"type\":\"sectionEnd\"}", .jsonStructure),
      (".lines", "{\"type\":\"section\"}\n⟦{\"type\":\"section\"}", .jsonStructure),
      (".lines", "{\"type\":\"bulletin\"}\n⟦{\"type\":\"end\",\"title\":\"x\"}", .jsonStructure),
      (".lines", "{\"type\":\"bulletin\",\"content\":⟦[]}", .jsonStructure),
      (".document", "{\"bulletins\":[⟦{\"type\":\"article\"}]}", .jsonStructure),
      (
        ".document",
        "{\"bulletins\":[{\"type\":\"bulletin\",\"content\":[],\"title\":⟦\"late\"}]}",
        .jsonStructure
      ),
      // Truncation.
      (".lines", "{\"type\":\"article\",\"title\":\"中⟦", .jsonTruncated),
      (".lines", "{\"type\":\"bulletin\"}\n{\"type\":\"article\"}\n⟦", .jsonTruncated),
      (".document", "{\"bulletins\":[⟦", .jsonTruncated),
      (".document", "⟦", .jsonTruncated),
    ] as [(String, String, DiagnosticCode)])
  func errors(_ layout: String, _ text: String, _ code: DiagnosticCode) throws {
    let (text, place) = marked(text)
    for chunk in [Int.max, 1] {
      let error = try #require(
        read(text, layout == ".lines" ? .lines : .document, chunk: chunk).error)
      #expect(error.code == code)
      // The place of a late title is that of its value or of what is around it: the line is right.
      if code == .jsonStructure, text.contains("late") || text.contains("\"title\":\"a\"") {
        continue
      }
      #expect(error.diagnostic.position == place, "\(error.diagnostic.line()), chunks of \(chunk)")
    }
  }

  @Test("name unknown keys and leave them out, whatever they hold")
  func unknownKeys() {
    let text = """
      {"type":"article","views":{"a":[1,{"type":"x"}],"b":"c"},"title":"题","n":-1.5e+3,"t":"x","body":[\
      {"type":"paragraph","colour":["red"],"content":["文",{"type":"opaque","format":"jats","value":"<a/>"}]}]}
      """
    for chunk in [Int.max, 1] {
      let reading = read(text, .lines, chunk: chunk)
      #expect(reading.error == nil)
      #expect(reading.diagnostics.allSatisfy { $0.code == .jsonUnknownKey })
      #expect(
        reading.diagnostics.map(\.arguments) == [
          ["views", "article"], ["n", "article"], ["t", "article"], ["colour", "paragraph"],
        ])
      #expect(reading.diagnostics[0].position?.column == 19)
      expectSame(
        reading.log,
        [
          "start bulletin", "start article", "start title", "text \"题\"", "end title", "start body",
          "start paragraph", "text \"文\"", "opaque jats \"<a/>\"", "end paragraph", "end body",
          "end article", "end bulletin",
        ])
    }
  }

  @Test("take null for nothing and numbers for their digits")
  func looseValues() {
    let reading = read(
      "{\"type\":\"article\",\"title\":null,\"kicker\":null,\"dates\":null,\"volume\":12,\"body\":[null,"
        + "{\"type\":\"heading\",\"level\":2,\"id\":null,\"content\":[null,\"a\"]}]}", .lines)
    #expect(reading.error == nil)
    expectSame(
      reading.log,
      [
        "start bulletin", "start article", "metadata volume \"12\"", "start body", "start heading",
        "attribute level \"2\"", "text \"a\"", "end heading", "end body", "end article",
        "end bulletin",
      ])
  }

  @Test("decode escapes, and replace what the model cannot carry")
  func escapes() {
    let text =
      "{\"type\":\"article\",\"title\":\"\\u4e2d\\uD842\\uDFB7\\n\\/\\\"|\\u0000|\\ud800|\\udc00x|\\ud83d\\ud83d\\ude00|\\ufffe\"}"
    for chunk in [Int.max, 1, 3] {
      let reading = read(text, .lines, chunk: chunk)
      #expect(
        reading.log.contains("text \"中𠮷\n/\"|\u{FFFD}|\u{FFFD}|\u{FFFD}x|\u{FFFD}😀|\u{FFFD}\""))
      #expect(
        reading.diagnostics.map(\.arguments) == [
          ["U+0000"], ["U+D800"], ["U+DC00"], ["U+D83D"], ["U+FFFE"],
        ])
      #expect(reading.diagnostics.allSatisfy { $0.code == .controlCharacterReplaced })
    }
  }

  @Test("read articles alone, blank lines, and objects over several lines")
  func articlesAlone() {
    let one = "{\"type\":\"article\",\"title\":\"甲\"}"
    let log = [
      "start bulletin", "start article", "start title", "text \"甲\"", "end title", "start body",
      "end body", "end article", "end bulletin",
    ]
    for text in [one, "\n \r\n\(one)\r\n\n", one.replacing(",", with: ",\n  ")] {
      let reading = read(text, .lines)
      #expect(reading.error == nil)
      expectSame(reading.log, log)
    }
    let closed = read(one + "\n{\"type\":\"end\",\"contributors\":[{\"name\":\"王\"}]}\n", .lines)
    expectSame(
      closed.log,
      log.dropLast() + ["start contributor", "text \"王\"", "end contributor", "end bulletin"])
    let section = read("{\"type\":\"section\"}\n" + one + "\n", .lines)
    #expect(section.error == nil)
    expectSame(Array(section.log.suffix(2)), ["end section", "end bulletin"])
    #expect(read("", .lines).log.isEmpty)
    #expect(read("{\"bulletins\":[]}", .document).log.isEmpty)
  }

  @Test(
    "stop at every cut of the input as truncated or whole", arguments: JSONRoundTripTests.layouts)
  func truncated(_ layout: JSONWriter.Layout) throws {
    let text = try json(seedLike(), layout)
    for count in 1..<(text.utf8.count - 1) {
      let cut = String(decoding: Array(text.utf8.prefix(count)), as: UTF8.self)
      guard !cut.unicodeScalars.contains("\u{FFFD}") else { continue }
      let error = read(cut, layout).error
      #expect(error?.code == .jsonTruncated, "after \(count) bytes")
    }
  }

  @Test("limit how deep values nest")
  func depth() {
    let open = "{\"type\":\"article\",\"x\":" + String(repeating: "[", count: 300)
    #expect(read(open, .lines).error?.code == .jsonSyntax)
    let fine =
      "{\"type\":\"article\",\"x\":"
      + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "}"
    #expect(read(fine, .lines).error == nil)
  }

  @Test("skip bodies where only late facts are wanted")
  func lateFacts() throws {
    for layout in JSONRoundTripTests.layouts {
      let reading = read(try json(seedLike(), layout), layout, purpose: .lateFacts)
      #expect(reading.error == nil)
      #expect(!reading.log.contains("start paragraph"))
      #expect(reading.log.contains("text \"王丽娜\""))
      #expect(reading.log.count { $0 == "start body" } == 1)
    }
  }

  /// Counts what goes by.
  struct Counter: EventHandler, ~Copyable {
    final class Counts {
      var bytes = 0
      var longest = 0
    }
    let counts: Counts

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      guard case .text(let text) = event else { return }
      counts.bytes += text.count
      counts.longest = max(counts.longest, text.count)
    }
    mutating func finish() throws(ConversionError) {}
  }

  @Test("pass a text larger than all buffers on in pieces", arguments: [true, false])
  func hugeString(_ typeFirst: Bool) throws {
    let counts = Counter.Counts()
    var handler: any EventHandler & ~Copyable = Counter(counts: counts)
    var reader = JSONReader(
      layout: .lines, context: ReaderContext(diagnostics: DiagnosticCollector()))
    let open = Array(
      ("{\"type\":\"article\",\"body\":[{"
        + (typeFirst ? "\"type\":\"paragraph\"," : "") + "\"content\":[\"").utf8)
    let close = Array(("\"]" + (typeFirst ? "" : ",\"type\":\"paragraph\"") + "}]}").utf8)
    let piece = Array(String(repeating: "字", count: 40_000).utf8)
    do throws(ConversionError) {
      try reader.read(open.span, into: &handler)
      for _ in 0..<100 { try reader.read(piece.span, into: &handler) }
      try reader.read(close.span, into: &handler)
      try reader.finish(into: &handler)
      #expect(typeFirst)
      #expect(counts.bytes == 100 * piece.count)
      #expect(counts.longest <= 2 << 20)
    } catch {
      // Without its type, only so much of a block is held.
      #expect(!typeFirst)
      #expect(error.code == .jsonStructure)
      #expect(error.diagnostic.arguments[0].contains("write \"type\" first"))
    }
  }

  @Test("refuse an attribute that comes after too much content")
  func lateAttribute() {
    let text = String(repeating: "x", count: JSONReaderTests.overCapacity)
    func article(_ text: String) -> String {
      "{\"type\":\"article\",\"body\":[{\"type\":\"paragraph\",\"content\":[\"\(text)\"],\"id\":\"p1\"}]}"
    }
    #expect(read(article("short"), .lines).log.contains("attribute id \"p1\""))
    #expect(read(article(text), .lines).error?.code == .jsonStructure)
  }

  private static let overCapacity = (1 << 20) + 10

  @Test("bid for their own beginnings")
  func bids() throws {
    func bids(_ text: String) -> (json: Int, lines: Int) {
      let bytes = Array(text.utf8)
      return (JSONFormat.format.bid(bytes.span), JSONLinesFormat.format.bid(bytes.span))
    }
    let document = bids(try json(seedLike(), .document))
    let lines = bids(try json(seedLike(), .lines))
    #expect(document.json > 80 && document.lines < document.json)
    #expect(lines.lines > 80 && lines.json < lines.lines)
    #expect(bids("\n {\"type\":\"article\",").lines > 80)
    #expect(bids("中文").json == 0)
    #expect(bids("{\"type\":\"FeatureCollection\"").lines < 50)
  }
}
