import GazetteDocumentModel

/// Where the targets of links and pictures are: which of a bulletin's documents holds which identifier.
///
/// Only what is written already, and the article at hand, are known: a document that leads to a later
/// article waits until the bulletin has ended.
final class LinkTable {
  private let diagnostics: DiagnosticCollector
  private let media: BookMedia
  /// Identifier → document.
  private var places: [[UInt8]: String] = [:]
  /// Identifiers of the article at hand.
  private var waiting: [[UInt8]] = []
  /// Targets of the article at hand that nothing before it has.
  private var wanted: Set<[UInt8]> = []
  private var own: [UInt8]?
  private var said: Set<[UInt8]> = []
  /// What the document at hand is made of besides XHTML: manifest properties.
  private var fragments: Set<String> = []
  /// Whether a picture of the book has no words that could stand for it.
  private(set) var hasWordlessPicture = false
  private var pictureIsWordless = false

  init(diagnostics: DiagnosticCollector, media: BookMedia) {
    self.diagnostics = diagnostics
    self.media = media
  }

  func beginBulletin() { places.removeAll(keepingCapacity: true) }

  func beginArticle() {
    waiting.removeAll(keepingCapacity: true)
    wanted.removeAll(keepingCapacity: true)
  }

  /// An element of the article at hand leads there.
  func note(target: Span<UInt8>) {
    guard target.count > 1, target[0] == UInt8(ascii: "#") else { return }
    let id = [UInt8](target.extracting(1..<target.count))
    if places[id] == nil { wanted.insert(id) }
  }

  /// Whether the article at hand leads to what is neither in it nor before it.
  func leadsOn(_ front: borrowing EventTape) throws(ConversionError) -> Bool {
    // Its own identifiers are placed when its document is known.
    let body = waiting
    defer { waiting = body }
    var handler: any EventHandler & ~Copyable = Listener(links: self)
    try front.replay(into: &handler)
    let own = Set(waiting)
    return wanted.contains { !own.contains($0) && places[$0] == nil }
  }

  /// Manifest properties of what was noted since.
  func takeProperties() -> Set<String> {
    defer { fragments = [] }
    return fragments
  }

  /// An element of the article at hand is called so.
  func note(id: Span<UInt8>) { waiting.append([UInt8](id)) }

  /// Follows the pictures of an article: one that ends without `alternative` has no words.
  func note(_ event: DocumentEvent) {
    switch event {
    case .start(.image): pictureIsWordless = true
    case .attribute(.alternative, _): pictureIsWordless = false
    case .end(.image): if pictureIsWordless { hasWordlessPicture = true }
    default: break
    }
  }

  func note(fragment format: OpaqueFormat) {
    switch format {
    case .mathML: fragments.insert("mathml")
    case .xhtml: fragments.insert("svg")
    case .jats: break
    }
  }

  /// The identifiers of a front are in this document.
  func note(_ front: borrowing EventTape, file: String) throws(ConversionError) {
    // A section's front is written when its first article is at hand.
    let article = waiting
    waiting = []
    var handler: any EventHandler & ~Copyable = Listener(links: self)
    try front.replay(into: &handler)
    for id in waiting where Self.isName(id) && places[id] == nil { places[id] = file }
    waiting = article
  }

  /// The article at hand comes into this document.
  ///
  /// - Returns: the identifier that the article's element has there, if it is the article's own.
  func place(_ front: borrowing EventTape, in file: String) throws(ConversionError) -> [UInt8]? {
    let body = waiting
    waiting.removeAll(keepingCapacity: true)
    own = nil
    var handler: any EventHandler & ~Copyable = Listener(links: self)
    try front.replay(into: &handler)
    let articleID = own.flatMap { Self.isName($0) && places[$0] != file ? $0 : nil }
    for id in waiting + body where Self.isName(id) { places[id] = file }
    return articleID
  }

  /// The address of a target in a document, or the mark of one that may come later.
  func resolve(
    _ element: Element, _ target: [UInt8], in document: EntrySink
  ) -> DocumentPart.Reference {
    if element == .image { return picture(target) }
    guard target.first == UInt8(ascii: "#") else {
      return BookAddress.isOnTheWeb(target) ? .address(target) : unavailable(target)
    }
    if let address = address(of: target, in: document.file) { return .address(address) }
    return document.mayWait && BookAddress.isPlain(Array(target.dropFirst()))
      ? .address(WaitingPages.mark(target)) : unavailable(target)
  }

  /// Where a place of the bulletin is, now that it has ended; reports that there is none.
  func resolveLate(_ target: [UInt8], in file: String) -> [UInt8]? {
    if let address = address(of: target, in: file) { return address }
    _ = unavailable(target)
    return nil
  }

  /// `#id`, with the document that holds it in front if that is another.
  private func address(of target: [UInt8], in file: String) -> [UInt8]? {
    let id = Array(target.dropFirst())
    guard let place = places[id], BookAddress.isPlain(id) else { return nil }
    return place == file ? target : Array(place.utf8) + target
  }

  private func picture(_ target: [UInt8]) -> DocumentPart.Reference {
    if let file = try? media.file(for: String(target.span)) {
      return .address(Array(("../" + file).utf8))
    }
    if said.insert(target).inserted {
      diagnostics.report(.pictureNotInBook, [String(target.span)])
    }
    return .unavailable
  }

  private func unavailable(_ target: [UInt8]) -> DocumentPart.Reference {
    if said.insert(target).inserted {
      diagnostics.report(.linkNotInBook, [String(target.span)])
    }
    return .unavailable
  }

  /// What the writer of XHTML gives as an identifier: no blanks, and not one of its own making.
  private static func isName(_ id: [UInt8]) -> Bool {
    !id.isEmpty && !id.contains { $0 <= 0x20 } && !id.starts(with: "article-".utf8)
  }

  /// Collects identifiers; the first at depth 0 is the article's.
  private struct Listener: EventHandler, ~Copyable {
    let links: LinkTable
    var depth = 0

    init(links: LinkTable) { self.links = links }

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .attribute(.id, let value):
        if depth == 0 { links.own = [UInt8](value) }
        links.waiting.append([UInt8](value))
      case .attribute(.target, let value): links.note(target: value)
      case .opaque(let format, _): links.note(fragment: format)
      default: break
      }
    }

    mutating func finish() throws(ConversionError) {}
  }
}

/// Which addresses may stand in a content document (EPUB 3.3 §3.4, URL Standard).
enum BookAddress {
  private static let schemes = ["http://", "https://", "ftp://", "mailto:", "tel:", "urn:"]

  /// Whether it is an absolute address of a kind that reading systems follow, written without mistakes.
  static func isOnTheWeb(_ address: [UInt8]) -> Bool {
    guard let scheme = schemes.first(where: { address.starts(with: $0.utf8) }) else { return false }
    let rest = address.dropFirst(scheme.utf8.count)
    guard let first = rest.first else { return false }
    if scheme.hasSuffix("//") {
      let host = rest.prefix { !"/?#".utf8.contains($0) }
      guard first != UInt8(ascii: "/"), !host.isEmpty, isHost(Array(host)) else { return false }
    }
    return isPlain(Array(rest)) && rest.count(where: { $0 == UInt8(ascii: "#") }) <= 1
  }

  /// Letters, digits, dots and hyphens, with a port perhaps.
  private static func isHost(_ host: [UInt8]) -> Bool {
    let parts = host.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.first, !name.isEmpty else { return false }
    let isName = name.allSatisfy { byte in
      let letter = byte | 0x20
      return (letter >= 0x61 && letter <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    let port = parts.dropFirst().first
    return isName && name.first != UInt8(ascii: ".") && name.last != UInt8(ascii: ".")
      && !name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .contains { $0.isEmpty }
      && (port?.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ?? true) && (port?.count ?? 1) <= 4
  }

  /// What others may write: letters of any script besides (URL Standard, valid URL string).
  static func isAddress(_ address: String) -> Bool {
    isPlain(address.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "a") })
      && address.utf8.count(where: { $0 == UInt8(ascii: "#") }) <= 1
  }

  /// Nothing that has to be escaped in a URL; escapes are whole.
  static func isPlain(_ text: [UInt8]) -> Bool {
    for (index, byte) in text.enumerated() {
      switch byte {
      case ..<0x21, 0x7F...: return false
      case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
        UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
        UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
        return false
      case UInt8(ascii: "%"):
        guard index + 2 < text.count, isHex(text[index + 1]), isHex(text[index + 2]) else {
          return false
        }
      default: break
      }
    }
    return !text.isEmpty
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }
}
