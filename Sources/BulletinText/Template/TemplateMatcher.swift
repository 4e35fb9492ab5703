import GazetteDocumentModel

/// How much work a line may make: a template that several placeholders could share out in many ways
/// gives up after so many steps, so that no line and no profile makes reading slower than linear.
struct MatchBudget {
  /// Steps a byte of the line, for each template.
  static let perByte = 24

  private(set) var steps = 0
  private var limit = 0

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
struct TemplateLine: Sendable {
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

  init(_ tokens: [Template.Token]) {
    self.tokens = tokens
    // A template that begins with a mark fails at once where it does not match.
    required = if case .field? = tokens.first { Self.required(tokens) } else { [] }
    isLabelled =
      if case .literal(let mark)? = tokens.first { TextScalar.isLatinWord(mark) } else { false }
  }

  /// The captures, if the whole of the (trimmed, not empty) line has the template's shape.
  func match(_ line: Span<UInt8>, _ budget: inout MatchBudget) -> [Capture]? {
    budget.allow(line.count)
    if case .run(let mark)? = tokens.last,
      !Self.ends(line, line.count, with: [mark, mark, mark], alone: true)
    {
      return nil
    }
    guard required.isEmpty || line.holds(required.span) else { return nil }
    var captures: [Capture] = []
    return match(line, 0, 0, &captures, &budget) ? captures : nil
  }

  /// The longest Latin word of the template, else its first wide character.
  private static func required(_ tokens: [Template.Token]) -> [UInt8] {
    var longest: [UInt8] = []
    var word: [UInt8] = []
    var wide: [UInt8] = []
    for token in tokens {
      if case .literal(let mark) = token, mark < 0x80, TextScalar.isLatinWord(mark) {
        word.append(UInt8(mark))
        if word.count > longest.count { longest = word }
        continue
      }
      word = []
      if case .literal(let mark) = token, wide.isEmpty, TextScalar.isHan(mark),
        let scalar = Unicode.Scalar(mark)
      {
        wide = Array(String(Character(scalar)).utf8)
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

  private func match(
    _ line: Span<UInt8>, _ token: Int, _ start: Int, _ captures: inout [Capture],
    _ budget: inout MatchBudget
  ) -> Bool {
    var at = start
    var index = token
    while index < tokens.count {
      guard budget.step() else { return false }
      switch tokens[index] {
      case .literal(let mark):
        // Blanks may stand in front of it: `( 责任编辑 王丽娜 )`, `编　辑`; but not within a Latin word.
        if !isWithinWord(index) { at = Self.skipBlanks(line, at, andColon: false) }
        guard at < line.count else { return false }
        let s = line.scalar(at: at)
        guard TextScalar.mark(s.value) == mark else { return false }
        at += s.length
      case .run(let mark):
        at = Self.skipBlanks(line, at, andColon: false)
        var count = 0
        while at < line.count {
          let s = line.scalar(at: at)
          guard TextScalar.mark(s.value) == mark else { break }
          at += s.length
          count += 1
        }
        guard count >= 3 else { return false }
      case .blank:
        let before = at
        // A colon that the template has itself is left to it.
        let hasColon = index + 1 < tokens.count && tokens[index + 1] == .literal(0x3A)
        at = Self.skipBlanks(line, at, andColon: !hasColon)
        // `By {author}` does not take Byron.
        if at == before, at > 0, at < line.count, TextScalar.isLatinWord(line.scalar(at: at).value),
          TextScalar.isLatinWord(line.scalar(endingAt: at).value)
        {
          return false
        }
      case .ending(let marks):
        guard Self.ends(line, at, with: marks) else { return false }
      case .field(let field):
        return match(field, line, index, at, &captures, &budget)
      }
      index += 1
    }
    return at == line.count
  }

  private func match(
    _ field: Template.Field, _ line: Span<UInt8>, _ token: Int, _ begin: Int,
    _ captures: inout [Capture], _ budget: inout MatchBudget
  ) -> Bool {
    // Blanks may stand behind a mark: `■ …` for `■{title}`.
    var start = begin
    if token > 0, case .literal(let mark) = tokens[token - 1], !TextScalar.isLatinWord(mark) {
      start = Self.skipBlanks(line, begin, andColon: false)
    }
    if field == .date {
      guard let date = DateWording.match(line, at: start) else { return false }
      captures.append(Capture(field: field, range: start..<date.end, date: date))
      if match(line, token + 1, date.end, &captures, &budget) { return true }
      captures.removeLast()
      return false
    }
    if field == .code {
      guard let end = Self.codeEnd(line, start) else { return false }
      captures.append(Capture(field: field, range: start..<end, date: nil))
      if match(line, token + 1, end, &captures, &budget) { return true }
      captures.removeLast()
      return false
    }
    if field.isNumber {
      guard let number = Numeral.match(line, at: start),
        field != .digits || Numeral.isArabic(line, start)
      else { return false }
      captures.append(Capture(field: field, range: start..<number.end, date: nil))
      if match(line, token + 1, number.end, &captures, &budget) { return true }
      captures.removeLast()
      return false
    }
    if token + 1 == tokens.count, !field.isName || isLabelled {
      // The last text takes what is left.
      guard start < line.count, !TextScalar.isBlank(line.scalar(at: start).value) else {
        return false
      }
      captures.append(Capture(field: field, range: start..<line.count, date: nil))
      return true
    }
    // The shortest text that lets the rest match; it neither begins nor ends with a blank.
    let stop = markAfter(token)
    var end = start
    var lastInk = start
    while end < line.count {
      guard budget.step() else { return false }
      let s = line.scalar(at: end)
      if TextScalar.isBlank(s.value) {
        if end == start { return false }
        end += s.length
        continue
      }
      if field.isName, !isLabelled, !Template.Field.nameHolds(s.value) { return false }
      end += s.length
      lastInk = end
      if let stop, end < line.count {
        let next = line.scalar(at: end).value
        if TextScalar.mark(next) != stop, !TextScalar.isBlank(next), next != 0x3A, next != 0xFF1A {
          continue
        }
      }
      captures.append(Capture(field: field, range: start..<lastInk, date: nil))
      if match(line, token + 1, lastInk, &captures, &budget) { return true }
      captures.removeLast()
    }
    return false
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

  /// Whether a literal and the one before it are letters of one Latin word.
  private func isWithinWord(_ index: Int) -> Bool {
    guard index > 0, case .literal(let mark) = tokens[index],
      case .literal(let before) = tokens[index - 1]
    else { return false }
    return TextScalar.isLatinWord(mark) && TextScalar.isLatinWord(before)
  }

  /// The literal that comes right after a placeholder, blanks aside.
  private func markAfter(_ token: Int) -> UInt32? {
    for next in tokens[(token + 1)...] {
      switch next {
      case .blank: continue
      case .literal(let mark), .run(let mark): return mark
      case .field, .ending: return nil
      }
    }
    return nil
  }

  /// - Parameter alone: nothing need stand in front of the marks.
  private static func ends(
    _ line: Span<UInt8>, _ end: Int, with marks: [UInt32], alone: Bool = false
  ) -> Bool {
    var at = end
    for mark in marks.reversed() {
      // 简　报
      while at > 0, case let s = line.scalar(endingAt: at), TextScalar.isBlank(s.value) {
        at -= s.length
      }
      guard at > 0 else { return false }
      let s = line.scalar(endingAt: at)
      guard TextScalar.mark(s.value) == mark else { return false }
      at -= s.length
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
