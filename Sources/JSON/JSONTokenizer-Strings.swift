import GazetteDocumentModel

// Strings: runs between escapes are passed on as they lie in the chunk; escapes are decoded into a
// small buffer that is passed on before the next run. A scalar that a chunk cuts in two waits for
// its rest.

extension JSONTokenizer {
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

  private mutating func flushDecoded(
    _ tokens: inout some JSONTokenHandler & ~Copyable
  ) throws(ConversionError) {
    guard !decoded.isEmpty else { return }
    let run = decoded
    decoded.removeAll(keepingCapacity: true)
    try pass(run.span, at: decodedPosition, &tokens)
  }

  // MARK: Escapes

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
    if isControl || scalar.value != value || value == 0xFFFE || value == 0xFFFF {
      let digits = String(value, radix: 16, uppercase: true)
      diagnostics.report(
        .controlCharacterReplaced,
        ["U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits],
        at: currentPosition)
      scalar = "\u{FFFD}"
    }
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    if decoded.count >= 500 { try flushDecoded(&tokens) }
  }
}

extension Span where Element == UInt8 {
  /// How many Unicode scalars the (valid) UTF-8 holds, counted 16 bytes at a time.
  var countOfScalars: Int {
    unsafe withUnsafeBytes { bytes in
      // Continuation bytes, as signed numbers, are those below -64.
      let boundary = SIMD16<Int8>(repeating: -64)
      let one = SIMD16<UInt8>(repeating: 1)
      let zero = SIMD16<UInt8>(repeating: 0)
      var total = 0
      var index = 0
      while index + 16 <= bytes.count {
        // Sums of up to 255 rounds fit into a byte per lane.
        let end = Swift.min(index + 255 * 16, bytes.count - 15)
        var sums = zero
        while index < end {
          let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self)
          sums &+= zero.replacing(with: one, where: block .>= boundary)
          index += 16
        }
        total += Int(SIMD16<UInt16>(truncatingIfNeeded: sums).wrappedSum())
      }
      while index < bytes.count {
        if unsafe bytes[index] & 0xC0 != 0x80 { total += 1 }
        index += 1
      }
      return total
    }
  }
}
