import GazetteDocumentModel
import GazetteXMLKit

/// What `article-meta` and `front-stub` hold alike.
extension JATSWriter {
  /// Whose facts are written, which decides what has a place of its own.
  enum FactOwner {
    /// The first bulletin, with `journal-meta` beside it.
    case bulletin
    /// A bulletin behind the first: a `front-stub` is all it has.
    case laterBulletin
    /// The whole of a bulletin, in the `journal-meta` of its only article.
    case journal
    /// The article that is the document, with its bulletin's volume and issue.
    case rootArticle
    case article

    var isBulletin: Bool { self == .bulletin || self == .laterBulletin || self == .journal }
  }

  /// Element by element in the order of the tag library, with the raw fragments of JATS between them.
  mutating func writeFacts(
    _ front: JATSFront, _ owner: FactOwner
  ) throws(ConversionError) {
    var pieces = placedPieces(front)
    try write(&pieces, through: "article-id")
    try writeIdentifiers(front, owner)
    try write(&pieces, through: "article-categories")
    if !pieces.has("article-categories") { try writeCategories(front, owner) }
    try write(&pieces, through: "title-group")
    try writeTitles(front)
    try write(&pieces, through: "contrib-group")
    if !pieces.has("contrib-group") {
      try writeContributors(front, keepsAffiliations: !pieces.has("aff"))
    }
    try write(&pieces, through: "pub-date")
    if !pieces.has("pub-date") { try writeDates(front, arePublications: true) }
    try write(&pieces, through: "volume")
    let numbers = owner == .rootArticle ? bulletinFront : front
    if owner != .article, let volume = numbers[.volume], !pieces.has("volume") {
      try xml.element("volume", volume.span, at: .start)
    }
    try write(&pieces, through: "issue")
    if owner != .article, let issue = numbers[.issue], !pieces.has("issue") {
      try xml.element("issue", issue.span, at: .start)
    }
    try write(&pieces, through: "history")
    if !pieces.has("history") { try writeHistory(front) }
    try write(&pieces, through: "permissions")
    if !pieces.has("permissions") { try writePermissions(front) }
    try write(&pieces, through: "abstract")
    if front.has(.abstract) || front.has(.contents) {
      for item in front.items where item.element == .abstract || item.element == .contents {
        try writeAbstract(item)
      }
    }
    try write(&pieces, through: "kwd-group")
    if !pieces.has("kwd-group") { try writeKeywords(front) }
    try write(&pieces, through: "custom-meta-group")
    try writeCustoms(front, owner)
    try write(&pieces)
  }

  /// Raw fragments that came from here go back; facts that are elements of their own by their names stand
  /// between them.
  private func placedPieces(_ front: JATSFront) -> JATSPieces {
    var pieces = JATSPieces(order: JATSVocabulary.metaOrder)
    guard front.has(.custom) else { return pieces }
    for item in front.items {
      if let name = item.fragmentName, JATSVocabulary.metaRank(name) != nil,
        isCurrent(item, name, front)
      {
        pieces.append(item.markup, name)
      }
    }
    for item in front.items where isPlainFact(item, front) {
      if let name = item.attributes.text(.name) {
        pieces.append(Array("<\(name)>".utf8) + item.markup + Array("</\(name)>".utf8), name)
      }
    }
    return pieces
  }

  /// Writes the pieces that stand before or at the element of this name; all of them where none is given.
  mutating func write(
    _ pieces: inout JATSPieces, through name: String? = nil
  ) throws(ConversionError) {
    while let piece = pieces.pop(through: name) { try xml.raw(piece.span) }
  }

  private mutating func writeIdentifiers(
    _ front: JATSFront, _ owner: FactOwner
  ) throws(ConversionError) {
    guard front.has(.identifier) else { return }
    let identifiers = front.all(.identifier)
    let order =
      owner == .bulletin ? orderPairs(front, isWhole: false) : identifiers.map { _ in [] }
    for (item, order) in zip(identifiers, order) {
      if owner == .bulletin, item.isJournalIdentifier || item.isISSN { continue }
      let type = item.attributes.text(.type)
      let isListed =
        tagSet.name == .archiving || JATSVocabulary.identifierTypes.contains(type ?? "")
      try xml.start("article-id")
      if let type { try xml.attribute("pub-id-type", isListed ? type : "other") }
      try xml.instruction(order + item.pairs(but: isListed ? [.type] : []))
      try xml.raw(item.markup.span)
      try xml.end("article-id")
    }
  }

  /// `article-categories`: the section of the bulletin, then the article's own subjects.
  private mutating func writeCategories(
    _ front: JATSFront, _ owner: FactOwner
  ) throws(ConversionError) {
    let section = owner.isBulletin ? nil : section
    let categories = front.all(.category)
    guard section != nil || !categories.isEmpty else { return }
    try xml.start("article-categories")
    if let section {
      try xml.start("subj-group")
      try xml.attribute("subj-group-type", JATSVocabulary.sectionType)
      try xml.start("subject")
      try xml.instruction(section.titlePairs)
      try xml.raw(section.title.span)
      try xml.end("subject")
      try xml.end("subj-group")
    }
    if !categories.isEmpty {
      try xml.start("subj-group")
      for category in categories { try xml.element("subject", category.span, at: .start) }
      try xml.end("subj-group")
    }
    try xml.end("article-categories")
  }

  /// `title-group`: article-title, subtitle*, trans-title-group*, alt-title*, fn-group?
  private mutating func writeTitles(_ front: JATSFront) throws(ConversionError) {
    let fragments = JATSVocabulary.titleFragments
    let hasFragments =
      front.has(.custom)
      && front.items.contains { $0.fragmentName.map(fragments.contains) ?? false }
    guard hasFragments || front.has(.title) || front.has(.subtitle) || front.has(.kicker) else {
      return
    }
    try xml.start("title-group")
    try xml.start("article-title")
    if let title = front.first(.title) {
      try xml.instruction(title.pairs())
      try xml.raw(title.markup.span)
    } else {
      try xml.instruction(Self.fill)
    }
    try xml.end("article-title")
    for place in front.places(of: .subtitle) {
      let item = front.items[place]
      try xml.start("subtitle")
      try xml.instruction(item.pairs())
      try xml.raw(item.markup.span)
      try xml.end("subtitle")
    }
    if hasFragments { try writeFragments(front, fragments[0]) }
    for place in front.places(of: .kicker) {
      let item = front.items[place]
      try xml.start("alt-title")
      try xml.attribute("alt-title-type", fixed: "kicker")
      try xml.instruction(item.pairs())
      try xml.raw(item.markup.span)
      try xml.end("alt-title")
    }
    if hasFragments {
      try writeFragments(front, fragments[1])
      try writeFragments(front, fragments[2])
    }
    try xml.end("title-group")
  }

  private mutating func writeFragments(
    _ front: JATSFront, _ name: String
  ) throws(ConversionError) {
    for item in front.items where item.fragmentName == name { try xml.raw(item.markup.span) }
  }

  /// What stands where the DTD wants something and the document has nothing.
  static let fill: [(name: String, value: [UInt8])] = [("fill", Array("yes".utf8))]

  /// `pub-date`s, or the others, which stand in `history`; each with its `order` where reading would put
  /// them otherwise.
  private mutating func writeDates(
    _ front: JATSFront, arePublications: Bool
  ) throws(ConversionError) {
    var hasOther = false
    var isOrdered = true
    for place in front.places(of: .date) {
      let isPublication = front.items[place].isPublication
      if !isPublication { hasOther = true } else if hasOther { isOrdered = false }
    }
    var count = 0
    for place in front.places(of: .date) {
      let item = front.items[place]
      if item.isPublication == arePublications, isDated(item) {
        try writeDate(item, arePublications ? "pub-date" : "date", isOrdered ? nil : count)
      }
      count += 1
    }
  }

  private mutating func writeHistory(_ front: JATSFront) throws(ConversionError) {
    let dates = front.places(of: .date)
    guard dates.contains(where: { !front.items[$0].isPublication && isDated(front.items[$0]) })
    else { return }
    try xml.start("history")
    try writeDates(front, arePublications: false)
    try xml.end("history")
  }

  /// Whether a date has a place as one: where words alone are none, a year must be known.
  func isDated(_ item: JATSFront.Item) -> Bool {
    tagSet.allowsStringDate || item[.iso].map { Attribute.iso.accepts($0.span) } ?? false
  }

  /// `<pub-date date-type="pub" iso-8601-date="2021-03-12">` day, month, year; and the wording as
  /// `string-date` where it is another.
  private mutating func writeDate(
    _ item: JATSFront.Item, _ element: StaticString, _ order: Int?
  ) throws(ConversionError) {
    var pairs = item.pairs(but: [.type, .iso, .kind])
    if let order { pairs.append(("order", Array("\(order)".utf8))) }
    try xml.start(element)
    if item.isPublication {
      if let kind = item[.kind], !JATSVocabulary.isPublicationFormat(kind) {
        try xml.attribute("pub-type", kind.span, at: .start)
      } else {
        try xml.attribute("date-type", fixed: "pub")
        if let kind = item[.kind] {
          try xml.attribute("publication-format", kind.span, at: .start)
        }
      }
      if item[.type] == nil { pairs.append(("type", [])) }
    } else {
      if let type = item[.type] { try xml.attribute("date-type", type.span, at: .start) }
      if let kind = item[.kind] { pairs.append(("kind", kind)) }
    }
    let iso = item[.iso]
    if let iso { try xml.attribute("iso-8601-date", iso.span, at: .start) }
    let hasWording = !item.markup.isEmpty && (item.hasMarkup || item.text != iso)
    if iso != nil, item.markup.isEmpty { pairs.append(("text", [])) }
    if hasWording, !tagSet.allowsStringDate { pairs.append(("text", item.text)) }
    try xml.instruction(pairs)
    if let iso { try writeDateParts(iso) }
    if hasWording, tagSet.allowsStringDate {
      try xml.start("string-date")
      try xml.raw(item.markup.span)
      try xml.end("string-date")
    }
    try xml.end(element)
  }

  /// Day, month and year of a calendar date, as far as it is one.
  private mutating func writeDateParts(_ iso: [UInt8]) throws(ConversionError) {
    guard Attribute.iso.accepts(iso.span) else { return }
    let hyphen = UInt8(ascii: "-")
    var end = iso.count
    if let second = iso.lastIndex(of: hyphen), second != iso.firstIndex(of: hyphen) {
      try xml.element("day", iso.span.extracting((second + 1)..<end), at: .start)
      end = second
    }
    if let first = iso.firstIndex(of: hyphen) {
      try xml.element("month", iso.span.extracting((first + 1)..<end), at: .start)
      end = first
    }
    try xml.element("year", iso.span.extracting(0..<end), at: .start)
  }

  private mutating func writePermissions(_ front: JATSFront) throws(ConversionError) {
    guard front[.copyright] != nil || front[.license] != nil else { return }
    try xml.start("permissions")
    if let copyright = front[.copyright] {
      try xml.element("copyright-statement", copyright.span, at: .start)
    }
    if let license = front[.license] {
      try xml.start("license")
      try xml.element("license-p", license.span, at: .start)
      try xml.end("license")
    }
    try xml.end("permissions")
  }

  private mutating func writeAbstract(_ item: JATSFront.Item) throws(ConversionError) {
    let isTranslation = item.has(.type, "trans-abstract")
    let name: StaticString = isTranslation ? "trans-abstract" : "abstract"
    var pairs = item.pairs(but: [.type, .language])
    try xml.start(name)
    if item.element == .contents {
      try xml.attribute("abstract-type", JATSVocabulary.contentsType)
      if let type = item[.type] { pairs.append(("type", type)) }
      pairs.append(("element", Array("contents".utf8)))
    } else if !isTranslation, let type = item[.type] {
      try xml.attribute("abstract-type", type.span, at: .start)
    }
    if let language = item[.language] {
      try xml.attribute("xml:lang", language.span, at: .start)
    }
    try xml.instruction(pairs)
    try xml.raw(item.markup.span)
    try xml.end(name)
  }

  private mutating func writeKeywords(_ front: JATSFront) throws(ConversionError) {
    let keywords = front.all(.keyword)
    guard !keywords.isEmpty else { return }
    try xml.start("kwd-group")
    for keyword in keywords { try xml.element("kwd", keyword.span, at: .start) }
    try xml.end("kwd-group")
  }

  /// A fact that is an element of its own by its name, once.
  func isPlainFact(_ item: JATSFront.Item, _ front: JATSFront) -> Bool {
    guard item.element == .custom, !item.isFragment, !item.hasMarkup,
      let name = item.attributes.text(.name), JATSVocabulary.plainFacts.contains(name)
    else { return false }
    return front.all(.custom).count { $0.has(.name, item[.name] ?? []) } == 1
      && item.attributes.allSatisfy { $0.attribute == .name }
  }

  /// Whether a raw fragment still says what the facts say that were read from it: a filter may have
  /// changed those.
  private func isCurrent(_ item: JATSFront.Item, _ name: String, _ front: JATSFront) -> Bool {
    let facts: [[UInt8]]
    switch name {
    case "contrib-group":
      facts = front.all(.contributor).map { $0[.surname] ?? $0.markup }
    case "permissions": facts = [front[.copyright], front[.license]].compactMap { $0 }
    case "kwd-group": facts = front.all(.keyword)
    case "article-categories": facts = front.all(.category)
    default: return true
    }
    let text = item.markup.withoutTags.unescapedXML.filter { $0 > 0x20 }
    return facts.allSatisfy { fact in
      let wanted = fact.withoutTags.unescapedXML.filter { $0 > 0x20 }
      return text.span.contains(wanted)
    }
  }
}

extension JATSFront.Item {
  func has(_ attribute: Attribute, _ value: [UInt8]) -> Bool { self[attribute] == value }
}

extension JATSFront {
  func all(_ field: MetadataField) -> [[UInt8]] {
    facts.filter { $0.field == field }.map(\.value)
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes occur in it.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    var at = 0
    while let start = firstIndex(of: first, from: at), start + part.count <= count {
      if [UInt8](extracting(start..<(start + part.count))) == part { return true }
      at = start + 1
    }
    return false
  }
}
