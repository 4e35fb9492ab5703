import GazetteDocumentModel
import GazetteXMLKit

/// Headers, sign-offs and credits.
extension XHTMLWriter {
  /// The bulletin's header, once, when its first content or its end comes.
  mutating func beginBulletin() throws(ConversionError) {
    guard !headerIsWritten else { return }
    headerIsWritten = true
    if !documentIsOpen { try beginDocument() }
    try xml.start("section")
    try xml.attribute("class", XHTMLVocabulary.bulletin)
    try write(bulletin.attributes, of: .bulletin)
    guard part == nil || !bulletin.items.isEmpty || !bulletin.facts.isEmpty else {
      // The front stands in another document.
      return try xml.newline()
    }
    try xml.raw("\n<header>\n")
    try writeTitles(bulletin, Self.heading(titleLevel))
    try writeFacts(bulletin, but: [.contributor, .distribution])
    try xml.raw("</header>\n")
    titleLevel += 1
  }

  /// `h1`…`h6`
  static func heading(_ level: Int) -> StaticString {
    switch level {
    case ...1: "h1"
    case 2: "h2"
    case 3: "h3"
    case 4: "h4"
    case 5: "h5"
    default: "h6"
    }
  }

  mutating func beginArticle() throws(ConversionError) {
    try xml.start("article")
    if !(article.attributes[.id].map { mayBeNamed($0) } ?? false) {
      try xml.attribute("id", XHTMLVocabulary.articlePrefix + "\(articleCount)")
    }
    try write(article.attributes, of: .article)
    try language(article[.language])
    try xml.raw("\n<header>\n")
    try writeTitles(article, Self.heading(titleLevel))
    try writeFacts(article, but: [.contributor, .date])
    try xml.raw("</header>\n<div class=\"body\">\n")
  }

  /// Authors and dates, flush right below the text.
  mutating func writeSignOff() throws(ConversionError) {
    let contributors = article.all(.contributor)
    let dates = article.all(.date)
    guard !contributors.isEmpty || !dates.isEmpty else { return }
    try xml.raw("<footer class=\"signoff\">")
    for item in contributors {
      try writeContributor(item)
      try xml.raw(" ")
    }
    for item in dates { try writeDate(item) }
    try xml.raw("</footer>\n")
  }

  /// Who made the bulletin, and who gets it.
  mutating func writeCredits() throws(ConversionError) {
    let people = bulletin.all(.contributor)
    let lists = bulletin.all(.distribution)
    guard !people.isEmpty || !lists.isEmpty else { return }
    try xml.raw("<footer class=\"credits\">\n")
    for item in people {
      try xml.raw("<p>")
      try writeContributor(item)
      try xml.raw("</p>\n")
    }
    for item in lists { try write(item, "p", "distribution") }
    try xml.raw("</footer>\n")
  }

  /// What is known of a section: its title, and what else may be said of it.
  mutating func writeSectionFact(_ item: XHTMLFront.Item) throws(ConversionError) {
    if item.element == .title {
      try write(item, Self.heading(sectionLevel ?? titleLevel), XHTMLVocabulary.sectionTitle)
      titleLevel = (sectionLevel ?? titleLevel) + 1
    } else {
      try xml.raw("<ul class=\"facts\">\n")
      try writeFact(item)
      try xml.raw("</ul>\n")
    }
  }

  /// Kicker, title and subtitle, in that order; a second title is a fact like others.
  private mutating func writeTitles(
    _ front: XHTMLFront, _ name: StaticString
  ) throws(ConversionError) {
    for item in front.all(.kicker) { try write(item, "p", "kicker") }
    if let title = front.first(.title) { try write(title, name, "title") }
    for item in front.all(.subtitle) { try write(item, "p", "subtitle") }
  }

  private mutating func writeContributor(_ item: XHTMLFront.Item) throws(ConversionError) {
    try xml.start("span")
    try xml.attribute("class", "contributor")
    for (attribute, value) in item.attributes where attribute != .label {
      try xml.attribute(
        XHTMLVocabulary.attribute(attribute, of: .contributor), value.span, at: .start)
    }
    if let label = item[.label] {
      try xml.start("span")
      try xml.attribute("class", XHTMLVocabulary.label)
      try xml.text(label.span, at: .start)
      try xml.endInFull("span")
      try xml.raw(" ")
    }
    try xml.raw(item.markup.span)
    try xml.endInFull("span")
  }

  /// `<time datetime="2021-03-12">2021年3月12日</time>`; without words the ISO form is shown.
  private mutating func writeDate(_ item: XHTMLFront.Item) throws(ConversionError) {
    let iso = item[.iso]
    try xml.start(iso == nil ? "span" : "time")
    try xml.attribute("class", "date")
    try write(item.attributes, of: .date)
    if item.markup.isEmpty, let iso {
      try xml.attribute(XHTMLVocabulary.unwordedDate, "yes")
      try xml.text(iso.span, at: .start)
    } else {
      try xml.raw(item.markup.span)
    }
    try xml.endInFull(iso == nil ? "span" : "time")
  }

  private mutating func write(
    _ item: XHTMLFront.Item, _ name: StaticString, _ className: StaticString
  ) throws(ConversionError) {
    try xml.start(name)
    try xml.attribute("class", "\(className)")
    try write(item.attributes, of: item.element)
    try xml.raw(item.markup.span)
    try xml.endInFull(name)
    try xml.newline()
  }

  /// The facts that stand under a title, a list item each, named by `data-field`.
  private mutating func writeFacts(
    _ front: XHTMLFront, but elsewhere: [Element]
  ) throws(ConversionError) {
    var titleSeen = false
    var values: [XHTMLFront.Item] = []
    for item in front.items {
      switch item.element {
      case .title:
        if titleSeen { values.append(item) }
        titleSeen = true
      case .subtitle, .kicker, .abstract, .contents: break
      default: if !elsewhere.contains(item.element) { values.append(item) }
      }
    }
    if !values.isEmpty || !front.facts.isEmpty {
      try xml.raw("<ul class=\"facts\">\n")
      for (field, value) in front.facts {
        try xml.start("li")
        try xml.attribute(XHTMLVocabulary.field, field.name)
        try xml.text(value.span, at: .start)
        try xml.endInFull("li")
        try xml.newline()
      }
      for item in values { try writeFact(item) }
      try xml.raw("</ul>\n")
    }
    for item in front.items {
      if item.element == .abstract { try write(item, "div", "abstract") }
      if item.element == .contents { try write(item, "div", "contents") }
    }
  }

  private mutating func writeFact(_ item: XHTMLFront.Item) throws(ConversionError) {
    try xml.start("li")
    try xml.attribute(XHTMLVocabulary.field, item.element.name)
    switch item.element {
    case .date: try writeDate(item)
    case .contributor: try writeContributor(item)
    default:
      try write(item.attributes, of: item.element)
      try xml.raw(item.markup.span)
    }
    try xml.endInFull("li")
    try xml.newline()
  }
}
