import GazetteDocumentModel
import GazetteXMLKit

/// The head of the document, of its bulletins and of its articles.
extension JATSWriter {
  /// XML declaration, DOCTYPE and root.
  mutating func beginDocument(
    type: [UInt8]?, _ pairs: [(name: String, value: [UInt8])]
  ) throws(ConversionError) {
    try xml.declaration(encoding: encodingName)
    try writeDocumentType()
    try xml.start("article")
    for declaration in JATSVocabulary.declarations { try xml.attributes(declaration.span) }
    try writeType(type, isSingleArticle ? "news" : "collection")
    try xml.attribute("dtd-version", tagSet.version)
    // The DTD's default is "en": always say what it is.
    let own = isSingleArticle ? articleFront[.language] : nil
    if let language = own ?? bulletinFront[.language] {
      try xml.attribute("xml:lang", language.span, at: .start)
    } else {
      try xml.attribute("xml:lang", fixed: "und")
    }
    try xml.instruction([("version", Array("1".utf8))] + pairs)
    try xml.newline()
  }

  /// `<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) … DTD v1.2 20190208//EN" "…">`
  private mutating func writeDocumentType() throws(ConversionError) {
    try xml.raw("<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) ")
    try xml.raw(tagSet.publicName)
    try xml.raw(" DTD v")
    try xml.raw(tagSet.version.utf8.span)
    try xml.raw(" ")
    try xml.raw(tagSet.release)
    try xml.raw("//EN\" \"")
    try xml.raw(tagSet.systemIdentifier)
    try xml.raw("\">\n")
  }

  /// `article-type`, or what it is where nobody says.
  private mutating func writeType(
    _ type: [UInt8]?, _ usual: StaticString
  ) throws(ConversionError) {
    if let type {
      try xml.attribute("article-type", type.span, at: .start)
    } else {
      try xml.attribute("article-type", fixed: usual)
    }
  }

  /// The bulletin's front, once, when its first article or its end comes.
  mutating func writeBulletinFront(_ position: SourcePosition) throws(ConversionError) {
    guard !frontIsWritten else { return }
    frontIsWritten = true
    try checkRequired(position)
    let pairs = structurePairs(bulletinFront.attributes)
    if bulletinCount == 1 {
      try beginDocument(type: nil, pairs)
      try xml.raw("<front>\n")
      try writeJournalMeta(isWhole: false)
      try xml.start("article-meta")
      try writeFacts(bulletinFront, .bulletin)
      try xml.end("article-meta")
      try xml.raw("\n</front>\n")
    } else {
      try xml.start("sub-article")
      try xml.attribute("article-type", fixed: "collection")
      try writeLanguage(bulletinFront)
      try xml.instruction(pairs)
      try xml.newline()
      try xml.start("front-stub")
      try writeFacts(bulletinFront, .laterBulletin)
      try xml.end("front-stub")
      try xml.newline()
    }
  }

  /// Everything before an article's blocks.
  mutating func beginArticle(_ position: SourcePosition) throws(ConversionError) {
    let type = articleFront.attributes[.type]
    var pairs = structurePairs(articleFront.attributes)
    if articleIsRoot {
      try checkRequired(position)
      frontIsWritten = true
      for pair in structurePairs(bulletinFront.attributes) {
        pairs.append(("bulletin-" + pair.name, pair.value))
      }
      // The root's language is the article's; the bulletin's own, where it differs.
      if let own = articleFront[.language] {
        pairs.append(("language", own))
        pairs.append(("bulletin-language", bulletinFront[.language] ?? []))
      }
      try beginDocument(type: type, pairs)
      try xml.raw("<front>\n")
      try writeJournalMeta(isWhole: true)
      try xml.start("article-meta")
      try writeFacts(articleFront, .rootArticle)
      try xml.end("article-meta")
      try xml.raw("\n</front>\n<body>\n")
    } else {
      try beginSection()
      try xml.start("sub-article")
      try writeType(type, "news")
      if let id = articleFront.attributes[.id], references.give(id) {
        try xml.attribute("id", id.span, at: .start)
      } else {
        try xml.attribute("id", JATSReferences.articlePrefix, number: articleCount)
      }
      try writeLanguage(articleFront)
      try xml.instruction(pairs)
      try xml.newline()
      try xml.start("front-stub")
      try writeFacts(articleFront, .article)
      try xml.end("front-stub")
      try xml.raw("\n<body>\n")
    }
    blocks.reset()
  }

  /// `<?gazette section="begin"?>` before the first article of a section: two that follow one
  /// another may have the same title.
  private mutating func beginSection() throws(ConversionError) {
    guard let section, section.articleCount == 1 else { return }
    try xml.instruction(
      [("section", Array("begin".utf8))] + structurePairs(section.attributes))
    try xml.newline()
  }

  private mutating func writeLanguage(_ front: JATSFront) throws(ConversionError) {
    if let language = front[.language] {
      try xml.attribute("xml:lang", language.span, at: .start)
    }
  }

  private func structurePairs(
    _ attributes: AttributeList
  ) -> [(name: String, value: [UInt8])] {
    attributes.map { ($0.attribute.wireName, $0.value) }
  }

  /// Refuses what the tag set would not take, rather than inventing it.
  private func checkRequired(_ position: SourcePosition) throws(ConversionError) {
    let front = bulletinFront
    let other = "-O jats.tag-set=archiving"
    func missing(_ element: String, _ key: String) -> ConversionError {
      ConversionError(.metadataMissing, [tagSet.title, element, key, other], at: position)
    }
    // A bulletin behind the first is a sub-article, of which nothing is required.
    guard tagSet.requiresJournalIdentity, bulletinCount == 1 else { return }
    if front.identifier("issn") == nil { throw missing("an ISSN", "issn") }
    if !front.all(.identifier).contains(where: \.isJournalIdentifier) {
      throw missing("a journal identifier", "publisher-id")
    }
    let dates = front.all(.date) + (isSingleArticle ? articleFront.all(.date) : [])
    if tagSet.requiresPublicationDate, !dates.contains(where: { $0[.iso] != nil }) {
      throw missing("a publication date", "date")
    }
  }

  /// `journal-meta`: what the periodical is.
  ///
  /// - Parameter isWhole: the bulletin has no other place; all of its facts stand here.
  private mutating func writeJournalMeta(isWhole: Bool) throws(ConversionError) {
    let front = bulletinFront
    var pieces = JATSPieces(order: JATSVocabulary.journalOrder)
    for item in front.items {
      guard let name = item.fragmentName, name.hasPrefix(JATSVocabulary.journalPrefix) else {
        continue
      }
      pieces.append(item.markup, String(name.dropFirst(JATSVocabulary.journalPrefix.count)))
    }
    try xml.beginCapture()
    try writeJournalIdentifiers(isISSN: false, isWhole: isWhole)
    try write(&pieces, through: "journal-title-group")
    if let title = front.first(.title), !pieces.has("journal-title-group") {
      try writeJournalTitle(title, isWhole: isWhole)
    }
    try write(&pieces, through: "contrib-group")
    if isWhole, !pieces.has("contrib-group") {
      try writeContributors(front, keepsAffiliations: true)
    }
    try write(&pieces, through: "aff")
    try writeJournalIdentifiers(isISSN: true, isWhole: isWhole)
    try write(&pieces, through: "publisher")
    if let publisher = front[.publisher], !pieces.has("publisher") {
      try xml.start("publisher")
      try xml.element("publisher-name", publisher.span, at: .start)
      try xml.end("publisher")
    }
    try write(&pieces, through: "custom-meta-group")
    if isWhole { try writeCustoms(front, .journal) }
    try write(&pieces)
    let markup = try xml.endCapture()
    guard !markup.isEmpty else { return }
    try xml.start("journal-meta")
    try xml.newline()
    try xml.raw(markup.span)
    try xml.end("journal-meta")
    try xml.newline()
  }

  private mutating func writeJournalTitle(
    _ title: JATSFront.Item, isWhole: Bool
  ) throws(ConversionError) {
    try xml.start("journal-title-group")
    try xml.start("journal-title")
    if isWhole {
      try xml.instruction(title.pairs())
      try xml.raw(title.markup.span)
    } else {
      try xml.raw(title.markup.withoutTags.span)
    }
    try xml.end("journal-title")
    if isWhole {
      for item in bulletinFront.items where item.element == .subtitle {
        try xml.start("journal-subtitle")
        try xml.instruction(item.pairs())
        try xml.raw(item.markup.span)
        try xml.end("journal-subtitle")
      }
    }
    try xml.end("journal-title-group")
  }

  /// The `issn`s, or the `journal-id`s, of which no more is known than their type.
  private mutating func writeJournalIdentifiers(
    isISSN: Bool, isWhole: Bool
  ) throws(ConversionError) {
    let front = bulletinFront
    let order = orderPairs(front, isWhole: isWhole)
    for (item, order) in zip(front.all(.identifier), order)
    where item.isISSN == isISSN && (isISSN || isWhole || item.isJournalIdentifier) {
      if isISSN {
        try xml.start("issn")
        if let kind = item[.kind] { try xml.attribute("pub-type", kind.span, at: .start) }
        try xml.instruction(order + item.pairs(but: [.type, .kind]))
        try xml.raw(item.markup.span)
        try xml.end("issn")
        continue
      }
      try xml.start("journal-id")
      if let type = item.attributes.text(.type), type != "journal:" {
        try xml.attribute(
          "journal-id-type",
          type.hasPrefix("journal:") ? String(type.dropFirst("journal:".count)) : type)
      }
      // What is no journal's is told by the instruction.
      try xml.instruction(order + item.pairs(but: item.isJournalIdentifier ? [.type] : []))
      try xml.raw(item.markup.span)
      try xml.end("journal-id")
    }
  }

  /// For each identifier, an `order` where reading would put them otherwise: `journal-id` and `issn`
  /// stand before `article-id`.
  func orderPairs(_ front: JATSFront, isWhole: Bool) -> [[(name: String, value: [UInt8])]] {
    let ranks = front.all(.identifier).map {
      $0.isISSN ? 1 : isWhole || $0.isJournalIdentifier ? 0 : 2
    }
    guard ranks != ranks.sorted() else { return ranks.map { _ in [] } }
    return ranks.indices.map { [("order", Array("\($0)".utf8))] }
  }
}
