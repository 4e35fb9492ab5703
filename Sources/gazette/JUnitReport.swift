import GazetteDocumentModel
import GazettePipeline
import GazetteXMLValidation

/// JUnit XML as Jenkins and GitLab read it: a suite per document, a case per layer; what did not run is
/// skipped. A suite states its counts before its cases, so the faults of one document are held till its
/// end; `--max-errors` bounds them.
final class JUnitReport: BufferedReport, ValidationReport, @unchecked Sendable {
  private var hasBegun = false
  private var faults: [Diagnostic] = []

  func found(_ diagnostic: Diagnostic) throws(ConversionError) { faults.append(diagnostic) }

  func ended(_ file: String, _ result: ValidationResult) throws(ConversionError) {
    var cases = ""
    var failures = 0
    var skipped = 0
    for layer in result.layers {
      let name = Self.escaped(style.word(layer.layer.title))
      cases += "    <testcase classname=\"\(Self.escaped(file))\" name=\"\(name)\""
      switch layer.verdict {
      case .passed: cases += "/>\n"
      case .notRun(let why):
        skipped += 1
        cases += "><skipped message=\"\(Self.escaped(style.word(why)))\"/></testcase>\n"
      case .failed(let errors, let warnings):
        let words = Self.escaped(style.verdict(layer.verdict))
        if errors > 0 || (style.failsOnWarnings && warnings > 0) {
          failures += 1
          cases +=
            "><failure message=\"\(words)\">\(lines(layer.layer, result))</failure></testcase>\n"
        } else {
          cases += "><system-out>\(lines(layer.layer, result))</system-out></testcase>\n"
        }
      }
    }
    try suite(file, tests: result.layers.count, failures: failures, errors: 0, skipped, cases)
  }

  func failed(_ file: String, _ error: ConversionError) throws(ConversionError) {
    let words = Self.escaped(error.diagnostic.message(style.language))
    try suite(
      file, tests: 1, failures: 0, errors: 1, 0,
      "    <testcase classname=\"\(Self.escaped(file))\" name=\"input\"><error message=\"\(words)\"/></testcase>\n"
    )
  }

  func finish() throws(ConversionError) {
    try begin()
    try write("</testsuites>\n")
    try end()
  }

  private func begin() throws(ConversionError) {
    guard !hasBegun else { return }
    hasBegun = true
    try write(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gazette validate\">\n")
  }

  private func suite(
    _ file: String, tests: Int, failures: Int, errors: Int, _ skipped: Int, _ cases: String
  ) throws(ConversionError) {
    try begin()
    try write(
      "  <testsuite name=\"\(Self.escaped(file))\" tests=\"\(tests)\" failures=\"\(failures)\" "
        + "errors=\"\(errors)\" skipped=\"\(skipped)\">\n" + cases + "  </testsuite>\n")
    faults.removeAll(keepingCapacity: true)
  }

  /// The faults that belong to a layer, a line each.
  private func lines(_ layer: ValidationLayer, _ result: ValidationResult) -> String {
    // Without a DTD, IDs are looked after by our own checks.
    let hasDTD = if case .notRun = result.verdict(.givenSchema) { false } else { true }
    let own = faults.filter { fault in
      let isOfID = fault.code == .identifierDuplicate || fault.code == .identifierDangling
      return (isOfID && !hasDTD ? .ownChecks : fault.code.layer) == layer
    }
    return Self.escaped(own.map { $0.line(style.language) }.joined(separator: "\n"))
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension DiagnosticCode {
  /// The layer of checking that says this.
  var layer: ValidationLayer {
    if let bookLayer { return bookLayer }
    return switch self {
    case .jsonSyntax, .jsonTruncated, .csvSyntax, .undecodableBytes, .inputTruncated: .wellFormed
    case .dateImpossible, .issnInvalid, .languageMissing, .titleEmpty, .articleWithoutText:
      .ownChecks
    // 43: what keeps XML from being well-formed.
    case _ where rawValue / 100 == 43: .wellFormed
    default: rawValue / 1000 == 8 ? .givenSchema : .builtInSchema
    }
  }
}
