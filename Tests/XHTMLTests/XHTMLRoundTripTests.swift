import GazetteDocumentModel
import GazetteXHTML
import GazetteTestSupport
import Testing

@Suite("XHTML, there and back")
struct XHTMLRoundTripTests {
  static let seeds: ClosedRange<UInt64> = 1...300

  /// A document over the whole model, and what is written of it.
  static func written(
    _ seed: UInt64
  ) throws -> (events: [OwnedEvent], bytes: [UInt8], losses: [Diagnostic]) {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 0...3
    var generator = DocumentGenerator(seed: seed, options: options)
    let events = generator.document()
    let (bytes, losses) = try XHTMLFormat.format.written(
      events, options: ["css": ["embed", "link", "none"][Int(seed % 3)]])
    return (events, bytes, losses)
  }

  @Test("gives the same events for the whole model", arguments: seeds)
  func events(_ seed: UInt64) throws {
    let (events, bytes, losses) = try Self.written(seed)
    let reading = XHTMLFormat.format.reading(bytes)
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
    var generator = DocumentGenerator(seed: seed, options: .whole)
    let (bytes, _) = try XHTMLFormat.format.written(generator.document())
    expectSame(
      String(decoding: try XHTMLFormat.format.rewritten(bytes), as: UTF8.self)
        .split(separator: "\n").map(String.init),
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init),
      "seed \(seed)")
  }

  @Test(
    "names what was put between the parts of a bulletin",
    arguments: [
      ("<header>", "<p>stray</p><header>"), ("<header>", "<math:mi>stray</math:mi><header>"),
      ("<h1 class=\"title\">", "<h2>stray</h2><h1 class=\"title\">"),
      ("</header>", "<table><tr><td>stray</td></tr></table></header>"),
      ("<footer", "<blockquote>stray</blockquote><footer"), ("</article>", "<hr/>stray</article>"),
      ("</section>", "<p>stray</p></section>"),
    ])
  func strays(_ mark: String, _ replacement: String) throws {
    var generator = DocumentGenerator(seed: 3, options: .whole)
    let (bytes, _) = try XHTMLFormat.format.written(generator.document())
    let written = String(decoding: bytes, as: UTF8.self)
      .replacing("<html ", with: "<html xmlns:math=\"http://www.w3.org/1998/Math/MathML\" ")
    let changed = Array(written.replacing(mark, with: replacement, maxReplacements: 1).utf8)
    try #require(changed.count > written.utf8.count)
    let reading = XHTMLFormat.format.reading(changed)
    #expect(reading.error == nil)
    let named = reading.diagnostics.filter { $0.code == .elementNotRead }
    #expect(named.contains { $0.arguments.joined().contains("stray") }, "\(named)")
    expectSame(reading.log, XHTMLFormat.format.reading(Array(written.utf8)).log)
  }

  @Test("reads the same from chunks of any size", arguments: [1, 2, 3, 7, 64, 1000])
  func chunks(_ size: Int) throws {
    var generator = DocumentGenerator(seed: 5, options: .whole)
    for _ in 0..<5 {
      let (bytes, _) = try XHTMLFormat.format.written(generator.document())
      let whole = XHTMLFormat.format.reading(bytes)
      #expect(whole.error == nil)
      expectSame(XHTMLFormat.format.reading(bytes, chunk: size).log, whole.log)
    }
  }
}
