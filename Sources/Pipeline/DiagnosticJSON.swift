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
    member("code", diagnostic.code.name)
    member("severity", diagnostic.severity.name)
    if let epubcheck = diagnostic.code.epubcheckCode { member("epubcheck", epubcheck) }
    member("loss", diagnostic.code.isLoss)
    if let file = diagnostic.file { member("file", file) }
    if let position = diagnostic.position {
      member("line", Int(position.line))
      member("column", Int(position.column))
      member("offset", position.offset)
    }
    member("message", diagnostic.message(language))
    if let hint = diagnostic.hint(language) { member("hint", hint) }
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
