import GazetteDocumentModel

/// Cuts JSON text (RFC 8259, strictly) into tokens, fed in chunks of any size.
///
/// Memory does not depend on the input: strings are passed on in fragments, only keys and numbers are
/// held whole, up to `tokenCapacity`; arrays and objects may nest `maximumDepth` deep. The input is
/// one value or, for JSON Lines, any number of them with white space between.
struct JSONTokenizer: ~Copyable {
  static let maximumDepth = 256
  /// A longer key is cut; a longer number is an error.
  static let tokenCapacity = 1024
  /// How many bytes of decoded escapes are collected before they are passed on.
  static let decodedCapacity = 4096

  /// What may come next.
  enum State: Equatable {
    case value, firstElement, firstKey, key, colon, afterValue, end
    /// Inside a string: between characters, after `\`, and after `\u` with so many digits to come.
    case string, escape, unicode
    case number
    case word
  }

  let acceptsManyValues: Bool
  /// Whether columns are counted; not where nobody asks for places.
  let countsColumns: Bool
  /// Whether control characters stay, for a text that is not the document but what it is read from.
  let keepsControls: Bool
  let diagnostics: DiagnosticCollector
  var state: State
  /// `true` per object, `false` per array that is open.
  var containers: [Bool] = []

  // Where the tokenizer is. Line and column are those of the byte at `marked`; the column is counted
  // on demand, from there.
  var chunkOffset: UInt64 = 0
  var marked = 0
  var line: UInt32 = 1
  var column: UInt32 = 1

  /// A key, number or word so far.
  var token: [UInt8] = []
  var tokenPosition = SourcePosition.start
  var stringIsKey = false
  /// Decoded escapes that are not passed on yet, and the begun scalar at the end of a chunk.
  var decoded: [UInt8] = []
  /// Changes places with `decoded` when that is passed on.
  var spare: [UInt8] = []
  var unfinishedScalar: [UInt8] = []
  /// Where `decoded`, or else `unfinishedScalar`, begins.
  var decodedPosition = SourcePosition.start
  var unicodeValue: UInt32 = 0
  var unicodeDigits = 0
  var highSurrogate: UInt32 = 0
  /// Whether a value has begun and not ended.
  var isInsideValue: Bool { !containers.isEmpty || isInsideToken }

  private var isInsideToken: Bool {
    switch state {
    case .string, .escape, .unicode, .number, .word: true
    default: false
    }
  }

  init(
    acceptsManyValues: Bool, countsColumns: Bool = true, keepsControls: Bool = false,
    diagnostics: DiagnosticCollector
  ) {
    self.keepsControls = keepsControls
    self.countsColumns = countsColumns
    self.acceptsManyValues = acceptsManyValues
    self.diagnostics = diagnostics
    state = .value
    token.reserveCapacity(64)
    decoded.reserveCapacity(Self.decodedCapacity + 4)
  }

  // MARK: Feeding

  mutating func read(
    _ chunk: Span<UInt8>, into tokens: inout some JSONTokenHandler & ~Copyable,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    marked = 0
    var index = 0
    while index < chunk.count {
      switch state {
      case .string: index = try readString(chunk, index, &tokens)
      case .escape, .unicode: index = try readEscape(chunk, index, &tokens)
      case .number: index = try readNumber(chunk, index, &tokens)
      case .word: index = try readWord(chunk, index, &tokens)
      default: index = try readStructure(chunk, index, &tokens, &handler)
      }
    }
    mark(chunk, chunk.count)
    chunkOffset += UInt64(chunk.count)
  }

  /// The input has ended.
  mutating func finish(
    into tokens: inout some JSONTokenHandler & ~Copyable,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    marked = 0
    if containers.isEmpty, state == .number || state == .word {
      // A number at the top level ends with the input.
      let space: [UInt8] = [0x20]
      try read(space.span, into: &tokens, &handler)
    }
    guard isInsideValue || (state == .value && !acceptsManyValues) else { return }
    throw ConversionError(.jsonTruncated, [whatIsOpen], at: currentPosition)
  }

  private var whatIsOpen: String {
    switch state {
    case .string, .escape, .unicode: stringIsKey ? "a key" : "a string"
    case .number: "a number"
    default: containers.last.map { $0 ? "an object" : "an array" } ?? "nothing"
    }
  }

  // MARK: Places

  /// The place that was marked last.
  var currentPosition: SourcePosition {
    SourcePosition(offset: chunkOffset + UInt64(marked), line: line, column: column)
  }

  /// Goes forward to a byte of the chunk; there is no line end on the way.
  @inline(__always)
  mutating func mark(_ chunk: Span<UInt8>, _ index: Int) {
    if !countsColumns {
      marked = max(index, marked)
    } else if index - marked > 32 {
      column &+= UInt32(truncatingIfNeeded: chunk.extracting(marked..<index).scalarCount)
      marked = index
    }
    while marked < index {
      if chunk[marked] & 0xC0 != 0x80 { column &+= 1 }
      marked += 1
    }
  }

  @inline(__always)
  mutating func position(_ chunk: Span<UInt8>, _ index: Int) -> SourcePosition {
    mark(chunk, index)
    return currentPosition
  }

  mutating func syntaxError(
    _ expected: String, _ chunk: Span<UInt8>, _ index: Int
  ) -> ConversionError {
    let found = JSONTokenizer.describe(chunk, index)
    return ConversionError(
      .jsonSyntax, [expected + ", not " + found], at: position(chunk, index))
  }

  private static func describe(_ chunk: Span<UInt8>, _ index: Int) -> String {
    let byte = chunk[index]
    if byte > 0x20, byte < 0x7F { return "'\(Character(Unicode.Scalar(byte)))'" }
    if byte >= 0xC0, index + (byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1) < chunk.count,
      let scalar = Unicode.Scalar(chunk.scalar(at: index).value)
    {
      return "'\(Character(scalar))'"
    }
    return byte == 0x0A ? "the end of the line" : "the byte 0x" + String(byte, radix: 16)
  }

  // MARK: Structure

  /// Reads white space and structural characters, up to the first byte of a string, number or word.
  private mutating func readStructure(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable,
    _ handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var index = start
    while index < chunk.count {
      let byte = chunk[index]
      switch byte {
      case 0x20, 0x09, 0x0D:
        break
      case 0x0A:
        marked = index + 1
        line &+= 1
        column = 1
      case UInt8(ascii: "\""):
        switch state {
        case .firstKey, .key: stringIsKey = true
        case .value, .firstElement: stringIsKey = false
        default: throw unexpected(chunk, index)
        }
        tokenPosition = position(chunk, index)
        let end = try readWholeString(chunk, index + 1, &tokens)
        if let end {
          index = end
          continue
        }
        if !token.isEmpty { token.removeAll(keepingCapacity: true) }
        state = .string
        if !stringIsKey { try tokens.beginString(at: tokenPosition) }
        return index + 1
      case UInt8(ascii: ","):
        guard state == .afterValue, let isObject = containers.last else {
          throw unexpected(chunk, index)
        }
        state = isObject ? .key : .value
      case UInt8(ascii: ":"):
        guard state == .colon else { throw unexpected(chunk, index) }
        state = .value
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard state == .value || state == .firstElement else { throw unexpected(chunk, index) }
        let place = position(chunk, index)
        guard containers.count < Self.maximumDepth else {
          throw ConversionError(
            .jsonSyntax, ["nested deeper than \(Self.maximumDepth) arrays and objects"], at: place)
        }
        let isObject = byte == UInt8(ascii: "{")
        containers.append(isObject)
        state = isObject ? .firstKey : .firstElement
        if isObject {
          try tokens.beginObject(at: place)
        } else {
          try tokens.beginArray(at: place, into: &handler)
        }
      case UInt8(ascii: "}"):
        guard state == .firstKey || state == .afterValue, containers.last == true else {
          throw unexpected(chunk, index)
        }
        containers.removeLast()
        endValue()
        try tokens.endObject(at: position(chunk, index), into: &handler)
      case UInt8(ascii: "]"):
        guard state == .firstElement || state == .afterValue, containers.last == false else {
          throw unexpected(chunk, index)
        }
        containers.removeLast()
        endValue()
        try tokens.endArray(at: position(chunk, index))
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        guard state == .value || state == .firstElement else { throw unexpected(chunk, index) }
        tokenPosition = position(chunk, index)
        token.removeAll(keepingCapacity: true)
        state = byte >= UInt8(ascii: "a") ? .word : .number
        return index
      default: throw unexpected(chunk, index)
      }
      index += 1
    }
    return index
  }

  private mutating func unexpected(_ chunk: Span<UInt8>, _ index: Int) -> ConversionError {
    let expected =
      switch state {
      case .value: containers.isEmpty ? "an object is expected" : "a value is expected"
      case .firstElement: "a value or ']' is expected"
      case .firstKey: "a key or '}' is expected"
      case .key: "a key is expected"
      case .colon: "':' is expected"
      case .end: "nothing is expected after the document"
      default: containers.last == true ? "',' or '}' is expected" : "',' or ']' is expected"
      }
    return syntaxError(expected, chunk, index)
  }

  /// A value has ended: what may come depends on what is around it.
  mutating func endValue() {
    if containers.isEmpty {
      state = acceptsManyValues ? .value : .end
    } else {
      state = .afterValue
    }
  }

  // MARK: Numbers and words

  private mutating func readNumber(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var index = start
    while index < chunk.count {
      switch chunk[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        token.append(chunk[index])
        index += 1
        guard token.count <= Self.tokenCapacity else {
          throw ConversionError(.jsonSyntax, ["a number too long"], at: tokenPosition)
        }
      default:
        guard Self.isNumber(token) else {
          throw ConversionError(
            .jsonSyntax, ["\(String(decoding: token, as: UTF8.self)) is not a number"],
            at: tokenPosition)
        }
        endValue()
        try tokens.literal(.number, token.span, at: tokenPosition)
        return index
      }
    }
    return index
  }

  /// RFC 8259 §6: `-? (0 | [1-9][0-9]*) (.[0-9]+)? ([eE][+-]?[0-9]+)?`.
  static func isNumber(_ token: [UInt8]) -> Bool {
    var rest = token[...]
    func digits() -> Int {
      rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = digits()
    guard whole == 1 || (whole > 1 && rest.first != UInt8(ascii: "0")) else { return false }
    rest.removeFirst(whole)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = digits()
      guard fraction > 0 else { return false }
      rest.removeFirst(fraction)
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      let exponent = digits()
      guard exponent > 0 else { return false }
      rest.removeFirst(exponent)
    }
    return rest.isEmpty
  }

  private mutating func readWord(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var index = start
    while index < chunk.count, chunk[index] >= UInt8(ascii: "a"), chunk[index] <= UInt8(ascii: "z")
    {
      token.append(chunk[index])
      index += 1
      guard token.count <= 5 else { break }
    }
    guard index < chunk.count || token.count > 5 else { return index }
    let literal: JSONLiteral? =
      if token.span.elementsEqual("true") {
        .true
      } else if token.span.elementsEqual("false") {
        .false
      } else if token.span.elementsEqual("null") {
        .null
      } else {
        nil
      }
    guard let literal else {
      throw ConversionError(
        .jsonSyntax,
        [
          "a value is expected, not '\(String(decoding: token, as: UTF8.self))';"
            + " a text stands in quotation marks"
        ], at: tokenPosition)
    }
    endValue()
    try tokens.literal(literal, token.span, at: tokenPosition)
    return index
  }
}
