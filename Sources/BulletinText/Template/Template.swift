/// One shape of a line (or two lines) of a layout, for reading and for writing.
///
///     "· {title} ·"            a masthead
///     "{department} [{date}]"  a sign-off on one line
///     "{department}\n[{date}]" the same on two
///
/// In a template a space stands for any blanks, none included, and a colon; punctuation matches its
/// full-width twin; a placeholder matches by its type. Reading is forgiving, writing is exact.
struct Template: Sendable, Equatable {
  /// What a placeholder captures, and with it what the reader makes of it.
  enum Field: String, Sendable, CaseIterable {
    case title, kicker, subtitle, department, author, editor, date, issue
    case wholeNumber = "whole-number"
    case publisher, place, text, number, classification, recipients

    /// Fields that are numbers or dates match by form; all others are text.
    var isText: Bool { self != .date && self != .number && self != .issue && self != .wholeNumber }
  }

  enum Token: Sendable, Equatable {
    /// A scalar, folded.
    case literal(UInt32)
    /// Blanks or a colon, or nothing.
    case blank
    case field(Field)
  }

  /// The template as written.
  let source: String
  /// One or two lines of tokens.
  let lines: [[Token]]
  /// The words in front of the first text placeholder: 责任编辑 in `(责任编辑 {editor})`.
  let label: String?

  /// - Throws: what is wrong, in words for the profile's author.
  init(_ source: String) throws(TemplateError) {
    self.source = source
    var lines: [[Token]] = [[]]
    var label = ""
    var labelDone = false
    var fields: Set<Field> = []
    var rest = source.unicodeScalars[...]
    func add(_ token: Token) { lines[lines.count - 1].append(token) }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{":
        guard let close = rest.firstIndex(of: "}") else { throw .init("\"{\" is not closed") }
        let name = String(rest[..<close])
        guard let field = Field(rawValue: name) else {
          let known = Field.allCases.map(\.rawValue).joined(separator: ", ")
          throw .init("the placeholder {\(name)} is not known; known are \(known)")
        }
        guard fields.insert(field).inserted else { throw .init("{\(name)} occurs twice") }
        if case .field(let before)? = lines[lines.count - 1].last, before.isText, field.isText {
          throw .init("{\(before.rawValue)} and {\(name)} need something between them")
        }
        add(.field(field))
        labelDone = true
        rest = rest[rest.index(after: close)...]
      case "}": throw .init("\"}\" has no \"{\"")
      case "\n":
        guard lines.count < 2 else { throw .init("more than two lines") }
        lines.append([])
      default:
        if TextScalar.isBlank(scalar.value) {
          if lines[lines.count - 1].last != .blank { add(.blank) }
        } else {
          add(.literal(TextScalar.folded(scalar.value)))
          if !labelDone, scalar.properties.isAlphabetic { label.unicodeScalars.append(scalar) }
        }
      }
    }
    guard lines.allSatisfy({ !$0.isEmpty }) else { throw .init("a line is empty") }
    guard !fields.isEmpty else { throw .init("has no placeholder") }
    self.lines = lines
    self.label = label.isEmpty ? nil : label
  }

  /// Whether a mark or a word of its own stands in it, so that it can be told from running text.
  var hasLiteral: Bool {
    lines.contains { $0.contains { if case .literal = $0 { true } else { false } } }
  }
}

/// What is wrong with a template.
struct TemplateError: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
