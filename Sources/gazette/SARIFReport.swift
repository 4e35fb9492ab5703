import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteXMLValidation

/// SARIF 2.1.0 (OASIS), as code scanning takes it: one run, a result per fault (§3.27), and an
/// invocation (§3.20) that tells which checks did not run. Results are written as they are found.
final class SARIFReport: BufferedReport, ValidationReport, @unchecked Sendable {
  private var hasBegun = false
  private var hasResult = false
  private var isComplete = true
  /// Checks that did not run: notifications of the invocation (§3.20.21).
  private var notifications: [String] = []

  func found(_ diagnostic: Diagnostic) throws(ConversionError) {
    try begin()
    try write((hasResult ? ",\n" : "\n") + result(diagnostic))
    hasResult = true
  }

  func ended(_ file: String, _ result: ValidationResult) throws(ConversionError) {
    for layer in result.layers {
      guard case .notRun = layer.verdict else { continue }
      let words = style.word(layer.layer.title) + ": " + style.verdict(layer.verdict)
      notifications.append(
        "{\"level\":\"note\",\"message\":{\"text\":\(JSONText.string(words))},\"locations\":["
          + location(file, nil) + "]}")
    }
  }

  func failed(_ file: String, _ error: ConversionError) throws(ConversionError) {
    isComplete = false
    try found(error.diagnostic)
  }

  func finish() throws(ConversionError) {
    try begin()
    try write(
      "],\"invocations\":[{\"executionSuccessful\":\(isComplete),"
        + "\"toolExecutionNotifications\":" + JSONText.array(notifications) + "}]}]}\n")
    try end()
  }

  private func begin() throws(ConversionError) {
    guard !hasBegun else { return }
    hasBegun = true
    let rules = DiagnosticCode.allCases.map { code in
      "{\"id\":\"\(code.name)\",\"name\":\"\(code)\",\"shortDescription\":{\"text\":"
        + JSONText.string(style.word(code.message))
        + "},\"defaultConfiguration\":{\"level\":\"\(level(code))\"}"
        // §3.8.2: what a rule is about besides.
        + (code.epubcheckCode.map { ",\"properties\":{\"tags\":[\"epubcheck:\($0)\"]}" } ?? "")
        + "}"
    }
    try write(
      "{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
        + "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"gazette\",\"version\":\"\(Gazette.configuration.version)\","
        + "\"rules\":" + JSONText.array(rules)
        + "}},\"columnKind\":\"unicodeCodePoints\",\"results\":[")
  }

  private func result(_ diagnostic: Diagnostic) -> String {
    "{\"ruleId\":\"\(diagnostic.code.name)\",\"level\":\"\(level(diagnostic.code))\","
      + "\"message\":{\"text\":\(JSONText.string(diagnostic.message(style.language)))},"
      + "\"locations\":[" + location(diagnostic.file ?? "", diagnostic.position) + "]}"
  }

  private func location(_ file: String, _ position: SourcePosition?) -> String {
    let region =
      position.map { ",\"region\":{\"startLine\":\($0.line),\"startColumn\":\($0.column)}" } ?? ""
    return
      "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\(JSONText.string(FileURI.of(file)))}"
      + region + "}}"
  }

  private func level(_ code: DiagnosticCode) -> String {
    switch code.severity {
    case .information: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
