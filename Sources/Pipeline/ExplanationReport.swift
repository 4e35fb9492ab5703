public import GazetteDocumentModel
import GazetteXMLKit

/// An explanation as one XHTML page: the lines of the text on the left, what each was taken for on the
/// right. It links to nothing, so it can be mailed as it is.
public struct ExplanationReport: ~Copyable {
  private var xml: XMLWriter
  private let language: MessageLanguage

  /// - Parameters:
  ///   - sink: gets the page.
  ///   - diagnostics: hears of characters that XML cannot carry.
  public init(
    _ sink: any ByteSink, language: MessageLanguage, diagnostics: DiagnosticCollector
  ) {
    xml = XMLWriter(OutputBuffer(sink), diagnostics: diagnostics)
    self.language = language
  }

  /// The page's head.
  public mutating func begin(
    input: String, profile: String, score: Int?
  ) throws(ConversionError) {
    try xml.declaration(encoding: "UTF-8")
    try xml.raw("<!DOCTYPE html>\n")
    try xml.start("html")
    try xml.attribute("xmlns", "http://www.w3.org/1999/xhtml")
    try xml.attribute("lang", language == .chinese ? "zh" : "en")
    try xml.attribute("xml:lang", language == .chinese ? "zh" : "en")
    let title = language == .chinese ? "\(input):版式 \(profile)" : "\(input): profile \(profile)"
    try xml.raw("\n<head>\n<meta charset=\"utf-8\"/>\n")
    try element("title", title)
    try xml.raw("\n<style>\n")
    try xml.raw(Self.style)
    try xml.raw("</style>\n</head>\n<body>\n")
    try element("h1", title)
    if let score {
      try element("p", language == .chinese ? "自动选择,得分 \(score)" : "chosen, score \(score)")
    }
    try xml.raw("\n<table>\n<thead><tr>")
    for name in language == .chinese
      ? ["行", "原文", "识别为", "依据"] : ["line", "text", "taken for", "why"]
    {
      try xml.start("th")
      try xml.attribute("scope", "col")
      try text(name)
      try xml.end("th")
    }
    try xml.raw("</tr></thead>\n<tbody>\n")
  }

  /// A line of the text.
  public mutating func row(_ row: TextExplanation.Row) throws(ConversionError) {
    try xml.start("tr")
    try xml.attribute("class", row.kind)
    try xml.start("th")
    try xml.attribute("scope", "row")
    try xml.attribute("id", "line-\(row.line)")
    try text(String(row.line))
    try xml.end("th")
    try cell("text", row.text)
    try cell("kind", row.kind)
    try xml.start("td")
    if row.kind != "blank" {
      try text(row.reason.text(language))
      if let template = row.template {
        try text(" ")
        try element("code", template)
      }
      for field in row.fields {
        try xml.raw("<br/>")
        try element("b", field.name)
        try text(" = \(field.value)")
      }
      for miss in row.nearMisses {
        try xml.raw("<br/>")
        try element("small", miss.sentence(language))
      }
    }
    try xml.endInFull("td")
    try xml.end("tr")
    try xml.newline()
  }

  /// The page's end.
  public mutating func finish() throws(ConversionError) {
    try xml.raw("</tbody>\n</table>\n</body>\n</html>\n")
    try xml.finish()
  }

  private mutating func cell(_ name: String, _ words: String) throws(ConversionError) {
    try xml.start("td")
    try xml.attribute("class", name)
    try text(words)
    try xml.endInFull("td")
  }

  private mutating func element(
    _ name: StaticString, _ words: String
  ) throws(ConversionError) {
    let bytes = Array(words.utf8)
    try xml.element(name, bytes.span, at: .start)
  }

  private mutating func text(_ words: String) throws(ConversionError) {
    let bytes = Array(words.utf8)
    try xml.text(bytes.span, at: .start)
  }

  /// Colours by class of line, on light and on dark ground.
  private static let style: StaticString = """
    :root { color-scheme: light dark; }
    body { font: 1em/1.5 sans-serif; margin: 1em auto; max-width: 90em; padding: 0 1em; }
    table { border-collapse: collapse; table-layout: fixed; width: 100%; }
    th, td { border-bottom: 1px solid #8884; padding: .1em .6em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
    th:nth-child(1) { width: 4em; font-weight: normal; opacity: .7; }
    th:nth-child(3) { width: 9em; }
    td.text { white-space: pre-wrap; }
    td.kind { border-inline-start: .4em solid #8884; }
    .blank td.kind { opacity: .5; }
    .masthead td.kind, .head td.kind, .contents td.kind, .credits td.kind { border-color: #a3c; }
    .section td.kind, .above td.kind, .below td.kind { border-color: #08a; }
    .title td.kind, .heading td.kind { border-color: #36f; font-weight: bold; }
    .signOff td.kind, .end td.kind { border-color: #2a2; }
    .continuation td.kind { border-color: #c80; }
    .furniture td.kind, .rule td.kind, .thematicBreak td.kind { border-color: #c44; }
    small { opacity: .8; }

    """
}

extension TextExplanation.NearMiss {
  /// `sign-off "{department} [{date}]": behind "办公厅 " it wants "["`
  public func sentence(_ language: MessageLanguage) -> String {
    let shape = "\(part) \"\(template.replacing("\n", with: "⏎"))\""
    guard let expected else {
      return shape
        + (language == .chinese
          ? ":形状相符,但位置不符,或已有别的模板先取"
          : ": the line has its shape; its place, or a template before it, decided")
    }
    return language == .chinese
      ? "\(shape):在 \"\(matched)\" 之后应为 \(expected.chinese)"
      : "\(shape): behind \"\(matched)\" it wants \(expected.english)"
  }
}
