import CTextEncoding
import GazetteDocumentModel

/// Which legacy encoding makes the likeliest text of a sample.
///
/// Each encoding decodes it; what comes out is judged by each language that used the encoding: how
/// likely are these characters there? (A naive Bayes classifier: the logarithms of the probabilities
/// add up, in bits.) 「的」 for two bytes costs Chinese 6 bits; the same bytes as Korean are a rare hanja
/// and cost 18. uchardet's opinion counts as a few bits more.
enum LegacyGuess {
  /// Enough to be sure by, mostly, and where it was not.
  private static let sampleSizes = [1 << 10, 4 << 10]

  /// What an encoding made of the sample.
  private struct Reading {
    /// How often each scalar of 80 and more came.
    var counts: [UInt32: Int] = [:]
    /// What is against it, whatever the language: bytes that are no text, words of mixed scripts.
    var penalty = 0.0
  }

  private struct Candidate {
    let encoding: TextEncoding
    let reading: Reading
    let score: Double
  }

  /// The likeliest encoding of a sample that begins with a byte of 80 or more.
  static func guess(_ sample: Span<UInt8>, isWhole: Bool) -> EncodingDetector.Result {
    var best = (encoding: TextEncoding.windows1252, lead: 0.0)
    for size in sampleSizes {
      let part = sample.extracting(0..<min(sample.count, size))
      best = likeliest(part, isWhole: isWhole && part.count == sample.count)
      if part.count == sample.count || best.lead > 100 { break }
    }
    let percent = certainty(best.lead)
    return EncodingDetector.Result(
      encoding: best.encoding,
      evidence: LocalizedText(
        "by its everyday characters, \(percent) % likely", "常用字的分布,可能性 \(percent)%"),
      certainty: percent)
  }

  /// The likeliest encoding and by how many bits it leads.
  private static func likeliest(
    _ part: Span<UInt8>, isWhole: Bool
  ) -> (encoding: TextEncoding, lead: Double) {
    let opinion = uchardet(part)
    var candidates: [Candidate] = []
    for encoding in LanguageModel.encodings {
      guard let reading = read(part, encoding, isWhole: isWhole)
      else { continue }
      var best = -Double.infinity
      for model in LanguageModel.all {
        guard let prior = model.prior(encoding) else { continue }
        best = max(best, prior + model.likelihood(reading.counts))
      }
      if encoding == opinion { best += 6 }
      candidates.append(
        Candidate(encoding: encoding, reading: reading, score: best - reading.penalty))
    }
    guard let first = candidates.max(by: { $0.score < $1.score }) else {
      return (.windows1252, 0)
    }
    // A reading that gives the same text is no rival.
    let rival = candidates.filter {
      $0.encoding != first.encoding && $0.reading.counts != first.reading.counts
    }.map(\.score).max()
    return (first.encoding, first.score - (rival ?? -.infinity))
  }

  /// Characters follow from one another, so bits count for a third of what they would if they did not.
  private static func certainty(_ bits: Double) -> Int {
    min(99, Int(100 / (1 + power(2, -bits / 3))))
  }

  /// 2 to a power, without a mathematical library: exact for whole exponents, straight in between.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    guard exponent > -60 else { return 0 }
    let whole = exponent.rounded(.down)
    return Double(sign: .plus, exponent: Int(whole), significand: 1) * (1 + exponent - whole)
  }

  /// Whether a sample, read in an encoding, has everyday Chinese characters.
  static func isChinese(_ sample: Span<UInt8>, in encoding: TextEncoding) -> Bool {
    let part = sample.extracting(0..<min(sample.count, 1 << 10))
    guard let reading = read(part, encoding, isWhole: false) else { return false }
    return LanguageModel.simplifiedChinese.knows(anyOf: reading.counts)
  }

  private static func read(
    _ sample: Span<UInt8>, _ encoding: TextEncoding, isWhole: Bool
  ) -> Reading? {
    guard var decoder = LegacyDecoder(encoding) else { return nil }
    var reading = Reading()
    var text = [UInt8](repeating: 0, count: sample.count * 4 + 64)
    var at = 0
    var before = CharacterKind.other
    while at < sample.count {
      let result = decoder.convert(sample.extracting(at..<sample.count), into: &text)
      let decoded = text.span.extracting(0..<result.given)
      var index = 0
      while index < decoded.count {
        let scalar = decoded.scalar(at: index)
        index += scalar.length
        if scalar.value >= 0x80 { reading.counts[scalar.value, default: 0] += 1 }
        let kind = CharacterKind.of(scalar.value)
        reading.penalty += kind.penalty(after: before)
        before = kind
      }
      at += result.taken
      switch result.stop {
      case .done, .outputFull: continue
      case .incomplete:
        if isWhole { reading.penalty += 24 }
        return reading
      case .invalid:
        reading.penalty += 24
        at += 1
      }
    }
    return reading
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
