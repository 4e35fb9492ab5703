import GazetteTestSupport
import Testing

@Suite struct ReportCommandTests {
  static let record =
    #"{"name":"a.txt","size":9,"status":"converted","outputs":[],"counts":{"articles":1},"date":"2021-03-12","departments":{"办公厅":1},"dates":{"2021-03":1},"diagnostics":{}}"#
    + "\n"

  /// The form is told by name, or asked for.
  @Test func aReportIsAFileOrAPipe() throws {
    let command = try Command()
    try command.folder.write("m.jsonl", Self.record)
    for (file, beginning) in [
      ("r.html", "<!DOCTYPE html>"), ("r.json", "{\"entries\":1,"), ("r.xml", "<?xml "),
    ] {
      let written = try command.run(["report", "m.jsonl", "-o", file])
      #expect(written.status == 0 && written.errors == "")
      let text = String(
        decoding: Repository.file(command.folder.path + "/" + file), as: UTF8.self)
      #expect(text.hasPrefix(beginning))
      let form = String(file.dropFirst(2))
      let piped = try command.run(
        ["report", "-", "-t", form], input: Array(Self.record.utf8))
      #expect(piped.output.replacing("&lt;stdin&gt;", with: "m.jsonl") == text)
    }
    let chinese = try command.run(["report", "m.jsonl", "--lang", "zh"])
    #expect(chinese.output.contains("全部 1 期简报已转换"))
  }

  /// A manifest that cannot be read leaves what was there.
  @Test func failuresWriteNothing() throws {
    let command = try Command()
    try command.folder.write("m.jsonl", Self.record + "{}\n")
    try command.folder.write("r.html", "old")
    let bad = try command.run(["report", "m.jsonl", "-o", "r.html"])
    #expect(bad.status == 65)
    #expect(bad.complaints.count == 1 && bad.errors.hasPrefix("m.jsonl:2:1: "))
    #expect(Repository.file(command.folder.path + "/r.html") == Array("old".utf8))
    #expect(try command.run(["report", "none.jsonl"]).status == 66)
    #expect(try command.run(["report", "m.jsonl", "-t", "pdf"]).status == 64)
    #expect(command.folder.names == ["m.jsonl", "r.html"])
  }
}
