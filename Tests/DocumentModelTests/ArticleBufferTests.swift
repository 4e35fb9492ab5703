import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct ArticleBufferTests {
  /// Records a body in pieces and gives the log of its replay.
  func replayed(pieces: [Int], capacity: Int) throws -> (log: [String], length: Int) {
    var buffer = ArticleBuffer(bodyCapacity: capacity)
    let position = SourcePosition.start
    let title = Array("题".utf8)
    let date = Array("2021".utf8)
    buffer.recordFront(.start(.date), at: position)
    buffer.recordFront(.text(date.span), at: position)
    buffer.recordFront(.end(.date), at: position)
    buffer.recordFront(.start(.title), at: position)
    buffer.recordFront(.text(title.span), at: position)
    buffer.recordFront(.end(.title), at: position)
    try buffer.recordBody(.start(.paragraph), at: position)
    for (index, size) in pieces.enumerated() {
      let piece = [UInt8](repeating: UInt8(97 + index % 26), count: size)
      try buffer.recordBody(.text(piece.span), at: position)
    }
    try buffer.recordBody(.end(.paragraph), at: position)
    let log = EventLog()
    var handler: any EventHandler & ~Copyable = log.recorder()
    try buffer.replay(at: position, into: &handler)
    let isEmpty = buffer.isEmpty
    #expect(isEmpty)
    return (log.lines, log.lines.map(\.count).max() ?? 0)
  }

  @Test func frontComesInCanonicalOrder() throws {
    let log = try replayed(pieces: [3], capacity: 1 << 20).log
    #expect(
      log == [
        "start article", "start title", "text \"题\"", "end title", "start date", "text \"2021\"",
        "end date", "start body", "start paragraph", "text \"aaa\"", "end paragraph", "end body",
        "end article",
      ])
  }

  /// Facts of one rank keep their order, and many of them cost no more each than few.
  @Test func manyFactsStaySorted() throws {
    var buffer = ArticleBuffer()
    let count = 60_000
    for index in 0..<count {
      let text = Array("\(index)".utf8)
      let element = index % 2 == 0 ? Element.custom : .identifier
      buffer.recordFront(.start(element), at: .start)
      buffer.recordFront(.text(text.span), at: .start)
      buffer.recordFront(.end(element), at: .start)
    }
    let log = EventLog()
    var handler: any EventHandler & ~Copyable = log.recorder()
    let duration = try ContinuousClock().measure { try buffer.replay(at: .start, into: &handler) }
    #expect(duration < .seconds(5))
    let texts = log.lines.filter { $0.hasPrefix("text") }
    let expected = [1, 0].flatMap { stride(from: $0, to: count, by: 2).map { "text \"\($0)\"" } }
    #expect(texts == expected)
  }

  @Test(arguments: [1, 10, 100, 1000, 5000])
  func aSpilledBodyIsTheSame(_ capacity: Int) throws {
    for pieces in [[2000], [1500, 1500], Array(repeating: 700, count: 20), [9000, 1, 9000]] {
      let whole = try replayed(pieces: pieces, capacity: 1 << 20).log
      #expect(try replayed(pieces: pieces, capacity: capacity).log == whole)
    }
  }
}
