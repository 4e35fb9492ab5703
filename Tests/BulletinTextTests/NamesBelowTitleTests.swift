import Testing

@testable import GazetteBulletinText

/// Who wrote an article, right below its title in forms of their own.
struct NamesBelowTitleTests {
  private func article(_ byline: String, profile: String = "generic-zh") throws
    -> ReadBulletin.Article
  {
    let text = """
      晨光简报
      第3期　2011年5月6日

      水厂完成汛前检修
      \(byline)

      　　5月4日，水厂完成了全部机组的汛前检修，比计划提前两天。
      　　检修期间供水没有中断。
      """
    return try #require(try Reading(text, profile: profile).bulletins[0].articles.first)
  }

  @Test(
    "names behind a mark",
    arguments: [
      ("■陈立", ["陈立"]), ("■陈立　本报特约记者　何平", ["陈立", "何平"]),
      ("□本报评论员", ["本报评论员"]),
    ], ["generic-zh", "gongwen"])
  func marked(_ byline: (String, [String]), _ profile: String) throws {
    let article = try article(byline.0, profile: profile)
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == byline.1)
    #expect(article.paragraphs.count == 2)
  }

  @Test("a name behind what its bearer is")
  func post() throws {
    let article = try article("设备科工程师　陈立")
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == ["设备科工程师", "陈立"])
  }

  @Test(
    "a name behind posts, and a body, below a blank line",
    arguments: [
      ("\n设备科 高级工程师 陈立", ["陈立"]), ("\n             质量监控科", ["质量监控科"]),
      ("  □ 厂区居民 陈立", ["陈立"]),
    ])
  func below(_ byline: (String, [String])) throws {
    let article = try article(byline.0)
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == byline.1)
  }

  @Test("a second line of a title is none")
  func title() throws {
    #expect(try article("供水没有中断").title == "水厂完成汛前检修供水没有中断")
  }

  @Test("a word and a name with a bar between")
  func bar() throws {
    let article = try article("\n文 | 陈立")
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == ["陈立"])
  }

  @Test("a number right above a title with a mark stands over it")
  func number() throws {
    let text =
      "晨光周报 | Vol.12\n2023.10.22\n\n01\n▍夜校报名\n\n夜校开设十二门课。\n\n02\n▍书店开业\n\n书店由粮仓改成。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "晨光周报")
    #expect(bulletin.articles.map(\.title) == ["夜校报名", "书店开业"])
    #expect(bulletin.articles.map(\.kicker) == ["01", "02"])
    #expect(bulletin.articles.map(\.paragraphs) == [["夜校开设十二门课。"], ["书店由粮仓改成。"]])
  }

  @Test("a name behind a post signs what has ended, without a date")
  func signature() throws {
    let text =
      "基金会通讯\n第33期\n\n■ 助学计划进展\n\n　　助学计划全年资助学生一千人。\n\n項目主任　鄧志明\n\n■ 训练营花絮\n\n　　训练营在郊外举行。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["助学计划进展", "训练营花絮"])
    #expect(bulletin.articles[0].departments == ["鄧志明"])
    #expect(bulletin.articles[0].paragraphs.count == 1)
  }

  @Test("names alone, and a word for reports, right below a title", arguments: ["罗敏", "本刊讯"])
  func alone(_ byline: String) throws {
    let article = try article(byline)
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == [byline])
  }

  @Test("short names set to the right, right below a title", arguments: ["陳雅文", "秘書處"])
  func right(_ byline: String) throws {
    let article = try article(String(repeating: " ", count: 40) + byline)
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == [byline])
    #expect(article.paragraphs.count == 2)
  }

  @Test("names in brackets or behind a dash below English and German texts")
  func brackets() throws {
    let text =
      "UB-Brief\nNr. 2 - Mai 2005\n\nNeue Zeiten\n===========\n\nDer Saal ist bis Mitternacht geöffnet. Das gilt ab Juni.\n\n(Dr. Ulrike Sander)\n\nNeuer Server\n============\n\nDer alte Server hat ausgedient. Er war acht Jahre alt.\n\n(Jens Pohlmann, EDV)\n\nSchulungen\n==========\n\nDie Schulungen beginnen im Mai (Anmeldung am Tresen).\n\n        - Eva Roth, Leiterin der Ausleihe\n"
    let articles = try Reading(text, profile: "generic-en").bulletins[0].articles
    #expect(articles.map(\.title) == ["Neue Zeiten", "Neuer Server", "Schulungen"])
    #expect(articles[0].signers == ["Dr. Ulrike Sander"])
    #expect(articles[1].signers == ["Jens Pohlmann"])
  }

  @Test("a name on the title's line, behind a wide gap")
  func gap() throws {
    let text =
      "医院院报\n第152期\n\n夜班的窗　　　　　　　　唐果\n\n　　护士站对面有一扇窗，正对着江。\n\n吃药最容易错的四个地方　　药学部　刘静\n\n　　门诊药房每年接到的咨询有两万多个。\n"
    let articles = try Reading(text, profile: "generic-zh").bulletins[0].articles
    #expect(articles.map(\.title) == ["夜班的窗", "吃药最容易错的四个地方"])
    #expect(articles.map(\.signers) == [["唐果"], ["刘静"]])
  }

  @Test("names below a title of the contents are no sign-off of the text above")
  func listed() throws {
    let text =
      "新闻周报\n第9期\n\n目　　录\n\n学校召开动员大会 ........ 1\n我校签署合作协议 ........ 2\n\n\n学校召开动员大会\n（通讯员 高翔）\n\n　　11月15日，学校召开大会。\n\n我校签署合作协议\n（记者 林晓 杜文博）\n\n　　11月16日，我校签署协议。\n"
    let articles = try Reading(text, profile: "generic-zh").bulletins[0].articles
    #expect(articles.map(\.title) == ["学校召开动员大会", "我校签署合作协议"])
    #expect(articles[1].signers.contains("林晓"))
  }

  @Test(
    "names that need no template below English and German texts",
    arguments: [
      ("\nIhr Karl-Heinz Brömmel", "Karl-Heinz Brömmel"),
      ("\nEure Heidrun Maile, 1. Vorsitzende", "Heidrun Maile"),
      ("Geoff Apperley, Chairman", "Geoff Apperley"),
    ])
  func ownNames(_ line: String, _ name: String) throws {
    let text =
      "THE SPOKE\nNo. 64 - June 2006\n\nA FINE MONTH\n\nThe club has had a fine month, with more riders out on the Sunday runs\nthan at any time before. Thanks are due to all who turned out in\nthat rain.\n\(line)\n\nTO WHITBY AND BACK\n\nFour of us went to Whitby and back in one day, and two of them would do\nso again.\n"
    let articles = try Reading(text, profile: "generic-en").bulletins[0].articles
    #expect(articles.map(\.title) == ["A FINE MONTH", "TO WHITBY AND BACK"])
    #expect(articles[0].departments == [name])
  }

  @Test(
    "who wrote an article, right below its title",
    arguments: [
      "Robert L. Hanscom", "Submitted by Robert L. Hanscom", "Robert L. Hanscom, Chair",
    ])
  func belowTitle(_ line: String) throws {
    let text =
      "The Gazette\nNo. 3 - April 2011\n\n*** FROM THE CHAIR ***\n\(line)\n\nAs I write this, the last of the snow is melting.\n\n*** FIELD CAMP ***\n\nThe camp returns in June. It was closed for two years.\n"
    let articles = try Reading(text, profile: "generic-en").bulletins[0].articles
    #expect(articles.map(\.title) == ["FROM THE CHAIR", "FIELD CAMP"])
    #expect(articles[0].departments == ["Robert L. Hanscom"])
  }

  @Test("a name behind an office right below a line that stands alone makes it a title")
  func office() throws {
    let text =
      "家长通讯\n第3期\n\n一张照片\n\n一个月以后，妈妈发来一张照片。两个人挤在一盏灯下看书。\n\n保护视力，从一盏台灯开始\n校医室 丁怡\n\n开学体检显示，近视率比去年秋季下降了。\n"
    let articles = try Reading(text, profile: "generic-zh").bulletins[0].articles
    #expect(articles.map(\.title) == ["一张照片", "保护视力，从一盏台灯开始"])
    #expect(articles[1].signers == ["丁怡"])
  }

  @Test(
    "a name right below a title in a language that writes names alone with capitals, and a subtitle there"
  )
  func nameWithCapitals() throws {
    let body =
      "Desde el lunes de la semana pasada la línea sube hasta el ambulatorio del barrio.\n\n"
    let articles = try #require(
      try Reading(
        "EL MIRADOR\nNúmero 58\nOctubre de 2001\n\nSumario\nPor fin, el autobús\nMemoria del barrio\n\nPOR FIN, EL AUTOBÚS\nCarmen Rueda Molina\n\n\(body)MEMORIA DEL BARRIO\nEl cine de la avenida que nadie olvida\n\n\(body)",
        profile: "generic-en"
      ).bulletins.first
    ).articles
    #expect(articles.map(\.departments) == [["Carmen Rueda Molina"], []])
    #expect(articles.map(\.subtitles) == [[], ["El cine de la avenida que nadie olvida"]])
  }

  @Test("a reporter and a trainee")
  func trainee() throws {
    #expect(try article("本报记者 常悦 实习生 陶一鸣").departments == ["常悦", "陶一鸣"])
    #expect(try article("本刊通讯员  姜 雯").departments == ["姜 雯"])
  }

  @Test(
    "a name, and in brackets what its bearer is, below a blank line or further in",
    arguments: ["\n陳志強（一九七八年畢業）", "                       陈汉生（黄梅县图书馆）"])
  func bracket(_ byline: String) throws {
    let article = try article(byline)
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.departments == [byline.contains("陳") ? "陳志強" : "陈汉生"])
    #expect(article.facts["position"] != nil)
  }

  @Test(
    "a Korean name in front of what its bearer is called", arguments: ["한경수 목사", "박은혜 집사 (2여전도회)"])
  func koreanPost(_ byline: String) throws {
    let article = try Reading(
      "샘물가\n제3호 2011년 3월\n\n◈ 칼럼 ◈\n\n봄은 뒷문으로 온다\n\(byline)\n\n지난 화요일 새벽, 예배당 뒷문을 열다가 깜짝 놀랐습니다. 꽃이 피었습니다.\n",
      profile: "generic-ko"
    ).bulletins[0].articles[0]
    #expect(article.title == "봄은 뒷문으로 온다")
    #expect(article.departments == [byline.hasPrefix("한") ? "한경수" : "박은혜"])
  }

  @Test("authors behind a wide gap, by names that are not known, where two marked titles have them")
  func behindGap() throws {
    let text = "　関東も六日に梅雨入りしました。雨の日が続くと出かける気がなくなります。\n\n"
    let articles = try Reading(
      "街道通信\n第128号　2004/06/18\n\n◆梅雨の峠道                    杉浦康介\n\n\(text)◆和田峠を越える（その二）              岡部久美子\n\n\(text)",
      profile: "generic-ja"
    ).bulletins[0].articles
    #expect(articles.map(\.title) == ["梅雨の峠道", "和田峠を越える（その二）"])
    #expect(articles.map(\.departments) == [["杉浦康介"], ["岡部久美子"]])
  }

  @Test("a subtitle behind dashes that are drawn as lines are")
  func boxDashes() throws {
    let article = try article("\n──「認識家鄉的水」戶外教學紀實")
    #expect(article.title == "水厂完成汛前检修")
    #expect(article.subtitles == ["「認識家鄉的水」戶外教學紀實"])
  }
}
