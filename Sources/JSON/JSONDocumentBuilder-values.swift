import GazetteDocumentModel

// Strings and other values without parts: running text goes on to the tape as it comes, the value of a
// key is held until it is whole.

extension JSONDocumentBuilder {
  // MARK: Strings

  mutating func wholeString(
    _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    try beginString(at: position)
    switch stringTarget {
    case .skipped: if skippedDepth == 0 { skipsNext = false }
    case .value:
      guard text.count <= Self.valueCapacity else { throw tooLong(at: position) }
      try apply(text, at: position)
    case .content:
      // The text begins after the quotation mark.
      let start = SourcePosition(
        offset: position.offset + 1, line: position.line, column: position.column + 1)
      if !text.isEmpty { try string(text, at: start) }
      try endString(at: position)
    }
  }

  private func tooLong(at position: SourcePosition) -> ConversionError {
    ConversionError(
      .jsonStructure, ["a value longer than \(Self.valueCapacity >> 20) MB"], at: position)
  }

  mutating func beginString(at position: SourcePosition) throws(ConversionError) {
    if skipsNext || skippedDepth > 0 {
      stringTarget = .skipped
      return
    }
    guard let top = frames.last else {
      throw ConversionError(
        .jsonStructure, ["an object is expected, not a value"], chinese: ["此处应为对象,而不是值"],
        at: position)
    }
    stringTarget = .value
    if !value.isEmpty { value.removeAll(keepingCapacity: true) }
    switch (top.kind, top.key) {
    case (.structure, .type), (.structure, .attribute), (.structure, .metadata), (.values, _),
      (.fact, .attribute), (.node, .type), (.node, .attribute), (.node, .format),
      (.node, .value), (.node, .base64):
      break
    case (.structure, .fact(let element)) where Self.standsAlone(element):
      frames[frames.count - 1].start = tape.start(element, at: position)
      stringTarget = .content
    case (.fact, .text):
      if let element = top.element, element == .abstract || element == .contents {
        throw wrongValue(top, at: position)
      }
      frames[frames.count - 1].hasContent = true
      stringTarget = .content
    case (.nodes, _):
      guard top.start >= 0 else {
        throw ConversionError(
          .jsonStructure,
          [
            "a text cannot stand here by itself; put it into"
              + " {\"type\":\"paragraph\",\"content\":[…]}"
          ],
          at: position)
      }
      stringTarget = .content
    default: throw wrongValue(top, at: position)
    }
  }

  mutating func string(
    _ fragment: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    switch stringTarget {
    case .skipped: break
    case .value:
      guard value.count + fragment.count <= Self.valueCapacity else {
        throw tooLong(at: position)
      }
      value.append(fragment)
    case .content:
      tape.text(fragment, at: position)
      if !isInBody { try countFront(fragment.count, at: position) }
      guard tape.isFull else { return }
      let structure = self.structure
      try tape.flush(intoBody: isInBody, of: &structure.buffer)
    }
  }

  mutating func endString(at position: SourcePosition) throws(ConversionError) {
    switch stringTarget {
    case .skipped: if skippedDepth == 0 { skipsNext = false }
    case .value:
      let whole = value
      value = []
      try apply(whole.span, at: position)
    case .content:
      guard let top = frames.last, top.kind == .structure else { return }
      frames[frames.count - 1].start = -1
      tape.end(at: position)
      try flushFront()
    }
  }

  mutating func literal(
    _ literal: JSONLiteral, _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    guard !skipsNext, skippedDepth == 0 else {
      if skippedDepth == 0 { skipsNext = false }
      return
    }
    // `null` says that there is nothing; the key may be taken as not written.
    if literal == .null, !frames.isEmpty { return }
    // A number is taken for its digits: {"issue":12}.
    try beginString(at: position)
    guard stringTarget == .value else {
      throw ConversionError(.jsonStructure, ["a text stands in quotation marks"], at: position)
    }
    try string(text, at: position)
    try endString(at: position)
  }

  // MARK: Values

  /// Puts the plain value where its key says.
  private mutating func apply(
    _ value: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    let top = frames[frames.count - 1]
    switch (top.kind, top.key) {
    case (.structure, .type):
      guard let kind = JSONStructureBuffer.Kind(value) else {
        throw ConversionError(
          .jsonValue,
          [
            "type",
            layout == .lines
              ? "bulletin, article, section, sectionEnd or end" : "bulletin, section or article",
          ], at: position)
      }
      structure.kind = kind
    case (.structure, .attribute(let attribute)):
      try check(attribute, value, at: position)
      try stateFront(nil, at: position)
      try countFront(value.count, at: position)
      structure.buffer.recordFront(.attribute(attribute, value), at: position)
    case (.structure, .metadata(let field)): try applyMetadata(field, value, at: position)
    case (.values, _): try applyMetadata(top.field, value, at: position)
    case (.node, .type): try applyNodeType(value, at: position)
    case (.node, .format):
      let name = String(value)
      guard let format = OpaqueFormat.allCases.first(where: { $0.name == name }) else {
        throw ConversionError(
          .jsonValue, ["format", OpaqueFormat.allCases.map(\.name).joined(separator: ", ")],
          at: position)
      }
      frames[frames.count - 1].opaqueFormat = format
    case (.node, .value):
      fragment = [UInt8](value)
      frames[frames.count - 1].hasFragment = true
    case (.node, .base64):
      guard let decoded = Base64.decode([UInt8](value)) else {
        throw ConversionError(.jsonValue, ["base64", "base 64"], at: position)
      }
      fragment = decoded
      frames[frames.count - 1].hasFragment = true
    case (.node, .attribute(let attribute)), (.fact, .attribute(let attribute)):
      try check(attribute, value, at: position)
      if !isInBody { try countFront(value.count, at: position) }
      if attribute == .iso, top.kind == .fact { iso = [UInt8](value) }
      let isTaken = tape.attribute(
        attribute, value, of: top.start, afterContent: top.hasContent, at: position)
      guard isTaken else {
        throw ConversionError(
          .jsonStructure,
          [
            "\"\(JSONVocabulary.nodeKey(attribute))\" comes after more than"
              + " \(JSONNodeTape.capacity >> 20) MB of content; write it before the content"
          ], at: position)
      }
    default: break
    }
  }

  /// - Throws: `GZ4103` where a value does not keep to the attribute's rule.
  private func check(
    _ attribute: Attribute, _ value: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    guard !attribute.accepts(value) else { return }
    throw ConversionError(
      .jsonValue, [JSONVocabulary.nodeKey(attribute), attribute.rule?.expectation ?? ""],
      at: position)
  }

  private mutating func applyMetadata(
    _ field: MetadataField, _ value: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    try stateFront(nil, at: position)
    try countFront(value.count, at: position)
    structure.buffer.recordFront(.metadata(field, value), at: position)
  }

  private mutating func applyNodeType(
    _ value: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    let top = frames.count - 1
    if let index = elements.find(value) {
      let element = JSONVocabulary.nodeElements[index]
      frames[top].element = element
      tape.setElement(element, of: frames[top].start)
    } else if value.elementsEqual("opaque") {
      frames[top].isOpaque = true
    } else {
      throw ConversionError(
        .jsonValue,
        ["type", "a block or inline such as paragraph, list, emphasis, link; see the schema"],
        at: position)
    }
  }
}
