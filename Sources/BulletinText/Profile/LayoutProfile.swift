public import GazetteDocumentModel

/// How one family of bulletins is laid out: read and written by the same templates.
///
/// `docs/layout-profiles.md` describes the YAML that it is made from.
public struct LayoutProfile: Sendable {
  /// When a paragraph that stops in mid-sentence is joined to the one below it.
  public enum Rejoin: String, Sendable, CaseIterable {
    /// Never.
    case none
    /// Always; without a space between wide characters, with one between Latin words.
    case cjk
  }

  /// The name after `--profile`.
  public let name: String
  /// One line for `gazette profiles`.
  public let summary: LocalizedText
  /// BCP 47 tag of the text.
  public let language: String
  /// The file that it was read from; nil for a built-in one.
  public let file: String?
  public let rejoin: Rejoin

  /// Line that opens a bulletin.
  let masthead: [Template]
  /// Lines between masthead and first article: number, date, publisher.
  let head: [Template]
  /// Longest title, in characters.
  let titleMaxLength: Int
  /// What a title does not end with.
  let titleEndsWithout: Set<UInt32>
  /// Lines that close an article; the first is the one that is written.
  let signOff: [Template]
  /// Lines that open a part of an article: 一、总体要求.
  let heading: [Template]
  /// Lines that close a bulletin.
  let credits: [Template]

  /// The profile that a YAML text describes.
  ///
  /// - Parameter file: the name to show in messages, and to name as a dependency.
  /// - Throws: `GZ2202`…`GZ2205` with the line and column in the YAML.
  public init(yaml bytes: [UInt8], file: String?) throws(ConversionError) {
    self = try ProfileParser(file: file).parse(bytes)
  }

  init(
    name: String, summary: LocalizedText, language: String, file: String?, rejoin: Rejoin,
    masthead: [Template], head: [Template], titleMaxLength: Int, titleEndsWithout: Set<UInt32>,
    signOff: [Template], heading: [Template], credits: [Template]
  ) {
    self.name = name
    self.summary = summary
    self.language = language
    self.file = file
    self.rejoin = rejoin
    self.masthead = masthead
    self.head = head
    self.titleMaxLength = titleMaxLength
    self.titleEndsWithout = titleEndsWithout
    self.signOff = signOff
    self.heading = heading
    self.credits = credits
  }

  /// The templates that `gazette profiles` shows, by part.
  public var templates: [(part: String, templates: [String])] {
    [
      ("masthead", masthead), ("head", head), ("sign-off", signOff), ("heading", heading),
      ("credits", credits),
    ].compactMap { $0.1.isEmpty ? nil : ($0.0, $0.1.map(\.source)) }
  }
}
