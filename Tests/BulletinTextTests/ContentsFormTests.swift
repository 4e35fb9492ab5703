import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// Lists of contents by the form of their items, and what is none.
@Suite struct ContentsFormTests {
  private func reading(_ text: String, _ profile: String) throws -> Reading {
    try Reading(text, profile: profile)
  }

  @Test("numbers of two levels are items, and their titles are known by them")
  func outline() throws {
    let reading = try reading(
      "THE RIVER ASSOCIATION\nVolume 3, Number 2\nMay 2009\n\nCONTENTS\n\n1. From the Chair\n2. Work\n   2.1 New piles at the weir\n   2.2 Paint\n\n1. FROM THE CHAIR\n\nIt has been a dry spring for all of us on the river.\n\n2. WORK\n\n2.1 New piles at the weir\n\nThe piles went in last week, and the gates will follow.\n\n2.2 Paint\n\nThe railings want paint again this year.\n",
      "generic-en")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.sections == ["2. WORK"])
    #expect(
      bulletin.articles.map(\.title) == [
        "1. FROM THE CHAIR", "2.1 New piles at the weir", "2.2 Paint",
      ])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("numbers filled up with a zero, which stand alone above their titles further down")
  func padded() throws {
    let reading = try reading(
      "江湾医院周讯\n第12期 | 2021.03.01-03.05\n\n本期看点\n01 门诊延长到晚上八点\n02 新院区开始打桩\n\n01\n门诊延长到晚上八点\n\n从下周起，门诊每天延长到晚上八点，方便上班的人看病。\n\n02\n新院区开始打桩\n\n新院区的第一根桩昨天打下，工期两年。\n",
      "generic-zh")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["门诊延长到晚上八点", "新院区开始打桩"])
    #expect(bulletin.articles.map(\.kicker) == ["01", "02"])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("a number alone stands over its title without contents as well")
  func numberAlone() throws {
    let bulletin = try reading(
      "江湾医院周讯\n第12期\n\n01\n门诊延长到晚上八点\n\n从下周起，门诊每天延长到晚上八点，方便上班的人看病。\n\n02\n新院区开始打桩\n\n新院区的第一根桩昨天打下，工期两年。\n",
      "generic-zh"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["门诊延长到晚上八点", "新院区开始打桩"])
    #expect(bulletin.articles.map(\.kicker) == ["01", "02"])
  }

  @Test("a number of another kind below a blank line ends them")
  func otherMark() throws {
    let bulletin = try reading(
      "江湾早报（第7期）\n2021年3月1日\n\n今日导读\n· 大桥合龙\n· 菜价回落\n· 地铁延时\n\n一、要闻\n\n【大桥昨天上午顺利合龙】昨天上午，江湾大桥在两岸居民的注视下顺利合龙，预计年底通车。\n\n二、民生\n\n【蔬菜价格连续三周回落】市场监测显示，主要蔬菜价格已经连续三周回落，供应充足，市民可以放心。\n",
      "generic-zh"
    ).bulletins[0]
    #expect(bulletin.sections == ["一、要闻", "二、民生"])
    #expect(bulletin.articles.map(\.title) == ["大桥昨天上午顺利合龙", "蔬菜价格连续三周回落"])
  }

  @Test(
    "three lines without a mark are items, with a column in front and the author behind a wide gap")
  func unmarked() throws {
    let text =
      "若草会会報\n第9号\n令和2年5月1日\n\n目　次\n巻頭言　五十年を迎えて　　会長　森田一郎\n思い出\n　石の橋　　　　　　　　　　　　小川はるか\n事務局から\n\n巻頭言\n\n五十年を迎えて\n\n　　　　　　　　　　　　会長　森田　一郎（昭和四十年卒）\n\n　会は来年で五十年を迎えます。皆様のお力添えをお願いします。\n\n思い出\n\n石の橋\n\n　　　　　　　　　　　　小川　はるか（昭和五十年卒）\n\n　石の橋は、雨の日によく滑った。帰りはいつも手をつないで渡った。\n\n事務局から\n\n　会費の納入をお願いします。\n"
    let reading = try reading(text, "generic-ja")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.sections == ["巻頭言", "思い出"])
    #expect(bulletin.articles.map(\.title) == ["五十年を迎えて", "石の橋", "事務局から"])
    #expect(bulletin.articles.map(\.departments) == [["森田　一郎"], ["小川　はるか"], []])
  }

  @Test("one line below a heading is none, but a title")
  func lone() throws {
    let bulletin = try reading(
      "若草会会報\n第9号\n\n目次\n\n石の橋のこと\n\n　石の橋は、雨の日によく滑った。帰りはいつも手をつないで渡った。\n", "generic-ja"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["石の橋のこと"])
    #expect(bulletin.facts["contents-heading"] == "目次")
  }

  @Test("a heading with marks above one item is a section's")
  func section() throws {
    let text =
      "HARBOUR PRESS DIGEST\n3 May 2012 | No. 8\n\n*** HEADLINES ***\n\n* Crane goes to the east quay\n\n  The new crane goes to the east quay, and the old one will be sold.\n\n* Ferry strike is over\n\n  The crews went back to work on Friday morning.\n\n*** PORTS ***\n\n* Dredging starts\n\n  The channel will be two feet deeper by June.\n"
    let bulletin = try reading(text, "generic-en").bulletins[0]
    #expect(bulletin.sections == ["HEADLINES", "PORTS"])
    #expect(
      bulletin.articles.map(\.title) == [
        "Crane goes to the east quay", "Ferry strike is over", "Dredging starts",
      ])
  }

  @Test("a line that speaks of the issue, and ends with a colon, is their heading")
  func sentence() throws {
    let bulletin = try reading(
      "Heron News\nIssue 5\n3 May 2012\n\nWelcome to the fifth issue. We hope you like it.\n\nTopics covered in this issue include:\n\n  * Heron 2 is out\n  * A new logo\n\nHeron 2 is out\n\nThe second release fixes a crash in the parser.\n\nA new logo\n\nThe bird has two legs now.\n",
      "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.compactMap(\.title) == ["Heron 2 is out", "A new logo"])
    #expect(bulletin.articles.allSatisfy { $0.paragraphs.count == 1 })
  }

  @Test("dots lead to who wrote it, and titles stand between marks above names between dots")
  func authorsBehindDots() throws {
    let text = "　　老图书馆是五十年代盖的，楼梯又宽又暗，走上去有回声，夜里只有一盏灯。\n"
    let titles = [("图书馆的夜灯", "秦望山"), ("我在机房装系统", "小  丁"), ("食堂涨价始末", "方  原")]
    let items = titles.map { "      \($0.0) .......................... \($0.1)\n" }.joined()
    let articles = titles.map { "◇ \($0.0) ◇\n\n                ·\($0.1)·\n\n\(text)\n" }.joined()
    let reading = try reading(
      "松江文摘\n第23期 1999年5月14日\n\n【 本 期 目 录 】\n\n\(items)\n\(articles)", "generic-zh")
    #expect(reading.bulletins[0].articles.map(\.title) == titles.map(\.0))
    #expect(reading.bulletins[0].articles.map(\.departments) == titles.map { [$0.1] })
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test(
    "tabs lead to pages: items of two kinds, and columns without a mark above items that are set in"
  )
  func tabs() throws {
    let text = "　　部里8月23日公布了计划的修订草案，向公众征求意见，草案共有三章。\n"
    let numbered = try reading(
      "水利动态\n2018年第17期\n\n目　录\n一、政策\n（一）修订草案公布\t1\n（二）追加援助\t1\n二、技术\n（一）卫星监测水库\t2\n\n一、政策\n（一）修订草案公布\n\(text)（二）追加援助\n\(text)二、技术\n（一）卫星监测水库\n\(text)",
      "generic-zh"
    ).bulletins[0]
    #expect(numbered.sections == ["一、政策", "二、技术"])
    #expect(
      numbered.articles.map(\.title) == ["（一）修订草案公布", "（二）追加援助", "（一）卫星监测水库"])
    let line = "今年以来，钢材价格一涨再涨，铜价更是创下八年来的新高，会员都在问。\n"
    let columns = try reading(
      "华东五金\n2004年第3期\n\n目录\n\n卷首语\n  涨价潮中的冷静\t1\n特别报道\n  出口调查\t2\n  一家小厂的官司\t5\n\n\n卷首语\n\n涨价潮中的冷静\n\n\(line)\n\n特别报道\n\n出口调查\n\n\(line)\n\n一家小厂的官司\n\n\(line)",
      "generic-zh"
    ).bulletins[0]
    #expect(columns.sections == ["卷首语", "特别报道"])
    #expect(columns.articles.map(\.title) == ["涨价潮中的冷静", "出口调查", "一家小厂的官司"])
  }

  @Test("contents below a greeting that is signed")
  func belowGreeting() throws {
    let rule = String(repeating: "-", count: 60)
    let bulletin = try reading(
      "Stadtbücherei Neurode\nRundbrief Nr. 3/2012 vom 15. März 2012\n\nLiebe Leserinnen und Leser,\n\nder Frühling ist da, und mit ihm kommen neue Bücher und neue Zeiten!\n\nViel Freude wünscht\nIhr Team der Bücherei\n\nINHALT\n\n1. Neue Zeiten\n2. Termine\n\n\(rule)\n1. Neue Zeiten\n\(rule)\n\nAb dem 2. April öffnen wir samstags bereits um neun Uhr morgens.\n\n(Gudrun Paschke)\n\n\(rule)\n2. Termine\n\(rule)\n\nIm Foyer beginnt am Samstag der Flohmarkt für alle, die Bücher lieben.\n",
      "generic-en"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == [nil, "1. Neue Zeiten", "2. Termine"])
    #expect(bulletin.articles[1].departments == ["Gudrun Paschke"])
  }

  private static func bare(_ title: String) -> String {
    title.hasPrefix("△") ? String(title.dropFirst()) : title
  }

  @Test("columns between marks, or that lead to no page, above titles that lead to one")
  func columns() throws {
    let text = "　　我的外祖父是运河上最后一代漕船的船老大，没有上过学，可是记得每一座桥。\n"
    let dots = String(repeating: "…", count: 12)
    for (first, second) in [("·运河旧事·", "·信息窗·"), ("运河旧事", "信息窗")] {
      let reading = try reading(
        "江湾文史\n2011年第2期（总第38期）\n江湾地方志办公室、江湾文史会合编\n2011年6月\n\n目  录\n\n\(first)\n漕船上的一家人\(dots)（2）\n谁还记得粮行街？\(dots)（4）\n\(second)\n区志通过终审\(dots)（9）\n征集老照片\(dots)（9）\n\n\n\(first)\n\n漕船上的一家人\n沈钧培\n\n\(text)\n谁还记得粮行街？\n杜文濂口述 韩晓菲整理\n\n\(text)\n\(second)\n\n△区志通过终审\n\(text)\n△征集老照片\n\(text)",
        "generic-zh")
      let bulletin = reading.bulletins[0]
      #expect(bulletin.sections == ["运河旧事", "信息窗"])
      #expect(
        bulletin.articles.map { $0.title.map(Self.bare) } == [
          "漕船上的一家人", "谁还记得粮行街？", "区志通过终审", "征集老照片",
        ])
      #expect(bulletin.articles[1].departments == ["杜文濂", "韩晓菲"])
      #expect(!reading.codes().contains(.contentsUnmatched))
    }
  }

  @Test("numbers go on below the headings of columns")
  func numberedColumns() throws {
    let text =
      "The building stays open throughout, but some of it will be noisy until Christmas.\n\n"
    let bulletin = try reading(
      "WEXCOMBE WEEK\nIssue 118, 9 October 2008\n\nIN THIS ISSUE\n\nNews\n1. Library extension\n2. Car parking charges\n\nPeople\n3. Honour for Professor Okafor\n\nNEWS\n\n1. Library extension\n\n\(text)2. Car parking charges\n\n\(text)PEOPLE\n\n3. Honour for Professor Okafor\n\n\(text)",
      "generic-en"
    ).bulletins[0]
    #expect(bulletin.sections == ["NEWS", "PEOPLE"])
    #expect(bulletin.articles.count == 3)
  }

  @Test("columns in brackets in front of the titles, there and in the contents")
  func columnsInBrackets() throws {
    let body = "비가 와서 쉰 날이 열하루, 참가한 회원은 모두 백여든네 명입니다.\n"
    let rule = String(repeating: "-", count: 60)
    let titles = ["1. [여는 글] 물소리가 낮아졌습니다", "2. [활동 보고] 쓰레기 줍기의 기록", "3. [활동 보고] 10월의 숲학교"]
    let reading = try reading(
      "숲길사람들 소식지 제58호\n2006년 9월 14일\n\n차례\n\n\(titles.joined(separator: "\n"))\n\n"
        + titles.map { "\(rule)\n\($0)\n\(rule)\n\n\(body)" }.joined(separator: "\n"),
      "generic-ko")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.sections == ["여는 글", "활동 보고"])
    #expect(
      bulletin.articles.map(\.title) == ["1. 물소리가 낮아졌습니다", "2. 쓰레기 줍기의 기록", "3. 10월의 숲학교"])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("a mark that the titles do not have makes headings of what the contents do not name")
  func unlisted() throws {
    let body = "去年十月的平均高度是五十二公分，今年只有四十一公分，有兩格已經整片枯黃。\n"
    let bulletin = try reading(
      "溼地電子報\n第123期\n\n本期目錄\n【編輯室報告】\n◎ 候鳥不看新聞\n【溼地觀察】\n◎ 高美的莞草還好嗎？\n◎ 香山數螃蟹記\n\n【編輯室報告】\n\n◎ 候鳥不看新聞\n\n\(body)\n【溼地觀察】\n\n◎ 高美的莞草還好嗎？\n\n\(body)\n▲草變少了嗎？\n\n\(body)\n▲遊客與腳印\n\n\(body)\n◎ 香山數螃蟹記\n\n\(body)",
      "generic-zh"
    ).bulletins[0]
    #expect(bulletin.sections == ["編輯室報告", "溼地觀察"])
    #expect(bulletin.articles.map(\.title) == ["候鳥不看新聞", "高美的莞草還好嗎？", "香山數螃蟹記"])
    #expect(bulletin.articles[1].headings == ["草變少了嗎？", "遊客與腳印"])
  }

  @Test("columns in front of a gap, there and in titles, though not every item has one")
  func columnsBeforeGaps() throws {
    let body = "今年も川でホタルを数えました。三人で数えると、六十二匹、七十一匹、五十八匹とばらばらです。\n"
    let rule = String(repeating: "━", count: 30)
    let titles = ["【1】巻頭コラム　ホタルの数え方", "【2】活動報告　下草刈りと思わぬお客さま", "【3】連載　炭焼き小屋から煙の色を読む"]
    let items = titles.map { $0.replacing("　", with: "　　") } + ["【4】編集後記"]
    let bulletin = try reading(
      "\(rule)\n里山のかぜ　第58号　2004年6月10日発行\n\(rule)\n\n≪今月の目次≫\n\n\(items.joined(separator: "\n"))\n\n"
        + titles.map { "\(rule)\n\($0)\n\(rule)\n\n\(body)" }.joined(separator: "\n"),
      "mailmag-ja"
    ).bulletins[0]
    #expect(bulletin.sections == ["巻頭コラム", "活動報告", "連載"])
    #expect(
      bulletin.articles.map(\.title) == [
        "【1】ホタルの数え方", "【2】下草刈りと思わぬお客さま", "【3】炭焼き小屋から煙の色を読む",
      ])
  }

  @Test("authors behind a slash, below columns of two characters")
  func authorsBehindSlash() throws {
    let body = "推土机停在堤上，司机蹲在阴凉里抽烟，见了我们便说没活儿了。\n\n"
    let reading = try reading(
      "绿野通讯\n第31期\n2004年8月15日\n\n本期内容\n\n卷首语\n  留住那片芦苇 / 苏岩\n行动\n  沙河口鸟类同步调查结束 / 郭小雨\n  旧电池回收问题比答案多 / 段红梅\n观点\n  一次性筷子与一片林子 / 何平之\n\n"
        + "======== 卷首语 ========\n\n◇ 留住那片芦苇\n文/苏岩\n\n\(body)======== 行动 ========\n\n◇ 沙河口鸟类同步调查结束\n文/郭小雨\n\n\(body)◇ 旧电池回收问题比答案多\n文/段红梅\n\n\(body)======== 观点 ========\n\n◇ 一次性筷子与一片林子\n文/何平之\n\n\(body)",
      "generic-zh")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.sections == ["卷首语", "行动", "观点"])
    #expect(
      bulletin.articles.map(\.title) == ["留住那片芦苇", "沙河口鸟类同步调查结束", "旧电池回收问题比答案多", "一次性筷子与一片林子"])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("a word for the page in front of its number, and a subtitle below the listed title")
  func pageWords() throws {
    let body = "Am Morgen war es so weit, und der letzte der Erben hat unterschrieben.\n\n"
    let reading = try reading(
      "Heimatverein Oberlauterbach\nNr. 47 - Juni 2007\n\nInhalt\n1 Ein Wort vorab ................... S. 1\n2 Die alte Mühle wird gerettet ..... S. 2\n3 Fahrt nach Quedlinburg ........... S. 5\n\n1 Ein Wort vorab\n\n\(body)2 Die alte Mühle wird gerettet\nNach zwanzig Jahren ist der Vertrag unterschrieben\n\n\(body)3 Fahrt nach Quedlinburg\n\n\(body)",
      "generic-en")
    let bulletin = reading.bulletins[0]
    #expect(
      bulletin.articles.map(\.title) == [
        "1 Ein Wort vorab", "2 Die alte Mühle wird gerettet", "3 Fahrt nach Quedlinburg",
      ])
    #expect(
      bulletin.articles[1].subtitles == ["Nach zwanzig Jahren ist der Vertrag unterschrieben"])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("a mark in front of items and their titles, which columns do not have")
  func angleMarks() throws {
    let body = "Vingt ans et trois moteurs plus tard, son successeur dessert les communes.\n\n"
    let rule = String(repeating: "*", count: 60)
    let bulletin = try reading(
      "\(rule)\nLA LETTRE DES BIBLIOTHÈQUES\nn° 32 - mardi 15 février 2005\n\(rule)\n\nAU SOMMAIRE\n\nÉDITORIAL\n  > Le bibliobus a vingt ans\nACTUALITÉS\n  > Une nouvelle médiathèque\n  > Le prêt payant : où en est-on ?\n\n\(rule)\nÉDITORIAL\n\(rule)\n\n> Le bibliobus a vingt ans\n\n\(body)\(rule)\nACTUALITÉS\n\(rule)\n\n> Une nouvelle médiathèque\n\n\(body)> Le prêt payant : où en est-on ?\n\n\(body)",
      "generic-en"
    ).bulletins[0]
    #expect(bulletin.sections == ["ÉDITORIAL", "ACTUALITÉS"])
    #expect(
      bulletin.articles.map(\.title) == [
        "Le bibliobus a vingt ans", "Une nouvelle médiathèque", "Le prêt payant : où en est-on ?",
      ])
  }

  @Test("authors in front of titles in the contents, whose names stand above these")
  func authorsAbove() throws {
    let body =
      "     W sobotę 15 czerwca czterdziestu dwóch członków Towarzystwa wyruszyło\nautokarem do Krasiczyna. Pogoda dopisała, kierowca także, choć w Jarosławiu\ndwa razy objechał rynek i zgubił drogę.\n\n\n"
    let inset = String(repeating: " ", count: 24)
    let reading = try reading(
      "\(inset)BIULETYN TOWARZYSTWA\n\(inset)Nr 19, październik 1996\n\n\(inset)Spis treści\n\n     I. Z ŻYCIA TOWARZYSTWA\n        Z. Nowacka, Walne zebranie\n        S. Grabiec, Wycieczka do Krasiczyna\n     II. Z PRZESZŁOŚCI\n        J. Witczak, Pożar roku 1863\n\n\n\(inset)I. Z ŻYCIA TOWARZYSTWA\n\nZofia Nowacka\n\n\(inset)Walne zebranie\n\n\(body)Stanisław Grabiec\n\n\(inset)Wycieczka do Krasiczyna\n\n\(body)\(inset)II. Z PRZESZŁOŚCI\n\nJerzy Witczak\n\n\(inset)Pożar roku 1863\n\n\(body)",
      "generic-en")
    let bulletin = reading.bulletins[0]
    #expect(
      bulletin.articles.map(\.title) == [
        "Walne zebranie", "Wycieczka do Krasiczyna", "Pożar roku 1863",
      ])
    #expect(
      bulletin.articles.map(\.departments) == [
        ["Zofia Nowacka"], ["Stanisław Grabiec"], ["Jerzy Witczak"],
      ])
    #expect(bulletin.sections == ["I. Z ŻYCIA TOWARZYSTWA", "II. Z PRZESZŁOŚCI"])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("a column in brackets with its titles on one line, whose sections have other headings")
  func columnsOnLines() throws {
    let body = "中秋節前，辦公室的桌上堆滿了柚子，香得整條走廊都聞得到。\n\n"
    let rule = String(repeating: "~", count: 40)
    let reading = try reading(
      "溪畔社區大學電子報　第56期\n民國95年10月3日出刊\n\n\(rule)\n\n※本期目錄※\n\n【主編的話】柚子與選課單\n【社大動態】開學典禮側記／論壇週報名\n【課程風景】在圳溝邊上課\n\n\(rule)\n\n【主編的話】\n\n◎柚子與選課單\n\n\(body)\(rule)\n\n【社大動態】\n\n◎開學典禮側記\n\n\(body)◎論壇週報名\n\n\(body)\(rule)\n\n【課程風景】\n\n◎在圳溝邊上課\n\n\(body)◆被遺忘的水門\n\n\(body)",
      "generic-zh")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.sections == ["主編的話", "社大動態", "課程風景"])
    #expect(bulletin.articles.map(\.title) == ["柚子與選課單", "開學典禮側記", "論壇週報名", "在圳溝邊上課"])
    #expect(bulletin.articles.last?.headings == ["被遺忘的水門"])
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("columns between dots, and their titles further in")
  func columnsBetweenDots() throws {
    let body = "    几位基层馆长聚在一起，谈得最多的是两个字：一个是“网”，一个是“钱”。\n\n"
    let bulletin = try reading(
      "                    图书馆学会通讯\n\n                  2004年第3期（总第41期）\n\n                      目    录\n\n·卷首语·\n  在转型中坚守………………………（1）\n·学会工作·\n  代表大会在龙岩召开………………（2）\n·馆际动态·\n  流动书车开进茶乡…………………（6）\n  新馆奠基……………………………（7）\n\n================================\n\n·卷首语·\n\n              在转型中坚守\n\n\(body)\n·学会工作·\n\n              代表大会在龙岩召开\n\n\(body)\n·馆际动态·\n\n              流动书车开进茶乡\n\n\(body)\n              新馆奠基\n\n\(body)",
      "generic-zh"
    ).bulletins[0]
    #expect(bulletin.sections == ["卷首语", "学会工作", "馆际动态"])
    #expect(bulletin.articles.map(\.title) == ["在转型中坚守", "代表大会在龙岩召开", "流动书车开进茶乡", "新馆奠基"])
  }

  @Test("columns behind Roman numbers, above titles that stand alone")
  func romanColumns() throws {
    let body = "   본 연구원은 지난 9월 14일 대강당에서 가을 정기 학술대회를 열었다.\n농민, 공무원, 연구자 등 210여 명이 참석하였다.\n\n\n"
    let dots = String(repeating: ".", count: 30)
    let bulletin = try reading(
      "                 지역농업연구원 뉴스레터\n\n                   제23호 · 2007년 10월\n\n                       목  차\n\n      I.   연구원 동정 \(dots) 1\n      II.  연구 논단 \(dots) 2\n      III. 현장 보고 \(dots) 5\n\n\nI. 연구원 동정\n\n가을 정기 학술대회 개최\n\n\(body)II. 연구 논단\n\n농협의 합병, 무엇을 남겼나\n- 전북 3개 군의 사례를 중심으로 -\n\n\(body)III. 현장 보고\n\n할머니들의 두부 공장\n\n\(body)",
      "generic-ko"
    ).bulletins[0]
    #expect(bulletin.sections == ["I. 연구원 동정", "II. 연구 논단", "III. 현장 보고"])
    #expect(
      bulletin.articles.map(\.title) == [
        "가을 정기 학술대회 개최", "농협의 합병, 무엇을 남겼나", "할머니들의 두부 공장",
      ])
  }
}
