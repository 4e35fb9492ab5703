import Foundation
import GazetteTestSupport
import Testing

/// Broken input of each structured format: one clear line with its place, status 65, and no output.
@Suite("Malformed input") struct MalformedInputTests {
  struct Case: CustomTestStringConvertible {
    let what: String
    let file: String
    /// `⟦` stands where the fault is to be found.
    let input: String
    let code: String
    var testDescription: String { "\(file): \(what)" }
  }

  private static func lines(_ what: String, _ input: String, _ code: String) -> Case {
    Case(what: what, file: "in.jsonl", input: input, code: code)
  }

  private static func json(_ what: String, _ input: String, _ code: String) -> Case {
    Case(what: what, file: "in.json", input: input, code: code)
  }

  private static func csv(_ what: String, _ input: String, _ code: String) -> Case {
    Case(what: what, file: "in.csv", input: input, code: code)
  }

  private static let deep = String(repeating: "[", count: 100_000)

  static let cases: [Case] = [
    lines("cut off between lines", "{\"type\":\"bulletin\"}\n⟦", "GZ4105"),
    lines("cut off in a string", "{\"type\":\"bulletin\",\"title\":\"要⟦", "GZ4105"),
    lines("cut off in an object", "{\"type\":\"bulletin\",\"title\":\"要闻\"⟦", "GZ4105"),
    lines("wrong nesting", "{\"type\":\"bulletin\",\"dates\":[{\"type\":\"x\"⟦]}", "GZ4101"),
    lines("a bad escape", "{\"type\":\"bulletin\",\"title\":\"a\\⟦q\"}", "GZ4101"),
    lines("a key twice", "{\"type\":\"bulletin\",\"title\":\"a\",⟦\"title\":\"b\"}", "GZ4104"),
    lines("too deep", "{\"type\":\"bulletin\",\"custom\":[⟦" + deep, "GZ4103"),
    lines(
      "a number out of range",
      "{\"type\":\"article\",\"body\":[{\"type\":\"heading\",\"level\":⟦1e999}]}", "GZ4103"),
    lines(
      "a date that does not exist",
      "{\"type\":\"bulletin\",\"dates\":[{\"iso\":⟦\"2021-02-30\"}]}", "GZ4103"),
    lines("a line of another kind", "{\"type\":⟦\"story\"}", "GZ4103"),
    lines("a bare word", "⟦hello\n", "GZ4101"),
    json("cut off", "{\"bulletins\":[{\"type\":\"bulletin\",\"title\":\"a⟦", "GZ4105"),
    json("more after the end", "{\"bulletins\":[]}\n⟦{}", "GZ4101"),
    json("too deep", "⟦" + deep, "GZ4104"),
    json("a comma too many", "{\"bulletins\":[],⟦}", "GZ4101"),
    csv("a quotation mark never closed", "title,text\na,⟦\"b\nc,d\n", "GZ4201"),
    csv("text after a closing quotation mark", "title,text\n\"a\"⟦x,b\n", "GZ4201"),
    csv("a column twice", "title,⟦title\n1,2\n", "GZ4202"),
    csv("no known column", "⟦foo,bar\n1,2\n", "GZ4202"),
    csv("a row out of place", "depth,kind\n0,bulletin\n⟦2,article\n", "GZ4206"),
    csv(
      "a number out of range",
      "depth,kind,attributes\n0,bulletin,\n1,article,\n2,heading,⟦\"{\"\"level\"\":9}\"\n", "GZ4206"
    ),
  ]

  @Test("is named by its place, and gives nothing", arguments: cases)
  func refused(_ example: Case) throws {
    let parts = example.input.components(separatedBy: "⟦")
    let lead = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let place = "\(lead.count):\((lead.last?.unicodeScalars.count ?? 0) + 1)"
    let command = try Command()
    try command.folder.write(example.file, Array(parts.joined().utf8))
    let result = try command.run(["convert", example.file, "-t", "jats", "-o", "out.xml"])
    #expect(result.status == 65)
    #expect(result.complaints.count == 1, "\(result.errors)")
    let line = try #require(result.complaints.last)
    #expect(line.hasPrefix("\(example.file):\(place): "), "\(line), not \(place)")
    #expect(line.hasSuffix("(\(example.code))"), "\(line)")
    #expect(command.folder.names == [example.file])
  }
}
