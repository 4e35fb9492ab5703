public import GazetteDocumentModel
public import GazetteJSON

extension Severity {
  /// `information`, `warning`, `error`.
  public var name: String {
    switch self {
    case .information: "information"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

extension JSONBuilder {
  /// A diagnostic as an object: its code, its place, its words and what to do.
  public mutating func value(_ diagnostic: Diagnostic, _ language: MessageLanguage) {
    beginObject()
    key("code")
    value(diagnostic.code.name)
    key("severity")
    value(diagnostic.severity.name)
    if let epubcheck = diagnostic.code.epubcheckCode {
      key("epubcheck")
      value(epubcheck)
    }
    key("loss")
    value(diagnostic.code.isLoss)
    if let file = diagnostic.file {
      key("file")
      value(file)
    }
    if let position = diagnostic.position {
      key("line")
      value(Int(position.line))
      key("column")
      value(Int(position.column))
      key("offset")
      value(Int(clamping: position.offset))
    }
    key("message")
    value(diagnostic.message(language))
    if let hint = diagnostic.hint(language) {
      key("hint")
      value(hint)
    }
    key("arguments")
    beginArray()
    for argument in diagnostic.arguments { value(argument) }
    endArray()
    endObject()
  }
}

extension Diagnostic {
  /// One line of `--report json`.
  public func json(_ language: MessageLanguage) -> String {
    var json = JSONBuilder()
    json.value(self, language)
    return json.text
  }
}
