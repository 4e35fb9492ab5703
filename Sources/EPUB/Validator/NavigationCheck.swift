import GazetteDocumentModel
import GazetteXMLKit

/// The navigation document (EPUB 3.3 §7) and the NCX (OPF 2.0.1 §2.4.1).
final class NavigationCheck {
  /// An entry of the contents, in their order.
  private struct Entry {
    let label: String
    let path: String
    let position: SourcePosition
  }

  private let book: BookUnderCheck
  private let links: LinkCheck
  private var log: BookLog { book.log }
  private var document = ""
  private var entries: [Entry] = []

  init(book: BookUnderCheck, links: LinkCheck) {
    self.book = book
    self.links = links
  }

  /// - Returns: whether there was something to check.
  func run(_ package: XMLTree) -> Bool {
    var hasRun = checkNCX()
    let items = book.items.filter { $0.properties.contains("nav") }
    if !book.isVersion2, items.count != 1 {
      log.report(.navigationMissing, ["\(items.count)"], in: book.packagePath)
      hasRun = true
    }
    guard let item = items.first, let path = item.path else { return hasRun }
    guard item.mediaType == EPUBVocabulary.xhtmlMediaType else {
      log.report(.navigationNotXHTML, [item.mediaType], in: book.packagePath, at: item.position)
      return true
    }
    guard let tree = book.tree(path) else { return hasRun }
    document = path
    checkNavigation(tree)
    return true
  }

  /// Documents have gone by. The contents lead forward (§7.4.1), where two entries lead to different documents.
  func finish() {
    var last = -1
    for entry in entries {
      guard let place = book.spine[entry.path] else { continue }
      if place < last {
        log.report(.navigationOrder, [entry.label], in: document, at: entry.position)
      }
      last = place
    }
    entries = []
  }

  // MARK: Navigation document

  private func checkNavigation(_ tree: XMLTree) {
    var contents = 0
    for nav in tree.all("nav", in: tree.root) {
      let type = tree.attribute("type", of: nav)?.split(separator: " ").first.map(String.init)
      guard let type else { continue }
      if type == "toc" { contents += 1 }
      check(nav, type, tree)
    }
    if contents != 1 {
      log.report(
        .tocMissing, ["\(contents)"], in: document, at: tree.root.tag.position)
    }
  }

  /// §7.3: an optional heading, then one list.
  private func check(_ nav: XMLNode, _ type: String, _ tree: XMLTree) {
    var lists = 0
    for child in nav.elements {
      switch child.name.local {
      case "ol":
        lists += 1
        check(list: child, type, tree)
      case "h1", "h2", "h3", "h4", "h5", "h6", "hgroup":
        if child.text.span.isWhiteSpace { say(child, "its heading is empty", "标题为空") }
      default:
        say(child, "<\(child.name.local)> cannot stand in a nav", "nav 中不能有 <\(child.name.local)>")
      }
    }
    if lists != 1 {
      say(nav, "it has \(lists) lists (ol), and needs one", "有 \(lists) 个列表(ol),须有且仅有一个")
    }
  }

  private func check(list: XMLNode, _ type: String, _ tree: XMLTree) {
    if list.elements.isEmpty { say(list, "a list has no entries", "列表没有条目") }
    for item in list.elements {
      guard item.name.local == "li" else {
        say(
          item, "a list holds <\(item.name.local)>; only li can be",
          "列表中有 <\(item.name.local)>;只能用 li")
        continue
      }
      check(entry: item, type, tree)
    }
  }

  /// A link, or words with a list below them.
  private func check(entry: XMLNode, _ type: String, _ tree: XMLTree) {
    let label = entry.elements.first
    let list = entry.elements.dropFirst().first
    guard let label, label.name.local == "a" || label.name.local == "span" else {
      return say(entry, "an entry begins with neither a nor span", "条目不以 a 或 span 开头")
    }
    let hasWords =
      !label.text.span.isWhiteSpace
      || ["img", "svg", "math"].contains { !tree.all($0, in: label).isEmpty }
    if !hasWords { say(label, "an entry has no words", "条目没有文字") }
    if label.name.local == "span", list == nil {
      say(label, "an entry of span has no list below it", "span 条目之下没有列表")
    }
    if label.name.local == "a" {
      if let address = tree.attribute("href", of: label) {
        let isContents = type == "toc" || type == "page-list" || type == "landmarks"
        links.refer(
          address, isContents ? .contents : .link, from: document, at: label.tag.position)
        if type == "toc", let place = BookPath.resolve(address, from: document) {
          entries.append(
            .init(
              label: String(label.text.collapsedWhiteSpace.span), path: place.path,
              position: label.tag.position))
        }
        if type == "landmarks", tree.attribute("type", of: label) == nil {
          say(label, "a landmark has no epub:type", "landmarks 条目缺少 epub:type")
        }
      } else {
        say(label, "an entry has no href", "条目没有 href")
      }
    }
    if let list {
      if list.name.local == "ol" {
        check(list: list, type, tree)
      } else {
        say(
          list, "<\(list.name.local)> follows the entry; only ol can",
          "条目之后是 <\(list.name.local)>;只能是 ol")
      }
    }
  }

  private func say(_ node: XMLNode, _ english: String, _ chinese: String) {
    log.report(
      .navigationStructure, LocalizedText(english, chinese), in: document, at: node.tag.position)
  }

  // MARK: NCX

  private func checkNCX() -> Bool {
    let items = book.items.filter { $0.mediaType == EPUBVocabulary.ncxMediaType }
    guard let path = items.first?.path, let tree = book.tree(path) else { return false }
    document = path
    guard tree.root.name.local == "ncx", let map = tree.all("navMap", in: tree.root).first else {
      say(tree.root, "the NCX has no navMap", "NCX 没有 navMap")
      return true
    }
    let uid = tree.all("meta", in: tree.root).first { tree.attribute("name", of: $0) == "dtb:uid" }
    if let uid, let identifier = tree.attribute("content", of: uid)?.trimmed,
      !book.identifier.isEmpty, identifier != book.identifier
    {
      log.report(.ncxIdentifier, [identifier, book.identifier], in: path, at: uid.tag.position)
    }
    var ids: [String: UInt32] = [:]
    let points = tree.all("navPoint", in: map)
    if points.isEmpty { say(map, "navMap has no navPoint", "navMap 没有 navPoint") }
    for point in points {
      guard let id = tree.attribute("id", of: point) else {
        say(point, "a navPoint has no id", "navPoint 没有 id")
        continue
      }
      if let line = ids.updateValue(point.tag.position.line, forKey: id) {
        say(
          point, "the id \"\(id)\" is taken already, in line \(line)",
          "标识 \"\(id)\" 已在第 \(line) 行使用")
      }
      if point.first("navLabel") == nil {
        say(point, "a navPoint has no navLabel", "navPoint 没有 navLabel")
      }
      guard let address = point.first("content").flatMap({ tree.attribute("src", of: $0) }) else {
        say(point, "a navPoint has no content with a src", "navPoint 没有带 src 的 content")
        continue
      }
      links.refer(address, .link, from: path, at: point.tag.position)
    }
    return true
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String { String(Array(utf8).collapsedWhiteSpace.span) }
}
