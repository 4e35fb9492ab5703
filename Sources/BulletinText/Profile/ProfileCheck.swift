public import GazetteDocumentModel

/// Looks for templates of a profile that stand in each other's way.
///
/// From each template lines are made as a writer would set them, and all templates that the reader
/// may try at the same place are held against them. A template all of whose lines another takes that
/// is tried before it can never match; two that each take some lines of the other leave it to their
/// order what a line is. A special template before a general one is how profiles are written, and no
/// finding.
public struct ProfileCheck: Sendable {
  /// What is wrong with a template.
  public enum Kind: Sendable, Equatable {
    /// The other template takes each of its lines first.
    case unreachable
    /// Both take the line.
    case ambiguous
  }

  /// One template in another's way.
  public struct Finding: Sendable {
    public let kind: Kind
    /// The part of the profile that the template is in: `sign-off`.
    public let part: String
    public let template: String
    /// Where the YAML has the template.
    public let position: SourcePosition
    public let otherPart: String
    public let otherTemplate: String
    public let otherPosition: SourcePosition
    /// A line that both take.
    public let line: String
  }

  private let entries: [Entry]

  public init(_ profile: LayoutProfile) {
    places = Self.places(of: profile)
    entries = Self.order.flatMap { part in
      // The reader tries head lines that have words of their own first, those of any text last.
      let templates = profile.templates(part)
      let ordered =
        part == .head
        ? templates.filter(\.hasLiteral) + templates.filter { !$0.hasLiteral && $0.hasMark }
          + templates.filter { !$0.hasMark } : templates
      return ordered.compactMap { Entry(part, $0) }
    }
  }

  /// How many templates were looked at.
  public var templateCount: Int { entries.count }

  /// What was found, in the order of the YAML.
  public func findings() -> [Finding] {
    var findings: [Finding] = []
    for later in entries.indices {
      var isTaken = false
      var ambiguous: [Finding] = []
      for earlier in entries.indices[..<later]
      where !isTaken && contend(entries[earlier], entries[later]) {
        let taken = entries[later].samples.filter { entries[earlier].takes($0) }
        guard let line = taken.first else { continue }
        if taken.count == entries[later].samples.count {
          findings.append(finding(.unreachable, entries[later], entries[earlier], line))
          isTaken = true
          continue
        }
        // What the later one takes all of, it is the general case of.
        if entries[earlier].samples.allSatisfy({ entries[later].takes($0) }) { continue }
        ambiguous.append(finding(.ambiguous, entries[later], entries[earlier], line))
      }
      if !isTaken { findings += ambiguous }
    }
    return findings.sorted { $0.position.offset < $1.position.offset }
  }

  private func finding(
    _ kind: Kind, _ entry: Entry, _ other: Entry, _ lines: [[UInt8]]
  ) -> Finding {
    Finding(
      kind: kind, part: entry.part.key, template: entry.template.source,
      position: entry.template.position ?? .start, otherPart: other.part.key,
      otherTemplate: other.template.source, otherPosition: other.template.position ?? .start,
      line: lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
  }

  // MARK: What the reader tries where

  /// The order in which the reader tries the parts. A dateline only begins a line, so it is in no other
  /// template's way.
  private static let order: [LayoutPart] = [
    .furniture, .masthead, .head, .contentsTitle, .contentsItem, .end, .below, .credits, .signOff,
    .section, .above, .title, .rule, .thematicBreak, .note, .item, .quotation, .attachments,
    .heading,
  ]

  /// The parts that a line of one place may be, as far as the reader asks for nothing but the shape:
  /// a rule, a line below a title, one above it are also told by what stands around them.
  private let places: [LayoutParts]

  private static func places(of profile: LayoutProfile) -> [LayoutParts] {
    var head: [LayoutPart] = [.furniture, .head, .contentsTitle, .section, .above]
    // One that is told by its shape opens a bulletin wherever it stands.
    if !profile.takesAnyMasthead { head.append(.masthead) }
    let places: [[LayoutPart]] = [
      head, [.furniture, .contentsItem], [.furniture, .section, .below],
      [
        .furniture, .credits, .section, .title, .signOff, .end, .thematicBreak, .note, .item,
        .quotation,
        .attachments, .heading,
      ],
    ]
    return places.map { LayoutParts($0.map { LayoutParts($0) }) }
  }

  /// Whether the reader may try both on one line. Of two parts, templates without a word or mark are
  /// told apart by their places.
  private func contend(_ a: Entry, _ b: Entry) -> Bool {
    if a.part == b.part {
      // A line of any text is the bulletin's title once, and then the next.
      if a.part == .head, !a.template.hasMark { return !a.isTitle }
      return a.lines.count == b.lines.count
    }
    guard a.template.hasLiteral, b.template.hasLiteral, a.lines.count == 1, b.lines.count == 1
    else { return false }
    // `-30-` is no page number, unless it is the next one.
    if a.part == .furniture, b.part == .end { return false }
    // What stands above tells numbered items from headings.
    if a.part == .item, b.part == .heading, a.template.hasNumber { return false }
    return places.contains { $0.has(a.part) && $0.has(b.part) }
  }

  // MARK: Lines

  /// A template with lines made of it.
  private struct Entry: Sendable {
    let part: LayoutPart
    let template: Template
    let lines: [TemplateLine]
    /// Each as many lines as the template matches.
    private(set) var samples: [[[UInt8]]] = []

    init?(_ part: LayoutPart, _ template: Template) {
      self.part = part
      self.template = template
      lines = template.lines.map { TemplateLine($0) }
      samples = TemplateSamples.lines(of: template).filter(takes)
      // A shape that no ordinary line has is left to its author.
      guard !samples.isEmpty else { return nil }
    }

    var isTitle: Bool {
      template.lines.contains { $0.contains(.field(.title)) }
    }

    private static func isRule(_ line: [UInt8]) -> Bool { line.span.isRule }

    func takes(_ sample: [[UInt8]]) -> Bool {
      // A rule is no title, whatever its marks.
      guard sample.count == lines.count, part != .title || !sample.contains(where: Self.isRule)
      else { return false }
      var budget = MatchBudget()
      for (line, text) in zip(lines, sample) {
        guard let captures = line.match(text.span, &budget) else { return false }
        // What is a date is no title of a bulletin.
        if part == .masthead, let title = captures.first(where: { $0.field == .title }),
          DateText.isDate(text.span, title.range)
        {
          return false
        }
      }
      return true
    }
  }
}

/// Lines of a template's shape.
enum TemplateSamples {
  /// Lines made of ordinary values, different ones for each round; of a template of several lines, the
  /// lines that are matched.
  static func lines(of template: Template) -> [[[UInt8]]] {
    let sources = template.source.split(separator: "\n").map(String.init)
    let matched =
      template.lines.count == sources.count
      ? sources : sources.filter { $0.contains("{") }
    let parts = (matched.isEmpty ? Array(sources.prefix(1)) : matched).compactMap {
      try? Template($0)
    }
    return (0..<rounds).map { round in
      parts.map { part in
        let line = TemplatePrinter(part).line { field in
          Array((value(of: field, round) + ending(of: field, in: part)).utf8)
        }
        guard let line else { return [] }
        return Array(line.span.extracting(line.span.trimmedRange))
      }
    }
  }

  private static let rounds = 6

  /// 简报 of `{title…简报}`.
  private static func ending(of field: Template.Field, in template: Template) -> String {
    for line in template.lines {
      for (token, next) in zip(line, line.dropFirst()) {
        guard token == .field(field), case .ending(let marks) = next else { continue }
        return String(
          String.UnicodeScalarView(marks.compactMap { Unicode.Scalar($0) }))
      }
    }
    return ""
  }

  /// Values that differ in what tells templates apart: script, form of the number, marks within.
  private static func value(of field: Template.Field, _ round: Int) -> String {
    let values: [String] =
      switch field {
      case .date:
        ["2021-03-12", "2021年3月12日", "二〇二一年三月十二日", "12 March 2021", "3月12日", "2021.3.12"]
      case .circled: ["①", "②", "⑩", "③", "㈠", "⑴"]
      case .email: (0..<rounds).map { "jane.\($0)@example.org" }
      case .letter: ["a", "b", "C", "d", "e", "x"]
      case .digits: ["7", "12", "3", "104", "21", "5"]
      case _ where field.isNumber: ["7", "十二", "３", "104", "二十一", "5"]
      case .code: ["WWUS84", "KDMX", "IAZ004", "AB12-3", "TXZ100", "NWS"]
      case _ where field.isName: ["办公厅", "Jane Doe", "科研处", "李明", "Garden Club", "宣传部"]
      default:
        [
          "春耕备耕，三项工作展开", "Spring letters, and more", "十二项任务（一）", "3 gardens: a report",
          "暖春", "新苗",
        ]
      }
    return values[round % values.count]
  }
}
