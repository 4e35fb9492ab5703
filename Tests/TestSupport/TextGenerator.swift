/// Makes texts by chance, the same for the same seed.
public struct TextGenerator: Sendable {
  /// What a text is made of.
  public enum Kind: Sendable, CaseIterable {
    /// Chinese as bulletins print it.
    case cjk
    /// Latin words, with accents.
    case latin
    /// Characters that XML, JSON, CSV or templates write in a special way.
    case escapes
    /// Emoji, also those of several scalars.
    case emoji
    /// Characters above U+FFFF and combining marks.
    case astral
  }

  private static let pools: [Kind: [String]] = [
    .cjk: [
      "中国科协", "会议强调", "科技工作者", "创新驱动", "调研", "服务平台", "高质量发展", "学术交流",
      "“十四五”", "12月", "全国", "《规划》", "建设", "人才", "3.5万", "、", "推进",
    ],
    .latin: ["science", "café", "naïve", "Straße", "2021", "co-op", "it's", "Ångström"],
    .escapes: [
      "a<b", "R&D", "x>y", "\"quoted\"", "back\\slash", "a,b;c", "]]>", "{date}", "'=1+1",
    ],
    .emoji: ["😀", "👩‍🔬", "🇨🇳", "👍🏽", "❤️"],
    .astral: ["𠮷野家", "𝒜𝒷", "e\u{301}", "\u{10FFFD}", "𪚥"],
  ]

  private var state: UInt64
  private let words: [String]

  public init(seed: UInt64, kinds: Set<Kind>) {
    // In the order of the cases: a set's own order changes from run to run.
    words = Kind.allCases.filter(kinds.contains).flatMap { Self.pools[$0] ?? [] }
    state = seed
    // Mixed once: neighbouring seeds would else give the same numbers, one step apart.
    state = next()
  }

  // MARK: Chance

  /// The next 64 bits (SplitMix64).
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True `times` in `of`.
  public mutating func chance(_ times: Int, of: Int) -> Bool { int(1...of) <= times }

  /// True once in `of`.
  public mutating func chance(_ of: Int) -> Bool { chance(1, of: of) }

  // MARK: Texts

  private mutating func word() -> String { words[int(0...(words.count - 1))] }

  /// Words in a row, as a title has them: no stop at the end, one space between Latin words.
  public mutating func words(_ count: ClosedRange<Int>) -> String {
    var text = ""
    for _ in 0..<int(count) {
      let next = word()
      if let last = text.last, last.isASCII, next.first?.isASCII == true { text += " " }
      text += next
    }
    while let last = text.last, "、,;：".contains(last) { text.removeLast() }
    while let first = text.first, "、,;：".contains(first) { text.removeFirst() }
    return text.isEmpty ? "题" : text
  }

  /// One to four whole sentences; the last ends with a full stop.
  public mutating func sentences() -> String {
    var text = ""
    for _ in 0..<int(1...4) {
      text += words(3...9)
      if chance(2) { text += "," + words(3...9) }
      text += "。"
    }
    return text
  }

  public mutating func organization() -> String {
    ["中国科协办公厅", "中国科协调研宣传部", "中国科协学会学术部", "广东省科协", "中国化学会"][int(0...4)]
  }

  public mutating func personName() -> String {
    ["王丽娜", "李明", "欧阳晓红", "阿依古丽·买买提", "张𠮷"][int(0...4)]
  }

  /// A day, in ISO 8601 and as a bulletin writes it.
  public mutating func date() -> (iso: String, written: String) {
    let year = int(1999...2030)
    let month = int(1...12)
    let day = int(1...28)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : String(n) }
    return ("\(year)-\(two(month))-\(two(day))", "\(year)年\(month)月\(day)日")
  }
}
