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
    #expect(found.bulletins == wanted.bulletins, "\(draft.yaml)")
    let count = { (profile: LayoutProfile) in
      profile.templates.reduce(0) { $0 + $1.templates.count }
    }
    #expect(count(profile) < count(draft.base) || document.profile == "cast")
    #expect(ProfileCheck(profile).findings().isEmpty, "\(ProfileCheck(profile).findings())")
  }

  @Test func saysWhatItSawAndWhatItDidNot() throws {
    let (draft, _) = try Self.draft(
      "《园艺》\n第3期\n主办单位：园艺学会\n\n春天来了\n\n樱花开了，大家都去看花。\n\n办公厅\n2021年3月12日\n")
    #expect(draft.base.name == "generic-zh")
    #expect(draft.yaml.contains("- \"《{title}》\"  # line 1\n"), "\(draft.yaml)")
    #expect(draft.yaml.contains("- \"第{issue}期\"  # line 2\n"))
    #expect(draft.yaml.contains("line 3, 主办单位：园艺学会: \"主办单位：{x-主办单位}\""))
    #expect(!draft.yaml.contains("Page"))
  }

  @Test func aBlankSampleIsSaid() {
    #expect(throws: ConversionError(.inputEmpty, file: "sample.txt")) {
      _ = try ProfileDraft(sample: Array(" \n".utf8), file: "sample.txt", name: "x")
    }
  }
}
