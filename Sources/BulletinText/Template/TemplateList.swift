import GazetteDocumentModel

/// What a line of a layout can be: the parts that a profile has templates for.
enum LayoutPart: UInt32, CaseIterable, Sendable {
  case furniture, rule, masthead, head, contentsTitle, contentsItem, section
  case above, title, below, note, dateline, heading, item, attachments, thematicBreak
  case signOff, dateLine, end, credits

  /// What the part is called in a profile.
  var key: String {
    switch self {
    case .rule: "rules"
    case .contentsTitle: "contents title"
    case .contentsItem: "contents item"
    case .thematicBreak: "break"
    case .signOff, .dateLine: "sign-off"
    default: "\(self)"
    }
  }
}

/// A set of parts, in one word.
struct LayoutParts: OptionSet, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ part: LayoutPart) { rawValue = 1 << part.rawValue }

  @inline(__always)
  func has(_ part: LayoutPart) -> Bool { rawValue & (1 << part.rawValue) != 0 }
}

/// Templates for one purpose, tried in order.
struct TemplateList: Sendable {
  private let entries: [(template: Template, line: TemplateLine)]

  /// - Parameter line: which line of the templates this list matches.
  init(_ templates: [Template], line: Int = 0) {
    entries = templates.map { ($0, TemplateLine($0.lines[line])) }
  }

  var isEmpty: Bool { entries.isEmpty }
  var lines: [TemplateLine] { entries.map(\.line) }
  /// The lines of those that are told by a mark, a number, a date or a code.
  var markedLines: [TemplateLine] { entries.filter { $0.template.hasMark }.map(\.line) }

  /// The first template whose shape the (trimmed, not empty) line has.
  /// - Parameters:
  ///   - only: the one template to try.
  ///   - last: the one to begin behind.
  func match(
    _ line: Span<UInt8>, only: Template? = nil, after last: Int = -1,
    _ budget: inout MatchBudget
  ) -> LineClassifier.Match? {
    for index in entries.indices
    where index > last && (only == nil || only == entries[index].template) {
      if let captures = entries[index].line.match(line, &budget) {
        return LineClassifier.Match(
          template: entries[index].template, captures: captures, index: index)
      }
    }
    return nil
  }

  /// The first template that the line begins with.
  func matchPrefix(_ line: Span<UInt8>) -> LineClassifier.Match? {
    for index in entries.indices {
      if let found = entries[index].line.matchPrefix(line) {
        return LineClassifier.Match(
          template: entries[index].template, captures: found.captures, index: index, end: found.end)
      }
    }
    return nil
  }
}

/// Which parts a line may be, by its first and its last scalar alone.
///
/// Lines are many and few of them match, so two look-ups turn most away before a template is touched.
/// Marks share 256 places; two that fall together only cost a look more.
struct MarkGates: Sendable {
  private var first = [LayoutParts](repeating: [], count: 256)
  private var last = [LayoutParts](repeating: [], count: 256)
  private var firstNumber: LayoutParts = []
  private var lastNumber: LayoutParts = []
  private var firstDate: LayoutParts = []
  private var firstCode: LayoutParts = []
  private var lastDate: LayoutParts = []
  private var firstAny: LayoutParts = []
  private var lastAny: LayoutParts = []

  /// - Parameter prefixOnly: the templates match the beginning of a line.
  mutating func add(_ part: LayoutPart, _ lines: [TemplateLine], prefixOnly: Bool = false) {
    let part = LayoutParts(part)
    for line in lines {
      switch line.tokens.first {
      case .literal(let mark), .run(let mark): first[Self.place(mark)].insert(part)
      case .field(.date): firstDate.insert(part)
      case .field(.code): firstCode.insert(part)
      case .field(let field) where field.isNumber: firstNumber.insert(part)
      default: firstAny.insert(part)
      }
      switch line.tokens.last {
      case _ where prefixOnly: lastAny.insert(part)
      case .literal(let mark), .run(let mark): last[Self.place(mark)].insert(part)
      case .field(.date): lastDate.insert(part)
      case .field(let field) where field.isNumber: lastNumber.insert(part)
      case .ending(let marks): last[Self.place(marks.last ?? 0)].insert(part)
      default: lastAny.insert(part)
      }
    }
  }

  /// The parts that a (trimmed, not empty) line may begin.
  @inline(__always)
  func beginnings(_ line: Span<UInt8>) -> LayoutParts {
    let scalar = line.scalar(at: 0).value
    let head = TextScalar.mark(scalar)
    var begins = first[Self.place(head)].union(firstAny)
    if Numeral.isDigit(head) {
      begins.formUnion(firstNumber.union(firstDate))
    } else if Self.mayBeginDate(head) {
      begins.formUnion(firstDate)
    }
    if (scalar >= 0x41 && scalar <= 0x5A) || scalar == 0x2F { begins.formUnion(firstCode) }
    return begins
  }

  /// The parts that a (trimmed, not empty) line may be.
  @inline(__always)
  func candidates(_ line: Span<UInt8>) -> LayoutParts {
    let begins = beginnings(line)
    let tail = TextScalar.mark(line.scalar(endingAt: line.count).value)
    var ends = last[Self.place(tail)].union(lastAny)
    if Numeral.isDigit(tail) {
      ends.formUnion(lastNumber.union(lastDate))
    } else if Self.mayEndDate(tail) {
      ends.formUnion(lastDate)
    }
    return begins.intersection(ends)
  }

  @inline(__always)
  private static func place(_ mark: UInt32) -> Int { Int((mark ^ mark >> 8) & 255) }

  /// Letters of a weekday, month or time zone; the names of eras.
  private static func mayBeginDate(_ s: UInt32) -> Bool {
    switch s {
    case 0x6A, 0x66, 0x6D, 0x61, 0x73, 0x6F, 0x6E, 0x64, 0x74, 0x77: true  // j f m a s o n d t w
    case 0x4EE4, 0x5E73, 0x662D, 0x6C11: true
    default: false
    }
  }

  /// 年 月 日 号; letters of a time zone; the bracket behind a weekday; 一 to 六 of 星期一.
  private static func mayEndDate(_ s: UInt32) -> Bool {
    switch s {
    case 0x63, 0x6D, 0x74, 0x7A, 0x29, 0x5E74, 0x6708, 0x65E5, 0x53F7: true
    default: false
    }
  }
}
