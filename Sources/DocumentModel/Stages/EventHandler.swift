/// A stage that takes events: a writer, a filter, a recorder, a checker.
///
/// Events are pushed, one call an event: the call costs 5 ns through `any`, and the bytes stay where
/// they are. A filter is an `EventHandler` that holds the next one.
///
/// - Order: the event laws of `DocumentEvent`; then `finish` once, when the input has ended.
/// - After an error is thrown, the stage is used no more, and its output is abandoned.
/// - The bytes of an event may not outlive the call.
public protocol EventHandler: ~Copyable {
  /// Takes one event.
  /// - Parameter position: where in the input the event begins.
  mutating func handle(_ event: DocumentEvent, at position: SourcePosition) throws(ConversionError)

  /// Takes events that were recorded, as `handle` takes them one by one. A stage that records them itself, or
  /// only hands them on, does so faster with all of them at once.
  mutating func handle(
    _ stretch: EventTape.Stretch, of tape: borrowing EventTape
  ) throws(ConversionError)

  /// Ends the stream: writes what is held back and flushes. Never called after an error.
  mutating func finish() throws(ConversionError)
}

/// A stage that makes events from bytes.
///
/// The bytes are decoded and valid UTF-8, without a byte order mark, and arrive in chunks of any
/// size: a reader gives the same events whether it is fed a whole file or byte by byte. It emits an
/// article when it is known whole, so that what the next stages hold is bounded by the article.
public protocol DocumentReader: ~Copyable {
  mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError)

  /// The input has ended: emits what is held back. Does not finish the handler.
  mutating func finish(into handler: inout any EventHandler & ~Copyable) throws(ConversionError)
}

extension EventHandler where Self: ~Copyable {
  @inlinable
  public mutating func handle(
    _ stretch: EventTape.Stretch, of tape: borrowing EventTape
  ) throws(ConversionError) {
    try tape.emit(stretch, into: &self)
  }

  /// `start`, one text and `end` of an element at one place.
  @inlinable
  public mutating func element(
    _ element: Element, text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    try handle(.start(element), at: position)
    try handle(.text(text), at: position)
    try handle(.end(element), at: position)
  }
}
