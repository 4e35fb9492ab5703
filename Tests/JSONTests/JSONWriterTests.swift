import GazetteDocumentModel
import GazetteJSON
import GazetteTestSupport
import Testing

@Suite("The JSON writers")
struct JSONWriterTests {
  static let article =
    "{\"type\":\"article\",\"title\":\"中国科协党组传达学习 近期中央精神\",\"contributors\":"
    + "[{\"name\":\"中国科协办公厅\",\"kind\":\"organization\",\"role\":\"author\"}],\"dates\":"
    + "[{\"type\":\"published\",\"iso\":\"2021-03-12\"}],\"body\":[{\"type\":\"paragraph\","
    + "\"content\":[\"会议强调,刚刚闭幕的“两会”\\\"重要\\\"。\"]},{\"type\":\"paragraph\","
    + "\"content\":[\"第二段。\"]}]}"
  static let editor =
    "\"contributors\":[{\"name\":\"王丽娜\",\"kind\":\"person\",\"role\":\"editor\","
    + "\"label\":\"责任编辑\"}]}"
  static let bulletin = "{\"type\":\"bulletin\",\"title\":\"科学共同体要闻\",\"language\":\"zh\""

  @Test("write a bulletin like the seed as lines")
  func lines() throws {
    #expect(
      try json(seedLike(), .lines)
        == "\(Self.bulletin)}\n\(Self.article)\n{\"type\":\"end\",\(Self.editor)\n")
  }

  @Test("write a bulletin like the seed as a document")
  func document() throws {
    #expect(
      try json(seedLike(), .document)
        == "{\"bulletins\":[\n\(Self.bulletin),\"content\":[\n\(Self.article)\n],\(Self.editor)\n]}\n"
    )
  }

  @Test("write sections, empty bulletins and several of them")
  func structure() throws {
    let article: [OwnedEvent] = [.start(.article), .start(.body), .end(.body), .end(.article)]
    let events: [OwnedEvent] =
      [.start(.bulletin), .start(.section)] + .element(.title, "栏目") + article + article
      + [.end(.section)] + article + [.end(.bulletin), .start(.bulletin), .end(.bulletin)]
    #expect(
      try json(events, .lines) == """
        {"type":"bulletin"}
        {"type":"section","title":"栏目"}
        {"type":"article","body":[]}
        {"type":"article","body":[]}
        {"type":"sectionEnd"}
        {"type":"article","body":[]}
        {"type":"end"}
        {"type":"bulletin"}
        {"type":"end"}

        """)
    #expect(
      try json(events, .document) == """
        {"bulletins":[
        {"type":"bulletin","content":[
        {"type":"section","title":"栏目","content":[
        {"type":"article","body":[]},
        {"type":"article","body":[]}
        ]},
        {"type":"article","body":[]}
        ]},
        {"type":"bulletin","content":[]}
        ]}

        """)
    #expect(try json([], .lines) == "")
    #expect(try json([], .document) == "{\"bulletins\":[]}\n")
  }

  /// One article with this front and body, as its line.
  private func line(_ front: [OwnedEvent], _ body: [OwnedEvent] = []) throws -> String {
    let events: [OwnedEvent] =
      [.start(.bulletin), .start(.article)] + front + [.start(.body)] + body
      + [.end(.body), .end(.article), .end(.bulletin)]
    let lines = try json(events, .lines).split(separator: "\n")
    return String(lines[1].dropFirst("{\"type\":\"article\",".count).dropLast())
  }

  @Test("write the facts of a front in one order, whatever order they came in")
  func front() throws {
    let facts: [[OwnedEvent]] = [
      [.metadata(.keyword, "甲")], [.metadata(.keyword, "乙")], [.metadata(.source, "社")],
      .element(.kicker, "引"),
      [.start(.title), .text("题"), .start(.lineBreak), .end(.lineBreak), .end(.title)],
      [.start(.date), .attribute(.iso, "2021"), .text("二〇二一年"), .end(.date)],
      [.start(.date), .attribute(.iso, "2021"), .end(.date)],
      [.start(.identifier), .attribute(.type, "doi"), .text("10.1/x"), .end(.identifier)],
      [.start(.custom), .attribute(.name, "n"), .text("v"), .end(.custom)],
      [.start(.abstract)] + .element(.paragraph, "摘") + [.end(.abstract)],
    ]
    let expected =
      "\"title\":[\"题\",{\"type\":\"lineBreak\"}],\"kicker\":\"引\",\"dates\":[{\"iso\":\"2021\","
      + "\"text\":\"二〇二一年\"},{\"iso\":\"2021\",\"text\":\"\"}],\"identifiers\":[{\"type\":\"doi\","
      + "\"value\":\"10.1/x\"}],\"keywords\":[\"甲\",\"乙\"],\"source\":\"社\",\"abstracts\":[{"
      + "\"content\":[{\"type\":\"paragraph\",\"content\":[\"摘\"]}]}],\"custom\":[{\"name\":\"n\","
      + "\"value\":\"v\"}],\"body\":[]"
    #expect(try line(facts.flatMap(\.self)) == expected)
    let others = facts[5] + facts[6] + facts[0] + facts[1] + facts[9] + facts[8] + facts[7]
    #expect(try line(facts[4] + others + facts[3] + facts[2]) == expected)
  }

  @Test("lose nothing that has no key of its own")
  func unusual() throws {
    let front: [OwnedEvent] =
      [.attribute(.id, "a1"), .attribute(.type, "news"), .attribute(.language, "en")]
      + .element(.title, "一") + .element(.title, "二") + [.metadata(.source, "甲")]
      + [.metadata(.source, "乙"), .start(.subtitle), .attribute(.language, "en")]
      + [.text("S"), .end(.subtitle), .start(.contributor), .attribute(.name, "n"), .text("人")]
      + [.end(.contributor)]
    let expected =
      "\"id\":\"a1\",\"variant\":\"news\",\"languageAttribute\":\"en\",\"title\":\"一\","
      + "\"subtitle\":{\"language\":\"en\",\"text\":\"S\"},\"source\":[\"甲\",\"乙\"],"
      + "\"otherFront\":[{\"type\":\"title\",\"content\":[\"二\"]},"
      + "{\"type\":\"contributor\",\"name\":\"n\",\"content\":[\"人\"]}],"
    #expect(try line(front) == expected + "\"body\":[]")
    let reading = read("{\"type\":\"article\",\(expected)\"body\":[]}", .lines)
    #expect(reading.error == nil)
    #expect(
      reading.log.dropFirst(2).prefix(4) == [
        "attribute id \"a1\"", "attribute type \"news\"", "attribute language \"en\"",
        "start title",
      ])
    #expect(reading.log.contains("attribute name \"n\""))
  }

  @Test("write blocks, inlines, fragments and empty elements")
  func body() throws {
    let body: [OwnedEvent] = [
      .start(.list), .attribute(.type, "ordered"), .start(.item), .end(.item), .end(.list),
      .start(.thematicBreak), .end(.thematicBreak), .start(.paragraph), .text(""), .text("a"),
      .text("b"), .start(.image), .attribute(.target, "x"), .end(.image), .text("c"),
      .opaque(.mathML, Array("<math/>".utf8)), .opaque(.jats, [0xB1, 0xFF, 0x00, 0x10]),
      .end(.paragraph), .opaque(.xhtml, Array("<hr/>".utf8)),
    ]
    let expected =
      "\"body\":[{\"type\":\"list\",\"variant\":\"ordered\",\"content\":[{\"type\":\"item\","
      + "\"content\":[]}]},{\"type\":\"thematicBreak\"},{\"type\":\"paragraph\",\"content\":[\"ab\","
      + "{\"type\":\"image\",\"target\":\"x\"},\"c\",{\"type\":\"opaque\",\"format\":\"mathML\","
      + "\"value\":\"<math/>\"},{\"type\":\"opaque\",\"format\":\"jats\",\"base64\":\"sf8AEA==\"}]},"
      + "{\"type\":\"opaque\",\"format\":\"xhtml\",\"value\":\"<hr/>\"}]"
    #expect(try line([], body) == expected)
    let log = EventLog()
    var handler: any EventHandler & ~Copyable = EventLawChecker(log.recorder())
    let bytes = Array("{\"type\":\"article\",\(expected)}".utf8)
    var reader = JSONReader(
      layout: .lines, context: ReaderContext(diagnostics: DiagnosticCollector()))
    try reader.read(bytes.span, into: &handler)
    try reader.finish(into: &handler)
    #expect(
      log.lines.contains("opaque jats \"\(String(decoding: [0xB1, 0xFF, 0, 16], as: UTF8.self))\""))
  }

  @Test("escape what RFC 8259 §7 asks for and nothing else")
  func escapes() throws {
    let text = "a\"b\\c/d\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é中😀"
    #expect(
      try line([], .element(.paragraph, text)).contains(
        "[\"a\\\"b\\\\c/d\\b\\f\\n\\r\\t\\u0001\\u001f\u{7F}é中😀\"]"))
  }

  @Test("hand a long text on while it comes")
  func streaming() throws {
    /// Counts bytes, and the longest write.
    final class Counter: ByteSink {
      var total = 0
      func write(_ bytes: Span<UInt8>) { total += bytes.count }
      func flush() {}
    }
    let counter = Counter()
    let context = WriterContext(sink: counter, diagnostics: DiagnosticCollector())
    var writer: any EventHandler & ~Copyable = JSONWriter(layout: .lines, context: context)
    let opening: [OwnedEvent] = [
      .start(.bulletin), .start(.article), .start(.body), .start(.paragraph),
    ]
    for event in opening { try event.push(into: &writer) }
    let piece = [UInt8](repeating: 0x61, count: 1000)
    for step in 1...1000 {
      try writer.handle(.text(piece.span), at: .start)
      // No more than the output buffer is held back.
      #expect(counter.total > step * 1000 - (65 << 10))
    }
  }
}
