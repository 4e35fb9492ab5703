import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

@Suite struct DatesTests {
  static func date(_ text: String?, iso: String? = nil) -> [OwnedEvent] {
    [.start(.date)] + (iso.map { [.attribute(.iso, $0)] } ?? [])
      + (text.map { [.text($0)] } ?? []) + [.end(.date)]
  }

  @Test func frontsAndSignOffs() throws {
    let document =
      [.start(.bulletin)] + Self.date("2021年3月12日", iso: "2021-03-12") + Self.date("二〇二一年三月")
      + Self.date("上周") + Self.date(nil, iso: "2021") + Self.date("3月12日", iso: "2020-03-12")
      + Self.date("2021年2月30日")
      + .article(
        .element(.paragraph, "2021年3月12日召开。")
          + .element(.signOff, "办公厅 2021年3月12日 电话010-62183,2021.3.13印发"))
      + [.end(.bulletin)]
    let expected =
      [.start(.bulletin)] + Self.date("2021-03-12", iso: "2021-03-12")
      + Self.date("2021-03", iso: "2021-03") + Self.date("上周") + Self.date(nil, iso: "2021")
      + Self.date("2020-03-12", iso: "2020-03-12") + Self.date("2021年2月30日")
      + .article(
        .element(.paragraph, "2021年3月12日召开。")
          + .element(.signOff, "办公厅 2021-03-12 电话010-62183,2021-03-13印发"))
      + [.end(.bulletin)]
    #expect(try Filtered(document, by: "dates=iso").events == expected)
    #expect(try Filtered(document.cutIntoScalars, by: "dates=iso").events == expected)
    for wrong in ["dates", "dates=us"] {
      #expect(throws: ConversionError.self) { try Filters.stage(wrong) }
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func documents(_ seed: UInt64) throws {
    let document = generated(seed)
    let made = try Filtered(document, by: "dates=iso").events
    #expect(try Filtered(document.cutIntoScalars, by: "dates=iso").events == made, "seed \(seed)")
    #expect(try Filtered(made, by: "dates=iso").events == made, "seed \(seed)")
    var inDate = false
    var iso: String?
    for event in made {
      if event == .start(.date) { inDate = true }
      if event == .end(.date) {
        inDate = false
        iso = nil
      }
      if inDate, case .attribute(.iso, let value) = event { iso = value }
      if inDate, let iso, case .text(let text) = event { #expect(text == iso, "seed \(seed)") }
    }
  }
}
