import Foundation
import GazetteTestSupport
import Testing

@Suite struct FilterCommandTests {
  /// The page's examples do what it says. Those with jq need jq.
  @Test func thePagesExamplesRun() throws {
    // `merge` has something to say, and only that.
    let count = try GuidePage("docs/filters.md").run { $0.contains("GZ7103") }
    #expect(count == 8)
  }

  @Test func everyCommandTakesFiltersInTheirOrder() throws {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    let filters = ["--filter", "punctuation=full", "--filter", "sed s/，/@/g"]
    let read = try command.run(["read", "issue.txt"] + filters)
    #expect(read.status == 0 && read.output.contains("会议强调@"))
    let converted = try command.run(["convert", "issue.txt", "-t", "jsonl"] + filters)
    #expect(converted.output == read.output)
    try command.folder.write("issue.jsonl", try command.run(["read", "issue.txt"]).output)
    let written = try command.run(["write", "issue.jsonl", "-t", "jsonl"] + filters)
    #expect(written.output == read.output)
    let reversed = try command.run(
      ["read", "issue.txt", "--filter", "sed s/，/@/g", "--filter", "punctuation=full"])
    #expect(reversed.output.contains("会议强调，") && !reversed.output.contains("@"))
  }

  @Test func standardErrorOfAProgramIsShown() throws {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    let result = try command.run([
      "convert", "issue.txt", "-o", "out.json", "--filter", "echo a word >&2; cat; exit 4",
    ])
    #expect(result.status == 74)
    #expect(result.complaints.count == 2)
    #expect(result.complaints.first == "a word")
    #expect(result.complaints.last?.contains("status 4") == true)
    #expect(command.folder.names == ["issue.txt"])
  }

  @Test func outputsDependOnProgramsThatAreFiles() throws {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    let script = try command.folder.write("keep.sh", "#!/bin/sh\nexec cat\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    let result = try command.run([
      "convert", "issue.txt", "-o", "out.json", "--depfile", "out.d", "--filter", "./keep.sh",
      "--filter", "select=text~a/b or date>2000", "--filter", "cat -",
    ])
    #expect(result.status == 0)
    let rule = String(decoding: Repository.file(command.folder.path + "/out.d"), as: UTF8.self)
    #expect(rule.hasPrefix("out.json: issue.txt ./keep.sh\n"))
  }

  @Test func lossesOfFiltersAreListed() throws {
    let command = try Command()
    let lines =
      "{\"type\":\"bulletin\",\"issue\":\"1\"}\n{\"type\":\"end\"}\n"
      + "{\"type\":\"bulletin\",\"issue\":\"2\"}\n{\"type\":\"end\"}\n"
    try command.folder.write("two.jsonl", lines)
    let arguments = ["convert", "two.jsonl", "-t", "json", "--filter", "merge"]
    let losses = try command.run(arguments + ["--losses"])
    #expect(losses.status == 1 && losses.output.contains("two.jsonl:3:28: the issue \"2\""))
    let strict = try command.run(arguments + ["--strict"])
    #expect(strict.status == 1 && strict.output == "" && strict.errors.contains("GZ6101"))
    #expect(try command.run(arguments).status == 1)
  }

  @Test func oneProgramRunsForEachInput() throws {
    let command = try Command()
    for name in ["a.txt", "b.txt"] { try command.folder.write(name, Repository.seed) }
    let result = try command.run([
      "convert", "a.txt", "b.txt", "-t", "json", "-o", "out/", "--filter", "echo one >>log; cat",
    ])
    #expect(result.status == 0 && result.errors == "")
    #expect(Repository.file(command.folder.path + "/log") == Array("one\none\n".utf8))
  }

  @Test func aChangedEditorIsChangedInEveryFormat() throws {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    for format in ["jats", "csv", "xhtml", "text", "jsonl"] {
      for change in [["-M", "editor=张三"], ["--filter", "sed s/王丽娜/张三/"]] {
        let output = try command.run(["convert", "issue.txt", "-t", format] + change).output
        #expect(output.contains("张三") && !output.contains("王丽娜"), "\(format) \(change)")
      }
    }
  }

  @Test func aPipeIsFilteredAsAFileIs() throws {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    let line = "gazette convert -t jats --filter split --filter cat"
    let piped = try command.shell("cat issue.txt | " + line)
    #expect(piped.status == 0 && piped.output.contains("王丽娜"))
    #expect(piped.output == (try command.shell(line + " issue.txt")).output)
  }
}
