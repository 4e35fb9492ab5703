import GazetteDocumentModel

/// What a row of the `blocks` layout stands for.
enum CSVRowKind {
  case element(Element)
  case field(MetadataField)
  /// A run of text and inlines that goes on after a block, or one too long for a row.
  case text

  private static let fields: [(name: [UInt8], field: MetadataField)] =
    MetadataField.allCases.map { (Array($0.name.utf8), $0) }

  init?(_ name: Span<UInt8>) {
    if let element = CSVMarkup.element(named: name) {
      self = .element(element)
    } else if name.elementsEqual("text") {
      self = .text
    } else if let entry = Self.find(name) {
      self = .field(entry)
    } else {
      return nil
    }
  }

  private static func find(_ name: Span<UInt8>) -> MetadataField? {
    for entry in fields where name.elementsEqual(entry.name.span) { return entry.field }
    return nil
  }
}
