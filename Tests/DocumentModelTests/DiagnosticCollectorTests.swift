import GazetteDocumentModel
import Testing

@Suite struct DiagnosticCollectorTests {
  @Test func aFileWithinTheInputCountsAndHandsOn() {
    var heard: [Diagnostic] = []
    let whole = DiagnosticCollector(file: "a.epub") { heard.append($0) }
    let part = whole.collector(within: "b.xhtml")
    part.report(.elementNotRead, ["x", "y"])
    part.relay(Diagnostic(.metadataNotExpressible, ["x", "y"], file: "other"))
    part.relay(Diagnostic(.encodingDetected, ["x", "y"]))
    #expect(heard.map(\.file) == ["a.epub!/b.xhtml", "other"])
    for collector in [whole, part] {
      #expect(collector.lossCount == 2)
      #expect(collector.count(of: .elementNotRead) == 1)
      #expect(
        collector.summary.map(\.code) == [
          .encodingDetected, .metadataNotExpressible, .elementNotRead,
        ])
    }
  }
}
