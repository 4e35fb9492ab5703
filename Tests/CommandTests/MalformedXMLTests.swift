import Foundation
import GazetteTestSupport
import Testing

/// Broken and hostile XML gives one line with its place, status 65, and no output; nothing outside the
/// document is read.
@Suite struct MalformedXMLTests {
  /// A document in which `⟦` marks the place that the line must name.
  struct Malformed: CustomTestStringConvertible {
    var name: String
    var document: String
    /// What the line says.
    var words: [String]
    /// The readers that must refuse it so.
    var formats = ["jats", "xhtml"]

    var testDescription: String { name }

    /// The bytes without the mark, and the mark's place.
    var input: (bytes: [UInt8], place: String) {
      let parts = document.components(separatedBy: "⟦")
      let lines = parts[0].components(separatedBy: "\n")
      let column = (lines.last?.unicodeScalars.count ?? 0) + 1
      return (Array(parts.joined().utf8), "\(lines.count):\(column):")
    }
  }

  /// A document of either format around a paragraph's content; `%` stands for its text.
  static func document(_ text: String, head: String = "", format: String) -> String {
    format == "jats"
      ? "\(head)<article>\n<body><p>\(text)</p></body></article>"
      : "\(head)<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<body><p>\(text)</p></body></html>"
  }

  static let laughs =
    "<!DOCTYPE d [\n<!ENTITY a0 \"lol\">\n"
    + (1...9).map { n in
      "<!ENTITY a\(n) \"" + String(repeating: "&a\(n - 1);", count: 10) + "\">\n"
    }.joined() + "]>\n"

  /// Within a paragraph: of either format.
  static let texts: [(name: String, head: String, text: String, words: [String])] = [
    ("wrong nesting", "", "<b>x⟦</i></b>", ["</i> stands where <b>", "GZ4301"]),
    ("an undeclared entity", "<!DOCTYPE d [\n]>\n", "x &nosuch;⟦ y", ["nosuch", "GZ4301"]),
    ("an undeclared prefix", "", "x\n⟦<foo:x>y</foo:x>", ["prefix", "foo", "xmlns", "GZ4310"]),
    ("a duplicate attribute", "", "<b id='a' id='b'⟦>x</b>", ["id stands twice", "GZ4301"]),
    (
      "a duplicate attribute by its namespace", "",
      "<b xmlns:p='urn:x' xmlns:q='urn:x' p:i='1' q:i='2'⟦>x</b>", ["redefined", "GZ4301"]
    ),
    ("a billion laughs", laughs, "&a9;⟦", ["entities", "20 times", "GZ4309"]),
    ("an entity that holds itself", "<!DOCTYPE d [<!ENTITY a \"&a;\">]>\n", "&a;⟦", ["GZ4309"]),
    (
      "an external entity", "<!DOCTYPE d [<!ENTITY e SYSTEM \"SECRET\">]>\n", "&e;⟦",
      ["\"e\"", "not loaded", "GZ4303"]
    ),
    (
      "an external entity in an attribute", "<!DOCTYPE d [<!ENTITY e SYSTEM \"SECRET\">]>\n",
      "<b id='&e;⟦'>x</b>", ["external entity", "GZ4301"]
    ),
    (
      "an external parameter entity",
      "<!DOCTYPE d [\n<!ENTITY % p SYSTEM \"SECRET\">\n%p;⟦\n]>\n", "x", ["\"p\"", "GZ4303"]
    ),
    ("a control character", "", "a⟦\u{1}b", ["GZ4301"]),
    ("a reference to no character", "", "a&#0;⟦b", ["GZ4301"]),
    ("a bare ampersand", "", "a &⟦ b", ["GZ4301"]),
    ("a bare less-than sign", "", "a <⟦ b", ["GZ4301"]),
    ("the end of a CDATA section", "", "a ⟦]]> b", ["GZ4301"]),
    ("an attribute without quotes", "", "<b id=⟦x>y</b>", ["GZ4301"]),
  ]

  static let table: [Malformed] =
    texts.flatMap { item in
      ["jats", "xhtml"].map { format in
        Malformed(
          name: "\(item.name), \(format)",
          document: document(item.text, head: item.head, format: format), words: item.words,
          formats: [format])
      }
    } + [
      Malformed(
        name: "cut off in the text", document: "<article>\n<body><p>⟦x", words: ["</p>", "GZ4308"],
        formats: ["jats"]),
      Malformed(
        name: "cut off in a page", document: "<html>\n<body><p>⟦x", words: ["</p>", "GZ4308"],
        formats: ["xhtml"]),
      Malformed(
        name: "cut off in a comment", document: "<article>\n<!-- x⟦", words: ["GZ4308"],
        formats: ["jats"]),
      Malformed(
        name: "two roots", document: "<article/>\n⟦<article/>", words: ["GZ4301"],
        formats: ["jats"]),
      Malformed(
        name: "text after the root", document: "<html/>\n⟦words", words: ["GZ4301"],
        formats: ["xhtml"]),
      Malformed(name: "no XML", document: "⟦just words\n", words: ["GZ4301"]),
      Malformed(
        name: "an XML declaration on the second line",
        document: "\n<?xml⟦ version=\"1.0\"?><article/>", words: ["declaration", "GZ4301"]),
      Malformed(
        name: "a page read as JATS", document: "⟦<html><body/></html>",
        words: ["<html>", "<article>", "-f", "GZ4305"], formats: ["jats"]),
      Malformed(
        name: "an article read as a page", document: "⟦<article/>",
        words: ["<article>", "<html>", "-f", "GZ4305"], formats: ["xhtml"]),
      Malformed(
        name: "elements 100,000 deep",
        document: "<article><body>" + String(repeating: "<sec>", count: 254) + "<sec⟦>"
          + String(repeating: "<sec>", count: 100_000),
        words: ["256 deep", "GZ4302"], formats: ["jats"]),
      Malformed(
        name: "divisions 100,000 deep",
        document: "<html><body>" + String(repeating: "<div>", count: 254) + "<div⟦>"
          + String(repeating: "<div>", count: 100_000),
        words: ["256 deep", "GZ4302"], formats: ["xhtml"]),
    ]

  @Test(arguments: table)
  func isRefused(_ malformed: Malformed) throws {
    for format in malformed.formats {
      let command = try Command()
      let secret = try command.folder.write("secret.txt", Array("the secret".utf8))
      let (bytes, place) = malformed.input
      let document = String(decoding: bytes, as: UTF8.self)
        .replacingOccurrences(of: "SECRET", with: "file://\(secret)")
      try command.folder.write("in.xml", Array(document.utf8))
      let result = try command.run([
        "convert", "in.xml", "-f", format, "-t", "json", "-o", "out.json",
      ])
      #expect(result.status == 65, "\(result.errors)")
      #expect(result.complaints.count == 1, "\(result.errors)")
      let line = try #require(result.complaints.last)
      #expect(line.hasPrefix("in.xml:\(place) "), "\(line), not \(place)")
      for words in malformed.words { #expect(line.contains(words), "\(line)") }
      #expect(!line.contains("the secret"))
      #expect(command.folder.names == ["in.xml", "secret.txt"], "something was left behind")
    }
  }

  /// A long entity named often: memory must not grow with what it would become.
  @Test(arguments: ["jats", "xhtml"])
  func growthIsBounded(_ format: String) throws {
    let head = "<!DOCTYPE d [<!ENTITY a \"" + String(repeating: "x", count: 100_000) + "\">]>\n"
    let names = String(repeating: "&a;", count: 20_000)
    for text in [names, "<b id=\"\(names)\">y</b>"] {
      let command = try Command()
      try command.folder.write(
        "in.xml", Array(Self.document(text, head: head, format: format).utf8))
      let result = try command.shell(
        "ulimit -v 1000000; gazette convert '\(command.folder.path)/in.xml' -f \(format) -t json")
      #expect(result.status == 65, "\(result.errors)")
      #expect(result.complaints.count == 1, "\(result.errors)")
      #expect(result.errors.contains("in.xml:3:"), "\(result.errors)")
      #expect(result.errors.contains("GZ4309"), "\(result.errors)")
      #expect(result.output == "")
    }
  }

  /// What names a file and need not be read is not read.
  @Test func nothingOutsideIsRead() throws {
    let command = try Command()
    let secret = try command.folder.write("secret.txt", Array("the secret".utf8))
    let document =
      "<!DOCTYPE article SYSTEM \"file://\(secret)\" [\n<!ENTITY e SYSTEM \"file://\(secret)\">\n]>\n"
      + "<article><body><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" "
      + "href=\"file://\(secret)\" parse=\"text\"/></body></article>"
    try command.folder.write("in.xml", Array(document.utf8))
    let result = try command.run(["convert", "in.xml", "-f", "jats", "-t", "json"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("xi:include"))
    #expect(!result.output.contains("the secret"))
  }

  // MARK: Encodings

  /// What a declaration says, how the text is, and what is said of it.
  struct Declared: CustomTestStringConvertible {
    var label: String
    var text = "中文内容"
    /// The text in an encoding that Foundation here does not have, whose ASCII is ASCII.
    var bytes: [UInt8]?
    var encoding = String.Encoding.utf8
    var said: String?

    var testDescription: String { "\(label) is \(bytes == nil ? "\(encoding)" : "so")" }

    func document() throws -> [UInt8] {
      let around = MalformedXMLTests.document("|", format: "jats").components(separatedBy: "|")
      let head = "<?xml version=\"1.0\" encoding=\"\(label)\"?>\n" + around[0]
      if let bytes { return Array(head.utf8) + bytes + Array(around[1].utf8) }
      return Array(try #require((head + text + around[1]).data(using: encoding)))
    }
  }

  static let chinese: [UInt8] = [0xD6, 0xD0, 0xCE, 0xC4, 0xC4, 0xDA, 0xC8, 0xDD]

  static let declared = [
    Declared(label: "UTF-8"),
    Declared(label: "GB18030", bytes: chinese),
    Declared(label: "gb2312", bytes: chinese),
    Declared(label: "UTF-16", encoding: .utf16),
    Declared(label: "UTF-16LE", encoding: .utf16LittleEndian),
    Declared(label: "ISO-8859-1", text: "café", encoding: .isoLatin1),
    Declared(label: "windows-1252", text: "“café”", encoding: .windowsCP1252),
    Declared(label: "US-ASCII", text: "plain"),
    Declared(label: "GB18030", said: "says GB18030, but the text is UTF-8"),
    Declared(label: "UTF-16", said: "says UTF-16, but the text is UTF-8"),
    Declared(label: "klingon", said: "says klingon, but the text is UTF-8"),
  ]

  @Test(arguments: declared)
  func declaredEncoding(_ declared: Declared) throws {
    let command = try Command()
    try command.folder.write("in.xml", try declared.document())
    let result = try command.run(["convert", "in.xml", "-f", "jats", "-t", "json"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(declared.text), "\(result.output)")
    #expect(result.complaints.count == (declared.said == nil ? 0 : 1), "\(result.errors)")
    if let said = declared.said {
      #expect(result.errors.contains("in.xml:1:1: the XML declaration \(said)"))
    }
  }

  @Test func bytesThatTheDeclarationRulesOut() throws {
    let command = try Command()
    let document = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<article><body><p>caf".utf8)
    try command.folder.write("in.xml", document + [0xE9] + Array("</p></body></article>".utf8))
    let result = try command.run(["convert", "in.xml", "-f", "jats", "-t", "json"])
    #expect(result.status == 65)
    #expect(result.complaints.count == 1, "\(result.errors)")
    #expect(result.errors.hasPrefix("in.xml:2:22: the byte 0xE9 is not valid UTF-8"))
    #expect(result.output == "")
  }
}
