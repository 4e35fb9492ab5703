import GazetteDocumentModel

/// Counts the marks that belong to the layout and so reach no output: brackets around dates, dots
/// around mastheads. They are named in one diagnostic at the end.
struct LayoutMarks {
  private var counts: [(scalar: UInt32, count: Int)] = []

  /// Counts what of the line no placeholder took and no label carries on.
  mutating func count(_ line: Span<UInt8>, _ match: LineClassifier.Match) {
    let captures = match.captures
    var at = match.template.labelLength(line)
    var index = 0
    while at < line.count {
      let next = index < captures.count ? captures[index].range.lowerBound : line.count
      if at == next {
        at = captures[index].range.upperBound
        index += 1
        continue
      }
      let s = line.scalar(at: at)
      if match.template.labelHolds(s.value) {
        at += s.length
        continue
      }
      let times = line.runLength(at, upTo: next > at ? next : line.count)
      at += times * s.length
      count(s.value, times)
    }
  }

  /// Counts what stands between a label and what it labels: the colon.
  mutating func count(_ line: Span<UInt8>, _ labelled: Labelled) {
    count(line.extracting(labelled.label.upperBound..<labelled.value.lowerBound))
  }

  /// Counts what stands around a part of a line: a frame.
  mutating func count(_ line: Span<UInt8>, around inner: Range<Int>) {
    count(line.extracting(0..<inner.lowerBound))
    count(line.extracting(inner.upperBound..<line.count))
  }

  /// Counts what stands around two parts of a line.
  mutating func count(_ line: Span<UInt8>, around some: Range<Int>, and others: Range<Int>) {
    let (first, second) = some.lowerBound < others.lowerBound ? (some, others) : (others, some)
    count(line.extracting(0..<first.lowerBound))
    count(line.extracting(first.upperBound..<second.lowerBound))
    count(line.extracting(second.upperBound..<line.count))
  }

  /// Counts all of a line: a rule.
  mutating func count(_ line: Span<UInt8>) {
    var at = 0
    while at < line.count {
      let s = line.scalar(at: at)
      let times = line.runLength(at, upTo: line.count)
      at += times * s.length
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

extension Span where Element == UInt8 {
  /// How often the scalar stands here, one behind the other: a rule is one mark over and over.
  func runLength(_ start: Int, upTo end: Int) -> Int {
    let first = scalar(at: start)
    // Most stand alone.
    guard start + first.length < end, self[start + first.length] == self[start] else { return 1 }
    if extracting(start..<end).isRow(of: first.length) { return (end - start) / first.length }
    var times = 1
    var at = start + first.length
    while at < end, scalar(at: at).value == first.value {
      at += first.length
      times += 1
    }
    return times
  }
}
