import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// Every word of a text is in the document or in a message, whatever the reader makes of its lines.
@Suite struct NothingLostTests {
  @Test(arguments: LayoutRoundTripTests.texts.indices)
  func theLabelledTextsKeepTheirWords(_ index: Int) throws {
    let (profile, name, text) = LayoutRoundTripTests.texts[index]
    let lost = try Self.lost(text)
    #expect(lost == [], "\(profile)/\(name)")
  }

  /// Lines of two texts, mixed, cut, set in and doubled: layouts that nobody meant.
  @Test(arguments: 0..<20)
  func mixedTextsKeepTheirWords(_ hundred: Int) throws {
    for seed in (100 * hundred)..<(100 * hundred + 100) {
      let text = Self.mixed(UInt64(seed))
      let lost = try Self.lost(text)
      #expect(lost == [], "seed \(seed):\n\(String(decoding: text, as: UTF8.self))")
      // Explaining takes longer: it looks at each template for near misses.
      guard seed % 8 == 0 else { continue }
      let (explained, lines) = (try Self.explained(text), Self.lineCount(text))
      #expect(explained == lines, "seed \(seed):\n\(String(decoding: text, as: UTF8.self))")
    }
  }

  /// How many lines of a text are explained.
  private static func explained(_ text: [UInt8]) throws -> Int {
    let folder = try TemporaryFolder()
    let explanation = TextExplanation(
      input: try folder.write("input", text), profile: nil, encoding: nil, rejoin: true)
    var lines: Set<UInt32> = []
    try explanation.run(
      diagnostics: DiagnosticCollector(minimumSeverity: .error) { _ in }, began: { _, _ in },
      row: { lines.insert($0.line) })
    return lines.count
  }

  private static func lineCount(_ text: [UInt8]) -> Int { text.count { $0 == 0x0A } }

  // MARK: Words

  /// The characters without spaces between them, and the Latin words of four letters or more, that the text has
  /// more often than the document and the messages together.
  static func lost(_ text: [UInt8]) throws -> [String] {
    let converted = try Converted(text, from: "text", to: "jsonl")
    var kept = String(decoding: converted.bytes, as: UTF8.self)
    for diagnostic in converted.diagnostics {
      kept += " " + diagnostic.arguments.joined(separator: " ")
    }
    let input = String(decoding: text, as: UTF8.self)
    let found = characters(kept)
    var lost = characters(input).compactMap { character, count in
      count > found[character] ?? 0 && !template.contains(character) ? String(character) : nil
    }
    let folded = kept.lowercased()
    lost += words(input.lowercased()).filter { !templateWords.contains($0) && !folded.contains($0) }
    return lost.sorted()
  }

  /// How often each character of Han, kana and hangul stands in a text.
  private static func characters(_ text: String) -> [Character: Int] {
    var counts: [Character: Int] = [:]
    for scalar in text.unicodeScalars {
      guard
        [0x3041...0x30FA, 0x3400...0x9FFF, 0xAC00...0xD7A3].contains(where: { $0 ~= scalar.value })
      else { continue }
      counts[Character(scalar), default: 0] += 1
    }
    return counts
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { !("a"..."z" ~= $0) }.filter { $0.count >= 4 }.map(String.init))
  }

  /// The layouts themselves: their words are told as the layout's marks, or by the names of fields.
  private static let layouts: String = {
    let root = "stylesheets/layouts"
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: Repository.root + "/" + root)) ?? []
    return names.map { String(decoding: Repository.bytes(root + "/" + $0), as: UTF8.self) }.joined()
  }()
  private static let template = Set(characters(layouts).keys)
  private static let templateWords = words(layouts.lowercased())

  // MARK: Mixing

  private static func mixed(_ seed: UInt64) -> [UInt8] {
    var chance = TextGenerator(seed: seed, kinds: [.cjk])
    let texts = LayoutRoundTripTests.texts
    func lines(_ index: Int) -> [[UInt8]] {
      texts[index].text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    }
    let first = chance.int(0...(texts.count - 1))
    // Mostly of the same family.
    let family = texts.indices.filter { texts[$0].profile == texts[first].profile }
    let second =
      chance.chance(3)
      ? chance.int(0...(texts.count - 1)) : family[chance.int(0...(family.count - 1))]
    let (one, other) = (lines(first), lines(second))
    var mixed: [[UInt8]] = []
    let cut = chance.int(0...one.count)
    for line in one[..<cut] + other[min(chance.int(0...other.count), other.count)...] {
      switch chance.int(1...24) {
      case 1: mixed.append([])
      case 2: mixed += [line, line]
      case 3: mixed.append(Array("    ".utf8) + line)
      case 4: mixed.append(Array(String(repeating: " ", count: 40).utf8) + line)
      case 5:
        let text = String(decoding: line, as: UTF8.self)
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        mixed += [Array(text[..<half].utf8), Array(text[half...].utf8)]
      case 6: mixed += [line, [0x0C]]
      case 7: mixed.append(line.isEmpty ? Array("--------".utf8) : line)
      case 8 where !mixed.isEmpty: mixed[mixed.count - 1] += Array("  ".utf8) + line
      case 9: continue
      default: mixed.append(line)
      }
    }
    // An empty file is refused.
    return Array((mixed + [Array("end".utf8)]).joined(separator: [0x0A])) + [0x0A]
  }
}
