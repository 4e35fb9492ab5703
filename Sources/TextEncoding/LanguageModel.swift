#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How likely characters are in a language's bulletins, and which encodings they were kept in.
struct LanguageModel: Sendable {
  /// For messages and for reading the table.
  let language: String
  /// Encodings and how many bits likelier than others each is before a byte is seen.
  private let priors: [(encoding: TextEncoding, bits: Double)]
  /// Logarithms of probability, to the base 2, of everyday characters.
  private let everyday: [UInt32: Double]
  /// What else the language writes with, and the logarithm of each one's probability.
  private let others: (ranges: [ClosedRange<UInt32>], bits: Double)?

  /// - Parameter letters: everyday characters, the most frequent first. Their frequency falls
  ///   geometrically with their rank, which is near enough for all the languages here.
  init(
    _ language: String, _ priors: [(TextEncoding, Double)], letters: String,
    others: [ClosedRange<UInt32>] = [], otherBits: Double = -13
  ) {
    self.language = language
    self.priors = priors.map { (encoding: $0.0, bits: $0.1) }
    let scalars = Array(letters.unicodeScalars)
    let ratio = 1 - 3 / Double(max(scalars.count, 6))
    var everyday: [UInt32: Double] = [:]
    for (rank, scalar) in scalars.enumerated() where everyday[scalar.value] == nil {
      let bits = log2((1 - ratio) * 0.8) + Double(rank) * log2(ratio)
      everyday[scalar.value] = bits
      let upper = scalar.properties.uppercaseMapping.unicodeScalars
      if upper.count == 1, let capital = upper.first, everyday[capital.value] == nil {
        everyday[capital.value] = bits - 4
      }
    }
    self.everyday = everyday
    self.others = others.isEmpty ? nil : (others, otherBits)
  }

  func prior(_ encoding: TextEncoding) -> Double? {
    priors.first { $0.encoding == encoding }?.bits
  }

  /// The logarithm of the probability of all of the characters.
  func likelihood(_ counts: [UInt32: Int]) -> Double {
    counts.reduce(0) { $0 + Double($1.value) * bits($1.key) }
  }

  /// Whether any of the characters is one that the language uses every day.
  func knows(anyOf counts: [UInt32: Int]) -> Bool {
    counts.keys.contains { everyday[$0] != nil }
  }

  private func bits(_ scalar: UInt32) -> Double {
    if let bits = everyday[scalar] { return bits }
    if let others, others.ranges.contains(where: { $0.contains(scalar) }) { return others.bits }
    switch scalar {
    // Punctuation of print: the no-break space, guillemets, dashes, quotation marks, the euro sign.
    case 0xA0, 0xAB, 0xBB, 0xA7, 0xB0, 0xB7, 0xA9, 0x2013...0x2026, 0x20AC, 0x2116: return -7
    // C1 controls, and what is no character at all.
    case 0x80...0x9F, 0xFFFD: return -26
    // Private use.
    case 0xE000...0xF8FF: return -22
    default: return -18
    }
  }

  /// Encodings that a sample is tried in.
  static let encodings: [TextEncoding] = TextEncoding.all.filter { encoding in
    all.contains { $0.prior(encoding) != nil }
  }
}
