import GazetteDocumentModel

/// Makes the document of the rows of the `blocks` layout: an outline, in which a row belongs to the
/// last row above it that is one less deep.
///
///     depth kind        text          →  start(bulletin)
///     0     bulletin                       start(title) 要闻 end
///     1     title       要闻               start(article)
///     1     article                          start(title) 学习 end
///     2     title       学习                 start(body)
///     2     paragraph   会议强调。             start(paragraph) 会议强调。 …
///
/// An element ends when a row comes that is no deeper than its own. A body is no row: it begins with
/// the first block of its article.
struct CSVBlockBuilder: ~Copyable {
  private static let maximumDepth = 256

  private struct Open {
    var element: Element
    var depth: Int
  }

  /// What becomes of the row's text.
  private enum Target { case none, element, field(MetadataField), ignored }

  private let skipsTexts: Bool
  private var open: [Open] = []
  private var bulletinHasContent = false
  private var markup = CSVMarkupReader()
  private var target = Target.ignored
  private var value: [UInt8] = []
  private var valuePosition = SourcePosition.start
  private var kind = ""

  init(context: borrowing ReaderContext) {
    skipsTexts = context.purpose == .lateFacts
  }

  private func column(_ column: CSVBlockColumn) -> Int { column.rawValue }

  // MARK: Rows

  mutating func beginRow(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let row = CSVRowKind(cells.bytes.span.extracting(cells.range(column(.kind))))
    guard let row else {
      throw ConversionError(
        .csvValue,
        [
          "kind",
          "an element or fact of the model, which \"\(cells.text(column(.kind)))\" is not",
        ], at: cells.position(column(.kind)))
    }
    let depth = try depth(cells)
    try checkInlines(row, depth, cells)
    while let last = open.last, last.depth >= depth { try endLast(at: cells.row, into: &handler) }
    guard depth == (open.last?.depth ?? -1) + 1 else {
      throw ConversionError(
        .csvValue,
        ["depth", "at most one more than that of the row above, \(open.last?.depth ?? -1)"],
        at: cells.position(column(.depth)))
    }
    switch row {
    case .element(let element): try start(element, depth, cells, into: &handler)
    case .field(let field): try begin(field, cells)
    case .text: try beginText(cells, into: &handler)
    }
    try markup(cells, into: &handler)
  }

  mutating func text(
    _ text: Span<UInt8>, at place: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    switch target {
    case .ignored: break
    case .element: try handler.handle(.text(text), at: place)
    case .field:
      value.append(text)
      guard value.count <= CSVCells.capacity else {
        throw ConversionError(
          .csvValue, ["text", "no longer than \(CSVCells.capacity >> 20) MB here"], at: place)
      }
    case .none:
      throw ConversionError(.csvValue, ["text", "empty in a row of the kind \(kind)"], at: place)
    }
  }

  mutating func endRow(into handler: inout any EventHandler & ~Copyable) throws(ConversionError) {
    guard case .field(let field) = target else { return }
    try handler.handle(.metadata(field, value.span), at: valuePosition)
  }

  mutating func finish(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if let inline = markup.open.last {
      throw ConversionError(
        .csvValue, ["markup", "tags in pairs; <\(inline.name)> is not closed"], at: position)
    }
    while !open.isEmpty { try endLast(at: position, into: &handler) }
  }

  // MARK: Cells

  private func depth(_ cells: CSVCells) throws(ConversionError) -> Int {
    var depth = 0
    let range = cells.range(column(.depth))
    for index in range {
      let byte = cells.bytes[index]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), depth <= Self.maximumDepth else {
        depth = .max
        break
      }
      depth = depth * 10 + Int(byte & 0x0F)
    }
    guard !range.isEmpty, depth <= Self.maximumDepth else {
      throw ConversionError(
        .csvValue, ["depth", "a number from 0 to \(Self.maximumDepth)"],
        at: cells.position(column(.depth)))
    }
    return depth
  }

  /// An inline that the row before left open goes on in a row `text` right below.
  private func checkInlines(
    _ row: CSVRowKind, _ depth: Int, _ cells: CSVCells
  ) throws(ConversionError) {
    guard let inline = markup.open.last else { return }
    if case .text = row, depth == (open.last?.depth ?? 0) + 1 { return }
    throw ConversionError(
      .csvValue,
      ["markup", "tags in pairs; the row above leaves <\(inline.name)> open"], at: cells.row)
  }

  /// What the row says in its column `markup`, which overrules its text.
  private mutating func markup(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let column = column(.markup)
    guard !cells.isEmpty(column) else { return }
    switch target {
    case .ignored: return
    case .element: break
    case .none where kind == "text": break
    default:
      throw ConversionError(
        .csvValue, ["markup", "empty in a row of the kind \(kind)"], at: cells.position(column))
    }
    let opaqueOnly = open.last?.element == .body
    target = .ignored
    try markup.read(
      cells.bytes.span.extracting(cells.range(column)), opaqueOnly: opaqueOnly,
      at: cells.position(column), into: &handler)
  }

  private func attributes(
    _ cells: CSVCells, of element: Element?, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let column = column(.attributes)
    guard !cells.isEmpty(column) else { return }
    let place = cells.position(column)
    guard element != nil else {
      throw ConversionError(
        .csvValue, ["attributes", "empty in a row of the kind \(kind)"], at: place)
    }
    var seen: AttributeSet = []
    try CSVAttributes.read(cells.bytes.span.extracting(cells.range(column)), at: place) {
      (attribute, value) throws(ConversionError) in
      try CSVAttributes.check(attribute, value, after: &seen, at: place)
      try handler.handle(.attribute(attribute, value), at: place)
    }
  }

  // MARK: Structure

  private mutating func start(
    _ element: Element, _ depth: Int, _ cells: CSVCells,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    kind = element.name
    if open.last?.element == .article, element.level == .block {
      guard !articleHasBody else { throw misplaced("in the body of its article", cells) }
      try startBody(at: cells.row, into: &handler)
    }
    try checkPlace(of: element, cells)
    if element == .bulletin { bulletinHasContent = false }
    if element == .section || element == .article { bulletinHasContent = true }
    try handler.handle(.start(element), at: cells.row)
    open.append(Open(element: element, depth: depth))
    try attributes(cells, of: element, into: &handler)
    target = element.level == .structure ? .none : isSkipped ? .ignored : .element
  }

  private mutating func begin(
    _ field: MetadataField, _ cells: CSVCells
  ) throws(ConversionError) {
    kind = field.name
    let parent = open.last?.element
    guard
      parent == .article && !articleHasBody || parent == .bulletin && !bulletinHasContent
    else {
      throw misplaced("right in a bulletin or article, before what it holds", cells)
    }
    guard cells.isEmpty(column(.attributes)) else {
      throw ConversionError(
        .csvValue, ["attributes", "empty in a row of the kind \(kind)"],
        at: cells.position(column(.attributes)))
    }
    value.removeAll(keepingCapacity: true)
    valuePosition = cells.row
    target = .field(field)
  }

  private mutating func beginText(
    _ cells: CSVCells, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    kind = "text"
    if open.last?.element == .article, !articleHasBody {
      try startBody(at: cells.row, into: &handler)
    }
    guard let parent = open.last?.element, parent.level != .structure || parent == .body else {
      throw misplaced("below a block or fact", cells)
    }
    try attributes(cells, of: nil, into: &handler)
    // Right in a body there are fragments, in the markup, and no text.
    target = isSkipped ? .ignored : parent == .body ? .none : .element
  }

  private var isSkipped: Bool { skipsTexts && open.contains { $0.element == .body } }

  private mutating func startBody(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try handler.handle(.start(.body), at: position)
    open.append(Open(element: .body, depth: open.last?.depth ?? 0))
  }

  /// Ends the innermost element; an article without blocks gets its empty body.
  private mutating func endLast(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if open.last?.element == .article, !articleHasBody {
      try handler.handle(.start(.body), at: position)
      try handler.handle(.end(.body), at: position)
    }
    guard let last = open.popLast() else { return }
    articleHasBody = last.element == .body
    try handler.handle(.end(last.element), at: position)
  }

  /// Whether the element that ended last was a body.
  private var articleHasBody = false

  /// Holds rows to the laws of `DocumentEvent`, where the file can be named instead of the reader.
  private func checkPlace(of element: Element, _ cells: CSVCells) throws(ConversionError) {
    let parent = open.last?.element
    switch element {
    case .bulletin:
      guard parent == nil else { throw misplaced("at the depth 0", cells) }
    case .section:
      guard parent == .bulletin else { throw misplaced("right in a bulletin", cells) }
    case .article:
      guard parent == .bulletin || parent == .section else {
        throw misplaced("in a bulletin or section", cells)
      }
    case .body:
      guard parent == .article, !articleHasBody else {
        throw misplaced("once in an article", cells)
      }
    default:
      switch element.level {
      case .inline: throw misplaced("in the column markup", cells)
      case .block:
        guard let parent, parent == .body || parent.level != .structure else {
          throw misplaced("in an article", cells)
        }
      default:
        let isLate = element == .contributor || element == .distribution
        guard let parent, parent != .body, !(parent == .article && articleHasBody),
          parent != .bulletin || !bulletinHasContent || isLate
        else { throw misplaced("before what its bulletin or article holds", cells) }
      }
    }
  }

  private func misplaced(_ place: String, _ cells: CSVCells) -> ConversionError {
    ConversionError(
      .csvValue, ["kind", "in its place: \(kind) stands \(place)"],
      at: cells.position(column(.kind)))
  }
}
