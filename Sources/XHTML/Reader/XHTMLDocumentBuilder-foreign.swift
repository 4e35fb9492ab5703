import GazetteDocumentModel
import GazetteXMLKit

/// The head of a document, and the structure of those that Gazette has not written.
extension XHTMLDocumentBuilder {
  mutating func beginDocument(_ tag: XMLStartTag) throws(ConversionError) {
    frames.append(XHTMLFrame(.document, "html"))
    if let language = value("xml:lang", of: tag) ?? value("lang", of: tag) {
      documentLanguage = language
    }
  }

  mutating func startDocumentPart(
    _ tag: XMLStartTag, _ name: String
  ) throws(ConversionError) {
    switch name {
    case "head": frames.append(XHTMLFrame(.head, name))
    case "body":
      if !isOwn { try beginForeignBody(tag) }
      frames.append(XHTMLFrame(.body, name, .blocks))
      frames[frames.count - 1].hasBlocks = true
    default:
      losses.note(element: name, at: tag.position)
      skippedDepth = 1
    }
  }

  mutating func startHeadPart(_ tag: XMLStartTag, _ name: String) throws(ConversionError) {
    value = []
    switch name {
    case _ where name == "title" || OpaqueFormat.scripts.contains(name):
      frames.append(XHTMLFrame(.text, name))
    case "meta":
      if text("name", of: tag) == "generator", text("content", of: tag) == "Gazette" {
        isOwn = true
      }
      if !isOwn { try keepMeta(tag) }
      skippedDepth = 1
    default:
      if !isOwn, !Self.isResource(text("rel", of: tag) ?? "", of: name) {
        losses.note(
          element: name, in: LocalizedText("in the head", "文档头中的"), at: tag.position)
      }
      skippedDepth = 1
    }
  }

  /// `<link rel="stylesheet icon" …>` (HTML §4.6.7): what a page is shown with says nothing.
  private static func isResource(_ relations: String, of name: String) -> Bool {
    let words = relations.lowercased().split(whereSeparator: \.isWhitespace)
    return name == "link" && !words.isEmpty
      && words != ["alternate"] && words.allSatisfy { resourceRelations.contains(String($0)) }
  }

  private static let resourceRelations: Set<String> = [
    "stylesheet", "alternate", "icon", "shortcut", "apple-touch-icon", "mask-icon", "preload",
    "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest",
  ]

  /// `meta` (HTML §4.2.5, and what publishers have made of it).
  private mutating func keepMeta(_ tag: XMLStartTag) throws(ConversionError) {
    guard let name = (text("name", of: tag) ?? text("property", of: tag))?.lowercased(),
      let content = value("content", of: tag)
    else { return }
    let position = tag.position
    let outer = route
    route = .articleFront
    defer { route = outer }
    switch name {
    case "author", "dc.creator", "dcterms.creator", "citation_author":
      try emit(.start(.contributor), position)
      try emit(.kind, "person", position)
      try emit(.role, "author", position)
      try emit(.text(content.span), position)
      try emit(.end(.contributor), position)
    case "keywords", "dc.subject", "citation_keywords":
      for keyword in content.split(separator: UInt8(ascii: ",")) {
        let keyword = Array(keyword).collapsedWhiteSpace
        if !keyword.isEmpty { try emit(.metadata(.keyword, keyword.span), position) }
      }
    case "description", "dc.description", "dcterms.description", "og:description":
      try emit(.start(.abstract), position)
      try emit(.start(.paragraph), position)
      try emit(.text(content.span), position)
      try emit(.end(.paragraph), position)
      try emit(.end(.abstract), position)
    case "date", "dc.date", "dcterms.date", "dcterms.created", "article:published_time",
      "citation_publication_date":
      try emit(.start(.date), position)
      try emit(.type, "published", position)
      let day = Array(content.prefix(10))
      if Attribute.iso.accepts(day.span) { try emit(.iso, day, position) }
      try emit(.text(content.span), position)
      try emit(.end(.date), position)
    case "publisher", "dc.publisher", "dcterms.publisher", "og:site_name":
      route = .bulletinFront
      try emit(.metadata(.publisher, content.span), position)
    case "rights", "dc.rights", "dcterms.rights", "copyright":
      try emit(.metadata(.copyright, content.span), position)
    case "viewport", "generator", "robots", "format-detection", "theme-color": break
    default:
      try emit(.start(.custom), position)
      try emit(.name, name, position)
      try emit(.text(content.span), position)
      try emit(.end(.custom), position)
    }
  }

  private mutating func beginForeignBody(_ tag: XMLStartTag) throws(ConversionError) {
    route = .bulletinFront
    let language = documentLanguage
    if !language.isEmpty { try emit(.metadata(.language, language.span), tag.position) }
    let title = documentTitle
    if !title.isEmpty {
      try emit(.start(.title), tag.position)
      try emit(.text(title.span), tag.position)
      try emit(.end(.title), tag.position)
    }
    try foreignAttributes(tag, nil)
    bulletinAttributes = nil
    try beginBulletin(tag.position)
    route = .articleBody
    articleStart = tag.position
  }

  /// `article`, of a document that Gazette has not written: what came before it is one too.
  mutating func beginForeignArticle(_ tag: XMLStartTag) throws(ConversionError) {
    let hadContent = articleHasContent
    try beginBlock(tag.position)
    articleHasContent = hadContent
    completeForeignArticle(tag.position)
    articleStart = tag.position
    try foreignAttributes(tag, nil)
    var frame = XHTMLFrame(.content, "article", .blocks)
    frame.isArticle = true
    frame.hasBlocks = true
    frames.append(frame)
  }

  /// Passes on the article at hand, if there is anything in it.
  mutating func completeForeignArticle(_ position: SourcePosition) {
    guard articleHasContent || titleLevel != nil else { return }
    articleHasContent = false
    titleLevel = nil
    completeArticle = articleStart
    articleStart = position
  }

  mutating func endDocumentPart(
    _ frame: XHTMLFrame, _ position: SourcePosition
  ) throws(ConversionError) {
    if frame.kind == .body, !isOwn {
      if frame.paragraphIsOpen { try emit(.end(.paragraph), position) }
      if !article.isEmpty { articleHasContent = true }
      completeForeignArticle(position)
    }
    frames.removeLast()
    if frame.kind == .document, !isOwn, bulletinIsOpen {
      route = .out
      try emit(.end(.bulletin), position)
      bulletinIsOpen = false
    }
  }

  /// `title`, or a script, is whole.
  mutating func endText(
    _ frame: XHTMLFrame, _ position: SourcePosition
  ) throws(ConversionError) {
    frames.removeLast()
    guard frames.last?.kind != .text, !isOwn else { return }
    let text = value.collapsedWhiteSpace
    value = []
    if frame.name == "title" {
      documentTitle = text
    } else if !text.isEmpty {
      dropText("<\(frame.name)>", text, at: position)
    }
  }
}
