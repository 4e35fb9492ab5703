import Foundation
import GazetteArchives
import GazetteDocumentModel
import GazetteTestSupport
import GazetteZip
import Testing

/// What the tests of `gazette batch` share.
struct BatchHarness {
  let command: Command

  init() throws { command = try Command() }

  var path: String { command.folder.path }

  /// Bulletins that differ, so that one in another's place shows.
  static func bulletin(_ number: Int) -> [UInt8] {
    let text = String(decoding: Repository.seed, as: UTF8.self)
    return Array(text.replacing("。", with: "第\(number)号。", maxReplacements: 1).utf8)
  }

  /// Writes an archive of so many bulletins, by its ending.
  func archive(_ name: String, _ count: Int) throws {
    let form = try #require(ArchiveForm.named(name))
    let sink = MemorySink()
    let writer = ArchiveWriter(form, to: sink)
    for number in 0..<count {
      try writer.add(
        ArchiveWriter.Member(
          "\(number / 10)/\(number).txt", .memory(Self.bulletin(number)), modified: 1_600_000_000,
          for: form, BlockDeflater()))
    }
    try writer.finish()
    try command.folder.write(name, sink.bytes)
  }

  func batch(_ arguments: String...) throws -> Command.Result {
    try command.run(["batch"] + arguments)
  }

  /// All files below a folder, by their paths, or the file itself.
  func tree(_ name: String) -> [String: [UInt8]] {
    let root = path + "/" + name
    guard let names = FileManager.default.enumerator(atPath: root) else { return [:] }
    var files: [String: [UInt8]] = [:]
    for case let file as String in names where Self.isFile(root + "/" + file) {
      files[file] = Repository.file(root + "/" + file)
    }
    return Self.isFile(root) ? ["": Repository.file(root)] : files
  }

  private static func isFile(_ path: String) -> Bool {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type]
    return type as? FileAttributeType == .typeRegular
  }

  /// The records of a manifest.
  func manifest(_ name: String) throws -> [[String: Any]] {
    try String(decoding: Repository.file(path + "/" + name), as: UTF8.self)
      .split(separator: "\n").map { line in
        try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
  }
}

@Suite struct BatchCommandTests {
  @Test func treesAndArchivesHoldTheSame() throws {
    let harness = try BatchHarness()
    try harness.archive("in.zip", 25)
    try harness.archive("in.tar.gz", 25)
    #expect(try harness.batch("in.zip", "-t", "jats", "-t", "json", "-o", "tree").status == 0)
    let tree = harness.tree("tree")
    #expect(tree.count == 50 && tree["2/24.jats.xml"] != nil)
    for name in ["one.tar", "one.tar.gz", "one.tar.zst", "one.zip"] {
      let result = try harness.batch("in.tar.gz", "-t", "jats", "-t", "json", "-o", name)
      #expect(result.status == 0 && result.errors == "")
      let members = try ArchiveRoundTrip.members(
        Repository.file(harness.path + "/" + name), name)
      #expect(members == tree, "\(name)")
    }
    #expect(harness.command.folder.names.allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func eachOutputIsWhatConvertGives() throws {
    let harness = try BatchHarness()
    try harness.archive("in.tar", 3)
    _ = try harness.batch("in.tar", "-t", "jats", "-o", "tree")
    try harness.command.folder.write("2.txt", BatchHarness.bulletin(2))
    let single = try harness.command.run(["convert", "2.txt", "-t", "jats"])
    #expect(harness.tree("tree")["0/2.jats.xml"] == Array(single.output.utf8))
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let harness = try BatchHarness()
    try harness.archive("in.tar.gz", 30)
    var all: [[String: [UInt8]]] = []
    for jobs in ["1", "2", "5"] {
      let result = try harness.batch(
        "in.tar.gz", "-t", "json", "-o", "out.tar.gz", "--jobs", jobs, "--manifest", "m", "-v")
      #expect(result.status == 0)
      all.append(
        harness.tree("out.tar.gz").merging(harness.tree("m")) { $0 + $1 }
          .merging(["errors": Array(result.errors.utf8)]) { $1 })
    }
    #expect(all[0] == all[1] && all[0] == all[2])
  }

  @Test func manifestsKeepToTheirSchema() throws {
    let harness = try BatchHarness()
    let folder = harness.path + "/in"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try harness.command.folder.write("in/good.txt", Repository.seed)
    try harness.command.folder.write("in/bad.txt", [0x41, 0, 1, 2, 0, 0])
    try harness.command.folder.write("in/torn.json", "{\"type\"")
    try harness.command.folder.write("in/picture.png", [0x89, 0x50, 0, 0])
    let result = try harness.batch(
      "in", "-t", "jats", "-t", "epub", "-o", "out", "--manifest", "a.manifest.jsonl")
    #expect(result.status == 1)
    let records = try harness.manifest("a.manifest.jsonl")
    #expect(
      records.map { $0["name"] as? String } == ["bad.txt", "good.txt", "picture.png", "torn.json"])
    #expect(
      records.map { $0["status"] as? String } == ["failed", "converted", "skipped", "failed"])
    let good = records[1]
    #expect((good["outputs"] as? [Any])?.count == 2 && good["profile"] as? String == "cast")
    #expect((good["counts"] as? [String: Int])?["articles"] ?? 0 > 2)
    #expect((good["departments"] as? [String: Int])?.isEmpty == false)
    let venv = Repository.root + "/build/venv/bin/python3"
    let python = FileManager.default.isExecutableFile(atPath: venv) ? venv : "/usr/bin/python3"
    guard
      let check = OutsideProgram.run(
        python,
        [Repository.root + "/Tests/Conformance/json-schema.py", harness.path + "/a.manifest.jsonl"]),
      check.status != 77
    else { return print("skipped: no Python package jsonschema") }
    #expect(check.status == 0, "\(check.output)")
    #expect(try harness.command.run(["schema", "manifest"]).output.contains("\"departments\""))
  }

  @Test func whatIsReadAndHowItIsCalledCanBeChosen() throws {
    let harness = try BatchHarness()
    try harness.archive("in.zip", 12)
    let plan = try harness.batch(
      "in.zip", "-t", "json", "-o", "out", "--include", "*[13].txt", "--exclude", "1/*",
      "--name-template", "{stem}-x.{format}", "--dry-run")
    #expect(plan.output == "in.zip/0/1.txt -> 0/1-x.json\nin.zip/0/3.txt -> 0/3-x.json\n")
    #expect(harness.tree("out").isEmpty)
    for (template, formats) in [
      ("{steam}.x", ["json"]), ("x.{ext}", ["json"]), ("{stem}", ["json", "csv"]),
    ] {
      let wrong = try harness.command.run(
        ["batch", "in.zip", "-o", "out", "--name-template", template]
          + formats.flatMap { ["-t", $0] })
      #expect(wrong.status == 64, "\(template)")
    }
    #expect(
      try harness.batch("in.zip", "-t", "json", "-o", "out", "--include", "*.md").status == 65)
  }

  @Test func severalInputsStandBesideOneAnother() throws {
    let harness = try BatchHarness()
    try harness.archive("a.zip", 2)
    try harness.archive("b.tar", 2)
    try harness.command.folder.write("c.txt", Repository.seed)
    let gzip = try #require(OutsideProgram.path(of: "gzip"))
    try harness.command.folder.write("d.txt", Repository.seed)
    _ = OutsideProgram.run(gzip, [harness.path + "/d.txt"])
    let result = try harness.batch("a.zip", "b.tar", "c.txt", "d.txt.gz", "-t", "json", "-o", "out")
    #expect(result.status == 0)
    #expect(
      harness.tree("out").keys.sorted() == [
        "a.zip/0/0.json", "a.zip/0/1.json", "b.tar/0/0.json", "b.tar/0/1.json", "c.json", "d.json",
      ])
  }

  /// Names of devices in any part of a path, and names that only begin or end like one.
  @Test func namesOfDevicesAreChanged() throws {
    let harness = try BatchHarness()
    let names = [
      "years/con", "years/aux.txt", "lpt1/a.txt", "nul.b.txt", "years/cone.txt", "console/a.con",
      "com/b.txt", "txt/1.txt",
    ]
    for name in names {
      #expect(try harness.command.shell("mkdir -p $(dirname in/\(name))").status == 0)
      try harness.command.folder.write("in/" + name, Repository.seed)
    }
    #expect(try harness.batch("in", "-t", "json", "-o", "out").status == 0)
    #expect(
      Set(harness.tree("out").keys) == [
        "years/_con.json", "years/_aux.json", "_lpt1/a.json", "_nul.b.json", "years/cone.json",
        "console/a.con.json", "com/b.json", "txt/1.json",
      ])
  }

  @Test func aFolderIsGoneThroughOnceAndItsOutputIsNone() throws {
    let harness = try BatchHarness()
    let manager = FileManager.default
    try manager.createDirectory(atPath: harness.path + "/in/sub", withIntermediateDirectories: true)
    try harness.command.folder.write("in/sub/a.txt", Repository.seed)
    try manager.createSymbolicLink(
      atPath: harness.path + "/in/sub/circle", withDestinationPath: "..")
    try harness.archive("in/b.zip", 1)
    for _ in 0..<2 {
      let result = try harness.batch("in", "-t", "text", "-o", "in/out")
      #expect(result.status == 1)
      #expect(result.errors.contains("in/sub/circle: is a symbolic link"))
      #expect(harness.tree("in/out").keys.sorted() == ["b.zip/0/0.txt", "sub/a.txt"])
    }
  }

  @Test func whereNothingCanBeReadTheStatusSaysSo() throws {
    let harness = try BatchHarness()
    #expect(try harness.batch("missing.zip", "-t", "json", "-o", "out").status == 66)
    try harness.command.folder.write("broken.zip", "no zip")
    #expect(try harness.batch("broken.zip", "-t", "json", "-o", "out").status == 65)
    #expect(try harness.batch("broken.zip", "-t", "json", "-o", "no/such/out").status == 73)
    #expect(try harness.batch("broken.zip", "-o", "out").status == 64)
    #expect(
      try harness.batch("broken.zip", "-t", "json", "-o", "out", "--max-ratio", "x").status == 64)
  }

  @Test func anArchiveMayComeByAPipe() throws {
    let harness = try BatchHarness()
    try harness.archive("in.zip", 3)
    let result = try harness.command.shell("cat in.zip | gazette batch - -t json -o out")
    #expect(result.status == 0 && harness.tree("out").count == 3)
  }

  @Test func picturesOfAnArchivedDocumentAreNotReadFromTheDisk() throws {
    let harness = try BatchHarness()
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let secret = try harness.command.folder.write("secret.png", png)
    let page = """
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><h1>t</h1>
      <p><img src="\(secret)" alt="a"/><img src="secret.png" alt="b"/></p></body></html>
      """
    try FileManager.default.createDirectory(
      atPath: harness.path + "/in", withIntermediateDirectories: false)
    try harness.command.folder.write("in/page.xhtml", page)
    #expect(try harness.command.shell("cd in && tar cf ../in.tar page.xhtml").status == 0)
    _ = try harness.batch("in.tar", "-t", "epub", "-o", "out")
    let book = try #require(harness.tree("out")["page.epub"])
    let names = try ArchiveRoundTrip.members(book, "a.zip").keys
    #expect(!names.contains { $0.hasSuffix(".png") })
  }
}

/// Reads archives that the command has written.
enum ArchiveRoundTrip {
  static func members(_ bytes: [UInt8], _ name: String) throws -> [String: [UInt8]] {
    let file = try TemporaryFile()
    try file.append(bytes.span)
    let reader = try ArchiveReader(
      file, named: name, kind: try #require(ArchiveKind.named(name)),
      budget: ArchiveBudget(ArchiveLimits()), diagnostics: DiagnosticCollector())
    var members: [String: [UInt8]] = [:]
    while let entry = try reader.next() {
      var bytes: [UInt8] = []
      try reader.content().unpacked(BlockInflater()).read { bytes.append($0) }
      members[entry.name] = bytes
    }
    return members
  }
}
