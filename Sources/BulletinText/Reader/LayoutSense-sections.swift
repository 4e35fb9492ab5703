import GazetteDocumentModel

/// How titles of sections are told, by what stands below them.
extension LayoutSense {
  /// How most lines of a kind, two at least, stand alone above a line of another kind that does so too.
  ///
  ///     EXHIBITION                     ==================
  ///                                    High Severity
  ///     The Women of the Canal         ==================
  ///
  ///     They steered the boats …       Acorn Reader: remote code execution
  static func sectionStyle(_ lines: [Line]) -> SectionStyle {
    var capitals = (some: 0, all: 0)
    var enclosed = (some: 0, all: 0)
    var bracketed = (some: 0, all: 0)
    var short = (some: 0, all: 0)
    let width = widest(lines)
    for index in lines.indices.dropFirst() where index + 1 < lines.count {
      let (line, above) = (lines[index], lines[index - 1])
      guard !line.isStopped, line.columns <= 60, !line.isRule else { continue }
      let isEnclosed =
        above.isRule && line.blanks == 0 && lines[index + 1].isRule && lines[index + 1].blanks == 0
      let next = isEnclosed ? index + 2 : index + 1
      guard
        isEnclosed
          || ((line.isCapitals || line.isInBrackets || line.isShortHan) && line.blanks > 0),
        next < lines.count,
        lines[next].blanks > 0 || (isEnclosed && lines[next].startsWide), !lines[next].isRule
      else { continue }
      let isAlone = mayBeTitleAlone(lines, next, in: width)
      func add(_ isSo: Bool, to count: inout (some: Int, all: Int)) {
        count = (count.some + (isSo ? 1 : 0), count.all + 1)
      }
      if isEnclosed {
        add(isAlone && !lines[next].isCapitals, to: &enclosed)
      } else if line.isInBrackets {
        add(isAlone && !lines[next].isInBrackets, to: &bracketed)
      } else if line.isShortHan {
        add(isAlone && !lines[next].isShortHan && lines[next].columns > line.columns, to: &short)
      } else {
        add(isAlone && !lines[next].isCapitals, to: &capitals)
      }
    }
    if enclosed.some >= 2, enclosed.some * 5 >= enclosed.all * 2 { return .enclosed }
    if bracketed.some >= 2, bracketed.some * 2 >= bracketed.all { return .bracketed }
    if capitals.some >= 2, capitals.some * 2 >= capitals.all { return .capitals }
    return short.some >= 2 && short.some * 2 > short.all ? .short : .none
  }

  /// The bracket of a kind of which most lines, two at least, stand right above a title: a line that is far from filled,
  /// with another right below, or its text below a blank line; 0 where there is none.
  ///
  ///     【研究紹介】
  ///     アオコはどこから来るのか
  ///     水質研究室　研究員　畑中 志穂
  static func bracketAboveTitles(_ lines: [Line], in wrapWidth: Int) -> UInt32 {
    let width = wrapWidth == 0 ? 60 : min(60, wrapWidth * 2 / 3)
    for bracket in Set(lines.lazy.map(\.columnBracket)).subtracting([0]).sorted() {
      let all = lines.indices.dropLast(2).filter { lines[$0].columnBracket == bracket }
      let above = all.count { index in
        let (line, next, third) = (lines[index], lines[index + 1], lines[index + 2])
        guard line.blanks > 0, !next.isStopped, next.columns <= width, !next.isNumbered,
          !next.isBulleted, !next.isColumnInBrackets, next.mark == 0, !next.isDay,
          !next.endsWithColon, !next.isRule, !third.isNumbered, !third.isBulleted, third.mark == 0
        else { return false }
        // Below a blank line a title has a short line right below it, or a blank line and its text.
        if next.blanks > 0, third.blanks == 0 { return !third.isStopped && third.columns <= 48 }
        return next.blanks == 0 ? third.blanks == 0 : third.columns > 60 && !third.isRule
      }
      if above >= 2, above * 2 > all.count { return bracket }
    }
    return 0
  }

  /// The brackets of which most lines, two at least, have running text right below them.
  static func bracketsAboveText(_ lines: [Line]) -> [UInt32] {
    Set(lines.lazy.map(\.columnBracket)).subtracting([0]).sorted().filter { bracket in
      let all = lines.indices.dropLast().filter { lines[$0].columnBracket == bracket }
      let above = all.count { index in
        let next = lines[index + 1]
        return next.blanks == 0 && next.mark == 0 && next.columnBracket == 0
          && (next.isStopped || next.columns > 48)
      }
      return above >= 2 && above * 3 >= all.count * 2
    }
  }

  /// The columns of the widest line that may be filled. (A line of running text that a page's end cuts off is about as
  /// wide as others.)
  private static func widest(_ lines: [Line]) -> Int {
    lines.lazy.filter { !$0.isRule }.map { min($0.columns, 132) }.max() ?? 0
  }

  /// Whether a line may be a title, with a blank line below it, or one or two short lines and then that: a subtitle, who
  /// wrote the text.
  private static func mayBeTitleAlone(_ lines: [Line], _ index: Int, in width: Int) -> Bool {
    let line = lines[index]
    guard index + 1 < lines.count, !line.isStopped, !line.isRule, line.columns * 4 <= width * 3,
      line.columns <= 72
    else { return false }
    let below = lines[index + 1]
    guard
      line.mayStandBelow || line.mark != 0 || line.isAngled || (line.startsWide && !line.isNumbered)
        || (line.isNumbered && !below.isNumbered && !below.isBulleted)
    else { return false }
    if below.blanks > 0 || below.isBelowRow { return !below.isRule }
    // Nor does a paragraph of one long line, or text that is set in, need a blank line above.
    if below.isStopped, below.columns > 100, below.columns >= 2 * line.columns { return true }
    if line.indent == 0, below.indent >= (line.startsWide ? 4 : 2), !below.isRule,
      !below.isBulleted,
      line.startsWide || below.columns > 40
    {
      return true
    }
    var end = index + 1
    while end < lines.count, end < index + 3, lines[end].blanks == 0, !lines[end].isStopped,
      !lines[end].isRule, !lines[end].isBulleted, lines[end].columns * 4 <= width * 3
    {
      end += 1
    }
    return end > index + 1 && end < lines.count && lines[end].blanks > 0
  }

  /// Whether rules part articles, three at least, and few of those have other lines that stand alone than their title
  /// right below the rule, which are headings then.
  ///
  ///     ----------------------------
  ///
  ///     Så räddades "Havsfrun"
  ///
  ///     När jag först såg …
  ///
  ///     Motorn
  static func titlesBelowRules(_ lines: [Line]) -> Bool {
    func standsAlone(_ index: Int) -> Bool {
      let line = lines[index]
      guard line.blanks > 0, !line.isStopped, line.columns <= 60, line.mark == 0,
        !line.isNumbered, !line.isBulleted, !line.isInBrackets, line.columnBracket == 0,
        line.startsInCapital || line.startsWide, index + 1 < lines.count
      else { return false }
      let next = lines[index + 1]
      return !next.isRule && (next.blanks > 0 || next.indent > line.indent)
        && (next.columns > 40 || next.isStopped)
    }
    var articles = (all: 0, withOthers: 0)
    for index in lines.indices.dropLast(2) where lines[index].isRule {
      let (title, below) = (lines[index + 1], lines[index + 2])
      if title.isRule { continue }
      // Rules that enclose titles, and titles of sections above those, say nothing of lines further down.
      if below.isRule || (below.blanks > 0 && !below.isStopped && below.columns <= 60) {
        return false
      }
      let end = lines[(index + 2)...].firstIndex(where: \.isRule) ?? lines.count
      guard !title.isStopped, title.columns <= 72,
        lines[(index + 2)..<end].contains(where: \.isStopped)
      else { continue }
      articles.all += 1
      if ((index + 2)..<end).contains(where: standsAlone) { articles.withOthers += 1 }
    }
    return articles.all >= 3 && articles.withOthers > 0 && articles.withOthers * 3 <= articles.all
  }

  /// The lines that rules of one mark underline.
  private struct Underlines {
    let mark: UInt32
    var all = 0
    /// How many stand above titles with another underline, and above titles that stand alone.
    var outer = 0
    var alone = 0
    /// How many stand below titles with another underline.
    var inner = 0
  }

  /// The mark of the rules below titles of sections: most of those, two at least, stand right above titles that are
  /// underlined by another mark, or that stand alone; 0 where there is none.
  ///
  ///     Release news                      MARKETS
  ///     ------------                      -------
  ///
  ///     Fennec 0.9.4 released             Raw cork prices firm
  ///     ~~~~~~~~~~~~~~~~~~~~~
  ///                                       LISBON -- Prices for …
  static func sectionUnderline(_ lines: [Line]) -> UInt32 {
    func isUnderlined(_ index: Int) -> Bool {
      index >= 0 && index + 1 < lines.count && !lines[index].isRule && lines[index + 1].isRule
        && lines[index + 1].blanks == 0 && !lines[index].isStopped
        && (lines[index].blanks > 0 || index == 0 || isEnclosed(index))
    }
    // A rule of the same mark right above goes with the one below.
    func isEnclosed(_ index: Int) -> Bool {
      lines[index - 1].isRule && lines[index - 1].rule == lines[index + 1].rule
        && lines[index - 1].blanks > 0
    }
    let width = widest(lines)
    var marks: [Underlines] = []
    func note(_ mark: UInt32, _ change: (inout Underlines) -> Void) {
      let known = marks.firstIndex { $0.mark == mark } ?? marks.count
      if known == marks.count { marks.append(Underlines(mark: mark)) }
      change(&marks[known])
    }
    for index in lines.indices.dropFirst() where isUnderlined(index) {
      let mark = lines[index + 1].rule
      note(mark) { $0.all += 1 }
      guard index + 2 < lines.count else { continue }
      if isUnderlined(index + 2) {
        guard lines[index + 3].rule != mark else { continue }
        note(mark) { $0.outer += 1 }
        note(lines[index + 3].rule) { $0.inner += 1 }
      } else if lines[index + 2].blanks > 0, mayBeTitleAlone(lines, index + 2, in: width) {
        note(mark) { $0.alone += 1 }
      }
    }
    return marks.first {
      $0.inner == 0 && ($0.outer >= 2 || ($0.alone >= 2 && $0.alone * 2 > $0.all))
    }?.mark ?? 0
  }
}
