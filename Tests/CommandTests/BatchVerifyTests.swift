import Foundation
import GazetteTestSupport
import Testing

/// An output that is not as it was written is named, and a report is made with the run.
@Suite struct BatchVerifyTests {
  /// Three bulletins in two folders.
  private func corpus() throws -> Command {
    let command = try Command()
    try FileManager.default.createDirectory(
      atPath: command.folder.path + "/in/2021", withIntermediateDirectories: true)
    let seed = String(decoding: Repository.seed, as: UTF8.self)
    for name in ["a.txt", "2021/b.txt", "2021/c.txt"] {
      try command.folder.write("in/" + name, seed.replacing("2021", with: "20\(name.count)0"))
    }
    return command
  }

  @Test(arguments: ["out", "out.tar.gz", "out.zip", "out.tar"])
  func whatWasWrittenIsAsItWasWritten(_ output: String) throws {
    let command = try corpus()
    let run = try command.run(
      ["batch", "in", "-t", "jats", "-t", "csv", "-o", output, "--manifest", "m.jsonl"])
    #expect(run.status == 0, "\(run.errors)")
    let check = try command.run(["batch", "--verify", "m.jsonl", "-o", output])
    #expect(check.status == 0 && check.errors == "", "\(check.errors)")
    let piped = try command.run(
      ["batch", "--verify", "-", "-o", output],
      input: Repository.file(command.folder.path + "/m.jsonl"))
    #expect(piped.status == 0 && piped.errors == "")
  }

  @Test func eachFaultIsNamed() throws {
    let command = try corpus()
    _ = try command.run(["batch", "in", "-t", "jats", "-o", "out", "--manifest", "out/m.jsonl"])
    let root = command.folder.path + "/out/in"
    let folder = FileManager.default.fileExists(atPath: root) ? "out/in/" : "out/"
    var text = String(
      decoding: Repository.file(command.folder.path + "/" + folder + "a.jats.xml"), as: UTF8.self)
    text = text.replacing("会议", with: "開会", maxReplacements: 1)
    try command.folder.write(folder + "a.jats.xml", text)
    try command.folder.write(folder + "2021/b.jats.xml", "short")
    try FileManager.default.removeItem(
      atPath: command.folder.path + "/" + folder + "2021/c.jats.xml")
    try command.folder.write(folder + "2021/extra", "x")
    try FileManager.default.createSymbolicLink(
      atPath: command.folder.path + "/" + folder + "link", withDestinationPath: "/etc/hostname")
    let check = try command.run(["batch", "--verify", "out/m.jsonl", "-o", "out/"])
    #expect(check.status == 1)
    let found: [String] = check.complaints.dropLast().map { line in
      let place = line.split(separator: ": ").first.map(String.init) ?? ""
      let code = line.split(separator: "(").last.map { String($0.dropLast()) } ?? ""
      return place + " " + code
    }
    let expected: Set<String> = [
      "\(folder)a.jats.xml GZ5204", "\(folder)2021/b.jats.xml GZ5203",
      "\(folder)2021/c.jats.xml GZ5201", "\(folder)2021/extra GZ5202", "\(folder)link GZ5202",
    ]
    #expect(Set(found) == expected)
    #expect(check.complaints.last?.contains("5 of 3") == true)
  }

  @Test func anArchiveThatWasChangedIsNamed() throws {
    let command = try corpus()
    _ = try command.run(["batch", "in", "-t", "jats", "-o", "out.tar", "--manifest", "m.jsonl"])
    _ = try command.run(["batch", "in/2021", "-t", "jats", "-o", "less.tar"])
    let check = try command.run(["batch", "--verify", "m.jsonl", "-o", "less.tar"])
    #expect(check.status == 1)
    #expect(check.errors.contains("GZ5201"))
    // One that is cut off: what can be read is checked, the rest is missing.
    let whole = Repository.file(command.folder.path + "/out.tar")
    try command.folder.write("cut.tar", Array(whole.prefix(whole.count / 2)))
    let cut = try command.run(["batch", "--verify", "m.jsonl", "-o", "cut.tar"])
    #expect(cut.status == 1)
    #expect(cut.errors.contains("GZ4501") && cut.errors.contains("GZ5201"))
  }

  @Test func misuse() throws {
    let command = try corpus()
    try command.folder.write("m.jsonl", "{}\n")
    #expect(try command.run(["batch", "--verify", "m.jsonl", "-o", "in"]).status == 65)
    #expect(try command.run(["batch", "--verify", "none", "-o", "in"]).status == 66)
    try command.folder.write("m.jsonl", "")
    #expect(try command.run(["batch", "--verify", "m.jsonl", "-o", "none"]).status == 66)
    #expect(try command.run(["batch", "--verify", "m.jsonl", "in", "-o", "in"]).status == 64)
    #expect(try command.run(["batch", "-t", "jats", "-o", "x"]).status == 64)
    let report = ["batch", "in", "-t", "jats", "-o", "x", "--report", "r.html"]
    #expect(try command.run(report).status == 64)
    #expect(try command.run(report.dropLast() + ["r.pdf", "--manifest", "m"]).status == 64)
  }

  /// The report of a run is that of its manifest.
  @Test func aRunIsReported() throws {
    let command = try corpus()
    try command.folder.write("in/empty.txt", "")
    let run = try command.run([
      "batch", "in", "-t", "jats", "-o", "out", "--manifest", "m.jsonl", "--report", "r.json",
    ])
    #expect(run.status == 1)
    let report = Repository.file(command.folder.path + "/r.json")
    #expect(
      try command.run(["report", "m.jsonl", "-t", "json"]).output
        == String(decoding: report, as: UTF8.self))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report)) as? [String: Any])
    #expect(object["entries"] as? Int == 4)
    #expect(object["converted"] as? Int == 3)
    #expect(object["failed"] as? Int == 1)
    #expect((object["departments"] as? [Any])?.isEmpty == false)
    #expect((object["bulletins"] as? [Any])?.isEmpty == false)
  }
}
