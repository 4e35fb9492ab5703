import GazetteDocumentModel

/// What a line is by its shape.
extension TextReader {
  /// Whether credits stand in the head, above all articles, where lines that are held may be the title.
  private mutating func isCreditOfHead(
    _ line: Span<UInt8>, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .head, usesPlace, articlesInBulletin == 0 else { return false }
    if !pending.isHeld { return true }
    // `發行人：…` above `編輯：…`
    guard bulletinTitle.isEmpty else { return try takeLabelledHead(before: line, &handler) }
    return try beginBulletinByPending(&handler)
  }

  /// `●発行：みなと商工会議所`
  private mutating func takeCreditsBehindMark(
    _ line: Span<UInt8>, _ position: SourcePosition, _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    let mark = line.scalar(at: 0).length
    let rest = line.extracting(mark..<line.count)
    let words = rest.extracting(rest.trimmedRange)
    guard words.count > 0, let match = classifier.match(.credits, words, &budget),
      match.template.hasLiteral, match.captures.first.map({ $0.range.lowerBound > 0 }) ?? false,
      words.labelled != nil
    else { return false }
    let start = mark + rest.trimmedRange.lowerBound
    let shown = Piece(range: start..<line.count, match: match).inLine
    note(.credits, line, position.line, shown, Reasons.template)
    marks.count(line.extracting(0..<mark))
    try credits(words, match, position, &handler)
    return true
  }

  /// Whether what a template takes for a name goes on with the word in front of it: `編集後記`.
  private func beginsWord(_ line: Span<UInt8>, _ match: LineClassifier.Match) -> Bool {
    guard bylinesByForm, let capture = match.captures.first, capture.field.isContributor,
      case let start = capture.range.lowerBound, start > 0
    else { return false }
    return TextScalar.isHan(line.scalar(endingAt: start).value)
      && TextScalar.isHan(line.scalar(at: start).value)
  }

  /// Whether what has the form of a heading is the title of an article.
  private mutating func headsArticle(_ line: Span<UInt8>, level: Int) -> Bool {
    if level == 1 {
      // Below a greeting, `一、2023年年会圆满举行`, and where all such have the same headings.
      return (isInGreeting && article.hasBody && !hasHeadings)
        || (profile.takesAnyMasthead && sense.repeatsSubheads)
        // `二、队伍建设` below an article called `（二）…`
        || (profile.takesAnyMasthead && articleTitle.span.hasNumberInBrackets)
    }
    return profile.takesAnyMasthead && !sense.repeatsSubheads && isTitleOfNumber(line)
  }

  /// Whether the article at hand is a title with a number and no more, and the line has a number of another kind:
  /// `（一）…` right below `二、诉源治理`.
  mutating func isTitleOfNumber(_ line: Span<UInt8>) -> Bool {
    guard titleIsHanNumbered, line.numberEnd > 0 else { return false }
    return Numeral.isArabic(line, 0) || TextScalar.folded(line.scalar(at: 0).value) == 0x28
  }

  /// Whether the article at hand is a title and no more, behind a number in Han characters: `二、诉源治理`.
  var titleIsHanNumbered: Bool {
    mutating get {
      guard isTitleAlone, profile.takesAnyMasthead else { return false }
      let title = articleTitle.span
      return title.count > 6 && title.numberEnd > 0 && !Numeral.isArabic(title, 0)
        && title.columns <= 40 && !title.hasNumberInBrackets
    }
  }

  /// Whether the contents name a title, of nine characters at least, and not the column of others: shorter ones are
  /// those of sections.
  private mutating func isListedTitle(_ words: Span<UInt8>) -> Bool {
    profile.rejoin == .cjk && words.scalarCount >= 9 && contents.columnTitle(words) == nil
      && (contents.holds(words) || (state == .contents && contents.has(words.listedHash)))
  }

  /// Tries the templates of the parts that a short line may be; false where none takes it.
  mutating func takeByTemplate(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    if takeFurniture(line, parts, place, position) { return true }
    if parts.has(.masthead), isBelowPreface(line),
      let match = classifier.match(.masthead, line, &budget),
      match.template.hasLiteral
    {
      note(.masthead, line, position.line, match, Reasons.template)
      return try takeTitleBelowPreface(line, match, position, &handler)
    }
    if parts.has(.masthead), !profile.takesAnyMasthead || state != .body,
      let match = classifier.match(.masthead, line, &budget), mayOpenBulletin(line, match),
      !isHeadBelowFirst(line, parts)
    {
      if isRunningHead(line, match, place) {
        removeFurniture(line, match, position)
      } else if try !takeName(above: line, match, place, position, &handler) {
        let issuer = issuerAbove(line, place)
        note(.masthead, line, position.line, match, Reasons.template)
        try beginBulletin(line, match, position, &handler)
        try takeIssuer(issuer, &handler)
      }
      return true
    }
    if try takeAboveArticles(line, parts, place, position, &handler) { return true }
    if try takeEnd(line, parts, place, position, &handler) { return true }
    let isBracketed = line.isBracketed
    let mayHoldRoles =
      isBracketed || place.mayBeRow
      || !place.beginning.markedParts.union(parts).isDisjoint(with: Self.people)
    var roles: [Piece]?
    if mayHoldRoles, try takeRoles(line, &roles, place, position, atLeast: 2, &handler) {
      return true
    }
    if place.blanks == 0, pending.isHeld ? state != .body : isBelowTitle,
      try takeBelowTitle(line, parts, place, position, &handler)
    {
      return true
    }
    if parts.has(.credits), state != .outside || !usesPlace,
      let match = classifier.match(.credits, line, &budget), match.template.hasLiteral,
      !beginsWord(line, match)
    {
      if try isCreditOfHead(line, &handler) {
        note(.head, line, position.line, match, Reasons.headTemplate)
        try headFacts(line, match, position, &handler)
        return true
      }
      if place.blanks == 0 { try takeLabelsAboveCredits(&handler) }
      note(.credits, line, position.line, match, Reasons.template)
      try credits(line, match, position, &handler)
      return true
    }
    if bylinesByForm, articlesInBulletin > 0, isAtRest,
      try takeListOfCredits(line, position, &handler)
    {
      return true
    }
    if parts.has(.title) || parts.has(.heading), line.blockMark != 0, articleOpen,
      try takeCreditsBehindMark(line, position, &handler)
    {
      return true
    }
    if state == .body, place.blanks > 0, isAtRest, !pending.isHeld, article.hasBody,
      let role = personByLabel(line)
    {
      note(.credits, line, position.line, role, Reasons.creditsWithLabels)
      try credits(line, role, position, &handler)
      return true
    }
    if state == .credits, profile.takesAnyMasthead, let labelled = line.labelled {
      note(.credits, line, position.line, nil, Reasons.creditsWithLabels)
      try labelledCredit(line, labelled, position, &handler)
      return true
    }
    // `【編集部】` below a text signs it; elsewhere what stands in brackets is a heading.
    if articleOpen, isBracketed {
      if try takeSignOff(line, parts, place, position, &handler) { return true }
      if try takeLabelledSigner(line, place, position, &handler) { return true }
    }
    if parts.has(.section), !line.standsForPicture,
      let match = classifier.match(.section, line, &budget)
    {
      if sense.listHeading != 0, state == .head, !pending.isHeld, articlesInBulletin == 0,
        let words = match.first(.title)?.range, line.listedHash == sense.listHeading
      {
        // `【导读】` above lines that come again as titles.
        marks.count(line, match)
        pending.hold(line.extracting(words), indent: line.extracting(0..<0), position, place)
        return true
      }
      if mayBeMasthead {
        pending.hold(line, indent: line.extracting(0..<0), position, place)
        pending.isMarked = true
        return true
      }
      let isUnlisted =
        contents.namesColumns && match.captures.count == 1
        && match.first(.title).map {
          let words = line.extracting($0.range)
          return !contents.holds(words) && contents.columnTitle(words) == nil
        } ?? false
      let isListed =
        contents.hasItems && match.captures.count == 1
        && match.first(.title).map { isListedTitle(line.extracting($0.range)) } ?? false
      try settlePending(before: line, place, &handler)
      if isListed {
        // `【市委中心组举行学习会】`, as the contents have it.
        note(.title, line, position.line, match, Reasons.inContents)
        if state == .contents { try endContents(&handler) }
        try openBulletinIfNeeded(position, &handler)
        try beginTitled(line, match, position, &handler)
        return true
      }
      if isUnlisted, state == .body, let title = match.first(.title) {
        // `【基本案情】` where the contents name the sections.
        try headingByTitle(line, match, title, position)
        return true
      }
      if state == .body, articleMark != 0, article.hasBody || paragraph.isOpen,
        sense.headingBrackets.contains(line.scalar(at: 0).value), let title = match.first(.title)
      {
        // `〈出し方〉` right above text, below `■ごみの分け方が変わります`
        try headingByTitle(line, match, title, position)
        return true
      }
      note(.section, line, position.line, match, Reasons.template)
      try beginSection(line, match, position, &handler)
      return true
    }
    if sectionMark == SectionMarks.headings, parts.has(.heading), !line.endsWithStop, isAtRest,
      !Numeral.isArabic(line, 0), let match = classifier.match(.heading, line, &budget),
      profile.headingLevels[match.index] == 1
    {
      try settlePending(before: line, place, &handler)
      note(.section, line, position.line, match, Reasons.template)
      try beginSection(line, position, &handler)
      return true
    }
    if try takeAroundTitle(line, parts, place, position, &handler) { return true }
    if articleOpen, try takeClosing(line, parts, place, position, &handler) { return true }
    if try takeRule(line, parts, place, position, &handler) { return true }
    if mayHoldRoles, try takeRoles(line, &roles, place, position, atLeast: 1, &handler) {
      return true
    }
    if try takeThematicBreak(line, parts, place, position, &handler) { return true }
    if try takeOpening(line, parts.intersection(Self.opening), place, position, &handler) {
      return true
    }
    if state == .body || pending.isHeld, parts.has(.heading), line.blockMark != 0,
      sense.listMarks.contains(line.blockMark),
      let match = classifier.match(.heading, line, &budget), let text = match.first(.text),
      let item = match.asItem(text)
    {
      // `◇日　時：…`, one below the other
      try settlePending(before: line, place, &handler)
      guard state == .body else { return false }
      note(.item, line, position.line, item, Reasons.template)
      try beginItem(line, item, place, position)
      return true
    }
    if state == .body || pending.isHeld, parts.has(.heading), isAtRest, !mayBeNumberedTitle(line),
      !line.pointsElsewhere, !standsInBlock(line), classifier.mayBeHeading(line),
      let match = classifier.match(.heading, line, &budget),
      sense.wrapWidth == 0 || match.template.hasNumber
    {
      try settlePending(before: line, place, &handler)
      guard state == .body else { return false }
      if profile.title.alone, headsArticle(line, level: profile.headingLevels[match.index]) {
        if isTitleOfNumber(line) { try makeSectionOfTitle(&handler) }
        note(.title, line, position.line, match, Reasons.template)
        try beginTitled(line, position, &handler)
        return true
      }
      if numbersMakeSections, place.blanks > 0, profile.headingLevels[match.index] == 1 {
        // `二、同业动态` above `▲ …`, as `一、宏观政策` was.
        note(.section, line, position.line, match, Reasons.template)
        try beginSection(line, position, &handler)
        return true
      }
      note(.heading, line, position.line, match, Reasons.template)
      try heading(line, level: profile.headingLevels[match.index], position)
      return true
    }
    return false
  }
}

extension Span where Element == UInt8 {
  /// Whether it stands for a picture that the text has lost: `[图片]`, `[image]`.
  fileprivate var standsForPicture: Bool {
    guard count <= 16, isBracketed else { return false }
    let inner = extracting(withoutBrackets)
    return pictureWords.contains { inner.elementsEqual($0) }
  }
}

private let pictureWords: [StaticString] = [
  "图片", "图", "视频", "音频", "圖片", "影片", "image", "Image", "photo", "Photo", "picture", "写真", "画像",
  "사진", "이미지",
]
