import GazetteDocumentModel

/// The facts of a bulletin or an article, held until all of them are known: JATS wants them in its own
/// order. Titles and the like are kept as markup, values as text.
struct JATSFront {
  /// An element with its attributes and its content as markup.
  struct Item {
    var attributes = AttributeList()
    var markup: [UInt8] = []

    subscript(attribute: Attribute) -> [UInt8]? { attributes[attribute] }

    func has(_ attribute: Attribute, _ value: StaticString) -> Bool {
      attributes.has(attribute, value)
    }
  }

  var title: [UInt8]?
  var subtitles: [Item] = []
  var kickers: [Item] = []
  var identifiers: [Item] = []
  var contributors: [Item] = []
  var dates: [Item] = []
  var abstracts: [Item] = []
  /// Facts for `custom-meta`: name and value, both markup.
  var customs: [(name: [UInt8], value: [UInt8])] = []
  /// Plain facts by field, as text.
  var facts: [(field: MetadataField, value: [UInt8])] = []

  subscript(field: MetadataField) -> [UInt8]? {
    for fact in facts where fact.field == field { return fact.value }
    return nil
  }

  func all(_ field: MetadataField) -> [[UInt8]] {
    facts.filter { $0.field == field }.map(\.value)
  }

  func identifier(_ type: StaticString) -> Item? { identifiers.first { $0.has(.type, type) } }
}
