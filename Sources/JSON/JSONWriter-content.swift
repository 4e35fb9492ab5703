import GazetteDocumentModel

/// Blocks and inlines: objects with `content` arrays of strings and objects.
extension JSONWriter {
  mutating func text(_ text: Span<UInt8>) throws(ConversionError) {
    guard text.count > 0 else { return }
    try beginContent()
    if item != nil {
      if !stringIsOpen { try openString() }
      item?.content.appendEscaped(text)
    } else {
      if !stringIsOpen { try openString() }
      try out.escaped(text)
    }
  }

  private mutating func openString() throws(ConversionError) {
    try separate()
    stringIsOpen = true
    try put("\"")
  }

  /// The element at hand has all its attributes: writes the object up to its content.
  mutating func beginContent() throws(ConversionError) {
    guard let element = waiting else {
      if !attributes.isEmpty {
        // Attributes of a front element.
        item?.attributes = attributes
        attributes.removeAll()
      }
      return
    }
    waiting = nil
    item?.isPlain = false
    try separate()
    try put("{\"type\":\"")
    let name = element.nameBytes
    try put(name.span)
    try put("\"")
    for (attribute, value) in attributes {
      try put(",\"")
      let key = JSONVocabulary.key(attribute, inFront: false)
      try put(key.span)
      try put("\":\"")
      try putEscaped(value.span)
      try put("\"")
    }
    attributes.removeAll()
    try put(",\"content\":[")
    filled.append(false)
  }

  mutating func endObject() throws(ConversionError) {
    try closeString()
    filled.removeLast()
    try put("]}")
  }

  /// `{"opaque":"mathML","data":"<math>…"}`
  mutating func opaque(
    _ format: OpaqueFormat, _ fragment: Span<UInt8>
  ) throws(ConversionError) {
    item?.isPlain = false
    try separate()
    try put("{\"opaque\":\"")
    let name = Array(format.name.utf8)
    try put(name.span)
    try put("\",\"data\":\"")
    try putEscaped(fragment)
    try put("\"}")
  }

  /// Ends an open string, and writes the comma between two members of an array.
  private mutating func separate() throws(ConversionError) {
    try closeString()
    if item != nil, filled.isEmpty {
      if item?.content.isEmpty == false { try put(",") }
      return
    }
    if let last = filled.last {
      if last { try put(",") }
      filled[filled.count - 1] = true
    }
  }

  private mutating func closeString() throws(ConversionError) {
    guard stringIsOpen else { return }
    stringIsOpen = false
    try put("\"")
  }

  private mutating func put(_ literal: StaticString) throws(ConversionError) {
    if item != nil { item?.content.append(literal: literal) } else { try out.raw(literal) }
  }

  private mutating func put(_ bytes: Span<UInt8>) throws(ConversionError) {
    if item != nil { item?.content.append(bytes) } else { try out.raw(bytes) }
  }

  private mutating func putEscaped(_ text: Span<UInt8>) throws(ConversionError) {
    if item != nil { item?.content.appendEscaped(text) } else { try out.escaped(text) }
  }
}
