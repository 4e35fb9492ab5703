/// Which child elements may follow one another: the content model of one element as an automaton.
///
/// XML 1.0 §3.2.1, Appendix E: a model has a *position* for each name in it; which positions may come
/// first, last, and after one another follows from its form (Glushkov). A state stands for what may come
/// next and whether the content may end here:
///
///     (front, body?, back?)        0 ─front→ 1 ─body→ 2 ─back→ 3      1, 2 and 3 may end
///     (p | list)*                  0 ─p→ 0, 0 ─list→ 0                0 may end
struct ContentAutomaton: Sendable {
  /// One step: an element (index into the grammar's), and the state behind it.
  struct Step: Sendable {
    let element: Int32
    let next: Int32
  }

  /// The steps of each state, by element.
  private let steps: [[Step]]
  private let mayEnd: [Bool]

  /// No content.
  static let empty = ContentAutomaton(ContentModel.Builder.nothing)

  init(_ model: consuming ContentModel.Builder) {
    var numbers: [ContentModel.State: Int32] = [:]
    var states: [ContentModel.State] = []
    func number(_ state: ContentModel.State) -> Int32 {
      if let known = numbers[state] { return known }
      let new = Int32(states.count)
      numbers[state] = new
      states.append(state)
      return new
    }
    _ = number(model.start)
    var steps: [[Step]] = []
    while steps.count < states.count {
      let state = states[steps.count]
      var nexts: [Int32: ContentModel.State] = [:]
      for position in state.next.members {
        let element = model.elements[position]
        var next = nexts[element] ?? ContentModel.State(next: BitSet(), mayEnd: false)
        next.next.formUnion(model.follow[position])
        next.mayEnd = next.mayEnd || model.last.contains(position)
        nexts[element] = next
      }
      steps.append(
        nexts.map { Step(element: $0.key, next: number($0.value)) }
          .sorted { $0.element < $1.element })
    }
    self.steps = steps
    mayEnd = states.map(\.mayEnd)
  }

  /// The state behind an element; nil where the element cannot stand there.
  func step(from state: Int32, by element: Int32) -> Int32? {
    let row = steps[Int(state)]
    var low = 0
    var high = row.count
    while low < high {
      let middle = (low + high) / 2
      if row[middle].element < element { low = middle + 1 } else { high = middle }
    }
    return low < row.count && row[low].element == element ? row[low].next : nil
  }

  /// Whether an element may come somewhere behind another that comes now.
  func takes(_ later: Int32, behind element: Int32, from state: Int32) -> Bool {
    guard let next = step(from: state, by: element) else { return false }
    return step(from: next, by: later) != nil || missing(from: next, before: later) != nil
  }

  func mayEnd(_ state: Int32) -> Bool { mayEnd[Int(state)] }

  /// The elements that may come next.
  func expected(_ state: Int32) -> [Int32] { steps[Int(state)].map(\.element) }

  /// The elements that have to come before the content may end or go on by `element`: empty where none
  /// leads there. Looks a few steps ahead, for a message, and to go on behind a fault.
  func missing(from state: Int32, before element: Int32) -> (skipped: [Int32], next: Int32)? {
    var seen: Set<Int32> = [state]
    var front: [(state: Int32, path: [Int32])] = [(state, [])]
    for _ in 0..<4 {
      var behind: [(state: Int32, path: [Int32])] = []
      for (state, path) in front {
        if !path.isEmpty, let next = step(from: state, by: element) { return (path, next) }
        for step in steps[Int(state)] where seen.insert(step.next).inserted {
          behind.append((step.next, path + [step.element]))
        }
      }
      front = behind
    }
    return nil
  }
}

/// A set of small numbers.
struct BitSet: Hashable, Sendable {
  private var words: [UInt64] = []

  init() {}

  init(_ member: Int) {
    words = [UInt64](repeating: 0, count: member / 64 + 1)
    words[member / 64] = 1 << UInt64(member % 64)
  }

  mutating func formUnion(_ other: BitSet) {
    if words.count < other.words.count {
      words += [UInt64](repeating: 0, count: other.words.count - words.count)
    }
    for (index, word) in other.words.enumerated() { words[index] |= word }
  }

  func contains(_ member: Int) -> Bool {
    member / 64 < words.count && words[member / 64] & 1 << UInt64(member % 64) != 0
  }

  var members: [Int] {
    var members: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }
}
