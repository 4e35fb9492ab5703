public import GazetteDocumentModel

/// Turns raw bytes into valid UTF-8, chunk by chunk.
///
/// UTF-8 is validated and passed through where it lies; other encodings are decoded into a
/// buffer that is used again. Nothing is ever replaced: bytes that are no text stop the conversion.
public struct TextDecoder: ~Copyable {
  public typealias Body = (Span<UInt8>) throws(ConversionError) -> Void

  private var encoding: TextEncoding
  private var decoder: LegacyDecoder?
  /// Bytes of a character that the last chunk cut.
  private var carry: [UInt8] = []
  private var output: [UInt8] = []
  /// Raw bytes taken so far, without the byte order mark.
  private var taken: UInt64 = 0
  private let markLength: Int
  /// What places in messages need: lines so far, and scalars on the last one.
  private var place = SourcePosition.start

  /// - Throws: `GZ1102` where the C library lacks the encoding.
  public init(_ encoding: TextEncoding, markLength: Int = 0) throws(ConversionError) {
    self.encoding = encoding
    self.markLength = markLength
    try change(to: encoding)
  }

  /// Goes on in another encoding, between two characters: what came so far was ASCII, which is the same in
  /// both.
  /// - Throws: `GZ1102` where the C library lacks the encoding.
  public mutating func change(to encoding: TextEncoding) throws(ConversionError) {
    self.encoding = encoding
    guard encoding != .utf8 else {
      decoder = nil
      return
    }
    guard let decoder = LegacyDecoder(encoding) else {
      throw ConversionError(.encodingUnknown, [encoding.name, TextEncoding.names])
    }
    self.decoder = decoder
    output = [UInt8](repeating: 0, count: 256 << 10)
  }

  /// Decodes a chunk and hands on what it gave, in one piece or several.
  public mutating func decode(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    if decoder == nil { try decodeUTF8(chunk, body) } else { try decodeOther(chunk, body) }
  }

  /// The input has ended. - Throws: `GZ1107` where it ends within a character.
  public mutating func finish() throws(ConversionError) {
    guard !carry.isEmpty else { return }
    throw ConversionError(
      .inputTruncated, [encoding.name],
      at: SourcePosition(
        offset: taken + UInt64(markLength), line: place.line, column: place.column))
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
      throw undecodable(span, valid, TextPosition.of(valid, in: span, from: place))
    }
    try body(span)
    taken += UInt64(span.count)
    place = TextPosition.of(span.count, in: span, from: place)
  }

  private mutating func decodeOther(_ chunk: Span<UInt8>, _ body: Body) throws(ConversionError) {
    var start = 0
    if !carry.isEmpty {
      // Complete the character that the last chunk cut: none is longer than four bytes.
      var cut: [UInt8] = []
      swap(&cut, &carry)
      let before = cut.count
      cut.append(chunk.extracting(0..<min(8, chunk.count)))
      let done = try convert(cut.span, body)
      if done < before {
        // All of a short chunk, and still not enough.
        carry = Array(cut[done...])
        return
      }
      start = done - before
    }
    let rest = chunk.extracting(start..<chunk.count)
    let done = try convert(rest, body)
    carry.append(rest.extracting(done..<rest.count))
  }

  /// Decodes and hands on; says how much was taken, which is all but the beginning of a character.
  private mutating func convert(
    _ input: Span<UInt8>, _ body: Body
  ) throws(ConversionError) -> Int {
    var start = 0
    while start < input.count {
      let rest = input.extracting(start..<input.count)
      guard let result = decoder?.convert(rest, into: &output) else { break }
      if result.given > 0 {
        var decoded: [UInt8] = []
        swap(&decoded, &output)
        defer { swap(&decoded, &output) }
        let text = decoded.span.extracting(0..<result.given)
        try body(text)
        place = TextPosition.of(text.count, in: text, from: place)
      }
      start += result.taken
      taken += UInt64(result.taken)
      switch result.stop {
      case .done, .outputFull: continue
      case .incomplete: return start
      case .invalid: throw undecodable(rest, result.taken, place, isCounted: true)
      }
    }
    return start
  }

  /// The error about the byte at the index, which `taken` includes or not.
  private func undecodable(
    _ bytes: Span<UInt8>, _ index: Int, _ place: SourcePosition, isCounted: Bool = false
  ) -> ConversionError {
    let digits = String(bytes[index], radix: 16, uppercase: true)
    return ConversionError(
      .undecodableBytes, ["0x" + (digits.count < 2 ? "0" : "") + digits, encoding.name],
      at: SourcePosition(
        offset: taken + UInt64(isCounted ? 0 : index) + UInt64(markLength), line: place.line,
        column: place.column))
  }
}
