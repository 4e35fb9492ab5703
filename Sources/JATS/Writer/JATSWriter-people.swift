import GazetteDocumentModel
import GazetteXMLKit

/// Contributors, and the facts that JATS has no element for.
extension JATSWriter {
  /// `contrib-group`: contrib-id, name, role, aff, email of each.
  ///
  /// - Parameter keepsAffiliations: false where the affiliations stand beside the group as they came.
  mutating func writeContributors(
    _ front: JATSFront, keepsAffiliations: Bool
  ) throws(ConversionError) {
    guard front.has(.contributor) else { return }
    try xml.start("contrib-group")
    for place in front.places(of: .contributor) {
      let item = front.items[place]
      try xml.start("contrib")
      if let role = item[.role] { try xml.attribute("contrib-type", role.span, at: .start) }
      let isParted = item.has(.kind, "person") && item[.surname] != nil && !item.hasMarkup
      try xml.instruction(namePairs(item, isParted))
      if let identifier = item[.identifier] {
        try xml.start("contrib-id")
        if identifier.starts(with: "https://orcid.org/".utf8) {
          try xml.attribute("contrib-id-type", fixed: "orcid")
        }
        try xml.text(identifier.span, at: .start)
        try xml.end("contrib-id")
      }
      try writeName(item, isParted)
      if let label = item[.label] { try xml.element("role", label.span, at: .start) }
      if keepsAffiliations, let affiliation = item[.affiliation] {
        try xml.element("aff", affiliation.span, at: .start)
      }
      if let email = item[.email] { try xml.element("email", email.span, at: .start) }
      try xml.end("contrib")
    }
    try xml.end("contrib-group")
  }

  /// What the name's elements do not tell.
  private func namePairs(
    _ item: JATSFront.Item, _ isParted: Bool
  ) -> [(name: String, value: [UInt8])] {
    var shown: AttributeSet = [.role, .identifier, .label, .affiliation, .email]
    if isParted { shown.insert([.surname, .givenNames]) }
    if item.has(.kind, "person") || item.has(.kind, "organization") { shown.insert(.kind) }
    var pairs = item.pairs(but: shown)
    if item[.kind] == nil { pairs.append(("kind", [])) }
    if isParted {
      let whole = JATSVocabulary.wholeName(item[.surname] ?? [], item[.givenNames] ?? [])
      if item.text != whole { pairs.append(("text", item.text)) }
    } else if item.has(.kind, "person"), !tagSet.allowsStringName {
      pairs.append(("whole", Array("yes".utf8)))
    }
    return pairs
  }

  /// `collab` for a body, `name` for a person whose name parts are known, else `string-name`.
  private mutating func writeName(
    _ item: JATSFront.Item, _ isParted: Bool
  ) throws(ConversionError) {
    guard item.has(.kind, "person") else {
      try xml.start("collab")
      try xml.raw(item.markup.span)
      return try xml.end("collab")
    }
    let surname = item[.surname] ?? item.text
    let style: StaticString = JATSVocabulary.isEastern(surname) ? "eastern" : "western"
    if isParted {
      try xml.start("name")
      try xml.attribute("name-style", fixed: style)
      try xml.element("surname", surname.span, at: .start)
      if let given = item[.givenNames] {
        try xml.element("given-names", given.span, at: .start)
      }
      try xml.end("name")
    } else if tagSet.allowsStringName {
      try xml.start("string-name")
      try xml.attribute("name-style", fixed: style)
      try xml.raw(item.markup.span)
      try xml.end("string-name")
    } else {
      try xml.start("name")
      try xml.attribute("name-style", fixed: style)
      try xml.start("surname")
      try xml.raw(item.markup.span)
      try xml.end("surname")
      try xml.end("name")
    }
  }

  /// `custom-meta-group`: what has no place of its own, by its name, and for the way back in an
  /// instruction what it is.
  mutating func writeCustoms(
    _ front: JATSFront, _ owner: FactOwner
  ) throws(ConversionError) {
    var isOpen = false
    var titleSeen = false
    for item in front.items {
      switch item.element {
      case .title:
        let isFirst = !titleSeen
        titleSeen = true
        if isFirst { continue }
      case .custom where item.isFragment:
        // Where it came from there is a place for it.
        if let name = item.fragmentName, hasPlace(name, owner) { continue }
      case .custom where owner != .journal && isPlainFact(item, front): continue
      case .distribution, .custom: break
      case .subtitle, .contributor, .identifier: continue
      case .abstract, .contents:
        if owner == .journal {
          diagnostics.report(
            .elementNotExpressible,
            ["\(item.element.name) of a bulletin", "JATS", "an article's journal has none"])
        }
        continue
      case .date: if owner != .journal, isDated(item) { continue }
      case .kicker: if owner != .journal { continue }
      default: break
      }
      try openCustoms(&isOpen)
      try writeCustom(item)
    }
    for (index, (field, value)) in front.facts.enumerated() {
      let isFirst = !front.facts[..<index].contains { $0.field == field }
      if hasElement(field, owner, isFirst: isFirst) { continue }
      try openCustoms(&isOpen)
      try xml.start("custom-meta")
      try xml.instruction([("metadata", Array(field.name.utf8))])
      try writeCustom(
        Array(JATSVocabulary.customName(field).utf8).escapedXML, value.escapedXML)
    }
    if isOpen { try xml.end("custom-meta-group") }
  }

  private mutating func openCustoms(_ isOpen: inout Bool) throws(ConversionError) {
    if !isOpen { try xml.start("custom-meta-group") }
    isOpen = true
  }

  private func hasPlace(_ name: String, _ owner: FactOwner) -> Bool {
    if name.hasPrefix(JATSVocabulary.journalPrefix) {
      return owner == .bulletin || owner == .journal
    }
    if owner == .journal { return false }
    return JATSVocabulary.metaRank(name) != nil
      || JATSVocabulary.titleFragments.contains(name)
  }

  /// Whether a plain fact stands in an element of its own; a second value of it never does.
  private func hasElement(_ field: MetadataField, _ owner: FactOwner, isFirst: Bool) -> Bool {
    switch field {
    case .keyword, .category: owner != .journal
    case .language: isFirst
    case .license, .copyright: owner != .journal && isFirst
    case .publisher: (owner == .bulletin || owner == .journal) && isFirst
    // In an article's document its bulletin's numbers stand in `article-meta`.
    case .volume, .issue: owner.isBulletin && isFirst
    default: false
    }
  }

  private mutating func writeCustom(_ item: JATSFront.Item) throws(ConversionError) {
    try xml.start("custom-meta")
    let name = item[.name]
    if item.element == .custom, let name, item.attributes.allSatisfy({ $0.attribute == .name }) {
      return try writeCustom(name.escapedXML, item.markup)
    }
    try xml.instruction([("element", Array(item.element.name.utf8))] + item.pairs())
    let type = item[.type].map { Array("-".utf8) + $0 } ?? []
    try writeCustom((name ?? Array(item.element.name.utf8) + type).escapedXML, item.markup)
  }

  /// Name and value, both markup, and the end tag.
  private mutating func writeCustom(
    _ name: [UInt8], _ value: [UInt8]
  ) throws(ConversionError) {
    try xml.start("meta-name")
    try xml.raw(name.span)
    try xml.end("meta-name")
    try xml.start("meta-value")
    try xml.raw(value.span)
    try xml.end("meta-value")
    try xml.end("custom-meta")
  }
}
