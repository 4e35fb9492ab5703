import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct WriterTests {
  /// The canonical text of a text, and what the writer had to say.
  static func canonical(
    _ bytes: [UInt8], profile: String = "cast"
  ) throws -> (text: [UInt8], codes: [DiagnosticCode]) {
    try canonical(bytes, by: #require(LayoutProfile.named(profile)))
  }

  /// The same by a profile of one's own.
  static func canonical(
    _ bytes: [UInt8], yaml: String
  ) throws -> (text: [UInt8], codes: [DiagnosticCode]) {
    let folder = try TemporaryFolder()
    let file = try folder.write("own.yaml", yaml)
    return try canonical(
      bytes, by: LayoutProfile(yaml: Array(yaml.utf8), file: file), named: file)
  }

  private static func canonical(
    _ bytes: [UInt8], by profile: LayoutProfile, named name: String? = nil
  ) throws -> (text: [UInt8], codes: [DiagnosticCode]) {
    let sink = MemorySink()
    let log = DiagnosticLog()
    let diagnostics = DiagnosticCollector { log.all.append($0) }
    let options = OptionValues(["profile": name ?? profile.name])
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

  /// What a title's, a section's or a credit's template takes besides is written by it again.
  @Test(arguments: [
    (
      """
      name: weekly
      language: en
      text: {wrap: hard, width: 60}
      rejoin: words
      masthead: "{title} #{issue} {date}"
      article:
        title: {template: "[{category}] {title}"}
      credits: ["Editor: {editor} <{email}>", "To unsubscribe, {x-unsubscribe}"]
      """,
      """
      OPEN SOURCE WEEKLY #212 2011-06-17

      [kernel] Release candidate 3 is out

      Most of the changes are in drivers.

      [desktop] Toolkit drops old theme engine

      The old engine is gone.

      Editor: Kim Olsen <kim@example.org>

      To unsubscribe, send mail to off@example.org

      """
    ),
    (
      """
      name: chengdong
      language: zh
      text: {wrap: none}
      rejoin: cjk
      masthead: "~~ {title} ~~"
      head: "{date} 第{issue}号"
      section: ["@@ {title} @@", "第{number}版 {title}"]
      article:
        title: {template: "{title} | {department} | {x-day}"}
      credits: ["编：{editor} / 校：{x-proof}"]
      """,
      """
      ~~ 城东社区 ~~

      2016/05/03 (二) 第9号

      第一版 通知

      停水通知 | 物业 | 05/04

      5月4日8时至16时，三区停水检修管道。

      @@ 好人好事 @@

      张阿姨拾金不昧 | 居委会 | 05/01

      张阿姨捡到钱包，当天交还失主。

      编：小李 / 校：老王

      """
    ),
    (
      """
      name: croft
      language: en
      text: {wrap: hard, width: 76}
      rejoin: words
      masthead: "THE {title}"
      head: "no. {issue} - the week of {date}"
      article:
        title: {template: "<{digits}> {title}"}
        below: "by {author}"
      credits: "Sent to: {recipients}"
      """,
      """
      THE CROFT LETTER
      no. 12 - the week of 5 June 1972

      <1> Lambing is over
      by Hamish

      Sixty-one lambs, two lost.

      <2> Peat
      by Morag

      We cut for three days at the north bank.

      Sent to: Kirsty, Ewan, the schoolhouse

      """
    ),
    (
      """
      name: village
      language: zh
      text: {wrap: none, indent: "　　"}
      rejoin: cjk
      masthead: "<<{title}>> 总{whole-number} - {issue}"
      head: "主编：{editor} | {date}"
      contents: {title: "[要目]", item: "{digits}) {text}"}
      article:
        above: "[{category}] {date}"
        title: {template: "* {title}"}
        sign-off: "{author}，{department}，{date}"
      credits: "印数 {x-copies} 发至 {recipients}"
      """,
      """
      <<新农村>> 总12 - 3

      主编：周明 | 2014-05-06

      [要目]
      1) 春耕备耕

      [农事] 2014-05-01

      * 春耕备耕

      　　各村已完成备耕，种子化肥到位。

      张华，农业局，2014-05-02

      印数 300 发至 各村

      """
    ),
  ])
  func aProfileOfOnesOwnIsTwoWay(_ yaml: String, _ text: String) throws {
    let written = try Self.canonical(Array(text.utf8), yaml: yaml)
    #expect(String(decoding: written.text, as: UTF8.self) == text)
    #expect(written.codes == [])
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
