public import GazetteDocumentModel

/// Reads plain-text bulletins of one layout.
///
/// Line by line: a line that a template takes opens or closes a bulletin or an article; the first line
/// of an article is its title; all others are running text. A paragraph stays open until the line
/// below it is known, because a page break may have cut it in mid-sentence across a blank line:
///
///     会议指出,开展党史学习教              paragraph, open: no stop at its end
///                                       blank
///     育是以习近平同志为核心的党中央…。      joined to it
///                                       blank
///     中国科协办公厅                      pending: short, no stop; a department, a title or a piece?
///     [2021-03-12]                      … a department: the article's sign-off
///
/// The three files beside this one hold the state's three parts: `TextReader-lines` decides what a line
/// is, `TextReader-blocks` builds the article, `TextReader-bulletin` opens and closes bulletins.
public struct TextReader: DocumentReader, ~Copyable {
  let profile: LayoutProfile
  let classifier: LineClassifier
  let diagnostics: DiagnosticCollector
  let rejoins: Bool
  let languageKnown: Bool
  /// Whether text is wanted, or only the late facts.
  let records: Bool
  let explain: ((LineExplanation) -> Void)?

  var splitter: LineSplitter
  var article = ArticleBuffer()
  var marks = LayoutMarks()

  /// Where in a bulletin the reader is.
  enum State {
    /// No bulletin is open.
    case outside
    /// After the masthead: head lines or the first title.
    case head
    /// An article's first line comes next.
    case title
    /// After the title.
    case body
    /// The article is closed, though a second sign-off may follow.
    case signedOff
    /// After the credits: more credits, or another bulletin.
    case credits
  }

  var state = State.outside
  /// The bulletin's title, for messages.
  var bulletinTitle = ""
  var articlesInBulletin = 0
  var articleStart = SourcePosition.start
  var articleTitle: [UInt8] = []
  var articleOpen = false

  var paragraph = OpenParagraph()
  var pending = PendingLine()
  var inLongLine = false
  /// Where the line at hand begins.
  var linePosition = SourcePosition.start

  /// - Parameters:
  ///   - profile: the layout.
  ///   - rejoin: false keeps paragraphs as they were cut (`--no-rejoin`).
  ///   - sample: the beginning of the input; shows its line ends and whether it is Chinese.
  ///   - purpose: `.lateFacts` leaves out text and diagnostics.
  ///   - explain: called for each line when it is decided, not always in order: a line that waits for
  ///     the next one comes after it.
  public init(
    profile: LayoutProfile, diagnostics: DiagnosticCollector, rejoin: Bool = true,
    sample: [UInt8] = [], purpose: ReaderContext.Purpose = .document,
    explain: ((LineExplanation) -> Void)? = nil
  ) {
    self.profile = profile
    classifier = LineClassifier(profile)
    self.diagnostics = diagnostics
    rejoins = rejoin && profile.rejoin != .none
    languageKnown =
      profile.language != "und"
      && (!profile.language.hasPrefix("zh") || sample.isEmpty || Self.holdsHan(sample))
    records = purpose == .document
    self.explain = explain
    splitter = LineSplitter(sample: sample.span)
  }

  public mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    // The splitter is taken out while its lines are handled, which change the rest of the reader.
    var splitter = LineSplitter(sample: chunk.extracting(0..<0))
    swap(&splitter, &self.splitter)
    try splitter.split(chunk) { (span, part, position) throws(ConversionError) in
      try handle(span, part, position, &handler)
    }
    swap(&splitter, &self.splitter)
  }

  public mutating func finish(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let nothing: [UInt8] = []
    var splitter = LineSplitter(sample: nothing.span)
    swap(&splitter, &self.splitter)
    try splitter.finish { (span, part, position) throws(ConversionError) in
      try handle(span, part, position, &handler)
    }
    try endBulletin(&handler)
    marks.report(profile.name, to: diagnostics)
  }

  private static func holdsHan(_ sample: [UInt8]) -> Bool {
    let span = sample.span
    var at = 0
    let end = span.count - UTF8Validation.incompleteSuffix(span)
    while at < end {
      let s = span.scalar(at: at)
      if TextScalar.isHan(s.value) { return true }
      at += s.length
    }
    return false
  }
}
