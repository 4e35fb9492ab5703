/// Counts by name in bounded memory, for names that a million documents may each have one of.
///
/// Exact up to `capacity` names. When there are twice as many, the rarer half goes into `others`; one of
/// them that comes again counts from there on.
struct NameCounts: Sendable {
  static let capacity = 10_000

  private var counts: [String: Int] = [:]
  /// What names that were given up had.
  private(set) var others = 0
  /// All that was counted.
  private(set) var total = 0

  /// Whether each name has its true count.
  var isExact: Bool { others == 0 }
  var isEmpty: Bool { total == 0 }
  var names: Int { counts.count }

  mutating func add(_ name: String, _ count: Int = 1) {
    guard count > 0 else { return }
    total += count
    counts[name, default: 0] += count
    guard counts.count > 2 * Self.capacity else { return }
    for entry in sorted.dropFirst(Self.capacity) {
      others += entry.count
      counts[entry.name] = nil
    }
  }

  /// The counts of all names but those that another has too.
  func without(_ other: NameCounts) -> NameCounts {
    var rest = NameCounts()
    for (name, count) in counts where other[name] == 0 { rest.add(name, count) }
    return rest
  }

  subscript(name: String) -> Int { counts[name] ?? 0 }

  /// The commonest first; those of equal count by name, so that a report is the same each time.
  var sorted: [(name: String, count: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// The first of them, and what all others come to.
  func top(_ number: Int) -> (names: [(name: String, count: Int)], rest: Int) {
    let first = Array(sorted.prefix(number))
    return (first, total - first.reduce(0) { $0 + $1.count })
  }
}
