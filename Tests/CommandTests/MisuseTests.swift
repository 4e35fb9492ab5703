import Foundation
import GazetteTestSupport
import Testing

/// Every misuse gives one clear line, the documented status, and no output.
@Suite struct MisuseTests {
  struct Misuse: CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var status: Int32
    /// What the line says.
    var words: [String]
    var files: [String: [UInt8]] = [:]
    var testDescription: String { name }
  }

  static let bulletin = Array("· 要闻 ·\n\n标题\n\n正文。\n\n办公厅 [2021-03-12]\n".utf8)

  static let table: [Misuse] = [
    Misuse(
      name: "missing file", arguments: ["convert", "none.txt", "-o", "out.json"], status: 66,
      words: ["none.txt", "no such file", "GZ1001"]),
    Misuse(
      name: "a folder", arguments: ["convert", ".", "-t", "json", "-o", "out.json"], status: 66,
      words: ["is a folder", "GZ1002"]),
    Misuse(
      name: "unknown format", arguments: ["convert", "in.txt", "-t", "docx", "-o", "out"],
      status: 64,
      words: ["docx", "known are text, jats", "GZ1301"], files: ["in.txt": bulletin]),
    Misuse(
      name: "XML of another kind",
      arguments: ["convert", "in.xml", "-t", "json", "-o", "out.json"],
      status: 65, words: ["<book>", "JATS", "<article>", "GZ4305"],
      files: ["in.xml": Array("<book/>".utf8)]),
    Misuse(
      name: "no format", arguments: ["convert", "in.txt"], status: 64, words: ["-t", "GZ1302"],
      files: ["in.txt": bulletin]),
    Misuse(
      name: "binary input", arguments: ["convert", "in.txt", "-o", "out.json"], status: 65,
      words: ["in.txt:1:5:", "0x00", "GZ1006"],
      files: ["in.txt": [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 0]]),
    Misuse(
      name: "a PDF", arguments: ["convert", "in.txt", "-o", "out.json"], status: 65,
      words: ["is a PDF", "pdftotext", "GZ1009"],
      files: ["in.txt": Array("%PDF-1.7\n1 0 obj\n".utf8)]),
    Misuse(
      name: "rich text", arguments: ["convert", "in.rtf", "-o", "out.json"], status: 65,
      words: ["RTF", "plain text", "GZ1009"],
      files: ["in.rtf": Array("{\\rtf1\\ansi Hello\\par}".utf8)]),
    Misuse(
      name: "a document of Word", arguments: ["convert", "in.doc", "-o", "out.json"], status: 65,
      words: ["office document", "GZ1009"],
      files: ["in.doc": [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]]),
    Misuse(
      name: "a compressed file", arguments: ["convert", "in.gz", "-t", "json", "-o", "out.json"],
      status: 65, words: ["compressed", "gazette batch", "GZ1009"],
      files: ["in.gz": [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]]),
    Misuse(
      name: "XML of another kind, called a text",
      arguments: ["convert", "in.txt", "-f", "jats", "-t", "json", "-o", "out.json"],
      status: 65, words: ["<book>", "GZ4305"],
      files: ["in.txt": Array("<?xml version=\"1.0\"?>\n<book/>".utf8)]),
    Misuse(
      name: "empty input", arguments: ["convert", "in.txt", "-o", "out.json"], status: 65,
      words: ["holds no text", "GZ1005"], files: ["in.txt": []]),
    Misuse(
      name: "blank input", arguments: ["convert", "in.txt", "-o", "out.json"], status: 65,
      words: ["holds no text", "GZ1005"], files: ["in.txt": Array("\n \n".utf8)]),
    Misuse(
      name: "bad profile",
      arguments: ["convert", "in.txt", "--profile", "p.yaml", "-o", "out.json"],
      status: 64, words: ["p.yaml:2:11:", "{titel}", "GZ2205"],
      files: ["in.txt": bulletin, "p.yaml": Array("name: x\nmasthead: \"· {titel} ·\"\n".utf8)]),
    Misuse(
      name: "profile that is not YAML",
      arguments: ["convert", "in.txt", "--profile", "p.yaml", "-o", "out.json"],
      status: 64, words: ["p.yaml:", "YAML", "GZ2202"],
      files: ["in.txt": bulletin, "p.yaml": Array("name: [x\n".utf8)]),
    Misuse(
      name: "a key of a profile that is there twice",
      arguments: ["profile", "check", "p.yaml"], status: 64,
      words: ["p.yaml:3:1:", "\"language\" is in line 2", "GZ2202"],
      files: [
        "p.yaml": Array("name: x\nlanguage: zh\nlanguage: en\nmasthead: \"· {title} ·\"\n".utf8)
      ]),
    Misuse(
      name: "a misspelt format",
      arguments: ["convert", "in.txt", "-t", "jatz"], status: 64,
      words: ["\"jatz\"", "did you mean \"jats\"?", "known are text", "GZ1301"],
      files: ["in.txt": bulletin]),
    Misuse(
      name: "a misspelt option",
      arguments: ["convert", "in.txt", "-t", "csv", "-O", "csv.delimter=tab"],
      status: 64, words: ["did you mean \"delimiter\"?", "GZ1305"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a misspelt value",
      arguments: ["convert", "in.txt", "-t", "csv", "-O", "csv.delimiter=tb"],
      status: 64, words: ["did you mean \"tab\"?", "GZ1305"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a misspelt filter", arguments: ["read", "in.txt", "--filter", "punctuatoin=full"],
      status: 64, words: ["did you mean \"punctuation\"?", "GZ7001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a misspelt profile", arguments: ["explain", "in.txt", "--profile", "casst"],
      status: 64, words: ["did you mean \"cast\"?", "GZ2201"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a misspelt fact", arguments: ["convert", "in.txt", "-t", "json", "-M", "isue=1"],
      status: 64, words: ["did you mean \"issue\"?", "copyright (GZ6001)"],
      files: ["in.txt": bulletin]),
    Misuse(
      name: "a misspelt command", arguments: ["convrt", "in.txt"], status: 64,
      words: ["did you mean \"convert\"?", "GZ6001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "options of a format that is not written",
      arguments: ["convert", "in.txt", "-t", "jats", "-O", "csv.bom=yes"], status: 64,
      words: ["csv.bom=yes", "neither read nor written", "GZ1305"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a style of what is not written",
      arguments: ["convert", "in.txt", "-t", "csv", "--style", "vertical"], status: 64,
      words: ["--style", "XHTML", "GZ6001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a profile said twice",
      arguments: [
        "convert", "in.txt", "-t", "text", "--profile", "cast", "-O", "text.profile=weather",
      ],
      status: 64, words: ["--profile", "text.profile=weather", "GZ1305"],
      files: ["in.txt": bulletin]),
    Misuse(
      name: "an ending of no format", arguments: ["convert", "in.txt", "-o", "out.unknown"],
      status: 64, words: ["out.unknown", "-t", "text, jats", "GZ1302"], files: ["in.txt": bulletin]),
    Misuse(
      name: "an output without a name", arguments: ["convert", "in.txt", "-t", "json", "-o", ""],
      status: 64, words: ["-o", "empty", "GZ6001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "a folder that takes no file",
      arguments: ["convert", "in.txt", "-t", "json", "-o", "/proc/x.json"],
      status: 73, words: ["/proc/x.json", "GZ5002"], files: ["in.txt": bulletin]),
    Misuse(
      name: "no such profile",
      arguments: ["convert", "in.txt", "--profile", "nil", "-o", "out.json"],
      status: 64, words: ["nil", "cast", "GZ2201"], files: ["in.txt": bulletin]),
    Misuse(
      name: "output in a missing folder", arguments: ["convert", "in.txt", "-o", "none/out.json"],
      status: 73, words: ["none/out.json", "folder none does not exist", "GZ5001"],
      files: ["in.txt": bulletin]),
    Misuse(
      name: "disk full", arguments: ["convert", "in.txt", "-t", "json", "-o", "/dev/full"],
      status: 74,
      words: ["/dev/full", "no space left", "GZ5004"], files: ["in.txt": bulletin]),
    Misuse(
      name: "bad UTF-8", arguments: ["convert", "in.txt", "--encoding", "utf-8", "-o", "out.json"],
      status: 65, words: ["in.txt:3:2:", "0xFF", "UTF-8", "GZ1101"],
      files: ["in.txt": Array("· 要闻 ·\n\n标".utf8) + [0xFF]]),
    Misuse(
      name: "unknown encoding",
      arguments: ["convert", "in.txt", "--encoding", "klingon", "-o", "out.json"],
      status: 64, words: ["klingon", "UTF-8", "GZ1102"], files: ["in.txt": bulletin]),
    Misuse(
      name: "unknown option",
      arguments: ["convert", "in.txt", "-t", "jats", "-O", "jats.colour=red", "-o", "out.xml"],
      status: 64, words: ["jats.colour=red", "version", "GZ1305"], files: ["in.txt": bulletin]),
    Misuse(
      name: "several formats without a folder",
      arguments: ["convert", "in.txt", "-t", "json", "-t", "csv"],
      status: 64, words: ["several -t", "GZ6001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "unknown filter",
      arguments: ["convert", "none.txt", "-t", "json", "--filter", "shrink"],
      status: 64, words: ["shrink", "punctuation, select, split", "GZ7001"]),
    Misuse(
      name: "filter with a wrong expression",
      arguments: ["read", "none.txt", "--filter", "select=date>2021 or"],
      status: 64, words: ["column 13", "GZ7002"]),
    Misuse(
      name: "filter program that is not there",
      arguments: ["write", "none.jsonl", "-t", "text", "--filter", "./none"],
      status: 64, words: ["./none", "GZ7003"]),
    Misuse(
      name: "filter program that fails",
      arguments: ["convert", "in.txt", "-o", "out.json", "--filter", "exit 3"],
      status: 74, words: ["exit 3", "status 3", "GZ7202"], files: ["in.txt": bulletin]),
    Misuse(
      name: "filter program that prints no bulletin",
      arguments: ["convert", "in.txt", "-o", "out.json", "--filter", "cat >/dev/null"],
      status: 65, words: ["<cat >/dev/null>", "GZ1005"], files: ["in.txt": bulletin]),
    Misuse(
      name: "an archive that cannot be written",
      arguments: ["batch", "in.txt", "-t", "json", "-o", "out.tar.xz"],
      status: 64, words: ["out.tar.xz", ".tar, .tar.gz, .tar.zst, .zip", "GZ6001"],
      files: ["in.txt": bulletin]),
    Misuse(
      name: "an archive that is not known",
      arguments: ["batch", "in.txt", "-t", "json", "-o", "out.rar"],
      status: 64, words: ["out.rar", ".tar.gz", "GZ6001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "metadata without a value",
      arguments: ["convert", "in.txt", "-t", "json", "-M", "title"],
      status: 64, words: ["KEY=VALUE", "GZ6001"], files: ["in.txt": bulletin]),
    Misuse(
      name: "Publishing without an ISSN",
      arguments: ["convert", "in.txt", "-O", "jats.tag-set=publishing", "-o", "out.jats.xml"],
      status: 65,
      words: ["ISSN", "--metadata issn=VALUE", "GZ3201"], files: ["in.txt": bulletin]),
    Misuse(
      name: "losses with --strict", arguments: ["write", "in.jsonl", "-t", "text", "--strict"],
      status: 1,
      words: ["--strict", "GZ6101"],
      files: [
        "in.jsonl": Array(
          "{\"type\":\"bulletin\"}\n{\"type\":\"article\",\"body\":[]}\n{\"type\":\"end\",\"distribution\":[{\"text\":\"x\"}]}\n"
            .utf8)
      ]),
    Misuse(
      name: "broken JSON", arguments: ["write", "in.jsonl", "-t", "text", "-o", "out.txt"],
      status: 65,
      words: ["in.jsonl:2:8:", "GZ4101"],
      files: ["in.jsonl": Array("{\"type\":\"bulletin\"}\n{\"type\"}\n".utf8)]),
    Misuse(
      name: "an array of JSON", arguments: ["convert", "in.json", "-t", "text"], status: 65,
      words: ["in.json:1:1:", "must be an object, not an array", "GZ4104"],
      files: ["in.json": Array("[1,2]".utf8)]),
    Misuse(
      name: "a line that is no object", arguments: ["convert", "in.jsonl", "-t", "text"],
      status: 65,
      words: ["in.jsonl:1:1:", "not a value", "GZ4104"], files: ["in.jsonl": Array("null\n".utf8)]),
    Misuse(
      name: "a document type in small letters", arguments: ["convert", "in.html", "-t", "text"],
      status: 65, words: ["<!DOCTYPE in capitals", "GZ4301"],
      files: ["in.html": Array("<!doctype html>\n<p>x</p>".utf8)]),
    Misuse(
      name: "a stream that stops", arguments: ["write", "in.jsonl", "-t", "text", "-o", "out.txt"],
      status: 65,
      words: ["GZ4105"], files: ["in.jsonl": Array("{\"type\":\"bulletin\"}\n".utf8)]),
  ]

  @Test(arguments: table)
  func misuse(_ misuse: Misuse) throws {
    let command = try Command()
    for (name, bytes) in misuse.files { try command.folder.write(name, bytes) }
    let result = try command.run(misuse.arguments)
    #expect(result.status == misuse.status, "\(result.errors)")
    #expect(result.output == "")
    let last = try #require(result.complaints.last)
    if misuse.status != 1 { #expect(result.complaints.count == 1, "\(result.errors)") }
    for words in misuse.words { #expect(last.contains(words), "\(last)") }
    #expect(command.folder.names == misuse.files.keys.sorted(), "something was left behind")
  }

  /// What is printed arrives, or the status says so; a closed pipe is an end like any other.
  @Test(arguments: [
    "formats", "formats --json", "filters --json", "profiles", "profiles --json", "--help",
    "convert --help", "help batch", "--version", "batch in.txt -t json -o out --dry-run",
    "profile check cast",
  ])
  func whatIsPrintedArrives(_ line: String) throws {
    let command = try Command()
    try command.folder.write("in.txt", Self.bulletin)
    let full = try command.shell("gazette \(line) > /dev/full")
    #expect(full.status == 74 && full.errors.contains("GZ5004"), "\(full)")
    #expect(try command.shell("gazette \(line) >&-").status == 74)
    let piped = try command.shell("(gazette \(line); echo $? >&2) | true")
    #expect(piped.errors == "0\n", "\(piped)")
  }

  @Test func unknownFlagsAreUsage() throws {
    let command = try Command()
    #expect(try command.run(["convert", "--no-such-flag"]).status == 64)
    #expect(try command.run(["frobnicate"]).status == 64)
  }

  @Test func unreadableFiles() throws {
    guard geteuid() != 0 else {
      print("skipped: root can read every file")
      return
    }
    let command = try Command()
    let file = try command.folder.write("in.txt", Self.bulletin)
    unsafe chmod(file, 0)
    let result = try command.run(["convert", "in.txt", "-t", "json"])
    #expect(result.status == 66)
    #expect(result.errors.contains("GZ1003"))
  }

  @Test func messagesInChinese() throws {
    let command = try Command()
    let result = try command.run(
      ["convert", "none.txt", "-t", "json"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(result.errors.contains("没有这个文件"))
    #expect(
      try command.run(["convert", "none.txt", "-t", "json", "--lang", "zh"]).errors.contains(
        "没有这个文件"))
  }

  /// A command is parsed without the others beside it, which its help and its complaints do not show.
  @Test func aCommandIsToldAsPartOfTheProgram() throws {
    let command = try Command()
    let help = try command.run(["convert", "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("USAGE: gazette convert "))
    #expect(try command.run(["help", "convert"]).output == help.output)
    let wrong = try command.run(["convert", "--bogus"])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("gazette convert --help"))
    #expect(
      try command.run(["convert", "--version"]).output == (try command.run(["--version"]).output))
  }
}
