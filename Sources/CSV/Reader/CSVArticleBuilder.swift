import GazetteDocumentModel

/// Makes bulletins, sections and articles of the rows of the `articles` layout.
///
/// Rows that follow one another with the same facts of a bulletin are one bulletin; a `number` that
/// falls back to 1 begins another. What the writer takes from the bulletin where an article has none
/// of its own (place, keywords, language…) is read as the article's: so it is written again as it was.
struct CSVArticleBuilder: ~Copyable {
  /// The columns by which rows belong to one bulletin, and their plain facts.
  private static let bulletinFacts: [(CSVColumn, MetadataField)] = [
    (.bulletinLanguage, .language), (.publisher, .publisher), (.volume, .volume), (.issue, .issue),
    (.wholeNumber, .wholeNumber),
    (.classification, .classification),
  ]
  private static let bulletinColumns =
    bulletinFacts.map(\.0) + [
      .bulletin, .bulletinDate, .bulletinIdentifiers, .editors, .distribution,
    ]
  private static let articleFacts: [(CSVColumn, MetadataField)] = [
    (.language, .language), (.place, .place), (.categories, .category), (.keywords, .keyword),
    (.source, .source), (.license, .license), (.copyright, .copyright),
  ]

  private let skipsTexts: Bool
  private let diagnostics: DiagnosticCollector
  private var splitter = CSVTextSplitter()
  private var bulletinIsOpen = false
  private var sectionIsOpen = false
  /// Values of `bulletinColumns`, and the title of the section, of the row before.
  private var bulletin: [[UInt8]]
  private var section: [UInt8] = []
  private var list = CSVListItems()

  init(context: borrowing ReaderContext) {
    diagnostics = context.diagnostics
    skipsTexts = context.purpose == .lateFacts
    bulletin = Self.bulletinColumns.map { _ in [] }
  }

  // MARK: Rows

  /// Everything but the text is known: gives the article up to its body.
  mutating func beginRow(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let position = cells.row
    if try beginsBulletin(cells) {
      try endBulletin(at: position, into: &handler)
      try startBulletin(cells, into: &handler)
    }
    if !cells.equals(CSVColumn.section.rawValue, section) {
      try endSection(at: position, into: &handler)
      section = cells.value(CSVColumn.section.rawValue)
      if !section.isEmpty {
        sectionIsOpen = true
        try handler.handle(.start(.section), at: position)
        try title(.title, .section, cells, into: &handler)
      }
    }
    try handler.handle(.start(.article), at: position)
    try articleFront(cells, into: &handler)
    try handler.handle(.start(.body), at: position)
  }

  mutating func text(
    _ text: Span<UInt8>, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if !skipsTexts { try splitter.add(text, at: place, into: &handler) }
  }

  mutating func endRow(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try splitter.finish(at: position, into: &handler)
    try handler.handle(.end(.body), at: position)
    try handler.handle(.end(.article), at: position)
  }

  mutating func finish(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try endBulletin(at: position, into: &handler)
  }

  private func beginsBulletin(_ cells: CSVCells) throws(ConversionError) -> Bool {
    let number = CSVColumn.number.rawValue
    if !cells.isEmpty(number) {
      let text = cells.text(number)
      guard let value = Int(text) else {
        throw ConversionError(
          .csvValue, ["number", "a whole number, not \"\(text)\""], at: cells.position(number))
      }
      if value == 1 { return true }
    }
    guard bulletinIsOpen else { return true }
    for (column, value) in zip(Self.bulletinColumns, bulletin)
    where !cells.equals(column.rawValue, value) {
      return true
    }
    return false
  }

  private mutating func startBulletin(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    bulletin = Self.bulletinColumns.map { cells.value($0.rawValue) }
    bulletinIsOpen = true
    try handler.handle(.start(.bulletin), at: cells.row)
    for (column, field) in Self.bulletinFacts {
      try fact(field, column, cells, into: &handler)
    }
    try labelled(.identifier, .bulletinIdentifiers, by: .type, cells, into: &handler)
    try title(.title, .bulletin, cells, into: &handler)
    try contributors(.editors, cells, into: &handler)
    if !cells.isEmpty(CSVColumn.bulletinDate.rawValue) {
      let value = cells.value(CSVColumn.bulletinDate.rawValue)
      try date(
        Attribute.iso.accepts(value.span) ? value : [], value,
        at: cells.position(CSVColumn.bulletinDate.rawValue), into: &handler)
    }
    try distribution(cells, into: &handler)
  }

  private mutating func endBulletin(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard bulletinIsOpen else { return }
    try endSection(at: position, into: &handler)
    bulletinIsOpen = false
    try handler.handle(.end(.bulletin), at: position)
  }

  private mutating func endSection(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    section.removeAll(keepingCapacity: true)
    guard sectionIsOpen else { return }
    sectionIsOpen = false
    try handler.handle(.end(.section), at: position)
  }

  // MARK: Fronts, in canonical order

  private mutating func articleFront(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try labelled(.identifier, .identifiers, by: .type, cells, into: &handler)
    try title(.kicker, .kicker, cells, into: &handler)
    try title(.title, .title, cells, into: &handler)
    try title(.subtitle, .subtitle, cells, into: &handler)
    try contributors(.authors, cells, into: &handler)
    try contributors(.contributors, cells, into: &handler)
    try articleDate(cells, into: &handler)
    let abstract = CSVColumn.abstract.rawValue
    if !cells.isEmpty(abstract) {
      let place = cells.position(abstract)
      var splitter = CSVTextSplitter()
      try handler.handle(.start(.abstract), at: place)
      try splitter.add(
        cells.bytes.span.extracting(cells.range(abstract)), at: place, into: &handler)
      try splitter.finish(at: place, into: &handler)
      try handler.handle(.end(.abstract), at: place)
    }
    try labelled(.custom, .custom, by: .name, cells, into: &handler)
    for (column, field) in Self.articleFacts {
      try fact(field, column, cells, into: &handler)
    }
  }

  private mutating func fact(
    _ field: MetadataField, _ column: CSVColumn, _ cells: CSVCells,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !cells.isEmpty(column.rawValue) else { return }
    let span = cells.bytes.span.extracting(cells.range(column.rawValue))
    let place = cells.position(column.rawValue)
    guard column.isList else { return try handler.handle(.metadata(field, span), at: place) }
    list.split(span, hasLabels: false)
    for item in list.items {
      try handler.handle(.metadata(field, list.bytes.span.extracting(item.value)), at: place)
    }
  }

  private func title(
    _ element: Element, _ column: CSVColumn, _ cells: CSVCells,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard !cells.isEmpty(column.rawValue) else { return }
    let place = cells.position(column.rawValue)
    var splitter = CSVTextSplitter(makesParagraphs: false)
    try handler.handle(.start(element), at: place)
    try splitter.add(
      cells.bytes.span.extracting(cells.range(column.rawValue)), at: place, into: &handler)
    try splitter.finish(at: place, into: &handler)
    try handler.handle(.end(element), at: place)
  }

  private func articleDate(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var iso = cells.value(CSVColumn.date.rawValue)
    var wording = cells.value(CSVColumn.dateWording.rawValue)
    guard !iso.isEmpty || !wording.isEmpty else { return }
    let column = iso.isEmpty ? CSVColumn.dateWording : .date
    let place = cells.position(column.rawValue)
    if !iso.isEmpty, !Attribute.iso.accepts(iso.span) {
      diagnostics.report(.dateDoesNotExist, [String(iso.span)], at: place)
      wording = wording.isEmpty ? iso : iso + Array("; ".utf8) + wording
      iso = []
    }
    if wording.isEmpty { wording = iso }
    try date(iso, wording, at: place, into: &handler)
  }

  private func date(
    _ iso: [UInt8], _ wording: [UInt8], at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let type = CSVVocabulary.published
    try handler.handle(.start(.date), at: place)
    try handler.handle(.attribute(.type, type.span), at: place)
    if !iso.isEmpty { try handler.handle(.attribute(.iso, iso.span), at: place) }
    try handler.handle(.text(wording.span), at: place)
    try handler.handle(.end(.date), at: place)
  }

  // MARK: Lists

  /// An element per value; its label is an attribute.
  private mutating func labelled(
    _ element: Element, _ column: CSVColumn, by attribute: Attribute, _ cells: CSVCells,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let place = split(column, cells)
    let bytes = list.bytes.span
    for item in list.items {
      try handler.handle(.start(element), at: place)
      if let label = item.label {
        try handler.handle(.attribute(attribute, bytes.extracting(label)), at: place)
      }
      try end(element, bytes.extracting(item.value), at: place, into: &handler)
    }
  }

  /// Without a label the column tells the role.
  private mutating func contributors(
    _ column: CSVColumn, _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let place = split(column, cells)
    let role = CSVVocabulary.role(of: column)
    let bytes = list.bytes.span
    for item in list.items {
      try handler.handle(.start(.contributor), at: place)
      let name = bytes.extracting(item.value)
      if let kind = CSVVocabulary.kind(of: name, in: column) {
        try handler.handle(.attribute(.kind, kind.span), at: place)
      }
      if column == .editors {
        try handler.handle(.attribute(.role, role.span), at: place)
        if let label = item.label {
          try handler.handle(.attribute(.label, bytes.extracting(label)), at: place)
        }
      } else if let label = item.label {
        let text = bytes.extracting(label)
        let attribute = CSVVocabulary.isRole(text) ? Attribute.role : .label
        try handler.handle(.attribute(attribute, text), at: place)
      } else {
        try handler.handle(.attribute(.role, role.span), at: place)
      }
      try end(.contributor, bytes.extracting(item.value), at: place, into: &handler)
    }
  }

  /// The wording tells the type, or is the type.
  private mutating func distribution(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let place = split(.distribution, cells)
    let bytes = list.bytes.span
    for item in list.items {
      try handler.handle(.start(.distribution), at: place)
      if let label = item.label {
        let text = bytes.extracting(label)
        let type = CSVVocabulary.distributionType(text)
        if !type.isEmpty { try handler.handle(.attribute(.type, type.span), at: place) }
        if type.isEmpty || !text.elementsEqual(type.span) {
          try handler.handle(.attribute(.label, text), at: place)
        }
      }
      try end(.distribution, bytes.extracting(item.value), at: place, into: &handler)
    }
  }

  private mutating func split(_ column: CSVColumn, _ cells: CSVCells) -> SourcePosition {
    list.split(
      cells.bytes.span.extracting(cells.range(column.rawValue)), hasLabels: column.hasLabels)
    return cells.position(column.rawValue)
  }

  private func end(
    _ element: Element, _ value: Span<UInt8>, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if value.count > 0 { try handler.handle(.text(value), at: place) }
    try handler.handle(.end(element), at: place)
  }
}
