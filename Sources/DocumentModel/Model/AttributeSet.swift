/// Some attributes, such as those that a tag shows, as bits.
public struct AttributeSet: ExpressibleByArrayLiteral, Sendable {
  @usableFromInline var bits: UInt32 = 0

  // Inlined, so that a set that stands in the code is a number there, and no array is made of it.
  @inlinable
  public init(arrayLiteral attributes: Attribute...) {
    for attribute in attributes { insert(attribute) }
  }

  // The raw values of attributes begin at 1, and there are fewer than 31.
  @inlinable
  static func bit(_ attribute: Attribute) -> UInt32 { 1 &<< UInt32(attribute.rawValue) }

  @inlinable
  public func contains(_ attribute: Attribute) -> Bool { bits & Self.bit(attribute) != 0 }

  /// Whether it is new.
  @inlinable @discardableResult
  public mutating func insert(_ attribute: Attribute) -> Bool {
    defer { bits |= Self.bit(attribute) }
    return !contains(attribute)
  }

  @inlinable
  public mutating func insert(_ others: AttributeSet) { bits |= others.bits }
}
