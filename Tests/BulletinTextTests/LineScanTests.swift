import GazetteDocumentModel
import Testing

@testable import GazetteBulletinText

/// What is seen of a line by many bytes at a time is what a look at each scalar tells.
@Suite struct LineScanTests {
  private static let pieces = ["a", "é", "会", "𠮷", "b ", "、", "-"]

  /// Lines of every length about the sizes of words and blocks, of scalars of one to four bytes.
  private static let lines: [String] = (1...90).map { length in
    (0..<length).map { pieces[($0 &* 7 &+ length) % pieces.count] }.joined() + "。"
  }

  @Test func columns() {
    for text in Self.lines {
      let bytes = Array(text.utf8)
      // Half columns of scalars of one to four bytes.
      let halves = text.unicodeScalars.reduce(0) { $0 + [2, 2, 4, 5][UTF8.width($1) - 1] }
      #expect(bytes.span.extent.columns == halves / 2, "\(text)")
      #expect(bytes.span.columns == halves / 2, "\(text)")
    }
  }

  @Test(arguments: ["  ", "\t", "　"])
  func gapsAtAnyPlace(_ gap: String) {
    for text in Self.lines {
      let scalars = Array(text.unicodeScalars)
      let place = (scalars.count * 5) % scalars.count
      for index in Set([place, scalars.count / 2, scalars.count - 1]) where index > 0 {
        var line = String.UnicodeScalarView(scalars[..<index])
        line.append(contentsOf: gap.unicodeScalars)
        line.append(contentsOf: scalars[index...])
        let bytes = Array(String(line).utf8)
        #expect(bytes.span.extent.mayHoldGap, "\(String(line))")
      }
    }
  }

  @Test func mostLongLinesHoldNone() {
    for text in Self.lines where text.utf8.count >= 18 {
      let bytes = Array(text.utf8)
      #expect(!bytes.span.extent.mayHoldGap, "\(text)")
    }
  }

  @Test func tails() {
    var tail = ParagraphTail()
    for text in Self.lines + Self.lines.reversed() {
      let bytes = Array(text.utf8)
      tail.take(from: bytes.span)
      #expect(tail.withBytes { [UInt8]($0) } == bytes.suffix(48), "\(text)")
    }
  }

  @Test(arguments: [
    ("THE END", true), ("AB", false), ("THE end", false), ("第ABC号", true), ("第一号", false),
    ("A LINE OF CAPITALS THAT IS LONGER THAN A BLOCK", true),
    ("A LINE OF CAPITALS THAT IS LONGER THAN A BLOCk", false),
  ])
  func capitals(_ text: String, _ isInCapitals: Bool) {
    let bytes = Array(text.utf8)
    #expect(bytes.span.isInCapitals == isInCapitals)
  }

  @Test(arguments: [
    "a", "会", " a ", "　会　", "a\u{A0}", "\u{A0}a\u{2009}", "\u{FEFF}é\u{3000}", "ab\u{A0}",
    "\t会议 。\t",
    "   ", "\u{3000}",
  ])
  func blanksAtTheEnds(_ text: String) {
    let bytes = Array(text.utf8)
    let blanks = text.unicodeScalars.map { TextScalar.isBlank($0.value) }
    let scalars = Array(text.unicodeScalars)
    let start = blanks.firstIndex(of: false) ?? scalars.count
    let end = (blanks.lastIndex(of: false) ?? -1) + 1
    let inner = start < end ? String(String.UnicodeScalarView(scalars[start..<end])) : ""
    #expect([UInt8](bytes.span.extracting(bytes.span.trimmedRange)) == Array(inner.utf8), "\(text)")
  }

  /// A template of each kind of edge lets its lines through, and no others.
  @Test(arguments: [
    ("[{title}]", "[a]", "(a)"), ("{digits}. {text}", "12. a", "a. a"),
    ("{circled} {text}", "② a", "会 a"), ("{letter}) {text}", "b) a", "会) a"),
    ("{text} {date}", "a 2021年3月12日", "a 2021年3月12"), ("{department…办公室}", "区委办公室", "区委办公厅"),
    ("({department…课})", "（学务课）", "（学务部）"), ("Page {page}", "page 3", "age 3"),
  ])
  func edges(_ source: String, _ line: String, _ other: String) throws {
    let list = TemplateList([try Template(source)])
    var budget = MatchBudget()
    #expect(list.match(Array(line.utf8).span, &budget) != nil, "\(line)")
    #expect(list.match(Array(other.utf8).span, &budget) == nil, "\(other)")
  }

  /// Lists of more templates than a word has bits are tried in order too.
  @Test func manyTemplates() throws {
    let list = TemplateList(try (0..<150).map { try Template("\($0)x {text}") })
    var budget = MatchBudget()
    for index in [0, 63, 64, 127, 128, 149] {
      let line = Array("\(index)x a".utf8)
      #expect(list.match(line.span, &budget)?.index == index)
      #expect(list.match(line.span, after: index, &budget) == nil)
    }
  }
}
