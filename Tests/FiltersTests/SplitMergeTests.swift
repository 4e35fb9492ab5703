import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

@Suite struct SplitMergeTests {
  static func front(_ number: String, editor: String = "王") -> [OwnedEvent] {
    [.start(.bulletin), .metadata(.issue, number)] + .element(.title, "要闻")
      + .element(.contributor, editor)
  }

  @Test func eachArticleBecomesABulletin() throws {
    let document =
      Self.front("1") + .article([], title: "甲") + [.start(.section)] + .element(.title, "栏")
      + .article([], title: "乙") + .article([], title: "丙") + [.end(.section), .end(.bulletin)]
    let section: [OwnedEvent] = [.start(.section)] + .element(.title, "栏")
    let end: [OwnedEvent] = [.end(.section), .end(.bulletin)]
    let expected =
      Self.front("1") + .article([], title: "甲") + [.end(.bulletin)]
      + (Self.front("1") + section + .article([], title: "乙") + end)
      + (Self.front("1") + section + .article([], title: "丙") + end)
    #expect(try Filtered(document, by: "split").events == expected)
    let bySection =
      Self.front("1") + .article([], title: "甲") + [.end(.bulletin)]
      + (Self.front("1") + section + .article([], title: "乙") + .article([], title: "丙") + end)
    #expect(try Filtered(document, by: "split=section").events == bySection)
  }

  @Test func lateFactsThatComeAllTheSameAreKept() throws {
    let document =
      [.start(.bulletin)] + .article([], title: "甲") + [.start(.section)] + .article([], title: "乙")
      + [.end(.section)] + .element(.contributor, "王") + [.end(.bulletin)]
    for filter in ["split", "split=section"] {
      #expect(try Filtered(document, by: filter).text == "甲\n乙\n王\n")
    }
  }

  @Test func severalBulletinsBecomeOne() throws {
    let note: [OwnedEvent] = [.start(.note), .attribute(.id, "n"), .end(.note)]
    let renamed: [OwnedEvent] = [.start(.note), .attribute(.id, "b2-n"), .end(.note)]
    let document =
      Self.front("1") + .article(note) + [.end(.bulletin)] + Self.front("2", editor: "李")
      + .article(note) + [.end(.bulletin)]
    let made = try Filtered(document, by: "merge")
    #expect(
      made.events == Self.front("1") + .article(note) + .article(renamed)
        + .element(.contributor, "李") + [.end(.bulletin)])
    #expect(made.codes == [.factNotMerged])
    #expect(made.diagnostics.first?.arguments == ["issue", "2", "2"])
    #expect(made.diagnostics.first?.code.isLoss == true)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func whatIsSplitMergesAgain(_ seed: UInt64) throws {
    var options = DocumentGenerator.Options.plain
    options.lateFacts = .inFront
    options.articles = 1...6
    var generator = DocumentGenerator(seed: seed, options: options)
    let document = try generator.document().joined
    let made = try Filtered(document, by: "split", "merge")
    #expect(made.events == document && made.diagnostics.isEmpty, "seed \(seed)")
  }

  /// Over the whole model: every article and section comes through, and nothing twice or in silence.
  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func documents(_ seed: UInt64) throws {
    let document = generated(seed) { $0.lateFacts = seed % 2 == 0 ? .inFront : .atEnd }
    func bodies(_ events: [OwnedEvent]) -> [OwnedEvent] {
      var inBody = false
      return events.filter { event in
        if event == .start(.body) { inBody = true }
        if event == .end(.body) { inBody = false }
        if case .attribute(.id, _) = event { return false }
        if case .attribute(.target, _) = event { return false }
        return inBody
      }
    }
    for filter in ["split", "split=section", "merge"] {
      let made = try Filtered(document, by: filter)
      #expect(bodies(made.events) == bodies(try document.joined), "seed \(seed) \(filter)")
      let count = made.events.count { $0 == .start(.bulletin) }
      if filter == "merge" {
        #expect(count == 1)
      } else {
        #expect(count >= document.count { $0 == .start(.bulletin) })
      }
      for case .metadata(_, let value) in document {
        #expect(
          made.events.contains { if case .metadata(_, value) = $0 { true } else { false } }
            || made.diagnostics.contains { $0.arguments.contains(value) }, "seed \(seed)")
      }
      #expect(
        try Filtered(document.cutIntoScalars, by: filter).events == made.events, "seed \(seed)")
    }
  }
}
