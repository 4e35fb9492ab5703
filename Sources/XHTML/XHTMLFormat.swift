public import GazetteDocumentModel
import GazetteXMLKit

/// `xhtml`: XHTML5 in XML syntax, ready for EPUB.
public enum XHTMLFormat {
  public static let format = Format(
    name: "xhtml",
    summary: LocalizedText(
      "XHTML5 in XML syntax, EPUB-ready, with a stylesheet", "XML 语法的 XHTML5,可用于 EPUB,带样式表"),
    mediaType: "application/xhtml+xml",
    fileExtensions: ["xhtml", "html", "htm"],
    options: options,
    unencodable: .xmlCharacterReference,
    parsesAhead: true,
    bid: { sample in
      let text = sample.extracting(0..<min(sample.count, 1024))
      return text.contains("http://www.w3.org/1999/xhtml") ? 90 : text.contains("<html") ? 60 : 0
    },
    makeReader: { context throws(ConversionError) in XHTMLReader(context: context) },
    makeWriter: { context throws(ConversionError) in
      XHTMLWriter(
        XMLWriter(OutputBuffer(context.sink), diagnostics: context.diagnostics), context: context)
    })

  static let options = [
    FormatOption(
      key: "css", values: ["embed", "link", "none"], defaultValue: "embed",
      summary: LocalizedText("where the stylesheet goes", "样式表的放置方式")),
    FormatOption(
      key: "css-href", defaultValue: "bulletin.css",
      summary: LocalizedText("what css=link points to", "css=link 所指向的地址")),
    FormatOption(
      key: "style", values: ["horizontal", "vertical"], defaultValue: "horizontal",
      summary: LocalizedText("direction of the lines", "排版方向")),
    FormatOption(
      key: "own-css", defaultValue: "",
      summary: LocalizedText(
        "rules of one's own, behind Gazette's stylesheet", "附加在自带样式表之后的 CSS 规则")),
  ]
}
