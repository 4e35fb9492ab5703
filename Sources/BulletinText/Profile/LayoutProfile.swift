public import GazetteDocumentModel

/// How one family of bulletins is laid out: read and written by the same templates.
///
/// `docs/layout-profiles.md` describes the YAML that it is made from. It is an object, for the threads of a
/// batch share it: a copy of a structure would count forty references, each of which all threads count.
public final class LayoutProfile: Sendable {
  /// When a paragraph that stops in mid-sentence is joined to the one below it.
  public enum Rejoin: String, Sendable, CaseIterable {
    /// Never.
    case none
    /// Wherever a paragraph stops without a stop; without a space between wide characters, with one
    /// between Latin words.
    case cjk
    /// Where the line below goes on in lower case, or without an indent where paragraphs have one.
    case words
  }

  /// Whether lines of running text are whole paragraphs.
  public enum Wrap: String, Sendable, CaseIterable {
    /// A line is a paragraph, or a piece that a page break cut.
    case none
    /// A paragraph is set in lines of one width.
    case hard
    /// What the beginning of the text shows.
    case auto
  }

  /// What lines that stand in columns are.
  public enum Tables: String, Sendable, CaseIterable {
    /// Text whose blanks count.
    case preformatted
    /// Tables, where it is clear which cell stands in which column; else preformatted text.
    case table
  }

  /// How running text is set.
  struct Setting: Sendable {
    var wrap = Wrap.none
    /// Columns of a line where the writer breaks it.
    var width = 72
    /// What stands in front of a paragraph.
    var indent: [UInt8] = []
    var usesPlace: Bool { wrap != .none || !indent.isEmpty }
    var indentColumns: Int { indent.span.columnsExactly }
    var tables = Tables.preformatted
  }

  /// What a title is by its form.
  struct TitleForm: Sendable {
    /// Longest title, in characters.
    var maxLength = 60
    /// What it does not end with.
    var endsWithout: [UInt32] = []
    /// How many lines it may take.
    var lines = 1
    /// Whether a short line that stands alone opens an article though nothing closed the one above.
    var alone = false
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

  let setting: Setting
  let title: TitleForm
  /// What each part counts for when the profile that fits a text is looked for; out of 100 in all.
  let signs: [(part: LayoutPart, weight: Int)]
  /// The level of each `heading` template, from 1.
  let headingLevels: [Int]
  /// The level of each `contents item` template, from 1.
  let contentsLevels: [Int]
  /// Whether `end` is written below each article; where the first template is empty, it is not.
  let writesEnd: Bool
  /// Whether a masthead may be a line of any shape: the first one, if a line of the head follows. Then it takes
  /// more than a line to open the next bulletin, and articles and text may follow the credits.
  let takesAnyMasthead: Bool
  private let parts: TemplatesByPart
  /// What the templates make of a line: made once, however many texts are read by them.
  let classifier: LineClassifier

  /// The profile that a YAML text describes.
  ///
  /// - Parameter file: the name to show in messages, and to name as a dependency.
  /// - Throws: `GZ2202`…`GZ2205` with the line and column in the YAML.
  public convenience init(yaml bytes: [UInt8], file: String?) throws(ConversionError) {
    self.init(try ProfileParser(file: file).parse(bytes))
  }

  /// What a profile states.
  struct Statement {
    var name: String
    var summary: LocalizedText
    var language: String
    var file: String?
    var rejoin: Rejoin
    var setting: Setting
    var title: TitleForm
    var signs: [(part: LayoutPart, weight: Int)]
    var headingLevels: [Int]
    var contentsLevels: [Int]
    var writesEnd: Bool
    var parts: TemplatesByPart
  }

  init(_ statement: Statement) {
    name = statement.name
    summary = statement.summary
    language = statement.language
    file = statement.file
    rejoin = statement.rejoin
    setting = statement.setting
    title = statement.title
    headingLevels = statement.headingLevels
    contentsLevels = statement.contentsLevels
    writesEnd = statement.writesEnd
    let (parts, signs) = (statement.parts, statement.signs)
    self.parts = parts
    takesAnyMasthead = setting.usesPlace && parts[.masthead].contains { !$0.hasMark }
    classifier = LineClassifier({ parts[$0] }, statement.title)
    // Without weights, all parts that can be told from running text count the same.
    let telling = LayoutPart.allCases.filter { part in
      part != .rule && part != .furniture && part != .heading && part != .item
        && parts[part].contains { $0.hasLiteral }
    }
    let weights =
      signs.isEmpty ? telling.map { (part: $0, weight: 100 / telling.count) } : signs
    self.signs = weights.sorted { $0.part.rawValue < $1.part.rawValue }
  }

  /// The profile with more templates for titles, which are tried first; itself, where it has templates that
  /// take the same from such lines.
  ///
  /// - Parameter sense: knows the marks around titles, and those in front of headings where the profile has them in
  ///   front of items.
  func withTitles(of sense: LayoutSense) -> LayoutProfile {
    let noSections = templates(.section).filter { sense.articleTitles.contains($0.source) }
    let added = sense.titleTemplates.compactMap { source -> Template? in
      let word: StaticString = "Aa"
      let line = Array(source.replacing("{title}", with: "\(word)").utf8)
      let isKnown =
        !noSections.contains { $0.source == source }
        && [LayoutPart.title, .section].contains { part in
          guard let title = classifier.match(part, line.span)?.first(.title) else { return false }
          return line.span.extracting(title.range).elementsEqual(word)
        }
      let mark = source.unicodeScalars.first?.value ?? 0
      let isHeading =
        source.hasSuffix("}") && sense.headingMarks.contains(mark)
        && classifier.match(.item, line.span) != nil
      return isKnown || isHeading ? nil : try? Template(source)
    }
    guard !added.isEmpty else { return self }
    var parts = parts
    parts[.title] = added + templates(.title)
    if !noSections.isEmpty {
      for part in [LayoutPart.section, .masthead] {
        parts[part] = templates(part).filter { !sense.articleTitles.contains($0.source) }
      }
    }
    return LayoutProfile(
      Statement(
        name: name, summary: summary, language: language, file: file, rejoin: rejoin,
        setting: setting, title: title,
        signs: signs,
        headingLevels: headingLevels, contentsLevels: contentsLevels, writesEnd: writesEnd,
        parts: parts))
  }

  /// The templates of a part, in the order of the profile.
  func templates(_ part: LayoutPart) -> [Template] { parts[part] }

  /// Whether an article's first line is its title; no, where only a template makes titles.
  var titlesByPosition: Bool { templates(.title).isEmpty || title.alone }

  /// Whether the reader asks where a line stands on its page.
  var usesPlace: Bool { setting.usesPlace }

  var titleMaxLength: Int { title.maxLength }

  /// The templates that `gazette profiles` shows, by part.
  public var templates: [(part: String, templates: [String])] {
    LayoutPart.allCases.compactMap { part in
      let sources = templates(part).map(\.source)
      return sources.isEmpty ? nil : (part.key, sources)
    }
  }
}
