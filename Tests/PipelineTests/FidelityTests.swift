import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What each format keeps of each other's documents: A → B → A gives A's document, or the losses that
/// `docs/fidelity.md` lists for the pair and that were reported on the way.
///
/// The page is made here: `make fidelity` writes it, from a thousand documents a pair. A plain run takes
/// fewer, and holds them to the page.
@Suite struct FidelityTests {
  /// A format with options, as a column of the matrix.
  struct Party: Sendable, CustomTestStringConvertible {
    let title: String
    let format: Format
    let options: [String: String]

    var testDescription: String { title }

    var needsFactsFirst: Bool {
      format.needsFactsFirst && format.takesLateFacts(OptionValues(options)) == false
    }
  }

  static let parties: [Party] = Formats.all.flatMap { format -> [Party] in
    guard let layouts = format.options.first(where: { $0.key == "layout" })?.values else {
      return [Party(title: format.name, format: format, options: [:])]
    }
    return layouts.map {
      Party(title: "\(format.name) (\($0))", format: format, options: ["layout": $0])
    }
  }

  static let environment = ProcessInfo.processInfo.environment
  static let documents = environment["GAZETTE_FIDELITY_DOCUMENTS"].flatMap { Int($0) } ?? 25
  static let isWriting = environment["GAZETTE_UPDATE_FIDELITY"] != nil
  static let page = Repository.root + "/docs/fidelity.md"

  /// Losses of a pair: what was reported, and by how many documents.
  typealias Losses = [String: Int]

  /// What became of one document.
  enum Outcome {
    case same
    case lost(Set<String>)
    case silent(String)
  }

  static func log(_ events: [OwnedEvent]) throws -> [String] {
    let log = EventLog()
    var handler: any EventHandler & ~Copyable = log.recorder()
    try events.withFactsLast.push(into: &handler)
    return log.lines.withSortedAttributes
  }

  static func read(_ bytes: [UInt8], _ party: Party) -> ([OwnedEvent], [Diagnostic]) {
    let recorder = EventRecorder()
    var handler: any EventHandler & ~Copyable = recorder.handler()
    let reading = party.format.read(bytes, options: party.options, into: &handler)
    if let error = reading.error { Issue.record("\(party.title) refuses its own: \(error)") }
    return (recorder.events, reading.diagnostics)
  }

  static func write(_ events: [OwnedEvent], _ party: Party) throws -> ([UInt8], [Diagnostic]) {
    let (bytes, said) = try party.format.written(
      party.needsFactsFirst ? events.withFactsFirst : events, options: party.options)
    return (bytes, said)
  }

  /// A's document, through B, and back.
  static func outcome(_ first: [UInt8], _ a: Party, _ b: Party) throws -> Outcome {
    let (before, _) = read(first, a)
    let (there, lost) = try write(before, b)
    let (between, unread) = read(there, b)
    let (back, lostAgain) = try write(between, a)
    let (after, _) = read(back, a)
    let wanted = try log(before)
    let found = try log(after)
    let losses = Set((lost + unread + lostAgain).filter(\.code.isLoss).map(kind))
    if wanted == found {
      return losses.isEmpty ? .same : .lost(losses)
    }
    guard losses.isEmpty else { return .lost(losses) }
    let at = zip(wanted, found).prefix { $0 == $1 }.count
    func around(_ lines: [String]) -> String {
      lines[max(0, at - 2)..<max(0, min(lines.count, at + 2))]
        .map { String($0.prefix(160)) }.joined(separator: " | ")
    }
    return .silent("\(around(found)) instead of \(around(wanted))")
  }

  /// `GZ3101 heading`, for `heading ×3: CSV has no place for it`.
  static func kind(_ diagnostic: Diagnostic) -> String {
    let what = diagnostic.arguments.first ?? ""
    let words = what.split(separator: " ").map(String.init)
    guard let first = words.first, diagnostic.code != .paragraphWouldJoin else {
      return diagnostic.code.name
    }
    // `label of 王丽娜` is about a contributor, `place of the bulletin` about a bulletin.
    guard words.count > 2, words[1] == "of" else { return diagnostic.code.name + " " + first }
    let owner = words.last { ["bulletin", "section", "article"].contains($0) } ?? "contributor"
    return "\(diagnostic.code.name) \(first) of \(owner)"
  }

  static func document(_ seed: UInt64) -> [OwnedEvent] {
    var options = DocumentGenerator.Options.whole
    options.bulletins = 1...2
    options.lateFacts = .atEnd
    var generator = DocumentGenerator(seed: seed, options: options)
    return generator.document()
  }

  /// The losses of a pair, over all documents and the seed bulletin.
  static func losses(_ a: Party, _ b: Party) throws -> Losses {
    var losses: Losses = [:]
    for seed in 0...UInt64(documents) {
      let first: [UInt8]
      if seed == 0 {
        // The bulletin that the project began from.
        let text = Party(title: "text", format: try Formats.named("text"), options: [:])
        first = try write(read(Repository.seed, text).0, a).0
      } else {
        first = try write(document(seed), a).0
      }
      switch try outcome(first, a, b) {
      case .same: break
      case .lost(let kinds): for kind in kinds { losses[kind, default: 0] += 1 }
      case .silent(let what):
        Issue.record("\(a.title) → \(b.title) → \(a.title), seed \(seed): lost in silence: \(what)")
      }
    }
    return losses
  }

  @Test("A → B → A loses nothing but what the page lists", arguments: parties)
  func pairs(_ a: Party) throws {
    let listed = Self.listed()
    for b in Self.parties {
      let losses = try Self.losses(a, b)
      if Self.isWriting {
        Self.matrix.withLock { $0[a.title, default: [:]][b.title] = losses }
        continue
      }
      let known = listed[a.title + " → " + b.title] ?? []
      let unlisted = losses.keys.filter { !known.contains($0) }.sorted()
      #expect(unlisted.isEmpty, "\(a.title) → \(b.title): \(unlisted) are not in docs/fidelity.md")
    }
    if Self.isWriting { try Self.writePage() }
  }

  /// A loss that is reported must not hide another that is not: each text and fact of a document
  /// stands in what is read back, or in what was said.
  @Test("No text is lost in silence", arguments: parties)
  func texts(_ b: Party) throws { try Self.expectTexts(b) }

  /// Expects each text and fact of many documents in what is read back from a format, or in what was said.
  static func expectTexts(_ b: Party) throws {
    for seed in 1...UInt64(documents) {
      let before = document(seed)
      let (bytes, lost) = try write(before, b)
      let (between, unread) = read(bytes, b)
      var kept = between.map { $0.words.joined() }.joined()
      // The profile's own language is not written; a text without a line has none when read.
      if b.format.name == "text" { kept += "\nzh" }
      for diagnostic in lost + unread { kept += "\n" + diagnostic.arguments.joined().squeezed }
      let found = Data(kept.utf8)
      for event in before {
        // Bytes, since scalars that meet may become one Character.
        let isLost = event.words.contains { found.range(of: Data($0.utf8)) == nil }
        guard isLost else { continue }
        Issue.record("\(b.title), seed \(seed): \(event) is neither written nor reported")
      }
    }
  }

  // MARK: The page

  static let matrix = Locked<[String: [String: Losses]]>([:])

  final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value
    init(_ value: Value) { self.value = value }
    func withLock<T>(_ body: (inout Value) -> T) -> T {
      lock.lock()
      defer { lock.unlock() }
      return body(&value)
    }
  }

  /// The losses that the page lists, by `A → B`.
  static func listed() -> [String: Set<String>] {
    var listed: [String: Set<String>] = [:]
    var target = ""
    var sources: [String] = []
    for line in String(decoding: Repository.file(page), as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("### Through ") { target = String(line.dropFirst("### Through ".count)) }
      guard !target.isEmpty, line.hasPrefix("| ") else { continue }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells[0] == "lost" {
        sources = Array(cells.dropFirst())
        continue
      }
      for (source, share) in zip(sources, cells.dropFirst()) where share.hasSuffix("%") {
        listed[source + " → " + target, default: []].insert(cells[0])
      }
    }
    return listed
  }

  static func writePage() throws {
    let matrix = matrix.withLock { $0 }
    guard matrix.count == parties.count else { return }
    let titles = parties.map(\.title)
    var text = """
      # Fidelity: what survives the way there and back

      Made by `make fidelity`; do not edit. \(documents) documents a pair (seeds 1 to \(documents) of the tests'
      generator, which uses the whole document model) and the seed bulletin: A's document is converted to B and
      back to A, and compared.

      `=` the same document, for all. A number: so many kinds of losses, all of them reported when the
      conversion is run; they are listed below. There is no third: a difference that nothing reported fails
      the test.

      | A ↓ through B → | \(titles.joined(separator: " | ")) |
      |---|\(titles.map { _ in "---" }.joined(separator: "|"))|

      """
    for a in titles {
      let cells = titles.map { b in
        let count = matrix[a]?[b]?.count ?? 0
        return count == 0 ? "=" : "\(count)"
      }
      text += "| \(a) | \(cells.joined(separator: " | ")) |\n"
    }
    text += """

      ## The losses

      By what is lost, with its code and the share of documents that it hit.

      """
    for b in titles {
      let sources = titles.filter { !(matrix[$0]?[b] ?? [:]).isEmpty }
      let kinds = Set(sources.flatMap { matrix[$0]?[b]?.keys.map { $0 } ?? [] }).sorted()
      if kinds.isEmpty { continue }
      text += "\n### Through \(b)\n\n| lost | \(sources.joined(separator: " | ")) |\n"
      text += "|---|\(sources.map { _ in "---:" }.joined(separator: "|"))|\n"
      for kind in kinds {
        let shares = sources.map { a in
          (matrix[a]?[b]?[kind]).map { "\(max(1, $0 * 100 / (documents + 1))) %" } ?? ""
        }
        text += "| \(kind) | \(shares.joined(separator: " | ")) |\n"
      }
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: page))
  }
}

extension OwnedEvent {
  /// What a reader of the document would miss, without its white space: lines of code, and names in a row, may part.
  fileprivate var words: [String] {
    switch self {
    case .text(let text), .metadata(_, let text):
      text.split { $0 == "\n" || $0 == "、" }.map { String($0).squeezed }.filter { !$0.isEmpty }
    default: []
    }
  }
}

extension String {
  fileprivate var squeezed: String { String(unicodeScalars.filter { !$0.properties.isWhitespace }) }
}
