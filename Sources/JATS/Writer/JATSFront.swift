import GazetteDocumentModel
import GazetteXMLKit

/// The facts of a bulletin or an article, held until all of them are known: JATS wants them in its own
/// order.
struct JATSFront {
  /// An element with its attributes and its content as markup.
  struct Item {
    private(set) var element: Element
    var attributes = AttributeList()
    var markup: [UInt8] = []
    /// Its content is one raw fragment of JATS.
    var isFragment = false

    init(_ element: Element) { self.element = element }

    /// Becomes an empty item, in the memory that it has.
    fileprivate mutating func begin(_ element: Element) {
      self.element = element
      attributes.removeAll()
      markup.removeAll(keepingCapacity: true)
      isFragment = false
    }

    subscript(attribute: Attribute) -> [UInt8]? { attributes[attribute] }

    func has(_ attribute: Attribute, _ value: StaticString) -> Bool {
      attributes.has(attribute, value)
    }

    var hasMarkup: Bool { markup.span.firstIndex(of: UInt8(ascii: "<")) != nil }

    /// The content as text.
    var text: [UInt8] { markup.withoutTags.unescapedXML }

    /// The fragment's name where it is one that JATS has a place for: `funding-group`.
    var fragmentName: String? {
      isFragment && element == .custom ? attributes.text(.name) : nil
    }

    /// Its attributes for a `GazetteInstruction`, but those that JATS shows.
    func pairs(but shown: AttributeSet = []) -> [(name: String, value: [UInt8])] {
      attributes.pairs(but: shown)
    }
  }

  var attributes = AttributeList()
  var items: [Item] = []
  /// Items of before, whose memory the next ones take over.
  private var spare: [Item] = []
  /// Plain facts by field, as text.
  var facts: [(field: MetadataField, value: [UInt8])] = []

  subscript(field: MetadataField) -> [UInt8]? {
    for fact in facts where fact.field == field { return fact.value }
    return nil
  }

  /// The places of an element's items: to go over the items themselves would copy each of them.
  func places(of element: Element) -> some Sequence<Int> {
    items.indices.lazy.filter { [items] in items[$0].element == element }
  }

  func all(_ element: Element) -> [Item] { items.filter { $0.element == element } }
  func has(_ element: Element) -> Bool { items.contains { $0.element == element } }
  func first(_ element: Element) -> Item? { items.first { $0.element == element } }

  func identifier(_ type: StaticString) -> Item? {
    items.first { $0.element == .identifier && $0.has(.type, type) }
  }

  /// A new item, which is not yet among the others.
  mutating func makeItem(_ element: Element) -> Item {
    guard var item = spare.popLast() else { return Item(element) }
    item.begin(element)
    return item
  }

  /// Forgets all, keeping the memory.
  mutating func reset() {
    attributes.removeAll()
    while let item = items.popLast() { spare.append(item) }
    if !facts.isEmpty { facts.removeAll(keepingCapacity: true) }
  }
}

extension JATSFront.Item {
  /// Identifiers of the periodical, not of the issue.
  var isJournalIdentifier: Bool {
    guard let type = attributes.text(.type) else { return false }
    return type.hasPrefix("journal:") || JATSVocabulary.journalIdentifiers.contains(type)
  }

  var isISSN: Bool { has(.type, "issn") }

  var isPublication: Bool { attributes.has(.type, "published", ifAbsent: true) }
}

extension [UInt8] {
  /// The text as XML markup; short texts only.
  var escapedXML: [UInt8] {
    var escaped: [UInt8] = []
    for byte in self {
      switch byte {
      case UInt8(ascii: "&"): escaped.append(literal: "&amp;")
      case UInt8(ascii: "<"): escaped.append(literal: "&lt;")
      case UInt8(ascii: ">"): escaped.append(literal: "&gt;")
      default: escaped.append(byte)
      }
    }
    return escaped
  }
}
