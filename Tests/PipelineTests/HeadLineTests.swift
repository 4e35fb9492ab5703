import GazetteDocumentModel
import GazettePipeline
import Testing

/// Head lines that hold several facts side by side.
@Suite struct HeadLineTests {
  @Test(arguments: [
    (
      "ST. BRENDAN'S BULLETIN\nSunday 14 March 2021          No. 11\n\nNOTICES\n\nThe hall is closed.\n",
      #""title":"ST. BRENDAN'S BULLETIN","language":"en","issue":"11","#
        + #""dates":[{"type":"published","iso":"2021-03-14","text":"Sunday 14 March 2021"}]}"#
    ),
    (
      "The Garden Letter\nVolume 3 | Issue 7 | 2 May 2020\n\nSeeds\n\nSow beans now.\n",
      #""title":"The Garden Letter","language":"en","volume":"3","issue":"7","#
        + #""dates":[{"type":"published","iso":"2020-05-02","text":"2 May 2020"}]}"#
    ),
    (
      "  要情快报        2022年第37期   内部资料 注意保存\n编发：信息中心    编发时间：2022-09-15\n\n"
        + "■ 今日热点\n\n　　昨晚有雨。\n",
      #""title":"要情快报","language":"zh","publisher":"信息中心","volume":"2022","issue":"37","#
        + #""classification":"内部资料 注意保存","dates":[{"type":"published","iso":"2022-09-15"}]}"#
    ),
    (
      "━━━━━━━━━━━━━\n　図書館だより　第52号　　2020年10月1日発行\n━━━━━━━━━━━━━\n\n■休館日\n\n　五日は休館です。\n",
      #""title":"図書館だより","language":"ja","issue":"52","#
        + #""dates":[{"type":"published","iso":"2020-10-01","text":"2020年10月1日"}]}"#
    ),
  ])
  func factsSideBySideAreTold(_ text: String, _ expected: String) throws {
    let lines = try Converted(Array(text.utf8), from: "text", to: "jsonl").text
    #expect(lines.hasPrefix(#"{"type":"bulletin","# + expected), "\(lines)")
  }

  /// A line of running text with a dash or a gap is no head line.
  @Test(arguments: [
    "Report\n\nIssues -- and what became of them\n\nNothing.\n",
    "要闻\n\n会议 — 第3期培训班开班。\n",
  ])
  func runningTextIsLeftAlone(_ text: String) throws {
    let lines = try Converted(Array(text.utf8), from: "text", to: "jsonl").text
    #expect(!lines.contains("\"issue\"") && !lines.contains("\"custom\""), "\(lines)")
  }

  /// `１．秋の読書週間` between two rules is a title, not the one item of a list.
  @Test func numberedLinesBetweenRulesAreTitles() throws {
    let rule = "─────────────\n"
    let text =
      "━━━━━━━━━━━━━\n　図書館だより　第52号　　2020年10月1日発行\n━━━━━━━━━━━━━\n\n　ご利用ありがとうございます。\n\n"
      + rule + "１．秋の読書週間\n" + rule + "　講演会を開催します。\n\n"
      + rule + "２．休館日のご案内\n" + rule + "　10月5日、12日は休館します。\n\n"
    let lines = try Converted(Array(text.utf8), from: "text", to: "jsonl").text
    for title in ["１．秋の読書週間", "２．休館日のご案内"] {
      #expect(lines.contains(#"{"type":"article","title":"\#(title)","#), "\(lines)")
    }
    #expect(!lines.contains("\"list\"") && !lines.contains("\"heading\""), "\(lines)")
  }
}
