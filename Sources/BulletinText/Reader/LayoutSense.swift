import GazetteDocumentModel

/// How a text is set, by its beginning: what no template can say, since it differs from text to text
/// of one family.
struct LayoutSense {
  /// Columns of a full line where paragraphs are set in lines of one width; 0 where a line is a
  /// paragraph.
  var wrapWidth = 0
  /// Lines of the sample.
  var lineCount: UInt32 = 0
  /// Columns of blanks in front of all running text: the page's margin, which is no indent.
  var margin = 0
  /// Whether blank lines stand between paragraphs.
  var isBlankSeparated = false
  /// Whether paragraphs begin with an indent that their other lines and titles do not have.
  var indentMarks = false
  /// Columns of that indent: the least that opens a paragraph.
  var paragraphIndent = 1
  /// Lines that stand at the top or the foot of more than one page, by their hash.
  var runningHeads: Set<UInt64> = []
  /// Lines of contents that have no heading, by their hash.
  var listedTitles: Set<UInt64> = []
  /// The line right above the first of them, by its hash.
  var listHeading: UInt64 = 0
  /// Words that lines end with a hyphen in, put together: whether the sample has them without it.
  var plainWords: Set<UInt64> = []
  /// Where lines of Korean end within words: the words of the sample.
  var cutWords: CutWords?
  /// Whether hyphens at line ends are a typesetter's rather than the words' own.
  var isHyphenated = false
  /// Whether short lines that open an article are set in capitals, or apart by more blank lines.
  var titleStyle: TitleStyle = .any

  /// Whether short lines that open an article are in capitals, two at least.
  var titlesAreCapitals = false
  /// Whether lines in capitals, or between rules, stand alone above others that do: titles of sections.
  var sectionStyle: SectionStyle = .none

  /// How titles of sections are told from those below them.
  enum SectionStyle { case none, capitals, enclosed, bracketed, short }

  /// Whether rules enclose lines with a number, which are titles then and no items of a list.
  var rulesEncloseNumbers = false
  /// Whether lines with a number stand alone above running text: titles, and no items of a list.
  var numbersStandAlone = false

  /// The number of the last header line of the mail that the text came in; 0 where there is none.
  var mailEnd: UInt32 = 0

  /// Links to the top of a page below its articles, by their hash: `[返回目录]`.
  var backLinks: Set<UInt64> = []

  /// Whether titles have a blank line above, and lines without one in mid-text are headings.
  var titlesAreSetOff = false

  /// Whether numbers stand by themselves above titles, 1 and 2 at least: `01`.
  var numbersStandAbove = false

  /// The number of the first page, where numbers of pages run on without page breaks; 0 where none do.
  var firstPage = 0
  /// Whether page breaks (form feeds) stand in the sample.
  var hasPages = false

  /// Whether such lines are headings in articles, whose titles have no number.
  var numbersHead = false

  /// Whether the text is of memos, two at least: `TO: …`, `FROM: …`, `SUBJECT: …` above each.
  var holdsMemos = false

  /// The bracket of titles of sections right above titles of articles: `【研究紹介】`; 0 where none are.
  var sectionBracket: UInt32 = 0
  /// Brackets whose lines, two at least, and most of them, stand right above running text.
  var headingBrackets: [UInt32] = []
  /// Whether most numbers in digits stand in short lines at the edge, above text that is set in: headings.
  var digitsHeadText = false

  /// Whether paragraphs begin with their titles: `LAYOUT NEWS.  The branch terminus …`.
  var titlesRunIn = false
  /// Whether such titles are in title case: `Installer Beta 2 Released. The second beta …`
  var titlesRunInByCase = false

  /// Whether titles in brackets begin paragraphs: `【…】1月3日，…`
  var bracketsRunIn = false

  /// Whether short lines in brackets close the articles: `（新华网）`.
  var bracketsSign = false

  /// Whether lines with a bullet are titles, with their text right below: `• Senate passes bill`.
  var bulletsAreTitles = false

  /// Whether short lines that end with a colon stand right above text, and are headings: `From the Nurse:`.
  var colonsHead = false

  /// Marks whose short lines stand right above running text, and are headings or titles: `○水管理`.
  var headingMarks: [UInt32] = []

  /// Whether lines of days alone, three at least, stand right above text: entries of a chronicle.
  var daysHead = false

  /// Whether lines that begin with the name of a book, two at least, are titles: `《秋园》  杨本芬著  …`.
  var booksAreTitles = false

  /// Whether short lines in letters, three at least, stand right above paragraphs of one long line each: titles.
  var titlesOnText = false

  /// Whether lines with a rule right below and none right above have text below it, where titles stand between rules:
  /// headings.
  var underlinesHead = false

  /// Whether titles stand right below rules, and what else stands alone are headings.
  var titlesFollowRules = false

  /// Whether lines with a Roman number, two at least, stand below blank ones.
  var sectionsAreRoman = false

  /// Whether a dot begins titles: `.SHORT TERM...`
  var dotsBeginTitles = false

  /// What short lines in letters, three at least, stand right above, as titles do.
  enum Foot {
    case none
    /// Filled text, and two blank lines or more stand above the short lines.
    case filled
    /// Filled text that is set in, and they are not.
    case setIn
  }
  var titlesStandOn = Foot.none

  /// Whether names stand behind titles, on their lines: `夜班的窗　　　　唐果`.
  var titlesNameAuthors: Bool { titlesWithAuthors > 0 }
  /// How many of them, up to two.
  var titlesWithAuthors = 0

  /// Whether the text has days, titles in brackets or marks that head text.
  var hasFormsOfHeadings = false

  /// Whether numbers or bullets make titles.
  var narrowsShapes = false

  /// The number of the line that ends the head of the text, where a rule does; 0 else.
  var headRule: UInt32 = 0

  /// Templates for titles by the marks that the text sets around them.
  var titleTemplates: [String] = []

  /// Those of them that are titles of articles, though a profile may have them for sections.
  var articleTitles: [String] = []

  /// Whether numbers in brackets or rings begin titles, which keep them.
  var numbersBeginTitles = false

  /// Whether the same words stand behind numbers in round brackets, over and over: headings, and what has them is a title.
  var repeatsSubheads = false

  /// Whether lines with a dash right below titles have a blank line and running text below them: subtitles.
  var dashesAreSubtitles = false

  /// Marks whose lines stand below one another, and are items.
  var listMarks: [UInt32] = []

  /// The mark that underlines titles of sections; 0 where none does.
  var sectionUnderline: UInt32 = 0

  /// Whether the first line is underlined, and later ones by another mark: it is the masthead.
  var firstIsUnderlined = false

  /// What tells a title from a heading where both are short lines that stand alone.
  enum TitleStyle { case any, capitals, spaced, ruled }

  init() {}

  /// - Parameter beginning: of the text; may end within a character.
  init(sample beginning: Span<UInt8>, setting: LayoutProfile.Setting) {
    let sample = beginning.extracting(
      0..<(beginning.count - UTF8Validation.incompleteSuffix(beginning)))
    var lines: [Line] = []
    var blanks = 0
    var isBelowRow = false
    var memos = MemoHeaders()
    var heads = PageEdges()
    var listed = ListedTitles()
    var titles = TitleMarks()
    var head = RuledHead()
    var number: UInt32 = 0
    var romans = 0
    var numbers = TitleNumbers()
    var lone = LoneNumbers()
    var pages = PageNumbers()
    var links = BackLinks()
    let mail = MailHead(in: sample).end
    let hasPages = sample.firstIndex(of: 0x0C) != nil
    LineSplitter.each(of: sample) { span, part in
      let range = span.trimmedRange
      if part == .whole || part == .last { number += 1 }
      if hasPages { heads.look(span, range) }
      guard !range.isEmpty, part == .whole else {
        if range.isEmpty { blanks += 1 }
        return
      }
      let text = span.extracting(range)
      memos.look(text, blanks: blanks)
      if number <= mail { return }
      listed.look(text)
      let isRule = text.isRule || text.isOrnament || text.isSmallBoxEdge
      titles.look(text, blanks: blanks, isRule: isRule)
      head.look(text, isRule: isRule, number: number)
      lone.look(text, blanks: blanks, isRule: isRule)
      pages.look(text, blanks: blanks)
      links.look(text, blanks: blanks)
      let extent = text.extent
      let indent = span.extracting(0..<range.lowerBound).columnsExactly
      numbers.look(text, indent: indent, blanks: blanks, isRule: isRule)
      if blanks > 0, text.beginsWithRoman { romans += 1 }
      if text[0] == 0x2E, text.count > 4, text[1] != 0x2E { dotsBeginTitles = true }
      if extent.mayHoldGap, titlesWithAuthors < 2, text[0] >= 0xE2,
        text.namesAuthorBehindGap(isSetOff: blanks > 0)
      {
        titlesWithAuthors += 1
      }
      // Rows of tables say nothing of how paragraphs are set.
      if setting.tables == .table, text.count <= 240, !isRule, text.blockMark == 0,
        !text.namesBook,
        extent.mayHoldGap || text.mayBeginFrame, text.isRowBehindNumber
      {
        blanks = 0
        isBelowRow = true
        return
      }
      lines.append(
        Line(
          columns: extent.columns, indent: indent,
          blanks: blanks, isStopped: text.endsWithStop, isShort: text.count <= 240,
          isCapitals: text.isInCapitals,
          mayStandBelow: blanks > 0 && extent.columns <= 72 && text.mayStandBelowSection,
          endsWithHyphen: text.endsWithHyphen,
          startsInCapital: text.beginsWithCapital,
          startsWide: text[0] >= 0xE3 || (0x30...0x39).contains(text[0]),
          rule: isRule ? text.scalar(at: 0).value : 0,
          isNumbered: text.numberEnd > 0 && !text.isAddressBehindNumber,
          isNumberedInDigits: text.beginsWithDigit && text.numberEnd > 0, isBelowRow: isBelowRow,
          isBracketedWord: text.isBracketedWord,
          isShortHan: text[0] >= 0xE4 && text.isShortHan,
          columnBracket: text[0] >= 0xE3 && extent.columns <= 24 && text.isInColumnBrackets
            ? text.scalar(at: 0).value : 0,
          isInBrackets: text[0] == 0x5B && text.isBracketed && !Numeral.isArabic(text, 1),
          runsIn: text.runInMark != nil,
          runsInByCase: blanks > 0 && text.titleCaseMark != nil,
          runsInBrackets: text.titleInBrackets != nil,
          isBulleted: text.isBulleted, isDashed: text.isDashed, isDay: text.isDayAlone,
          isAngled: text[0] == 0x3E && text.count > 2 && text[1] == 0x20,
          isHashed: text.isHashed,
          namesBook: text.namesBook,
          endsWithColon: TextScalar.folded(text.scalar(endingAt: text.count).value) == 0x3A,
          isLabelled: !isRule && text.blockMark != 0 && text.extracting(3..<text.count).isLabelled,
          mark: isRule ? 0 : text.blockMark))
      blanks = 0
      isBelowRow = false
    }
    lineCount = number
    numbersStandAbove = lone.last >= 2
    firstPage = pages.first
    self.hasPages = hasPages
    backLinks = links.hashes()
    holdsMemos = memos.count >= 2
    mailEnd = holdsMemos ? 0 : mail
    margin = Self.margin(lines)
    if margin > 0 {
      for index in lines.indices { lines[index].indent = max(0, lines[index].indent - margin) }
    }
    runningHeads = heads.repeated
    (listedTitles, listHeading) = listed.hashes
    listedTitles.subtract(heads.repeated)
    bracketsRunIn = lines.count { $0.runsInBrackets } >= 2
    bracketsSign = Self.closingBrackets(lines)
    bulletsAreTitles = Self.bulletsAboveText(lines)
    daysHead = Self.daysAboveText(lines) >= 3
    booksAreTitles = Self.booksAboveText(lines)
    colonsHead = setting.wrap != .none && Self.colonsAboveText(lines) >= 3
    headingMarks = Self.marksAboveText(lines)
    headRule = head.end
    titleTemplates = numbers.sources + titles.sources
    articleTitles = titles.aboveText
    numbersBeginTitles = numbers.keepsNumbers
    repeatsSubheads = numbers.repeatsSubheads
    dashesAreSubtitles = Self.dashesBelowTitles(lines)
    listMarks = Self.marksInRows(lines)
    sectionStyle = Self.sectionStyle(lines)
    // What stands in brackets below each article is no section's.
    if sectionStyle == .bracketed, !backLinks.isEmpty { sectionStyle = .none }
    sectionUnderline = Self.sectionUnderline(lines)
    rulesEncloseNumbers = Self.enclosedNumbers(lines) >= 2
    underlinesHead = Self.underlinesHead(lines)
    sectionsAreRoman = romans >= 2
    titlesFollowRules = sectionStyle == .none && Self.titlesBelowRules(lines)
    firstIsUnderlined = Self.underlinesFirst(lines) || Self.underlinesFirstAlone(lines)
    lines.removeAll { $0.isRule }
    let lonely = Self.lonelyNumbers(lines)
    numbersStandAlone = lonely >= 2 && !numbers.areHeadings
    // Where as many titles have none, and brackets or Roman numbers tell sections, or several stand above the first
    // number, numbers are headings'.
    if numbersStandAlone,
      ((sectionStyle == .bracketed || sectionsAreRoman || bracketsHead(lines))
        && Self.lonelyTitles(lines) >= lonely)
        || (sectionStyle == .none && Self.titlesAboveNumbers(lines) >= 3)
    {
      numbersStandAlone = false
      numbersHead = true
    }
    digitsHeadText = Self.digitsAboveText(lines)
    narrowsShapes = bulletsAreTitles || rulesEncloseNumbers || numbersStandAlone || numbersHead
    wrapWidth = setting.wrap == .none ? 0 : Self.width(lines, always: setting)
    sectionBracket = Self.bracketAboveTitles(lines, in: wrapWidth)
    headingBrackets = Self.bracketsAboveText(lines)
    hasFormsOfHeadings =
      daysHead || bracketsRunIn || !headingMarks.isEmpty || digitsHeadText
      || sectionBracket != 0
    if wrapWidth > 0 { listMarks += Self.marksOfText(lines, in: wrapWidth) }
    senseParagraphs(lines, declared: !setting.indent.isEmpty)
    senseTitles(lines)
    if wrapWidth > 0 { cutWords = CutWords(sample: sample, lines: lines, width: wrapWidth) }
    let hyphens = lines.count { $0.endsWithHyphen }
    isHyphenated = wrapWidth > 0 && hyphens >= 3 && hyphens * 40 > lines.count
    if wrapWidth > 0, hyphens > 0 { plainWords = Self.words(sample) }
  }

  /// The columns that lines which go on with the one above them are set in by, first lines further.
  ///
  ///          The Board has voted to purchase the Hartwell mill and the two
  ///     acres around it.
  private static func margin(_ lines: [Line]) -> Int {
    var indents = [Int](repeating: 0, count: 41)
    var all = 0
    var further = 0
    var nearer = 0
    for index in lines.indices.dropFirst() {
      let (line, above) = (lines[index], lines[index - 1])
      guard line.blanks == 0, !above.isStopped, above.columns >= 36, !line.isBulleted,
        !above.isRule, !line.isRule
      else { continue }
      all += 1
      if line.indent < indents.count { indents[line.indent] += 1 }
      if above.indent > line.indent { further += 1 }
      if above.indent < line.indent { nearer += 1 }
    }
    // The nearest of those that most lines have.
    let most = indents.max() ?? 0
    guard let usual = indents.firstIndex(of: most), usual >= 2, most >= 3, most * 10 >= all * 7,
      further > nearer
    else { return 0 }
    return usual
  }

  /// The width that lines are filled to, if they are.
  private static func width(_ lines: [Line], always setting: LayoutProfile.Setting) -> Int {
    // A full line has another right below it that goes on with its sentence.
    var widths: [Int] = []
    var long = 0
    for index in lines.indices {
      let line = lines[index]
      if line.columns + line.indent > 132 { long += 1 }
      guard index + 1 < lines.count, lines[index + 1].blanks == 0, line.columns >= 36,
        line.indent <= 8, lines[index + 1].indent <= 8,
        !line.isStopped || lines[index + 1].indent < line.indent
      else { continue }
      widths.append(line.columns + line.indent)
    }
    let usual = setting.wrap == .hard ? setting.width : 0
    guard widths.count >= 2, long * 50 <= lines.count else { return usual }
    widths.sort()
    let width = widths[widths.count - 1 - widths.count / 20]
    guard width <= 132 else { return usual }
    // Enough of them, and about as wide as one another.
    let full = widths.count { $0 * 5 >= width * 4 }
    // A sentence that ends within the width says nothing against it, nor does an item.
    let running = lines.count {
      let columns = $0.columns + $0.indent
      return columns * 2 >= width && !$0.isBulleted && (!$0.isStopped || columns > width + 2)
    }
    return full >= 2 && full * 3 >= running ? width : usual
  }

  private mutating func senseParagraphs(_ lines: [Line], declared: Bool) {
    var stoppedBeforeBlank = 0
    var stoppedBeforeNone = 0
    var starts = 0
    var indentedStarts = 0
    var flush = lines.first?.indent == 0 ? 1 : 0
    var indented = 0
    // Lines that go on at the indent of the line above, and further out than it.
    var hanging = 0
    var returning = 0
    var depths = [Int](repeating: 0, count: 9)
    let least = wrapWidth > 0 ? wrapWidth / 2 : 24
    for index in lines.indices.dropFirst() {
      let line = lines[index]
      let above = lines[index - 1]
      let isIndented = line.indent >= 1 && line.indent <= 8
      if isIndented { indented += 1 } else { flush += 1 }
      if wrapWidth > 0, line.blanks == 0, above.indent > 0, !above.isStopped, !above.isBulleted,
        (above.columns + above.indent) * 5 >= wrapWidth * 4
      {
        if line.indent == above.indent {
          hanging += 1
        } else if line.indent < above.indent {
          returning += 1
        }
      }
      // A paragraph begins below a blank line, or below a line that is not full.
      let isShort = wrapWidth > 0 && (above.columns + above.indent) * 10 < wrapWidth * 8
      // Text right below a title begins too.
      let isBelowTitle =
        isIndented && line.isStopped && !above.isStopped && above.indent == 0
        && above.columns <= 60 && above.columns < line.columns
      guard above.isStopped || line.blanks > 0 || isBelowTitle,
        line.blanks > 0 || isShort || wrapWidth == 0 || isIndented
      else {
        continue
      }
      if above.isStopped {
        if line.blanks > 0 { stoppedBeforeBlank += 1 } else { stoppedBeforeNone += 1 }
      }
      // What is no running text has no say: it ends without a stop, and nothing goes on below it.
      let goesOn = index + 1 < lines.count && lines[index + 1].blanks == 0
      guard line.columns >= least, line.isStopped || (goesOn && wrapWidth > 0) else { continue }
      // Without an indent, and below a line without a stop, it may be the rest of a cut paragraph.
      guard isIndented || above.isStopped || wrapWidth > 0, !line.isBulleted else { continue }
      starts += 1
      if isIndented {
        indentedStarts += 1
        depths[line.indent] += 1
      }
    }
    isBlankSeparated = stoppedBeforeBlank * 2 > stoppedBeforeNone
    paragraphIndent = depths.indices.max { depths[$0] < depths[$1] } ?? 1
    // Where all lines of the paragraphs are set in, the indent marks none of them.
    indentMarks =
      flush >= 1 && hanging <= returning
      && (starts == 0
        ? declared && indented > 0
        : indentedStarts * 2 > starts && (indentedStarts >= 2 || declared))
  }

  /// The words of the sample, by their hashes.
  private static func words(_ sample: Span<UInt8>) -> Set<UInt64> {
    var words: Set<UInt64> = []
    var hash = TextHash()
    var length = 0
    for index in 0..<sample.count {
      // In Chinese text most bytes are none of a word of letters.
      if length == 0, sample[index] >= 0x80 { continue }
      let byte = sample[index] | 0x20
      if byte >= 0x61 && byte <= 0x7A {
        hash.add(UInt32(byte))
        length += 1
      } else if length > 0 {
        if length > 3 { words.insert(hash.value) }
        hash = TextHash()
        length = 0
      }
    }
    return words
  }
}
