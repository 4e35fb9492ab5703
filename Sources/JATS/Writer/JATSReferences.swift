import GazetteDocumentModel

/// Which identifiers are given and which are pointed to, so that the document's `ID`s are unique and no
/// `IDREF` points nowhere unsaid (XML 1.0 §3.3.1).
struct JATSReferences {
  private var given: Set<[UInt8]> = []
  private var wanted: Set<[UInt8]> = []

  /// What the writer calls articles that have no name of their own.
  static let articlePrefix: StaticString = "article-"

  /// Whether an element may be called so: a name, and not given before. It is given from now on.
  mutating func give(_ id: [UInt8]) -> Bool {
    Self.isName(id) && !Self.isCounted(id.span) && given.insert(id).inserted
  }

  private static func isCounted(_ id: Span<UInt8>) -> Bool {
    let length = articlePrefix.utf8CodeUnitCount
    return id.count >= length && id.extracting(0..<length).elementsEqual(articlePrefix)
  }

  /// Whether something may point there: a list of names. It is wanted from now on.
  mutating func want(_ ids: [UInt8]) -> Bool {
    let names = ids.split(separator: 0x20).map(Array.init)
    guard !names.isEmpty, names.allSatisfy(Self.isName) else { return false }
    wanted.formUnion(names)
    return true
  }

  /// What is pointed to and is not there, in order.
  var dangling: [String] { wanted.subtracting(given).map { String($0.span) }.sorted() }

  /// Notes the identifiers that a raw fragment gives.
  mutating func note(_ fragment: Span<UInt8>) {
    var at = 0
    while let equals = fragment.firstIndex(of: UInt8(ascii: "="), from: at) {
      at = equals + 1
      guard equals > 2, fragment[equals - 1] == UInt8(ascii: "d"),
        fragment[equals - 2] == UInt8(ascii: "i"), fragment[equals - 3] == 0x20,
        at < fragment.count,
        let end = fragment.firstIndex(of: fragment[at], from: at + 1)
      else { continue }
      given.insert([UInt8](fragment.extracting((at + 1)..<end)))
    }
  }

  /// An XML name without a colon, in its plain form: letters of ASCII and beyond, digits, `-`, `_`, `.`.
  private static func isName(_ id: [UInt8]) -> Bool {
    guard let first = id.first, isLetter(first) else { return false }
    return id.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
  }
}
