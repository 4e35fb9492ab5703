/// A content model as it is written: XML 1.0 §3.2.1, §3.2.2.
indirect enum ContentModel {
  /// `#PCDATA`: text, which is no step.
  case text
  case element(Int32)
  /// `a, b`
  case sequence(ContentModel, ContentModel)
  /// `a | b`
  case choice(ContentModel, ContentModel)
  /// `a?`
  case optional(ContentModel)
  /// `a*`
  case any(ContentModel)
  /// `a+`
  case some(ContentModel)

  /// What may come next, and whether the content may end.
  struct State: Hashable {
    var next: BitSet
    var mayEnd: Bool
  }

  /// Collects first, last and follow positions.
  struct Builder {
    private struct Part {
      var mayBeEmpty: Bool
      var first: BitSet
      var last: BitSet
    }

    /// The element at each position.
    private(set) var elements: [Int32] = []
    private(set) var follow: [BitSet] = []
    private(set) var start = State(next: BitSet(), mayEnd: true)
    private(set) var last = BitSet()

    static let nothing = Builder()

    private init() {}

    init(_ model: ContentModel) {
      let part = add(model)
      start = State(next: part.first, mayEnd: part.mayBeEmpty)
      last = part.last
    }

    private mutating func add(_ model: ContentModel) -> Part {
      switch model {
      case .text: return Part(mayBeEmpty: true, first: BitSet(), last: BitSet())
      case .element(let element):
        let position = BitSet(elements.count)
        elements.append(element)
        follow.append(BitSet())
        return Part(mayBeEmpty: false, first: position, last: position)
      case .sequence(let a, let b):
        let first = add(a)
        let second = add(b)
        connect(first.last, second.first)
        var part = Part(
          mayBeEmpty: first.mayBeEmpty && second.mayBeEmpty, first: first.first, last: second.last)
        if first.mayBeEmpty { part.first.formUnion(second.first) }
        if second.mayBeEmpty { part.last.formUnion(first.last) }
        return part
      case .choice(let a, let b):
        var part = add(a)
        let other = add(b)
        part.mayBeEmpty = part.mayBeEmpty || other.mayBeEmpty
        part.first.formUnion(other.first)
        part.last.formUnion(other.last)
        return part
      case .optional(let a):
        var part = add(a)
        part.mayBeEmpty = true
        return part
      case .any(let a), .some(let a):
        var part = add(a)
        connect(part.last, part.first)
        if case .any = model { part.mayBeEmpty = true }
        return part
      }
    }

    private mutating func connect(_ last: BitSet, _ first: BitSet) {
      for position in last.members { follow[position].formUnion(first) }
    }
  }
}
