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
/// Where paragraphs are set in lines of one width, lines that stand together are one block: the first
/// few are pending in the same way, more of them are a paragraph.
///
/// The files beside this one hold the state's parts: `TextReader-lines` asks in turn what a line may be (`-fewLines` what it rarely is),
/// `TextReader-filled` whether it goes on with what is above it, `TextReader-templates` what a line is by its shape (`-masthead`, `-head`,
/// `-titles`, `-titleForms`, `-openings`, `-closing`, `-closingMatter`, `-roles`, `-furniture`), `TextReader-pending` and `-bodyTitles` what held lines were,
/// `TextReader-blocks` and `TextReader-lists` build the body, `TextReader-article` the article around it,
/// `TextReader-bulletin` and `TextReader-contents` open and close bulletins.
public struct TextReader: DocumentReader, ~Copyable {
  let profile: LayoutProfile
  let classifier: LineClassifier
  let diagnostics: DiagnosticCollector
  let rejoins: Bool
  let languageKnown: Bool
  /// Whether text is wanted, or only the late facts.
  let records: Bool
  let explain: ((LineExplanation) -> Void)?
  /// How the text is set; nothing is asked of it where lines are paragraphs wherever they stand.
  let sense: LayoutSense
  let usesPlace: Bool
  /// Whether lines in columns are read as tables.
  let readsTables: Bool
  /// Columns of the indent that the profile sets in front of paragraphs.
  let declaredIndent: Int
  /// Whether an article's first line is its title; no, where only a template makes titles.
  let titlesByPosition: Bool
  /// Whether names of people are told by their form: in Japanese and Korean.
  let bylinesByForm: Bool
  /// Whether a few words with a capital each are a name in this text, even right below a title.
  let namesHaveCapitals: Bool
  /// The title template whose lines are titles of sections in this text: another title follows each.
  let sectionMark: Int?
  /// The templates of the titles that stand below those; none where these have no mark.
  let titlesInSections: [Int]
  /// The last line of a head whose lines no template knows; 0 where there is none.
  let headEnd: UInt32
  /// The number of the last header line of the mail that the text came in; 0 where there is none.
  let mailEnd: UInt32
  /// Whether those say that it is a bulletin: what stands above its contents tells how it is sent.
  let isInMailing: Bool
  /// The larger of the two.
  let edgeEnd: UInt32
  /// What the header lines say, kept until the bulletin is open.
  var mailFacts: [(name: String, value: [UInt8], position: SourcePosition)] = []
  /// The first line of the closing matter; out of reach where there is none.
  let closingStart: UInt32

  var splitter: LineSplitter
  var article = ArticleBuffer()
  var marks = LayoutMarks()
  var budget = MatchBudget()
  /// Lines looked at, for the count of steps.
  var looks = 0

  /// Where in a bulletin the reader is.
  enum State {
    /// No bulletin is open.
    case outside
    /// After the masthead: head lines or the first title.
    case head
    /// In the list of contents.
    case contents
    /// An article's first line comes next.
    case title
    /// An article is open by a line above its title, which comes next.
    case above
    /// After the title.
    case body
    /// The article is closed, though a second sign-off may follow.
    case signedOff
    /// After the credits: more credits, or another bulletin.
    case credits
  }

  var state = State.outside
  /// The bulletin's title, for messages.
  var bulletinTitle: [UInt8] = []
  /// A hash of the first line of the text, or of the bulletin at hand, without numbers.
  var firstLine: UInt64 = 0
  var articlesInBulletin = 0
  var sectionOpen = false
  /// A hash of the title of the last section.
  var sectionTitle: UInt64 = 0
  /// The first scalars of the lines that were titles of the bulletin's sections by a template.
  var sectionMarks: Set<UInt32> = []
  /// The head templates that have taken a line of the bulletin: each takes one.
  var headLinesTaken: Set<Int> = []
  /// What lines of the bulletin's head say in words.
  var headNotes = HeadNotes()
  var contents = ContentsList()
  /// Columns in front of the last item of the contents.
  var contentsIndent = 0
  /// Sign-offs met in the bulletin.
  var signOffsSeen = 0
  /// Whether the line at hand stands below titles.
  var bylineFollows = false
  /// Why the pending line is a title.
  var titleReason = LocalizedText("", "")
  var articleStart = SourcePosition.start
  var articleTitle: [UInt8] = []
  var articleOpen = false
  /// The people who are said to have written the article at hand, by the hashes of their names.
  var namesOfArticle: Set<UInt64> = []
  /// Whether the title of the article at hand is one by where it stands, and by nothing else.
  var titleIsByPlace = false
  /// Columns in front of the last title that was told by its place.
  var titleIndent = 0
  /// Whether brackets stood around it, as around titles of sections.
  var titleIsBracketed = false
  /// Whether it stands below a rule, blank lines between or none.
  var titleFollowsRule = false
  /// Whether a rule sets off the last title that is one by where it stands.
  var titleIsRuled = false
  /// The mark of a title of the bulletin that text stands right below of, as below headings; 0 where none has one.
  var titleMark: UInt32 = 0
  /// Whether numbers in Han characters stand above titles behind a mark, in sections: `一、宏观政策`.
  var numbersMakeSections = false
  /// The kicker that opened the article at hand, if it may be the title of a section.
  var columnAbove: (words: Range<Int>, line: [UInt8], position: SourcePosition)?
  /// The mark of the title of the article at hand, where a template told it; 0 else.
  var articleMark: UInt32 = 0
  /// Whether an article of the bulletin has a title with a mark.
  var hasMarkedTitles = false
  /// Whether lines above a title opened the article, and the title is still to come.
  var awaitsTitle = false

  /// Whether the article at hand has headings.
  var hasHeadings = false
  var paragraph = OpenParagraph()
  var pending = PendingBlock()
  /// Lines that may be a table.
  var table = PendingBlock()
  /// Whether the lines at hand were held as a table, and are none.
  var bypassesTables = false
  /// What the open paragraph stands in, outermost first: a list and its item, a note.
  var containers: [Element] = []
  /// The lists among them.
  var lists: [OpenList] = []
  /// The preformatted block at hand: where its columns begin.
  var preformattedColumns: Set<Int>?
  var inLongLine = false
  /// Where the line at hand begins.
  var linePosition = SourcePosition.start
  var blanks = 0
  var isAfterBreak = false
  /// The last page number that was left out.
  var lastPage = 0
  /// Whether a signature stands right above the line at hand.
  var isBelowSignature = false
  /// The lines of a signature that is set to the right, while more may come.
  var heldSignature: [(text: [UInt8], position: SourcePosition)] = []
  /// Whether `--` stands above the signature.
  var isBelowDashes = false
  /// Whether lines with labels of their own stand in the bulletin's head.
  var hasLabelledHead = false
  /// Who gets the bulletin, by the label of the last line of credits, where more may stand below it.
  var openRecipients: String?
  /// The mark of the rule above the masthead, which one below its last line closes; 0 where there is none.
  var frame: UInt32 = 0
  /// Whether a rule stood right above the line at hand when it was looked at.
  var lineIsBelowRule = false
  /// Whether a rule is what stands above the line at hand, blank lines aside.
  var lineFollowsRule = false
  /// Whether a rule stands right above the next line.
  var isBelowRule = false

  /// - Parameters:
  ///   - profile: the layout.
  ///   - rejoin: false keeps paragraphs as they were cut (`--no-rejoin`).
  ///   - sample: the beginning of the input; shows its line ends, its setting, whether it is Chinese.
  ///   - sampleIsWhole: whether the sample is all of the input, so that its end shows the closing matter.
  ///   - purpose: `.lateFacts` leaves out text and diagnostics.
  ///   - explain: called for each line when it is decided, not always in order: a line that waits for
  ///     the next one comes after it.
  public init(
    profile: LayoutProfile, diagnostics: DiagnosticCollector, rejoin: Bool = true,
    sample: [UInt8] = [], sampleIsWhole: Bool = false,
    purpose: ReaderContext.Purpose = .document,
    explain: ((LineExplanation) -> Void)? = nil
  ) {
    usesPlace = profile.usesPlace
    sense =
      usesPlace ? LayoutSense(sample: sample.span, setting: profile.setting) : LayoutSense()
    let profile =
      profile.title.alone
      ? profile.withTitles(of: sense) : profile
    self.profile = profile
    classifier = profile.classifier
    self.diagnostics = diagnostics
    rejoins = rejoin && profile.rejoin != .none
    let isInLetters = profile.rejoin == .words || profile.language.hasPrefix("en")
    let latin = LatinLanguage(of: sample.span.extracting(0..<(isInLetters ? sample.count : 0)))
    languageKnown =
      profile.language != "und"
      && (sample.isEmpty || Self.mayBe(profile.language, sample, latin))
    namesHaveCapitals = usesPlace && profile.rejoin == .words && latin.capitalizesNamesAlone
    records = purpose == .document
    self.explain = explain
    declaredIndent = profile.setting.indentColumns
    readsTables = usesPlace && profile.setting.tables == .table
    titlesByPosition = profile.titlesByPosition
    bylinesByForm = usesPlace && (profile.language == "ja" || profile.language == "ko")
    let sections =
      profile.title.alone && !profile.templates(.title).isEmpty
      ? SectionMarks.find(in: sample.span, by: classifier) : nil
    sectionMark = sections?.mark
    titlesInSections = sections?.titles ?? []
    // `Subject: Moths Digest, Vol 27, Issue 14` is the masthead of what came by mail.
    let header = MailHead(
      in: sample.span.extracting(0..<(profile.takesAnyMasthead ? 0 : sample.count)))
    isInMailing =
      header.end > 0
      && (profile.classifier.knowsMasthead(header.subject.span) || header.namesDigest)
    mailEnd = profile.takesAnyMasthead ? sense.mailEnd : isInMailing ? header.end : 0
    headEnd =
      profile.takesAnyMasthead && profile.rejoin == .words
      ? HeadBlock.end(in: sample.span, below: sense.mailEnd, by: classifier) : 0
    let closing =
      sampleIsWhole && usesPlace && profile.takesAnyMasthead
      ? ClosingMatter.start(in: sample.span, count: sense.lineCount) : 0
    closingStart = closing > max(headEnd, sense.headRule) ? closing : .max
    edgeEnd = max(headEnd, mailEnd)
    splitter = LineSplitter(sample: sample.span)
  }

  /// What reading has taken so far, in steps that do not depend on the machine: lines looked at, and
  /// comparisons of lines with templates.
  public var stepCount: Int { looks + budget.steps }

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
    try settleTable(&handler)
    try endBulletin(&handler)
    marks.report(profile.name, to: diagnostics)
  }

  /// Whether nothing in a text speaks against the language of its profile.
  private static func mayBe(
    _ language: String, _ sample: [UInt8], _ latin: LatinLanguage
  ) -> Bool {
    if language.hasPrefix("zh") { return holdsHan(sample) }
    return !language.hasPrefix("en") || !latin.isNotEnglish
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
