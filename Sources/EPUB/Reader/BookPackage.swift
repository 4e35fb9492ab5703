import GazetteDocumentModel
import GazetteXMLKit

/// What the package document of an EPUB 2 or 3 says (EPUB 3.3 §5, OPF 2.0.1), and its table of contents.
struct BookPackage {
  struct Item {
    let id: String
    let path: String
    let mediaType: String
    let properties: [Substring]
    let fallback: String?
  }

  /// An entry of the table of contents that leads to a document.
  struct Entry {
    let label: [UInt8]
    let path: String
    let children: [Entry]
  }

  let path: String
  let tree: XMLTree
  private(set) var items: [String: Item] = [:]
  /// Paths in the order of the manifest.
  private(set) var paths: [String] = []
  /// Items in the order of reading; what is not linear stands where the spine has it.
  private(set) var spine: [Item] = []
  private(set) var isOwn = false

  /// - Throws: `GZ4402` where there is no spine.
  init(_ tree: XMLTree, path: String) throws(ConversionError) {
    self.tree = tree
    self.path = path
    for node in tree.all("item", in: tree.root) {
      guard let id = tree.attribute("id", of: node), let href = tree.attribute("href", of: node),
        let place = BookPath.resolve(href, from: path)
      else { continue }
      let properties = tree.attribute("properties", of: node)?.split(separator: " ") ?? []
      let item = Item(
        id: id, path: place.path, mediaType: tree.attribute("media-type", of: node) ?? "",
        properties: properties, fallback: tree.attribute("fallback", of: node))
      if items.updateValue(item, forKey: id) == nil { paths.append(item.path) }
    }
    for node in tree.all("itemref", in: tree.root) {
      if let id = tree.attribute("idref", of: node), let item = items[id] { spine.append(item) }
    }
    guard !spine.isEmpty else {
      throw ConversionError(.epubStructure, ["the spine of \(path) lists no document"])
    }
    isOwn = tree.all("meta", in: tree.root).contains {
      tree.attribute("name", of: $0) == "generator"
        && tree.attribute("content", of: $0) == "Gazette"
    }
  }

  /// The item itself, or the first of its fallbacks that is XHTML (§3.5).
  func document(for item: Item) -> Item? {
    var item = item
    for _ in 0...items.count {
      if Self.isDocument(item.mediaType) { return item }
      guard let next = item.fallback.flatMap({ items[$0] }) else { return nil }
      item = next
    }
    return nil
  }

  private static func isDocument(_ mediaType: String) -> Bool {
    [EPUBVocabulary.xhtmlMediaType, "text/html", "text/x-oeb1-document"].contains(mediaType)
  }

  /// The navigation document, or the NCX.
  var contents: Item? {
    if let nav = items.values.first(where: { $0.properties.contains("nav") }) { return nav }
    let spine = tree.all("spine", in: tree.root).first
    if let id = spine.flatMap({ tree.attribute("toc", of: $0) }), let item = items[id] {
      return item
    }
    return items.values.first { $0.mediaType == EPUBVocabulary.ncxMediaType }
  }

  /// The entries of a table of contents (§7.4.1; OPF 2.0.1 §2.4.1).
  static func entries(_ tree: XMLTree, path: String) -> [Entry] {
    if let map = tree.all("navMap", in: tree.root).first { return points(map, tree, path) }
    let navs = tree.all("nav", in: tree.root)
    let toc = navs.first { tree.attribute("type", of: $0)?.contains("toc") ?? false } ?? navs.first
    guard let list = toc.flatMap({ tree.all("ol", in: $0).first }) else { return [] }
    return listed(list, tree, path)
  }

  private static func points(_ node: XMLNode, _ tree: XMLTree, _ path: String) -> [Entry] {
    node.elements.filter { $0.name.local == "navPoint" }.map { point in
      let label = point.elements.first { $0.name.local == "navLabel" }
      let content = point.elements.first { $0.name.local == "content" }
      return entry(
        label, content.flatMap { tree.attribute("src", of: $0) }, path,
        children: points(point, tree, path))
    }
  }

  private static func listed(_ list: XMLNode, _ tree: XMLTree, _ path: String) -> [Entry] {
    list.elements.filter { $0.name.local == "li" }.map { item in
      let label = item.elements.first { $0.name.local == "a" || $0.name.local == "span" }
      let inner = item.elements.first { $0.name.local == "ol" }
      return entry(
        label, label.flatMap { tree.attribute("href", of: $0) }, path,
        children: inner.map { listed($0, tree, path) } ?? [])
    }
  }

  private static func entry(
    _ label: XMLNode?, _ address: String?, _ path: String, children: [Entry]
  ) -> Entry {
    let place = address.flatMap { BookPath.resolve($0, from: path) }?.path
    return Entry(
      label: label?.text.collapsedWhiteSpace ?? [], path: place ?? children.first?.path ?? "",
      children: children)
  }
}
