import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

@Suite("EPUB, there and back")
struct EPUBRoundTripTests {
  static func format() throws -> Format { try Formats.named("epub") }

  /// A document over the whole model, without what a book can have only where it is already there:
  /// fragments of XHTML that are no pictures.
  static func document(_ seed: UInt64, bulletins: ClosedRange<Int> = 1...3) -> [OwnedEvent] {
    var options = DocumentGenerator.Options.whole
    options.bulletins = bulletins
    var generator = DocumentGenerator(seed: seed, options: options)
    return generator.document()
  }

  static let seeds: ClosedRange<UInt64> = 1...120

  /// A document over the whole model, and what is written of it.
  static func written(
    _ seed: UInt64
  ) throws -> (events: [OwnedEvent], bytes: [UInt8], losses: [Diagnostic]) {
    let events = document(seed)
    let options = [
      "documents": seed % 2 == 0 ? "article" : "section",
      "style": seed % 3 == 0 ? "vertical" : "horizontal",
    ]
    let (bytes, said) = try format().written(events, options: options)
    return (events, bytes, said.filter(\.code.isLoss))
  }

  @Test("gives the same events for the whole model", arguments: seeds)
  func events(_ seed: UInt64) throws {
    let (events, bytes, losses) = try Self.written(seed)
    let reading = try Self.format().reading(bytes)
    #expect(reading.error == nil, "seed \(seed)")
    #expect(reading.diagnostics == [], "seed \(seed)")
    guard losses.isEmpty else { return }
    expectSame(reading.sortedLog, try events.log().withSortedAttributes, "seed \(seed)")
  }

  /// Only what is written without a loss is compared above: that has to be a fifth of it.
  @Test("compares enough of them")
  func lossless() throws {
    let whole = try Self.seeds.count { try Self.written($0).losses.isEmpty }
    #expect(whole >= 25)
  }

  @Test("gives the same bytes", arguments: 121...140 as ClosedRange<UInt64>)
  func bytes(_ seed: UInt64) throws {
    let format = try Self.format()
    let (bytes, _) = try format.written(Self.document(seed))
    #expect(try format.rewritten(bytes) == bytes, "seed \(seed)")
    #expect(try format.written(Self.document(seed)).bytes == bytes, "seed \(seed)")
  }

  @Test("reads the same from chunks of any size", arguments: [1, 7, 1000])
  func chunks(_ size: Int) throws {
    let format = try Self.format()
    let (bytes, _) = try format.written(Self.document(7, bulletins: 1...1))
    let whole = format.reading(bytes)
    #expect(whole.error == nil)
    expectSame(format.reading(bytes, chunk: size).log, whole.log)
  }
}
