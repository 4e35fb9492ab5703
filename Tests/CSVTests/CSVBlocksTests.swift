import GazetteCSV
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite("The CSV blocks layout, there and back")
struct CSVBlocksTests {
  static let blocks = ["layout": "blocks"]
  static let header = "bulletin,section,article,block,depth,kind,attributes,markup,text\r\n"

  private func document(_ seed: UInt64) -> [OwnedEvent] {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 0...3
    options.lateFacts = seed % 2 == 0 ? .atEnd : .inFront
    var generator = DocumentGenerator(seed: seed, options: options)
    return generator.document()
  }

  @Test("give the same events and the same bytes", arguments: 0..<300 as Range<UInt64>)
  func roundTrip(_ seed: UInt64) throws {
    let events = document(seed)
    let log = try events.log()
    let written = try csv(events, Self.blocks)
    #expect(written.diagnostics.isEmpty)
    for chunk in [Int.max, 1] {
      let reading = read(written.text, chunk: chunk)
      #expect(reading.error == nil, "\(reading.error?.diagnostic.line() ?? "")")
      #expect(reading.diagnostics.isEmpty)
      expectSame(reading.log, log)
    }
    try expectSame(rewrite(written.text, Self.blocks), written.text)
  }

  @Test("come through every delimiter, line end and guard", arguments: 0..<20 as Range<UInt64>)
  func options(_ seed: UInt64) throws {
    let events = document(seed)
    for options in [
      ["delimiter": "semicolon", "newline": "lf"], ["delimiter": "tab", "bom": "yes"],
      ["safe": "yes"],
    ] {
      let all = options.merging(Self.blocks) { a, _ in a }
      let text = try csv(events, all).text
      try expectSame(read(text, ["safe": options["safe"] ?? "no"]).log, events.log())
    }
  }

  @Test("say what each row is")
  func rows() throws {
    var events: [OwnedEvent] = [.start(.bulletin), .metadata(.language, "zh")]
    events += .element(.title, "要闻") + [.start(.section)] + .element(.title, "栏目")
    events += [
      .start(.article), .attribute(.id, "a\"1"), .start(.body), .opaque(.jats, [0xFF, 0x41]),
      .start(.list), .attribute(.type, "ordered"), .attribute(.start, "3"), .start(.item),
      .text("一"), .start(.paragraph), .text("二"), .start(.strong), .text("a<b"), .end(.strong),
      .end(.paragraph), .text("三\n"), .start(.lineBreak), .end(.lineBreak), .end(.item),
      .end(.list), .start(.thematicBreak), .end(.thematicBreak), .end(.body), .end(.article),
      .end(.section), .start(.article), .start(.body), .attribute(.type, "x"),
      .start(.paragraph), .end(.paragraph), .end(.body), .end(.article),
    ]
    events += .element(.contributor, "王丽娜") + [.end(.bulletin)]
    let written = try csv(events, Self.blocks)
    expectSame(
      written.text,
      Self.header
        + """
        1,,,,0,bulletin,,,
        1,,,,1,language,,,zh
        1,,,,1,title,,,要闻
        1,1,,,1,section,,,
        1,1,,,2,title,,,栏目
        1,1,1,,2,article,"{""id"":""a\\""1""}",,
        1,1,1,1,3,text,,"<opaque format=""jats"" encoding=""base64"">/0E=</opaque>",
        1,1,1,2,3,list,"{""type"":""ordered"",""start"":""3""}",,
        1,1,1,3,4,item,,,一
        1,1,1,4,5,paragraph,,二<strong>a&lt;b</strong>,二a<b
        1,1,1,5,5,text,,"三⏎<lineBreak/>","三⏎⏎"
        1,1,1,6,3,thematicBreak,,,
        1,,2,,1,article,,,
        1,,2,,2,body,"{""type"":""x""}",,
        1,,2,1,3,paragraph,,,
        1,,,,1,contributor,,,王丽娜

        """.replacing("\n", with: "\r\n").replacing("⏎", with: "\n"))
    let reading = read(written.text)
    #expect(reading.error == nil)
    try expectSame(reading.log, events.log())
  }

  @Test("cut a giant run into rows, wherever its text was cut", arguments: [7, 70_001])
  func giantRun(_ piece: Int) throws {
    let unit = Array(("a𠮷\"&" + String(repeating: "汉字", count: 50)).unicodeScalars)
    var start: [OwnedEvent] = [.start(.paragraph)]
    var texts: [OwnedEvent] = []
    var pending = String.UnicodeScalarView()
    for index in 0..<150_000 {
      pending.append(unit[index % unit.count])
      if pending.count >= piece {
        texts.append(.text(String(pending)))
        pending.removeAll()
      }
      // An inline opens in the first row and closes in the last.
      if index == 50_000 { texts += [.text(String(pending)), .start(.strong)] }
      if index == 50_000 { pending.removeAll() }
    }
    texts += [.text(String(pending)), .end(.strong), .end(.paragraph)]
    start += texts
    let written = try csv(bulletin(start), Self.blocks)
    let reading = read(written.text, chunk: 65_536)
    #expect(reading.error == nil)
    let log = try bulletin(start).log()
    #expect(reading.log == log)
    let lines = Array(written.text.utf8).split(separator: 0x0A)
    #expect(lines.allSatisfy { $0.count < 2 << 20 })
    #expect(lines.count == 5)
    #expect(try rewrite(written.text, Self.blocks) == written.text)
  }

  @Test("take columns in any order, and numbers and null for attributes")
  func columns() {
    let reading = read(
      """
      text,kind,markup,attributes,depth
      ,bulletin,,,0
      ,article,,,1
      一,heading,,"{ ""level"" : 2, ""id"":null, ""title"":""\\u4e2d\\ud842\\udfb7\\n\\/"" }",2
      二,paragraph,<strong>强</strong>,{},2
      """)
    #expect(reading.error == nil)
    expectSame(
      reading.log,
      [
        "start bulletin", "start article", "start body", "start heading", "attribute level \"2\"",
        "attribute title \"中𠮷\n/\"", "text \"一\"", "end heading", "start paragraph",
        "start strong", "text \"强\"", "end strong", "end paragraph", "end body", "end article",
        "end bulletin",
      ])
  }

  @Test(
    "say what is wrong and where",
    arguments: [
      "⟦kind,text\nbulletin,\n",
      "depth,kind\n0,⟦story\n",
      "depth,kind\n⟦x,bulletin\n",
      "depth,kind\n⟦,bulletin\n",
      "depth,kind\n⟦9999999999999999999999,bulletin\n",
      "depth,kind\n⟦1,bulletin\n",
      "depth,kind\n0,bulletin\n⟦2,article\n",
      "depth,kind\n0,⟦article\n",
      "depth,kind\n0,bulletin\n1,⟦paragraph\n",
      "depth,kind\n0,bulletin\n1,⟦bulletin\n",
      "depth,kind\n0,bulletin\n1,article\n2,⟦section\n",
      "depth,kind\n0,bulletin\n1,article\n2,⟦strong\n",
      "depth,kind\n0,bulletin\n1,article\n2,paragraph\n2,⟦title\n",
      "depth,kind\n0,bulletin\n1,article\n2,paragraph\n2,⟦keyword\n",
      "depth,kind\n0,bulletin\n1,article\n2,body\n3,paragraph\n2,⟦keyword\n",
      "depth,kind\n0,bulletin\n1,article\n1,⟦title\n",
      "depth,kind\n0,bulletin\n1,article\n1,⟦issue\n",
      "depth,kind\n0,bulletin\n1,⟦text\n",
      "depth,kind,text\n0,bulletin,⟦x\n",
      "depth,kind,text\n0,bulletin,\n1,article,\n2,text,⟦x\n",
      "depth,kind,attributes\n0,bulletin,⟦id=x\n",
      "depth,kind,attributes\n0,bulletin,⟦\"{\"\"colour\"\":\"\"red\"\"}\"\n",
      "depth,kind,attributes\n0,bulletin,⟦\"{\"\"id\"\":[]}\"\n",
      "depth,kind,attributes\n0,bulletin,⟦\"{\"\"id\"\":\"\"a\"\"\"\n",
      "depth,kind,attributes\n0,bulletin,⟦\"{\"\"id\"\":\"\"a\"\",\"\"id\"\":\"\"b\"\"}\"\n",
      "depth,kind,attributes\n0,bulletin,\n1,issue,⟦\"{\"\"id\"\":\"\"a\"\"}\"\n",
      "depth,kind,attributes\n0,bulletin,\n1,article,\n2,heading,⟦\"{\"\"level\"\":9}\"\n",
      "depth,kind,attributes\n0,bulletin,\n1,date,⟦\"{\"\"iso\"\":\"\"2021-02-30\"\"}\"\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<b>x</b>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<strong>x</emphasis>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦x</strong>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<paragraph>x</paragraph>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦a & b\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<strong\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<link colour=\"red\"/>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<link target=x/>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦\"<link target=\"\"a\"\" target=\"\"b\"\"/>\"\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<opaque>x</opaque>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<opaque format=\"jats\">x\n",
      "depth,kind,markup\n0,bulletin,\n1,title,⟦<opaque format=\"jats\" encoding=\"base64\">x</opaque>\n",
      "depth,kind,markup\n0,bulletin,\n1,issue,⟦<strong/>\n",
      "depth,kind,markup\n0,bulletin,\n1,title,<strong>\n⟦1,issue,\n",
      "depth,kind,markup\n0,bulletin,\n1,title,<strong>\n⟦",
      "depth,kind,markup\n0,bulletin,\n1,article,\n2,text,⟦x<opaque format=\"jats\">x</opaque>\n",
      "depth,kind,attributes\n0,bulletin,\n1,article,\n2,body,\n2,⟦paragraph,\n",
    ])
  func errors(_ text: String) throws {
    let (text, place) = marked(text)
    for chunk in [Int.max, 1] {
      let error = try #require(read(text, chunk: chunk).error)
      #expect(error.code == (place?.line == 1 ? .csvHeader : .csvValue))
      #expect(error.diagnostic.position == place, "\(error.diagnostic.line()), chunks of \(chunk)")
    }
  }

  @Test("skip texts where only late facts are wanted")
  func lateFacts() throws {
    for seed in 0..<20 as Range<UInt64> {
      let events = document(seed)
      let reading = read(try csv(events, Self.blocks).text, purpose: .lateFacts)
      #expect(reading.error == nil)
      let whole = try events.log()
      for structure in ["start bulletin", "start section", "start article", "end bulletin"] {
        #expect(reading.log.count { $0 == structure } == whole.count { $0 == structure })
      }
      #expect(
        reading.log.count { $0.hasPrefix("start contributor") }
          == whole.count { $0.hasPrefix("start contributor") })
      #expect(!reading.log.contains("start strong") || events.contains(.start(.title)))
    }
  }
}
