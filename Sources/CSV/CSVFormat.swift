public import GazetteDocumentModel

/// `csv`: a row per article, or a row per block (RFC 4180).
public enum CSVFormat {
  public static let format = Format(
    name: "csv",
    summary: LocalizedText("CSV, a row per article or per block", "CSV,每篇文章或每个段落一行"),
    mediaType: "text/csv",
    fileExtensions: ["csv", "tsv"],
    optionsByExtension: ["tsv": OptionValues(["delimiter": "tab"])],
    options: options,
    needsFactsFirst: true,
    takesLateFacts: { $0.value("layout", in: options) == "blocks" },
    bid: CSVFormat.bid,
    makeReader: { context throws(ConversionError) in
      CSVReader(context: context)
    },
    makeWriter: { context throws(ConversionError) in
      if context.options.value("layout", in: options) == "blocks" {
        return CSVBlockWriter(context: context)
      }
      return CSVWriter(context: context)
    })

  /// How sure the header row makes: several columns of ours, which no line of a text holds.
  private static func bid(_ sample: Span<UInt8>) -> Int {
    var start = 0
    if sample.count > 3, sample.extracting(0..<3).elementsEqual("\u{FEFF}") { start = 3 }
    var end = start
    let limit = min(sample.count, 4096)
    while end < limit, sample[end] != 0x0A, sample[end] != 0x0D { end += 1 }
    let line = sample.extracting(start..<end)
    if CSVHeader.separatorLine(line) != nil { return 60 }
    // A row of one column is no header; most lines of text have no more.
    let delimiters = CSVHeader.delimiters.filter { line.firstIndex(of: $0) != nil }
    guard !delimiters.isEmpty, let header = CSVHeader(line, delimiters: delimiters),
      header.knownCount > 1
    else { return 0 }
    return header.knownCount == header.count ? 95 : 70
  }

  /// The delimiter that a value of the option names; nil for `auto`.
  static func delimiter(_ name: String) -> UInt8? {
    switch name {
    case "comma": UInt8(ascii: ",")
    case "semicolon": UInt8(ascii: ";")
    case "tab": UInt8(ascii: "\t")
    default: nil
    }
  }

  static let options = [
    FormatOption(
      key: "layout", values: ["articles", "blocks"], defaultValue: "articles",
      summary: LocalizedText(
        "what a row is: an article, or a block (keeps everything)",
        "一行是什么:一篇文章,或一个段落(不丢失任何内容)")),
    FormatOption(
      key: "delimiter", values: ["auto", "comma", "semicolon", "tab"], defaultValue: "auto",
      summary: LocalizedText(
        "what separates the columns; auto is told by the header row, and writes commas",
        "列分隔符;auto 在读取时由标题行判断,写出时用逗号")),
    FormatOption(
      key: "newline", values: ["crlf", "lf"], defaultValue: "crlf",
      summary: LocalizedText("what ends a row", "行结束符")),
    FormatOption(
      key: "bom", values: ["no", "yes"], defaultValue: "no",
      summary: LocalizedText(
        "begin with a byte order mark, for Excel", "以字节顺序标记开头(供 Excel 使用)")),
    FormatOption(
      key: "safe", values: ["no", "yes"], defaultValue: "no",
      summary: LocalizedText(
        "put ' before cells that a spreadsheet would run as a formula; take it off when reading",
        "在会被当作公式的单元格前加 ',读取时去掉")),
  ]
}
