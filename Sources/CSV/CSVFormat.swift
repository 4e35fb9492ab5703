public import GazetteDocumentModel

/// `csv`: a row per article (RFC 4180).
public enum CSVFormat {
  public static let format = Format(
    name: "csv",
    summary: LocalizedText("CSV, a row per article", "CSV,每篇文章一行"),
    mediaType: "text/csv",
    fileExtensions: ["csv"],
    options: options,
    needsFactsFirst: true,
    bid: { sample in
      for header: StaticString in ["bulletin,volume,", "bulletin;volume;", "bulletin\tvolume\t"] {
        let count = header.utf8CodeUnitCount
        if sample.count >= count, sample.extracting(0..<count).elementsEqual(header) { return 90 }
      }
      return 0
    },
    makeWriter: { context throws(ConversionError) in
      CSVWriter(context: context)
    })

  static let options = [
    FormatOption(
      key: "layout", values: ["articles"], defaultValue: "articles",
      summary: LocalizedText("what a row is: an article", "一行是什么:一篇文章")),
    FormatOption(
      key: "delimiter", values: ["comma", "semicolon", "tab"], defaultValue: "comma",
      summary: LocalizedText("what separates the columns", "列分隔符")),
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
        "put ' before cells that a spreadsheet would run as a formula", "在会被当作公式的单元格前加 '")),
  ]
}
