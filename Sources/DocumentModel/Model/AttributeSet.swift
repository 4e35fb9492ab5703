/// Some attributes, such as those that a tag shows, as bits.
public struct AttributeSet: ExpressibleByArrayLiteral, Sendable {
  private var bits: UInt32 = 0

  public init(arrayLiteral attributes: Attribute...) {
    for attribute in attributes { insert(attribute) }
  }

  // The raw values of attributes begin at 1, and there are fewer than 31.
  private static func bit(_ attribute: Attribute) -> UInt32 { 1 &<< UInt32(attribute.rawValue) }

  public func contains(_ attribute: Attribute) -> Bool { bits & Self.bit(attribute) != 0 }

  /// Whether it is new.
  @discardableResult
  public mutating func insert(_ attribute: Attribute) -> Bool {
    defer { bits |= Self.bit(attribute) }
    return !contains(attribute)
  }

  public mutating func insert(_ others: AttributeSet) { bits |= others.bits }
}
