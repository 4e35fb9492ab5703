public import GazetteDocumentModel
import GazetteZip

/// Writes EPUB 3.3: a zip archive (OCF) with a content document per article, or per section.
///
///     mimetype
///     META-INF/container.xml
///     EPUB/css/…  EPUB/text/b1.xhtml  EPUB/text/b1-s1-a1.xhtml …
///     EPUB/nav.xhtml  EPUB/toc.ncx  EPUB/package.opf
///
/// A document is written when its article is whole, and forgotten, or put by where it leads to a later one;
/// what grows with the book, the table of contents, is put by too and comes last: the order of reading is
/// the package's, not the archive's.
///
/// Content documents are made by the writer of the content format, each given the starts and ends of the
/// bulletin and section that it stands in.
public struct EPUBWriter: EventHandler, ~Copyable {
  let zip: ZipWriter
  let content: Format
  let diagnostics: DiagnosticCollector
  let options: OptionValues
  let links: LinkTable
  let media: BookMedia
  private let waiting = WaitingPages()
  var book = Book()

  private var bulletinFront = EventTape()
  private var sectionFront = EventTape()
  private var articleFront = EventTape()
  private var body = ArticleBuffer()
  /// What follows the articles of a bulletin.
  private var lateFacts = EventTape()
  private var name = EPUBVocabulary.PageName(bulletin: 0)
  private var sectionCount = 0
  private var articleCount = 0
  private var bulletinTitle: [UInt8] = []
  /// The masthead's page is written.
  private var hasMasthead = false
  private var sectionIsBegun = false
  private var state = State.outside
  private var open: Page?
  /// The elements that are open.
  private var elements: [Element] = []
  private var articleStart = SourcePosition.start

  private enum State { case outside, bulletin, section, article, body }

  /// A content document that is being written.
  private struct Page: ~Copyable {
    var writer: any EventHandler & ~Copyable
    let sink: EntrySink
    /// Articles in it.
    var articles = 0
  }

  init(context: WriterContext, content: Format) throws(ConversionError) {
    self.content = content
    diagnostics = context.diagnostics
    options = context.options
    zip = ZipWriter(
      context.sink, deflates: options.value("compression", in: EPUBFormat.options) == "deflate")
    media = BookMedia(store: context.media)
    links = LinkTable(diagnostics: diagnostics, media: media)
    try zip.add("mimetype", Array("application/epub+zip".utf8), isDeflated: false)
    try zip.add(EPUBVocabulary.container, Self.container)
    for (file, rules) in stylesheets { try zip.add(EPUBVocabulary.folder + file, rules) }
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    // Before titles are taken for the list of contents, and pages written.
    if case .opaque(let format, let fragment) = event, !Self.mayStand(format, fragment) {
      let text = diagnostics.reportFragment(
        format, fragment, in: elements.last, target: "EPUB", at: position)
      if !text.isEmpty { try handle(.text(text.span), at: position) }
      return
    }
    switch event {
    case .start(let element): elements.append(element)
    case .end: elements.removeLast()
    default: break
    }
    switch (state, event) {
    case (.outside, .start(.bulletin)): beginBulletin()
    case (.bulletin, .end(.bulletin)): try endBulletin(position)
    case (.bulletin, .start(.section)): try beginSection(position)
    case (.section, .end(.section)): try endSection(position)
    case (.bulletin, .start(.article)), (.section, .start(.article)): try beginArticle(position)
    case (.article, .start(.body)): state = .body
    case (.body, .end(.body)): state = .article
    case (.article, .end(.article)): try endArticle(position)
    case (.body, _): try keep(event, position)
    case (.article, _): articleFront.record(event, at: position)
    case (.section, _): sectionFront.record(event, at: position)
    case (.bulletin, _):
      // Within the bulletin after its first article: what it states at its end.
      if hasMasthead {
        lateFacts.record(event, at: position)
      } else {
        bulletinFront.record(event, at: position)
      }
    case (.outside, _): break
    }
  }

  public mutating func finish() throws(ConversionError) {
    try writePackage()
    try zip.finish()
  }

  // MARK: Structure

  private mutating func beginBulletin() {
    state = .bulletin
    bulletinFront.reset()
    lateFacts.reset()
    name = EPUBVocabulary.PageName(bulletin: name.bulletin + 1)
    sectionCount = 0
    articleCount = 0
    hasMasthead = false
    links.beginBulletin()
  }

  private mutating func endBulletin(_ position: SourcePosition) throws(ConversionError) {
    try writeMasthead(position)
    if !lateFacts.isEmpty {
      book.note(try FrontFacts(lateFacts).contributors)
      let title = bulletinTitle
      let name = EPUBVocabulary.PageName(bulletin: name.bulletin, isCredits: true)
      var page = try makePage(name, title, try FrontFacts(bulletinFront)[.language], "colophon")
      try links.note(lateFacts, file: name.file)
      try page.writer.handle(.start(.bulletin), at: position)
      try lateFacts.replay(into: &page.writer)
      try page.writer.handle(.end(.bulletin), at: position)
      try finish(page)
    }
    let links = links
    try waiting.write(into: zip) { links.resolveLate($0, in: $1) }
    state = .outside
  }

  /// The bulletin's front is complete: writes its page, once.
  private mutating func writeMasthead(_ position: SourcePosition) throws(ConversionError) {
    guard !hasMasthead else { return }
    hasMasthead = true
    let facts = try FrontFacts(bulletinFront)
    if book.facts == nil { book.facts = facts }
    if book.bulletinCount == 0 { book.masthead = facts.title }
    book.bulletinCount += 1
    bulletinTitle = facts.title
    book.note(date: facts.date)
    book.note(facts.contributors)
    try book.add(.init(depth: 0, title: facts.title, address: textFile(name)))
    try links.note(bulletinFront, file: name.file)
    var page = try makePage(name, facts.title, facts[.language], "titlepage")
    try page.writer.handle(.start(.bulletin), at: position)
    try bulletinFront.replay(into: &page.writer)
    try page.writer.handle(.end(.bulletin), at: position)
    try finish(page)
  }

  private mutating func beginSection(_ position: SourcePosition) throws(ConversionError) {
    try writeMasthead(position)
    state = .section
    sectionCount += 1
    name.section = sectionCount
    sectionFront.reset()
    sectionIsBegun = false
  }

  private mutating func endSection(_ position: SourcePosition) throws(ConversionError) {
    if !sectionIsBegun {
      // A section without articles has a page of its own.
      try openPage([], position)
    }
    try closePage(position)
    name.section = nil
    state = .bulletin
  }

  private mutating func beginArticle(_ position: SourcePosition) throws(ConversionError) {
    try writeMasthead(position)
    state = .article
    articleStart = position
    articleCount += 1
    articleFront.reset()
    body.reset()
    links.beginArticle()
  }

  private mutating func keep(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .attribute(.id, let value): links.note(id: value)
    case .attribute(.target, let value): links.note(target: value)
    case .start(.image), .attribute(.alternative, _), .end(.image): links.note(event)
    case .opaque(let format, _): links.note(fragment: format)
    default: break
    }
    try body.recordBody(event, at: position)
  }

  private mutating func endArticle(_ position: SourcePosition) throws(ConversionError) {
    let facts = try FrontFacts(articleFront)
    book.note(date: facts.date)
    let isInSection = name.section != nil
    let hasOwnPage = open == nil
    if hasOwnPage {
      name.article = articleCount
      // A document of several articles may lead on in those that are still to come.
      let leadsOn = try links.leadsOn(articleFront)
      let mayWait = leadsOn || (isBySection && isInSection)
      try openPage(facts.title, position, facts[.language], mayWait: mayWait)
      name.article = nil
    }
    guard var page = open.take() else { return }
    page.articles += 1
    let own = try links.place(articleFront, in: page.sink.file)
    let isFirst = page.articles == 1 && hasOwnPage
    let fragment = isFirst ? "" : "#" + (own.map { String($0.span) } ?? "article-\(page.articles)")
    try book.add(
      .init(
        depth: isInSection ? 2 : 1, title: facts.title,
        address: EPUBVocabulary.textFolder + page.sink.file + fragment))
    try page.writer.handle(.start(.article), at: articleStart)
    try articleFront.replay(into: &page.writer)
    try page.writer.handle(.start(.body), at: articleStart)
    try body.replayBody(into: &page.writer)
    try page.writer.handle(.end(.body), at: position)
    try page.writer.handle(.end(.article), at: position)
    state = isInSection ? .section : .bulletin
    open = consume page
    if !isInSection || !isBySection { try closePage(position) }
  }

  // MARK: Pages

  /// Whether a section's articles share a document.
  private var isBySection: Bool { options.value("documents", in: EPUBFormat.options) == "section" }

  /// Opens the page of an article, or of a section where that is the unit, with what it stands in.
  private mutating func openPage(
    _ title: [UInt8], _ position: SourcePosition, _ language: [UInt8]? = nil,
    mayWait: Bool = true
  ) throws(ConversionError) {
    var name = name
    if isBySection, name.section != nil { name.article = nil }
    var title = title
    let isSectionBeginning = name.section != nil && !sectionIsBegun
    if isSectionBeginning {
      sectionIsBegun = true
      let section = try FrontFacts(sectionFront)
      if name.article == nil || title.isEmpty { title = section.title }
      try book.add(.init(depth: 1, title: section.title, address: textFile(name)))
      try links.note(sectionFront, file: name.file)
    }
    let inherited = try FrontFacts(bulletinFront)[.language]
    // So may the section's front.
    var page = try makePage(
      name, title, language ?? inherited, "", mayWait: mayWait || isSectionBeginning)
    try page.writer.handle(.start(.bulletin), at: position)
    if name.section != nil { try page.writer.handle(.start(.section), at: position) }
    if isSectionBeginning { try sectionFront.replay(into: &page.writer) }
    open = consume page
  }

  private mutating func closePage(_ position: SourcePosition) throws(ConversionError) {
    guard var page = open.take() else { return }
    if name.section != nil { try page.writer.handle(.end(.section), at: position) }
    try page.writer.handle(.end(.bulletin), at: position)
    try finish(page)
  }

  private mutating func makePage(
    _ name: EPUBVocabulary.PageName, _ title: [UInt8], _ language: [UInt8]?, _ semantics: String,
    mayWait: Bool = true
  ) throws(ConversionError) -> Page {
    let sink = EntrySink(
      zip, folder: EPUBVocabulary.folder + EPUBVocabulary.textFolder, name.file,
      waitingAmong: mayWait ? waiting : nil)
    guard let make = content.makeWriter else {
      throw ConversionError(.formatNotWritable, [content.name, ""])
    }
    let links = links
    let part = DocumentPart(
      title: title.isEmpty ? Self.untitled(language) : title,
      language: language.flatMap { $0.span.isLanguageTag ? $0 : nil } ?? [],
      stylesheets: stylesheets.map { "../" + $0.file }, semantics: semantics, titleLevel: 1,
      resolve: { element, target in links.resolve(element, target, in: sink) })
    let writer = try make(WriterContext(sink: sink, diagnostics: diagnostics, part: part))
    return Page(writer: writer, sink: sink)
  }

  private mutating func finish(_ page: consuming Page) throws(ConversionError) {
    try page.writer.finish()
    page.sink.properties = links.takeProperties()
    book.digest.add(try page.sink.end())
    try media.write(into: zip)
    try book.add(.init(file: page.sink.file, properties: page.sink.properties.sorted()))
  }

  private func textFile(_ name: EPUBVocabulary.PageName) -> String {
    EPUBVocabulary.textFolder + name.file
  }

  /// A label for what has no name: navigation and `title` may not be empty (EPUB 3.3 §7.3).
  static func untitled(_ language: [UInt8]?) -> [UInt8] {
    let isChinese = language.map { $0.starts(with: "zh".utf8) } ?? false
    return Array((isChinese ? "（无题）" : "Untitled").utf8)
  }

  /// Of fragments of XHTML only self-contained pictures can stand in any book.
  private static func mayStand(_ format: OpaqueFormat, _ fragment: Span<UInt8>) -> Bool {
    guard format == .xhtml else { return format == .mathML }
    let text = String(fragment)
    return text.hasPrefix("<svg") && !text.contains("href") && !text.contains("<script")
      && !text.contains("<foreignObject")
  }
}
