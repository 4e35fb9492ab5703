import Foundation
import GazetteTestSupport
import Testing

/// The reports for programs, held to the schemas of those who read them.
@Suite struct ReportSchemaTests {
  /// Faults of every layer, a file that is not there, and names that need escaping.
  static func command() throws -> Command {
    let command = try ValidateCommandTests.command()
    try command.folder.write("a \"b\" & 文.xml", "<note>\n<p>]]&gt;&lt;</p></note>")
    try command.folder.write("own.xml", "<article><front><issn>1</issn></front></article>")
    return command
  }

  static let inputs = [
    "good.xml", "bad.xml", "broken.xml", "none.xml", "a \"b\" & 文.xml", "own.xml", "--dtd",
    "note.dtd",
  ]

  @Test(arguments: ["en", "zh"])
  func sarifIsValidByItsSchema(_ language: String) throws {
    let command = try Self.command()
    let result = try command.run(
      ["validate", "--report", "sarif", "--lang", language] + Self.inputs)
    let file = try command.folder.write("log.sarif", result.output)
    let venv = Repository.root + "/build/venv/bin/python3"
    let python = FileManager.default.isExecutableFile(atPath: venv) ? venv : "/usr/bin/python3"
    let check = try #require(
      OutsideProgram.run(python, [Repository.root + "/Tests/Conformance/sarif.py", file]))
    guard check.status != 77 else {
      print(check.output)
      return
    }
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("1 files, 0 failures"))
  }

  static let junitSchema = Repository.root + "/build/junit-10.xsd"

  @Test func junitIsValidByItsSchema() throws {
    guard !Repository.file(Self.junitSchema).isEmpty else {
      print("skipped: no \(Self.junitSchema); `make test` fetches it")
      return
    }
    let command = try Self.command()
    let result = try command.run(["validate", "--report", "junit"] + Self.inputs)
    try command.folder.write("report.xml", result.output)
    let check = try command.run(["validate", "report.xml", "--schema", Self.junitSchema])
    #expect(check.status == 0, "\(check.output)\n\(result.output)")
    #expect(check.output.contains("junit-10.xsd]: passed"))
    try command.folder.write("wrong.xml", result.output.replacing("testcase", with: "case"))
    #expect(try command.run(["validate", "wrong.xml", "--schema", Self.junitSchema]).status == 1)
  }
}
