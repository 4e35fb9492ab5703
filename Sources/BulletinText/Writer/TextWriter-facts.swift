import GazetteDocumentModel

/// Lines made from metadata.
extension TextWriter {
  mutating func beginBulletin() {
    bulletin = BulletinFacts()
    // What is open from the bulletin before has been closed by its credits or this masthead.
    article = ArticleFacts(dates: [[]])
  }

  /// A front element is known whole.
  mutating func frontElement(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    for index in captured.indices where captured[index] == 0x0A { captured[index] = 0x20 }
    let text = captured
    switch (element, open.last) {
    case (.title, .bulletin): bulletin.title = text
    case (.title, .article): article.title = text
    case (.title, _): try writeLine(text)
    case (.contributor, .bulletin): credit(text, position)
    case (.contributor, _): department(text, position)
    case (.date, .bulletin): headFact(.date, dateWording(text, position), "date", position)
    case (.date, _):
      if attributes.has(.type, "published", ifAbsent: true) {
        article.dates.append(dateWording(text, position))
      } else {
        noPlace("\(attributes.text(.type) ?? "") date", text, position)
      }
    case (.subtitle, .bulletin): headFact(.subtitle, text, "subtitle", position)
    default: noPlace(element.name, text, position)
    }
  }

  mutating func metadata(
    _ field: MetadataField, _ value: Span<UInt8>, _ position: SourcePosition
  ) {
    let text = [UInt8](value)
    if field == .language, text == Array(profile.language.utf8) { return }
    let placeholder: Template.Field? =
      switch field {
      case .issue: .issue
      case .wholeNumber: .wholeNumber
      case .publisher: .publisher
      case .classification: .classification
      case .place: .place
      default: nil
      }
    if open.last == .bulletin, let placeholder {
      headFact(placeholder, text, field.name, position)
    } else {
      noPlace(field.name, text, position)
    }
  }

  /// Reports a fact that the layout has no line for.
  private func noPlace(_ what: String, _ value: [UInt8], _ position: SourcePosition) {
    diagnostics.report(
      .metadataNotExpressible, [what, String(value.span), "text"], at: position)
  }

  /// Keeps a fact for the head lines, if a head template has a place for it.
  private mutating func headFact(
    _ field: Template.Field, _ text: [UInt8], _ name: String, _ position: SourcePosition
  ) {
    let hasPlace = printer.head.contains { $0.fields.contains(field) }
    guard hasPlace, !bulletin.headWritten, !bulletin.head.contains(where: { $0.field == field })
    else {
      noPlace(name, text, position)
      return
    }
    bulletin.head.append((field, text))
  }

  /// A person of the bulletin, for the credits line.
  private mutating func credit(_ name: [UInt8], _ position: SourcePosition) {
    let field: Template.Field = attributes.has(.role, "author") ? .author : .editor
    reportAttributes(beyond: [.kind, .role, .label], name, position)
    let listed = String(name.span).contains("、")
    guard !listed, !name.isEmpty, printer.credits(field, label: attributes[.label]) != nil else {
      noPlace(attributes.text(.label) ?? attributes.text(.role) ?? "contributor", name, position)
      return
    }
    bulletin.editors.append(.init(label: attributes[.label], field: field, name: name))
  }

  /// The author of an article, for the sign-off.
  private mutating func department(_ name: [UInt8], _ position: SourcePosition) {
    reportAttributes(beyond: [.kind, .role], name, position)
    guard attributes.has(.role, "author", ifAbsent: true) else {
      noPlace(attributes.text(.role) ?? "contributor", name, position)
      return
    }
    if attributes.has(.kind, "person") {
      diagnostics.report(.lineWouldBeMisread, ["author", "an organization"], at: position)
    }
    article.departments.append(name)
  }

  private func reportAttributes(
    beyond known: [Attribute], _ name: [UInt8], _ position: SourcePosition
  ) {
    for (attribute, value) in attributes where !known.contains(attribute) {
      noPlace("\(attribute.wireName) of \(String(name.span))", value, position)
    }
  }

  /// The wording if the reader would find the same day in it, else the ISO value.
  private func dateWording(_ wording: [UInt8], _ position: SourcePosition) -> [UInt8] {
    let iso = attributes[.iso]
    // The common case: an ISO day is written as such.
    if iso == wording, wording.count == 10 { return wording }
    let found = wording.isEmpty ? nil : DateWording.match(wording.span, at: 0)
    guard let iso else {
      if found == nil || found?.iso != nil {
        diagnostics.report(.lineWouldBeMisread, ["date", "another"], at: position)
      }
      return wording
    }
    if found?.end == wording.count, found?.iso.map({ Array($0.utf8) }) == iso { return wording }
    if !wording.isEmpty { noPlace("wording", wording, position) }
    return iso
  }

  /// The masthead and the lines below it, when the bulletin's front is complete.
  mutating func writeHeadLines(_ position: SourcePosition) throws(ConversionError) {
    guard !bulletin.headWritten else { return }
    bulletin.headWritten = true
    if let title = bulletin.title { try writeMasthead(title, position) }
    var left = bulletin.head
    for template in printer.head {
      let line = template.line { field in left.first { $0.field == field }?.value }
      guard let line else { continue }
      try writeLine(line)
      left.removeAll { template.fields.contains($0.field) }
    }
    for (field, value) in left { noPlace(field.rawValue, value, position) }
  }

  private mutating func writeMasthead(
    _ title: [UInt8], _ position: SourcePosition
  ) throws(ConversionError) {
    guard let line = printer.masthead?.line({ $0 == .title ? title : nil }) else {
      noPlace("masthead", title, position)
      return
    }
    let again = classifier.masthead(line.span)
    if again?.captures.first.map({ Array(line[$0.range]) }) != title {
      diagnostics.report(.lineWouldBeMisread, ["masthead", "something else"], at: position)
    }
    try writeLine(line)
  }

  /// Department and date below the article.
  mutating func writeSignOff(_ position: SourcePosition) throws(ConversionError) {
    for index in 0..<max(article.departments.count, article.dates.count) {
      let department = index < article.departments.count ? article.departments[index] : nil
      let date = index < article.dates.count ? article.dates[index] : nil
      func value(_ field: Template.Field) -> [UInt8]? {
        field == .department ? department : field == .date ? date : nil
      }
      let lines = printer.signOff.lazy.compactMap { $0.line(value) }
      if let line = lines.first ?? (department == nil ? printer.dateLine?.line(value) : nil) {
        try writeLine(line)
      } else {
        diagnostics.report(.lineWouldBeMisread, ["sign-off", "a paragraph"], at: position)
        try writeLine(department ?? date ?? [])
      }
    }
  }

  /// Credits and what else stands below the articles.
  mutating func endBulletin(_ position: SourcePosition) throws(ConversionError) {
    try writeHeadLines(position)
    var left = bulletin.editors
    while let first = left.first {
      let names = left.filter { $0.label == first.label && $0.field == first.field }.map(\.name)
      left.removeAll { $0.label == first.label && $0.field == first.field }
      let template = printer.credits(first.field, label: first.label)
      let list = Array(names.joined(separator: "、".utf8))
      if let line = template?.line({ $0 == first.field ? list : nil }) { try writeLine(line) }
    }
  }
}
