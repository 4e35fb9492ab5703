import GazetteBulletinText
import GazetteTestSupport
import Testing

/// What a head names the paper by, among who issues it, what it is and what it says besides.
@Suite struct HeadNameTests {
  @Test(
    "who issues it, in up to three lines above its name",
    arguments: [
      "Российская академия наук\nИнститут северных лесов\n\nЛЕСНОЙ ВЕСТНИК",
      "РОССИЙСКАЯ АКАДЕМИЯ НАУК\nУральское отделение\nИНСТИТУТ ПОЧВ\n\nЛЕСНОЙ ВЕСТНИК",
    ])
  func issuers(_ head: String) throws {
    let bulletin = try Reading(
      "\(head)\n\nВыпуск 14\n25 марта 2005 г.\n\nГодичное собрание\n\nСемнадцатого февраля состоялось годичное собрание института, и выступил директор.\n",
      profile: "generic-en"
    ).bulletins[0]
    #expect(bulletin.title == "ЛЕСНОЙ ВЕСТНИК")
    #expect(bulletin.facts["issue"] == "14")
  }

  @Test(
    "a name in quotes behind what the paper is, or below who issues it",
    arguments: [
      ("샘물교회 소식 「샘물가」\n2011년 3월 6일 발행 / 통권 142호\n", "generic-ko", "샘물가"),
      (
        "NPO法人　みずべネットワーク\nメールニュース「みずべ便り」　Vol.47\n2009年11月5日発行\n", "mailmag-ja",
        "みずべ便り"
      ),
      ("日本語を教える人のためのメールマガジン\n\n『ことばの泉』　　Vol.56　　2009/03/20\n", "mailmag-ja", "ことばの泉"),
    ])
  func nameInQuotes(_ head: String, _ profile: String, _ name: String) throws {
    let rule = String(repeating: "=", count: 60)
    let bulletin = try Reading(
      "\(rule)\n\(head)\(rule)\n\n■ 冬鳥観察会 冬\n\nカモの仲間がやってきました。새 봄이 왔습니다.\n", profile: profile
    ).bulletins[0]
    #expect(bulletin.title == name)
  }

  @Test("a verse with its place below a Korean head is none of the titles")
  func verse() throws {
    let bulletin = try Reading(
      "은혜의 샘\n새롬교회 소식지\n\n제45호 2006년 11월 19일\n\n\"범사에 감사하라\" (데살로니가전서 5장 18절)\n\n◈ 목회 칼럼 ◈\n\n감사는 기억하는 것\n\n추수감사주일 아침입니다. 한 해를 돌아봅니다.\n\n◈ 구역 탐방 ◈\n\n웃음이 있는 구역\n\n교회에서 가장 시끄러운 구역입니다. 모두 웃습니다.\n",
      profile: "generic-ko"
    ).bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["감사는 기억하는 것", "웃음이 있는 구역"])
  }

  @Test("a subtitle between waves, below a masthead and behind a title")
  func waves() throws {
    let rule = String(repeating: "━", count: 35)
    let bulletin = try Reading(
      "\(rule)\n　　　　ペダル通信\n　　　　　　～　自転車で会社に行こう　～\n\n　　　　　　第87号　2004年5月14日\n\(rule)\n\n■平成20年度の予算　～一般会計は47億円～\n\n　3月議会で平成20年度の予算が決まりました。前年度に比べて減りました。\n\n■納期は6月2日です\n\n　納税通知書を5月9日に発送します。\n",
      profile: "mailmag-ja"
    ).bulletins[0]
    #expect(bulletin.title == "ペダル通信")
    #expect(bulletin.articles.map(\.title) == ["平成20年度の予算", "納期は6月2日です"])
    #expect(bulletin.articles[0].subtitles == ["一般会計は47億円"])
  }
}
