import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

@Suite struct SelectTests {
  static func article(
    _ title: String, department: String, iso: String?, keyword: String? = nil, _ text: String...
  ) -> [OwnedEvent] {
    var events: [OwnedEvent] = [.start(.article)] + .element(.title, title)
    events += [.start(.contributor), .attribute(.kind, "organization"), .text(department)]
    events.append(.end(.contributor))
    if let iso { events += [.start(.date), .attribute(.iso, iso), .end(.date)] }
    if let keyword { events.append(.metadata(.keyword, keyword)) }
    events.append(.start(.body))
    for paragraph in text { events += .element(.paragraph, paragraph) }
    return events + [.end(.body), .end(.article)]
  }

  static let document: [OwnedEvent] =
    [.start(.bulletin)] + .element(.title, "要闻") + [
      .start(.date), .attribute(.iso, "2021-04-30"), .end(.date), .metadata(.place, "北京"),
    ]
    + article("甲", department: "中国科协办公厅", iso: "2021-03-12", keyword: "党建", "推进5G建设", "其他")
    + [.start(.section)] + .element(.title, "学会")
    + article("乙", department: "中国计算机学会", iso: "2021-03", "大会", "在北京召开")
    + article("丙", department: "中国科协调研宣传部", iso: nil, "发展 ai。") + [.end(.section)]
    + [.start(.section)] + .element(.title, "空") + article("丁", department: "x", iso: "2020", "")
    + [.end(.section)] + .element(.contributor, "王丽娜") + [.end(.bulletin)]

  static let expressions: [(String, String)] = [
    ("date>=2021-03-01 and date<2021-04-01", "甲乙"),
    ("date=2021-03", "甲乙"), ("date>2021-03", "丙"), ("date<=2020-12-31", "丁"),
    ("date!=2021", "丁"), ("date=2021-04-30", "丙"),
    ("department~\"科协\"", "甲丙"), ("department=中国计算机学会", "乙"),
    ("department!~中国", "丁"), ("contributor~学会", "乙"),
    ("section=\"学会\"", "乙丙"), ("not section=学会", "甲丁"), ("section=''", ""),
    ("text~\"5G\"", "甲"), ("text~'5g'", "甲"), ("text~AI", "丙"), ("text!~北京", "甲丙丁"),
    // A hit does not go over the end of a paragraph.
    ("text~大会在", ""), ("title~乙 or title=丁", "乙丁"), ("keyword=党建", "甲"),
    ("place=北京", "甲乙丙丁"), ("not (title=甲 or title=乙) and date>=2021", "丙"),
    ("title=甲 or title=乙 and title=丙", "甲"), ("notitle=甲", "!"), ("not not title=甲", "甲"),
    ("text~5G and section=学会 or text~大会", "乙"),
  ]

  @Test(arguments: expressions)
  func expression(_ expression: (String, String)) throws {
    for document in [Self.document, Self.document.cutIntoScalars] {
      guard expression.1 != "!", expression.0 != "section=''" else {
        #expect(throws: ConversionError.self) {
          try Filtered(document, by: "select=" + expression.0)
        }
        continue
      }
      let made = try Filtered(document, by: "select=" + expression.0)
      var titles = ""
      for (before, event) in zip(made.events, made.events.dropFirst()) {
        if before == .start(.title), case .text(let text) = event, "甲乙丙丁".contains(text) {
          titles += text
        }
      }
      #expect(titles == expression.1)
      let left = 4 - expression.1.count
      #expect(made.codes.contains(.articlesNotSelected) == (left > 0))
      #expect(made.codes.contains(.bulletinLeftEmpty) == expression.1.isEmpty)
      #expect(made.diagnostics.allSatisfy { !$0.code.isLoss })
      if left > 0 { #expect(made.diagnostics.last?.arguments.prefix(2) == ["\(left)", "4"]) }
      #expect(made.text.contains("空") == expression.1.contains("丁"))
      #expect(made.text.hasSuffix("王丽娜\n"))
    }
  }

  @Test(arguments: [
    ("", 1), ("colour=red", 1), ("date", 5), ("date~2021", 5), ("date>2021-02-30", 6),
    ("title=\"甲", 7), ("(title=甲", 9), ("title=甲 title=乙", 9), ("title<甲", 6), ("text=甲", 5),
    ("title=甲 and", 12), ("title!>甲", 7), ("title=", 7), ("title=甲)", 8),
  ])
  func faultsNameTheColumn(_ fault: (String, Int)) throws {
    do {
      _ = try Filters.stage("select=" + fault.0)
      Issue.record("\(fault.0) is taken")
    } catch {
      #expect(error.code == .filterArgument)
      #expect(error.diagnostic.message().contains("at column \(fault.1): "))
    }
  }

  @Test func deepNestingIsAFaultNotACrash() {
    for begin in ["(", "not "] {
      let text = String(repeating: begin, count: 100_000)
      #expect(throws: ConversionError.self) { try Filters.stage("select=" + text) }
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func documents(_ seed: UInt64) throws {
    let document = generated(seed)
    // What is wanted whole comes whole, sections without an article excepted.
    let all = try Filtered(document, by: "select=not title=@@ and text!~@@")
    #expect(try all.events == Self.withoutEmptySections(document.joined), "seed \(seed)")
    let none = try Filtered(document, by: "select=text~@@").events
    #expect(!none.contains(.start(.article)) && !none.contains(.start(.section)))
    let some = try Filtered(document, by: "select=text~会 or date<2020").events
    #expect(
      try Filtered(document.cutIntoScalars, by: "select=text~会 or date<2020").events == some)
    let others = try Filtered(document, by: "select=not (text~会 or date<2020)").events
    let count = { (events: [OwnedEvent]) in events.count { $0 == .start(.article) } }
    #expect(count(some) + count(others) == count(document), "seed \(seed)")
  }

  static func withoutEmptySections(_ events: [OwnedEvent]) -> [OwnedEvent] {
    var result: [OwnedEvent] = []
    var section: Int?
    for event in events {
      if event == .start(.section) { section = result.count }
      if event == .start(.article) { section = nil }
      result.append(event)
      if event == .end(.section), let start = section { result.removeSubrange(start...) }
    }
    return result
  }
}
