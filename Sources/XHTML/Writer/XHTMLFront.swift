import GazetteDocumentModel

/// The facts of a bulletin or an article, held until the place where they are printed.
struct XHTMLFront {
  /// An element with its attributes and its content as markup.
  struct Item {
    let element: Element
    var attributes = AttributeList()
    var markup: [UInt8] = []

    subscript(attribute: Attribute) -> [UInt8]? { attributes[attribute] }
  }

  /// Of the bulletin or article itself.
  var attributes = AttributeList()
  var items: [Item] = []
  var facts: [(field: MetadataField, value: [UInt8])] = []

  subscript(field: MetadataField) -> [UInt8]? {
    for fact in facts where fact.field == field { return fact.value }
    return nil
  }

  func first(_ element: Element) -> Item? { items.first { $0.element == element } }
  func all(_ element: Element) -> [Item] { items.filter { $0.element == element } }
}
