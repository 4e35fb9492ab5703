import GazetteDocumentModel

/// Lines made from metadata.
extension TextWriter {
  mutating func beginBulletin() {
    bulletin = BulletinFacts()
    // What is open from the bulletin before has been closed by its credits or this masthead.
    article = ArticleFacts(isUnsignedBefore: false)
    article.dates = [""]
  }

  /// A front element is known whole.
  mutating func frontElement(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    let text = String(captured.span).replacing("\n", with: " ")
    switch (element, open.last) {
    case (.title, .bulletin): bulletin.title = text
    case (.title, .article): article.title = Array(text.utf8)
    case (.title, _): try writeLine(text)
    case (.contributor, .bulletin): credit(text, position)
    case (.contributor, _): department(text, position)
    case (.date, .bulletin): headFact(.date, dateWording(text, position), "date", position)
    case (.date, _):
      if let type = fact[.type], type != "published" {
        diagnostics.report(
          .metadataNotExpressible, ["\(type) date", text, "text"], at: position)
      } else {
        article.dates.append(dateWording(text, position))
      }
    case (.subtitle, .bulletin): headFact(.subtitle, text, "subtitle", position)
    default:
      diagnostics.report(.metadataNotExpressible, [element.name, text, "text"], at: position)
    }
  }

  mutating func metadata(
    _ field: MetadataField, _ value: Span<UInt8>, _ position: SourcePosition
  ) {
    let text = String(value)
    if field == .language, text == profile.language { return }
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
      diagnostics.report(.metadataNotExpressible, [field.name, text, "text"], at: position)
    }
  }

  /// Keeps a fact for the head lines, if a head template has a place for it.
  private mutating func headFact(
    _ field: Template.Field, _ text: String, _ name: String, _ position: SourcePosition
  ) {
    let hasPlace = profile.head.contains { $0.fields.contains(field) }
    guard hasPlace, !bulletin.headWritten, bulletin.head[field] == nil else {
      diagnostics.report(.metadataNotExpressible, [name, text, "text"], at: position)
      return
    }
    bulletin.head[field] = text
    bulletin.headOrder.append(field)
  }

  /// A person of the bulletin, for the credits line.
  private mutating func credit(_ name: String, _ position: SourcePosition) {
    let field: Template.Field = fact[.role] == "author" ? .author : .editor
    let label = fact[.label]
    let fits = profile.credits.contains {
      $0.fields.contains(field) && (label == nil || $0.label == label)
    }
    reportAttributes(beyond: [.kind, .role, .label], name, position)
    guard fits, !name.contains("、"), !name.isEmpty else {
      diagnostics.report(
        .metadataNotExpressible, [label ?? fact[.role] ?? "contributor", name, "text"], at: position
      )
      return
    }
    bulletin.editors.append((label, field, name))
  }

  /// The author of an article, for the sign-off.
  private mutating func department(_ name: String, _ position: SourcePosition) {
    reportAttributes(beyond: [.kind, .role], name, position)
    guard fact[.role] ?? "author" == "author" else {
      diagnostics.report(
        .metadataNotExpressible, [fact[.role] ?? "contributor", name, "text"], at: position)
      return
    }
    if fact[.kind] == "person" {
      diagnostics.report(.lineWouldBeMisread, ["author", "an organization"], at: position)
    }
    article.departments.append(name)
  }

  private func reportAttributes(
    beyond known: [Attribute], _ name: String, _ position: SourcePosition
  ) {
    for (attribute, value) in fact.attributes where !known.contains(attribute) {
      diagnostics.report(
        .metadataNotExpressible, ["\(attribute.wireName) of \(name)", value, "text"], at: position)
    }
  }

  /// The wording if the reader would find the same day in it, else the ISO value.
  private func dateWording(_ wording: String, _ position: SourcePosition) -> String {
    let bytes = Array(wording.utf8)
    let found = bytes.isEmpty ? nil : DateWording.match(bytes.span, at: 0)
    guard let iso = fact[.iso] else {
      if found == nil || found?.iso != nil {
        diagnostics.report(.lineWouldBeMisread, ["date", "another"], at: position)
      }
      return wording
    }
    if found?.end == bytes.count, found?.iso == iso { return wording }
    if !wording.isEmpty {
      diagnostics.report(.metadataNotExpressible, ["wording", wording, "text"], at: position)
    }
    return iso
  }

  /// The masthead and the lines below it, when the bulletin's front is complete.
  mutating func writeHeadLines(_ position: SourcePosition) throws(ConversionError) {
    guard !bulletin.headWritten else { return }
    bulletin.headWritten = true
    if let title = bulletin.title { try writeMasthead(title, position) }
    var left = bulletin.headOrder
    while !left.isEmpty {
      let fitting = profile.head.filter { template in
        template.fields.allSatisfy { left.contains($0) }
      }
      guard let template = fitting.max(by: { $0.fields.count < $1.fields.count }),
        let line = template.filled({ bulletin.head[$0] })
      else { break }
      try writeLine(line)
      left.removeAll { template.fields.contains($0) }
    }
    for field in left {
      diagnostics.report(
        .metadataNotExpressible, [field.rawValue, bulletin.head[field] ?? "", "text"], at: position)
    }
  }

  private mutating func writeMasthead(
    _ title: String, _ position: SourcePosition
  ) throws(ConversionError) {
    guard let template = profile.masthead.first,
      let line = template.filled({ $0 == .title ? title : nil })
    else {
      diagnostics.report(.metadataNotExpressible, ["masthead", title, "text"], at: position)
      return
    }
    let bytes = Array(line.utf8)
    let again = classifier.masthead(bytes.span)
    if again?.captures.first.map({ String(bytes.span.extracting($0.range)) }) != title {
      diagnostics.report(.lineWouldBeMisread, ["masthead", "something else"], at: position)
    }
    try writeLine(line)
  }

  /// Department and date below the article; the forms of which both are known first.
  mutating func writeSignOff(_ position: SourcePosition) throws(ConversionError) {
    for index in 0..<max(article.departments.count, article.dates.count) {
      let department = index < article.departments.count ? article.departments[index] : nil
      let date = index < article.dates.count ? article.dates[index] : nil
      let filled = profile.signOff.lazy.compactMap { template in
        template.filled { $0 == .department ? department : $0 == .date ? date : nil }
      }.first
      if let line = filled {
        try writeLine(line)
      } else if let date, let line = dateOnly(date) {
        try writeLine(line)
      } else {
        diagnostics.report(.lineWouldBeMisread, ["sign-off", "a paragraph"], at: position)
        try writeLine(department ?? date ?? "")
      }
    }
  }

  /// `[2021-03-12]`: the second line of a two-line sign-off stands for one without a department.
  private func dateOnly(_ date: String) -> String? {
    for template in profile.signOff where template.lines.count == 2 {
      let source = template.source.split(separator: "\n").last.map(String.init) ?? ""
      if let line = try? Template(source).filled({ $0 == .date ? date : nil }) { return line }
    }
    return nil
  }

  /// Credits and what else stands below the articles.
  mutating func endBulletin(_ position: SourcePosition) throws(ConversionError) {
    try writeHeadLines(position)
    var editors = bulletin.editors
    while let first = editors.first {
      let group = editors.filter { $0.label == first.label && $0.field == first.field }
      editors.removeAll { $0.label == first.label && $0.field == first.field }
      let names = group.map(\.name).joined(separator: "、")
      let template = profile.credits.first {
        $0.fields.contains(first.field) && (first.label == nil || $0.label == first.label)
      }
      if let line = template?.filled({ $0 == first.field ? names : nil }) { try writeLine(line) }
    }
  }
}

extension Template {
  /// The placeholders of it.
  var fields: [Field] {
    lines.joined().compactMap { if case .field(let field) = $0 { field } else { nil } }
  }
}
