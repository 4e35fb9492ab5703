public import GazetteDocumentModel
import GazetteJSON

/// What a manifest comes to: added up record by record, in bounded memory.
public struct ReportStatistics: Sendable {
  /// One entry that was not converted.
  struct Failure: Sendable {
    let name: String
    let code: String
    let message: String
    let line: Int?
    let column: Int?
  }

  /// What was written, added up.
  struct Totals: Sendable {
    var articles = 0
    var sections = 0
    var paragraphs = 0
    var characters = 0
  }

  /// Failures that are told one by one.
  static let longestFailures = 500

  var entries = 0
  var converted = 0
  /// Converted, with losses.
  var lossy = 0
  var failed = 0
  var skipped = 0
  var bytesRead = 0
  var bytesWritten = 0
  var documents = 0
  var totals = Totals()

  /// Bulletins by `2021-03`; by `2021` where no more is known.
  var bulletins: [String: Int] = [:]
  var undated = 0
  /// Articles by the same.
  var articles: [String: Int] = [:]
  var departments = NameCounts()
  /// By code.
  var errors = NameCounts()
  /// How often each code was said.
  var diagnostics = NameCounts()
  /// The same without those that ended a conversion, which are in `errors`.
  var notices: NameCounts { diagnostics.without(errors) }
  /// How many entries each was said of.
  var diagnosed = NameCounts()
  var encodings = NameCounts()
  var profiles = NameCounts()
  var formats = NameCounts()
  var sizes = SizeHistogram()
  var failures: [Failure] = []

  public init() {}

  /// Adds the record of one entry, a line of the manifest.
  /// - Throws: `GZ4101`, `GZ4105`; `GZ4701` where it is no record of a manifest.
  public mutating func add(_ line: Span<UInt8>) throws(ConversionError) {
    let record = try ManifestEntry(line)
    entries += 1
    bytesRead += record.size
    sizes.add(record.size)
    for (code, count) in record.diagnostics {
      diagnostics.add(code, count)
      diagnosed.add(code)
    }
    switch record.status {
    case .converted:
      converted += 1
      if record.isLossy { lossy += 1 }
    case .failed:
      failed += 1
      add(failure: record)
    case .skipped: skipped += 1
    }
    if let encoding = record.encoding { encodings.add(encoding) }
    if let profile = record.profile { profiles.add(profile) }
    if let format = record.format { formats.add(format) }
    for output in record.outputs {
      documents += 1
      bytesWritten += output.size
    }
    guard record.status == .converted else { return }
    totals.articles += record.counts["articles"] ?? 0
    totals.sections += record.counts["sections"] ?? 0
    totals.paragraphs += record.counts["paragraphs"] ?? 0
    totals.characters += record.counts["characters"] ?? 0
    for (name, count) in record.departments { departments.add(name, count) }
    for (month, count) in record.dates {
      guard let month = Self.month(month) else { continue }
      articles[month, default: 0] += count
    }
    // The last of its articles tells when a bulletin without a date came out.
    if let date = record.date.flatMap(Self.month)
      ?? record.dates.compactMap({ Self.month($0.0) }).max()
    {
      bulletins[date, default: 0] += 1
    } else {
      undated += 1
    }
  }

  private mutating func add(failure record: ManifestEntry) {
    let code = record.error?["code"]?.string ?? "?"
    errors.add(code)
    guard failures.count < Self.longestFailures else { return }
    failures.append(
      Failure(
        name: record.place, code: code, message: record.error?["message"]?.string ?? "",
        line: record.error?["line"]?.integer, column: record.error?["column"]?.integer))
  }

  /// `2021-03` of `2021-03-12`; nil where it is no date. There are not more of them than months are.
  private static func month(_ date: String) -> String? {
    let bytes = Array(date.utf8.prefix(7))
    guard bytes.count >= 4, bytes.prefix(4).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return nil
    }
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"),
      let month = Int(String(decoding: bytes[5...], as: UTF8.self)), (1...12).contains(month)
    else { return String(decoding: bytes.prefix(4), as: UTF8.self) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Sizes by classes of 1, 2, 5, 10… thousand bytes.
struct SizeHistogram: Sendable {
  /// The upper ends of the classes; the last class has none.
  static let ends: [Int] =
    (3...8).flatMap { power in
      let base = (0..<power).reduce(1) { value, _ in value * 10 }
      return [base, 2 * base, 5 * base]
    }

  private(set) var counts = [Int](repeating: 0, count: ends.count + 1)

  mutating func add(_ size: Int) {
    counts[Self.ends.firstIndex { size < $0 } ?? Self.ends.count] += 1
  }

  /// The classes from the first to the last that holds anything: `1–2 KB`.
  var classes: [(label: String, count: Int)] {
    guard let first = counts.firstIndex(where: { $0 > 0 }),
      let last = counts.lastIndex(where: { $0 > 0 })
    else { return [] }
    return (first...last).map { (Self.label($0), counts[$0]) }
  }

  private static func label(_ index: Int) -> String {
    if index == 0 { return "< " + ByteSize.text(ends[0]) }
    if index == ends.count { return "≥ " + ByteSize.text(ends[index - 1]) }
    let from = ByteSize.text(ends[index - 1])
    let to = ByteSize.text(ends[index])
    // The unit stands once where both have the same: 1–2 KB.
    let unit = to.split(separator: " ")[1]
    return from.hasSuffix(unit) ? from.dropLast(unit.count + 1) + "–" + to : from + "–" + to
  }
}

/// Numbers of bytes for people, in powers of ten.
enum ByteSize {
  static func text(_ bytes: Int) -> String {
    let units = ["B", "KB", "MB", "GB", "TB", "PB"]
    var value = bytes
    var rest = 0
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      rest = value % 1000 / 100
      value /= 1000
      unit += 1
    }
    let fraction = unit > 0 && value < 100 && rest > 0 ? ".\(rest)" : ""
    return "\(value)\(fraction) \(units[unit])"
  }
}
