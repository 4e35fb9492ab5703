/// Makes random plain-text bulletins of the `cast` family, with the document that each must give.
///
/// The same seed gives the same bulletin, so a failure is told by its seed.
public struct BulletinGenerator {
  /// What a text must be read as.
  public struct Article: Equatable, Sendable {
    public var title: String
    public var paragraphs: [String]
    public var department: String
    public var date: String
  }

  public struct Bulletin: Equatable, Sendable {
    public var title: String
    public var editor: String
    public var articles: [Article]
  }

  private var state: UInt64

  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// xorshift64*, good enough for test data.
  mutating func next(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  mutating func pick<T>(_ items: [T]) -> T { items[next(items.count)] }

  private static let characters = Array(
    "学会科协工作会议研究发展创新服务建设推进落实组织全国人才技术成果交流合作平台机制改革战略重点任务要求精神思想行动".unicodeScalars)
  private static let words = [
    "R&D", "a<b", "x>y", "“5G+”", "COVID-19", "\"双创\"", "𠮷野", "é", "]]>", "3.5%",
  ]

  mutating func word() -> String {
    if next(60) == 0 { return pick(Self.words) }
    var text = ""
    for _ in 0...(1 + next(3)) { text.unicodeScalars.append(pick(Self.characters)) }
    return text
  }

  mutating func plainWord() -> String {
    var text = ""
    for _ in 0...(2 + next(3)) { text.unicodeScalars.append(pick(Self.characters)) }
    return text
  }

  mutating func sentence() -> String {
    let clauses = (0...(1 + next(3))).map { _ in (0...(2 + next(4))).map { _ in word() }.joined() }
    return clauses.joined(separator: ",") + pick(["。", "。", "。", ";", "!"])
  }

  mutating func paragraph() -> String {
    var text = (0...next(4)).map { _ in sentence() }.joined()
    text.removeLast()
    return pick(["", "", "会议强调,", "会议指出,", "据了解,"]) + text + "。"
  }

  /// A bulletin and its text, with some paragraphs cut by page breaks.
  public mutating func make() -> (bulletin: Bulletin, text: String) {
    var bulletin = Bulletin(
      title: plainWord() + "要闻", editor: pick(["王丽娜", "李 明", "欧阳文"]), articles: [])
    var text = pick(["", "\n\n"]) + "· \(bulletin.title) ·\n\n"
    for _ in 0...next(5) {
      let article = Article(
        title: plainWord() + pick(["", " "]) + plainWord() + plainWord(),
        paragraphs: (0...next(5)).map { _ in paragraph() },
        department: "中国" + plainWord() + pick(["办公厅", "宣传部"]),
        date: "20\(10 + next(20))-0\(1 + next(9))-\(10 + next(18))")
      bulletin.articles.append(article)
      let pieces = article.paragraphs.map { cut($0) }
      text += article.title + pick(["\n\n", "\n\n\n\n"])
      text += pieces.joined(separator: "\n\n") + "\n\n"
      text += article.department + pick([" ", "\n"]) + "[\(article.date)]\n\n"
    }
    return (bulletin, text + "(责任编辑 \(bulletin.editor))" + pick(["", "\n"]))
  }

  /// A paragraph with a blank line in mid-sentence, now and then.
  private mutating func cut(_ paragraph: String) -> String {
    let scalars = Array(paragraph.unicodeScalars)
    guard next(3) == 0, scalars.count > 40 else { return paragraph }
    let at = 12 + next(scalars.count - 24)
    let before = scalars[at - 1]
    let after = scalars[at]
    // A page breaks between two characters of a sentence, not beside its marks or inside a word.
    let isPlain = [before, after].allSatisfy { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
    guard isPlain, scalars[..<at].contains(",") else { return paragraph }
    var text = String(String.UnicodeScalarView(scalars[..<at])) + "\n\n"
    text.unicodeScalars.append(contentsOf: scalars[at...])
    return text
  }
}
