import GazetteDocumentModel

/// What must be remembered of the paragraph that is being built.
struct OpenParagraph {
  var isOpen = false
  /// Whether its last line ended as a sentence does.
  var isStopped = true
  /// Where its last line begins.
  var end = SourcePosition.start
  /// The last bytes of it, from a scalar's beginning on: enough to find the word beside a cut.
  private(set) var tail: [UInt8] = []

  private static let tailLength = 48

  /// Remembers the end of a piece.
  mutating func keepTail(of piece: Span<UInt8>) {
    tail.removeAll(keepingCapacity: true)
    let start = piece.scalarBoundary(before: max(0, piece.count - Self.tailLength))
    tail.append(piece.extracting(start..<piece.count))
  }
}

/// A short line without a stop, held until the line below it says what it is.
struct PendingLine {
  var isHeld = false
  var text: [UInt8] = []
  var position = SourcePosition.start
}

/// Counts the marks that belong to the layout and so reach no output: brackets around dates, dots
/// around mastheads. They are named in one diagnostic at the end.
struct LayoutMarks {
  private var counts: [(scalar: UInt32, count: Int)] = []

  /// Counts what of the line no placeholder took and no label carries on.
  mutating func count(_ line: Span<UInt8>, _ match: LineClassifier.Match) {
    var at = 0
    var captures = match.captures[...]
    while at < line.count {
      if let capture = captures.first, capture.range.lowerBound == at {
        at = capture.range.upperBound
        captures.removeFirst()
        continue
      }
      let s = line.scalar(at: at)
      at += s.length
      if TextScalar.isBlank(s.value) || match.template.labelHolds(s.value) { continue }
      if let index = counts.firstIndex(where: { $0.scalar == s.value }) {
        counts[index].count += 1
      } else {
        counts.append((s.value, 1))
      }
    }
  }

  func report(_ profile: String, to diagnostics: DiagnosticCollector) {
    guard !counts.isEmpty else { return }
    diagnostics.report(.layoutMarks, [profile, description])
  }

  /// `· ×2, [ ×3`
  private var description: String {
    counts.map { entry in
      let scalar = Unicode.Scalar(entry.scalar).map { String(Character($0)) } ?? "?"
      return "\(scalar) ×\(entry.count)"
    }.joined(separator: ", ")
  }
}

extension Template {
  /// Whether the scalar is one of the label's, which the document keeps.
  func labelHolds(_ scalar: UInt32) -> Bool {
    label?.unicodeScalars.contains { $0.value == scalar } ?? false
  }
}
