import GazetteDocumentModel
import GazetteStylesheets

extension LayoutProfile {
  /// The profiles that come with the program, best known first; the generic ones, for unknown
  /// bulletins of a language, last.
  ///
  /// They are embedded as YAML and read when first asked for; a test holds that each can be read.
  public static let builtIn: [LayoutProfile] = Layouts.all.compactMap { layout in
    try? LayoutProfile(yaml: layout, file: nil)
  }

  /// Names of the built-in profiles.
  public static var names: String { builtIn.map(\.name).joined(separator: ", ") }

  /// The built-in profile with this name.
  public static func named(_ name: String) -> LayoutProfile? {
    builtIn.first { $0.name == name }
  }

  /// Whether the profile is for bulletins that no other fits.
  public var isGeneric: Bool { file == nil && name.hasPrefix("generic-") }

  /// The one for bulletins of this language that no other fits: Japanese where there is kana, Chinese
  /// where there is Han, English else.
  static func generic(for sample: Span<UInt8>) -> LayoutProfile? {
    var han = 0
    var kana = 0
    var latin = 0
    var at = 0
    let end = sample.count - UTF8Validation.incompleteSuffix(sample)
    while at < end {
      let s = sample.scalar(at: at)
      at += s.length
      if s.value >= 0x3041, s.value <= 0x30FE, s.value != 0x30FB {
        kana += 1
      } else if TextScalar.isHan(s.value) {
        han += 1
      } else if TextScalar.isLatinWord(s.value) {
        latin += 1
      }
    }
    let name =
      if kana * 10 > han, kana > 0 { "generic-ja" } else if han * 8 >= latin, han > 0 {
        "generic-zh"
      } else if latin > 0 { "generic-en" } else { "generic-zh" }
    return named(name) ?? builtIn.last
  }
}
