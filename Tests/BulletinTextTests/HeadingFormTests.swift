import GazetteBulletinText
import GazetteTestSupport
import Testing

/// Short lines within articles, which are headings where the titles of a text have another form.
@Suite struct HeadingFormTests {
  private func bulletin(_ text: String, _ profile: String) throws -> ReadBulletin {
    try #require(try Reading(text, profile: profile).bulletins.first)
  }

  private static let text =
    "　　三楼阅览室从下周起重新开放，每天到晚上九点，欢迎大家来看书。书库也已经搬完，原来放在地下室的旧报纸和画册都可以调阅，请在一天以前预约，并带上借书证。\n"

  @Test("lines right between indented paragraphs, where titles have a blank line above")
  func setOff() throws {
    let titles = ["阅览室重新开放", "书库完成搬迁", "秋季怎样防潮"].map { "\($0)\n\(Self.text)\n" }
    let read = try bulletin(
      "江湾馆讯\n2013年第8期\n\n第一版　要闻\n\n\(titles.joined())除湿的办法\n\(Self.text)\n书架的位置\n\(Self.text)有哪些表现\n\(Self.text)在家怎么办\n\(Self.text)",
      "generic-zh")
    #expect(
      read.articles.map(\.title) == [
        "阅览室重新开放", "书库完成搬迁", "秋季怎样防潮", "除湿的办法", "书架的位置",
      ])
    #expect(read.articles.last?.headings == ["有哪些表现", "在家怎么办"])
  }

  @Test("what contents with pages do not name")
  func unlisted() throws {
    let line = "三楼阅览室从下周起重新开放，每天到晚上九点，欢迎大家来看书。\n"
    let read = try bulletin(
      "江湾馆讯\n2013年第8期\n\n目录\n\n阅览室重新开放\t1\n书库完成搬迁\t2\n\n\n阅览室重新开放\n\n\(line)\n开放的时间\n\n\(line)\n书库完成搬迁\n\n\(line)",
      "generic-zh")
    #expect(read.articles.map(\.title) == ["阅览室重新开放", "书库完成搬迁"])
    #expect(read.articles[0].headings == ["开放的时间"])
  }

  @Test("numbers in articles of sections, whose titles have none")
  func numbers() throws {
    let text = "　昨年の夏、私たちは標本庫を新しい建物へ移し、台帳のない標本を数えました。\n"
    let read = try bulletin(
      "植物学会ニュースレター No.18\n2011年3月1日発行\n\n＜巻頭言＞\n\n標本庫の引っ越し\n\n\(text)\n＜大会報告＞\n\n大会を終えて\n\n1．概要\n\n\(text)\n2．公開講座\n\n\(text)\n＜お知らせ＞\n\n会費納入のお願い\n\n\(text)\n住所変更の連絡\n\n\(text)",
      "generic-ja")
    #expect(read.sections == ["巻頭言", "大会報告", "お知らせ"])
    #expect(
      read.articles.map(\.title) == ["標本庫の引っ越し", "大会を終えて", "会費納入のお願い", "住所変更の連絡"])
    #expect(read.articles[1].headings == ["1．概要", "2．公開講座"])
  }

  @Test("marks in articles of sections, whose titles have none")
  func marks() throws {
    let text = "지난달 우리 공장은 불량률을 절반으로 줄이기 위한 새로운 방법을 시작했습니다.\n"
    let read = try bulletin(
      "한빛 소식지\n2009년 5월호 (통권 제132호)\n\n[현장 속으로]\n\n불량률에 도전하는 사람들\n\n\(text)\n▶ 작은 습관이 만든 변화\n\n\(text)\n▶ 올해 목표\n\n\(text)\n[사내 소식]\n\n신입사원 42명 입사\n\n\(text)",
      "generic-ko")
    #expect(read.articles.map(\.title) == ["불량률에 도전하는 사람들", "신입사원 42명 입사"])
    #expect(read.articles[0].headings == ["작은 습관이 만든 변화", "올해 목표"])
  }

  @Test("indented like paragraphs, between blank lines, below titles in capitals")
  func indented() throws {
    let text =
      "     Весной трое сотрудников института высадились на пустынный\nберег озера. С собой у них были палатка и ящик с приборами.\n"
    let read = try bulletin(
      "               ВЕСТНИК ИНСТИТУТА\n\n           N 4 (31)         28 апреля 1997 г.\n\n\(String(repeating: "-", count: 54))\n\n               СТАЦИОНАРУ СОРОК ЛЕТ\n\n\(text)\(text)\n     Что сделано\n\n\(text)\n                      * * *\n\n               ПОЗДРАВЛЯЕМ!\n\n\(text)",
      "generic-en")
    #expect(read.articles.map(\.title) == ["СТАЦИОНАРУ СОРОК ЛЕТ", "ПОЗДРАВЛЯЕМ!"])
    #expect(read.articles[0].headings == ["Что сделано"])
  }

  @Test("numbers in digits at the edge, above text that is set in")
  func digitsAboveText() throws {
    let read = try bulletin(
      "江湾馆讯\n2013年第8期\n\n【重点工作】\n\n（一）阅览室重新开放\n\n1．基本情况\n\(Self.text)2．读者意见\n\(Self.text)\n（二）书库完成搬迁\n\n1．基本情况\n\(Self.text)2．读者意见\n\(Self.text)",
      "generic-zh")
    #expect(read.articles.map(\.title) == ["（一）阅览室重新开放", "（二）书库完成搬迁"])
    #expect(read.articles.map(\.headings) == Array(repeating: ["1．基本情况", "2．读者意见"], count: 2))
  }

  @Test("no marks below numbers that stand alone, which are sections above them")
  func marksBelowNumbers() throws {
    let text = "    财政部宣布，自5月30日起，印花税税率由1‰调整为3‰，消息公布当日，上证综指下跌281.84点。\n"
    let read = try bulletin(
      "江湾金融简报\n2007年第21期\n\n一、宏观政策\n\n▲印花税税率上调\n\(text)▲汇率波幅扩大\n\(text)\n二、同业动态\n\n▲多家银行筹备上市\n\(text)",
      "gongwen")
    #expect(read.sections == ["一、宏观政策", "二、同业动态"])
    #expect(read.articles.map(\.title) == ["印花税税率上调", "汇率波幅扩大", "多家银行筹备上市"])
  }

  @Test("other brackets than those of the sections, which stand right above titles")
  func otherBrackets() throws {
    let text = "昨年の夏、私たちは標本庫を新しい建物へ移し、台帳のない標本を数えました。\n"
    let read = try bulletin(
      "植物学会ニュースレター No.18\n2011年3月号\n\n【巻頭言】\n標本庫の引っ越し\n所長　三ツ木 亮介\n\n\(text)\n【研究紹介】\n花粉はどこから来るのか\n―湖底の泥を数える―\n研究員　畑中 志穂\n\n\(text)\n＜採泥の方法＞\n\n\(text)\n【報告】\n公開講座を開催\n\(text)",
      "generic-ja")
    #expect(read.sections == ["巻頭言", "研究紹介", "報告"])
    #expect(read.articles.map(\.title) == ["標本庫の引っ越し", "花粉はどこから来るのか", "公開講座を開催"])
    #expect(read.articles.prefix(2).map(\.signers) == [["三ツ木 亮介"], ["畑中 志穂"]])
    #expect(!read.articles[1].paragraphs.contains { $0.contains("湖底の泥") })
    #expect(read.articles[1].headings == ["採泥の方法"])
  }

  @Test("stems number headings right below a title")
  func stems() throws {
    let text = "三月至五月共供應午膳四千三百餘份，較去年同期增加\n兩成。由七月一日起，收費維持不變。\n"
    let read = try bulletin(
      "青山會訊\n第9期\n一九九八年六月\n\n一、主席的話\n\n\(text)\n二、會務報告\n\n甲、飯堂服務\n\n\(text)\n乙、輔導班\n\n\(text)",
      "generic-zh")
    #expect(read.articles.map(\.title) == ["一、主席的話", "二、會務報告"])
    #expect(read.articles.last?.headings == ["甲、飯堂服務", "乙、輔導班"])
  }

  @Test("short lines right above full ones, below underlined titles")
  func aboveFull() throws {
    let text =
      "Wer heute auf dem Radweg nach Niederdorf unterwegs ist, der fährt an\nden Resten der Mühle vorbei, ohne es zu merken.\n"
    let read = try bulletin(
      "MITTEILUNGEN\n\nNr. 3/2003                                        15. September 2003\n\n=== GESCHICHTE ===\n\nDie alte Mühle\n--------------\nEin vergessenes Denkmal\nVon Willi Stahl\n\n\(text)\nDie erste Erwähnung\n\(text)\nBrand und Aufbau\n\(text)\nDas alte Haus\n-------------\n\n\(text)",
      "generic-en")
    #expect(read.articles.map(\.title) == ["Die alte Mühle", "Das alte Haus"])
    #expect(read.articles[0].departments == ["Willi Stahl"])
    #expect(read.articles[0].headings == ["Die erste Erwähnung", "Brand und Aufbau"])
  }

  @Test("numbers below titles without one, where Roman numbers make sections")
  func romans() throws {
    let text = "본 연구원은 지난 9월 14일 가을 정기 학술대회를 열었다. 농민과 공무원 등 이백여 명이 참석하였다.\n"
    let read = try bulletin(
      "지역농업연구원 뉴스레터\n\n제23호 · 2007년 10월\n\n\nI. 연구원 동정\n\n가을 학술대회 개최\n\n\(text)\n신임 위원 부임\n\n\(text)\n연수단 파견\n\n\(text)\n\nII. 연구 논단\n\n합병은 무엇을 남겼나\n\n\(text)\n1. 경영은 나아졌다\n\n\(text)\n2. 거리는 멀어졌다\n\n\(text)",
      "generic-ko")
    #expect(read.sections == ["I. 연구원 동정", "II. 연구 논단"])
    #expect(read.articles.map(\.title) == ["가을 학술대회 개최", "신임 위원 부임", "연수단 파견", "합병은 무엇을 남겼나"])
    #expect(read.articles.last?.headings == ["1. 경영은 나아졌다", "2. 거리는 멀어졌다"])
  }

  @Test("lines set in, where all titles are numbered one behind the other")
  func setInBelowNumbers() throws {
    let text = "　　聽到母校小賣部不再賣汽水，忽然想起冬菇伯，他真姓名是甚麼無人知道。\n"
    let read = try bulletin(
      "舊生會通訊\n第8期\n\n一、會長的話\n\n\(text)\n二、母校近況\n\n\(text)\n三、憶小食亭\n\n\(text)\n　一毛錢的魚蛋\n\n\(text)\n　颱風之後\n\n\(text)\n四、各屆消息\n\n\(text)",
      "generic-zh")
    #expect(read.articles.map(\.title) == ["一、會長的話", "二、母校近況", "三、憶小食亭", "四、各屆消息"])
    #expect(read.articles[2].headings == ["一毛錢的魚蛋", "颱風之後"])
  }

  @Test("lines that stand alone, where titles stand right below rules")
  func belowRules() throws {
    let text =
      "Sommaren har varit fantastisk. Vi fick arton dagar i augusti utan en\ndroppe regn, och dagen lockade över sexhundra besökare.\n"
    let rule = String(repeating: "-", count: 64)
    let read = try bulletin(
      "Kölhalaren\nNyhetsbrev från båtklubben\nNr 4, november 2006\n\n\(rule)\n\nOrdföranden har ordet\n\n\(text)\n\(rule)\n\nKallelse till höstmöte\n\n\(text)\n\(rule)\n\nSå räddades en båt\n\n\(text)\nMotorn\n\n\(text)\nSjösättningen\n\n\(text)\n\(rule)\n\nVinterns program\n\n\(text)",
      "generic-en")
    #expect(
      read.articles.map(\.title) == [
        "Ordföranden har ordet", "Kallelse till höstmöte", "Så räddades en båt", "Vinterns program",
      ])
    #expect(read.articles[2].headings == ["Motorn", "Sjösättningen"])
  }

  @Test("numbers that stand alone below the text of several titles without one")
  func numbersBelowTitles() throws {
    let text = "　正門のアサガオが、毎朝新しい花を咲かせています。三か月余りの成長を感じます。どうぞよろしくお願いいたします。\n"
    let titles = ["夏休みを前に", "一学期をふり返って", "新しい先生方", "運動会のもとで"].map { "\($0)\n\n\(text)\n" }
    let read = try bulletin(
      "ＰＴＡだより\n第87号　2007年7月18日\n\n\(titles.joined())家庭教育学級のご報告\n\n\(text)\n１．朝ごはんと集中力\n\n\(text)\n２．参加者の感想\n\n\(text)",
      "generic-ja")
    #expect(read.articles.count == 5)
    #expect(read.articles.last?.headings == ["１．朝ごはんと集中力", "２．参加者の感想"])
  }

  @Test("brackets right above text, below titles with a mark")
  func brackets() throws {
    let text = "　昨年度、町内から出た燃やせるごみは2,180トン。袋の中身を調べたところ、約4割が容器でした。\n"
    let read = try bulletin(
      "広報ひがしの\n平成20年5月1日号　No.612\n\n■ごみの分け方が変わります\n\n\(text)\n〈なぜ分けるの？〉\n\(text)\n〈出し方〉\n\(text)\n■納期は6月2日です\n\n\(text)",
      "generic-ja")
    #expect(read.articles.map(\.title) == ["ごみの分け方が変わります", "納期は6月2日です"])
    #expect(read.articles[0].headings == ["なぜ分けるの？", "出し方"])
  }
}
