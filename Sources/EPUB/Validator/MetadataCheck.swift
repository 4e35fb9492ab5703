import GazetteDocumentModel
import GazetteXMLKit

/// The metadata of the package (EPUB 3.3 §5.5).
struct MetadataCheck {
  let book: BookUnderCheck
  let path: String
  let tree: XMLTree
  private var log: BookLog { book.log }

  func run(_ metadata: XMLNode) {
    // OPF 1 had `dc-metadata` and `x-metadata` within.
    let nodes = metadata.elements.flatMap {
      $0.name.local.hasSuffix("-metadata") ? $0.elements : [$0]
    }
    checkRequired(nodes, metadata)
    checkIdentifier(nodes)
    for node in nodes {
      if node.name.local == "meta" { check(meta: node) } else { check(fact: node) }
    }
    guard !book.isVersion2 else { return }
    checkModified(nodes, metadata)
    let dates = nodes.filter { $0.name.local == "date" }
    if dates.count > 1 {
      log.report(
        .packageStructure,
        LocalizedText(
          "there is more than one dc:date; leave the day of publication", "dc:date 不止一个;请只留出版日期"),
        in: path, at: dates[1].tag.position)
    }
  }

  private func checkRequired(_ nodes: [XMLNode], _ metadata: XMLNode) {
    for name in ["identifier", "title", "language"]
    where !nodes.contains(where: { $0.name.local == name }) {
      log.report(.packageIncomplete, ["<dc:\(name)>"], in: path, at: metadata.tag.position)
    }
  }

  private func checkIdentifier(_ nodes: [XMLNode]) {
    guard let id = tree.attribute("unique-identifier", of: tree.root) else {
      return log.report(.uniqueIdentifierMissing, in: path, at: tree.root.tag.position)
    }
    let found = nodes.first {
      $0.name.local == "identifier" && tree.attribute("id", of: $0) == id
    }
    guard let found else {
      return log.report(.uniqueIdentifierUnknown, [id], in: path, at: tree.root.tag.position)
    }
    book.identifier = Self.value(found)
  }

  /// §5.5.4
  private func checkModified(_ nodes: [XMLNode], _ metadata: XMLNode) {
    let found = nodes.filter {
      tree.attribute("property", of: $0) == "dcterms:modified"
        && tree.attribute("refines", of: $0) == nil
    }
    guard let first = found.first else {
      return log.report(
        .packageIncomplete, ["<meta property=\"dcterms:modified\">"], in: path,
        at: metadata.tag.position)
    }
    let value = Self.value(first)
    if found.count > 1 || !Self.isTime(value) {
      log.report(.modifiedInvalid, [value], in: path, at: (found.last ?? first).tag.position)
    }
  }

  /// A Dublin Core element.
  private func check(fact node: XMLNode) {
    let value = Self.value(node)
    let place = node.tag.position
    if node.name.namespace == "http://purl.org/dc/elements/1.1/", value.isEmpty, !book.isVersion2 {
      return log.report(.bookMetadataEmpty, [node.name.qualified], in: path, at: place)
    }
    switch node.name.local {
    case "language" where !Array(value.utf8).span.isLanguageTag:
      log.report(.bookLanguageInvalid, [value], in: path, at: place)
    case "identifier" where value.lowercased().hasPrefix("urn:uuid:"):
      if !BookIdentifier.isUUID(String(value.dropFirst(9))) {
        log.report(.bookUUIDInvalid, [value], in: path, at: place)
      }
    case "date" where !Self.isDate(value):
      log.report(.bookDateInvalid, [value], in: path, at: place)
    default: break
    }
  }

  private func check(meta node: XMLNode) {
    let place = node.tag.position
    guard let property = tree.attribute("property", of: node) else {
      // `name` and `content` are of EPUB 2, and may stay.
      if !book.isVersion2, tree.attribute("name", of: node) == nil {
        log.report(.packageAttributeMissing, ["meta", "property"], in: path, at: place)
      }
      return
    }
    if Self.value(node).isEmpty { log.report(.metaEmpty, in: path, at: place) }
    let parts = property.split(separator: ":", maxSplits: 1)
    if parts.count == 2 {
      let declared = tree.attribute("prefix", of: tree.root) ?? ""
      if !Self.reservedPrefixes.contains(String(parts[0])),
        !declared.split(separator: " ").contains("\(parts[0]):")
      {
        log.report(.prefixUndeclared, [String(parts[0])], in: path, at: place)
      }
    } else if !Self.properties.contains(property) {
      log.report(.itemPropertyUnknown, [property], in: path, at: place)
    }
    if let target = tree.attribute("refines", of: node), target.hasPrefix("#") {
      let id = target.dropFirst()
      if !isThere(id: id) { log.report(.refinesUnknown, [String(id)], in: path, at: place) }
    }
  }

  private func isThere(id: Substring) -> Bool {
    func holds(_ node: XMLNode) -> Bool {
      tree.attribute("id", of: node).map { $0[...] == id } ?? false
        || node.elements.contains(where: holds)
    }
    return holds(tree.root)
  }

  /// §D.1.4: prefixes that need no declaration.
  private static let reservedPrefixes: Set<String> = [
    "a11y", "dcterms", "marc", "media", "msv", "onix", "prism", "rendition", "schema", "xsd",
  ]
  /// §D.3.
  private static let properties: Set<String> = [
    "alternate-script", "authority", "belongs-to-collection", "collection-type", "display-seq",
    "file-as", "group-position", "identifier-type", "meta-auth", "pageBreakSource", "role",
    "source-of", "term", "title-type",
  ]

  // MARK: Values

  private static func value(_ node: XMLNode) -> String {
    String(node.text.collapsedWhiteSpace.span)
  }

  /// `2021-03-12T00:00:00Z`
  private static func isTime(_ text: String) -> Bool {
    text.utf8.count == 20 && text.hasSuffix("Z") && matches(text, "dddd-dd-ddTdd:dd:ddZ")
  }

  /// W3C-DTF: a year, a month, a day, or a time behind a day.
  private static func isDate(_ text: String) -> Bool {
    let day = text.split(separator: "T", omittingEmptySubsequences: false)
    guard let first = day.first, day.count <= 2 else { return false }
    let forms = day.count == 2 ? ["dddd-dd-dd"] : ["dddd", "dddd-dd", "dddd-dd-dd"]
    guard forms.contains(where: { matches(first, $0) }) else { return false }
    let numbers = first.split(separator: "-").compactMap { Int($0) }
    return (numbers.count < 2 || 1...12 ~= numbers[1])
      && (numbers.count < 3 || 1...31 ~= numbers[2])
  }

  /// `d` stands for a digit, everything else for itself.
  private static func matches(_ text: some StringProtocol, _ form: String) -> Bool {
    text.utf8.count == form.utf8.count
      && zip(text.utf8, form.utf8).allSatisfy { byte, kind in
        kind == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == kind
      }
  }
}
