import GazetteDocumentModel
import GazetteStylesheets

extension LayoutProfile {
  /// The profiles that come with the program, best known first; the last is for unknown bulletins.
  ///
  /// They are embedded as YAML and read when first asked for, which takes a tenth of a millisecond;
  /// a test holds that each of them can be read.
  public static let builtIn: [LayoutProfile] = Layouts.all.compactMap { layout in
    try? LayoutProfile(yaml: layout, file: nil)
  }

  /// Names of the built-in profiles.
  public static var names: String { builtIn.map(\.name).joined(separator: ", ") }

  /// The built-in profile with this name.
  public static func named(_ name: String) -> LayoutProfile? {
    builtIn.first { $0.name == name }
  }

  /// The one for bulletins that no other fits.
  static var generic: LayoutProfile? { builtIn.last }
}
