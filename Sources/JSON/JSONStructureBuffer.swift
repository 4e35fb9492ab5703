import GazetteDocumentModel

/// One bulletin, section or article of the input while it is open.
///
/// A class, since three of them (a bulletin, a section in it, an article in that) are open at once and
/// are used again and again.
final class JSONStructureBuffer {
  enum Kind: String {
    case bulletin, section, sectionEnd, article, end

    init?(_ name: Span<UInt8>) {
      if name.elementsEqual("article") {
        self = .article
      } else {
        self.init(rawValue: String(name))
      }
    }
  }

  /// Its facts and, of an article, its body.
  var buffer = ArticleBuffer()
  /// Of a bulletin or section whose `content` came before its `type` (sorted keys): what the content
  /// holds. It goes to a temporary file beyond a bound.
  var content = ArticleBuffer()

  var kind: Kind?
  var position = SourcePosition.start
  var hasBody = false
  var hasContent = false
  var hasLateFactsOnly = true
  /// Whether its start and its front are emitted.
  var isStarted = false
  /// Whether its content waits in `content`.
  var isSpooling = false

  func reset(at position: SourcePosition) {
    kind = nil
    self.position = position
    hasBody = false
    hasContent = false
    hasLateFactsOnly = true
    isStarted = false
    isSpooling = false
  }
}

/// Records events into a structure's spooled content.
struct JSONContentSpooler: EventHandler, ~Copyable {
  let structure: JSONStructureBuffer

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    try structure.content.recordBody(event, at: position)
  }

  mutating func finish() throws(ConversionError) {}
}
