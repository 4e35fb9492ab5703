import GazetteDocumentModel

/// What a profile's templates make of one line, whatever stands around it.
struct LineClassifier: Sendable {
  typealias Capture = TemplateLine.Capture

  /// A template that took a line, with what it captured.
  struct Match {
    let template: Template
    let captures: [Capture]
  }

  private struct Entry: Sendable {
    let template: Template
    let line: TemplateLine
  }

  let profile: LayoutProfile
  /// Lines of more bytes than this are running text: no template and no title is as long.
  let shortLimit: Int
  private let mastheads: [Entry]
  private let heads: [Entry]
  private let creditLines: [Entry]
  private let headings: [Entry]
  private let oneLineSignOffs: [Entry]
  /// The second lines of two-line sign-offs, with their first.
  private let dateLines: [(entry: Entry, first: TemplateLine)]
  private let titleStops: Set<UInt32>

  init(_ profile: LayoutProfile) {
    self.profile = profile
    func entries(_ templates: [Template]) -> [Entry] {
      templates.filter { $0.lines.count == 1 }.map {
        Entry(template: $0, line: TemplateLine($0.lines[0]))
      }
    }
    mastheads = entries(profile.masthead)
    heads = entries(profile.head)
    creditLines = entries(profile.credits)
    headings = entries(profile.heading)
    oneLineSignOffs = entries(profile.signOff)
    dateLines = profile.signOff.filter { $0.lines.count == 2 }.map {
      (Entry(template: $0, line: TemplateLine($0.lines[1])), TemplateLine($0.lines[0]))
    }
    titleStops = Set(profile.titleEndsWithout.map(TextScalar.folded))
    shortLimit = max(profile.titleMaxLength, 60) * 4
  }

  var closesArticles: Bool { !oneLineSignOffs.isEmpty || !dateLines.isEmpty }

  func masthead(_ line: Span<UInt8>) -> Match? { first(mastheads, line) }
  func head(_ line: Span<UInt8>) -> Match? { first(heads, line) }
  func credits(_ line: Span<UInt8>) -> Match? { first(creditLines, line) }
  func heading(_ line: Span<UInt8>) -> Match? { first(headings, line) }
  func oneLineSignOff(_ line: Span<UInt8>) -> Match? { first(oneLineSignOffs, line) }

  private func first(_ entries: [Entry], _ line: Span<UInt8>) -> Match? {
    for entry in entries {
      if let captures = entry.line.match(line) {
        return Match(template: entry.template, captures: captures)
      }
    }
    return nil
  }

  /// Whether the line is the second of a two-line sign-off.
  func dateLine(_ line: Span<UInt8>) -> Match? {
    for (entry, _) in dateLines {
      if let captures = entry.line.match(line) {
        return Match(template: entry.template, captures: captures)
      }
    }
    return nil
  }

  /// The first line of the two-line sign-off whose second line has matched.
  func departmentLine(_ line: Span<UInt8>, before dateLine: Match) -> Match? {
    for (entry, first) in dateLines where entry.template == dateLine.template {
      if let captures = first.match(line) {
        return Match(template: entry.template, captures: captures)
      }
    }
    return nil
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
