import Foundation
import GazetteTestSupport
import Testing

/// The promise of bounded memory: what the program holds does not grow with its input, be that one giant
/// article or one line.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
struct MemoryTests {
  /// An input of any size: a piece again and again between a beginning and an end.
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
    let format: String
    let before: String
    let piece: String
    let after: String

    init(_ name: String, _ format: String, _ before: String, _ piece: String, _ after: String) {
      self.name = name
      self.format = format
      self.before = before
      self.piece = piece
      self.after = after
    }

    var testDescription: String { name }
  }

  static let sentence = String(repeating: "会议强调,要坚持以人民为中心,推动高质量发展。", count: 20)
  static let jats = """
    <article article-type="collection" xml:lang="zh"><front><article-meta><title-group>\
    <article-title>要闻</article-title></title-group></article-meta></front><sub-article>\
    <front-stub><title-group><article-title>标题</article-title></title-group></front-stub><body>
    """
  static let xhtml = """
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>要闻</title></head><body><article>\
    <h2>标题</h2>
    """
  static let json = #"{"type":"article","title":"标题","body":["#
  static let paragraph = #"{"type":"paragraph","content":[""#

  static let inputs = [
    Input(
      "a JATS article", "jats", jats, "<p>\(sentence)</p>\n", "</body></sub-article></article>"),
    Input(
      "a JATS text", "jats", jats + "<p>", sentence, "</p></body></sub-article></article>"),
    Input("an XHTML article", "xhtml", xhtml, "<p>\(sentence)</p>\n", "</article></body></html>"),
    Input(
      "a JSON Lines article", "jsonl", json, paragraph + sentence + "\"]},",
      paragraph + "\"]}]}\n"),
    Input("a JSON Lines text", "jsonl", json + paragraph, sentence, "\"]}]}\n"),
    Input("a CSV cell", "csv", "title,text\n标题,\"", sentence + "\n\n", "\"\n"),
    Input("CSV rows", "csv", "title,text\n", "标题,\"\(sentence)\"\n", ""),
    Input("a line of text", "text", "", sentence, "\n"),
    Input("an article of text", "text", "· 要闻 ·\n\n标题\n\n", sentence + "\n\n", "办公厅[2021-03-12]\n"),
  ]

  /// Peak kilobytes just before the input ends, of so many blocks of a quarter of a megabyte.
  func peak(_ input: Input, blocks: Int) throws -> Int {
    let command = try Command()
    let count = (256 << 10) / input.piece.utf8.count + 1
    try command.folder.write("before", input.before)
    try command.folder.write("block", String(repeating: input.piece, count: count))
    try command.folder.write("after", input.after)
    let result = try command.shell(
      """
      mkfifo input
      gazette convert - -f \(input.format) -t jsonl -o output.jsonl < input & program=$!
      {
        cat before
        for block in \((0..<blocks).map(String.init).joined(separator: " ")); do cat block; done
        grep VmHWM "/proc/$program/status" > peak
        cat after
      } > input
      wait $program
      """)
    #expect(result.status == 0, "\(result.errors)")
    let written = Repository.file(command.folder.path + "/output.jsonl").count
    #expect(written > blocks << 18, "all of the input reaches the output")
    let words = String(decoding: Repository.file(command.folder.path + "/peak"), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    return try #require(words.count == 3 ? Int(words[1]) : nil)
  }

  @Test(arguments: inputs) func doesNotGrow(_ input: Input) throws {
    let small = try peak(input, blocks: 4)
    let large = try peak(input, blocks: 24)
    // Five megabytes more of input: whoever holds them shows.
    #expect(large - small < 4 << 10)
    #expect(large < 32 << 10)
  }
}
