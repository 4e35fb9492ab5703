import GazetteDocumentModel

/// How much work a line may make: a template that several placeholders could share out in many ways
/// gives up after so many steps, so that no line and no profile makes reading slower than linear.
struct MatchBudget {
  /// Steps a byte of the line, for each template.
  static let perByte = 24

  private(set) var steps = 0
  private var limit = 0
  /// Room for what placeholders take of a line until the template turns out not to match, as most do not.
  fileprivate var captures: [TemplateLine.Capture] = []

  /// Allows for one more template on a line of so many bytes.
  mutating func allow(_ bytes: Int) { limit = steps + 64 + bytes * Self.perByte }

  /// Counts a step; false when there have been too many.
  @inline(__always)
  mutating func step() -> Bool {
    steps += 1
    return steps <= limit
  }
}

/// A template line made ready for matching.
final class TemplateLine: Sendable {
  /// What a placeholder took of the line.
  struct Capture: Equatable {
    var field: Template.Field
    var range: Range<Int>
    var date: DateWording?
  }

  let tokens: [Template.Token]
  /// Whether a name in it may hold commas and stops, because a Latin word announces it:
  /// `From: {author}`.
  let isLabelled: Bool

  /// A word, in lower case, or a wide character that every line of the shape has: what most lines lack.
  private let required: [UInt8]
  /// The marks that every line of the shape ends with, blanks aside, where they are more than one.
  private let closing: [UInt32]
  private let steps: [Step]

  /// A token and what of its neighbours matters, in a form that is copied at no cost.
  private struct Step {
    enum Kind {
      case literal, run, dash, blank, gap, ending
      case date, code, email, number, digits, circled, letter, text, name
    }

    var kind: Kind
    /// Of a literal or run, itself; of a text, the literal that comes right behind, blanks aside.
    var mark: UInt32?
    /// Whether blanks may stand in front: not within a Latin word.
    var skipsBlanks = false
    /// Whether the template has a colon itself right behind.
    var leavesColon = false
    /// Of a text, whether a date comes behind, blanks aside.
    var isBeforeDate = false
  }

  init(_ tokens: [Template.Token]) {
    self.tokens = tokens
    steps = tokens.indices.map { Self.step(tokens, $0) }
    // A template that begins with a mark fails at once where it does not match.
    required = if case .field? = tokens.first { Self.required(tokens) } else { [] }
    closing = Self.closing(tokens)
    isLabelled =
      if case .literal(let mark)? = tokens.first { TextScalar.isLatinWord(mark) } else { false }
  }

  /// The captures, if the whole of the (trimmed, not empty) line has the template's shape.
  func match(_ line: Span<UInt8>, _ budget: inout MatchBudget) -> [Capture]? {
    budget.allow(line.count)
    guard closing.isEmpty || Self.ends(line, line.count, with: closing, alone: true) else {
      return nil
    }
    let word = required
    guard word.isEmpty || line.holds(word.span) else { return nil }
    var captures: [Capture] = []
    swap(&captures, &budget.captures)
    if match(line, 0, 0, &captures, &budget) { return captures }
    swap(&captures, &budget.captures)
    return nil
  }

  /// The words and marks that end the template.
  private static func closing(_ tokens: [Template.Token]) -> [UInt32] {
    var start = tokens.count
    while start > 0, case .literal = tokens[start - 1] { start -= 1 }
    var marks: [UInt32] =
      switch start > 0 ? tokens[start - 1] : .blank {
      case .run(let mark): [mark, mark, mark]
      case .ending(let ending): ending
      case .literal, .dash, .blank, .field: []
      }
    // One alone was seen before a template is tried.
    guard marks.count + tokens.count - start > 1 else { return [] }
    for case .literal(let mark) in tokens[start...] { marks.append(mark) }
    return marks
  }

  /// The longest Latin word of the template, else its first wide character.
  private static func required(_ tokens: [Template.Token]) -> [UInt8] {
    var longest: [UInt8] = []
    var word: [UInt8] = []
    var wide: [UInt8] = []
    for token in tokens {
      let marks: [UInt32] =
        switch token {
        case .literal(let mark): [mark]
        case .ending(let ending): [0] + ending + [0]
        case .run, .dash, .blank, .field: [0]
        }
      for mark in marks {
        if mark < 0x80, TextScalar.isLatinWord(mark) {
          word.append(UInt8(mark))
          if word.count > longest.count { longest = word }
          continue
        }
        word = []
        if wide.isEmpty, TextScalar.isHan(mark), let scalar = Unicode.Scalar(mark) {
          wide = Array(String(Character(scalar)).utf8)
        }
      }
    }
    return wide.isEmpty ? longest : wide
  }

  /// The captures and the end of what was matched, if the line begins with the template.
  func matchPrefix(_ line: Span<UInt8>) -> (captures: [Capture], end: Int)? {
    var budget = MatchBudget()
    for end in stride(from: 1, through: min(line.count, 160), by: 1)
    where end == line.count || line[end] & 0xC0 != 0x80 {
      if case .literal(let mark)? = tokens.last,
        TextScalar.mark(line.scalar(endingAt: end).value) != mark
      {
        continue
      }
      if let captures = match(line.extracting(0..<end), &budget) { return (captures, end) }
    }
    return nil
  }

  private static func step(_ tokens: [Template.Token], _ index: Int) -> Step {
    let before = index > 0 ? tokens[index - 1] : nil
    switch tokens[index] {
    case .literal(let mark):
      // `( 责任编辑 王丽娜 )`, `编　辑`
      var isWithinWord = false
      if case .literal(let letter)? = before {
        isWithinWord = TextScalar.isLatinWord(mark) && TextScalar.isLatinWord(letter)
      }
      return Step(kind: .literal, mark: mark, skipsBlanks: !isWithinWord)
    case .run(let mark): return Step(kind: .run, mark: mark, skipsBlanks: true)
    case .dash: return Step(kind: .dash, skipsBlanks: true)
    case .blank:
      if standsBetweenTexts(tokens, index) { return Step(kind: .gap) }
      let hasColon = index + 1 < tokens.count && tokens[index + 1] == .literal(0x3A)
      return Step(kind: .blank, leavesColon: hasColon)
    case .ending: return Step(kind: .ending)
    case .field(let field):
      // `■ …` for `■{title}`
      var isBehindMark = false
      if case .literal(let mark)? = before { isBehindMark = !TextScalar.isLatinWord(mark) }
      let kind: Step.Kind =
        switch field {
        case .date: .date
        case .code: .code
        case .email: .email
        case .digits: .digits
        case .circled: .circled
        case .letter: .letter
        case _ where field.isNumber: .number
        default: field.isName ? .name : .text
        }
      let next = tokens[(index + 1)...].first { $0 != .blank }
      return Step(
        kind: kind, mark: markAfter(tokens, index), skipsBlanks: isBehindMark,
        isBeforeDate: next == .field(.date))
    }
  }

  private func match(
    _ line: Span<UInt8>, _ token: Int, _ start: Int, _ captures: inout [Capture],
    _ budget: inout MatchBudget
  ) -> Bool {
    var at = start
    var index = token
    while index < steps.count {
      guard budget.step() else { return false }
      let step = steps[index]
      if step.skipsBlanks { at = Self.skipBlanks(line, at, andColon: false) }
      switch step.kind {
      case .literal:
        guard at < line.count else { return false }
        let s = line.scalar(at: at)
        guard TextScalar.mark(s.value) == step.mark else { return false }
        at += s.length
      case .run:
        var count = 0
        // A rule is one mark over and over.
        while at < line.count, case let s = line.scalar(at: at),
          TextScalar.mark(s.value) == step.mark
        {
          let times = line.runLength(at, upTo: line.count)
          at += times * s.length
          count += times
        }
        guard count >= 3 else { return false }
      case .dash:
        guard let end = Self.dashEnd(line, at) else { return false }
        at = end
      case .gap:
        let before = at
        at = Self.skipBlanks(line, at, andColon: true)
        guard at > before else { return false }
      case .blank:
        let before = at
        at = Self.skipBlanks(line, at, andColon: !step.leavesColon)
        // `By {author}` does not take Byron.
        if at == before, at > 0, at < line.count, TextScalar.isLatinWord(line.scalar(at: at).value),
          TextScalar.isLatinWord(line.scalar(endingAt: at).value)
        {
          return false
        }
      case .ending:
        guard case .ending(let marks) = tokens[index], Self.ends(line, at, with: marks) else {
          return false
        }
      case .date:
        guard let date = DateWording.match(line, at: at) else { return false }
        return takes(line, index, at..<date.end, date, &captures, &budget)
      case .code:
        guard let end = Self.codeEnd(line, at) else { return false }
        return takes(line, index, at..<end, nil, &captures, &budget)
      case .email, .circled, .letter:
        let end: Int? =
          switch step.kind {
          case .email: Self.emailEnd(line, at)
          case .circled: Numeral.circledEnd(line, at)
          default: Numeral.letterEnd(line, at)
          }
        guard let end else { return false }
        return takes(line, index, at..<end, nil, &captures, &budget)
      case .number, .digits:
        guard let number = Numeral.match(line, at: at),
          step.kind == .number || Numeral.isArabic(line, at)
        else { return false }
        if number.digits == 1, let end = Numeral.spacedEnd(line, at),
          takes(line, index, at..<end, nil, &captures, &budget)
        {
          return true
        }
        if let end = Self.yearEnd(line, number.end, tokens[index]),
          takes(line, index, at..<end, nil, &captures, &budget)
        {
          return true
        }
        return takes(line, index, at..<number.end, nil, &captures, &budget)
      case .text, .name: return matchText(line, index, at, &captures, &budget)
      }
      index += 1
    }
    return at == line.count
  }

  /// Whether the rest of the template matches behind what a placeholder takes.
  private func takes(
    _ line: Span<UInt8>, _ index: Int, _ range: Range<Int>, _ date: DateWording?,
    _ captures: inout [Capture], _ budget: inout MatchBudget
  ) -> Bool {
    guard case .field(let field) = tokens[index],
      index + 1 < steps.count || range.upperBound == line.count
    else { return false }
    captures.append(Capture(field: field, range: range, date: date))
    if match(line, index + 1, range.upperBound, &captures, &budget) { return true }
    captures.removeLast()
    return false
  }

  private func matchText(
    _ line: Span<UInt8>, _ index: Int, _ start: Int, _ captures: inout [Capture],
    _ budget: inout MatchBudget
  ) -> Bool {
    let isName = steps[index].kind == .name && !isLabelled
    if index + 1 == steps.count, !isName {
      // The last text takes what is left.
      guard start < line.count, !TextScalar.isBlank(line.scalar(at: start).value) else {
        return false
      }
      return takes(line, index, start..<line.count, nil, &captures, &budget)
    }
    // The shortest text that lets the rest match; it neither begins nor ends with a blank.
    let stop = steps[index].mark
    let isLast = index + 1 == steps.count
    var end = start
    var brackets = 0
    while end < line.count {
      guard budget.step() else { return false }
      // Between Han characters no text ends, but for one that stops there.
      if stop != nil || isLast, line.isHanLead(line[end]), end + 3 < line.count,
        line.isHanLead(line[end + 3]), isLast || line.han(at: end + 3) != stop
      {
        end += 3
        continue
      }
      let s = line.scalar(at: end)
      if TextScalar.isBlank(s.value) {
        if end == start { return false }
        end += s.length
        continue
      }
      if isName {
        guard Template.Field.nameHolds(s.value) else { return false }
        // A bracket that closes what the name does not open is not the name's.
        let folded = TextScalar.folded(s.value)
        if folded == 0x28 { brackets += 1 } else if folded == 0x29 { brackets -= 1 }
        guard brackets >= 0 else { return false }
      }
      end += s.length
      if end < line.count {
        // A name that is the last of the template takes all.
        if isLast { continue }
        let next = line.scalar(at: end).value
        if !TextScalar.isBlank(next), next != 0x3A, next != 0xFF1A {
          if let stop, TextScalar.mark(next) != stop { continue }
          if steps[index].isBeforeDate, DateWording.isInDate(s.value) { continue }
        }
      }
      if takes(line, index, start..<end, nil, &captures, &budget) { return true }
    }
    return false
  }

  /// Where the year ends that an issue is counted in: 33/2018.
  private static func yearEnd(_ line: Span<UInt8>, _ at: Int, _ token: Template.Token) -> Int? {
    guard token == .field(.issue), at < line.count, line[at] == 0x2F,
      let year = Numeral.match(line, at: at + 1),
      year.digits == 4 || (year.digits == 2 && year.end == line.count),
      Numeral.isArabic(line, at + 1)
    else { return nil }
    return year.end
  }

  /// The end of a word of capitals and digits; of letters alone it has three to six, with a digit or
  /// a mark in it it has any length.
  private static func codeEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    guard start < line.count, line[start] == 0x2F || (line[start] >= 0x41 && line[start] <= 0x5A)
    else { return nil }
    var at = start
    var isPlain = true
    while at < line.count {
      switch line[at] {
      case 0x41...0x5A: break
      case 0x30...0x39: isPlain = false
      case 0x2D, 0x2E, 0x2F, 0x3E:
        // A mark stands between or behind letters and digits; two in a row are none of a code.
        guard at == start || line[at - 1] != line[at] || line[at] == 0x2D else { return nil }
        isPlain = false
      case 0x20, 0x09: return isPlain && !(3...6).contains(at - start) ? nil : at > start ? at : nil
      default: return nil
      }
      at += 1
    }
    return at > start && (!isPlain || (3...6).contains(at - start)) ? at : nil
  }

  /// Whether the blank stands between two placeholders that take any text: then it is what parts them.
  private static func standsBetweenTexts(_ tokens: [Template.Token], _ index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count, case .field(let after) = tokens[index + 1],
      after.isText
    else { return false }
    return switch tokens[index - 1] {
    case .field(let before): before.isText
    case .ending: true
    default: false
    }
  }

  /// The end of a dash: —, ―, –, one or two of them, or two hyphens.
  private static func dashEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    var at = start
    var hyphens = 0
    var dashes = 0
    while at < line.count, hyphens + dashes < 2 {
      let s = line.scalar(at: at)
      if s.value == 0x2D {
        hyphens += 1
      } else if s.value >= 0x2013, s.value <= 0x2015 {
        dashes += 1
      } else {
        break
      }
      at += s.length
    }
    return dashes > 0 || hyphens == 2 ? at : nil
  }

  /// The end of an e-mail address: visible ASCII around one @ (RFC 5322 §3.4.1, without comments).
  private static func emailEnd(_ line: Span<UInt8>, _ start: Int) -> Int? {
    var at = start
    var sign: Int?
    while at < line.count, line[at] > 0x20, line[at] < 0x7F, line[at] != 0x3E, line[at] != 0x29 {
      if line[at] == 0x40 {
        guard sign == nil else { return nil }
        sign = at
      }
      at += 1
    }
    guard let sign, sign > start, sign + 1 < at else { return nil }
    return at
  }

  /// The literal that comes right after a placeholder, blanks aside.
  private static func markAfter(_ tokens: [Template.Token], _ index: Int) -> UInt32? {
    for next in tokens[(index + 1)...] {
      switch next {
      case .blank: continue
      case .literal(let mark), .run(let mark): return mark
      case .dash: return 0x2D
      // What comes behind `{department…部}` ends it as well.
      case .ending: continue
      case .field: return nil
      }
    }
    return nil
  }

  /// - Parameter alone: nothing need stand in front of the marks.
  private static func ends(
    _ line: Span<UInt8>, _ end: Int, with marks: [UInt32], alone: Bool = false
  ) -> Bool {
    var at = end
    var index = marks.count
    while index > 0 {
      index -= 1
      // 简　报
      var s: (value: UInt32, length: Int)
      repeat {
        guard at > 0 else { return false }
        s = line.lastScalar(before: at)
        at -= s.length
      } while TextScalar.isBlank(s.value)
      guard TextScalar.mark(s.value) == marks[index] else { return false }
    }
    return alone || at > 0
  }

  private static func skipBlanks(_ line: Span<UInt8>, _ start: Int, andColon: Bool) -> Int {
    var at = start
    var colons = andColon ? 0 : 1
    while at < line.count {
      let s = line.scalar(at: at)
      if TextScalar.folded(s.value) == 0x3A, colons == 0 {
        colons += 1
      } else if !TextScalar.isBlank(s.value) {
        break
      }
      at += s.length
    }
    return at
  }
}

extension Template.Field {
  /// Fields that hold a name: no sentence, so no stop and no comma, unless a word announces them.
  var isName: Bool {
    switch self {
    case .department, .author, .editor, .publisher, .place: true
    default: false
    }
  }

  fileprivate static func nameHolds(_ s: UInt32) -> Bool {
    !TextScalar.isStop(s) && s != 0x2C && s != 0xFF0C || s == 0x3B
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes occur; ASCII letters in either case.
  fileprivate func holds(_ wanted: Span<UInt8>) -> Bool {
    guard count >= wanted.count else { return false }
    let first = wanted[0]
    let isLetter = first >= 0x61 && first <= 0x7A
    let other = isLetter ? first & 0xDF : first
    var at = 0
    while at + wanted.count <= count {
      let byte = self[at]
      if byte == first || byte == other {
        var length = 1
        while length < wanted.count {
          let found = self[at + length]
          let isCased = wanted[length] >= 0x61 && wanted[length] <= 0x7A
          guard found == wanted[length] || (isCased && found | 0x20 == wanted[length]) else {
            break
          }
          length += 1
        }
        if length == wanted.count { return true }
      }
      at += 1
    }
    return false
  }
}
