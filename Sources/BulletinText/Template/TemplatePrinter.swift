import GazetteDocumentModel

/// A template made ready for writing: what stands between the placeholders, as bytes.
struct TemplatePrinter: Sendable {
  let template: Template
  /// The placeholders, in the order of the template.
  let fields: [Template.Field]
  /// What stands before each placeholder, and after the last: one more than `fields`.
  private let literals: [[UInt8]]

  init(_ template: Template) {
    self.template = template
    var fields: [Template.Field] = []
    var literals: [[UInt8]] = []
    var rest = template.source[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      literals.append(Array(rest[..<open].utf8))
      if let field = Template.Field(rawValue: String(rest[rest.index(after: open)..<close])) {
        fields.append(field)
      }
      rest = rest[rest.index(after: close)...]
    }
    literals.append(Array(rest.utf8))
    self.fields = fields
    self.literals = literals
  }

  /// The printer of the second of two lines alone.
  init?(secondLineOf template: Template) {
    guard template.lines.count == 2, let line = template.source.split(separator: "\n").last,
      let second = try? Template(String(line))
    else { return nil }
    self.init(second)
  }

  /// The line; nil where a placeholder has no value.
  func line(_ value: (Template.Field) -> [UInt8]?) -> [UInt8]? {
    var line = literals[0]
    for (index, field) in fields.enumerated() {
      guard let found = value(field) else { return nil }
      line += found
      line += literals[index + 1]
    }
    return line
  }
}
