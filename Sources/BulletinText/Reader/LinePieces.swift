import GazetteDocumentModel

/// The parts of a line: between gaps, bars, dashes, commas and brackets.
extension Span where Element == UInt8 {
  /// The parts of a line that gaps, bars or dashes between blanks set apart.
  var headPieces: [Range<Int>] {
    var pieces: [Range<Int>] = []
    for gap in piecesBetweenGaps {
      var start = gap.lowerBound
      var at = start
      while at < gap.upperBound {
        let s = scalar(at: at)
        let isBar = s.value == 0x7C || s.value == 0xFF5C
        let isDash =
          switch s.value {
          case 0x2D, 0x2013, 0x2014, 0x2022, 0xB7, 0x3A, 0x2A, 0x2F: true  // - – — • · : * /
          default: false
          }
        if isBar || (isDash && isBetweenBlanks(at)) {
          append(start..<at, to: &pieces)
          while at < gap.upperBound, scalar(at: at).value == s.value { at += s.length }
          start = at
        } else {
          at += s.length
        }
      }
      append(start..<gap.upperBound, to: &pieces)
    }
    return pieces
  }

  /// The parts of a line that a comma and a blank set apart; a date with a comma is one. A full stop at the end
  /// is none of them.
  var piecesBetweenCommas: [Range<Int>] {
    let end = count > 0 && self[count - 1] == 0x2E ? count - 1 : count
    var pieces: [Range<Int>] = []
    var start = 0
    var at = 0
    while at < end {
      if at == start, let date = DateWording.match(self, at: at), date.year != nil {
        at = Swift.min(date.end, end)
      } else if self[at] == 0x2C, at + 1 < end, self[at + 1] == 0x20 {
        append(start..<at, to: &pieces)
        at += 2
        start = at
      } else {
        at += scalar(at: at).length
      }
    }
    append(start..<end, to: &pieces)
    return pieces
  }

  /// The parts that a mark sets apart.
  func pieces(between mark: UInt32) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if s.value == mark {
        append(start..<at, to: &pieces)
        start = at + s.length
      }
      at += s.length
    }
    append(start..<count, to: &pieces)
    return pieces
  }

  /// The parts behind `start` that commas set apart, whatever they are.
  func piecesBetweenCommas(from start: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var begin = start
    for at in start..<count where self[at] == 0x2C {
      append(begin..<at, to: &pieces)
      begin = at + 1
    }
    append(begin..<count, to: &pieces)
    return pieces
  }

  /// Whether a run of one mark has a blank on both sides.
  private func isBetweenBlanks(_ position: Int) -> Bool {
    guard position > 0, self[position - 1] == 0x20 else { return false }
    let mark = scalar(at: position)
    var end = position
    while end < count, scalar(at: end).value == mark.value { end += mark.length }
    return end < count && self[end] == 0x20
  }

  private func append(_ range: Range<Int>, to pieces: inout [Range<Int>]) {
    let trimmed = extracting(range).trimmedRange
    guard !trimmed.isEmpty else { return }
    pieces.append(range.lowerBound + trimmed.lowerBound..<range.lowerBound + trimmed.upperBound)
  }

  /// The parts of a line that two blanks or more, or an ideographic space, set apart; the two characters of a
  /// name that stand so are one part: `签发：何　平`.
  var piecesBetweenGaps: [Range<Int>] { joiningNames(joiningBrackets(partsBetweenGaps)) }

  /// Whether a gap parts its words: `支部建在工地上  党旗飘在铁塔间`.
  var hasGap: Bool { mayHoldGap && piecesBetweenGaps.count > 1 }

  /// The parts, with what stands in one pair of brackets as one: `（内部资料　注意保存）`.
  private func joiningBrackets(_ parts: [Range<Int>]) -> [Range<Int>] {
    guard parts.count > 1 else { return parts }
    var joined: [Range<Int>] = []
    var isOpen = false
    for part in parts {
      let text = extracting(part)
      if isOpen, let last = joined.last {
        joined[joined.count - 1] = last.lowerBound..<part.upperBound
        isOpen = !text.closesBracket
      } else {
        joined.append(part)
        isOpen =
          text.beginsBracket && !text.closesBracket
          && extracting(part.upperBound..<count).closesBracket
      }
    }
    return joined
  }

  /// ( （
  private var beginsBracket: Bool { TextScalar.folded(scalar(at: 0).value) == 0x28 }

  /// ) ）
  private var closesBracket: Bool {
    var at = 0
    while at < count {
      let s = scalar(at: at)
      if TextScalar.folded(s.value) == 0x29 { return true }
      at += s.length
    }
    return false
  }

  /// The parts, with a character that stands alone put to the one behind a colon before it.
  func joiningNames(_ parts: [Range<Int>]) -> [Range<Int>] {
    // Most lines have none.
    guard parts.dropFirst().contains(where: { $0.count == 3 }) else { return parts }
    var joined: [Range<Int>] = []
    for part in parts {
      if let last = joined.last, part.count == 3,
        TextScalar.isHan(scalar(at: part.lowerBound).value), endsWithLoneHan(last)
      {
        joined[joined.count - 1] = last.lowerBound..<part.upperBound
      } else {
        joined.append(part)
      }
    }
    return joined
  }

  /// Whether one character behind a colon ends the part.
  private func endsWithLoneHan(_ part: Range<Int>) -> Bool {
    let last = scalar(endingAt: part.upperBound)
    guard part.count > last.length, TextScalar.isHan(last.value) else { return false }
    return TextScalar.folded(scalar(endingAt: part.upperBound - last.length).value) == 0x3A
  }

  var partsBetweenGaps: [Range<Int>] {
    if !mayHoldGap {
      // No blank at either end is two columns wide, but one may stand there.
      let whole = trimmedRange
      return whole.isEmpty ? [] : [0..<whole.upperBound]
    }
    var pieces: [Range<Int>] = []
    var start = 0
    var end = 0
    var blanks = 0
    var at = 0
    while at < count {
      if blanks == 0, isInk(self[at]) {
        at += self[at] < 0x80 ? 1 : 3
        end = at
        continue
      }
      let s = scalar(at: at)
      if TextScalar.isBlank(s.value) {
        blanks += s.value == 0x09 ? 2 : TextScalar.columns(s.value)
      } else {
        if blanks >= 2, end > start {
          pieces.append(start..<end)
          start = at
        }
        blanks = 0
        end = at + s.length
      }
      at += s.length
    }
    if end > start { pieces.append(start..<end) }
    return pieces
  }

  /// The parts that `/`, `|`, `;`, `*` or `•` set apart, blanks around them trimmed.
  func piecesBetweenBars(from start: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var begin = start
    var at = start
    while at < count {
      let s = scalar(at: at)
      if [0x2F, 0x7C, 0x3B, 0x2A, 0x2022].contains(s.value) {
        append(begin..<at, to: &pieces)
        begin = at + s.length
      }
      at += s.length
    }
    append(begin..<count, to: &pieces)
    return pieces
  }
}
