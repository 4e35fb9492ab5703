import GazetteDocumentModel

/// Templates for lines of a sample that no template took, made of what they have in common.
///
///     ▷▷ 春天来了 / ▷▷ 秋天到了                   "▷▷ {title}"
///     [Story 1] New pilots / [Story 2] Seals     "[Story {digits}] {title}"
///     posted by Jane Roe on 12 March 2024 / …    "posted by {author} on {date}"
///     承办：园艺部 / 承办：办公室                  "承办：{x-承办}"
struct DraftProposals {
  /// A template, and the parts of a profile that it may be of, likeliest first.
  struct Proposal {
    var source: String
    var parts: [LayoutPart]
    /// How many lines it must take at least.
    var least = 2
  }

  /// A line of the sample.
  struct Row {
    var line: UInt32
    var text: String
  }

  /// Longest line, in characters, that is more than running text.
  private static let longest = 60

  let proposals: [Proposal]

  /// - Parameters:
  ///   - rows: lines that no template took.
  ///   - first: the first line of the sample, if no template took it.
  init(rows: [Row], first: Row?) {
    let short = rows.filter { $0.text.count <= Self.longest && !$0.text.contains("{") }
    var found: [Proposal] = []
    if let first, first.text.count <= Self.longest, let source = Self.masthead(first.text) {
      found.append(Proposal(source: source, parts: [.masthead], least: 1))
    }
    found += Self.marked(short) + Self.dated(short) + Self.labelled(short)
    proposals = Array(found.prefix(12))
  }

  // MARK: Marks in front

  /// Lines that begin, and end, with the same marks: titles and columns; items where they stand together.
  private static func marked(_ rows: [Row]) -> [Proposal] {
    groups(rows) { row in
      guard let front = front(of: row.text) else { return nil }
      let rest = row.text.dropFirst(front.length)
      let back = String(rest.reversed().prefix { isMark($0) && !isStop($0) }.reversed())
      guard rest.count > back.count else { return nil }
      return front.source + "{}"
        + (back.isEmpty || !front.source.hasSuffix(" ") ? back : " " + back.drop { $0 == " " })
    }.map { source, rows in
      let together = zip(rows, rows.dropFirst()).count { $1.line == $0.line + 1 }
      let isList = together * 2 >= rows.count
      return Proposal(
        source: source.replacing("{}", with: isList ? "{text}" : "{title}"),
        parts: isList ? [.item] : [.title, .section])
    }
  }

  /// The marks, numbers and blanks that a line begins with; and the words in a bracket that it begins
  /// with.
  private static func front(of text: String) -> (source: String, length: Int)? {
    var source = ""
    var length = 0
    var closer: Character?
    var hasMark = false
    var isNumber = false
    for character in text {
      if character.isNumber, character.isASCII {
        if !isNumber { source += "{digits}" }
        isNumber = true
      } else if isMark(character) || closer != nil {
        guard closer == nil || length < 16 else { return nil }
        isNumber = false
        hasMark = hasMark || !character.isWhitespace
        source.append(character == "\u{3000}" || character == "\t" ? " " : character)
        if character == closer {
          closer = nil
        } else if closer == nil, let close = brackets[character],
          text.dropFirst(length + 1).contains(close),
          // 《…》 around the whole line is a mark in front and one behind.
          text.dropFirst(length + 1).prefix(12).contains(close), text.last != close
        {
          closer = close
        }
      } else {
        break
      }
      length += 1
    }
    let digits = source.components(of: "{digits}")
    // `[AP 17 Nov 2004] http://…` opens with words in brackets, and not with a mark.
    let opened = source.filter { brackets[$0] != nil }.count
    let closed = source.filter { brackets.values.contains($0) }.count
    guard hasMark, closer == nil, opened == closed || brackets[text.first ?? " "] == text.last,
      digits <= 1, length < text.count, !source.hasPrefix("{digits}"),
      source.first.map({ !isStop($0) && !quotes.contains($0) }) ?? false
    else { return nil }
    return (source, length)
  }

  private static let brackets: [Character: Character] = [
    "[": "]", "(": ")", "<": ">", "【": "】", "（": "）", "〔": "〕", "［": "］", "《": "》", "〈": "〉",
  ]
  private static let quotes: Set<Character> = ["\"", "'", "“", "‘", "「", "『", "(", "（"]

  private static func isMark(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return !TextScalar.isWord(scalar.value)
  }

  private static func isStop(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first?.value else { return false }
    return TextScalar.isStop(scalar) || TextScalar.isClauseMark(scalar) || scalar == 0x2E
  }

  // MARK: Dates

  /// Lines with a date and the same words around it: what differs in front of the date is who signs.
  private static func dated(_ rows: [Row]) -> [Proposal] {
    var lines: [(front: [Substring], back: String, row: Row)] = []
    for row in rows {
      guard let date = date(in: row.text) else { continue }
      lines.append((words(row.text[..<date.lowerBound]), String(row.text[date.upperBound...]), row))
    }
    guard lines.count >= 2, Set(lines.map(\.back)).count == 1 else { return [] }
    let fronts = lines.map(\.front)
    let least = fronts.map(\.count).min() ?? 0
    var before = 0
    while before < least, Set(fronts.map { $0[before] }).count == 1 { before += 1 }
    var after = 0
    while after < least - before, Set(fronts.map { $0[$0.count - 1 - after] }).count == 1 {
      after += 1
    }
    let first = fronts[0]
    let head = first[..<before].joined()
    let tail = first[(first.count - after)...].joined()
    let isNamed = fronts.contains { $0.count > before + after }
    // A word in front of a name says that it is a person's.
    let isPerson = head.contains { $0.isLetter }
    let name = isNamed ? (isPerson ? "{author}" : "{department}") : ""
    return [
      Proposal(
        source: head + name + tail + "{date}" + lines[0].back, parts: [.signOff, .below, .above])
    ]
  }

  /// Where a date stands in a text.
  private static func date(in text: String) -> Range<String.Index>? {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      if let date = DateWording.match(bytes.span, at: at), date.day != nil, date.exists {
        let start = text.utf8.index(text.startIndex, offsetBy: at)
        let end = text.utf8.index(text.startIndex, offsetBy: date.end)
        return start..<end
      }
      at += bytes.span.scalar(at: at).length
    }
    return nil
  }

  /// Words, marks and blanks, each by itself.
  private static func words(_ text: Substring) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    for index in text.indices where index > start {
      let before = text[text.index(before: index)]
      if !(before.isLetter && text[index].isLetter) {
        words.append(text[start..<index])
        start = index
      }
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }

  // MARK: Labels

  /// `承办：园艺部` in more than one article.
  private static func labelled(_ rows: [Row]) -> [Proposal] {
    groups(rows) { row in
      guard let colon = row.text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
      let label = row.text[..<colon]
      let value = row.text[row.text.index(after: colon)...]
      guard !label.isEmpty, label.count <= 12, value.contains(where: { !$0.isWhitespace }),
        !value.hasPrefix("//"),
        label.unicodeScalars.allSatisfy({ TextScalar.isWord($0.value) || $0 == " " })
      else { return nil }
      let gap = value.first == " " ? " " : ""
      return "\(label)\(row.text[colon])\(gap){x-\(label.replacing(" ", with: "-"))}"
    }.map { Proposal(source: $0.source, parts: [.below, .above, .signOff]) }
  }

  // MARK: The masthead

  /// The first line with its number and date as placeholders; its name ends with its last word.
  private static func masthead(_ text: String) -> String? {
    var rest = text[...]
    var tail = ""
    if let date = date(in: text), date.lowerBound > text.startIndex {
      tail = "{date}" + text[date.upperBound...]
      rest = text[..<date.lowerBound]
    }
    if let digit = rest.lastIndex(where: { $0.isNumber && $0.isASCII }) {
      let start = rest[...digit].lastIndex { !($0.isNumber && $0.isASCII) }.map {
        rest.index(after: $0)
      }
      guard let start else { return nil }
      tail = "{issue}" + rest[rest.index(after: digit)...] + tail
      rest = rest[..<start]
      // 第3期: the word in front of the number is the number's.
      if rest.last == "第" {
        tail = "第" + tail
        rest = rest.dropLast()
      }
    }
    let gap = rest.reversed().prefix { isMark($0) }
    let name = rest.dropLast(gap.count)
    guard let last = name.last, !tail.isEmpty || !gap.isEmpty || name.count >= 3 else { return nil }
    let isLatin = last.isASCII
    let word =
      isLatin ? name.split(separator: " ").last.map(String.init) ?? "" : String(name.suffix(2))
    guard word.count < name.count, !word.isEmpty, name.first.map({ !isMark($0) }) ?? false else {
      return nil
    }
    return "{title…\(word)}" + String(gap.reversed()) + tail
  }

  // MARK: Groups

  /// Lines of the same shape, two at least; most first.
  private static func groups(
    _ rows: [Row], _ shape: (Row) -> String?
  ) -> [(source: String, rows: [Row])] {
    var groups: [(source: String, rows: [Row])] = []
    for row in rows {
      guard let source = shape(row) else { continue }
      if let index = groups.firstIndex(where: { $0.source == source }) {
        groups[index].rows.append(row)
      } else {
        groups.append((source, [row]))
      }
    }
    return groups.filter { $0.rows.count >= 2 }.sorted { $0.rows.count > $1.rows.count }
  }
}

extension String {
  /// How often another text stands in it.
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
