public import GazetteDocumentModel

/// `select=EXPR`: only the articles that an expression wants; see `SelectParser` for the language.
///
/// What is left out is left out by request: no loss, but counted with `--verbose`. A section without an
/// article goes too.
public enum SelectFilter {
  public static let filter = Filter(
    name: "select",
    summary: LocalizedText(
      "only articles that an expression wants: by date, department, section, text",
      "只留符合条件的文章:按日期、单位、栏目、文字"),
    argument: "EXPR"
  ) { (argument) throws(ConversionError) in
    let expression = try SelectParser.parse(argument ?? "")
    return FilterStage(name: "select") { (next, context) throws(ConversionError) in
      SelectHandler(next, expression, context.diagnostics)
    }
  }
}

/// Decides on an article as early as it can: where its facts decide, the body streams; where the text
/// does, it waits in an `ArticleBuffer`, which keeps a giant one on the disk.
struct SelectHandler: EventHandler, ~Copyable {
  private enum State { case outside, front, waiting, passing, dropping }

  private var next: any EventHandler & ~Copyable
  private let diagnostics: DiagnosticCollector
  private var facts: SelectFacts
  private var state = State.outside
  private var depth = 0
  private var section = EventTape()
  private var isInSection = false
  private var sectionIsOpen = false
  private var front = EventTape()
  private var body = ArticleBuffer()
  private var bodyPosition = SourcePosition.start
  private var articleCount = 0
  private var bulletinCount = 0
  private var bulletinKept = 0
  private var droppedCount = 0

  init(
    _ next: consuming any EventHandler & ~Copyable, _ expression: SelectExpression,
    _ diagnostics: DiagnosticCollector
  ) {
    self.next = next
    self.diagnostics = diagnostics
    facts = SelectFacts(expression)
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch state {
    case .outside: try handleOutside(event, position)
    case .front:
      if case .start(.body) = event {
        bodyPosition = position
        return try beginBody()
      }
      facts.takeFront(event)
      front.record(event, at: position)
    case .passing:
      try next.handle(event, at: position)
      if case .end(.article) = event { state = .outside }
    case .dropping:
      if case .end(.article) = event { state = .outside }
    case .waiting:
      if case .end(.body) = event { return try endBody(position) }
      try body.recordBody(event, at: position)
      if facts.takeBody(event), let isWanted = facts.isWanted { try decide(isWanted) }
    }
  }

  mutating func finish() throws(ConversionError) {
    if droppedCount > 0 {
      diagnostics.report(
        .articlesNotSelected, ["\(droppedCount)", "\(articleCount)", "select=\(facts.source)"])
    }
    try next.finish()
  }

  // MARK: Around the articles

  private mutating func handleOutside(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(.bulletin):
      facts.beginBulletin()
      bulletinCount = 0
      bulletinKept = 0
    case .end(.bulletin):
      if bulletinCount > 0, bulletinKept == 0 {
        diagnostics.report(
          .bulletinLeftEmpty, ["select=\(facts.source)", facts.bulletinTitle], at: position)
      }
    case .start(.section):
      facts.beginSection()
      isInSection = true
      sectionIsOpen = false
      section.reset()
    case .end(.section):
      isInSection = false
      facts.beginSection()
      guard sectionIsOpen else { return }
      sectionIsOpen = false
    case .start(.article):
      facts.beginArticle()
      articleCount += 1
      bulletinCount += 1
      front.reset()
      front.record(event, at: position)
      state = .front
      return
    default: facts.takeFront(event)
    }
    if isInSection {
      section.record(event, at: position)
    } else {
      try next.handle(event, at: position)
    }
  }

  // MARK: One article

  private mutating func beginBody() throws(ConversionError) {
    facts.beginBody()
    if let isWanted = facts.isWanted { try decide(isWanted) } else { state = .waiting }
  }

  private mutating func endBody(_ position: SourcePosition) throws(ConversionError) {
    facts.endBody()
    try decide(facts.isWanted ?? false)
    if state == .passing { try next.handle(.end(.body), at: position) }
  }

  private mutating func decide(_ isWanted: Bool) throws(ConversionError) {
    guard isWanted else {
      droppedCount += 1
      body.reset()
      state = .dropping
      return
    }
    bulletinKept += 1
    if isInSection, !sectionIsOpen {
      try section.replay(into: &next)
      section.reset()
      sectionIsOpen = true
    }
    try front.replay(into: &next)
    try next.handle(.start(.body), at: bodyPosition)
    try body.replayBody(into: &next)
    state = .passing
  }
}
