import GazetteBulletinText
import GazetteTestSupport
import Testing

/// What no template takes: told by where a line stands, and by the lines around it.
@Suite struct ShapelessFormTests {
  @Test(
    "who signs at the end of the last paragraph",
    arguments: [
      ("（王建国）", ["王建国"]), ("（办公室  李莉）", ["办公室", "李莉"]), ("（竹园镇工会）", ["竹园镇工会"]),
    ])
  func signersInText(_ bracket: String, _ signers: [String]) throws {
    let text = "工会动态\n第3期\n\n工会走访困难职工\n\n    昨天，工会走访了困难职工。\(bracket)\n\n报：市总工会\n"
    let article = try Reading(text, profile: "generic-zh").bulletins[0].articles[0]
    #expect(article.paragraphs == ["昨天，工会走访了困难职工。"])
    #expect(article.signers == signers)
  }

  @Test(
    "what ends a paragraph in brackets and signs nothing", arguments: ["（完整版见附件）", "（下同）", "（略）"])
  func bracketsInText(_ bracket: String) throws {
    let text = "工会动态\n第3期\n\n工会走访困难职工\n\n    昨天，工会走访了困难职工。\(bracket)\n"
    let article = try Reading(text, profile: "generic-zh").bulletins[0].articles[0]
    #expect(article.paragraphs == ["昨天，工会走访了困难职工。" + bracket])
    #expect(article.signers == [])
  }

  @Test("a note below the last sign-off is kept, though no title follows")
  func noteBelowLastArticle() throws {
    let text =
      "简讯\n第三期\n\n读者来信\n\n    家属区的路灯坏了，希望尽快解决。\n（机修车间  王红）\n\n编者的话：路灯已派人修复。\n"
    let articles = try Reading(text, profile: "generic-zh").bulletins[0].articles
    #expect(articles.map(\.title) == ["读者来信", nil])
    #expect(articles.last?.paragraphs == ["路灯已派人修复。"])
  }

  @Test("a title above a title is its section's")
  func titleAboveTitle() throws {
    let chinese = try Reading(
      "科技简报\n2011年第4期\n\n学会活动\n\n省气象学会召开学术年会\n——六十篇论文参加交流\n    4月15日，省气象学会召开年会。\n",
      profile: "generic-zh")
    #expect(chinese.bulletins[0].sections == ["学会活动"])
    #expect(chinese.bulletins[0].articles.map(\.title) == ["省气象学会召开学术年会"])
    let english = try Reading(
      "WORLD ROUNDUP\n\nTYPHOON KILLS 12 IN THE EAST\n\nAt least 12 people were killed when the typhoon swept across the islands\nin the eastern part of the country on Friday.\n\nCENTRAL BANK CUTS RATES AGAIN\n\nThe central bank cut its official rate by a quarter of a percentage point\non Friday, the third cut this year.\n",
      profile: "generic-en")
    #expect(english.bulletins[0].sections == ["WORLD ROUNDUP"])
    #expect(
      english.bulletins[0].articles.map(\.title) == [
        "TYPHOON KILLS 12 IN THE EAST", "CENTRAL BANK CUTS RATES AGAIN",
      ])
  }

  @Test("the body that an article is of, right below its title")
  func bodyBelowTitle() throws {
    let text = "科技简报\n第4期\n\n永宁市科协举办科技活动周\n永宁市科协\n    4月20日，启动仪式在人民广场举行。\n"
    let article = try Reading(text, profile: "generic-zh").bulletins[0].articles[0]
    #expect(article.title == "永宁市科协举办科技活动周")
    #expect(article.departments == ["永宁市科协"])
  }

  @Test("titles in boxes, and the masthead between ornaments")
  func boxes() throws {
    let rule = String(repeating: "━", count: 20)
    let text =
      "\(rule)\n■□■　まちづくり通信　■□■\n第135号　2012年7月10日発行\n\(rule)\n\n┏\(rule)\n┃１　夏まつりの参加団体\n┗\(rule)\n夏まつりの出店団体を募集します。\n\n┏\(rule)\n┃２　セミナー開催報告\n┗\(rule)\n４２名が参加しました。\n"
    for profile in ["generic-ja", "mailmag-ja"] {
      let bulletin = try Reading(text, profile: profile).bulletins[0]
      #expect(bulletin.title == "まちづくり通信")
      #expect(bulletin.articles.map(\.title) == ["１　夏まつりの参加団体", "２　セミナー開催報告"], "\(profile)")
    }
  }

  @Test("heads: facts in brackets, words with their values, months and seasons, a bar's pieces")
  func heads() throws {
    func head(_ text: String, _ profile: String) throws -> ReadBulletin {
      let text = text + "\n\n新闻 News\n\nEverybody came. 大家都来了。\n"
      return try #require(try Reading(text, profile: profile).bulletins.first)
    }
    let brackets = try head("信息快报\n（内部资料　注意保存）\n2015年第42期", "generic-zh")
    #expect(brackets.title == "信息快报")
    #expect(brackets.facts["classification"] == "注意保存")
    let words = try head("2022年度第4回　自治会だより\n発行日　2022年7月15日　　発行者　緑ヶ丘自治会　会長　田村 茂", "generic-ja")
    #expect(words.title == "2022年度第4回　自治会だより")
    #expect(words.dates == ["2022年7月15日"])
    #expect(words.facts["publisher"] == "緑ヶ丘自治会")
    #expect(words.facts["会長"] == "田村 茂")
    let season = try head("Ridgeline Trail Club\nTrip Report, Autumn 1988", "generic-en")
    #expect(season.title == "Ridgeline Trail Club")
    #expect(season.facts["when"] == "Autumn 1988")
    let months = try head(
      "The Mill Street Messenger\nNo. 31          March-April 1994", "generic-en")
    #expect(months.facts["when"] == "March-April 1994")
    let line = try head(
      "The Dispatch\nRailway Club\n\nIssue 88 | Winter 2003\n\nIN THIS ISSUE:  Notes / News / Diary",
      "generic-en")
    #expect(line.title == "The Dispatch")
    #expect(line.articles.count == 1)
    let telephone = try head("《南山通讯》2018年10月刊  总第56期\n地址：南山路12号  电话：0555-2345678", "generic-zh")
    #expect(telephone.title == "南山通讯")
    #expect(telephone.facts["电话"] == "0555-2345678")
    let bars = try head("THE LOOP  |  Weekly update  |  Week 32", "generic-en")
    #expect(bars.title == "THE LOOP")
    #expect(bars.facts["week"] == "32")
  }

  @Test("an editor at the end does not make a text one of cast's family")
  func editorAtTheEnd() throws {
    let text =
      "〔2021〕第3期\n人大代表之声\n县人大常委会办公室主办\n\n✦ 代表风采 ✦\n\n扎根乡村的“领头雁”\n——记党支部书记何春生\n\n何春生连任三届县人大代表。\n\n✦ 履职动态 ✦\n\n代表小组视察老旧小区改造\n\n15名代表提出意见9条。\n\n（责任编辑：何 平）\n"
    let choice = try #require(ProfileChoice.best(for: Array(text.utf8)))
    #expect(choice.profile.name == "generic-zh")
    let bulletin = try Reading(text, profile: choice.profile.name).bulletins[0]
    #expect(bulletin.title == "人大代表之声")
    #expect(bulletin.sections == ["代表风采", "履职动态"])
    #expect(bulletin.articles.map(\.title) == ["扎根乡村的“领头雁”", "代表小组视察老旧小区改造"])
  }

  @Test("a short line right above a sentence is a title or a heading, where a line is a paragraph")
  func shortAboveText() throws {
    let text =
      "周报\n第3期\n\n上周完成情况\n1.完成总结的起草和报送；\n2.组织召开处务会1次；\n\n需协调解决的问题\n会议室投影设备老化，建议尽快更换。\n\n报送人：王晓明\n审核人：刘建国\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["上周完成情况", "需协调解决的问题"])
    #expect(bulletin.editors == ["王晓明", "刘建国"])
    let nested =
      "简讯\n第11期\n\n▌今日数据\n全区累计排查返乡人员4521人。\n\n▌先进典型\n退休党员捐款一万元\n3月1日，78岁的退休党员李守信将一万元积蓄交到社区。\n"
    #expect(
      try Outline.of(nested, profile: "generic-zh").contains("heading(退休党员捐款一万元)"))
  }

  @Test("books, margins, subtitles in lower case, headings that end with a colon")
  func forms() throws {
    let books = try Reading(
      "新书快讯\n第9期\n\n【文学】\n《秋园》  杨本芬著  定价38.00元\n一位母亲的一生。\n\n《雪落香杉树》  古特森著  定价45.00元\n一桩命案，牵出往事。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(books.articles.map(\.paragraphs) == [["一位母亲的一生。"], ["一桩命案，牵出往事。"]])
    let margin = try Reading(
      "SOCIETY NEWS\nVolume 12, Number 2\n\n                  OLD MILL SAVED\n\n          The Board has voted to purchase the Hartwell mill and the two\n     acres around it.  The price is $14,500, of which $9,000 has been\n     pledged.\n\n                  ANNUAL DINNER\n\n          The annual dinner will be held at the Grange on May 19.  Tickets\n     are $4.50.  Professor Reade of the State College will speak on\n     canals.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(margin.articles.map(\.paragraphs.count) == [1, 1])
    let deck = try Outline.of(
      "June 3, 2008\n\nCITY OPENS FIRST SOLAR POOL\nHeating bill expected to fall by half\n\nThe first solar-heated swimming pool opened Monday.\n",
      profile: "generic-en")
    #expect(!deck.contains("Heating"))
    let colons = try Outline.of(
      "SCHOOL NEWS\nMarch 4, 2020\n\nDear families, spring is almost here, and we are all very glad that it has come\nso early this year. Please check the lost and found.\n\nUpcoming Dates:\nThe science fair is on 7 March, and the spring break from 11 to 15 March, when\nthere is no school.\n\nFrom the Nurse:\nFlu is still going around.\n\nFrom the PTA:\nWe need ten volunteers.\n",
      profile: "generic-en")
    #expect(
      colons.contains("heading(Upcoming Dates:)") && colons.contains("heading(From the Nurse:)"))
  }

  @Test("small boxes with a number, pages as sections, days as headings, letters in their order")
  func boxesPagesDays() throws {
    let boxes = try Reading(
      "図書館メール\n第58号\n\n┏━┓\n┃１┃ごあいさつ\n┗━┛\n桜の季節になりました。\n\n┏━┓\n┃２┃おはなし会\n┗━┛\n申込は不要です。\n",
      profile: "generic-ja"
    ).bulletins[0]
    #expect(boxes.articles.map(\.title) == ["１　ごあいさつ", "２　おはなし会"])
    #expect(boxes.articles.map(\.paragraphs) == [["桜の季節になりました。"], ["申込は不要です。"]])
    let pages = try Reading(
      "第一版　要闻\n\n我校召开工作会议\n本报讯 3月20日，我校在大礼堂召开本科教学工作会议。\n\n第二版　综合\n\n讲课比赛落幕\n本报讯 第九届青年教师讲课比赛近日落幕。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(pages.sections == ["第一版　要闻", "第二版　综合"])
    #expect(pages.articles.map(\.title) == ["我校召开工作会议", "讲课比赛落幕"])
    let days = try Outline.of(
      "大事记\n（2008年1月）\n\n1月3日\n县委召开常委会议。\n\n1月8日\n全县工作会议召开。\n\n1月15日至18日\n第二次会议召开。\n",
      profile: "generic-zh")
    #expect(days.contains("heading(1月3日)") && days.contains("heading(1月15日至18日)"))
    let minutes = try Outline.of(
      "MINUTES\nJanuary 14, 1998\n\nIV. NEW BUSINESS\nA. The board discussed a bookmobile.\nB. Darby reported on the roof.\n\nV. ADJOURNMENT\nThe meeting adjourned at 8:15 p.m.\n",
      profile: "generic-en")
    #expect(minutes.contains("[B.]") && !minutes.contains("[V.]"))
  }

  @Test("contents with one item that no article has, and a number in brackets beside another")
  func contentsAndNumbers() throws {
    let bulletin = try Reading(
      "老干部信息\n〔2013〕第15期（总第128期）\n区委老干部局         2013年6月5日\n\n【本期要目】\n◎老干部局举办书画展\n◎党支部开展结对帮扶\n◎各单位走访慰问\n\n【工作动态】\n\n老干部局举办书画展\n书画展展出作品126件。\n\n党支部开展结对帮扶\n党支部与5名学生结成对子。\n\n【简讯】\n▲老干部处组织体检。\n▲街道组织参观。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.title == "老干部信息")
    #expect(bulletin.facts["wholeNumber"] == "128")
    #expect(bulletin.articles.map(\.title) == ["老干部局举办书画展", "党支部开展结对帮扶", nil])
    #expect(bulletin.articles[2].paragraphs == ["老干部处组织体检。", "街道组织参观。"])
  }

  @Test("messages of a digest that rules part, years of two digits, contents beside the moderator")
  func digests() throws {
    let rule = String(repeating: "=", count: 70)
    let messages = try Reading(
      "Info-Garden Digest #45\n\nDate: Sun, 14 May 2000 22:10:05 -0400\nModerator: Lena Ortiz\n\nToday's Topics:\n\n  1. Tomatoes\n  2. Slugs\n\n\(rule)\n\nMessage: 1\nDate: Sat, 13 May 2000 09:15:00 -0400\nFrom: Dan Poole\nSubject: Tomatoes\n\nHow large a pot does one need?\n\n\(rule)\n\nMessage: 2\nFrom: Ruth Kemble\nSubject: Slugs\n\nBeer works, coffee grounds do not.\n",
      profile: "digest-en")
    #expect(messages.bulletins.map(\.title) == ["Info-Garden Digest"])
    #expect(messages.bulletins[0].dates == ["Sun, 14 May 2000 22:10:05 -0400"])
    #expect(messages.bulletins[0].articles.map(\.title) == ["Tomatoes", "Slugs"])
    let old = try Reading(
      "TELECOM Digest     Thu, 2 Apr 92 01:12:30 CST    Volume 12 : Issue 281\n\nInside This Issue:             Moderator: Patrick Townson\n\n    Call Waiting (Bob Frankel)\n    Area Codes (Alan Wexler)\n\n\(String(repeating: "-", count: 70))\n\nFrom: Bob Frankel\nSubject: Call Waiting\nDate: 1 Apr 92 14:02:11 GMT\n\nIs there a way to turn it off?\n",
      profile: "digest-en"
    ).bulletins[0]
    #expect(old.articles.map(\.title) == ["Call Waiting"])
    #expect(old.articles[0].dates == ["1992-04-01"])
  }

  @Test("columns between marks in the contents, and titles that rules draw out to the edge")
  func columnsAndRules() throws {
    let columns = try Reading(
      "政务要闻\n第 128 期\n\n目      录\n\n★ 领导活动 ★\n市长考察重点工程 ………… 1\n★ 部门动态 ★\n农业局举办培训班 ………… 2\n工商局开展检查 ………… 3\n\n★ 领导活动 ★\n\n市长考察重点工程\n\n　　市长先后来到南环路等工程现场。\n\n★ 部门动态 ★\n\n农业局举办培训班\n\n　　150名种植大户参加了培训。\n\n工商局开展检查\n\n　　检查食品经营户230户。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(columns.sections == ["领导活动", "部门动态"])
    #expect(columns.articles.map(\.title) == ["市长考察重点工程", "农业局举办培训班", "工商局开展检查"])
    let edge = String(repeating: "━", count: 20)
    let drawn = try Reading(
      "ものづくり通信\nVol.33\n\n◆━１．説明会のご案内\(edge)\n　補助金制度について、説明会を開催します。\n　　日時：３月５日\n　　会場：センター２階\n\n◆━２．出展者の募集\(edge)\n　締切は３月末日です。\n",
      profile: "generic-ja"
    ).bulletins[0]
    #expect(drawn.articles.map(\.title) == ["１．説明会のご案内", "２．出展者の募集"])
    #expect(drawn.articles[0].paragraphs.count == 3)
  }

  @Test("a heading of the contents without items is kept")
  func headingAlone() throws {
    let yaml =
      "name: bugle\nlanguage: en\nmasthead: \"{title} | {issue}\"\ncontents: {title: Inside, item: \"- {text} (p. {page})\"}\narticle: {title: {template: \"### {title}\"}}\n"
    let profile = try LayoutProfile(yaml: Array(yaml.utf8), file: "bugle.yaml")
    let text =
      "THE BUGLE | 4\n\nInside\n- Bake sale\n\n### Bake sale\nThe sale raised ninety dollars.\n"
    let bulletin = try Reading(Array(text.utf8), profile: profile).bulletins[0]
    #expect(bulletin.facts["contents-heading"] == "Inside")
  }

  @Test("a telephone number is no date", arguments: ["市气象台值班电话：0576-88512345"])
  func telephone(_ line: String) throws {
    let bulletin = try Reading(
      "专报\n第27期\n\n台风预报\n\n明天有雨。\n\n\(line)\n", profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles.allSatisfy { $0.dates.isEmpty })
  }

  @Test("rows of several pieces are no titles, and nothing goes on with them")
  func rows() throws {
    let text =
      "自治会だより\n第4号\n\n草刈りのお願い\n\n一斉草刈りを行います。\n\n　Ａ棟　７月２４日　午前８時～\n　Ｃ棟　７月３１日　午前８時～\n\n鎌は各自でご用意ください。\n"
    let article = try #require(try Reading(text, profile: "generic-ja").bulletins[0].articles.first)
    #expect(
      article.paragraphs == [
        "一斉草刈りを行います。", "Ａ棟　７月２４日　午前８時～", "Ｃ棟　７月３１日　午前８時～", "鎌は各自でご用意ください。",
      ])
  }

  @Test("a line in brackets below a text, and a dashed name to the right, say who wrote it")
  func saidBelow() throws {
    let source = try Reading(
      "海外动态\n第3期\n\n美国计划\n\n美国总统宣布了计划。\n\n（摘自欧盟网站　编译　何静）\n\n日本电池\n\n日本开发出电池。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(source.articles.map(\.title) == ["美国计划", "日本电池"])
    #expect(source.articles[0].departments == ["何静"])
    let dashed = try Reading(
      "Trail Club\nNo. 5\n\nA SEASON GONE\n\nThe board voted to raise dues by two dollars, to $12.\n\n\(String(repeating: " ", count: 50))- Margaret Oyler\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(dashed.articles[0].departments == ["Margaret Oyler"])
  }

  @Test("marks that a text sets around its titles, or in front of them")
  func titleMarks() throws {
    func titles(_ text: String, _ profile: String) throws -> [String?] {
      try Reading(text, profile: profile).bulletins.flatMap(\.articles).map(\.title)
    }
    let english =
      "Mill Street News\nNo. 31\n\n** Crime report **\n\nBurglaries were down by a third in May.\n\n** Did you know? **\n\nThe brick house was built in 1871 as a boarding house.\n"
    #expect(try titles(english, "generic-en") == ["Crime report", "Did you know?"])
    let japanese =
      "自治会だより\n第4号\n\n◆◆◆　夏祭り　◆◆◆\n\n３年ぶりに開催します。\n\n◆◆◆　草刈り　◆◆◆\n\n一斉草刈りを行います。\n"
    #expect(try titles(japanese, "generic-ja") == ["夏祭り", "草刈り"])
    let chinese = "信息快报\n第4期\n\n△粮食丰收\n\n今年总产31万吨。\n\n△路网提速\n\n年底建成通车。\n"
    #expect(try titles(chinese, "generic-zh") == ["粮食丰收", "路网提速"])
    let above = "消防简讯\n第4期\n\n☆ 安全月启动\n现场发放宣传资料2000份。\n\n☆ 消防进校园\n师生1200名开展疏散演练。\n"
    #expect(try titles(above, "generic-zh") == ["安全月启动", "消防进校园"])
    let words =
      "마을신문\n2018년 3월호\n\n[소식] 봄맞이 대청소\n아침 9시에 대청소를 합니다.\n\n[사람] 우체부 박 씨\n박 씨는 이번 달에 은퇴합니다.\n\n[알림]\n· 경로당 식사: 12시\n· 도서 대출: 2시\n"
    #expect(try titles(words, "generic-ko") == ["[소식] 봄맞이 대청소", "[사람] 우체부 박 씨", nil])
    let sections = "提案工作动态\n第2期\n\n■提案办理■\n\n三个到位抓办理\n\n交通局承办提案9件。\n\n■提案选登■\n\n加强饮水安全\n\n建议加大投入。\n"
    #expect(try Reading(sections, profile: "gongwen").bulletins[0].sections == ["提案办理", "提案选登"])
    let listed =
      "党建简报\n第18期\n\n【导读】\n● 市直机关召开大会\n● 市税务局开展宣讲\n\n▶ 市直机关召开大会\n\n大会在市会议中心召开。\n\n▶ 市税务局开展宣讲\n\n宣讲团深入社区。\n"
    #expect(try titles(listed, "generic-zh") == ["市直机关召开大会", "市税务局开展宣讲"])
    // Items, though a mark begins them, and page numbers.
    let items =
      "信息快报\n第4期\n\n粮食丰收\n\n今年总产31万吨。\n\n△甲乡增产\n△乙乡增产\n\n- 1 -\n\n路网提速\n\n年底建成通车。\n\n- 2 -\n"
    #expect(try titles(items, "generic-zh") == ["粮食丰收", "路网提速"])
  }

  @Test("short lines with a mark: headings above text, items below one another")
  func marks() throws {
    let headings = try Reading(
      "農政ニュース　第248号\n\n■今月の作業\n\n○水管理\n　湛水とします。\n\n○防除\n　適期に行います。\n", profile: "generic-ja")
    #expect(
      headings.bulletins[0].articles[0].paragraphs == ["○水管理", "湛水とします。", "○防除", "適期に行います。"])
    let items = "農政ニュース　第248号\n\n■出店団体の募集\n\n出店団体を募集します。\n\n◎対象は市内の団体\n◎定員は二十団体\n◎申込は事務局へ\n"
    let outline = try Outline.of(items, profile: "generic-ja")
    #expect(outline.contains("item([◎]paragraph(定員は二十団体"), "\(outline)")
  }

  @Test("an article of items has no title")
  func itemsAlone() throws {
    let text = "简讯\n第三期\n\n△ 我厂召开表彰大会。\n△ 铸造车间提前完成出口件任务。\n"
    let reading = try Reading(text, profile: "generic-zh")
    #expect(reading.bulletins[0].articles.map(\.paragraphs) == [["我厂召开表彰大会。", "铸造车间提前完成出口件任务。"]])
  }

  @Test("who issues a bulletin, above its masthead")
  func issuerAboveMasthead() throws {
    let text = "XX市环境保护局\n环 保 简 报\n（2014）第22期\n\n市局召开总结大会\n\n　　10月11日，市局召开总结大会。\n"
    let bulletins = try Reading(text, profile: "gongwen").bulletins
    #expect(bulletins.map(\.title) == ["环 保 简 报"])
  }

  @Test("entries of a chronicle begin with their day")
  func chronicle() throws {
    let text =
      "大事记\n2003年6月\n\n8日  防治工作取得阶段性成果，全市无新增病例\n15日  西环路改造工程竣工通车\n20日至22日  考察团来我市考察\n"
    let article = try Reading(text, profile: "generic-zh").bulletins[0].articles[0]
    #expect(article.paragraphs.count == 3, "\(article)")
  }

  @Test("a title and its byline on one line")
  func bylineBesideTitle() throws {
    let text =
      "The Stargazer, Vol. 17, No. 6\n\nECLIPSE!                       by Dan Whitfield\n\nOn Monday the Moon will cover most of the Sun as seen from the valley.\n"
    let article = try Reading(text, profile: "generic-en").bulletins[0].articles[0]
    #expect(article.title == "ECLIPSE!")
    #expect(article.departments == ["Dan Whitfield"])
  }

  @Test(
    "the language is stated where nothing speaks against it",
    arguments: [
      (
        "Los precios de las hortalizas subieron respecto de la semana anterior, y la oferta de los granos no cambia.",
        false
      ),
      ("The price of vegetables rose, and that of grain is the same.", true),
    ])
  func language(_ sentence: String, _ isEnglish: Bool) throws {
    let reading = try Reading(
      "WEEKLY\nIssue 4\n\n1. Prices\n\n\(sentence)\n", profile: "generic-en")
    #expect(reading.bulletins[0].language == (isEnglish ? "en" : nil))
  }

  @Test("several bodies sign a paper, whose title stands above its number")
  func bodiesOfPaper() throws {
    let text =
      "江北县教育局  江北县财政局\n关于做好学生营养改善工作的通知\n\n江教〔2009〕57号\n\n各中心学校：\n\n    现就有关工作通知如下，请各校认真落实。\n\n                    江北县教育局    江北县财政局\n                          江北县卫生局\n                     二〇〇九年八月二十五日\n"
    let article = try Reading(text, profile: "gongwen").bulletins[0].articles[0]
    #expect(article.title == "江北县教育局  江北县财政局关于做好学生营养改善工作的通知")
    #expect(article.departments == ["江北县教育局", "江北县财政局", "江北县卫生局"])
    #expect(article.dates == ["2009-08-25"])
  }

  @Test("lines among those of a digest's head are notes")
  func linesAmongHead() throws {
    let text =
      "RISKS-FORUM Digest  Thursday 12 March 1992  Volume 13 : Issue 21\n\nFORUM ON RISKS TO THE PUBLIC IN COMPUTERS AND RELATED SYSTEMS\n   ACM Committee on Computers and Public Policy, moderator\n\nDate: Tue, 10 Mar 92 14:03:22 PST\nFrom: Ed Price <price@example.com>\nSubject: Cards\n\nA teller machine kept 312 cards.\n"
    #expect(try Reading(text, profile: "digest-en").bulletins[0].articles.map(\.title) == ["Cards"])
  }

  @Test("contents behind a colon name titles that look otherwise")
  func contentsBehindColon() throws {
    let text =
      "《新闻联播》文字稿  2013年5月6日\n\n内容提要：\n1、全国夏粮长势良好\n2、【走基层】大山里的医生\n\n全国夏粮长势良好\n\n今年夏粮长势良好。\n\n【走基层】大山里的医生\n\n他走遍了十八个村寨。\n"
    #expect(
      try Reading(text, profile: "generic-zh").bulletins[0].articles.map(\.title)
        == ["全国夏粮长势良好", "【走基层】大山里的医生"])
  }

  @Test("a decimal begins no item", arguments: ["3.5万人参加了活动。", "2.4亿元已到位。"])
  func decimals(_ sentence: String) throws {
    let article = try Reading("简报\n第4期\n\n活动开幕\n\n\(sentence)\n", profile: "generic-zh").bulletins[
      0
    ]
    .articles[0]
    #expect(article.paragraphs == [sentence])
  }

  @Test("credits right below a rule are no table")
  func creditsBelowRule() throws {
    let rule = String(repeating: "━", count: 30)
    let text =
      "通信　第135号\n\n■編集後記\n\nゴーヤを植えました。\n\n\(rule)\n発行　まちづくり工房\n電話　0123-45-6789\n\(rule)\n"
    let bulletin = try Reading(text, profile: "mailmag-ja").bulletins[0]
    #expect(bulletin.editors == ["まちづくり工房"])
    #expect(bulletin.articles.allSatisfy { $0.rows.isEmpty })
  }

  @Test("a line below the title of a column that the contents name is kept")
  func bodyBelowColumn() throws {
    let text =
      "工作简报\n第4期\n\n目录\n★ 领导干部下基层调研活动\n区长调研园区\n★ 全市各县区部门工作动态\n书展开幕\n\n领导干部下基层调研活动\n\n区长调研园区\n\n5月8日，区长调研园区。\n\n全市各县区部门工作动态\n县委督查室\n\n书展开幕\n\n5月9日，书展开幕。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.sections == ["领导干部下基层调研活动", "全市各县区部门工作动态"])
    #expect("\(bulletin)".contains("县委督查室"))
  }

  @Test("lines set to the middle are one title, with its kicker and its subtitle")
  func stacked() throws {
    let rule = String(repeating: "=", count: 72)
    let text =
      "                           党 建 工 作 简 报\n\n                        2024年第8期（总第142期）\n\n公司党建部                                             2024年4月26日\n\(rule)\n\n                     支部建在工地上  党旗飘在铁塔间\n                       平川—石门220千伏线路工程\n                        临时党支部啃下“七座山”\n                        ——工程一线党建工作侧记\n\n　　平川至石门220千伏线路全长61公里，要翻过七座海拔千米以上的大山，其中\n有二十三基铁塔不通公路，材料全靠骡马和索道。\n"
    for profile in ["generic-zh", "gongwen"] {
      let article = try Reading(text, profile: profile).bulletins[0].articles[0]
      #expect(article.title == "平川—石门220千伏线路工程临时党支部啃下“七座山”")
      #expect(article.kicker == "支部建在工地上  党旗飘在铁塔间")
      #expect(article.paragraphs.count == 1)
    }
  }

  @Test("titles in brackets that their text follows, below sections")
  func runIn() throws {
    let text =
      "关贸早报\n第7期\n\n▌政策速递\n【部分产品进口通关试点扩围】1月3日，有关部门公布第二批试点口岸名单，新增口岸七个。\n企业可凭声明替代证书，时间压缩到两天。\n【冷链食品标签新规今起实施】进口冷冻水产品中文标签须标注捕捞海域代码和首次冷冻日期。\n\n▌口岸动态\n【钦海港自动化二期投产】钦海港集装箱码头二期昨天开港作业，新增两个十万吨级的泊位。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.sections == ["政策速递", "口岸动态"])
    #expect(
      bulletin.articles.map(\.title) == ["部分产品进口通关试点扩围", "冷链食品标签新规今起实施", "钦海港自动化二期投产"])
    #expect(bulletin.articles[0].paragraphs.count == 2)
  }

  @Test(
    "what stands for a picture opens no section, nor does a section's mark below credits a bulletin"
  )
  func pictures() throws {
    let text =
      "实小周报\n第9期\n\n◆ 校园要闻 ◆\n\n体育节圆满落幕\n\n10月30日，体育节举行。\n[图片]\n各班进行了展示。\n\n文字 | 林可\n\n◆ 教研在线 ◆\n\n语文组举行教研活动\n\n周二下午，教研活动举行。\n"
    let reading = try Reading(text, profile: "generic-zh")
    #expect(reading.bulletins.count == 1)
    #expect(reading.bulletins[0].sections == ["校园要闻", "教研在线"])
    #expect("\(reading.bulletins[0])".contains("图片"))
  }

  @Test("words in brackets within articles are headings where the contents name the sections")
  func headings() throws {
    let text =
      "法律资讯\n第58期\n\n目  录\n\n一、新法速递\n1. 新规征求意见\n二、案例评析\n2. 违约金过高如何调整\n\n一、新法速递\n\n1. 新规征求意见\n\n新规昨天公布。\n\n二、案例评析\n\n2. 违约金过高如何调整\n\n【基本案情】\n\n双方去年签了合同。\n\n【裁判结果】\n\n法院调整了金额。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(!bulletin.sections.contains("基本案情"))
    #expect(bulletin.articles.count == 2)
  }
}
