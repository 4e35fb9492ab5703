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

  /// Whether the profile is for bulletins that no other fits.
  public var isGeneric: Bool { file == nil && BuiltInProfile.isGeneric(name) }

  /// The one for bulletins of a language that no other fits.
  static func generic(for language: String) -> LayoutProfile? {
    named("generic-" + language) ?? BuiltInProfile.all.last?.profile
  }

  /// The one that a bulletin of a language (BCP 47) is written in where nobody named one.
  static func forWriting(_ language: String) -> LayoutProfile? {
    let primary = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    if primary == "zh" { return BuiltInProfile.all.first?.profile }
    return named("generic-" + primary) ?? named("generic-en")
  }

  /// The language that a text looks like: Japanese where there is kana, Korean where there is Hangul,
  /// Chinese where there is Han, English else.
  static func language(of sample: Span<UInt8>) -> String {
    var han = 0
    var kana = 0
    var hangul = 0
    var latin = 0
    var at = 0
    let end = sample.count - UTF8Validation.incompleteSuffix(sample)
    while at < end {
      // Most of a Chinese text is U+5000…U+9FFF, of which the first byte tells enough.
      if sample[at] >= 0xE5, sample[at] <= 0xE9, end - at >= 3 {
        han += 1
        at += 3
        continue
      }
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
