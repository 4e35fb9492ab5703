import GazetteDocumentModel

/// The objects of bulletins, sections and articles.
extension JSONWriter {
  private static let comma = [UInt8(ascii: ",")]
  private static let late: [Element] = [.contributor, .distribution]

  /// The bulletin's line, once its front is complete.
  mutating func beginBulletin() throws(ConversionError) {
    guard !lineIsWritten || open.last != .bulletin else { return }
    guard contentFilled.isEmpty else { return }
    lineIsWritten = true
    bulletinCount += 1
    if shape == .document {
      try out.raw(bulletinCount == 1 ? "{\"bulletins\":[\n" : ",\n")
    }
    try out.raw("{\"type\":\"bulletin\"")
    let held = bulletin
    try writeFront(held, but: Self.late)
    contentFilled.append(false)
    try out.raw(shape == .lines ? "}\n" : ",\"content\":[\n")
  }

  mutating func endBulletin() throws(ConversionError) {
    try beginBulletin()
    contentFilled.removeAll()
    if shape == .lines {
      try out.raw("{\"type\":\"end\"")
    } else {
      try out.raw("\n]")
    }
    let held = bulletin
    try writeFront(held, only: Self.late)
    try out.raw(shape == .lines ? "}\n" : "}\n")
  }

  /// The section's line, once its title is known.
  mutating func beginSection() throws(ConversionError) {
    guard !lineIsWritten else { return }
    lineIsWritten = true
    try beginItem()
    try out.raw("{\"type\":\"section\"")
    let held = front
    try writeFront(held)
    contentFilled.append(false)
    try out.raw(shape == .lines ? "}\n" : ",\"content\":[\n")
  }

  mutating func endSection() throws(ConversionError) {
    try beginSection()
    contentFilled.removeLast()
    try out.raw(shape == .lines ? "{\"type\":\"sectionEnd\"}\n" : "\n]}")
  }

  /// The comma before an article or section that is not the first (`json`).
  private mutating func beginItem() throws(ConversionError) {
    guard shape == .document, !contentFilled.isEmpty else { return }
    if contentFilled[contentFilled.count - 1] { try out.raw(",\n") }
    contentFilled[contentFilled.count - 1] = true
  }

  mutating func beginArticle() throws(ConversionError) {
    try beginItem()
    try out.raw("{\"type\":\"article\"")
    let held = front
    try writeFront(held)
    try out.raw(",\"body\":[")
    filled = [false]
  }

  private mutating func writeFront(
    _ front: JSONFront, but left: [Element] = [], only: [Element]? = nil
  ) throws(ConversionError) {
    if only == nil {
      for (field, value) in front.facts where !field.repeats {
        try key(field.name)
        try out.string(value.span)
      }
      if front.facts.contains(where: { $0.field.repeats }) {
        for field in MetadataField.allCases where field.repeats { try writeList(field, front) }
      }
    }
    for (element, syntax) in JSONVocabulary.frontKeyBytes {
      if left.contains(element) || !(only?.contains(element) ?? true) { continue }
      var isFirst = true
      for entry in front.items where entry.element == element {
        try out.raw(isFirst ? syntax.span : Self.comma.span)
        if element == .title {
          if isFirst { try writeTitle(entry.item) }
        } else {
          if isFirst { try out.raw("[") }
          try write(entry.item)
        }
        isFirst = false
      }
      if !isFirst, element != .title { try out.raw("]") }
    }
  }

  private mutating func writeList(
    _ field: MetadataField, _ front: JSONFront
  ) throws(ConversionError) {
    var isFirst = true
    for fact in front.facts where fact.field == field {
      if isFirst {
        try key(field.name)
        try out.raw("[")
      } else {
        try out.raw(",")
      }
      isFirst = false
      try out.string(fact.value.span)
    }
    if !isFirst { try out.raw("]") }
  }

  /// A string, where the title is nothing else; an array of strings and inlines otherwise.
  private mutating func writeTitle(_ item: JSONFront.Item) throws(ConversionError) {
    if item.isPlain {
      if item.content.isEmpty { try out.raw("\"\"") } else { try out.raw(item.content.span) }
    } else {
      try out.raw("[")
      try out.raw(item.content.span)
      try out.raw("]")
    }
  }

  /// `{"type":"published","iso":"2021-03-12","text":"2021-03-12"}`
  private mutating func write(_ item: JSONFront.Item) throws(ConversionError) {
    try out.raw("{")
    for (attribute, value) in item.attributes {
      try out.string(JSONVocabulary.key(attribute, inFront: true).span)
      try out.raw(":")
      try out.string(value.span)
      try out.raw(",")
    }
    if item.isPlain {
      try out.raw("\"text\":")
      if item.content.isEmpty { try out.raw("\"\"") } else { try out.raw(item.content.span) }
    } else {
      try out.raw("\"content\":[")
      try out.raw(item.content.span)
      try out.raw("]")
    }
    try out.raw("}")
  }

  private mutating func key(_ name: String) throws(ConversionError) {
    try out.raw(",")
    try out.string(name)
    try out.raw(":")
  }
}
