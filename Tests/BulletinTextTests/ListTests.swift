import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// Lists within lists, by how far in their items stand and by their marks.
@Suite struct ListTests {
  static let chinese = """
    学会通讯
    第3期

    工作安排

    近期工作安排如下：
    1. 筹备年会
      （1）确定会场
        ① 联系酒店
        ② 签订合同
      （2）发布通知
    2. 编印会刊

    各部门要认真落实。
    """

  @Test func byIndentAndMark() throws {
    #expect(
      try Outline.of(Self.chinese, profile: "generic-zh")
        == "paragraph(近期工作安排如下：)list(item([1.]paragraph(筹备年会)"
        + "list(item([（1）]paragraph(确定会场)"
        + "list(item([①]paragraph(联系酒店))item([②]paragraph(签订合同))))"
        + "item([（2）]paragraph(发布通知))))item([2.]paragraph(编印会刊)))"
        + "paragraph(各部门要认真落实。)")
  }

  @Test("the marks alone tell, where items stand at one place")
  func byMark() throws {
    let flush = Self.chinese.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }.joined(separator: "\n")
    #expect(
      try Outline.of(flush, profile: "generic-zh")
        == Outline.of(Self.chinese, profile: "generic-zh"))
  }

  static let english = """
    THE HARBOUR NEWSLETTER
    March 12, 2021

    What to bring

    Please bring the following to the camp:

    * clothes
      - two shirts
      - boots
        a) waterproof
        b) with laces
    * food

    We meet at the old pier at nine.
    """

  @Test func bullets() throws {
    #expect(
      try Outline.of(Self.english, profile: "generic-en")
        == "paragraph(Please bring the following to the camp:)list(item([*]paragraph(clothes)"
        + "list(item([-]paragraph(two shirts))item([-]paragraph(boots)"
        + "list(item([a)]paragraph(waterproof))item([b)]paragraph(with laces)))))"
        + ")item([*]paragraph(food)))paragraph(We meet at the old pier at nine.)")
  }

  @Test(
    "written, and read again, the same list",
    arguments: [("generic-zh", chinese), ("generic-en", english)])
  func twoWay(_ name: String, _ text: String) throws {
    let (once, codes) = try WriterTests.canonical(Array(text.utf8), profile: name)
    #expect(codes == [])
    let profile = try #require(LayoutProfile.named(name))
    #expect(try Outline.of(once, profile: profile) == Outline.of(text, profile: name))
    #expect(try WriterTests.canonical(once, profile: name).text == once)
  }

  @Test(
    "what looks like an item and is none",
    arguments: [
      // A heading, for no colon stands above it.
      ("generic-zh", "通讯\n第3期\n\n安排\n\n各部门要认真落实。\n\n（一）提高认识\n\n认识要提高。", "heading"),
      // A signature.
      (
        "generic-en",
        "NEWS\nMarch 12, 2021\n\nThanks\n\nThank you all for coming.\n\n-- Jane Roe, Chair",
        "paragraph"
      ),
    ])
  func noItem(_ profile: String, _ text: String, _ kind: String) throws {
    let outline = try Outline.of(text, profile: profile)
    #expect(!outline.contains("item("), "\(outline)")
    #expect(outline.contains(kind + "("), "\(outline)")
  }

  @Test("words of others behind a mark are a quotation, and written so again")
  func quotations() throws {
    let text = """
      Garden Digest #4

      From: Alan Wexler
      Subject: Re: Area codes

      > When will the new code become mandatory for all who live in this
      > county, and where does one ask?
      >
      > Thanks.
      On November 1. Ask the office.

      J. Doe writes:

      > > And before?
      > No.

      ------------------------------

      """
    let outline = try Outline.of(text, profile: "digest-en")
    #expect(
      outline
        == "quotation(paragraph(When will the new code become mandatory for all who live in this county, and where does one ask?)paragraph(Thanks.))paragraph(On November 1. Ask the office.)paragraph(J. Doe writes:)quotation(paragraph(> And before?)paragraph(No.))"
    )
    let written = try WriterTests.canonical(Array(text.utf8), profile: "digest-en")
    #expect(String(decoding: written.text, as: UTF8.self).contains("\n>\n> Thanks.\n\nOn November"))
    #expect(try WriterTests.canonical(written.text, profile: "digest-en").text == written.text)
  }

  @Test("numbers open a list right below the title of a section, though no article has one")
  func numbersBelowSection() throws {
    let outline = try Outline.of(
      "临江早报\n2019年11月5日\n\n【头条】\n\n▶地铁2号线今起试运行\n\n昨日上午，记者从市轨道交通集团获悉，地铁2号线今天起试运行。\n\n【快讯】\n\n1、第二届博览会今天在上海开幕。\n2、省教育厅：明年起中考分值提高。\n3、临江机场新增一条航线。\n",
      profile: "generic-zh")
    #expect(
      outline.hasSuffix(
        "list(item([1、]paragraph(第二届博览会今天在上海开幕。))item([2、]paragraph(省教育厅：明年起中考分值提高。))item([3、]paragraph(临江机场新增一条航线。)))"
      ))
  }

  @Test("a line that begins with the word o is no item: Portuguese")
  func wordForBullet() throws {
    let text =
      "Boletim da Associação\nNúmero 12, março de 2004\n\nA nova sede\n\nA diretoria decidiu na semana passada comprar o terreno ao lado e\no presidente da câmara esteve presente na cerimónia, que durou até\no fim da tarde. Os sócios aplaudiram muito e ficaram para jantar e\na festa continuou até à noite.\n\nO terreno tem dois hectares e meio, com vista para o rio.\n"
    let outline = try Outline.of(text, profile: "generic-en")
    #expect(!outline.contains("item("))
    #expect(outline.contains("até o fim da tarde."))
    let list = try Outline.of(
      "The Loop\nNo. 3\n\nWhat to bring\n\nPlease bring the following things to the camp:\no a torch\no warm boots\n",
      profile: "generic-en")
    #expect(list.contains("item([o]paragraph(a torch))"))
  }

  @Test("a paragraph that is set in as items are does not go on with a short one")
  func paragraphBelowItem() throws {
    let outline = try Outline.of(
      "学会通讯\n第3期\n\n理事会在黄石召开\n\n　　八月十八日至十九日，学会第四届理事会第二次会议在黄石市图书馆召开。出\n席会议的有理事、常务理事及各县（市）馆馆长共三十一人，会期一天。\n　　会议讨论通过了两项决议，并且作了说明，请各位会员单位遵照执行，不要\n迟延：\n　　１．从明年起会费调整为十元；\n　　２．向受灾的县、乡镇图书馆捐书。\n　　会议期间，代表们参观了电子阅览室。\n",
      profile: "generic-zh")
    #expect(outline.hasSuffix("paragraph(向受灾的县、乡镇图书馆捐书。)))paragraph(会议期间，代表们参观了电子阅览室。)"))
  }

  @Test("a mark that no template has, and whose lines stand one below the other, makes items")
  func markInRows() throws {
    let outline = try Outline.of(
      "広報ひがしの\n平成20年5月1日号　No.612\n\n■狂犬病予防注射を行います\n\n　生後91日以上の犬は、年1回の予防注射が義務づけられています。\n▽日時　5月18日（日）\n▽会場　役場駐車場、北部公民館\n▽料金　1頭3,200円\n\n■納期は6月2日です\n\n　納税通知書を5月9日に発送します。\n",
      profile: "generic-ja")
    #expect(outline.contains("list(item([▽]paragraph(日時　5月18日（日）))"))
  }
}
