import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// No text and no profile makes reading slower than linear: the steps that a text of twice the length
/// takes are about twice as many. Steps are counted, not seconds.
@Suite struct StepTests {
  static func steps(_ profile: LayoutProfile, _ text: [UInt8]) throws -> Int {
    var reader = TextReader(
      profile: profile, diagnostics: DiagnosticCollector(), sample: Array(text.prefix(4096)))
    var handler: any EventHandler & ~Copyable = Nothing()
    try reader.read(text.span, into: &handler)
    try reader.finish(into: &handler)
    return reader.stepCount
  }

  private struct Nothing: EventHandler, ~Copyable {
    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {}
    mutating func finish() throws(ConversionError) {}
  }

  /// Texts made to keep lines pending, templates half matched, and lists of contents long.
  static let hostile: [(name: String, unit: @Sendable (Int) -> String)] = [
    ("short lines", { "标题\($0)\n" }),
    ("short lines apart", { "标题\($0)\n\n" }),
    ("departments without a date", { "甲部\($0) 乙部\n" }),
    ("dates alone", { _ in "2021年3月12日\n" }),
    ("marks that many templates begin with", { _ in "((((((((((((((((((((((\n" }),
    ("separators that could be shared out", { _ in "a b:a b:a b:a b:a b:a b:a b:a b\n\n" }),
    ("contents without end", { $0 == 0 ? "《刊》\n目录\n" : "\($0). 条目\($0)\n" }),
    ("English contents without end", { $0 == 0 ? "News\nNo. 1\nContents\n" : "Item \($0)\n" }),
    ("header lines", { _ in "From: a\nSubject: b\n" }),
    ("headlines that never end", { "...STORM \($0)\n" }),
    ("rules", { _ in "━━━━━━━━\n------\n" }),
    ("items", { _ in "* a\n  b\n- c\n" }),
    ("columns", { _ in "a    b    c\nd    e    f\n" }),
    ("numbers", { "\($0) \($0) \($0)\n" }),
    ("blank lines and page ends", { _ in "\n\u{0C}\n \n" }),
    ("one word a line", { _ in "word\n" }),
  ]

  static let sharing = """
    name: sharing
    language: zh
    text: {wrap: auto}
    masthead: ["{title} {date} {x-a}:{x-b}:{x-c}:{x-d}!"]
    article:
      title: {lines: 8, alone: yes}
      sign-off: ["{department} {x-a} {x-b} {x-c} {x-d} {x-e} [{date}]", "{department}\\n{date}"]
      heading: ["{text} {x-a} {x-b} {x-c} {x-d}…"]
    """

  static let profiles: [LayoutProfile] =
    LayoutProfile.builtIn
    + [try? LayoutProfile(yaml: Array(sharing.utf8), file: nil)].compactMap {
      $0
    }

  @Test(arguments: profiles.indices)
  func stepsGrowWithTheText(_ index: Int) throws {
    let profile = Self.profiles[index]
    for (name, unit) in Self.hostile {
      func text(_ count: Int) -> [UInt8] { Array((0..<count).map(unit).joined().utf8) }
      let short = text(600)
      let long = text(2400)
      let few = try Self.steps(profile, short)
      let many = try Self.steps(profile, long)
      let growth = Double(long.count) / Double(short.count)
      #expect(
        Double(many) <= Double(few) * growth * 1.3 + 2000,
        "\(profile.name), \(name): \(few) steps for \(short.count) bytes, \(many) for \(long.count)"
      )
      // A bound by itself: templates times their allowance.
      #expect(many < long.count * 2000, "\(profile.name), \(name): \(many)")
    }
  }

  @Test func theHostileProfileIsRead() {
    #expect(Self.profiles.count == LayoutProfile.builtIn.count + 1)
  }
}
