import GazetteDocumentModel
import GazetteXMLKit
import GazetteZip

/// What the checks of a book share: its archive, and what its package says of each file.
final class BookUnderCheck {
  /// An item of the manifest (EPUB 3.3 §5.6.2).
  struct Item {
    let id: String
    /// Within the archive; nil where it is elsewhere, as audio may be.
    let path: String?
    let href: String
    let mediaType: String
    let properties: [String]
    let fallback: String?
    let position: SourcePosition
  }

  let archive: ZipArchive
  let log: BookLog
  /// Encrypted entries and by what.
  var locked: [String: String] = [:]
  var packagePath = ""
  var isVersion2 = false
  var identifier = ""
  private(set) var items: [Item] = []
  private(set) var itemOfID: [String: Int] = [:]
  private var itemOfPath: [String: Int] = [:]
  /// Path → its place in the order of reading.
  var spine: [String: Int] = [:]
  /// Referred to, in the archive, and not in the manifest.
  var undeclared: Set<String> = []
  /// Entries that were read to their end, whose checksum has been compared.
  private var wereRead: Set<String> = []

  init(_ archive: ZipArchive, _ log: BookLog) {
    self.archive = archive
    self.log = log
  }

  func add(_ item: Item) {
    if itemOfID[item.id] == nil { itemOfID[item.id] = items.count }
    if let path = item.path, itemOfPath[path] == nil { itemOfPath[path] = items.count }
    items.append(item)
  }

  func item(at path: String) -> Item? { itemOfPath[path].map { items[$0] } }
  func item(id: String) -> Item? { itemOfID[id].map { items[$0] } }

  /// The item itself, or the first of its fallbacks, that is of one of these types (§3.5.1).
  func item(_ item: Item, orFallbackOf types: (String) -> Bool) -> Item? {
    var item = item
    for _ in 0...items.count {
      if types(item.mediaType) { return item }
      guard let next = item.fallback.flatMap({ self.item(id: $0) }) else { return nil }
      item = next
    }
    return nil
  }

  /// Whether these are content documents in a book of this version.
  func isContentDocument(_ mediaType: String) -> Bool {
    mediaType == EPUBVocabulary.xhtmlMediaType || mediaType == "image/svg+xml"
      || (isVersion2 && ["text/x-oeb1-document", "application/x-dtbook+xml"].contains(mediaType))
  }

  /// Hands an entry's bytes on; what is wrong with the archive is reported, once for each entry.
  /// - Returns: whether it came whole.
  func read(_ path: String, _ body: (Span<UInt8>) -> Void) -> Bool {
    guard let entry = archive[path], locked[path] == nil else { return false }
    let isFirst = wereRead.insert(path).inserted
    do throws(ConversionError) {
      try archive.read(entry) { (span) throws(ConversionError) in body(span) }
      return true
    } catch {
      if isFirst { log.report(stopped: error, in: path) }
      return false
    }
  }

  /// A document of the container as a tree; reports what is wrong with its form.
  func tree(_ path: String) -> XMLTree? {
    guard let entry = archive[path], locked[path] == nil else { return nil }
    wereRead.insert(path)
    do throws(ConversionError) {
      return try BookDocument.tree(entry, in: archive)
    } catch {
      log.report(stopped: error, in: path)
      return nil
    }
  }

  /// A document that is read elsewhere, by its parser.
  func noteRead(_ path: String) -> Bool { wereRead.insert(path).inserted }

  /// What is in the archive and not in the manifest, if no reference to it has said so already.
  func reportUndeclared() {
    for name in archive.names {
      let isOfTheContainer =
        name == "mimetype" || name.hasPrefix("META-INF/") || name.hasSuffix("/")
        || name == packagePath
      if !isOfTheContainer, item(at: name) == nil, !undeclared.contains(name) {
        log.report(.resourceUndeclared, [name], in: name)
      }
    }
  }

  /// Entries that no check has looked at may be damaged too.
  func readTheRest() {
    for name in archive.names where !wereRead.contains(name) && !name.hasSuffix("/") {
      _ = read(name) { _ in }
    }
  }
}
