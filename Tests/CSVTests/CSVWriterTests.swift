import GazetteCSV
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// What the writer made of events.
struct Written {
  var text = ""
  var diagnostics: [Diagnostic] = []

  /// Rows of cells, parsed by a plain reader of its own.
  func rows(delimiter: Character = ",") -> [[String]] {
    var rows: [[String]] = [[""]]
    var inQuotes = false
    var afterQuote = false
    for scalar in text.unicodeScalars {
      let character = Character(scalar)
      if inQuotes {
        if character == "\"" {
          inQuotes = false
          afterQuote = true
          continue
        }
        rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
      } else if character == "\"" {
        inQuotes = true
        if afterQuote {
          rows[rows.count - 1][rows[rows.count - 1].count - 1] += "\""
        }
      } else if character == delimiter {
        rows[rows.count - 1].append("")
      } else if character == "\n" {
        rows.append([""])
      } else if character != "\r" {
        rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
      }
      afterQuote = false
    }
    return rows.dropLast()
  }

  /// The cells of a row by the names of their columns, empty ones left out.
  func row(_ index: Int) -> [String: String] {
    let rows = rows()
    return Dictionary(
      uniqueKeysWithValues: zip(rows[0], rows[index]).filter { !$0.1.isEmpty })
  }
}

func csv(_ events: [OwnedEvent], _ options: [String: String] = [:]) throws -> Written {
  let sink = MemorySink()
  var written = Written()
  var diagnostics: [Diagnostic] = []
  let collector = DiagnosticCollector { diagnostics.append($0) }
  let context = WriterContext(
    sink: sink, diagnostics: collector, options: OptionValues(options))
  guard var writer = try CSVFormat.format.makeWriter?(context) else { return written }
  try events.push(into: &writer)
  written.text = String(decoding: sink.bytes, as: UTF8.self)
  written.diagnostics = diagnostics
  return written
}

/// A bulletin with one article of these blocks.
func bulletin(front: [OwnedEvent] = [], _ blocks: [OwnedEvent]) -> [OwnedEvent] {
  [.start(.bulletin), .start(.article)] + front + [.start(.body)] + blocks
    + [.end(.body), .end(.article), .end(.bulletin)]
}

@Suite("The CSV writer, articles layout")
struct CSVWriterTests {
  static let header =
    "bulletin,volume,issue,whole_number,bulletin_date,bulletin_identifiers,publisher,"
    + "classification,bulletin_language,editors,distribution,section,number,kicker,title,subtitle,authors,"
    + "contributors,date,date_wording,place,categories,keywords,identifiers,source,license,"
    + "copyright,language,custom,abstract,text\r\n"

  @Test("writes a bulletin like the seed without a loss")
  func seedLike() throws {
    let editor: [OwnedEvent] = [
      .start(.contributor), .attribute(.kind, "person"), .attribute(.role, "editor"),
      .attribute(.label, "责任编辑"), .text("王丽娜"), .end(.contributor),
    ]
    var events: [OwnedEvent] = [.start(.bulletin), .metadata(.language, "zh")]
    events += .element(.title, "科学共同体要闻") + editor + [.start(.article)]
    events += .element(.title, "学习, 传达")
    events += [
      .start(.contributor), .attribute(.kind, "organization"), .attribute(.role, "author"),
      .text("中国科协办公厅"), .end(.contributor), .start(.date), .attribute(.type, "published"),
      .attribute(.iso, "2021-03-12"), .text("2021年3月12日"), .end(.date), .start(.body),
    ]
    events += .element(.paragraph, "会议\"强调\"。") + .element(.paragraph, "二。")
    events += [.end(.body), .end(.article), .end(.bulletin)]
    let written = try csv(events)
    #expect(
      written.text == Self.header
        + "科学共同体要闻,,,,,,,,zh,责任编辑:王丽娜,,,1,,\"学习, 传达\",,中国科协办公厅,,2021-03-12,2021年3月12日,"
        + ",,,,,,,,,,\"会议\"\"强调\"\"。\n\n二。\"\r\n")
    #expect(written.diagnostics.isEmpty)
  }

  @Test("has a header and a row per article for every document", arguments: 0..<30 as Range<UInt64>)
  func shape(_ seed: UInt64) throws {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 0...2
    options.lateFacts = .inFront
    var generator = DocumentGenerator(seed: seed, options: options)
    let events = generator.document()
    let rows = try csv(events).rows()
    #expect(rows.count == 1 + events.count { $0 == .start(.article) })
    #expect(rows.allSatisfy { $0.count == rows[0].count })
  }

  @Test("begins to count and takes new facts with each bulletin")
  func severalBulletins() throws {
    let one: [OwnedEvent] =
      [.start(.bulletin), .metadata(.issue, "12")] + .element(.title, "甲")
      + [
        .start(.article), .start(.body), .end(.body), .end(.article), .start(.section),
      ] + .element(.title, "栏目")
      + [
        .start(.article), .start(.body), .end(.body), .end(.article), .end(.section),
        .end(.bulletin),
      ]
    let two: [OwnedEvent] =
      [.start(.bulletin)] + .element(.title, "乙")
      + [.start(.article), .start(.body), .end(.body), .end(.article), .end(.bulletin)]
    let written = try csv(one + two)
    #expect(written.row(1) == ["bulletin": "甲", "issue": "12", "number": "1"])
    #expect(written.row(2) == ["bulletin": "甲", "issue": "12", "section": "栏目", "number": "2"])
    #expect(written.row(3) == ["bulletin": "乙", "number": "1"])
  }

  @Test("keeps the facts of an article, and names those without a column")
  func facts() throws {
    let front: [OwnedEvent] =
      [.start(.identifier), .attribute(.type, "doi"), .text("10.1/x"), .end(.identifier)]
      + [
        .start(.contributor), .attribute(.role, "translator"), .attribute(.email, "a@b"),
        .text("李明"), .end(.contributor), .start(.date), .attribute(.type, "received"),
        .attribute(.iso, "2021-01"), .end(.date), .start(.custom), .attribute(.name, "字数"),
        .text("500"), .end(.custom), .metadata(.keyword, "甲"), .metadata(.keyword, "乙"),
        .metadata(.publisher, "社"),
      ]
    let written = try csv(bulletin(front: front, .element(.paragraph, "文。")))
    #expect(
      written.row(1) == [
        "number": "1", "identifiers": "doi:10.1/x", "contributors": "translator:李明",
        "custom": "字数:500", "keywords": "甲; 乙", "text": "文。",
      ])
    #expect(written.diagnostics.map(\.code) == Array(repeating: .metadataNotExpressible, count: 3))
    #expect(written.diagnostics.map { $0.arguments[1] } == ["a@b", "2021-01", "社"])
  }

  @Test("sets blocks, rows and cells apart in the text column")
  func textColumn() throws {
    func cell(_ text: String) -> [OwnedEvent] {
      [.start(.cell)] + (text.isEmpty ? [] : .element(.paragraph, text)) + [.end(.cell)]
    }
    var blocks: [OwnedEvent] = .element(.heading, "一") + [.start(.table), .start(.tableBody)]
    blocks += [.start(.row)] + cell("") + cell("a") + cell("b") + [.end(.row)]
    blocks += [.start(.row)] + cell("c") + cell("") + [.end(.row), .end(.tableBody), .end(.table)]
    blocks += [.start(.paragraph), .text("上"), .start(.lineBreak), .end(.lineBreak), .text("下")]
    blocks += [.end(.paragraph)]
    #expect(try csv(bulletin(blocks)).row(1)["text"] == "一\n\n\ta\tb\nc\t\n\n上\n下")
  }

  @Test("reports each kind of markup once, with how often it stood")
  func losses() throws {
    var blocks: [OwnedEvent] = []
    for _ in 0..<3 {
      blocks += [.start(.paragraph)] + .element(.strong, "x") + .element(.code, "y")
      blocks += [.opaque(.mathML, Array("<math/>".utf8)), .end(.paragraph)]
    }
    let diagnostics = try csv(bulletin(blocks)).diagnostics
    let markup = diagnostics.filter { $0.code == .elementNotExpressible }
    #expect(markup.map { $0.arguments[0] } == ["strong ×3", "code ×3"])
    #expect(diagnostics.count { $0.code == .opaqueNotExpressible } == 3)
  }

  @Test("reports a fact that comes after the articles")
  func late() throws {
    let events: [OwnedEvent] =
      bulletin([]).dropLast() + .element(.contributor, "王丽娜") + [.end(.bulletin)]
    #expect(try csv(events).diagnostics.map(\.code) == [.lateFactNotExpressible])
  }

  @Test("guards cells that a spreadsheet would run", arguments: ["=1", "+1", "-1", "@a", "\ta"])
  func safe(_ text: String) throws {
    let events = bulletin(front: .element(.title, text), .element(.paragraph, text))
    let safe = try csv(events, ["safe": "yes"])
    #expect(safe.row(1)["title"] == "'" + text)
    #expect(safe.row(1)["text"] == "'" + text)
    #expect(try csv(events).row(1)["title"] == text)
    let harmless = bulletin(.element(.paragraph, "a" + text) + .element(.paragraph, text))
    #expect(try csv(harmless, ["safe": "yes"]).row(1)["text"] == "a\(text)\n\n\(text)")
  }

  @Test("follows its options")
  func options() throws {
    let events = bulletin(front: .element(.title, "a;b,c\td"), [])
    let semicolon = try csv(events, ["delimiter": "semicolon", "newline": "lf", "bom": "yes"])
    #expect(semicolon.text.hasPrefix("\u{FEFF}bulletin;volume;"))
    #expect(!semicolon.text.unicodeScalars.contains("\r"))
    #expect(semicolon.text.contains(";\"a;b,c\td\";"))
    #expect(semicolon.rows(delimiter: ";").count == 2)
    #expect(try csv(events, ["delimiter": "tab"]).text.contains("\t\"a;b,c\td\"\t"))
    #expect(try csv(events).text.contains(",\"a;b,c\td\","))
    #expect(try csv(bulletin(front: .element(.title, "a;b c"), [])).text.contains(",a;b c,"))
  }

  @Test("writes the header for an empty stream")
  func empty() throws { #expect(try csv([]).text == Self.header) }

  @Test("bids for headers with several of its columns")
  func bid() {
    func bid(_ text: String) -> Int {
      let bytes = Array(text.utf8)
      return CSVFormat.format.bid(bytes.span)
    }
    #expect(bid(Self.header) > 90)
    #expect(bid(CSVBlocksTests.header) > 90)
    #expect(bid("\u{FEFF}title;text\n") > 90)
    #expect(bid("title\ttext\tviews\n") > 50)
    #expect(bid("sep=;\r\ntitle;text") > 50)
    for text in ["text\n", "· 要闻 ·\n\ntitle, text", "学习,传达\n", "", "title and text\n"] {
      #expect(bid(text) == 0)
    }
  }
}
