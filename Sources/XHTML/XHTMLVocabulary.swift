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
}
