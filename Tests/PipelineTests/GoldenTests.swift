import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// Each folder of Tests/Golden is an input with what every format makes of it and what is said.
/// `make golden` rewrites the expected files; read the diff.
@Suite struct GoldenTests {
  static let root = Repository.root + "/Tests/Golden"
  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
  static let formats = Formats.all.filter { $0.makeWriter != nil }.map(\.name)
  static let isUpdating = ProcessInfo.processInfo.environment["GAZETTE_UPDATE_GOLDEN"] != nil

  @Test func thereAreCases() { #expect(Self.cases.contains("seed")) }

  @Test(arguments: cases, formats)
  func output(_ name: String, _ format: String) throws {
    let folder = Self.root + "/" + name
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let input = try #require(files.first { $0.hasPrefix("input.") })
    let reader = try #require(Formats.forFile(input)).name
    // The stylesheet has a file of its own; an embedded one would drown the markup. Deflate need not give
    // the same bytes in each version of a library.
    let options = ["xhtml": ["css": "link"], "epub": ["compression": "store"]][format] ?? [:]
    let result = try Converted(
      Repository.file(folder + "/" + input), from: reader, to: format, options: options)
    let ending = try Formats.named(format).fileExtensions[0]
    try compare(result.bytes, folder + "/expected." + ending)
    let said = result.diagnostics.filter { $0.severity >= .warning }.map { $0.line() + "\n" }
    try compare(Array(said.joined().utf8), folder + "/diagnostics.\(format).txt")
  }

  private func compare(_ found: [UInt8], _ file: String) throws {
    if Self.isUpdating {
      if found.isEmpty {
        try? FileManager.default.removeItem(atPath: file)
      } else {
        try Data(found).write(to: URL(fileURLWithPath: file))
      }
      return
    }
    let expected = Repository.file(file)
    guard found != expected else { return }
    let lines = String(decoding: found, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let wanted = String(decoding: expected, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let at =
      zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(lines.count, wanted.count)
    let foundLine = at < lines.count ? String(lines[at].prefix(300)) : "(end)"
    let wantedLine = at < wanted.count ? String(wanted[at].prefix(300)) : "(end)"
    Issue.record("\(file) differs at line \(at + 1): found \(foundLine), expected \(wantedLine)")
  }
}
