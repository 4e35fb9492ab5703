import Foundation
import GazetteJSON
import GazetteTestSupport
import Testing

/// What is written is valid against the published schemas. It needs Python and its package
/// `jsonschema`, in `build/venv` or in the system; without them the script says that it was skipped.
@Suite("The JSON Schemas")
struct JSONSchemaTests {
  @Test("hold what is written")
  func written() throws {
    let folder = try TemporaryFolder()
    var files: [String] = []
    for seed in 0..<25 as Range<UInt64> {
      var options = DocumentGenerator.Options.whole
      options.bulletins = 0...2
      var generator = DocumentGenerator(seed: 1000 + seed, options: options)
      let events = generator.document()
      files.append(try folder.write("\(seed).jsonl", json(events, .lines)))
      files.append(try folder.write("\(seed).json", json(events, .document)))
    }
    let venv = Repository.root + "/build/venv/bin/python3"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = FileManager.default.isExecutableFile(atPath: venv) ? venv : "python3"
    process.arguments = [python, Repository.root + "/Tests/Conformance/json-schema.py"] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readAll(), as: UTF8.self)
    process.waitUntilExit()
    // 77: skipped; 127: no Python.
    guard process.terminationStatus != 77, process.terminationStatus != 127 else {
      print("JSON Schema check skipped:", said)
      return
    }
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("50 files, 0 failures"))
  }
}
