import GazetteDocumentModel

/// Makes one stream of the streams that the documents of a book give.
///
/// Each document is read as if it were a bulletin of its own. In a book by Gazette the documents' names
/// tell which bulletin and section they go on with, so their starts and ends are left out. In other
/// books the package is the bulletin, the table of contents gives the sections, and what a document
/// says of itself goes to its articles.
final class BookMerger {
  /// What is known of a document before it is read.
  struct Page {
    let path: String
    /// Nil in a book that Gazette has not written.
    var name: EPUBVocabulary.PageName?
    /// Its label in the table of contents.
    var label: [UInt8] = []
    /// What identifiers of it begin with, so that no two documents of the book share one.
    var prefix = ""
  }

  private var next: (any EventHandler & ~Copyable)?
  private let diagnostics: DiagnosticCollector
  /// Where an address in a document leads, in terms of the whole.
  private let address: (_ target: [UInt8], _ element: Element, _ page: Page) -> [UInt8]
  private var page = Page(path: "")
  private var open: [Element] = []
  private var bulletin: Int?
  private var section: Int?
  private var sectionIsOpen = false
  private var position = SourcePosition.start
  /// Of other books' documents: the title of each, and the language if it is not the book's.
  private var documentTitle: [UInt8] = []
  private var language: [UInt8] = []
  private var bookTitle: [UInt8] = []
  private var bookLanguage: [UInt8] = []
  private var articleFront = EventTape()
  private var articleHasTitle = false
  private var articleHasLanguage = false
  private var articleCount = 0

  init(
    _ next: consuming any EventHandler & ~Copyable, diagnostics: DiagnosticCollector,
    address: @escaping (_ target: [UInt8], _ element: Element, _ page: Page) -> [UInt8]
  ) {
    self.next = consume next
    self.diagnostics = diagnostics
    self.address = address
  }

  /// Gives the next handler back. Nothing can be merged afterwards.
  func release() -> (any EventHandler & ~Copyable)? { next.take() }

  // MARK: The book

  /// The bulletin that a book by others is.
  func begin(_ metadata: BookMetadata) throws(ConversionError) {
    bookTitle = metadata.title
    bookLanguage = metadata.language
    try pass(.start(.bulletin))
    var handler: any EventHandler & ~Copyable = Resolver(merger: self)
    try metadata.emit(into: &handler)
  }

  func begin(_ page: Page) {
    self.page = page
    open = []
    documentTitle = []
    language = []
    articleCount = 0
  }

  /// What the table of contents calls a part: the documents that follow are in it.
  func beginSection(_ title: [UInt8]) throws(ConversionError) {
    try endSection()
    sectionIsOpen = true
    try pass(.start(.section))
    guard !title.isEmpty else { return }
    try pass(.start(.title))
    try pass(.text(title.span))
    try pass(.end(.title))
  }

  func endSection() throws(ConversionError) {
    guard sectionIsOpen else { return }
    sectionIsOpen = false
    section = nil
    try pass(.end(.section))
  }

  /// A document of a book by others has ended; what it was called is nowhere if it had no article.
  func endPage() {
    guard page.name == nil, !documentTitle.isEmpty, articleCount == 0, documentTitle != bookTitle,
      documentTitle != page.label
    else { return }
    reportTitle()
  }

  private func reportTitle() {
    // A page's name in a window's frame: what is read stands on the page.
    diagnostics.collector(within: page.path).report(
      .epubTitleUnread, [String(decoding: documentTitle, as: UTF8.self)], at: position)
  }

  /// A document broke off: ends what it has left open but for bulletin and section.
  func abandonPage() throws(ConversionError) {
    while let element = open.last, element != .section, element != .bulletin {
      try take(.end(element), at: position)
    }
    open = []
  }

  func end(isOwn: Bool) throws(ConversionError) {
    try endSection()
    if bulletin != nil || !isOwn { try pass(.end(.bulletin)) }
  }

  private func pass(_ event: DocumentEvent) throws(ConversionError) {
    try next?.handle(event, at: position)
  }

  // MARK: Events of documents

  func take(_ event: DocumentEvent, at position: SourcePosition) throws(ConversionError) {
    self.position = position
    if let name = page.name { try takeOwn(event, name) } else { try takeForeign(event) }
    switch event {
    case .start(let element): open.append(element)
    case .end: open.removeLast()
    default: break
    }
  }

  private func takeOwn(
    _ event: DocumentEvent, _ name: EPUBVocabulary.PageName
  ) throws(ConversionError) {
    switch event {
    case .start(.bulletin):
      if bulletin != name.bulletin {
        try endSection()
        if bulletin != nil { try pass(.end(.bulletin)) }
        bulletin = name.bulletin
        try pass(event)
      } else if name.section != section {
        try endSection()
      }
    case .start(.section):
      guard section != name.section || !sectionIsOpen else { return }
      section = name.section
      sectionIsOpen = true
      try pass(event)
    // They end when another begins.
    case .end(.bulletin), .end(.section): return
    default: try pass(resolved: event)
    }
  }

  private func takeForeign(_ event: DocumentEvent) throws(ConversionError) {
    let isInArticle = open.contains(.article)
    switch event {
    case .start(.bulletin), .end(.bulletin): return
    case .start(.section):
      try endSection()
      sectionIsOpen = true
      try pass(event)
    case .end(.section): try endSection()
    case .start(.article):
      articleFront.reset()
      articleHasTitle = false
      articleHasLanguage = false
      articleCount += 1
      try pass(event)
      let id = Array(page.prefix.utf8)
      if articleCount == 1, !id.isEmpty { try pass(.attribute(.id, id.span)) }
    case .start(.body) where isInArticle && !open.contains(.body):
      try beginBody()
      try pass(event)
    case _ where isInArticle && !open.contains(.body) && open.last != nil:
      if case .end(.article) = event { return try pass(event) }
      try takeArticleFront(event)
    case _ where !isInArticle: try takeDocumentFront(event)
    default: try pass(resolved: event)
    }
  }

  private func takeArticleFront(_ event: DocumentEvent) throws(ConversionError) {
    // The front of the article is passed on when it is known whether a title is among it.
    if open.last == .article {
      if case .start(.title) = event { articleHasTitle = true }
      if case .metadata(.language, _) = event { articleHasLanguage = true }
      // The article is called after its document.
      if case .attribute(.id, _) = event { return }
    }
    articleFront.record(event, at: position)
  }

  private func beginBody() throws(ConversionError) {
    var front = EventTape()
    swap(&front, &articleFront)
    var handler: any EventHandler & ~Copyable = Resolver(merger: self)
    let isFirst = articleCount == 1
    var title = isFirst ? page.label : []
    if isFirst, title.isEmpty, documentTitle != bookTitle { title = documentTitle }
    if !articleHasTitle, !title.isEmpty {
      try pass(.start(.title))
      try pass(.text(title.span))
      try pass(.end(.title))
    }
    let own = articleHasTitle ? try FrontFacts(front).title : title
    if isFirst, !documentTitle.isEmpty,
      ![bookTitle, page.label, own].contains(documentTitle)
    {
      reportTitle()
    }
    let language = language
    if !articleHasLanguage, !language.isEmpty {
      try pass(.metadata(.language, language.span))
    }
    try front.replay(into: &handler)
  }

  /// What a document says of itself, before its articles: title and language are known of, the rest goes
  /// to the bulletin while that still has no content, else it is said.
  private func takeDocumentFront(_ event: DocumentEvent) throws(ConversionError) {
    switch event {
    case .metadata(.language, let value):
      if !value.elementsEqual(bookLanguage.span) { language = [UInt8](value) }
    case .text(let text) where open.contains(.title): documentTitle.append(text)
    case .text(let text), .metadata(_, let text), .opaque(_, let text):
      diagnostics.report(
        .elementNotRead, ["the head of \(page.path)", String(text)], at: position)
    case .start, .end, .attribute: break
    }
  }

  /// Passes an event of an article on; addresses and identifiers are those of the whole.
  fileprivate func pass(resolved event: DocumentEvent) throws(ConversionError) {
    switch event {
    case .attribute(.target, let target):
      let resolved = address([UInt8](target), open.last ?? .link, page)
      try pass(.attribute(.target, resolved.span))
    case .attribute(.id, let id) where !page.prefix.isEmpty:
      let whole = Array((page.prefix + "-").utf8) + [UInt8](id)
      try pass(.attribute(.id, whole.span))
    default: try pass(event)
    }
  }

  /// Passes a front that was held on.
  private struct Resolver: EventHandler, ~Copyable {
    let merger: BookMerger
    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      try merger.pass(resolved: event)
    }
    mutating func finish() throws(ConversionError) {}
  }
}

/// Hands the events of one document to the merger.
struct PageHandler: EventHandler, ~Copyable {
  let merger: BookMerger

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    try merger.take(event, at: position)
  }

  mutating func finish() throws(ConversionError) {}
}
