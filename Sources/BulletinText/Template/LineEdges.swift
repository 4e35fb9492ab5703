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
    var beginnings: Kinds = .any
    if Numeral.isDigit(head) {
      beginnings.formUnion([.number, .date])
    } else if Self.mayBeginDate(head) {
      beginnings.insert(.date)
    }
    if (first >= 0x41 && first <= 0x5A) || first == 0x2F { beginnings.insert(.code) }
    self.beginnings = beginnings
    tail = TextScalar.mark(line.scalar(endingAt: line.count).value)
    var endings: Kinds = .any
    if Numeral.isDigit(tail) {
      endings.formUnion([.number, .date])
    } else if Self.mayEndDate(tail) {
      endings.insert(.date)
    }
    self.endings = endings
  }

  /// Letters of a weekday, month or time zone; the names of eras.
  private static func mayBeginDate(_ s: UInt32) -> Bool {
    switch s {
    case 0x6A, 0x66, 0x6D, 0x61, 0x73, 0x6F, 0x6E, 0x64, 0x74, 0x77: true  // j f m a s o n d t w
    case 0x4EE4, 0x5E73, 0x662D, 0x6C11: true
    default: false
    }
  }

  /// 年 月 日 号, 년 월 일; letters of a time zone; the bracket behind a weekday; 天 of 星期天 (一 to 六 are numbers).
  private static func mayEndDate(_ s: UInt32) -> Bool {
    switch s {
    case 0x63, 0x6D, 0x74, 0x7A, 0x29, 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x5929: true
    case 0xB144, 0xC6D4, 0xC77C: true
    default: false
    }
  }
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
    case .field(.circled), .field(.letter): beginnings = .any
    case .field(.date): beginnings = .date
    case .field(.code): beginnings = .code
    case .field(let field) where field.isNumber: beginnings = .number
    default: beginnings = .any
    }
    switch tokens.last {
    case .literal(let mark), .run(let mark): tail = mark
    case .dash: tail = 0x2D
    case .field(.circled), .field(.letter): endings = .any
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

/// Which parts a line may be, by its edges alone.
///
/// Lines are many and few of them match, so two look-ups turn most away before a list is touched. Marks
/// share 256 places; two that fall together only cost a look more.
struct MarkGates: Sendable {
  private var first = [LayoutParts](repeating: [], count: 256)
  private var last = [LayoutParts](repeating: [], count: 256)
  private var begun = PartsByKind()
  private var ended = PartsByKind()

  /// - Parameter prefixOnly: the templates match the beginning of a line.
  mutating func add(_ part: LayoutPart, _ gates: [EdgeGate], prefixOnly: Bool = false) {
    let part = LayoutParts(part)
    for gate in gates {
      if let mark = gate.head { first[Self.place(mark)].insert(part) }
      begun.add(part, gate.beginnings)
      if !prefixOnly, let mark = gate.tail { last[Self.place(mark)].insert(part) }
      ended.add(part, prefixOnly ? .any : gate.endings)
    }
  }

  /// The parts that a line may begin.
  @inline(__always)
  func beginnings(_ edges: LineEdges) -> LayoutParts {
    first[Self.place(edges.head)].union(begun.parts(edges.beginnings))
  }

  /// The parts that a line may be.
  @inline(__always)
  func candidates(_ edges: LineEdges) -> LayoutParts {
    beginnings(edges).intersection(
      last[Self.place(edges.tail)].union(ended.parts(edges.endings)))
  }

  @inline(__always)
  private static func place(_ mark: UInt32) -> Int { Int((mark ^ mark >> 8) & 255) }
}

/// The parts that have templates with an edge of each kind.
private struct PartsByKind: Sendable {
  private var any: LayoutParts = []
  private var number: LayoutParts = []
  private var date: LayoutParts = []
  private var code: LayoutParts = []

  mutating func add(_ part: LayoutParts, _ kinds: LineEdges.Kinds) {
    if kinds.contains(.any) { any.formUnion(part) }
    if kinds.contains(.number) { number.formUnion(part) }
    if kinds.contains(.date) { date.formUnion(part) }
    if kinds.contains(.code) { code.formUnion(part) }
  }

  @inline(__always)
  func parts(_ kinds: LineEdges.Kinds) -> LayoutParts {
    var parts = any
    if kinds == .any { return parts }
    if kinds.contains(.number) { parts.formUnion(number) }
    if kinds.contains(.date) { parts.formUnion(date) }
    if kinds.contains(.code) { parts.formUnion(code) }
    return parts
  }
}
