import GazetteDocumentModel

/// A template line made ready for matching.
struct TemplateLine: Sendable {
  /// What a placeholder took of the line.
  struct Capture: Equatable {
    var field: Template.Field
    var range: Range<Int>
    var date: DateWording?
  }

  let tokens: [Template.Token]
  /// What the line begins and ends with, where that is no placeholder.
  let firstMark: UInt32?
  let lastMark: UInt32?

  init(_ tokens: [Template.Token]) {
    self.tokens = tokens
    if case .literal(let mark)? = tokens.first { firstMark = mark } else { firstMark = nil }
    if case .literal(let mark)? = tokens.last { lastMark = mark } else { lastMark = nil }
  }

  /// The captures, if the whole of the (trimmed, not empty) line has the template's shape.
  func match(_ line: Span<UInt8>) -> [Capture]? {
    var captures: [Capture] = []
    return match(line, 0, 0, &captures) ? captures : nil
  }

  private func match(
    _ line: Span<UInt8>, _ token: Int, _ start: Int, _ captures: inout [Capture]
  ) -> Bool {
    var at = start
    var index = token
    while index < tokens.count {
      switch tokens[index] {
      case .literal(let mark):
        // Blanks may stand in front of it: `( 责任编辑 王丽娜 )`, `编　辑`.
        at = Self.skipBlanks(line, at, andColon: false)
        guard at < line.count else { return false }
        let s = line.scalar(at: at)
        guard TextScalar.folded(s.value) == mark else { return false }
        at += s.length
      case .blank:
        at = Self.skipBlanks(line, at, andColon: true)
      case .field(let field):
        return match(field, line, index, at, &captures)
      }
      index += 1
    }
    return at == line.count
  }

  private func match(
    _ field: Template.Field, _ line: Span<UInt8>, _ token: Int, _ start: Int,
    _ captures: inout [Capture]
  ) -> Bool {
    if field == .date {
      guard let date = DateWording.match(line, at: start) else { return false }
      captures.append(Capture(field: field, range: start..<date.end, date: date))
      if match(line, token + 1, date.end, &captures) { return true }
      captures.removeLast()
      return false
    }
    if !field.isText {
      guard let number = Numeral.match(line, at: start) else { return false }
      captures.append(Capture(field: field, range: start..<number.end, date: nil))
      if match(line, token + 1, number.end, &captures) { return true }
      captures.removeLast()
      return false
    }
    // The shortest text that lets the rest match; it neither begins nor ends with a blank.
    let stop = markAfter(token)
    var end = start
    var lastInk = start
    while end < line.count {
      let s = line.scalar(at: end)
      if TextScalar.isBlank(s.value) {
        if end == start { return false }
        end += s.length
        continue
      }
      if !field.allows(s.value) { return false }
      end += s.length
      lastInk = end
      if let stop, end < line.count {
        let next = line.scalar(at: end).value
        if TextScalar.folded(next) != stop, !TextScalar.isBlank(next), next != 0x3A, next != 0xFF1A
        {
          continue
        }
      }
      captures.append(Capture(field: field, range: start..<lastInk, date: nil))
      if match(line, token + 1, lastInk, &captures) { return true }
      captures.removeLast()
    }
    return false
  }

  /// The literal that comes right after a placeholder, blanks aside.
  private func markAfter(_ token: Int) -> UInt32? {
    for next in tokens[(token + 1)...] {
      switch next {
      case .blank: continue
      case .literal(let mark): return mark
      case .field: return nil
      }
    }
    return nil
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
  /// Whether the text of the field may hold the scalar: a department or a name is no sentence.
  fileprivate func allows(_ s: UInt32) -> Bool {
    switch self {
    case .department, .author, .editor, .publisher, .place:
      !TextScalar.isStop(s) && s != 0x2C && s != 0xFF0C || s == 0x3B
    default: true
    }
  }
}
