import GazetteDocumentModel

/// The names of the wire format, for writers and readers both.
///
/// Two kinds of objects carry elements:
///
/// - a *node* stands in a `content` or `body` array, names its element in `type`, and holds its
///   attributes and its `content`; the attribute `type` of the model is `variant` there:
///   `{"type":"list","variant":"bullet","content":[…]}`;
/// - a *fact* stands in a front under a key that names its element, so that `type` is free for the
///   attribute: `"dates":[{"type":"published","iso":"2021-03-12"}]`.
enum JSONVocabulary {
  /// How a front element is written.
  struct Fact: Sendable {
    let element: Element
    /// The key in the bulletin, section or article.
    let key: String
    /// The key of its text in its object.
    let textKey: String
    /// `many`: an array of objects. `one`: the bare text where there are no attributes.
    let count: Count
    /// Whether the text comes before the attributes.
    let textFirst: Bool

    enum Count: Sendable { case one, many }

    init(
      _ element: Element, _ key: String, text: String, _ count: Count, textFirst: Bool = false
    ) {
      self.element = element
      self.key = key
      textKey = text
      self.count = count
      self.textFirst = textFirst
    }

    /// Whether the text is an array even where it is plain: it holds blocks.
    var holdsBlocks: Bool { element == .abstract || element == .contents }
  }

  /// One key of a front.
  enum FrontKey: Sendable {
    case fact(Fact)
    case metadata(MetadataField, String)
    /// Nodes that have no key of their own: a second title.
    case other(String)

    var name: String {
      switch self {
      case .fact(let fact): fact.key
      case .metadata(_, let name): name
      case .other(let name): name
      }
    }
  }

  /// The keys of a front in the order in which they are written.
  static let frontKeys: [FrontKey] =
    [
      .fact(Fact(.title, "title", text: "text", .one)),
      .fact(Fact(.subtitle, "subtitle", text: "text", .one)),
      .fact(Fact(.kicker, "kicker", text: "text", .one)),
    ] + metadata([.language, .publisher, .volume, .issue, .wholeNumber, .classification]) + [
      .fact(Fact(.contributor, "contributors", text: "name", .many, textFirst: true)),
      .fact(Fact(.date, "dates", text: "text", .many)),
      .fact(Fact(.identifier, "identifiers", text: "value", .many)),
    ] + metadata([.place, .category, .keyword, .source, .license, .copyright]) + [
      .fact(Fact(.distribution, "distribution", text: "text", .many)),
      .fact(Fact(.abstract, "abstracts", text: "content", .many)),
      .fact(Fact(.contents, "contents", text: "content", .many)),
      .fact(Fact(.custom, "custom", text: "value", .many)),
      .other("otherFront"),
    ]

  private static func metadata(_ fields: [MetadataField]) -> [FrontKey] {
    fields.map { field in
      switch field {
      case .category: .metadata(field, "categories")
      case .keyword: .metadata(field, "keywords")
      default: .metadata(field, field.name)
      }
    }
  }

  /// The key of an attribute of a node.
  static func nodeKey(_ attribute: Attribute) -> String {
    attribute == .type ? "variant" : attribute.wireName
  }

  /// The key of an attribute of a bulletin, section or article, beside the keys of its front.
  static func structureKey(_ attribute: Attribute) -> String {
    switch attribute {
    case .type: "variant"
    case .language: "languageAttribute"
    case .title: "titleAttribute"
    default: attribute.wireName
    }
  }

  /// Elements that never hold anything: written without `content`.
  static func isEmpty(_ element: Element) -> Bool {
    element == .thematicBreak || element == .lineBreak || element == .image
  }

  /// Elements that can be nodes, by name.
  static let nodeElements: [Element] = Element.allCases.filter { $0.level != .structure }
}
