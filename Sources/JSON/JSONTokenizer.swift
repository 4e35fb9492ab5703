import GazetteDocumentModel

/// What a JSON text is made of, as it goes by.
enum JSONToken: ~Escapable {
  case beginObject, endObject, beginArray, endArray
  /// A piece of a string's or key's content, escapes resolved.
  case text(Span<UInt8>)
  /// The end of a key (before its colon) or of a string.
  case endKey, endString
  /// A number, `true`, `false`: its characters. `null` is a token of its own.
  case scalar(Span<UInt8>)
  case null
}

/// Cuts JSON (RFC 8259) into tokens, fed in chunks of any size.
///
/// A string of any length goes by in pieces, so memory does not depend on it. The grammar is checked
/// strictly; nesting deeper than `depthLimit` is refused. Texts follow one another with only white
/// space between (JSON Lines).
struct JSONTokenizer {
  private enum State {
    case value, firstElement, firstKey, key, colon, afterValue
    case string, escape, unicode, scalar
  }

  static let depthLimit = 200

  private var state = State.value
  /// The open brackets: true for an object.
  private var nesting: [Bool] = []
  private var isKey = false
  private var pendingScalar: [UInt8] = []
  private var unicodeDigits = 0
  private var unicode: UInt32 = 0
  private var highSurrogate: UInt32 = 0

  /// Place of the byte at hand; columns count scalars.
  private(set) var position = SourcePosition.start
  /// Where the text (line) at hand began.
  private(set) var textStart = SourcePosition.start

  typealias Body = (JSONToken, SourcePosition) throws(ConversionError) -> Void

  /// No text is half read.
  var isBetweenTexts: Bool { nesting.isEmpty && state == .value }

  mutating func read(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    var at = 0
    while at < chunk.count {
      switch state {
      case .string: try readString(chunk, &at, body)
      case .escape: try readEscape(chunk[at], &at, body)
      case .unicode: try readUnicode(chunk[at], &at, body)
      case .scalar: try readScalar(chunk, &at, body)
      default: try readStructure(chunk[at], &at, body)
      }
    }
  }

  mutating func finish(_ body: Body) throws(ConversionError) {
    if state == .scalar { try endScalar(body) }
  }

  private mutating func step(_ byte: UInt8, _ at: inout Int) {
    at += 1
    position.offset += 1
    if byte == 0x0A {
      position.line += 1
      position.column = 1
    } else if byte & 0xC0 != 0x80 {
      position.column += 1
    }
  }

  private mutating func readStructure(
    _ byte: UInt8, _ at: inout Int, _ body: Body
  ) throws(ConversionError) {
    if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { return step(byte, &at) }
    switch (state, byte) {
    case (.firstElement, UInt8(ascii: "]")), (.firstKey, UInt8(ascii: "}")):
      step(byte, &at)
      try close(body)
    case (.value, _), (.firstElement, _):
      try beginValue(byte, &at, body)
    case (.firstKey, 0x22), (.key, 0x22):
      isKey = true
      state = .string
      step(byte, &at)
    case (.colon, UInt8(ascii: ":")):
      state = .value
      step(byte, &at)
    case (.afterValue, UInt8(ascii: ",")):
      state = nesting.last == true ? .key : .value
      step(byte, &at)
    case (.afterValue, UInt8(ascii: "}")) where nesting.last == true,
      (.afterValue, UInt8(ascii: "]")) where nesting.last == false:
      step(byte, &at)
      try close(body)
    default: throw unexpected(byte)
    }
  }

  private mutating func beginValue(
    _ byte: UInt8, _ at: inout Int, _ body: Body
  ) throws(ConversionError) {
    if nesting.isEmpty { textStart = position }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard nesting.count < Self.depthLimit else {
        throw ConversionError(.jsonSyntax, ["nested deeper than \(Self.depthLimit)"], at: position)
      }
      let isObject = byte == UInt8(ascii: "{")
      try body(isObject ? .beginObject : .beginArray, position)
      nesting.append(isObject)
      state = isObject ? .firstKey : .firstElement
      step(byte, &at)
    case 0x22:
      isKey = false
      state = .string
      step(byte, &at)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"):
      state = .scalar
    default: throw unexpected(byte)
    }
  }

  private mutating func close(_ body: Body) throws(ConversionError) {
    let isObject = nesting.removeLast()
    try body(isObject ? .endObject : .endArray, position)
    endValue()
  }

  private mutating func endValue() { state = nesting.isEmpty ? .value : .afterValue }

  /// A run of a string, up to its end, an escape, or the chunk's end.
  private mutating func readString(
    _ chunk: Span<UInt8>, _ at: inout Int, _ body: Body
  ) throws(ConversionError) {
    let end = chunk.firstSpecial(from: at, 0x22, 0x5C, 0x22)
    if end > at {
      try endSurrogate(body)
      // A scalar that the chunk cuts is the decoder's business: its chunks end between scalars, but
      // a caller's may not, and then the pieces join again behind this.
      let run = chunk.extracting(at..<end)
      try body(.text(run), position)
      position.offset += UInt64(run.count)
      position.column += UInt32(truncatingIfNeeded: run.scalarCount)
      at = end
    }
    guard at < chunk.count else { return }
    let byte = chunk[at]
    if byte == 0x22 {
      try endSurrogate(body)
      step(byte, &at)
      if isKey {
        try body(.endKey, position)
        state = .colon
      } else {
        try body(.endString, position)
        endValue()
      }
    } else if byte == 0x5C {
      state = .escape
      step(byte, &at)
    } else {
      throw ConversionError(
        .jsonSyntax, ["a control character stands in a string; write it as \\u00XX"], at: position)
    }
  }

  private mutating func readEscape(
    _ byte: UInt8, _ at: inout Int, _ body: Body
  ) throws(ConversionError) {
    let plain: UInt8
    switch byte {
    case 0x22, 0x5C, UInt8(ascii: "/"): plain = byte
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "u"):
      state = .unicode
      unicodeDigits = 0
      unicode = 0
      return step(byte, &at)
    default:
      throw ConversionError(.jsonSyntax, ["an escape that does not exist"], at: position)
    }
    try endSurrogate(body)
    let one = [plain]
    try body(.text(one.span), position)
    state = .string
    step(byte, &at)
  }

  private mutating func readUnicode(
    _ byte: UInt8, _ at: inout Int, _ body: Body
  ) throws(ConversionError) {
    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
      throw ConversionError(.jsonSyntax, ["\\u without four hexadecimal digits"], at: position)
    }
    unicode = unicode << 4 | UInt32(digit)
    unicodeDigits += 1
    step(byte, &at)
    guard unicodeDigits == 4 else { return }
    state = .string
    if (0xD800...0xDBFF).contains(unicode) {
      try endSurrogate(body)
      highSurrogate = unicode
    } else if (0xDC00...0xDFFF).contains(unicode), highSurrogate != 0 {
      let scalar = 0x10000 + (highSurrogate - 0xD800) << 10 + (unicode - 0xDC00)
      highSurrogate = 0
      try emit(scalar, body)
    } else {
      try endSurrogate(body)
      try emit((0xDC00...0xDFFF).contains(unicode) ? 0xFFFD : unicode, body)
    }
  }

  /// A high surrogate that no low one followed is no character.
  private mutating func endSurrogate(_ body: Body) throws(ConversionError) {
    guard highSurrogate != 0 else { return }
    highSurrogate = 0
    try emit(0xFFFD, body)
  }

  private func emit(_ scalar: UInt32, _ body: Body) throws(ConversionError) {
    let bytes = Array(String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
    try body(.text(bytes.span), position)
  }

  private mutating func readScalar(
    _ chunk: Span<UInt8>, _ at: inout Int, _ body: Body
  ) throws(ConversionError) {
    let byte = chunk[at]
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      try endScalar(body)
    default:
      guard pendingScalar.count < 64 else { throw unexpected(byte) }
      pendingScalar.append(byte)
      step(byte, &at)
    }
  }

  private mutating func endScalar(_ body: Body) throws(ConversionError) {
    let word = pendingScalar
    pendingScalar.removeAll()
    if word.span.elementsEqual("null") {
      try body(.null, position)
    } else if word.span.elementsEqual("true") || word.span.elementsEqual("false")
      || Double(String(word.span)) != nil
    {
      try body(.scalar(word.span), position)
    } else {
      throw ConversionError(.jsonSyntax, ["\"\(String(word.span))\" is no value"], at: position)
    }
    endValue()
  }

  private func unexpected(_ byte: UInt8) -> ConversionError {
    let found =
      byte < 0x80 && byte > 0x20
      ? "\"\(Character(Unicode.Scalar(byte)))\"" : "the byte 0x" + String(byte, radix: 16)
    let wanted =
      switch state {
      case .firstKey, .key: "a key in quotes"
      case .colon: "\":\""
      case .afterValue: nesting.last == true ? "\",\" or \"}\"" : "\",\" or \"]\""
      default: "a value"
      }
    return ConversionError(.jsonSyntax, ["\(found) where \(wanted) is expected"], at: position)
  }
}
