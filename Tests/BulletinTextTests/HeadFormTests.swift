import Testing

@testable import GazetteBulletinText

/// Heads and contents of bulletins of no known family, in forms that no template has as a whole.
struct HeadFormTests {
  @Test("brackets around the first line are a masthead's where a date stands right below")
  func brackets() throws {
    let text = "【东港证券·每日晨报】\n2020年11月3日（周二）\n\n▌今日焦点\n\n1、钢价小幅回升\n　　昨日钢价小幅回升，成交比上周有所增加。\n\n▌公司动态\n\n1、东港汽车销量增长\n　　东港汽车昨日公告，上月销量同比增长两成。\n"
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
}
