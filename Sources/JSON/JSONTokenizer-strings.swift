import GazetteDocumentModel

// Strings: runs between escapes are passed on as they lie in the chunk; escapes are decoded into a
// small buffer that is passed on before the next run. A scalar that a chunk cuts in two waits for
// its rest.

extension JSONTokenizer {
  /// Passes on a string that ends in the chunk and has no escape, as most have; gives where it ends,
  /// or nil where it is none such.
  @inline(__always)
  mutating func readWholeString(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int? {
    let quote = UInt8(ascii: "\"")
    let end = chunk.firstSpecial(from: start, quote, UInt8(ascii: "\\"), quote)
    guard end < chunk.count, chunk[end] == quote else { return nil }
    let text = chunk.extracting(start..<end)
    if stringIsKey {
      guard text.count <= Self.tokenCapacity else { return nil }
      state = .colon
      try tokens.key(text, at: tokenPosition)
    } else {
      endValue()
      try tokens.wholeString(text, at: tokenPosition)
    }
    return end + 1
  }

  /// Reads on inside a string, up to its end, an escape, or the end of the chunk.
  mutating func readString(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    var start = start
    if !unfinishedScalar.isEmpty {
      start = try finishScalar(chunk, start, &tokens)
      guard start < chunk.count else { return start }
    }
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    let end = chunk.firstSpecial(from: start, quote, backslash, backslash)
    if end > start {
      try flushSurrogate(&tokens)
      var cut = end
      if end == chunk.count {
        let run = chunk.extracting(start..<end)
        cut -= UTF8Validation.incompleteSuffix(run)
        unfinishedScalar.append(chunk.extracting(cut..<end))
      }
      if cut > start { try pass(chunk, start..<cut, &tokens) }
      if cut < end, decoded.isEmpty { decodedPosition = position(chunk, cut) }
    }
    guard end < chunk.count else { return end }
    switch chunk[end] {
    case backslash:
      if decoded.isEmpty, highSurrogate == 0 { decodedPosition = position(chunk, end) }
      if let next = try readEscapes(chunk, end, &tokens) { return next }
      state = .escape
    case quote:
      try flushSurrogate(&tokens)
      try flushDecoded(&tokens)
      if stringIsKey {
        state = .colon
        try tokens.key(token.span, at: tokenPosition)
      } else {
        endValue()
        try tokens.endString(at: tokenPosition)
      }
    default:
      throw syntaxError(
        "a control character in a string is written \\uXXXX", chunk, end)
    }
    return end + 1
  }

  /// Completes the scalar that the chunk before began.
  private mutating func finishScalar(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    let lead = unfinishedScalar[0]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var index = start
    while index < chunk.count, unfinishedScalar.count < length {
      unfinishedScalar.append(chunk[index])
      index += 1
    }
    guard unfinishedScalar.count == length else { return index }
    decoded.append(contentsOf: unfinishedScalar)
    unfinishedScalar.removeAll(keepingCapacity: true)
    try flushDecoded(&tokens)
    return index
  }

  /// Passes a run of the chunk on, after what was decoded before it.
  private mutating func pass(
    _ chunk: Span<UInt8>, _ range: Range<Int>, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    try flushDecoded(&tokens)
    try pass(chunk.extracting(range), at: position(chunk, range.lowerBound), &tokens)
  }

  private mutating func pass(
    _ run: Span<UInt8>, at place: SourcePosition,
    _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    if stringIsKey {
      let room = Self.tokenCapacity - token.count
      token.append(
        run.count <= room ? run : run.extracting(0..<run.scalarBoundary(before: max(room, 0))))
    } else {
      try tokens.string(run, at: place)
    }
  }

  @inline(__always)
  private mutating func flushDecoded(
    _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    if !decoded.isEmpty { try passDecoded(&tokens) }
  }

  private mutating func passDecoded(
    _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    // Two buffers change places, so that neither is made anew.
    var run: [UInt8] = []
    swap(&run, &decoded)
    swap(&decoded, &spare)
    try pass(run.span, at: decodedPosition, &tokens)
    run.removeAll(keepingCapacity: true)
    spare = run
  }

  // MARK: Escapes

  /// Decodes `\uXXXX` after `\uXXXX`, as far as they lie whole in the chunk and are scalars that need
  /// no second look: programs that write ASCII alone write all Chinese so. Gives where it stopped, or
  /// nil where there is none such.
  private mutating func readEscapes(
    _ chunk: Span<UInt8>, _ start: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int? {
    guard highSurrogate == 0 else { return nil }
    let digits = Self.digits
    var index = start
    while index + 6 <= chunk.count, chunk[index] == UInt8(ascii: "\\"),
      chunk[index + 1] == UInt8(ascii: "u")
    {
      let value =
        digits[Int(chunk[index + 2])] << 12 | digits[Int(chunk[index + 3])] << 8
        | digits[Int(chunk[index + 4])] << 4 | digits[Int(chunk[index + 5])]
      // A wrong digit has bits above the others.
      guard value >= 0x20, value < 0xFFFE, value & 0xF800 != 0xD800 else { break }
      if value < 0x80 {
        decoded.append(UInt8(value))
      } else if value < 0x800 {
        decoded.append(UInt8(0xC0 | value >> 6))
        decoded.append(UInt8(0x80 | value & 0x3F))
      } else {
        decoded.append(UInt8(0xE0 | value >> 12))
        decoded.append(UInt8(0x80 | value >> 6 & 0x3F))
        decoded.append(UInt8(0x80 | value & 0x3F))
      }
      index += 6
      if decoded.count >= Self.decodedCapacity {
        try flushDecoded(&tokens)
        decodedPosition = position(chunk, index)
      }
    }
    return index > start ? index : nil
  }

  /// Byte → value of the hexadecimal digit, or a value above all.
  private static let digits: [UInt32] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
    default: 0x10000
    }
  }

  /// Reads the byte after `\`, or one digit of `\uXXXX`.
  mutating func readEscape(
    _ chunk: Span<UInt8>, _ index: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    let byte = chunk[index]
    guard state == .escape else { return try readDigit(chunk, index, &tokens) }
    if byte == UInt8(ascii: "u") {
      state = .unicode
      unicodeValue = 0
      unicodeDigits = 0
      return index + 1
    }
    try flushSurrogate(&tokens)
    let value: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): value = byte
    case UInt8(ascii: "b"): value = 0x08
    case UInt8(ascii: "f"): value = 0x0C
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "r"): value = 0x0D
    case UInt8(ascii: "t"): value = 0x09
    default: throw syntaxError("one of \" \\ / b f n r t u is expected after \\", chunk, index)
    }
    mark(chunk, index)
    try appendDecoded(UInt32(value), &tokens)
    state = .string
    return index + 1
  }

  private mutating func readDigit(
    _ chunk: Span<UInt8>, _ index: Int, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) -> Int {
    let byte = chunk[index]
    let digit: UInt8
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
    default: throw syntaxError("four hexadecimal digits are expected after \\u", chunk, index)
    }
    unicodeValue = unicodeValue << 4 | UInt32(digit)
    unicodeDigits += 1
    guard unicodeDigits == 4 else { return index + 1 }
    mark(chunk, index)
    state = .string
    switch unicodeValue {
    case 0xD800...0xDBFF:
      try flushSurrogate(&tokens)
      highSurrogate = unicodeValue
    case 0xDC00...0xDFFF where highSurrogate != 0:
      let scalar = 0x10000 + (highSurrogate - 0xD800) << 10 + (unicodeValue - 0xDC00)
      highSurrogate = 0
      try appendDecoded(scalar, &tokens)
    default:
      try flushSurrogate(&tokens)
      try appendDecoded(unicodeValue, &tokens)
    }
    return index + 1
  }

  /// A high surrogate that no low one followed.
  private mutating func flushSurrogate(
    _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    guard highSurrogate != 0 else { return }
    let value = highSurrogate
    highSurrogate = 0
    try appendDecoded(value, &tokens)
  }

  /// Appends a scalar; what XML cannot carry (and with it the model) becomes U+FFFD, reported.
  private mutating func appendDecoded(
    _ value: UInt32, _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    var scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    let isControl = value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D
    let isUnwanted = !keepsControls && (isControl || value == 0xFFFE || value == 0xFFFF)
    if isUnwanted || scalar.value != value {
      let digits = String(value, radix: 16, uppercase: true)
      diagnostics.report(
        .controlCharacterReplaced,
        ["U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits],
        at: currentPosition)
      scalar = "\u{FFFD}"
    }
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    if decoded.count >= Self.decodedCapacity { try flushDecoded(&tokens) }
  }
}
