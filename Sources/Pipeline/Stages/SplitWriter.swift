import GazetteDocumentModel

/// A document per article (`--split`): each has its bulletin's front, its section's title, and itself.
struct SplitWriter: EventHandler, ~Copyable {
  typealias MakeWriter = () throws(ConversionError) -> any EventHandler & ~Copyable

  private let makeWriter: MakeWriter
  private var bulletinFront = EventTape()
  private var sectionFront = EventTape()
  private var writer: (any EventHandler & ~Copyable)?
  private var open: [Element] = []

  init(_ makeWriter: @escaping MakeWriter) { self.makeWriter = makeWriter }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if case .end = event { open.removeLast() }
    switch event {
    case .start(.bulletin): bulletinFront.reset()
    case .start(.section): sectionFront.reset()
    case .end(.bulletin): break
    case .end(.section): sectionFront.reset()
    case .start(.article):
      var made: any EventHandler & ~Copyable = try makeWriter()
      try made.handle(.start(.bulletin), at: position)
      try bulletinFront.replay(into: &made)
      if !sectionFront.isEmpty {
        try made.handle(.start(.section), at: position)
        try sectionFront.replay(into: &made)
      }
      try made.handle(event, at: position)
      writer = consume made
    case .end(.article):
      try pass(event, position)
      if open.contains(.section) { try pass(.end(.section), position) }
      try pass(.end(.bulletin), position)
      if var done = writer.take() { try done.finish() }
    default:
      if open.contains(.article) {
        try pass(event, position)
      } else if open.contains(.section) {
        sectionFront.record(event, at: position)
      } else {
        bulletinFront.record(event, at: position)
      }
    }
    if case .start(let element) = event { open.append(element) }
  }

  mutating func finish() throws(ConversionError) {}

  private mutating func pass(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    guard var current = writer.take() else { return }
    try current.handle(event, at: position)
    writer = consume current
  }
}
