import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// Articles and pages as others write them: each is read within the event laws, the same from any chunks,
/// and goes to every format; and damage to them is refused or read, but never breaks anything.
@Suite struct WorldTests {
  /// A document of others, and the reader for it.
  struct Source: Sendable, CustomTestStringConvertible {
    let path: String
    var format: Format { path.hasSuffix("html") ? Self.xhtml : Self.jats }
    var bytes: [UInt8] { Repository.file(path) }
    var testDescription: String { (path as NSString).lastPathComponent }

    private static let jats = Formats.all.first { $0.name == "jats" } ?? Formats.all[0]
    private static let xhtml = Formats.all.first { $0.name == "xhtml" } ?? Formats.all[0]
  }

  static func sources(_ folder: String) -> [Source] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { Source(path: folder + "/" + $0) }
  }

  /// Our own, in the styles of several publishers.
  static let own =
    sources(Repository.root + "/Tests/Conformance/jats")
    + sources(Repository.root + "/Tests/Conformance/xhtml")

  /// Public samples that are too large, or not ours, to keep here.
  static let samples: [Source] = {
    let found = ["/../shared", "/../../shared"].flatMap {
      sources(Repository.root + $0 + "/samples/jats")
    }
    if found.isEmpty { print("skipped: no public samples of JATS in ../shared/samples/jats") }
    return found
  }()

  @Test func thereAreDocuments() { #expect(Self.own.count >= 12) }

  @Test(arguments: own + samples)
  func isReadWithinTheLaws(_ source: Source) throws {
    let whole = source.format.reading(source.bytes)
    #expect(whole.error == nil, "\(whole.error?.diagnostic.line() ?? "")")
    #expect(whole.log.contains("start article"), "\(whole.log.prefix(5))")
    // Said by kind, not by place: an article gives some lines, not hundreds.
    #expect(whole.diagnostics.count <= 60, "\(whole.diagnostics.count) lines")
  }

  @Test(arguments: own, [1, 7, 1000])
  func readsTheSameFromChunks(_ source: Source, _ size: Int) throws {
    let bytes = source.bytes
    let whole = source.format.reading(bytes)
    let parts = source.format.reading(bytes, chunk: size)
    #expect(parts.error == whole.error)
    #expect(parts.diagnostics.map(\.code) == whole.diagnostics.map(\.code))
    expectSame(parts.log, whole.log, source.path)
  }

  @Test(
    arguments: own + samples.filter { $0.bytes.count < 50_000 },
    Formats.all.filter { $0.makeWriter != nil })
  func goesToEveryFormat(_ source: Source, _ target: Format) throws {
    let result = try Converted(source.bytes, from: source.format.name, to: target.name)
    #expect(!result.bytes.isEmpty)
    if ["jats", "xhtml", "json", "jsonl"].contains(target.name) {
      #expect(result.diagnostics.count <= 120, "\(result.diagnostics.count) lines")
    }
    // What is written is read again, by our own reader.
    guard target.makeReader != nil, target.name != "text" else { return }
    let reading = target.reading(result.bytes)
    #expect(reading.error == nil, "\(reading.error?.diagnostic.line() ?? "")")
  }

  // MARK: Damage

  private static let marks = Array("<>&;\"'=/!?-[]: \n\u{0}字a".unicodeScalars)
  private static let pieces = [
    "</p>", "<p>", "<sec>", "</sec>", "<title>", "<label>", "<fn>", "<alternatives>", "<table>",
    "<tr>", "<graphic/>", "<disp-formula>", "<list>", "<li>", "<pre>", "<article>", "<ref-list>",
    "<def>", "<caption>", "<contrib-group>", "<h1>", "<section>", "<ruby>", "<!--", "<![CDATA[",
    "&nbsp;",
  ]

  /// A document damaged in some places: characters, tags, and elements moved whole, which stays
  /// well-formed. The DOCTYPE stays: libxml2 looks for its end by the first `>`, even in a literal, where
  /// a chunk ends within it.
  private func damaged(_ bytes: [UInt8], _ seed: UInt64) -> [UInt8] {
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var chance = TextGenerator(seed: seed, kinds: [.cjk])
    for _ in 0..<chance.int(1...4) {
      let start = chance.int(Self.root(of: scalars)...(scalars.count - 1))
      switch chance.int(0...5) {
      case 0: scalars.remove(at: start)
      case 1: scalars[start] = Self.marks[chance.int(0...(Self.marks.count - 1))]
      case 2:
        let piece = Self.pieces[chance.int(0...(Self.pieces.count - 1))]
        scalars.insert(contentsOf: piece.unicodeScalars, at: start)
      default:
        guard let element = Self.element(in: scalars, after: start) else { continue }
        let moved = Array(scalars[element])
        if chance.chance(2) { scalars.removeSubrange(element) }
        guard let place = Self.element(in: scalars, after: chance.int(0...(scalars.count - 1)))
        else { continue }
        scalars.insert(contentsOf: moved, at: place.lowerBound)
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return Array(String(text).utf8)
  }

  /// Where the root begins: behind the prologue.
  private static func root(of scalars: [Unicode.Scalar]) -> Int {
    scalars.indices.dropLast(5).first {
      let next = scalars[$0..<($0 + 5)]
      return next.elementsEqual("<arti".unicodeScalars)
        || next.elementsEqual("<html".unicodeScalars)
    } ?? 0
  }

  /// Where the next element without elements in it stands, or one with them.
  private static func element(in scalars: [Unicode.Scalar], after start: Int) -> Range<Int>? {
    var begin: Int?
    var depth = 0
    var index = start
    while index + 1 < scalars.count {
      defer { index += 1 }
      guard scalars[index] == "<" else { continue }
      let next = scalars[index + 1]
      guard next != "!", next != "?" else { continue }
      guard let end = scalars[index...].firstIndex(of: ">") else { return nil }
      if next == "/" {
        guard let first = begin else { continue }
        depth -= 1
        if depth == 0 { return first..<(end + 1) }
      } else if scalars[end - 1] == "/" {
        if begin == nil { return index..<(end + 1) }
      } else {
        begin = begin ?? index
        depth += 1
      }
    }
    return nil
  }

  static let refusals: Set<DiagnosticCode> = [
    .xmlSyntax, .xmlCutOff, .xmlTooDeep, .xmlExternalEntity, .xmlNotThisFormat, .xmlExpansion,
    .xmlPrefixUnknown,
  ]

  @Test(arguments: own, 0..<25 as Range<UInt64>)
  func survivesDamage(_ source: Source, _ seed: UInt64) throws {
    let bytes = damaged(source.bytes, seed)
    let whole = source.format.reading(bytes)
    if let error = whole.error {
      let line = "seed \(seed): \(error.diagnostic.line())"
      if !Self.refusals.contains(error.code) { Issue.record("\(line)") }
      #expect(error.diagnostic.position != nil, "\(line)")
      return
    }
    expectSame(source.format.reading(bytes, chunk: 13).log, whole.log, "seed \(seed)")
    // What was read can be written, and what was written is well-formed.
    let written = try source.format.rewritten(bytes)
    let again = source.format.reading(written)
    #expect(again.error == nil, "seed \(seed): \(again.error?.diagnostic.line() ?? "")")
  }
}
