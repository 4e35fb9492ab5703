import GazetteBulletinText
import GazetteTestSupport
import Testing

/// How titles of sections are told from those of articles where no template knows them.
@Suite struct SectionFormTests {
  private func read(_ text: String, _ profile: String) throws -> ReadBulletin {
    try #require(try Reading(text, profile: profile).bulletins.first)
  }

  @Test("an underline of its own, above titles with another")
  func underlines() throws {
    let bulletin = try read(
      "Heron Weekly\n============\n\nIssue 12, week ending 4 May 2012\n\nReleases\n--------\n\nHeron 2.1 is out\n~~~~~~~~~~~~~~~~\n\nThe second release fixes a crash.\n\nPeople\n------\n\nA new maintainer\n~~~~~~~~~~~~~~~~\n\nJoan looks after the parser now.\n\nNumbers\n-------\n\nForty patches went in.\n",
      "generic-en")
    #expect(bulletin.title == "Heron Weekly")
    #expect(bulletin.facts["issue"] == "12")
    #expect(bulletin.sections == ["Releases", "People", "Numbers"])
    #expect(bulletin.articles.compactMap(\.title) == ["Heron 2.1 is out", "A new maintainer"])
  }

  @Test("capitals in brackets or with a number, above titles that are not")
  func capitals() throws {
    let bodies =
      "The boats came in on Friday evening, later than usual.\n"
    for (first, second) in [("[THE HARBOUR]", "[THE TOWN]"), ("I.  THE HARBOUR", "II.  THE TOWN")] {
      let bulletin = try read(
        "The Quay Letter\nNo. 3 - June 2004\n\n\(first)\n\nBoats are back\n\n\(bodies)\nA new crane\n\n\(bodies)\n\(second)\n\nMarket day moves\n\n\(bodies)",
        "generic-en")
      #expect(bulletin.sections.count == 2)
      #expect(
        bulletin.articles.map(\.title) == ["Boats are back", "A new crane", "Market day moves"])
    }
  }

  @Test(
    "marks at both ends above running text are an article's, though a profile has them for sections"
  )
  func articles() throws {
    let bulletin = try read(
      "BRANCH NOTES\nNo 6\n\n*** PAY TALKS ***\n\nThe talks go on in June, and members will vote in July.\n\n*** HEAT ***\n\nIt is too hot in the depot. Fans were ordered last year as well.\n",
      "generic-en")
    #expect(bulletin.sections.isEmpty)
    #expect(bulletin.articles.map(\.title) == ["PAY TALKS", "HEAT"])
  }

  @Test("asterisks in front of lines that stand alone, and lists that have them")
  func asterisks() throws {
    let bulletin = try read(
      "The Shore Report\nNo. 4 - May 2009\n\n* Ducks\n\n  A mild month with few birds. Counts were low.\n\n* Gulls\n\n  Two gulls stayed on the slip.\n\n* Coming up\n\n  - Sat 11: gulls at the harbour\n  - Sun 19: tide count\n",
      "generic-en")
    #expect(bulletin.articles.map(\.title) == ["Ducks", "Gulls", "Coming up"])
    let list = try read(
      "The Shore Report\nNo. 4 - May 2009\n\nBRING WITH YOU\n\n* boots and a coat\n\n* a flask\n\n* a friend\n",
      "generic-en")
    #expect(list.articles.map(\.title) == ["BRING WITH YOU"])
  }

  @Test("a few characters above titles with a mark")
  func aboveMarks() throws {
    let bulletin = try read(
      "运动会快报\n第4号\n\n赛事综述\n\n● 泳池刷新纪录\n\n　　今天共决出金牌二十一枚，三项纪录被改写。\n\n赛场特写\n\n● 最后一名的掌声        任小溪\n\n　　冠军绕场的时候，跑道上还有一个人。\n",
      "generic-zh")
    #expect(bulletin.sections == ["赛事综述", "赛场特写"])
    #expect(bulletin.articles.map(\.title) == ["泳池刷新纪录", "最后一名的掌声"])
    #expect(bulletin.articles[1].signers == ["任小溪"])
  }

  @Test("between rules, right above titles")
  func enclosed() throws {
    let rule = String(repeating: "=", count: 21)
    let body = "　　新学期开始不久，我在操场旁遇到一位同学。他在看蚂蚁搬东西，看了\n很久也不肯走开。\n"
    let bulletin = try read(
      "培晖校讯\n第5期\n\n\(rule)\n校长的话\n\(rule)\n慢下来，才看得见\n麦永康校长\n\n\(body)\n\(rule)\n校园速递\n\(rule)\n陆运会破三项纪录\n\n\(body)",
      "generic-zh")
    #expect(bulletin.sections == ["校长的话", "校园速递"])
    #expect(bulletin.articles.map(\.title) == ["慢下来，才看得见", "陆运会破三项纪录"])
  }

  @Test("columns that the contents name in front of titles, and one above the other")
  func contents() throws {
    let named = try read(
      "馆讯\n第8期\n\n本期内容\n▎馆长室　　台风天也是我们的事\n▎典藏故事　一只饭盒的三个名字\n\n\n▎馆长室\n\n台风天也是我们的事\n\n昨天停课，我们没有停下来。\n\n▎典藏故事\n\n一只饭盒的三个名字\n\n盒底有三个名字。\n",
      "generic-zh")
    #expect(named.sections == ["馆长室", "典藏故事"])
    #expect(named.articles.map(\.title) == ["台风天也是我们的事", "一只饭盒的三个名字"])
    let stacked = try read(
      "能源快讯\n第2期\n\n目次\n政策与规划\n两国发布波浪能路线图\n研究进展与动态\n薄膜发电机连续运行\n\n一、政策与规划\n\n两国发布波浪能路线图\n\n路线图昨天发布。\n\n二、研究进展与动态\n\n薄膜发电机连续运行\n\n装置运行了一千小时。\n",
      "generic-zh")
    #expect(stacked.sections == ["一、政策与规划", "二、研究进展与动态"])
    #expect(stacked.articles.map(\.title) == ["两国发布波浪能路线图", "薄膜发电机连续运行"])
  }

  @Test("headings above numbers that have their text right below, set in")
  func numbers() throws {
    let bulletin = try read(
      "行业通讯\n第3期\n一、协会动态\n1．理事会召开\n　　3月8日，理事会召开，会议审议通过了工作报告。\n2．组织会员考察\n　　3月14日，协会组织会员单位外出考察。\n二、市场行情\n3．原料价格走低\n　　本月原料价格小幅走低，镁砂价格高位运行。\n",
      "generic-zh")
    #expect(bulletin.sections == ["一、协会动态", "二、市场行情"])
    #expect(bulletin.articles.map(\.title) == ["理事会召开", "组织会员考察", "原料价格走低"])
  }

  @Test("a few characters of Han above titles that stand alone or right above text that is set in")
  func short() throws {
    let bulletin = try read(
      "经济信息参考\n第22期\n\n宏观经济\n\n固定资产投资增长3.4%\n\n　　国家统计局近日公布了数据。\n\n消费品零售总额增速回升\n\n　　10月份，零售总额增长。\n\n产业观察\n\n动力电池回收亟待规范\n　　随着第一批汽车报废，回收市场升温。\n\n他山之石\n\n昆山：以数字赋能制造\n\n　　昆山出台了政策。\n",
      "generic-zh")
    #expect(bulletin.sections == ["宏观经济", "产业观察", "他山之石"])
    #expect(
      bulletin.articles.map(\.title) == [
        "固定资产投资增长3.4%", "消费品零售总额增速回升", "动力电池回收亟待规范", "昆山：以数字赋能制造",
      ])
  }

  @Test("headings with a number below a greeting without a title are titles")
  func belowGreeting() throws {
    let bulletin = try read(
      "校友会通讯\n第9期\n\n各位校友：\n\n新年将至，秘书处向大家问好！以下是近期的活动。\n\n一、年会圆满举行\n\n12月16日，年会举行。\n\n二、秋季徒步活动\n\n11月4日，校友们去了香山。\n",
      "generic-zh")
    #expect(bulletin.articles.compactMap(\.title) == ["一、年会圆满举行", "二、秋季徒步活动"])
  }

  @Test(
    "capitals above titles right above text that is set in, and brackets above titles with a mark")
  func rightAbove() throws {
    let set = try read(
      "PRAIRIE WEEKLY            No. 24           June 14, 2021\nDepartment of Agriculture\n\nCROPS\n\nDry Spell Slows Corn\n   A third week without rain has left the corn in the western counties short\nand uneven, agents said on Friday.\n   Stands on sandy ground are curling by noon, and some growers with pivots\nhave begun watering.\n\nWheat Harvest to Begin\n   The first fields of winter wheat along the border should be ready to cut\nin ten days or so.\n   Elevator managers expect test weights to be good but protein to run low\nthis year.\n\nLIVESTOCK\n\nFeeder Cattle Steady\n   Feeder cattle sold steady to three dollars higher at the weekly sale here,\nand the demand was good.\n",
      "generic-en")
    #expect(set.sections == ["CROPS", "LIVESTOCK"])
    #expect(
      set.articles.map(\.title) == [
        "Dry Spell Slows Corn", "Wheat Harvest to Begin", "Feeder Cattle Steady",
      ])
    let marked = try read(
      "Release Digest\nIssue 214, May 3, 2019\n\n[Releases]\n\n* Heron 3.1\n\nThe release fixes a crash.\n\n* Quill 0.9\n\nThe parser is faster.\n\n[Community]\n\n* Meeting in May\n\nThe meeting is on the ninth.\n",
      "generic-en")
    #expect(marked.sections == ["Releases", "Community"])
    #expect(marked.articles.map(\.title) == ["Heron 3.1", "Quill 0.9", "Meeting in May"])
  }

  @Test("numbered headings right below the head, above titles without a number")
  func numberedSections() throws {
    let bulletin = try read(
      "云溪史志通讯\n第3期\n\n一、工作要讯\n\n县志通过终审\n\n5月8日，县志通过终审。\n\n二、旧志钩沉\n\n乾隆县志所载三次大水\n\n旧志记载了三次大水。\n",
      "generic-zh")
    #expect(bulletin.sections == ["一、工作要讯", "二、旧志钩沉"])
    #expect(bulletin.articles.map(\.title) == ["县志通过终审", "乾隆县志所载三次大水"])
    let report = try read(
      "关于防汛工作的报告\n\n一、基本情况\n\n今年雨量大，河水高。\n\n二、主要做法\n\n各乡镇加强巡查。\n", "generic-zh")
    #expect(report.sections.isEmpty)
  }

  @Test(
    "lines between rules above titles with marks",
    arguments: [
      (
        "MERIAN-RUNDBRIEF\nAusgabe 6 vom 3. Mai 2012", "VEREIN", "ENERGIE", "+++ Neues Dach +++",
        "+++ Alter Zaun +++", ["Neues Dach", "Alter Zaun"],
        "Das Dach ist neu gedeckt, und es hält. Der Zaun folgt.", "generic-en"
      ),
      (
        "[느티 소식]\n2020년 5월호", "마을", "알림", "▶ 텃밭이 생겼다", "▶ 운영 시간이 바뀐다",
        ["텃밭이 생겼다", "운영 시간이 바뀐다"], "골목이 텃밭으로 바뀌었다. 모두 좋아한다.", "generic-ko"
      ),
    ])
  func ruled(
    _ head: String, _ first: String, _ second: String, _ upper: String, _ lower: String,
    _ titles: [String], _ text: String, _ profile: String
  ) throws {
    let rule = String(repeating: "=", count: 30)
    let bulletin = try read(
      "\(head)\n\n\(rule)\n\(first)\n\(rule)\n\n\(upper)\n\n\(text)\n\n\(rule)\n\(second)\n\(rule)\n\n\(lower)\n\n\(text)\n",
      profile)
    #expect(bulletin.sections == [first, second])
    #expect(bulletin.articles.map(\.title) == titles)
  }

  @Test("dashes around titles of sections, whose articles have their titles right above text")
  func dashes() throws {
    let text = "9月5日，全厂召开会议，通报了前八个月的产值和安全情况，并部署了秋季的工作。"
    let bulletin = try read(
      "江湾厂报\n2020年第9期\n\n—— 要闻 ——\n\n全厂会议召开\n\(text)\n\n新车间投产\n\(text)\n\n—— 安全 ——\n\n吊装十不吊\n\(text)\n",
      "generic-zh")
    #expect(bulletin.sections == ["要闻", "安全"])
    #expect(bulletin.articles.map(\.title) == ["全厂会议召开", "新车间投产", "吊装十不吊"])
  }

  @Test("capitals in Cyrillic above titles that are not")
  func cyrillic() throws {
    let text = "Читальный зал отдела вновь откроется весной. До этого времени копии шлют почтой."
    let bulletin = try read(
      "ВЕСТНИК БИБЛИОТЕКИ\nИнформационный листок\n№ 3 (47)      18 марта 2004 г.\n\nНОВОСТИ\n\nОтдел переезжает\n\n\(text)\n\nАНОНСЫ\n\nСеминар в апреле\n\n\(text)\n",
      "generic-en")
    #expect(bulletin.title == "ВЕСТНИК БИБЛИОТЕКИ")
    #expect(bulletin.sections == ["НОВОСТИ", "АНОНСЫ"])
    #expect(bulletin.articles.map(\.title) == ["Отдел переезжает", "Семинар в апреле"])
  }

  @Test(
    "a mark in front of short lines right above text: headings below titles, and titles where nothing else is"
  )
  func marksAboveText() throws {
    let report = try read(
      "江湾舆情周报\n第3期\n\n【热点】\n\n校服价格引发质疑\n\n▶ 事件概述\n8月30日，有网民发布视频称校服太贵，引来许多评论。\n\n▶ 研判建议\n建议学校公布招标文件，并说明自愿购买的原则。\n\n新校启用获好评\n\n▶ 事件概述\n9月1日，十二所新校同步启用，媒体予以报道。\n\n▶ 研判建议\n建议做好宣传，同时公布室内空气的检测结果。\n",
      "generic-zh")
    #expect(report.articles.map(\.title) == ["校服价格引发质疑", "新校启用获好评"])
    let text = "12月28日から1月4日まで休館します。返却はブックポストをご利用ください。"
    let library = try read(
      "図書館だより\nNo.8　2003年12月1日発行\n\n＊＊＊　お知らせ　＊＊＊\n\n○休館について\n\(text)\n\n○本の点検が終わりました\n\(text)\n\n＊＊＊　催し　＊＊＊\n\n○冬のおはなし会\n\(text)\n",
      "generic-ja")
    #expect(library.sections == ["お知らせ", "催し"])
    #expect(library.articles.map(\.title) == ["休館について", "本の点検が終わりました", "冬のおはなし会"])
  }

  @Test("titles in brackets behind a number, and numbers of headings below titles in brackets")
  func numbersAndBrackets() throws {
    let morning = try read(
      "江湾晨读\n2004年5月28日 第86期\n\n▌要闻\n\n1、【规模以上工业利润增长】国家统计局昨日发布数据，四月份全国规模以上工业企业利润同比增长百分之四。\n\n▌公司\n\n2、【远航股份拟回购股份】远航股份昨晚公告，拟以自有资金回购公司股份，总额不超过五亿元，用于员工持股计划。\n",
      "generic-zh")
    #expect(morning.sections == ["要闻", "公司"])
    #expect(morning.articles.map(\.title) == ["规模以上工业利润增长", "远航股份拟回购股份"])
    let text = "　　5月28日上午，有网民发布视频，反映小区自来水有异味，引起关注。\n"
    let report = try read(
      "江湾舆情周报\n（2004年第22期）\n\n【重点舆情】\n\n（一）供水异味引发关注\n\n1．事件概述\n\(text)2．研判建议\n\(text)\n（二）道路改造延期\n\n1．事件概述\n\(text)2．研判建议\n\(text)",
      "generic-zh")
    #expect(report.sections == ["重点舆情"])
    #expect(report.articles.map(\.title) == ["（一）供水异味引发关注", "（二）道路改造延期"])
  }

  @Test("a mark of its own between the paragraphs of an article makes headings")
  func headings() throws {
    let bulletin = try read(
      "広報みずほ\n令和3年（2021年）9月1日号　No.12\n\n【特集】\n\n■防災の日に考える\n9月1日は防災の日です。今年も避難所の訓練を行います。\n●三日分の水と食料を\n飲料水は1人1日3リットルが目安です。缶詰も用意しましょう。\n●家族で決めておくこと\n待ち合わせの場所を、この機会に話し合っておきましょう。\n\n【市政】\n\n■国勢調査の準備を\n10月1日現在で国勢調査を行います。ご協力をお願いします。\n",
      "generic-ja")
    #expect(bulletin.articles.map(\.title) == ["防災の日に考える", "国勢調査の準備を"])
    #expect(bulletin.dates == ["令和3年（2021年）9月1日"])
  }

  @Test("a mark's line above a title with a subtitle")
  func column() throws {
    let text = "　　江湾法院立足实际，以党支部为单位组建流动调解队，推动纠纷就地化解。\n\n"
    let bulletin = try read(
      "江湾法院工作简报\n第9期\n2004年5月20日\n\n◆经验交流\n\n坚持党建引领做实治理\n——江湾法院构建调解工作模式\n\n\(text)建强平台畅通渠道\n——东城法院打造解纷中心\n\n\(text)",
      "generic-zh")
    #expect(bulletin.sections == ["经验交流"])
    #expect(bulletin.articles.map(\.title) == ["坚持党建引领做实治理", "建强平台畅通渠道"])
  }

  @Test(
    "numbers of two kinds: headings where their words come again, else titles below those of sections"
  )
  func numbersOfTwoKinds() throws {
    let text = "　　区法院开展专项执行行动，出动干警一百余人，执结案件二百余件。\n\n"
    let court = try read(
      "法院工作简报\n第14期\n2004年7月28日\n\n一、审判执行\n\n（一）专项行动执结案件\n\n\(text)（二）发出首份指导令\n\n\(text)二、队伍建设\n\n（一）举办写作培训班\n\n\(text)（二）法警荣立三等功\n\n\(text)",
      "generic-zh")
    #expect(court.sections == ["一、审判执行", "二、队伍建设"])
    #expect(
      court.articles.map(\.title) == [
        "（一）专项行动执结案件", "（二）发出首份指导令", "（一）举办写作培训班", "（二）法警荣立三等功",
      ])
    let opinion = try read(
      "网络舆情专报\n第37期\n2004年9月21日\n\n一、夜市摊位费上涨\n\n（一）舆情概况\n\n\(text)（二）处置建议\n\n\(text)二、公交线路优化\n\n（一）舆情概况\n\n\(text)（二）处置建议\n\n\(text)",
      "generic-zh")
    #expect(opinion.sections == [])
    #expect(opinion.articles.map(\.title) == ["一、夜市摊位费上涨", "二、公交线路优化"])
  }

  @Test("Arabic numbers below Chinese ones that have no text")
  func arabicBelowChinese() throws {
    let text = "5月21日，主管部门召开会议，部署第二批评估工作，范围扩大到十个省。\n来源：能源新闻网\n\n"
    let bulletin = try read(
      "光伏周报（2004年第21期）\n发布日期：2004年5月27日\n\n本周导读\n本周产业链价格继续探底，减产范围扩大，政策方面也有新的动作。\n\n一、政策动态\n\n1. 试点扩围\n\(text)2. 细则出台\n\(text)二、企业动态\n\n3. 下调开工率\n\(text)",
      "generic-zh")
    #expect(bulletin.sections == ["一、政策动态", "二、企业动态"])
    #expect(bulletin.articles.compactMap(\.title).suffix(3) == ["1. 试点扩围", "2. 细则出台", "3. 下调开工率"])
  }

  @Test("white brackets with a blank line below are a section's, right above a title its kicker's")
  func whiteBrackets() throws {
    let text = "　　田间调查显示，平均病穗率百分之零点八，主要集中在沿河田块。\n\n"
    let bulletin = try read(
      "农技简报\n第9期\n2004年5月11日\n\n〖病虫情报〗\n\n赤霉病防治意见\n\(text)警惕二化螟\n\(text)〖技术指导〗\n\n秧苗管理要点\n\(text)",
      "generic-zh")
    #expect(bulletin.sections == ["病虫情报", "技术指导"])
    #expect(bulletin.articles.map(\.title) == ["赤霉病防治意见", "警惕二化螟", "秧苗管理要点"])
    let kicker = try read(
      "农技简报\n第9期\n2004年5月11日\n\n〖病虫情报〗\n赤霉病防治意见\n\n\(text)", "generic-zh")
    #expect(kicker.sections == [])
    #expect(kicker.articles.map(\.kicker) == ["病虫情报"])
  }

  @Test("capitals alone above titles in capitals that begin their text")
  func aboveRunIn() throws {
    let bulletin = try read(
      "NORTHERN NEWSLINE\nVol. 5, No. 112, 13 June 2001\n\nESTONIA\n\nTRAM DRIVERS END WALKOUT. Drivers went back to work on 12 June after the\ncity agreed to raise their pay from September on.\n\nLAST SHIPYARD UP FOR TENDER. The agency will take bids for the yard until\n31 August. It employs 340 people and made a loss last year.\n\nLATVIA\n\nLAND BILL PASSED AT THIRD ATTEMPT. The house voted by 54 to 31 for the\nbill on rural land, which had failed in March and in May.\n",
      "generic-en")
    #expect(bulletin.sections == ["ESTONIA", "LATVIA"])
    #expect(
      bulletin.articles.map(\.title) == [
        "TRAM DRIVERS END WALKOUT", "LAST SHIPYARD UP FOR TENDER",
        "LAND BILL PASSED AT THIRD ATTEMPT",
      ])
  }

  @Test("capitals alone above titles at the edge, whose text is set in right below")
  func aboveSetIn() throws {
    let body =
      "    The ministry will submit the study on a second track between the\n    port and the junction in May, its secretary said on Monday.\n\n"
    let bulletin = try read(
      "DAILY PRESS DIGEST\nNo. 54\n\nDOMESTIC AFFAIRS\n\nRailway to be decided by summer\n\(body)Unions call off the strike\n\(body)ECONOMY\n\nCoffee is up, bread unchanged\n\(body)Furniture goes to Norway\n\(body)",
      "generic-en")
    #expect(bulletin.sections == ["DOMESTIC AFFAIRS", "ECONOMY"])
    #expect(
      bulletin.articles.map(\.title) == [
        "Railway to be decided by summer", "Unions call off the strike",
        "Coffee is up, bread unchanged", "Furniture goes to Norway",
      ])
    #expect(bulletin.articles.allSatisfy { $0.paragraphs.count == 1 })
  }

  @Test("capitals above titles behind an angle; who signs below them by an office in lower case")
  func aboveAngles() throws {
    let body = "Le budget a été voté à l'unanimité le 24 février, sans aucune hausse des taux.\n\n"
    let bulletin = try read(
      "L'ÉCHO DU VILLAGE\nBulletin municipal n° 42 – mars 2006\n\n\nVIE MUNICIPALE\n\n> Budget 2006\n\n\(body)> Collecte des déchets\n\n\(body)Mme Lacroix, directrice\n\n\nVIE ASSOCIATIVE\n\n> Le club fait peau neuve\n\n\(body)Roger Michaud, président\n\n> Comité des fêtes\n\n\(body)",
      "generic-en")
    #expect(bulletin.sections == ["VIE MUNICIPALE", "VIE ASSOCIATIVE"])
    #expect(
      bulletin.articles.map(\.title) == [
        "Budget 2006", "Collecte des déchets", "Le club fait peau neuve", "Comité des fêtes",
      ])
    #expect(bulletin.articles[1].departments == ["Mme Lacroix"])
    #expect(bulletin.articles[2].departments == ["Roger Michaud"])
  }

  @Test("brackets around a section between rules are marks of the layout")
  func bracketsBetweenRules() throws {
    let body = "    大会听取并审议了工作报告，通过了新修订的会费管理办法，会期两天。\n\n"
    let rule = String(repeating: "-", count: 70)
    let bulletin = try read(
      "江淮昆虫学会通讯\n2003年第4期\n2003年12月20日\n\n本期目录\n\n[学会动态]\n  1. 会员代表大会召开\n  2. 常务理事会纪要\n[学术交流]\n  3. 综合治理研讨会侧记\n\n\(rule)\n[学会动态]\n\(rule)\n\n1. 会员代表大会召开\n\n\(body)2. 常务理事会纪要\n\n\(body)\(rule)\n[学术交流]\n\(rule)\n\n3. 综合治理研讨会侧记\n\n\(body)",
      "generic-zh")
    #expect(bulletin.sections == ["学会动态", "学术交流"])
    #expect(bulletin.articles.count == 3)
  }

  @Test("a rule between the mark of a section and the title below it")
  func ruleBelowMark() throws {
    let body = "　絵本の読み聞かせと紙芝居、最後にみんなで影絵あそびをします。どうぞお越しください。\n"
    let rule = String(repeating: "-", count: 70)
    let bulletin = try read(
      "みなみ野町立図書館だより\nNo.36　2011年9月号\n\n【行事あんない】\n\(rule)\n● 秋のおはなし会\n\(body)\n● 古本リサイクル市\n\(body)\n【司書の本棚】\n\(rule)\n● 地図を読む夜\n\(body)\n【お知らせ】\n\(rule)\n● 休館します\n\(body)",
      "generic-ja")
    #expect(bulletin.sections == ["行事あんない", "司書の本棚", "お知らせ"])
    #expect(bulletin.articles.map(\.title) == ["秋のおはなし会", "古本リサイクル市", "地図を読む夜", "休館します"])
  }

  @Test("a title that is told by nothing, or holds a clause, below one of the marks of sections")
  func someWithoutMark() throws {
    let text =
      "昨天是成品油零售价上调的第一天。记者走访本市七家加油站看到，与前天晚上\n排长队的景象不同，加油的车辆明显减少。\n"
    let rule = String(repeating: "-", count: 70)
    func section(_ name: String, _ title: String) -> String {
      "\(rule)\n◎ \(name)\n\(rule)\n\n\(title)\n\n\(text)\n"
    }
    let bulletin = try read(
      "都市早报\n第612期\n\n" + section("编者的话", "雨天里的一封信")
        + section("国内", "* 油价上调首日排队不见了") + section("本市", "* 三条公交线改道")
        + section("科技", "* 短信贺卡：运营商的新饭碗") + section("文体", "* 主队迎战强敌"),
      "generic-zh")
    #expect(bulletin.sections == ["编者的话", "国内", "本市", "科技", "文体"])
    #expect(
      bulletin.articles.map(\.title) == [
        "雨天里的一封信", "油价上调首日排队不见了", "三条公交线改道", "短信贺卡：运营商的新饭碗", "主队迎战强敌",
      ])
  }

  @Test("a third number above a title without one, where two stood above numbered ones")
  func numbersGoOn() throws {
    let text = "考试成绩公布以后，年级开会表彰了进步最大的二十名同学，并请家长参加。\n"
    let bulletin = try read(
      "育才周报\n第13期\n\n一、本周要闻\n\n1．歌咏比赛动员\n\n\(text)\n2．教研室视导\n\n\(text)\n二、年级动态\n\n1．高一年级表彰\n\n\(text)\n2．高二年级模拟\n\n\(text)\n三、教师心声\n\n批作业的红笔\n\n\(text)",
      "generic-zh")
    #expect(bulletin.sections == ["一、本周要闻", "二、年级动态", "三、教师心声"])
    #expect(bulletin.articles.count == 5)
  }

  @Test("a mark that only the contents show in rows is a title's")
  func marksInContents() throws {
    let text = "先月の台風では、観察小屋の屋根が半分飛んでしまいました。\n\n"
    let rule = String(repeating: "=", count: 60)
    func section(_ name: String, _ titles: [String]) -> String {
      "\(rule)\n◇ \(name)\n\(rule)\n\n" + titles.map { "● \($0)\n\n\(text)" }.joined()
    }
    let bulletin = try read(
      "\(rule)\nみずべ便り　Vol.47\n2009年11月5日発行\n\(rule)\n\n\(text)もくじ\n◇活動報告\n　● 生きもの調査\n　● 意見交換会\n◇これからの予定\n　● 冬鳥観察会\n\n"
        + section("活動報告", ["生きもの調査", "意見交換会"]) + section("これからの予定", ["冬鳥観察会"]),
      "mailmag-ja")
    #expect(bulletin.sections == ["活動報告", "これからの予定"])
    #expect(bulletin.articles.compactMap(\.title) == ["生きもの調査", "意見交換会", "冬鳥観察会"])
  }

  @Test("text right below a section, with who wrote it in brackets, is no title")
  func notedSentence() throws {
    let text = "　関東も六日に梅雨入りしました。雨の日が続くと出かける気がなくなります。\n"
    let rule = String(repeating: "━", count: 35)
    let bulletin = try read(
      "\(rule)\n　街道通信　第128号　2004/06/18\n\(rule)\n\n\(rule)\n【1】巻頭言\n\(rule)\n\n◆梅雨の峠道\n\n\(text)\n\(rule)\n【2】編集後記\n\(rule)\n\n　アテネ五輪まであと二か月。街道ですね。次号は配信の予定です。（杉）\n",
      "mailmag-ja")
    #expect(!bulletin.articles.contains { $0.title?.hasPrefix("アテネ") ?? false })
    #expect(bulletin.articles.last?.paragraphs.first?.hasPrefix("アテネ五輪") ?? false)
  }
}
