import GazetteCSV
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite("The CSV articles layout, there and back")
struct CSVArticlesRoundTripTests {
  @Test("gives the same bytes for every document", arguments: 0..<300 as Range<UInt64>)
  func stable(_ seed: UInt64) throws {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 0...3
    options.lateFacts = .inFront
    var generator = DocumentGenerator(seed: seed, options: options)
    let text = try csv(generator.document()).text
    let reading = read(text)
    #expect(reading.error == nil, "\(reading.error?.diagnostic.line() ?? "")")
    #expect(reading.diagnostics.isEmpty)
    expectSame(read(text, chunk: 1).log, reading.log)
    try expectSame(rewrite(text), text)
    try expectSame(
      rewrite(text, ["safe": "yes"]), rewrite(rewrite(text, ["safe": "yes"]), ["safe": "yes"]))
  }

  @Test(
    "gives the same document where the layout has all of it", arguments: 0..<30 as Range<UInt64>)
  func plain(_ seed: UInt64) throws {
    var options = DocumentGenerator.Options.plain
    options.lateFacts = .inFront
    options.articles = 1...4
    var generator = DocumentGenerator(seed: seed, options: options)
    let events = generator.document()
    let written = try csv(events)
    #expect(written.diagnostics.isEmpty)
    try expectSame(read(written.text).log, events.log())
  }

  /// One article with a fact and a text.
  private func document(_ value: String) -> [OwnedEvent] {
    var front: [OwnedEvent] = .element(.title, value)
    for label in [nil, value] {
      front += [.start(.contributor)] + (label.map { [.attribute(.label, $0)] } ?? [])
      front += [.text(value), .end(.contributor), .start(.custom)]
      front += (label.map { [.attribute(.name, $0)] } ?? []) + [.text(value), .end(.custom)]
    }
    front += .element(.abstract, value)
    front += [.metadata(.keyword, value), .metadata(.keyword, "乙"), .metadata(.place, value)]
    return bulletin(front: front, .element(.paragraph, value))
  }

  @Test(
    "keeps every value through its lists and guards",
    arguments: [
      "a;b", "a; b", ";", "a:b", ":", "\\", "\\;", "a\\", "; ", " a", "a ", "\"", "\n", "\n\n",
      "a\n\n\nb", "\n\na\n", "a\n\n", "\t", "=1", "'=1", "''=1", "''", "'", "'a", "'''", "@", "a,b",
      "'\t", "+1", "-", "author", "a\r\nb", "\r", "\r\r\nx",
    ])
  func values(_ value: String) throws {
    for options in [[:], ["safe": "yes"], ["delimiter": "semicolon"]] {
      let events = document(value)
      let text = try csv(events, options).text
      try expectSame(rewrite(text, options), text)
      let log = read(text, options).log
      // Where line ends and CR do not become elements, the text is the same.
      if !value.contains("\n") && !value.contains("\r") && !value.contains("\r\n") {
        #expect(log.count { $0 == "text \"\(value)\"" } == 7)
      }
    }
  }

  @Test("guards a text wherever it is cut")
  func cutGuards() throws {
    for text in ["'=1", "''a", "'a", "=1", "'", "''", "'\u{1F600}"] {
      let whole = try csv(bulletin(.element(.paragraph, text)), ["safe": "yes"]).text
      let pieces = text.unicodeScalars.map { OwnedEvent.text(String($0)) }
      let cut = try csv(
        bulletin([.start(.paragraph)] + pieces + [.end(.paragraph)]), ["safe": "yes"])
      #expect(cut.text == whole)
      #expect(read(whole, ["safe": "yes"]).log.contains("text \"\(text)\""))
      #expect(read(whole, ["safe": "yes"], chunk: 1).log.contains("text \"\(text)\""))
    }
    // Nothing is taken off that was not asked for.
    #expect(read("text\n'=1\n").log.contains("text \"'=1\""))
  }

  @Test("reports bulletins and sections that have no row")
  func empty() throws {
    let events: [OwnedEvent] =
      [.start(.bulletin)] + .element(.title, "甲") + [.end(.bulletin)]
      + [.start(.bulletin), .start(.section)] + .element(.title, "栏") + [
        .end(.section), .start(.article), .start(.body), .end(.body), .end(.article),
        .end(.bulletin),
      ]
    #expect(
      try csv(events).diagnostics.map(\.arguments) == [
        ["bulletin without articles", "甲", "CSV"], ["section without articles", "栏", "CSV"],
      ])
  }
}
