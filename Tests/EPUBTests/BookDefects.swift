import Testing

/// Books with one defect each, and the code that epubcheck has for it.
struct BookDefect: Sendable, CustomTestStringConvertible {
  /// What is wrong.
  let testDescription: String
  /// epubcheck's code.
  let code: String
  var isError = true
  /// What epubcheck lets pass against the standard.
  var isOnlyOurs = false
  let spoil: @Sendable (inout SampleBook) -> Void

  init(
    _ description: String, _ code: String, isError: Bool = true, isOnlyOurs: Bool = false,
    _ spoil: @escaping @Sendable (inout SampleBook) -> Void
  ) {
    testDescription = description
    self.code = code
    self.isError = isError
    self.isOnlyOurs = isOnlyOurs
    self.spoil = spoil
  }

  var book: SampleBook {
    var book = SampleBook()
    spoil(&book)
    return book
  }

  /// Words of the package replaced.
  static func package(
    _ description: String, _ code: String, isError: Bool = true, _ words: String,
    _ others: String
  ) -> BookDefect {
    other(description, code, isError: isError, in: SampleBook.package, words, others)
  }

  /// Words of a chapter replaced.
  static func chapter(
    _ description: String, _ code: String, isError: Bool = true, _ words: String,
    _ others: String
  ) -> BookDefect {
    other(description, code, isError: isError, in: SampleBook.chapter, words, others)
  }

  static func other(
    _ description: String, _ code: String, isError: Bool = true, in file: String,
    _ words: String, _ others: String
  ) -> BookDefect {
    BookDefect(description, code, isError: isError) {
      $0.replace(words, with: others, in: file)
    }
  }

  static let all = archive + container + metadata + manifest + spine + navigation + content + links

  static let archive = [
    BookDefect("mimetype is not the first file", "PKG-006") { $0.files.swapAt(0, 1) },
    BookDefect("there is no mimetype", "PKG-006") { $0.remove("mimetype") },
    other("mimetype is another", "PKG-007", in: "mimetype", "epub+zip", "epub+zap"),
    BookDefect("mimetype ends with a line end", "PKG-007") {
      $0.replace("zip", with: "zip\n", in: "mimetype")
    },
    BookDefect("mimetype is compressed", "PKG-007", isOnlyOurs: true) {
      $0.change("mimetype") { $0.isDeflated = true }
    },
    BookDefect("mimetype has an extra field", "PKG-005") {
      $0.change("mimetype") { $0.extraField = [0xFE, 0xCA, 0, 0] }
    },
    BookDefect("a file name holds a colon", "PKG-009") {
      rename(&$0, "EPUB/a.png", "EPUB/a:b.png", "a.png", "a%3Ab.png")
    },
    BookDefect("a file name holds a blank", "PKG-010", isError: false) {
      rename(&$0, "EPUB/a.png", "EPUB/a b.png", "a.png", "a%20b.png")
    },
    BookDefect("a file name ends with a full stop", "PKG-011") {
      $0.add("EPUB/notes.", "x")
      $0.item("id=\"notes\" href=\"notes.\" media-type=\"text/plain\"")
    },
    BookDefect("names differ in the case of letters", "OPF-060") {
      $0.add("EPUB/A.PNG", "x")
      $0.change("EPUB/A.PNG") { $0.bytes = SampleBook.picture }
      $0.item("id=\"png2\" href=\"A.PNG\" media-type=\"image/png\"")
    },
    BookDefect("a folder is empty", "PKG-014", isError: false) { $0.add("EPUB/empty/", "") },
  ]

  static let container = [
    BookDefect("there is no container", "RSC-002") { $0.remove("META-INF/container.xml") },
    other(
      "the container names no package", "RSC-003", in: "META-INF/container.xml",
      "application/oebps-package+xml", "text/xml"),
    other(
      "a rootfile has no path", "OPF-016", in: "META-INF/container.xml",
      "full-path=\"EPUB/package.opf\" ", ""),
    other(
      "the package is not there", "OPF-002", in: "META-INF/container.xml", "EPUB/package.opf",
      "EPUB/other.opf"),
    other(
      "the container is of a version to come", "RSC-005", in: "META-INF/container.xml",
      "<container version=\"1.0\"", "<container version=\"2.0\""),
    other(
      "the container is malformed", "RSC-016", in: "META-INF/container.xml", "</rootfiles>", ""),
  ]

  static let metadata = [
    package(
      "there is no title", "RSC-005", "<dc:title id=\"title\">书</dc:title>",
      "<dc:creator id=\"title\">书</dc:creator>"),
    package(
      "the title is empty", "RSC-005", "<dc:title id=\"title\">书<", "<dc:title id=\"title\"><"),
    package("there is no language", "RSC-005", "<dc:language>zh-CN</dc:language>", ""),
    package("the language is none", "OPF-092", "zh-CN", "中文"),
    package(
      "there is no modification time", "RSC-005",
      "<meta property=\"dcterms:modified\">2021-03-12T00:00:00Z</meta>", ""),
    package("the modification time is a day", "RSC-005", "2021-03-12T00:00:00Z", "2021-03-12"),
    package("unique-identifier is missing", "OPF-048", " unique-identifier=\"uid\"", ""),
    package(
      "unique-identifier names nothing", "OPF-030", "unique-identifier=\"uid\"",
      "unique-identifier=\"other\""),
    BookDefect("a UUID is none", "OPF-085", isError: false) {
      for file in [SampleBook.package, "EPUB/toc.ncx"] {
        $0.replace("-123456789012", with: "-none", in: file)
      }
    },
    package(
      "a date is in words", "OPF-053", isError: false, "2021-03-12</dc:date>", "2021年3月</dc:date>"),
    package(
      "there are two dates", "RSC-005", "<dc:language>", "<dc:date>2022</dc:date><dc:language>"),
    package("the version is none", "OPF-001", "version=\"3.0\" unique", "version=\"4.0\" unique"),
    package(
      "a property is unknown", "OPF-027", "property=\"title-type\"", "property=\"title-kind\""),
    package(
      "a prefix is undeclared", "OPF-028", "property=\"title-type\"", "property=\"own:type\""),
    package("a refinement refines nothing", "RSC-005", "refines=\"#title\"", "refines=\"#titel\""),
    package("a meta has no value", "RSC-005", ">main</meta>", "></meta>"),
  ]

  static let manifest = [
    package("an id is there twice", "RSC-005", "id=\"css\"", "id=\"png\""),
    package(
      "an item has no media type", "RSC-005", "href=\"style.css\" media-type=\"text/css\"",
      "href=\"style.css\""),
    BookDefect("a file is declared twice", "OPF-074") {
      $0.item("id=\"again\" href=\"a.png\" media-type=\"image/png\"")
    },
    BookDefect("a file is not there", "RSC-001") {
      $0.item("id=\"b\" href=\"b.png\" media-type=\"image/png\"")
    },
    BookDefect("a file is not declared", "OPF-003", isError: false) {
      $0.add("EPUB/notes.txt", "x")
    },
    package("an href has a fragment", "OPF-091", "href=\"a.png\"", "href=\"a.png#x\""),
    BookDefect("the manifest lists the package", "OPF-099") {
      $0.item("id=\"opf\" href=\"package.opf\" media-type=\"application/oebps-package+xml\"")
    },
    BookDefect("a resource is in META-INF", "PKG-025") {
      $0.add("META-INF/notes.txt", "x")
      $0.item("id=\"notes\" href=\"../META-INF/notes.txt\" media-type=\"text/plain\"")
    },
    BookDefect("a picture is elsewhere", "RSC-006") {
      $0.item("id=\"far\" href=\"https://example.org/b.png\" media-type=\"image/png\"")
    },
    package(
      "an item's property is unknown", "OPF-027", "properties=\"nav\"", "properties=\"nav fine\""),
    package(
      "a stylesheet is a cover", "OPF-012", "media-type=\"text/css\"",
      "media-type=\"text/css\" properties=\"cover-image\""),
    BookDefect("a fallback is not there", "OPF-040") {
      $0.replace("id=\"png\"", with: "id=\"png\" fallback=\"none\"", in: SampleBook.package)
    },
    BookDefect("fallbacks go in a circle", "OPF-045") {
      $0.replace("id=\"png\"", with: "id=\"png\" fallback=\"css\"", in: SampleBook.package)
      $0.replace("id=\"css\"", with: "id=\"css\" fallback=\"png\"", in: SampleBook.package)
    },
    BookDefect("there are two covers", "RSC-005") {
      $0.files.append(.init(name: "EPUB/b.png", bytes: SampleBook.picture))
      $0.item("id=\"b\" href=\"b.png\" media-type=\"image/png\" properties=\"cover-image\"")
      $0.replace(
        "id=\"png\"", with: "id=\"png\" properties=\"cover-image\"", in: SampleBook.package)
    },
    package("a PNG is called a JPEG", "OPF-029", "image/png", "image/jpeg"),
    BookDefect("a picture's name ends wrongly", "PKG-022", isError: false) {
      rename(&$0, "EPUB/a.png", "EPUB/a.jpg", "a.png", "a.jpg")
    },
    BookDefect("a picture is no picture", "PKG-021") {
      $0.change("EPUB/a.png") { $0.bytes = Array("none".utf8) }
    },
  ]

  static let spine = [
    package(
      "the spine names nothing", "OPF-049", "<itemref idref=\"c2\"/>",
      "<itemref idref=\"c2\"/><itemref idref=\"c3\"/>"),
    package(
      "the spine has an item twice", "RSC-005", "<itemref idref=\"c1\"/>",
      "<itemref idref=\"c1\"/><itemref idref=\"c1\"/>"),
    package(
      "the spine has a picture", "OPF-043", "<itemref idref=\"c1\"/>",
      "<itemref idref=\"c1\"/><itemref idref=\"png\"/>"),
    package(
      "nothing is linear", "OPF-033",
      "<itemref idref=\"nav\"/><itemref idref=\"c1\"/><itemref idref=\"c2\"/>",
      "<itemref idref=\"nav\" linear=\"no\"/><itemref idref=\"c1\" linear=\"no\"/><itemref idref=\"c2\" linear=\"no\"/>"
    ),
    package("toc is no NCX", "OPF-050", "toc=\"ncx\"", "toc=\"c1\""),
    package("toc is missing", "RSC-005", " toc=\"ncx\"", ""),
    package(
      "the spine is empty", "RSC-005",
      "<itemref idref=\"nav\"/><itemref idref=\"c1\"/><itemref idref=\"c2\"/>", ""),
  ]

  static let navigation = [
    package("there is no navigation document", "RSC-005", " properties=\"nav\"", ""),
    other(
      "there is no toc", "RSC-005", in: "EPUB/nav.xhtml", "epub:type=\"toc\"", "epub:type=\"lot\""),
    other("an entry has no words", "RSC-005", in: "EPUB/nav.xhtml", ">一</a>", "></a>"),
    other(
      "a list is empty", "RSC-005", in: "EPUB/nav.xhtml",
      "<li><a href=\"c1.xhtml\">一</a></li>\n<li><a href=\"c2.xhtml#end\">二</a></li>", ""),
    other(
      "an entry is neither link nor words", "RSC-005", in: "EPUB/nav.xhtml",
      "<a href=\"c1.xhtml\">一</a>", "<b>一</b>"),
    other(
      "an entry leads to the web", "NAV-010", in: "EPUB/nav.xhtml", "c1.xhtml",
      "https://example.org/"),
    other("an entry leads to no file", "RSC-007", in: "EPUB/nav.xhtml", "c1.xhtml", "c0.xhtml"),
    BookDefect("the contents lead back", "NAV-011", isError: false) {
      $0.replace("c1.xhtml\">一", with: "c2.xhtml\">一", in: "EPUB/nav.xhtml")
      $0.replace("c2.xhtml#end\">二", with: "c1.xhtml\">二", in: "EPUB/nav.xhtml")
    },
    other(
      "the NCX is of another book", "NCX-001", in: "EPUB/toc.ncx", "content=\"urn:uuid:1",
      "content=\"urn:uuid:2"),
    other("the NCX has an id twice", "RSC-005", in: "EPUB/toc.ncx", "id=\"p2\"", "id=\"p1\""),
    other(
      "a navPoint has no label", "RSC-005", in: "EPUB/toc.ncx",
      "<navLabel><text>一</text></navLabel>", ""),
  ]

  static let content = [
    chapter("a tag is not closed", "RSC-016", "后文</a>", "后文"),
    chapter("an entity is undeclared", "RSC-016", "后文", "后&nbsp;文"),
    chapter(
      "the DOCTYPE is that of XHTML 1.1", "HTM-004", "<!DOCTYPE html>",
      "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">"
    ),
    chapter("an id is there twice", "RSC-005", "<p><img", "<p id=\"top\"><img"),
    chapter(
      "an element is none of HTML's", "RSC-005", "<p><img src=\"a.png\" alt=\"点\"/></p>",
      "<center><img src=\"a.png\" alt=\"点\"/></center>"),
    chapter("an attribute is none any more", "RSC-005", "<p><img", "<p align=\"center\"><img"),
    chapter("a paragraph is in a paragraph", "RSC-005", "见<a", "<p>见</p><a"),
    chapter(
      "an entry is in no list", "RSC-005", "<p><img src=\"a.png\" alt=\"点\"/></p>", "<li>一</li>"),
    chapter("a list holds text", "RSC-005", "<p><img", "<ul>一<li>二</li></ul><p><img"),
    chapter("a picture has no src", "RSC-005", "<img src=\"a.png\"", "<img"),
    chapter(
      "lang and xml:lang differ", "RSC-005", "lang=\"zh\" xml:lang=\"zh\"",
      "lang=\"en\" xml:lang=\"zh\""),
    chapter(
      "a language is none", "RSC-005", "lang=\"zh\" xml:lang=\"zh\"",
      "lang=\"zh_CN\" xml:lang=\"zh_CN\""),
    chapter("there is no title", "RSC-017", isError: false, "<title>一</title>", ""),
    chapter("the title is empty", "RSC-005", "<title>一</title>", "<title></title>"),
    chapter("a script is not declared", "OPF-014", "</head>", "<script>var a;</script></head>"),
    chapter(
      "a drawing is not declared", "OPF-014", "<p><img",
      "<p><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></svg></p><p><img"
    ),
    chapter(
      "a formula is not declared", "OPF-014", "<p><img",
      "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"x\"><mi>x</mi></math></p><p><img"
    ),
    package(
      "a property is declared in vain", "OPF-015",
      "href=\"c1.xhtml\" media-type=\"application/xhtml+xml\"",
      "href=\"c1.xhtml\" media-type=\"application/xhtml+xml\" properties=\"svg\""),
    other(
      "a stylesheet is cut off", "CSS-008", in: "EPUB/style.css", "text-indent: 2em; }",
      "text-indent: 2em;"),
    other(
      "a stylesheet sets the direction", "CSS-001", in: "EPUB/style.css", "margin: 1em;",
      "direction: rtl;"),
    other(
      "a stylesheet's picture is not there", "RSC-007", in: "EPUB/style.css", "margin: 1em;",
      "background: url(b.png);"),
  ]

  static let links = [
    chapter("a link leads to no file", "RSC-007", "c2.xhtml#end", "c3.xhtml"),
    chapter("a link leads to no place", "RSC-012", "c2.xhtml#end", "c2.xhtml#ende"),
    chapter("a picture is not in the book", "RSC-007", "src=\"a.png\"", "src=\"b.png\""),
    BookDefect("a picture is not declared", "RSC-008") {
      $0.files.append(.init(name: "EPUB/b.png", bytes: SampleBook.picture))
      $0.replace("src=\"a.png\"", with: "src=\"b.png\"", in: SampleBook.chapter)
    },
    BookDefect("a link leads out of the order of reading", "RSC-011") {
      $0.replace("<itemref idref=\"c2\"/>", with: "", in: SampleBook.package)
      $0.replace("<li><a href=\"c2.xhtml#end\">二</a></li>", with: "", in: "EPUB/nav.xhtml")
      $0.replace("c2.xhtml", with: "c1.xhtml", in: "EPUB/toc.ncx")
    },
    chapter("a link leads to a stylesheet", "RSC-010", "c2.xhtml#end", "style.css"),
    chapter(
      "a picture is on the web", "RSC-006", "src=\"a.png\"", "src=\"https://example.org/a.png\""),
    chapter("an address holds a blank", "RSC-020", "c2.xhtml#end", "c 2.xhtml"),
    chapter("a web address has no host", "RSC-020", "c2.xhtml#end", "https://"),
    chapter("an address leaves the book", "RSC-026", "src=\"a.png\"", "src=\"../../a.png\""),
    chapter("an address is of a machine's file", "RSC-030", "c2.xhtml#end", "file:///c2.xhtml"),
    chapter("a link leads to data", "RSC-029", "c2.xhtml#end", "data:text/plain,x"),
    chapter("an address has a query", "RSC-033", "c2.xhtml#end", "c2.xhtml?x=1"),
    chapter("a stylesheet has a fragment", "RSC-013", "style.css\"", "style.css#x\""),
    BookDefect("a picture is of a foreign type", "RSC-032") {
      $0.add("EPUB/b.bmp", "BM")
      $0.item("id=\"bmp\" href=\"b.bmp\" media-type=\"image/bmp\"")
      $0.replace("src=\"a.png\"", with: "src=\"b.bmp\"", in: SampleBook.chapter)
    },
  ]

  private static func rename(
    _ book: inout SampleBook, _ name: String, _ other: String, _ href: String, _ otherHref: String
  ) {
    book.change(name) { $0.name = other }
    book.replace(href, with: otherHref, in: SampleBook.package)
    book.replace(href, with: otherHref, in: SampleBook.chapter)
  }
}
