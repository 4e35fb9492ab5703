public import GazetteDocumentModel

/// A profile drafted from a sample text: what the built-in profile that fits best has found there, and
/// templates for lines of a shape that comes more than once.
///
/// All templates of that profile are the beginning. Part by part, those that the sample does not need
/// are left out, as long as the sample is read just as before: so the draft reads it as well as
/// the profile that it comes from. Then templates are made of lines that none took (`DraftProposals`),
/// and each stays if the sample has more structure with it. Behind each template stand the lines that
/// it took; lines with a label that no template took are named in comments, with a template to try.
public struct ProfileDraft: Sendable {
  /// The profile that it starts from.
  public let base: LayoutProfile
  /// The draft as YAML, comments and all.
  public let yaml: String

  /// - Parameters:
  ///   - sample: the beginning of a text, in UTF-8; a line that is cut off at its end is left out.
  ///   - file: the name that comments give it.
  ///   - name: the name of the draft.
  ///   - base: the profile to start from; nil chooses by the text.
  /// - Throws: `GZ1005` where the sample holds no text.
  public init(
    sample: [UInt8], file: String, name: String, base given: LayoutProfile? = nil
  ) throws(ConversionError) {
    guard sample.span.trimmedRange.count > 0,
      let chosen = given ?? ProfileChoice.best(for: sample)?.profile
    else { throw ConversionError(.inputEmpty, file: file) }
    self.base = chosen
    // What the text sets around its titles belongs to its profile.
    let sense = LayoutSense(sample: sample.span, setting: chosen.setting)
    let base = chosen.withTitles(of: sense)
    let wanted = try SampleReading(sample, base)
    var writer = ProfileWriter(base, name: name)
    var reading = try SampleReading(
      sample, LayoutProfile(yaml: Array(writer.yaml(file: file).utf8), file: name))
    for part in LayoutPart.allCases {
      let unused = base.templates(part).filter { wanted.lines(of: $0, part) == nil }
      try Self.leaveOut(unused[...], of: part, &writer, &reading) {
        (writer, last) throws(ConversionError) in
        let read = try SampleReading(
          sample, LayoutProfile(yaml: Array(writer.yaml(file: file).utf8), file: name))
        // The same document as the base gives, or no other than before.
        return read.trace == wanted.trace || read.trace == last.trace ? read : nil
      }
    }
    try Self.propose(&writer, &reading, sample, file: file, name: name)
    let last = reading
    writer.seen = { last.lines(of: $0, $1) }
    writer.suggestions = last.suggestions
    yaml = writer.yaml(file: file)
  }

  /// Leaves templates out that the sample does not need: all at once, or else by halves, since a line of
  /// several facts names one of its templates only.
  ///
  /// - Parameter reading: what is made of the sample without them; nil where they are needed.
  private static func leaveOut(
    _ unused: ArraySlice<Template>, of part: LayoutPart, _ writer: inout ProfileWriter,
    _ last: inout SampleReading,
    reading: (ProfileWriter, _ last: SampleReading) throws(ConversionError) -> SampleReading?
  ) throws(ConversionError) {
    guard !unused.isEmpty else { return }
    var trial = writer
    trial.leaveOut(unused, part)
    if let read = try reading(trial, last) {
      (writer, last) = (trial, read)
    } else if unused.count > 1 {
      let middle = unused.startIndex + unused.count / 2
      try leaveOut(unused[..<middle], of: part, &writer, &last, reading: reading)
      try leaveOut(unused[middle...], of: part, &writer, &last, reading: reading)
    }
  }

  /// Adds the templates that give the sample more structure, and are in no other's way.
  private static func propose(
    _ writer: inout ProfileWriter, _ reading: inout SampleReading, _ sample: [UInt8], file: String,
    name: String
  ) throws(ConversionError) {
    for proposal in reading.proposals {
      var best: (writer: ProfileWriter, reading: SampleReading)?
      for part in proposal.parts {
        guard let template = try? Template(proposal.source) else { continue }
        var trial = writer
        trial.add(template, part)
        guard
          let profile = try? LayoutProfile(yaml: Array(trial.yaml(file: file).utf8), file: name),
          ProfileCheck(profile).findings().isEmpty
        else { continue }
        let read = try SampleReading(sample, profile)
        guard (read.lines(of: template, part) ?? []).count >= proposal.least,
          read.structure > (best?.reading ?? reading).structure
        else { continue }
        best = (trial, read)
      }
      if let best { (writer, reading) = best }
    }
  }
}

/// What a profile makes of a sample: the document, and the lines that each template took.
private struct SampleReading {
  /// The events, written one behind the other.
  private(set) var trace: [UInt8] = []
  private var rows: [LineExplanation] = []
  private var articles = 0
  /// Articles without a title, or without a body.
  private var bare = 0

  init(_ sample: [UInt8], _ profile: LayoutProfile) throws(ConversionError) {
    let log = Log()
    var reader = TextReader(
      profile: profile, diagnostics: DiagnosticCollector(), rejoin: true, sample: sample,
      sampleIsWhole: true, explain: { log.rows.append($0) })
    var handler: any EventHandler & ~Copyable = Tracer(log: log)
    let whole = sample.count - UTF8Validation.incompleteSuffix(sample.span)
    try reader.read(sample.span.extracting(0..<whole), into: &handler)
    try reader.finish(into: &handler)
    trace = log.trace
    articles = log.articles
    bare = log.bare
    rows = log.rows.sorted { $0.line < $1.line }
  }

  /// The numbers of the lines that the template took as this part; nil where it took none.
  func lines(of template: Template, _ part: LayoutPart) -> [UInt32]? {
    let lines = rows.filter { $0.template == template.source && $0.kind.parts.contains(part) }
      .map(\.line)
    return lines.isEmpty ? nil : lines
  }

  /// How much structure was found: lines that templates took; articles with a title and a body, and not
  /// those that lack one.
  var structure: Int {
    rows.count { $0.template != nil && $0.kind != .rule && $0.kind != .furniture }
      + 2 * (articles - bare) - 3 * bare
  }

  /// Templates to try for lines that none took.
  var proposals: [DraftProposals.Proposal] {
    let untaken = rows.filter {
      $0.template == nil && $0.kind != .blank && $0.kind != .rule && $0.kind != .table
    }.map { DraftProposals.Row(line: $0.line, text: $0.text) }
    let top = rows.first { $0.kind != .blank && $0.kind != .rule }
    let hasMasthead = rows.contains { $0.kind == .masthead }
    return DraftProposals(
      rows: untaken, first: hasMasthead ? nil : untaken.first { $0.line == top?.line }
    ).proposals
  }

  /// `主办单位：园艺学会`: a short line with a word of its own in front, that no template took.
  var suggestions: [(line: UInt32, text: String, template: String)] {
    var found: [(line: UInt32, text: String, template: String)] = []
    for row in rows where row.template == nil && row.kind != .blank && row.text.count <= 40 {
      guard let colon = row.text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { continue }
      let label = row.text[..<colon]
      let value = row.text[row.text.index(after: colon)...].drop { $0 == " " || $0 == "\u{3000}" }
      guard !label.isEmpty, label.count <= 12, !value.isEmpty, !label.contains("{"),
        label.unicodeScalars.allSatisfy({ TextScalar.isWord($0.value) || $0 == " " })
      else { continue }
      let bytes = Array(value.utf8)
      let field =
        DateText.isDateAlone(bytes.span) ? "{date}" : "{x-\(label.replacing(" ", with: "-"))}"
      let gap = row.text[row.text.index(after: colon)...].first == " " ? " " : ""
      found.append((row.line, row.text, "\(label)\(row.text[colon])\(gap)\(field)"))
    }
    return Array(found.prefix(12))
  }

  private final class Log {
    var trace: [UInt8] = []
    var rows: [LineExplanation] = []
    var articles = 0
    var bare = 0
  }

  private struct Tracer: EventHandler, ~Copyable {
    let log: Log
    private var open: [Element] = []
    private var hasTitle = false
    private var hasBlock = false

    init(log: Log) { self.log = log }

    /// Counts articles, and those that lack something.
    private mutating func count(_ event: DocumentEvent) {
      switch event {
      case .start(let element):
        if element == .article { (hasTitle, hasBlock) = (false, false) }
        if element == .title, open.last == .article { hasTitle = true }
        if open.last == .body { hasBlock = true }
        open.append(element)
      case .end(let element):
        _ = open.popLast()
        guard element == .article else { return }
        log.articles += 1
        if !hasTitle || !hasBlock { log.bare += 1 }
      default: return
      }
    }

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      count(event)
      switch event {
      case .start(let element): log.trace += Array("\n<\(element)".utf8)
      case .attribute(let attribute, let value):
        log.trace += Array("\n\(attribute)=".utf8)
        log.trace.append(value)
      case .metadata(let field, let value):
        log.trace += Array("\n\(field):".utf8)
        log.trace.append(value)
      case .text(let text):
        log.trace.append(text)
      case .opaque(_, let text): log.trace.append(text)
      case .end(let element): log.trace += Array("\n>\(element)".utf8)
      }
    }

    mutating func finish() throws(ConversionError) {}
  }
}

extension LineExplanation.Kind {
  /// The parts of a profile whose templates give lines of this kind.
  var parts: [LayoutPart] {
    switch self {
    case .furniture: [.furniture]
    case .rule: [.rule]
    case .masthead: [.masthead]
    case .head: [.head]
    case .contents: [.contentsTitle, .contentsItem]
    case .section: [.section, .title]
    case .above: [.above]
    case .title: [.title, .above]
    case .below: [.below]
    case .note: [.note]
    case .heading: [.heading]
    case .item: [.item]
    case .attachments: [.attachments]
    case .thematicBreak: [.thematicBreak]
    case .quotation: [.quotation]
    case .signOff: [.signOff]
    case .end: [.end]
    case .credits: [.credits]
    case .paragraph: [.dateline]
    case .blank, .preformatted, .table, .continuation: []
    }
  }
}
