import GazetteDocumentModel
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// Documents changed by chance: the streaming validator's verdict is libxml2's, which holds the whole
/// tree. Where they differed, one of them would be wrong.
@Suite struct MutationTests {
  private static let elements = [
    "p", "sec", "title", "list", "list-item", "bold", "fig", "graphic", "front", "front-stub",
    "body",
    "issn", "year", "kwd", "table", "tr", "td", "def-item", "term", "contrib", "name", "surname",
    "xref",
    "nothing",
  ]

  /// One change: an element renamed, left out, doubled, moved; a text put in; an attribute changed.
  static func mutate(_ document: String, _ random: inout Chance) -> String {
    var lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let whole = lines.indices.filter { line in
      // A line that stands by itself: it may move, and the document stays well-formed.
      lines[line].hasSuffix("/>") || (lines[line].contains("</") && !lines[line].hasPrefix("</"))
    }
    guard let line = whole.randomElement(using: &random),
      let other = whole.randomElement(using: &random),
      let element = elements.randomElement(using: &random)
    else { return document }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: other)
    case 2: lines.swapAt(line, other)
    case 3: lines.insert("<\(element)/>", at: line)
    case 4: lines.insert("<\(element)>文</\(element)>", at: line)
    case 5: lines.insert("文字", at: line)
    default: lines[line] = lines[line].replacing(" id=\"", with: " ide=\"", maxReplacements: 1)
    }
    return lines.joined(separator: "\n")
  }

  @Test(.enabled(if: ConformanceTests.available(ConformanceTests.archiving)))
  func verdictsAgree() throws {
    var random = Chance(seed: 5)
    var invalid = 0
    for round in 0..<600 {
      var document = SingleDefectTests.document
      for _ in 0...(round % 3) { document = Self.mutate(document, &random) }
      let bytes = Array(document.utf8)
      let reference = try OfficialArchiving.validity(of: bytes)
      let (result, found) = try Validating.run(bytes, dtd: ConformanceTests.archiving)
      let ours = result.verdict(.givenSchema) == .passed
      #expect(
        ours == (reference == .passed), "\(document)\n\(reference)\n\(found.map { $0.line() })")
      if !ours { invalid += 1 }
    }
    // Neither of them says the same of everything.
    #expect(invalid > 100 && invalid < 590, "\(invalid)")
  }

  @Test(
    .enabled(if: ConformanceTests.available(ConformanceTests.archiving)),
    arguments: 1...60 as ClosedRange<UInt64>)
  func whatGazetteWritesIsValid(_ seed: UInt64) throws {
    let document = try GeneratedConformanceTests.written("jats", seed: seed)
    let (result, found) = try Validating.run(document, dtd: ConformanceTests.archiving)
    #expect(result.verdict(.givenSchema) == .passed, "\(found.map { $0.line() })")
  }
}

/// A text generator's numbers, where the library asks for a generator.
struct Chance: RandomNumberGenerator {
  private var source: TextGenerator
  init(seed: UInt64) { source = TextGenerator(seed: seed, kinds: [.latin]) }
  mutating func next() -> UInt64 { source.next() }
}
