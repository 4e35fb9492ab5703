import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// The writer warns of a paragraph if, and only if, the reader joins it to the next.
@Suite struct JoinTests {
  static let chinese = [
    "会议指出，各单位要认真贯彻落实有关要求。", "会议指出，要把学习教育同中心工作结合起来", "近日，学会召开理事会，全体理事参加了会议，会长作了讲话",
    "春季年会", "三项重点工作", "他说：“大家辛苦了！”", "学会秘书处负责联络（略）", "■ 通知要点", "据统计，共有一百二十人参加了本次活动，",
    "具体安排如下：", "https://example.org/a",
  ]
  static let english = [
    "Three pilots passed their examination last month.",
    "the harbour office has ordered a new survey",
    "Until it is done, ships of more than nine metres must wait for high water and for the",
    "Annual meeting", "Members who want to propose changes", "“We learn more,” she says",
    "New pilots, and",
  ]

  @Test(
    "warned of, and joined",
    arguments: ["cast", "gongwen", "generic-zh", "mailmag-ja", "generic-en", "digest-en"])
  func warnedIfJoined(_ name: String) throws {
    let profile = try #require(LayoutProfile.named(name))
    let pool = name.hasSuffix("-en") ? Self.english : Self.chinese
    var random = SeededGenerator(seed: 3)
    var checked = 0
    for round in 0..<150 {
      let paragraphs = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        pool.randomElement(using: &random) ?? ""
      }
      let events = Self.events(paragraphs, splits: round % 2 == 1)
      let (text, said) = try TextFormat.format.written(
        events, options: ["profile": name])
      // What the reader takes for something else, the writer says.
      guard !said.contains(where: { $0.code == .lineWouldBeMisread }) else { continue }
      checked += 1
      let warned = said.count { $0.code == .paragraphWouldJoin }
      let reading = try Reading(text, profile: profile)
      let joined = reading.diagnostics.count { $0.code == .paragraphJoined }
      #expect(
        warned == joined,
        "\(paragraphs) \(said.map(\.code)) \(String(decoding: text, as: UTF8.self))")
    }
    #expect(checked > 40)
  }

  /// A bulletin of one article.
  static func events(_ paragraphs: [String], splits: Bool) -> [OwnedEvent] {
    var events: [OwnedEvent] = [
      .start(.bulletin), .start(.article), .start(.title), .text("题目 The title"), .end(.title),
    ]
    events += [.start(.body)]
    for paragraph in ["第一段的话说完了。"] + paragraphs {
      events.append(.start(.paragraph))
      // The end of a paragraph may come in pieces.
      let cut = paragraph.index(before: paragraph.endIndex)
      events +=
        splits
        ? [.text(String(paragraph[..<cut])), .text(String(paragraph[cut...]))] : [.text(paragraph)]
      events.append(.end(.paragraph))
    }
    return events + [.end(.body), .end(.article), .end(.bulletin)]
  }
}
