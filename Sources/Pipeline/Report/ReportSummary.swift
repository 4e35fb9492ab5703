import GazetteDocumentModel
import GazetteJSON

extension ReportStatistics {
  /// Names that a report for programs lists of each kind.
  private static let longestList = 1000

  /// The numbers as one object, for JSON and XML: scalars first, then lists of objects of scalars.
  var summary: JSONValue {
    func number(_ value: Int) -> JSONValue { .number(Double(value)) }
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key: key, value: value)) }
    for (key, value) in [
      ("entries", entries), ("converted", converted), ("withLosses", lossy), ("failed", failed),
      ("skipped", skipped), ("bytesRead", bytesRead), ("bytesWritten", bytesWritten),
      ("documents", documents), ("articles", totals.articles), ("sections", totals.sections),
      ("paragraphs", totals.paragraphs), ("characters", totals.characters), ("undated", undated),
      ("failuresOmitted", failed - failures.count),
    ] { add(key, number(value)) }
    func object(_ pairs: [(String, JSONValue?)]) -> JSONValue {
      .object(pairs.compactMap { pair in pair.1.map { .init(key: pair.0, value: $0) } })
    }
    func list(_ counts: NameCounts) -> JSONValue {
      let (names, rest) = counts.top(Self.longestList)
      let items = names.map { object([("name", .string($0.name)), ("count", number($0.count))]) }
      return .array(items + (rest > 0 ? [object([("count", number(rest))])] : []))
    }
    func months(_ counts: [String: Int]) -> JSONValue {
      .array(
        counts.sorted { $0.key < $1.key }.map {
          object([("month", .string($0.key)), ("count", number($0.value))])
        })
    }
    add("bulletins", months(bulletins))
    add("articlesByMonth", months(articles))
    add("departments", list(departments))
    add("errors", list(errors))
    add(
      "diagnostics",
      .array(
        diagnostics.top(Self.longestList).names.map {
          object([
            ("code", .string($0.name)), ("count", number($0.count)),
            ("entries", number(diagnosed[$0.name])),
          ])
        }))
    add("encodings", list(encodings))
    add("profiles", list(profiles))
    add("formats", list(formats))
    add(
      "sizes",
      .array(
        sizes.classes.map { object([("size", .string($0.label)), ("count", number($0.count))]) }))
    add(
      "failures",
      .array(
        failures.map {
          object([
            ("name", .string($0.name)), ("code", .string($0.code)),
            ("message", .string($0.message)), ("line", $0.line.map(number)),
            ("column", $0.column.map(number)),
          ])
        }))
    return .object(members)
  }
}
