import GazetteCSV
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite("The CSV reader")
struct CSVReaderTests {
  /// What one article with a title and a text gives.
  static func article(_ title: String, _ text: [String]) -> [String] {
    ["start bulletin", "start article", "start title", "text \"\(title)\"", "end title"]
      + ["start body"] + text.flatMap { ["start paragraph", "text \"\($0)\"", "end paragraph"] }
      + ["end body", "end article", "end bulletin"]
  }

  @Test(
    "stops with the place at what is not CSV",
    arguments: [
      ("title,text\na,⟦\"b\n", DiagnosticCode.csvSyntax),
      ("title,text\na,\"中\"⟦x\n", .csvSyntax),
      ("title,text\n\"中\n\n\"⟦ ,b\n", .csvSyntax),
      ("title,text\na,b⟦\0\n", .csvSyntax),
      ("title,text\na,\"中\n文⟦\0\"\n", .csvSyntax),
      ("title,te⟦\0xt\n", .csvSyntax),
      ("⟦name,age\na,b\n", .csvHeader),
      ("\n\n⟦name;age\n", .csvHeader),
      ("⟦中文\n正文", .csvHeader),
      ("title,text,⟦title\na,b,c\n", .csvHeader),
      ("title,text,number\na,b,⟦x\n", .csvValue),
    ])
  func errors(_ text: String, _ code: DiagnosticCode) throws {
    let (text, place) = marked(text)
    for chunk in [Int.max, 1, 2, 3] {
      let error = try #require(read(text, chunk: chunk).error)
      #expect(error.code == code)
      #expect(error.diagnostic.position == place, "\(error.diagnostic.line()), chunks of \(chunk)")
      #expect(error.code.exitStatus == .badInput)
    }
  }

  @Test("ends a row at any line end", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) {
    let lines = ["title,text,number", "", "甲,一,1", "\"乙\",\"二\",1", "", "丙,三,1"]
    let rows = [("甲", "一"), ("乙", "二"), ("丙", "三")]
    let log = rows.flatMap { Self.article($0.0, [$0.1]) }
    for text in [
      lines.joined(separator: end), lines.joined(separator: end) + end,
      end + lines.joined(separator: end),
    ] {
      for chunk in [Int.max, 1] {
        let reading = read(text, chunk: chunk)
        #expect(reading.error == nil && reading.diagnostics.isEmpty)
        expectSame(reading.log, log)
      }
    }
    let places = read(lines.joined(separator: end), withPositions: true).log
    #expect(places.contains("text \"三\" 6:3"))
  }

  @Test("takes line ends in quotes for paragraphs and breaks", arguments: ["\n", "\r\n", "\r"])
  func quotedLineEnds(_ end: String) {
    let text = ["title,text", "甲,\"一", "二", "", "三", "", "", "四", "\"", "乙,五"].joined(
      separator: end)
    for chunk in [Int.max, 1] {
      let reading = read(text, chunk: chunk, withPositions: true)
      #expect(reading.error == nil)
      let texts = reading.log.filter { $0.hasPrefix("text") }
      #expect(
        texts == [
          "text \"甲\" 2:1", "text \"一\" 2:4", "text \"二\" 3:1", "text \"三\" 5:1",
          "text \"四\" 8:1", "text \"乙\" 10:1", "text \"五\" 10:3",
        ])
      #expect(reading.log.count { $0.hasPrefix("start paragraph") } == 4)
      #expect(reading.log.count { $0.hasPrefix("start lineBreak") } == 3)
    }
  }

  @Test("tells the delimiter from the header", arguments: [",", ";", "\t"])
  func delimiters(_ delimiter: String) {
    let others = ",;\t".replacing(delimiter, with: "")
    for header in ["title|text", "\"title\"|text", "\u{FEFF}title|text"] {
      let text = "\(header)\n\"a|\(others)\"|b\(others)\n".replacing("|", with: delimiter)
      for option in [[:], ["delimiter": "auto"], ["delimiter": "comma"], ["delimiter": "tab"]] {
        let reading = read(text, option)
        #expect(reading.error == nil && reading.diagnostics.isEmpty)
        expectSame(reading.log, Self.article("a\(delimiter)\(others)", ["b\(others)"]))
      }
    }
    #expect(read("text\na b\n").log.contains("text \"a b\""))
    let named = read("sep=|\r\ntitle|text\r\na,b|c\r\n", chunk: 1, withPositions: true)
    #expect(named.log.contains("text \"a,b\" 3:1"))
    #expect(named.error == nil && named.diagnostics.isEmpty)
  }

  @Test("keeps quotes: doubled ones as one, and those inside a plain cell")
  func quotes() {
    for chunk in [Int.max, 1] {
      let reading = read(
        "title,text\n\"\"\"a\"\"b\"\"\",5\" \"x\"\n\"\",\"\"\"\"\"\"\n", chunk: chunk)
      #expect(reading.error == nil)
      #expect(
        reading.log.filter { $0.hasPrefix("text") } == [
          "text \"\"a\"b\"\"", "text \"5\" \"x\"\"", "text \"\"\"\"",
        ])
    }
  }

  @Test("reports ragged rows, surplus cells and unknown columns with their places")
  func ragged() {
    let text = """
      title,views,text,
      甲
      乙,7,"二",,多,"余""x"
      丙,8,三,
      丁,9,四,,
      ,,,,
      """
    for chunk in [Int.max, 1] {
      let reading = read(text, chunk: chunk)
      #expect(reading.error == nil)
      #expect(
        reading.diagnostics.map { $0.line() } == [
          "1:7: the column \"views\" is not one of the layout articles and is left out;"
            + " rename or remove it (GZ4203)",
          "2:1: the row has 1 cells, the header 4; the missing ones are taken as empty (GZ4204)",
          "3:10: the row has more cells than the header; \"多\" is left out;"
            + " quote cells that hold the delimiter (GZ4205)",
          "3:12: the row has more cells than the header; \"余\"x\" is left out;"
            + " quote cells that hold the delimiter (GZ4205)",
        ])
      #expect(
        reading.log.filter { $0.hasPrefix("text") } == [
          "text \"甲\"", "text \"乙\"", "text \"二\"", "text \"丙\"", "text \"三\"", "text \"丁\"",
          "text \"四\"",
        ])
    }
    #expect(DiagnosticCode.csvUnknownColumn.isLoss && DiagnosticCode.csvSurplusCell.isLoss)
    #expect(!DiagnosticCode.csvRaggedRow.isLoss)
  }

  @Test("skips rows without a byte, as spreadsheets leave them behind")
  func blankRows() {
    let log = Self.article("题", ["文"])
    for chunk in [Int.max, 1] {
      let reading = read("title,number,text\n,,\n题,1,文\n,,\n\"\",\n,,", chunk: chunk)
      #expect(reading.error == nil && reading.diagnostics.isEmpty)
      expectSame(reading.log, log)
    }
    #expect(
      read("kind,depth,text\n,,\nbulletin,0,\n,,\n").log == ["start bulletin", "end bulletin"])
  }

  @Test("takes columns in any order")
  func order() {
    let log = Self.article("题", ["一", "二"])
    for chunk in [Int.max, 1] {
      expectSame(read("text,title\n\"一\n\n二\",题\n", chunk: chunk).log, log)
      expectSame(read("title,text,number\n题,\"一\n\n二\",1\n", chunk: chunk).log, log)
      expectSame(read("title,text,\n题,\"一\n\n二\",\n", chunk: chunk).log, log)
    }
  }

  @Test("gives the same from every cut and from chunks of any size")
  func cuts() throws {
    let text =
      "\u{FEFF}bulletin;number;title;authors;date;text\r\n"
      + "要闻;1;\"学\"\"习\r\n传达\";甲; 2021-03-12;\"'=一\r\n\r\n二\"\"\r\"\r\n;;\r\n要闻;2;𠮷;;;x\r"
    for options in [[:], ["safe": "yes"]] {
      let whole = read(text, options, withPositions: true)
      #expect(whole.error == nil)
      for cut in 1..<text.utf8.count {
        let reading = read(text, options, cut: cut, withPositions: true)
        expectSame(reading.log, whole.log)
        #expect(reading.diagnostics == whole.diagnostics)
      }
      for chunk in 1..<20 {
        expectSame(read(text, options, chunk: chunk, withPositions: true).log, whole.log)
      }
    }
  }

  @Test("makes bulletins, sections and articles of rows")
  func structure() {
    let reading = read(
      """
      bulletin,issue,section,number,text
      甲,1,,1,a
      甲,1,栏,2,b
      甲,1,栏,3,c
      甲,1,目,4,d
      甲,1,,5,e
      甲,2,,6,f
      甲,2,,1,g
      甲,2,栏,1,h
      """)
    let structure: Set = ["start bulletin", "start section", "start article", "end section"]
    let letters = reading.log.compactMap { line -> String? in
      if line.hasPrefix("text"), line.utf8.count == 8 {
        return String(line.dropFirst(6).first ?? "?")
      }
      return structure.contains(line)
        ? ["start": String(line.dropFirst(6).first ?? "?"), "end": "/"][
          String(line.prefix { $0 != " " })] : nil
    }
    #expect(letters.joined() == "baasabac/sad/aebafbagbsah/")
  }

  @Test("takes facts apart")
  func facts() {
    let reading = read(
      """
      editors,distribution,bulletin_identifiers,bulletin_date,authors,contributors,date,date_wording,keywords,custom,abstract
      王; 李\\;四,报送:各部委; to:a:b; 某,issn:1-2,二〇二一年,"甲;  乙;",签发:李; translator:张; 赵; a\\:b; author:c,2021-03-12,3月,a\\\\; b\\c,字数:5:6; x,"一

      二"
      """)
    #expect(reading.error == nil && reading.diagnostics.isEmpty)
    expectSame(
      reading.log,
      """
      start bulletin|start identifier|attribute type "issn"|text "1-2"|end identifier|\
      start contributor|attribute kind "person"|attribute role "editor"|text "王"|end contributor|\
      start contributor|attribute kind "person"|attribute role "editor"|text "李;四"|end contributor|\
      start date|attribute type "published"|text "二〇二一年"|end date|\
      start distribution|attribute type "to"|attribute label "报送"|text "各部委"|end distribution|\
      start distribution|attribute type "to"|text "a:b"|end distribution|\
      start distribution|text "某"|end distribution|\
      start article|\
      start contributor|attribute kind "person"|attribute role "author"|text "甲"|end contributor|\
      start contributor|attribute kind "person"|attribute role "author"|text " 乙"|end contributor|\
      start contributor|attribute label "签发"|text "李"|end contributor|\
      start contributor|attribute role "translator"|text "张"|end contributor|\
      start contributor|attribute role "contributor"|text "赵"|end contributor|\
      start contributor|attribute role "contributor"|text "a:b"|end contributor|\
      start contributor|attribute label "author"|text "c"|end contributor|\
      start date|attribute type "published"|attribute iso "2021-03-12"|text "3月"|end date|\
      start abstract|start paragraph|text "一"|end paragraph|\
      start paragraph|text "二"|end paragraph|end abstract|\
      start custom|attribute name "字数"|text "5:6"|end custom|start custom|text "x"|end custom|\
      metadata keyword "a\\"|metadata keyword "b\\c"|start body|end body|end article|end bulletin
      """.split(separator: "|").map(String.init))
  }

  @Test("keeps a date that does not exist as its wording")
  func dates() {
    let reading = read("date,date_wording\n2021-02-29,\n2020-02-29,\n2021-13,三月\n")
    #expect(reading.diagnostics.map(\.code) == [.dateDoesNotExist, .dateDoesNotExist])
    #expect(
      reading.log.filter { $0.hasPrefix("text") } == [
        "text \"2021-02-29\"", "text \"2020-02-29\"", "text \"2021-13; 三月\"",
      ])
    #expect(reading.log.count { $0.hasPrefix("attribute iso") } == 1)
  }

  @Test("gives nothing for an empty input or a header alone", arguments: ["", "\n", "title,text"])
  func empty(_ text: String) {
    let reading = read(text)
    #expect(reading.error == nil && reading.log.isEmpty)
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

  @Test("passes a text larger than all buffers on in pieces", arguments: [true, false])
  func hugeText(_ textLast: Bool) throws {
    let counts = Counter.Counts()
    var handler: any EventHandler & ~Copyable = Counter(counts: counts)
    var reader = CSVReader(context: ReaderContext(diagnostics: DiagnosticCollector()))
    let open = Array((textLast ? "number,text\n1,\"" : "text,number\n\"").utf8)
    let close = Array((textLast ? "\"\n" : "\",1\n").utf8)
    let piece = Array(String(repeating: "字", count: 40_000).utf8)
    try reader.read(open.span, into: &handler)
    for _ in 0..<25 { try reader.read(piece.span, into: &handler) }
    #expect((counts.bytes > 0) == textLast)
    try reader.read(close.span, into: &handler)
    try reader.finish(into: &handler)
    #expect(counts.bytes == 25 * piece.count)
    #expect(counts.longest <= 1 << 20)
  }
}
