/// The attributes of one element, kept until its content begins; in the order they came.
public struct AttributeList: Sendable, Sequence {
  public typealias Entry = (attribute: Attribute, value: [UInt8])

  /// The attributes, and behind them entries of before, whose memory the next ones take over.
  @usableFromInline var entries: [Entry] = []
  @usableFromInline var count = 0

  public init() {}

  @inlinable
  public var isEmpty: Bool { count == 0 }

  @inlinable
  public func makeIterator() -> IndexingIterator<ArraySlice<Entry>> {
    entries[..<count].makeIterator()
  }

  /// Keeps an attribute and a copy of its value.
  public mutating func append(_ attribute: Attribute, _ value: Span<UInt8>) {
    if count < entries.count {
      entries[count].attribute = attribute
      entries[count].value.replaceAll(with: value)
    } else {
      // Few elements have more: an array would be moved for the second and the third.
      if count == 0 { entries.reserveCapacity(4) }
      entries.append((attribute, [UInt8](value)))
    }
    count += 1
  }

  /// Forgets all, keeping the memory.
  public mutating func removeAll() {
    count = 0
  }

  /// The value of an attribute; nil where it is not there.
  @inlinable
  public subscript(attribute: Attribute) -> [UInt8]? {
    index(of: attribute).map { entries[$0].value }
  }

  @inlinable
  func index(of attribute: Attribute) -> Int? {
    for index in 0..<count where entries[index].attribute == attribute { return index }
    return nil
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
