import GazetteDocumentModel

/// Opening and closing bulletins.
extension TextReader {
  /// A masthead: whatever was open ends, and a bulletin begins. Below a head line that began one, it is
  /// that one's title.
  mutating func beginBulletin(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if !(state == .head && bulletinTitle.isEmpty && articlesInBulletin == 0) {
      try endBulletin(&handler)
      try startBulletin(position, &handler)
    }
    state = .head
    try headFacts(line, match, position, &handler)
  }

  /// A bulletin that has no masthead begins with its first article; so does one after credits, where no
  /// text may follow them.
  mutating func openBulletinIfNeeded(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .credits, !profile.takesAnyMasthead { try endBulletin(&handler) }
    if state == .outside { try startBulletin(position, &handler) }
  }

  private mutating func startBulletin(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    state = .head
    bulletinTitle.removeAll(keepingCapacity: true)
    articlesInBulletin = 0
    signOffsSeen = 0
    headLinesTaken.removeAll()
    headNotes = HeadNotes()
    sectionMarks.removeAll()
    titleMark = 0
    numbersMakeSections = false
    hasMarkedTitles = false
    hasLabelledHead = false
    try handler.handle(.start(.bulletin), at: position)
    if languageKnown {
      let language = Array(profile.language.utf8)
      try handler.handle(.metadata(.language, language.span), at: position)
    }
    if !mailFacts.isEmpty { try emitMailFacts(&handler) }
  }

  /// `第12期 2021年3月12日`: facts of the bulletin.
  mutating func headFacts(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    marks.count(line, match)
    headNotes.note(match)
    for capture in match.captures {
      let value = line.extracting(capture.range)
      let field: MetadataField? =
        switch capture.field {
        case .issue, .number, .digits: .issue
        case .volume: .volume
        case .wholeNumber: .wholeNumber
        case .publisher, .department: .publisher
        case .classification: .classification
        case .place: .place
        case .source: .source
        case .category: .category
        default: nil
        }
      if let field {
        if [.issue, .volume, .wholeNumber].contains(field), let digits = value.numberInDigits {
          diagnostics.report(.numberInDigits, [String(value), digits], at: position)
          try handler.handle(.metadata(field, digits.utf8.span), at: position)
        } else {
          try handler.handle(.metadata(field, value), at: position)
        }
        continue
      }
      switch capture.field {
      case .title:
        bulletinTitle = [UInt8](value)
        try handler.element(.title, text: value, at: position)
      case .subtitle:
        headNotes.keep(value, at: position)
        try handler.element(.subtitle, text: value, at: position)
      case .kicker: try handler.element(.kicker, text: value, at: position)
      case .date:
        let iso = checkedISO(value, capture.date, position).map { Array($0.utf8) }
        try handler.fact(
          .date, (.type, Array("published".utf8)), (.iso, iso), text: value, at: position)
      case .editor, .author:
        for range in Self.names(line, capture.range) {
          try creditor(
            line.extracting(range), capture.field, match.template.label, position, &handler)
        }
      case .recipients:
        try distribution(value, match.template.label, position, &handler)
      case .code:
        try handler.fact(
          .identifier, (.type, Array("publisher-id".utf8)), text: value, at: position)
      case .custom(let name):
        headNotes.keep(value, as: name, at: position)
        try handler.fact(.custom, (.name, Array(name.utf8)), text: value, at: position)
      default:
        try handler.fact(
          .custom, (.name, Array(capture.field.name.utf8)), text: value, at: position)
      }
    }
  }

  /// `Subject: …`: what the mail's header says, by the words it says it with.
  mutating func mailFacts(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    guard match.first(.date) == nil, let capture = match.captures.first else {
      return try headFacts(line, match, position, &handler)
    }
    let name = Array((match.template.label ?? capture.field.name).lowercased().utf8)
    try handler.fact(
      .custom, (.name, name), text: line.extracting(capture.range), at: position)
  }

  /// `【要闻】`: the section that the template takes.
  mutating func beginSection(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    sectionMarks.insert(line.scalar(at: 0).value)
    // `第一版　要闻`: what else a placeholder takes belongs to the title.
    let others = match.captures.contains { $0.field != .title }
    var title = others ? 0..<line.count : match.first(.title)?.range ?? 0..<0
    if !others, title.lowerBound > 0, title.upperBound == line.count, let inner = line.betweenMarks
    {
      // `■提案办理■`
      title = inner
      marks.count(line, around: inner)
    } else if !others {
      marks.count(line, match)
    }
    try beginSection(line.extracting(title), position, &handler)
  }

  /// The article at hand ends, and with it the section; another begins.
  mutating func beginSection(
    _ title: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    if state == .contents { try endContents(&handler) }
    try openBulletinIfNeeded(position, &handler)
    try endHead(&handler)
    try endArticle(&handler, isClosed: true)
    try endSection(&handler)
    sectionOpen = true
    sectionTitle = title.textHash()
    state = .title
    try handler.handle(.start(.section), at: position)
    guard title.count > 0 else { return }
    contents.use(title)
    try handler.element(.title, text: title, at: position)
  }

  /// The held line is the title of a section.
  mutating func beginSectionByPending(
    _ reason: LocalizedText, _ handler: inout Handler
  ) throws(ConversionError) {
    let title = pending.joined()
    let position = pending.lines[0].position
    noteAll(.section, nil, reason)
    pending.clear()
    try beginSection(title.span.extracting(withoutBrackets(title.span)), position, &handler)
  }

  private mutating func endSection(_ handler: inout Handler) throws(ConversionError) {
    guard sectionOpen else { return }
    sectionOpen = false
    try handler.handle(.end(.section), at: linePosition)
  }

  /// `(责任编辑 王丽娜)`: the articles are over; who made the bulletin is a late fact.
  mutating func credits(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    try beginCredits(position, &handler)
    openRecipients = match.first(.recipients) == nil ? nil : match.template.label
    marks.count(line, match)
    for capture in match.captures {
      switch capture.field {
      case .editor, .author:
        // 王丽娜、张三: one contributor each.
        for range in Self.names(line, capture.range) {
          try creditor(
            line.extracting(range), capture.field, match.template.label, position, &handler)
        }
      case .department, .publisher:
        try creditor(
          line.extracting(capture.range), capture.field, match.template.label, position, &handler)
      case .email: try distribution(line.extracting(capture.range), "Email", position, &handler)
      default:
        // What else a bulletin says at its end is for those who get it; among others it goes by its own name.
        let isAmongOthers = capture.field != .recipients && match.captures.count > 1
        try distribution(
          line.extracting(capture.range),
          isAmongOthers ? capture.field.ownName : match.template.label, position, &handler)
      }
    }
  }

  mutating func beginCredits(
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    try settlePending(before: nil, LinePlace(), &handler)
    if state == .contents { try endContents(&handler) }
    try takeNoteWithoutArticle(&handler)
    try endHead(&handler)
    try endArticle(&handler)
    try endSection(&handler)
    if state == .outside { try startBulletin(position, &handler) }
    state = .credits
  }

  /// A note that stood above the next title, which never came, is an article without one.
  private mutating func takeNoteWithoutArticle(
    _ handler: inout Handler
  ) throws(ConversionError) {
    guard !articleOpen, article.hasBody, state != .outside else { return }
    // The bulletin is open, and about to end.
    try openUntitled(linePosition, &handler)
    diagnostics.report(.articleWithoutTitle, at: linePosition)
    state = .body
  }

  /// `审稿：陈晨`, `地址：学院路5号` among credits, though no template has the words: whoever has a name
  /// made the bulletin, all else is for those who get it.
  mutating func labelledCredit(
    _ line: Span<UInt8>, _ labelled: Labelled, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    try beginCredits(position, &handler)
    marks.count(line, labelled)
    let label = String(line.extracting(labelled.label))
    let value = line.extracting(labelled.value)
    guard PersonName.areNames(value) else {
      return try distribution(value, label, position, &handler)
    }
    for range in Self.names(line, labelled.value) {
      try creditor(line.extracting(range), .editor, label, position, &handler)
    }
  }

  /// A line right below `cc: …`, and set in: more of those who get the bulletin.
  mutating func takeMoreRecipients(
    _ line: Span<UInt8>, _ place: LinePlace, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .credits, let label = openRecipients, place.blanks == 0, place.indent >= 2,
      !line.endsWithStop
    else { return false }
    note(.credits, line, position.line, nil, Reasons.creditsWithLabels)
    try distribution(line, label, position, &handler)
    return true
  }

  /// `抄送：…`; what a label calls it is kept with it.
  func distribution(
    _ value: Span<UInt8>, _ label: String?, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    let label = label ?? ""
    let isCopy = label.contains("抄") || label.lowercased().hasPrefix("cc")
    let type = isCopy ? "copy" : label.contains("印") ? "print" : "to"
    try handler.fact(
      .distribution, (.type, Array(type.utf8)), (.label, label.isEmpty ? nil : Array(label.utf8)),
      text: value, at: position)
  }

  func creditor(
    _ name: Span<UInt8>, _ field: Template.Field, _ label: String?,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    let isPerson = field == .editor || field == .author
    let kind: ContributorKind = isPerson ? .person : .organization
    let role: ContributorRole = field == .author ? .author : isPerson ? .editor : .publisher
    try handler.fact(
      .contributor, (.kind, Array(kind.rawValue.utf8)), (.role, Array(role.rawValue.utf8)),
      (.label, label.map { Array($0.utf8) }),
      text: name, at: position)
  }

  /// The names in a list set off by 、, or by blanks where all are names by their form: `张三 李四`.
  static func names(_ line: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    if let names = PersonName.ranges(line.extracting(range)) {
      return names.map { name in
        (range.lowerBound + name.lowerBound)..<(range.lowerBound + name.upperBound)
      }
    }
    var names: [Range<Int>] = []
    var start = range.lowerBound
    var at = start
    while at < range.upperBound {
      let s = line.scalar(at: at)
      if s.value == 0x3001 {
        if at > start { names.append(start..<at) }
        start = at + s.length
      }
      at += s.length
    }
    if at > start { names.append(start..<at) }
    return names
  }

  /// Ends what is open.
  mutating func endBulletin(_ handler: inout Handler) throws(ConversionError) {
    if try takeLastLine(&handler) { state = .credits }
    try takeImprint(&handler)
    if linePosition.line >= closingStart { try settleClosingMatter(&handler) }
    if !records { pending.clear() }
    try settlePending(before: nil, LinePlace(), &handler)
    if state == .contents { try endContents(&handler) }
    try takeNoteWithoutArticle(&handler)
    try endHead(&handler)
    try endArticle(&handler)
    try endSection(&handler)
    guard state != .outside else { return }
    if articlesInBulletin == 0 {
      diagnostics.report(.bulletinEmpty, [String(bulletinTitle.span)])
    }
    reportUnusedContents()
    contents.reset()
    state = .outside
    try handler.handle(.end(.bulletin), at: linePosition)
  }

  /// Short lines below a rule at the end of a bulletin: `Public Library * 12 Shore Road * 555-0123`.
  private mutating func takeImprint(_ handler: inout Handler) throws(ConversionError) {
    guard profile.takesAnyMasthead, pending.isHeld, pending.isRuled, records,
      state == .body || state == .title || state == .signedOff,
      articlesInBulletin > 0, article.hasBody || !articleOpen, pending.isShortOfSentences
    else { return }
    let held = pending
    pending.clear()
    try beginCredits(linePosition, &handler)
    pending = held
    try settleAsNotes(&handler)
  }

  /// The last line of a bulletin below its last article, where the credits are a name alone.
  private mutating func takeLastLine(_ handler: inout Handler) throws(ConversionError) -> Bool {
    guard pending.lines.count == 1, state == .title || state == .signedOff, articlesInBulletin > 0
    else { return false }
    let line = pending.lines[0]
    let text = pending.joined()
    guard let match = classifier.match(.credits, text.span, &budget) else { return false }
    note(.credits, text.span, line.position.line, match, Reasons.template)
    pending.clear()
    try credits(text.span, match, line.position, &handler)
    return true
  }
}

extension EventHandler where Self: ~Copyable {
  /// A fact that the model has no name for.
  mutating func custom(
    _ name: StaticString, _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    try fact(.custom, (.name, Array("\(name)".utf8)), text: text, at: position)
  }

  /// An element of the front with its attributes (those without a value are left out) and its text.
  mutating func fact(
    _ element: Element, _ attributes: (Attribute, [UInt8]?)..., text: Span<UInt8>,
    at position: SourcePosition
  ) throws(ConversionError) {
    try handle(.start(element), at: position)
    for (attribute, value) in attributes {
      if let value { try handle(.attribute(attribute, value.span), at: position) }
    }
    try handle(.text(text), at: position)
    try handle(.end(element), at: position)
  }
}
