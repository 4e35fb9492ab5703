import Foundation
import GazetteTestSupport
import Testing

/// The guide for a profile's author is run: each command of it, in order, with what it prints.
@Suite struct ProfileGuideTests {
  /// A fenced block of a page.
  struct Block {
    var kind: String
    var lines: [String] = []
    var text: String { lines.map { $0 + "\n" }.joined() }
  }

  static func blocks(_ page: String) -> [Block] {
    var blocks: [Block] = []
    var isOpen = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if !isOpen { blocks.append(Block(kind: String(line.dropFirst(3)))) }
        isOpen.toggle()
      } else if isOpen {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  @Test(arguments: [
    ("docs/writing-profiles.md", "C.UTF-8"), ("docs/writing-profiles.zh-CN.md", "zh_CN.UTF-8"),
  ])
  func commandsPrintWhatThePageShows(_ page: String, _ locale: String) throws {
    let command = try Command()
    var commands = 0
    for block in Self.blocks(String(decoding: Repository.bytes(page), as: UTF8.self)) {
      switch block.kind {
      case "text":
        #expect(
          block.text == String(decoding: Repository.bytes("Tests/Guide/garden.txt"), as: UTF8.self))
        try command.folder.write("garden.txt", block.text)
      case "yaml": try command.folder.write("garden.yaml", block.text)
      case "console":
        let line = try #require(block.lines.first)
        try #require(line.hasPrefix("$ "))
        let result = try command.shell("export LC_ALL=\(locale); { \(line.dropFirst(2)); } 2>&1")
        #expect(result.output == block.lines.dropFirst().map { $0 + "\n" }.joined(), "\(line)")
        commands += 1
      default: Issue.record("a block of kind \(block.kind)")
      }
    }
    #expect(commands == 7)
  }
}
