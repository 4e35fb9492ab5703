import GazetteDocumentModel

// The facts of fronts: what becomes of each, by its column.
extension CSVWriter {
  mutating func beginFact() {
    isCapturing = true
    factDepth = 0
    captured.removeAll(keepingCapacity: true)
    attributes.removeAll()
    beginCell()
  }

  mutating func keep(
    _ attribute: Attribute, _ value: Span<UInt8>, at position: SourcePosition
  ) {
    if isCapturing, factDepth == 0 {
      attributes.append(attribute, value)
    } else if open.last?.level == .structure {
      noColumn(
        "\(attribute.wireName) of the \(open.last?.name ?? "")", [UInt8](value), at: position)
    }
    // Attributes of blocks and inlines are markup, which is reported by kinds.
  }

  mutating func keepFact(_ element: Element, at position: SourcePosition) {
    let inBulletin = open.last == .bulletin
    guard open.last != .section else {
      if element == .title {
        section = captured
      } else {
        noColumn(element.name, captured, at: position)
      }
      return
    }
    guard !inBulletin || !rowsBegun else {
      return diagnostics.report(
        .lateFactNotExpressible, [element.name, String(captured.span), "CSV"], at: position)
    }
    switch element {
    case .title: add(captured, to: inBulletin ? .bulletin : .title, inBulletin)
    case .kicker where !inBulletin: add(captured, to: .kicker, false)
    case .subtitle where !inBulletin: add(captured, to: .subtitle, false)
    case .abstract where !inBulletin: add(captured, to: .abstract, false)
    case .contributor: keepContributor(inBulletin, at: position)
    case .date: keepDate(inBulletin, at: position)
    case .identifier:
      add(labelledBy: .type, to: inBulletin ? .bulletinIdentifiers : .identifiers, inBulletin)
    case .distribution where inBulletin: add(labelledBy: .label, .type, to: .distribution, true)
    case .custom:
      add(labelledBy: .name, to: .custom, inBulletin)
      if inBulletin { inherited("custom", at: position) }
    default: noColumn(element.name, captured, at: position)
    }
  }

  private mutating func keepContributor(_ inBulletin: Bool, at position: SourcePosition) {
    let isUnmarked = attributes[.label] == nil
    var told: [Attribute] = [.role, .label]
    let column: CSVColumn
    if inBulletin, attributes.has(.role, "editor") {
      column = .editors
      add(captured, label: attributes[.label], to: column, true)
    } else if !inBulletin, attributes.has(.role, "author"), isUnmarked {
      column = .authors
      add(captured, to: column, false)
    } else {
      column = .contributors
      add(captured, label: CSVVocabulary.contributorLabel(attributes), to: column, inBulletin)
      if !isUnmarked { told = [.label] }
    }
    if CSVVocabulary.kind(of: captured.span, in: column) == attributes[.kind] { told.append(.kind) }
    for entry in attributes where !told.contains(entry.attribute) {
      noColumn(
        "\(entry.attribute.wireName) of \(String(captured.span))", entry.value, at: position)
    }
    if attributes[.kind] == nil, !told.contains(.kind) {
      noColumn("missing kind of \(String(captured.span))", [], at: position)
    }
    if inBulletin, column == .contributors { inherited("contributor", at: position) }
  }

  /// A fact that articles without their own have from the bulletin: read again, it is theirs.
  func inherited(_ what: String, at position: SourcePosition) {
    diagnostics.report(
      .elementNotExpressible,
      ["\(what) of the bulletin", "CSV", "it stands with each article"], at: position)
  }

  /// Says what of the bulletin's facts stands in no row: it has no article, or each has its own.
  func reportUnshown(at position: SourcePosition) {
    if number == 0 { noColumn("bulletin without articles", bulletin[.bulletin], at: position) }
    for column in CSVColumn.allCases
    where !isShown[column.rawValue] && !bulletin[column].isEmpty && column != .bulletin {
      let what = "\(column.name) of the bulletin"
      guard column.isList else {
        noColumn(what, bulletin[column], at: position)
        continue
      }
      var list = CSVListItems()
      list.split(bulletin[column].span, hasLabels: column.hasLabels)
      for item in list.items {
        let label = item.label.map { Array(list.bytes[$0]) + [UInt8(ascii: ":")] } ?? []
        noColumn(what, label + list.bytes[item.value], at: position)
      }
    }
  }

  private mutating func keepDate(_ inBulletin: Bool, at position: SourcePosition) {
    let iso = attributes[.iso] ?? []
    let column = inBulletin ? CSVColumn.bulletinDate : .date
    let isPublished = attributes.has(.type, "published", ifAbsent: true)
    let known = inBulletin ? bulletin[column] : article[column]
    guard isPublished, known.isEmpty else {
      return noColumn("date", captured.isEmpty ? iso : captured, at: position)
    }
    if inBulletin {
      add(iso.isEmpty ? captured : iso, to: column, true)
      if !iso.isEmpty, iso != captured, !captured.isEmpty {
        noColumn("wording of the date", captured, at: position)
      }
    } else {
      if !iso.isEmpty { add(iso, to: column, false) }
      if iso != captured, !captured.isEmpty { add(captured, to: .dateWording, false) }
    }
  }

  /// Adds the fact with the first of the attributes that is there: `doi:10.1000/2`.
  private mutating func add(
    labelledBy names: Attribute..., to column: CSVColumn, _ inBulletin: Bool
  ) {
    var label: [UInt8]?
    for name in names where label == nil { label = attributes[name] }
    add(captured, label: label, to: column, inBulletin)
  }

  mutating func add(
    _ value: [UInt8], label: [UInt8]? = nil, to column: CSVColumn, _ inBulletin: Bool
  ) {
    if inBulletin {
      bulletin.add(value, label: label, to: column)
    } else {
      article.add(value, label: label, to: column)
    }
  }

  func noColumn(_ what: String, _ value: [UInt8], at position: SourcePosition) {
    diagnostics.report(
      .metadataNotExpressible, [what, String(value.span), "CSV"], at: position)
  }
}
