import GazetteDocumentModel
import GazetteXMLKit
import GazetteZip

/// The package document (EPUB 3.3 §5): its root and its manifest; metadata and spine have files of their own.
struct PackageCheck {
  let book: BookUnderCheck
  let path: String
  var log: BookLog { book.log }

  /// Checks it, and tells the book what is in it. - Returns: the document, if it can be read as one.
  func run() -> XMLTree? {
    book.packagePath = path
    guard let tree = book.tree(path) else { return nil }
    let root = tree.root
    guard root.name.local == "package", root.name.namespace == EPUBVocabulary.packageNamespace
    else {
      log.report(.packageIncomplete, ["<package>"], in: path, at: root.tag.position)
      return nil
    }
    let version = tree.attribute("version", of: root) ?? ""
    book.isVersion2 = version == "2.0"
    if version != "3.0", version != "2.0" {
      log.report(
        .packageVersion, [version.isEmpty ? "—" : version], in: path, at: root.tag.position)
    }
    checkIDs(root, tree)
    let parts = ["metadata", "manifest", "spine"].map { name in
      let found = root.elements.filter { $0.name.local == name }
      if found.count != 1 {
        log.report(.packageIncomplete, ["<\(name)>"], in: path, at: root.tag.position)
      }
      return found.first
    }
    if let metadata = parts[0] { MetadataCheck(book: book, path: path, tree: tree).run(metadata) }
    if let manifest = parts[1] { checkManifest(manifest, tree) }
    if let spine = parts[2] { SpineCheck(book: book, path: path, tree: tree).run(spine) }
    return tree
  }

  private func checkIDs(_ root: XMLNode, _ tree: XMLTree) {
    var lines: [String: UInt32] = [:]
    func check(_ node: XMLNode) {
      if let id = tree.attribute("id", of: node) {
        if let line = lines.updateValue(node.tag.position.line, forKey: id) {
          log.report(.packageIDTwice, [id, "\(line)"], in: path, at: node.tag.position)
        }
      }
      for child in node.elements { check(child) }
    }
    check(root)
  }

  // MARK: Manifest

  private func checkManifest(_ manifest: XMLNode, _ tree: XMLTree) {
    for node in manifest.elements where node.name.local == "item" {
      let values = ["id", "href", "media-type"].map { name -> String in
        guard let value = tree.attribute(name, of: node), !value.isEmpty else {
          log.report(.packageAttributeMissing, ["item", name], in: path, at: node.tag.position)
          return ""
        }
        return value
      }
      guard !values[1].isEmpty else { continue }
      let properties = tree.attribute("properties", of: node)?.split(separator: " ") ?? []
      add(
        id: values[0], href: values[1], mediaType: values[2],
        properties: properties.map(String.init),
        fallback: tree.attribute("fallback", of: node), at: node.tag.position)
    }
    if manifest.elements.isEmpty {
      log.report(.packageIncomplete, ["<item>"], in: path, at: manifest.tag.position)
    }
    for item in book.items { checkFallback(item) }
    let covers = book.items.filter { $0.properties.contains("cover-image") }
    if covers.count > 1 {
      log.report(
        .packageStructure,
        LocalizedText(
          "there are \(covers.count) cover images; one can be", "有 \(covers.count) 张封面图;只能有一张"),
        in: path, at: covers[1].position)
    }
  }

  private func add(
    id: String, href: String, mediaType: String, properties: [String], fallback: String?,
    at position: SourcePosition
  ) {
    var place: String?
    if BookAddress.isOnTheWeb(Array(href.utf8)) {
      checkRemote(href, mediaType, position)
    } else {
      place = checkPlace(href, position)
    }
    let isMediaType =
      mediaType.split(separator: "/", omittingEmptySubsequences: false).count == 2
      && !mediaType.hasPrefix("/") && !mediaType.hasSuffix("/")
    if !mediaType.isEmpty, !isMediaType {
      log.report(.mediaTypeInvalid, [mediaType], in: path, at: position)
    } else if mediaType == "text/html" {
      log.report(.mediaTypeOfHTML, in: path, at: position)
    }
    for property in properties { checkProperty(property, mediaType, position) }
    if let place, book.item(at: place) != nil {
      log.report(.resourceDeclaredTwice, [place], in: path, at: position)
    }
    book.add(
      .init(
        id: id, path: place, href: href, mediaType: mediaType, properties: properties,
        fallback: fallback, position: position))
  }

  /// Only audio, video and fonts may be elsewhere (§3.6).
  private func checkRemote(_ href: String, _ mediaType: String, _ position: SourcePosition) {
    if !BookMedia.mayBeRemote(mediaType) {
      log.report(.resourceRemote, [href], in: path, at: position)
    } else if href.hasPrefix("http:") {
      log.report(.resourceNotSecure, [href], in: path, at: position)
    }
  }

  /// - Returns: the path of an item within the archive.
  private func checkPlace(_ href: String, _ position: SourcePosition) -> String? {
    if href.hasPrefix("file:") {
      log.report(.addressOfFile, [href], in: path, at: position)
      return nil
    }
    if href.hasPrefix("data:") {
      log.report(.addressOfData, in: path, at: position)
      return nil
    }
    if href.contains("#") { log.report(.manifestFragment, [href], in: path, at: position) }
    if href.contains("?") { log.report(.addressWithQuery, [href], in: path, at: position) }
    guard BookAddress.isAddress(href) else {
      log.report(.addressInvalid, [href], in: path, at: position)
      return nil
    }
    guard !href.hasPrefix("/"), let place = BookPath.resolve(href, from: path)?.path else {
      log.report(.addressLeaves, [href], in: path, at: position)
      return nil
    }
    if place == path {
      log.report(.manifestOfItself, in: path, at: position)
    } else if place.hasPrefix("META-INF/") {
      log.report(.resourceInMetaInf, [place], in: path, at: position)
    }
    if book.archive[place] == nil {
      log.report(.resourceMissing, [place], in: path, at: position)
    }
    return place
  }

  /// Properties of items, and for which media types they are (§D.5); nil for content documents.
  private static let properties: [String: [String]] = [
    "cover-image": ["image/"], "mathml": [], "nav": [], "remote-resources": ["text/css", "image/"],
    "scripted": ["image/svg+xml"], "svg": [], "switch": [], "data-nav": [], "dictionary": [],
    "glossary": [], "index": [], "search-key-map": ["application/"],
  ]

  private func checkProperty(
    _ property: String, _ mediaType: String, _ position: SourcePosition
  ) {
    guard let types = Self.properties[property] else {
      // One with a prefix is somebody's own.
      if !property.contains(":") {
        log.report(.itemPropertyUnknown, [property], in: path, at: position)
      }
      return
    }
    if mediaType == EPUBVocabulary.xhtmlMediaType
      ? property == "cover-image"
      : !types.contains(where: { mediaType.hasPrefix($0) })
    {
      log.report(.itemPropertyOfOtherType, [property, mediaType], in: path, at: position)
    }
  }

  private func checkFallback(_ item: BookUnderCheck.Item) {
    guard let first = item.fallback else { return }
    guard book.item(id: first) != nil else {
      return log.report(.fallbackUnknown, [first], in: path, at: item.position)
    }
    var id: String? = first
    for _ in 0...book.items.count {
      guard let next = id.flatMap({ book.item(id: $0) }) else { return }
      if next.id == item.id {
        return log.report(.fallbackCircular, [item.id], in: path, at: item.position)
      }
      id = next.fallback
    }
  }
}
