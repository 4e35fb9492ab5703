public import GazetteDocumentModel
import GazetteXMLKit

/// Reads JATS: what Gazette writes exactly, and articles of the world as far as the model goes.
///
/// An `article[@article-type='collection']` is a bulletin whose sub-articles are its articles. Any other
/// `article` is a bulletin of the type `article`, which tells of the journal, with the article in it; its
/// sub-articles and responses follow as articles.
///
/// The front comes first in JATS, so bodies stream: of an article only its front is held.
public struct JATSReader: DocumentReader, ~Copyable {
  private var parser = XMLParser()
  private var assembler = XMLTagAssembler()
  private var builder: JATSDocumentBuilder

  public init(context: borrowing ReaderContext) {
    builder = JATSDocumentBuilder(diagnostics: context.diagnostics)
  }

  public mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try parser.parse(chunk)
    try build(into: &handler)
  }

  public mutating func finish(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try parser.finish()
    try build(into: &handler)
    builder.losses.report()
  }

  /// Makes events of the tokens at hand, and passes them on.
  private mutating func build(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    while let tape = try parser.takeTape() {
      builder.learn(tape.names)
      try tape.forEach { (token, value) throws(ConversionError) in
        try assembler.take(token, value, tape.names, into: &builder)
      }
      parser.giveBack(tape)
      try builder.out.replay(into: &handler)
      builder.out.reset()
    }
  }
}
