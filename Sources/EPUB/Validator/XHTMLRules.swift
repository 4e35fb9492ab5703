import GazetteXMLKit

/// What HTML says of where elements stand (HTML Living Standard §4), as far as it can be told of an element
/// and those around it: the vocabulary of content documents (EPUB 3.3 §6.1.2).
final class ElementRule: Sendable {
  let name: String
  /// No end tag in HTML, and so nothing in it.
  let isVoid: Bool
  /// It cannot stand among words.
  let isBlock: Bool
  /// Only words can stand in it.
  let takesPhrasing: Bool
  /// What may stand in it depends on what it stands in.
  let isTransparent: Bool
  /// The elements that it may stand in; empty where others decide.
  let parents: Set<String>
  /// The elements that may stand in it, and no text; empty where others decide.
  let children: Set<String>

  private init(_ name: String) {
    self.name = name
    isVoid = Self.voids.contains(name)
    isBlock = Self.blocks.contains(name)
    takesPhrasing = Self.phrasing.contains(name)
    isTransparent = Self.transparent.contains(name)
    parents = Self.parents[name] ?? []
    children = Self.children[name] ?? []
  }

  /// The rule of an element of HTML; nil where HTML has none of that name.
  static func of(_ name: String) -> ElementRule? { rules[name] }

  private static let rules: [String: ElementRule] = {
    var rules: [String: ElementRule] = [:]
    for name in voids.union(blocks).union(phrasing).union(transparent).union(others) {
      rules[name] = ElementRule(name)
    }
    return rules
  }()

  private static let voids: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "main",
    "menu", "nav", "ol", "p", "pre", "section", "table", "ul", "search",
  ]
  private static let phrasing: Set<String> = [
    "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "h1", "h2", "h3", "h4", "h5",
    "h6",
    "i", "kbd", "label", "mark", "meter", "output", "p", "pre", "progress", "q", "rb", "rp", "rt",
    "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "button",
  ]
  private static let transparent: Set<String> = [
    "a", "ins", "del", "map", "noscript", "object", "video", "audio", "canvas", "slot",
  ]
  private static let others: Set<String> = [
    "body", "caption", "colgroup", "datalist", "dd", "dt", "figcaption", "head", "html", "iframe",
    "legend", "li", "optgroup", "option", "param", "picture", "rtc", "script", "select", "style",
    "summary", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr",
  ]

  private static let parents: [String: Set<String>] = [
    "head": ["html"], "body": ["html"], "title": ["head"], "base": ["head"], "style": ["head"],
    "li": ["ul", "ol", "menu"], "dt": ["dl", "div"], "dd": ["dl", "div"],
    "caption": ["table"], "colgroup": ["table"], "col": ["colgroup"], "thead": ["table"],
    "tbody": ["table"], "tfoot": ["table"], "tr": ["table", "thead", "tbody", "tfoot"],
    "td": ["tr"], "th": ["tr"], "figcaption": ["figure"], "legend": ["fieldset"],
    "summary": ["details"], "rt": ["ruby", "rtc"], "rp": ["ruby", "rtc"], "rb": ["ruby"],
    "rtc": ["ruby"], "optgroup": ["select"], "option": ["select", "optgroup", "datalist"],
    "track": ["audio", "video"], "source": ["audio", "video", "picture"],
  ]
  private static let children: [String: Set<String>] = {
    let scripts: Set<String> = ["script", "template"]
    return [
      "html": ["head", "body"],
      "head": scripts.union(["base", "link", "meta", "noscript", "style", "title"]),
      "ul": scripts.union(["li"]), "ol": scripts.union(["li"]), "menu": scripts.union(["li"]),
      "dl": scripts.union(["dt", "dd", "div"]),
      "table": scripts.union(["caption", "colgroup", "thead", "tbody", "tfoot", "tr"]),
      "thead": scripts.union(["tr"]), "tbody": scripts.union(["tr"]),
      "tfoot": scripts.union(["tr"]),
      "tr": scripts.union(["td", "th"]), "colgroup": ["col", "template"],
      "select": scripts.union(["option", "optgroup", "hr"]),
    ]
  }()
}

/// What an attribute of HTML or SVG is to the checks.
enum AttributeRole: Sendable {
  case id, href, src, srcset, data, poster, rel, type, semantics, language, xmlLanguage, style
  /// A handler of events: the document is scripted.
  case script
  /// HTML took it out.
  case obsolete
  case other

  init(_ name: XMLName) {
    switch name.namespace {
    case XMLNamespace.xlink: self = name.local == "href" ? .href : .other
    case XMLNamespace.xml: self = name.local == "lang" ? .xmlLanguage : .other
    case XMLNamespace.epub: self = name.local == "type" ? .semantics : .other
    case "": self = Self.named(name.local)
    default: self = .other
    }
  }

  private static func named(_ name: String) -> AttributeRole {
    switch name {
    case "id": .id
    case "href": .href
    case "src": .src
    case "srcset": .srcset
    case "data": .data
    case "poster": .poster
    case "rel": .rel
    case "type": .type
    case "lang": .language
    case "style": .style
    case "align", "valign", "bgcolor", "cellpadding", "cellspacing", "nowrap", "clear", "hspace",
      "vspace", "background", "alink", "vlink", "noshade", "compact", "frameborder", "marginwidth",
      "marginheight", "scrolling", "longdesc", "axis", "char", "charoff", "frame", "rules":
      .obsolete
    default: name.hasPrefix("on") && name.count > 3 ? .script : .other
    }
  }
}
