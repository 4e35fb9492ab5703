import GazetteDocumentModel
import GazetteXMLKit

/// What the model is called in JATS, for writer and reader alike.
///
/// `docs/formats/jats.md` shows the whole mapping. What JATS has no name for goes into a
/// `GazetteInstruction`.
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
    default: nil
    }
  }

  /// The element that a simple inline of JATS is.
  static let inlines: [String: Element] = {
    var table: [String: Element] = [:]
    for element in Element.allCases {
      if let name = inline(element) { table["\(name)"] = element }
    }
    return table
  }()

  /// Inlines that are a `span` of the same name, and are written as themselves: they may stand
  /// wherever italics may.
  static let spans: Set<String> = ["overline", "roman", "sans-serif", "sc", "abbrev"]

  /// Inlines that are a `span` of the same name, and are written as `named-content`: parts of names
  /// and citations, which may stand in few places only.
  static let citationParts: Set<String> = [
    "annotation", "article-title", "chapter-title", "collab", "comment", "conf-date", "conf-loc",
    "conf-name", "conf-sponsor", "country", "data-title", "date", "date-in-citation", "day",
    "degrees", "edition", "elocation-id", "etal", "fpage", "fax", "given-names", "gov",
    "institution",
    "institution-id", "institution-wrap", "isbn", "issn", "issue", "issue-id", "issue-part",
    "issue-title", "lpage", "month", "name", "object-id", "on-behalf-of", "page-range",
    "part-title", "patent", "person-group", "phone", "postal-code", "prefix", "price", "pub-id",
    "publisher-loc", "publisher-name", "role", "season", "series", "size", "source", "state",
    "city",
    "std", "string-date", "string-name", "suffix", "supplement", "surname", "trans-source",
    "trans-title", "version", "volume", "volume-id", "volume-series", "year", "addr-line",
    "long-desc", "x",
  ]

  /// `@list-type` (JATS) by the model's `type`; other types are the same in both.
  static let listTypes: [(model: String, jats: String)] = [("ordered", "order")]

  /// `content-type` of what stands for an inline without a JATS element.
  static let rubyType = "ruby"
  static let rubyTextType = "ruby-text"
  static let lineBreakType = "line-break"
  static let signOffType = "sign-off"
  static let thematicBreakType = "thematic-break"
  static let attachmentsType = "attachments"
  /// `abstract-type` of a printed list of contents (tag library, `@abstract-type`).
  static let contentsType = "toc"
  /// `subj-group-type` of the section that an article stands in.
  static let sectionType = "section"

  /// Children of `article-meta` and `front-stub` in the order that the tag library wants.
  static let metaOrder: [String] = [
    "article-id", "article-version", "article-version-alternatives", "article-categories",
    "title-group", "contrib-group", "aff", "aff-alternatives", "author-notes", "pub-date",
    "pub-date-not-available", "volume", "volume-id", "volume-series", "issue", "issue-id",
    "issue-title", "issue-title-group", "issue-sponsor", "issue-part", "volume-issue-group", "isbn",
    "supplement", "fpage", "lpage", "page-range", "elocation-id", "email", "ext-link", "uri",
    "product", "supplementary-material", "history", "pub-history", "permissions", "self-uri",
    "related-article", "related-object", "abstract", "trans-abstract", "kwd-group",
    "funding-group", "support-group", "conference", "counts", "custom-meta-group",
  ]

  /// What a `title-group` holds that the model has no element for, in its order.
  static let titleFragments = ["trans-title-group", "alt-title", "fn-group"]

  static func metaRank(_ name: String) -> Int? { metaOrder.firstIndex(of: name) }

  /// Children of `journal-meta` in their order.
  static let journalOrder: [String] = [
    "journal-id", "journal-title-group", "contrib-group", "aff", "issn", "issn-l", "isbn",
    "publisher", "notes", "self-uri", "custom-meta-group",
  ]

  /// `pub-id-type`s that the Publishing tag set enumerates.
  static let identifierTypes: Set<String> = [
    "accession", "ark", "art-access-id", "arxiv", "coden", "doaj", "doi", "handle", "isbn",
    "manuscript", "medline", "other", "pii", "pmcid", "pmid", "publisher-id", "sici",
    "std-designation",
  ]

  /// The namespaces that the root declares, as the DTDs have them there and hardly elsewhere.
  static let namespaces: [(prefix: StaticString, uri: String)] = [
    ("xmlns:xlink", XMLNamespace.xlink), ("xmlns:mml", XMLNamespace.mathML),
    ("xmlns:ali", XMLNamespace.customary("ali")),
  ]

  /// Their declarations, as a fragment that stands by itself has them.
  static let declarations: [[UInt8]] = namespaces.map { Array(" \($0.prefix)=\"\($0.uri)\"".utf8) }

  /// What the name of a custom fact begins with, whose fragment stands in `journal-meta`.
  static let journalPrefix = "journal-meta/"

  /// Facts of an article that are plain text and stand in an element of their own in `article-meta`.
  static let plainFacts: Set<String> = [
    "fpage", "lpage", "page-range", "elocation-id", "issue-title", "issue-part", "volume-series",
    "supplement",
  ]

  /// `journal-id-type`s, which an issue's own identifiers do not have.
  static let journalIdentifiers: Set<String> = [
    "cn", "publisher-id", "nlm-ta", "iso-abbrev", "nlm-journal-id", "pmc", "hwp", "publisher",
    "iso", "coden", "issn-l",
  ]

  /// Facts that JATS has no element for go to `custom-meta` under these names.
  static func customName(_ field: MetadataField) -> String {
    switch field {
    case .wholeNumber: "whole-number"
    default: field.name
    }
  }

  /// The name that surname and given names make: `王丽娜`, but `Anna King`.
  static func wholeName(_ surname: [UInt8], _ givenNames: [UInt8]) -> [UInt8] {
    if givenNames.isEmpty { return surname }
    if surname.isEmpty { return givenNames }
    return isEastern(surname) ? surname + givenNames : givenNames + [0x20] + surname
  }

  /// Whether a surname is one of those that stand first, with no space: CJK.
  static func isEastern(_ surname: [UInt8]) -> Bool { (surname.first ?? 0) >= 0xE3 }

  /// `pub-type`s: the model's `kind` of a publication date that is no `publication-format`.
  static func isPublicationFormat(_ kind: [UInt8]) -> Bool {
    kind.span.elementsEqual("electronic") || kind.span.elementsEqual("print")
  }
}
