import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteXMLValidation

/// `--report` of `gazette validate`.
enum ValidationReportForm: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, junit

  func make(_ style: ReportStyle) -> any ValidationReport {
    switch self {
    case .text: TextReport(style)
    case .json: JSONLinesReport(style)
    case .sarif: SARIFReport(style)
    case .junit: JUnitReport(style)
    }
  }
}

/// How a report is worded, and what counts as a failure.
struct ReportStyle: Sendable {
  let language: MessageLanguage
  let showsLayers: Bool
  let showsSource: Bool
  let failsOnWarnings: Bool

  /// 0 valid, 1 invalid, 65 not well-formed.
  func status(of result: ValidationResult) -> ExitStatus {
    if case .failed(let errors, _) = result.verdict(.wellFormed), errors > 0 { return .badInput }
    return result.errors > 0 || (failsOnWarnings && result.warnings > 0) ? .losses : .success
  }

  func word(_ text: LocalizedText) -> String {
    language == .chinese ? text.chinese : text.english
  }

  /// `failed: 2 errors, 1 warning`
  func verdict(_ verdict: ValidationVerdict) -> String {
    switch verdict {
    case .passed: word(LocalizedText("passed", "通过"))
    case .failed(0, let warnings):
      word(LocalizedText("passed, with \(Self.count(warnings, "warning"))", "通过,有 \(warnings) 个警告"))
    case .failed(let errors, let warnings):
      word(
        LocalizedText(
          "failed: " + Self.count(errors, "error")
            + (warnings > 0 ? ", " + Self.count(warnings, "warning") : ""),
          "未通过:\(errors) 处错误" + (warnings > 0 ? ",\(warnings) 个警告" : "")))
    case .notRun(let why):
      word(LocalizedText("not run, because \(why.english)", "未运行:\(why.chinese)"))
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}

/// Writes what validation finds, as it is found. Called by one thread at a time, in the order of the
/// inputs: the diagnostics of one, then its end.
protocol ValidationReport: AnyObject, Sendable {
  func found(_ diagnostic: Diagnostic) throws(ConversionError)
  func ended(_ file: String, _ result: ValidationResult) throws(ConversionError)
  /// The file could not be checked at all.
  func failed(_ file: String, _ error: ConversionError) throws(ConversionError)
  func finish() throws(ConversionError)
}

/// Standard output behind a buffer; the printer's lock is what makes a report safe to share.
class BufferedReport: @unchecked Sendable {
  let style: ReportStyle
  private var out = OutputBuffer(StandardOutputSink())

  init(_ style: ReportStyle) { self.style = style }

  func write(_ text: String) throws(ConversionError) { try out.write(string: text) }
  func end() throws(ConversionError) { try out.finish() }
}

/// For people: place, fault, source line; what each layer came to; a summary.
final class TextReport: BufferedReport, ValidationReport, @unchecked Sendable {
  private var files = 0
  private var invalid = 0
  private var unchecked = 0
  private var excerpt = SourceExcerpt()

  func found(_ diagnostic: Diagnostic) throws(ConversionError) {
    try write(diagnostic.line(style.language) + "\n")
    if style.showsSource, let lines = excerpt.lines(at: diagnostic) { try write(lines) }
  }

  func ended(_ file: String, _ result: ValidationResult) throws(ConversionError) {
    files += 1
    let isInvalid = style.status(of: result) != .success
    if isInvalid { invalid += 1 }
    let isWhole = result.layers.allSatisfy { if case .notRun = $0.verdict { false } else { true } }
    if !isWhole, !isInvalid { unchecked += 1 }
    guard style.showsLayers || isInvalid else { return }
    let kind = result.kind.map { kind -> String in
      if case .unknown(let root) = kind {
        return style.word(
          LocalizedText(" (unknown kind of document, <\(root)>)", "(未知的文档类型 <\(root)>)"))
      }
      return " (\(kind.name))"
    }
    let verdict =
      isInvalid
      ? LocalizedText("invalid", "无效")
      : isWhole
        ? LocalizedText("valid", "有效") : LocalizedText("no fault found by what ran", "已运行的检查未发现错误")
    try write(file + (kind ?? "") + ": " + style.word(verdict) + "\n")
    for layer in result.layers {
      let schema = layer.schema.map { " [\($0)]" } ?? ""
      let remark = layer.remark.map { " (\(style.word($0)))" } ?? ""
      try write(
        "  " + style.word(layer.layer.title) + schema + ": " + style.verdict(layer.verdict) + remark
          + "\n")
    }
  }

  func failed(_ file: String, _ error: ConversionError) throws(ConversionError) {
    files += 1
    invalid += 1
    try write(error.diagnostic.line(style.language) + "\n")
  }

  func finish() throws(ConversionError) {
    if files != 1 {
      try write(
        style.word(
          LocalizedText(
            "\(files) documents: \(files - invalid - unchecked) valid, \(invalid) invalid, "
              + "\(unchecked) without a fault where a check did not run\n",
            "共 \(files) 个文档:\(files - invalid - unchecked) 个有效,\(invalid) 个无效,"
              + "\(unchecked) 个未发现错误但有检查未运行\n")))
    }
    try end()
  }
}

/// For scripts: a line per fault, and one per document with its layers.
final class JSONLinesReport: BufferedReport, ValidationReport, @unchecked Sendable {
  func found(_ diagnostic: Diagnostic) throws(ConversionError) {
    try write(diagnostic.json(style.language) + "\n")
  }

  func ended(_ file: String, _ result: ValidationResult) throws(ConversionError) {
    let layers = result.layers.map { layer -> String in
      var members = ["\"layer\":" + JSONText.string(layer.layer.rawValue)]
      switch layer.verdict {
      case .passed: members.append("\"verdict\":\"passed\"")
      case .failed(let errors, let warnings):
        members.append("\"verdict\":\"\(errors > 0 ? "failed" : "passed")\"")
        members.append("\"errors\":\(errors),\"warnings\":\(warnings)")
      case .notRun(let why):
        members.append("\"verdict\":\"notRun\",\"because\":" + JSONText.string(style.word(why)))
      }
      if let schema = layer.schema { members.append("\"schema\":" + JSONText.string(schema)) }
      if let remark = layer.remark {
        members.append("\"remark\":" + JSONText.string(style.word(remark)))
      }
      return "{" + members.joined(separator: ",") + "}"
    }
    let kind = result.kind.map { JSONText.string($0.name) } ?? "null"
    try write(
      "{\"file\":\(JSONText.string(file)),\"kind\":\(kind),\"valid\":"
        + "\(style.status(of: result) == .success),\"layers\":" + JSONText.array(layers) + "}\n")
  }

  func failed(_ file: String, _ error: ConversionError) throws(ConversionError) {
    try write(error.diagnostic.json(style.language) + "\n")
    try write(
      "{\"file\":\(JSONText.string(file)),\"kind\":null,\"valid\":false,\"layers\":[]}\n")
  }

  func finish() throws(ConversionError) { try end() }
}
