import GazetteDocumentModel

/// Some attributes, such as those that a tag shows, as bits.
struct AttributeSet: ExpressibleByArrayLiteral {
  private var bits: UInt32 = 0

  init(arrayLiteral attributes: Attribute...) {
    for attribute in attributes { insert(attribute) }
  }

  // The raw values of attributes begin at 1, and there are fewer than 31.
  private static func bit(_ attribute: Attribute) -> UInt32 { 1 &<< UInt32(attribute.rawValue) }

  func contains(_ attribute: Attribute) -> Bool { bits & Self.bit(attribute) != 0 }

  mutating func insert(_ attribute: Attribute) { bits |= Self.bit(attribute) }

  mutating func insert(_ others: AttributeSet) { bits |= others.bits }
}

extension AttributeList {
  /// The attributes for a `GazetteInstruction`, but those that JATS shows.
  func pairs(but shown: AttributeSet = []) -> [(name: String, value: [UInt8])] {
    isEmpty
      ? [] : compactMap { shown.contains($0.attribute) ? nil : ($0.attribute.wireName, $0.value) }
  }
}
