public import GazetteDocumentModel

/// A start tag with all that belongs to it.
public struct XMLStartTag: Sendable {
  /// Index into the parser's `XMLNames`.
  public var name: UInt32 = 0
  public var position = SourcePosition.start
  /// Names and values, in order; a name is an index too.
  public var attributes: [(name: UInt32, value: [UInt8])] = []
  /// Namespaces that it declares: prefix and URI.
  public var namespaces: [(prefix: String, uri: String)] = []
  /// The pairs of the `GazetteInstruction` right behind it.
  public var instruction: [(name: String, value: [UInt8])] = []

  public init() {}

  /// Begins a new tag, keeping the memory.
  mutating func reset(_ token: XMLToken) {
    name = token.name
    position = token.position
    if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
    if !namespaces.isEmpty { namespaces.removeAll(keepingCapacity: true) }
    if !instruction.isEmpty { instruction.removeAll(keepingCapacity: true) }
  }

  /// The value of the instruction's pair; nil where there is none.
  public func instruction(_ name: String) -> [UInt8]? {
    instruction.isEmpty ? nil : instruction.first { $0.name == name }?.value
  }

  /// Whether the instruction has this pair.
  public func hasInstruction(_ name: String) -> Bool {
    !instruction.isEmpty && instruction.contains { $0.name == name }
  }
}

/// What takes a document in whole tags: each start tag comes when it is complete.
public protocol XMLTagHandler: ~Copyable {
  mutating func start(_ tag: XMLStartTag) throws(ConversionError)
  mutating func text(_ text: Span<UInt8>, at position: SourcePosition) throws(ConversionError)
  /// `&name;` that nothing declares.
  mutating func entity(_ name: String, at position: SourcePosition) throws(ConversionError)
  /// A `GazetteInstruction` that stands behind no start tag.
  mutating func instruction(
    _ pairs: [(name: String, value: [UInt8])], at position: SourcePosition
  ) throws(ConversionError)
  /// A comment, or an instruction of somebody else's, as it was written.
  mutating func aside(_ markup: [UInt8], at position: SourcePosition) throws(ConversionError)
  mutating func end(at position: SourcePosition) throws(ConversionError)
}

/// Puts the tokens of start tags together, over any chunk borders.
public struct XMLTagAssembler: ~Copyable {
  private var tag = XMLStartTag()
  private var isPending = false

  public init() {}

  /// Takes a token; `names` are the parser's.
  public mutating func take(
    _ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName],
    into handler: inout some XMLTagHandler & ~Copyable
  ) throws(ConversionError) {
    switch token.kind {
    case .attribute: return tag.attributes.append((token.name, [UInt8](value)))
    case .namespace:
      return tag.namespaces.append((names[Int(token.name)].prefix, XMLNamespace.uri(String(value))))
    case .instruction where isPending && Self.isOurs(token, names):
      tag.instruction = GazetteInstruction.pairs(value)
      // A second one would speak for itself.
      return try flush(into: &handler)
    default: break
    }
    try flush(into: &handler)
    switch token.kind {
    case .start:
      tag.reset(token)
      isPending = true
    case .text: try handler.text(value, at: token.position)
    case .entity: try handler.entity(names[Int(token.name)].local, at: token.position)
    case .instruction:
      if Self.isOurs(token, names) {
        try handler.instruction(GazetteInstruction.pairs(value), at: token.position)
      } else {
        let start = "<?" + names[Int(token.name)].local + (value.isEmpty ? "" : " ")
        try handler.aside(Array(start.utf8) + [UInt8](value) + Array("?>".utf8), at: token.position)
      }
    case .comment:
      try handler.aside(
        Array("<!--".utf8) + [UInt8](value) + Array("-->".utf8), at: token.position)
    case .end: try handler.end(at: token.position)
    case .attribute, .namespace: break
    }
  }

  private mutating func flush(
    into handler: inout some XMLTagHandler & ~Copyable
  ) throws(ConversionError) {
    guard isPending else { return }
    isPending = false
    try handler.start(tag)
  }

  private static func isOurs(_ token: XMLToken, _ names: [XMLName]) -> Bool {
    names[Int(token.name)].local == GazetteInstruction.target
  }
}
