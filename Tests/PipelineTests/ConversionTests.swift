import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import GazetteTextEncoding
import Testing

@Suite struct ConversionTests {
  /// Codes of what stops a conversion.
  func failure(_ input: [UInt8], _ change: (inout Conversion) throws -> Void = { _ in })
    -> Diagnostic?
  {
    do {
      _ = try Converted(input, from: "text", to: "jsonl", change: change)
      return nil
    } catch let error as ConversionError {
      return error.diagnostic
    } catch {
      return nil
    }
  }

  @Test func canonicalTextIsAFixedPointThroughJSONLines() throws {
    let lines = try Converted(Repository.seed, from: "text", to: "jsonl")
    let text = try Converted(lines.bytes, from: "jsonl", to: "text")
    let again = try Converted(text.bytes, from: "text", to: "text")
    #expect(text.bytes == again.bytes)
    #expect(try Converted(text.bytes, from: "text", to: "jsonl").bytes == lines.bytes)
    let rewritten = try Converted(lines.bytes, from: "jsonl", to: "jsonl")
    #expect(rewritten.bytes == lines.bytes)
  }

  /// Seeds are printed by a failure; the documents use what the generator knows.
  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func generatedBulletinsComeThrough(_ seed: UInt64) throws {
    var generator = BulletinGenerator(seed: seed)
    let (bulletin, text) = generator.make()
    let lines = try Converted(Array(text.utf8), from: "text", to: "jsonl").text
    var expected = "{\"type\":\"bulletin\",\"title\":\"\(bulletin.title)\",\"language\":\"zh\"}\n"
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }
    for article in bulletin.articles {
      let body = article.paragraphs.map { "{\"type\":\"paragraph\",\"content\":[\(quoted($0))]}" }
      expected +=
        "{\"type\":\"article\",\"title\":\(quoted(article.title)),\"contributors\":[{\"name\":"
        + "\(quoted(article.department)),\"kind\":\"organization\",\"role\":\"author\"}],"
        + "\"dates\":[{\"type\":\"published\",\"iso\":\"\(article.date)\"}],"
        + "\"body\":[\(body.joined(separator: ","))]}\n"
    }
    expected +=
      "{\"type\":\"end\",\"contributors\":[{\"name\":\"\(bulletin.editor)\",\"kind\":\"person\","
      + "\"role\":\"editor\",\"label\":\"责任编辑\"}]}\n"
    #expect(lines == expected, "seed \(seed)")
    let canonical = try Converted(Array(lines.utf8), from: "jsonl", to: "text")
    #expect(canonical.diagnostics.filter { $0.severity >= .warning } == [], "seed \(seed)")
    let back = try Converted(
      canonical.bytes, from: "text", to: "jsonl", readerOptions: ["profile": "cast"])
    #expect(back.text == lines, "seed \(seed)")
  }

  /// Every character of the input that is no blank is in the JSON, or named by a diagnostic.
  @Test(arguments: 0...40 as ClosedRange<UInt64>)
  func nothingIsLost(_ seed: UInt64) throws {
    var generator = BulletinGenerator(seed: seed)
    let text = seed == 0 ? String(decoding: Repository.seed, as: UTF8.self) : generator.make().text
    for profile in Profiles.builtIn.map(\.name) {
      let result = try Converted(
        Array(text.utf8), from: "text", to: "jsonl", readerOptions: ["profile": profile])
      var counts = Self.ink(text)
      for (scalar, count) in Self.ink(JSONStrings.carried(result.text)) {
        counts[scalar, default: 0] -= count
      }
      for diagnostic in result.diagnostics where diagnostic.code == .layoutMarks {
        for mark in diagnostic.arguments[1].split(separator: ", ") {
          let parts = mark.split(separator: " ×")
          let scalar = try #require(parts.first?.unicodeScalars.first)
          counts[scalar, default: 0] -= Int(parts.last ?? "") ?? 0
        }
      }
      #expect(counts.filter { $0.value != 0 } == [:], "seed \(seed), \(profile)")
    }
  }

  static func ink(_ text: String) -> [Unicode.Scalar: Int] {
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      counts[scalar, default: 0] += 1
    }
    return counts
  }

  @Test func lateFactsComeFirstWhereTheFormatNeedsThem() throws {
    let two = Repository.seed + Array("\n".utf8) + Repository.seed
    let jats = try Converted(two, from: "text", to: "jats").text
    #expect(jats.ranges(of: "<role>责任编辑</role>").count == 2)
    let firstBody = try #require(jats.ranges(of: "<body>").first)
    let editor = try #require(jats.ranges(of: "王丽娜").first)
    #expect(editor.lowerBound < firstBody.lowerBound)
    #expect(jats.ranges(of: "<sub-article article-type=\"news\"").count == 6)
    #expect(jats.ranges(of: "<sub-article article-type=\"collection\"").count == 1)
    let csv = try Converted(two, from: "text", to: "csv").text
    #expect(csv.ranges(of: "王丽娜").count == 6)
  }

  /// Which credits a line has, only reading all of the text says where its layout turns on places.
  @Test func lateFactsOfSeveralOnALineComeFirst() throws {
    let text = Array("校园周报\n第3期\n\n运动会开幕\n\n今天上午，运动会开幕。\n\n编辑：赵晓明  校对：孙丽\n".utf8)
    let jats = try Converted(text, from: "text", to: "jats").text
    for (name, role) in [("赵晓明", "编辑"), ("孙丽", "校对")] {
      #expect(jats.contains("\(name)</string-name><role>\(role)</role>"), "\(jats)")
    }
  }

  /// What a title's template takes besides the title is a fact of the article.
  @Test func periodBehindATitle() throws {
    let text =
      "FXUS61 KBOX 031145\nAFDBOX\n\nArea Forecast Discussion\nNational Weather Service Boston MA\n\n"
      + ".SHORT TERM...(Today through Friday)\nDry.  Lows in the 40s.\n"
    let lines = try Converted(Array(text.utf8), from: "text", to: "jsonl").text
    #expect(lines.contains("\"title\":\"SHORT TERM\""), "\(lines)")
    #expect(
      lines.contains("{\"name\":\"period\",\"value\":\"Today through Friday\"}"), "\(lines)")
  }

  /// Items without a mark stand in the column above them, whose line in the text begins a section.
  @Test func columnsOfTheContentsHoldTheirTitles() throws {
    let text =
      "校园周报\n第3期\n\n目录\n\n★ 领导动态\n校长到一线调研\n\n★ 工作动态\n运动会开幕\n书展开幕\n\n"
      + "★ 领导动态\n\n校长到一线调研\n\n今天，校长到一线调研。\n\n★ 工作动态\n\n运动会开幕\n\n今天上午，运动会开幕。\n\n书展开幕\n\n昨天，书展开幕。\n"
    let lines = try Converted(Array(text.utf8), from: "text", to: "jsonl").text.split(
      separator: "\n")
    func item(_ text: String) -> String {
      "{\"type\":\"item\",\"content\":[{\"type\":\"paragraph\",\"content\":[\"\(text)\"]}]}"
    }
    #expect(lines[0].contains("[\(item("校长到一线调研"))]"), "\(lines[0])")
    #expect(lines[0].contains("[\(item("运动会开幕")),\(item("书展开幕"))]"), "\(lines[0])")
    #expect(
      lines.filter { $0.contains("\"type\":\"section\"") } == [
        "{\"type\":\"section\",\"title\":\"领导动态\"}", "{\"type\":\"section\",\"title\":\"工作动态\"}",
      ])
  }

  @Test func lateFactsStayLateInBlocksOfCSV() throws {
    let lines = try Converted(Repository.seed, from: "text", to: "jsonl").bytes
    let blocks = try Converted(lines, from: "jsonl", to: "csv", options: ["layout": "blocks"])
    #expect(blocks.diagnostics.filter { $0.severity >= .warning } == [])
    #expect(
      blocks.text.split(separator: "\r\n").last
        == "1,,,,1,contributor,\"{\"\"kind\"\":\"\"person\"\",\"\"role\"\":\"\"editor\"\",\"\"label\"\":\"\"责任编辑\"\"}\",,王丽娜"
    )
    #expect(try Converted(blocks.bytes, from: "csv", to: "jsonl").bytes == lines)
    // A writer that needs them first gets them first.
    let jats = try Converted(blocks.bytes, from: "csv", to: "jats").bytes
    #expect(try Converted(lines, from: "jsonl", to: "jats").bytes == jats)
  }

  @Test func everyConstructComesThroughBlocksOfCSV() throws {
    let lines = Repository.bytes("Tests/Golden/every-construct/input.jsonl")
    let canonical = try Converted(lines, from: "jsonl", to: "jsonl").bytes
    let blocks = try Converted(lines, from: "jsonl", to: "csv", options: ["layout": "blocks"])
    #expect(try Converted(blocks.bytes, from: "csv", to: "jsonl").bytes == canonical)
  }

  @Test func metadataReplacesTheInputsOwn() throws {
    let result = try Converted(Repository.seed, from: "text", to: "jsonl") {
      $0.metadata = try MetadataOverride(["title=新名", "issue=12", "issn=0317-8471", "editor=张三"])
    }
    #expect(
      result.text.hasPrefix(
        "{\"type\":\"bulletin\",\"title\":\"新名\",\"language\":\"zh\",\"issue\":\"12\",\"identifiers\":"
      ))
    #expect(result.text.contains("\"title\":\"新名\""))
    #expect(!result.text.contains("科学共同体要闻"))
    #expect(!result.text.contains("王丽娜"))
    for wrong in ["title", "=x", "colour=red"] {
      #expect(throws: ConversionError.self) { try MetadataOverride([wrong]) }
    }
  }

  @Test func strictDeliversNothingWhereSomethingIsLost() throws {
    let input = Repository.bytes("Tests/Golden/every-construct/input.jsonl")
    let folder = try TemporaryFolder()
    let source = try folder.write("input.jsonl", input)
    var conversion = Conversion(input: source)
    conversion.isStrict = true
    conversion.outputs = [
      .init(format: try Formats.writable("text"), to: .file(folder.path + "/out.txt"))
    ]
    do {
      try conversion.run(diagnostics: DiagnosticCollector())
      Issue.record("delivered with losses")
    } catch {
      #expect(error.code == .strictLosses)
    }
    #expect(folder.names == ["input.jsonl"])
  }

  @Test func splitGivesAFilePerArticle() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write("issue.txt", Repository.seed)
    var conversion = Conversion(input: source)
    let stem = folder.path + "/issue-"
    conversion.outputs = [
      .init(format: try Formats.writable("jats"), to: .split { stem + "\($0).jats.xml" }),
      .init(format: try Formats.writable("jsonl"), to: .split { stem + "\($0).jsonl" }),
    ]
    let summary = try conversion.run(diagnostics: DiagnosticCollector())
    #expect(summary.files.count == 6)
    #expect(folder.names.count == 7)
    let second = String(decoding: Repository.file(stem + "2.jats.xml"), as: UTF8.self)
    #expect(second.contains("<article-title>中国科协党史学习教育领导小组召开第一次会议</article-title>"))
    #expect(second.contains("<journal-title>科学共同体要闻</journal-title>"))
    #expect(!second.contains("<sub-article"))
  }

  /// What has no article is a document too.
  @Test func splitKeepsBulletinsAndSectionsWithoutArticles() throws {
    let folder = try TemporaryFolder()
    let lines = """
      {"type":"bulletin","title":"Empty","publisher":"P"}
      {"type":"end"}
      {"type":"bulletin","title":"Full"}
      {"type":"section","title":"None"}
      {"type":"sectionEnd"}
      {"type":"section","title":"One"}
      {"type":"article","title":"A","body":[]}
      {"type":"sectionEnd"}
      {"type":"end"}

      """
    var conversion = Conversion(input: try folder.write("issue.jsonl", lines))
    let stem = folder.path + "/issue-"
    conversion.outputs = [
      .init(format: try Formats.writable("json"), to: .split { stem + "\($0).json" })
    ]
    #expect(try conversion.run(diagnostics: DiagnosticCollector()).files.count == 3)
    let documents = (1...3).map {
      String(decoding: Repository.file(stem + "\($0).json"), as: UTF8.self)
    }
    #expect(documents[0].contains("Empty") && documents[0].contains("\"P\""))
    #expect(documents[1].contains("Full") && documents[1].contains("None"))
    #expect(documents[2].contains("One") && documents[2].contains("\"A\""))
    #expect(!documents[2].contains("None"))
  }

  @Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "GBK", "GB2312", "HZ-GB-2312"])
  func everyEncodingOfTheSeedIsReadAndWritten(_ name: String) throws {
    let encoding = try #require(TextEncoding(label: name))
    let canonical = try Converted(Repository.seed, from: "text", to: "text").bytes
    let encoded = try Converted(canonical, from: "text", to: "text") {
      $0.outputs[0].encoding = encoding
    }
    let lines = try Converted(canonical, from: "text", to: "jsonl").bytes
    #expect(
      try Converted(encoded.bytes, from: "text", to: "jsonl").bytes == lines, "\(name) detected")
    let named = try Converted(encoded.bytes, from: "text", to: "jsonl") { $0.encoding = encoding }
    #expect(named.bytes == lines, "\(name) named")
  }

  @Test func whatAnEncodingLacksFollowsTheFormat() throws {
    let text = Array("· 要闻 ·\n\n標題𠮷\n\n正文。\n\n辦公廳 [2021-03-12]\n".utf8)
    func written(_ format: String) throws -> String {
      let bytes = try Converted(text, from: "text", to: format) { $0.outputs[0].encoding = .gb2312 }
        .bytes
      return try Converted(
        bytes, from: "text", to: "text", readerOptions: ["profile": "generic-zh", "rejoin": "no"]
      ) {
        $0.encoding = .gb2312
      }.text
    }
    #expect(try written("jats").contains("&#x20BB7;"))
    #expect(try written("json").contains("\\uD842\\uDFB7"))
    #expect(
      failure(text) {
        $0.outputs[0] = .init(
          format: try Formats.writable("text"), to: $0.outputs[0].destination, encoding: .gb2312)
      }?.code == .characterNotEncodable)
  }

  @Test func badBytesAreNamedByTheirPlace() throws {
    let good = Array("· 要闻 ·\n\n标题\n\n正".utf8)
    let place = failure(good + [0xFF] + Array("文。\n".utf8)) { $0.encoding = .utf8 }
    #expect(place?.code == .undecodableBytes)
    #expect(place?.position == SourcePosition(offset: UInt64(good.count), line: 5, column: 2))
    #expect(place?.arguments == ["0xFF", "UTF-8"])
    let cut = failure(Array(good.dropLast())) { $0.encoding = .utf8 }
    #expect(cut?.code == .inputTruncated)
    #expect(cut?.position?.line == 5)
  }

  @Test func emptyAndBinaryInputsAreRefused() {
    #expect(failure([])?.code == .inputEmpty)
    #expect(failure(Array("\n \n".utf8))?.code == .inputEmpty)
    #expect(failure([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 0, 9, 8, 7])?.code == .inputBinary)
  }

  @Test func anUnchangedOutputKeepsItsTime() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.txt"
    func write(_ text: String) throws {
      let sink = try FileSink(path)
      let bytes = Array(text.utf8)
      try sink.write(bytes.span)
      try sink.commit(ifChanged: true)
    }
    try write("one")
    let first = try InputSource(path)
    try write("one")
    let same = try InputSource(path)
    #expect(first.fileNumber == same.fileNumber)
    try write("two")
    #expect(Repository.file(path) == Array("two".utf8))
    #expect(folder.names == ["out.txt"])
  }

  @Test func anAbandonedFileLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("out.txt", "before")
    do {
      let sink = try FileSink(folder.path + "/out.txt")
      let bytes = Array("half".utf8)
      try sink.write(bytes.span)
    }
    #expect(folder.names == ["out.txt"])
    #expect(Repository.file(folder.path + "/out.txt") == Array("before".utf8))
  }

  @Test("text is laid out by the language of a document, wherever that stands")
  func layoutByLanguage() throws {
    let english = Array(
      """
      <article xml:lang="en"><front><journal-meta><journal-title-group><journal-title>My Journal</journal-title>\
      </journal-title-group></journal-meta><article-meta><title-group><article-title>One</article-title></title-group>\
      </article-meta></front><body><p>First.</p><list list-type="bullet"><list-item><p>a</p></list-item></list></body></article>
      """.utf8)
    let converted = try Converted(english, from: "jats", to: "text")
    #expect(converted.text.contains("=== My Journal ===\n"))
    #expect(converted.text.contains("* a\n"))
    // Where no language is told, the words tell it.
    for (title, line) in [("学会通讯", "· 学会通讯 ·"), ("The Letter", "=== The Letter ===")] {
      let document = #"{"bulletins":[{"type":"bulletin","title":"\#(title)"}]}"#
      #expect(try Converted(Array(document.utf8), from: "json", to: "text").text.contains(line))
    }
  }
}

/// The strings of JSON Lines that hold text of the source: not types, ISO values and the like, which
/// the reader made. The ISO value of a date without a `text` is its text.
enum JSONStrings {
  static func carried(_ lines: String) -> String {
    var text = ""
    var rest = lines[...]
    var key = ""
    while let open = rest.firstIndex(of: "\"") {
      var end = rest.index(after: open)
      var value = ""
      while rest[end] != "\"" {
        if rest[end] == "\\" { end = rest.index(after: end) }
        value.append(rest[end])
        end = rest.index(after: end)
      }
      rest = rest[rest.index(after: end)...]
      if rest.first == ":" {
        key = value
      } else if !["type", "language", "kind", "role", "iso", "level"].contains(key)
        || (key == "iso" && rest.first == "}")
      {
        text += value
      }
    }
    return text
  }
}
