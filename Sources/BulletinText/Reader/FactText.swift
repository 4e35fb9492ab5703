import GazetteDocumentModel

/// Events whose bytes are fixed words.
enum FactText {
  static func withAttribute(
    _ attribute: Attribute, _ value: StaticString, _ body: (DocumentEvent) -> Void
  ) {
    // A StaticString's bytes live as long as the program.
    let bytes = unsafe UnsafeBufferPointer(
      start: value.utf8Start, count: value.utf8CodeUnitCount)
    unsafe body(.attribute(attribute, bytes.span))
  }
}
