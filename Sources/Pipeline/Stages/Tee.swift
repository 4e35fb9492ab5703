import GazetteDocumentModel

/// Gives every event to two handlers: several outputs of one parse are a chain of these.
struct Tee: EventHandler, ~Copyable {
  private var first: any EventHandler & ~Copyable
  private var second: any EventHandler & ~Copyable

  init(
    _ first: consuming any EventHandler & ~Copyable,
    _ second: consuming any EventHandler & ~Copyable
  ) {
    self.first = first
    self.second = second
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    try first.handle(event, at: position)
    try second.handle(event, at: position)
  }

  mutating func finish() throws(ConversionError) {
    try first.finish()
    try second.finish()
  }
}
