import Foundation
import GazetteTestSupport
import Testing

/// `examples/library` is run, and both READMEs show it.
@Suite struct ExampleTests {
  private static let program: URL = {
    // The tests stand beside the program in the build folder.
    let tests = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return
      (tests?.deletingLastPathComponent() ?? URL(fileURLWithPath: Repository.root + "/.build/debug"))
      .appendingPathComponent("GazetteLibraryExample")
  }()

  @Test func theExampleRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write("issue.txt", Repository.seed)
    let log = try folder.write("log", "")
    let process = Process()
    process.executableURL = Self.program
    process.arguments = ["issue.txt"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = FileHandle(forWritingAtPath: log)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let lines = String(decoding: Repository.file(log), as: UTF8.self).split(separator: "\n")
    #expect(lines.contains("text in UTF-8, 0 losses"))
    #expect(lines.contains { $0.hasPrefix("2021-03-12 ") && $0.hasSuffix(" characters") })
    #expect(lines.contains("well-formedness passed"))
    #expect(lines.contains("built-in schema passed"))
    #expect(folder.names == ["issue.jats.xml", "issue.md", "issue.txt", "log"])
    let outline = String(decoding: Repository.file(folder.path + "/issue.md"), as: UTF8.self)
    #expect(outline.hasPrefix("# "))
    #expect(outline.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("- ") })
  }

  @Test(arguments: ["README.md", "README.zh-CN.md"])
  func theReadmeShowsTheExample(_ page: String) {
    var blocks: [String] = []
    var isOpen = false
    for line in String(decoding: Repository.bytes(page), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      if line == "```swift" {
        isOpen = true
        blocks.append("")
      } else if line == "```" {
        isOpen = false
      } else if isOpen {
        blocks[blocks.count - 1] += line + "\n"
      }
    }
    let example = String(decoding: Repository.bytes("examples/library/main.swift"), as: UTF8.self)
    #expect(blocks.joined(separator: "\n") == example)
  }
}
