import GazetteDocumentModel
import GazetteStylesheets

/// A report as one XHTML page: it links to nothing and runs nothing, so it can be mailed as it is.
struct ReportPage: ~Copyable {
  private var page: PageWriter
  private let wording: ReportWording

  /// Bars of one plot.
  private static let mostBars = 12

  init(
    _ sink: any ByteSink, language: MessageLanguage, diagnostics: DiagnosticCollector
  ) {
    page = PageWriter(sink, diagnostics: diagnostics)
    wording = ReportWording(language: language)
  }

  mutating func write(
    _ statistics: ReportStatistics, of manifest: String
  ) throws(ConversionError) {
    let headline = wording.headline(statistics)
    try page.raw("<!DOCTYPE html>\n")
    let language = wording.language.rawValue
    try page.begin(
      "html",
      [("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", language), ("xml:lang", language)])
    try head(headline)
    try page.begin("body")
    try page.begin("main")
    try header(statistics, headline, manifest)
    try tiles(statistics)
    try page.begin("div", [("class", "plots")])
    try page.line()
    try plots(statistics)
    try page.end()
    try failures(statistics)
    try page.finish()
  }

  private mutating func head(_ title: String) throws(ConversionError) {
    try page.line()
    try page.begin("head")
    try page.empty("meta", [("charset", "utf-8")])
    try page.empty(
      "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
    try page.leaf("title", title)
    try page.raw("\n<style>\n")
    try page.raw(Stylesheet.report)
    try page.raw("</style>\n")
    try page.end()
    try page.line()
  }

  // MARK: What it came to

  private mutating func header(
    _ statistics: ReportStatistics, _ headline: String, _ manifest: String
  ) throws(ConversionError) {
    try page.begin("header")
    try page.leaf("p", wording.word("Batch report · ", "批量转换报告 · ") + manifest)
    try page.leaf("h1", headline)
    let parts = [
      ("good", statistics.converted - statistics.lossy, wording.word("converted", "已转换")),
      ("warn", statistics.lossy, wording.word("converted, with losses", "已转换,有损失")),
      ("bad", statistics.failed, wording.word("failed", "失败")),
      ("muted", statistics.skipped, wording.word("skipped", "跳过")),
    ].filter { $0.1 > 0 }
    try shares(parts.map { ($0.0, $0.1) }, of: statistics.entries)
    try page.begin("ul", [("class", "legend")])
    for (style, count, words) in parts {
      try page.begin("li")
      try page.leaf("span", "", [("class", "key \(style)")])
      try page.leaf("b", wording.number(count))
      try page.text(" " + words)
      try page.end()
    }
    try page.end()
    try page.end()
    try page.line()
  }

  /// A strip that is divided as the entries are. It shows what the legend says, so it is hidden from who
  /// hears the page.
  private mutating func shares(
    _ parts: [(style: String, count: Int)], of all: Int
  ) throws(ConversionError) {
    guard all > 0 else { return }
    try page.begin(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("class", "shares"), ("viewBox", "0 0 1000 10"),
        ("preserveAspectRatio", "none"), ("aria-hidden", "true"),
      ])
    var x = 0
    for (index, part) in parts.enumerated() {
      // One of a million is still seen.
      let rest = 1000 - x
      let width =
        index == parts.count - 1 ? rest : min(max(4, part.count * 1000 / all), rest)
      try page.empty(
        "rect",
        [
          ("class", part.style), ("x", "\(x)"), ("y", "0"), ("width", "\(width)"), ("height", "10"),
        ])
      x += width
    }
    try page.end()
  }

  private mutating func tiles(_ statistics: ReportStatistics) throws(ConversionError) {
    try page.begin("dl", [("class", "tiles")])
    for (name, value) in [
      (wording.word("articles", "文章"), wording.number(statistics.totals.articles)),
      (wording.word("paragraphs", "段落"), wording.number(statistics.totals.paragraphs)),
      (wording.word("characters", "字符"), wording.number(statistics.totals.characters)),
      (wording.word("departments", "部门"), departmentCount(statistics)),
      (wording.word("read", "读取"), ByteSize.text(statistics.bytesRead)),
      (wording.word("written", "写出"), ByteSize.text(statistics.bytesWritten)),
    ] {
      try page.begin("div")
      try page.leaf("dt", name)
      try page.leaf("dd", value)
      try page.end()
    }
    try page.end()
    try page.line()
  }

  private func departmentCount(_ statistics: ReportStatistics) -> String {
    let names = statistics.departments
    return (names.isExact ? "" : "> ") + wording.number(names.names)
  }

  // MARK: Plots

  private mutating func plots(_ statistics: ReportStatistics) throws(ConversionError) {
    if !statistics.bulletins.isEmpty {
      let title = wording.word("Bulletins by year and month", "各年各月的简报")
      try card("calendar", title) { (plot, page) throws(ConversionError) in
        try plot.calendar(statistics.bulletins, into: &page)
      }
    }
    try names(
      "departments", wording.word("Articles by department", "各部门的文章"), statistics.departments)
    try names(
      "errors", wording.word("Failures by cause", "失败原因"), statistics.errors, style: "bad",
      isCode: true)
    try names(
      "diagnostics", wording.word("What was noticed", "转换中的提示"), statistics.notices, style: "warn",
      isCode: true)
    let sizes = statistics.sizes.classes.map { ReportPlot.Bar(label: $0.label, count: $0.count) }
    if !sizes.isEmpty {
      try card("sizes", wording.word("Bulletins by size", "简报大小")) {
        (plot, page) throws(ConversionError) in
        try plot.columns(sizes, into: &page)
      }
    }
    try names("encodings", wording.word("Bulletins by encoding", "简报编码"), statistics.encodings)
    try names("profiles", wording.word("Texts by layout profile", "文本版式"), statistics.profiles)
    if statistics.formats.names > 1 {
      try names("formats", wording.word("Bulletins by format", "简报格式"), statistics.formats)
    }
  }

  /// Bars for the commonest names, and one for the rest.
  private mutating func names(
    _ id: String, _ title: String, _ counts: NameCounts, style: String = "accent",
    isCode: Bool = false
  ) throws(ConversionError) {
    guard !counts.isEmpty else { return }
    let (names, rest) = counts.top(Self.mostBars)
    var bars = names.map { name in
      ReportPlot.Bar(
        label: isCode ? wording.meaning(of: name.name) : name.name, count: name.count, style: style)
    }
    if rest > 0 {
      let number = counts.names - names.count
      let words = wording.word(
        "\(wording.number(number)) others", "其他 \(wording.number(number)) 个")
      bars.append(ReportPlot.Bar(label: words, count: rest, style: "muted"))
    }
    try card(id, title) { (plot, page) throws(ConversionError) in try plot.bars(bars, into: &page) }
  }

  private mutating func card(
    _ id: String, _ title: String,
    _ draw: (ReportPlot, inout PageWriter) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    try page.begin("section", [("class", "card"), ("aria-labelledby", "\(id)-head")])
    try page.leaf("h2", title, [("id", "\(id)-head")])
    try draw(ReportPlot(id: id, title: title, wording: wording), &page)
    try page.end()
    try page.line()
  }

  // MARK: Failures

  private mutating func failures(_ statistics: ReportStatistics) throws(ConversionError) {
    guard !statistics.failures.isEmpty else { return }
    try page.begin("section", [("class", "card failures"), ("aria-labelledby", "failures-head")])
    try page.leaf("h2", wording.word("What failed", "失败的简报"), [("id", "failures-head")])
    try page.begin("table")
    try page.begin("thead")
    try page.begin("tr")
    for title in [
      wording.word("bulletin", "简报"), wording.word("place", "位置"), wording.word("cause", "原因"),
    ] {
      try page.leaf("th", title, [("scope", "col")])
    }
    try page.end()
    try page.end()
    try page.begin("tbody")
    for failure in statistics.failures {
      try page.line()
      try page.begin("tr")
      try page.leaf("th", failure.name, [("scope", "row")])
      let place = [failure.line, failure.column].compactMap { $0 }.map(String.init)
      try page.leaf("td", place.joined(separator: ":"))
      try page.begin("td")
      try page.text(failure.message + " ")
      try page.leaf("code", failure.code)
      try page.end()
      try page.end()
    }
    try page.end()
    try page.end()
    let omitted = statistics.failed - statistics.failures.count
    if omitted > 0 {
      try page.leaf(
        "p",
        wording.word(
          "\(wording.number(omitted)) more are in the manifest.",
          "另有 \(wording.number(omitted)) 期见清单。"))
    }
    try page.end()
    try page.line()
  }
}
