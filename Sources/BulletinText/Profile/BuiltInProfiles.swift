import GazetteDocumentModel

extension LayoutProfile {
  /// The profiles that come with the program, best known first; the generic ones, for unknown
  /// bulletins of a language, last.
  ///
  /// They are embedded as YAML and read when first asked for; a test holds that each can be read.
  public static var builtIn: [LayoutProfile] { BuiltInProfile.all.compactMap(\.profile) }

  /// Names of the built-in profiles.
  public static var names: String {
    BuiltInProfile.all.map(\.name).joined(separator: ", ")
  }

  /// The built-in profile with this name.
  public static func named(_ name: String) -> LayoutProfile? {
    BuiltInProfile.all.first { $0.name == name }?.profile
  }

  /// The YAML of the built-in profile with this name, comments and all: where a profile of one's own
  /// may start.
  public static func yaml(named name: String) -> [UInt8]? {
    BuiltInProfile.all.first { $0.name == name }?.yaml
  }

  /// The one for bulletins of a language that no other fits.
  static func generic(for language: String) -> LayoutProfile? {
    named("generic-" + language) ?? BuiltInProfile.all.last?.profile
  }

  /// The one that a bulletin of a language (BCP 47) is written in where nobody named one.
  ///
  /// - Parameter isNumbered: whether it has a number, which the layout of the seed has no line for.
  static func forWriting(_ language: String, isNumbered: Bool) -> LayoutProfile? {
    let primary = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    if primary == "zh", !isNumbered { return BuiltInProfile.all.first?.profile }
    return named("generic-" + primary) ?? named("generic-en")
  }

  /// The language that a text looks like: Japanese where there is kana, Korean where there is Hangul,
  /// Chinese where there is Han, English else.
  static func language(of sample: Span<UInt8>) -> String {
    if sample.isSurelyChinese { return "zh" }
    var han = 0
    var kana = 0
    var hangul = 0
    var latin = 0
    var at = 0
    let end = sample.count - UTF8Validation.incompleteSuffix(sample)
    while at < end {
      let s = sample.scalar(at: at)
      at += s.length
      if s.value >= 0x3041, s.value <= 0x30FE, s.value != 0x30FB {
        kana += 1
      } else if s.value >= 0xAC00, s.value <= 0xD7A3 {
        hangul += 1
      } else if TextScalar.isHan(s.value) {
        han += 1
      } else if TextScalar.isLatinWord(s.value) {
        latin += 1
      }
    }
    if kana > 0, kana * 10 > han { return "ja" }
    if hangul > han, hangul * 8 >= latin { return "ko" }
    return han * 8 >= latin ? "zh" : "en"
  }
}

extension Span where Element == UInt8 {
  /// Whether the first bytes of its characters tell alone that `language` finds Chinese: U+5000…U+9FFF, which
  /// are Han, outweigh all that kana, Hangul and letters could be at most.
  fileprivate var isSurelyChinese: Bool {
    // Loads stay within `count`; what is behind the last block may be anything.
    unsafe withUnsafeBytes { bytes in
      // As signed numbers, bytes of 80 and more are negative and in the same order.
      func block(_ byte: UInt8) -> SIMD16<Int8> { SIMD16(repeating: Int8(bitPattern: byte)) }
      let xE3 = block(0xE3), xE4 = block(0xE4), xE9 = block(0xE9), xEA = block(0xEA)
      let xEE = block(0xEE), xBF = block(0xBF)
      let zero = SIMD16<UInt8>(repeating: 0)
      var totals = (han: 0, kana: 0, hangul: 0, leads: 0)
      var at = 0
      while at + 16 <= bytes.count {
        var han = zero, kana = zero, hangul = zero, leads = zero
        // A lane counts to 255 at most.
        let end = Swift.min(at + 255 * 16, bytes.count - 15)
        while at < end {
          let block = unsafe bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<Int8>.self)
          // A lane of a mask is -1 where it is set.
          han &-= unsafe unsafeBitCast((block .> xE4) .& (block .< xEA), to: SIMD16<UInt8>.self)
          kana &-= unsafe unsafeBitCast(block .== xE3, to: SIMD16<UInt8>.self)
          hangul &-= unsafe unsafeBitCast((block .> xE9) .& (block .< xEE), to: SIMD16<UInt8>.self)
          leads &-= unsafe unsafeBitCast(block .> xBF, to: SIMD16<UInt8>.self)
          at &+= 16
        }
        totals.han += han.sum
        totals.kana += kana.sum
        totals.hangul += hangul.sum
        totals.leads += leads.sum
      }
      let rest = bytes.count - at
      // The last one may be cut off, and then counts for nothing.
      let han = totals.han - 1
      return han >= (totals.kana + rest) * 10 && han >= totals.hangul + rest
        && han * 8 >= totals.leads - han + rest
    }
  }
}
