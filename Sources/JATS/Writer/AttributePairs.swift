import GazetteDocumentModel

extension AttributeList {
  /// The attributes for a `GazetteInstruction`, but those that JATS shows.
  func pairs(but shown: AttributeSet = []) -> [(name: String, value: [UInt8])] {
    isEmpty
      ? [] : compactMap { shown.contains($0.attribute) ? nil : ($0.attribute.wireName, $0.value) }
  }
}
