import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// The bulletin that the project began from, and its variants: the same document every time.
@Suite struct SeedTests {
  static let text = String(decoding: Repository.seed, as: UTF8.self)

  /// Titles, departments, dates, editor, and paragraphs made of the seed's own lines.
  static let expected: ReadBulletin = {
    let lines = text.split(separator: "\n").map(String.init)
    func joined(_ numbers: [Int]) -> String { numbers.map { lines[$0] }.joined() }
    typealias Article = ReadBulletin.Article
    return ReadBulletin(
      title: "科学共同体要闻", editors: ["王丽娜"],
      articles: [
        Article(
          title: "中国科协党组传达学习 近期中央有关重要精神",
          paragraphs: [joined([2]), joined([3]), joined([4])],
          departments: ["中国科协调研宣传部"], dates: ["2021-03-12"]),
        Article(
          title: "中国科协党史学习教育领导小组召开第一次会议",
          paragraphs: [joined([7]), joined([8, 9]), joined([10, 11]), joined([12, 13, 14])],
          departments: ["中国科协调研宣传部"], dates: ["2021-03-12"]),
        Article(
          title: "中国科协改革发展重大战略研究方案研讨会召开",
          paragraphs: [joined([18]), joined([19, 20, 21]), joined([22])],
          departments: ["中国科协办公厅"], dates: ["2021-03-12"]),
      ])
  }()

  @Test func seedIsReadExactly() throws {
    let reading = try Reading(Repository.seed)
    #expect(reading.bulletins == [Self.expected])
    #expect(reading.codes() == [])
    #expect(reading.diagnostics.filter { $0.code == .paragraphJoined }.count == 6)
    let lengths = reading.bulletins[0].articles.map(\.paragraphs.count)
    #expect(lengths == [3, 4, 3])
    #expect(reading.bulletins[0].articles.flatMap(\.paragraphs).allSatisfy { $0.hasSuffix("。") })
  }

  static let variants: [(name: String, text: String)] = [
    ("sign-offs on one line", text.replacing("\n[2021", with: " [2021")),
    ("sign-offs on two lines", text.replacing(" [2021", with: "\n[2021")),
    ("sign-offs on two lines with a blank between", text.replacing(" [2021", with: "\n\n[2021")),
    ("final newline", text + "\n"),
    ("many final newlines", text + "\n\n \n"),
    ("CRLF", text.replacing("\n", with: "\r\n")),
    ("CR", text.replacing("\n", with: "\r")),
    ("CR CR LF", text.replacing("\n", with: "\r\r\n")),
    (
      "full-width marks",
      text.replacing("(责任编辑 王丽娜)", with: "（责任编辑：王丽娜）").replacing(
        "[2021-03-12]", with: "［２０２１－０３－１２］")
    ),
    ("katakana dots", text.replacing("·", with: "・")),
    ("dates in words", text.replacing("[2021-03-12]", with: "[二〇二一年三月十二日]")),
    ("dates with 年月日", text.replacing("[2021-03-12]", with: "[2021年3月12日]")),
    ("dates with dots", text.replacing("[2021-03-12]", with: "[2021.3.12]")),
    ("trailing spaces", text.replacing("\n", with: " \u{3000}\n")),
    (
      "indents",
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "　　" + $0 }.joined(separator: "\n")
    ),
    (
      "indents instead of blank lines",
      text.split(separator: "\n").map { "　　" + $0 }.joined(separator: "\n")
    ),
    ("no blank lines", text.split(separator: "\n").joined(separator: "\n")),
    ("form feeds", text.replacing("\n\n", with: "\n\u{0C}\n")),
  ]

  @Test(arguments: variants.indices)
  func variantIsReadAlike(_ index: Int) throws {
    let variant = Self.variants[index]
    let reading = try Reading(variant.text)
    #expect(reading.bulletins == [Self.expected], "\(variant.name)")
    #expect(reading.codes() == [], "\(variant.name)")
  }

  @Test func severalBulletinsInOneFile() throws {
    for glue in ["", "\n", "\n\n\n", "\u{FEFF}", "\n\u{FEFF}"] {
      let reading = try Reading(Self.text + glue + Self.text + glue + Self.text)
      #expect(reading.bulletins == [Self.expected, Self.expected, Self.expected])
    }
  }

  @Test func bulletinWithoutMasthead() throws {
    var expected = Self.expected
    expected.title = nil
    let reading = try Reading(Self.text.replacing("· 科学共同体要闻 ·", with: ""))
    #expect(reading.bulletins == [expected])
  }

  @Test func twoBulletinsWithoutMasthead() throws {
    var expected = Self.expected
    expected.title = nil
    let one = Self.text.replacing("· 科学共同体要闻 ·", with: "")
    let reading = try Reading(one + "\n" + one)
    #expect(reading.bulletins == [expected, expected])
  }

  @Test func bulletinWithoutCredits() throws {
    var expected = Self.expected
    expected.editors = []
    let one = Self.text.replacing("(责任编辑 王丽娜)", with: "")
    #expect(try Reading(one).bulletins == [expected])
    #expect(try Reading(one + one).bulletins == [expected, expected])
  }

  @Test(arguments: 0..<3)
  func articleWithoutSignOff(_ which: Int) throws {
    var text = Self.text
    let signOffs = [
      "中国科协调研宣传部 [2021-03-12]\n", "中国科协调研宣传部\n[2021-03-12]\n", "中国科协办公厅\n[2021-03-12]\n",
    ]
    text = text.replacing(signOffs[which], with: "")
    var expected = Self.expected
    expected.articles[which].departments = []
    expected.articles[which].dates = []
    let reading = try Reading(text)
    #expect(reading.bulletins == [expected])
    #expect(reading.codes() == [.articleWithoutSignOff])
  }

  @Test func noRejoinKeepsThePieces() throws {
    let reading = try Reading(Self.text, rejoin: false)
    #expect(reading.bulletins[0].articles.map(\.paragraphs.count) == [3, 8, 5])
    #expect(reading.diagnostics.allSatisfy { $0.code != .paragraphJoined })
  }

  @Test(arguments: [1, 2, 3, 5, 7, 64, 1000])
  func anyChunkingGivesTheSame(_ size: Int) throws {
    let whole = try Reading(Repository.seed)
    let chunked = try Reading(Repository.seed, chunkSize: size)
    #expect(chunked.bulletins == whole.bulletins)
    #expect(chunked.diagnostics == whole.diagnostics)
  }

  @Test func everyCutGivesTheSame() throws {
    let text = Array(Self.text.replacing("\n", with: "\r\n").utf8)
    for cut in stride(from: 0, through: text.count, by: 11) {
      #expect(try Reading(text, cut: cut).bulletins == [Self.expected], "cut at \(cut)")
    }
  }
}
