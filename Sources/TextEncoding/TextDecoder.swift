public import GazetteDocumentModel

/// Turns raw bytes into valid UTF-8, chunk by chunk.
///
/// UTF-8 is validated and passed through where it lies; other encodings go through iconv into a
/// buffer that is used again. Nothing is ever replaced: bytes that are no text stop the conversion.
public struct TextDecoder: ~Copyable {
  public typealias Body = (Span<UInt8>) throws(ConversionError) -> Void

  private let encoding: TextEncoding
  private var iconv: IconvDescriptor?
  /// Bytes of a character that the last chunk cut.
  private var carry: [UInt8] = []
  private var output: [UInt8] = []
  /// Raw bytes taken so far, without the byte order mark.
  private var taken: UInt64 = 0
  private let markLength: Int
  /// What places in messages need: lines so far, and scalars on the last one.
  private var line: UInt32 = 1
  private var column: UInt32 = 1

  /// - Throws: `GZ1102` where the C library lacks the encoding.
  public init(_ encoding: TextEncoding, markLength: Int = 0) throws(ConversionError) {
    self.encoding = encoding
    self.markLength = markLength
    guard encoding != .utf8 else {
      iconv = nil
      return
    }
    guard let descriptor = IconvDescriptor(from: encoding.decoderName, to: "UTF-8") else {
      throw ConversionError(.encodingUnknown, [encoding.name, TextEncoding.names])
    }
    iconv = consume descriptor
    output = [UInt8](repeating: 0, count: 256 << 10)
  }

  /// Decodes a chunk and hands on what it gave, in one piece or several.
  public mutating func decode(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    if iconv == nil { try decodeUTF8(chunk, body) } else { try decodeOther(chunk, body) }
  }

  /// The input has ended. - Throws: `GZ1107` where it ends within a character.
  public mutating func finish() throws(ConversionError) {
    guard !carry.isEmpty else { return }
    throw ConversionError(
      .inputTruncated, [encoding.name],
      at: SourcePosition(offset: taken + UInt64(markLength), line: line, column: column))
  }

  private mutating func decodeUTF8(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    var start = 0
    if !carry.isEmpty {
      // Complete the character that the last chunk cut.
      while start < chunk.count, UTF8Validation.incompleteSuffix(carry.span) > 0 {
        guard chunk[start] & 0xC0 == 0x80 else { break }
        carry.append(chunk[start])
        start += 1
      }
      if start == chunk.count, UTF8Validation.incompleteSuffix(carry.span) > 0 { return }
      let whole = carry
      carry.removeAll(keepingCapacity: true)
      try passUTF8(whole.span, body)
    }
    let rest = chunk.extracting(start..<chunk.count)
    let cut = rest.count - UTF8Validation.incompleteSuffix(rest)
    try passUTF8(rest.extracting(0..<cut), body)
    carry.append(rest.extracting(cut..<rest.count))
  }

  private mutating func passUTF8(_ span: Span<UInt8>, _ body: Body) throws(ConversionError) {
    guard span.count > 0 else { return }
    let valid = UTF8Validation.validPrefix(span)
    guard valid == span.count else {
      let place = TextPosition.of(
        valid, in: span, from: SourcePosition(offset: 0, line: line, column: column))
      throw undecodable(span, valid, place.line, place.column)
    }
    try body(span)
    taken += UInt64(span.count)
    countLines(span)
  }

  private mutating func decodeOther(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    var input = [UInt8]()
    swap(&input, &carry)
    input.append(chunk)
    var start = 0
    while start < input.count {
      let result = convert(input, from: start)
      if result.given > 0 {
        var decoded: [UInt8] = []
        swap(&decoded, &output)
        try body(decoded.span.extracting(0..<result.given))
        countLines(decoded.span.extracting(0..<result.given))
        swap(&decoded, &output)
      }
      start += result.taken
      taken += UInt64(result.taken)
      switch result.stop {
      case .done, .outputFull: continue
      case .incomplete:
        carry = Array(input[start...])
        return
      case .invalid:
        let rest = Array(input[start...])
        throw undecodable(rest.span, 0, line, column)
      }
    }
  }

  private mutating func convert(
    _ input: [UInt8], from start: Int
  ) -> (taken: Int, given: Int, stop: IconvDescriptor.Stop) {
    // Both arrays outlive the call; the descriptor writes only inside `output`.
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        unsafe iconv?.convert(UnsafeRawBufferPointer(rebasing: source[start...]), into: target)
          ?? (0, 0, .invalid)
      }
    }
  }

  /// Keeps line and column of the end of what was handed on.
  private mutating func countLines(_ text: Span<UInt8>) {
    let lines = text.lineFeedCount
    line += UInt32(truncatingIfNeeded: lines)
    var at = text.count
    while at > 0, text[at - 1] != 0x0A { at -= 1 }
    let tail = UInt32(truncatingIfNeeded: text.extracting(at..<text.count).scalarCount)
    column = lines == 0 ? column + tail : 1 + tail
  }

  private func undecodable(
    _ bytes: Span<UInt8>, _ index: Int, _ line: UInt32, _ column: UInt32
  ) -> ConversionError {
    let digits = String(bytes[index], radix: 16, uppercase: true)
    return ConversionError(
      .undecodableBytes, ["0x" + (digits.count < 2 ? "0" : "") + digits, encoding.name],
      at: SourcePosition(
        offset: taken + UInt64(index) + UInt64(markLength), line: line, column: column))
  }
}
