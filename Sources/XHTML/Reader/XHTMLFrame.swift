import GazetteDocumentModel

/// An element of the input that is open.
struct XHTMLFrame {
  /// What it is for the reader.
  enum Kind {
    /// `html`, `head`, `body`.
    case document, head, body
    // Gazette's own structure.
    case bulletin, section, article, header, facts, footer
    /// A fact in `ul.facts`, a contributor, a date: `ends` or `field` says which.
    case fact
    /// `span.label` of a contributor.
    case label
    /// The text of an article.
    case content
    /// What is read for its text alone: `title`, `script`.
    case text
  }

  /// What may stand in it.
  enum Content {
    case blocks, inlines
    /// Text, inlines or blocks: `li`, `td`.
    case mixed
    /// Only what it is made of: `ul`, `tr`.
    case parts
  }

  let kind: Kind
  let name: String
  var content = Content.parts
  /// What of the model ends with it.
  var ends: Element?
  var field: MetadataField?
  /// Of blocks: text has opened a paragraph; of a `p`: its paragraph is open.
  var paragraphIsOpen = false
  var isParagraph = false
  var isPreformatted = false
  var hasBlocks = false
  /// Of a contributor: the blank behind its label is not part of the name.
  var skipsBlank = false
  /// A table, of which the rows right in it are the body.
  var endsTable = false
  /// An `article` of a document that Gazette has not written.
  var isArticle = false
  /// The route to go back to.
  var outerRoute: XHTMLDocumentBuilder.Route?

  init(_ kind: Kind, _ name: String, _ content: Content = .parts, ends: Element? = nil) {
    self.kind = kind
    self.name = name
    self.content = content
    self.ends = ends
  }
}
