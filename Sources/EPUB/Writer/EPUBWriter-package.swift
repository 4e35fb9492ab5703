import GazetteDocumentModel
import GazetteStylesheets
import GazetteXMLKit
import GazetteZip

/// The package document (EPUB 3.3 §5).
extension EPUBWriter {
  /// OCF §4.2.6.3.1
  static let container = Array(
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """.utf8)

  var isVertical: Bool { options.value("style", in: EPUBFormat.options) == "vertical" }

  /// Stylesheets by file name, in the order of the cascade.
  var stylesheets: [(file: String, rules: [UInt8])] {
    var sheets = [("css/bulletin.css", Stylesheet.bulletin)]
    if isVertical { sheets.append(("css/vertical.css", Stylesheet.vertical)) }
    let own = options.value("own-css", in: EPUBFormat.options)
    if !own.isEmpty { sheets.append(("css/own.css", Array(own.utf8))) }
    return sheets
  }

  /// The language of the book: that of its first bulletin. A book must have one (§5.5.3.3).
  var language: [UInt8] {
    if let tag = book.facts?[.language], tag.span.isLanguageTag { return tag }
    return Array("und".utf8)
  }

  /// Whether there is more than one bulletin, or none: then the book has a cover of its own.
  var isVolume: Bool { book.bulletinCount != 1 }

  /// The title of the book: as asked; of one issue with its number; of a volume with its years.
  var title: [UInt8] {
    let asked = options.value("title", in: EPUBFormat.options)
    if !asked.isEmpty { return Array(asked.utf8) }
    var title = book.masthead
    if title.isEmpty { title = Self.untitled(language) }
    let isChinese = language.starts(with: "zh".utf8)
    if !isVolume, let issue = book.facts?[.issue] {
      title += isChinese ? Array(" 第".utf8) + issue + Array("期".utf8) : Array(" ".utf8) + issue
    } else if isVolume, let (first, last) = book.dates {
      let years = [first.prefix(4), last.prefix(4)]
      title += Array((" " + (years[0] == years[1] ? years[0] : years[0] + "–" + years[1])).utf8)
    }
    return title
  }

  /// `dcterms:modified` (§5.5.3.2.5): the same input gives the same bytes, so it is no clock's time but
  /// that of SOURCE_DATE_EPOCH, or the last day that the bulletins state.
  private var modified: String {
    if let seconds = UTCTime.sourceDateEpoch { return UTCTime(seconds).text }
    let day = book.dates?.last ?? "2000-01-01"
    return day + "-01-01".dropFirst(day.utf8.count == 4 ? 0 : day.utf8.count == 7 ? 3 : 6)
      + "T00:00:00Z"
  }

  /// A UUID of version 5 from the documents, where no identifier is given.
  private mutating func identifier() -> [UInt8] {
    let given = book.facts?.identifiers ?? []
    if !isVolume {
      for type in ["doi", "isbn", "uuid"] {
        guard let found = given.first(where: { $0.type == type && !$0.value.isEmpty }) else {
          continue
        }
        if type == "uuid" {
          // What others call a UUID may be none, and is an identifier all the same.
          return (BookIdentifier.isUUID(String(found.value.span)) ? Array("urn:uuid:".utf8) : [])
            + found.value
        }
        return Array((type + ":").utf8) + found.value
      }
    }
    return Array("urn:uuid:\(ContentDigest.uuid(book.digest.finish()))".utf8)
  }

  mutating func writePackage() throws(ConversionError) {
    let identifier = identifier()
    if isVolume { try writeCover() }
    try writeNavigation()
    try writeNCX(identifier)
    let sink = EntrySink(zip, folder: EPUBVocabulary.folder, EPUBVocabulary.package)
    var xml = XMLWriter(OutputBuffer(sink), diagnostics: diagnostics)
    try xml.declaration(encoding: "UTF-8")
    try xml.start("package")
    try xml.attribute("xmlns", "http://www.idpf.org/2007/opf")
    try xml.attribute("version", "3.0")
    try xml.attribute("unique-identifier", "id")
    try xml.attribute("xml:lang", language.span, at: .start)
    try xml.newline()
    try writeMetadata(&xml, identifier)
    try writeManifest(&xml)
    try writeSpine(&xml)
    try xml.raw("</package>\n")
    try xml.finish()
    _ = try sink.end()
  }

  private func writeMetadata(
    _ xml: inout XMLWriter, _ identifier: [UInt8]
  ) throws(ConversionError) {
    try xml.raw(
      "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">")
    try xml.text(identifier.span, at: .start)
    try xml.raw("</dc:identifier>\n")
    func line(_ name: StaticString, _ value: [UInt8]?) throws(ConversionError) {
      guard let value = value?.collapsedBlanks, !value.isEmpty else { return }
      try xml.element(name, value.span, at: .start)
      try xml.newline()
    }
    func property(_ name: String, _ value: String, refines: String? = nil) throws(ConversionError) {
      try xml.start("meta")
      if let refines { try xml.attribute("refines", refines) }
      try xml.attribute("property", name)
      if name == "role" { try xml.attribute("scheme", "marc:relators") }
      let bytes = Array(value.utf8)
      try xml.text(bytes.span, at: .start)
      try xml.end("meta")
      try xml.newline()
    }
    try line("dc:title", title)
    try line("dc:language", language)
    try line("dc:publisher", book.facts?[.publisher])
    let date = isVolume ? book.dates?.first : book.facts?.date ?? book.dates?.last
    try line("dc:date", date.map { Array($0.utf8) })
    try line("dc:rights", book.facts?[.copyright] ?? book.facts?[.license])
    for (index, person) in book.contributors.enumerated() {
      try xml.start("dc:contributor")
      try xml.attribute("id", "contributor-\(index + 1)")
      try xml.text(person.name.collapsedBlanks.span, at: .start)
      try xml.end("dc:contributor")
      try xml.newline()
      try property(
        "role", EPUBVocabulary.relator(person.role), refines: "#contributor-\(index + 1)")
    }
    let masthead = book.masthead
    if !masthead.isEmpty, let issue = book.facts?[.issue] {
      try xml.raw("<meta property=\"belongs-to-collection\" id=\"series\">")
      try xml.text(masthead.span, at: .start)
      try xml.raw("</meta>\n")
      try property("collection-type", "series", refines: "#series")
      let number = String(issue.span)
      if !isVolume, !number.isEmpty, number.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        try property("group-position", number, refines: "#series")
      }
    }
    try property("dcterms:modified", modified)
    for (name, value) in accessibility { try property("schema:" + name, value) }
    try xml.raw("<meta name=\"generator\" content=\"Gazette\"/>\n</metadata>\n")
  }

  private var hasImages: Bool { !media.all.isEmpty }

  /// EPUB Accessibility 1.1 §2.2
  private var accessibility: [(String, String)] {
    let isChinese = language.starts(with: "zh".utf8)
    var facts = [("accessMode", "textual")]
    if hasImages { facts.append(("accessMode", "visual")) }
    facts.append(
      ("accessModeSufficient", hasImages && links.hasWordlessPicture ? "textual,visual" : "textual")
    )
    for feature in ["tableOfContents", "readingOrder", "structuralNavigation"] {
      facts.append(("accessibilityFeature", feature))
    }
    if hasImages, !links.hasWordlessPicture {
      facts.append(("accessibilityFeature", "alternativeText"))
    }
    if book.hasFormula {
      facts.append(("accessibilityFeature", "MathML"))
    }
    facts.append(("accessibilityHazard", "none"))
    facts.append(
      (
        "accessibilitySummary",
        isChinese
          ? "正文均为可重排文字,标题分级,目录可跳转。"
          : "All text can be reflowed; headings are in order, and the table of contents links to each article."
      ))
    return facts
  }

  private func writeManifest(_ xml: inout XMLWriter) throws(ConversionError) {
    try xml.raw("<manifest>\n")
    func item(
      _ id: String, _ file: String, _ mediaType: String, _ properties: [String] = []
    ) throws(ConversionError) {
      try xml.start("item")
      try xml.attribute("id", id)
      try xml.attribute("href", file)
      try xml.attribute("media-type", mediaType)
      if !properties.isEmpty {
        try xml.attribute("properties", properties.joined(separator: " "))
      }
      try xml.end("item")
      try xml.newline()
    }
    let xhtml = EPUBVocabulary.xhtmlMediaType
    try item("nav", EPUBVocabulary.navigation, xhtml, ["nav"])
    try item("ncx", EPUBVocabulary.ncx, EPUBVocabulary.ncxMediaType)
    for (index, sheet) in stylesheets.enumerated() {
      try item("css-\(index + 1)", sheet.file, "text/css")
    }
    if isVolume { try item("cover", EPUBVocabulary.cover, xhtml) }
    try book.forEachPage { (page) throws(ConversionError) in
      try item(
        String(page.file.dropLast(6)), EPUBVocabulary.textFolder + page.file, xhtml, page.properties
      )
    }
    for (index, medium) in media.all.enumerated() {
      try item("media-\(index + 1)", medium.file, medium.mediaType)
    }
    try xml.raw("</manifest>\n")
  }

  /// §5.7. The contents stand behind the cover, as in print.
  private func writeSpine(_ xml: inout XMLWriter) throws(ConversionError) {
    try xml.start("spine")
    try xml.attribute("toc", "ncx")
    try xml.attribute("page-progression-direction", isVertical ? "rtl" : "ltr")
    try xml.newline()
    func reference(_ id: String) throws(ConversionError) {
      try xml.start("itemref")
      try xml.attribute("idref", id)
      try xml.end("itemref")
      try xml.newline()
    }
    if isVolume { try reference("cover") }
    if isVolume { try reference("nav") }
    var isFirst = true
    try book.forEachPage { (page) throws(ConversionError) in
      try reference(String(page.file.dropLast(6)))
      if isFirst, !isVolume { try reference("nav") }
      isFirst = false
    }
    try xml.raw("</spine>\n")
  }
}
