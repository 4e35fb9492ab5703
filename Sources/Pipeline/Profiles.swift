import GazetteBulletinText
public import GazetteDocumentModel

/// The layout profiles, as the command line knows them.
public enum Profiles {
  /// What a listing shows of a profile.
  public struct Entry: Sendable {
    public let name: String
    public let summary: LocalizedText
    public let language: String
    public let templates: [(part: String, templates: [String])]
  }

  public static var builtIn: [Entry] { LayoutProfile.builtIn.map(Entry.init) }

  public static func isBuiltIn(_ name: String) -> Bool { LayoutProfile.named(name) != nil }

  /// Checks that a name or file is a profile. - Throws: `GZ2201`…`GZ2205`.
  public static func load(_ nameOrPath: String) throws(ConversionError) -> Entry {
    Entry(try LayoutProfile.load(nameOrPath))
  }
}

extension Profiles.Entry {
  init(_ profile: LayoutProfile) {
    name = profile.name
    summary = profile.summary
    language = profile.language
    templates = profile.templates
  }
}
