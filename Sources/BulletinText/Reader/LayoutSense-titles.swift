import GazetteDocumentModel

/// How titles are set in a text.
extension LayoutSense {
  /// Whether most lines at the edge with a number in digits, two at least, are short, and have text right below that is set in.
  ///
  ///     1．事件概述
  ///     　　5月28日上午，有网民在短视频平台发布视频，反映滨河小区自来水有异味。
  static func digitsAboveText(_ lines: [Line]) -> Bool {
    var numbered = 0
    var above = 0
    for index in lines.indices.dropLast() {
      let (line, next) = (lines[index], lines[index + 1])
      guard line.isNumberedInDigits, line.indent == 0 else { continue }
      numbered += 1
      if !line.isStopped, line.columns <= 30, next.blanks == 0, next.indent >= 4, next.startsWide,
        !next.isNumbered, next.isStopped || next.columns > 40
      {
        above += 1
      }
    }
    return above >= 2 && above * 3 > numbered * 2
  }

  /// How many lines with a number have a rule right above and another right below.
  static func enclosedNumbers(_ lines: [Line]) -> Int {
    lines.indices.dropFirst().dropLast().count { index in
      lines[index].isNumbered && !lines[index].isStopped && lines[index].blanks == 0
        && lines[index - 1].isRule && lines[index + 1].isRule && lines[index + 1].blanks == 0
    }
  }

  /// Whether a rule right below the first line is of a mark that none below a later line has.
  static func underlinesFirst(_ lines: [Line]) -> Bool {
    guard lines.count > 3, !lines[0].isRule, lines[1].isRule, lines[1].blanks == 0 else {
      return false
    }
    let others = lines.indices.dropFirst(3).filter { index in
      lines[index].isRule && lines[index].blanks == 0 && !lines[index - 1].isRule
        && lines[index - 1].blanks > 0
    }
    return !others.isEmpty && others.allSatisfy { lines[$0].rule != lines[1].rule }
  }

  /// Whether a rule right below the first line is the only one below a line, and titles of another kind, two at least,
  /// stand further down: Markdown's, or capitals.
  static func underlinesFirstAlone(_ lines: [Line]) -> Bool {
    guard lines.count > 3, !lines[0].isRule, lines[1].isRule, lines[1].blanks == 0 else {
      return false
    }
    let isAlone = lines.indices.dropFirst(2).allSatisfy { index in
      !lines[index].isRule || lines[index].blanks > 0 || lines[index - 1].isRule
    }
    let titles = lines.count { $0.isHashed || ($0.isCapitals && $0.blanks > 0 && !$0.isStopped) }
    return isAlone && titles >= 2
  }

  /// How many short lines with a number have blank lines around them, and below no other number; or have
  /// right below them running text that is indented and by half longer.
  static func lonelyNumbers(_ lines: [Line]) -> Int {
    lines.indices.dropFirst().dropLast().count { index in
      let (line, next) = (lines[index], lines[index + 1])
      guard line.isNumbered, !line.isStopped, line.columns <= 60, line.blanks > 0, !next.isNumbered
      else { return false }
      if next.blanks > 0 {
        // Text that is set in may stand below a title, but one that is longer.
        return next.indent <= line.indent || (next.columns >= 50 && !next.isBulleted)
      }
      guard next.columns * 2 >= line.columns * 3 else { return false }
      if next.indent > line.indent { return true }
      return (next.startsInCapital || (next.startsWide && next.isStopped))
        && next.indent == line.indent
        && (line.columns <= 36 || line.isCapitals) && !next.isCapitals
    }
  }

  /// Whether words in brackets, two at least, stand alone above other lines that do: `＜書評＞`.
  func bracketsHead(_ lines: [Line]) -> Bool {
    lines.indices.dropFirst().dropLast().count { index in
      let (line, next) = (lines[index], lines[index + 1])
      return line.isColumnInBrackets && line.blanks > 0 && next.blanks > 0 && !next.isStopped
        && next.columns <= 60
    } >= 2
  }

  /// How many short lines without a number or mark stand alone above running text, a blank line above and below.
  static func lonelyTitles(_ lines: [Line]) -> Int {
    lines.indices.dropFirst().dropLast().count { index in
      let (line, next) = (lines[index], lines[index + 1])
      return !line.isNumbered && line.mark == 0 && !line.isInBrackets && !line.isBulleted
        && !line.isStopped && !line.isRule && line.columns <= 48 && line.blanks > 0
        && next.blanks > 0 && !next.isRule && !next.isNumbered
    }
  }

  /// How many short lines at the edge that may be titles stand below the first running text and above the first number
  /// that stands alone.
  static func titlesAboveNumbers(_ lines: [Line]) -> Int {
    guard let text = lines.firstIndex(where: { $0.isStopped && $0.columns > 40 }) else { return 0 }
    var titles = 0
    for index in lines.indices where index > text && index + 1 < lines.count {
      let line = lines[index]
      guard line.blanks > 0, !line.isStopped, !line.isRule, line.columns <= 48 else { continue }
      if line.isNumbered { return titles }
      if line.mark == 0, !line.isBulleted, line.indent == 0, line.startsWide, !line.isDay,
        !line.endsWithColon,
        lines[index + 1].columns > line.columns || lines[index + 1].indent >= 24
      {
        titles += 1
      }
    }
    return 0
  }

  /// Whether words in brackets, two at least, stand right below the end of a text and close it.
  static func closingBrackets(_ lines: [Line]) -> Bool {
    var closing = 0
    for index in lines.indices.dropFirst() where lines[index].isBracketedWord {
      guard lines[index].blanks == 0, lines[index - 1].isStopped,
        index + 1 == lines.count || lines[index + 1].blanks > 0
      else { return false }
      closing += 1
    }
    return closing >= 2
  }

  /// Whether short lines at the edge have a blank line above, three at least, and fewer stand right between indented
  /// paragraphs.
  static func areSetOff(_ lines: [Line]) -> Bool {
    var setOff = 0
    var inText = 0
    for index in lines.indices.dropFirst() where index + 1 < lines.count {
      let (line, above, next) = (lines[index], lines[index - 1], lines[index + 1])
      guard line.indent == 0, !line.isStopped, !line.isRule, line.columns <= 60, line.mark == 0
      else { continue }
      if line.blanks > 0, above.isStopped {
        setOff += 1
      } else if line.blanks == 0, above.isStopped, above.indent > 0, next.blanks == 0,
        next.indent > 0
      {
        inText += 1
      }
    }
    return inText > 0 && setOff >= 3 && setOff > inText
  }

  /// Whether most lines with a bullet, two at least, had room for the first word of the text right below them,
  /// which is not set in.
  static func bulletsAboveText(_ lines: [Line]) -> Bool {
    var bullets = 0
    var above = 0
    for index in lines.indices.dropLast() where lines[index].isBulleted {
      bullets += 1
      let (line, next) = (lines[index], lines[index + 1])
      if next.blanks == 0, !next.isBulleted, !line.isStopped, next.startsInCapital,
        next.indent <= line.indent, next.columns >= line.columns + 12
      {
        above += 1
      }
    }
    return above >= 2 && above * 3 > bullets * 2
  }

  /// How many days stand alone right above text.
  static func daysAboveText(_ lines: [Line]) -> Int {
    lines.indices.dropLast().count { index in
      lines[index].isDay && lines[index + 1].blanks == 0 && !lines[index + 1].isDay
        && lines[index + 1].isStopped
    }
  }

  /// Whether all lines that begin with the name of a book, two at least, stand apart and have text right below.
  static func booksAboveText(_ lines: [Line]) -> Bool {
    let books = lines.indices.filter { lines[$0].namesBook }
    return books.count >= 2
      && books.allSatisfy { index in
        index > 0 && index + 1 < lines.count && !lines[index].isStopped
          && lines[index].columns <= 72
          && (lines[index].blanks > 0 || lines[index - 1].columns <= 16)
          && lines[index + 1].blanks == 0 && !lines[index + 1].namesBook
          && lines[index + 1].isStopped
      }
  }

  /// How many short lines below a blank one begin with a capital, end with a colon, and have text right below.
  static func colonsAboveText(_ lines: [Line]) -> Int {
    lines.indices.dropLast().count { index in
      let line = lines[index]
      return line.endsWithColon && line.startsInCapital && line.blanks > 0 && line.columns <= 40
        && !line.isBulleted && !line.isNumbered && lines[index + 1].blanks == 0
    }
  }

  /// The marks of which most lines, two at least, are short, and have running text right below them.
  static func marksAboveText(_ lines: [Line]) -> [UInt32] {
    marks(lines) { index in
      let line = lines[index]
      guard index + 1 < lines.count, !line.isStopped || line.endsWithColon, line.columns <= 40
      else { return false }
      let next = lines[index + 1]
      return next.blanks == 0 && next.mark == 0 && !next.isNumbered && !next.isBulleted
        && (next.isStopped || next.columns >= line.columns + 20)
    } enough: {
      $0 * 3 > $1 * 2
    }
  }

  /// The marks whose lines, two at least, all stand right above or below another of theirs: items of lists, though
  /// titles may have such marks.
  static func marksInRows(_ lines: [Line]) -> [UInt32] {
    marks(lines) { index in
      let line = lines[index]
      let next = index + 1 < lines.count ? lines[index + 1] : nil
      if let next, next.blanks == 0, next.mark == line.mark { return true }
      let isBelow = index > 0 && line.blanks == 0 && lines[index - 1].mark == line.mark
      // Text may go on right below three of them.
      let isThird =
        isBelow && index > 1 && lines[index - 1].blanks == 0 && lines[index - 2].mark == line.mark
      return isThird
        || (isBelow && (line.isLabelled || next.map { $0.blanks > 0 || $0.isRule } ?? true))
    } enough: {
      $0 == $1
    }
  }

  /// The marks most of whose lines, two at least, begin paragraphs: they fill the measure, and those below them are set in.
  ///
  ///     □ 해양수산부는 8월 28일 섬 주민의 교통 편의를 높이기 위해 연안여객선
  ///       야간 운항 시범사업을 10월부터 추진한다고 밝혔다.
  static func marksOfText(_ lines: [Line], in width: Int) -> [UInt32] {
    marks(lines) { index in
      let line = lines[index]
      guard !line.isStopped, index + 1 < lines.count else { return line.isStopped }
      let next = lines[index + 1]
      return next.blanks == 0 && next.mark == 0 && next.indent > line.indent
        && (line.columns + line.indent) * 5 >= width * 4
    } enough: {
      $0 * 3 >= $1 * 2
    }
  }

  /// The marks of which lines, two at least and enough of all, are as they should be.
  private static func marks(
    _ lines: [Line], where isSo: (Int) -> Bool, enough: (_ some: Int, _ all: Int) -> Bool
  ) -> [UInt32] {
    // They are few.
    var counts: [(mark: UInt32, some: Int, all: Int)] = []
    for index in lines.indices where lines[index].mark != 0 {
      let mark = lines[index].mark
      let place = counts.firstIndex { $0.mark == mark } ?? counts.count
      if place == counts.count { counts.append((mark, 0, 0)) }
      counts[place].all += 1
      if isSo(index) { counts[place].some += 1 }
    }
    return counts.filter { $0.some >= 2 && enough($0.some, $0.all) }.map(\.mark)
  }

  /// Whether one or two lines with a dash stand right below each line that may be a title and has such below it, and
  /// above a blank line and running text.
  static func dashesBelowTitles(_ lines: [Line]) -> Bool {
    var subtitles = 0
    for index in lines.indices.dropFirst() {
      let (line, above) = (lines[index], lines[index - 1])
      guard line.isDashed, line.blanks == 0, !above.isDashed, !above.isStopped,
        above.columns <= 60, index == 1 || above.blanks > 0 || lines[index - 2].isRule
      else { continue }
      var end = index + 1
      while end < lines.count, lines[end].isDashed, lines[end].blanks == 0 { end += 1 }
      guard end - index <= 2, !lines[index..<end].contains(where: \.isStopped), end < lines.count,
        lines[end].blanks > 0, lines[end].isStopped || lines[end].columns > 60
      else { return false }
      subtitles += 1
    }
    return subtitles > 0
  }

  /// How many short lines below a blank one begin with a capital and stand right above a sentence that is a line.
  private static func titlesAboveLongLines(_ lines: [Line]) -> Int {
    lines.indices.dropLast().count { index in
      let (line, next) = (lines[index], lines[index + 1])
      return line.mayStandBelow && line.startsInCapital && !line.isStopped && line.columns <= 60
        && next.blanks == 0 && next.isStopped && next.columns > 100
    }
  }

  /// How many short lines below two blank ones stand right above a line that fills the measure.
  private static func titlesAboveFilled(_ lines: [Line], in width: Int) -> Int {
    lines.indices.dropLast().count { index in
      let (line, next) = (lines[index], lines[index + 1])
      return line.blanks >= 2 && line.startsInCapital && !line.isStopped && !line.isCapitals
        && line.columns * 5 <= width * 3 && next.blanks == 0 && next.startsInCapital
        && (next.columns + next.indent) * 5 >= width * 4
    }
  }

  /// Whether three lines at least stand between rules and have text below, and others stand above a rule of the same
  /// mark, with text right below it.
  ///
  ///     ---------------------------------
  ///     [2] WRAK BIJ DEN OEVER
  ///     ---------------------------------
  ///
  ///     Het schip
  ///     ---------
  ///     Het gaat om een …
  static func underlinesHead(_ lines: [Line]) -> Bool {
    var enclosed: [UInt32] = []
    var underlined: [UInt32] = []
    // How many stand above others that are underlined: titles of sections.
    var outer = 0
    for index in lines.indices.dropFirst() where index + 3 < lines.count {
      let (above, line, rule) = (lines[index - 1], lines[index], lines[index + 1])
      guard !line.isRule, rule.isRule, rule.blanks == 0, !line.isStopped, !lines[index + 2].isRule
      else { continue }
      if above.rule == rule.rule, line.blanks == 0 {
        enclosed.append(rule.rule)
        if lines[index + 3].isRule, lines[index + 3].blanks == 0 { outer += 1 }
      } else if !above.isRule, line.blanks > 0, lines[index + 2].blanks == 0 {
        underlined.append(rule.rule)
      }
    }
    return enclosed.count >= 3 && outer * 2 < enclosed.count && !underlined.isEmpty
      && underlined.allSatisfy { enclosed.contains($0) }
  }

  /// How many short lines at the edge, below a blank one, stand right above filled text that is set in; 0 where filled
  /// lines begin at the edge too, as the first ones of hanging paragraphs do.
  private static func titlesAboveSetIn(_ lines: [Line], in width: Int) -> Int {
    func isFilled(_ line: Line) -> Bool { (line.columns + line.indent) * 5 >= width * 4 }
    let filled = lines.count { isFilled($0) && !$0.isRule }
    let atEdge = lines.count { isFilled($0) && !$0.isRule && $0.indent == 0 }
    guard atEdge * 4 <= filled else { return 0 }
    return lines.indices.dropLast().count { index in
      let (line, next) = (lines[index], lines[index + 1])
      return line.indent == 0 && line.blanks > 0 && line.startsInCapital && !line.isStopped
        && !line.isBulleted && !line.isNumbered && line.columns * 10 <= width * 9
        && next.blanks == 0 && next.indent >= 2 && next.startsInCapital && isFilled(next)
    }
  }

  mutating func senseTitles(_ lines: [Line]) {
    var capitals = 0
    var spaced = 0
    var candidates = 0
    for index in lines.indices.dropLast() where index > 0 {
      let line = lines[index]
      let next = lines[index + 1]
      let isSetOff = next.blanks > 0 || (line.isCapitals && !next.isCapitals && next.columns > 40)
      // `ПОЗДРАВЛЯЕМ!` is a title.
      guard !line.isStopped || (line.isCapitals && line.columns <= 40), line.blanks > 0, isSetOff,
        line.columns <= 90
      else { continue }
      candidates += 1
      if line.isCapitals { capitals += 1 }
      if line.blanks > next.blanks, line.blanks >= 2 { spaced += 1 }
    }
    let starts = lines.count { $0.blanks > 0 }
    let runIn = lines.count { $0.runsIn && $0.blanks > 0 }
    let letters = lines.count { $0.blanks > 0 && $0.startsInCapital && $0.columns > 48 }
    let byCase = lines.count { $0.runsInByCase }
    titlesRunInByCase = byCase >= 3 && byCase * 2 >= letters
    titlesRunIn = (runIn >= 2 && runIn * 3 >= starts) || titlesRunInByCase
    titlesAreCapitals = capitals >= 2
    if wrapWidth > 0 {
      if Self.titlesAboveFilled(lines, in: wrapWidth) >= 3 {
        titlesStandOn = .filled
      } else if Self.titlesAboveSetIn(lines, in: wrapWidth) >= 3 {
        titlesStandOn = .setIn
      }
    }
    titlesOnText = wrapWidth == 0 && Self.titlesAboveLongLines(lines) >= 3
    titlesAreSetOff = indentMarks && Self.areSetOff(lines)
    // Titles stand alone below those of sections.
    if sectionStyle != .none || sectionUnderline != 0 || sectionsAreRoman { return }
    if capitals >= 2, capitals < candidates {
      titleStyle = .capitals
    } else if spaced >= 2, spaced < candidates {
      titleStyle = .spaced
    }
  }
}
