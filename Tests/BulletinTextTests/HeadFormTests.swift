import GazetteDocumentModel
import Testing

@testable import GazetteBulletinText

/// Heads and contents of bulletins of no known family, in forms that no template has as a whole.
struct HeadFormTests {
  @Test("brackets around the first line are a masthead's where a date stands right below")
  func brackets() throws {
    let text =
      "【东港证券·每日晨报】\n2020年11月3日（周二）\n\n▌今日焦点\n\n1、钢价小幅回升\n　　昨日钢价小幅回升，成交比上周有所增加。\n\n▌公司动态\n\n1、东港汽车销量增长\n　　东港汽车昨日公告，上月销量同比增长两成。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "东港证券·每日晨报")
    #expect(bulletin.dates == ["2020年11月3日（周二）"])
    #expect(bulletin.sections == ["今日焦点", "公司动态"])
  }

  @Test("days below a masthead are no part of its title")
  func days() throws {
    let text =
      "《东港校报》每周文摘\n2010年4月12日—4月18日（第14周）\n\n本周目录\n1.食堂推出半份菜\n2.校运动会闭幕\n\n1.食堂推出半份菜\n从本周起，食堂推出半份菜。\n\n2.校运动会闭幕\n校运动会昨天闭幕。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "《东港校报》每周文摘")
    #expect(bulletin.articles.count == 2)
  }

  @Test("a year of the Republic, and labels above the credits of a head")
  func republic() throws {
    let text =
      "臺東文獻通訊\n第三十二期\n\n發行人：林正明\n編輯：陳雅文\n中華民國九十八年三月三十一日出版\n\n會員大會紀要\n\n本會會員大會於二月二十一日召開，出席會員六十八人。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "臺東文獻通訊")
    #expect(bulletin.dates == ["中華民國九十八年三月三十一日"])
    #expect(bulletin.articles.map(\.title) == ["會員大會紀要"])
  }

  @Test("below the masthead a day without a year, and what stands beside it, are of the head")
  func place() throws {
    let text = "铁流快报\n第七号\n某团政治处　　　　　　8月21日　晴\n====\n\n夜间架桥\n\n20日凌晨，舟桥连完成了夜间架桥。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["夜间架桥"])
  }

  @Test("headings of columns in the contents need no mark where items lead to pages")
  func columns() throws {
    let text =
      "晨光通讯\n第2期\n\n目  次\n\n会务报导\n  会员大会纪要 ............ 1\n  理事会议决议 ............ 2\n学术活动\n  地方志工作坊侧记 ........ 3\n\n\n会务报导\n\n会员大会纪要\n\n会员大会于二月二十一日召开。\n\n理事会议决议\n\n三月七日召开第三次会议。\n\n学术活动\n\n地方志工作坊侧记\n\n工作坊于三月十四日举行。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.sections == ["会务报导", "学术活动"])
    #expect(bulletin.articles.map(\.title) == ["会员大会纪要", "理事会议决议", "地方志工作坊侧记"])
  }

  @Test("a question in the contents is an item, and a title below")
  func question() throws {
    let text =
      "法讯\n第107期\n\n本期内容\nⅠ　修正重点\nⅡ　个资外泄，企业如何自保？\n\nⅠ　修正重点\n\n条文昨天公布。\n\nⅡ　个资外泄，企业如何自保？\n\n法院看是否采取了措施。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["Ⅰ　修正重点", "Ⅱ　个资外泄，企业如何自保？"])
  }

  @Test("a section between marks of a masthead below a head with a number is no masthead")
  func choice() throws {
    let text =
      "图 书 馆 通 讯\n\n2001年第2期  总第15期\n2001年6月30日\n\n·馆务动态·\n\n△ 系统完成升级\n\n　　系统于5月8日完成升级。\n\n·读者园地·\n\n△ 我与图书馆\n\n　　四年前我走进这里。\n"
    let choice = try #require(ProfileChoice.best(for: Array(text.utf8)))
    #expect(choice.profile.name == "generic-zh")
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.sections == ["馆务动态", "读者园地"])
  }

  @Test("what stands above the rule that ends a head is of the head")
  func ruled() throws {
    let text =
      "            江滨学院简报\n\n        2016—2017学年第一学期第5期\n\n  教务处编        2016年11月25日\n内部资料 免费交流\n====================\n\n        以评促建\n\n    昨天下午，学校召开了评估动员大会。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "江滨学院简报")
    #expect(bulletin.dates == ["2016年11月25日"])
    #expect(bulletin.articles.map(\.title) == ["以评促建"])
  }

  @Test("the title of a masthead ends above a subtitle behind a dash, a number, and a label")
  func masthead() throws {
    let text =
      "绿 色 江 滨\n—— 环 保 周 报 ——\n第112期 （2012.06.04—2012.06.10）\n编辑出版：观察中心\n==========\n\n鱼塘边的工厂\n\n站在鱼塘埂上，能看见两根烟囱。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "绿 色 江 滨")
    #expect(bulletin.facts["issue"] == "112")
    #expect(bulletin.articles.map(\.title) == ["鱼塘边的工厂"])
  }

  @Test("facts on a line of the head with a blank between")
  func blanks() throws {
    let text =
      "翠 湖 社 区 报\n2007年8月10日 星期五 第15期（总第132期） 今日四版\n\n【要闻】\n\n食堂开张\n\n8月1日，社区食堂开张。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "翠 湖 社 区 报")
    #expect(bulletin.facts["issue"] == "15")
    #expect(bulletin.dates == ["2007年8月10日 星期五"])
  }

  @Test("a title right below the rule of the head is no line of that")
  func belowRule() throws {
    let text =
      "      气象信息专报\n        第 18 期\n清源市气象局    2020年7月6日\n--------------------\n    7日至9日有持续降水\n\n    受低槽影响，7日至9日将出现强降水过程。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["7日至9日有持续降水"])
  }

  @Test("titles of sections between marks, above titles right above their text")
  func sectionsBetweenMarks() throws {
    let text =
      "社区报\n第15期\n\n■ 一版 要闻 ■\n\n居民说了算\n  8月6日晚，凉亭里坐满了人，议事会在这里举行。\n\n■ 二版 民生 ■\n\n停水通知\n  因供水管网检修，以下时段停水：\n  ◎8月13日：一至八号楼\n  ◎8月14日：九至十九号楼\n  ◎8月16日：沿线商铺\n  请居民提前储水。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.sections == ["一版 要闻", "二版 民生"])
    #expect(bulletin.articles.map(\.title) == ["居民说了算", "停水通知"])
    #expect(bulletin.articles[1].paragraphs.count == 5)
  }

  @Test(
    "a few characters below a rule, above another line that stands alone, are a section's title")
  func columnsBelowRules() throws {
    let text =
      "宏远之声\n第3期\n\n~~~~~~~~~~\n\n卷首语\n\n用质量说话\n\n春节刚过，我收到一封来信。\n\n~~~~~~~~~~\n\n企业要闻\n\n集团召开年度工作会议\n\n2月26日，集团召开了年度工作会议。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.sections == ["卷首语", "企业要闻"])
    #expect(bulletin.articles.map(\.title) == ["用质量说话", "集团召开年度工作会议"])
  }

  @Test("titles that the contents have with a mark lose it")
  func marksOfContents() throws {
    let text =
      "法院工作动态\n第31期\n\n目录\n● 行动首战告捷\n● 法庭开进葡萄园\n\n● 行动首战告捷\n\n10月16日，行动首战告捷。\n\n● 法庭开进葡萄园\n\n10月9日，法庭开进葡萄园。\n"
    let bulletin = try Reading(text, profile: "gongwen").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["行动首战告捷", "法庭开进葡萄园"])
  }

  @Test("labels right above credits are credits")
  func labelsAboveCredits() throws {
    let text =
      "縣議會會訊\n第15期\n\n■ 庭園開放\n\n庭園自元旦起開放。\n\n----------\n發行人：王永盛\n總編輯：陳淑華\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.editors == ["王永盛", "陳淑華"])
    #expect(bulletin.articles.count == 1)
  }

  @Test("what issues a bulletin is no part of its title, nor a date of a publisher")
  func issuers() throws {
    let text =
      "宏达通讯\n宏达机械有限公司 企业内刊\n2006年10月15日 第58期 党委工作部主办\n\n【要闻】\n\n销售收入增长\n\n截至9月底，销售收入增长两成。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.title == "宏达通讯")
    #expect(bulletin.facts["issue"] == "58")
    #expect(bulletin.facts["publisher"] == "党委工作部")
    #expect(bulletin.dates == ["2006年10月15日"])
  }

  @Test("titles behind a column's name go on as the first one does")
  func titlesBehindColumns() throws {
    let text =
      "法院信息\n第28期\n\n【审判动态】市中院宣判一案\n\n11月3日，市中院公开宣判一起案件。\n\n【执行工作】“猎狐”行动成效显著\n\n10月以来，法院开展了行动。\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["【审判动态】市中院宣判一案", "【执行工作】“猎狐”行动成效显著"])
  }

  @Test("numbers of titles count on below signed articles")
  func numbersBelowSignatures() throws {
    let text =
      "环保工作动态\n2008年第14期\n\n（一）完成减排任务\n上半年，减排任务完成。\n（总量办供稿）\n\n（二）检查水源地\n7月，检查了水源地。\n（监察支队供稿）\n\n（三）创建活动开展\n近日，创建活动开展。\n（宣教中心供稿）\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["（一）完成减排任务", "（二）检查水源地", "（三）创建活动开展"])
  }

  @Test("brackets above the masthead, and right below the lines of the head")
  func bracketsOfHead() throws {
    let above = try Reading(
      "【内部参考  注意保存】\n每周舆情摘要\n第29期    报送日期：2024年7月19日\n\n停车收费引发争议\n\n7月13日，有游客发布视频。视频播放量很大。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(above.title == "每周舆情摘要")
    #expect(above.facts["issue"] == "29")
    #expect(above.facts["classification"] == "内部参考  注意保存")
    #expect(above.sections.isEmpty)
    let below = try Reading(
      "行业通讯\n2024年第3期\n主办单位：行业协会\n承办单位：协会秘书处\n（内部资料　免费交流）\n\n理事会召开\n\n3月8日，理事会召开。会议审议通过了报告。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(below.articles.map(\.title) == ["理事会召开"])
    #expect("\(below.facts)".contains("免费交流"))
  }

  @Test(
    "several facts on a line",
    arguments: [
      ("关贸早报 | 2025年1月6日 星期一 | 第1187期", "关贸早报", "2025年1月6日 星期一"),
      ("早安六十秒\n2024年10月28日，星期一，农历九月廿六", "早安六十秒", "2024年10月28日"),
      ("运动会快报\n第4号  （2023年10月18日  星期三  第4比赛日）", "运动会快报", "2023年10月18日"),
    ])
  func facts(_ head: String, _ title: String, _ date: String) throws {
    let bulletin = try Reading(
      head + "\n\n▌政策速递\n\n新规今起实施\n\n1月3日，新规公布。今天起实施。\n", profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.title == title)
    #expect(bulletin.dates == [date])
  }

  @Test("a line that says what the name above it is of")
  func subtitle() throws {
    let bulletin = try Reading(
      "江南农商人\n江南农村商业银行内部通讯\n第117期\n\n年中会议召开\n\n8月2日，会议召开。会上作了报告。\n", profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.title == "江南农商人")
  }

  @Test(
    "who issues it above its name, or a subtitle below it",
    arguments: [
      ("Association of Small Libraries\nLEGISLATIVE UPDATE", "LEGISLATIVE UPDATE"),
      ("Vicerrectorado de Investigación\nBOLETÍN DE CONVOCATORIAS", "BOLETÍN DE CONVOCATORIAS"),
      ("THE LYCHGATE\nNewsletter of the Benefice of Thornby", "THE LYCHGATE"),
      ("Der Wegweiser\nRundbrief der Wanderfreunde", "Der Wegweiser"),
      ("Back Row\n(the choir's occasional newsletter)", "Back Row"),
    ])
  func issuers(_ head: String, _ title: String) throws {
    let bulletin = try Reading(
      head
        + "\nVol. 4, No. 11                    March 30, 2007\n\nFIRST READING\n\nThe bill was read on Friday. It was not amended.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.title == title)
    #expect(bulletin.dates == ["March 30, 2007"])
    #expect(bulletin.articles.map(\.title) == ["FIRST READING"])
  }

  @Test("words for dates are no publishers", arguments: ["出刊日期", "印发日期", "出版时间"])
  func wordsForDates(_ word: String) throws {
    let bulletin = try Reading(
      "经济参考\n第22期\n\(word)：2024年11月25日\n\n投资增长3.4%\n\n国家统计局近日公布了数据。\n", profile: "generic-zh"
    ).bulletins[0]
    #expect(bulletin.dates == ["2024年11月25日"])
    #expect(bulletin.facts["publisher"] == nil)
  }

  @Test("a dash below the first line begins the masthead's subtitle, or a title's")
  func dash() throws {
    let head = try Reading(
      "墨缘\n——老年书画协会会讯\n\n第28期 | 2024-03-20\n\n春联送进清水湾\n\n正月初十，会员来到渔村。他们写了春联。\n",
      profile: "generic-zh"
    ).bulletins[0]
    #expect(head.title == "墨缘")
    #expect(head.facts["issue"] == "28")
    #expect(head.articles.map(\.title) == ["春联送进清水湾"])
    let title = try Reading(
      "春联送进清水湾\n——书画协会下乡侧记\n\n正月初十，会员来到渔村。他们写了春联。\n", profile: "generic-zh"
    ).bulletins[0]
    #expect(title.articles.map(\.title) == ["春联送进清水湾"])
  }

  @Test(
    "a name with its number behind it, in other letters below, with the days it is of",
    arguments: [
      ("江湾周刊 Vol.86\n2021-05-17\n江湾社 出品", "江湾周刊", "86"),
      ("江湾大学报\nJIANGWAN DAXUE BAO\n第118期  2021年5月17日", "江湾大学报", "118"),
      ("江湾储能周报\n2021年第18期（4.29—5.5）", "江湾储能周报", "18"),
    ])
  func numbers(_ head: String, _ title: String, _ issue: String) throws {
    let bulletin = try #require(
      try Reading(
        head + "\n\n【要闻】\n\n大桥合龙\n\n昨天上午，江湾大桥顺利合龙，预计年底通车。\n", profile: "generic-zh"
      ).bulletins.first)
    #expect(bulletin.title == title)
    #expect(bulletin.facts["issue"] == issue)
    #expect(bulletin.articles.map(\.title) == ["大桥合龙"])
  }

  @Test("an era with blanks around its year")
  func era() throws {
    let bulletin = try #require(
      try Reading(
        "青雲館訊　第 8 期\n發行日期：中華民國 113 年 5 月 1 日\n\n【消息】\n\n閱覽室開放\n\n三樓閱覽室從下週起開放使用，歡迎讀者利用。\n",
        profile: "generic-zh"
      ).bulletins.first)
    #expect(bulletin.dates == ["中華民國 113 年 5 月 1 日"])
    let iso = DateText.iso(Array("中華民國 113 年 5 月 1 日".utf8).span)
    #expect(iso == Array("2024-05-01".utf8))
  }

  @Test("a date behind a label that no template has, a subtitle in Korean below the name")
  func labels() throws {
    let chinese = try Reading(
      "江湾周报\n2024年第19期（总第263期）\n主办：江湾协会秘书处\n出版日期：2024年5月13日\n\n目录\n\n一、要闻\n1. 大桥合龙\n\n一、要闻\n\n1. 大桥合龙\n\n昨天上午，江湾大桥顺利合龙，预计年底通车。\n",
      profile: "gongwen"
    ).bulletins[0]
    #expect(chinese.dates == ["2024年5月13日"])
    let korean = try Reading(
      "햇살 소식\n함께 짓고 나누는 햇살생활협동조합 소식지\n2020년 11월 | 통권 58호\n\n[여는 글]\n김장을 앞두고\n\n한 달 동안 평안하셨는지요.\n",
      profile: "generic-ko"
    ).bulletins[0]
    #expect(korean.title == "햇살 소식")
    #expect(korean.facts["wholeNumber"] == "58")
  }

  @Test("lines set in below the masthead of a digest are notes; an abbreviation ends no sentence")
  func notes() throws {
    let digest = try Reading(
      "TOWERS Digest     Tuesday 14 October 2003     Volume 7 : Issue 31\n\n  A moderated forum on church towers and those who mind them\n       Moderator: Gillian Peverell\n\n  Contents:\nCrack in the tenor (Martin Hollis)\n\n------------------------------\n\nDate: Sun, 12 Oct 2003 21:14:07 +0100\nFrom: Martin Hollis <m@stoke.example>\nSubject: Crack in the tenor\n\nThe tenor began to sound like a dropped bucket, and we stood her at once.\n",
      profile: "digest-en")
    #expect(digest.bulletins.count == 1)
    #expect(digest.bulletins[0].facts["note"]?.hasPrefix("A moderated forum") ?? false)
    #expect(digest.bulletins[0].articles.map(\.title) == ["Crack in the tenor"])
    let house = try Reading(
      "            EL LAGAR\n\n  Boletín interno de Aceites Sierra, S. Coop.\n     Año VI - Número 27 - Junio de 2006\n\nUNA CAMPAÑA\n\nSe cerró la campaña el 14 de marzo, un 18 por ciento por encima del año\nanterior, y todo eso con una helada en enero.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(house.title == "EL LAGAR")
    #expect(house.facts["issue"] == "27")
    let months = try Reading(
      "EL LAGAR\nNúmero 45, mayo-junio de 2003\n\nUNA CAMPAÑA\n\nSe cerró la campaña.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(months.facts["issue"] == "45")
  }

  @Test("the issue of a season is no number of a document")
  func season() throws {
    let text =
      "南湖博物馆 会员通讯\n\n2012年夏季号\n总第19期\n\n==== 展览 ====\n\n水下的瓷器\n\n　　展出一百八十余件瓷器，多为首次公开。\n\n南湖博物馆会员部 编印\n"
    let choice = try #require(ProfileChoice.best(for: Array(text.utf8)))
    #expect(choice.profile.name == "generic-zh")
  }

  @Test("blank lines above all of a text part nothing", arguments: ["", "\n", "\n\n  \n"])
  func blanksAbove(_ blanks: String) throws {
    let bulletin = try Reading(
      "\(blanks)BRANCH MATTERS\nThe e-newsletter of the Northbank Branch\n12 November 2015\n\nIn this issue:\n- Ballot result\n- Parking\n\nBallot result\n\nThe ballot closed on Friday, and the result is clear.\n\nParking\n\nThe car park closes at ten from next week.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.title == "BRANCH MATTERS")
    #expect(bulletin.articles.map(\.title) == ["Ballot result", "Parking"])
  }

  @Test("marks beside the lines of a head, between its rules")
  func besideMarks() throws {
    let rule = String(repeating: "━", count: 35)
    let bulletin = try Reading(
      "\(rule)\n□■□\n■□  町工場だより         第87号 2004/06/15\n□          〜ものづくりの現場から〜\n\(rule)\nこのメールマガジンは配信所を利用して発行しています。\n登録は末尾からお願いします。    (発行部数 2,314部)\n\n大阪も先週梅雨に入りました。\n",
      profile: "mailmag-ja"
    ).bulletins[0]
    #expect(bulletin.title == "町工場だより")
    #expect(bulletin.facts["issue"] == "87")
  }

  @Test("a head that is set to the middle, above filled text that is set in")
  func centred() throws {
    let bulletin = try Reading(
      "                       SENTIERI E MALGHE\n       Notiziario del Gruppo Escursionisti Feltrini\n\n              Anno XI - n. 2 - giugno 1999\n\n\nIl saluto del presidente\n\n   Cari soci, la neve di quest'anno ci ha tenuti a casa più del\nprevisto, ma ormai anche i passi più alti sono liberi e la\nstagione può cominciare davvero.\n   Siamo arrivati a 284 iscritti, trenta in più del 1998, e molti\nsono giovani. A loro dico una cosa sola: il bollino non serve per\navere lo sconto in rifugio.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.title == "SENTIERI E MALGHE")
    #expect(bulletin.articles.map(\.title) == ["Il saluto del presidente"])
  }

  @Test("the date of the lunar calendar behind the other one")
  func lunarDate() throws {
    let bulletin = try #require(
      try Reading(
        "临江早报\n2019年11月5日 星期二 农历十月初九\n今日天气：多云转晴，8℃～17℃\n\n【头条】\n\n▶地铁2号线今起试运行\n\n昨日上午，记者从市轨道交通集团获悉，地铁2号线今天起进入试运行。\n",
        profile: "generic-zh"
      ).bulletins.first)
    #expect(bulletin.title == "临江早报")
    #expect(bulletin.dates.count == 1)
    #expect(bulletin.facts["lunar-date"] == "十月初九")
    #expect(bulletin.facts["note"] == "今日天气：多云转晴，8℃～17℃")
    #expect(bulletin.articles.count == 1)
  }

  @Test("a name, and what the paper is behind a dash")
  func kindBehindDash() throws {
    let bulletin = try #require(
      try Reading(
        "La Baita - Notiziario della Sezione di Valdora\nAnno XXI, n. 2 - aprile 2013\n\nUn inverno di neve\n\nL'inverno che se ne va ci ha regalato tanta neve e qualche grattacapo.\n",
        profile: "generic-en"
      ).bulletins.first)
    #expect(bulletin.title == "La Baita")
    #expect(bulletin.subtitle == "Notiziario della Sezione di Valdora")
  }

  @Test(
    "a name above what the paper is",
    arguments: [
      (
        "              샘  물\n       은샘교회 소식지 제14호\n          1999년 11월 7일\n", "generic-ko", "샘  물",
        "은샘교회 소식지"
      ),
      ("街坊樓\n土瓜灣長者鄰舍互助會會訊\n第三十二期\n", "generic-zh", "街坊樓", "土瓜灣長者鄰舍互助會會訊"),
    ])
  func nameAboveKind(_ head: String, _ profile: String, _ title: String, _ subtitle: String) throws
  {
    let body =
      profile == "generic-ko"
      ? "감사는 연습입니다\n\n어려서부터 하루에 세 번 감사하다고 말하라 배웠습니다.\n"
      : "春茗盛況\n\n四十二圍，無一空席，是本會成立以來人數最多的一次。\n"
    let bulletin = try #require(
      try Reading("\(head)\n\n\(body)", profile: profile).bulletins.first)
    #expect(bulletin.title == title)
    #expect(bulletin.subtitle == subtitle)
  }

  @Test("a Russian mailing: its name behind the word for one, its number and date")
  func mailing() throws {
    let bulletin = try #require(
      try Reading(
        "Рассылка \"Сад на шести сотках\"\nВыпуск 112 от 18 апреля 2007 г.\n----------------------------------------\n\nСезон открыт\n\nВ Подмосковье днём уже плюс пятнадцать, а ночью опять минус четыре.\n",
        profile: "generic-en"
      ).bulletins.first)
    #expect(bulletin.title == "Сад на шести сотках")
    #expect(bulletin.facts["issue"] == "112")
    #expect(bulletin.dates.count == 1)
  }

  @Test(
    "a date and a number in the words of a head, which no other line tells",
    arguments: [
      (
        "━━━━━━━\n　　支援ニュース　　第218号\n━━━━━━━\n　2024年9月10日発行（毎月10日・25日配信）\n　発行：越路産業支援機構\n",
        "generic-ja", "218", "2024年9月10日"
      ),
      (
        "科技信息快报\n2017年第11期（半月刊）\n研究所 信息中心　　2017年6月15日\n========\n", "generic-zh", "11",
        "2017年6月15日"
      ),
      (
        "THE LOCAL LINE\nNewsletter of Local 614\nVol. 11, No. 3 -- June 2, 1996\n", "generic-en",
        "3", "June 2, 1996"
      ),
      (
        "==============\n　社區電子報　第 143 期\n　出刊日期：2002/11/06（每週三出刊）\n==============\n", "generic-zh",
        "143",
        "2002/11/06"
      ),
      // What another line tells by its form is it.
      (
        "THE LOCAL LINE\nfounded on 3 May 1926\nNo. 3\n12 June 1996\n", "generic-en", "3",
        "12 June 1996"
      ),
    ] as [(String, String, String?, String)])
  func factsInWords(_ head: String, _ profile: String, _ issue: String?, _ date: String) throws {
    let body =
      profile == "generic-en"
      ? "Pay talks resume\n\nAfter three weeks of silence the company has agreed to come back.\n"
      : "春茗盛況\n\n四十二圍，無一空席，是本會成立以來人數最多的一次。\n"
    let bulletin = try #require(
      try Reading("\(head)\n\n\(body)", profile: profile).bulletins.first)
    #expect(bulletin.dates == [date])
    if let issue { #expect(bulletin.facts["issue"] == issue) }
  }

  @Test(
    "numbers in Han or wide digits are kept in digits, and that is told",
    arguments: [
      ("第三十二期", "32"), ("第８７期", "87"), ("第０５６期", "056"), ("第12期", "12"),
    ])
  func numbersInDigits(_ number: (String, String)) throws {
    let reading = try Reading(
      "舊生會通訊\n\(number.0)\n\n校慶籌備\n\n校慶籌委會於十月十七日召開第一次會議，出席者二十三人。\n",
      profile: "generic-zh")
    #expect(reading.bulletins[0].facts["issue"] == number.1)
    #expect(reading.codes(.information).contains(.numberInDigits) == (number.0 != "第12期"))
  }

  @Test(
    "years of two digits are none to come",
    arguments: [("97年3月12日", "1997-03-12"), ("08年3月12日", "2008-03-12")])
  func yearsOfTwoDigits(_ date: (String, String)) throws {
    #expect(DateWording.match(Array(date.0.utf8).span, at: 0)?.iso == date.1)
  }

  @Test("a date and a number of a Korean head with a slash between")
  func slash() throws {
    let bulletin = try Reading(
      "마을과 사람\n푸른동네시민모임 소식지\n2006년 9월 28일 / 제54호\n\n■ 오래된 골목을 걷다\n\n글 | 정혜숙 (공동대표)\n\n추석을 앞두고 오랜만에 석수동 뒷골목을 걸었습니다. 빈집이 늘었습니다.\n",
      profile: "generic-ko"
    ).bulletins[0]
    #expect(bulletin.facts["issue"] == "54")
    #expect(bulletin.articles[0].departments == ["정혜숙"])
  }
}
