import GazetteDocumentModel

/// What an element of the model is called in XHTML, for writer and reader alike.
///
/// Where XHTML has no element of its own, a class says what it is; `docs/formats/xhtml.md` lists them.
enum XHTMLVocabulary {
  struct Tag {
    let name: StaticString
    let className: StaticString?
    init(_ name: StaticString, _ className: StaticString? = nil) {
      self.name = name
      self.className = className
    }
  }

  // Classes of the structure.
  static let bulletin = "bulletin"
  static let section = "section"
  static let sectionTitle: StaticString = "section-title"
  static let label = "label"
  /// `span` in the place of a picture that a book does not hold.
  static let absentImage = "absent-image"
  /// `span` of a link within a link.
  static func innerLink(_ element: Element) -> String {
    element == .noteReference ? "inner-noteref" : "inner-link"
  }
  /// The attribute that names a fact in a list of them.
  static let field: StaticString = "data-field"
  /// A date that has no words: what is shown is its ISO form.
  static let unwordedDate: StaticString = "data-unworded"
  /// What articles are called that have no name of their own.
  static let articlePrefix = "article-"

  /// The instruction in front of a formula that was given words, and how they stand in its tag.
  static let wordsGiven = "alttext"
  static func formulaWords(_ text: [UInt8]) -> [UInt8] {
    Array(" alttext=\"".utf8) + text + Array("\"".utf8)
  }

  static func tag(_ element: Element) -> Tag? {
    switch element {
    case .paragraph: Tag("p")
    case .list: Tag("ul")
    case .item: Tag("li")
    case .definitionList: Tag("dl")
    case .term: Tag("dt")
    case .definition: Tag("dd")
    case .quotation: Tag("blockquote")
    case .preformatted: Tag("pre")
    case .table: Tag("table")
    case .tableHead: Tag("thead")
    case .tableBody: Tag("tbody")
    case .tableFoot: Tag("tfoot")
    case .row: Tag("tr")
    case .cell: Tag("td")
    case .figure: Tag("figure")
    case .note: Tag("aside", "note")
    case .signOff: Tag("p", "signoff-text")
    case .attachments: Tag("div", "attachments")
    case .contents: Tag("nav", "contents")
    case .abstract: Tag("div", "abstract")
    case .thematicBreak: Tag("hr")
    case .emphasis: Tag("em")
    case .strong: Tag("strong")
    case .underline: Tag("u")
    case .strike: Tag("s")
    case .superscript: Tag("sup")
    case .subscript: Tag("sub")
    case .code: Tag("code")
    case .link: Tag("a")
    case .lineBreak: Tag("br")
    case .ruby: Tag("ruby")
    case .rubyText: Tag("rt")
    case .image: Tag("img")
    case .noteReference: Tag("a", "noteref")
    case .formula: Tag("span", "formula")
    case .span: Tag("span")
    default: nil
    }
  }

  /// Elements without content in HTML.
  static func isVoid(_ element: Element) -> Bool {
    element == .thematicBreak || element == .lineBreak || element == .image
  }

  /// The XHTML attribute that carries an attribute of the model; others go to `data-` attributes.
  static func attribute(_ attribute: Attribute, of element: Element) -> StaticString {
    switch (attribute, element) {
    case (.id, _): "id"
    case (.target, .image): "src"
    case (.target, _): "href"
    case (.alternative, .image): "alt"
    case (.alternative, _): "data-alternative"
    case (.title, _): "title"
    // What a listing is written in is no language that is spoken.
    case (.language, .preformatted): "data-lang"
    case (.language, _): "lang"
    case (.start, _): "start"
    case (.columnSpan, _): "colspan"
    case (.rowSpan, _): "rowspan"
    case (.align, _): "data-align"
    case (.type, _): "data-type"
    case (.kind, _): "data-kind"
    case (.role, _): "data-role"
    case (.label, _): "data-label"
    case (.iso, _): "datetime"
    case (.name, _): "data-name"
    case (.surname, _): "data-surname"
    case (.givenNames, _): "data-given-names"
    case (.affiliation, _): "data-affiliation"
    case (.email, _): "data-email"
    case (.identifier, _): "data-identifier"
    case (.level, _): "data-level"
    case (.header, _): "data-header"
    }
  }

  /// The model's attribute that an XHTML attribute of Gazette's own output carries.
  static func attribute(named name: String, of element: Element) -> Attribute? {
    let isImage = element == .image
    return isImage ? imageAttributes[name] : attributes[name]
  }

  private static let imageAttributes = table(of: .image)
  private static let attributes = table(of: .custom)

  private static func table(of element: Element) -> [String: Attribute] {
    // Where the attribute's own place may not hold the value.
    var table: [String: Attribute] = [
      "data-id": .id, "data-href": .target, "data-src": .target, "aria-label": .alternative,
      "data-start": .start, "data-lang": .language,
    ]
    for item in Attribute.allCases { table["\(attribute(item, of: element))"] = item }
    return table
  }

  /// The element that a tag without class is, in Gazette's own output and the world's.
  static let elements: [String: Element] = {
    var table: [String: Element] = [
      "ol": .list, "th": .cell, "figcaption": .caption, "caption": .caption,
    ]
    for element in Element.allCases {
      if let tag = tag(element), tag.className == nil { table["\(tag.name)"] = element }
    }
    table["span"] = .span
    table["p"] = .paragraph
    return table
  }()

  /// The element that a tag with a class is, in Gazette's own output.
  static let classes: [String: Element] = {
    var table: [String: Element] = [:]
    for element in Element.allCases {
      if let tag = tag(element), let name = tag.className { table["\(tag.name).\(name)"] = element }
    }
    table["span." + absentImage] = .image
    for element in [Element.link, .noteReference] { table["span." + innerLink(element)] = element }
    return table
  }()

  /// What else the world says with tags of its own.
  static let synonyms: [String: Element] = [
    "i": .emphasis, "b": .strong, "ins": .underline, "del": .strike, "strike": .strike,
    "kbd": .code, "samp": .code, "tt": .code, "menu": .list, "dir": .list,
  ]

  /// Inlines that are a span of the same name.
  static let spans: Set<String> = [
    "abbr", "acronym", "address", "bdi", "bdo", "big", "cite", "data", "dfn", "font", "label",
    "mark", "q", "small", "time", "var",
  ]

  /// What only holds other elements together.
  static let containers: Set<String> = [
    "div", "section", "main", "header", "footer", "nav", "center", "details", "summary", "hgroup",
    "body", "colgroup", "col", "rb", "rtc",
  ]
}
