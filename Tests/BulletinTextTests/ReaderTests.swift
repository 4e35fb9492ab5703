import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct ReaderTests {
  @Test func joinsGainASpaceOnlyBetweenLatinWords() throws {
    func paragraph(_ left: String, _ right: String) throws -> String? {
      try Reading("标题\n\n\(left)\n\n\(right)\n\n部 [2021-03-12]\n").bulletins[0].articles[0]
        .paragraphs.first
    }
    #expect(try paragraph("会议指出,开展党史学习教", "育工作。") == "会议指出,开展党史学习教育工作。")
    #expect(
      try paragraph("we study the machine", "learning method.")
        == "we study the machine learning method.")
    #expect(try paragraph("开展,COV", "ID-19防控。") == "开展,COVID-19防控。")
    #expect(try paragraph("在20", "21年,开展。") == "在2021年,开展。")
    #expect(try paragraph("推进R&", "D工作。") == "推进R&D工作。")
    #expect(try paragraph("他说,hello", "世界。") == "他说,hello世界。")
  }

  @Test func aDateThatDoesNotExistIsKeptAndNamed() throws {
    let reading = try Reading("标题\n\n正文。\n\n办公厅\n[2021-13-12]\n")
    #expect(reading.bulletins[0].articles[0].dates == ["?2021-13-12"])
    let diagnostic = try #require(reading.diagnostics.first { $0.code == .dateDoesNotExist })
    #expect(diagnostic.position?.line == 6)
  }

  @Test func aDateWithoutDepartmentClosesTheArticle() throws {
    let reading = try Reading("标题\n\n正文。\n\n[2021-03-12]\n\n又一标题\n\n正文。\n")
    #expect(reading.bulletins[0].articles.map(\.title) == ["标题", "又一标题"])
    #expect(reading.bulletins[0].articles[0].dates == ["2021-03-12"])
  }

  @Test func severalSignOffsBelongToOneArticle() throws {
    let reading = try Reading(
      "标题\n\n正文。\n\n甲部 [2021-03-12]\n乙部 [2021-03-13]\n\n次篇\n\n正文。\n\n丙部 [2021-03-14]\n")
    #expect(reading.bulletins[0].articles.map(\.departments) == [["甲部", "乙部"], ["丙部"]])
  }

  @Test func anArticleWithoutTitleIsSaid() throws {
    let reading = try Reading("会议强调,要认真学习。\n\n办公厅 [2021-03-12]\n")
    #expect(reading.bulletins[0].articles[0].title == nil)
    #expect(reading.bulletins[0].articles[0].paragraphs == ["会议强调,要认真学习。"])
    #expect(reading.codes() == [.articleWithoutTitle])
  }

  @Test func marksOfTheLayoutAreNamed() throws {
    let reading = try Reading(Repository.seed)
    let marks = try #require(reading.diagnostics.first { $0.code == .layoutMarks })
    #expect(marks.arguments == ["cast", "· ×2, [ ×3, ] ×3, ( ×1, ) ×1"])
  }

  @Test func anOverLongLineIsOneParagraph() throws {
    let sentence = "会议指出,要全面贯彻新发展理念R&D。"
    let long = String(repeating: sentence, count: 20_000)
    let text = Array("· 要闻 ·\n\n标题\n\n\(long)\n\n办公厅 [2021-03-12]\n".utf8)
    for size in [nil, 1000, 65_536, 65_537] {
      let reading = try Reading(text, chunkSize: size)
      let article = try #require(reading.bulletins.first?.articles.first)
      #expect(article.paragraphs.count == 1)
      #expect(article.paragraphs.first == long)
      #expect(article.departments == ["办公厅"])
    }
  }

  @Test func aGiantArticleSpillsAndComesBackWhole() throws {
    let sentence = "会议指出,要全面贯彻新发展理念,推动高质量发展。"
    let paragraphs = (0..<60_000).map { "\($0)\(sentence)" }
    let text = "标题\n\n" + paragraphs.joined(separator: "\n\n") + "\n\n办公厅 [2021-03-12]\n"
    let reading = try Reading(Array(text.utf8), chunkSize: 256 << 10)
    #expect(reading.bulletins[0].articles.count == 1)
    #expect(reading.bulletins[0].articles[0].paragraphs == paragraphs)
    #expect(reading.bulletins[0].articles[0].dates == ["2021-03-12"])
  }

  @Test func blankTextHoldsNoBulletin() throws {
    #expect(try Reading("\n \n　\n").bulletins == [])
    #expect(try Reading("").bulletins == [])
  }

  @Test func everyLineIsExplainedOnce() throws {
    let profile = try #require(LayoutProfile.named("cast"))
    var kinds: [UInt32: LineExplanation.Kind] = [:]
    var reader = TextReader(
      profile: profile, diagnostics: DiagnosticCollector(), sample: Repository.seed,
      explain: { row in
        #expect(kinds[row.line] == nil, "line \(row.line) twice")
        kinds[row.line] = row.kind
      })
    var handler: any EventHandler & ~Copyable = EventLog().recorder()
    let seed = Repository.seed
    try reader.read(seed.span, into: &handler)
    try reader.finish(into: &handler)
    let lines = Repository.seed.count { $0 == 0x0A } + 1
    #expect(kinds.count == lines)
    #expect(kinds[3] == .masthead)
    #expect(kinds.values.count { $0 == .title } == 3)
    #expect(kinds.values.count { $0 == .continuation } == 6)
    #expect(kinds.values.count { $0 == .paragraph } == 10)
    #expect(kinds.values.count { $0 == .signOff } == 5)
    #expect(kinds.values.count { $0 == .credits } == 1)
  }
}
