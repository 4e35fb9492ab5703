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
    let classifier = profile.classifier
    var wanted: LayoutParts = []
    for sign in profile.signs {
      wanted.insert(LayoutParts(sign.part))
      if sign.part == .signOff { wanted.insert(LayoutParts(.dateLine)) }
    }
    var found: LayoutParts = []
    var budget = MatchBudget()
    var splitter = LineSplitter(sample: sample.span)
    var isBelowBlank = true
    // Header lines at the top may be those of the mail that a text came in.
    var isAtTop = true
    var endIsWord = false
    let look: LineSplitter.Body = { span, part, _ in
      let range = span.trimmedRange
      defer {
        isAtTop = isAtTop && !range.isEmpty
        isBelowBlank = range.isEmpty
      }
      guard part == .whole, !range.isEmpty, range.count <= classifier.shortLimit else { return }
      let line = span.extracting(range)
      let candidates = classifier.candidates(line).intersection(wanted).subtracting(found)
      guard !candidates.isEmpty else { return }
      for sign in profile.signs {
        var parts = [sign.part]
        if sign.part == .signOff { parts.append(.dateLine) }
        for part in parts where candidates.has(part) {
          let match =
            part == .dateline
            ? classifier.matchPrefix(part, line) : classifier.match(part, line, &budget)
          guard let match, match.template.isTelling else { continue }
          if part == .above, isAtTop { continue }
          // A rule right below a line underlines it.
          if part == .end, line.isRule, !isBelowBlank { continue }
          if part == .end { endIsWord = endIsWord || !line.isRule }
          found.insert(LayoutParts(part))
          // A line is one thing only.
          if part == .masthead { return }
        }
      }
    }
    // The splitter throws only what its closure throws: nothing.
    let whole = sample.span.extracting(
      0..<(sample.count - UTF8Validation.incompleteSuffix(sample.span)))
    try? splitter.split(whole, look)
    try? splitter.finish(look)
    // A rule parts the items of many families; it takes more to tell which.
    if !endIsWord, !found.has(.masthead), !found.has(.above) { found.subtract([.init(.end)]) }
    return profile.signs.reduce(0) { sum, sign in
      let isFound = found.has(sign.part) || (sign.part == .signOff && found.has(.dateLine))
      return sum + (isFound ? sign.weight : 0)
    }
  }
}
