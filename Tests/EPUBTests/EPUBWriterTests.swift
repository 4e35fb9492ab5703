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

/// An article that outgrows memory is streamed into the archive, and comes out whole.
@Suite("EPUB of a giant article")
struct EPUBGiantTests {
  @Test(arguments: ["deflate", "store"])
  func giantArticle(_ compression: String) throws {
    var events: [OwnedEvent] = [.start(.bulletin)] + [OwnedEvent].element(.title, "巨")
    events += [.start(.article)] + [OwnedEvent].element(.title, "长") + [.start(.body)]
    for number in 0..<40_000 {
      events += [OwnedEvent].element(.paragraph, "第 \(number) 段:这是很长的文章中的一段。")
    }
    events += [.end(.body), .end(.article), .end(.bulletin)]
    let format = try EPUBRoundTripTests.format()
    let (bytes, _) = try format.written(events, options: ["compression": compression])
    let reading = format.reading(bytes)
    #expect(reading.error == nil && reading.diagnostics == [])
    expectSame(reading.log, try events.log())
  }

  @Test("a damaged archive is named, not crashed on")
  func damage() throws {
    let format = try EPUBRoundTripTests.format()
    let (bytes, _) = try format.written(EPUBRoundTripTests.document(3))
    #expect(format.reading(Array(bytes.prefix(bytes.count / 2))).error?.code == .zipDamaged)
    #expect(format.reading(Array("mimetype".utf8)).error?.code == .zipDamaged)
    // Any byte may be wrong: something is said, or nothing is different.
    let whole = format.reading(bytes)
    for at in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
      var broken = bytes
      broken[at] ^= 0x55
      let reading = format.reading(broken)
      #expect(
        reading.error != nil || reading.diagnostics != whole.diagnostics
          || reading.log == whole.log,
        "byte \(at)")
    }
  }
}
