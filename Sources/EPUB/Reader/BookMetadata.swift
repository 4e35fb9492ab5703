import GazetteDocumentModel
import GazetteXMLKit

/// The metadata of a package (EPUB 3.3 §5.5) as the front of a bulletin; what the model has no name for
/// becomes custom facts.
struct BookMetadata {
  private let tree: XMLTree
  /// What `meta[@refines]` says: `#creator` → role → `aut`.
  private var refinements: [String: [String: String]] = [:]
  private var nodes: [XMLNode] = []

  init(_ package: BookPackage) {
    tree = package.tree
    for holder in tree.all("metadata", in: tree.root) {
      // OPF 1 had `dc-metadata` and `x-metadata` within.
      let inner = holder.elements.flatMap {
        $0.name.local.hasSuffix("-metadata") ? $0.elements : [$0]
      }
      for node in inner {
        if let target = tree.attribute("refines", of: node),
          let property = tree.attribute("property", of: node)
        {
          refinements[target, default: [:]][property] = String(node.text.collapsedWhiteSpace.span)
        } else {
          nodes.append(node)
        }
      }
    }
  }

  /// The title of the book.
  var title: [UInt8] {
    nodes.first { $0.name.local == "title" }?.text.collapsedWhiteSpace ?? []
  }

  var language: [UInt8] {
    nodes.first { $0.name.local == "language" }?.text.collapsedWhiteSpace ?? []
  }

  func emit(into handler: inout any EventHandler & ~Copyable) throws(ConversionError) {
    var seen: Set<String> = []
    for node in nodes {
      let value = node.text.collapsedWhiteSpace
      let name = node.name.local
      guard !value.isEmpty || name == "meta" else { continue }
      let isFirst = seen.insert(name).inserted
      let position = node.tag.position
      let refined = tree.attribute("id", of: node).flatMap { refinements["#" + $0] } ?? [:]
      func fact(
        _ element: Element, _ value: [UInt8], _ attributes: [(Attribute, String)] = []
      ) throws(ConversionError) {
        try handler.handle(.start(element), at: position)
        for (attribute, text) in attributes {
          let bytes = Array(text.utf8)
          guard attribute.accepts(bytes.span) else { continue }
          try handler.handle(.attribute(attribute, bytes.span), at: position)
        }
        try handler.handle(.text(value.span), at: position)
        try handler.handle(.end(element), at: position)
      }
      func field(_ field: MetadataField) throws(ConversionError) {
        guard isFirst || field.repeats else {
          return try fact(.custom, value, [(.name, "dc:" + name)])
        }
        try handler.handle(.metadata(field, value.span), at: position)
      }
      switch name {
      case "title":
        let isSubtitle = refined["title-type"] == "subtitle"
        if isFirst {
          try fact(.title, value)
        } else if isSubtitle, seen.insert("subtitle").inserted {
          try fact(.subtitle, value)
        } else {
          try fact(.custom, value, [(.name, "dc:title")])
        }
      case "language": try field(.language)
      case "publisher": try field(.publisher)
      case "subject": try field(.category)
      case "rights": try field(.copyright)
      case "source": try field(.source)
      case "creator", "contributor":
        let relator = refined["role"] ?? tree.attribute("role", of: node) ?? ""
        let role = EPUBVocabulary.role(relator) ?? (name == "creator" ? "author" : relator)
        try fact(
          .contributor, value,
          [(.kind, "person")] + (role.isEmpty ? [] : [(.role, role)]))
      case "date":
        let type = tree.attribute("event", of: node) ?? "published"
        let iso = String(decoding: value.prefix(10), as: UTF8.self)
        try fact(.date, value, [(.type, type == "publication" ? "published" : type), (.iso, iso)])
      case "identifier":
        let text = String(value.span)
        let scheme = tree.attribute("scheme", of: node)?.lowercased()
        for (prefix, type) in [
          ("urn:uuid:", "uuid"), ("doi:", "doi"), ("isbn:", "isbn"), ("urn:isbn:", "isbn"),
        ] where text.lowercased().hasPrefix(prefix) {
          try fact(.identifier, Array(value.dropFirst(prefix.utf8.count)), [(.type, type)])
          seen.insert("identifier=" + text)
        }
        if !seen.contains("identifier=" + text) {
          try fact(.identifier, value, [(.type, scheme ?? "uri")])
        }
      case "description":
        try handler.handle(.start(.abstract), at: position)
        try fact(.paragraph, value)
        try handler.handle(.end(.abstract), at: position)
      case "meta":
        let property = tree.attribute("property", of: node) ?? tree.attribute("name", of: node)
        let content = tree.attribute("content", of: node).map { Array($0.utf8) } ?? value
        if let property, !content.isEmpty { try fact(.custom, content, [(.name, property)]) }
      case "link": break
      default: try fact(.custom, value, [(.name, "dc:" + name)])
      }
    }
  }
}
