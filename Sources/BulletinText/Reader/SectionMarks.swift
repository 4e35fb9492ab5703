import GazetteDocumentModel

/// Finds the title template whose lines are titles of sections in a text.
///
///     □ 学术动态                  two at least, and most, are followed by a line that stands alone, without a mark
///
///     数学系举办报告会
///
///     ■ 주요 소식                 or by a line of another mark, which has text below it
///
///     □ 벚꽃축제 8일 개막
struct SectionMarks {
  /// Instead of an index: headings with a number are titles of sections, `一、协会要闻` above `◆…`.
  static let headings = -1

  private let classifier: LineClassifier
  /// How many lines of a template stand above one that may be a title and has no mark.
  private var aboveTitles: [Int: Int] = [:]
  /// How many stand above one of another template, by that.
  private var aboveMarks: [Int: [Int: Int]] = [:]
  /// How many stand above running text.
  private var aboveText: [Int: Int] = [:]
  /// How many stand above anything else than an unmarked title.
  private var others: [Int: Int] = [:]
  /// The template of the line above the one at hand, and of the line above that.
  private var mark: Int?
  private var markAbove: Int?
  private var candidate: (index: Int, isNumbered: Bool)?
  private var isBelowBlank = false

  private init(_ classifier: LineClassifier) { self.classifier = classifier }

  /// The index of the template; nil where there is none.
  static func find(in beginning: Span<UInt8>, by classifier: LineClassifier) -> Int? {
    let sample = beginning.extracting(
      0..<(beginning.count - UTF8Validation.incompleteSuffix(beginning)))
    var marks = SectionMarks(classifier)
    var splitter = LineSplitter(sample: sample)
    let look: LineSplitter.Body = { span, _, _ in marks.look(span) }
    try? splitter.split(sample, look)
    try? splitter.finish(look)
    return marks.found
  }

  private var found: Int? {
    // Headings above unmarked lines are just that.
    if let lone = aboveTitles.first(where: {
      $0.key >= 0 && $0.value >= 2 && $0.value > others[$0.key] ?? 0
    }) {
      return lone.key
    }
    return aboveMarks.first { index, below in
      let count = below.values.reduce(0, +)
      return count >= 2 && count > aboveText[index] ?? 0 && below[Self.headings] == nil
        && below.keys.allSatisfy { aboveMarks[$0]?[index] == nil }
    }?.key
  }

  private mutating func look(_ span: Span<UInt8>) {
    let range = span.trimmedRange
    guard !range.isEmpty else {
      if let candidate { aboveTitles[candidate.index, default: 0] += 1 }
      candidate = nil
      isBelowBlank = true
      return
    }
    let line = span.extracting(range)
    if let above = candidate {
      // `1. …` is a title above running text, though that stands right below; and so is what has a subtitle or the
      // name of its author right below.
      if (above.isNumbered && range.lowerBound > 0 && line.numberEnd == 0)
        || classifier.match(.below, line) != nil || (line.hasLabel && line.columns <= 40)
      {
        aboveTitles[above.index, default: 0] += 1
      } else {
        others[above.index, default: 0] += 1
      }
      candidate = nil
    }
    let found =
      range.count <= classifier.shortLimit && !line.endsWithStop ? index(of: line) : nil
    if let mark { note(line, found, below: mark) }
    markAbove = found == nil ? nil : mark
    mark = found
    isBelowBlank = false
  }

  /// The title template of the line, or what stands for headings; nil for `● 人民路积水。9月11日，…`, an item.
  private func index(of line: Span<UInt8>) -> Int? {
    let found: Int? =
      if let match = classifier.match(.title, line) {
        match.index
      } else if line.numberEnd > 0, !Numeral.isArabic(line, 0), line.columns <= 40,
        classifier.match(.heading, line) != nil
      {
        Self.headings
      } else {
        nil
      }
    return found != nil && line.columns <= 72 && !line.holdsClause ? found : nil
  }

  /// A line below one of a template.
  private mutating func note(_ line: Span<UInt8>, _ mark: Int?, below above: Int) {
    if mark == nil, isBelowBlank, classifier.mayBeTitle(line),
      classifier.match(.below, line) == nil, !line.endsWithStop, !line.holdsClause,
      line.columns <= 60
    {
      candidate = (above, line.numberEnd > 0)
    } else {
      others[above, default: 0] += 1
    }
    guard mark == nil else { return }
    aboveText[above, default: 0] += 1
    if let outer = markAbove, outer != above {
      aboveMarks[outer, default: [:]][above, default: 0] += 1
    }
  }
}
