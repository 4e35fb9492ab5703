import GazetteDocumentModel

/// A template made ready for writing: what stands between the placeholders, as bytes.
struct TemplatePrinter: Sendable {
  let template: Template
  /// The placeholders, in the order of the template.
  let fields: [Template.Field]
  /// What stands before each placeholder, and after the last: one more than `fields`.
  private let literals: [[UInt8]]
  /// What the text of a placeholder must end with, where the template says so: 办公室.
  private let endings: [[UInt8]]

  init(_ template: Template) {
    self.template = template
    var fields: [Template.Field] = []
    var literals: [[UInt8]] = []
    var endings: [[UInt8]] = []
    var rest = template.source[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      literals.append(Array(rest[..<open].utf8))
      let parts = rest[rest.index(after: open)..<close].split(separator: "…", maxSplits: 1)
      if let name = parts.first, let field = Template.Field(name: String(name)) {
        fields.append(field)
        endings.append(parts.count > 1 ? Array(parts[1].utf8) : [])
      }
      rest = rest[rest.index(after: close)...]
    }
    literals.append(Array(rest.utf8))
    self.fields = fields
    self.literals = literals
    self.endings = endings
  }

  /// The printer of the first or second of two lines alone.
  init?(line: Int, of template: Template) {
    let lines = template.source.split(separator: "\n")
    guard template.lines.count == 2, lines.indices.contains(line),
      let part = try? Template(String(lines[line]))
    else { return nil }
    self.init(part)
  }

  /// What stands before the first placeholder.
  var front: [UInt8] { literals[0] }

  /// The blanks between a mark or number and the text.
  var gapBeforeText: [UInt8] {
    let literal = literals[fields.firstIndex(of: .text) ?? fields.count - 1]
    return Array(literal[literal.span.trimmedRange.upperBound...])
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

  /// The line made of facts, which are used up; nil, and nothing is used, where one is missing.
  func line(using facts: inout [TextFact]) -> [UInt8]? {
    var left = facts
    let line = line { field in
      guard
        let at = left.firstIndex(where: { $0.isFor(field, template) && mayBe(field, $0.value) })
      else { return nil }
      let first = left.remove(at: at)
      guard field.listsNames else { return first.value }
      // 张三、李四: one line for all who share a label.
      var names = [first.value]
      while at < left.count, left[at].isFor(field, template) {
        names.append(left.remove(at: at).value)
      }
      return Self.list(names)
    }
    if line != nil { facts = left }
    return line
  }

  /// `张三、李四`, or `Tom Garside, Ann Lowe & Irene Holroyd`, as both are read.
  private static func list(_ names: [[UInt8]]) -> [UInt8] {
    guard names.count > 1, names.allSatisfy({ $0.span.isNameInLetters }) else {
      return Array(names.joined(separator: "、".utf8))
    }
    return Array(names.dropLast().joined(separator: ", ".utf8)) + " & ".utf8
      + names[names.count - 1]
  }

  /// Whether reading the line would give the value back: a body has the ending that is asked for. What
  /// is no masthead by its title's ending is one by what stands below it.
  private func mayBe(_ field: Template.Field, _ value: [UInt8]) -> Bool {
    guard field != .title, let index = fields.firstIndex(of: field) else { return true }
    return value.suffix(endings[index].count).elementsEqual(endings[index])
  }

  /// Whether the facts have a value for each placeholder.
  func isComplete(_ facts: [TextFact]) -> Bool {
    var facts = facts
    return line(using: &facts) != nil
  }
}

extension Template.Field {
  /// Fields whose lines may hold several names set off by 、.
  var listsNames: Bool { self == .author || self == .editor }

  /// Fields of people and bodies, which a template's label announces.
  var isContributor: Bool {
    switch self {
    case .author, .editor, .department, .publisher: true
    default: false
    }
  }
}

/// A fact that waits for the line of a layout that has a place for it.
struct TextFact {
  var field: Template.Field
  /// The words that the source prints before it.
  var label: [UInt8]?
  var value: [UInt8]
  /// What messages call it.
  var name: String
  var position: SourcePosition
  /// Whether any words may be printed before it: the source says none.
  var takesAnyLabel = false

  /// Whether the placeholder of the template takes it, and gives the same back when it is read.
  func isFor(_ field: Template.Field, _ template: Template) -> Bool {
    guard field == self.field else { return false }
    guard field.isContributor || field == .recipients, !takesAnyLabel else { return true }
    return label == template.label.map { Array($0.utf8) }
  }
}

extension [TextFact] {
  /// The lines that the templates make of the facts, in the order of the templates; a template whose
  /// facts another one has too, with more, leaves them to that one.
  ///
  /// - Parameter isRead: whether the reader finds the facts in a line that is made of them; else it is not written.
  mutating func lines(
    of printers: [TemplatePrinter], isRead: (Span<UInt8>, [TextFact]) -> Bool = { _, _ in true }
  ) -> [[UInt8]] {
    let all = self
    func made(_ printer: TemplatePrinter, of facts: [TextFact]) -> (
      line: [UInt8], left: [TextFact]
    )? {
      var left = facts
      guard let line = printer.line(using: &left), isRead(line.span, all) else { return nil }
      return (line, left)
    }
    var lines: [[UInt8]] = []
    for printer in printers where !printer.fields.isEmpty {
      while let (line, left) = made(printer, of: self) {
        let isPart = printers.contains { other in
          other.fields.count > printer.fields.count
            && printer.fields.allSatisfy { other.fields.contains($0) }
            && made(other, of: self) != nil
        }
        if isPart { break }
        lines.append(line)
        self = left
      }
    }
    return lines
  }
}

extension LineClassifier.Match {
  /// Whether what it takes of a line of the head is what facts say. A comma beside a number or a date parts facts.
  func holdsOnly(_ facts: [TextFact], of line: Span<UInt8>) -> Bool {
    let isNumbered = captures.contains { !$0.field.isText }
    return captures.allSatisfy { capture in
      guard capture.field.isText else { return true }
      let value = line.extracting(capture.range)
      if isNumbered, value.holdsComma { return false }
      return facts.contains {
        $0.field == capture.field && value.elementsEqual($0.value.span)
      }
    }
  }
}

extension Span where Element == UInt8 {
  fileprivate var holdsComma: Bool { firstIndex(of: 0x2C) != nil || contains("，") }
}
