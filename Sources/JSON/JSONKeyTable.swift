import GazetteDocumentModel

/// What a key means in its object.
enum JSONKey: Sendable, Equatable {
  case type, content, body, bulletins
  /// The text of a fact: `name` of a contributor.
  case text
  case attribute(Attribute)
  /// A fact of the front, by its element.
  case fact(Element)
  case metadata(MetadataField)
  case otherFront
  /// Of an opaque fragment.
  case format, value, base64
}

/// The keys of one kind of object, looked up by their bytes.
struct JSONKeyTable: Sendable {
  /// The index of a name is its bit in a frame's set of keys that were seen.
  private let names: JSONNameTable
  private let meanings: [JSONKey]

  init(_ entries: [(String, JSONKey)]) {
    names = JSONNameTable(entries.map(\.0))
    meanings = entries.map(\.1)
  }

  /// The meaning of a key and its bit, or nil.
  func find(_ key: Span<UInt8>) -> (meaning: JSONKey, bit: Int)? {
    guard let index = names.find(key) else { return nil }
    return (meanings[index], index)
  }

  // MARK: The tables

  /// The outermost object of a document.
  static let root = JSONKeyTable([("bulletins", .bulletins)])

  /// Bulletins, sections, articles, and the lines that end them.
  static let structure: JSONKeyTable = {
    var entries: [(String, JSONKey)] = [("type", .type), ("content", .content), ("body", .body)]
    for key in JSONVocabulary.frontKeys {
      switch key {
      case .fact(let fact): entries.append((fact.key, .fact(fact.element)))
      case .metadata(let field, let name): entries.append((name, .metadata(field)))
      case .other(let name): entries.append((name, .otherFront))
      }
    }
    for attribute in Attribute.allCases {
      entries.append((JSONVocabulary.structureKey(attribute), .attribute(attribute)))
    }
    return JSONKeyTable(entries)
  }()

  /// Objects in `body` and `content` arrays.
  static let node: JSONKeyTable = {
    var entries: [(String, JSONKey)] = [
      ("type", .type), ("content", .content), ("format", .format), ("value", .value),
      ("base64", .base64),
    ]
    for attribute in Attribute.allCases {
      entries.append((JSONVocabulary.nodeKey(attribute), .attribute(attribute)))
    }
    return JSONKeyTable(entries)
  }()

  /// Element → its objects in a front.
  static let facts: [JSONKeyTable] = {
    var tables = [JSONKeyTable](repeating: root, count: 256)
    for case .fact(let fact) in JSONVocabulary.frontKeys {
      var entries: [(String, JSONKey)] = [(fact.textKey, .text)]
      for attribute in Attribute.allCases where attribute.wireName != fact.textKey {
        entries.append((attribute.wireName, .attribute(attribute)))
      }
      tables[Int(fact.element.rawValue)] = JSONKeyTable(entries)
    }
    return tables
  }()
}
