import GazetteDocumentModel

/// A `TextWriter` in the layout of the bulletin's language, for a document that comes from no text: Chinese
/// ones without a number are laid out like the seed of the project, others by the generic profile of their language.
///
/// What stands before the body of the first article is kept back until then, as any of it may tell the language.
struct LayoutChoosingWriter: EventHandler, ~Copyable {
  /// How many events are kept back at most, and how much text shows the language of a document that does not say it.
  private static let mostEvents = 4096
  private static let sampleSize = 2048

  private let sink: any ByteSink
  private let diagnostics: DiagnosticCollector
  private var front = EventTape()
  private var language: String?
  /// Whether the bulletin has a number: its issue, volume or whole number.
  private var isNumbered = false
  private var sample: [UInt8] = []
  private var writer: (any EventHandler & ~Copyable)?

  init(sink: any ByteSink, diagnostics: DiagnosticCollector) {
    self.sink = sink
    self.diagnostics = diagnostics
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if writer == nil {
      look(at: event)
      front.record(event, at: position)
      if case .start(.body) = event { return try choose() }
      if front.eventCount >= Self.mostEvents { try choose() }
      return
    }
    try writer?.handle(event, at: position)
  }

  mutating func finish() throws(ConversionError) {
    if writer == nil { try choose() }
    try writer?.finish()
  }

  private mutating func look(at event: DocumentEvent) {
    switch event {
    case .metadata(.language, let value): language = language ?? String(value)
    case .metadata(.issue, _), .metadata(.volume, _), .metadata(.wholeNumber, _):
      isNumbered = true
    case .text(let text) where sample.count + text.count <= Self.sampleSize:
      sample.append(text)
    default: break
    }
  }

  private mutating func choose() throws(ConversionError) {
    let language = language ?? LayoutProfile.language(of: sample.span)
    guard let profile = LayoutProfile.forWriting(language, isNumbered: isNumbered) else {
      throw ConversionError(.profileNotFound, ["generic", LayoutProfile.names])
    }
    var made: any EventHandler & ~Copyable =
      TextWriter(OutputBuffer(sink), profile: profile, diagnostics: diagnostics)
    try front.replay(into: &made)
    front.reset()
    writer = consume made
  }
}
