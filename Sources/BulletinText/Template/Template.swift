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
  /// The last six bits of each of them, as a set: most scalars are none of the label's.
  private let labelBits: UInt64
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
    let bytes = Array(source.utf8)
    var lines: [[Token]] = []
    var line: [Token] = []
    line.reserveCapacity(bytes.count)
    var label = LabelBuilder()
    var fields: [Field] = []
    var before: UInt32 = 0
    var row = (mark: UInt32(0), length: 0)
    var hasRows = false
    func add(_ token: Token) {
      line.append(token)
      row.length = 0
    }
    func add(_ mark: UInt32) {
      line.append(.literal(mark))
      row = (mark, row.mark == mark ? row.length + 1 : 1)
      if row.length == 3 { hasRows = true }
    }
    var at = 0
    while at < bytes.count {
      let start = at
      let s = bytes.span.scalar(at: start)
      at += s.length
      switch s.value {
      case 0x7B:
        guard let close = bytes.span.firstIndex(of: 0x7D, from: at) else {
          throw .init("\"{\" is not closed")
        }
        let parts = Self.parts(bytes.span.extracting(at..<close))
        let name = parts.name
        guard let field = Field(name: name) else {
          throw .init("the placeholder {\(name)} is not known; known are \(Field.names)")
        }
        guard field.mayRepeat || !fields.contains(field) else {
          throw .init("{\(name)} occurs twice")
        }
        fields.append(field)
        if case .field(let before)? = line.last, before.isText, field.isText {
          throw .init("{\(before.name)} and {\(name)} need something between them")
        }
        add(.field(field))
        if let ending = parts.ending { add(.ending(ending)) }
        label.endsFront = true
        at = close + 1
      case 0x7D: throw .init("\"}\" has no \"{\"")
      case 0x0A:
        guard lines.count < 2 else { throw .init("more than three lines") }
        lines.append(line)
        line = []
        row.length = 0
      default:
        if TextScalar.isBlank(s.value) {
          if case .blank? = line.last {} else { add(.blank) }
        } else if s.value == Self.dash, before != Self.dash,
          at == bytes.count || bytes.span.scalar(at: at).value != Self.dash
        {
          add(.dash)
        } else {
          add(TextScalar.mark(s.value))
        }
        before = s.value
        label.add(s.value, bytes.span.extracting(start..<at))
      }
    }
    lines.append(line)
    guard lines.allSatisfy({ !$0.isEmpty }) else { throw .init("a line is empty") }
    // Few templates have a mark three times in a row.
    let all = hasRows ? lines.map(Self.withRuns) : lines
    let matched = hasRows ? all.filter { !Self.isOrnament($0) } : all
    self.lines = matched.isEmpty ? [all[0]] : matched
    let namesSomebody = fields.contains { $0.isContributor || $0 == .recipients }
    self.label = namesSomebody ? label.front ?? label.back : label.front
    labelScalars = self.label?.unicodeScalars.map { TextScalar.mark($0.value) } ?? []
    labelBits = labelScalars.reduce(0) { $0 | 1 &<< UInt64($1) }
    if self.lines.count == 1, self.lines[0].count == 2, case .ending = self.lines[0][1] {
      isTextAlone = true
    } else {
      isTextAlone = false
    }
    let facts = Facts(self.lines)
    hasField = facts.hasField
    hasNumber = facts.hasNumber
    hasDigits = facts.hasDigits
    hasLiteral = facts.hasLiteral
    isBare = !facts.hasWord
    isTelling = facts.hasLiteral || facts.hasCode
    hasMark = facts.hasLiteral || facts.hasForm
  }

  /// What stands in the braces: the placeholder's name, and the marks of what its text ends with.
  private static func parts(_ inner: Span<UInt8>) -> (name: String, ending: [UInt32]?) {
    var found = inner.firstIndex(of: 0xE2)
    while let at = found, inner.scalar(at: at).value != 0x2026 {
      found = inner.firstIndex(of: 0xE2, from: at + 1)
    }
    // Most have no …, and no ending; one in front of the name parts nothing.
    guard let end = found else { return (String(inner), nil) }
    if end == 0 { return parts(inner.extracting(3..<inner.count)) }
    guard end + 3 < inner.count else { return (String(inner.extracting(0..<end)), nil) }
    var ending: [UInt32] = []
    var at = end + 3
    while at < inner.count {
      let s = inner.scalar(at: at)
      if !TextScalar.isBlank(s.value) { ending.append(TextScalar.mark(s.value)) }
      at += s.length
    }
    return (String(inner.extracting(0..<end)), ending)
  }

  /// —
  private static let dash: UInt32 = 0x2014

  /// What stands in the lines, whatever its order.
  private struct Facts {
    var hasField = false
    var hasNumber = false
    var hasDigits = false
    var hasCode = false
    /// Whether a placeholder is told by its form: a number, a date, a code.
    var hasForm = false
    var hasLiteral = false
    var hasWord = false

    init(_ lines: [[Token]]) {
      for line in lines {
        for token in line { add(token) }
      }
    }

    private mutating func add(_ token: Token) {
      switch token {
      case .field(let field):
        hasField = true
        if field.isNumber { hasNumber = true }
        if field == .digits { hasDigits = true }
        if field == .code { hasCode = true }
        if !field.isText { hasForm = true }
      case .literal(let mark), .run(let mark):
        hasLiteral = true
        if TextScalar.isWord(mark) { hasWord = true }
      case .ending:
        hasLiteral = true
        hasWord = true
      case .dash: hasLiteral = true
      case .blank: break
      }
    }
  }

  /// Whether the scalar is one of the label's, in whatever case, which the document keeps.
  func labelHolds(_ scalar: UInt32) -> Bool {
    let mark = TextScalar.mark(scalar)
    return labelBits &>> UInt64(mark) & 1 != 0 && labelScalars.contains(mark)
  }

  /// How many bytes of the line are the label, as the template writes it: 0 where it does not begin the line.
  func labelLength(_ line: Span<UInt8>) -> Int {
    guard let label, case let length = label.utf8.count, length < line.count,
      line.extracting(0..<length).elementsEqual(label.utf8.span)
    else { return 0 }
    return length
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
    private var words: (front: [UInt8], back: [UInt8]) = ([], [])
    private var gap = false

    /// - Parameter bytes: the scalar's.
    mutating func add(_ scalar: UInt32, _ bytes: Span<UInt8>) {
      guard Self.isLetter(scalar) else {
        gap = gap || scalar == 0x20
        return
      }
      let isSpaced = gap && TextScalar.isLatinWord(scalar)
      gap = false
      if endsFront {
        Self.add(bytes, isSpaced, to: &words.back)
      } else {
        Self.add(bytes, isSpaced, to: &words.front)
      }
    }

    private static func add(_ letter: Span<UInt8>, _ isSpaced: Bool, to word: inout [UInt8]) {
      // `Edited by` keeps its space; 编　辑 needs none.
      if isSpaced, !word.isEmpty,
        TextScalar.isLatinWord(word.span.scalar(endingAt: word.count).value)
      {
        word.append(0x20)
      }
      word.append(letter)
    }

    /// Unicode's `Alphabetic`; most scalars show it by their number.
    private static func isLetter(_ s: UInt32) -> Bool {
      switch s {
      case 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF: true
      case ..<0x80: false
      default: Unicode.Scalar(s)?.properties.isAlphabetic ?? false
      }
    }

    var front: String? { words.front.isEmpty ? nil : String(words.front.span) }
    var back: String? { words.back.isEmpty ? nil : String(words.back.span) }
  }
}

/// What is wrong with a template.
struct TemplateError: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
