import Foundation
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct PipeCommandTests {
  static let record = #"{"name":"a.txt","text":"学会简讯\n\n各学会报送材料。\n"}"# + "\n"

  @Test func thePagesExamplesRun() throws {
    let count = try GuidePage("docs/pipe.md").run(needing: ["jq", "parallel"])
    #expect(count == 4)
  }

  /// Who sends one record and waits gets the answer before he sends the next.
  @Test func answersAtOnce() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.program)
    process.arguments = ["pipe", "-t", "jsonl", "--jobs", "3"]
    let records = Foundation.Pipe()
    let answers = Foundation.Pipe()
    process.standardInput = records
    process.standardOutput = answers
    try process.run()
    for _ in 0..<5 {
      try records.fileHandleForWriting.write(contentsOf: Data(Self.record.utf8))
      var answer = Data()
      while answer.last != 0x0A {
        let more = answers.fileHandleForReading.readSome()
        try #require(!more.isEmpty)
        answer += more
      }
      #expect(String(decoding: answer, as: UTF8.self).hasPrefix(#"{"name":"a.txt","status":"#))
    }
    try records.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func exitCodes() throws {
    let command = try Command()
    func status(_ arguments: [String], _ input: String) throws -> Int32 {
      try command.run(["pipe"] + arguments, input: Array(input.utf8)).status
    }
    #expect(try status(["-t", "jats"], Self.record) == 0)
    #expect(try status(["-t", "jats"], "") == 0)
    #expect(try status(["-t", "jats"], Self.record + "x\n") == 1)
    #expect(try status(["-t", "jats"], #"{"name":"a.txt","text":"一\u0001\n"}"#) == 1)
    #expect(try status([], Self.record) == 64)
    #expect(try status(["-t", "odt"], Self.record) == 64)
    #expect(try status(["-t", "jats", "--jobs", "0"], Self.record) == 64)
    #expect(try status(["-t", "jats", "--max-record", "many"], Self.record) == 64)
    #expect(try status(["-t", "jats", "no-such-file"], "") == 66)
    let full = try command.shell(
      "for i in 1 2 3; do echo '\(Self.record.dropLast())'; done | gazette pipe -t jats >/dev/full")
    #expect(full.status == 74)
    #expect(full.complaints.count == 1)
  }

  /// A reader that has seen enough ends the worker, and nothing is said.
  @Test func aClosedPipeIsAQuietEnd() throws {
    let command = try Command()
    let result = try command.shell(
      "yes '\(Self.record.dropLast())' 2>/dev/null"
        + " | { gazette pipe -t jsonl --jobs 2; echo $? >&2; } | head -n 2")
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.complaints == ["0"])
  }

  @Test func optionsApplyToEachRecord() throws {
    let command = try Command()
    let result = try command.run(
      [
        "pipe", "-t", "jats", "-O", "jats.version=1.3", "--metadata", "title=年鉴",
        "--filter", "punctuation=full", "--validate", "--max-record", "1M", "--lang", "zh",
        "--jobs",
        "2",
      ],
      input: Array(
        (Self.record + #"{"name":"b.txt","text":"一\n\n会议强调,推进。\n"}"# + "\n{}\n").utf8))
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("年鉴") && lines[0].contains(#"dtd-version=\"1.3\""#))
    #expect(lines[1].contains("会议强调，推进"))
    #expect(lines[2].contains("记录缺少"))
    #expect(result.complaints.first?.contains("3 条记录中有 1 条失败") == true)
  }

  /// Records and answers are valid by the published schema, which knows them apart.
  @Test func schemaHolds() throws {
    let command = try Command()
    let schema = try command.run(["schema", "pipe"])
    #expect(
      schema.output
        == String(decoding: Repository.bytes("stylesheets/schemas/pipe.schema.json"), as: UTF8.self)
    )
    let records =
      Self.record + #"{"name":"b","bytes":"5Lit","encoding":null,"profile":"cast","id":[1]}"# + "\n"
    let all = records + #"{"name":"c.txt","text":"一\u0001"}"# + "\nbroken\n{\"name\":\"d\"}\n"
    var files = [try command.folder.write("records.pipe.jsonl", records)]
    for (name, options) in [
      ("one", ["-t", "jats"]), ("book", ["-t", "epub", "-v"]),
      ("two", ["-t", "csv", "-t", "xhtml"]),
    ] {
      let result = try command.run(["pipe"] + options, input: Array(all.utf8))
      #expect(result.output.split(separator: "\n").count == 5)
      files.append(try command.folder.write("\(name).pipe.jsonl", result.output))
    }
    let venv = Repository.root + "/build/venv/bin/python3"
    guard FileManager.default.isExecutableFile(atPath: venv) else {
      print("skipped: no build/venv; `make test` makes it")
      return
    }
    let said = OutsideProgram.run(
      venv, [Repository.root + "/Tests/Conformance/json-schema.py"] + files)
    #expect(said?.status == 0, "\(said?.output ?? "")")
    // What is no record and no answer is not valid.
    for wrong in [
      #"{"name":"a"}"#, #"{"name":"a","text":"","bytes":""}"#,
      #"{"name":"a","status":"converted"}"#,
    ] {
      let file = try command.folder.write("wrong.pipe.jsonl", wrong)
      let said = OutsideProgram.run(
        venv, [Repository.root + "/Tests/Conformance/json-schema.py", file])
      #expect(said?.status == 1, "\(wrong)")
    }
  }

  /// The module that the Spark job runs in each task, driven by processes; `make spark` runs the job.
  @Test(.enabled(if: OutsideProgram.path(of: "python3") != nil))
  func aCorpusThroughWorkersIsWhatConvertGives() throws {
    let python = try #require(OutsideProgram.path(of: "python3"))
    let said = OutsideProgram.run(
      python, [Repository.root + "/examples/spark/test_corpus.py", Command.program])
    #expect(said?.status == 0, "\(said?.output ?? "")")
    #expect(said?.output.contains("28 documents, the same bytes") == true)
  }
}
