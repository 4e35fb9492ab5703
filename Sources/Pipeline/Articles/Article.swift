public import GazetteDocumentModel

/// One article of a document as a value: the fronts around it, its own, and its body.
///
/// Text is plain: inline markup, pictures and the targets of links are left out, ruby has its reading in brackets
/// behind it. Who wants more of a document takes its events (`EventHandler`).
public struct Article: Sendable, Equatable {
  /// The bulletin that it stands in. What that states at its end is not known yet.
  public var bulletin = Front()
  /// The section (column) that it stands in.
  public var section: Front?
  public var front = Front()
  /// The blocks of the body in their order, each that has text or attributes right in it: paragraphs, headings,
  /// cells of tables; a list's item with its label, then the paragraphs in it.
  public var body: [Part] = []
  /// Where the article begins in the input.
  public var position: SourcePosition

  public init(at position: SourcePosition = .start) { self.position = position }

  /// The headline; empty where there is none.
  public var title: String { front.title ?? "" }
  /// The text of the body, a block a line.
  public var text: String {
    body.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What is stated of a bulletin, a section or an article.
  public struct Front: Sendable, Equatable {
    /// Titles, contributors, dates and the like, in the order of the document.
    public var parts: [Part] = []
    /// Facts of one plain value: `metadata[.issue]`, `metadata[.keyword]`.
    public var metadata: [MetadataField: [String]] = [:]

    public init() {}

    public var title: String? { parts.first { $0.element == .title }?.text }
    /// Persons and organisations, with `[.role]` and `[.kind]`.
    public var contributors: [Part] { parts.filter { $0.element == .contributor } }
    /// Dates in the wording of the source, with `[.iso]` and `[.type]`.
    public var dates: [Part] { parts.filter { $0.element == .date } }
  }

  /// A front element or a block, with the text that stands right in it.
  public struct Part: Sendable, Equatable {
    public var element: Element
    public var attributes: [Attribute: String] = [:]
    public var text = ""

    public init(_ element: Element) { self.element = element }

    /// The value of an attribute; nil where it is not stated.
    public subscript(attribute: Attribute) -> String? { attributes[attribute] }
  }
}
