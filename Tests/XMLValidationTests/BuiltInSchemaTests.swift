import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// The built-in schemas: all that Gazette writes passes them, and what passes them is valid by the official
/// DTD.
@Suite struct BuiltInSchemaTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func whatIsWrittenPasses(_ seed: UInt64) throws {
    let variants = ["1.1", "1.2", "1.3"].map { ("jats", ["version": $0]) }
    let others = ["embed", "link", "none"].map { ("xhtml", ["css": $0]) }
    for (format, options) in variants + others {
      let document = try GeneratedConformanceTests.written(format, seed: seed, options)
      let (result, found) = try Validating.run(document)
      #expect(
        result.verdict(.builtInSchema) == .passed,
        "\(format) \(options), seed \(seed): \(found.map { $0.line() })")
    }
  }

  @Test func publishingPassesToo() throws {
    var written = 0
    for seed in 1...400 as ClosedRange<UInt64> {
      // Most documents by chance lack what Publishing requires, and are refused.
      guard
        let document = try? GeneratedConformanceTests.written(
          "jats", seed: seed, ["tag-set": "publishing", "version": "1.1"])
      else { continue }
      written += 1
      let (result, found) = try Validating.run(document)
      #expect(
        result.verdict(.builtInSchema) == .passed, "seed \(seed): \(found.map { $0.line() })")
    }
    #expect(written > 3, "\(written)")
  }

  @Test(.enabled(if: ConformanceTests.available(ConformanceTests.archiving)))
  func whatPassesIsValidByTheOfficialDTD() throws {
    var random = Chance(seed: 11)
    var passed = 0
    let rounds = 300
    for round in 0..<rounds {
      let seed = UInt64(round % 50 + 1)
      var document = String(
        decoding: try GeneratedConformanceTests.written("jats", seed: seed), as: UTF8.self)
      for _ in 0...(round % 2) { document = MarkupMutation.mutate(document, &random) }
      let bytes = Array(document.utf8)
      let (result, found) = try Validating.run(bytes)
      let own = result.verdict(.ownChecks)
      // IDs and references are what the own checks add.
      let isFine =
        if case .failed(let errors, _) = own { errors == 0 } else { own == .passed }
      guard result.verdict(.builtInSchema) == .passed, isFine else { continue }
      passed += 1
      let official = try OfficialArchiving.validity(of: bytes)
      #expect(
        official == .passed,
        "round \(round), document of seed \(seed): \(official)\n\(found.map { $0.line() })\n\(document)"
      )
    }
    // It neither lets all pass nor none.
    #expect(passed > rounds / 20 && passed < rounds * 3 / 4, "\(passed)")
  }

  @Test func aDocumentOfOthersIsNotHeldToItUnasked() throws {
    let document = Array("<article xml:lang=\"en\"><front><article-meta/></front></article>".utf8)
    let (result, found) = try Validating.run(document)
    guard case .notRun = result.verdict(.builtInSchema) else {
      Issue.record("it was")
      return
    }
    #expect(found.isEmpty)
    let (asked, faults) = try Validating.run(document, builtIn: .ofAnyDocument)
    #expect(asked.verdict(.builtInSchema) == .failed(errors: 2, warnings: 0))
    #expect(faults.map(\.code) == [.attributeMissing, .attributeMissing])
  }

  @Test func anElementThatItDoesNotDescribeMakesNoVerdict() throws {
    let document = """
      <article article-type="news" dtd-version="1.2" xml:lang="en"><?gazette version="1"?>
      <front><article-meta><funding-group/></article-meta></front></article>
      """
    let (result, found) = try Validating.run(Array(document.utf8))
    guard case .notRun(let why) = result.verdict(.builtInSchema) else {
      Issue.record("\(found.map { $0.line() })")
      return
    }
    #expect(why.english.contains("<funding-group> of line 2"))
    let misspelt = document.replacing("funding-group", with: "funding-grop")
    let (other, faults) = try Validating.run(Array(misspelt.utf8))
    #expect(other.verdict(.builtInSchema) == .failed(errors: 1, warnings: 0))
    #expect(faults.map(\.code) == [.elementNotAllowed])
  }

  @Test func prefixesAreThoseOfTheDTD() throws {
    let document = """
      <article article-type="news" dtd-version="1.2" xml:lang="en"><?gazette version="1"?>
      <front><article-meta/></front><body><p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/></p>
      <p xmlns:q="urn:q">a</p></body></article>
      """
    let (_, found) = try Validating.run(Array(document.utf8))
    // The declaration, the element, and the other declaration.
    #expect(found.allSatisfy { $0.code == .namespaceMisplaced })
    #expect(found.map { $0.position?.line } == [2, 2, 3])
  }

  @Test(.enabled(if: ConformanceTests.available(ConformanceTests.archiving)))
  func theSameFaultIsToldOnce() throws {
    let document = """
      <article article-type="news" dtd-version="1.2" xml:lang="en"><?gazette version="1"?>
      <front><article-meta/></front><body><q/></body></article>
      """
    let (result, found) = try Validating.run(
      Array(document.utf8), dtd: ConformanceTests.archiving)
    #expect(found.count == 1)
    #expect(result.verdict(.builtInSchema) == .failed(errors: 1, warnings: 0))
    #expect(result.verdict(.givenSchema) == .failed(errors: 1, warnings: 0))
  }
}

/// A change by chance to markup as Gazette writes it, which stays well-formed.
enum MarkupMutation {
  private static let elements = [
    "p", "sec", "title", "list", "list-item", "bold", "fig", "graphic", "front-stub", "body",
    "year", "kwd", "tr", "td", "def", "term", "contrib", "name", "surname", "xref", "break",
    "label", "caption", "subtitle", "custom-meta", "fn", "alt-text", "mml:mi", "nothing",
  ]

  static func mutate(_ document: String, _ random: inout Chance) -> String {
    let bytes = Array(document.utf8)
    // Places before a tag, behind the root's.
    let root = document.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? document.startIndex
    let start = document.utf8.distance(from: document.startIndex, to: root) + 400
    let places = bytes.indices.filter {
      $0 > start && $0 + 1 < bytes.count && bytes[$0] == UInt8(ascii: "<")
        && bytes[$0 + 1] != UInt8(ascii: "?") && bytes[$0...].dropFirst(10).count > 2
    }
    guard let place = places.randomElement(using: &random),
      let element = elements.randomElement(using: &random)
    else { return document }
    var changed = bytes
    switch Int.random(in: 0..<5, using: &random) {
    case 0: changed.insert(contentsOf: Array("<\(element)/>".utf8), at: place)
    case 1: changed.insert(contentsOf: Array("<\(element)>文</\(element)>".utf8), at: place)
    case 2: changed.insert(contentsOf: Array("文".utf8), at: place)
    case 3: remove(leafAt: place, from: &changed)
    default: rename(attributeBehind: place, in: &changed)
    }
    return String(decoding: changed, as: UTF8.self)
  }

  /// `<a>text</a>` or `<a/>` goes.
  private static func remove(leafAt place: Int, from bytes: inout [UInt8]) {
    guard let tagEnd = bytes[place...].firstIndex(of: UInt8(ascii: ">")) else { return }
    if bytes[tagEnd - 1] == UInt8(ascii: "/") { return bytes.removeSubrange(place...tagEnd) }
    guard let next = bytes[tagEnd...].firstIndex(of: UInt8(ascii: "<")),
      bytes[place + 1] != UInt8(ascii: "/"), bytes[next + 1] == UInt8(ascii: "/"),
      let end = bytes[next...].firstIndex(of: UInt8(ascii: ">"))
    else { return }
    bytes.removeSubrange(place...end)
  }

  private static func rename(attributeBehind place: Int, in bytes: inout [UInt8]) {
    guard let equals = bytes[place...].firstRange(of: Array("=\"".utf8))?.lowerBound else { return }
    bytes.insert(UInt8(ascii: "x"), at: equals)
  }
}
