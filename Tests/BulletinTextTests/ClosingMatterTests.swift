import GazetteBulletinText
import GazetteTestSupport
import Testing

/// The last lines of a text, which say who makes the bulletin and how to get it.
@Suite struct ClosingMatterTests {
  private func read(_ text: String, _ profile: String) throws -> ReadBulletin {
    try #require(try Reading(text, profile: profile).bulletins.first)
  }

  private static let english =
    "THE MILL RACE\nNo. 8 - May 2003\n\nWEIR CLOSED\n\nThe weir is closed until June. Walkers should use the upper path.\n"

  @Test("a heading of its own belongs to it")
  func heading() throws {
    let text =
      "Campus-Woche\nAusgabe 18 vom 12. Mai 2003\n\n+++ AUS DER HOCHSCHULE +++\n\nNeue Ordnung\n\nDer Senat hat am Mittwoch eine neue Ordnung beschlossen.\n\n+++ FORSCHUNG +++\n\nEine Studie\n\nDie Studie sucht Familien aus der Stadt.\n\n+++ IMPRESSUM +++\n\nRedaktion: Vera Kern\nDer Newsletter erscheint wöchentlich. Abbestellen: per E-Mail\n"
    let bulletin = try #require(try Reading(text, profile: "generic-en").bulletins.first)
    #expect(bulletin.sections == ["AUS DER HOCHSCHULE", "FORSCHUNG"])
    #expect(bulletin.articles.map(\.title) == ["Neue Ordnung", "Eine Studie"])
    #expect(bulletin.recipients.first == "+++ IMPRESSUM +++")
  }

  @Test(
    "below the last rule, filled lines put together",
    arguments: ["------------------------------------------", "--", "..........................."])
  func belowRule(_ rule: String) throws {
    let bulletin = try read(
      Self.english
        + "\n\(rule)\nThe Mill Race is published by the Weir Society, five times a year and on\nspecial occasions.\nTo unsubscribe write to race@weir.example.\n",
      "generic-en")
    #expect(
      bulletin.articles.map(\.paragraphs) == [
        ["The weir is closed until June. Walkers should use the upper path."]
      ])
    #expect(bulletin.recipients.last == "To unsubscribe write to race@weir.example.")
    #expect(bulletin.recipients.first?.hasPrefix("The Mill Race is published by") == true)
  }

  @Test("below a blank line, where a line speaks of nothing else")
  func belowBlank() throws {
    let bulletin = try read(
      Self.english + "\nThe Mill Race may be reproduced if the source is named.\n", "generic-en")
    #expect(bulletin.articles[0].paragraphs.count == 1)
    #expect(bulletin.recipients == ["The Mill Race may be reproduced if the source is named."])
  }

  @Test(
    "an article, a title or a list below the last rule is none",
    arguments: [
      "WORK PARTY\n\nMembers are asked to help with the editor's shed on Saturday morning at nine.",
      "[2] Where to write\n\nSend a mail to the editor.",
      "From: Ann\nSubject: mail\n\nThe editor has a new phone number.",
      "Tides are high this week, and the ferry is late on most days.",
    ])
  func noneBelowRule(_ text: String) throws {
    let bulletin = try read(Self.english + "\n------------------------\n\(text)\n", "generic-en")
    #expect(bulletin.recipients.isEmpty, "\(bulletin)")
  }

  @Test("a rule that underlines a title has the article below it")
  func underline() throws {
    let rule = String(repeating: "━", count: 20)
    let bulletin = try read(
      "図書館だより\n第3号\n\n\(rule)\n■編集部から\n\(rule)\n\n　編集部は二階に移りました。電話は同じです。\n", "generic-ja")
    #expect(bulletin.recipients.isEmpty)
    #expect(bulletin.articles.count == 1)
  }

  @Test("in Chinese: with labels, without, and an article's last lines above")
  func chinese() throws {
    let bulletin = try read(
      "河湾社区报\n第5期\n\n桥面维修\n　　5月6日起，老桥封闭维修，行人绕行新桥。\n\n————————————\n欢迎投稿，来稿请注明姓名。\n地址：河湾路8号　　电话：5550102\n内部资料，免费赠阅\n",
      "generic-zh")
    #expect(bulletin.articles.map(\.paragraphs) == [["5月6日起，老桥封闭维修，行人绕行新桥。"]])
    #expect(bulletin.recipients.contains("欢迎投稿，来稿请注明姓名。"))
    #expect(bulletin.recipients.contains("内部资料，免费赠阅"))
  }
}
