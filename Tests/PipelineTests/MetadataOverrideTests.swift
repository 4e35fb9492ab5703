import GazetteDocumentModel
import GazettePipeline
import Testing

@Suite struct MetadataOverrideTests {
  static let bulletin = """
    {"type":"bulletin","title":"B","dates":[{"type":"published","iso":"2020"},{"type":"event","iso":"2019"}],\
    "identifiers":[{"type":"issn","value":"1234-5679"},{"type":"cn","value":"11-1"}],"contributors":\
    [{"name":"Li","role":"author"},{"name":"Zhang","role":"editor"}]}
    {"type":"end"}

    """

  func replaced(_ arguments: [String]) throws -> String {
    try Converted(Array(Self.bulletin.utf8), from: "jsonl", to: "jsonl") {
      $0.metadata = try MetadataOverride(arguments)
    }.text
  }

  @Test func identifiersGiveWayByTheirType() throws {
    let text = try replaced(["issn=0317-8471"])
    #expect(text.contains("0317-8471") && text.contains("11-1") && !text.contains("1234-5679"))
  }

  @Test func contributorsGiveWayByTheirRole() throws {
    let text = try replaced(["editor=Wang"])
    #expect(text.contains("Wang") && text.contains("Li") && !text.contains("Zhang"))
  }

  @Test func theDateOfPublicationGivesWayAlone() throws {
    let text = try replaced(["date=2021-03-12"])
    #expect(text.contains("2021-03-12") && text.contains("2019") && !text.contains("2020"))
  }

  @Test(arguments: [
    "date=2021-13-45", "date=yesterday", "language=xx yy", "issn=abc", "issn=0317-8472",
  ])
  func valuesThatNobodyWouldReadAreRefused(_ argument: String) {
    #expect {
      try MetadataOverride([argument])
    } throws: {
      ($0 as? ConversionError)?.code == .usage
    }
  }
}
