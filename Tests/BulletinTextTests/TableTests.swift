import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// Tables: read from columns and from frames, and written so that they are read again.
@Suite struct TableTests {
  static func text(_ table: String) -> String {
    "质量简报\n第4期\n\n合格率\n\n各车间产品合格率如下表所示。\n\n\(table)\n\n下一步，质量科将开展专项整改。\n\n质量科\n2024年3月31日\n"
  }

  static func rows(_ table: String, profile: String = "gongwen") throws -> [[String]] {
    try Reading(text(table), profile: profile).bulletins[0].articles[0].rows
  }

  static let wanted = [["车间", "产量", "合格率"], ["一车间", "1200", "98.5%"], ["二车间", "980", "99.1%"]]

  @Test(arguments: [
    "车间      产量      合格率\n一车间    1200      98.5%\n二车间    980       99.1%",
    // Ideographic spaces, and columns that no font aligns.
    "车间　产量　合格率\n一车间　1200　98.5%\n二车间　980　99.1%",
    "车间\t产量\t合格率\n一车间\t1200\t98.5%\n二车间\t980\t99.1%",
    "车间    产量  合格率\n------  ----  ------\n一车间  1200  98.5%\n二车间  980   99.1%",
    "+--------+------+--------+\n| 车间   | 产量 | 合格率 |\n+--------+------+--------+\n| 一车间 | 1200 | 98.5%  |\n| 二车间 | 980  | 99.1%  |\n+--------+------+--------+",
    "┌────┬───┬────┐\n│车间│产量│合格率│\n├────┼───┼────┤\n│一车间│1200│98.5%│\n├────┼───┼────┤\n│二车间│980│99.1%│\n└────┴───┴────┘",
    "| 车间 | 产量 | 合格率 |\n|---|---|---|\n| 一车间 | 1200 | 98.5% |\n| 二车间 | 980 | 99.1% |",
  ])
  func forms(_ table: String) throws {
    #expect(try Self.rows(table) == Self.wanted)
    let text = Self.text(table)
    let (once, codes) = try WriterTests.canonical(Array(text.utf8), profile: "gongwen")
    #expect(codes == [])
    #expect(
      try Reading(once, profile: "gongwen").bulletins == Reading(text, profile: "gongwen").bulletins
    )
    #expect(try WriterTests.canonical(once, profile: "gongwen").text == once)
  }

  @Test func headingsStandAboveARule() throws {
    let outline = try Outline.of(
      Self.text("甲班  乙班\n----  ----\n12    13"), profile: "gongwen")
    #expect(
      outline.contains(
        "table(tableHead(row(cell(!甲班)cell(!乙班)))tableBody(row(cell(12)cell(13))))"),
      "\(outline)")
  }

  @Test(
    "where it is open which cell stands in which column, the lines are kept as they are",
    arguments: [
      "甲乙丙    丁\n一      二\n      三    四",
      "alpha   beta    gamma\none     two\n  three   four  five   six",
    ])
  func ambiguous(_ table: String) throws {
    let outline = try Outline.of(Self.text(table), profile: "gongwen")
    #expect(!outline.contains("table("), "\(outline)")
    for word in table.split(whereSeparator: \.isWhitespace) {
      #expect(outline.contains(word), "\(word) in \(outline)")
    }
  }

  @Test(
    "lines with gaps that are no table",
    arguments: [
      "主办：质量科    日期：三月\n各单位要高度重视。",
      "He came.  She went.  They stayed.\nThe end.  It was late.  Good night.\nNo more.  Not now.  Not ever.",
    ])
  func noTable(_ lines: String) throws {
    #expect(try Self.rows(lines, profile: "generic-zh").isEmpty)
  }

  @Test func aProfileMayKeepThemPreformatted() throws {
    let profile = try LayoutProfile(
      yaml: Array(
        "name: x\ntext: {wrap: auto, tables: preformatted}\nmasthead: \"《{title}》\"\narticle: {title: {lines: 1}}"
          .utf8),
      file: "x.yaml")
    let text = "《简报》\n\n合格率\n\n情况如下所示。\n\n甲    12    上\n乙    13    中\n丙    14    下\n"
    let reading = try Reading(Array(text.utf8), profile: profile)
    #expect(reading.bulletins[0].articles[0].rows.isEmpty)
    #expect(throws: ConversionError.self) {
      _ = try LayoutProfile(yaml: Array("name: x\ntext: {tables: maybe}".utf8), file: "x.yaml")
    }
  }

  @Test("any table comes back from the text that it is written as")
  func anyTable() throws {
    var random = SeededGenerator(seed: 7)
    let words = ["", "甲", "车间", "a b", "12", "3.5%", "x|y", "---", "Ward 3", "（一）", "1. y", "│"]
    let profile = try #require(LayoutProfile.named("generic-zh"))
    for _ in 0..<60 {
      let columns = Int.random(in: 1...4, using: &random)
      let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<columns).map { _ in words.randomElement(using: &random) ?? "" }
      }
      let headed = Bool.random(using: &random)
      let (text, said) = try TextFormat.format.written(
        Self.events(rows, headed: headed), options: ["profile": "generic-zh"])
      let found = try Reading(text, profile: profile).bulletins[0].articles[0].rows
      let isLost = said.contains { $0.code == .elementNotExpressible }
      #expect((found == rows) != isLost, "\(rows) \(String(decoding: text, as: UTF8.self))")
    }
  }

  private static func events(_ rows: [[String]], headed: Bool) -> [OwnedEvent] {
    let isHeaded = headed && rows.count > 1
    func row(_ cells: [String]) -> [OwnedEvent] {
      [.start(.row)] + cells.flatMap { [.start(.cell), .text($0), .end(.cell)] } + [.end(.row)]
    }
    var events: [OwnedEvent] = [.start(.bulletin), .start(.article), .start(.title), .text("题目")]
    events += [.end(.title), .start(.body), .start(.paragraph), .text("情况如下。"), .end(.paragraph)]
    events.append(.start(.table))
    if isHeaded { events += [.start(.tableHead)] + row(rows[0]) + [.end(.tableHead)] }
    events += [.start(.tableBody)] + rows.dropFirst(isHeaded ? 1 : 0).flatMap(row)
    return events + [
      .end(.tableBody), .end(.table), .end(.body), .end(.article), .end(.bulletin),
    ]
  }

  @Test("the first row right below a section's title is one of the table")
  func firstRow() throws {
    let text =
      "晨报\n第3期\n\n▌市场数据\n\n指数名称　　收盘　　涨跌\n上证指数　　3225　　+0.02\n深证成指　　1342　　-0.86\n\n▌今日关注\n\n09:45　服务业指数\n17:00　生产者价格\n全天　　投票日\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.map(\.rows.count) == [3, 3])
  }

  @Test("labels below the last rule, a known one among them, are credits and no table")
  func labelledCredits() throws {
    let text =
      "晨报\n第3期\n\n水厂检修\n\n水厂完成了检修。\n\n━━━━━━━━━━━━\n主编：陈立　　副主编：石磊　　责任编辑：何平\n地址：建设路9号　　邮编：430000\n"
    let bulletin = try Reading(text, profile: "generic-zh").bulletins[0]
    #expect(bulletin.articles.allSatisfy { $0.rows.isEmpty && $0.paragraphs.count == 1 })
    #expect(bulletin.editors.contains("何平"))
  }
}
