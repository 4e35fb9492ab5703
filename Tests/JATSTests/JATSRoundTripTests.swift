import GazetteDocumentModel
import GazetteJATS
import GazetteTestSupport
import Testing

@Suite("JATS, there and back")
struct JATSRoundTripTests {
  static let tagSets: [[String: String]] = [
    [:], ["version": "1.1"], ["version": "1.3"],
  ]

  static let seeds: ClosedRange<UInt64> = 1...300

  /// A document over the whole model, and what is written of it.
  static func written(
    _ seed: UInt64
  ) throws -> (events: [OwnedEvent], bytes: [UInt8], losses: [Diagnostic]) {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 0...3
    options.lateFacts = .inFront
    var generator = DocumentGenerator(seed: seed, options: options)
    let events = generator.document()
    let (bytes, losses) = try JATSFormat.format.written(
      events, options: Self.tagSets[Int(seed % 3)])
    return (events, bytes, losses)
  }

  @Test("gives the same events for the whole model", arguments: seeds)
  func events(_ seed: UInt64) throws {
    let (events, bytes, losses) = try Self.written(seed)
    let reading = JATSFormat.format.reading(bytes)
    #expect(reading.error == nil, "seed \(seed)")
    #expect(reading.diagnostics == [], "seed \(seed)")
    guard losses.isEmpty else { return }
    expectSame(
      reading.sortedLog, try events.log().withSortedAttributes, "seed \(seed)")
  }

  /// Only what is written without a loss is compared above: that has to be half of it.
  @Test("compares enough of them")
  func lossless() throws {
    let whole = try Self.seeds.count { try Self.written($0).losses.isEmpty }
    #expect(whole >= 150)
  }

  @Test("gives the same bytes", arguments: 301...350 as ClosedRange<UInt64>)
  func bytes(_ seed: UInt64) throws {
    var options = DocumentGenerator.Options.whole
    options.lateFacts = .inFront
    var generator = DocumentGenerator(seed: seed, options: options)
    let (bytes, _) = try JATSFormat.format.written(generator.document())
    expectSame(
      String(decoding: try JATSFormat.format.rewritten(bytes), as: UTF8.self)
        .split(separator: "\n").map(String.init),
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init),
      "seed \(seed)")
  }

  @Test("reads the same from chunks of any size", arguments: [1, 2, 3, 7, 64, 1000])
  func chunks(_ size: Int) throws {
    var options = DocumentGenerator.Options.whole
    options.lateFacts = .inFront
    var generator = DocumentGenerator(seed: 5, options: options)
    for _ in 0..<5 {
      let (bytes, _) = try JATSFormat.format.written(generator.document())
      let whole = JATSFormat.format.reading(bytes)
      #expect(whole.error == nil)
      expectSame(JATSFormat.format.reading(bytes, chunk: size).log, whole.log)
    }
  }
}
