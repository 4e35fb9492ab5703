import GazetteArchives

/// Records on their way to the journal: one that tells of a boundary waits until that is known, and those
/// behind it wait with it.
struct HeldRecords {
  private var held: [(record: JournalRecord, boundary: AwaitedBoundary?)] = []

  var isEmpty: Bool { held.isEmpty }

  mutating func add(_ record: JournalRecord, behind boundary: AwaitedBoundary?) {
    held.append((record, boundary))
  }

  /// What need not wait any more.
  mutating func takeKnown() -> [JournalRecord] {
    if held.isEmpty { return [] }
    let known = held.prefix { $0.boundary == nil || $0.boundary?.place != nil }
    held.removeFirst(known.count)
    return known.map { (record, boundary) in
      var record = record
      record.boundary = boundary?.place
      return record
    }
  }
}
