import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct WriterTests {
  /// The canonical text of a text, and what the writer had to say.
  static func canonical(
    _ bytes: [UInt8], profile: String = "cast"
  ) throws -> (text: [UInt8], codes: [DiagnosticCode]) {
    let profile = try #require(LayoutProfile.named(profile))
    let sink = MemorySink()
    let log = DiagnosticLog()
    let diagnostics = DiagnosticCollector { log.all.append($0) }
    let options = OptionValues(["profile": profile.name])
    let make = try #require(TextFormat.format.makeWriter)
    var writer = try make(
      WriterContext(sink: sink, diagnostics: diagnostics, options: options))
    var reader = TextReader(
      profile: profile, diagnostics: DiagnosticCollector(), sample: bytes)
    try reader.read(bytes.span, into: &writer)
    try reader.finish(into: &writer)
    try writer.finish()
    return (sink.bytes, log.all.map(\.code))
  }

  @Test func theSeedInCanonicalForm() throws {
    let (text, codes) = try Self.canonical(Repository.seed)
    let string = String(decoding: text, as: UTF8.self)
    #expect(codes == [])
    #expect(string.hasPrefix("· 科学共同体要闻 ·\n\n中国科协党组传达学习 近期中央有关重要精神\n\n3月12日,"))
    #expect(string.hasSuffix("\n\n中国科协办公厅 [2021-03-12]\n\n(责任编辑 王丽娜)\n"))
    #expect(!string.contains("\n\n\n"))
    #expect(try Reading(text).bulletins == [SeedTests.expected])
    #expect(try Self.canonical(text).text == text)
  }

  @Test func severalBulletinsStaySeveral() throws {
    let (text, codes) = try Self.canonical(Repository.seed + Repository.seed)
    #expect(codes == [])
    #expect(try Reading(text).bulletins == [SeedTests.expected, SeedTests.expected])
    #expect(try Self.canonical(text).text == text)
  }

  @Test func factsOfAGenericBulletinComeBack() throws {
    let text = """
      《学会通讯》

      第12期 (总第103期)

      通知

      各单位要认真落实。

      中国学会办公室
      2021年3月12日

      责任编辑:张三、李四

      """
    let (once, codes) = try Self.canonical(Array(text.utf8), profile: "generic-zh")
    let (twice, _) = try Self.canonical(once, profile: "generic-zh")
    #expect(codes == [])
    #expect(String(decoding: once, as: UTF8.self) == String(decoding: twice, as: UTF8.self))
    #expect(
      try Reading(once, profile: "generic-zh").bulletins
        == Reading(text, profile: "generic-zh").bulletins)
  }
}
