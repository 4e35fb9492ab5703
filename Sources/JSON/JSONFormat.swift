public import GazetteDocumentModel

/// `json`: the whole document as one JSON document.
public enum JSONFormat {
  public static let format = Format(
    name: "json",
    summary: LocalizedText("one JSON document, an article a line", "一个 JSON 文档,每行一篇文章"),
    mediaType: "application/json",
    fileExtensions: ["json"],
    unencodable: .jsonEscape,
    bid: { sample in JSONBid.bid(sample, "{\"bulletins\"") },
    makeWriter: { context throws(ConversionError) in
      JSONWriter(JSONOutput(OutputBuffer(context.sink)), shape: .document)
    })
}

/// `jsonl`: the document model on the wire.
public enum JSONLinesFormat {
  public static let format = Format(
    name: "jsonl",
    summary: LocalizedText(
      "JSON Lines, an article a line: for jq, DuckDB, pandas and other stages",
      "JSON Lines,每行一篇文章:供 jq、DuckDB、pandas 和其他环节使用"),
    mediaType: "application/x-ndjson",
    fileExtensions: ["jsonl", "ndjson"],
    unencodable: .jsonEscape,
    bid: { sample in
      max(
        JSONBid.bid(sample, "{\"type\":\"bulletin\""), JSONBid.bid(sample, "{\"type\":\"article\""))
    },
    makeReader: { context throws(ConversionError) in
      JSONLinesReader(diagnostics: context.diagnostics)
    },
    makeWriter: { context throws(ConversionError) in
      JSONWriter(JSONOutput(OutputBuffer(context.sink)), shape: .lines)
    })
}

private enum JSONBid {
  /// 90 where the input begins so, blanks aside; 20 for another object.
  static func bid(_ sample: Span<UInt8>, _ beginning: StaticString) -> Int {
    var text: [UInt8] = []
    for index in sample.indices where sample[index] > 0x20 {
      text.append(sample[index])
      if text.count == beginning.utf8CodeUnitCount { break }
    }
    if text.span.elementsEqual(beginning) { return 90 }
    return text.first == UInt8(ascii: "{") ? 20 : 0
  }
}
