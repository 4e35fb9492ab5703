import GazetteDocumentModel

/// Puts a bulletin's late facts (see `DocumentEvent`) first, where nobody can look ahead for them: behind
/// a filter that states facts at the end. The bulletin's content waits, in a temporary file where it is large.
struct FactsFirst: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private var content = ArticleBuffer()
  private var depth = 0
  private var contentBegun = false
  private var isLate = false

  init(_ next: consuming any EventHandler & ~Copyable) { self.next = next }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if case .start(let element) = event {
      if depth == 1 {
        if element == .section || element == .article { contentBegun = true }
        isLate = contentBegun && (element == .contributor || element == .distribution)
      }
      depth += 1
    }
    if case .end = event { depth -= 1 }
    if isLate {
      content.recordFront(event, at: position)
      if depth == 1 { isLate = false }
    } else if depth == 0 {
      try content.replayFront(into: &next)
      try content.replayBody(into: &next)
      contentBegun = false
      try next.handle(event, at: position)
    } else if contentBegun {
      try content.recordBody(event, at: position)
    } else {
      try next.handle(event, at: position)
    }
  }

  mutating func handle(
    _ stretch: EventTape.Stretch, of tape: borrowing EventTape
  ) throws(ConversionError) {
    let depths = tape.depths(of: stretch)
    // Within an article or a section nothing is late.
    guard contentBegun, !isLate, depth + depths.lowest > 1 else {
      return try tape.emit(stretch, into: &self)
    }
    depth += depths.last
    try content.recordBody(stretch, of: tape)
  }

  mutating func finish() throws(ConversionError) { try next.finish() }
}
