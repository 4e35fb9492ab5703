public import GazetteDocumentModel

/// `split` and `split=section`: each article, or each section, becomes a bulletin of its own with the
/// whole front of the one that it comes from.
public enum SplitFilter {
  /// What becomes a bulletin. With `section`, articles that stand in none share one.
  public enum Unit: String, Sendable, CaseIterable { case article, section }

  public static let filter = Filter(
    name: "split",
    summary: LocalizedText(
      "each article, or section, as a bulletin of its own", "每篇文章或每个栏目各成一期"),
    argument: "article|section", argumentIsOptional: true
  ) { (argument) throws(ConversionError) in
    guard let unit = Unit(rawValue: argument ?? "article") else {
      throw ConversionError(
        .filterArgument, ["split", "takes article or section, not \"\(argument ?? "")\""])
    }
    return FilterStage(name: "split", needsFactsFirst: true) { (next, _) throws(ConversionError) in
      SplitHandler(next, unit)
    }
  }
}

/// Ends a bulletin only when the next one begins, so that late facts, where they come all the same,
/// have a place.
struct SplitHandler: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let unit: SplitFilter.Unit
  private var bulletin = EventTape()
  private var section = EventTape()
  private var start = SourcePosition.start
  private var sectionStart = SourcePosition.start
  private var isInSection = false
  private var isInArticle = false
  /// Whether a bulletin is open behind this filter, and whether a section in it.
  private var bulletinIsOpen = false
  private var sectionIsOpen = false
  /// Whether the open bulletin has had its section.
  private var hadSection = false
  private var contentBegun = false

  init(_ next: consuming any EventHandler & ~Copyable, _ unit: SplitFilter.Unit) {
    self.next = next
    self.unit = unit
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    if isInArticle {
      try next.handle(event, at: position)
      if case .end(.article) = event { isInArticle = false }
      return
    }
    switch event {
    case .start(.bulletin):
      bulletin.reset()
      start = position
      contentBegun = false
    case .start(.section):
      section.reset()
      sectionStart = position
      isInSection = true
      contentBegun = true
    case .end(.section):
      // A section without an article is still said.
      if !sectionIsOpen {
        try close(position)
        try begin(position)
      }
      try closeSection(position)
      isInSection = false
    case .start(.article):
      let isNew =
        unit == .article || (isInSection ? !sectionIsOpen : hadSection)
      if isNew { try close(position) }
      try begin(position)
      contentBegun = true
      isInArticle = true
      try next.handle(event, at: position)
    case .end(.bulletin):
      if !contentBegun { try begin(position) }
      try close(position)
    default:
      if isInSection {
        section.record(event, at: position)
      } else if contentBegun {
        try next.handle(event, at: position)
      } else {
        bulletin.record(event, at: position)
      }
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  /// Begins a bulletin, and a section where one is around, unless they are open.
  private mutating func begin(_ position: SourcePosition) throws(ConversionError) {
    if !bulletinIsOpen {
      try next.handle(.start(.bulletin), at: start)
      try bulletin.replay(into: &next)
      bulletinIsOpen = true
    }
    if isInSection, !sectionIsOpen {
      try next.handle(.start(.section), at: sectionStart)
      try section.replay(into: &next)
      sectionIsOpen = true
    }
  }

  private mutating func close(_ position: SourcePosition) throws(ConversionError) {
    try closeSection(position)
    if bulletinIsOpen { try next.handle(.end(.bulletin), at: position) }
    bulletinIsOpen = false
    hadSection = false
  }

  private mutating func closeSection(_ position: SourcePosition) throws(ConversionError) {
    guard sectionIsOpen else { return }
    try next.handle(.end(.section), at: position)
    sectionIsOpen = false
    hadSection = true
  }
}
