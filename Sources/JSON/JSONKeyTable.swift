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
  /// Names and meanings; the index of a name is its bit in a frame's set of keys that were seen.
  private let names: [[UInt8]]
  private let meanings: [JSONKey]
  /// Hash → indices to try, one after the other; -1 ends.
  private let slots: [Int8]

  init(_ entries: [(String, JSONKey)]) {
    names = entries.map { Array($0.0.utf8) }
    meanings = entries.map(\.1)
    var slots = [Int8](repeating: -1, count: 256)
    for (index, name) in names.enumerated() {
      var slot = Self.hash(name.span)
      while slots[slot] >= 0 { slot = (slot + 1) & 255 }
      slots[slot] = Int8(index)
    }
    self.slots = slots
  }

  /// The meaning of a key and its bit, or nil.
  func find(_ key: Span<UInt8>) -> (meaning: JSONKey, bit: Int)? {
    guard !key.isEmpty else { return nil }
    var slot = Self.hash(key)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let name = names[index]
      if name.span.elementsEqual(key) { return (meanings[index], index) }
      slot = (slot + 1) & 255
    }
    return nil
  }

  private static func hash(_ key: Span<UInt8>) -> Int {
    let first = Int(key[0])
    let last = Int(key[key.count - 1])
    return (first &* 7 &+ last &* 31 &+ key.count &* 13) & 255
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
