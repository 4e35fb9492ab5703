import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct EventTapeTests {
  /// `<p>会议</p><p>强调` with an attribute of the first paragraph.
  private func tape() -> EventTape {
    var tape = EventTape()
    let (type, first, second) = (Array("lead".utf8), Array("会议".utf8), Array("强调".utf8))
    tape.record(.start(.paragraph), at: .start)
    tape.record(.attribute(.type, type.span), at: .start)
    tape.record(.text(first.span), at: .start)
    tape.record(.end(.paragraph), at: .start)
    tape.record(.start(.paragraph), at: .start)
    tape.record(.text(second.span), at: .start)
    return tape
  }

  private func log(
    _ replay: (inout any EventHandler & ~Copyable) throws(ConversionError) -> Void
  ) throws -> [String] {
    let log = EventLog()
    var handler: any EventHandler & ~Copyable = log.recorder()
    try replay(&handler)
    try handler.finish()
    return log.lines
  }

  /// All at once or one by one, copied to another tape or to a body that spills.
  @Test func aStretchIsItsEvents() throws {
    let tape = tape()
    let expected = [
      "start paragraph", "attribute type \"lead\"", "text \"会议\"", "end paragraph",
      "start paragraph", "text \"强调\"",
    ]
    #expect(
      try log { (handler) throws(ConversionError) in try tape.replay(into: &handler) } == expected)
    var copy = EventTape()
    copy.append(tape.whole, of: tape)
    copy.append(tape.whole, of: tape)
    let twice = try log { (handler) throws(ConversionError) in try copy.replay(into: &handler) }
    #expect(twice == expected + expected)
    for capacity in [1, 1 << 20] {
      var buffer = ArticleBuffer(bodyCapacity: capacity)
      try buffer.recordBody(tape.whole, of: tape)
      try buffer.recordBody(tape.whole, of: tape)
      let body = try log { (handler) throws(ConversionError) in
        try buffer.replayBody(into: &handler)
      }
      #expect(body == twice)
    }
  }

  @Test func depthsTellWhereAStretchLeads() {
    let open = tape()
    let opened = open.depths(of: open.whole)
    #expect(opened == (last: 1, lowest: 0))
    var closing = EventTape()
    closing.record(.end(.paragraph), at: .start)
    closing.record(.end(.body), at: .start)
    closing.record(.start(.body), at: .start)
    let closed = closing.depths(of: closing.whole)
    #expect(closed == (last: -1, lowest: -2))
  }
}
