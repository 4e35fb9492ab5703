import GazetteDocumentModel

/// Which built-in profile fits a text, and how well.
public struct ProfileChoice: Sendable {
  public let profile: LayoutProfile
  /// 0…100: how much of what the profile describes was found.
  public let score: Int
  /// Whether no profile fits and the generic one is taken.
  public let isFallback: Bool

  /// The least score that is a fit: a masthead alone, or a sign-off alone.
  static let threshold = 30

  /// The best profile for a text that begins with the sample; nil only if none is built in.
  public static func best(for sample: [UInt8]) -> ProfileChoice? {
    var best: ProfileChoice?
    for profile in LayoutProfile.builtIn.dropLast() {
      let score = score(of: profile, for: sample)
      if score >= threshold, score > best?.score ?? 0 {
        best = ProfileChoice(profile: profile, score: score, isFallback: false)
      }
    }
    if let best { return best }
    guard let generic = LayoutProfile.generic else { return nil }
    return ProfileChoice(
      profile: generic, score: score(of: generic, for: sample), isFallback: true)
  }

  /// What of the profile the sample shows: masthead and credits 30 each, sign-offs 40.
  public static func score(of profile: LayoutProfile, for sample: [UInt8]) -> Int {
    let classifier = LineClassifier(profile)
    var hasMasthead = false
    var hasCredits = false
    var hasSignOff = false
    var splitter = LineSplitter(sample: sample.span)
    let look: LineSplitter.Body = { span, part, _ in
      let range = span.trimmedRange
      guard part == .whole, !range.isEmpty, range.count <= classifier.shortLimit else { return }
      let line = span.extracting(range)
      if classifier.masthead(line) != nil {
        hasMasthead = true
      } else if classifier.credits(line) != nil {
        hasCredits = true
      } else if classifier.oneLineSignOff(line) != nil || classifier.dateLine(line) != nil {
        hasSignOff = true
      }
    }
    // The splitter throws only what its closure throws: nothing.
    try? splitter.split(sample.span, look)
    try? splitter.finish(look)
    return (hasMasthead ? 30 : 0) + (hasCredits ? 30 : 0) + (hasSignOff ? 40 : 0)
  }
}
