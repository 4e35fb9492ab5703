public import GazetteDocumentModel

/// Reads the document model from JSON Lines.
///
/// `type` comes first in its object and `content` last, as the writer has it, so that a text of any length
/// goes by without being held; the other keys may come in any order. An article is recorded in an `ArticleBuffer` and handed on at its line's end.
public struct JSONLinesReader: DocumentReader, ~Copyable {
  /// What an open bracket is about.
  enum Frame {
    /// A line's object, before its type is known.
    case line
    case bulletin, section, sectionEnd, article, end
    /// The value of a front key: an array of objects, or of a title's content.
    case frontArray(Element)
    /// An object in such an array; its element has begun.
    case frontItem(Element)
    /// A list of plain values: `keyword`, `category`.
    case fieldArray(MetadataField)
    /// `body`, or an element's `content`.
    case content
    /// An object in a content, before its type is known.
    case node
    /// An element whose attributes may still come.
    case element(Element)
    /// An element whose content has begun.
    case filledElement(Element)
    case opaque(OpaqueFormat)
    /// The value of a key that is not in the schema.
    case unknown
  }

  private let diagnostics: DiagnosticCollector
  private var tokenizer = JSONTokenizer()
  private var frames: [Frame] = []
  private var key: [UInt8] = []
  private var keyIsOpen = false
  /// A string that is a value, gathered; texts of contents are not gathered.
  private var value: [UInt8] = []
  private var article = ArticleBuffer()
  private var articleStart = SourcePosition.start
  private var bulletinIsOpen = false
  private var sectionIsOpen = false
  /// The text of a front item, emitted behind its attributes.
  private var itemText: [UInt8]?
  private var target = Target.handler

  /// Where events of the line at hand go.
  private enum Target { case handler, front, body }

  init(diagnostics: DiagnosticCollector) { self.diagnostics = diagnostics }

  public mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    // The tokenizer is taken out while its tokens are handled, which change the rest of the reader.
    var tokenizer = tokenizer
    try tokenizer.read(chunk) { (token, position) throws(ConversionError) in
      try take(token, position, &handler)
    }
    self.tokenizer = tokenizer
  }

  public mutating func finish(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var tokenizer = tokenizer
    try tokenizer.finish { (token, position) throws(ConversionError) in
      try take(token, position, &handler)
    }
    guard tokenizer.isBetweenTexts else {
      throw ConversionError(.jsonTruncated, ["a line"], at: tokenizer.textStart)
    }
    if bulletinIsOpen {
      throw ConversionError(.jsonTruncated, ["a bulletin"], at: tokenizer.position)
    }
  }

  private mutating func take(
    _ token: JSONToken, _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch token {
    case .text(let text): try self.text(text, position, &handler)
    case .endKey: keyIsOpen = false
    case .endString:
      let text = value
      value.removeAll(keepingCapacity: true)
      try endString(text, position, &handler)
    case .scalar(let word): try endString([UInt8](word), position, &handler)
    case .null: endKeyedValue()
    case .beginObject: try beginObject(position, &handler)
    case .beginArray: try beginArray(position, &handler)
    case .endObject: try endObject(position, &handler)
    case .endArray:
      if case .frontArray(.title) = frames.removeLast() {
        try emit(.end(.title), position, &handler)
      }
      endKeyedValue()
    }
  }

  /// After a value the next text in an object is a key.
  private mutating func endKeyedValue() {
    key.removeAll(keepingCapacity: true)
    keyIsOpen = frames.last?.isObject ?? false
  }

  private mutating func text(
    _ text: Span<UInt8>, _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if keyIsOpen {
      key.append(text)
    } else if case .content? = frames.last {
      try emit(.text(text), position, &handler)
    } else if case .frontArray(.title)? = frames.last {
      try emit(.text(text), position, &handler)
    } else {
      value.append(text)
    }
  }

  /// A string, number or boolean is complete.
  private mutating func endString(
    _ text: [UInt8], _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    defer { endKeyedValue() }
    switch frames.last {
    case .line?:
      guard key.span.elementsEqual("type") else { throw typeFirst("line", position) }
      try beginLine(text, position, &handler)
    case .node?:
      try beginNode(text, position, &handler)
    case .element(let element)?:
      try attribute(text, element, position, &handler)
    case .frontItem(let element)?:
      if key.span.elementsEqual("text") {
        itemText = text
      } else {
        try attribute(text, element, position, &handler)
      }
    case .filledElement(let element)?:
      throw structure("in a \(element.name), \"content\" must come last", position)
    case .opaque(let format)?:
      guard key.span.elementsEqual("data") else { return unknownKey("opaque", position) }
      try emit(.opaque(format, text.span), position, &handler)
    case .fieldArray(let field)?:
      try emit(.metadata(field, text.span), position, &handler)
    case .bulletin?, .section?, .article?, .end?:
      try fact(text, position, &handler)
    case .content?, .frontArray?, .unknown?: break
    default: unknownKey("line", position)
    }
  }

  /// A plain value of a line: a title, a fact.
  private mutating func fact(
    _ text: [UInt8], _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let name = String(key.span)
    if name == "title" {
      try emit(.start(.title), position, &handler)
      try emit(.text(text.span), position, &handler)
      try emit(.end(.title), position, &handler)
    } else if let field = JSONVocabulary.fieldByName[name] {
      try emit(.metadata(field, text.span), position, &handler)
    } else {
      unknownKey("line", position)
    }
  }

  private mutating func beginLine(
    _ type: [UInt8], _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    target = .handler
    switch String(type.span) {
    case "bulletin":
      if bulletinIsOpen {
        throw structure("a bulletin begins before the last one's end line", position)
      }
      try beginBulletin(position, &handler)
      frames[frames.count - 1] = .bulletin
    case "section":
      try beginBulletin(position, &handler)
      if sectionIsOpen { throw structure("a section begins before the last one's end", position) }
      sectionIsOpen = true
      try handler.handle(.start(.section), at: position)
      frames[frames.count - 1] = .section
    case "sectionEnd":
      guard sectionIsOpen else { throw structure("a section ends that has not begun", position) }
      sectionIsOpen = false
      try handler.handle(.end(.section), at: position)
      frames[frames.count - 1] = .sectionEnd
    case "article":
      try beginBulletin(position, &handler)
      article.reset()
      articleStart = tokenizerLineStart(position)
      target = .front
      frames[frames.count - 1] = .article
    case "end":
      guard bulletinIsOpen else { throw structure("a bulletin ends that has not begun", position) }
      frames[frames.count - 1] = .end
    default:
      throw ConversionError(
        .jsonValue, ["type", "bulletin, section, sectionEnd, article or end"], at: position)
    }
  }

  private func tokenizerLineStart(_ position: SourcePosition) -> SourcePosition {
    SourcePosition(offset: position.offset, line: position.line, column: 1)
  }

  private mutating func beginBulletin(
    _ position: SourcePosition, _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !bulletinIsOpen else { return }
    bulletinIsOpen = true
    try handler.handle(.start(.bulletin), at: position)
  }

  private mutating func beginObject(
    _ position: SourcePosition, _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch frames.last {
    case nil: frames.append(.line)
    case .content?: frames.append(.node)
    case .frontArray(.title)?: frames.append(.node)
    case .frontArray(let element)?:
      frames.append(.frontItem(element))
      itemText = nil
      try emit(.start(element), position, &handler)
    default:
      unknownKey("object", position)
      frames.append(.unknown)
    }
    endKeyedValue()
  }

  private mutating func beginNode(
    _ text: [UInt8], _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let name = String(text.span)
    if key.span.elementsEqual("opaque"),
      let format = OpaqueFormat.allCases.first(where: { $0.name == name })
    {
      frames[frames.count - 1] = .opaque(format)
    } else if key.span.elementsEqual("type"), let element = JSONVocabulary.elementByName[name],
      element.level == .block || element.level == .inline
    {
      frames[frames.count - 1] = .element(element)
      try emit(.start(element), position, &handler)
    } else if key.span.elementsEqual("type") {
      throw ConversionError(.jsonValue, ["type", "the name of a block or an inline"], at: position)
    } else {
      throw typeFirst("object", position)
    }
  }

  private mutating func beginArray(
    _ position: SourcePosition, _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let name = String(key.span)
    switch frames.last {
    case .article? where name == "body":
      target = .body
      frames.append(.content)
    case .element(let element)? where name == "content":
      frames[frames.count - 1] = .filledElement(element)
      frames.append(.content)
    case .frontItem(let element)? where name == "content":
      frames[frames.count - 1] = .filledElement(element)
      frames.append(.content)
    case .bulletin?, .article?, .section?, .end?:
      if let element = JSONVocabulary.frontByKey[name] {
        frames.append(.frontArray(element))
        if element == .title { try emit(.start(.title), position, &handler) }
      } else if let field = JSONVocabulary.fieldByName[name], field.repeats {
        frames.append(.fieldArray(field))
      } else {
        unknownKey("line", position)
        frames.append(.unknown)
      }
    case .line?: throw typeFirst("line", position)
    case .node?: throw typeFirst("object", position)
    case .unknown?: frames.append(.unknown)
    case nil: throw structure("a line must be an object", position)
    default:
      unknownKey("object", position)
      frames.append(.unknown)
    }
    keyIsOpen = false
  }

  private mutating func endObject(
    _ position: SourcePosition, _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let frame = frames.removeLast()
    switch frame {
    case .frontItem(let element):
      if let itemText { try emit(.text(itemText.span), position, &handler) }
      itemText = nil
      try emit(.end(element), position, &handler)
    case .element(let element), .filledElement(let element):
      try emit(.end(element), position, &handler)
    case .article:
      try article.replay(at: articleStart, into: &handler)
      target = .handler
    case .end:
      if sectionIsOpen { throw structure("the bulletin ends inside a section", position) }
      bulletinIsOpen = false
      try handler.handle(.end(.bulletin), at: position)
    case .line, .node: throw typeFirst("object", position)
    default: break
    }
    endKeyedValue()
  }

  private mutating func attribute(
    _ text: [UInt8], _ element: Element, _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let attribute = JSONVocabulary.attribute(
      String(key.span), inFront: element.level == .front)
    guard let attribute else {
      return unknownKey(element.name, position)
    }
    try emit(.attribute(attribute, text.span), position, &handler)
  }

  /// To the article's tapes, or straight on.
  private mutating func emit(
    _ event: DocumentEvent, _ position: SourcePosition,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch target {
    case .handler: try handler.handle(event, at: position)
    case .front: article.recordFront(event, at: position)
    case .body: try article.recordBody(event, at: position)
    }
  }

  private func unknownKey(_ what: String, _ position: SourcePosition) {
    diagnostics.report(.jsonUnknownKey, [String(key.span), what], at: position)
  }

  private func typeFirst(_ what: String, _ position: SourcePosition) -> ConversionError {
    structure("\"type\" must be the first key of each \(what)", position)
  }

  private func structure(_ words: String, _ position: SourcePosition) -> ConversionError {
    ConversionError(.jsonStructure, [words], at: position)
  }
}

extension JSONLinesReader.Frame {
  var isObject: Bool {
    switch self {
    case .frontArray, .fieldArray, .content: false
    default: true
    }
  }
}
