import GazetteDocumentModel

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
      if !match.template.labelHolds(s.value) { count(s.value) }
    }
  }

  /// Counts what stands between a label and what it labels: the colon.
  mutating func count(_ line: Span<UInt8>, _ labelled: Labelled) {
    count(line.extracting(labelled.label.upperBound..<labelled.value.lowerBound))
  }

  /// Counts all of a line: a rule.
  mutating func count(_ line: Span<UInt8>) {
    var at = 0
    while at < line.count {
      let s = line.scalar(at: at)
      // A rule is one mark over and over.
      var times = 0
      while at < line.count, line.scalar(at: at).value == s.value {
        at += s.length
        times += 1
      }
      count(s.value, times)
    }
  }

  private mutating func count(_ scalar: UInt32, _ times: Int = 1) {
    if TextScalar.isBlank(scalar) { return }
    if let index = counts.firstIndex(where: { $0.scalar == scalar }) {
      counts[index].count += times
    } else {
      counts.append((scalar, times))
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
