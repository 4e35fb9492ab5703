import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// Forms that Japanese and Korean bulletins have.
@Suite struct JapaneseKoreanTests {
  @Test(
    "numbers in brackets or rings that count on, each alone above its text, begin titles",
    arguments: [["[1]", "[2]"], ["①", "②"], ["【1】", "【2】"]])
  func numbersBeginTitles(_ numbers: [String]) throws {
    let titles = ["\(numbers[0]) 공원에 새 길이 났다", "\(numbers[1]) 시장에 주차장이 생겼다"]
    let text =
      "강변 소식 제7호\n\n차례\n\(titles.joined(separator: "\n"))\n\n\(titles[0])\n\n"
      + "강변 공원에 새 산책로가 났다. 길이는 삼백 미터다.\n\n\(titles[1])\n\n시장 옆에 주차장이 생겼다.\n"
    let reading = try Reading(text, profile: "generic-ko")
    #expect(reading.bulletins[0].articles.map(\.title) == titles)
    #expect(!reading.codes().contains(.contentsUnmatched))
  }

  @Test("numbers in rings right below one another are a list")
  func ringsInList() throws {
    let text = "강변 소식 제7호\n\n신청 방법\n\n다음 순서로 신청한다.\n\n① 신청서를 쓴다\n② 창구에 낸다\n"
    let bulletin = try Reading(text, profile: "generic-ko").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["신청 방법"])
  }

  @Test("sections between marks above titles with numbers, subtitles behind dashes, phones")
  func districtPaper() throws {
    let text =
      "<강변구 소식> 2020년 5월호 (통권 88호)\n발행일 2020. 4. 30. | 발행처 강변구청 홍보실\n\n◈ 구정 ◈\n\n[1] 도서관을 다시 연다\n- 예약한 사람만 들어간다\n\n"
      + "구립 도서관이 다음 달 다시 문을 연다. 하루에 오십 명까지 들어갈 수 있다.\n<문화체육과 ☎ 000-2222>\n\n◈ 사람 ◈\n\n[2] 꽃집 할머니\n글 한지우 명예기자\n\n"
      + "시장 어귀의 꽃집은 올해로 마흔 살이다.\n\n편집위원: 한지우, 오세준, 문가영\n"
    let bulletin = try Reading(text, profile: "generic-ko").bulletins[0]
    #expect(bulletin.title == "강변구 소식")
    #expect(bulletin.facts["wholeNumber"] == "88")
    #expect(bulletin.sections == ["구정", "사람"])
    #expect(bulletin.articles.map(\.title) == ["[1] 도서관을 다시 연다", "[2] 꽃집 할머니"])
    #expect(bulletin.articles.map(\.paragraphs.count) == [1, 1])
    #expect(bulletin.articles.map(\.departments) == [["문화체육과"], ["한지우"]])
    #expect(bulletin.editors == ["한지우", "오세준", "문가영"])
  }

  @Test("contents lead by dots to an author and a page; a name set to the right is who wrote it")
  func contentsWithAuthors() throws {
    let text =
      "민속연구회보\n통권 제9호\n2001년 6월 30일 발행\n\n차례\n    여는 말 ................ 문정호 / 1\n    장승을 찾아서 .......... 한미선 / 3\n    소식 ......................... 5\n\n"
      + "여는 말\n\n                                      문 정 호 (회장)\n\n    여름이 왔습니다. 지난 봄에는 회원들과 함께 남도의 여러 마을을 다녀왔습니\n다. 즐거운 길이었습니다.\n\n"
      + "장승을 찾아서\n\n                                      한 미 선 (회원)\n\n    마을 어귀에 선 장승은 두 기였다. 하나는 비바람에 깎여 얼굴을 알아볼 수\n없었다.\n\n소식\n\n    * 총회를 엽니다.\n"
    let bulletin = try Reading(text, profile: "generic-ko").bulletins[0]
    #expect(bulletin.dates == ["2001년 6월 30일"])
    #expect(bulletin.articles.map(\.title) == ["여는 말", "장승을 찾아서", "소식"])
    #expect(bulletin.articles.map(\.signers) == [["문 정 호"], ["한 미 선"], []])
    #expect(
      bulletin.articles[0].paragraphs == [
        "여름이 왔습니다. 지난 봄에는 회원들과 함께 남도의 여러 마을을 다녀왔습니다. 즐거운 길이었습니다."
      ])
  }

  @Test("contents without numbers, with the author in brackets; a year is no number of an item")
  func authorsInBrackets() throws {
    let text =
      "郷土史会報　No. 12\n2003年4月1日　　郷土史会事務局\n\n目次\n　2002年度総会報告（森田健一）\n　書評　古道を歩く（西村恵子）\n　事務局から\n\n\n2002年度総会報告\n\n森田健一（総会実行委員長）\n\n　総会は3月9日、市民会館で行われた。\n\n\n"
      + "書評　古道を歩く\n\n西村恵子\n\n　本書は、峠の古道を三年かけて歩いた記録である。\n\n\n事務局から\n\n　会費をお納めください。\n"
    for profile in ["generic-ja", "mailmag-ja"] {
      let bulletin = try Reading(text, profile: profile).bulletins[0]
      #expect(
        bulletin.articles.map(\.title) == ["2002年度総会報告", "書評　古道を歩く", "事務局から"], "\(profile)")
      #expect(bulletin.articles.map(\.signers) == [["森田健一"], ["西村恵子"], []], "\(profile)")
    }
  }

  @Test(
    "who sends a school's paper stands right of its head, the name in kana belongs to the title")
  func senderRightOfHead() throws {
    let text =
      "                                        平成30年7月2日\n                                        みなみ野市立西小学校\n                                        校　長　　小林　和彦\n\n　　　　　　　学校だより　　ひまわり　　第４号\n\n"
      + "　　　　　　◆　夏休みを前に　◆\n　　　　　　　　　　　　　　　　　　　校長　小林　和彦\n\n　もうすぐ夏休みです。子どもたちは毎日、元気に水泳の学習に取り組\nんでいます。\n\n　　　　　　◆　お願い　◆\n\n　暑い日が続きます。水筒を持たせてくださいますようお願いいたしま\nす。\n"
      + "　　　　　　　　　　　　　　　　（保健室　℡ 000-111-2222）\n"
    let bulletin = try Reading(text, profile: "generic-ja").bulletins[0]
    #expect(bulletin.title == "学校だより　　ひまわり")
    #expect(bulletin.facts["publisher"] == "みなみ野市立西小学校")
    #expect(bulletin.articles.map(\.title) == ["夏休みを前に", "お願い"])
    #expect(bulletin.articles.map(\.signers) == [["小林　和彦"], ["保健室"]])
    #expect(bulletin.articles.map(\.paragraphs.count) == [1, 1])
  }

  @Test("what points elsewhere is no title, labels in a row are a list, credits may have a mark")
  func mailMagazine() throws {
    let rule = String(repeating: "━", count: 30)
    let text =
      "町の便り　第5号\n2012年3月1日発行\n\n■講座のご案内\n\n　次のとおり講座を開きます。\n\n　◇日　時：3月10日（土）10時\n　◇会　場：公民館\n　◇参加費：無料\n\n　▼申し込みはこちら\n　http://www.example.jp/\n\n\(rule)\n●発行：町の公民館　広報係\n　〒000-0000　本町1-2\n\(rule)\n"
    for profile in ["generic-ja", "mailmag-ja"] {
      let bulletin = try Reading(text, profile: profile).bulletins[0]
      #expect(bulletin.articles.count == 1, "\(profile)")
      #expect(
        bulletin.articles[0].paragraphs.suffix(5) == [
          "日　時：3月10日（土）10時", "会　場：公民館", "参加費：無料", "▼申し込みはこちら", "http://www.example.jp/",
        ], "\(profile)")
      #expect(bulletin.editors == ["町の公民館　広報係"], "\(profile)")
    }
  }

  @Test("a word that goes on is no name: 編集後記")
  func wordGoesOn() throws {
    let text =
      "自治会だより　平成20年春号（№ 8）\n発行者：自治会\n\n１．花見\n　花見をしました。\n（婦人部長　森 恵子）\n\n２．清掃\n　清掃をしました。\n\n編集後記\n　春です。原稿をお待ちしています。\n"
    let bulletin = try Reading(text, profile: "generic-ja").bulletins[0]
    #expect(bulletin.title == "自治会だより")
    #expect(bulletin.facts["issue"] == "8")
    #expect(bulletin.editors == [])
    #expect(bulletin.articles.map(\.title) == ["１．花見", "２．清掃", "編集後記"])
    #expect(bulletin.articles[0].signers == ["森 恵子"])
  }

  @Test("a date in the middle, and below it who issues the whole, at the end")
  func nameBelowDate() throws {
    let text =
      "별빛초등학교 소식지 제3호\n\n▣ 운동회를 마치고 ▣\n\n  지난 금요일 운동장에서 운동회가 열렸습니다. 모두 즐거운 하루를 보냈습니다.\n\n▣ 안내 ▣\n\n  다음 주 월요일은 쉽니다.\n\n"
      + "                             2014년 10월 6일\n\n                          별 빛 초 등 학 교 장\n"
    let articles = try Reading(text, profile: "generic-ko").bulletins[0].articles
    #expect(articles.map(\.title) == ["운동회를 마치고", "안내"])
    #expect(articles[1].dates == ["2014-10-06"])
    #expect(articles[1].signers == ["별 빛 초 등 학 교 장"])
  }

  @Test("Korean lines that are all full to the last column end within words")
  func cutWords() throws {
    let text = """
      학회 소식 제3호

      여는 말

        지난 봄 우리 학회는 회원 여러분과 함께 남도의 여러 마을을 찾아
      다니며 노래와 이야기를 모았습니다. 마을 어른들은 노래를 부르실
      때마다 젊은 시절의 이야기를 들려주셨고, 우리 회원들은 그 이야기
      를 빠짐없이 적었습니다. 이 자료는 내년에 책으로 펴낼 계획입니다.
        올해 가을에도 답사를 이어 갑니다. 답사에 함께하실 회원은 사무
      실로 연락해 주시기 바랍니다. 답사 경비의 반은 학회가 부담하며,
      나머지는 회원 여러분께서 내 주시면 됩니다. 마을 어른들께 드릴 선
      물도 학회가 마련하겠습니다.
        이야기를 모으는 일은 오래 걸립니다. 그러나 우리 학회가 모은 자
      료는 다음 세대에게 큰 선물이 될 것입니다. 회원 여러분의 많은 관
      심과 참여를 부탁드립니다.

      """
    let article = try Reading(text, profile: "generic-ko").bulletins[0].articles[0]
    #expect(
      article.paragraphs == [
        "지난 봄 우리 학회는 회원 여러분과 함께 남도의 여러 마을을 찾아다니며 노래와 이야기를 모았습니다. 마을 어른들은 노래를 부르실 때마다 젊은 시절의 이야기를 들려주셨고, 우리 회원들은 그 이야기를 빠짐없이 적었습니다. 이 자료는 내년에 책으로 펴낼 계획입니다.",
        "올해 가을에도 답사를 이어 갑니다. 답사에 함께하실 회원은 사무실로 연락해 주시기 바랍니다. 답사 경비의 반은 학회가 부담하며, 나머지는 회원 여러분께서 내 주시면 됩니다. 마을 어른들께 드릴 선물도 학회가 마련하겠습니다.",
        "이야기를 모으는 일은 오래 걸립니다. 그러나 우리 학회가 모은 자료는 다음 세대에게 큰 선물이 될 것입니다. 회원 여러분의 많은 관심과 참여를 부탁드립니다.",
      ])
  }

  @Test("a subtitle between dashes, initials at the right, credits behind words in brackets")
  func unionPaper() throws {
    let text =
      "組合ニュース\n　　　　　　　　　　　　　　　　　No.20　　2007.5.1\n\n要求書を会社に提出\n\n　　─　一時金を要求　─\n\n　組合は四月二十日、要求書を会社に提出した。回答の日は五月十日で\nある。\n\n職場の声\n\n　　　　　　　　　　　　　　　　　　　　塗装課　Ｔ・Ｙ\n\n　先月から残業が続いている。会社は職場の実態を見てほしいと思うば\nかりである。\n\n【発行】組合教宣部\n【電話】000-111-2222\n"
    let bulletin = try Reading(text, profile: "generic-ja").bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["要求書を会社に提出", "職場の声"])
    #expect(bulletin.articles.map(\.paragraphs.count) == [1, 1])
    #expect(bulletin.articles[1].signers == ["Ｔ・Ｙ"])
    #expect(bulletin.editors == ["組合教宣部"])
  }

  @Test(
    "a short line alone below a title that is no name",
    arguments: ["日時　場所", "開催趣旨", "文化祭（報告）", "参加無料"])
  func noName(_ line: String) throws {
    let text = "公民館だより　第3号\n\n■秋の催し\n\n\(line)\n\n公民館では今年も秋の催しを開きます。\n"
    let article = try Reading(text, profile: "generic-ja").bulletins[0].articles[0]
    #expect(article.signers == [])
    let korean = "마을 소식 제3호\n\n■ 가을 행사\n\n전시회\n\n올해도 마을 회관에서 그림을 전시합니다.\n"
    #expect(
      try Reading(korean, profile: "generic-ko").bulletins[0].articles.allSatisfy {
        $0.signers == []
      })
  }

  @Test(
    "a mark in front of filled paragraphs that hang below it is an item's, Roman numbers are sections'"
  )
  func hangingItems() throws {
    let text =
      "□ 해양수산부는 다음 달부터 섬 주민의 교통 편의를 높이기 위해 연안여객선의\n  야간 운항을 시작한다고 밝혔다.\n\n□ 대상 항로는 세 곳이며, 주 두 차례씩 오후 여덟 시 이후에 운항하기로 하고\n  손님을 맞는다.\n\n"
    let bulletin = try Reading(
      "해양 주간동향\n제2024-3호  |  2024. 9. 2.(월)\n한빛연구소 분석실\n\n<목 차>\n\nⅠ. 국내\n  1. 야간 운항 추진 ········ 1\n  2. 양식장 기준 예고 ········ 2\nⅡ. 해외\n  3. 허가 제도 개편 ········ 3\n\nⅠ. 국내\n\n1. 야간 운항 추진\n\n\(text)2. 양식장 기준 예고\n\n\(text)Ⅱ. 해외\n\n3. 허가 제도 개편\n\n\(text)",
      profile: "generic-ko"
    ).bulletins[0]
    #expect(bulletin.sections == ["Ⅰ. 국내", "Ⅱ. 해외"])
    #expect(bulletin.articles.map(\.title) == ["1. 야간 운항 추진", "2. 양식장 기준 예고", "3. 허가 제도 개편"])
    #expect(bulletin.articles.map(\.paragraphs.count) == [2, 2, 2])
  }

  @Test("a line between hyphens below a title is its subtitle")
  func hyphens() throws {
    let bulletin = try Reading(
      "[느티 소식]\n2020년 5월호\n\n▶ 골목이 텃밭으로\n- 스물네 가구가 가꿔 -\n\n글 이수빈 마을기자\n\n골목이 상자 텃밭으로 바뀌었다. 모두 좋아한다.\n",
      profile: "generic-ko"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["골목이 텃밭으로"])
    #expect(bulletin.articles[0].paragraphs.count == 1)
    #expect(bulletin.articles[0].departments == ["이수빈"])
  }

  @Test("titles behind corners, and a masthead between marks")
  func corners() throws {
    let rule = String(repeating: "━", count: 35)
    let body = "今年も十月二十七日から十一月九日まで、全国で読書週間が行われます。当館では\n次の催しを用意しました。いずれも参加は無料です。\n\n"
    let titles = ["1. 秋の読書週間の催し", "2. 蔵書点検による休館について"]
    let bulletin = try Reading(
      "\(rule)\n ◇◆  本のみなと  ◆◇\n          第37号     2004/10/15 発行\n\(rule)\n\n┏┓ 今月の目次\n┗■\(rule)\n \(titles[0])\n \(titles[1])\n\n"
        + titles.map { "┏┓\n┗■ \($0)\n\(rule)\n\(body)" }.joined(),
      profile: "mailmag-ja"
    ).bulletins[0]
    #expect(bulletin.title == "本のみなと")
    #expect(bulletin.articles.map(\.title) == titles)
  }
}
