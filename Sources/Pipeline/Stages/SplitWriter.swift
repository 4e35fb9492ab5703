import GazetteDocumentModel

/// A document per article (`--split`): each has its bulletin's front, its section's title, and itself. A bulletin or
/// a section without an article is a document too.
struct SplitWriter: EventHandler, ~Copyable {
  typealias MakeWriter = () throws(ConversionError) -> any EventHandler & ~Copyable

  private let makeWriter: MakeWriter
  private var bulletinFront = EventTape()
  private var sectionFront = EventTape()
  private var writer: (any EventHandler & ~Copyable)?
  private var open: [Element] = []
  /// Whether a document has been written of the bulletin, and of the section, that are open.
  private var bulletinIsWritten = false
  private var sectionIsWritten = false

  init(_ makeWriter: @escaping MakeWriter) { self.makeWriter = makeWriter }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if case .end = event { open.removeLast() }
    switch event {
    case .start(.bulletin):
      bulletinFront.reset()
      bulletinIsWritten = false
    case .start(.section):
      sectionFront.reset()
      sectionIsWritten = false
    case .end(.bulletin):
      if !bulletinIsWritten {
        try beginDocument(position)
        try endDocument(position)
      }
    case .end(.section):
      if !sectionIsWritten {
        open.append(.section)
        try beginDocument(position)
        try endDocument(position)
        open.removeLast()
      }
      sectionFront.reset()
    case .start(.article):
      try beginDocument(position)
      try pass(event, position)
    case .end(.article):
      try pass(event, position)
      try endDocument(position)
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

  /// The front of the bulletin, and of the section that is open.
  private mutating func beginDocument(_ position: SourcePosition) throws(ConversionError) {
    var made: any EventHandler & ~Copyable = try makeWriter()
    try made.handle(.start(.bulletin), at: position)
    try bulletinFront.replay(into: &made)
    if open.contains(.section) {
      try made.handle(.start(.section), at: position)
      try sectionFront.replay(into: &made)
    }
    writer = consume made
    bulletinIsWritten = true
    sectionIsWritten = true
  }

  private mutating func endDocument(_ position: SourcePosition) throws(ConversionError) {
    if open.contains(.section) { try pass(.end(.section), position) }
    try pass(.end(.bulletin), position)
    if var done = writer.take() { try done.finish() }
  }

  private mutating func pass(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    guard var current = writer.take() else { return }
    try current.handle(event, at: position)
    writer = consume current
  }
}
