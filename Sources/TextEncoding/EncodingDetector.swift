public import GazetteDocumentModel

/// Tells the encoding of an input from its beginning: by byte order mark, by what markup declares of
/// itself, by the pattern of UTF-16, by escape sequences, as strict UTF-8, else by which legacy encoding
/// makes the likeliest text of it.
public struct EncodingDetector {
  /// What was found and how.
  public struct Result: Sendable {
    public let encoding: TextEncoding
    /// How many bytes of byte order mark to leave out.
    public let markLength: Int
    /// For `GZ1103`: `by its byte order mark`.
    public let evidence: LocalizedText
    /// How likely it is, in per cent.
    public let certainty: Int
    /// False where several encodings would do and one is a guess.
    public var isSure: Bool { certainty >= 99 }
    /// Whether all of the sample was seen to be valid UTF-8; the encoding may be another one all the same.
    public fileprivate(set) var isValidUTF8 = false
    /// What markup declares, where it is not so.
    public var misdeclared: String?

    public init(
      encoding: TextEncoding, markLength: Int = 0, evidence: LocalizedText, certainty: Int = 100
    ) {
      self.encoding = encoding
      self.markLength = markLength
      self.evidence = evidence
      self.certainty = certainty
    }
  }

  private static let marks = [
    TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030,
  ].map { (encoding: $0, mark: $0.byteOrderMark) }

  /// The encoding of an input that begins with the sample.
  ///
  /// - Parameter isWhole: whether the sample is all of the input, so that nothing may be cut off.
  /// - Throws: `GZ1006` where it is no text.
  public static func detect(
    _ sample: Span<UInt8>, isWhole: Bool
  ) throws(ConversionError) -> Result {
    for (encoding, mark) in marks {
      if sample.count >= mark.count, sample.extracting(0..<mark.count).elementsEqual(mark.span) {
        return Result(
          encoding: encoding, markLength: mark.count,
          evidence: LocalizedText("by its byte order mark", "字节顺序标记"))
      }
    }
    if let utf16 = utf16(sample) {
      return Result(
        encoding: utf16, evidence: LocalizedText("by its zero bytes", "零字节的分布"))
    }
    if let zero = sample.firstIndex(of: 0) {
      throw ConversionError(
        .inputBinary, ["0x00"], at: TextPosition.of(zero, in: sample))
    }
    let firstWide = firstWide(sample) ?? sample.count
    let isUTF8 = isUTF8(sample, isWhole: isWhole, firstWide: firstWide)
    let label = DeclaredEncoding.label(sample)
    let declared = label.flatMap { TextEncoding(label: $0) }.flatMap { $0.isUTF16 ? nil : $0 }
    // Wide characters that are UTF-8 by chance are rarer than declarations that outlived a conversion.
    if let declared, declared == .utf8 || !isUTF8 || firstWide == sample.count {
      return Result(
        encoding: declared, evidence: LocalizedText("as it declares itself", "文件自身的声明"))
    }
    var result: Result
    if firstWide == sample.count, let sevenBit = sevenBit(sample, isWhole: isWhole) {
      result = Result(
        encoding: sevenBit, evidence: LocalizedText("by its escape sequences", "转义序列"))
    } else if isUTF8 {
      result = Result(
        encoding: .utf8, evidence: LocalizedText("being valid UTF-8", "符合 UTF-8"))
    } else {
      result = LegacyGuess.guess(sample.extracting(firstWide..<sample.count), isWhole: isWhole)
    }
    result.misdeclared = label
    result.isValidUTF8 = isUTF8 && UTF8Validation.incompleteSuffix(sample) == 0
    return result
  }

  /// The encoding of an input that was ASCII up to this text, which begins with a byte of 80 or more: its
  /// beginning said nothing of it.
  public static func detect(afterASCII text: Span<UInt8>, isWhole: Bool) -> Result {
    // So many bytes are no UTF-8 by chance: behind them is a fault, not another encoding.
    let proof = 48
    if isUTF8(text, isWhole: isWhole, firstWide: 0)
      || text.extracting(0..<UTF8Validation.validPrefix(text)).hasWide(proof)
    {
      return Result(encoding: .utf8, evidence: LocalizedText("being valid UTF-8", "符合 UTF-8"))
    }
    return LegacyGuess.guess(text, isWhole: isWhole)
  }

  /// The first byte of 80 and more.
  public static func firstWide(_ text: Span<UInt8>) -> Int? {
    for index in text.indices where text[index] >= 0x80 { return index }
    return nil
  }

  private static func isUTF8(_ sample: Span<UInt8>, isWhole: Bool, firstWide: Int) -> Bool {
    let valid = UTF8Validation.validPrefix(sample)
    // A whole input that stops within a character was cut off, if other characters were whole.
    let endsWithinCharacter = sample.count - valid <= UTF8Validation.incompleteSuffix(sample)
    return valid == sample.count || (endsWithinCharacter && (!isWhole || firstWide < valid))
  }

  /// UTF-16 without a mark: the high bytes of line ends, digits and Latin letters are zero, all on
  /// one side.
  private static func utf16(_ sample: Span<UInt8>) -> TextEncoding? {
    var zeros = (even: 0, odd: 0)
    let count = min(sample.count & ~1, 1 << 14)
    guard count >= 4, let first = sample.extracting(0..<count).firstIndex(of: 0) else { return nil }
    for index in first..<count where sample[index] == 0 {
      // Two zeros are U+0000, which no text holds.
      if sample[index ^ 1] == 0 { return nil }
      if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let total = zeros.even + zeros.odd
    guard total > 0 else { return nil }
    let encoding: TextEncoding = zeros.even > zeros.odd ? .utf16BigEndian : .utf16LittleEndian
    guard max(zeros.even, zeros.odd) >= total * 9 / 10,
      total >= count / 4 || areHighBytes(total, sample.extracting(0..<count), encoding),
      isClean(sample, encoding, isWhole: false)
    else { return nil }
    return encoding
  }

  /// Whether zeros that are too few for Latin letters are high bytes all the same: those of line ends and
  /// spaces between wide characters. A text of single bytes, or UTF-8, may hold a few that do not belong
  /// there; its own line ends and spaces stand beside other bytes than zero.
  private static func areHighBytes(
    _ zeros: Int, _ sample: Span<UInt8>, _ encoding: TextEncoding
  ) -> Bool {
    let lowSide = encoding == .utf16LittleEndian ? 0 : 1
    // Line ends and spaces whose high byte is another, though 上 is U+4E0A; zeros beside bytes of 80 and more.
    var contrary = 0
    // High bytes of Cyrillic (04), Greek (03), Hebrew (05)…
    var controls = 0
    for index in sample.indices {
      let byte = sample[index]
      let other = sample[index ^ 1]
      if byte == 0x0A || byte == 0x20, index & 1 == lowSide, other != 0 { contrary += 1 }
      if byte == 0, other >= 0x80 { contrary += 1 }
      if byte > 0, byte < 0x09 { controls += 1 }
    }
    guard zeros > contrary else { return false }
    if controls > zeros { return true }
    var others: [UInt8] = []
    for index in sample.indices where sample[index] != 0 { others.append(sample[index]) }
    let invalid = others.count - UTF8Validation.validPrefix(others.span)
    return invalid > UTF8Validation.incompleteSuffix(others.span)
  }

  /// ISO-2022-JP or HZ: both are ASCII to whoever does not look for their escapes.
  private static func sevenBit(_ sample: Span<UInt8>, isWhole: Bool) -> TextEncoding? {
    var at = 0
    while at + 1 < sample.count {
      let pair = (sample[at], sample[at + 1])
      if pair.0 == 0x1B, pair.1 == 0x24 || pair.1 == 0x28 {
        return isClean(sample, .iso2022JP, isWhole: isWhole) ? .iso2022JP : nil
      }
      // `~{` may be a program's text; with pairs of letters to the `~}` or line end it is Chinese.
      if pair == (0x7E, 0x7B) {
        let isChinese =
          isClean(sample, .hz, isWhole: isWhole) && LegacyGuess.isChinese(sample, in: .hz)
        return isChinese ? .hz : nil
      }
      at += 1
    }
    return nil
  }

  /// Whether the sample decodes to its end.
  private static func isClean(
    _ sample: Span<UInt8>, _ encoding: TextEncoding, isWhole: Bool
  ) -> Bool {
    guard var decoder = LegacyDecoder(encoding) else { return false }
    var scratch = [UInt8](repeating: 0, count: 16 << 10)
    var at = 0
    while at < sample.count {
      let result = decoder.convert(sample.extracting(at..<sample.count), into: &scratch)
      at += result.taken
      switch result.stop {
      case .done, .outputFull: continue
      case .incomplete: return !isWhole
      case .invalid: return false
      }
    }
    return true
  }
}

extension Span where Element == UInt8 {
  /// Whether so many bytes of 80 and more are in it.
  fileprivate func hasWide(_ wanted: Int) -> Bool {
    var found = 0
    for index in indices where self[index] >= 0x80 {
      found += 1
      if found == wanted { return true }
    }
    return false
  }
}
