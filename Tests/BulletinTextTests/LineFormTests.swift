import GazetteDocumentModel
import Testing

@testable import GazetteBulletinText

/// What a line is by its form: most are told by their first bytes, and must be told the same by all of them.
@Suite struct LineFormTests {
  @Test(arguments: [
    ("━━━━━━", true, true, true), ("━━", false, false, true), ("------", true, true, true),
    ("======", true, true, true), ("--", false, false, true), ("***", true, false, false),
    ("* * *", true, false, false), ("☆★☆★☆★", false, true, false), ("│││││││", true, true, false),
    ("aaaaaa", false, false, false), ("会会会会", false, false, false), ("───┼───", false, true, true),
    ("-----a", false, false, false), ("——————", true, true, false),
  ])
  func rows(_ text: String, isRule: Bool, isOrnament: Bool, isTableRule: Bool) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.isRule == isRule)
    #expect(bytes.span.isOrnament == isOrnament)
    #expect(bytes.span.isTableRule == isTableRule)
  }

  @Test(arguments: [
    ("日　時：三月", true), ("日 時：三月", true), ("日時：三月", false), ("会议指出", false),
    ("Date: 3 March", false), ("a b", false), ("あ　い：う", true), ("日", false), ("日　時", false),
  ])
  func spacedLabels(_ text: String, _ hasLabel: Bool) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.hasSpacedLabel == hasLabel)
  }

  @Test(arguments: [
    ("会议指出", false), ("会议指出。", true), ("会议指出：", true), ("会议指出。”", true),
    ("会议指出？）", true),
    ("the end", false), ("THE END", false), ("R&amp;", false), ("日", false), ("。", true),
    ("a!", true),
    ("会议。(科研处)", true), ("会议(科研处)", false), ("あ", false), ("한국어", false),
  ])
  func stops(_ text: String, _ isEnd: Bool) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.endsWithStop == isEnd)
  }

  /// A row of marks ends where the text of a placeholder begins with the same mark.
  @Test(arguments: ["--标题--", "---标题---", "-- -标题--", "--标题------"])
  func marksBesideTheSameMark(_ text: String) throws {
    let line = Array(text.utf8)
    var budget = MatchBudget()
    let list = TemplateList([try Template("--{title}--")])
    let match = try #require(list.match(line.span, &budget))
    let title = try #require(match.first(.title)).range
    let left = (0..<line.count).count { !title.contains($0) && line[$0] == 0x2D }

    var marks = LayoutMarks()
    marks.count(line.span, match)
    let log = DiagnosticLog()
    let diagnostics = DiagnosticCollector(file: "test", minimumSeverity: .information) {
      log.all.append($0)
    }
    marks.report("test", to: diagnostics)
    #expect(log.all.map(\.arguments) == [["test", "- ×\(left)"]])
  }
}
