import GazetteDocumentModel

/// The stage that puts `MetadataOverride` into the stream.
///
/// Whether an element of the bulletin's front is replaced is known when its attributes are: until then its start
/// waits.
struct MetadataOverrider: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let override: MetadataOverride
  private let elements: [Element]
  private let fields: [MetadataField]
  private var depth = 0
  private var isDropping = false
  /// An element whose attributes are coming.
  private var waiting: (element: Element, position: SourcePosition)?
  private var attributes = AttributeList()

  init(_ next: consuming any EventHandler & ~Copyable, _ override: MetadataOverride) {
    self.next = next
    self.override = override
    elements = override.entries.compactMap { MetadataOverride.element($0.key) }
    fields = override.entries.compactMap { entry in
      MetadataField.allCases.first { $0.name == entry.key }
    }
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if waiting != nil {
      if case .attribute(let attribute, let value) = event {
        return attributes.append(attribute, value)
      }
      try settle()
    }
    switch event {
    case .start(let element):
      depth += 1
      if depth == 2, elements.contains(element) {
        waiting = (element, position)
        return
      }
      if !isDropping { try next.handle(event, at: position) }
      if element == .bulletin { try emit(position) }
    case .end:
      depth -= 1
      if !isDropping { try next.handle(event, at: position) }
      if depth == 1 { isDropping = false }
    case .metadata(let field, _):
      if depth == 1, fields.contains(field) { return }
      if !isDropping { try next.handle(event, at: position) }
    default:
      if !isDropping { try next.handle(event, at: position) }
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  /// The attributes of the element that waits are there: it goes on, or is dropped.
  private mutating func settle() throws(ConversionError) {
    guard let (element, position) = waiting.take() else { return }
    isDropping = override.replaces(element, attributes)
    if !isDropping {
      try next.handle(.start(element), at: position)
      for (attribute, value) in attributes {
        try next.handle(.attribute(attribute, value.span), at: position)
      }
    }
    attributes.removeAll()
  }

  private mutating func emit(_ position: SourcePosition) throws(ConversionError) {
    for entry in override.entries {
      let value = Array(entry.value.utf8)
      guard let element = MetadataOverride.element(entry.key) else {
        if let field = MetadataField.allCases.first(where: { $0.name == entry.key }) {
          try next.handle(.metadata(field, value.span), at: position)
        }
        continue
      }
      try next.handle(.start(element), at: position)
      if element == .contributor { try attribute(.kind, "person", position) }
      if let mark = MetadataOverride.mark(entry.key) {
        try attribute(mark.attribute, mark.value, position)
      }
      if element == .date { try attribute(.iso, entry.value, position) }
      try next.handle(.text(value.span), at: position)
      try next.handle(.end(element), at: position)
    }
  }

  private mutating func attribute(
    _ attribute: Attribute, _ value: String, _ position: SourcePosition
  ) throws(ConversionError) {
    let bytes = Array(value.utf8)
    try next.handle(.attribute(attribute, bytes.span), at: position)
  }
}
