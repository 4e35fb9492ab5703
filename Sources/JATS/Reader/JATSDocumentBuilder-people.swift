import GazetteDocumentModel
import GazetteXMLKit

/// Contributors and their affiliations.
extension JATSDocumentBuilder {
  /// `aff`: kept as it is, and its text for the contributors that point to it.
  mutating func keepAffiliation(_ node: XMLNode) {
    learnAffiliation(node)
    emit(.start(.custom), node.tag.position)
    emit(
      .name, (facts.isJournal ? JATSVocabulary.journalPrefix : "") + node.name.qualified,
      node.tag.position)
    emit(.opaque(.jats, node.fragment(names).span), node.tag.position)
    emit(.end(.custom), node.tag.position)
  }

  /// The text of an affiliation, by its `id`.
  func learnedAffiliation(_ node: XMLNode) -> [UInt8] {
    // SciELO gives the whole as it was printed beside its parts.
    let original = node.all("institution").first {
      text("content-type", of: $0.tag) == "original"
    }
    if let original { return original.text.collapsedWhiteSpace }
    return node.textOfParts(but: ["label", "institution-id"]).collapsedWhiteSpace
  }

  mutating func learnAffiliation(_ node: XMLNode) {
    let one = node.name.local == "aff" ? node : node.first("aff") ?? node
    if let id = value("id", of: node.tag) ?? value("id", of: one.tag) {
      facts.affiliations[id] = learnedAffiliation(one)
    }
  }

  /// All groups are there, and all affiliations.
  mutating func settleContributors() {
    for isJournal in [true, false] {
      let groups = facts.contributorGroups.filter { $0.isJournal == isJournal }.map(\.node)
      for group in groups {
        for place in group.all("aff") + group.all("aff-alternatives") { learnAffiliation(place) }
      }
      let isSimple = isOwn ? true : groups.count == 1 && Self.isSimple(groups[0], names)
      for group in groups {
        for contributor in group.all("contrib") { emitContributor(contributor, isJournal) }
        guard !isSimple else { continue }
        let name = (isJournal ? JATSVocabulary.journalPrefix : "") + "contrib-group"
        emit(.start(.custom), group.tag.position)
        emit(.name, name, group.tag.position)
        emit(.opaque(.jats, group.fragment(names).span), group.tag.position)
        emit(.end(.custom), group.tag.position)
      }
    }
  }

  /// Whether the model can say all of it, so that the writer gives it back.
  private static func isSimple(_ group: XMLNode, _ names: [XMLName]) -> Bool {
    group.tag.attributes.isEmpty
      && group.elements.allSatisfy { contributor in
        let children = contributor.elements.map(\.name.local)
        return contributor.name.local == "contrib"
          && contributor.tag.attributes.allSatisfy {
            names[Int($0.name)].qualified == "contrib-type"
          }
          && Set(children).count == children.count
          && contributor.elements.allSatisfy { child in
            switch child.name.local {
            case "name":
              child.elements.allSatisfy {
                ["surname", "given-names"].contains($0.name.local) && $0.tag.attributes.isEmpty
              }
            case "string-name", "collab", "role", "email", "aff", "contrib-id": child.isPlain
            default: false
            }
          }
      }
  }

  private mutating func emitContributor(_ node: XMLNode, _ isJournal: Bool) {
    let isCollection = articles.last?.isCollection ?? true
    route = isCollection || isJournal ? .bulletinFront : .articleFront
    let isOwn = isOwn
    let tag = node.tag
    let position = tag.position
    let names = node.first("name-alternatives") ?? node.first("collab-alternatives") ?? node
    let name = names.first("name")
    let whole = names.first("string-name") ?? names.first("collab") ?? names.first("anonymous")
    emit(.start(.contributor), position)
    if !tag.hasInstruction("kind") {
      emit(.kind, whole?.name.local == "collab" ? "organization" : "person", position)
    }
    if let role = value("contrib-type", of: tag) { emit(.role, role, position) }
    let labels = node.all("role").map { $0.text.collapsed(!isOwn) }
    if !labels.isEmpty { emit(.label, Array(labels.joined(separator: Array("; ".utf8))), position) }
    let surname = name?.first("surname")?.text.collapsed(!isOwn) ?? []
    let given = name?.first("given-names")?.text.collapsed(!isOwn)
    let isUnparted = tag.hasInstruction("whole")
    if name != nil, !isUnparted, !tag.hasInstruction("surname") {
      emit(.surname, surname, position)
      if let given { emit(.givenNames, given, position) }
    }
    emitPlace(node, position)
    emitPairs(tag, but: ["text"])
    if let text = tag.instruction("text") {
      emit(.text(text.span), position)
    } else if let whole, name == nil || whole.name.local == "collab" {
      emitContent(whole)
    } else {
      let affixes = [name?.first("prefix"), name?.first("suffix")].map {
        $0.map { $0.text.collapsedWhiteSpace } ?? []
      }
      var text = JATSVocabulary.wholeName(surname, given ?? [])
      if !affixes[0].isEmpty { text = affixes[0] + [0x20] + text }
      if !affixes[1].isEmpty { text += [0x20] + affixes[1] }
      emit(.text(text.span), position)
    }
    emit(.end(.contributor), position)
  }

  /// Where a contributor belongs, and how to reach them.
  private mutating func emitPlace(_ node: XMLNode, _ position: SourcePosition) {
    let isOwn = isOwn
    var places = node.all("aff").map { isOwn ? $0.text : learnedAffiliation($0) }
    for reference in node.all("xref") where text("ref-type", of: reference.tag) == "aff" {
      for id in (value("rid", of: reference.tag) ?? []).split(separator: 0x20) {
        if let place = facts.affiliations[Array(id)] { places.append(place) }
      }
    }
    if !places.isEmpty {
      emit(.affiliation, Array(places.joined(separator: Array("; ".utf8))), position)
    }
    let address = node.first("email") ?? node.first("address")?.first("email")
    if let address { emit(.email, address.text.collapsed(!isOwn), position) }
    if let identifier = node.first("contrib-id") {
      emit(.identifier, identifier.text.collapsed(!isOwn), position)
    }
  }
}
