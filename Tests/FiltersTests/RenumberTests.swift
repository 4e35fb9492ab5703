import GazetteDocumentModel
import GazetteFilters
import GazettePipeline
import GazetteTestSupport
import Testing

@testable import GazetteFilters

@Suite struct RenumberTests {
  static func heading(_ level: Int, _ text: String) -> [OwnedEvent] {
    [.start(.heading), .attribute(.level, "\(level)"), .text(text), .end(.heading)]
  }

  @Test func headingsCountByLevelInTheirOwnStyle() throws {
    let body = [
      (1, "三、总体要求"), (2, "（五）思想"), (2, "（七）目标"), (3, "4.甲"), (3, "4．乙"), (3, "没有号"), (1, "三、任务"),
      (2, "(九) 路线"), (2, "3.5 版"), (2, "⑦ 圈"), (1, "第九章 附则"), (1, "三中全会"), (1, "１、全角"),
    ].flatMap { Self.heading($0, $1) }
    let expected = """
      题
      一、总体要求
      （一）思想
      （二）目标
      1.甲
      2．乙
      没有号
      二、任务
      (一) 路线
      3.5 版
      ② 圈
      第三章 附则
      三中全会
      ４、全角

      """
    for events in [[OwnedEvent].bulletin(body), .bulletin(body).cutIntoScalars] {
      #expect(try Filtered(events, by: "renumber").text == expected)
      #expect(try Filtered(events, by: "renumber=lists,notes").text != expected)
    }
    let two =
      [.start(.bulletin)] + .article(Self.heading(1, "五、甲")) + .article(Self.heading(1, "六、乙"))
      + [.end(.bulletin)]
    #expect(try Filtered(two, by: "renumber=headings").text == "题\n一、甲\n题\n一、乙\n")
  }

  @Test func listsAndNotes() throws {
    func item(_ label: String) -> [OwnedEvent] { [.start(.item), .attribute(.label, label)] }
    let body: [OwnedEvent] =
      [.start(.list), .attribute(.type, "ordered"), .attribute(.start, "3")] + item("（7）")
      + [.start(.list), .attribute(.type, "bullet")] + item("1") + [.end(.item), .end(.list)]
      + [.end(.item)] + item("八、") + [.end(.item), .end(.list)]
      + [
        .start(.paragraph), .start(.noteReference), .attribute(.target, "#b"), .text("[9]"),
        .end(.noteReference), .start(.noteReference), .attribute(.target, "#a"), .text("[2]"),
        .end(.noteReference), .end(.paragraph),
      ]
      + [.start(.note), .attribute(.label, "注2"), .attribute(.id, "a"), .end(.note)]
      + [.start(.note), .attribute(.id, "b"), .attribute(.label, "注9"), .end(.note)]
      + [.start(.note), .attribute(.label, "编者按"), .end(.note)]
    let made = try Filtered(.bulletin(body), by: "renumber")
    let labels = made.events.compactMap { event -> String? in
      if case .attribute(.label, let value) = event { value } else { nil }
    }
    #expect(labels == ["（3）", "1", "四、", "注2", "注1", "编者按"])
    #expect(made.text.contains("[1][2]"))
  }

  @Test func numbersArePrintedAsTheyAreRead() throws {
    let expected = [
      1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 101: "一百零一",
      110: "一百一十", 115: "一百一十五", 1005: "一千零五", 1050: "一千零五十", 9999: "九千九百九十九",
    ]
    for (number, text) in expected {
      #expect(String(decoding: NumberMark.digits(number, .chinese), as: UTF8.self) == text)
    }
    #expect(String(decoding: NumberMark.digits(51, .circled), as: UTF8.self) == "(51)")
    #expect(String(decoding: NumberMark.digits(50, .circled), as: UTF8.self) == "㊿")
    #expect(throws: ConversionError.self) { try Filters.stage("renumber=tables") }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func documents(_ seed: UInt64) throws {
    let document = generated(seed)
    let made = try Filtered(document, by: "renumber").events
    #expect(try Filtered(document.cutIntoScalars, by: "renumber").events == made, "seed \(seed)")
    #expect(try Filtered(made, by: "renumber").events == made, "seed \(seed)")
    // Nothing but digits changes.
    #expect(Self.withoutNumbers(made) == Self.withoutNumbers(try document.joined), "seed \(seed)")
  }

  static func withoutNumbers(_ events: [OwnedEvent]) -> [OwnedEvent] {
    func cut(_ text: String) -> String { text.filter { !$0.isNumber } }
    return events.map { event in
      switch event {
      case .text(let text): .text(cut(text))
      case .attribute(.label, let text): .attribute(.label, cut(text))
      default: event
      }
    }
  }
}
