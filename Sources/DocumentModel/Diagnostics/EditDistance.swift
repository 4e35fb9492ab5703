/// How many letters differ between two names: for a hint.
public enum EditDistance {
  /// The nearest of some names, if it differs by two letters at most, and by fewer than the name has.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    var best: String?
    var least = min(3, wanted.count)
    for other in names where abs(other.utf8.count - wanted.count) < least && other != name {
      let distance = between(wanted, Array(other.utf8))
      if distance < least { (best, least) = (other, distance) }
    }
    return best
  }

  /// What stands behind a name that is not known: ` (did you mean "jats"?)`; empty where none is near.
  public static func hint(
    for name: String, among names: some Sequence<String>
  ) -> LocalizedText {
    let lower = name.lowercased()
    guard
      let near = names.first(where: { $0.lowercased() == lower })
        ?? nearest(to: lower, among: names)
    else { return LocalizedText("", "") }
    return LocalizedText(" (did you mean \"\(near)\"?)", "(是否应为 \"\(near)\"?)")
  }

  private static func between(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let change = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
