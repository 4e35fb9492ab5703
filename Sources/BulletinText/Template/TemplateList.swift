import GazetteDocumentModel

/// Templates for one purpose, tried in order.
///
/// Short lines are many and few of them match, so a list is guarded by the marks that its templates
/// begin and end with: two comparisons turn most lines away before a template is touched.
struct TemplateList: Sendable {
  private let entries: [(template: Template, line: TemplateLine)]
  private let first: MarkGate
  private let last: MarkGate

  /// - Parameter line: which line of the templates this list matches.
  init(_ templates: [Template], line: Int = 0) {
    entries = templates.map { ($0, TemplateLine($0.lines[line])) }
    first = MarkGate(entries.map { $0.line.firstMark })
    last = MarkGate(entries.map { $0.line.lastMark })
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The first template whose shape the (trimmed, not empty) line has.
  /// - Parameter only: the one template to try.
  func match(_ line: Span<UInt8>, only: Template? = nil) -> LineClassifier.Match? {
    guard last.lets(line.scalar(endingAt: line.count).value),
      first.lets(line.scalar(at: 0).value)
    else { return nil }
    for entry in entries where only == nil || only == entry.template {
      if let captures = entry.line.match(line) {
        return LineClassifier.Match(template: entry.template, captures: captures)
      }
    }
    return nil
  }
}

/// Which scalars a list's templates begin (or end) with.
private struct MarkGate: Sendable {
  private var marks = SIMD8<UInt32>(repeating: 0)
  /// A template begins with a placeholder, or there are more marks than lanes.
  private var letsAll = false

  init(_ all: [UInt32?]) {
    let distinct = Set(all.compactMap(\.self))
    letsAll = all.contains(nil) || distinct.count > marks.scalarCount
    for (lane, mark) in distinct.prefix(marks.scalarCount).enumerated() { marks[lane] = mark }
  }

  @inline(__always)
  func lets(_ scalar: UInt32) -> Bool {
    if letsAll { return true }
    let wanted = TextScalar.folded(scalar)
    for lane in 0..<8 where marks[lane] == wanted { return true }
    return false
  }
}
