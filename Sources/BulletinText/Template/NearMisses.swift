public import GazetteDocumentModel

/// A template that a line has the beginning of, or all of, though it did not take the line.
public struct NearMiss: Sendable, Equatable {
  /// The part of the profile: `sign-off`.
  public let part: String
  public let template: String
  /// The longest beginning of the line that has the template's shape.
  public let matched: String
  /// What the template wants behind it: `"期"`, `{date}`, or nothing more; nil where the line has all of
  /// the shape, and what stands around it decided.
  public let expected: LocalizedText?
}

/// Finds the templates that nearly took a line.
public struct NearMisses: Sendable {
  private let entries: [(part: LayoutPart, template: Template, lines: [PartialLine])]
  private let longest: Int

  public init(_ profile: LayoutProfile) {
    entries = LayoutPart.allCases.flatMap { part in
      profile.templates(part).filter(\.hasMark).map { template in
        (part, template, template.lines.map { PartialLine($0) })
      }
    }
    longest = max(profile.titleMaxLength, 60)
  }

  /// The nearest ones, best first.
  ///
  /// - Parameters:
  ///   - line: without the blanks around it.
  ///   - taker: the template that took it, as the profile has it.
  public func find(_ line: String, besides taker: String?, atMost count: Int = 3) -> [NearMiss] {
    guard !line.isEmpty, line.count <= longest else { return [] }
    let bytes = Array(line.utf8)
    var found: [(weight: Int, miss: NearMiss)] = []
    for entry in entries where entry.template.source != taker {
      for partial in entry.lines {
        guard let reach = partial.reach(bytes.span), reach.weight > 0 else { continue }
        let miss = NearMiss(
          part: entry.part.key, template: entry.template.source,
          matched: String(decoding: bytes[..<reach.end], as: UTF8.self), expected: reach.expected)
        if !found.contains(where: { $0.miss == miss }) { found.append((reach.weight, miss)) }
      }
    }
    let best = found.enumerated().sorted { a, b in
      a.element.weight == b.element.weight
        ? a.offset < b.offset : a.element.weight > b.element.weight
    }
    return best.prefix(count).map(\.element.miss)
  }
}

/// A template line with all its beginnings.
private struct PartialLine: Sendable {
  private let tokens: [Template.Token]
  private let whole: TemplateLine
  /// The first tokens alone, and the same with any text behind.
  private let beginnings: [(count: Int, alone: TemplateLine, open: TemplateLine, weight: Int)]

  init(_ tokens: [Template.Token]) {
    self.tokens = tokens
    whole = TemplateLine(tokens)
    beginnings = (1...max(1, tokens.count)).reversed().compactMap { count in
      let first = Array(tokens.prefix(count))
      switch first.last {
      // Any text is enough for these: they say nothing of how far the line went.
      case .blank, .ending, nil: return nil
      case .field(let field) where field.isText: return nil
      default: break
      }
      return (
        count, TemplateLine(first), TemplateLine(first + [.field(.text)]),
        first.reduce(0) { $0 + Self.weight($1) }
      )
    }
  }

  /// How much a token that matched tells.
  private static func weight(_ token: Template.Token) -> Int {
    switch token {
    case .literal, .run, .dash: 2
    case .field(let field): field.isText ? 0 : 1
    case .blank, .ending: 0
    }
  }

  /// How far the line has the template's shape; nil where it has not even its beginning.
  func reach(_ line: Span<UInt8>) -> (end: Int, weight: Int, expected: LocalizedText?)? {
    let all = tokens.reduce(0) { $0 + Self.weight($1) }
    // A line of any text is near to every line.
    guard all > 0 else { return nil }
    var budget = MatchBudget()
    if whole.match(line, &budget) != nil {
      return (line.count, all + 1, nil)
    }
    // A first mark in common is chance: half of what tells the template, or a mark and a number, is near.
    for beginning in beginnings where beginning.weight * 2 > all || beginning.weight >= 3 {
      if let captures = beginning.open.match(line, &budget), let rest = captures.last {
        return (rest.range.lowerBound, beginning.weight, expected(from: beginning.count))
      }
      if beginning.count < tokens.count, beginning.alone.match(line, &budget) != nil {
        return (line.count, beginning.weight, expected(from: beginning.count))
      }
    }
    return nil
  }

  /// What comes next that is told by its form.
  private func expected(from start: Int) -> LocalizedText {
    var literal = ""
    var before: Template.Field?
    for token in tokens[start...] {
      switch token {
      case .literal(let mark), .run(let mark):
        literal.unicodeScalars.append(Unicode.Scalar(mark) ?? " ")
        continue
      case .dash:
        literal.append("—")
        continue
      case .ending(let marks) where literal.isEmpty:
        literal.unicodeScalars.append(contentsOf: marks.compactMap { Unicode.Scalar($0) })
      case .blank where literal.isEmpty: continue
      case .field(let field) where literal.isEmpty && field.isText:
        before = field
        continue
      case .field(let field) where literal.isEmpty:
        let name = "{\(field.name)}"
        return LocalizedText(name, name)
      case .field, .blank, .ending: break
      }
      break
    }
    if !literal.isEmpty {
      guard let before else { return LocalizedText("\"\(literal)\"", "\"\(literal)\"") }
      return LocalizedText(
        "\"\(literal)\" behind {\(before.name)}", "{\(before.name)} 之后的 \"\(literal)\"")
    }
    guard let before else { return LocalizedText("nothing more", "到此为止") }
    return before.isName
      ? LocalizedText("{\(before.name)} without stops or commas", "不含句号、逗号的 {\(before.name)}")
      : LocalizedText("{\(before.name)}", "{\(before.name)}")
  }
}
