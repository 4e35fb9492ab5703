/// Holds a stream of events to the event laws of `DocumentEvent`; a test puts it between any stages.
///
/// - Throws: `GZ4901` with the law and the element, from the event that breaks it.
public struct EventLawChecker: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private var open: [Element] = []
  private var attributesAllowed = false
  /// Those of the element that has just begun.
  private var attributes: AttributeSet = []
  /// Per open bulletin or article: whether its content has begun.
  private var contentBegun: [Bool] = []
  private var bodyOffset: UInt64 = 0

  public init(_ next: consuming any EventHandler & ~Copyable) { self.next = next }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element):
      try checkStart(element, position)
      attributes = []
      open.append(element)
      if element == .bulletin || element == .article { contentBegun.append(false) }
      if element == .body { bodyOffset = 0 }
    case .end(let element):
      guard open.popLast() == element else { throw broken("end of \(element)", position) }
      if element == .article, contentBegun.last != true {
        throw broken("article without body", position)
      }
      if element == .bulletin || element == .article { contentBegun.removeLast() }
    case .attribute(let attribute, let value):
      guard attributesAllowed else {
        throw broken("attribute \(attribute) after content", position)
      }
      guard attributes.insert(attribute) else {
        throw broken("attribute \(attribute) twice", position)
      }
      guard attribute.accepts(value) else {
        throw broken("attribute \(attribute) is \"\(String(value))\"", position)
      }
    case .metadata(let field, _):
      guard open.last == .bulletin || open.last == .article, contentBegun.last == false else {
        throw broken("metadata \(field) outside a front", position)
      }
    case .text:
      guard let last = open.last, last.level != .structure else {
        throw broken("text outside a block", position)
      }
    case .opaque:
      // A fragment may be a whole block.
      guard let last = open.last, last.level != .structure || last == .body else {
        throw broken("opaque fragment outside a body", position)
      }
    }
    switch event {
    case .start, .attribute: attributesAllowed = true
    default: attributesAllowed = false
    }
    if open.contains(.body), case .text = event {
      guard position.offset >= bodyOffset else { throw broken("offset falls", position) }
      bodyOffset = position.offset
    }
    try next.handle(event, at: position)
  }

  public mutating func finish() throws(ConversionError) {
    guard open.isEmpty else { throw broken("\(open) left open", .start) }
    try next.finish()
  }

  private mutating func checkStart(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    let parent = open.last
    switch element {
    case .bulletin:
      guard parent == nil else { throw broken("bulletin inside an element", position) }
    case .section, .article:
      guard parent == .bulletin || (parent == .section && element == .article) else {
        throw broken("\(element) inside \(parent.map(\.name) ?? "nothing")", position)
      }
      contentBegun[contentBegun.count - 1] = true
    case .body:
      guard parent == .article, contentBegun.last == false else {
        throw broken("second body, or body outside an article", position)
      }
      contentBegun[contentBegun.count - 1] = true
    default:
      if element.level == .front, parent?.level == .structure {
        let late = element == .contributor || element == .distribution
        guard parent != .body,
          (contentBegun.last == false || parent == .section)
            || (parent == .bulletin && late)
        else { throw broken("\(element) after content", position) }
      } else if element.level == .block {
        guard let parent, parent == .body || parent.level == .block || parent.level == .front else {
          throw broken("block \(element) outside a body", position)
        }
      } else if element.level == .inline {
        guard let parent, parent.level != .structure else {
          throw broken("inline \(element) outside a block", position)
        }
      }
    }
  }

  private func broken(_ what: String, _ position: SourcePosition) -> ConversionError {
    ConversionError(.eventLawBroken, [what], at: position)
  }
}
