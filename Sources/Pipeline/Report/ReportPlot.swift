import GazetteDocumentModel

/// Draws plots as SVG 1.1 within a page: 400 units wide, so that on a phone a unit is about a pixel and
/// words stay legible; colours are the style sheet's, by class.
///
/// A plot is an image with a title and a description (SVG 2 §5.8); its numbers stand below it as a table
/// too, for who cannot or would not look.
struct ReportPlot {
  /// A bar with its words.
  struct Bar {
    let label: String
    let count: Int
    /// Class of its colour: `accent`, `bad`, `muted`.
    var style = "accent"
  }

  static let width = 400
  /// Columns of a label; a wide character takes two.
  private static let labelColumns = 44

  /// Identifies it within the page.
  let id: String
  let title: String
  let wording: ReportWording

  // MARK: Bars, one below the other

  /// The label above each bar, for names of departments are long.
  func bars(_ bars: [Bar], into page: inout PageWriter) throws(ConversionError) {
    let row = 34
    // All others together are no measure for those that are told one by one.
    let most = max(1, bars.filter { $0.style != "muted" }.map(\.count).max() ?? 1)
    try begin(height: bars.count * row, describing: bars, &page)
    for (index, bar) in bars.enumerated() {
      let y = index * row
      let length = min(Self.width, max(2, bar.count * Self.width / most))
      try page.begin("g")
      try page.leaf("title", "\(bar.label): \(wording.number(bar.count))")
      try text(Self.cut(bar.label), x: 0, y: y + 14, into: &page)
      try text(wording.number(bar.count), x: Self.width, y: y + 14, "end", into: &page)
      try rectangle("track", x: 0, y: y + 20, width: Self.width, height: 7, round: 3, &page)
      try rectangle(bar.style, x: 0, y: y + 20, width: length, height: 7, round: 3, &page)
      try page.end()
    }
    try page.end()
    try table(bars.map { ($0.label, wording.number($0.count)) }, &page)
  }

  // MARK: Columns, side by side

  /// For classes that have an order, such as sizes.
  func columns(_ bars: [Bar], into page: inout PageWriter) throws(ConversionError) {
    let height = 170
    let most = max(1, bars.map(\.count).max() ?? 1)
    let step = Self.width / max(1, bars.count)
    let thickness = min(48, step - 6)
    try begin(height: height + 52, describing: bars, &page)
    for (index, bar) in bars.enumerated() {
      let middle = index * step + step / 2
      let length = bar.count == 0 ? 0 : max(2, bar.count * (height - 20) / most)
      let top = 16 + height - 16 - length
      try page.begin("g")
      try page.leaf("title", "\(bar.label): \(wording.number(bar.count))")
      if length > 0 {
        try rectangle(
          bar.style, x: middle - thickness / 2, y: top, width: thickness, height: length, round: 3,
          &page)
      }
      try text(wording.short(bar.count), x: middle, y: top - 5, "middle", small: true, into: &page)
      // The unit stands below the number, so that ten of them have room.
      let words = bar.label.split(separator: " ")
      let unit = words.count > 1 ? words.last.map(String.init) ?? "" : ""
      let number = words.dropLast(unit.isEmpty ? 0 : 1).joined(separator: " ")
      try text(number, x: middle, y: height + 18, "middle", small: true, into: &page)
      try text(unit, x: middle, y: height + 34, "middle", small: true, into: &page)
      try page.end()
    }
    try page.empty(
      "line",
      [
        ("class", "axis"), ("x1", "0"), ("x2", "\(Self.width)"), ("y1", "\(height)"),
        ("y2", "\(height)"),
      ])
    try page.end()
    try table(bars.map { ($0.label, wording.number($0.count)) }, &page)
  }

  // MARK: Years by months

  /// A row for each year, a cell for each month, the darker the more; the year's sum behind them.
  ///
  /// - Parameter counts: by `2021-03`, or `2021` where the month is not known, which counts in the sum.
  func calendar(
    _ counts: [String: Int], into page: inout PageWriter
  ) throws(ConversionError) {
    let years = Self.years(counts)
    let most = max(1, counts.filter { $0.key.utf8.count == 7 }.map(\.value).max() ?? 1)
    let (left, cell, row, head) = (44, 25, 25, 20)
    let sums = years.map { year in
      counts.reduce(0) { $0 + ($1.key.hasPrefix(year) ? $1.value : 0) }
    }
    let facts = zip(years, sums).map { Bar(label: $0, count: $1) }
    try begin(height: head + years.count * row, describing: facts, &page)
    for month in 1...12 {
      try text(
        "\(month)", x: left + (month - 1) * cell + cell / 2, y: 13, "middle", small: true,
        into: &page)
    }
    for (index, year) in years.enumerated() {
      let y = head + index * row
      try text(year, x: 0, y: y + 17, into: &page)
      for month in 1...12 {
        let key = year + (month < 10 ? "-0" : "-") + "\(month)"
        let count = counts[key] ?? 0
        let level = Self.level(count, of: most)
        let x = left + (month - 1) * cell
        try page.begin("g")
        try page.leaf("title", "\(key): \(wording.number(count))")
        try rectangle("l\(level)", x: x, y: y, width: cell - 2, height: row - 2, round: 3, &page)
        if count > 0 {
          try text(
            wording.short(count), x: x + (cell - 2) / 2, y: y + 16, "middle", small: true,
            style: level > 3 ? "on-dark" : "", into: &page)
        }
        try page.end()
      }
      try text(wording.number(sums[index]), x: Self.width, y: y + 17, "end", into: &page)
    }
    try page.end()
    try table(facts.map { ($0.label, wording.number($0.count)) }, &page)
  }

  /// From the first to the last; where they are far apart, those that have any.
  private static func years(_ counts: [String: Int]) -> [String] {
    let known = Set(counts.keys.map { String($0.prefix(4)) }).sorted()
    guard let first = known.first.flatMap({ Int($0) }), let last = known.last.flatMap({ Int($0) }),
      last - first < 60
    else { return known.suffix(120) }
    return (first...last).map { year in
      let digits = String(year)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// 0 for none, 1…5: by the root, so that few are told from none beside many.
  private static func level(_ count: Int, of most: Int) -> Int {
    guard count > 0 else { return 0 }
    return min(5, 1 + Int((Double(count) / Double(most)).squareRoot() * 4.99))
  }

  // MARK: Parts

  private func begin(
    height: Int, describing bars: [Bar], _ page: inout PageWriter
  ) throws(ConversionError) {
    try page.begin(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(Self.width) \(height)"),
        ("role", "img"), ("aria-labelledby", "\(id)-title \(id)-desc"),
      ])
    try page.leaf("title", title, [("id", "\(id)-title")])
    let facts = bars.sorted { $0.count > $1.count }.prefix(5)
      .map { "\($0.label) \(wording.number($0.count))" }
    try page.leaf(
      "desc", facts.joined(separator: wording.word("; ", ";")), [("id", "\(id)-desc")])
    try page.line()
  }

  private func text(
    _ words: String, x: Int, y: Int, _ anchor: String = "start", small: Bool = false,
    style: String = "", into page: inout PageWriter
  ) throws(ConversionError) {
    guard !words.isEmpty else { return }
    let names = (small ? "small " : "") + style
    var attributes = [("x", "\(x)"), ("y", "\(y)")]
    if anchor != "start" { attributes.append(("text-anchor", anchor)) }
    if !names.isEmpty { attributes.append(("class", names)) }
    try page.leaf("text", words, attributes)
  }

  private func rectangle(
    _ style: String, x: Int, y: Int, width: Int, height: Int, round: Int,
    _ page: inout PageWriter
  ) throws(ConversionError) {
    try page.empty(
      "rect",
      [
        ("class", style), ("x", "\(x)"), ("y", "\(y)"), ("width", "\(width)"),
        ("height", "\(height)"), ("rx", "\(round)"),
      ])
  }

  private func table(
    _ rows: [(String, String)], _ page: inout PageWriter
  ) throws(ConversionError) {
    try page.line()
    try page.begin("details")
    try page.leaf("summary", wording.word("Numbers", "数据"))
    try page.begin("table")
    for (label, number) in rows {
      try page.begin("tr")
      try page.leaf("th", label, [("scope", "row")])
      try page.leaf("td", number)
      try page.end()
    }
    try page.end()
    try page.end()
    try page.line()
  }

  private static func cut(_ label: String) -> String {
    var columns = 0
    for index in label.indices {
      columns += label[index].unicodeScalars.contains { $0.value >= 0x2E80 } ? 2 : 1
      if columns > labelColumns { return label[..<index] + "…" }
    }
    return label
  }
}
