import GazetteDocumentModel

/// Stops a conversion of nothing: an input without a bulletin is an error, not an empty document.
struct ContentGuard: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private var sawBulletin = false

  init(_ next: consuming any EventHandler & ~Copyable) { self.next = next }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    sawBulletin = true
    try next.handle(event, at: position)
  }

  mutating func handle(
    _ stretch: EventTape.Stretch, of tape: borrowing EventTape
  ) throws(ConversionError) {
    sawBulletin = true
    try next.handle(stretch, of: tape)
  }

  /// - Throws: `GZ1005`.
  mutating func finish() throws(ConversionError) {
    guard sawBulletin else { throw ConversionError(.inputEmpty) }
    try next.finish()
  }
}
