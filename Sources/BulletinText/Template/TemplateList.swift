import GazetteDocumentModel

/// What a line of a layout can be: the parts that a profile has templates for.
enum LayoutPart: UInt32, CaseIterable, Sendable {
  case furniture, rule, masthead, head, contentsTitle, contentsItem, section
  case above, title, below, note, dateline, heading, item, attachments, thematicBreak
  case signOff, dateLine, end, credits, quotation

  /// What the part is called in a profile.
  var key: String {
    switch self {
    case .rule: "rules"
    case .contentsTitle: "contents title"
    case .contentsItem: "contents item"
    case .thematicBreak: "break"
    case .signOff, .dateLine: "sign-off"
    default: "\(self)"
    }
  }
}

/// A set of parts, in one word.
struct LayoutParts: OptionSet, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ part: LayoutPart) { rawValue = 1 << part.rawValue }

  @inline(__always)
  func has(_ part: LayoutPart) -> Bool { rawValue & (1 << part.rawValue) != 0 }
}

/// The templates of each part, in the order of the profile.
struct TemplatesByPart: Sendable {
  private var lists = [[Template]](repeating: [], count: LayoutPart.allCases.count)

  subscript(part: LayoutPart) -> [Template] {
    get { lists[Int(part.rawValue)] }
    set { lists[Int(part.rawValue)] = newValue }
  }
}

/// Templates for one purpose, tried in order.
final class TemplateList: Sendable {
  private struct Entry {
    let gate: EdgeGate
    let template: Template
    let line: TemplateLine
  }

  private let entries: [Entry]
  /// Which entries a line may have the shape of: each 64th has the same bit.
  private let edges: EdgeTable

  /// - Parameter line: which line of the templates this list matches.
  init(_ templates: [Template], line: Int = 0) {
    entries = templates.map { template in
      Entry(
        gate: EdgeGate(template.lines[line]), template: template,
        line: TemplateLine(template.lines[line]))
    }
    edges = EdgeTable(
      entries.enumerated().map { EdgeTable.Entry(gate: $1.gate, shapes: 1 << UInt64($0 & 63)) })
  }

  var isEmpty: Bool { entries.isEmpty }
  /// What lines of the templates begin and end with.
  var gates: [EdgeGate] { entries.map(\.gate) }
  /// The gates of those that are told by a mark, a number, a date or a code.
  var markedGates: [EdgeGate] { entries.filter(\.template.hasMark).map(\.gate) }

  /// The first template whose shape the (trimmed) line has.
  /// - Parameters:
  ///   - only: the one template to try.
  ///   - last: the one to begin behind.
  func match(
    _ line: Span<UInt8>, only: Template? = nil, after last: Int = -1,
    _ budget: inout MatchBudget
  ) -> LineClassifier.Match? {
    first(of: edges.admitted(line, begun: edges.begun(line)), after: last) { index in
      guard only == nil || only === entries[index].template,
        let captures = entries[index].line.match(line, &budget)
      else { return nil }
      return LineClassifier.Match(
        template: entries[index].template, captures: captures, index: index)
    }
  }

  /// The first template that the line begins with.
  func matchPrefix(_ line: Span<UInt8>) -> LineClassifier.Match? {
    first(of: edges.begun(line)) { index in
      entries[index].line.matchPrefix(line).map { found in
        LineClassifier.Match(
          template: entries[index].template, captures: found.captures, index: index, end: found.end)
      }
    }
  }

  /// The first of the entries with these bits, behind a last one, that a test finds something for.
  @inline(__always)
  private func first(
    of bits: UInt64, after last: Int = -1, _ test: (Int) -> LineClassifier.Match?
  ) -> LineClassifier.Match? {
    for start in stride(from: 0, to: entries.count, by: 64) {
      var left = bits
      while left != 0 {
        let index = start + left.trailingZeroBitCount
        left &= left - 1
        guard index < entries.count else { break }
        if index > last, let match = test(index) { return match }
      }
    }
    return nil
  }
}
