import GazetteDocumentModel

/// Makes values of articles, and hands each on when it has ended.
struct ArticleCollector: EventHandler, ~Copyable {
  private let receive: (Article) throws(ConversionError) -> Void
  private let diagnostics: DiagnosticCollector
  private var bulletin = Article.Front()
  private var section: Article.Front?
  private var article: Article?
  /// What is stated of the structure that is open, or its blocks.
  private var current = Article.Front()
  private var open: [Open] = []

  /// An element that has begun.
  private struct Open {
    let element: Element
    /// Its place among the parts, once it has text or attributes of its own.
    var part: Int?
  }

  init(
    _ diagnostics: DiagnosticCollector, receive: @escaping (Article) throws(ConversionError) -> Void
  ) {
    self.diagnostics = diagnostics
    self.receive = receive
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element): start(element, position)
    case .end(let element): try end(element)
    case .attribute(let attribute, let value):
      guard let index = open.indices.last, open[index].element.level != .inline else { return }
      current.parts[part(of: index)].attributes[attribute] = String(value)
    case .metadata(let field, let value): current.metadata[field, default: []].append(String(value))
    case .text(let text): append(String(text))
    case .opaque(let format, let fragment):
      let text = diagnostics.reportFragment(
        format, fragment, in: open.last?.element, target: "values", at: position)
      append(String(text.span))
    }
  }

  mutating func finish() throws(ConversionError) {}

  private mutating func start(_ element: Element, _ position: SourcePosition) {
    switch element {
    case .bulletin: (bulletin, section) = (Article.Front(), nil)
    case .section, .article, .body: keepFront()
    case .lineBreak: append("\n")
    case .rubyText: append("(")
    default: break
    }
    if element == .article { article = Article(at: position) }
    if element.level == .structure { current = Article.Front() }
    open.append(Open(element: element))
  }

  private mutating func end(_ element: Element) throws(ConversionError) {
    open.removeLast()
    switch element {
    case .section: section = nil
    case .body:
      article?.body = current.parts
      current = Article.Front()
    case .article:
      guard var article = article.take() else { return }
      (article.bulletin, article.section) = (bulletin, section)
      try receive(article)
    case .rubyText: append(")")
    default: break
    }
  }

  /// What was collected is the front of the structure within which another begins; of the first one only.
  private mutating func keepFront() {
    guard current != Article.Front() else { return }
    switch open.last?.element {
    case .bulletin: bulletin = current
    case .section: section = current
    case .article: article?.front = current
    default: break
    }
  }

  private mutating func append(_ text: String) {
    guard !text.isEmpty, let index = open.lastIndex(where: { $0.element.level != .inline })
    else { return }
    current.parts[part(of: index)].text += text
  }

  /// The part of an open element, made where there is none yet.
  private mutating func part(of index: Int) -> Int {
    if let part = open[index].part { return part }
    current.parts.append(Article.Part(open[index].element))
    open[index].part = current.parts.count - 1
    return current.parts.count - 1
  }
}
