import GazetteDocumentModel

/// What a line begins or ends with, where that is no single mark.
struct EdgeKinds: OptionSet, Sendable {
  let rawValue: UInt8

  static let any = EdgeKinds(rawValue: 1)
  static let number = EdgeKinds(rawValue: 2)
  static let date = EdgeKinds(rawValue: 4)
  static let code = EdgeKinds(rawValue: 8)
  static let letter = EdgeKinds(rawValue: 16)
  static let circled = EdgeKinds(rawValue: 32)

  static let all: [EdgeKinds] = [.any, .number, .date, .code, .letter, .circled]

  /// The marks of the kinds, but for those of any, that a line begins with, or ends.
  func marks(atEnd: Bool) -> [UInt32] {
    var marks: [UInt32] = []
    if !isDisjoint(with: [.number, .date]) { marks += Numeral.marks }
    if contains(.date) { marks += Self.dateBeginnings + (atEnd ? Self.dateEndings : []) }
    if contains(.code) { marks.append(0x2F) }
    if !isDisjoint(with: [.code, .letter]) { marks += 0x61...0x7A }
    if contains(.letter) { marks += Numeral.koreanLetters }
    if contains(.circled) { marks += Numeral.circledMarks }
    return marks
  }

  /// Letters of a weekday, month or time zone; the names of eras.
  private static let dateBeginnings: [UInt32] = [
    0x6A, 0x66, 0x6D, 0x61, 0x73, 0x6F, 0x6E, 0x64, 0x74, 0x77,  // j f m a s o n d t w
    0x67, 0x6C, 0x65, 0x76,  // g l e v
    0x432, 0x434, 0x43C, 0x43D, 0x43E, 0x43F, 0x430, 0x438, 0x441, 0x444, 0x447, 0x44F,
    0x4EE4, 0x5E73, 0x662D, 0x6C11, 0x4E2D,
  ]

  /// 年 月 日 号, 년 월 일; 时 時 点 點 分, 시 분 of a time; letters of a time zone; the bracket behind a weekday;
  /// г and а of a Russian year; 天 of 星期天 (一 to 六 are numbers); the last point of `2018. 11. 5.`.
  private static let dateEndings: [UInt32] = [
    0x63, 0x6D, 0x74, 0x7A, 0x29, 0x433, 0x430, 0x5E74, 0x6708, 0x65E5, 0x53F7, 0x5929, 0xB144,
    0xC6D4, 0xC77C, 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0x5206, 0xC2DC, 0xBD84, 0x2E,
  ]
}

/// What every line of a template begins and ends with: a mark, or one of some kinds.
struct EdgeGate: Sendable {
  private(set) var head: UInt32?
  private(set) var beginnings: EdgeKinds = []
  private(set) var tail: UInt32?
  private(set) var endings: EdgeKinds = []

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
}

/// Which of up to 64 shapes a line may have, by its first and its last scalar: a set of them in a word.
///
/// Lines are many and few of them match, so two look-ups turn most away before a template is touched.
struct EdgeTable: Sendable {
  private let first: MarkSets
  private let last: MarkSets

  /// A gate, and what a line may be that it lets through.
  struct Entry {
    var gate: EdgeGate
    var shapes: UInt64
    /// Whether the line may end in any way.
    var prefixOnly = false
  }

  init(_ entries: [Entry]) {
    first = MarkSets(
      entries.map { ($0.gate.head, $0.gate.beginnings, $0.shapes) }, atEnd: false)
    last = MarkSets(
      entries.map { ($0.gate.tail, $0.prefixOnly ? .any : $0.gate.endings, $0.shapes) },
      atEnd: true)
  }

  /// The shapes that the (trimmed) line may begin: none, where it is empty.
  @inline(__always)
  func begun(_ line: Span<UInt8>) -> UInt64 { line.isEmpty ? 0 : first[line.firstMark] }

  /// Those of the shapes it begins that the (trimmed) line may have.
  @inline(__always)
  func admitted(_ line: Span<UInt8>, begun: UInt64) -> UInt64 {
    begun == 0 ? 0 : begun & last[line.lastMark]
  }
}

extension Span where Element == UInt8 {
  /// The mark of the first scalar. Most are Han, and stand for themselves.
  @inline(__always)
  fileprivate var firstMark: UInt32 {
    count >= 3 && isHanLead(self[0]) ? han(at: 0) : TextScalar.mark(scalar(at: 0).value)
  }

  /// The mark of the last scalar.
  @inline(__always)
  fileprivate var lastMark: UInt32 {
    count >= 3 && isHanLead(self[count - 3])
      ? han(at: count - 3) : TextScalar.mark(lastScalar(before: count).value)
  }
}

/// Sets by marks: a hash table, three quarters of which are empty or so, so that one look finds most marks to be
/// in none.
private struct MarkSets: Sendable {
  private struct Slot {
    /// No mark, where it is 0.
    var mark: UInt32 = 0
    var set: UInt64 = 0
  }

  private var slots: [Slot]
  /// 32 without the bits of a slot's number.
  private var shift: UInt32 = 28
  /// What every mark is in.
  private var ofAny: UInt64 = 0

  /// - Parameters:
  ///   - members: marks, or kinds of them, and what each is in.
  ///   - atEnd: whether they are the last ones of lines.
  init(_ members: [(mark: UInt32?, kinds: EdgeKinds, set: UInt64)], atEnd: Bool) {
    let kinds = EdgeKinds.all.compactMap { kind in
      let set = members.reduce(0) { $1.kinds.contains(kind) ? $0 | $1.set : $0 }
      return set == 0 ? nil : (kind: kind, marks: kind.marks(atEnd: atEnd), set: set)
    }
    // Most members share their marks with others.
    let count = kinds.reduce(members.count / 2) { $0 + $1.marks.count }
    while count * 4 > 1 << (32 - shift) { shift -= 1 }
    slots = [Slot](repeating: Slot(), count: 1 << (32 - shift))
    for kind in kinds {
      if kind.kind == .any { ofAny = kind.set }
      for mark in kind.marks { insert(kind.set, mark) }
    }
    for member in members {
      if let mark = member.mark { insert(member.set, mark) }
    }
  }

  private mutating func insert(_ set: UInt64, _ mark: UInt32) {
    let place = place(mark)
    slots[place].mark = mark
    slots[place].set |= set
  }

  @inline(__always)
  subscript(mark: UInt32) -> UInt64 { slots[place(mark)].set | ofAny }

  /// Where the mark is, or else an empty slot.
  @inline(__always)
  private func place(_ mark: UInt32) -> Int {
    // Marks that stand side by side are scattered: the golden ratio's bits.
    var place = Int((mark &* 0x9E37_79B1) &>> shift)
    while slots[place].mark != mark, slots[place].mark != 0 {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }
}
