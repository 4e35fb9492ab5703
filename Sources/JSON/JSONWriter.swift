public import GazetteDocumentModel

/// Writes the document model as JSON Lines or as one JSON document.
///
/// Both are the same objects. As lines:
///
///     {"type":"bulletin","title":"科学共同体要闻","language":"zh"}
///     {"type":"article","title":"…","contributors":[…],"dates":[…],"body":[…]}
///     {"type":"end","contributors":[{"name":"王丽娜","kind":"person","role":"editor"}]}
///
/// as a document, with sections and articles nested:
///
///     {"bulletins":[
///     {"type":"bulletin","title":"科学共同体要闻","language":"zh","content":[
///     {"type":"article","title":"…","body":[…]}
///     ],"contributors":[…]}
///     ]}
///
/// A front is held until it is whole; a body is written as it comes. A bulletin's contributors and
/// distribution stand at its end, wherever they were stated.
public struct JSONWriter: EventHandler, ~Copyable {
  /// How the objects stand in the output.
  public enum Layout: Sendable { case lines, document }

  private let layout: Layout
  private let diagnostics: DiagnosticCollector
  private var output: OutputBuffer
  private var open: [Element] = []
  private var front = JSONFrontWriter()
  private var late = JSONFrontWriter()
  private var body = JSONContentWriter()
  /// Whether the innermost structure's front is still to be written.
  private var frontIsOpen = false
  /// In a document: how many objects stand before this one in each array that is open.
  private var counts: [Int] = [0]

  public init(layout: Layout, context: borrowing WriterContext) {
    self.layout = layout
    diagnostics = context.diagnostics
    output = OutputBuffer(context.sink)
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if open.last == .body { return try handleBody(event, at: position) }
    if late.isCapturing { return try late.element(event) }
    if front.isCapturing { return try front.element(event) }
    switch event {
    case .start(let element):
      switch element {
      case .bulletin, .section, .article: try start(element)
      case .body: try startBody()
      default: try startFact(element, at: position)
      }
    case .attribute(let attribute, let value): try front.structureAttribute(attribute, value)
    case .metadata(let field, let value): try front.metadata(field, value)
    case .end: try end()
    case .text, .opaque: break  // The event laws have none here.
    }
  }

  public mutating func finish() throws(ConversionError) {
    if layout == .document {
      if counts[0] == 0 { try output.write("{\"bulletins\":[") }
      try output.write(counts[0] == 0 ? "]}\n" : "\n]}\n")
    }
    try output.finish()
  }

  // MARK: Body

  private mutating func handleBody(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text): try body.text(text, into: &output)
    case .start(let element): try body.start(element, into: &output)
    case .end:
      if body.depth > 0 { return try body.end(into: &output) }
      open.removeLast()
      try body.finish(into: &output)
      try output.write("]")
    case .attribute(let attribute, let value):
      if body.depth > 0 { return try body.attribute(attribute, value, into: &output) }
      // The model gives a body no attributes.
      diagnostics.report(
        .metadataNotExpressible, [attribute.wireName, String(value), "JSON"], at: position)
    case .opaque(let format, let fragment): try body.opaque(format, fragment, into: &output)
    case .metadata: break  // The event laws have none here.
    }
  }

  private mutating func startBody() throws(ConversionError) {
    try finishFront()
    try output.write(",\"body\":[")
    body.reset()
    open.append(.body)
  }

  // MARK: Structure

  private mutating func start(_ element: Element) throws(ConversionError) {
    try beginContent()
    if layout == .document {
      if counts.count == 1, counts[0] == 0 { try output.write("{\"bulletins\":[") }
      try output.write(counts[counts.count - 1] > 0 ? ",\n" : "\n")
      counts[counts.count - 1] += 1
    }
    switch element {
    case .bulletin: try output.write("{\"type\":\"bulletin\"")
    case .section: try output.write("{\"type\":\"section\"")
    default: try output.write("{\"type\":\"article\"")
    }
    open.append(element)
    frontIsOpen = true
  }

  private mutating func startFact(
    _ element: Element, at position: SourcePosition
  ) throws(ConversionError) {
    if open.last == .bulletin, element == .contributor || element == .distribution {
      return try late.element(.start(element))
    }
    if !frontIsOpen {
      diagnostics.report(.lateFactNotExpressible, [element.name, "", "JSON"], at: position)
    }
    try front.element(.start(element))
  }

  private mutating func finishFront() throws(ConversionError) {
    guard frontIsOpen else { return }
    frontIsOpen = false
    try front.write(into: &output)
  }

  /// The front of the bulletin or section around ends where its first content begins.
  private mutating func beginContent() throws(ConversionError) {
    guard frontIsOpen else { return }
    try finishFront()
    switch layout {
    case .lines: try output.write("}\n")
    case .document:
      try output.write(",\"content\":[")
      counts.append(0)
    }
  }

  private mutating func end() throws(ConversionError) {
    guard let element = open.popLast() else { return }
    guard element != .article else {
      try finishFront()
      return try output.write(layout == .lines ? "}\n" : "}")
    }
    try beginContent()
    switch layout {
    case .lines:
      if element == .section { return try output.write("{\"type\":\"sectionEnd\"}\n") }
      try output.write("{\"type\":\"end\"")
      try late.write(into: &output)
      try output.write("}\n")
    case .document:
      try output.write((counts.popLast() ?? 0) > 0 ? "\n]" : "]")
      if element == .bulletin { try late.write(into: &output) }
      try output.write("}")
    }
  }
}
