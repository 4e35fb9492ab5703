import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

@Suite("Books, converted")
struct BookConversionTests {
  @Test(
    "EPUB → JSON → EPUB is the same book",
    arguments: ["seeds/000_a9b65596311cf60a.txt", "Tests/Golden/every-construct/input.jsonl"])
  func throughJSON(_ file: String) throws {
    let from = file.hasSuffix("txt") ? "text" : "jsonl"
    let book = try Converted(Repository.bytes(file), from: from, to: "epub")
    // Told by its first bytes: the file is called `input`.
    let json = try Converted(book.bytes, to: "json")
    let again = try Converted(json.bytes, from: "json", to: "epub")
    #expect(again.bytes == book.bytes)
  }
}
