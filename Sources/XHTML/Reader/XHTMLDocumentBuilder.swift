import GazetteDocumentModel
import GazetteXMLKit

/// Makes the document of XHTML tags: events onto `out`, articles into `article` until they are complete.
///
/// `-own` knows Gazette's structure, `-foreign` that of other documents, `-content` the text.
struct XHTMLDocumentBuilder: ~Copyable {
  /// Where events go.
  enum Route { case out, bulletinFront, articleFront, articleBody }

  let diagnostics: DiagnosticCollector
  var names: [XMLName] = []
  var out = EventTape()
  var bulletinFront = ArticleBuffer()
  var article = ArticleBuffer()
  /// Set when `article` is to be passed on: where it began.
  var completeArticle: SourcePosition?
  var route = Route.out
  var frames: [XHTMLFrame] = []
  var whiteSpace = XMLWhiteSpace()
  var isOwn = false

  var bulletinIsOpen = false
  var bulletinAttributes: XMLStartTag?
  var articleStart = SourcePosition.start
  var articleIsOpen = false
  var articleCount = 0
  /// Of other documents: the level of the article's title; nil while it has none.
  var titleLevel: Int?
  var articleHasContent = false
  var documentTitle: [UInt8] = []
  var documentLanguage: [UInt8] = []

  /// Text of a label, a title or a plain fact.
  var value: [UInt8] = []
  var fragment = XMLFragment()
  var fragmentDepth = 0
  var fragmentIsMathML = false
  /// Where the fragment stands, if it has no place there at all: `<section>`.
  var strayIn: String?
  /// An instruction has said that the next element is a fragment.
  var fragmentIsNext = false
  /// An instruction has said which words the next formula was given.
  var formulaWords: [UInt8]?
  var skippedDepth = 0

  /// What has no place in the model.
  var losses: XMLLossTally

  init(diagnostics: DiagnosticCollector) {
    self.diagnostics = diagnostics
    losses = XMLLossTally(diagnostics: diagnostics)
  }

  mutating func learn(_ names: [XMLName]) {
    if names.count > self.names.count { self.names = names }
  }

  func value(_ name: String, of tag: XMLStartTag) -> [UInt8]? {
    for (index, value) in tag.attributes where names[Int(index)].qualified == name { return value }
    return nil
  }

  func text(_ name: String, of tag: XMLStartTag) -> String? {
    value(name, of: tag).map { String($0.span) }
  }

  // MARK: Events

  mutating func emit(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    switch route {
    case .out: out.record(event, at: position)
    case .bulletinFront: bulletinFront.recordFront(event, at: position)
    case .articleFront: article.recordFront(event, at: position)
    case .articleBody: try article.recordBody(event, at: position)
    }
  }

  mutating func emit(
    _ attribute: Attribute, _ value: [UInt8], _ position: SourcePosition
  ) throws(ConversionError) {
    guard attribute.accepts(value.span) else {
      return losses.note(invalid: attribute, at: position)
    }
    try emit(.attribute(attribute, value.span), position)
  }

  mutating func emit(
    _ attribute: Attribute, _ value: String, _ position: SourcePosition
  ) throws(ConversionError) {
    try emit(attribute, Array(value.utf8), position)
  }

  mutating func emitBlank(_ position: SourcePosition) throws(ConversionError) {
    let blank: [UInt8] = [0x20]
    try emit(.text(blank.span), position)
  }

  // MARK: What has no place

  mutating func dropText(_ what: String, _ text: [UInt8], at position: SourcePosition) {
    diagnostics.report(.elementNotRead, [what, String(text.span)], at: position)
  }
}

extension XHTMLDocumentBuilder: XMLTagHandler {
  mutating func start(_ tag: XMLStartTag) throws(ConversionError) {
    if fragmentDepth > 0 {
      fragmentDepth += 1
      return fragment.start(tag, names)
    }
    try startElement(tag)
    // What stands right behind the tag is about what comes next.
    if !tag.instruction.isEmpty, fragmentDepth == 0 {
      try instruction(tag.instruction, at: tag.position)
    }
  }

  private mutating func startElement(_ tag: XMLStartTag) throws(ConversionError) {
    if skippedDepth > 0 {
      skippedDepth += 1
      return
    }
    let name = names[Int(tag.name)]
    guard let frame = frames.last else {
      guard name.local == "html", name.namespace == XMLNamespace.xhtml || name.namespace.isEmpty
      else {
        throw ConversionError(
          .xmlNotThisFormat, [name.qualified, "XHTML", "<html>"], at: tag.position)
      }
      return try beginDocument(tag)
    }
    let isKnown =
      (name.namespace == XMLNamespace.xhtml || name.namespace.isEmpty) && !fragmentIsNext
    switch frame.kind {
    case .document: try startDocumentPart(tag, name.local)
    case .head: try startHeadPart(tag, name.local)
    case .text:
      frames.append(XHTMLFrame(.text, name.local))
    case .label: frames.append(XHTMLFrame(.label, name.local))
    case .body, .bulletin, .section, .article, .header, .facts, .footer:
      if !isOwn {
        try startContent(tag, name.local, isKnown)
      } else if isKnown {
        try startOwn(tag, name.local, frame)
      } else {
        beginStray(tag, in: frame)
      }
    case .fact, .content: try startContent(tag, name.local, isKnown)
    }
  }

  mutating func text(
    _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    if fragmentDepth > 0 { return fragment.text(text) }
    guard skippedDepth == 0, let frame = frames.last else { return }
    switch frame.kind {
    case .text, .label: value.append(text)
    case .fact where frame.field != nil: value.append(text)
    case .content, .fact, .body: try runningText(text, position)
    default:
      if !text.isWhiteSpace {
        dropText("text in <\(frame.name)>", [UInt8](text), at: position)
      }
    }
  }

  mutating func entity(_ name: String, at position: SourcePosition) throws(ConversionError) {
    losses.note(entity: name, at: position)
    let written = Array("&\(name);".utf8)
    try text(written.span, at: position)
  }

  mutating func instruction(
    _ pairs: [(name: String, value: [UInt8])], at position: SourcePosition
  ) throws(ConversionError) {
    if pairs.contains(where: { $0.name == "opaque" }) { fragmentIsNext = true }
    formulaWords = pairs.first { $0.name == XHTMLVocabulary.wordsGiven }?.value
  }

  mutating func aside(_ markup: [UInt8], at position: SourcePosition) throws(ConversionError) {
    if fragmentDepth > 0 { return fragment.raw(markup) }
    losses.note(aside: markup, at: position)
  }

  mutating func end(at position: SourcePosition) throws(ConversionError) {
    if fragmentDepth > 0 {
      fragmentDepth -= 1
      fragment.end()
      guard fragmentDepth == 0 else { return }
      var markup = fragment.take()
      if let words = formulaWords.take() {
        // They were made for the book.
        let given = XHTMLVocabulary.formulaWords(words)
        if let range = markup.firstRange(of: given) { markup.removeSubrange(range) }
      }
      if let frame = strayIn.take() { return dropText(frame, markup, at: position) }
      return try emit(.opaque(fragmentIsMathML ? .mathML : .xhtml, markup.span), position)
    }
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    try end(frame, position)
  }
}
