import GazetteDocumentModel

/// Keys of the wire format, shared by writers and readers; `docs/formats/json.md` has them all.
///
/// An element is an object with `type`, its attributes by their names, and `content`. The front of a
/// bulletin or article has keys of its own: single facts a value, the others an array.
enum JSONVocabulary {
  /// The attribute's key. In a block or inline `type` is the element, and the attribute is `variant`.
  static func key(_ attribute: Attribute, inFront: Bool) -> [UInt8] {
    attribute == .type && !inFront ? variant : attribute.wireNameBytes
  }

  private static let variant = Array("variant".utf8)

  /// The attribute that a key stands for.
  static func attribute(_ key: String, inFront: Bool) -> Attribute? {
    if !inFront { return key == "variant" ? .type : key == "type" ? nil : attributeByName[key] }
    return attributeByName[key]
  }

  private static let attributeByName: [String: Attribute] = Dictionary(
    uniqueKeysWithValues: Attribute.allCases.map { ($0.wireName, $0) })

  static let elementByName: [String: Element] = Dictionary(
    uniqueKeysWithValues: Element.allCases.map { ($0.name, $0) })

  static let fieldByName: [String: MetadataField] = Dictionary(
    uniqueKeysWithValues: MetadataField.allCases.map { ($0.name, $0) })

  /// The key of a front element, whose value is an array of objects — but `title`, which is one.
  static let frontKeys: [(element: Element, key: String)] = [
    (.identifier, "identifiers"), (.kicker, "kickers"), (.title, "title"),
    (.subtitle, "subtitles"), (.contributor, "contributors"), (.date, "dates"),
    (.abstract, "abstracts"), (.distribution, "distribution"), (.contents, "contents"),
    (.custom, "customs"),
  ]

  /// `,"contributors":` and so on, ready to be written.
  static let frontKeyBytes: [(element: Element, syntax: [UInt8])] = frontKeys.map {
    ($0.element, Array(",\"\($0.key)\":".utf8))
  }

  static let frontByKey: [String: Element] = Dictionary(
    uniqueKeysWithValues: frontKeys.map { ($0.key, $0.element) })
}
