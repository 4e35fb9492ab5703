import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What each layout keeps of documents that come from no text: what its writer changes, it says.
@Suite struct LayoutFidelityTests {
  typealias Party = FidelityTests.Party

  static func parties() throws -> [Party] {
    let format = try Formats.named("text")
    return Profiles.builtIn.map {
      Party(title: "text (\($0.name))", format: format, options: ["profile": $0.name])
    }
  }

  @Test("No text is lost in silence", arguments: try parties())
  func texts(_ layout: Party) throws { try FidelityTests.expectTexts(layout) }

  /// Each block by itself, and each two that follow one another: no loss hides another's.
  @Test("JATS → text → JATS changes no block in silence", arguments: try parties())
  func blocks(_ layout: Party) throws {
    let known = try Self.trip([], layout).losses
    for seed in 1...UInt64(FidelityTests.documents) {
      for blocks in Self.blocks(of: FidelityTests.document(seed)) {
        let trip = try Self.trip(blocks, layout)
        guard trip.losses.subtracting(known).isEmpty else { continue }
        let wanted = trip.wanted.between(Self.first, Self.last).withoutLabels(beyond: trip.wanted)
        let found = trip.found.between(Self.first, Self.last).withoutLabels(beyond: wanted)
        if wanted != found {
          expectSame(found, wanted, "\(layout.title), seed \(seed), in silence")
        }
      }
    }
  }

  /// A bulletin with these blocks by way of a layout and back.
  static func trip(
    _ blocks: [OwnedEvent], _ layout: Party
  ) throws -> (wanted: [String], found: [String], losses: Set<String>) {
    let jats = Party(title: "jats", format: try Formats.named("jats"), options: [:])
    let (before, _) = FidelityTests.read(
      try FidelityTests.write(document(around: blocks), jats).0, jats)
    let (text, lost) = try FidelityTests.write(before, layout)
    let (between, unread) = FidelityTests.read(text, layout)
    let (back, lostAgain) = try FidelityTests.write(between, jats)
    let (after, _) = FidelityTests.read(back, jats)
    let losses = (lost + unread + lostAgain).filter(\.code.isLoss).map {
      "\($0.code) \($0.arguments)"
    }
    return (try FidelityTests.log(before), try FidelityTests.log(after), Set(losses))
  }

  /// What a layout writes of an article with these blocks and facts, and the codes of what is said.
  static func written(
    _ profile: String, _ blocks: [OwnedEvent], front: [OwnedEvent] = [], contents: [OwnedEvent] = []
  ) throws -> (text: String, codes: [DiagnosticCode]) {
    let (bytes, said) = try Formats.named("text").written(
      document(around: blocks, front: front, contents: contents), options: ["profile": profile])
    let own = said.filter { $0.arguments.first != "language" }
    return (String(decoding: bytes, as: UTF8.self), own.map(\.code))
  }

  @Test("a date stays where no sign-off has both a body and a date")
  func dateWithoutTemplate() throws {
    let front: [OwnedEvent] = [
      .start(.contributor), .attribute(.kind, "organization"), .text("协会秘书组"),
      .end(.contributor), .start(.date), .attribute(.iso, "2021-03-12"), .text("2021-03-12"),
      .end(.date),
    ]
    for profile in ["mailmag-ja", "news-zh", "generic-en"] {
      let (text, codes) = try Self.written(profile, [], front: front)
      #expect(text.contains("协会秘书组") && text.contains("2021-03-12"), "\(profile): \(text)")
      #expect(codes.contains(.lineWouldBeMisread), "\(profile): \(codes)")
    }
  }

  @Test("an item of the contents keeps all of its blocks")
  func blocksInContents() throws {
    let contents: [OwnedEvent] =
      [.start(.contents), .start(.list), .start(.item)] + .element(.heading, "要闻")
      + .element(.preformatted, "let x = 1\n") + .element(.paragraph, "二则")
      + [.end(.item), .end(.list), .end(.contents)]
    let (text, codes) = try Self.written("generic-zh", [], contents: contents)
    #expect(text.contains("要闻 let x = 1  二则\n"), "\(text)")
    #expect(codes.contains(.elementNotExpressible), "\(codes)")
  }

  @Test("a publisher is written with words of the layout, since the document has none")
  func publisher() throws {
    let facts: [OwnedEvent] = [.metadata(.publisher, "国际合作司")]
    let (text, codes) = try Self.written("generic-zh", [], contents: facts)
    #expect(text.contains("\n编发单位：国际合作司\n"), "\(text)")
    #expect(codes == [], "\(codes)")
  }

  @Test("code with a blank line and a tab is told, since it is read as paragraphs")
  func code() throws {
    let code: [OwnedEvent] = .element(.preformatted, "let x = {}\n\n\treturn\n")
    for profile in Profiles.builtIn {
      let (text, codes) = try Self.written(profile.name, code)
      // Where a line is a paragraph, so is code.
      let lines = profile.name == "cast" ? "let x = {}  \treturn " : "let x = {}\n\n\treturn\n\n"
      #expect(text.contains(lines), "\(profile.name): \(text)")
      #expect(codes.contains(.elementNotExpressible), "\(profile.name): \(codes)")
    }
  }

  @Test("a numbered list without labels gets its numbers")
  func numbersOfItems() throws {
    let list: [OwnedEvent] =
      [.start(.list), .attribute(.type, "ordered"), .attribute(.start, "3")]
      + [.start(.item)] + .element(.paragraph, "报名") + [.end(.item), .start(.item)]
      + .element(.paragraph, "缴费") + [.end(.item), .end(.list)]
    let (text, codes) = try Self.written("generic-zh", list)
    #expect(text.contains("\n3. 报名\n4. 缴费\n"), "\(text)")
    #expect(codes == [], "\(codes)")
  }

  @Test("a second paragraph in an item, and a note in one, are told")
  func blocksOfItems() throws {
    let item: [OwnedEvent] =
      [.start(.list), .attribute(.type, "bullet"), .start(.item)] + .element(.paragraph, "报名。")
      + .element(.paragraph, "缴费。") + [.end(.item), .end(.list)]
    #expect(try Self.written("generic-zh", item).codes == [.elementNotExpressible])
    let note: [OwnedEvent] =
      [.start(.list), .attribute(.type, "bullet"), .start(.item)] + .element(.paragraph, "报名。")
      + [.start(.note), .attribute(.type, "editor"), .attribute(.label, "编者按")]
      + .element(.paragraph, "缴费。") + [.end(.note), .end(.item), .end(.list)]
    let codes = try Self.written("generic-zh", note).codes
    #expect(codes == [.elementNotExpressible, .elementNotExpressible])
  }

  /// The blocks of a document's bodies, one by one, and each two that follow one another.
  static func blocks(of document: [OwnedEvent]) -> [[OwnedEvent]] {
    var bodies: [[[OwnedEvent]]] = []
    var open: [Element] = []
    for event in document {
      if case .end = event { open.removeLast() }
      if let body = open.firstIndex(of: .body) {
        if case .start = event, open.count == body + 1 { bodies[bodies.count - 1].append([]) }
        let (last, block) = (bodies.count - 1, bodies[bodies.count - 1].count - 1)
        bodies[last][block].append(event)
      }
      if case .start(let element) = event {
        if element == .body { bodies.append([]) }
        open.append(element)
      }
    }
    return bodies.flatMap { blocks in
      blocks + zip(blocks, blocks.dropFirst()).map { $0 + $1 }
    }
  }

  private static let first = "会议强调,要服务科技工作者。"
  private static let last = "会议还研究了其他事项。"

  /// A bulletin of one article with these blocks between two paragraphs.
  static func document(
    around blocks: [OwnedEvent], front: [OwnedEvent] = [], contents: [OwnedEvent] = []
  ) -> [OwnedEvent] {
    var events: [OwnedEvent] = [.start(.bulletin), .metadata(.language, "zh")]
    events += .element(.title, "科学共同体要闻") + contents
    events += [.start(.article)] + .element(.title, "中国科协召开工作会议") + front + [.start(.body)]
    events += .element(.paragraph, first) + blocks + .element(.paragraph, last)
    return events + [.end(.body), .end(.article), .end(.bulletin)]
  }
}

extension [String] {
  /// The lines of a log between two texts, those included.
  fileprivate func between(_ first: String, _ last: String) -> [String] {
    guard let start = firstIndex(of: "text \"\(first)\""),
      let end = lastIndex(of: "text \"\(last)\""), start <= end
    else { return self }
    return Array(self[start...end])
  }

  /// The log without labels that another has not, since items get a mark where they have none, and without the first
  /// number of lists, which their labels tell.
  fileprivate func withoutLabels(beyond other: [String]) -> [String] {
    let labels = Set(other.filter { $0.hasPrefix("attribute label ") })
    return filter {
      (!$0.hasPrefix("attribute label ") || labels.contains($0))
        && !$0.hasPrefix("attribute start ")
    }
  }
}
