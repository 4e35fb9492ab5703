import GazetteDocumentModel

/// A `TextWriter` in the layout of the bulletin's language, for a document that comes from no text: Chinese
/// ones are laid out like the seed of the project, those of other languages by their generic profile.
///
/// The language is known with the first fact of the first bulletin; until then only its start has passed,
/// which is kept back and given to the writer.
struct LayoutChoosingWriter: EventHandler, ~Copyable {
  private let sink: any ByteSink
  private let diagnostics: DiagnosticCollector
  private var start: SourcePosition?
  private var writer: (any EventHandler & ~Copyable)?

  init(sink: any ByteSink, diagnostics: DiagnosticCollector) {
    self.sink = sink
    self.diagnostics = diagnostics
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if writer == nil {
      if case .start(.bulletin) = event, start == nil {
        start = position
        return
      }
      var language = "zh"
      if case .metadata(.language, let value) = event { language = String(value) }
      try choose(language)
    }
    try writer?.handle(event, at: position)
  }

  mutating func finish() throws(ConversionError) {
    if writer == nil { try choose("zh") }
    try writer?.finish()
  }

  private mutating func choose(_ language: String) throws(ConversionError) {
    guard let profile = LayoutProfile.forWriting(language) else {
      throw ConversionError(.profileNotFound, ["generic", LayoutProfile.names])
    }
    var made = TextWriter(OutputBuffer(sink), profile: profile, diagnostics: diagnostics)
    if let start { try made.handle(.start(.bulletin), at: start) }
    writer = consume made
  }
}
