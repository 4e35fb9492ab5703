import GazetteDocumentModel

/// JSON text of small things, such as an answer or a report, made in memory, value by value; it puts the
/// commas itself.
///
///     var json = JSONBuilder()
///     json.beginObject()
///     json.key("name")
///     json.value("issue.txt")
///     json.endObject()
public struct JSONBuilder: Sendable {
  private var fragment = JSONFragment()
  /// Whether a value stands before, so that a comma has to come first.
  private var followsValue = false

  public init() {}

  /// What was made so far.
  public var bytes: [UInt8] { fragment.bytes }
  public var text: String { String(decoding: fragment.bytes, as: UTF8.self) }

  /// Begins anew, in the same room.
  public mutating func reset() {
    fragment.bytes.removeAll(keepingCapacity: true)
    followsValue = false
  }

  public mutating func beginObject() { open("{") }
  public mutating func endObject() { close("}") }
  public mutating func beginArray() { open("[") }
  public mutating func endArray() { close("]") }

  public mutating func key(_ name: String) { key(Array(name.utf8).span) }

  /// A key of UTF-8.
  public mutating func key(_ name: Span<UInt8>) {
    separate()
    string(name)
    fragment.write(":")
    followsValue = false
  }

  public mutating func value(_ text: String) { value(Array(text.utf8).span) }

  /// A string of UTF-8.
  public mutating func value(_ text: Span<UInt8>) {
    separate()
    string(text)
  }

  public mutating func value(_ number: Int) { json(Array(String(number).utf8).span) }
  public mutating func value(_ flag: Bool) { json(Array((flag ? "true" : "false").utf8).span) }

  /// A value that was made or read elsewhere.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .string(let text): self.value(text)
    case .number(let number):
      if let integer = Int(exactly: number) {
        self.value(integer)
      } else {
        json(Array(String(number).utf8).span)
      }
    case .bool(let flag): self.value(flag)
    case .null: null()
    }
  }

  /// A member of an object that is a string.
  public mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  /// The same; null where there is none.
  public mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { value(text) } else { null() }
  }

  public mutating func member(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  public mutating func member(_ name: String, _ number: UInt64) {
    member(name, Int(clamping: number))
  }

  public mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// A member that is an object of numbers: how often each was there.
  public mutating func member(_ name: String, _ counts: [(name: String, count: Int)]) {
    key(name)
    beginObject()
    for (name, count) in counts { member(name, count) }
    endObject()
  }

  public mutating func null() { json(Array("null".utf8).span) }

  /// A value, or members of an object, that are JSON already.
  public mutating func json(_ text: Span<UInt8>) {
    separate()
    fragment.write(text)
  }

  /// A line end, behind a whole value of JSON Lines.
  public mutating func endLine() {
    fragment.write(byte: 0x0A)
    followsValue = false
  }

  private mutating func open(_ bracket: StaticString) {
    separate()
    fragment.write(bracket)
    followsValue = false
  }

  private mutating func close(_ bracket: StaticString) {
    fragment.write(bracket)
    followsValue = true
  }

  private mutating func separate() {
    if followsValue { fragment.write(byte: UInt8(ascii: ",")) }
    followsValue = true
  }

  private mutating func string(_ text: Span<UInt8>) {
    // A fragment in memory never throws; its protocol lets outputs do so.
    try? fragment.writeString(text)
  }
}
