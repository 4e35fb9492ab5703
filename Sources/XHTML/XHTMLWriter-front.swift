import GazetteDocumentModel
import GazetteXMLKit

/// Headers, sign-offs and credits.
extension XHTMLWriter {
  /// The bulletin's header, once, when its first content or its end comes.
  mutating func beginBulletin() throws(ConversionError) {
    guard !headerIsWritten else { return }
    headerIsWritten = true
    if !documentIsOpen { try beginDocument() }
    try xml.raw("<section class=\"bulletin\">\n<header>\n")
    let front = bulletin
    for item in front.all(.kicker) { try write(item, "p", "kicker") }
    if let title = front.first(.title) { try write(title, "h1", "title") }
    for item in front.all(.subtitle) { try write(item, "p", "subtitle") }
    try writeFacts(front, but: [.contributor, .distribution])
    try xml.raw("</header>\n")
  }

  mutating func beginArticle() throws(ConversionError) {
    try xml.start("article")
    try xml.attribute("id", "article-\(articleCount)")
    if let language = article[.language] {
      try xml.attribute("lang", language.span, at: .start)
      try xml.attribute("xml:lang", language.span, at: .start)
    }
    try xml.raw("\n<header>\n")
    let front = article
    for item in front.all(.kicker) { try write(item, "p", "kicker") }
    if let title = front.first(.title) {
      if open.contains(.section) {
        try write(title, "h3", "title")
      } else {
        try write(title, "h2", "title")
      }
    }
    for item in front.all(.subtitle) { try write(item, "p", "subtitle") }
    try writeFacts(front, but: [.contributor, .date])
    try xml.raw("</header>\n<div class=\"body\">\n")
  }

  /// Authors and dates, flush right below the text.
  mutating func writeSignOff() throws(ConversionError) {
    let front = article
    let contributors = front.all(.contributor)
    let dates = front.all(.date)
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
    let front = bulletin
    let people = front.all(.contributor)
    let lists = front.all(.distribution)
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

  private mutating func writeContributor(_ item: XHTMLFront.Item) throws(ConversionError) {
    try xml.start("span")
    try xml.attribute("class", "contributor")
    for (attribute, value) in item.attributes where attribute != .label {
      try xml.attribute(
        XHTMLVocabulary.attribute(attribute, of: .contributor), value.span, at: .start)
    }
    if let label = item[.label] {
      try xml.start("span")
      try xml.attribute("class", "label")
      try xml.text(label.span, at: .start)
      try xml.end("span")
      try xml.raw(" ")
    }
    try xml.raw(item.markup.span)
    try xml.endInFull("span")
  }

  private mutating func writeDate(_ item: XHTMLFront.Item) throws(ConversionError) {
    try xml.start(item[.iso] == nil ? "span" : "time")
    try xml.attribute("class", "date")
    for (attribute, value) in item.attributes {
      try xml.attribute(XHTMLVocabulary.attribute(attribute, of: .date), value.span, at: .start)
    }
    try xml.raw(item.markup.span)
    try xml.endInFull(item[.iso] == nil ? "span" : "time")
  }

  private mutating func write(
    _ item: XHTMLFront.Item, _ name: StaticString, _ className: StaticString
  ) throws(ConversionError) {
    try xml.start(name)
    try xml.attribute("class", "\(className)")
    for (attribute, value) in item.attributes {
      try xml.attribute(XHTMLVocabulary.attribute(attribute, of: .custom), value.span, at: .start)
    }
    try xml.raw(item.markup.span)
    try xml.endInFull(name)
    try xml.newline()
  }

  /// The facts that stand under a title, a list item each, named by `data-field`.
  private mutating func writeFacts(
    _ front: XHTMLFront, but elsewhere: [Element]
  ) throws(ConversionError) {
    let printed: [Element] = [.title, .subtitle, .kicker]
    let items = front.items.filter {
      !printed.contains($0.element) && !elsewhere.contains($0.element)
    }
    let blocks = items.filter { $0.element == .abstract || $0.element == .contents }
    let values = items.filter { $0.element != .abstract && $0.element != .contents }
    if !values.isEmpty || !front.facts.isEmpty {
      try xml.raw("<ul class=\"facts\">\n")
      for (field, value) in front.facts {
        try xml.start("li")
        try xml.attribute("data-field", field.name)
        try xml.text(value.span, at: .start)
        try xml.endInFull("li")
        try xml.newline()
      }
      for (element, item) in values {
        try xml.start("li")
        try xml.attribute("data-field", element.name)
        if element == .date {
          try xml.newline()
          try writeDate(item)
        } else {
          for (attribute, value) in item.attributes {
            try xml.attribute(
              XHTMLVocabulary.attribute(attribute, of: element), value.span, at: .start)
          }
          try xml.raw(item.markup.span)
        }
        try xml.endInFull("li")
        try xml.newline()
      }
      try xml.raw("</ul>\n")
    }
    for (element, item) in blocks {
      try write(item, "div", element == .abstract ? "abstract" : "contents")
    }
  }
}
