import GazetteDocumentModel
import Testing

@Suite("The rules of attributes")
struct AttributeRuleTests {
  private func accepts(_ attribute: Attribute, _ value: String) -> Bool {
    let bytes = Array(value.utf8)
    return attribute.accepts(bytes.span)
  }

  @Test(
    "take what the model means",
    arguments: [
      (.level, "1"), (.level, "6"), (.start, "0"), (.start, "103"), (.columnSpan, "1000"),
      (.rowSpan, "0"), (.header, "true"), (.align, "justify"), (.iso, "2021"), (.iso, "2021-03"),
      (.iso, "2021-03-12"), (.iso, "2020-02-29"), (.iso, "2000-02-29"), (.type, "anything"),
      (.id, ""),
    ] as [(Attribute, String)])
  func accepted(_ attribute: Attribute, _ value: String) { #expect(accepts(attribute, value)) }

  @Test(
    "refuse what no writer could make sense of",
    arguments: [
      (.level, "0"), (.level, "7"), (.level, ""), (.level, "1e999"), (.level, "+1"),
      (.level, "１"), (.start, "-3"), (.start, "99999999999999999999"), (.columnSpan, "0"),
      (.columnSpan, "abc"), (.rowSpan, "65535"), (.header, "maybe"), (.align, "up"), (.iso, ""),
      (.iso, "21-3-1"), (.iso, "2021-13"), (.iso, "2021-02-29"), (.iso, "1900-02-29"),
      (.iso, "2021-04-31"), (.iso, "2021-00-10"), (.iso, "2021-03-00"), (.iso, "2021/03/12"),
      (.iso, "2021-03-12T08:00:00Z"),
    ] as [(Attribute, String)])
  func refused(_ attribute: Attribute, _ value: String) {
    #expect(!accepts(attribute, value))
    #expect(attribute.rule?.expectation.isEmpty == false)
  }
}
