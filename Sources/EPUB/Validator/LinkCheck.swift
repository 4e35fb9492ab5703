import GazetteDocumentModel
import GazetteZip

/// Follows the addresses of a book's documents, and the identifiers that they lead to.
///
/// Documents go by once: a reference to an identifier that has not been met waits until it is.
final class LinkCheck {
  /// What an address is for.
  enum Use { case link, contents, picture, stylesheet, media, font, resource }

  private struct Waiting {
    let document: String
    let position: SourcePosition
    let path: String
    let identifier: String
  }

  private let book: BookUnderCheck
  private var log: BookLog { book.log }
  /// Identifiers met, by document and name: their hashes, for a large book has millions.
  private var identifiers: Set<Int> = []
  private var waiting: [Int: [Waiting]] = [:]

  init(book: BookUnderCheck) { self.book = book }

  /// A document has this identifier.
  func define(_ identifier: Span<UInt8>, in path: String) {
    let key = Self.key(path, String(identifier))
    identifiers.insert(key)
    waiting[key] = nil
  }

  private static func key(_ path: String, _ identifier: String) -> Int {
    var hasher = Hasher()
    hasher.combine(path)
    hasher.combine(identifier)
    return hasher.finalize()
  }

  /// A document refers to an address. - Returns: whether that is out of the book.
  @discardableResult
  func refer(
    _ address: String, _ use: Use, from document: String, at position: SourcePosition
  ) -> Bool {
    let address = String(address.drop { $0.isWhitespace })
    guard !address.isEmpty else { return false }
    if let scheme = Self.scheme(of: address) {
      follow(address, scheme, use, document, position)
      return scheme.hasPrefix("http")
    }
    if address.hasPrefix("//") {
      log.report(.addressInvalid, [address], in: document, at: position)
      return false
    }
    guard BookAddress.isAddress(address) else {
      log.report(.addressInvalid, [address], in: document, at: position)
      return false
    }
    guard !address.hasPrefix("/"), let place = BookPath.resolve(address, from: document) else {
      log.report(.addressLeaves, [address], in: document, at: position)
      return false
    }
    if address.prefix(while: { $0 != "#" }).contains("?") {
      log.report(.addressWithQuery, [address], in: document, at: position)
    }
    follow(place.path, place.fragment, use, document, position)
    return false
  }

  /// RFC 3986 §3.1, in small letters.
  private static func scheme(of address: String) -> String? {
    let name = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    guard let first = name.first, first.isLetter, address.dropFirst(name.count).first == ":" else {
      return nil
    }
    return name.lowercased()
  }

  /// An address out of the book.
  private func follow(
    _ address: String, _ scheme: String, _ use: Use, _ document: String,
    _ position: SourcePosition
  ) {
    switch scheme {
    case "file": log.report(.addressOfFile, [address], in: document, at: position)
    case "data":
      if use == .link || use == .contents {
        log.report(.addressOfData, in: document, at: position)
      }
    case "http", "https":
      switch use {
      case .contents: log.report(.navigationRemote, [address], in: document, at: position)
      case .link: break
      case .media, .font:
        if scheme == "http" {
          log.report(.resourceNotSecure, [address], in: document, at: position)
        }
      case .picture, .stylesheet, .resource:
        log.report(.resourceRemote, [address], in: document, at: position)
      }
      // A host is what comes between the slashes.
      let rest = address.dropFirst(scheme.utf8.count + 1)
      let host = rest.drop { $0 == "/" }.prefix { !"/?#".contains($0) }
      if !rest.hasPrefix("//") || host.isEmpty || host.contains(where: { $0.isWhitespace }) {
        log.report(.addressInvalid, [address], in: document, at: position)
      }
    default:
      if use == .contents {
        log.report(.navigationRemote, [address], in: document, at: position)
      }
    }
  }

  /// An address within the book.
  private func follow(
    _ path: String, _ fragment: String?, _ use: Use, _ document: String,
    _ position: SourcePosition
  ) {
    guard book.archive[path] != nil else {
      // Where the manifest lists it, that is said there.
      if book.item(at: path) == nil {
        log.report(.targetMissing, [path], in: document, at: position)
      }
      return
    }
    guard let item = book.item(at: path) else {
      guard path != document else { return }
      book.undeclared.insert(path)
      return log.report(.targetUndeclared, [path], in: document, at: position)
    }
    let isDocument = book.isContentDocument(item.mediaType)
    switch use {
    case .link, .contents:
      if book.item(item, orFallbackOf: book.isContentDocument) == nil {
        return log.report(.linkToNoDocument, [path], in: document, at: position)
      }
      if book.spine[path] == nil, !book.spine.isEmpty, path != document {
        log.report(.linkOutsideSpine, [path], in: document, at: position)
      }
    case .stylesheet:
      if fragment != nil { log.report(.stylesheetFragment, [path], in: document, at: position) }
      return
    case .picture, .media:
      if book.item(item, orFallbackOf: BookMedia.isCoreMediaType) == nil, use == .picture {
        log.report(.foreignWithoutFallback, [path, item.mediaType], in: document, at: position)
      }
    case .font, .resource: break
    }
    guard let fragment, !fragment.isEmpty, isDocument, item.mediaType != "image/svg+xml",
      !fragment.contains("("), !fragment.contains("=")
    else { return }
    let key = Self.key(path, fragment)
    guard !identifiers.contains(key) else { return }
    waiting[key, default: []].append(
      .init(document: document, position: position, path: path, identifier: fragment))
  }

  /// All documents have gone by: what still waits leads nowhere.
  func finish() {
    let left = waiting.values.joined().sorted {
      ($0.document, $0.position.offset) < ($1.document, $1.position.offset)
    }
    for place in left where book.locked[place.path] == nil {
      log.report(
        .fragmentUndefined, [place.path, place.identifier], in: place.document, at: place.position)
    }
    waiting = [:]
  }
}
