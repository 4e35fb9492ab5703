public import GazetteDocumentModel

/// `epub`: whole books, EPUB 3.3 written, EPUB 2 and 3 read.
public enum EPUBFormat {
  /// - Parameter content: the format of its content documents, XHTML: no format imports another, so
  ///   the registry hands it in.
  public static func format(content: Format) -> Format {
    Format(
      name: "epub",
      summary: LocalizedText(
        "whole books: EPUB 3.3 written, EPUB 2 and 3 read", "整本电子书:写 EPUB 3.3,读 EPUB 2 和 3"),
      mediaType: "application/epub+zip",
      fileExtensions: ["epub"],
      options: options,
      content: .binary,
      bid: { sample in
        // OCF §4.3: the media type stands at byte 38, behind the name `mimetype`.
        let mark = Array("mimetypeapplication/epub+zip".utf8)
        if sample.count >= 58, sample.extracting(30..<58).elementsEqual(mark.span) { return 100 }
        // Packed again by people, books are zip archives like any other: those that hold a book.
        let isZip =
          sample.count > 30 && sample.extracting(0..<4).elementsEqual([0x50, 0x4B, 3, 4].span)
        guard isZip else { return 0 }
        let start = [UInt8](sample.extracting(0..<min(sample.count, 4096)))
        let names = ["META-INF/container.xml", "application/epub+zip", ".opf", ".xhtml", "toc.ncx"]
        return names.contains { start.firstRange(of: Array($0.utf8)) != nil } ? 60 : 0
      },
      makeReader: { context throws(ConversionError) in
        try EPUBReader(context: context, content: content)
      },
      makeWriter: { context throws(ConversionError) in
        try EPUBWriter(context: context, content: content)
      })
  }

  static let options = [
    FormatOption(
      key: "documents", values: ["article", "section"], defaultValue: "article",
      summary: LocalizedText("what one content document holds", "每个内容文档包含什么")),
    FormatOption(
      key: "style", values: ["horizontal", "vertical"], defaultValue: "horizontal",
      summary: LocalizedText("direction of the lines", "排版方向")),
    FormatOption(
      key: "compression", values: ["deflate", "store"], defaultValue: "deflate",
      summary: LocalizedText("how the archive packs its files", "归档内文件的压缩方式")),
    FormatOption(
      key: "own-css", defaultValue: "",
      summary: LocalizedText(
        "rules of one's own, behind Gazette's stylesheet", "附加在自带样式表之后的 CSS 规则")),
    FormatOption(
      key: "title", defaultValue: "",
      summary: LocalizedText("title of the book; else that of the first bulletin", "书名;缺省为第一期简报的刊名")
    ),
  ]
}
