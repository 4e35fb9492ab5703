import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What W3C's epubcheck says of books: nothing at all, usage notes included.
///
/// Starting it costs seconds, so each run checks one volume of many bulletins.
@Suite struct EPUBCheckTests {
  static let java = OutsideProgram.path(of: "java")
  static let checker = OutsideProgram.packageFile("epubcheck/epubcheck.jar")

  /// The seed, every construct, and documents by chance over the whole model.
  static func volume(_ seeds: ClosedRange<UInt64>) throws -> [OwnedEvent] {
    var events: [OwnedEvent] = []
    for (format, file) in [
      ("text", "seeds/000_a9b65596311cf60a.txt"),
      ("jsonl", "Tests/Golden/every-construct/input.jsonl"),
    ] {
      let recorder = EventRecorder()
      var handler: any EventHandler & ~Copyable = recorder.handler()
      let reading = try Formats.named(format).read(Repository.bytes(file), into: &handler)
      #expect(reading.error == nil)
      events += recorder.events
    }
    for seed in seeds { events += EPUBRoundTripTests.document(seed) }
    return events
  }

  /// What epubcheck says of a book; nil where it cannot be run.
  static func messages(_ book: [UInt8]) throws -> [String]? {
    guard let java, let checker else { return nil }
    let folder = try TemporaryFolder()
    let path = try folder.write("book.epub", book)
    guard let run = OutsideProgram.run(java, ["-jar", checker, "-u", path]) else { return nil }
    #expect(run.output.contains("EPUBCheck completed"), "\(run.output)")
    return run.output.split(separator: "\n").map(String.init)
      .filter {
        $0.contains("FATAL(") || $0.contains("ERROR(") || $0.contains("WARNING(")
          || $0.contains("USAGE(") || $0.contains("INFO(")
      }
  }

  @Test(
    .enabled(if: java != nil && checker != nil),
    arguments: [
      ["documents": "article", "style": "horizontal"],
      ["documents": "section", "style": "vertical", "own-css": "p { color: #333; }"],
    ])
  func saysNothing(_ options: [String: String]) throws {
    let seeds: ClosedRange<UInt64> = options["documents"] == "article" ? 1...15 : 16...30
    let (book, _) = try EPUBRoundTripTests.format().written(Self.volume(seeds), options: options)
    let messages = try #require(try Self.messages(book))
    #expect(messages == [], "\(messages.prefix(5))")
  }

  @Test(
    "finds faults, so that its silence means something", .enabled(if: java != nil && checker != nil)
  )
  func findsFaults() throws {
    var (book, _) = try EPUBRoundTripTests.format().written(
      EPUBRoundTripTests.document(1), options: ["compression": "store"])
    // A media type that is none.
    let range = try #require(book.firstRange(of: Array("application/epub+zip".utf8)))
    book.replaceSubrange(range, with: Array("application/epub+zap".utf8))
    #expect(try !#require(try Self.messages(book)).isEmpty)
  }

  @Test("real books are read, and what is made of them is a book", .enabled(if: checker != nil))
  func realBook() throws {
    let file = try #require(
      OutsideProgram.packageFile("epubcheck/samples/childrens-literature.epub"))
    let format = try EPUBRoundTripTests.format()
    let reading = format.reading(Repository.file(file))
    #expect(reading.error == nil)
    #expect(reading.log.count > 1000)
    let again = try format.rewritten(Repository.file(file))
    #expect(format.reading(again).error == nil)
    if let messages = try Self.messages(again) { #expect(messages == [], "\(messages.prefix(5))") }
  }
}
