import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// Links to what comes later in the bulletin: the book is written as it comes, and they are true links all
/// the same.
@Suite struct ForwardLinkTests {
  /// `id` and title of an article, and where its links lead.
  static func article(_ id: String, to targets: [String], filling: Int = 0) -> [OwnedEvent] {
    var events: [OwnedEvent] = [.start(.article), .attribute(.id, id)]
    events += [OwnedEvent].element(.title, "题 " + id) + [.start(.body)]
    for target in targets {
      events += [
        .start(.paragraph), .start(.link), .attribute(.target, target), .text("见"), .end(.link),
        .end(.paragraph),
      ]
    }
    for number in 0..<filling {
      events += [OwnedEvent].element(.paragraph, "第 \(number) 段:此处文字很长,以便文档大到须分块写出。")
    }
    return events + [.end(.body), .end(.article)]
  }

  static func bulletin(_ articles: [[OwnedEvent]], inSection: Bool) -> [OwnedEvent] {
    var events: [OwnedEvent] = [.start(.bulletin)] + [OwnedEvent].element(.title, "要闻")
    if inSection { events += [.start(.section)] + [OwnedEvent].element(.title, "栏") }
    events += articles.flatMap { $0 }
    if inSection { events.append(.end(.section)) }
    return events + [.end(.bulletin)]
  }

  /// Where a book's links lead, its documents read as text. Nothing is compressed in it.
  static func addresses(_ book: [UInt8], _ attribute: String) -> [String] {
    let text = String(decoding: book, as: UTF8.self)
    return text.components(separatedBy: "<a \(attribute)=\"").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
  }

  @Test(arguments: ["article", "section"], [0, 60_000])
  func leadOn(_ documents: String, _ filling: Int) throws {
    let format = try EPUBRoundTripTests.format()
    let events = Self.bulletin(
      [
        Self.article("a", to: ["#b", "#c&d", "#a"], filling: filling),
        Self.article("b", to: ["#a", "#c&d"]),
        Self.article("c&d", to: ["#b"]),
      ], inSection: true)
    let (book, said) = try format.written(
      events, options: ["documents": documents, "compression": "store"])
    #expect(said == [])
    if filling == 0 {
      let there = Self.addresses(book, "href").filter {
        !$0.contains("/") && $0.contains("#") && !$0.hasPrefix("nav")
      }
      let place =
        documents == "section"
        ? ["", "", ""] : ["b1-s1-a1.xhtml", "b1-s1-a2.xhtml", "b1-s1-a3.xhtml"]
      let expected = [
        place[1] + "#b", place[2] + "#c&amp;d", "#a", place[0] + "#a", place[2] + "#c&amp;d",
        place[1] + "#b",
      ]
      // Documents that wait come last in the archive, each with its links in order.
      #expect(there.sorted() == expected.sorted(), "\(there)")
    }
    let reading = format.reading(book)
    #expect(reading.error == nil && reading.diagnostics == [])
    expectSame(reading.sortedLog, try events.log().withSortedAttributes)
    // The same again, byte for byte.
    #expect(
      try format.rewritten(book, options: ["documents": documents, "compression": "store"]) == book)
  }

  @Test("what leads nowhere is said once, and kept")
  func nowhere() throws {
    let format = try EPUBRoundTripTests.format()
    let events = Self.bulletin(
      [Self.article("a", to: ["#b", "#none", "#none"]), Self.article("b", to: [])], inSection: false
    )
    let (book, said) = try format.written(events, options: ["compression": "store"])
    #expect(said.map(\.code) == [.linkNotInBook])
    #expect(said.first?.arguments == ["#none"])
    #expect(Self.addresses(book, "data-href") == ["#none", "#none"])
    expectSame(format.reading(book).sortedLog, try events.log().withSortedAttributes)
  }

  @Test("an identifier of another bulletin is another's")
  func otherBulletin() throws {
    let format = try EPUBRoundTripTests.format()
    let one = Self.bulletin([Self.article("a", to: ["#z"])], inSection: false)
    let two = Self.bulletin([Self.article("z", to: [])], inSection: false)
    let (_, said) = try format.written(one + two)
    #expect(said.map(\.code) == [.linkNotInBook])
  }
}
