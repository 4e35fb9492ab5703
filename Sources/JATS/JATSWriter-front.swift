import GazetteDocumentModel
import GazetteXMLKit

/// The facts, in the order of the tag library.
extension JATSWriter {
  /// XML declaration, DOCTYPE and root.
  mutating func beginDocument() throws(ConversionError) {
    try xml.declaration(encoding: encodingName)
    let doctype =
      "<!DOCTYPE article PUBLIC \"\(tagSet.publicIdentifier)\" \"\(tagSet.systemIdentifier)\">\n"
    let bytes = Array(doctype.utf8)
    try xml.raw(bytes.span)
    try xml.start("article")
    try xml.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink")
    try xml.attribute("article-type", isSingleArticle ? "news" : "collection")
    try xml.attribute("dtd-version", tagSet.version)
    // The DTD's default is "en": always say what it is.
    let language = articleFront[.language] ?? bulletinFront[.language] ?? Array("und".utf8)
    try xml.attribute("xml:lang", language.span, at: .start)
    try xml.newline()
  }

  /// The bulletin's front, once, when its first article or its end comes.
  mutating func writeBulletinFront(_ position: SourcePosition) throws(ConversionError) {
    guard !frontIsWritten else { return }
    frontIsWritten = true
    try checkRequired(position)
    if bulletinCount == 1 {
      try beginDocument()
      try xml.raw("<front>\n")
      try writeJournalMeta()
      try xml.start("article-meta")
      try writeFacts(bulletinFront, isBulletin: true)
      try xml.end("article-meta")
      try xml.raw("\n</front>\n")
    } else {
      try xml.start("sub-article")
      try xml.attribute("article-type", "collection")
      if let language = bulletinFront[.language] {
        try xml.attribute("xml:lang", language.span, at: position)
      }
      try xml.newline()
      try xml.start("front-stub")
      try writeFacts(bulletinFront, isBulletin: true)
      try xml.end("front-stub")
      try xml.newline()
    }
  }

  /// Everything before an article's blocks.
  mutating func beginArticle(_ position: SourcePosition) throws(ConversionError) {
    if isSingleArticle {
      try checkRequired(position)
      try beginDocument()
      try xml.raw("<front>\n")
      try writeJournalMeta()
      try xml.start("article-meta")
      try writeFacts(articleFront, isBulletin: false)
      try xml.end("article-meta")
      try xml.raw("\n</front>\n<body>\n")
    } else {
      try xml.start("sub-article")
      try xml.attribute("article-type", "news")
      try xml.attribute("id", "article-\(articleCount)")
      if let language = articleFront[.language] {
        try xml.attribute("xml:lang", language.span, at: position)
      }
      try xml.newline()
      try xml.start("front-stub")
      try writeFacts(articleFront, isBulletin: false)
      try xml.end("front-stub")
      try xml.raw("\n<body>\n")
    }
    blocks.reset()
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
    if front.identifier("publisher-id") == nil, front.identifier("cn") == nil {
      throw missing("a journal identifier", "publisher-id")
    }
    if tagSet.requiresPublicationDate,
      !(front.dates + (isSingleArticle ? articleFront.dates : [])).contains(where: {
        $0[.iso] != nil
      })
    {
      throw missing("a publication date", "date")
    }
    if front.title == nil { throw missing("a title", "title") }
  }

  /// `journal-meta`: journal-id*, journal-title-group*, issn*, publisher?
  private mutating func writeJournalMeta() throws(ConversionError) {
    let front = bulletinFront
    try xml.start("journal-meta")
    for item in front.identifiers where item.has(.type, "cn") || item.has(.type, "publisher-id") {
      try xml.start("journal-id")
      if let type = item[.type] { try xml.attribute("journal-id-type", type.span, at: .start) }
      try xml.raw(item.markup.span)
      try xml.end("journal-id")
    }
    if let title = front.title?.withoutTags {
      try xml.start("journal-title-group")
      try xml.start("journal-title")
      try xml.raw(title.span)
      try xml.end("journal-title")
      try xml.end("journal-title-group")
    }
    if let issn = front.identifier("issn") {
      try xml.start("issn")
      try xml.raw(issn.markup.span)
      try xml.end("issn")
    }
    if let publisher = front[.publisher] {
      try xml.start("publisher")
      try xml.element("publisher-name", publisher.span, at: .start)
      try xml.end("publisher")
    }
    try xml.end("journal-meta")
    try xml.newline()
  }

  /// What `article-meta` and `front-stub` hold alike.
  private mutating func writeFacts(
    _ front: JATSFront, isBulletin: Bool
  ) throws(ConversionError) {
    var customs = front.customs
    for item in front.identifiers {
      if isBulletin, item.isJournalIdentifier { continue }
      try xml.start("article-id")
      if let type = item[.type] { try xml.attribute("pub-id-type", type.span, at: .start) }
      try xml.raw(item.markup.span)
      try xml.end("article-id")
    }
    try writeCategories(front, isBulletin: isBulletin)
    try writeTitles(front)
    try writeContributors(front.contributors)
    for item in front.dates where item.isPublication && item[.iso] != nil {
      try writeDate(item, "pub-date")
    }
    if isBulletin {
      if let volume = front[.volume] { try xml.element("volume", volume.span, at: .start) }
      if let issue = front[.issue] { try xml.element("issue", issue.span, at: .start) }
    }
    let history = front.dates.filter { !$0.isPublication && $0[.iso] != nil }
    if !history.isEmpty {
      try xml.start("history")
      for item in history { try writeDate(item, "date") }
      try xml.end("history")
    }
    try writePermissions(front)
    for item in front.abstracts {
      try xml.start("abstract")
      if let type = item[.type] { try xml.attribute("abstract-type", type.span, at: .start) }
      try xml.raw(item.markup.span)
      try xml.end("abstract")
    }
    let keywords = front.all(.keyword)
    if !keywords.isEmpty {
      try xml.start("kwd-group")
      for keyword in keywords { try xml.element("kwd", keyword.span, at: .start) }
      try xml.end("kwd-group")
    }
    for item in front.dates { customs.keepWording(item) }
    for fact in front.facts {
      if let name = JATSVocabulary.customName(fact.field) {
        customs.append((Array(name.utf8), fact.value.escapedForXML))
      } else if !isBulletin,
        fact.field == .volume || fact.field == .issue || fact.field == .publisher
      {
        customs.append((Array(fact.field.name.utf8), fact.value.escapedForXML))
      } else if isBulletin, bulletinCount > 1, fact.field == .publisher {
        customs.append((Array(fact.field.name.utf8), fact.value.escapedForXML))
      }
    }
    guard !customs.isEmpty else { return }
    try xml.start("custom-meta-group")
    for custom in customs {
      try xml.start("custom-meta")
      try xml.start("meta-name")
      try xml.raw(custom.name.span)
      try xml.end("meta-name")
      try xml.start("meta-value")
      try xml.raw(custom.value.span)
      try xml.end("meta-value")
      try xml.end("custom-meta")
    }
    try xml.end("custom-meta-group")
  }

  /// `article-categories`: the section of the bulletin, then the article's own subjects.
  private mutating func writeCategories(
    _ front: JATSFront, isBulletin: Bool
  ) throws(ConversionError) {
    let categories = front.all(.category)
    let section = isBulletin ? nil : sectionTitle
    guard section != nil || !categories.isEmpty else { return }
    try xml.start("article-categories")
    if let section {
      try xml.start("subj-group")
      try xml.attribute("subj-group-type", "section")
      try xml.start("subject")
      try xml.raw(section.span)
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

  /// `title-group`: article-title, subtitle*, alt-title*
  private mutating func writeTitles(_ front: JATSFront) throws(ConversionError) {
    guard front.title != nil || !front.subtitles.isEmpty || !front.kickers.isEmpty else { return }
    try xml.start("title-group")
    try xml.start("article-title")
    if let title = front.title { try xml.raw(title.span) }
    try xml.end("article-title")
    for item in front.subtitles {
      try xml.start("subtitle")
      try xml.raw(item.markup.span)
      try xml.end("subtitle")
    }
    for item in front.kickers {
      try xml.start("alt-title")
      try xml.attribute("alt-title-type", "kicker")
      try xml.raw(item.markup.span)
      try xml.end("alt-title")
    }
    try xml.end("title-group")
  }

  /// `contrib-group`: contrib-id, name, role, aff, email of each.
  private mutating func writeContributors(
    _ contributors: [JATSFront.Item]
  ) throws(ConversionError) {
    guard !contributors.isEmpty else { return }
    try xml.start("contrib-group")
    for item in contributors {
      try xml.start("contrib")
      if let role = item[.role] { try xml.attribute("contrib-type", role.span, at: .start) }
      if let identifier = item[.identifier] {
        try xml.start("contrib-id")
        try xml.text(identifier.span, at: .start)
        try xml.end("contrib-id")
      }
      try writeName(item)
      if let label = item[.label] { try xml.element("role", label.span, at: .start) }
      if let affiliation = item[.affiliation] {
        try xml.element("aff", affiliation.span, at: .start)
      }
      if let email = item[.email] { try xml.element("email", email.span, at: .start) }
      try xml.end("contrib")
    }
    try xml.end("contrib-group")
  }

  /// `collab` for a body, `name` for a person whose name parts are known, else `string-name`.
  private mutating func writeName(_ item: JATSFront.Item) throws(ConversionError) {
    if item.has(.kind, "person") {
      if let surname = item[.surname] {
        try xml.start("name")
        try xml.attribute("name-style", "eastern")
        try xml.element("surname", surname.span, at: .start)
        if let given = item[.givenNames] {
          try xml.element("given-names", given.span, at: .start)
        }
        try xml.end("name")
      } else if tagSet.allowsStringName {
        try xml.start("string-name")
        try xml.attribute("name-style", "eastern")
        try xml.raw(item.markup.span)
        try xml.end("string-name")
      } else {
        try xml.start("name")
        try xml.attribute("name-style", "eastern")
        try xml.start("surname")
        try xml.raw(item.markup.span)
        try xml.end("surname")
        try xml.end("name")
      }
    } else {
      try xml.start("collab")
      try xml.raw(item.markup.span)
      try xml.end("collab")
    }
  }

  /// `<pub-date date-type="pub" iso-8601-date="2021-03-12">` day, month, year
  private mutating func writeDate(
    _ item: JATSFront.Item, _ element: StaticString
  ) throws(ConversionError) {
    guard let iso = item[.iso] else { return }
    try xml.start(element)
    if item.isPublication {
      try xml.attribute("date-type", "pub")
    } else if let type = item[.type] {
      try xml.attribute("date-type", type.span, at: .start)
    }
    try xml.attribute("iso-8601-date", iso.span, at: .start)
    let parts = iso.split(separator: UInt8(ascii: "-"))
    if parts.count > 2 { try xml.element("day", Array(parts[2]).span, at: .start) }
    if parts.count > 1 { try xml.element("month", Array(parts[1]).span, at: .start) }
    if let year = parts.first { try xml.element("year", Array(year).span, at: .start) }
    try xml.end(element)
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
}

extension JATSFront.Item {
  /// Identifiers of the periodical, not of the issue.
  fileprivate var isJournalIdentifier: Bool {
    has(.type, "issn") || has(.type, "cn") || has(.type, "publisher-id")
  }

  fileprivate var isPublication: Bool { self[.type] == nil || has(.type, "published") }
}

extension [(name: [UInt8], value: [UInt8])] {
  /// The wording of a date, where it is not its ISO form.
  fileprivate mutating func keepWording(_ item: JATSFront.Item) {
    guard !item.markup.isEmpty, item.markup != item[.iso] else { return }
    let type: [UInt8] = item[.type] ?? [UInt8]("published".utf8)
    append((name: [UInt8]("date-wording-".utf8) + type, value: item.markup))
  }
}

extension [UInt8] {
  /// The text as XML markup; short texts only.
  fileprivate var escapedForXML: [UInt8] {
    var escaped: [UInt8] = []
    for byte in self {
      switch byte {
      case UInt8(ascii: "&"): escaped.append(literal: "&amp;")
      case UInt8(ascii: "<"): escaped.append(literal: "&lt;")
      case UInt8(ascii: ">"): escaped.append(literal: "&gt;")
      default: escaped.append(byte)
      }
    }
    return escaped
  }
}
