import GazetteArchives
import GazetteDocumentModel

/// What an input is that no reader reads, by its first bytes: files of other programs, and archives.
///
/// They are named before an encoding is looked for: a PDF may hold no byte that a text does not.
enum ForeignContent {
  /// What it is, and what to do with it.
  private typealias Advice = (name: LocalizedText, remedy: LocalizedText)

  /// - Throws: `GZ1009`.
  static func refuse(_ beginning: Span<UInt8>) throws(ConversionError) {
    guard let (name, remedy) = advice(beginning) else { return }
    throw ConversionError(
      .inputForeign, [name.english, remedy.english], chinese: [name.chinese, remedy.chinese])
  }

  private static func advice(_ beginning: Span<UInt8>) -> Advice? {
    func begins(_ signature: [UInt8]) -> Bool {
      beginning.count >= signature.count
        && beginning.extracting(0..<signature.count).elementsEqual(signature.span)
    }
    let saved = LocalizedText(
      "save it as plain text in the program that it is of", "请在原程序中另存为纯文本")
    if begins(Array("%PDF-".utf8)) {
      return (
        LocalizedText("a PDF", "PDF"),
        LocalizedText(
          "take its text out first, by pdftotext -layout", "请先用 pdftotext -layout 提取文本")
      )
    }
    if begins(Array("{\\rtf".utf8)) { return (LocalizedText("rich text (RTF)", "RTF 富文本"), saved) }
    // [MS-CFB] §2.2, which Word, Excel and WPS wrote until 2007.
    if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return (LocalizedText("an office document (doc, xls, wps)", "办公文档(doc、xls、wps)"), saved)
    }
    guard let kind = ArchiveKind.of(beginning: beginning) else { return nil }
    if kind == .zip, isOffice(beginning) {
      return (LocalizedText("an office document (docx, xlsx, odt)", "办公文档(docx、xlsx、odt)"), saved)
    }
    return (
      LocalizedText("an archive or a compressed file", "归档或压缩文件"),
      LocalizedText("convert what is in it with `gazette batch`", "请用 `gazette batch` 转换其中的文件")
    )
  }

  /// Whether a zip archive is of Office Open XML or OpenDocument, by the names that it begins with.
  private static func isOffice(_ beginning: Span<UInt8>) -> Bool {
    let start = [UInt8](beginning.extracting(0..<min(beginning.count, 4096)))
    return ["[Content_Types].xml", "word/", "mimetypeapplication/vnd.oasis."].contains {
      start.firstRange(of: Array($0.utf8)) != nil
    }
  }
}
