import GazetteDocumentModel

/// What a line is by its shape.
extension TextReader {
  /// Tries the templates of the parts that a short line may be; false where none takes it.
  mutating func takeByTemplate(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if parts.has(.furniture), let match = classifier.match(.furniture, line, &budget),
      match.template.hasLiteral || place.blanks > 0 || place.isAfterBreak || state == .outside
    {
      removeFurniture(line, match, position)
      return true
    }
    if parts.has(.masthead), !profile.isGeneric || !usesPlace || state != .body,
      let match = classifier.match(.masthead, line, &budget), mayOpenBulletin(match)
    {
      if isRunningHead(line, match, place) {
        removeFurniture(line, match, position)
      } else {
        note(.masthead, line, position.line, match, Reasons.template)
        try beginBulletin(line, match, position, &handler)
      }
      return true
    }
    if try takeAboveArticles(line, parts, place, position, &handler) { return true }
    if parts.has(.credits), let match = classifier.match(.credits, line, &budget),
      match.template.hasLiteral
    {
      note(.credits, line, position.line, match, Reasons.template)
      try credits(line, match, position, &handler)
      return true
    }
    if parts.has(.section), let match = classifier.match(.section, line, &budget) {
      try settlePending(before: line, place, &handler)
      note(.section, line, position.line, match, Reasons.template)
      try beginSection(line, match, position, &handler)
      return true
    }
    if try takeAroundTitle(line, parts, place, position, &handler) { return true }
    if articleOpen, try takeClosing(line, parts, place, position, &handler) { return true }
    if parts.has(.rule), let match = classifier.match(.rule, line, &budget) {
      try takeRule(line, match, place, position, &handler)
      return true
    }
    if try takeSeveralCredits(line, position, &handler) { return true }
    if articleOpen, parts.has(.thematicBreak),
      let match = classifier.match(.thematicBreak, line, &budget)
    {
      try settlePending(before: line, place, &handler)
      note(.thematicBreak, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try thematicBreak(position)
      return true
    }
    if try takeOpening(line, parts.intersection(Self.opening), place, position, &handler) {
      return true
    }
    if state == .body || pending.isHeld, parts.has(.heading), isAtRest, !mayBeNumberedTitle(line),
      !standsInBlock(line), classifier.mayBeHeading(line),
      let match = classifier.match(.heading, line, &budget),
      sense.wrapWidth == 0 || match.template.hasNumber
    {
      try settlePending(before: line, place, &handler)
      guard state == .body else { return false }
      note(.heading, line, position.line, match, Reasons.template)
      try heading(line, level: profile.headingLevels[match.index], position)
      return true
    }
    return false
  }

  /// `主编：张华   编辑：李明`: credits side by side.
  private mutating func takeSeveralCredits(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard usesPlace, state != .outside, state != .head, line.count <= 160 else { return false }
    guard classifier.mayOpenCredits(line), line.hasGap else { return false }
    let pieces = line.piecesBetweenGaps
    guard pieces.count > 1 else { return false }
    for range in pieces {
      guard let match = classifier.match(.credits, line.extracting(range)),
        match.template.hasLiteral
      else { return false }
    }
    for range in pieces {
      let piece = line.extracting(range)
      guard let match = classifier.match(.credits, piece) else { continue }
      if range == pieces[0] { note(.credits, line, position.line, match, Reasons.template) }
      try credits(piece, match, position, &handler)
    }
    return true
  }

  /// Head lines, the list of contents.
  private mutating func takeAboveArticles(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if state == .outside || (state == .head && bulletinTitle.isEmpty), pending.isHeld,
      try takePendingMasthead(above: line, parts, position, &handler)
    {
      return true
    }
    if state == .head || state == .outside, !pending.isHeld, parts.has(.head),
      let match = matchHead(line),
      state == .head ? takesHeadLine(match, place) : match.template.hasLiteral
    {
      try openBulletinIfNeeded(position, &handler)
      note(.head, line, position.line, match, Reasons.headTemplate)
      try headFacts(line, match, position, &handler)
      return true
    }
    guard state == .head || state == .outside || state == .contents else { return false }
    if state != .contents, parts.has(.contentsTitle),
      let match = classifier.match(.contentsTitle, line, &budget)
    {
      try settlePending(before: line, place, &handler)
      guard !articleOpen else { return false }
      note(.contents, line, position.line, match, Reasons.template)
      try openBulletinIfNeeded(position, &handler)
      contents.begin(line, match, position)
      state = .contents
      return true
    }
    return try takeContents(line, parts, place, position, &handler)
  }

  private mutating func matchHead(_ line: Span<UInt8>) -> LineClassifier.Match? {
    let match = classifier.match(.head, line, &budget)
    guard let match, match.first(.title) != nil, !match.template.hasMark, !bulletinTitle.isEmpty
    else { return match }
    // The title is known: the next template of any text.
    return classifier.match(.head, line, after: match.index, &budget)
  }

  /// Whether a line with the shape of a head line is one: its template has not taken another, if lines
  /// above titles look the same; a template of any text takes the title, or what stands right below.
  private mutating func takesHeadLine(
    _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard match.template.hasMark else {
      return match.first(.title) == nil ? place.blanks == 0 : bulletinTitle.isEmpty
    }
    return headLinesTaken.insert(match.index).inserted || classifier.isEmpty(.above)
  }

  /// Whether the first line of a text was a masthead, as the line below it shows: a number or date of
  /// the bulletin, its contents, its first section.
  private mutating func takePendingMasthead(
    above line: Span<UInt8>, _ parts: LayoutParts, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard profile.hasPlainMasthead else { return false }
    let head = parts.has(.head) ? classifier.match(.head, line, &budget) : nil
    let isHead = head?.template.hasMark ?? false
    guard
      isHead
        || (parts.has(.contentsTitle) && classifier.match(.contentsTitle, line, &budget) != nil)
        || (parts.has(.section) && classifier.match(.section, line, &budget) != nil)
    else { return false }
    guard try beginBulletinByPending(&handler) else { return false }
    guard isHead, let head else { return false }
    note(.head, line, position.line, head, Reasons.headTemplate)
    try headFacts(line, head, position, &handler)
    return true
  }

  /// The lines held are the masthead, if they can be one: what stands below them says so.
  mutating func beginBulletinByPending(_ handler: inout Handler) throws(ConversionError) -> Bool {
    let text = pending.joined()
    let first = pending.lines[0].position
    guard classifier.mayBeTitle(text.span),
      let match = classifier.match(.masthead, text.span, &budget)
    else { return false }
    // What was captured of several lines joined is of none of them.
    let shown = LineClassifier.Match(
      template: match.template, captures: pending.lines.count == 1 ? match.captures : [])
    for held in pending.lines {
      note(
        .masthead, pending.bytes.span.extracting(held.text), held.position.line, shown,
        Reasons.aboveHead)
    }
    pending.clear()
    try beginBulletin(text.span, match, first, &handler)
    return true
  }

  /// Lines above and below a title, and titles that a template tells.
  private mutating func takeAroundTitle(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if state == .body || pending.isHeld, parts.has(.below), isBelowTitle,
      let match = classifier.match(.below, line, &budget)
    {
      bylineFollows = true
      try settlePending(before: line, place, &handler)
      bylineFollows = false
      guard state == .body, !article.hasBody, !articleTitle.isEmpty, !paragraph.isOpen else {
        return false
      }
      note(.below, line, position.line, match, Reasons.belowTitle)
      try articleFacts(line, match, position)
      return true
    }
    if parts.has(.above), state != .body || awaitsTitle || place.blanks > 0,
      let match = classifier.match(.above, line, &budget), isAboveTitle(match, place)
    {
      try settlePending(before: nil, place, &handler)
      if state == .contents { try endContents(&handler) }
      note(.above, line, position.line, match, Reasons.aboveTitle)
      try openBulletinIfNeeded(position, &handler)
      if state != .above, !(awaitsTitle && articleOpen) {
        try openUntitled(position, &handler)
        awaitsTitle = true
      }
      if state != .body || !article.hasBody { state = .above }
      try articleFacts(line, match, position)
      return true
    }
    // `###` is no title "#" behind ##.
    guard parts.has(.title), !line.isRule,
      let match = classifier.match(.title, line, &budget),
      let capture = match.first(.title)
    else { return false }
    try settlePending(before: line, place, &handler)
    if match.index == sectionMark {
      note(.section, line, position.line, match, Reasons.template)
      try beginSection(line, match, position, &handler)
      return true
    }
    if state == .contents { try endContents(&handler) }
    note(.title, line, position.line, match, Reasons.template)
    try openBulletinIfNeeded(position, &handler)
    marks.count(line, match)
    try beginTitled(line.extracting(capture.range), position, &handler)
    return true
  }

  /// Whether a line that has the shape of one above a title is one: outside a body; in it, where a
  /// title is still to come, or where codes begin another article.
  private func isAboveTitle(_ match: LineClassifier.Match, _ place: LinePlace) -> Bool {
    guard state == .body else { return !pending.isHeld }
    if awaitsTitle, articleTitle.isEmpty { return true }
    return match.first(.code) != nil && place.blanks > 0
      && (paragraph.isStopped || !paragraph.isOpen)
  }

  /// Whether the line at hand can stand below a title: nothing of the body has come.
  private var isBelowTitle: Bool {
    if pending.isHeld { return state != .contents }
    return state == .body && !article.hasBody && !paragraph.isOpen && !articleTitle.isEmpty
  }

  /// Sign-offs and end marks.
  private mutating func takeClosing(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    // A rule right below a line underlines it.
    if parts.has(.end), let match = classifier.match(.end, line, &budget),
      place.blanks > 0 || !line.isRule || !usesPlace
    {
      try settlePending(before: nil, place, &handler)
      note(.end, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try endArticle(&handler, isClosed: true)
      return true
    }
    if parts.has(.signOff), let match = classifier.match(.signOff, line, &budget),
      isSignOffPlace(place), match.template.hasLiteral || match.first(.date)?.date?.year != nil
    {
      try settlePending(before: nil, place, &handler)
      note(.signOff, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try signOff(line, match, position)
      return true
    }
    if parts.has(.dateLine), let match = classifier.match(.dateLine, line, &budget),
      isSignOffPlace(place)
    {
      try takeDateLine(line, match, position, &handler)
      return true
    }
    return false
  }

  /// Whether a sign-off may stand here: not within a paragraph whose lines are filled.
  private func isSignOffPlace(_ place: LinePlace) -> Bool {
    sense.wrapWidth == 0 || !paragraph.isOpen || paragraph.isStopped || pending.isHeld
      || place.blanks > 0
  }

  /// `编者按：…`, `· …`, `附件：…`: lines that open a block and go on as running text.
  mutating func takeOpening(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard !parts.isEmpty else { return false }
    if parts.has(.note), state != .contents, let match = classifier.match(.note, line, &budget) {
      try settlePending(before: line, place, &handler)
      note(.note, line, position.line, match, Reasons.template)
      try openBulletinIfNeeded(position, &handler)
      if state == .signedOff, articleOpen { try endArticle(&handler) }
      try beginNote(line, match, place, position)
      return true
    }
    guard state == .body || (pending.isHeld && articleOpen) else { return false }
    if parts.has(.attachments), let match = classifier.match(.attachments, line, &budget) {
      try settlePending(before: nil, place, &handler)
      note(.attachments, line, position.line, match, Reasons.template)
      try beginAttachments(line, match, place, position)
      return true
    }
    if parts.has(.item), let match = classifier.match(.item, line, &budget),
      mayBeginItem(match, place), !(place.blanks > 0 && mayBeNumberedTitle(line))
    {
      try settlePending(before: line, place, &handler)
      guard state == .body else { return false }
      note(.item, line, position.line, match, Reasons.template)
      try beginItem(line, match, place, position)
      return true
    }
    return false
  }

  /// Whether a short line with a number is rather a title: the contents list it, or the title above has
  /// a number of the same kind, and nothing closes articles here.
  private func mayBeNumberedTitle(_ line: Span<UInt8>) -> Bool {
    guard line.numberEnd > 0, !line.endsWithStop else { return false }
    if contents.holds(line) { return true }
    let title = articleTitle.span
    guard profile.title.alone, signOffsSeen == 0, title.numberEnd > 0, isAtRest else {
      return false
    }
    return Numeral.isArabic(title, 0) == Numeral.isArabic(line, 0)
      && (TextScalar.folded(title.scalar(at: 0).value) == 0x28)
        == (TextScalar.folded(line.scalar(at: 0).value) == 0x28)
  }

  /// Whether no sentence is open above the line at hand.
  var isAtRest: Bool { paragraph.isStopped || !paragraph.isOpen || !containers.isEmpty }

  /// Whether a line is running text by its end, or by its length where lines are filled.
  private func standsInBlock(_ line: Span<UInt8>) -> Bool {
    line.endsWithStop || (sense.wrapWidth > 0 && line.columns * 10 > sense.wrapWidth * 7)
  }

  /// A number at a line's beginning may be the middle of a sentence; a bullet is none.
  private func mayBeginItem(_ match: LineClassifier.Match, _ place: LinePlace) -> Bool {
    guard paragraph.isOpen, !paragraph.isStopped, !pending.isHeld else { return true }
    if containers.last == .item { return true }
    return place.blanks > 0 || match.first(.digits) == nil && match.first(.number) == nil
  }

  /// A rule: an ornament. It ends a paragraph, and underlines a line that stands alone.
  mutating func takeRule(
    _ line: Span<UInt8>, _ match: LineClassifier.Match?, _ place: LinePlace,
    _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) {
    note(.rule, line, position.line, match, Reasons.rule)
    marks.count(line)
    let underlines = pending.isHeld && place.blanks == 0
    if underlines { pending.isRuled = true }
    try settlePending(before: nil, place, &handler)
    if state == .contents, contents.hasItems { try endContents(&handler) }
    if articleOpen, state == .body {
      try endPreformatted()
      try closeContainers()
    }
    isBelowRule = !underlines
  }

  /// `[2021-03-12]`: with the pending lines above it, if those are departments, the sign-off.
  private mutating func takeDateLine(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) {
    if pending.isHeld {
      let held = pending
      var first = held.lines.count
      while first > 0 {
        let text = held.bytes.span.extracting(held.lines[first - 1].text)
        guard classifier.departmentLine(text, before: match, &budget) != nil else { break }
        first -= 1
      }
      // A cut paragraph above, whose last words the line may be, is none of a department.
      if first == 0, held.lines.count == 1 || isAtRest {
        pending.clear()
      } else {
        first = max(first, held.lines.count - 1)
        let keepsLast = first < held.lines.count && lastIsDepartment(held, match)
        for _ in first..<held.lines.count where keepsLast { pending.removeLast() }
        if !keepsLast { first = held.lines.count }
        try settlePending(before: nil, LinePlace(), &handler)
      }
      for index in first..<held.lines.count {
        let text = held.bytes.span.extracting(held.lines[index].text)
        let place = held.lines[index].position
        guard let department = classifier.departmentLine(text, before: match, &budget) else {
          continue
        }
        note(.signOff, text, place.line, department, Reasons.department)
        marks.count(text, department)
        try signOff(text, department, place)
      }
    }
    note(.signOff, line, position.line, match, Reasons.template)
    marks.count(line, match)
    try signOff(line, match, position)
  }

  private mutating func lastIsDepartment(
    _ held: PendingBlock, _ match: LineClassifier.Match
  ) -> Bool {
    guard let last = held.lines.last else { return false }
    return classifier.departmentLine(held.bytes.span.extracting(last.text), before: match, &budget)
      != nil
  }

  /// Whether a masthead is one where it stands: a shape without words opens a bulletin only where none
  /// is in an article, and any shape of an unknown family only above all articles.
  func mayOpenBulletin(_ match: LineClassifier.Match) -> Bool {
    guard match.template.hasMark else { return false }
    if profile.isGeneric, usesPlace {
      return state == .outside || state == .credits || (state == .head && bulletinTitle.isEmpty)
    }
    return match.template.hasLiteral || state != .body
  }

  // MARK: Page furniture

  /// Whether the line is a running head: it comes back at the edges of pages, or is the masthead's
  /// title again, right below a page's end.
  func isFurniture(_ line: Span<UInt8>, _ place: LinePlace) -> Bool {
    guard usesPlace, line.count <= 160 else { return false }
    if !sense.runningHeads.isEmpty, sense.runningHeads.contains(line.textHash(digits: false)) {
      return true
    }
    return place.isAfterBreak && !bulletinTitle.isEmpty
      && line.textHash(digits: false) == bulletinTitle.span.textHash(digits: false)
  }

  /// Whether a masthead is that of the bulletin at hand, once more on top of a page.
  func isRunningHead(
    _ line: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard usesPlace, place.isAfterBreak, articleOpen || !records, let title = match.first(.title)
    else {
      return false
    }
    return line.extracting(title.range).elementsEqual(bulletinTitle.span)
  }

  /// Drops a page number or running head, and says so.
  mutating func removeFurniture(
    _ line: Span<UInt8>, _ match: LineClassifier.Match?, _ position: SourcePosition
  ) {
    note(
      .furniture, line, position.line, match, match == nil ? Reasons.runningHead : Reasons.template)
    diagnostics.report(.pageFurniture, [String(line)], at: position)
    isAfterBreak = true
  }
}
