import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// The canonical text of each layout comes back byte for byte, also by way of JATS.
@Suite struct LayoutRoundTripTests {
  /// The labelled texts, without their labels.
  static let texts: [(profile: String, name: String, text: [UInt8])] = {
    let root = Repository.root + "/Tests/Accuracy/Corpus"
    let manager = FileManager.default
    return ((try? manager.contentsOfDirectory(atPath: root)) ?? []).sorted().flatMap { profile in
      ((try? manager.contentsOfDirectory(atPath: root + "/" + profile)) ?? []).sorted().map {
        file in
        let marked = String(
          decoding: Repository.file(root + "/" + profile + "/" + file), as: UTF8.self)
        let lines = marked.split(separator: "\n").map { line in
          line.split(separator: " ", maxSplits: 1).dropFirst().joined()
            .replacing("⟦", with: "").replacing("⟧", with: "")
        }
        return (profile, file, Array((lines.joined(separator: "\n") + "\n").utf8))
      }
    }
  }()

  static func convert(
    _ bytes: [UInt8], _ from: String, _ to: String, profile: String
  ) throws -> [UInt8] {
    let reader = try Formats.named(from)
    let writer = try Formats.named(to)
    let recorder = EventRecorder()
    var handler: any EventHandler & ~Copyable = recorder.handler()
    let options = ["profile": profile]
    let reading = reader.read(bytes, options: from == "text" ? options : [:], into: &handler)
    if let error = reading.error { throw error }
    let events = writer.needsFactsFirst ? recorder.events.withFactsFirst : recorder.events
    return try writer.written(events, options: to == "text" ? options : [:]).bytes
  }

  @Test(arguments: texts.indices)
  func canonicalTextComesBack(_ index: Int) throws {
    let (profile, name, text) = Self.texts[index]
    let canonical = try Self.convert(text, "text", "text", profile: profile)
    let again = try Self.convert(canonical, "text", "text", profile: profile)
    #expect(
      String(decoding: again, as: UTF8.self) == String(decoding: canonical, as: UTF8.self),
      "\(profile)/\(name)")
    let jats = try Self.convert(canonical, "text", "jats", profile: profile)
    let back = try Self.convert(jats, "jats", "text", profile: profile)
    #expect(
      String(decoding: back, as: UTF8.self) == String(decoding: canonical, as: UTF8.self),
      "\(profile)/\(name) by way of JATS")
  }

  /// Nobody names a profile: the text is written in the layout that it was read in.
  @Test(arguments: texts.indices)
  func aTextIsWrittenInItsOwnLayout(_ index: Int) throws {
    let (profile, name, text) = Self.texts[index]
    let converted = try Converted(text, from: "text", to: "text")
    let expected = try Self.convert(text, "text", "text", profile: profile)
    #expect(converted.text == String(decoding: expected, as: UTF8.self), "\(profile)/\(name)")
  }

  @Test(arguments: [
    ("zh-Hans", "· 要闻 ·\n"), ("en", "=== News ===\n"), ("ja", "《News》\n"),
    ("fr", "=== News ===\n"),
  ])
  func aDocumentWithoutLayoutIsWrittenInThatOfItsLanguage(
    _ language: String, _ masthead: String
  ) throws {
    let title = language.hasPrefix("zh") ? "要闻" : "News"
    let lines = """
      {"type":"bulletin","title":"\(title)","language":"\(language)"}
      {"type":"end"}

      """
    let text = try Converted(Array(lines.utf8), from: "jsonl", to: "text").text
    #expect(text.contains(masthead), "\(text)")
  }

  /// The layout of the seed has no line for the number.
  @Test func aNumberedChineseBulletinIsWrittenInTheGenericLayout() throws {
    let lines = """
      {"type":"bulletin","title":"要闻","language":"zh","issue":"12"}
      {"type":"end"}

      """
    let converted = try Converted(Array(lines.utf8), from: "jsonl", to: "text")
    #expect(converted.text == "《要闻》第12期\n", "\(converted.diagnostics)")
  }

  @Test func thereAreTextsOfEveryProfile() {
    #expect(Set(Self.texts.map(\.profile)) == Set(Profiles.builtIn.map(\.name)))
  }
}
