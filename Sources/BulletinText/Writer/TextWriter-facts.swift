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
    if text.isEmpty, factIsFragment { return }
    switch (element, open.last) {
    case (.title, .bulletin): bulletin.title = text
    case (.title, .article): article.title = text
    case (.title, .section) where !printer[.section].isEmpty: try section(text, position)
    case (.title, _): try writeLine(text)
    case (.contributor, .bulletin): credit(text, position)
    case (.contributor, _): contributor(text, position)
    case (.date, .bulletin): headFact(.date, dateWording(text, position), "date", position)
    case (.date, _): date(text, position)
    case (.subtitle, .bulletin): headFact(.subtitle, text, "subtitle", position)
    case (.distribution, .bulletin): recipients(text, position)
    case (.kicker, .article): articleFact(.kicker, text, "kicker", position)
    case (.subtitle, .article): articleFact(.subtitle, text, "subtitle", position)
    case (.identifier, let parent), (.custom, let parent):
      guard let field = fieldOfFact(element) else { return noPlace(element.name, text, position) }
      if parent == .bulletin {
        headFact(field, text, element.name, position)
      } else {
        articleFact(field, text, element.name, position)
      }
    default: noPlace(element.name, text, position)
    }
  }

  /// The placeholder of a fact that the model has no name for, or of a code.
  private func fieldOfFact(_ element: Element) -> Template.Field? {
    guard element == .custom else {
      return attributes.has(.type, "publisher-id") ? .code : nil
    }
    guard let name = attributes.text(.name) else { return nil }
    return Template.Field(name: name) ?? .custom(name)
  }

  mutating func metadata(
    _ field: MetadataField, _ value: Span<UInt8>, _ position: SourcePosition
  ) {
    let text = [UInt8](value)
    if field == .language, text == Array(profile.language.utf8) { return }
    let placeholder: Template.Field? =
      switch field {
      case .issue: printer.has(.issue, in: .masthead, .head) ? .issue : .digits
      case .volume: .volume
      case .wholeNumber: .wholeNumber
      case .publisher: .publisher
      case .classification: .classification
      case .place: .place
      case .source: .source
      case .category: .category
      default: nil
      }
    guard let placeholder else { return noPlace(field.name, text, position) }
    if open.last == .bulletin {
      headFact(placeholder, text, field.name, position)
    } else {
      articleFact(placeholder, text, field.name, position)
    }
  }

  /// Reports a fact that the layout has no line for.
  func noPlace(_ what: String, _ value: [UInt8], _ position: SourcePosition) {
    diagnostics.report(
      .metadataNotExpressible, [what, String(value.span), "text"], at: position)
  }

  /// Keeps a fact for the head lines, if one of them has a place for it.
  private mutating func headFact(
    _ field: Template.Field, _ text: [UInt8], _ name: String, _ position: SourcePosition
  ) {
    guard printer.has(field, in: .masthead, .head), !bulletin.headWritten,
      field.mayRepeat || !bulletin.head.contains(where: { $0.field == field })
    else {
      noPlace(name, text, position)
      return
    }
    // What stands in the head has the label of its template, whatever that is.
    bulletin.head.append(
      TextFact(
        field: field, label: headLabel(field), value: text, name: field.name, position: position))
  }

  private func headLabel(_ field: Template.Field) -> [UInt8]? {
    guard field.isContributor else { return nil }
    return (printer[.masthead] + printer[.head]).first { $0.fields.contains(field) }?.template.label
      .map { Array($0.utf8) }
  }

  /// Keeps a fact for the lines above and below the title, or, of a place, for the dateline.
  private mutating func articleFact(
    _ field: Template.Field, _ text: [UInt8], _ name: String, _ position: SourcePosition
  ) {
    guard
      printer.has(field, in: .above, .title, .below, .signOff)
        || printer.has(field, in: .dateline)
        || (field == .source && !printer[.dateline].isEmpty)
    else {
      noPlace(name, text, position)
      return
    }
    article.facts.append(TextFact(field: field, value: text, name: name, position: position))
  }

  /// Somebody of the bulletin, for the credits line.
  private mutating func credit(_ name: [UInt8], _ position: SourcePosition) {
    let field: Template.Field =
      attributes.has(.role, "author")
      ? .author
      : attributes.has(.kind, "organization") && attributes.has(.role, "publisher")
        ? .publisher : .editor
    reportAttributes(beyond: [.kind, .role, .label], name, position)
    let listed = String(name.span).contains("、")
    guard !listed, !name.isEmpty, let line = printer.credits(field, label: attributes[.label])
    else {
      if !bulletin.headWritten, headLabel(field) == attributes[.label], attributes[.label] != nil {
        return headFact(field, name, "contributor", position)
      }
      noPlace(attributes.text(.label) ?? attributes.text(.role) ?? "contributor", name, position)
      return
    }
    bulletin.credits.append(
      TextFact(
        field: field, label: line.template.label.map { Array($0.utf8) }, value: name,
        name: "contributor", position: position))
  }

  /// Who gets the bulletin, for the lines at its end.
  private mutating func recipients(_ text: [UInt8], _ position: SourcePosition) {
    if let line = printer.credits(.recipients, label: attributes[.label]) {
      bulletin.credits.append(
        TextFact(
          field: .recipients, label: line.template.label.map { Array($0.utf8) }, value: text,
          name: "distribution", position: position))
    } else if let field = printer.creditFact(label: attributes[.label]) {
      bulletin.credits.append(
        TextFact(field: field, value: text, name: "distribution", position: position))
    } else {
      noPlace("distribution", text, position)
    }
  }

  /// The author of an article: for a line around the title that has the same label, or the sign-off.
  private mutating func contributor(_ name: [UInt8], _ position: SourcePosition) {
    // The first words of the text name him, and are written with it.
    if attributes.has(.type, "lead") { return }
    let isPerson = attributes.has(.kind, "person")
    let field: Template.Field =
      isPerson ? attributes.has(.role, "editor") ? .editor : .author : .department
    // `From: Ron Sykes <ron@list.example>`
    let mailbox = attributes.text(.label) == "From" ? attributes[.email] : nil
    let fact = TextFact(
      field: field, label: attributes[.label],
      value: mailbox.map { name + Array(" <".utf8) + $0 + [0x3E] } ?? name, name: "contributor",
      position: position)
    let isAround =
      (printer[.above] + printer[.title] + printer[.below] + printer.signatures
      + printer.jointSignatures)
      .contains { printer in printer.fields.contains { fact.isFor($0, printer.template) } }
    if isAround, isPerson || attributes[.label] != nil {
      reportAttributes(
        beyond: [.kind, .role, .label] + (mailbox == nil ? [] : [.email]), name, position)
      article.facts.append(fact)
      return
    }
    reportAttributes(beyond: [.kind, .role], name, position)
    guard attributes.has(.role, "author", ifAbsent: true) else {
      noPlace(attributes.text(.role) ?? "contributor", name, position)
      return
    }
    if isPerson {
      diagnostics.report(.lineWouldBeMisread, ["author", "an organization"], at: position)
    }
    article.departments.append(name)
  }

  private mutating func date(_ text: [UInt8], _ position: SourcePosition) {
    guard attributes.has(.type, "published", ifAbsent: true) else {
      return noPlace("\(attributes.text(.type) ?? "") date", text, position)
    }
    let wording = dateWording(text, position)
    if printer.has(.date, in: .above, .title)
      || (printer[.signOff].isEmpty && printer.has(.date, in: .below))
    {
      article.facts.append(TextFact(field: .date, value: wording, name: "date", position: position))
    } else {
      article.dates.append(wording)
    }
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

  private mutating func section(
    _ title: [UInt8], _ position: SourcePosition
  ) throws(ConversionError) {
    if let match = classifier.match(.section, title.span),
      match.captures.contains(where: { $0.field != .title })
    {
      // `第一版　要闻` is its line as a whole.
      return try writeLine(title)
    }
    let line = printer[.section].lazy.compactMap { $0.line { $0 == .title ? title : nil } }.first
    guard let line else { return noPlace("section", title, position) }
    try writeLine(line)
  }

  /// The masthead and the lines below it, when the bulletin's front is complete.
  mutating func writeHeadLines(_ position: SourcePosition) throws(ConversionError) {
    guard !bulletin.headWritten else { return }
    bulletin.headWritten = true
    var facts = bulletin.head
    if let title = bulletin.title {
      facts.append(TextFact(field: .title, value: title, name: "masthead", position: position))
    }
    // Of the mastheads that have all they need, the one that takes most.
    let hasMore = !bulletin.head.isEmpty || !bulletin.contents.isEmpty
    let masthead =
      printer[.masthead].filter { $0.template.hasMark || hasMore }.filter { $0.isComplete(facts) }
      .max { $0.fields.count < $1.fields.count }
    if let line = masthead?.line(using: &facts) {
      checkMasthead(line, position)
      try writeLine(line)
    }
    var lines = headLines(of: &facts)
    // Who publishes it has no words of the source before the name, and takes any where there are no lines without.
    for index in facts.indices where facts[index].field == .publisher {
      facts[index].takesAnyLabel = true
    }
    lines += headLines(of: &facts)
    for line in lines {
      // A body that only its last word tells stands right below.
      let isToldByEnd = classifier.match(.head, line.span)?.template.isTextAlone ?? false
      try writeLine(line, isCompact: isToldByEnd || profile.setting.wrap == .hard)
    }
    for fact in facts { noPlace(fact.name, fact.value, position) }
    try writeContents()
  }

  /// The lines of the head that the reader finds the facts in.
  private func headLines(of facts: inout [TextFact]) -> [[UInt8]] {
    facts.lines(of: printer[.head]) { line, facts in
      classifier.match(.head, line)?.holdsOnly(facts, of: line) ?? false
    }
  }

  private func checkMasthead(_ line: [UInt8], _ position: SourcePosition) {
    guard let title = bulletin.title, line.firstIndex(of: 0x0A) == nil,
      printer[.masthead].contains(where: { $0.fields.contains(.title) })
    else { return }
    let again = classifier.match(.masthead, line.span)
    if again?.first(.title).map({ Array(line[$0.range]) }) != title {
      diagnostics.report(.lineWouldBeMisread, ["masthead", "something else"], at: position)
    }
  }

  private mutating func writeContents() throws(ConversionError) {
    guard !bulletin.contents.isEmpty, let title = printer[.contentsTitle].first?.line({ _ in nil })
    else { return }
    try writeLine(title)
    // Items without a label get a mark where the layout knows none without one.
    let fronts = printer[.contentsItem].filter { $0.fields == [.text] }.map(\.front)
    let unlabelled = fronts.contains([]) ? [] : fronts.first ?? []
    for item in bulletin.contents {
      let sample = item.label + [0x20, 0x78]
      let match = item.label.isEmpty ? nil : classifier.match(.contentsItem, sample.span)
      let gap = match.map { printer[.contentsItem][$0.index].gapBeforeText } ?? [0x20]
      let front = item.label.isEmpty ? unlabelled : item.label + gap
      try writeLine(front + item.text, isCompact: true)
    }
  }

  /// Department and date below the article.
  mutating func writeSignOff(_ position: SourcePosition) throws(ConversionError) {
    var isCompact = false
    for line in article.signatures { try writeLine(line) }
    // Several bodies above one date stand in lines of their own.
    if article.departments.count > article.dates.count, article.dates.count == 1,
      printer[.signOff].first?.template.lines.count == 2, let body = printer.departmentLine
    {
      for (index, department) in article.departments.dropLast().enumerated() {
        guard let line = body.line({ $0 == .department ? department : nil }) else { continue }
        try writeLine(line, isCompact: index > 0)
      }
      article.departments = article.departments.suffix(1)
      isCompact = true
    }
    for index in 0..<max(article.departments.count, article.dates.count) {
      let department = index < article.departments.count ? article.departments[index] : nil
      let date = index < article.dates.count ? article.dates[index] : nil
      func value(_ field: Template.Field) -> [UInt8]? {
        field == .department ? department : field == .date ? date : nil
      }
      // What a template has no room for would be left out with it.
      let fitting = printer.signOffs.filter {
        (department == nil || $0.fields.contains(.department))
          && (date == nil || $0.fields.contains(.date))
      }.compactMap { $0.line(value) }
      if let line = fitting.first(where: { isRead($0) }) ?? fitting.first
        ?? (department == nil ? printer.dateLine?.line(value) : nil)
      {
        if !isRead(line) {
          diagnostics.report(.lineWouldBeMisread, ["sign-off", "a paragraph"], at: position)
        }
        if department == nil, let end = openEnd, !end.text.isEmpty,
          printer[.signOff].contains(where: { $0.template.lines.count == 2 })
        {
          diagnostics.report(.lineWouldBeMisread, ["paragraph", "a sign-off"], at: end.position)
        }
        try writeLine(line, isCompact: isCompact)
      } else {
        diagnostics.report(.lineWouldBeMisread, ["sign-off", "a paragraph"], at: position)
        for (index, line) in [department, date].compactMap({ $0 }).enumerated() {
          try writeLine(line, isCompact: index > 0)
        }
      }
    }
  }

  /// `{author}，{department}，{date}`: a person beside a body or a day, made of what no line around the title took.
  mutating func takeJointSignature() {
    let own = article.facts.count
    var facts = article.facts
    facts += article.departments.prefix(1).map {
      TextFact(field: .department, value: $0, name: "contributor", position: .start)
    }
    facts += article.dates.prefix(1).map {
      TextFact(field: .date, value: $0, name: "date", position: .start)
    }
    let all = facts
    let best = printer.jointSignatures.filter { $0.isComplete(all) }
      .max { $0.fields.count < $1.fields.count }
    guard let line = best?.line(using: &facts) else { return }
    // What of the body and the day is left signs by itself.
    let left = facts.suffix(max(0, facts.count - (own - 1)))
    if !left.contains(where: { $0.field == .department }), !article.departments.isEmpty {
      article.departments.removeFirst()
    }
    if !left.contains(where: { $0.field == .date }), !article.dates.isEmpty {
      article.dates.removeFirst()
    }
    article.facts = facts.dropLast(left.count)
    article.signatures.append(line)
  }

  /// Whether the reader takes the line for a sign-off; of two lines it asks what stands around them.
  private func isRead(_ line: [UInt8]) -> Bool {
    line.contains(0x0A) || classifier.match(.signOff, line.span) != nil
      || classifier.match(.dateLine, line.span) != nil
  }

  /// Credits and what else stands below the articles.
  mutating func endBulletin(_ position: SourcePosition) throws(ConversionError) {
    try writeHeadLines(position)
    for line in bulletin.credits.lines(of: printer[.credits]) { try writeLine(line) }
    for fact in bulletin.credits { noPlace(fact.name, fact.value, fact.position) }
  }
}
