import GazetteDocumentModel

/// Takes events to nowhere: for what a reader says on the way.
struct Discard: EventHandler, ~Copyable {
  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {}
  mutating func finish() throws(ConversionError) {}
}
