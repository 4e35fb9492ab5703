import GazetteDocumentModel

/// One shape of a line (or a few lines) of a layout, for reading and for writing.
///
///     "· {title} ·"            a masthead
///     "{department} [{date}]"  a sign-off on one line
///     "{department}\n[{date}]" the same on two
///     "━━━\n{title}\n━━━"      a title between rules
///
/// In a template a space stands for any blanks, none included, and a colon; punctuation matches its
/// full-width twin; a mark that is written three times or more matches three or more of it; a
/// placeholder matches by its type. Reading is forgiving, writing is exact.
struct Template: Sendable, Equatable {
  enum Token: Sendable, Equatable {
    /// A scalar, folded.
    case literal(UInt32)
    /// Three or more of a folded mark.
    case run(UInt32)
    /// Blanks or a colon, or nothing.
    case blank
    case field(Field)
    /// What the text of the placeholder before it ends with: 简报 in `{title…简报}`.
    case ending([UInt32])
  }

  /// The template as written.
  let source: String
  /// The lines that are matched; those that are ornaments only (rules) are written, not matched,
  /// unless there is no other.
  let lines: [[Token]]
  /// The words in front of the first placeholder: 责任编辑 in `(责任编辑 {editor})`; or behind a name
  /// that nothing stands in front of: 供稿 in `({department}供稿)`.
  let label: String?
  /// Where the profile's YAML has it.
  var position: SourcePosition?

  /// - Throws: what is wrong, in words for the profile's author.
  init(_ source: String) throws(TemplateError) {
    self.source = source
    var lines: [[Token]] = [[]]
    var label = LabelBuilder()
    var fields: Set<Field> = []
    var rest = source.unicodeScalars[...]
    func add(_ token: Token) { lines[lines.count - 1].append(token) }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "{":
        guard let close = rest.firstIndex(of: "}") else { throw .init("\"{\" is not closed") }
        let parts = rest[..<close].split(separator: "…", maxSplits: 1)
        let name = parts.first.map(String.init) ?? ""
        guard let field = Field(name: name) else {
          throw .init("the placeholder {\(name)} is not known; known are \(Field.names)")
        }
        guard fields.insert(field).inserted || field.mayRepeat else {
          throw .init("{\(name)} occurs twice")
        }
        if case .field(let before)? = lines[lines.count - 1].last, before.isText, field.isText {
          throw .init("{\(before.name)} and {\(name)} need something between them")
        }
        add(.field(field))
        if parts.count == 2 { add(.ending(parts[1].map { TextScalar.mark($0.value) })) }
        label.endsFront = true
        rest = rest[rest.index(after: close)...]
      case "}": throw .init("\"}\" has no \"{\"")
      case "\n":
        guard lines.count < 3 else { throw .init("more than three lines") }
        lines.append([])
      default:
        if TextScalar.isBlank(scalar.value) {
          if lines[lines.count - 1].last != .blank { add(.blank) }
        } else {
          add(.literal(TextScalar.mark(scalar.value)))
        }
        label.add(scalar)
      }
    }
    guard lines.allSatisfy({ !$0.isEmpty }) else { throw .init("a line is empty") }
    let all = lines.map(Self.withRuns)
    let matched = all.filter { !Self.isOrnament($0) }
    self.lines = matched.isEmpty ? [all[0]] : matched
    let namesSomebody = fields.contains { $0.isContributor || $0 == .recipients }
    self.label = namesSomebody ? label.front ?? label.back : label.front
  }

  /// Whether a placeholder stands in it.
  var hasField: Bool {
    lines.contains { $0.contains { if case .field = $0 { true } else { false } } }
  }

  /// Whether a mark or a word of its own stands in it, so that it can be told from running text.
  var hasLiteral: Bool {
    lines.contains { $0.contains { if case .field = $0 { false } else { $0 != .blank } } }
  }

  /// Whether a number stands in it.
  var hasNumber: Bool {
    lines.contains { $0.contains { if case .field(let f) = $0 { f.isNumber } else { false } } }
  }

  /// Whether an Arabic number stands in it.
  var hasDigits: Bool { lines.contains { $0.contains(.field(.digits)) } }

  /// Whether a line of its shape tells something of the family: marks, words or codes.
  var isTelling: Bool {
    hasLiteral || lines.contains { $0.contains(.field(.code)) }
  }

  /// Whether a mark of its own, a number, a date or a code stands in it.
  var hasMark: Bool {
    hasLiteral
      || lines.contains { $0.contains { if case .field(let f) = $0 { !f.isText } else { false } } }
  }

  /// Three or more of one mark in a row become a run.
  private static func withRuns(_ tokens: [Token]) -> [Token] {
    var result: [Token] = []
    for token in tokens {
      guard case .literal(let mark) = token, !TextScalar.isLatinWord(mark), !TextScalar.isHan(mark)
      else {
        result.append(token)
        continue
      }
      if result.last == .run(mark) { continue }
      result.append(token)
      if result.suffix(3) == [token, token, token] {
        result.removeLast(3)
        result.append(.run(mark))
      }
    }
    return result
  }

  /// Whether the line is a rule: marks in runs, no word and no placeholder.
  private static func isOrnament(_ tokens: [Token]) -> Bool {
    tokens.contains { if case .run = $0 { true } else { false } }
      && tokens.allSatisfy { token in
        switch token {
        case .run, .blank: true
        case .literal(let mark): !TextScalar.isLatinWord(mark) && !TextScalar.isHan(mark)
        case .field, .ending: false
        }
      }
  }

  /// Collects the words before the first placeholder, and those after it.
  private struct LabelBuilder {
    var endsFront = false
    private var words: (front: String, back: String) = ("", "")
    private var gap = false

    mutating func add(_ scalar: Unicode.Scalar) {
      guard scalar.properties.isAlphabetic else {
        gap = gap || scalar == " "
        return
      }
      var word = endsFront ? words.back : words.front
      // `Edited by` keeps its space; 编　辑 needs none.
      if gap, let last = word.unicodeScalars.last, TextScalar.isLatinWord(last.value),
        TextScalar.isLatinWord(scalar.value)
      {
        word.append(" ")
      }
      gap = false
      word.unicodeScalars.append(scalar)
      if endsFront { words.back = word } else { words.front = word }
    }

    var front: String? { words.front.isEmpty ? nil : words.front }
    var back: String? { words.back.isEmpty ? nil : words.back }
  }
}

/// What is wrong with a template.
struct TemplateError: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
