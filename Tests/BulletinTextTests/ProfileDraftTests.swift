import GazetteBulletinText
import GazetteDocumentModel
import GazetteTestSupport
import Testing

@Suite struct ProfileDraftTests {
  static func draft(_ text: String) throws -> (draft: ProfileDraft, profile: LayoutProfile) {
    let draft = try ProfileDraft(sample: Array(text.utf8), file: "sample.txt", name: "draft")
    return (draft, try LayoutProfile(yaml: Array(draft.yaml.utf8), file: "draft.yaml"))
  }

  @Test(
    "a draft reads its sample as the profile it starts from",
    arguments: LabelledText.corpus.map(\.name))
  func readsTheSample(_ name: String) throws {
    let document = try #require(LabelledText.corpus.first { $0.name == name })
    let (draft, profile) = try Self.draft(document.text)
    #expect(draft.base.name == document.profile)
    let bytes = Array(document.text.utf8)
    let wanted = try Reading(bytes, profile: document.profile)
    let found = try Reading(bytes, profile: profile)
    let known = Set(draft.base.templates.flatMap(\.templates))
    if profile.templates.allSatisfy({ $0.templates.allSatisfy(known.contains) }) {
      #expect(found.bulletins == wanted.bulletins, "\(draft.yaml)")
    } else {
      // Templates of its own give it more structure, not less.
      let titles = { (reading: Reading) in reading.bulletins.flatMap(\.articles).compactMap(\.title)
      }
      #expect(Set(titles(found)).isSuperset(of: titles(wanted)), "\(draft.yaml)")
    }
    let count = { (profile: LayoutProfile) in
      profile.templates.reduce(0) { $0 + $1.templates.count }
    }
    #expect(count(profile) < count(draft.base) || document.profile == "cast")
    #expect(ProfileCheck(profile).findings().isEmpty, "\(ProfileCheck(profile).findings())")
  }

  /// A line of the head with two facts names one of the two templates that it needs.
  @Test func leavesOutWhatTheSampleDoesNotNeed() throws {
    let (_, profile) = try Self.draft(
      "농업기상정보\n\n제 2008-21호          2008. 5. 26.(월)\n농업과학원\n\n□ 전망\n\n맑은 날이 이어지겠습니다.\n")
    let head = profile.templates.first { $0.part == "head" }?.templates
    #expect(head == ["제{volume}-{issue}호", "{date}"])
  }

  @Test func aBracketThatOpensATextIsNoMark() throws {
    let (draft, _) = try Self.draft(
      """
      17 November 2004

      >> PLANT PUT OFF
      A maker of chips puts off its plant in the desert until demand recovers.
      [AP 17 Nov 2004] http://www.example.com/chips

      >> CAR ON SUNLIGHT
      Students have driven a car that they built 400 miles on sunlight alone.
      [The Herald 16 Nov 2004] http://www.example.com/solar
      """)
    #expect(!draft.yaml.contains("\"[{"), "\(draft.yaml)")
    #expect(draft.yaml.contains(">> {title}"))
  }

  @Test func saysWhatItSawAndWhatItDidNot() throws {
    let (draft, _) = try Self.draft(
      "《园艺》\n第3期\n承印单位：园艺学会\n\n春天来了\n\n樱花开了，大家都去看花。\n\n办公厅\n2021年3月12日\n")
    #expect(draft.base.name == "generic-zh")
    #expect(draft.yaml.contains("- \"《{title}》\"  # line 1\n"), "\(draft.yaml)")
    #expect(draft.yaml.contains("- \"第{issue}期\"  # line 2\n"))
    #expect(draft.yaml.contains("line 3, 承印单位：园艺学会: \"承印单位：{x-承印单位}\""))
    #expect(!draft.yaml.contains("Page"))
  }

  @Test func aBlankSampleIsSaid() {
    #expect(throws: ConversionError(.inputEmpty, file: "sample.txt")) {
      _ = try ProfileDraft(sample: Array(" \n".utf8), file: "sample.txt", name: "x")
    }
  }
}

/// Samples of families that no built-in profile knows: the draft finds the templates that their lines
/// have in common, and reads them better than the profile that it starts from.
@Suite struct DraftProposalTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var text: String
    var titles: [String]
    /// Who signs, as far as the sample says.
    var signers: [String] = []
    /// A template that is found.
    var template: String

    var testDescription: String { template }
  }

  static let samples = [
    Sample(
      text: """
        园艺通讯
        第3期

        ▷▷ 樱花开了
        公园里的樱花开了，大家都去看花，人山人海。

        ▷▷ 菜园播种
        菜园里种下了黄瓜和豆角，过两个月就能收获。

        ▷▷ 修剪果树
        冬天是修剪果树的好时候，请带上剪刀和手套。
        """,
      titles: ["樱花开了", "菜园播种", "修剪果树"], template: "▷▷ {title}"),
    Sample(
      text: """
        Garden Letters
        March 12, 2021

        << Seeds have come >>
        The seeds that we ordered in January have come. Fetch yours at the shed.

        << Tools to lend >>
        We have two new spades and a barrow to lend. Ask at the gate.

        << Slugs again >>
        It was a wet spring and there are slugs everywhere. Bring your own beer.
        """,
      titles: ["Seeds have come", "Tools to lend", "Slugs again"], template: "<< {title} >>"),
    Sample(
      text: """
        NORTH PIER NEWS
        March 12, 2021

        [Story 1] New pilots
        Three pilots passed their examination last month and start in April.

        [Story 2] What the seals told us
        Twenty seals have sent back the first data of the winter.

        [Story 3] Annual meeting
        The annual meeting is held in the old customs house in May.
        """,
      titles: ["New pilots", "What the seals told us", "Annual meeting"],
      template: "[Story {digits}] {title}"),
    Sample(
      text: """
        町内だより
        第5号

        ◤ 夏祭り ◢
        今年の夏祭りは八月十日に神社の境内で開きます。

        ◤ 草刈り ◢
        河原の草刈りをします。鎌と手袋を持って来てください。
        """,
      titles: ["夏祭り", "草刈り"], template: "◤ {title} ◢"),
    Sample(
      text: """
        Pier Watch
        March 1, 2021

        Pilots

        Three pilots passed their examination last month and start in April.

        posted by Jane Roe on March 12, 2021

        Seals

        Twenty seals have sent back the first data of the winter.

        posted by John Miller on March 14, 2021
        """,
      titles: ["Pilots", "Seals"], signers: ["Jane Roe", "John Miller"],
      template: "posted by {author} on {date}"),
    Sample(
      text: """
        园区动态
        第8期

        #1# 道路施工
        园区东路本周施工，请各单位绕行西门。

        #2# 食堂调整
        食堂从周一起延长供应时间，晚上八点关门。
        """,
      titles: ["道路施工", "食堂调整"], template: "#{digits}# {title}"),
  ]

  @Test(arguments: samples)
  func readsItsSampleBetter(_ sample: Sample) throws {
    let (draft, profile) = try ProfileDraftTests.draft(sample.text)
    #expect(draft.yaml.contains("\"\(sample.template)\""), "\(draft.yaml)")
    let bytes = Array(sample.text.utf8)
    func right(_ profile: LayoutProfile) throws -> (titles: [String], signers: [String], right: Int)
    {
      let articles = try Reading(bytes, profile: profile).bulletins.flatMap(\.articles)
      let titles = articles.compactMap(\.title)
      let signers = articles.flatMap(\.departments)
      let right =
        Set(sample.titles).intersection(titles).count
        + Set(sample.signers).intersection(signers).count
      return (titles, signers, right)
    }
    let found = try right(profile)
    #expect(found.titles == sample.titles, "\(draft.yaml)")
    #expect(found.signers == sample.signers)
    // The reader finds some marks by itself; others take a template.
    let all = sample.titles.count + sample.signers.count
    #expect(try found.right == all || found.right > right(draft.base).right)
    #expect(ProfileCheck(profile).findings().isEmpty)
  }

  @Test func aMastheadIsNamedByItsLastWord() throws {
    let (draft, _) = try ProfileDraftTests.draft(
      "Harbour Street Bulletin - 12\n\nNew pilots\n\nThree pilots passed their examination last month and start in April.\n"
    )
    #expect(draft.yaml.contains("\"{title…Bulletin} - {issue}\""), "\(draft.yaml)")
  }
}
