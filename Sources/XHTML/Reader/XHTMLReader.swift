public import GazetteDocumentModel
import GazetteXMLKit

/// Reads XHTML: what Gazette writes exactly, and any well-formed XHTML as far as the model goes.
///
/// Gazette's own output is known by `<meta name="generator" content="Gazette"/>`. In other documents each
/// `article` is an article, and what stands outside of them is one too.
///
/// Authors and dates are printed below the text, so an article is held until its end (`ArticleBuffer`).
public struct XHTMLReader: DocumentReader, ~Copyable {
  private var parser = XMLParser()
  private var assembler = XMLTagAssembler()
  private var builder: XHTMLDocumentBuilder

  public init(context: borrowing ReaderContext) {
    builder = XHTMLDocumentBuilder(diagnostics: context.diagnostics)
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

  private mutating func build(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    while let tape = try parser.takeTape() {
      builder.learn(tape.names)
      try tape.forEach { (token, value) throws(ConversionError) in
        try assembler.take(token, value, tape.names, into: &builder)
        if let position = builder.completeArticle {
          builder.completeArticle = nil
          try builder.out.replay(into: &handler)
          builder.out.reset()
          try builder.article.replay(at: position, into: &handler)
        }
      }
      parser.giveBack(tape)
      try builder.out.replay(into: &handler)
      builder.out.reset()
    }
  }
}
