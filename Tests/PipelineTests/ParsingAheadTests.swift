import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// A reader that parses on a thread of its own says the same as one that does not.
@Suite struct ParsingAheadTests {
  /// Some hundred kilobytes, of which the first chunk starts the thread.
  static let documents: [String: (start: String, article: String, end: String)] = [
    "jats": (
      "<article article-type=\"collection\" xml:lang=\"zh\"><front/>",
      "<sub-article><front-stub><title-group><article-title>标题</article-title></title-group>"
        + "</front-stub><body><p>会议<bold>强调</bold>&amp;,\n要坚持</p></body></sub-article>\n",
      "</article>"
    ),
    "xhtml": (
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>要闻</title></head><body>",
      "<article><h2>标题</h2><p>会议<b>强调</b>&amp;,\n要坚持</p></article>\n",
      "</body></html>"
    ),
  ]

  static func document(_ name: String, damagedAfter sound: Int? = nil) throws -> [UInt8] {
    let parts = try #require(documents[name], "\(name) parses ahead and has no document here")
    var text = parts.start
    for index in 0..<2000 { text += (index == sound ? "<p></q>" : "") + parts.article }
    return Array((text + parts.end).utf8)
  }

  static let names = Formats.all.filter(\.parsesAhead).map(\.name)

  @Test(arguments: names) func givesTheSameEvents(_ name: String) throws {
    let format = try Formats.named(name)
    let bytes = try Self.document(name)
    let ahead = format.reading(bytes, withPositions: true)
    let inStep = format.reading(bytes, chunk: 60_000, withPositions: true)
    #expect(ahead.error == nil)
    #expect(ahead.log.count > 10_000)
    #expect(ahead.log == inStep.log)
    #expect(ahead.diagnostics == inStep.diagnostics)
    // A small chunk first, and the thread from the second on.
    let late = format.reading(bytes, cut: 1000, withPositions: true)
    #expect(late.log == inStep.log)
  }

  @Test(arguments: names) func stopsAtTheSamePlace(_ name: String) throws {
    let format = try Formats.named(name)
    for sound in [1, 1000, 1999] {
      let bytes = try Self.document(name, damagedAfter: sound)
      let ahead = format.reading(bytes)
      #expect(ahead.error?.diagnostic.code == .xmlSyntax)
      #expect(ahead.error == format.reading(bytes, chunk: 60_000).error)
      let cut = Array(bytes.prefix(bytes.count / 2))
      #expect(format.reading(cut).error == format.reading(cut, chunk: 60_000).error)
    }
  }

  /// An error behind the reader ends the thread too, while pieces are on their way.
  @Test(arguments: names) func isDroppedInMidway(_ name: String) throws {
    struct Refusal: EventHandler {
      mutating func handle(
        _ event: DocumentEvent, at position: SourcePosition
      ) throws(ConversionError) { throw ConversionError(.outputWriteFailed, ["full"]) }
      mutating func finish() {}
    }
    var refusal: any EventHandler & ~Copyable = Refusal()
    let reading = try Formats.named(name).read(Self.document(name), into: &refusal)
    #expect(reading.error?.diagnostic.code == .outputWriteFailed)
  }

  /// A format that promises facts first has no late ones, even of a document that was made with some.
  @Test(arguments: Formats.all.filter(\.givesFactsFirst).map(\.name))
  func givesFactsFirst(_ name: String) throws {
    let format = try Formats.named(name)
    for seed in 1...20 as ClosedRange<UInt64> {
      var options = DocumentGenerator.Options.whole
      options.lateFacts = .atEnd
      var generator = DocumentGenerator(seed: seed, options: options)
      let written = try format.written(generator.document().withFactsFirst)
      let recorder = EventRecorder()
      var handler: any EventHandler & ~Copyable = recorder.handler()
      let reading = format.read(written.bytes, into: &handler)
      #expect(reading.error == nil && !recorder.events.isEmpty)
      #expect(recorder.events == recorder.events.withFactsFirst)
    }
  }
}
