public import GazetteDocumentModel
import GazetteStylesheets

/// The document model as JSON Lines, an article a line: the wire between `gazette read`, other
/// programs and `gazette write`. Its schema is `stylesheets/schemas/jsonl.schema.json`.
public enum JSONLinesFormat {
  public static let format = Format(
    name: "jsonl",
    summary: LocalizedText(
      "JSON Lines, an article a line: for jq, DuckDB, pandas and pipes",
      "JSON Lines,每行一篇文章:供 jq、DuckDB、pandas 和管道使用"),
    mediaType: "application/jsonl", fileExtensions: ["jsonl", "ndjson"], unencodable: .jsonEscape,
    bid: {
      JSONBid.bid($0, firstKey: "type", otherKeys: ["body", "contributors", "title", "language"])
    },
    schema: { Schemas.jsonLines },
    makeReader: { (context) throws(ConversionError) in
      JSONReader(layout: .lines, context: context)
    },
    makeWriter: { (context) throws(ConversionError) in
      JSONWriter(layout: .lines, context: context)
    })
}
