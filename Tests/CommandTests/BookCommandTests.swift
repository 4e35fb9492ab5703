import Foundation
import GazetteTestSupport
import Testing

/// Books by the command: joined, vertical, with rules and pictures of one's own.
@Suite struct BookCommandTests {
  /// A PNG of one pixel.
  static let pixel = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ) ?? Data())

  static let illustrated = """
    {"type":"bulletin","title":"画报","language":"zh"}
    {"type":"article","title":"图","body":[{"type":"figure","content":[\
    {"type":"image","target":"a.png","alternative":"一点","content":[]}]},\
    {"type":"figure","content":[{"type":"image","target":"b.png","alternative":"同一点","content":[]}]}]}
    {"type":"end"}

    """

  @Test func joinsInputsIntoOneVolume() throws {
    let command = try Command()
    try command.folder.write("1.txt", Repository.seed)
    try command.folder.write("2.txt", Repository.seed)
    let joined = try command.run(["convert", "1.txt", "2.txt", "--join", "-o", "year.epub"])
    #expect(joined.status == 0, "\(joined.errors)")
    let read = try command.run(["convert", "year.epub", "-t", "jsonl"])
    #expect(read.output.ranges(of: "{\"type\":\"bulletin\"").count == 2)
    #expect(read.output.ranges(of: "{\"type\":\"article\"").count == 6)
    #expect(read.output.ranges(of: "王丽娜").count == 2)
    // A format that wants late facts first gets those of each.
    let jats = try command.run(["convert", "1.txt", "2.txt", "--join", "-t", "jats"])
    #expect(jats.output.ranges(of: "<role>责任编辑</role>").count == 2)
    #expect(try command.run(["convert", "1.txt", "2.txt", "-o", "year.epub"]).status == 64)
  }

  @Test func carriesPicturesOnceThereAndBack() throws {
    let command = try Command()
    try command.folder.write("a.png", Self.pixel)
    try command.folder.write("b.png", Self.pixel)
    try command.folder.write("issue.jsonl", Self.illustrated)
    // Pictures beside the input are found.
    let written = try command.run(
      ["convert", "issue.jsonl", "-o", "issue.epub", "-O", "epub.compression=store"])
    #expect(written.status == 0 && written.errors.isEmpty, "\(written.errors)")
    let book = Repository.file(command.folder.path + "/issue.epub")
    #expect(book.firstRange(of: Self.pixel) != nil)
    // The same bytes are in the book once.
    #expect(String(decoding: book, as: UTF8.self).ranges(of: "media-type=\"image/png\"").count == 1)
    // From book to book by themselves, and the book is the same.
    let again = try command.run(
      ["convert", "issue.epub", "-o", "again.epub", "-O", "epub.compression=store"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(Repository.file(command.folder.path + "/again.epub") == book)
    // Into a folder, where asked for; else it is said that they are not written.
    let lost = try command.run(["convert", "issue.epub", "-t", "jats"])
    #expect(lost.status == 1 && lost.errors.contains("GZ3110"))
    let kept = try command.run(["convert", "issue.epub", "-t", "jats", "--media", "pictures"])
    #expect(kept.status == 0, "\(kept.errors)")
    let target = try #require(
      kept.output.components(separatedBy: "xlink:href=\"").dropFirst().first?
        .prefix { $0 != "\"" })
    #expect(Repository.file(command.folder.path + "/" + target) == Self.pixel)
  }

  @Test func takesStyleAndRules() throws {
    let command = try Command()
    try command.folder.write("issue.txt", Repository.seed)
    try command.folder.write("house.css", "h1 { color: navy; }\n")
    let page = try command.run(
      ["convert", "issue.txt", "-t", "xhtml", "--style", "vertical", "--css", "house.css"])
    #expect(page.output.contains("writing-mode: vertical-rl"))
    #expect(page.output.contains("h1 { color: navy; }"))
    #expect(
      try command.run(["convert", "issue.txt", "-t", "xhtml", "--css", "no.css"]).status == 66)
    let sheet = try command.run(["stylesheet", "vertical.css"])
    #expect(sheet.status == 0 && sheet.output.contains("vertical-rl"))
    #expect(try command.run(["stylesheet", "x"]).status == 64)
  }
}
