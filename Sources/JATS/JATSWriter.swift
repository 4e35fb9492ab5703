public import GazetteDocumentModel
import GazetteXMLKit

/// Writes JATS: a bulletin as `article[@article-type='collection']` with a `sub-article` per article.
///
///     <article article-type="collection">        the first bulletin
///       <front>…</front>
///       <sub-article article-type="news">…       its articles
///       <sub-article article-type="collection">  a bulletin that follows it in the same file
///         <front-stub>…</front-stub>
///         <sub-article article-type="news">…
///
/// Fronts are held, since JATS has its own order (tag library, `article-meta`); bodies stream.
/// `JATSWriter-front` writes the facts, `JATSWriter-blocks` the text.
public struct JATSWriter: EventHandler, ~Copyable {
  var xml: XMLWriter
  let tagSet: JATSTagSet
  let diagnostics: DiagnosticCollector
  let encodingName: String
  /// One article is the document, inside its bulletin's front.
  let isSingleArticle: Bool

  var open: [Element] = []
  var bulletinFront = JATSFront()
  var articleFront = JATSFront()
  /// The front element whose content is being captured.
  var item = JATSFront.Item()
  var sectionTitle: [UInt8]?

  var bulletinCount = 0
  var articleCount = 0
  /// The bulletin's own front is written.
  var frontIsWritten = false
  var blocks = JATSBlockState()

  init(
    _ xml: consuming XMLWriter, tagSet: JATSTagSet, context: WriterContext
  ) {
    self.xml = xml
    self.tagSet = tagSet
    diagnostics = context.diagnostics
    encodingName = context.encodingName
    isSingleArticle = context.scope == .article
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text):
      try beginContent()
      try xml.text(text, at: position)
    case .start(let element):
      try start(element, position)
      open.append(element)
    case .end(let element):
      try beginContent()
      open.removeLast()
      try end(element, position)
    case .attribute(let attribute, let value):
      blocks.attributes.append(attribute, value)
    case .metadata(let field, let value):
      if open.last == .bulletin {
        bulletinFront.facts.append((field, [UInt8](value)))
      } else {
        articleFront.facts.append((field, [UInt8](value)))
      }
    case .opaque(let format, let fragment):
      try beginContent()
      if format == .xhtml {
        diagnostics.report(.opaqueNotExpressible, [format.name, "JATS"], at: position)
      } else {
        try xml.raw(fragment)
      }
    }
  }

  public mutating func finish() throws(ConversionError) {
    if bulletinCount == 0 {
      // An empty stream is still a document: without bulletin there is nothing to name.
      try beginDocument()
      try xml.raw("<front>\n<article-meta/>\n</front>\n")
      bulletinCount = 1
    }
    try xml.raw("</article>\n")
    try xml.finish()
  }

  private mutating func start(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .bulletin:
      bulletinFront = JATSFront()
      frontIsWritten = false
      bulletinCount += 1
    case .section:
      if !isSingleArticle { try writeBulletinFront(position) }
    case .article:
      if !isSingleArticle { try writeBulletinFront(position) }
      articleFront = JATSFront()
      articleCount += 1
    case .body:
      try beginArticle(position)
    case _ where element.level == .front && open.last?.level == .structure:
      try beginContent()
      try xml.beginCapture()
      blocks.reset()
    default:
      try startContent(element, position)
    }
  }

  private mutating func end(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .bulletin:
      if !isSingleArticle { try writeBulletinFront(position) }
      if bulletinCount > 1 { try xml.raw("</sub-article>\n") }
    case .section: sectionTitle = nil
    case .article:
      if !isSingleArticle { try xml.raw("</sub-article>\n") }
    case .body:
      try closeSections(to: 0)
      try xml.raw("</body>\n")
    case _ where element.level == .front && open.last?.level == .structure:
      try keepFront(element, position)
    default:
      try endContent(element, position)
    }
  }

  /// A front element is complete: into the front that it belongs to.
  private mutating func keepFront(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    try beginContent()
    var item = item
    item.markup = try xml.endCapture()
    let owner = open.last
    if owner == .section {
      sectionTitle = item.markup
    } else if owner == .bulletin {
      bulletinFront.keep(element, item)
      if frontIsWritten {
        diagnostics.report(
          .lateFactNotExpressible, [element.name, String(item.markup.span), "JATS"], at: position)
      }
    } else {
      articleFront.keep(element, item)
    }
    self.item = JATSFront.Item()
  }
}

extension JATSFront {
  mutating func keep(_ element: Element, _ item: Item) {
    switch element {
    case .title: title = item.markup
    case .subtitle: subtitles.append(item)
    case .kicker: kickers.append(item)
    case .identifier: identifiers.append(item)
    case .contributor: contributors.append(item)
    case .date: dates.append(item)
    case .abstract: abstracts.append(item)
    case .distribution:
      customs.append((Array("distribution-".utf8) + (item[.type] ?? []), item.markup))
    case .custom: customs.append((item[.name] ?? [], item.markup))
    default: customs.append((Array(element.name.utf8), item.markup))
    }
  }
}
