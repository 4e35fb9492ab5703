import GazetteDocumentModel

/// Which built-in profile fits a text, and how well.
public struct ProfileChoice: Sendable {
  public let profile: LayoutProfile
  /// 0…100: how much of what the profile describes was found.
  public let score: Int
  /// Whether no profile fits and a generic one is taken.
  public let isFallback: Bool

  /// The least score that is a fit: a masthead alone, or a sign-off alone.
  static let threshold = 30

  /// The best profile for a text that begins with the sample; nil only if none is built in.
  public static func best(for sample: [UInt8]) -> ProfileChoice? {
    best(for: sample, among: BuiltInProfile.all)
  }

  static func best(for sample: [UInt8], among all: [BuiltInProfile]) -> ProfileChoice? {
    var best: ProfileChoice?
    let language = LayoutProfile.language(of: sample.span)
    for builtIn in all
    where builtIn.language == language && !BuiltInProfile.isGeneric(builtIn.name) {
      guard let profile = builtIn.profile else { continue }
      let score = score(of: profile, for: sample)
      if score >= threshold, score > best?.score ?? 0 {
        best = ProfileChoice(profile: profile, score: score, isFallback: false)
        // No other can fit better, and reading a profile takes longer than scoring by it.
        if score >= 100 { break }
      }
    }
    if let best { return best }
    guard let generic = LayoutProfile.generic(for: language) else { return nil }
    return ProfileChoice(
      profile: generic, score: score(of: generic, for: sample), isFallback: true)
  }

  /// What of the profile the sample shows: each part that a line of it has the shape of counts its
  /// weight in `signs`, once.
  public static func score(of profile: LayoutProfile, for sample: [UInt8]) -> Int {
    var search = SignSearch(profile)
    let whole = sample.span.extracting(
      0..<(sample.count - UTF8Validation.incompleteSuffix(sample.span)))
    LineSplitter.each(of: whole) { span, part in search.look(span, part) }
    let found = search.found
    return profile.signs.reduce(0) { sum, sign in
      return sum + (found.has(sign.part) ? sign.weight : 0)
    }
  }
}

/// Looks at the lines of a text for what a profile describes.
private struct SignSearch {
  private let classifier: LineClassifier
  /// In the order of the signs; what signs in two lines is also known by the second.
  private let parts: [LayoutPart]
  private let wanted: LayoutParts
  private var seen: LayoutParts = []
  private static let signOff: LayoutParts = [.init(.signOff), .init(.dateLine)]
  private var budget = MatchBudget()
  private var isBelowBlank = true
  /// Header lines at the top may be those of the mail that a text came in.
  private var isAtTop = true
  private var isFirstLine = true
  /// Whether the line above has the marks of a masthead, and is one if nothing stands right below.
  private var awaitsBlank = false
  /// Whether the line above is a rule that ends an article, if nothing stands right below.
  private var isBelowEnd = false
  /// Whether a line with a number stands above, and nothing but short lines: `2001年第2期`.
  private var isBelowHead = false
  /// Whether there was such a head: marks of a masthead below it are a section's, `·馆务动态·`.
  private var hasHead = false
  private var mayBeHead = true
  private var endIsWord = false

  init(_ profile: LayoutProfile) {
    classifier = profile.classifier
    parts = profile.signs.flatMap { $0.part == .signOff ? [.signOff, .dateLine] : [$0.part] }
    wanted = parts.reduce(into: []) { $0.insert(LayoutParts($1)) }
  }

  /// What was found.
  var found: LayoutParts {
    // A rule parts the items of many families; it takes more to tell which.
    let isTold = endIsWord || seen.has(.masthead) || seen.has(.above)
    return isTold ? seen : seen.subtracting([.init(.end)])
  }

  /// Whether the lines so far may be those of a head.
  private mutating func noteHead(_ line: Span<UInt8>) {
    guard mayBeHead, line.count > 0 else { return }
    mayBeHead = line.count <= 90 && !line.endsWithStop
    isBelowHead =
      mayBeHead
      && (isBelowHead || line.holdsDigitOfAnyWidth)
    hasHead = hasHead || isBelowHead
  }

  mutating func look(_ span: Span<UInt8>, _ part: LineSplitter.Part) {
    let range = span.trimmedRange
    defer {
      isAtTop = isAtTop && !range.isEmpty
      isBelowBlank = range.isEmpty
      isFirstLine = isFirstLine && range.isEmpty
      if !isFirstLine { noteHead(span.extracting(range)) }
    }
    if awaitsBlank, range.isEmpty { seen.insert(LayoutParts(.masthead)) }
    if isBelowEnd, range.isEmpty { seen.insert(LayoutParts(.end)) }
    awaitsBlank = false
    isBelowEnd = false
    guard part == .whole, !range.isEmpty, range.count <= classifier.shortLimit else { return }
    let line = span.extracting(range)
    let candidates = classifier.candidates(line).intersection(wanted).subtracting(seen)
    guard !candidates.isEmpty else { return }
    for part in parts where candidates.has(part) && !seen.has(part) {
      let match =
        part == .dateline
        ? classifier.matchPrefix(part, line) : classifier.match(part, line, &budget)
      guard let match, match.template.isTelling else { continue }
      if part == .above, isAtTop { continue }
      // `THE LOCAL 417 LEDGER` is no heading of codes.
      if part == .masthead, match.codesAreWords(line) { continue }
      // `2012年夏季号` is no number of a document.
      if part == .head, match.namesSeason(line) { continue }
      // Arabic numbers stand in front of anything.
      if part == .heading, Numeral.isArabic(line, 0) { continue }
      // `·本期导读·` further down, and right above its list, is none by its marks alone.
      if part == .masthead, match.template.isBare, !isFirstLine {
        awaitsBlank = isBelowBlank && !hasHead
        continue
      }
      // A rule right below a line underlines it.
      if part == .end, line.isRule, !isBelowBlank { continue }
      if part == .end {
        endIsWord = endIsWord || !line.isRule
        // One right above a line encloses it.
        isBelowEnd = line.isRule
        if isBelowEnd { continue }
      }
      seen.insert(LayoutParts(part))
      // Its one line says as much as the second of two.
      if part == .signOff || part == .dateLine { seen.formUnion(Self.signOff) }
      // A line is one thing only.
      if part == .masthead { return }
    }
  }
}

extension LineClassifier.Match {
  /// Whether it has codes, and all of them are letters alone, as words in capitals are.
  fileprivate func codesAreWords(_ line: Span<UInt8>) -> Bool {
    let codes = captures.filter { $0.field == .code }
    return !codes.isEmpty
      && codes.allSatisfy { code in
        code.range.allSatisfy { line[$0] >= 0x41 && line[$0] <= 0x5A }
      }
  }
}
