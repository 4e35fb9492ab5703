public import GazetteDocumentModel

/// One step through an XML document, as the parser meets it.
///
/// `<p id="a">x</p>` is start(p), attribute(id, "a"), text("x"), end(p).
public struct XMLToken: BitwiseCopyable, Sendable {
  public enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// A start tag; its namespace declarations and attributes follow.
    case start
    /// `xmlns:mml="…"`: the name's prefix is what is declared, the value is the namespace.
    case namespace
    /// An attribute of the start tag before it.
    case attribute
    /// Character data, references resolved, CDATA sections among it. Texts that follow one another
    /// come as one token, but for chunk borders.
    case text
    /// `&name;`, which nothing declares; the name is its name.
    case entity
    /// `<?target data?>`: the name is the target, the value is the data.
    case instruction
    /// A comment; its value is the text.
    case comment
    case end
  }

  public let kind: Kind
  /// Index into the parser's `XMLNames`.
  public let name: UInt32
  /// How many bytes of the tape are its value.
  public internal(set) var length: UInt32
  let line: UInt32
  let column: UInt32
  let offset: UInt64

  /// Where it begins.
  public var position: SourcePosition {
    SourcePosition(offset: offset, line: line, column: column)
  }
}

/// Tokens of a chunk, and the bytes of their values one after the other.
public struct XMLTokenTape: ~Copyable {
  public internal(set) var tokens: [XMLToken] = []
  /// What the tokens' names point to: all names of the document so far.
  public internal(set) var names: [XMLName] = []
  /// The DOCTYPE; nil where there is none, and before the first start tag.
  public internal(set) var documentType: XMLDocumentType?
  var bytes: [UInt8] = []

  public init() {}

  /// Hands each token with its value to `body`, in order.
  public borrowing func forEach<Failure: Error>(
    _ body: (XMLToken, Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let values = bytes.span
    var at = 0
    for token in tokens {
      let end = at + Int(token.length)
      try body(token, values.extracting(at..<end))
      at = end
    }
  }

  mutating func append(
    _ kind: XMLToken.Kind, _ name: UInt32, _ value: UnsafeBufferPointer<UInt8>?,
    _ position: SourcePosition
  ) {
    let count = unsafe value?.count ?? 0
    if kind == .text, let last = tokens.last, last.kind == .text {
      tokens[tokens.count - 1].length += UInt32(truncatingIfNeeded: count)
    } else {
      tokens.append(
        XMLToken(
          kind: kind, name: name, length: UInt32(truncatingIfNeeded: count), line: position.line,
          column: position.column, offset: position.offset))
    }
    if let value = unsafe value { unsafe bytes.append(contentsOf: value) }
  }

  /// Forgets the tokens, keeping the memory.
  mutating func reset() {
    names = []
    tokens.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }
}
