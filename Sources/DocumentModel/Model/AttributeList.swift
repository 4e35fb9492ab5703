/// The attributes of one element, kept until its content begins; in the order they came.
public struct AttributeList: Sendable, Sequence {
  public typealias Entry = (attribute: Attribute, value: [UInt8])

  private var entries: [Entry] = []

  public init() {}

  public var isEmpty: Bool { entries.isEmpty }

  public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }

  /// Keeps an attribute and a copy of its value.
  public mutating func append(_ attribute: Attribute, _ value: Span<UInt8>) {
    // Few elements have more: an array would be moved for the second and the third.
    if entries.isEmpty { entries.reserveCapacity(4) }
    entries.append((attribute, [UInt8](value)))
  }

  /// Forgets all, keeping the memory.
  public mutating func removeAll() {
    if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
  }

  /// The value of an attribute; nil where it is not there.
  public subscript(attribute: Attribute) -> [UInt8]? {
    index(of: attribute).map { entries[$0].value }
  }

  private func index(of attribute: Attribute) -> Int? {
    entries.indices.first { entries[$0].attribute == attribute }
  }

  /// Whether an attribute has this value; or `ifAbsent`, where it is not there.
  public func has(
    _ attribute: Attribute, _ value: StaticString, ifAbsent: Bool = false
  ) -> Bool {
    guard let index = index(of: attribute) else { return ifAbsent }
    let found = entries[index].value
    return found.span.elementsEqual(value)
  }

  /// The value as a text, for messages and numbers.
  public func text(_ attribute: Attribute) -> String? { self[attribute].map { String($0.span) } }
}
