import GazetteBulletinText
import GazetteTestSupport
import Testing

/// Lines put together by chance from what lines of bulletins begin and end with, numbers, marks and names: whatever
/// stands where, the text is read to its end, and the events keep their laws.
@Suite struct RandomLinesTests {
  @Test(arguments: 0..<60)
  func areRead(seed: Int) throws {
    var chance = TextGenerator(seed: UInt64(seed), kinds: [.cjk])
    let text = Self.text(&chance)
    for profile in LayoutProfile.builtIn { _ = try Reading(Array(text.utf8), profile: profile) }
  }

  /// Lines with nothing in front of a colon, sentences in capitals that end with their line, four bytes where a name
  /// has three, a number right behind characters of several bytes, a title of one letter between dots.
  @Test(arguments: [
    ": what is in it\n\nWords of an article that are running text.\n",
    "News\n: a, b, c\n\nWords.\n",
    "NEWS\n\nTHE QUICK BROWN FOX JUMPS OVER THE LAZY DOG AND RUNS.\n",
    "NEWS\n\nTHIS WEEK RESIDENTS ALONG THE STREAMS SHOULD HURRY TO...\n\n- CHECK CULVERTS\n",
    "简报\n\n标题\na𠀀口述 b𠀀整理\n\n正文在此。\n",
    "简报\n 第十二三四五六七八期\n\n标题\n正文在此。\n",
    "AXUS72 KGSP 181415\n\n.A...\n\nTEXT OF IT.\n",
  ])
  func areReadWhereTheyOnceWereNot(text: String) throws {
    for profile in LayoutProfile.builtIn { _ = try Reading(Array(text.utf8), profile: profile) }
  }

  private static func text(_ chance: inout TextGenerator) -> String {
    let known = (0..<chance.int(3...12)).map { _ in line(&chance) }
    var text = ""
    for _ in 0..<chance.int(1...60) {
      text += chance.chance(2, of: 5) ? pick(&chance, known) : line(&chance)
      text += chance.chance(1, of: 3) ? "\n\n" : "\n"
    }
    return text
  }

  private static func line(_ chance: inout TextGenerator) -> String {
    if chance.chance(6) {
      return String(repeating: pick(&chance, pieces), count: chance.int(1...40))
    }
    let separator = pick(&chance, ["", " ", " ", "  ", "\u{3000}"])
    let words = (0..<pick(&chance, [1, 1, 2, 3, 4, 6, 9, 14, 25])).map { _ in pick(&chance, pieces)
    }
    let text = words.joined(separator: separator)
    let indent = String(repeating: " ", count: chance.chance(4) ? chance.int(1...40) : 0)
    return indent + (chance.chance(8) ? text.uppercased() : text)
  }

  private static func pick<T>(_ chance: inout TextGenerator, _ choices: [T]) -> T {
    choices[chance.int(0...(choices.count - 1))]
  }

  private static let pieces: [String] =
    """
    HELLO WORLD Hello world the of By by Mr. St. e.V. A b 1 2 12 2021 １２ 三 十二 第 期 号 年 月 日 3月12日 2021年3月12日 \
    March 12-March-2021 No. Vol. Issue # ## == === -- --- - — —— … ...... ..... . .. ... , ; : ： ！ ! ? ？ 。 ， 、 ( ) （ ） \
    [ ] 【 】 〔 〕 《 》 「 」 『 』 〈 〉 < > “ ” " ' * ** *** + +++ = / // | ｜ \\ • · ・ ■ □ ◆ ◇ ● ○ ★ ☆ ※ ▲ ▶ ① ⑴ ㈠ Ⅰ \
    一、 （一） (1) 1. 1) a) a. 가. 가 한국 소식 記者 记者 王芳 作者 作者： 来源： 文/ (责任编辑 编辑 完 （完） 附件： 编者按： \
    Editor: Contents 目录 目次 차례 От редактор Иванов П. http://a.b/c a@b.cd <a@b.cd> ━━━ ─── │ ┏┓ ┗■ ~~~ ___ ^ & && $$ % \
    é Ü ß かな カナ の です 敬上 同志 教授 主编 供稿 From: Subject: Date: |a|b| Q: 問 答 Ｏ 〇 廿 𠀀 𠮷野 👍 e\u{301} 口述 整理
    """.split(separator: " ").map(String.init)
}
