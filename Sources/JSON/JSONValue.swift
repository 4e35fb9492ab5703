public import GazetteDocumentModel

/// A whole JSON text as a tree: for small things, such as a line of a manifest.
public indirect enum JSONValue: Sendable, Equatable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case number(Double)
  case bool(Bool)
  case null

  /// `"name": value`, in the order of the text.
  public struct Member: Sendable, Equatable {
    public let key: String
    public let value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Reads one value (RFC 8259).
  ///
  /// - Parameter text: valid UTF-8.
  /// - Throws: `GZ4101`, `GZ4105`.
  public init(_ text: Span<UInt8>) throws(ConversionError) {
    var builder = Builder()
    var tokenizer = JSONTokenizer(
      acceptsManyValues: false, keepsControls: true, diagnostics: DiagnosticCollector())
    var nowhere: any EventHandler & ~Copyable = Discard()
    try tokenizer.read(text, into: &builder, &nowhere)
    try tokenizer.finish(into: &builder, &nowhere)
    self = builder.root
  }

  /// The value of a key; nil where it is absent, null, or this is no object. The last of several counts.
  public subscript(key: String) -> JSONValue? {
    let value = members.last { $0.key == key }?.value
    return value == .null ? nil : value
  }

  /// Of an object; empty for others.
  public var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// Of an array; empty for others.
  public var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// A whole number.
  public var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }

  /// Puts the tokens together.
  private struct Builder: JSONTokenHandler, ~Copyable {
    /// An object or array whose end has not come.
    private struct Open {
      let isObject: Bool
      var members: [Member] = []
      var elements: [JSONValue] = []
      var key = ""
    }

    private(set) var root = JSONValue.null
    private var open: [Open] = []
    private var text: [UInt8] = []

    private mutating func add(_ value: JSONValue) {
      guard let last = open.indices.last else {
        root = value
        return
      }
      if open[last].isObject {
        open[last].members.append(Member(key: open[last].key, value: value))
      } else {
        open[last].elements.append(value)
      }
    }

    private mutating func close() {
      guard let closed = open.popLast() else { return }
      add(closed.isObject ? .object(closed.members) : .array(closed.elements))
    }

    mutating func beginObject(at position: SourcePosition) { open.append(Open(isObject: true)) }

    mutating func endObject(
      at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
    ) {
      close()
    }

    mutating func beginArray(
      at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
    ) {
      open.append(Open(isObject: false))
    }

    mutating func endArray(at position: SourcePosition) { close() }

    mutating func key(_ key: Span<UInt8>, at position: SourcePosition) {
      guard let last = open.indices.last else { return }
      open[last].key = String(key)
    }

    mutating func wholeString(_ text: Span<UInt8>, at position: SourcePosition) {
      add(.string(String(text)))
    }

    mutating func beginString(at position: SourcePosition) {
      text.removeAll(keepingCapacity: true)
    }

    mutating func string(_ fragment: Span<UInt8>, at position: SourcePosition) {
      text.append(fragment)
    }

    mutating func endString(at position: SourcePosition) {
      add(.string(String(decoding: text, as: UTF8.self)))
    }

    mutating func literal(
      _ literal: JSONLiteral, _ text: Span<UInt8>, at position: SourcePosition
    ) {
      switch literal {
      case .number: add(.number(Double(String(text)) ?? .nan))
      case .true: add(.bool(true))
      case .false: add(.bool(false))
      case .null: add(.null)
      }
    }
  }
}
