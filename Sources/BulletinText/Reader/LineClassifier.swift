import GazetteDocumentModel

/// What a profile's templates make of one line, whatever stands around it.
struct LineClassifier: Sendable {
  typealias Capture = TemplateLine.Capture

  /// A template that took a line, with what it captured.
  struct Match {
    let template: Template
    let captures: [Capture]
  }

  let profile: LayoutProfile
  /// Lines of more bytes than this are running text: no template and no title is as long.
  let shortLimit: Int
  private let mastheads: TemplateList
  private let heads: TemplateList
  private let creditLines: TemplateList
  private let headings: TemplateList
  private let oneLineSignOffs: TemplateList
  /// The two lines of two-line sign-offs.
  private let departmentLines: TemplateList
  private let dateLines: TemplateList
  private let titleStops: Set<UInt32>

  init(_ profile: LayoutProfile) {
    self.profile = profile
    mastheads = TemplateList(profile.masthead)
    heads = TemplateList(profile.head)
    creditLines = TemplateList(profile.credits)
    headings = TemplateList(profile.heading)
    oneLineSignOffs = TemplateList(profile.signOff.filter { $0.lines.count == 1 })
    let twoLines = profile.signOff.filter { $0.lines.count == 2 }
    departmentLines = TemplateList(twoLines)
    dateLines = TemplateList(twoLines, line: 1)
    titleStops = Set(profile.titleEndsWithout.map(TextScalar.folded))
    shortLimit = max(profile.titleMaxLength, 60) * 4
  }

  var closesArticles: Bool { !oneLineSignOffs.isEmpty || !dateLines.isEmpty }

  func masthead(_ line: Span<UInt8>) -> Match? { mastheads.match(line) }
  func head(_ line: Span<UInt8>) -> Match? { heads.match(line) }
  func credits(_ line: Span<UInt8>) -> Match? { creditLines.match(line) }
  func heading(_ line: Span<UInt8>) -> Match? { headings.match(line) }
  func oneLineSignOff(_ line: Span<UInt8>) -> Match? { oneLineSignOffs.match(line) }

  /// Whether the line is the second of a two-line sign-off.
  func dateLine(_ line: Span<UInt8>) -> Match? { dateLines.match(line) }

  /// The first line of the two-line sign-off whose second line has matched.
  func departmentLine(_ line: Span<UInt8>, before dateLine: Match) -> Match? {
    departmentLines.match(line, only: dateLine.template)
  }

  /// Whether a line may be a title by its form: short, and not ended like a sentence.
  func mayBeTitle(_ line: Span<UInt8>) -> Bool {
    guard line.count <= shortLimit, line.scalarCount <= profile.titleMaxLength else { return false }
    let last = line.scalar(endingAt: line.count)
    guard titleStops.contains(TextScalar.folded(last.value)) else { return true }
    // `R&amp;` ends in a letter's semicolon, not in a stop.
    let before = line.count - last.length
    return last.value == 0x3B && before > 0
      && TextScalar.isLatinWord(line.scalar(endingAt: before).value)
  }
}
