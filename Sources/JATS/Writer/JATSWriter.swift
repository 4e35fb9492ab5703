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
/// A bulletin of the type `article` (as the reader makes of an article of the world) and an article of
/// `--split` are one `article`, inside the journal that the bulletin's front tells of.
///
/// Fronts are held, since JATS has its own order (tag library, `article-meta`); bodies stream.
/// `JATSWriter-front` writes the heads, `-facts` single facts, `-blocks` and `-inlines` the text.
public struct JATSWriter: EventHandler, ~Copyable {
  var xml: XMLWriter
  let tagSet: JATSTagSet
  let diagnostics: DiagnosticCollector
  let encodingName: String
  /// One article is the document, inside its bulletin's front.
  var isSingleArticle: Bool
  private let isSplit: Bool

  var open: [Element] = []
  var bulletinFront = JATSFront()
  var articleFront = JATSFront()
  /// The front element whose content is being captured.
  var item: JATSFront.Item?
  /// The section that is open: its title's markup, and what the instruction says of it.
  var section: JATSSection?

  var bulletinCount = 0
  var articleCount = 0
  /// The bulletin's own front is written.
  var frontIsWritten = false
  /// The root is an `article` whose own article is written: those that follow are sub-articles.
  var rootArticleIsWritten = false
  var blocks = JATSBlockState()
  var references = JATSReferences()
  /// MathML of a formula, which waits for its alternatives.
  private var heldMathML: [UInt8] = []

  init(
    _ xml: consuming XMLWriter, tagSet: JATSTagSet, context: WriterContext
  ) {
    self.xml = xml
    self.tagSet = tagSet
    diagnostics = context.diagnostics
    encodingName = context.encodingName
    isSplit = context.scope == .article
    isSingleArticle = isSplit
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if !heldMathML.isEmpty {
      if case .opaque = event {} else { try flushMathML() }
    }
    switch event {
    case .text(let text):
      try beginContent()
      try openBareParagraph()
      try xml.text(text, at: position)
    case .start(let element):
      try start(element, position)
      open.append(element)
    case .end(let element):
      try beginContent()
      open.removeLast()
      try end(element, position)
    case .attribute(let attribute, let value): keep(attribute, value)
    case .metadata(let field, let value):
      if open.last == .bulletin {
        bulletinFront.facts.append((field, [UInt8](value)))
      } else {
        articleFront.facts.append((field, [UInt8](value)))
      }
    case .opaque(let format, let fragment): try opaque(format, fragment, position)
    }
  }

  public mutating func finish() throws(ConversionError) {
    if bulletinCount == 0 {
      // An empty stream is still a document: without bulletin there is nothing to name.
      try beginDocument(type: nil, [("empty", Array("yes".utf8))])
      try xml.raw("<front>\n<article-meta/>\n</front>\n")
    }
    try xml.raw("</article>\n")
    for target in references.dangling {
      diagnostics.report(.referenceDangling, [target, tagSet.title])
    }
    try xml.finish()
  }

  private mutating func keep(_ attribute: Attribute, _ value: Span<UInt8>) {
    if blocks.waiting != nil { return blocks.attributes.append(attribute, value) }
    switch open.last {
    case .bulletin: bulletinFront.attributes.append(attribute, value)
    case .section: section?.attributes.append(attribute, value)
    case .article: articleFront.attributes.append(attribute, value)
    case .body, nil: break
    default: item?.attributes.append(attribute, value)
    }
  }

  private mutating func opaque(
    _ format: OpaqueFormat, _ fragment: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    try beginContent()
    guard format != .xhtml else {
      let text = diagnostics.reportFragment(
        format, fragment, in: open.last, target: "JATS", at: position)
      if !text.isEmpty { try handle(.text(text.span), at: position) }
      return
    }
    if open.last == .custom { item?.isFragment = true }
    references.note(fragment)
    var markup = [UInt8](fragment)
    if format == .mathML { markup = markup.prefixed("mml") }
    markup = markup.withoutDeclarations(JATSVocabulary.declarations)
    // An `object-id` comes before the label (tag library, `fig`).
    if !markup.starts(with: "<object-id".utf8) { try writeLabel() }
    if blocks.isInline { try openBareParagraph(forFragment: true) }
    try prepareForFragment()
    if open.last == .formula {
      if format == .mathML, heldMathML.isEmpty {
        heldMathML = markup
        return
      }
      if markup.starts(with: "<alternatives".utf8) { return try writeAlternatives(markup) }
    }
    try flushMathML()
    try xml.raw(markup.span)
  }

  /// MathML goes back among its alternatives, behind them.
  private mutating func writeAlternatives(_ markup: [UInt8]) throws(ConversionError) {
    let end = Array("</alternatives>".utf8)
    guard !heldMathML.isEmpty, markup.suffix(end.count).elementsEqual(end) else {
      try flushMathML()
      return try xml.raw(markup.span)
    }
    let whole = Array(markup.dropLast(end.count)) + heldMathML + end
    try xml.raw(whole.span)
    heldMathML = []
  }

  /// No alternatives have followed the MathML of a formula.
  private mutating func flushMathML() throws(ConversionError) {
    guard !heldMathML.isEmpty else { return }
    let markup = heldMathML
    heldMathML = []
    try xml.raw(markup.span)
  }

  private mutating func start(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .bulletin:
      bulletinFront = JATSFront()
      frontIsWritten = false
      rootArticleIsWritten = false
      bulletinCount += 1
    case .section:
      try beginBulletinContent(position)
      section = JATSSection()
    case .article:
      try beginBulletinContent(position)
      articleFront.reset()
      articleCount += 1
      section?.articleCount += 1
    case .body:
      try beginArticle(position)
    case _ where element.level == .front && open.last?.level == .structure:
      try beginContent()
      item = articleFront.makeItem(element)
      try xml.beginCapture()
      blocks.reset()
    default:
      try beginContent()
      blocks.waiting = element
      blocks.attributes.removeAll()
    }
  }

  /// The bulletin's front is complete. Its type says whether it is an article of the world.
  private mutating func beginBulletinContent(
    _ position: SourcePosition
  ) throws(ConversionError) {
    guard !isSplit, !frontIsWritten else { return }
    isSingleArticle = bulletinCount == 1 && bulletinFront.attributes.has(.type, "article")
    if !isSingleArticle { try writeBulletinFront(position) }
  }

  private mutating func end(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .bulletin:
      if isSingleArticle, !rootArticleIsWritten { isSingleArticle = false }
      if !isSingleArticle, !frontIsWritten { try writeBulletinFront(position) }
      if bulletinCount > 1 { try xml.raw("</sub-article>\n") }
    case .section:
      if let section, section.articleCount == 0 {
        diagnostics.report(
          .elementNotExpressible,
          [
            "section \(String(section.title.withoutTags.unescapedXML.span))", "JATS",
            "a section shows in its articles, and this has none",
          ], at: position)
      }
      section = nil
    case .article:
      // The root's end tag comes last, behind the sub-articles.
      if isSingleArticle, articleIsRoot {
        rootArticleIsWritten = true
      } else {
        try xml.raw("</sub-article>\n")
      }
    case .body:
      try closeBlocks()
      try xml.raw("</body>\n")
    case _ where element.level == .front && open.last?.level == .structure:
      try keepFront(element, position)
    default:
      try endContent(element)
    }
  }

  /// Whether the article at hand is the root itself.
  var articleIsRoot: Bool { isSingleArticle && !rootArticleIsWritten }

  /// A front element is complete: into the front that it belongs to.
  private mutating func keepFront(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    try closeBlocks()
    guard var item = item.take() else { return }
    try xml.endCapture(into: &item.markup)
    switch open.last {
    case .section:
      if element == .title, section?.title.isEmpty == true {
        section?.title = item.markup
        section?.titlePairs = item.pairs()
      } else {
        diagnostics.report(
          .elementNotExpressible, ["\(element.name) of a section", "JATS", "it is left out"],
          at: position)
      }
    case .bulletin:
      if frontIsWritten || rootArticleIsWritten {
        diagnostics.report(
          .lateFactNotExpressible, [element.name, String(item.text.span), "JATS"], at: position)
      }
      bulletinFront.items.append(item)
    default: articleFront.items.append(item)
    }
  }
}

/// The section that is open, which JATS shows in each of its articles.
struct JATSSection {
  var attributes = AttributeList()
  var title: [UInt8] = []
  var titlePairs: [(name: String, value: [UInt8])] = []
  var articleCount = 0
}
