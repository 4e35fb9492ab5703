public import GazetteDocumentModel

/// Reads JSON Lines or one JSON document into events.
///
/// The keys of an object may come in any order (`jq -S` sorts them), `null` counts as absent, and an
/// unknown key is reported (`GZ4102`) and left out. Memory is bounded by the facts of one article:
/// texts are taken in fragments, and a body that is large waits in a temporary file.
///
/// - JSON Lines: lines may be blank. Without a bulletin line before them, articles stand in a bulletin
///   without facts; a bulletin line without its `end` line is a truncated input (`GZ4105`).
/// - A document streams where `type` and the facts of a bulletin or section come before its
///   `content`, as they are written; where `type` comes after, the content waits in a temporary file.
public struct JSONReader: DocumentReader, ~Copyable {
  private var tokenizer: JSONTokenizer
  private var builder: JSONDocumentBuilder

  public init(layout: JSONWriter.Layout, context: borrowing ReaderContext) {
    tokenizer = JSONTokenizer(
      acceptsManyValues: layout == .lines, countsColumns: context.purpose == .document,
      diagnostics: context.diagnostics)
    builder = JSONDocumentBuilder(layout: layout, context: context)
  }

  /// Where in its input the reader stands.
  public var currentPosition: SourcePosition { tokenizer.currentPosition }

  public mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try tokenizer.read(chunk, into: &builder, &handler)
  }

  public mutating func finish(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try tokenizer.finish(into: &builder, &handler)
    try builder.finish(at: tokenizer.currentPosition, into: &handler)
  }
}
