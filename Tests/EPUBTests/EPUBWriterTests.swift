import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

@Suite("EPUB as it is written")
struct EPUBWriterTests {
  @Test("begins with its media type, stored, without an extra field (OCF §4.3)")
  func mimetype() throws {
    let (bytes, _) = try EPUBRoundTripTests.format().written(EPUBRoundTripTests.document(1))
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    // Method and length of the extra field.
    #expect(bytes[8..<10] == [0, 0] && bytes[28..<30] == [0, 0])
    #expect(bytes[30..<58].elementsEqual("mimetypeapplication/epub+zip".utf8))
    #expect(Formats.forContent(Array(bytes.prefix(100)))?.name == "epub")
  }

  @Test("a document without a bulletin is a book all the same")
  func empty() throws {
    let format = try EPUBRoundTripTests.format()
    let (bytes, _) = try format.written([])
    #expect(format.reading(bytes).error == nil)
  }
}
