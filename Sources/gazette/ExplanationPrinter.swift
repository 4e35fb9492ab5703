import GazetteDocumentModel
import GazettePipeline

/// Prints the rows of an explanation, for people or as JSON Lines.
final class ExplanationPrinter {
  private let form: ReportForm
  private let language: MessageLanguage
  private let hasColours: Bool
  private let showsNearMisses: Bool
  private var out = OutputBuffer(StandardOutputSink())

  init(form: ReportForm, language: MessageLanguage, hasColours: Bool, showsNearMisses: Bool) {
    self.form = form
    self.language = language
    self.hasColours = hasColours
    self.showsNearMisses = showsNearMisses
  }

  func head(_ profile: String, _ score: Int?) throws(ConversionError) {
    guard form == .text else { return }
    let choice =
      score.map { language == .chinese ? "(自动选择,得分 \($0))" : " (chosen, score \($0))" } ?? ""
    try out.write(string: (language == .chinese ? "版式 " : "profile ") + profile + choice + "\n")
  }

  func row(_ row: TextExplanation.Row) throws(ConversionError) {
    let reason = row.reason.text(language)
    guard form == .text else {
      let fields = row.fields.map { JSONText.string($0.name) + ":" + JSONText.string($0.value) }
      let template = row.template.map { JSONText.string($0) } ?? "null"
      let line =
        "{\"line\":\(row.line),\"kind\":\"\(row.kind)\",\"template\":\(template),\"fields\":{"
        + fields.joined(separator: ",") + "},\"reason\":\(JSONText.string(reason)),\"text\":"
        + JSONText.string(row.text) + ",\"nearMisses\":"
        + JSONText.array(row.nearMisses.map(json)) + "}\n"
      return try out.write(string: line)
    }
    let number = String(row.line)
    var line = String(repeating: " ", count: max(0, 6 - number.count)) + number + "  "
    line += colour(row.kind, row.kind + String(repeating: " ", count: max(1, 14 - row.kind.count)))
    if row.kind != "blank" {
      line += String(row.text.prefix(40))
      if row.text.count > 40 { line += "…" }
      line += "\n" + String(repeating: " ", count: 22) + "← " + reason
      if let template = row.template { line += " " + JSONText.string(template) }
      for field in row.fields { line += "  \(field.name)=\(field.value)" }
      for miss in row.nearMisses where showsNearMisses {
        line += "\n" + String(repeating: " ", count: 22) + "~ " + miss.sentence(language)
      }
    }
    try out.write(string: line + "\n")
  }

  private func json(_ miss: TextExplanation.NearMiss) -> String {
    let expected = miss.expected.map { JSONText.string($0.text(language)) } ?? "null"
    return "{\"part\":\(JSONText.string(miss.part)),\"template\":\(JSONText.string(miss.template)),"
      + "\"matched\":\(JSONText.string(miss.matched)),\"expected\":\(expected)}"
  }

  func finish() throws(ConversionError) { try out.finish() }

  private func colour(_ kind: String, _ text: String) -> String {
    guard hasColours else { return text }
    let code =
      switch kind {
      case "masthead", "credits", "head": "35"
      case "title", "heading": "1;34"
      case "signOff": "32"
      case "continuation": "33"
      case "blank": "2"
      default: "0"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
