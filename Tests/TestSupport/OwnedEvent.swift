public import GazetteDocumentModel

/// A document event that owns its bytes, so that tests can make, keep and compare lists of them.
public enum OwnedEvent: Sendable, Equatable {
  case start(Element)
  case attribute(Attribute, String)
  case metadata(MetadataField, String)
  case text(String)
  case opaque(OpaqueFormat, [UInt8])
  case end(Element)

  /// Pushes this event.
  public func push(
    into handler: inout any EventHandler & ~Copyable, at position: SourcePosition = .start
  ) throws(ConversionError) {
    switch self {
    case .start(let element): try handler.handle(.start(element), at: position)
    case .end(let element): try handler.handle(.end(element), at: position)
    case .attribute(let attribute, let value):
      let bytes = Array(value.utf8)
      try handler.handle(.attribute(attribute, bytes.span), at: position)
    case .metadata(let field, let value):
      let bytes = Array(value.utf8)
      try handler.handle(.metadata(field, bytes.span), at: position)
    case .text(let value):
      let bytes = Array(value.utf8)
      try handler.handle(.text(bytes.span), at: position)
    case .opaque(let format, let bytes):
      try handler.handle(.opaque(format, bytes.span), at: position)
    }
  }

  /// How many bytes of content the event carries.
  var byteCount: Int {
    switch self {
    case .start, .end: 0
    case .attribute(_, let value), .metadata(_, let value), .text(let value): value.utf8.count
    case .opaque(_, let bytes): bytes.count
    }
  }
}

extension [OwnedEvent] {
  /// An element with one text.
  public static func element(
    _ element: GazetteDocumentModel.Element, _ text: String
  ) -> [OwnedEvent] {
    [.start(element), .text(text), .end(element)]
  }

  /// Pushes all events and finishes the handler. Positions rise: a block begins a line.
  public func push(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var position = SourcePosition.start
    for event in self {
      if case .start(let element) = event, element.level != .inline {
        position.line += 1
        position.column = 1
        position.offset += 1
      }
      try event.push(into: &handler, at: position)
      position.offset += UInt64(event.byteCount)
      position.column += UInt32(event.byteCount)
    }
    try handler.finish()
  }

  /// The events as `EventLog` writes them down.
  public func log() throws(ConversionError) -> [String] {
    let log = EventLog()
    var handler: any EventHandler & ~Copyable = EventLawChecker(log.recorder())
    try push(into: &handler)
    return log.lines
  }
}
