/// One step through a document, pushed from a reader through filters to a writer.
///
/// The bytes of an event are borrowed: they are valid only while the handler runs. A handler that
/// wants to keep them copies them. All of them are valid UTF-8, except an opaque fragment's, which
/// are in the fragment's own encoding; a text may be cut between any two scalars, so one paragraph's
/// text arrives in one event or in many.
///
/// ## The event laws
///
/// 1. Starts and ends are balanced, and their elements match.
/// 2. Attributes follow the start of their element, before anything else; each once.
/// 3. Front comes before content: within an article all front elements and metadata stand before
///    `start(.body)`, and an article has exactly one body. A bulletin's front comes before its first
///    section or article, except *late facts* (`contributor`, `distribution`): what a bulletin states
///    at its end may come right before `end(.bulletin)`.
/// 4. The offsets of positions never fall within a body.
/// 5. The value of an attribute keeps to its `AttributeRule`.
///
/// `EventLawChecker` holds a stream to them.
public enum DocumentEvent: ~Escapable {
  /// `<p>`: an element begins.
  case start(Element)
  /// `iso-8601-date="2021-03-12"`: a property of the element that has just begun.
  case attribute(Attribute, Span<UInt8>)
  /// `<issue>12</issue>`: a plain fact of the bulletin or article around it.
  case metadata(MetadataField, Span<UInt8>)
  /// Running text.
  case text(Span<UInt8>)
  /// A fragment that the model has no name for, as raw bytes of the format named.
  case opaque(OpaqueFormat, Span<UInt8>)
  /// `</p>`: an element ends.
  case end(Element)
}

/// In what format the bytes of an opaque fragment are; only a writer of the same can give them back.
public enum OpaqueFormat: UInt8, Sendable, CaseIterable {
  /// A JATS element that the model has no name for.
  case jats = 1
  /// A MathML `math` element.
  case mathML
  /// An XHTML element that the model has no name for.
  case xhtml

  /// The name on the wire.
  public var name: String { "\(self)" }
}
