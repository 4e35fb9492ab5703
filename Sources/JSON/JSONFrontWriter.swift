import GazetteDocumentModel

/// Holds the front of one bulletin, section or article until it is whole, then writes its keys in the
/// order of `JSONVocabulary.frontKeys`, whatever order the facts came in.
struct JSONFrontWriter {
  /// Key → what stands there: the items, separated by commas.
  private struct Slot {
    var items = JSONFragment()
    var count = 0
  }

  /// An attribute of the element that is being captured; its escaped value is a range of `values`.
  private struct CapturedAttribute {
    let attribute: Attribute
    let range: Range<Int>
  }

  private let factSlots: [Int]
  private let metadataSlots: [Int]
  private let keys: [[UInt8]]
  private var slots: [Slot]
  private var structureAttributes = JSONFragment()

  private var captured: Element?
  private var attributes: [CapturedAttribute] = []
  private var values = JSONFragment()
  private var content = JSONContentWriter()
  private var text = JSONFragment()

  init() {
    var factSlots = [Int](repeating: -1, count: 256)
    var metadataSlots = [Int](repeating: -1, count: 256)
    for (index, key) in JSONVocabulary.frontKeys.enumerated() {
      switch key {
      case .fact(let fact): factSlots[Int(fact.element.rawValue)] = index
      case .metadata(let field, _): metadataSlots[Int(field.rawValue)] = index
      case .other: break
      }
    }
    self.factSlots = factSlots
    self.metadataSlots = metadataSlots
    keys = JSONVocabulary.frontKeys.map { Array(",\"\($0.name)\":".utf8) }
    slots = [Slot](repeating: Slot(), count: keys.count)
  }

  /// Whether the events go into an element of the front.
  var isCapturing: Bool { captured != nil }

  // MARK: Facts of the structure itself

  mutating func structureAttribute(
    _ attribute: Attribute, _ value: Span<UInt8>
  ) throws(ConversionError) {
    structureAttributes.write(
      Array(",\"\(JSONVocabulary.structureKey(attribute))\":".utf8))
    try structureAttributes.writeString(value)
  }

  mutating func metadata(_ field: MetadataField, _ value: Span<UInt8>) throws(ConversionError) {
    let index = metadataSlots[Int(field.rawValue)]
    guard index >= 0 else { return }
    beginItem(index)
    try slots[index].items.writeString(value)
  }

  // MARK: Elements

  /// Takes an event at the front's own level or inside one of its elements.
  mutating func element(_ event: DocumentEvent) throws(ConversionError) {
    guard let captured else {
      guard case .start(let element) = event else { return }
      begin(element)
      return
    }
    switch event {
    case .start(let element): try content.start(element, into: &text)
    case .end where content.depth == 0: try finish(captured)
    case .end: try content.end(into: &text)
    case .text(let run): try content.text(run, into: &text)
    case .opaque(let format, let fragment): try content.opaque(format, fragment, into: &text)
    case .attribute(let attribute, let value):
      guard content.depth == 0 else {
        return try content.attribute(attribute, value, into: &text)
      }
      let start = values.bytes.count
      try values.writeEscaped(value)
      attributes.append(
        CapturedAttribute(attribute: attribute, range: start..<values.bytes.count))
    case .metadata: break
    }
  }

  private mutating func begin(_ element: Element) {
    captured = element
    attributes.removeAll(keepingCapacity: true)
    values.bytes.removeAll(keepingCapacity: true)
    text.bytes.removeAll(keepingCapacity: true)
    content.reset()
  }

  /// Writes the captured element into its slot.
  private mutating func finish(_ element: Element) throws(ConversionError) {
    try content.finish(into: &text)
    captured = nil
    let index = factSlots[Int(element.rawValue)]
    guard index >= 0, case .fact(let fact) = JSONVocabulary.frontKeys[index],
      fact.count == .many || slots[index].count == 0,
      !attributes.contains(where: { $0.attribute.wireName == fact.textKey })
    else { return writeNode(element) }
    beginItem(index)
    if fact.count == .one, attributes.isEmpty {
      writeText(fact, into: index)
    } else {
      writeObject(fact, into: index)
    }
  }

  /// `{"name":"王丽娜","kind":"person"}`.
  private mutating func writeObject(_ fact: JSONVocabulary.Fact, into index: Int) {
    slots[index].items.write("{")
    var first = true
    if fact.textFirst { writeTextKey(fact, &first, into: index) }
    for attribute in attributes {
      writeKey(attribute.attribute.wireName, &first, into: index)
      writeValue(attribute, into: index)
    }
    if !fact.textFirst, !isImplied(fact) { writeTextKey(fact, &first, into: index) }
    slots[index].items.write("}")
  }

  /// Whether the text of a date says the same as its ISO value, and need not be written.
  private func isImplied(_ fact: JSONVocabulary.Fact) -> Bool {
    guard fact.element == .date, content.isPlain, !content.isEmpty,
      let iso = attributes.first(where: { $0.attribute == .iso })
    else { return false }
    return text.bytes.dropFirst().dropLast() == values.bytes[iso.range]
  }

  private mutating func writeTextKey(
    _ fact: JSONVocabulary.Fact, _ first: inout Bool, into index: Int
  ) {
    writeKey(fact.textKey, &first, into: index)
    writeText(fact, into: index)
  }

  private mutating func writeText(_ fact: JSONVocabulary.Fact, into index: Int) {
    if !content.isPlain || fact.holdsBlocks {
      slots[index].items.write("[")
      slots[index].items.write(text.bytes)
      slots[index].items.write("]")
    } else if content.isEmpty {
      slots[index].items.write("\"\"")
    } else {
      slots[index].items.write(text.bytes)
    }
  }

  private mutating func writeKey(_ key: String, _ first: inout Bool, into index: Int) {
    slots[index].items.write(Array((first ? "\"" : ",\"").utf8))
    slots[index].items.write(Array(key.utf8))
    slots[index].items.write("\":")
    first = false
  }

  private mutating func writeValue(_ attribute: CapturedAttribute, into index: Int) {
    slots[index].items.write("\"")
    slots[index].items.bytes.append(contentsOf: values.bytes[attribute.range])
    slots[index].items.write("\"")
  }

  /// What has no key of its own goes into the last slot as a node.
  private mutating func writeNode(_ element: Element) {
    let index = slots.count - 1
    beginItem(index)
    slots[index].items.write(Array("{\"type\":\"\(element.name)\"".utf8))
    var first = false
    for attribute in attributes {
      writeKey(JSONVocabulary.nodeKey(attribute.attribute), &first, into: index)
      writeValue(attribute, into: index)
    }
    slots[index].items.write(",\"content\":[")
    slots[index].items.write(text.bytes)
    slots[index].items.write("]}")
  }

  private mutating func beginItem(_ index: Int) {
    if slots[index].count > 0 { slots[index].items.write(",") }
    slots[index].count += 1
  }

  // MARK: Output

  /// Writes `,"key":value` for all that is held, and forgets it.
  mutating func write(into output: inout OutputBuffer) throws(ConversionError) {
    try output.write(structureAttributes.bytes)
    structureAttributes.bytes.removeAll(keepingCapacity: true)
    for index in slots.indices where slots[index].count > 0 {
      try output.write(keys[index])
      let isArray =
        switch JSONVocabulary.frontKeys[index] {
        case .fact(let fact): fact.count == .many
        case .metadata(let field, _): field.repeats || slots[index].count > 1
        case .other: true
        }
      if isArray { try output.write("[") }
      try output.write(slots[index].items.bytes)
      if isArray { try output.write("]") }
      slots[index].items.bytes.removeAll(keepingCapacity: true)
      slots[index].count = 0
    }
  }
}
