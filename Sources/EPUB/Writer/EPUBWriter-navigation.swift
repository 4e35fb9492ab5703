import GazetteDocumentModel
import GazetteXMLKit
import GazetteZip

/// The navigation document (EPUB 3.3 §7), the NCX of EPUB 2, and the cover of a volume.
extension EPUBWriter {
  private enum Step {
    case open(Book.Entry, hasChildren: Bool)
    case close(hadChildren: Bool)
  }

  /// The table of contents as a walk through a tree: what follows an entry and is deeper stands in it.
  /// One bulletin's sections and articles stand beside its title page, several bulletins' in theirs.
  private func walk(_ body: (Step) throws(ConversionError) -> Void) throws(ConversionError) {
    let isVolume = isVolume
    func depth(_ entry: Book.Entry) -> Int { isVolume ? entry.depth : max(0, entry.depth - 1) }
    var open: [(depth: Int, hasChildren: Bool)] = []
    // An entry is told when the next one is known, which may be within it.
    var last: Book.Entry?
    func tell(next: Int) throws(ConversionError) {
      guard let entry = last else { return }
      let own = depth(entry)
      while let outer = open.last, outer.depth >= own {
        open.removeLast()
        try body(.close(hadChildren: outer.hasChildren))
      }
      open.append((own, next > own))
      try body(.open(entry, hasChildren: next > own))
    }
    try book.forEachEntry { (entry) throws(ConversionError) in
      try tell(next: depth(entry))
      last = entry
    }
    try tell(next: 0)
    while let last = open.popLast() { try body(.close(hadChildren: last.hasChildren)) }
  }

  private func label(_ entry: Book.Entry) -> [UInt8] {
    entry.title.isEmpty ? Self.untitled(language) : entry.title
  }

  private var wording: (contents: String, landmarks: String, cover: String, start: String) {
    language.starts(with: "zh".utf8)
      ? ("目录", "导航点", "封面", "正文") : ("Contents", "Landmarks", "Cover", "Start of content")
  }

  mutating func writeNavigation() throws(ConversionError) {
    let words = wording
    var xml = try beginDocument(
      EPUBVocabulary.navigation, words.contents, semantics: nil)
    let sink = xml.sink
    try xml.writer.raw(
      "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"contents\">\n")
    try xml.writer.raw("<h1 id=\"contents\">")
    let contents = Array(words.contents.utf8)
    try xml.writer.text(contents.span, at: .start)
    try xml.writer.raw("</h1>\n<ol>\n")
    if isVolume {
      try anchor(&xml.writer, EPUBVocabulary.cover, Array(words.cover.utf8))
      try xml.writer.raw("</li>\n")
    }
    try walk { (step) throws(ConversionError) in
      switch step {
      case .open(let entry, let hasChildren):
        try anchor(&xml.writer, entry.address, label(entry))
        if hasChildren { try xml.writer.raw("\n<ol>\n") }
      case .close(let hadChildren):
        if hadChildren { try xml.writer.raw("</ol>\n") }
        try xml.writer.raw("</li>\n")
      }
    }
    try xml.writer.raw("</ol>\n</nav>\n")
    try writeLandmarks(&xml.writer)
    try xml.writer.raw("</body>\n</html>\n")
    try xml.writer.finish()
    _ = try sink.end()
  }

  /// §7.4.3: cover, contents, and where reading begins.
  private func writeLandmarks(_ xml: inout XMLWriter) throws(ConversionError) {
    let words = wording
    let files = book.firstFiles.map { EPUBVocabulary.textFolder + $0 }
    let first = files.first
    let start = isVolume ? first : files.last
    try xml.raw("<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<h2>")
    let heading = Array(words.landmarks.utf8)
    try xml.text(heading.span, at: .start)
    try xml.raw("</h2>\n<ol>\n")
    var marks = [("titlepage", isVolume ? EPUBVocabulary.cover : first, words.cover)]
    marks.append(("toc", EPUBVocabulary.navigation + "#toc", words.contents))
    marks.append(("bodymatter", start, words.start))
    for (type, address, title) in marks {
      guard let address else { continue }
      try anchor(&xml, address, Array(title.utf8), semantics: type)
      try xml.raw("</li>\n")
    }
    try xml.raw("</ol>\n</nav>\n")
  }

  /// `<li><a href="…">…</a>`, to be closed.
  private func anchor(
    _ xml: inout XMLWriter, _ address: String, _ label: [UInt8], semantics: String? = nil
  ) throws(ConversionError) {
    try xml.raw("<li>")
    try xml.start("a")
    if let semantics { try xml.attribute("epub:type", semantics) }
    try xml.attribute("href", address)
    try xml.text(label.span, at: .start)
    try xml.end("a")
  }

  private struct Document: ~Copyable {
    var writer: XMLWriter
    let sink: EntrySink
  }

  /// An XHTML document of the book itself, up to its body.
  private func beginDocument(
    _ file: String, _ title: String, semantics: String?
  ) throws(ConversionError) -> Document {
    let sink = EntrySink(zip, folder: EPUBVocabulary.folder, file)
    var xml = XMLWriter(OutputBuffer(sink), diagnostics: diagnostics)
    try xml.declaration(encoding: "UTF-8")
    try xml.raw("<!DOCTYPE html>\n")
    try xml.start("html")
    try xml.attribute("xmlns", EPUBVocabulary.xhtmlNamespace)
    try xml.attribute("xmlns:epub", "http://www.idpf.org/2007/ops")
    try xml.attribute("lang", language.span, at: .start)
    try xml.attribute("xml:lang", language.span, at: .start)
    try xml.raw("\n<head>\n<meta charset=\"UTF-8\"/>\n")
    let bytes = Array(title.utf8)
    try xml.element("title", bytes.span, at: .start)
    try xml.newline()
    for sheet in stylesheets {
      try xml.start("link")
      try xml.attribute("rel", "stylesheet")
      try xml.attribute("type", "text/css")
      try xml.attribute("href", sheet.file)
      try xml.end("link")
      try xml.newline()
    }
    try xml.raw("</head>\n")
    try xml.start("body")
    if let semantics { try xml.attribute("epub:type", semantics) }
    try xml.newline()
    return Document(writer: xml, sink: sink)
  }

  /// The cover of a volume: its title, who publishes it, and the days that it spans.
  mutating func writeCover() throws(ConversionError) {
    var xml = try beginDocument(
      EPUBVocabulary.cover, String(title.span), semantics: "cover")
    let sink = xml.sink
    try xml.writer.raw("<main>\n<section class=\"bulletin cover\">\n<header>\n<h1 class=\"title\">")
    try xml.writer.text(title.span, at: .start)
    try xml.writer.raw("</h1>\n")
    var lines: [[UInt8]] = []
    if let (first, last) = book.dates {
      lines.append(Array((first == last ? first : first + " – " + last).utf8))
    }
    if let publisher = book.facts?[.publisher] { lines.append(publisher) }
    for line in lines {
      try xml.writer.raw("<p class=\"subtitle\">")
      try xml.writer.text(line.span, at: .start)
      try xml.writer.raw("</p>\n")
    }
    try xml.writer.raw("</header>\n</section>\n</main>\n</body>\n</html>\n")
    try xml.writer.finish()
    _ = try sink.end()
  }

  /// OPF 2.0.1 §2.4.1, for reading systems of EPUB 2.
  func writeNCX(_ identifier: [UInt8]) throws(ConversionError) {
    let sink = EntrySink(zip, folder: EPUBVocabulary.folder, EPUBVocabulary.ncx)
    var xml = XMLWriter(OutputBuffer(sink), diagnostics: diagnostics)
    try xml.declaration(encoding: "UTF-8")
    try xml.raw("<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\">\n<head>\n")
    try xml.start("meta")
    try xml.attribute("name", "dtb:uid")
    try xml.attribute("content", identifier.span, at: .start)
    try xml.end("meta")
    try xml.raw("\n</head>\n<docTitle><text>")
    try xml.text(title.span, at: .start)
    try xml.raw("</text></docTitle>\n<navMap>\n")
    var count = 0
    var order = 0
    var previous = ""
    func point(_ address: String, _ label: [UInt8]) throws(ConversionError) {
      // Points to the same place have the same number.
      if address != previous { order += 1 }
      previous = address
      count += 1
      try xml.start("navPoint")
      try xml.attribute("id", "point-\(count)")
      try xml.attribute("playOrder", "\(order)")
      try xml.raw("<navLabel><text>")
      try xml.text(label.span, at: .start)
      try xml.raw("</text></navLabel>")
      try xml.start("content")
      try xml.attribute("src", address)
      try xml.end("content")
      try xml.newline()
    }
    if isVolume {
      try point(EPUBVocabulary.cover, Array(wording.cover.utf8))
      try xml.raw("</navPoint>\n")
    }
    try walk { (step) throws(ConversionError) in
      switch step {
      case .open(let entry, _): try point(entry.address, label(entry))
      case .close: try xml.raw("</navPoint>\n")
      }
    }
    try xml.raw("</navMap>\n</ncx>\n")
    try xml.finish()
    _ = try sink.end()
  }
}
