import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct ProfileCheckTests {
  static func findings(_ yaml: String) throws -> [ProfileCheck.Finding] {
    ProfileCheck(try LayoutProfile(yaml: Array(yaml.utf8), file: "draft.yaml")).findings()
  }

  @Test(arguments: LayoutProfile.builtIn.map(\.name))
  func builtInProfilesHaveNoTemplateInAnothersWay(_ name: String) throws {
    let check = ProfileCheck(try #require(LayoutProfile.named(name)))
    #expect(check.templateCount > 3)
    #expect(check.findings().isEmpty, "\(check.findings())")
  }

  @Test(arguments: [
    // A general template before a special one.
    ("name: x\nmasthead: [\"{title}\", \"· {title} ·\"]", 2, 23, "{title}"),
    // Half and full width are the same.
    ("name: x\ncredits:\n  - \"责任编辑：{editor}\"\n  - \"责任编辑:{editor}\"", 4, 5, "责任编辑：{editor}"),
    // A part that is tried before.
    (
      "name: x\nsection: \"■ {title}\"\narticle: {title: {template: [\"■ 【{title}】\"]}}", 3, 30,
      "■ {title}"
    ),
    // A sign-off of two lines.
    (
      "name: x\narticle:\n  sign-off: [\"{department}\\n{date}\", \"{department}\\n{date}\"]", 3,
      38,
      "{department}\n{date}"
    ),
    ("name: x\nrules: [\"===\", \"=====\"]", 2, 16, "==="),
  ])
  func unreachable(_ yaml: String, _ line: Int, _ column: Int, _ other: String) throws {
    let findings = try Self.findings(yaml)
    #expect(findings.count == 1, "\(findings)")
    let finding = try #require(findings.first)
    #expect(finding.kind == .unreachable)
    #expect(finding.position.line == UInt32(line))
    #expect(finding.position.column == UInt32(column))
    #expect(finding.otherTemplate == other)
  }

  @Test func ambiguous() throws {
    let findings = try Self.findings(
      "name: x\narticle:\n  item: [\"{digits}. {text}\", \"{number}. {text…，三项工作展开}\"]")
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.kind == .ambiguous)
    #expect(finding.line.hasSuffix(",三项工作展开"), "\(finding.line)")
  }

  @Test(arguments: [
    "name: x\nmasthead: [\"· {title} ·\", \"{title}\"]",
    "name: x\nhead: [\"第{issue}期\", \"第{issue}期 {date}\", \"{date}\"]",
    "name: x\ncontents: {item: [\"{digits}. {text}\"]}\narticle: {item: [\"{digits}. {text}\"]}",
    "name: x\narticle: {heading: [\"({number}) {text}\", \"{digits}. {text}\", \"({digits}) {text}\"]}",
  ])
  func specialBeforeGeneralIsNoFinding(_ yaml: String) throws {
    #expect(try Self.findings(yaml).isEmpty)
  }

  @Test func arabicHeadingsKeepTheirLevel() throws {
    let profile = try LayoutProfile(
      yaml: Array(
        "name: x\narticle: {heading: [\"({number}) {text}\", \"({digits}) {text}\"]}".utf8),
      file: "x.yaml")
    #expect(profile.templates.first?.templates == ["({digits}) {text}", "({number}) {text}"])
  }
}
