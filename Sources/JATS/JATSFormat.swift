public import GazetteDocumentModel
import GazetteXMLKit

/// `jats`: NISO Z39.96 articles.
public enum JATSFormat {
  public static let format = Format(
    name: "jats",
    summary: LocalizedText(
      "JATS XML: a collection with a sub-article per article", "JATS XML:合集,每篇文章一个 sub-article"),
    mediaType: "application/jats+xml",
    fileExtensions: ["jats.xml", "jats", "xml"],
    options: options,
    unencodable: .xmlCharacterReference,
    needsFactsFirst: true,
    givesFactsFirst: true,
    parsesAhead: true,
    bid: { sample in
      let text = sample.extracting(0..<min(sample.count, 1024))
      return text.contains("JATS") && text.contains("<!DOCTYPE article")
        ? 90 : text.contains("<article") && !text.contains("xhtml") ? 40 : 0
    },
    makeReader: { context throws(ConversionError) in JATSReader(context: context) },
    makeWriter: { context throws(ConversionError) in
      let set = context.options.value("tag-set", in: options)
      return JATSWriter(
        XMLWriter(OutputBuffer(context.sink), diagnostics: context.diagnostics),
        tagSet: JATSTagSet(
          name: JATSTagSet.Name(rawValue: set) ?? .archiving,
          version: context.options.value("version", in: options)),
        context: context)
    })

  static let options = [
    FormatOption(
      key: "tag-set", values: JATSTagSet.Name.allCases.map(\.rawValue), defaultValue: "archiving",
      summary: LocalizedText(
        "tag set; publishing requires an ISSN, a journal id and a date",
        "标签集;publishing 要求 ISSN、期刊标识和日期")),
    FormatOption(
      key: "version", values: JATSTagSet.versions, defaultValue: "1.2",
      summary: LocalizedText("JATS version", "JATS 版本")),
  ]
}
