import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// What stands at the edges of articles and pages: bylines, signatures, end marks, page numbers.
@Suite struct ClosingTests {
  static func english(_ line: String) -> String {
    "THE HARBOUR NEWSLETTER\nMarch 12, 2021\n\nNew pilots\n\nThree pilots passed their examination last month.\n\n\(line)\n\nSeals\n\nTwenty seals have sent back the first data.\n"
  }

  static func chinese(_ line: String) -> String {
    "学会通讯\n第3期\n\n春季年会\n\n年会将于五月召开，欢迎参加。\n\(line)\n\n会刊征稿\n\n会刊现面向会员征稿。\n"
  }

  @Test(arguments: [
    ("-- Bob Ford, Secretary", ["Bob Ford"]), ("— Helen Park", ["Helen Park"]),
    ("Jane Roe <jane@example.org>", ["Jane Roe"]), ("Contact: Mary Doyle, 555-0142", []),
  ])
  func englishSignatures(_ line: String, _ names: [String]) throws {
    let text = Self.english(line)
    let bulletin = try Reading(text, profile: "generic-en").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["New pilots", "Seals"])
    #expect(bulletin.articles[0].signers == names)
    #expect(bulletin.articles[0].paragraphs.count == 1, "\(bulletin)")
    let (once, codes) = try WriterTests.canonical(Array(text.utf8), profile: "generic-en")
    #expect(codes == [])
    #expect(try Reading(once, profile: "generic-en").bulletins[0] == bulletin)
  }

  /// What stands below the credits behind a label is a credit, whatever the label begins with.
  @Test(arguments: ["电话", "地址", "邮编", "准印证", "出版日期", "网址", "rom"])
  func labelsBelowCredits(_ label: String) throws {
    let text = "学会通讯\n第3期\n\n春季年会\n\n年会将于五月召开，欢迎参加。\n\n责任编辑：李明\n\(label)：6277 号楼。\n"
    for profile in ["generic-zh", "gongwen"] {
      let bulletin = try Reading(text, profile: profile).bulletins[0]
      #expect(bulletin.articles.map(\.paragraphs.count) == [1], "\(profile): \(bulletin)")
    }
  }

  @Test(arguments: [
    ("（教导处 王敏）", ["教导处", "王敏"]), ("（组织科）", ["组织科"]), ("（记者 张三 通讯员 李四）", ["张三", "李四"]),
    ("（撰稿：周倩 审核：陈立新）", ["周倩", "陈立新"]), ("撰稿：王敏  审核：赵建国  编辑：李晓燕", ["王敏", "赵建国", "李晓燕"]),
    ("（摘自《港口故事》）", []),
  ])
  func chineseSignatures(_ line: String, _ names: [String]) throws {
    let bulletin = try Reading(Self.chinese(line), profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["春季年会", "会刊征稿"], "\(bulletin)")
    #expect(bulletin.articles[0].departments == names)
    #expect(bulletin.articles[0].paragraphs.count == 1, "\(bulletin)")
  }

  @Test(
    "lines below a title",
    arguments: [
      ("文/张三 图/李四", ["张三", "李四"]), ("张三报道", ["张三"]), ("（电教馆 张华）", ["电教馆", "张华"]),
      ("□ 通讯员 孙悦", ["孙悦"]),
    ])
  func bylines(_ line: String, _ names: [String]) throws {
    let text = Self.chinese("").replacing("春季年会\n", with: "春季年会\n\(line)\n")
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["春季年会", "会刊征稿"], "\(bulletin)")
    #expect(bulletin.articles[0].departments == names)
  }

  @Test(arguments: ["【完】", "（完）", "(完)", "［完］", "《完》", "- 完 -", "（全文完）"])
  func chineseEnds(_ mark: String) throws {
    let bulletin = try Reading(Self.chinese("\n" + mark), profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["春季年会", "会刊征稿"])
    #expect(bulletin.articles.allSatisfy { $0.paragraphs.count == 1 }, "\(bulletin)")
  }

  @Test(arguments: ["-30-", "- 30 -", "###", "- END -", "[end]", "(END)"])
  func englishEnds(_ mark: String) throws {
    let reading = try Reading(Self.english(mark), profile: "generic-en")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["New pilots", "Seals"])
    #expect(bulletin.articles.allSatisfy { $0.paragraphs.count == 1 }, "\(bulletin)")
    #expect(!reading.diagnostics.contains { $0.code == .pageFurniture })
  }

  @Test("a page of that number follows the one before it")
  func thirtiethPage() throws {
    let reading = try Reading(
      Self.english("- 29 -\n\nIt was a cold day.\n\n- 30 -"), profile: "generic-en")
    #expect(reading.diagnostics.count { $0.code == .pageFurniture } == 2)
  }

  @Test(arguments: [
    ("generic-zh", "- 3 -"), ("generic-zh", "第 3 页 共 10 页"), ("generic-zh", "3/10"),
    ("generic-zh", "━ 3 ━"), ("gongwen", "— 3 —"), ("generic-en", "Page 3 of 10"),
    ("generic-en", "3/10"), ("generic-en", "p. 3"), ("generic-ja", "3/10"), ("generic-ko", "- 3 -"),
  ])
  func pageNumbers(_ profile: String, _ page: String) throws {
    let text = profile == "generic-en" ? Self.english(page) : Self.chinese("\n" + page)
    let reading = try Reading(text, profile: profile)
    #expect(reading.diagnostics.count { $0.code == .pageFurniture } == 1)
    #expect(reading.bulletins[0].articles.count == 2, "\(reading.bulletins)")
  }

  @Test("the date and number below a masthead are none of their own")
  func dateBelowMasthead() throws {
    let rule = String(repeating: "━", count: 35)
    let reading = try Reading(
      "\(rule)\n　図書館メールマガジン\n　2024年4月1日　第58号\n\(rule)\n\n\(rule)\n■新着図書\n\(rule)\n\n　新しい図書が入りました。\n【編集部】\n",
      profile: "mailmag-ja")
    #expect(reading.bulletins.map(\.title) == ["図書館メールマガジン"])
    #expect(reading.bulletins[0].articles.map(\.title) == ["新着図書"])
    #expect(reading.bulletins[0].articles[0].departments == ["編集部"])
  }

  /// Any line may be a masthead in a text of no known family: it takes more than one to open a bulletin.
  @Test(arguments: [
    ("地址：学院路5号\n欢迎来稿", ["运动会开幕"], 1),
    ("校园周报\n第4期\n\n书展开幕\n\n昨天，书展开幕。", ["运动会开幕"], 2),
    ("社区周报\n第9期\n\n书展开幕\n\n昨天，书展开幕。", ["运动会开幕"], 2),
    ("书展开幕\n\n昨天，书展在图书馆开幕，展出图书三千册。", ["运动会开幕", "书展开幕"], 1),
  ])
  func textBelowTheCredits(_ rest: String, _ titles: [String], _ bulletins: Int) throws {
    let text = "校园周报\n第3期\n\n运动会开幕\n\n今天上午，运动会开幕。\n\n编辑：赵晓明  校对：孙丽\n" + rest + "\n"
    let reading = try Reading(text, profile: "generic-zh")
    #expect(reading.bulletins.count == bulletins, "\(reading.bulletins)")
    #expect(reading.bulletins[0].articles.map { $0.title ?? "-" } == titles)
    #expect(reading.bulletins[0].editors == ["赵晓明", "孙丽"])
  }

  @Test func nameBelowAFarewell() throws {
    let text =
      "The Weekly\nIssue 3\n\nTHANKS TO ALL\n\nWe had a fine day in the park.\n\nKind regards\nJanet Rowe\nPrincipal\n"
    let reading = try Reading(text, profile: "generic-en")
    let article = try #require(reading.bulletins.first?.articles.first)
    #expect(article.paragraphs == ["We had a fine day in the park."])
    #expect(article.departments == ["Janet Rowe"], "\(article)")
  }

  /// `WATERS` has the shape of a code above a title, and of a name; what follows tells.
  @Test(arguments: [
    ("", 1, ["WATERS"]),
    ("\n\nAZC023-301815-\n\n...Second warning...\n\nMore dust is on its way.\n\n$$\n", 2, []),
    ("\n\nWWUS55 KPSR 251900\nSVRPSR\n\nSevere Warning\n", 1, ["WATERS"]),
  ])
  func forecasterBelowTheLastSegment(_ rest: String, _ articles: Int, _ editors: [String]) throws {
    let text =
      "WWUS55 KPSR 251800\nDSWPSR\n\nDust Storm Warning\nNational Weather Service Phoenix AZ\n\nAZC021-301815-\n\n...Dust storm near Casa Grande...\n\nA wall of dust is near Casa Grande.\n\n$$\n\nWATERS"
      + rest
    let read = try Reading(text, profile: "weather").bulletins[0]
    #expect(read.editors == editors, "\(read)")
    #expect(read.articles.count == articles, "\(read)")
  }
}
