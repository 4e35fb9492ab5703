public import GazetteDocumentModel
import GazetteStylesheets
import GazetteXMLKit

/// Writes XHTML5: a `section.bulletin` per bulletin, an `article` per article.
///
///     <section class="bulletin">
///       <header><h1>科学共同体要闻</h1></header>
///       <article id="article-1"><header><h2>…</h2></header>
///         <div class="body"><p>…</p></div>
///         <footer class="signoff"><span class="contributor" …>…</span> <time …>…</time></footer>
///       </article>
///       <footer class="credits">…</footer>
///     </section>
///
/// Fronts are held until their element's content begins, and what is printed below the text (authors,
/// dates, credits) until its end; bodies stream.
public struct XHTMLWriter: EventHandler, ~Copyable {
  var xml: XMLWriter
  let diagnostics: DiagnosticCollector
  let options: OptionValues
  let encodingName: String
  /// Set in a document of a book.
  let part: DocumentPart?

  var open: [Element] = []
  var bulletin = XHTMLFront()
  var article = XHTMLFront()
  /// The front element whose content is being captured.
  var item: XHTMLFront.Item?
  /// A section whose tag waits for its attributes.
  var section: AttributeList?
  /// Level of the titles of the open section's kind.
  var sectionLevel: Int?
  /// The element whose tag waits for its attributes.
  var waiting: Element?
  var attributes = AttributeList()
  /// End tags of the content elements that are open.
  var closers: [StaticString] = []
  var documentIsOpen = false
  var headerIsWritten = false
  var articleCount = 0
  /// Level of the title that comes next: 1 for the masthead, one more for what stands under it.
  var titleLevel = 1
  /// Identifiers that are given: no two elements have the same.
  var identifiers: Set<[UInt8]> = []

  init(_ xml: consuming XMLWriter, context: WriterContext) {
    self.xml = xml
    diagnostics = context.diagnostics
    options = context.options
    encodingName = context.encodingName
    part = context.part
    titleLevel = part?.titleLevel ?? 1
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text):
      try beginContent()
      try xml.text(text, at: position)
    case .start(let element):
      try start(element)
      open.append(element)
    case .end(let element):
      try beginContent()
      open.removeLast()
      try end(element)
    case .attribute(let attribute, let value):
      if waiting != nil {
        attributes.append(attribute, value)
      } else {
        keep(attribute, value)
      }
    case .metadata(let field, let value):
      if open.last == .bulletin {
        bulletin.facts.append((field, [UInt8](value)))
      } else {
        article.facts.append((field, [UInt8](value)))
      }
    case .opaque(let format, let fragment):
      try beginContent()
      if format == .jats {
        let text = diagnostics.reportFragment(
          format, fragment, in: open.last, target: "XHTML", at: position)
        if !text.isEmpty { try xml.text(text.span, at: position) }
      } else {
        // An element that the model has a name for may be meant as it is.
        if format == .xhtml { try xml.instruction([("opaque", Array("yes".utf8))]) }
        if format == .mathML, part != nil { return try formula(fragment) }
        try xml.raw(fragment)
      }
    }
  }

  public mutating func finish() throws(ConversionError) {
    if !documentIsOpen { try beginDocument() }
    try xml.raw("</main>\n</body>\n</html>\n")
    try xml.finish()
  }

  /// An attribute of a structure, or of the front element at hand.
  private mutating func keep(_ attribute: Attribute, _ value: Span<UInt8>) {
    switch open.last {
    case .bulletin: bulletin.attributes.append(attribute, value)
    case .section: section?.append(attribute, value)
    case .article: article.attributes.append(attribute, value)
    case .body, nil: break
    default: item?.attributes.append(attribute, value)
    }
  }

  private mutating func start(_ element: Element) throws(ConversionError) {
    switch element {
    case .bulletin:
      bulletin = XHTMLFront()
      headerIsWritten = false
      titleLevel = part?.titleLevel ?? 1
    case .section:
      try beginBulletin()
      section = AttributeList()
    case .article:
      try beginBulletin()
      try beginSection()
      article = XHTMLFront()
      articleCount += 1
    case .body: try beginArticle()
    case _ where element.level == .front && open.last?.level == .structure:
      try beginContent()
      try beginSection()
      item = XHTMLFront.Item(element: element)
      try xml.beginCapture()
    default:
      try beginContent()
      waiting = element
      attributes.removeAll()
    }
  }

  private mutating func end(_ element: Element) throws(ConversionError) {
    switch element {
    case .bulletin:
      try beginBulletin()
      try writeCredits()
      try xml.raw("</section>\n")
    case .section:
      try beginSection()
      try xml.raw("</section>\n")
      if let level = sectionLevel { titleLevel = level }
      sectionLevel = nil
    case .article: try xml.raw("</article>\n")
    case .body:
      try xml.raw("</div>\n")
      try writeSignOff()
    case _ where element.level == .front && open.last?.level == .structure:
      try keepFront()
    default:
      if let closer = closers.popLast() { try xml.raw(closer) }
    }
  }

  private mutating func beginSection() throws(ConversionError) {
    guard let attributes = section.take() else { return }
    sectionLevel = titleLevel
    try xml.start("section")
    try xml.attribute("class", XHTMLVocabulary.section)
    try write(attributes, of: .section)
    try xml.newline()
  }

  private mutating func keepFront() throws(ConversionError) {
    guard var item = item.take() else { return }
    item.markup = try xml.endCapture()
    switch open.last {
    case .section: try writeSectionFact(item)
    case .bulletin: bulletin.items.append(item)
    default: article.items.append(item)
    }
  }

  /// XML declaration to `<body>`, when the first bulletin's front is known.
  mutating func beginDocument() throws(ConversionError) {
    documentIsOpen = true
    try xml.declaration(encoding: encodingName)
    try xml.raw("<!DOCTYPE html>\n")
    try xml.start("html")
    try xml.attribute("xmlns", "http://www.w3.org/1999/xhtml")
    try xml.attribute("xmlns:epub", "http://www.idpf.org/2007/ops")
    try language(part?.language ?? bulletin[.language])
    try xml.newline()
    try xml.raw("<head>\n")
    if encodingName == "UTF-8" { try xml.raw("<meta charset=\"UTF-8\"/>\n") }
    try xml.raw("<meta name=\"generator\" content=\"Gazette\"/>\n")
    // A book's pages are the reading system's.
    if part == nil {
      try xml.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    }
    try xml.raw("<title>")
    // A title without markup; a document without a masthead is named by what it is.
    if let part {
      try xml.text(part.title.span, at: .start)
    } else {
      let title = bulletin.first(.title)?.markup.withoutTags ?? Array("—".utf8)
      try xml.raw(title.span)
    }
    try xml.raw("</title>\n")
    if let part {
      for address in part.stylesheets { try stylesheet(address) }
      try xml.raw("</head>\n")
      try xml.start("body")
      if !part.semantics.isEmpty { try xml.attribute("epub:type", part.semantics) }
      return try xml.raw("\n<main>\n")
    }
    switch options.value("css", in: XHTMLFormat.options) {
    case "embed":
      try xml.raw("<style>\n")
      var css = Stylesheet.bulletin
      if options.value("style", in: XHTMLFormat.options) == "vertical" {
        css += Stylesheet.vertical
      }
      try xml.raw(css.span)
      try ownRules()
      try xml.raw("</style>\n")
    case "link":
      try stylesheet(options.value("css-href", in: XHTMLFormat.options))
      if !options.value("own-css", in: XHTMLFormat.options).isEmpty {
        try xml.raw("<style>\n")
        try ownRules()
        try xml.raw("</style>\n")
      }
    default: break
    }
    try xml.raw("</head>\n<body>\n<main>\n")
  }

  /// The user's rules, as text: what would be markup in them is escaped.
  private mutating func ownRules() throws(ConversionError) {
    let rules = Array(options.value("own-css", in: XHTMLFormat.options).utf8)
    guard !rules.isEmpty else { return }
    try xml.text(rules.span, at: .start)
    if rules.last != 0x0A { try xml.newline() }
  }

  private mutating func stylesheet(_ address: String) throws(ConversionError) {
    try xml.start("link")
    try xml.attribute("rel", "stylesheet")
    try xml.attribute("type", "text/css")
    try xml.attribute("href", address)
    try xml.end("link")
    try xml.newline()
  }

  /// The language of the element at hand, as HTML (§3.2.6.1) and XML (§2.12) have it.
  mutating func language(_ tag: [UInt8]?) throws(ConversionError) {
    guard let tag, !tag.isEmpty else { return }
    // What is none stands in no book; the fact itself is written among the others.
    guard part == nil || tag.span.isLanguageTag else { return }
    try xml.attribute("lang", tag.span, at: .start)
    try xml.attribute("xml:lang", tag.span, at: .start)
  }
}
