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

  /// How the items of a slot are written; names are made bytes once.
  private struct SlotForm {
    /// `,"dates":`
    let key: [UInt8]
    let isArray: Bool
    var isFact = false
    var isAlone = false
    /// `"text":`
    var textKey: [UInt8] = []
    var textFirst = false
    var holdsBlocks = false
    /// The attribute whose key the text has; such an element is written as a node.
    var clash: Attribute?
  }

  private let forms: [SlotForm]
  private let factSlots: [Int]
  private let metadataSlots: [Int]
  /// Raw value → `"role":`.
  private let attributeKeys: [[UInt8]]
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
    forms = JSONVocabulary.frontKeys.map { key in
      let name = Array(",\"\(key.name)\":".utf8)
      switch key {
      case .fact(let fact):
        return SlotForm(
          key: name, isArray: fact.count == .many, isFact: true, isAlone: fact.count == .one,
          textKey: Array("\"\(fact.textKey)\":".utf8), textFirst: fact.textFirst,
          holdsBlocks: fact.holdsBlocks,
          clash: Attribute.allCases.first { $0.wireName == fact.textKey })
      case .metadata(let field, _): return SlotForm(key: name, isArray: field.repeats)
      case .other: return SlotForm(key: name, isArray: true)
      }
    }
    var attributeKeys = [[UInt8]](repeating: [], count: 256)
    for attribute in Attribute.allCases {
      attributeKeys[Int(attribute.rawValue)] = Array("\"\(attribute.wireName)\":".utf8)
    }
    self.attributeKeys = attributeKeys
    slots = [Slot](repeating: Slot(), count: forms.count)
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
    guard index >= 0, !forms[index].isAlone || slots[index].count == 0, !clashes(index) else {
      return writeNode(element)
    }
    beginItem(index)
    if forms[index].isAlone, attributes.isEmpty {
      writeText(index)
    } else {
      writeObject(index, isDate: element == .date)
    }
  }

  private func clashes(_ index: Int) -> Bool {
    guard let clash = forms[index].clash else { return false }
    for attribute in attributes where attribute.attribute == clash { return true }
    return false
  }

  /// `{"name":"王丽娜","kind":"person"}`.
  private mutating func writeObject(_ index: Int, isDate: Bool) {
    slots[index].items.write("{")
    var first = true
    if forms[index].textFirst { writeTextKey(index, &first) }
    for attribute in attributes {
      separate(index, &first)
      slots[index].items.write(attributeKeys[Int(attribute.attribute.rawValue)])
      writeValue(attribute, into: index)
    }
    if !forms[index].textFirst, !isDate || !isImplied { writeTextKey(index, &first) }
    slots[index].items.write("}")
  }

  /// Whether the text of a date says the same as its ISO value, and need not be written.
  private var isImplied: Bool {
    guard content.isPlain, !content.isEmpty else { return false }
    for attribute in attributes where attribute.attribute == .iso {
      return text.bytes.dropFirst().dropLast() == values.bytes[attribute.range]
    }
    return false
  }

  private mutating func writeTextKey(_ index: Int, _ first: inout Bool) {
    separate(index, &first)
    slots[index].items.write(forms[index].textKey)
    writeText(index)
  }

  private mutating func writeText(_ index: Int) {
    if !content.isPlain || forms[index].holdsBlocks {
      slots[index].items.write("[")
      slots[index].items.write(text.bytes)
      slots[index].items.write("]")
    } else if content.isEmpty {
      slots[index].items.write("\"\"")
    } else {
      slots[index].items.write(text.bytes)
    }
  }

  private mutating func separate(_ index: Int, _ first: inout Bool) {
    if !first { slots[index].items.write(",") }
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
    for attribute in attributes {
      let key = JSONVocabulary.nodeKey(attribute.attribute)
      slots[index].items.write(Array(",\"\(key)\":".utf8))
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
      try output.write(forms[index].key)
      let isArray = forms[index].isArray || (!forms[index].isFact && slots[index].count > 1)
      if isArray { try output.write("[") }
      try output.write(slots[index].items.bytes)
      if isArray { try output.write("]") }
      slots[index].items.bytes.removeAll(keepingCapacity: true)
      slots[index].count = 0
    }
  }
}
