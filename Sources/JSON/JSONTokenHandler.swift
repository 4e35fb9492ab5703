import GazetteDocumentModel

/// What takes the tokens of JSON text: the builder of a document, a recorder in a test.
///
/// The tokens come in the order of RFC 8259's grammar: within an object each value comes after its
/// key. A key is whole; a string comes in any number of fragments, cut between scalars, decoded.
/// The spans may not outlive the call. Each call passes on the stage that the document goes to.
protocol JSONTokenHandler: ~Copyable {
  mutating func beginObject(at position: SourcePosition) throws(ConversionError)
  mutating func endObject(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError)
  mutating func beginArray(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError)
  mutating func endArray(at position: SourcePosition) throws(ConversionError)
  mutating func key(_ key: Span<UInt8>, at position: SourcePosition) throws(ConversionError)
  /// A string that lies whole in one chunk, without escapes: the same as the three calls below.
  mutating func wholeString(
    _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError)
  mutating func beginString(at position: SourcePosition) throws(ConversionError)
  mutating func string(
    _ fragment: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError)
  mutating func endString(at position: SourcePosition) throws(ConversionError)
  mutating func literal(
    _ literal: JSONLiteral, _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError)
}

/// A value without parts.
enum JSONLiteral { case number, `true`, `false`, null }
