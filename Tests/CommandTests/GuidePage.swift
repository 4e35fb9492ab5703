import Foundation
import GazetteTestSupport
import Testing

/// A page of `docs/` whose examples are run: `sh` blocks, each with an `output` block behind it, and
/// blocks that name a file (```jsonl issue.jsonl), which is written first.
struct GuidePage {
  private struct Block {
    var kind: Substring
    var name: String?
    var text = ""
  }

  private let blocks: [Block]

  init(_ path: String) {
    let page = String(decoding: Repository.bytes(path), as: UTF8.self)
    var blocks: [Block] = []
    var isOpen = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isOpen.toggle()
        let words = line.dropFirst(3).split(separator: " ")
        guard isOpen else { continue }
        blocks.append(
          Block(kind: words.first ?? "", name: words.count > 1 ? String(words[1]) : nil))
      } else if isOpen {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    self.blocks = blocks
  }

  /// Runs the examples; gives how many there were. One that needs a program that is not installed is
  /// skipped, and counted, and said.
  ///
  /// - Parameter isExpected: what may be said on standard error.
  func run(
    needing programs: [String] = ["jq"], isExpected: (String) -> Bool = { _ in false }
  ) throws -> Int {
    let command = try Command()
    for block in blocks {
      guard let name = block.name else { continue }
      let path = try command.folder.write(name, block.text)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let missing = try programs.filter { try command.shell("command -v \($0)").status != 0 }
    var count = 0
    for (block, next) in zip(blocks, blocks.dropFirst()) where block.kind == "sh" {
      try #require(next.kind == "output")
      count += 1
      if let program = missing.first(where: { block.text.contains($0 + " ") }) {
        print("skipped, without \(program): \(block.text)")
        continue
      }
      let result = try command.shell(block.text)
      let output = result.output.split(separator: "\n").map { $0.trimming() }
      #expect(output == next.text.split(separator: "\n").map { $0.trimming() }, "\(block.text)")
      #expect(result.complaints.filter { !isExpected($0) } == [], "\(block.text)")
    }
    return count
  }
}

extension Substring {
  func trimming() -> String { trimmingCharacters(in: .whitespaces) }
}
