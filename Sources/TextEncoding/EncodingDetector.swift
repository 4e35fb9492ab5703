import CTextEncoding
public import GazetteDocumentModel

/// Tells the encoding of an input from its beginning: by byte order mark, else strict UTF-8, else
/// the pattern of UTF-16, else uchardet's opinion, checked by decoding.
public struct EncodingDetector {
  /// What was found and how.
  public struct Result: Sendable {
    public let encoding: TextEncoding
    /// How many bytes of byte order mark to leave out.
    public let markLength: Int
    /// For `GZ1103`: `by its byte order mark`.
    public let evidence: LocalizedText
    /// False where several encodings would do and one is a guess.
    public let isSure: Bool
    /// What the XML declaration says, where it is not so.
    public var misdeclared: String?

    public init(
      encoding: TextEncoding, markLength: Int, evidence: LocalizedText, isSure: Bool
    ) {
      self.encoding = encoding
      self.markLength = markLength
      self.evidence = evidence
      self.isSure = isSure
    }
  }

  /// The encoding of an input that begins with the sample. An XML declaration is believed, unless the
  /// bytes are UTF-8 whatever it says.
  ///
  /// - Parameter isWhole: whether the sample is all of the input, so that nothing may be cut off.
  /// - Throws: `GZ1006` where it is no text.
  public static func detect(
    _ sample: Span<UInt8>, isWhole: Bool
  ) throws(ConversionError) -> Result {
    guard let label = XMLDeclaration.encoding(sample) else {
      return try undeclared(sample, isWhole: isWhole)
    }
    let declared = TextEncoding(label: label).flatMap { $0.isUTF16 ? nil : $0 }
    var result: Result
    if let declared, declared == .utf8 || !isUTF8(sample, isWhole: isWhole) || sample.isASCII {
      result = Result(
        encoding: declared, markLength: 0,
        evidence: LocalizedText("by its XML declaration", "XML 声明"), isSure: true)
    } else {
      result = try undeclared(sample, isWhole: isWhole)
    }
    if result.encoding != declared { result.misdeclared = label }
    return result
  }

  private static func undeclared(
    _ sample: Span<UInt8>, isWhole: Bool
  ) throws(ConversionError) -> Result {
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030] {
      let mark = encoding.byteOrderMark
      if sample.count >= mark.count, sample.extracting(0..<mark.count).elementsEqual(mark.span) {
        return Result(
          encoding: encoding, markLength: mark.count,
          evidence: LocalizedText("by its byte order mark", "字节顺序标记"), isSure: true)
      }
    }
    if let utf16 = utf16(sample) {
      return Result(
        encoding: utf16, markLength: 0,
        evidence: LocalizedText("by its zero bytes", "零字节的分布"), isSure: true)
    }
    if let zero = sample.firstIndex(of: 0) {
      throw ConversionError(
        .inputBinary, ["0x00"], at: TextPosition.of(zero, in: sample))
    }
    if isUTF8(sample, isWhole: isWhole) {
      return Result(
        encoding: .utf8, markLength: 0,
        evidence: LocalizedText("being valid UTF-8", "符合 UTF-8"), isSure: true)
    }
    return legacy(sample, isWhole: isWhole)
  }

  private static func isUTF8(_ sample: Span<UInt8>, isWhole: Bool) -> Bool {
    let valid = UTF8Validation.validPrefix(sample)
    // A whole input that stops within a character was cut off, if other characters were whole.
    let endsWithinCharacter = sample.count - valid <= UTF8Validation.incompleteSuffix(sample)
    return valid == sample.count
      || (endsWithinCharacter && (!isWhole || !sample.extracting(0..<valid).isASCII))
  }

  /// UTF-16 without a mark: the high bytes of line ends, digits and Latin letters are zero, all on
  /// one side.
  private static func utf16(_ sample: Span<UInt8>) -> TextEncoding? {
    var zeros = (even: 0, odd: 0)
    let count = min(sample.count & ~1, 1 << 14)
    guard count >= 4 else { return nil }
    for index in 0..<count where sample[index] == 0 {
      // Two zeros are U+0000, which no text holds.
      if sample[index ^ 1] == 0 { return nil }
      if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let total = zeros.even + zeros.odd
    guard total > 0 else { return nil }
    let encoding: TextEncoding = zeros.even > zeros.odd ? .utf16BigEndian : .utf16LittleEndian
    guard max(zeros.even, zeros.odd) >= total * 9 / 10, trial(sample, encoding).isClean else {
      return nil
    }
    return encoding
  }

  /// GB18030 or Big5: what decodes without fault; of two, what uchardet says, or what has more of its
  /// everyday characters.
  private static func legacy(_ sample: Span<UInt8>, isWhole: Bool) -> Result {
    let opinion = uchardet(sample)
    let gb = trial(sample, .gb18030)
    let big5 = trial(sample, .big5)
    if gb.isClean != big5.isClean {
      return Result(
        encoding: gb.isClean ? .gb18030 : .big5, markLength: 0,
        evidence: LocalizedText("being valid in no other encoding", "仅符合该编码"),
        isSure: true)
    }
    let everyday: TextEncoding =
      everydayShare(sample, 0xB0...0xD7, 0xA1...0xFE)
        >= everydayShare(sample, 0xA4...0xC6, 0x40...0xFE) ? .gb18030 : .big5
    if gb.isClean, let opinion, opinion == everyday {
      return Result(
        encoding: opinion, markLength: 0,
        evidence: LocalizedText("by its everyday characters", "常用字的分布"), isSure: true)
    }
    return Result(
      encoding: gb.isClean ? everyday : gb.length >= big5.length ? .gb18030 : .big5,
      markLength: 0, evidence: LocalizedText("as the likeliest", "最为可能"),
      isSure: gb.isClean && sample.count > 200)
  }

  /// How far the sample decodes, and whether to its end.
  private static func trial(
    _ sample: Span<UInt8>, _ encoding: TextEncoding
  ) -> (length: Int, isClean: Bool) {
    guard var iconv = IconvDescriptor(from: encoding.decoderName, to: "UTF-8") else {
      return (0, false)
    }
    var length = 0
    var isClean = false
    var scratch = [UInt8](repeating: 0, count: sample.count * 4 + 16)
    // Both buffers outlive the call.
    unsafe sample.withUnsafeBytes { input in
      unsafe scratch.withUnsafeMutableBytes { output in
        let result = unsafe iconv.convert(input, into: output)
        length = result.taken
        isClean = result.stop == .done || result.stop == .incomplete
      }
    }
    return (length, isClean)
  }

  /// The share of two-byte characters that fall into the level of everyday use, in thousandths.
  private static func everydayShare(
    _ sample: Span<UInt8>, _ leads: ClosedRange<UInt8>, _ trails: ClosedRange<UInt8>
  ) -> Int {
    var all = 0
    var everyday = 0
    var index = 0
    while index + 1 < sample.count {
      guard sample[index] >= 0x81 else {
        index += 1
        continue
      }
      all += 1
      if leads.contains(sample[index]), trails.contains(sample[index + 1]) { everyday += 1 }
      index += 2
    }
    return all == 0 ? 0 : everyday * 1000 / all
  }

  /// uchardet_handle_data
  private static func uchardet(_ sample: Span<UInt8>) -> TextEncoding? {
    guard let detector = unsafe uchardet_new() else { return nil }
    defer { unsafe uchardet_delete(detector) }
    // The sample outlives the call.
    unsafe sample.withUnsafeBytes { bytes in
      _ = unsafe uchardet_handle_data(
        detector, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    unsafe uchardet_data_end(detector)
    guard let name = unsafe uchardet_get_charset(detector) else { return nil }
    return TextEncoding(label: unsafe String(cString: name))
  }
}

/// Where a byte stands in a text, counted anew: only for messages.
public enum TextPosition {
  /// The position of the byte at `index`, scalars counted as in UTF-8.
  public static func of(
    _ index: Int, in text: Span<UInt8>, from start: SourcePosition = .start
  ) -> SourcePosition {
    var position = start
    position.offset += UInt64(index)
    for at in 0..<min(index, text.count) {
      if text[at] == 0x0A {
        position.line += 1
        position.column = 1
      } else if text[at] & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return position
  }
}

extension Span<UInt8> {
  fileprivate var isASCII: Bool {
    for index in indices where self[index] >= 0x80 { return false }
    return true
  }
}
