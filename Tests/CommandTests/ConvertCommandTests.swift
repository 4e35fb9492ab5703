import Foundation
import GazetteTestSupport
import Testing

@Suite struct ConvertCommandTests {
  /// A folder with the seed as issue.txt.
  func seeded() throws -> Command {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    return command
  }

  @Test func severalFormatsFromOneParse() throws {
    let command = try seeded()
    let result = try command.run([
      "convert", "issue.txt", "-t", "jats", "-t", "csv", "-t", "text", "-o", "out/",
    ])
    #expect(result.status == 0 && result.errors == "" && result.output == "")
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path + "/out")
      .sorted()
    #expect(names == ["issue.csv", "issue.jats.xml", "issue.txt"])
  }

  @Test func pipesInAndOut() throws {
    let command = try Command()
    let piped = try command.run(["convert", "-t", "jats"], input: Repository.seed)
    let named = try seeded().run(["convert", "issue.txt", "-t", "jats"])
    #expect(piped.status == 0)
    #expect(piped.output == named.output)
    #expect(piped.output.contains("王丽娜"))
  }

  @Test func aRealPipeIsSpooledForLateFacts() throws {
    let command = try seeded()
    let piped = try command.shell("cat issue.txt | gazette convert -t csv")
    #expect(piped.output == (try command.run(["convert", "issue.txt", "-t", "csv"])).output)
  }

  @Test func stagesChain() throws {
    let command = try seeded()
    let chained = try command.shell("gazette read issue.txt | gazette write -t text")
    let direct = try command.run(["convert", "issue.txt", "-t", "text"])
    #expect(chained.status == 0)
    #expect(chained.output == direct.output)
  }

  @Test func quietSaysErrorsOnly() throws {
    let command = try Command()
    try command.folder.write("a.txt", "One\n\nSome text without a layout.\n")
    let told = try command.run(["convert", "a.txt", "-t", "json"])
    #expect(told.errors.contains("GZ2108"))
    let quiet = try command.run(["convert", "a.txt", "-t", "json", "--quiet"])
    #expect(quiet.errors == "" && quiet.output == told.output && quiet.status == told.status)
    #expect(try command.run(["convert", "none.txt", "-t", "json", "-q"]).errors.contains("GZ1001"))
    #expect(try command.run(["read", "a.txt", "-q", "-v"]).status == 64)
  }

  @Test func aNameThatIsTakenMayBeLeftAlone() throws {
    let command = try seeded()
    try command.folder.write("a.json", "mine")
    let refused = try command.run(["convert", "issue.txt", "-o", "a.json", "--no-clobber"])
    #expect(refused.status == 73 && refused.errors.contains("a.json: is there already"))
    #expect(Repository.file(command.folder.path + "/a.json") == Array("mine".utf8))
    #expect(try command.run(["convert", "issue.txt", "-o", "b.json", "--no-clobber"]).status == 0)
  }

  @Test func listingsSpeakTheLanguageAskedFor() throws {
    let command = try Command()
    for listing in ["formats", "filters", "profiles"] {
      let chinese = try command.run([listing], environment: ["LC_ALL": "zh_CN.UTF-8"]).output
      #expect(try command.run([listing, "--lang", "zh"]).output == chinese)
      #expect(try command.run([listing]).output != chinese)
    }
  }

  /// What a page is shown with has no content; anything else of its head is a loss.
  @Test func aStylesheetIsNoLoss() throws {
    let command = try Command()
    let page =
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>A</title>LINKS</head><body><p>b.</p></body></html>"
    let shown =
      "<link rel=\"stylesheet\" href=\"s.css\"/><link rel=\"shortcut icon\" href=\"i.png\"/>"
    try command.folder.write("a.xhtml", page.replacing("LINKS", with: shown))
    let strict = try command.run(["convert", "a.xhtml", "-t", "json", "--strict"])
    #expect(strict.status == 0 && strict.errors == "")
    try command.folder.write(
      "b.xhtml", page.replacing("LINKS", with: "<link rel=\"next\" href=\"c.xhtml\"/>"))
    let lost = try command.run(["convert", "b.xhtml", "-t", "json"])
    #expect(lost.status == 1)
    #expect(lost.errors.contains("no place for <link> in the head, left out 1 ×"))
  }

  /// A format has its name in capitals too, and its file endings for names.
  @Test func formatsHaveOtherNames() throws {
    let command = try seeded()
    for (name, other) in [("jats", "JATS"), ("xhtml", "html"), ("text", "txt"), ("jats", "xml")] {
      let plain = try command.run(["convert", "issue.txt", "-t", name])
      #expect(plain.status == 0)
      #expect(try command.run(["convert", "issue.txt", "-t", other]).output == plain.output)
    }
  }

  @Test func aFileOfTabsIsCSV() throws {
    let command = try seeded()
    let tabs = try command.run(["convert", "issue.txt", "-t", "csv", "-O", "csv.delimiter=tab"])
    for line in [
      "gazette convert issue.txt -o a.tsv", "gazette read issue.txt | gazette write -o a.tsv",
    ] {
      #expect(try command.shell(line).status == 0)
      let written = Repository.file(command.folder.path + "/a.tsv")
      #expect(written == Array(tabs.output.utf8))
    }
    let lines = try command.run(["read", "a.tsv"])
    #expect(lines.status == 0)
    #expect(
      try command.run(["read", "-f", "csv"], input: Array(tabs.output.utf8)).output == lines.output)
    let commas = try command.run([
      "convert", "issue.txt", "-o", "b.tsv", "-O", "csv.delimiter=comma",
    ])
    #expect(commas.status == 0)
    #expect(Repository.file(command.folder.path + "/b.tsv").starts(with: "bulletin,".utf8))
  }

  @Test func foldersAreMadeWithThoseAboveThem() throws {
    let command = try seeded()
    let result = try command.run(["convert", "issue.txt", "-t", "json", "-o", "new/sub/folder/"])
    #expect(result.status == 0 && result.errors == "")
    #expect(!Repository.file(command.folder.path + "/new/sub/folder/issue.json").isEmpty)
  }

  @Test func aBookIsNotWrittenToATerminal() throws {
    let command = try seeded()
    // script(1) gives its child a terminal.
    guard try command.shell("command -v script").status == 0 else { return }
    let shown = try command.shell("script -qec 'gazette convert issue.txt -t epub' /dev/null")
    #expect(shown.status == 64 && shown.output.contains("GZ6001"))
    let piped = try command.shell("gazette convert issue.txt -t epub | head -c 2")
    #expect(piped.output == "PK")
  }

  /// What a file is called does not make a running text of markup.
  @Test(arguments: ["jats", "xhtml", "json", "jsonl", "csv"])
  func whatIsCalledATextMayBeAnotherFormat(_ format: String) throws {
    let command = try seeded()
    let named = try command.shell(
      "gazette convert issue.txt -t \(format) > other.txt; gazette convert other.txt -t json")
    #expect(named.status == 0)
    #expect(
      named.complaints.count == 1
        && named.errors.contains("other.txt:1:1: is called text by its name, but holds \(format)"))
    #expect(named.errors.contains("GZ1306"))
    let asked = try command.run(["convert", "other.txt", "-f", format, "-t", "json"])
    #expect(asked.errors == "" && asked.output == named.output)
  }

  @Test func csvOnAPipeIsToldByItsHeader() throws {
    let command = try seeded()
    let lines = try command.run(["read", "issue.txt"]).output
    let blocks = try command.shell(
      "gazette convert issue.txt -t csv -O csv.layout=blocks -O csv.delimiter=tab | gazette read")
    #expect(blocks.status == 0 && blocks.errors == "" && blocks.output == lines)
    let twice = try command.shell(
      "gazette convert issue.txt -t csv | gazette convert -t csv -O csv.delimiter=semicolon"
        + " | gazette convert -t csv")
    #expect(twice.output == (try command.run(["convert", "issue.txt", "-t", "csv"])).output)
    let other = try command.run(["convert", "-f", "csv", "-t", "json"], input: Array("a,b\n".utf8))
    #expect(other.status == 65 && other.errors.contains("<stdin>:1:1: the header row"))
  }

  @Test func formulasAreGuardedAtEitherEnd() throws {
    let command = try Command()
    let input = "title,text\n=1+1,'=2\n"
    try command.folder.write("a.csv", input)
    let guarded = try command.run(["convert", "a.csv", "--csv-safe", "-o", "b.csv"])
    #expect(guarded.status == 0)
    let written = String(decoding: Repository.file(command.folder.path + "/b.csv"), as: UTF8.self)
    #expect(written.contains(",'=1+1,") && written.contains("\"'=2\""))
    let read = try command.run(["read", "b.csv", "--csv-safe"]).output
    #expect(read.contains("\"=1+1\"") && read.contains("\"=2\""))
    let plain = try command.shell(
      "gazette read b.csv -O csv.safe=no | gazette write -t csv --csv-safe")
    #expect(plain.output.contains(",''=1+1,") && plain.output.contains("\"''=2\""))
  }

  @Test func aClosedPipeIsAQuietEnd() throws {
    let command = try seeded()
    try command.folder.write(
      "long.txt", Array(repeating: Repository.seed, count: 300).flatMap { $0 })
    let result = try command.shell(
      "(gazette convert long.txt -t json; echo $? > status) | head -c 10")
    #expect(result.errors == "")
    #expect(Repository.file(command.folder.path + "/status") == Array("0\n".utf8))
  }

  @Test func oneBadFileDoesNotStopTheRest() throws {
    let command = try seeded()
    try command.folder.write("empty.txt", "")
    let result = try command.run(["convert", "empty.txt", "issue.txt", "-t", "json", "-o", "out/"])
    #expect(result.status == 65)
    #expect(result.complaints.count == 1)
    #expect(FileManager.default.fileExists(atPath: command.folder.path + "/out/issue.json"))
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/out/empty.json"))
  }

  @Test func anUnchangedOutputKeepsItsTime() throws {
    let command = try seeded()
    let path = command.folder.path + "/out.json"
    func modified() throws -> Date? {
      try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    }
    _ = try command.run(["convert", "issue.txt", "-o", "out.json"])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    _ = try command.run(["convert", "issue.txt", "-o", "out.json", "--if-changed"])
    #expect(try modified() == Date(timeIntervalSince1970: 1))
    _ = try command.run(["convert", "issue.txt", "-o", "out.json", "-M", "title=x", "--if-changed"])
    #expect(try modified() != Date(timeIntervalSince1970: 1))
  }

  @Test func theDepfileNamesWhatAnOutputDependsOn() throws {
    let command = try seeded()
    try command.folder.write("my profile.yaml", "name: mine\nmasthead: \"· {title} ·\"\n")
    let result = try command.run([
      "convert", "issue.txt", "--profile", "my profile.yaml", "-o", "out.json", "--depfile",
      "out.d",
    ])
    #expect(result.status == 0)
    let rule = String(decoding: Repository.file(command.folder.path + "/out.d"), as: UTF8.self)
    #expect(rule.hasPrefix("out.json: issue.txt my\\ profile.yaml\n"))
  }

  @Test func explainSaysWhatEachLineIs() throws {
    let command = try seeded()
    let result = try command.run(["explain", "issue.txt"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("profile cast (chosen, score 100)\n"))
    #expect(result.output.ranges(of: "continuation").count == 6)
    let json = try command.run(["explain", "issue.txt", "--report", "json"])
    for line in json.output.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func reportsAsJSONLines() throws {
    let command = try seeded()
    let result = try command.run(["convert", "issue.txt", "-o", "out.json", "--report", "json"])
    #expect(result.status == 0)
    #expect(result.complaints.count == 8)
    for line in result.complaints {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["code"] is String && object["severity"] as? String == "information")
    }
  }

  @Test(arguments: [("formats", "jats"), ("profiles", "cast"), ("filters", "select=EXPR")])
  func listings(_ name: String, _ words: String) throws {
    let command = try Command()
    #expect(try command.run([name]).output.contains(words))
    let json = try command.run([name, "--json"]).output
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [[String: Any]])
  }

  @Test func theReadmesCommandsRun() throws {
    let command = try seeded()
    let readme = String(decoding: Repository.bytes("README.md"), as: UTF8.self)
    var lines: [String] = []
    var inShell = false
    for line in readme.split(separator: "\n") {
      if line.hasPrefix("```") {
        inShell = line == "```sh"
      } else if inShell, line.hasPrefix("gazette") {
        lines.append(String(line))
      }
    }
    #expect(lines.count >= 7)
    // The archive of the example, made by the program itself.
    _ = try command.run(["batch", "issue.txt", "-t", "text", "-o", "1990-2020.zip"])
    for line in lines {
      let result = try command.shell(line)
      #expect(result.status == 0, "\(line): \(result.errors)")
    }
  }
}
