import GazetteDocumentModel

/// What a manifest says of a document besides how much it holds.
final class BulletinFacts: @unchecked Sendable {
  // One conversion writes it, then its owner reads it.
  /// The layout profile, where none was asked for: known though the conversion fails.
  var chosenProfile: String?
  /// ISO date of the first bulletin that states one.
  fileprivate(set) var date: [UInt8]?
  /// Organisations that articles are signed by, with how many articles.
  fileprivate(set) var departments: [ByteKey: Int] = [:]
  /// Months that articles are of (`2021-03`), with how many.
  fileprivate(set) var months: [ByteKey: Int] = [:]
}

/// UTF-8 to count by. Strings are compared by canonical equivalence, which takes ten times as long, and
/// would count under one name what is written in two ways.
@safe struct ByteKey: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func hash(into hasher: inout Hasher) {
    // The bytes are read during this call only.
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  /// In the order of the scalars.
  static func < (a: ByteKey, b: ByteKey) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

/// Notes facts as they pass.
struct FactsStage: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let facts: BulletinFacts
  private var isInArticle = false
  private var isInBody = false
  /// The front element that something is noted of.
  private var noted: Element?
  private var isOrganization = false
  private var isPublished = true
  private var text: [UInt8] = []
  private var iso: [UInt8] = []
  private var month: [UInt8] = []

  init(_ next: consuming any EventHandler & ~Copyable, _ facts: BulletinFacts) {
    self.next = next
    self.facts = facts
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element): start(element)
    case .end(let element): end(element)
    case .text(let span):
      if noted != nil { text.append(span) }
    case .attribute(let attribute, let value):
      if noted != nil { note(attribute, value) }
    case .metadata, .opaque: break
    }
    try next.handle(event, at: position)
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  private mutating func start(_ element: Element) {
    switch element {
    case .article:
      isInArticle = true
      month.removeAll(keepingCapacity: true)
    case .body: isInBody = true
    case .contributor where isInArticle && !isInBody, .date where !isInBody:
      noted = element
      isOrganization = false
      isPublished = true
      text.removeAll(keepingCapacity: true)
      iso.removeAll(keepingCapacity: true)
    default: break
    }
  }

  private mutating func note(_ attribute: Attribute, _ value: Span<UInt8>) {
    switch attribute {
    case .kind: isOrganization = value.elementsEqual("organization")
    case .type: isPublished = value.elementsEqual("published")
    case .iso: iso.append(value)
    default: break
    }
  }

  private mutating func end(_ element: Element) {
    switch element {
    case .body: isInBody = false
    case .article:
      if !month.isEmpty { facts.months[ByteKey(month), default: 0] += 1 }
      isInArticle = false
    case .contributor where noted == element:
      if isOrganization {
        facts.departments[ByteKey(text), default: 0] += 1
      }
      noted = nil
    case .date where noted == element:
      if isPublished, !iso.isEmpty {
        if !isInArticle, facts.date == nil { facts.date = iso }
        if isInArticle, month.isEmpty { month.append(contentsOf: iso.prefix(7)) }
      }
      noted = nil
    default: break
    }
  }
}
