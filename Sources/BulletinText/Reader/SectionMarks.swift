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
  /// And lines with a Roman number, `Ⅱ. 연구 소식` above `□ …`.
  static let romans = -2

  private let classifier: LineClassifier
  /// What stands below the lines of a template.
  private struct Below {
    let mark: Int
    /// How many of them stand above one that may be a title and has no mark.
    var titles = 0
    /// How many stand above one of another template, by that.
    var marks: [(mark: Int, count: Int)] = []
    /// How many stand above running text.
    var text = 0
    /// How many stand above anything else than an unmarked title.
    var others = 0

    mutating func count(_ inner: Int) {
      let index = marks.firstIndex { $0.mark == inner } ?? marks.count
      if index == marks.count { marks.append((inner, 0)) }
      marks[index].count += 1
    }

    func holds(_ inner: Int) -> Bool { marks.contains { $0.mark == inner } }
  }

  /// By template, in the order of the text; they are few.
  private var below: [Below] = []
  /// The template of the line above the one at hand, and of the line above that.
  private var mark: Int?
  private var markAbove: Int?
  private var candidate: (index: Int, isNumbered: Bool, columns: Int)?
  /// Whether the line above has its mark at both ends, or is the title of a part: `第一部分  村级财务`.
  private var isBetweenMarks = false
  private var isBelowBlank = false
  /// Whether a heading with a number has been met, and running text above all of them.
  private var hasHeading = false
  private var beginsWithText = false
  /// How many such headings stand above titles without one.
  private var headingsAboveTitles = 0

  private init(_ classifier: LineClassifier) { self.classifier = classifier }

  /// The index of the template, and those of the marked titles that stand below its lines; nil where there is none.
  static func find(
    in beginning: Span<UInt8>, by classifier: LineClassifier
  ) -> (mark: Int, titles: [Int])? {
    let sample = beginning.extracting(
      0..<(beginning.count - UTF8Validation.incompleteSuffix(beginning)))
    var marks = SectionMarks(classifier)
    LineSplitter.each(of: sample) { span, _ in marks.look(span) }
    return marks.found.map { ($0, marks[$0].marks.map(\.mark)) }
  }

  private var found: Int? {
    // `一、工作要讯` right below the head, and titles without a number below such.
    if headingsAboveTitles >= 2, !beginsWithText,
      headingsAboveTitles > below.first(where: { $0.mark == Self.headings })?.others ?? 0
    {
      return Self.headings
    }
    // Headings above unmarked lines are just that.
    if let lone = below.first(where: {
      $0.mark != Self.headings && $0.titles >= 2 && $0.titles > $0.others
    }) {
      return lone.mark
    }
    return below.first { outer in
      let count = outer.marks.reduce(0) { $0 + $1.count }
      return count >= 2 && count > outer.text && !outer.holds(Self.headings)
        && outer.marks.allSatisfy { inner in
          !below.contains { $0.mark == inner.mark && $0.holds(outer.mark) }
        }
    }?.mark
  }

  /// What stands below the lines of a template so far.
  private subscript(_ mark: Int) -> Below {
    get { below.first { $0.mark == mark } ?? Below(mark: mark) }
    set {
      if let index = below.firstIndex(where: { $0.mark == mark }) {
        below[index] = newValue
      } else {
        below.append(newValue)
      }
    }
  }

  private mutating func look(_ span: Span<UInt8>) {
    let range = span.trimmedRange
    guard !range.isEmpty else {
      if let candidate { noteTitle(candidate) }
      candidate = nil
      isBelowBlank = true
      return
    }
    let line = span.extracting(range)
    if mark != nil, line.isRule { return }
    if let above = candidate {
      // `1. …` is a title above running text, though that stands right below; and so is what has a subtitle or the
      // name of its author right below.
      // Below what stands between two marks a title needs no blank line above its text.
      if (above.isNumbered && line.numberEnd == 0 && line.columns > above.columns)
        || line.isAddress || line.betweenDashes != nil
        || (range.lowerBound > 0
          && (above.isNumbered
            ? line.numberEnd == 0 : isBetweenMarks && line.columns > above.columns))
        || (isBetweenMarks && line.endsWithStop && line.columns >= 2 * above.columns)
        || classifier.match(.below, line) != nil || (line.hasLabel && line.columns <= 40)
        // Text is wider, or a sentence: `글 윤지혜(홍보팀) / 사진 박상우(품질관리팀)`
        || ((line[0] >= 0xE2 || line.beginsWithCapital) && line.columns <= 48 && !line.endsWithStop
          && !line.holdsClause && range.lowerBound == 0 && line.numberEnd == 0)
      {
        noteTitle(above)
      } else {
        self[above.index].others += 1
      }
      candidate = nil
    }
    if let mark, line.titleInBrackets != nil {
      // `【…】1月3日，…`: the title begins its text.
      noteTitle((mark, false, 0))
      (self.mark, markAbove) = (nil, nil)
      return
    }
    let found =
      range.count <= classifier.shortLimit && !line.endsWithStop && !isMarkedByline(line)
      ? index(of: line) : nil
    if found == Self.headings { hasHeading = true }
    if !hasHeading, line.columns > 60 || line.endsWithStop { beginsWithText = true }
    if let mark {
      let isByline = range.lowerBound >= 24 && Byline(line, isSetRight: true) != nil
      note(line, found, below: mark, isByline: isByline)
    }
    markAbove = found == nil ? nil : mark
    mark = found
    if found != nil { isBetweenMarks = line.betweenMarks != nil || line.beginsAsPart }
    isBelowBlank = false
  }

  /// `□ 记者 王芳` right below `■ “智能感知”国际学术会议在我校召开`
  private func isMarkedByline(_ line: Span<UInt8>) -> Bool {
    guard mark != nil, !isBelowBlank, line.blockMark != 0 else { return false }
    let words = line.extracting(line.behindMark)
    return words.count > 0 && words.areReporters
  }

  /// A line that may be a title stands below one of a template, and alone.
  private mutating func noteTitle(_ title: (index: Int, isNumbered: Bool, columns: Int)) {
    self[title.index].titles += 1
    if title.index == Self.headings, !title.isNumbered { headingsAboveTitles += 1 }
  }

  /// The title template of the line, or what stands for headings; nil for `● 人民路积水。9月11日，…`, an item.
  private func index(of line: Span<UInt8>) -> Int? {
    let found: Int? =
      if line.beginsWithRoman {
        Self.romans
      } else if let match = classifier.match(.title, line) {
        match.index
      } else if line.numberEnd > 0 || line.beginsAsPart, !Numeral.isArabic(line, 0),
        line.columns <= 40,
        classifier.match(.heading, line) != nil
      {
        Self.headings
      } else {
        nil
      }
    return found != nil && line.columns <= 72 && !line.holdsClause ? found : nil
  }

  /// A line below one of a template.
  private mutating func note(
    _ line: Span<UInt8>, _ mark: Int?, below above: Int, isByline: Bool
  ) {
    if mark == nil, isBelowBlank, !isByline, line.blockMark == 0, !line.isBulleted,
      classifier.mayBeTitle(line),
      classifier.match(.below, line) == nil, !line.endsWithStop, !line.holdsClause,
      line.columns <= 60
    {
      candidate = (above, line.numberEnd > 0, line.columns)
    } else if !(mark == above && above == Self.romans) {
      // Those of the contents stand one below the other.
      self[above].others += 1
    }
    guard mark == nil else { return }
    // A line that may be a title alone, or has a mark though it holds a clause, says nothing yet.
    if candidate == nil, line.blockMark == 0, !line.isBulleted { self[above].text += 1 }
    if let outer = markAbove, outer != above {
      self[outer].count(above)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether it is a short line behind a Roman number and a point: `Ⅱ. …`, whose number is one character (U+2160 to
  /// U+216B), or `II. …`.
  var beginsWithRoman: Bool {
    let end = romanEnd
    return end > 0 && count > end + 2 && self[end] == 0x2E && columns <= 48 && !endsWithStop
      && (end == 3 && self[0] == 0xE2 || self[end + 1] == 0x20)
  }

  /// Where the Roman number ends that begins it; 0 where none does.
  private var romanEnd: Int {
    if count > 3, self[0] == 0xE2 {
      return self[1] == 0x85 && (0xA0...0xAB).contains(self[2]) ? 3 : 0
    }
    var end = 0
    while end < Swift.min(count, 5), [0x49, 0x56, 0x58].contains(self[end]) { end += 1 }  // I V X
    return end < 5 ? end : 0
  }

  /// 第
  fileprivate var beginsAsPart: Bool {
    count > 3 && extracting(0..<3).elementsEqual("第" as StaticString)
  }
}
