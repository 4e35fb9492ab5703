public import GazetteDocumentModel

/// Writes plain-text bulletins in one layout: the canonical form of what `TextReader` reads by it.
///
///     · 科学共同体要闻 ·
///
///     title
///
///     paragraph, on one line
///
///     department [date]
///
///     (责任编辑 editor)
///
/// What the layout has no template for is written as plain lines where it is text, and reported; so is
/// a line that the reader would take for something else. `TextWriter-facts` has the lines made from
/// metadata, `TextWriter-blocks` the running text.
public struct TextWriter: EventHandler, ~Copyable {
  var out: OutputBuffer
  let profile: LayoutProfile
  let classifier: LineClassifier
  let printer: LayoutPrinter
  let diagnostics: DiagnosticCollector

  var open: [Element] = []
  var wroteLine = false
  /// The text of the front element at hand.
  var captured: [UInt8] = []
  var isCapturing = false
  /// The fact at hand is a fragment, which has been reported.
  var factIsFragment = false
  private var losses = ElementLosses()
  var attributes = AttributeList()

  var bulletin = BulletinFacts()
  var article = ArticleFacts()
  var block = BlockText()
  var filler: LineFiller
  /// The last paragraph, if the reader might go on with it.
  var openEnd: OpenEnd?
  let sense: LayoutSense
  /// The lists that stand around the text at hand, where the layout has items.
  var lists: [WrittenList] = []
  /// The table at hand, where the layout has tables.
  var table: OpenTable?

  init(
    _ out: consuming OutputBuffer, profile: LayoutProfile, diagnostics: DiagnosticCollector
  ) {
    self.out = out
    self.profile = profile
    classifier = profile.classifier
    printer = LayoutPrinter(profile)
    filler = LineFiller(width: profile.setting.width)
    sense = LayoutSense(writtenBy: profile)
    self.diagnostics = diagnostics
  }

  /// Whether paragraphs are set in lines of one width.
  var fills: Bool { profile.setting.wrap == .hard }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text):
      if isCapturing {
        captured.append(text)
      } else if table != nil {
        textInTable(text)
      } else {
        try blockText(text)
      }
    case .start(let element): try start(element, position)
    case .end(let element): try end(element, position)
    case .attribute(let attribute, let value): note(attribute, value, position)
    case .metadata(let field, let value): metadata(field, value, position)
    case .opaque(let format, let fragment):
      let text = diagnostics.reportFragment(
        format, fragment, in: open.last, target: "text", at: position)
      if open.last == .custom { factIsFragment = true }
      if !text.isEmpty { try handle(.text(text.span), at: position) }
    }
  }

  public mutating func finish() throws(ConversionError) {
    try out.finish()
    losses.report(to: diagnostics, format: "text")
  }

  private mutating func start(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    let parent = open.last
    if isInContents { return startInContents(element, position) }
    open.append(element)
    if table != nil { return startInTable(element, position) }
    checkContainer(of: element, parent, position)
    switch element {
    case .table where profile.setting.tables == .table && !isCapturing:
      try finishBlock()
      table = OpenTable(position: position)
    case .bulletin: beginBulletin()
    case .article:
      try writeHeadLines(position)
      article = ArticleFacts(isUnsignedBefore: article.isUnsigned)
    case .body: try beginBody(position)
    case .section:
      try writeHeadLines(position)
      if printer[.section].isEmpty {
        lost(element, "its title becomes a line of text", "其标题按普通行写出", position)
      } else {
        // Its heading closes what is above it.
        article.isEnded = true
      }
    case .title, .subtitle, .kicker, .contributor, .date, .identifier, .distribution, .custom:
      captured.removeAll(keepingCapacity: true)
      isCapturing = true
      factIsFragment = false
      attributes.removeAll()
    case .contents where !printer[.contentsItem].isEmpty && parent == .bulletin: beginContents()
    case .contents, .abstract:
      lost(element, "its text is written as paragraphs", "其文字按段落写出", position)
    default:
      if isCapturing, element == .lineBreak {
        captured.append(0x20)
        lost(element, "a space stands for it", "以空格代替", position)
      } else if isCapturing {
        lost(element, "its text is kept", "保留其文字", position)
      } else {
        try startBlock(element, parent, position)
      }
    }
  }

  private mutating func end(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    open.removeLast()
    if table != nil { return try endInTable(element, position) }
    switch element {
    case .bulletin: try endBulletin(position)
    case .body: try endBody(position)
    case .list where !lists.isEmpty && listsItems: lists.removeLast()
    case .contents where !printer[.contentsItem].isEmpty: isCapturing = false
    case .article, .section, .contents, .abstract: break
    case .title, .subtitle, .kicker, .contributor, .date, .identifier, .distribution, .custom:
      isCapturing = false
      try frontElement(element, position)
    default:
      if isInContents {
        endInContents(element)
      } else if !isCapturing {
        try endBlock(element, position)
      }
    }
  }

  private mutating func note(
    _ attribute: Attribute, _ value: Span<UInt8>, _ position: SourcePosition
  ) {
    if table != nil {
      noteInTable(attribute, value)
    } else if isInContents {
      noteInContents(attribute, value)
    } else if isCapturing {
      attributes.append(attribute, value)
    } else if attribute == .label {
      block.label.append(value)
    } else if attribute == .level, case .heading = block.form {
      block.form = .heading(level: Int(String(value)) ?? 1)
    } else if attribute == .type, open.last == .note {
      block.noteType = [UInt8](value)
    } else {
      noteInContainer(attribute, value, position)
    }
  }

  // MARK: Lines

  /// A blank line between this block and the one above.
  mutating func separate(isCompact: Bool = false) throws(ConversionError) {
    if wroteLine, !isCompact { try out.write(byte: 0x0A) }
    wroteLine = true
  }

  /// A block that is one line.
  /// - Parameter isCompact: it stands right below the line above.
  mutating func writeLine(_ line: [UInt8], isCompact: Bool = false) throws(ConversionError) {
    openEnd = nil
    try separate(isCompact: isCompact)
    try out.write(line)
    try out.write(byte: 0x0A)
  }

  mutating func lost(
    _ element: Element, _ english: String, _ chinese: String, _ position: SourcePosition
  ) {
    losses.count(element, LocalizedText(english, chinese), at: position)
  }
}
