import Foundation
import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// How well each profile reads the labelled texts, cut up as printing and mailing do. `make accuracy`
/// prints the figures; the test keeps them from falling.
@Suite struct AccuracyTests {
  /// What was found, what was there, and what of it is the same.
  struct Score {
    var found = 0
    var wanted = 0
    var right = 0

    /// - Returns: what is missing, and what is too much.
    @discardableResult
    mutating func add(_ found: [String], _ wanted: [String]) -> (
      missing: [String], surplus: [String]
    ) {
      var left = wanted.map(CutText.words)
      var surplus: [String] = []
      self.found += found.count
      self.wanted += wanted.count
      for one in found.map(CutText.words) {
        if let index = left.firstIndex(of: one) {
          left.remove(at: index)
          right += 1
        } else {
          surplus.append(one)
        }
      }
      return (left, surplus)
    }

    var precision: Double { found == 0 ? (wanted == 0 ? 1 : 0) : Double(right) / Double(found) }
    var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
    var f1: Double {
      precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
  }

  struct Scores {
    var titles = Score()
    var paragraphs = Score()
    var signOffs = Score()
    var dates = Score()
    var rows = Score()
    var joins = Score()
    var misses: [String] = []

    var all: [(name: String, score: Score)] {
      [
        ("titles", titles), ("paragraphs", paragraphs), ("sign-offs", signOffs),
        ("dates", dates), ("rows", rows), ("joins", joins),
      ]
    }
  }

  /// The manners in which texts of a profile are cut.
  static func manners(_ profile: String) -> [CutText.Manner] {
    let pages = ["\n\n", "\n\n\u{0C}\n", "\n\n- 3 -\n\n", "\n\u{0C}"]
    let widths: [Int?] =
      switch profile {
      case "digest-en", "mailmag-ja", "weather", "generic-en", "generic-ko": [66, 70, 72, 76]
      case "cast": [nil]
      default: [nil, 70, 76, 80]
      }
    // A telegram has no pages; the family of the seed shows its page breaks by blank lines alone.
    let blank = profile == "weather" ? [] : profile == "cast" ? Array(pages.prefix(1)) : pages
    return widths.flatMap { width in
      [CutText.Manner(width: width)]
        + blank.map { CutText.Manner(width: width, pageEvery: 3, page: $0) }
    }
  }

  static func scores(_ profile: String, seeds: Int) throws -> Scores {
    var scores = Scores()
    for document in LabelledText.corpus where document.profile == profile {
      let manners = document.isWhole ? [CutText.Manner(width: nil)] : manners(profile)
      for (number, manner) in manners.enumerated() {
        for seed in 0..<(manner.pageEvery == nil ? 1 : seeds) {
          let cut = CutText(document, manner, seed: UInt64(seed * 100 + number))
          try score(document, cut, "\(document.name), \(manner.name), \(seed)", &scores)
        }
      }
    }
    return scores
  }

  static func score(
    _ document: LabelledText, _ cut: CutText, _ name: String, _ scores: inout Scores
  ) throws {
    let bytes = Array(cut.text.utf8)
    let choice = try #require(ProfileChoice.best(for: bytes))
    #expect(
      choice.profile.name == document.profile, "\(name): chosen \(choice.profile.name)")
    #expect(choice.isFallback == document.profile.hasPrefix("generic-"), "\(name)")
    let reading = try Reading(bytes, profile: document.profile)
    let articles = reading.bulletins.flatMap(\.articles)
    var wanted = document.labels(["P"])
    wanted += document.labels(["I"])
    let headings = Set(document.labels(["H"]).map(CutText.words))
    let others = Set(document.lines.filter { $0.tag == "." }.map { CutText.words($0.text) })
    // Items are compared with their marks taken off, as the document has them.
    let paragraphs = articles.flatMap(\.paragraphs).filter { paragraph in
      let words = CutText.words(paragraph)
      return !headings.contains(words) && !others.contains { $0.hasSuffix(words) }
    }
    let items = document.labels(["I"])
    let plain = wanted.map { items.contains($0) ? withoutMark($0) : $0 }
    let differences = [
      scores.titles.add(articles.compactMap(\.title), document.labels(["T"])),
      scores.paragraphs.add(paragraphs, plain),
      scores.signOffs.add(articles.flatMap(\.signers), document.labels(["S", "SD"])),
      scores.dates.add(articles.flatMap(\.wordings), document.labels(["D", "SD"], at: 1)),
      scores.rows.add(articles.flatMap(\.rows).map { $0.joined() }, document.labels(["R"])),
    ]
    for (missing, surplus) in differences where !missing.isEmpty || !surplus.isEmpty {
      scores.misses.append("\(name): \(missing) / \(surplus)")
    }
    // A join is right where the pieces meet in one paragraph; it is false where two paragraphs do.
    let texts = articles.flatMap(\.paragraphs).map(CutText.words)
    for (left, right) in cut.cuts {
      scores.joins.wanted += 1
      let meeting = String(left.suffix(10)) + String(right.prefix(10))
      if texts.contains(where: { $0.contains(meeting) }) {
        scores.joins.right += 1
        scores.joins.found += 1
      }
    }
    for (above, below) in zip(plain, plain.dropFirst()) {
      let meeting =
        String(CutText.words(above).suffix(10)) + String(CutText.words(below).prefix(10))
      if texts.contains(where: { $0.contains(meeting) }) { scores.joins.found += 1 }
    }
  }

  /// An item without its bullet or number.
  static func withoutMark(_ item: String) -> String {
    var rest = item[...]
    if let open = rest.first, "(（".contains(open),
      let close = rest.firstIndex(where: { ")）".contains($0) })
    {
      rest = rest[rest.index(after: close)...]
    } else if let stop = rest.prefix(3).firstIndex(where: { ".)、".contains($0) }) {
      rest = rest[rest.index(after: stop)...]
    } else {
      rest = rest.dropFirst()
    }
    return rest.trimmingCharacters(in: .whitespaces)
  }

  static let profiles = LayoutProfile.builtIn.map(\.name)

  @Test("read nearly all of the labelled texts", arguments: profiles)
  func accuracy(_ profile: String) throws {
    let isPrinting = ProcessInfo.processInfo.environment["GAZETTE_ACCURACY"] != nil
    let scores = try Self.scores(profile, seeds: isPrinting ? 12 : 1)
    if isPrinting {
      for (name, score) in scores.all where score.wanted > 0 {
        let figures = [score.precision, score.recall, score.f1].map { String(format: "%.4f", $0) }
        print("accuracy", profile, name, score.wanted, figures.joined(separator: " "))
      }
      for miss in scores.misses.prefix(400) { print("missed in", miss) }
    }
    for (name, score) in scores.all where score.wanted > 0 || score.found > 0 {
      #expect(score.f1 >= 0.99, "\(profile) \(name): \(score), \(scores.misses.prefix(3))")
    }
  }

  @Test func everyProfileHasLabelledTexts() {
    #expect(Set(LabelledText.corpus.map(\.profile)) == Set(Self.profiles))
  }
}
