import GazetteDocumentModel

/// A few events, held until it is known what becomes of their texts: a heading until its number is
/// read, a date until its wording is.
///
/// Texts that follow one another become one, so that what is done to them does not depend on cuts.
struct HeldEvents {
  enum Kind {
    case start(Element)
    case end(Element)
    case attribute(Attribute)
    /// A text, and whether the filter may change it.
    case text(isOpen: Bool)
    case opaque(OpaqueFormat)
    case metadata(MetadataField)
  }

  struct Entry {
    let kind: Kind
    var bytes: [UInt8]
    let position: SourcePosition

    var isOpenText: Bool { if case .text(isOpen: true) = kind { true } else { false } }

    func emit(into next: inout any EventHandler & ~Copyable) throws(ConversionError) {
      switch kind {
      case .start(let element): try next.handle(.start(element), at: position)
      case .end(let element): try next.handle(.end(element), at: position)
      case .attribute(let name): try next.handle(.attribute(name, bytes.span), at: position)
      case .text: try next.handle(.text(bytes.span), at: position)
      case .opaque(let format): try next.handle(.opaque(format, bytes.span), at: position)
      case .metadata(let field): try next.handle(.metadata(field, bytes.span), at: position)
      }
    }
  }

  var entries: [Entry] = []
  private(set) var byteCount = 0

  var isEmpty: Bool { entries.isEmpty }

  /// Keeps an event. - Parameter isOpen: of a text: whether the filter may change it.
  mutating func record(
    _ event: DocumentEvent, at position: SourcePosition, isOpen: Bool = true
  ) {
    switch event {
    case .start(let element): append(.start(element), [], position)
    case .end(let element): append(.end(element), [], position)
    case .attribute(let name, let value): append(.attribute(name), [UInt8](value), position)
    case .metadata(let field, let value): append(.metadata(field), [UInt8](value), position)
    case .opaque(let format, let value): append(.opaque(format), [UInt8](value), position)
    case .text(let text):
      byteCount += text.count
      if case .text(let before)? = entries.last?.kind, before == isOpen {
        entries[entries.count - 1].bytes.append(text)
      } else {
        entries.append(
          Entry(kind: .text(isOpen: isOpen), bytes: [UInt8](text), position: position))
      }
    }
  }

  private mutating func append(_ kind: Kind, _ bytes: [UInt8], _ position: SourcePosition) {
    byteCount += bytes.count
    entries.append(Entry(kind: kind, bytes: bytes, position: position))
  }

  /// Emits all and forgets them.
  mutating func release(into next: inout any EventHandler & ~Copyable) throws(ConversionError) {
    for entry in entries { try entry.emit(into: &next) }
    reset()
  }

  mutating func reset() {
    entries.removeAll(keepingCapacity: true)
    byteCount = 0
  }

  /// The texts one after the other, whatever stands between.
  var text: [UInt8] {
    var text: [UInt8] = []
    for entry in entries { if case .text = entry.kind { text += entry.bytes } }
    return text
  }

  /// The value of an attribute of the first element; nil where it is not there.
  func attribute(_ attribute: Attribute) -> [UInt8]? {
    for entry in entries.dropFirst() {
      guard case .attribute(let name) = entry.kind else { return nil }
      if name == attribute { return entry.bytes }
    }
    return nil
  }
}
