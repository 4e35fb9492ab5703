import GazetteDocumentModel

/// One shape of a line (or a few lines) of a layout, for reading and for writing.
///
///     "· {title} ·"            a masthead
///     "{department} [{date}]"  a sign-off on one line
///     "{department}\n[{date}]" the same on two
///     "━━━\n{title}\n━━━"      a title between rules
///
/// In a template a space stands for any blanks, none included unless it parts two texts, and a colon;
/// punctuation matches its full-width twin, and a lone — the two hyphens of a typist, but no hyphen; a
/// mark that is written three times or more matches three or more of it; a placeholder matches by its
/// type. Reading is forgiving, writing is exact.
final class Template: Sendable, Equatable {
  enum Token: Sendable, Equatable {
    /// A scalar, folded.
    case literal(UInt32)
    /// Three or more of a folded mark.
    case run(UInt32)
    /// A dash that is no hyphen: —, –, or two hyphens.
    case dash
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
  private let labelScalars: [UInt32]
  /// Where the profile's YAML has it.
  let position: SourcePosition?

  /// Whether a placeholder stands in it.
  let hasField: Bool
  /// Whether a mark or a word of its own stands in it, so that it can be told from running text.
  let hasLiteral: Bool
  /// Whether there is no word in it, neither of its own nor as the end of a placeholder: `({author})`.
  let isBare: Bool
  /// Whether it is one placeholder with an ending: `{publisher…办公室}`.
  let isTextAlone: Bool
  /// Whether a number stands in it.
  let hasNumber: Bool
  /// Whether an Arabic number stands in it.
  let hasDigits: Bool
  /// Whether a line of its shape tells something of the family: marks, words or codes.
  let isTelling: Bool
  /// Whether a mark of its own, a number, a date or a code stands in it.
  let hasMark: Bool

  /// - Throws: what is wrong, in words for the profile's author.
  init(_ source: String, position: SourcePosition? = nil) throws(TemplateError) {
    self.source = source
    self.position = position
    var lines: [[Token]] = [[]]
    var label = LabelBuilder()
    var fields: [Field] = []
    var rest = source.unicodeScalars[...]
    var before: Unicode.Scalar?
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
        guard field.mayRepeat || !fields.contains(field) else {
          throw .init("{\(name)} occurs twice")
        }
        fields.append(field)
        if case .field(let before)? = lines[lines.count - 1].last, before.isText, field.isText {
          throw .init("{\(before.name)} and {\(name)} need something between them")
        }
        add(.field(field))
        if parts.count == 2 {
          let ending = parts[1].filter { !TextScalar.isBlank($0.value) }
          add(.ending(ending.map { TextScalar.mark($0.value) }))
        }
        label.endsFront = true
        rest = rest[rest.index(after: close)...]
      case "}": throw .init("\"}\" has no \"{\"")
      case "\n":
        guard lines.count < 3 else { throw .init("more than three lines") }
        lines.append([])
      default:
        if TextScalar.isBlank(scalar.value) {
          if lines[lines.count - 1].last != .blank { add(.blank) }
        } else if scalar == "—", rest.first != "—", before != "—" {
          add(.dash)
        } else {
          add(.literal(TextScalar.mark(scalar.value)))
        }
        before = scalar
        label.add(scalar)
      }
    }
    guard lines.allSatisfy({ !$0.isEmpty }) else { throw .init("a line is empty") }
    let all = lines.map(Self.withRuns)
    let matched = all.filter { !Self.isOrnament($0) }
    self.lines = matched.isEmpty ? [all[0]] : matched
    let namesSomebody = fields.contains { $0.isContributor || $0 == .recipients }
    self.label = namesSomebody ? label.front ?? label.back : label.front
    labelScalars = (self.label ?? "").unicodeScalars.map { TextScalar.mark($0.value) }
    let placeholders = self.lines.joined().compactMap { token in
      if case .field(let field) = token { field } else { nil }
    }
    if self.lines.count == 1, self.lines[0].count == 2, case .ending = self.lines[0][1] {
      isTextAlone = true
    } else {
      isTextAlone = false
    }
    hasField = !placeholders.isEmpty
    hasNumber = placeholders.contains(where: \.isNumber)
    hasDigits = placeholders.contains(.digits)
    hasLiteral = self.lines.joined().contains { token in
      if case .field = token { false } else { token != .blank }
    }
    isBare = self.lines.joined().allSatisfy { token in
      switch token {
      case .literal(let mark), .run(let mark): !TextScalar.isWord(mark)
      case .ending: false
      case .field, .blank, .dash: true
      }
    }
    isTelling = hasLiteral || placeholders.contains(.code)
    hasMark = hasLiteral || placeholders.contains { !$0.isText }
  }

  /// Whether the scalar is one of the label's, in whatever case, which the document keeps.
  func labelHolds(_ scalar: UInt32) -> Bool {
    let mark = TextScalar.mark(scalar)
    for held in labelScalars where held == mark { return true }
    return false
  }

  static func == (one: Template, other: Template) -> Bool {
    one.source == other.source && one.position == other.position
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
        case .field, .ending, .dash: false
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
