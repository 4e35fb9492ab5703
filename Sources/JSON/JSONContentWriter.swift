import GazetteDocumentModel

/// Writes the items of one content array, as they come:
///
///     start(paragraph) text(会议) text(强调,) start(strong) text(要) end end
///     {"type":"paragraph","content":["会议强调,",{"type":"strong","content":["要"]}]}
///
/// Texts that follow one another become one string. Who owns it writes the brackets around.
struct JSONContentWriter {
  private struct Frame {
    let element: Element
    /// Whether `"content":[` and an item stand already.
    var hasItems = false
  }

  /// Raw value → `{"type":"paragraph"`.
  private let openings: [[UInt8]]
  /// Raw value → `,"variant":"`.
  private let attributeKeys: [[UInt8]]
  private var frames: [Frame] = []
  private var inText = false
  private var rootItems = 0
  private var rootTexts = 0

  init() {
    var openings = [[UInt8]](repeating: [], count: 256)
    for element in Element.allCases {
      openings[Int(element.rawValue)] = Array("{\"type\":\"\(element.name)\"".utf8)
    }
    self.openings = openings
    var keys = [[UInt8]](repeating: [], count: 256)
    for attribute in Attribute.allCases {
      keys[Int(attribute.rawValue)] = Array(",\"\(JSONVocabulary.nodeKey(attribute))\":\"".utf8)
    }
    attributeKeys = keys
  }

  /// How many elements are open.
  var depth: Int { frames.count }

  /// Whether everything so far is at most one string.
  var isPlain: Bool { rootItems == rootTexts && rootItems <= 1 }
  var isEmpty: Bool { rootItems == 0 }

  /// Begins a new array.
  mutating func reset() {
    frames.removeAll(keepingCapacity: true)
    inText = false
    rootItems = 0
    rootTexts = 0
  }

  mutating func start(
    _ element: Element, into target: inout some JSONTarget & ~Copyable
  ) throws(ConversionError) {
    try separate(&target)
    try target.write(openings[Int(element.rawValue)])
    frames.append(Frame(element: element))
  }

  mutating func attribute(
    _ attribute: Attribute, _ value: Span<UInt8>, into target: inout some JSONTarget & ~Copyable
  ) throws(ConversionError) {
    try target.write(attributeKeys[Int(attribute.rawValue)])
    try target.writeEscaped(value)
    try target.write(byte: UInt8(ascii: "\""))
  }

  mutating func text(
    _ text: Span<UInt8>, into target: inout some JSONTarget & ~Copyable
  ) throws(ConversionError) {
    guard !text.isEmpty else { return }
    if !inText {
      try separate(&target)
      try target.write(byte: UInt8(ascii: "\""))
      inText = true
      if frames.isEmpty { rootTexts += 1 }
    }
    try target.writeEscaped(text)
  }

  mutating func opaque(
    _ format: OpaqueFormat, _ fragment: Span<UInt8>,
    into target: inout some JSONTarget & ~Copyable
  ) throws(ConversionError) {
    try separate(&target)
    try target.write("{\"type\":\"opaque\",\"format\":\"")
    try target.write(Array(format.name.utf8))
    if UTF8Validation.validPrefix(fragment) == fragment.count {
      try target.write("\",\"value\":\"")
      try target.writeEscaped(fragment)
    } else {
      try target.write("\",\"base64\":\"")
      try target.write(Base64.encode(fragment))
    }
    try target.write("\"}")
  }

  mutating func end(into target: inout some JSONTarget & ~Copyable) throws(ConversionError) {
    try closeText(&target)
    guard let frame = frames.popLast() else { return }
    if frame.hasItems {
      try target.write("]}")
    } else if JSONVocabulary.isEmpty(frame.element) {
      try target.write("}")
    } else {
      try target.write(",\"content\":[]}")
    }
  }

  /// Ends the array: closes a text that is open.
  mutating func finish(into target: inout some JSONTarget & ~Copyable) throws(ConversionError) {
    try closeText(&target)
  }

  private mutating func closeText(
    _ target: inout some JSONTarget & ~Copyable
  ) throws(ConversionError) {
    guard inText else { return }
    inText = false
    try target.write(byte: UInt8(ascii: "\""))
  }

  /// Makes ready for one more item of the innermost array.
  private mutating func separate(
    _ target: inout some JSONTarget & ~Copyable
  ) throws(ConversionError) {
    try closeText(&target)
    if frames.isEmpty {
      if rootItems > 0 { try target.write(byte: UInt8(ascii: ",")) }
      rootItems += 1
    } else if frames[frames.count - 1].hasItems {
      try target.write(byte: UInt8(ascii: ","))
    } else {
      frames[frames.count - 1].hasItems = true
      try target.write(",\"content\":[")
    }
  }
}
