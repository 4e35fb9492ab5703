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

  mutating func writeFacts(
    _ front: JATSFront, _ owner: FactOwner
  ) throws(ConversionError) {
    var pieces = JATSPieces(order: JATSVocabulary.metaOrder)
    // Raw fragments that came from here go back.
    for item in front.items {
      if let name = item.fragmentName, JATSVocabulary.metaRank(name) != nil,
        isCurrent(item, name, front)
      {
        pieces.append(item.markup, name)
      }
    }
    let order =
      owner == .bulletin
      ? orderPairs(front, isWhole: false) : front.all(.identifier).map { _ in [] }
    for (index, item) in front.all(.identifier).enumerated() {
      if owner == .bulletin, item.isJournalIdentifier || item.isISSN { continue }
      pieces.append(try identifier(item, order[index]), "article-id")
    }
    pieces.append(try categories(front, owner, pieces), "article-categories")
    pieces.append(try titles(front), "title-group")
    if !pieces.has("contrib-group") {
      pieces.append(
        try contributors(front.all(.contributor), keepsAffiliations: !pieces.has("aff")),
        "contrib-group")
    }
    try appendDates(front, &pieces)
    let volumes = owner == .rootArticle ? bulletinFront : front
    if owner != .article {
      if let volume = volumes[.volume], !pieces.has("volume") {
        pieces.append(try element("volume", volume), "volume")
      }
      if let issue = volumes[.issue], !pieces.has("issue") {
        pieces.append(try element("issue", issue), "issue")
      }
    }
    for item in front.items where isPlainFact(item, front) {
      if let name = item.attributes.text(.name) {
        let markup = Array("<\(name)>".utf8) + item.markup + Array("</\(name)>".utf8)
        pieces.append(markup, name)
      }
    }
    if !pieces.has("permissions") { pieces.append(try permissions(front), "permissions") }
    for item in front.items where item.element == .abstract || item.element == .contents {
      pieces.append(try abstract(item), "abstract")
    }
    if !pieces.has("kwd-group") { pieces.append(try keywords(front), "kwd-group") }
    pieces.append(try customs(front, owner), "custom-meta-group")
    for piece in pieces.sorted { try xml.raw(piece.span) }
  }

  private mutating func element(
    _ name: StaticString, _ value: [UInt8]
  ) throws(ConversionError) -> [UInt8] {
    try xml.beginCapture()
    try xml.element(name, value.span, at: .start)
    return try xml.endCapture()
  }

  private mutating func identifier(
    _ item: JATSFront.Item, _ order: [(name: String, value: [UInt8])]
  ) throws(ConversionError) -> [UInt8] {
    try xml.beginCapture()
    let type = item.attributes.text(.type)
    let isListed = tagSet.name == .archiving || JATSVocabulary.identifierTypes.contains(type ?? "")
    try xml.start("article-id")
    if let type { try xml.attribute("pub-id-type", isListed ? type : "other") }
    try xml.instruction(order + item.pairs(but: isListed ? [.type] : []))
    try xml.raw(item.markup.span)
    try xml.end("article-id")
    return try xml.endCapture()
  }

  /// `article-categories`: the section of the bulletin, then the article's own subjects.
  private mutating func categories(
    _ front: JATSFront, _ owner: FactOwner, _ pieces: JATSPieces
  ) throws(ConversionError) -> [UInt8] {
    let categories = front.all(.category)
    let section = owner.isBulletin ? nil : section
    guard !pieces.has("article-categories"), section != nil || !categories.isEmpty else {
      return []
    }
    try xml.beginCapture()
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
    return try xml.endCapture()
  }

  /// `title-group`: article-title, subtitle*, trans-title-group*, alt-title*
  private mutating func titles(_ front: JATSFront) throws(ConversionError) -> [UInt8] {
    let title = front.first(.title)
    let subtitles = front.all(.subtitle)
    let kickers = front.all(.kicker)
    let others = ["trans-title-group", "alt-title", "fn-group"].map(front.fragments)
    guard title != nil || !subtitles.isEmpty || !kickers.isEmpty || !others.allSatisfy(\.isEmpty)
    else { return [] }
    try xml.beginCapture()
    try xml.start("title-group")
    try xml.start("article-title")
    if let title {
      try xml.instruction(title.pairs())
      try xml.raw(title.markup.span)
    } else {
      try xml.instruction(Self.fill)
    }
    try xml.end("article-title")
    for item in subtitles {
      try xml.start("subtitle")
      try xml.instruction(item.pairs())
      try xml.raw(item.markup.span)
      try xml.end("subtitle")
    }
    for item in others[0] { try xml.raw(item.markup.span) }
    for item in kickers {
      try xml.start("alt-title")
      try xml.attribute("alt-title-type", "kicker")
      try xml.instruction(item.pairs())
      try xml.raw(item.markup.span)
      try xml.end("alt-title")
    }
    for item in others[1] + others[2] { try xml.raw(item.markup.span) }
    try xml.end("title-group")
    return try xml.endCapture()
  }

  /// What stands where the DTD wants something and the document has nothing.
  static let fill: [(name: String, value: [UInt8])] = [("fill", Array("yes".utf8))]

  /// `pub-date`s, and the others in `history`.
  private mutating func appendDates(
    _ front: JATSFront, _ pieces: inout JATSPieces
  ) throws(ConversionError) {
    let dates = front.all(.date)
    let ranks = dates.map { $0.isPublication ? 0 : 1 }
    let isOrdered = ranks == ranks.sorted()
    try xml.beginCapture()
    for (index, item) in dates.enumerated() where item.isPublication && isDated(item) {
      try writeDate(item, "pub-date", isOrdered ? nil : index)
    }
    let publications = try xml.endCapture()
    if !pieces.has("pub-date") { pieces.append(publications, "pub-date") }
    guard dates.contains(where: { !$0.isPublication && isDated($0) }), !pieces.has("history")
    else { return }
    try xml.beginCapture()
    try xml.start("history")
    for (index, item) in dates.enumerated() where !item.isPublication && isDated(item) {
      try writeDate(item, "date", isOrdered ? nil : index)
    }
    try xml.end("history")
    pieces.append(try xml.endCapture(), "history")
  }

  /// Whether a date has a place as one: where words alone are none, a year must be known.
  func isDated(_ item: JATSFront.Item) -> Bool {
    tagSet.allowsStringDate || item[.iso].map { Self.dateParts($0) != nil } ?? false
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
        try xml.attribute("date-type", "pub")
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

  /// Year, month and day of a calendar date, as far as it is one.
  private static func dateParts(_ iso: [UInt8]) -> [[UInt8]]? {
    guard Attribute.iso.accepts(iso.span) else { return nil }
    return iso.split(separator: UInt8(ascii: "-")).map(Array.init)
  }

  private mutating func writeDateParts(_ iso: [UInt8]) throws(ConversionError) {
    guard let parts = Self.dateParts(iso) else { return }
    for (index, name) in [(2, "day"), (1, "month"), (0, "year")] as [(Int, StaticString)]
    where index < parts.count {
      let number = parts[index]
      try xml.element(name, number.span, at: .start)
    }
  }

  private mutating func permissions(_ front: JATSFront) throws(ConversionError) -> [UInt8] {
    guard front[.copyright] != nil || front[.license] != nil else { return [] }
    try xml.beginCapture()
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
    return try xml.endCapture()
  }

  private mutating func abstract(_ item: JATSFront.Item) throws(ConversionError) -> [UInt8] {
    let isTranslation = item.has(.type, "trans-abstract")
    let name: StaticString = isTranslation ? "trans-abstract" : "abstract"
    var pairs = item.pairs(but: [.type, .language])
    try xml.beginCapture()
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
    return try xml.endCapture()
  }

  private mutating func keywords(_ front: JATSFront) throws(ConversionError) -> [UInt8] {
    let keywords = front.all(.keyword)
    guard !keywords.isEmpty else { return [] }
    try xml.beginCapture()
    try xml.start("kwd-group")
    for keyword in keywords { try xml.element("kwd", keyword.span, at: .start) }
    try xml.end("kwd-group")
    return try xml.endCapture()
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
