public import GazetteDocumentModel

/// `merge`: all bulletins of the input become one, with the front of the first.
///
/// Facts of a later front that the first does not state the same are reported as losses;
/// contributors and distribution lists of all are kept, at the end. Identifiers of the second bulletin
/// become `b2-…`, with what points to them, for they are unique only within a bulletin.
public enum MergeFilter {
  public static let filter = Filter(
    name: "merge",
    summary: LocalizedText(
      "all bulletins of the input as one, with the front of the first", "输入中的各期合为一期,以第一期为题头")
  ) { (_) throws(ConversionError) in
    FilterStage(name: "merge", givesLateFacts: true) { (next, context) throws(ConversionError) in
      MergeHandler(next, context.diagnostics)
    }
  }
}

struct MergeHandler: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let diagnostics: DiagnosticCollector
  private var bulletinCount = 0
  private var depth = 0
  /// The fact of a bulletin's front that is open.
  private var fact = HeldEvents()
  private var factElement: Element?
  /// What the merged bulletin states, as keys: no fact is given twice.
  private var stated: Set<[UInt8]> = []
  /// Contributors and distribution lists that come too late for the front.
  private var late: [HeldEvents.Entry] = []
  private var end = SourcePosition.start
  private var contentBegun = false

  init(_ next: consuming any EventHandler & ~Copyable, _ diagnostics: DiagnosticCollector) {
    self.next = next
    self.diagnostics = diagnostics
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if factElement != nil {
      fact.record(event, at: position)
      if case .start = event { depth += 1 }
      if case .end = event {
        depth -= 1
        if depth == 1 { try endFact() }
      }
      return
    }
    switch event {
    case .start(let element):
      depth += 1
      if element == .bulletin {
        bulletinCount += 1
        if bulletinCount == 1 { try next.handle(event, at: position) }
        return
      }
      if depth == 2, element.level == .front {
        factElement = element
        return fact.record(event, at: position)
      }
      if element == .section || element == .article { contentBegun = true }
      try next.handle(event, at: position)
    case .end(let element):
      depth -= 1
      end = position
      if element != .bulletin { try next.handle(event, at: position) }
    case .metadata(let field, let value) where depth == 1:
      let isNew = stated.insert([0, field.rawValue] + [UInt8](value)).inserted
      if bulletinCount == 1 { return try next.handle(event, at: position) }
      if isNew { leaveOut(field.name, String(value), position) }
    case .attribute(let name, let value) where bulletinCount > 1:
      if depth == 1 { return leaveOut(name.wireName, String(value), position) }
      try renamed(name, value, position)
    default: try next.handle(event, at: position)
    }
  }

  mutating func finish() throws(ConversionError) {
    if bulletinCount > 0 {
      for entry in late { try entry.emit(into: &next) }
      try next.handle(.end(.bulletin), at: end)
    }
    try next.finish()
  }

  private func leaveOut(_ name: String, _ value: String, _ position: SourcePosition) {
    diagnostics.report(.factNotMerged, [name, value, "\(bulletinCount)"], at: position)
  }

  /// A fact of a front is whole: of the first bulletin it goes on, of a later one it is compared.
  private mutating func endFact() throws(ConversionError) {
    guard let element = factElement, let first = fact.entries.first else { return }
    factElement = nil
    let isNew = stated.insert(key()).inserted
    if bulletinCount == 1, !contentBegun { return try fact.release(into: &next) }
    if isNew {
      if element == .contributor || element == .distribution {
        late += fact.entries
      } else {
        leaveOut(element.name, String(fact.text.span), first.position)
      }
    }
    fact.reset()
  }

  /// The fact without its places.
  private func key() -> [UInt8] {
    var key: [UInt8] = [1]
    for entry in fact.entries {
      switch entry.kind {
      case .start(let element): key += [1, element.rawValue]
      case .end: key.append(2)
      case .attribute(let name): key += [3, name.rawValue]
      case .text: key.append(4)
      case .opaque(let format): key += [5, format.rawValue]
      case .metadata(let field): key += [6, field.rawValue]
      }
      key += entry.bytes
    }
    return key
  }

  /// An attribute of a later bulletin's content: an identifier, or a reference to one, gets a prefix.
  private mutating func renamed(
    _ name: Attribute, _ value: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    let prefix = Array("b\(bulletinCount)-".utf8)
    switch name {
    case .id:
      let renamed = prefix + [UInt8](value)
      try next.handle(.attribute(name, renamed.span), at: position)
    case .target where value.count > 1 && value[0] == UInt8(ascii: "#"):
      let renamed = [UInt8(ascii: "#")] + prefix + [UInt8](value.extracting(1..<value.count))
      try next.handle(.attribute(name, renamed.span), at: position)
    default: try next.handle(.attribute(name, value), at: position)
    }
  }
}
