import GazetteBulletinText
import GazetteTestSupport
import Testing

/// Who wrote an article, by the form of the line: lists of names, offices, words of farewell.
@Suite struct SignatureFormTests {
  private func article(_ text: String, _ profile: String) throws -> ReadBulletin.Article {
    try #require(try Reading(text, profile: profile).bulletins.first?.articles.first)
  }

  private func english(below byline: String = "", signed signature: String = "") throws
    -> ReadBulletin.Article
  {
    try article(
      "THE TOWPATH\nNo. 4 - May 2009\n\nLOCK GATES GO IN\n\(byline)\nThe gates went in on Friday, and the boats may pass again.\n\n\(signature)\nTHE NEXT WALK\n\nWe meet at the bridge at ten.\n",
      "generic-en")
  }

  @Test(
    "names with a word between, and with an office",
    arguments: [
      ("By Tom Garth and Irene Hope\n", ["Tom Garth", "Irene Hope"]),
      ("By Tom Garth, Ann Lowe & Irene Hope\n", ["Tom Garth", "Ann Lowe", "Irene Hope"]),
      ("By Karen Dole, Human Resources\n", ["Karen Dole"]),
    ])
  func bylines(_ byline: String, _ names: [String]) throws {
    let article = try english(below: byline)
    #expect(article.title == "LOCK GATES GO IN")
    #expect(article.departments == names)
  }

  @Test("several names come back on one line")
  func written() throws {
    let text =
      "THE TOWPATH, Issue 4\n\nDate: 3 May 2009\n\n*** Lock gates go in\nBy Tom Garth, Ann Lowe & Irene Hope\n\nThe gates went in on Friday.\n"
    let (written, codes) = try WriterTests.canonical(Array(text.utf8), profile: "generic-en")
    #expect(String(decoding: written, as: UTF8.self) == text)
    #expect(codes == [])
  }

  @Test(
    "names below the end of a text",
    arguments: [
      ("Derek Pym\nChairman\n\n", ["Derek Pym"]),
      ("Jean-Luc Petit,\nMaire de Bourg\n\n", ["Jean-Luc Petit"]),
      ("Von Anna Huber\n\n", ["Anna Huber"]), ("Ihre Redaktion\n\n", ["Redaktion"]),
    ])
  func signatures(_ signature: String, _ names: [String]) throws {
    let article = try english(signed: signature)
    #expect(article.departments == names)
    #expect(article.paragraphs.count == 1)
  }

  @Test("offices in brackets, and reporters between gaps")
  func chinese() throws {
    func names(_ byline: String) throws -> [String] {
      try article(
        "江湾馆讯\n第8期\n\n【消息】\n\n三楼阅览室重新开放\n\(byline)\n\n三楼阅览室从下周起重新开放，每天到晚上九点。\n", "generic-zh"
      ).departments
    }
    #expect(try names("文／林淑芳（讀者服務組）") == ["林淑芳"])
    #expect(try names("□ 本报记者 陈立  学生记者 林雨") == ["陈立", "林雨"])
    #expect(try names("□ 文学院2020级 苏宁") == ["苏宁"])
  }

  @Test("an office and a name in Korean below a text")
  func korean() throws {
    let article = try article(
      "[느티 소식]\n2020년 5월호\n\n여는 글\n\n오월의 마을은 하루가 다르게 짙어진다. 모두 고맙다.\n\n주민자치회장 배정숙\n", "generic-ko")
    #expect(article.paragraphs.count == 1)
    #expect(article.departments == ["배정숙"])
  }

  @Test("a name right below the title, text right below it")
  func threeInARow() throws {
    let bulletin = try Reading(
      "江湾厂报\n第8期\n\n车间的早晨\n总装分厂　柳青\n阳光从天窗斜斜地落下来，落在行车的吊钩上，机器声像潮水一样涌来。\n\n夜班\n动力分厂　齐文\n夜里的车间比白天安静，只有水泵的声音，一声一声，数着时间，也数着我们的年纪。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["车间的早晨", "夜班"])
    #expect(bulletin.articles.map(\.paragraphs.count) == [1, 1])
  }

  @Test(
    "words that letters in Chinese end with",
    arguments: [("會長  何永康  謹啟", ["何永康"]), ("秘書處　敬上", ["秘書處"])])
  func farewells(_ signature: String, _ names: [String]) throws {
    let article = try article(
      "江灣會訊\n第8期\n\n【消息】\n\n會長的話\n\n本屆理事會上任已逾半年，感謝各位會員一直以來的支持。\n\n\(signature)\n", "generic-zh")
    #expect(article.paragraphs.count == 1)
    #expect(article.departments == names)
  }

  @Test("who wrote a text, right below it, in Chinese")
  func below() throws {
    let text = "5月12日上午，三个单元的加装电梯工程同日开工，预计九月底完工，施工期间设有接待点。\n"
    let bulletin = try Reading(
      "江湾社区报\n2004年5月20日　总第58期\n\n—— 要闻 ——\n\n老楼加装电梯\n\(text)文/高秀兰\n\n食堂试营业\n\(text)文/朱莉\n\n—— 故事 ——\n\n修鞋匠的三十年\n\(text)文/孟晓棠\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["老楼加装电梯", "食堂试营业", "修鞋匠的三十年"])
    #expect(bulletin.articles.map(\.departments) == [["高秀兰"], ["朱莉"], ["孟晓棠"]])
  }

  @Test("an office and a name in Korean right below a title")
  func belowTitle() throws {
    let article = try article(
      "햇살 소식\n2020년 11월 | 통권 58호\n\n[여는 글]\n김장을 앞두고\n이사장 조명숙\n\n한 달 동안 평안하셨는지요. 은행나무가 비어 갑니다.\n",
      "generic-ko")
    #expect(article.title == "김장을 앞두고")
    #expect(article.departments == ["조명숙"])
  }

  @Test("a post and a name behind a mark, and the word for reporters between names")
  func marked() throws {
    func names(_ byline: String) throws -> [String] {
      try article(
        "江湾钢铁人\n第6期\n\n【安全】\n\n安全月里的找茬比赛\n\n\(byline)\n\n参赛选手要在四十分钟内找出隐患，并说明整改措施。\n", "generic-zh"
      ).departments
    }
    #expect(try names("□ 轧钢厂  宋佳") == ["宋佳"])
    #expect(try names("本报记者　林可欣　学生记者　赵宇航") == ["林可欣", "赵宇航"])
  }

  @Test("names in brackets in the lead of a report, which keep their place in the text")
  func leads() throws {
    let text =
      "江湾馆讯\n第8期\n\n【消息】\n\n三楼阅览室重新开放\n\n　　本报讯（记者　贺磊　通讯员　徐静、李明）三楼阅览室从下周起重新开放，每天到晚上九点。\n"
    let article = try article(text, "generic-zh")
    #expect(article.departments == ["贺磊", "徐静", "李明"])
    #expect(article.paragraphs[0].hasPrefix("本报讯（记者"))
    let (once, _) = try WriterTests.canonical(Array(text.utf8), profile: "generic-zh")
    #expect(try WriterTests.canonical(once, profile: "generic-zh").text == once)
    let written = String(decoding: once, as: UTF8.self)
    #expect(
      written.split(separator: "贺磊", omittingEmptySubsequences: false).count == 2,
      "named once, where the text names him")
  }

  @Test(
    "brackets and lines that close a text in Chinese",
    arguments: [
      ("（指导老师：周敏）", [], "指导老师：周敏"), ("（典藏閱覽組）", ["典藏閱覽組"], nil),
      ("（湖泊组 丁卫东 才让）", ["湖泊组", "丁卫东", "才让"], nil),
      ("                                              —— 王  敏", ["王  敏"], nil),
    ] as [(String, [String], String?)])
  func closing(_ line: String, _ names: [String], _ note: String?) throws {
    let article = try article(
      "江湾馆讯\n第8期\n\n【消息】\n\n三楼阅览室重新开放\n\n　　三楼阅览室从下周起重新开放，每天到晚上九点，欢迎大家来看书，也欢迎提出意见。\n\(line)\n",
      "generic-zh")
    #expect(article.departments == names)
    #expect(article.facts["note"] == note)
    #expect(article.paragraphs.count == 1)
  }

  @Test("who wrote it and who took the pictures, behind slashes")
  func slashes() throws {
    let article = try article(
      "圖書館電子報\n第8期\n\n◎ 專題\n\n走進書庫\n\n採訪、撰文／林郁芬　攝影／陳志豪\n\n　　早上九點，書庫還沒有訪客，林小姐已經坐在桌前開始一天的工作。\n",
      "generic-zh")
    #expect(article.title == "走進書庫")
    #expect(article.departments == ["林郁芬", "陳志豪"])
  }

  @Test(
    "a farewell that no list has, above a name; a team; an office in front",
    arguments: [
      ("Till we meet at the table,\nAnn Lowe\n\n", ["Ann Lowe"]),
      ("Viel Freude beim Lesen wünscht\nIhr Team der Bücherei\n\n", ["Team der Bücherei"]),
      ("Le président, Henri Castagnac\n\n", ["Henri Castagnac"]),
    ])
  func farewellsByForm(_ signature: String, _ names: [String]) throws {
    let article = try english(signed: signature)
    #expect(article.departments == names)
    #expect(article.paragraphs.count == 1)
  }

  @Test(
    "brackets right below a title",
    arguments: [
      ("(Wim Terpstra)\n", nil), ("(van onze wijkagent, Wim Terpstra)\n", "van onze wijkagent"),
    ] as [(String, String?)])
  func bracketsBelowTitle(_ byline: String, _ position: String?) throws {
    let article = try english(below: byline)
    #expect(article.departments == ["Wim Terpstra"])
    #expect(article.facts["position"] == position)
  }

  @Test("first names behind a label, and a class behind a comma")
  func firstNames() throws {
    #expect(try english(below: "Texto: Laura y Diego, 4.º B\n").departments == ["Laura", "Diego"])
  }

  @Test(
    "two lines set to the right: an office and a name in either order, or a body",
    arguments: [
      (["Ученый секретарь", "Л. Н. Савельева"], ["Л. Н. Савельева"]),
      (["В. КОРНЕЕВ,", "доктор наук"], ["В. КОРНЕЕВ"]),
      (["Коллектив лаборатории", "геоботаники"], ["Коллектив лаборатории геоботаники"]),
      (["О. Малышева"], ["О. Малышева"]),
    ])
  func rightSet(_ lines: [String], _ names: [String]) throws {
    let text =
      "     Совет признал работу лаборатории хорошей и рекомендовал\nпродолжить наблюдения на озере, несмотря на сокращение денег.\n"
    let end = lines.map { String(repeating: " ", count: 35) + $0 + "\n" }.joined()
    let article = try article(
      "               ВЕСТНИК ИНСТИТУТА\n\n           N 4 (31)         28 апреля 1997 г.\n\n\(String(repeating: "-", count: 54))\n\n               В УЧЕНОМ СОВЕТЕ\n\n\(text)\(text)\n\(end)",
      "generic-en")
    #expect(article.departments == names)
    #expect(article.paragraphs.count == 2)
  }

  @Test("names set apart behind offices in Korean, and in brackets in Japanese")
  func setApart() throws {
    let korean = try article(
      "한빛 소식지\n2009년 5월호\n\n[인사]\n\n다시, 현장에서\n\n한빛 가족 여러분, 어느덧 신록의 계절 5월입니다. 건강하시기 바랍니다.\n\n대표이사 사장 윤 재 호\n\n\n[소식]\n\n신입사원 입사\n\n지난달 입사식이 열렸습니다. 모두 축하합니다.\n",
      "generic-ko")
    #expect(korean.departments == ["윤 재 호"])
    #expect(korean.facts["position"] == "대표이사 사장")
    let japanese = try article(
      "図書館だより　第8号\n2003年11月1日\n\n■新しい本棚\n\n　先月から二階の本棚を新しくしました。どうぞお使いください。\n\n（中央館　奉仕係　杉本　路子）\n",
      "generic-ja")
    #expect(japanese.departments.contains("杉本　路子"))
  }

  @Test("names behind a gap on the lines of titles that stand without blank lines, pen names too")
  func behindGaps() throws {
    let text = "　　7月1日凌晨四点，我骑车赶到中山路邮局，门口已经排了二百多人，有人带着小板凳。到了八点钟，门才打开，每人限买一枚。\n"
    let titles = [("邮局门前的早晨", "罗 大 年"), ("一枚实寄封", "贺 松 筠"), ("怎样揭洗邮票", "小 邮 童")]
    let lines = titles.map { "\($0.0)　　　　　　　　　　　　\($0.1)\n\(text)\(text)" }.joined()
    let read = try Reading(
      "方 寸 之 友\n滨城市集邮协会会刊　1997年第4期　1997年8月出版\n------------------------------\n\(lines)",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(read.articles.map(\.title) == titles.map(\.0))
    #expect(read.articles.map(\.departments) == titles.map { [$0.1] })
  }

  @Test("two authors around a slash in Japanese, and a subtitle between dashes above them")
  func slashed() throws {
    let bulletin = try Reading(
      "水文研究所ニュースレター No.31\n2013年3月\n\n＜巻頭言＞\n\n川を見る\n\n研究所が発足して今年で十五年になります。皆様に感謝します。\n\n＜研究紹介＞\n\n古文書から読む洪水\n――日誌の記述を手がかりに――\n研究員　西村 圭介／客員研究員　大庭 由美\n\n明治の洪水については県の公式記録がありますが、村ごとの被害はよく分かっていませんでした。\n",
      profile: "generic-ja"
    ).bulletins[0]
    let article = try #require(bulletin.articles.last)
    #expect(article.title == "古文書から読む洪水")
    #expect(article.departments == ["西村 圭介", "大庭 由美"])
  }

  @Test("a name by itself right above the next title in capitals")
  func aboveCapitals() throws {
    let article = try english(signed: "Ann Lowe\n")
    #expect(article.departments == ["Ann Lowe"])
    #expect(article.paragraphs.count == 1)
  }

  @Test("months of Polish and Czech newsletters", arguments: ["12 grudnia 2005", "3. května 2009"])
  func months(_ date: String) throws {
    let bulletin = try Reading(
      "GWIAZDA\nnr 4 (31), \(date)\n\n1. Od redakcji\n\nOddajemy do rąk Czytelników ostatni w tym roku numer biuletynu.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.dates == [date])
    #expect(bulletin.facts["issue"] == "4")
  }

  @Test(
    "labels of no template below a title, and names set apart",
    arguments: [
      ("采访/文：张晓明", ["张晓明"]), ("图/文：张晓明", ["张晓明"]), ("执笔：张晓明", ["张晓明"]),
      ("口述：张晓明　　整理：李小军", ["张晓明", "李小军"]), ("采写/张晓明", ["张晓明"]), ("何 田", ["何 田"]),
    ])
  func labels(_ byline: String, _ names: [String]) throws {
    let body = "雨下了整整一天，书店里只有我和老板两个人，谁也没有说话。\n"
    let bulletin = try #require(
      try Reading(
        "江湾馆讯\n2009年第8期\n\n阅览室重新开放\n\n\(body)\n雨中的书店\n\(byline)\n\(body)\n第三篇文章\n\n\(body)",
        profile: "generic-zh"
      ).bulletins.first)
    #expect(bulletin.articles.map(\.title) == ["阅览室重新开放", "雨中的书店", "第三篇文章"])
    #expect(bulletin.articles[1].departments == names)
  }

  @Test("a speaker and a day in brackets below a title")
  func speaker() throws {
    let bulletin = try Reading(
      "学习简报\n第3期\n\n　　　　　　　　　　　　　　　　编者按\n\n　　学习阶段开展以来，各支部读书交流活动办得有声有色。有的支部把课堂搬到了田埂上，有的支部请来老党员讲家史，有的同志写出了有血有肉的心得。\n\n　　　　　　　　　　　在县直机关学习交流会上的讲话（摘要）\n　　　　　　　　　　　　　　县委副书记　　秦志远\n　　　　　　　　　　　　　　　（2009年3月27日）\n\n　　今天听了七位同志的发言，很受启发。借这个机会，我讲三点意见。\n",
      profile: "generic-zh"
    ).bulletins[0]
    let article = try #require(bulletin.articles.last)
    #expect(article.title == "在县直机关学习交流会上的讲话（摘要）")
    #expect(article.departments == ["秦志远"])
    #expect(article.dates == ["2009-03-27"])
  }

  @Test(
    "who signs behind a slash, in Swedish and Danish",
    arguments: [
      ("/Gunnar Ekblad", ["Gunnar Ekblad"]), ("/Styrelsen", ["Styrelsen"]),
      ("/Ann Berg och Per Lind", ["Ann Berg", "Per Lind"]), ("/usr/local/bin", []),
    ])
  func slash(_ signature: String, _ names: [String]) throws {
    let article = try article(
      "FÖRTÖJNINGEN\nNr 2, 4 maj 2018\n\nISEN ÄR BORTA\n\nSå är isen äntligen borta, nästan tre veckor senare än i fjol.\n\(signature)\n",
      "generic-en")
    #expect(article.departments == names)
  }

  @Test(
    "who edits, in brackets below the last article",
    arguments: [
      ("（编辑：李明）", "generic-zh"), ("（责任编辑：李明）", "gongwen"), ("（责编：李明）", "generic-zh"),
    ])
  func editorInBrackets(_ line: String, _ profile: String) throws {
    let bulletin = try Reading(
      "城东社区简报\n2024年第5期\n\n社区活动开展\n\n活动受到居民的普遍欢迎，大家踊跃参加。\n\n社区办公室\n2024年5月13日\n\n\(line)\n",
      profile: profile
    ).bulletins[0]
    #expect(bulletin.editors == ["李明"])
    #expect(bulletin.recipients.isEmpty)
  }

  @Test("By and a name below the text")
  func byBelowText() throws {
    let bulletin = try Reading(
      "THE TOWN NEWS\nIssue 4, March 2024\n\nPIER OPENS\n\nThe pier opened on Monday after a year of work by the council.\n\nBy John Smith\n\nFAIR\n\nThe fair takes place in April on the green.\n\nby Mary Lee\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.departments) == [["John Smith"], ["Mary Lee"]])
  }

  @Test("a name to the right, and a gap away what its bearer did")
  func deed() throws {
    let bulletin = try Reading(
      "老干部简讯\n第9期\n\n● 修表的邢师傅\n\n　　在生活区菜市场东头，每天上午九点，总能看到一位戴眼镜的老人，面前一张小桌，\n桌上一块木牌，写着义务修表。\n                                           王秀兰  供稿\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles[0].departments == ["王秀兰"])
    #expect(bulletin.articles[0].paragraphs.count == 1)
  }

  @Test("a Korean name between dashes to the right")
  func betweenDashes() throws {
    let bulletin = try Reading(
      "샘물가\n제3호 2011년 3월\n\n◈ 칼럼 ◈\n\n봄은 뒷문으로 온다\n\n지난 화요일 새벽, 예배당 뒷문을 열다가 깜짝 놀랐습니다. 꽃이 피었습니다.\n\n                                          - 박은성 담임목사 -\n",
      profile: "generic-ko"
    ).bulletins[0]
    #expect(bulletin.articles[0].departments == ["박은성"])
    #expect(bulletin.articles[0].facts["position"] == "담임목사")
  }

  @Test("a title to the middle below a note that the end of a line has cut")
  func noteOverLines() throws {
    let text =
      "    10月27日上午，县委、县政府在机关礼堂举行庆重阳座谈会，全县一百多\n名离退休老干部欢聚一堂，观看了节目，直到中午才散。"
    let bulletin = try Reading(
      "老干部简讯\n第5期\n\n\n              全县举行座谈会\n\n\(text)\n                                       （县委老干部局）\n\n\n              情系灾区献爱心\n\n\(text)（侯建\n国）\n\n\n              学习与养生\n\n                            县教育局  宋文彬\n\n\(text)\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["全县举行座谈会", "情系灾区献爱心", "学习与养生"])
    #expect(bulletin.articles[1].departments == ["侯建国"])
    #expect(bulletin.articles[2].departments.contains("宋文彬"))
  }

  @Test("a name to the right, and in brackets what its bearer is")
  func bracketToTheRight() throws {
    let bulletin = try Reading(
      "培德校友通訊\n第31期\n\n　　　　　　　　　　　　會長的話\n\n　　執筆之際，中秋剛過，天文台說今年的秋天來得特別遲。上星期回母校開\n會，經過操場，見到那棵大影樹還在。\n\n　　　　　　　　　　　　　　　　　　　　　　　　馮國樑（一九七一年畢業）\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles[0].departments == ["馮國樑"])
    #expect(bulletin.articles[0].facts["position"] == "一九七一年畢業")
  }
}
