import GazetteDocumentModel

/// Makes events of JSON tokens.
///
/// A frame per array and object that is open says what stands in it. The facts and the body of a
/// structure are recorded, by way of a `JSONNodeTape`, into its `ArticleBuffer`, so that its keys may
/// come in any order; they are emitted when the structure has ended. Only a bulletin and a section of
/// a JSON document stream: they are begun where their `content` begins, if `type` is known by then.
struct JSONDocumentBuilder: JSONTokenHandler, ~Copyable {
  enum FrameKind {
    /// The outermost object of a document, and its array of bulletins.
    case root, bulletins
    /// A bulletin, section, article…, and the `content` of one.
    case structure, structures
    /// The array under a key such as `dates`, and one object in it.
    case facts, fact
    /// The array of a plain fact, such as `keywords`.
    case values
    /// A `content` or `body`, and one object in it.
    case nodes, node
  }

  struct Frame {
    var kind: FrameKind
    var position: SourcePosition
    /// Bits of the keys that stood already.
    var seen: UInt64 = 0
    /// The key whose value comes next or is open.
    var key: JSONKey = .type
    /// Of facts: their element. Of a node: its element once it is known.
    var element: Element?
    /// Of values: the field.
    var field: MetadataField = .language
    /// The number in the tape of the node that this is, or that this is the content of; else -1.
    var start = -1
    /// Whether content of the node was recorded.
    var hasContent = false
    /// Of a nodes array: whether its end ends the node that it is the content of.
    var endsNode = false
    /// Of a node: whether it is an opaque fragment.
    var isOpaque = false
    var opaqueFormat: OpaqueFormat?
    var hasFragment = false
  }

  /// What the string that is open is for.
  enum StringTarget { case skipped, value, content }

  /// A key's plain value may be this long.
  static let valueCapacity = 8 << 20
  /// All facts of one bulletin, section or article.
  static let frontCapacity = 16 << 20

  let layout: JSONWriter.Layout
  let diagnostics: DiagnosticCollector
  let skipsBodies: Bool
  var frames: [Frame] = []
  var tape = JSONNodeTape()
  /// The structures that are open, and those for later use.
  let structures = [JSONStructureBuffer(), JSONStructureBuffer(), JSONStructureBuffer()]
  var structureCount = 0
  var isInBody = false
  private var frontBytes = 0
  var skipsNext = false
  var skippedDepth = 0
  var stringTarget = StringTarget.skipped
  var value: [UInt8] = []
  var fragment: [UInt8] = []
  /// The ISO value of the date that is open: its text too, where that is not written.
  var iso: [UInt8] = []
  // JSON Lines: what the lines so far have opened.
  var bulletin = OpenBulletin.none
  var bulletinPosition = SourcePosition.start
  var sectionIsOpen = false

  enum OpenBulletin { case none, stated, implied }

  private let structureKeys = JSONKeyTable.structure
  private let nodeKeys = JSONKeyTable.node
  private let factKeys = JSONKeyTable.facts
  private let rootKeys = JSONKeyTable.root
  let elements = JSONNameTable(JSONVocabulary.nodeElements.map(\.name))

  init(layout: JSONWriter.Layout, context: borrowing ReaderContext) {
    self.layout = layout
    diagnostics = context.diagnostics
    skipsBodies = context.purpose == .lateFacts
    frames.reserveCapacity(32)
  }

  /// The structure that is open innermost.
  var structure: JSONStructureBuffer { structures[max(structureCount - 1, 0)] }

  // MARK: Objects

  mutating func key(_ key: Span<UInt8>, at position: SourcePosition) throws(ConversionError) {
    guard skippedDepth == 0 else { return }
    let top = frames.count - 1
    let found: (meaning: JSONKey, bit: Int)? =
      switch frames[top].kind {
      case .structure: structureKeys.find(key)
      case .node: nodeKeys.find(key)
      case .fact: factKeys[Int(frames[top].element?.rawValue ?? 0)].find(key)
      default: rootKeys.find(key)
      }
    guard let found else {
      diagnostics.report(
        .jsonUnknownKey, [String(key), name(of: frames[top])], at: position)
      skipsNext = true
      return
    }
    guard frames[top].seen & (1 << UInt64(found.bit)) == 0 else {
      throw ConversionError(
        .jsonStructure, ["the key \"\(String(key))\" stands twice in one object"], at: position)
    }
    frames[top].seen |= 1 << UInt64(found.bit)
    frames[top].key = found.meaning
    if found.meaning == .body, skipsBodies, frames[top].kind == .structure {
      structure.hasBody = true
      skipsNext = true
    }
  }

  /// What the object is called in a message.
  private func name(of frame: Frame) -> String {
    switch frame.kind {
    case .structure: structure.kind?.rawValue ?? "bulletin, section or article"
    case .fact: frame.element?.name ?? "fact"
    case .node: frame.element?.name ?? (frame.isOpaque ? "opaque" : "node")
    default: "document"
    }
  }

  mutating func beginObject(at position: SourcePosition) throws(ConversionError) {
    guard !beginSkipped() else { return }
    guard let top = frames.last else {
      if layout == .document {
        frames.append(Frame(kind: .root, position: position))
      } else {
        beginStructure(at: position)
      }
      return
    }
    switch (top.kind, top.key) {
    case (.bulletins, _), (.structures, _):
      guard structureCount < structures.count else {
        throw ConversionError(
          .jsonStructure, ["a section holds articles, nothing else"], at: position)
      }
      beginStructure(at: position)
    case (.structure, .fact(let element)) where Self.standsAlone(element):
      beginFact(element, at: position)
    case (.facts, _):
      guard let element = top.element else { return }
      beginFact(element, at: position)
    case (.nodes, _):
      markContent()
      var frame = Frame(kind: .node, position: position)
      frame.start = tape.start(nil, at: position)
      frames.append(frame)
    default: throw wrongValue(top, at: position)
    }
  }

  private mutating func beginStructure(at position: SourcePosition) {
    structures[structureCount].reset(at: position)
    structureCount += 1
    frontBytes = 0
    frames.append(Frame(kind: .structure, position: position))
  }

  private mutating func beginFact(_ element: Element, at position: SourcePosition) {
    var frame = Frame(kind: .fact, position: position)
    frame.element = element
    frame.start = tape.start(element, at: position)
    frames.append(frame)
    iso.removeAll(keepingCapacity: true)
  }

  mutating func endObject(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !endSkipped(), let frame = frames.popLast() else { return }
    switch frame.kind {
    case .structure:
      noteMissing()
      try endStructure(at: frame.position, into: &handler)
      structureCount -= 1
    case .fact:
      if frame.element == .date, !frame.hasContent, !iso.isEmpty {
        tape.text(iso, at: frame.position)
      }
      tape.end(at: position)
      try flushFront()
    case .node:
      try endNode(frame, at: position)
      // The outermost node of a body or of `otherFront`.
      if let around = frames.last, around.start < 0 {
        if isInBody {
          let structure = self.structure
          try tape.flush(intoBody: true, of: &structure.buffer)
        } else {
          try flushFront()
        }
      }
    case .root where frame.seen == 0:
      diagnostics.report(.jsonMemberMissing, ["bulletins", name(of: frame)], at: frame.position)
    default: break
    }
  }

  /// What the schema requires and a reader can do without.
  private func noteMissing() {
    let missing: String? =
      switch (structure.kind, layout) {
      case (.article, _): structure.hasBody ? nil : "body"
      case (.bulletin, .document), (.section, .document): structure.hasContent ? nil : "content"
      default: nil
      }
    guard let missing, let kind = structure.kind else { return }
    diagnostics.report(.jsonMemberMissing, [missing, kind.rawValue], at: structure.position)
  }

  private mutating func endNode(
    _ frame: Frame, at position: SourcePosition
  ) throws(ConversionError) {
    if frame.isOpaque {
      guard let format = frame.opaqueFormat, frame.hasFragment else {
        throw ConversionError(
          .jsonStructure, ["an opaque fragment needs \"format\" and \"value\" or \"base64\""],
          at: frame.position)
      }
      guard tape.isLast(frame.start), isInBody || frames.last?.start ?? -1 >= 0 else {
        throw ConversionError(
          .jsonStructure, ["an opaque fragment stands in a body, without content or attributes"],
          at: frame.position)
      }
      return tape.makeOpaque(format, fragment)
    }
    guard frame.element != nil else {
      throw ConversionError(
        .jsonStructure, ["this object has no \"type\""], at: frame.position)
    }
    if frame.hasFragment || frame.opaqueFormat != nil {
      diagnostics.report(
        .jsonUnknownKey, [frame.hasFragment ? "value" : "format", name(of: frame)],
        at: frame.position)
    }
    tape.end(at: position)
  }

  // MARK: Arrays

  mutating func beginArray(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !beginSkipped() else { return }
    guard let top = frames.last else {
      throw ConversionError(
        .jsonStructure,
        [
          layout == .lines
            ? "a line must be an object, not an array"
            : "the document must be an object, not an array"
        ],
        chinese: [layout == .lines ? "每一行应为对象,而不是数组" : "文档应为对象,而不是数组"], at: position)
    }
    var frame = Frame(kind: .nodes, position: position)
    switch (top.kind, top.key) {
    case (.root, .bulletins): frame.kind = .bulletins
    case (.structure, .body):
      structure.hasBody = true
      isInBody = true
    case (.structure, .content):
      frame.kind = .structures
      try beginContent(at: position, into: &handler)
    case (.structure, .fact(let element)):
      if Self.standsAlone(element) {
        frame.start = tape.start(element, at: position)
        frame.element = element
        frame.endsNode = true
      } else {
        frame.kind = .facts
        frame.element = element
      }
    case (.structure, .metadata(let field)):
      frame.kind = .values
      frame.field = field
    case (.structure, .otherFront): break
    case (.fact, .text), (.node, .content):
      frame.start = top.start
      frames[frames.count - 1].hasContent = true
    default: throw wrongValue(top, at: position)
    }
    frames.append(frame)
  }

  mutating func endArray(at position: SourcePosition) throws(ConversionError) {
    guard !endSkipped(), let frame = frames.popLast() else { return }
    guard frame.kind == .nodes else { return }
    if frame.endsNode {
      tape.end(at: position)
      try flushFront()
    } else if frames.last?.kind == .structure {
      isInBody = false
    }
  }

  // MARK: Parts

  static func standsAlone(_ element: Element) -> Bool {
    element == .title || element == .subtitle || element == .kicker
  }

  /// The array that is open has an item.
  private mutating func markContent() {
    frames[frames.count - 1].hasContent = true
  }

  mutating func flushFront() throws(ConversionError) {
    let element: Element? =
      switch frames.last?.key {
      case .fact(let element)?: element
      default: frames.last?.element
      }
    try stateFront(element, at: frames.last?.position ?? .start)
    let structure = self.structure
    try tape.flush(intoBody: false, of: &structure.buffer)
  }

  mutating func countFront(
    _ count: Int, at position: SourcePosition
  ) throws(ConversionError) {
    frontBytes += count
    guard frontBytes <= Self.frontCapacity else {
      throw ConversionError(
        .jsonStructure,
        ["the facts of one article take more than \(Self.frontCapacity >> 20) MB"], at: position)
    }
  }

  private mutating func beginSkipped() -> Bool {
    guard skipsNext || skippedDepth > 0 else { return false }
    skipsNext = false
    skippedDepth += 1
    return true
  }

  private mutating func endSkipped() -> Bool {
    guard skippedDepth > 0 else { return false }
    skippedDepth -= 1
    return true
  }

  func wrongValue(_ frame: Frame, at position: SourcePosition) -> ConversionError {
    let (key, expected): (String, String) =
      switch (frame.kind, frame.key) {
      case (.root, _): ("bulletins", "an array of bulletins")
      case (.bulletins, _), (.structures, _): ("content", "objects: sections and articles")
      case (.structure, .content): ("content", "an array of sections and articles")
      case (.structure, .body): ("body", "an array of blocks")
      case (.structure, .fact(let element)) where Self.standsAlone(element):
        (element.name, "a text, an array of texts and inlines, or an object")
      case (.structure, .fact(let element)): (element.name, "an array of objects")
      case (.facts, _): (frame.element?.name ?? "", "an array of objects")
      case (.structure, .metadata(let field)): (field.name, "a text or an array of texts")
      case (.values, _): (frame.field.name, "texts")
      case (.structure, .otherFront), (.node, .content): ("content", "an array")
      case (.fact, .text): (frame.element?.name ?? "", "a text or an array")
      case (_, .attribute(let attribute)): (attribute.wireName, "a text")
      case (.nodes, _): ("content", "texts and objects")
      default: ("type", "a text")
      }
    return ConversionError(.jsonValue, [key, expected], at: position)
  }
}
