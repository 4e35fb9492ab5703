import GazetteDocumentModel

/// The column `attributes`: a JSON object of texts, which DuckDB, pandas and `jq` can take apart.
///
///     {"type":"ordered","start":"3"}
enum CSVAttributes {
  private static let names: [(name: [UInt8], attribute: Attribute)] = Attribute.allCases.map {
    ($0.wireNameBytes, $0)
  }

  static func attribute(named name: Span<UInt8>) -> Attribute? {
    for entry in names where name.elementsEqual(entry.name.span) { return entry.attribute }
    return nil
  }

  /// Takes one more of an element's attributes.
  ///
  /// - Throws: `GZ4206` where it was there before, or its value does not keep to the attribute's rule.
  static func check(
    _ attribute: Attribute, _ value: Span<UInt8>, after seen: inout AttributeSet,
    at place: SourcePosition
  ) throws(ConversionError) {
    guard seen.insert(attribute) else {
      throw ConversionError(
        .csvValue, ["attribute \(attribute.wireName)", "written once"], at: place)
    }
    guard !attribute.accepts(value) else { return }
    throw ConversionError(
      .csvValue, [attribute.wireName, attribute.rule?.expectation ?? ""], at: place)
  }

  // MARK: Writing

  /// Adds an attribute to an object that is open: empty, or without its closing brace.
  static func append(_ attribute: Attribute, _ value: Span<UInt8>, to object: inout [UInt8]) {
    object.append(literal: object.isEmpty ? "{\"" : ",\"")
    object.append(contentsOf: attribute.wireNameBytes)
    object.append(literal: "\":\"")
    for index in value.indices {
      let byte = value[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        object.append(UInt8(ascii: "\\"))
        object.append(byte)
      case 0x0A: object.append(literal: "\\n")
      case 0x0D: object.append(literal: "\\r")
      case 0x09: object.append(literal: "\\t")
      case 0..<0x20:
        object.append(literal: "\\u00")
        object.append(contentsOf: [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]])
      default: object.append(byte)
      }
    }
    object.append(UInt8(ascii: "\""))
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  // MARK: Reading

  /// Hands on the attributes of an object in order; numbers and booleans as their text, `null` not.
  ///
  /// - Throws: `GZ4206` at `place` where the text is no such object.
  static func read(
    _ text: Span<UInt8>, at place: SourcePosition,
    _ body: (Attribute, Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var cursor = Cursor(place: place)
    cursor.skipSpace(text)
    try cursor.expect(UInt8(ascii: "{"), text)
    cursor.skipSpace(text)
    if cursor.index < text.count, text[cursor.index] == UInt8(ascii: "}") {
      cursor.index += 1
    } else {
      repeat {
        cursor.skipSpace(text)
        let name = text.extracting(try cursor.string(text))
        guard let attribute = attribute(named: name) else {
          throw ConversionError(
            .csvValue,
            ["attributes", "of the model's attributes, which \"\(String(name))\" is not"],
            at: place)
        }
        cursor.skipSpace(text)
        try cursor.expect(UInt8(ascii: ":"), text)
        cursor.skipSpace(text)
        if cursor.index < text.count, text[cursor.index] == UInt8(ascii: "\"") {
          let raw = text.extracting(try cursor.string(text))
          if raw.firstIndex(of: UInt8(ascii: "\\")) == nil {
            try body(attribute, raw)
          } else {
            let value = try cursor.unescaped(raw)
            try body(attribute, value.span)
          }
        } else {
          let word = cursor.word(text)
          guard !word.isEmpty else { throw cursor.fault }
          if !word.span.elementsEqual("null") { try body(attribute, word.span) }
        }
        cursor.skipSpace(text)
      } while cursor.take(UInt8(ascii: ","), text)
      try cursor.expect(UInt8(ascii: "}"), text)
    }
    cursor.skipSpace(text)
    guard cursor.index == text.count else { throw cursor.fault }
  }

  private struct Cursor {
    var index = 0
    let place: SourcePosition

    init(place: SourcePosition) { self.place = place }

    var fault: ConversionError {
      ConversionError(
        .csvValue, ["attributes", "a JSON object of texts, such as {\"level\":\"1\"}"], at: place)
    }

    mutating func skipSpace(_ text: Span<UInt8>) {
      while index < text.count, text[index] <= 0x20 { index += 1 }
    }

    mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
      guard index < text.count, text[index] == byte else { return false }
      index += 1
      return true
    }

    mutating func expect(_ byte: UInt8, _ text: Span<UInt8>) throws(ConversionError) {
      guard take(byte, text) else { throw fault }
    }

    mutating func word(_ text: Span<UInt8>) -> [UInt8] {
      let start = index
      while index < text.count, text[index] > 0x20, text[index] != UInt8(ascii: ","),
        text[index] != UInt8(ascii: "}"), text[index] != UInt8(ascii: "{"),
        text[index] != UInt8(ascii: "[")
      {
        index += 1
      }
      return [UInt8](text.extracting(start..<index))
    }

    /// A string as it is written, between its quotation marks.
    mutating func string(_ text: Span<UInt8>) throws(ConversionError) -> Range<Int> {
      try expect(UInt8(ascii: "\""), text)
      let start = index
      while index < text.count {
        let byte = text[index]
        index += 1
        if byte == UInt8(ascii: "\"") { return start..<(index - 1) }
        if byte == UInt8(ascii: "\\") { index += 1 }
      }
      throw fault
    }

    /// What a string stands for.
    func unescaped(_ text: Span<UInt8>) throws(ConversionError) -> [UInt8] {
      var cursor = Cursor(place: place)
      var value: [UInt8] = []
      while cursor.index < text.count {
        let byte = text[cursor.index]
        cursor.index += 1
        guard byte == UInt8(ascii: "\\") else {
          value.append(byte)
          continue
        }
        guard cursor.index < text.count else { throw fault }
        let escape = text[cursor.index]
        cursor.index += 1
        switch escape {
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "f"): value.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): value.append(escape)
        case UInt8(ascii: "u"): value.append(contentsOf: try cursor.scalar(text))
        default: throw fault
        }
      }
      return value
    }

    /// The four digits after `\u`, and those of a low surrogate.
    private mutating func scalar(_ text: Span<UInt8>) throws(ConversionError) -> [UInt8] {
      var code = try digits(text)
      if code & 0xFC00 == 0xD800 {
        try expect(UInt8(ascii: "\\"), text)
        try expect(UInt8(ascii: "u"), text)
        let low = try digits(text)
        guard low & 0xFC00 == 0xDC00 else { throw fault }
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(code), code != 0 else { throw fault }
      return Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func digits(_ text: Span<UInt8>) throws(ConversionError) -> UInt32 {
      guard index + 4 <= text.count else { throw fault }
      var code: UInt32 = 0
      for _ in 0..<4 {
        guard let digit = Character(Unicode.Scalar(text[index])).hexDigitValue else { throw fault }
        code = code << 4 | UInt32(digit)
        index += 1
      }
      return code
    }
  }
}
