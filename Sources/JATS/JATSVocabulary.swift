import GazetteDocumentModel

/// What an element of the model is called in JATS, for writer and reader alike.
enum JATSVocabulary {
  /// Inlines that are one JATS element (tag library, "Emphasis Class").
  static func inline(_ element: Element) -> StaticString? {
    switch element {
    case .emphasis: "italic"
    case .strong: "bold"
    case .underline: "underline"
    case .strike: "strike"
    case .superscript: "sup"
    case .subscript: "sub"
    case .code: "monospace"
    case .link: "ext-link"
    case .noteReference: "xref"
    case .ruby, .rubyText, .span: "named-content"
    default: nil
    }
  }

  /// `content-type` of a `named-content` that stands for an inline without a JATS element.
  static func contentType(_ element: Element) -> StaticString? {
    switch element {
    case .ruby: "ruby"
    case .rubyText: "ruby-text"
    default: nil
    }
  }

  /// Blocks that are one JATS element.
  static func block(_ element: Element) -> StaticString? {
    switch element {
    case .list: "list"
    case .item: "list-item"
    case .definitionList: "def-list"
    case .definition: "def"
    case .term: "term"
    case .quotation: "disp-quote"
    case .preformatted: "preformat"
    case .table: "table-wrap"
    case .figure: "fig"
    case .caption: "caption"
    case .tableHead: "thead"
    case .tableBody, .tableFoot: "tbody"
    case .row: "tr"
    default: nil
    }
  }

  /// `@list-type` (JATS) by the model's `type`.
  static let listTypes: [(model: String, jats: String)] = [
    ("bullet", "bullet"), ("ordered", "order"), ("simple", "simple"),
  ]

  /// `@contrib-type` is the model's `role` as it is.
  /// Facts that JATS has no element for go to `custom-meta` under these names.
  static func customName(_ field: MetadataField) -> String? {
    switch field {
    case .wholeNumber: "whole-number"
    case .classification: "classification"
    case .place: "place"
    case .source: "source"
    default: nil
    }
  }
}
