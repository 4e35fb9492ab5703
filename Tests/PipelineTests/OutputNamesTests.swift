import GazetteDocumentModel
import GazetteTestSupport
import Testing

@testable import GazettePipeline

@Suite struct OutputNamesTests {
  static func names(_ template: String, _ formats: [String]) throws -> OutputNames {
    OutputNames(try NameTemplate(template), try formats.map { try Formats.writable($0) })
  }

  @Test func namesThatAreTakenGetTheNextNumber() throws {
    let names = try Self.names("{stem}.{ext}", ["json"])
    let wanted = ["a.txt", "a-3.txt", "A.txt", "a.txt", "a.csv", "b/a.txt", "a.txt"]
    #expect(
      wanted.map { names.outputs(of: $0).paths[0] } == [
        "a.json", "a-3.json", "A-2.json", "a-4.json", "a-5.json", "b/a.json", "a-6.json",
      ])
  }

  /// Twice as many entries of one name take twice as long, not four times.
  @Test func repeatedNamesCostNoMoreThanOthers() throws {
    let clock = ContinuousClock()
    func time(_ count: Int) throws -> Duration {
      let names = try Self.names("{stem}.{ext}", ["json"])
      return clock.measure { for _ in 0..<count { _ = names.outputs(of: "a.txt") } }
    }
    _ = try time(100)
    let few = try time(500)
    #expect(try time(8_000) < few * 80)
  }

  /// Two outputs of an entry under one name would leave one of them.
  @Test(arguments: [("{stem}.out", ["json", "csv"]), ("{stem}.{ext}", ["json", "json"])])
  func outputsOfAnEntryHaveNamesOfTheirOwn(_ template: String, _ formats: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("in.txt", Repository.seed)
    var batch = Batch(inputs: [folder.path + "/in.txt"], output: folder.path + "/out")
    batch.nameTemplate = try NameTemplate(template)
    batch.conversion.outputs = try formats.map {
      .init(format: try Formats.writable($0), to: .nowhere)
    }
    let error = #expect(throws: ConversionError.self) { try batch.run { _ in } }
    #expect(error?.code == .usage)
    #expect(try InputFolder.names(FilePath(folder.path), shown: "").count <= 2)
  }

  /// What a program asks for is what it can have.
  @Test(arguments: [Int.min, -1, 0, 1, 100_000, .max])
  func anyNumberOfJobsEnds(_ jobs: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("in.txt", Repository.seed)
    var batch = Batch(inputs: [folder.path + "/in.txt"], output: folder.path + "/out")
    batch.conversion.outputs = [.init(format: try Formats.writable("json"), to: .nowhere)]
    batch.jobs = jobs
    #expect(try batch.run { _ in }.converted == 1)
  }
}
