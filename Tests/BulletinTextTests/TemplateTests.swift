@testable import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct TemplateTests {
  /// Captured texts by field, or nil where the template does not match.
  func match(_ template: String, _ line: String) throws -> [String: String]? {
    let parsed: Template
    do throws(TemplateError) { parsed = try Template(template) } catch {
      Issue.record("\(error.reason)")
      return nil
    }
    let bytes = Array(line.utf8)
    var budget = MatchBudget()
    guard let captures = TemplateLine(parsed.lines[0]).match(bytes.span, &budget) else {
      return nil
    }
    var fields: [String: String] = [:]
    for capture in captures {
      fields[capture.field.name] = String(bytes.span.extracting(capture.range))
    }
    return fields
  }

  @Test(arguments: [
    "(责任编辑 王丽娜)", "（责任编辑：王丽娜）", "(责任编辑:王丽娜)", "（责任编辑 王丽娜）", "（责任编辑　王丽娜）",
    "( 责任编辑 ： 王丽娜 )", "(责任编辑王丽娜)",
  ])
  func creditsInEveryWidth(_ line: String) throws {
    let fields = try match("(责任编辑 {editor})", line)
    #expect(fields?["editor"]?.trimmingSpaces == "王丽娜")
  }

  @Test(arguments: [
    ("· 科学共同体要闻 ·", "科学共同体要闻"), ("·科学共同体要闻·", "科学共同体要闻"), ("・ 学会动态 ・", "学会动态"),
    ("• 地方 简讯 •", "地方 简讯"),
  ])
  func mastheadWithAnyDot(_ line: String, _ title: String) throws {
    #expect(try match("· {title} ·", line) == ["title": title])
  }

  @Test func whatIsNoMasthead() throws {
    for line in ["· ·", "··", "·", "·a", "a·b·"] {
      #expect(try match("· {title} ·", line) == nil, "\(line)")
    }
  }

  @Test func signOffOnOneLine() throws {
    let template = "{department} [{date}]"
    #expect(
      try match(template, "中国科协办公厅 [2021-03-12]") == [
        "department": "中国科协办公厅", "date": "2021-03-12",
      ])
    #expect(try match(template, "科协 办公厅［２０２１．３．１２］")?["department"] == "科协 办公厅")
    #expect(try match(template, "会议召开,通过决议。[2021-03-12]") == nil)
    #expect(try match(template, "[2021-03-12]") == nil)
    #expect(try match(template, "中国科协办公厅 [2021]") == nil)
    #expect(try match(template, "中国科协办公厅 [2021-03-12] 完") == nil)
  }

  @Test(arguments: [
    ("{title", "is not closed"), ("title}", "has no"), ("{titel}", "is not known"),
    ("{title}{text}", "something between"), ("{date} {date}", "occurs twice"),
    ("{title}\n", "a line is empty"),
    ("{title}\n[{date}]\n{editor}\n{author}", "more than three lines"),
  ])
  func faultsOfTemplatesAreNamed(_ source: String, _ words: String) {
    do throws(TemplateError) {
      _ = try Template(source)
      Issue.record("\(source) was taken")
    } catch {
      #expect(error.reason.contains(words), "\(error.reason)")
    }
  }

  @Test(arguments: [
    ("2021-03-12", "2021-03-12"), ("2021.3.12", "2021-03-12"), ("2021/3/12", "2021-03-12"),
    ("２０２１－０３－１２", "2021-03-12"), ("2021年3月12日", "2021-03-12"), ("2021 年 3 月 12 日", "2021-03-12"),
    ("二〇二一年三月十二日", "2021-03-12"), ("二○二一年十月三十一日", "2021-10-31"), ("一九九九年十二月廿五日", "1999-12-25"),
    ("2021年3月", "2021-03"), ("2021—03—12", "2021-03-12"), ("2000-02-29", "2000-02-29"),
    ("2016/05/03 (二)", "2016-05-03"), ("2016-05-03（周二）", "2016-05-03"),
    ("Mon, 6 May 96", "1996-05-06"), ("1 Apr 92 14:02:11 GMT", "1992-04-01"),
  ])
  func datesInEveryWording(_ wording: String, _ iso: String) throws {
    let bytes = Array(wording.utf8)
    let found = DateWording.match(bytes.span, at: 0)
    let date = try #require(found)
    #expect(date.iso == iso)
    #expect(date.end == bytes.count)
  }

  @Test(arguments: [
    "2021-13-12", "2021-02-29", "1900-02-29", "2021-04-31", "2021年0月3日", "2021-03-00",
  ])
  func datesThatDoNotExist(_ wording: String) throws {
    let bytes = Array(wording.utf8)
    let found = DateWording.match(bytes.span, at: 0)
    let date = try #require(found)
    #expect(!date.exists)
    #expect(date.iso == nil)
  }

  @Test func dateWithoutYear() throws {
    let bytes = Array("3月12日,中国科协".utf8)
    let found = DateWording.match(bytes.span, at: 0)
    let date = try #require(found)
    #expect(date == DateWording(year: nil, month: 3, day: 12, end: "3月12日".utf8.count))
    #expect(date.iso == nil)
  }

  @Test(arguments: [
    ("12", 12), ("十二", 12), ("一百零三", 103), ("二十", 20), ("廿一", 21), ("１２", 12), ("二〇二一", 2021),
    ("三千四百五十六", 3456), ("十", 10),
  ])
  func numerals(_ wording: String, _ value: Int) throws {
    let bytes = Array(wording.utf8)
    let found = Numeral.match(bytes.span, at: 0)
    let number = try #require(found)
    #expect(number.value == value)
    #expect(number.end == bytes.count)
  }

  @Test func printingIsExact() throws {
    let template = try Template("{department} [{date}]")
    let printer = TemplatePrinter(template)
    let line = printer.line { Array(($0 == .date ? "2021-03-12" : "办公厅").utf8) }
    #expect(line == Array("办公厅 [2021-03-12]".utf8))
    #expect(printer.line { $0 == .date ? [0x31] : nil } == nil)
    #expect(try Template("(责任编辑 {editor})").label == "责任编辑")
  }

  @Test("the marks of numbers are those that a number may hold")
  func numberMarks() {
    let marks = Set(Numeral.marks)
    let missed = (UInt32(0)..<0xFF10).filter { Numeral.isDigit($0) != marks.contains($0) }
    #expect(missed == [])
  }

  /// A gap is found wherever it stands, in a block of sixteen bytes, across two, behind the last.
  @Test(arguments: ["  ", "\t", "\u{3000}", "|", "\u{2002}\u{2002}", "\u{A0} ", "│"])
  func gapsAtEveryPlace(_ gap: String) {
    for before in 1...40 {
      for after in [1, 17, 40] {
        let line =
          String(repeating: "文", count: before / 3) + String(repeating: "x", count: before % 3 + 1)
        let text = (line + gap + String(repeating: "。", count: after)).utf8
        let isWide = ["  ", "\t", "\u{3000}"].contains(gap)
        #expect(Self.found(Array(text)) == [true, gap != "│", isWide], "\(before), \(after)")
        let plain = (line + String(repeating: "。", count: after)).utf8
        #expect(Self.found(Array(plain)) == [false, false, false], "\(before), \(after)")
      }
    }
  }

  @Test(arguments: [
    ("Watch this space...", true), ("and so on..", true), ("on October 26.", true),
    ("Vote: 3-0.", true), ("dues to $12.", true), ("The end.", true), ("12.", false),
    ("第3.", false), ("2021.3.12.", false),
  ])
  func sentenceEnds(_ text: String, _ isEnd: Bool) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.endsWithStop == isEnd)
  }

  @Test(arguments: [
    ("张三", true), ("张三 李四", true), ("欧阳小明、王五", true), ("第三中学  刘敏", true),
    ("略", false), ("图略", false), ("全文", false), ("连载", false), ("第三中学", false), ("刘敏 第三中学", false),
  ])
  func signers(_ text: String, _ areSigners: Bool) {
    let bytes = Array(text.utf8)
    #expect(PersonName.areSigners(bytes.span) == areSigners)
  }

  @Test(arguments: [
    "2022-09-15 08:30", "2022年9月15日　08：30", "2022-09-15 08:30:15", "March 12, 2021 10:00",
  ])
  func timesOfDay(_ text: String) {
    let bytes = Array(text.utf8)
    let wording = DateWording.match(bytes.span, at: 0)
    #expect(wording?.end == bytes.count)
    #expect(wording?.day != nil)
  }

  private static func found(_ text: [UInt8]) -> [Bool] {
    let line = text.span
    return [line.mayHoldGap, line.mayHoldWords, line.holdsWideGap]
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " || $0 == ":" || $0 == "：" })
  }
}
