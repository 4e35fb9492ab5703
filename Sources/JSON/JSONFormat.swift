public import GazetteDocumentModel
import GazetteStylesheets

/// The document model as one JSON document; its schema is `stylesheets/schemas/json.schema.json`.
public enum JSONFormat {
  public static let format = Format(
    name: "json",
    summary: LocalizedText(
      "the whole document as one JSON object", "整个文档,一个 JSON 对象"),
    mediaType: "application/json", fileExtensions: ["json"], unencodable: .jsonEscape,
    bid: { JSONBid.bid($0, firstKey: "bulletins", otherKeys: []) },
    schema: { Schemas.json },
    makeReader: { (context) throws(ConversionError) in
      JSONReader(layout: .document, context: context)
    },
    makeWriter: { (context) throws(ConversionError) in
      JSONWriter(layout: .document, context: context)
    })
}
