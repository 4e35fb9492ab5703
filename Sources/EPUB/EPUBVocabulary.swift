import GazetteDocumentModel

/// Names of the parts of an EPUB, and what roles and media types are called, for writer and reader.
enum EPUBVocabulary {
  /// OCF §4.2.6.3.1
  static let container = "META-INF/container.xml"
  static let encryption = "META-INF/encryption.xml"
  static let containerNamespace = "urn:oasis:names:tc:opendocument:xmlns:container"
  static let packageNamespace = "http://www.idpf.org/2007/opf"
  static let folder = "EPUB/"
  static let package = "package.opf"
  static let navigation = "nav.xhtml"
  static let ncx = "toc.ncx"
  static let cover = "cover.xhtml"
  static let textFolder = "text/"
  static let mediaFolder = "media/"
  static let packageMediaType = "application/oebps-package+xml"
  static let xhtmlMediaType = "application/xhtml+xml"
  static let ncxMediaType = "application/x-dtbncx+xml"
  static let xhtmlNamespace = "http://www.w3.org/1999/xhtml"

  /// A role of a contributor in JATS terms as a MARC relator, and back.
  static let relators: [(role: String, relator: String)] = [
    ("author", "aut"), ("editor", "edt"), ("publisher", "pbl"), ("translator", "trl"),
    ("illustrator", "ill"), ("photographer", "pht"), ("reviewer", "rev"), ("issuer", "isb"),
    ("compiler", "com"), ("designer", "dsr"), ("reporter", "rpt"), ("sponsor", "spn"),
  ]

  static func relator(_ role: String) -> String {
    relators.first { $0.role == role }?.relator ?? "ctb"
  }

  static func role(_ relator: String) -> String? {
    relators.first { $0.relator == relator }?.role
  }

  /// A content document that Gazette has written: `b1-s2-a3.xhtml` is the third article of the first
  /// bulletin, in its second section.
  struct PageName: Equatable {
    var bulletin: Int
    /// Nil outside of sections.
    var section: Int?
    /// Nil for a bulletin's or section's own page.
    var article: Int?
    /// What a bulletin states at its end.
    var isCredits = false

    var stem: String {
      "b\(bulletin)" + (section.map { "-s\($0)" } ?? "") + (article.map { "-a\($0)" } ?? "")
        + (isCredits ? "-end" : "")
    }

    var file: String { stem + ".xhtml" }

    init(bulletin: Int, section: Int? = nil, article: Int? = nil, isCredits: Bool = false) {
      self.bulletin = bulletin
      self.section = section
      self.article = article
      self.isCredits = isCredits
    }

    /// - Parameter file: a name without folders; nil where it is none of these.
    init?(file: some StringProtocol) {
      guard file.hasSuffix(".xhtml") else { return nil }
      var parts = file.dropLast(6).split(separator: "-")[...]
      func number(_ letter: Character) -> Int? {
        guard let part = parts.first, part.first == letter, let number = Int(part.dropFirst())
        else { return nil }
        parts.removeFirst()
        return number
      }
      guard let bulletin = number("b") else { return nil }
      self.bulletin = bulletin
      section = number("s")
      article = number("a")
      if parts.first == "end" {
        isCredits = true
        parts.removeFirst()
      }
      guard parts.isEmpty else { return nil }
    }
  }
}

/// What identifies a book (EPUB 3.3 §5.5.3.1).
enum BookIdentifier {
  /// RFC 9562 §4
  static func isUUID(_ text: String) -> Bool {
    text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count) == [
      8, 4, 4, 4, 12,
    ]
      && text.allSatisfy { $0 == "-" || $0.isHexDigit }
  }
}
