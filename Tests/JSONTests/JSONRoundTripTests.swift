import GazetteDocumentModel
import GazetteJSON
import GazetteTestSupport
import Testing

@Suite("JSON and JSON Lines, there and back")
struct JSONRoundTripTests {
  static let layouts: [JSONWriter.Layout] = [.lines, .document]

  @Test("give the same events for every element", arguments: layouts, 0..<60 as Range<UInt64>)
  func events(_ layout: JSONWriter.Layout, _ seed: UInt64) throws {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 0...3
    var generator = DocumentGenerator(seed: seed, options: options)
    let events = generator.document()
    let text = try json(events, layout)
    let reading = read(text, layout)
    #expect(reading.error == nil)
    #expect(reading.diagnostics.isEmpty)
    try expectSame(reading.log, events.log())
  }

  @Test("give the same bytes", arguments: layouts, 100..<120 as Range<UInt64>)
  func bytes(_ layout: JSONWriter.Layout, _ seed: UInt64) throws {
    var generator = DocumentGenerator(seed: seed, options: .whole)
    let text = try json(generator.document(), layout)
    let sink = MemorySink()
    let collector = DiagnosticCollector()
    var writer: any EventHandler & ~Copyable = JSONWriter(
      layout: layout, context: WriterContext(sink: sink, diagnostics: collector))
    var reader = JSONReader(layout: layout, context: ReaderContext(diagnostics: collector))
    let bytes = Array(text.utf8)
    try reader.read(bytes.span, into: &writer)
    try reader.finish(into: &writer)
    try writer.finish()
    expectSame(
      String(decoding: sink.bytes, as: UTF8.self).split(separator: ",").map(String.init),
      text.split(separator: ",").map(String.init))
  }

  @Test("read the same from chunks of any size", arguments: layouts, [1, 2, 3, 7, 64, 1000])
  func chunks(_ layout: JSONWriter.Layout, _ size: Int) throws {
    var generator = DocumentGenerator(seed: 5, options: .whole)
    for _ in 0..<5 {
      let text = try json(generator.document(), layout)
      let whole = read(text, layout, withPositions: true)
      #expect(whole.error == nil)
      expectSame(read(text, layout, chunk: size, withPositions: true).log, whole.log)
    }
  }

  @Test("read the same from every cut", arguments: layouts)
  func cuts(_ layout: JSONWriter.Layout) throws {
    let text = try json(seedLike(), layout)
    let whole = read(text, layout, withPositions: true)
    #expect(try whole.log.count == seedLike().log().count)
    for cut in 1..<text.utf8.count {
      expectSame(read(text, layout, cut: cut, withPositions: true).log, whole.log)
    }
  }

  @Test("write late facts the same wherever they were stated", arguments: layouts)
  func lateFacts(_ layout: JSONWriter.Layout) throws {
    #expect(try json(seedLike(lateFacts: true), layout) == json(seedLike(lateFacts: false), layout))
  }

  @Test("read keys in sorted order, as after jq -S", arguments: layouts, 0..<30 as Range<UInt64>)
  func sortedKeys(_ layout: JSONWriter.Layout, _ seed: UInt64) throws {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 1...2
    var generator = DocumentGenerator(seed: seed, options: options)
    let text = try json(generator.document(), layout)
    let expected = read(text, layout)
    for sorted in [
      JSONSorter.sort(text, descending: false), JSONSorter.sort(text, descending: true),
    ] {
      if layout == .document, sorted.contains("\"type\":\"bulletin\",\"title\"") { continue }
      let reading = read(sorted, layout)
      #expect(reading.error == nil)
      // A bulletin's contributors may come in its front now, and attributes in another order.
      expectSame(reading.log.sorted(), expected.log.sorted())
      let again = read(sorted, layout, chunk: 1)
      expectSame(again.log, reading.log)
    }
  }
}
