/// Takes events to nowhere: for what a reader says on the way.
public struct Discard: EventHandler, ~Copyable {
  public init() {}

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {}
  public mutating func finish() throws(ConversionError) {}
}
