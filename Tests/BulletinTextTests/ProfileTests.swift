@testable import GazetteBulletinText
import GazetteDocumentModel
import GazetteStylesheets
import GazetteTestSupport
import Testing

@Suite struct ProfileTests {
  @Test func builtInProfilesAreWhatTheirFirstLinesSay() {
    for builtIn in BuiltInProfile.all {
      #expect(builtIn.profile?.name == builtIn.name)
      #expect(builtIn.profile?.language == builtIn.language)
    }
  }

  @Test func builtInProfilesCanBeRead() {
    #expect(
      LayoutProfile.builtIn.map(\.name) == [
        "cast", "news-zh", "gongwen", "digest-en", "mailmag-ja", "weather", "generic-en",
        "generic-ja", "generic-ko", "generic-zh",
      ])
    #expect(LayoutProfile.builtIn.allSatisfy { !$0.summary.chinese.isEmpty && $0.file == nil })
  }

  /// The place of a fault is marked by ‸ in the YAML.
  @Test(arguments: [
    ("name: x\nmastheed‸: y", DiagnosticCode.profileUnknownKey, 2, 1),
    ("name: x\nmasthead: \"{titel}\"", .profileTemplate, 2, 11),
    ("name: x\nrejoin: always", .profileValue, 2, 9),
    ("name: x\narticle:\n  title: {max-length: many}", .profileValue, 3, 23),
    ("name: x\narticle: [1, 2]", .profileValue, 2, 10),
    ("name: x\nmasthead: [\"{title}\", {a: b}]", .profileValue, 2, 11),
    ("name: \"x\nmasthead: y", .profileSyntax, 1, 7),
    ("name: x\n\tmasthead: y", .profileSyntax, 2, 1),
    ("masthead: \"· {title} ·\"", .profileValue, 1, 1),
    ("", .profileSyntax, 1, 1),
    ("name: x\nmasthead: words", .profileTemplate, 2, 11),
    ("name: x\nsigns: {masthead: 60, end: 60}", .profileValue, 2, 8),
    ("name: x\ntext: {wrap: soft}", .profileValue, 2, 14),
    ("name: x\ncredits: \"{editor}\\n{title}\"", .profileTemplate, 2, 10),
  ])
  func faultsNameTheirPlace(
    _ yaml: String, _ code: DiagnosticCode, _ line: Int, _ column: Int
  ) {
    let text = yaml.replacing("‸", with: "")
    do throws(ConversionError) {
      _ = try LayoutProfile(yaml: Array(text.utf8), file: "draft.yaml")
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.code == code, "\(error.diagnostic.line())")
      #expect(error.diagnostic.file == "draft.yaml")
      if code != .profileSyntax {
        #expect(error.diagnostic.position?.line == UInt32(line), "\(error.diagnostic.line())")
        #expect(error.diagnostic.position?.column == UInt32(column), "\(error.diagnostic.line())")
      }
    }
  }

  @Test("the YAML of a built-in profile, in a file of one's own, reads as that does")
  func nothingHangsOnTheName() throws {
    for document in LabelledText.corpus {
      let yaml = try #require(LayoutProfile.yaml(named: document.profile))
      let own = try LayoutProfile(yaml: yaml, file: "own.yaml")
      let bytes = Array(document.text.utf8)
      let wanted = try Reading(bytes, profile: document.profile)
      #expect(try Reading(bytes, profile: own).bulletins == wanted.bulletins, "\(document.name)")
    }
    // What stands below the head was a note of the bulletin under the built-in name only.
    let yaml = try #require(LayoutProfile.yaml(named: "generic-ko"))
    let text = Array("농업기상정보\n\n제21호\n농업과학원\n\n□ 전망\n\n맑은 날이 이어지겠습니다.\n".utf8)
    let own = try Reading(text, profile: LayoutProfile(yaml: yaml, file: "own.yaml"))
    #expect(own.bulletins.flatMap(\.articles).map(\.title) == ["전망"])
  }

  @Test func theSeedChoosesCast() throws {
    let choice = try #require(ProfileChoice.best(for: Repository.seed))
    #expect(choice.profile.name == "cast")
    #expect(choice.score == 100)
  }

  /// Reading a profile takes longer than converting a page: a start reads no more than it needs.
  @Test func aProfileThatFitsWhollyEndsTheSearch() throws {
    let all = Layouts.all.map(BuiltInProfile.init)
    #expect(ProfileChoice.best(for: Repository.seed, among: all)?.profile.name == "cast")
    #expect(all.filter(\.isRead).map(\.name) == ["cast"])
  }

  @Test func anUnknownTextFallsBack() throws {
    let text = Array("一段普通的文字。\n\n又一段。\n".utf8)
    let choice = try #require(ProfileChoice.best(for: text))
    #expect(choice.profile.name == "generic-zh")
    #expect(choice.isFallback)
  }

  @Test func genericReadsCommonForms() throws {
    let reading = try Reading(
      """
      《学会通讯》
      第12期 (总第一百零三期)

      关于召开会议的通知

      一、总体要求

      各单位要认真落实。

      二、会议安排

      请按时参加。

      中国学会办公室
      二〇二一年三月十二日

      责任编辑：张三、李四
      """, profile: "generic-zh")
    let bulletin = try #require(reading.bulletins.first)
    #expect(bulletin.title == "学会通讯")
    #expect(bulletin.editors == ["张三", "李四"])
    #expect(
      bulletin.articles == [
        .init(
          title: "关于召开会议的通知", paragraphs: ["一、总体要求", "各单位要认真落实。", "二、会议安排", "请按时参加。"],
          departments: ["中国学会办公室"], dates: ["2021-03-12"])
      ])
  }
}

@Suite struct ProfileFileTests {
  /// A file is parsed anew when it has changed, and not taken for another one.
  @Test func aChangedFileIsSeen() throws {
    let folder = try TemporaryFolder()
    let yaml = try #require(LayoutProfile.yaml(named: "cast"))
    let text = String(decoding: yaml, as: UTF8.self)
    let path = try folder.write("a.yaml", text.replacing("name: cast", with: "name: first"))
    let other = try folder.write("b.yaml", text.replacing("name: cast", with: "name: second"))
    #expect(try LayoutProfile.load(path).name == "first")
    #expect(try LayoutProfile.load(path).name == "first")
    #expect(try LayoutProfile.load(other).name == "second")
    try folder.write("a.yaml", text.replacing("name: cast", with: "name: third"))
    #expect(try LayoutProfile.load(path).name == "third")
    #expect(try LayoutProfile.load(path).file == path)
  }

  @Test("marks of a section do not choose cast where a number in wide digits stands above them")
  func wideNumber() throws {
    let text = "图书馆学会通讯\n\n１９９８年第３期\n\n目    次\n\n·学会工作·\n\n理事会在黄石召开\n\n　　理事会第二次会议在黄石市图书馆召开。\n"
    #expect(try #require(ProfileChoice.best(for: Array(text.utf8))).profile.name == "generic-zh")
  }
}
