import GazetteBulletinText
import GazetteTestSupport
import Testing

/// What the contents name, or do not, where they name all titles so far.
@Suite struct ListedTitleTests {
  private func bulletin(_ text: String, _ profile: String = "generic-zh") throws -> ReadBulletin {
    try Reading(text, profile: profile).bulletins[0]
  }

  private static let head = "东岭人\n2009年第11期\n\n目录\n"
  private static let text = "　　牛玉成今年四十四岁，上了十二年夜班，淬火炉从来没有停过。\n"

  @Test("a mark right below the text of a title that has none makes a heading")
  func markWithoutBlankLine() throws {
    let bulletin = try bulletin(
      Self.head
        + "冬天里的账本 ............ 沈国强  1\n总装车间的新车 ............ 罗斌    2\n热处理车间的夜 ............ 何志华  6\n\n冬天里的账本\n\n"
        + Self.text + "\n总装车间的新车\n\n" + Self.text + "\n热处理车间的夜\n\n" + Self.text
        + "■ 十二年的夜班\n" + Self.text + "■ 六个徒弟\n" + Self.text)
    #expect(bulletin.articles.map(\.title) == ["冬天里的账本", "总装车间的新车", "热处理车间的夜"])
    #expect(bulletin.articles[2].headings == ["十二年的夜班", "六个徒弟"])
  }

  @Test("a number makes a heading below a title without one")
  func number() throws {
    let bulletin = try bulletin(
      Self.head
        + "· 原位测试系统启动\n· 南黄海航次完成\n· 联合培养协议签署\n\n原位测试系统启动\n\n"
        + Self.text + "\n1. 研究目标\n\n" + Self.text + "\n2. 任务分工\n\n" + Self.text
        + "\n南黄海航次完成\n\n" + Self.text + "\n联合培养协议签署\n\n" + Self.text)
    #expect(bulletin.articles.map(\.title) == ["原位测试系统启动", "南黄海航次完成", "联合培养协议签署"])
    #expect(bulletin.articles[0].headings == ["1. 研究目标", "2. 任务分工"])
  }

  @Test("a line without the mark of the titles is none")
  func withoutMark() throws {
    let bulletin = try bulletin(
      Self.head
        + "◎開學典禮側記\n◎論壇週報名\n◎溝邊上課\n\n◎開學典禮側記\n\n" + Self.text
        + "\n◎論壇週報名\n\n" + Self.text + "\n從一條圳溝看見歷史\n\n" + Self.text
        + "\n◎溝邊上課\n\n" + Self.text)
    #expect(bulletin.articles.map(\.title) == ["開學典禮側記", "論壇週報名", "溝邊上課"])
  }

  @Test("a column in brackets in front of an item is none of its title")
  func columnInBrackets() throws {
    let bulletin = try bulletin(
      Self.head
        + "1、市委召开会议\n2、【走基层】沙坪村的路灯\n3、燃气管网改造启动\n\n市委召开会议\n\n" + Self.text
        + "\n沙坪村的路灯\n\n" + Self.text + "\n燃气管网改造启动\n\n" + Self.text)
    #expect(bulletin.articles.map(\.title) == ["市委召开会议", "沙坪村的路灯", "燃气管网改造启动"])
  }

  @Test("columns in square brackets lead to their titles, each line by itself")
  func squareBrackets() throws {
    let reading = try Reading(
      "都市早报邮件版\n第612期\n\n今日导读\n\n[编者的话] 雨天里的一封信\n[国    内] 油价上调首日\n[国    内] 禽流感疫情扑灭\n\n雨天里的一封信\n\n"
        + Self.text + "\n油价上调首日\n\n" + Self.text + "\n禽流感疫情扑灭\n\n" + Self.text,
      profile: "generic-zh")
    let bulletin = reading.bulletins[0]
    #expect(bulletin.articles.map(\.title) == ["雨天里的一封信", "油价上调首日", "禽流感疫情扑灭"])
  }

  @Test("an author behind a slash stands apart from a Korean title")
  func slash() throws {
    let text = "유난히 길었던 겨울이었습니다. 강 앞에서 사람이 얼마나 작은지 다시 생각했습니다.\n"
    let bulletin = try bulletin(
      "물길따라\n통권 제57호 / 2004년 4월 12일\n\n차례\n\n[여는 글] 봄물은 어디서 오는가 / 윤정희\n[활동 보고] 하천 모니터링을 다녀와서 / 이상훈\n[알림] 4월에 이런 일을 합니다\n\n[여는 글]\n\n봄물은 어디서 오는가\n\n"
        + text + "\n[활동 보고]\n\n하천 모니터링을 다녀와서\n\n" + text
        + "\n[알림]\n\n4월에 이런 일을 합니다\n\n" + text, "generic-ko")
    #expect(
      bulletin.articles.map(\.title) == [
        "봄물은 어디서 오는가", "하천 모니터링을 다녀와서", "4월에 이런 일을 합니다",
      ])
    #expect(bulletin.sections == ["여는 글", "활동 보고", "알림"])
  }

  @Test("wide page numbers in brackets end what the dots lead to")
  func widePages() throws {
    let bulletin = try bulletin(
      "图书馆学会通讯\n１９９８年第３期\n\n目    次\n\n·学会工作·\n  理事会在黄石召开………………（１）\n·抗洪专稿·\n  洪水中的两万册书………………李湘平（２）\n·简  讯·\n  新馆奠基  举办培训班\n\n·学会工作·\n\n理事会在黄石召开\n\n"
        + Self.text + "\n·抗洪专稿·\n\n洪水中的两万册书\n\n" + Self.text)
    #expect(bulletin.sections == ["学会工作", "抗洪专稿"])
    #expect(bulletin.articles.map(\.title) == ["理事会在黄石召开", "洪水中的两万册书"])
    #expect(bulletin.facts["issue"] == "3")
  }

  @Test("a line in the brackets of sections is a title, where the contents have it")
  func titleInBrackets() throws {
    let bulletin = try bulletin(
      "江州新闻联播\n2013年11月6日\n\n本期节目主要内容\n1.市委中心组举行学习会 部署工程\n2.跨江二桥主塔封顶 预计通车\n3.联播快讯\n\n【市委中心组举行学习会 部署工程】\n\n"
        + Self.text + "\n【跨江二桥主塔封顶 预计通车】\n\n" + Self.text + "\n【联播快讯】\n\n江州柑橘首次出口\n" + Self.text)
    #expect(
      bulletin.articles.map(\.title).prefix(2) == ["市委中心组举行学习会 部署工程", "跨江二桥主塔封顶 预计通车"])
    #expect(bulletin.sections == ["联播快讯"])
  }
}
