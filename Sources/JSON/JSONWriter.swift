public import GazetteDocumentModel

/// Writes the document model as JSON Lines or as one JSON document; the objects are the same.
///
///     {"type":"bulletin","language":"zh","title":"科学共同体要闻"}
///     {"type":"article","title":"…","contributors":[…],"dates":[…],"body":[{"type":"paragraph","content":["…"]}]}
///     {"type":"end","contributors":[{"text":"王丽娜","nature":"person","role":"editor"}]}
///
/// A front is held, since it is small; a body streams, so an article's size costs no memory. What a
/// bulletin may state at its end (contributors, distribution) always stands in its `end`.
public struct JSONWriter: EventHandler, ~Copyable {
  /// Which of the two formats.
  enum Shape { case lines, document }

  var out: JSONOutput
  let shape: Shape

  var open: [Element] = []
  var bulletin = JSONFront()
  var front = JSONFront()
  /// The front element being held; nil while a body is written.
  var item: JSONFront.Item?
  var attributes = AttributeList()
  /// The element whose object waits for its attributes.
  var waiting: Element?
  /// A string of the content is open: further text goes on in it.
  var stringIsOpen = false
  /// Per open array: whether it holds something.
  var filled: [Bool] = []
  var lineIsWritten = false
  var bulletinCount = 0
  /// Per open bulletin or section: whether its content holds something (`json` only).
  var contentFilled: [Bool] = []

  init(_ out: consuming JSONOutput, shape: Shape) {
    self.out = out
    self.shape = shape
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text): try self.text(text)
    case .start(let element):
      try start(element)
      open.append(element)
    case .end(let element):
      try beginContent()
      open.removeLast()
      try end(element)
    case .attribute(let attribute, let value):
      attributes.append(attribute, value)
    case .metadata(let field, let value):
      if open.last == .bulletin {
        bulletin.facts.append((field, [UInt8](value)))
      } else {
        front.facts.append((field, [UInt8](value)))
      }
    case .opaque(let format, let fragment):
      try beginContent()
      try opaque(format, fragment)
    }
  }

  public mutating func finish() throws(ConversionError) {
    if shape == .document {
      try out.raw(bulletinCount == 0 ? "{\"bulletins\":[]}\n" : "]}\n")
    }
    try out.finish()
  }

  private mutating func start(_ element: Element) throws(ConversionError) {
    switch element {
    case .bulletin:
      bulletin = JSONFront()
      front = JSONFront()
      lineIsWritten = false
    case .section:
      try beginBulletin()
      front = JSONFront()
      lineIsWritten = false
    case .article:
      if open.last == .section { try beginSection() } else { try beginBulletin() }
      front = JSONFront()
    case .body: try beginArticle()
    case _ where element.level == .front && open.last?.level == .structure:
      item = JSONFront.Item()
      attributes.removeAll()
    default:
      try beginContent()
      waiting = element
      attributes.removeAll()
    }
  }

  private mutating func end(_ element: Element) throws(ConversionError) {
    switch element {
    case .bulletin: try endBulletin()
    case .section: try endSection()
    case .article: break
    case .body:
      filled.removeLast()
      try out.raw("]}")
      if shape == .lines { try out.raw("\n") }
    case _ where element.level == .front && open.last?.level == .structure:
      try keepFront(element)
    default: try endObject()
    }
  }

  private mutating func keepFront(_ element: Element) throws(ConversionError) {
    guard var held = item else { return }
    if stringIsOpen {
      held.content.append(0x22)
      stringIsOpen = false
    }
    item = nil
    if open.last == .bulletin {
      bulletin.items.append((element, held))
    } else {
      front.items.append((element, held))
    }
  }
}
