import GazetteDocumentModel

/// What a line begins and ends with: seen once, it turns most templates away before they are touched.
struct LineEdges {
  /// Kinds of edges that are no single mark.
  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt8

    static let any = Kinds(rawValue: 1)
    static let number = Kinds(rawValue: 2)
    static let date = Kinds(rawValue: 4)
    static let code = Kinds(rawValue: 8)
    static let letter = Kinds(rawValue: 16)
    static let circled = Kinds(rawValue: 32)

    /// The marks of the kinds, but for those of any.
    var marks: [UInt32] {
      var marks: [UInt32] = []
      if !isDisjoint(with: [.number, .date]) { marks += Numeral.marks }
      if contains(.date) { marks += LineEdges.dateBeginnings + LineEdges.dateEndings }
      if contains(.code) { marks.append(0x2F) }
      if !isDisjoint(with: [.code, .letter]) { marks += 0x61...0x7A }
      if contains(.circled) { marks += Numeral.circledMarks.joined() }
      return marks
    }
  }

  /// The marks of the first and the last scalar.
  let head: UInt32
  let tail: UInt32
  let beginnings: Kinds
  let endings: Kinds

  /// - Parameter line: trimmed, not empty.
  @inline(__always)
  init(_ line: Span<UInt8>) {
    let first = line.scalar(at: 0).value
    head = TextScalar.mark(first)
    var beginnings = Self.kinds(head)
    if Self.dateBeginnings.contains(head) { beginnings.insert(.date) }
    if (first >= 0x41 && first <= 0x5A) || first == 0x2F { beginnings.insert(.code) }
    self.beginnings = beginnings
    tail = TextScalar.mark(line.scalar(endingAt: line.count).value)
    var endings = Self.kinds(tail)
    if Self.dateEndings.contains(tail) { endings.insert(.date) }
    self.endings = endings
  }

  /// What a mark is at either end.
  @inline(__always)
  private static func kinds(_ mark: UInt32) -> Kinds {
    if mark >= 0x61, mark <= 0x7A { return [.any, .letter] }
    if Numeral.isDigit(mark) { return [.any, .number, .date] }
    return Numeral.isCircled(mark) ? [.any, .circled] : .any
  }

  /// Letters of a weekday, month or time zone; the names of eras.
  fileprivate static let dateBeginnings: [UInt32] = [
    0x6A, 0x66, 0x6D, 0x61, 0x73, 0x6F, 0x6E, 0x64, 0x74, 0x77,  // j f m a s o n d t w
    0x4EE4, 0x5E73, 0x662D, 0x6C11,
  ]

  /// 年 月 日 号, 년 월 일; 时 時 点 點 分, 시 분 of a time; letters of a time zone; the bracket behind a weekday;
  /// 天 of 星期天 (一 to 六 are numbers).
  fileprivate static let dateEndings: [UInt32] = [
    0x63, 0x6D, 0x74, 0x7A, 0x29, 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x5929, 0xB144, 0xC6D4, 0xC77C,
    0x65F6, 0x6642, 0x70B9, 0x9EDE, 0x5206, 0xC2DC, 0xBD84,
  ]
}

/// What every line of a template begins and ends with: a mark, or one of some kinds.
struct EdgeGate: Sendable {
  private(set) var head: UInt32?
  private(set) var beginnings: LineEdges.Kinds = []
  private(set) var tail: UInt32?
  private(set) var endings: LineEdges.Kinds = []

  init(_ tokens: [Template.Token]) {
    switch tokens.first {
    case .literal(let mark), .run(let mark): head = mark
    case .dash: head = 0x2D
    case .field(.circled): beginnings = .circled
    case .field(.letter): beginnings = .letter
    case .field(.date): beginnings = .date
    case .field(.code): beginnings = .code
    case .field(let field) where field.isNumber: beginnings = .number
    default: beginnings = .any
    }
    switch tokens.last {
    case .literal(let mark), .run(let mark): tail = mark
    case .dash: tail = 0x2D
    case .field(.circled): endings = .circled
    case .field(.letter): endings = .letter
    case .field(.date): endings = .date
    case .field(let field) where field.isNumber: endings = .number
    case .ending(let marks): tail = marks.last
    default: endings = .any
    }
  }

  /// Whether a line with these edges may have the template's shape.
  @inline(__always)
  func admits(_ edges: LineEdges) -> Bool {
    admitsHead(edges) && (tail == edges.tail || !endings.isDisjoint(with: edges.endings))
  }

  /// Whether a line that begins so may begin with the template's shape.
  @inline(__always)
  func admitsHead(_ edges: LineEdges) -> Bool {
    head == edges.head || !beginnings.isDisjoint(with: edges.beginnings)
  }
}

/// Which parts a line may be, by its first and last scalar.
///
/// Lines are many and few of them match, so two look-ups turn most away before a list is touched. Marks
/// share 512 places; two that fall together only cost a look more. Templates of a part that begin with any
/// text are kept apart from its others: `{author} <{email}>` and `— {author}` together would let every line
/// through.
struct MarkGates: Sendable {
  /// Two sets of parts in a word: those of templates that begin with a mark, and above them the others.
  private typealias Slots = UInt64

  private var first = [Slots](repeating: 0, count: 512)
  private var last = [Slots](repeating: 0, count: 512)
  /// The slots that any mark may begin or end.
  private var firstOfAny: Slots = 0
  private var lastOfAny: Slots = 0

  /// - Parameter prefixOnly: the templates match the beginning of a line.
  mutating func add(_ part: LayoutPart, _ gates: [EdgeGate], prefixOnly: Bool = false) {
    for gate in gates {
      let isOfAny = gate.beginnings.contains(.any)
      let slot = Slots(LayoutParts(part).rawValue) << (isOfAny ? 32 : 0)
      if isOfAny { firstOfAny |= slot }
      if prefixOnly || gate.endings.contains(.any) { lastOfAny |= slot }
      for mark in gate.beginnings.marks { first[Self.place(mark)] |= slot }
      for mark in gate.endings.marks { last[Self.place(mark)] |= slot }
      if let mark = gate.head { first[Self.place(mark)] |= slot }
      if let mark = gate.tail { last[Self.place(mark)] |= slot }
    }
  }

  /// The parts that the (trimmed, not empty) line may begin.
  @inline(__always)
  func beginnings(_ line: Span<UInt8>) -> LayoutParts { Self.parts(begun(line)) }

  /// The parts that the (trimmed, not empty) line may be.
  @inline(__always)
  func candidates(_ line: Span<UInt8>) -> LayoutParts {
    let begun = begun(line)
    if begun == 0 { return [] }
    let tail = TextScalar.mark(line.scalar(endingAt: line.count).value)
    return Self.parts(begun & (last[Self.place(tail)] | lastOfAny))
  }

  @inline(__always)
  private func begun(_ line: Span<UInt8>) -> Slots {
    first[Self.place(TextScalar.mark(line.scalar(at: 0).value))] | firstOfAny
  }

  @inline(__always)
  private static func parts(_ slots: Slots) -> LayoutParts {
    LayoutParts(rawValue: UInt32(truncatingIfNeeded: slots | slots >> 32))
  }

  @inline(__always)
  private static func place(_ mark: UInt32) -> Int { Int((mark ^ mark >> 9) & 511) }
}
