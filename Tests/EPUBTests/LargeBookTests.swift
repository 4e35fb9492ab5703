import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// A year's volume of a thousand articles, and books full of pictures, horizontal and vertical: validation
/// says nothing at all of them, and nor does epubcheck (`EPUBCheckTests`).
@Suite struct LargeBookTests {
  static let gazette = JATSStylesheetTests.gazette ?? Repository.root + "/.build/debug/gazette"

  /// Pictures by name, of every kind that books may hold. `copy.png` is `a.png` again.
  static let pictures: [(String, [UInt8])] = [
    ("a.png", SampleBook.picture), ("copy.png", SampleBook.picture),
    ("b.gif", decoded("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")),
    (
      "c.jpg",
      decoded(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z"
      )
    ),
    (
      "d.webp",
      decoded("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=")
    ),
    (
      "e.svg",
      Array(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><circle cx=\"4\" cy=\"4\" r=\"3\"/></svg>"
          .utf8)
    ),
  ]

  static func decoded(_ text: String) -> [UInt8] { Array(Data(base64Encoded: text) ?? Data()) }

  /// An article with every picture, one without words for it, and one that is not there.
  static var illustrated: String {
    let names = pictures.map(\.0)
    let figures = names.enumerated().map { index, name in
      "{\"type\":\"figure\",\"content\":[{\"type\":\"image\",\"target\":\"\(name)\","
        + (index == 2 ? "" : "\"alternative\":\"图 \(index)\",") + "\"content\":[]}]}"
    }
    let missing =
      "{\"type\":\"paragraph\",\"content\":[{\"type\":\"image\",\"target\":\"gone.png\",\"alternative\":\"已失\",\"content\":[]}]}"
    return "{\"type\":\"bulletin\",\"title\":\"画报\",\"language\":\"zh\"}\n"
      + "{\"type\":\"article\",\"title\":\"图\",\"body\":["
      + (figures + [missing]).joined(separator: ",") + "]}\n{\"type\":\"end\"}\n"
  }

  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    try #require(OutsideProgram.run(gazette, arguments))
  }

  /// Articles of the vertical volume: epubcheck takes half a minute for a thousand.
  static let verticalCount =
    ProcessInfo.processInfo.environment["GAZETTE_LARGE_BOOKS"] == nil ? 40 : 1000

  /// Books in a folder: a volume of a thousand articles and a vertical one, and those with pictures.
  static func books(in folder: TemporaryFolder) throws -> [String] {
    var generator = BulletinGenerator(seed: 2021)
    var issues: [String] = []
    var counts: [Int] = []
    while counts.reduce(0, +) < 1000 {
      let (bulletin, text) = generator.make()
      counts.append(bulletin.articles.count)
      issues.append(try folder.write("issue-\(issues.count + 1).txt", text))
    }
    for (name, bytes) in pictures { try folder.write(name, bytes) }
    let album = try folder.write("album.jsonl", illustrated)
    var books: [String] = []
    for style in ["horizontal", "vertical"] {
      let volume = folder.path + "/volume-\(style).epub"
      var articles = 0
      let wanted = style == "vertical" ? verticalCount : 1000
      let part = zip(issues, counts).prefix { _, count in
        defer { articles += count }
        return articles < wanted
      }
      let joined = try run(
        ["convert", "--join", "--style", style, "-o", volume] + part.map(\.0))
      #expect(joined.status <= 1, "\(joined.output.suffix(1000))")
      let book = folder.path + "/album-\(style).epub"
      let drawn = try run(["convert", album, "--style", style, "-o", book])
      #expect(drawn.status == 0)
      // The one that is missing is named, and no other.
      #expect(drawn.output.split(separator: "\n").count == 1 && drawn.output.contains("gone.png"))
      books += [volume, book]
    }
    return books
  }

  @Test func nothingIsFound() throws {
    let folder = try TemporaryFolder()
    let books = try Self.books(in: folder)
    for book in books {
      let own = try Self.run(["validate", book])
      #expect(own.status == 0 && own.output.contains(": valid"), "\(own.output.prefix(500))")
    }
    // The same picture is there once.
    let listed = String(decoding: Repository.file(books[1]), as: UTF8.self)
    #expect(listed.components(separatedBy: ".png").count - 1 == 2, "a local header and an entry")
  }
}
