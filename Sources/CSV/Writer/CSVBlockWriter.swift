public import GazetteDocumentModel

/// Writes a row per fact and block, which keeps every document whole: the layout `blocks`.
///
///     bulletin,section,article,block,depth,kind,attributes,markup,text
///     1,,,,0,bulletin,,,
///     1,,,,1,title,,,科学共同体要闻
///     1,,1,,1,article,,,
///     1,,1,1,2,paragraph,,会议<strong>强调</strong>。,会议强调。
///
/// A row is an outline's: its children follow at `depth` + 1. Inlines stand in `markup`, which is
/// empty where the text says all. A run of text that goes on after a block, or that outgrows
/// `runCapacity`, goes on in a row of the kind `text`; so no row, and no memory, grows with the text.
public struct CSVBlockWriter: EventHandler, ~Copyable {
  /// Bytes of one row's text or markup. DuckDB takes lines of 2 MB; a row has both, and quotes double.
  static let runCapacity = 384 << 10

  private struct Open {
    let element: Element
    /// Whether it has a row; a body has none without attributes.
    var hasRow: Bool
  }

  private var output: CSVOutput
  private var headerIsWritten = false

  private var open: [Open] = []
  /// How many of the open elements have rows: the depth of the next.
  private var depth = 0
  private var bulletinNumber = 0
  private var sectionNumber = 0
  private var articleNumber = 0
  private var blockNumber = 0
  private var isInSection = false
  private var isInArticle = false
  private var isInBody = false

  // The row that is not written yet.
  private var rowIsOpen = false
  /// Whether what comes next in the innermost element goes into this row.
  private var rowTakesRun = false
  private var rowDepth = 0
  private var rowBlock: Int?
  private var rowKind: [UInt8] = []
  private var attributes: [UInt8] = []
  private var text: [UInt8] = []
  private var markup: [UInt8] = []
  /// Whether `text` alone does not say all.
  private var hasMarkup = false

  // Inlines.
  private var inlines: [Element] = []
  /// Whether the tag that was begun last is not closed by `>` yet.
  private var tagIsOpen = false

  private static let textKind = Array("text".utf8)

  public init(context: borrowing WriterContext) {
    output = CSVOutput(OutputBuffer(context.sink), options: context.options)
  }

  public mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element):
      if !inlines.isEmpty || element.level == .inline {
        try startInline(element)
      } else {
        try start(element)
      }
    case .end(let element):
      if inlines.isEmpty { try end(element) } else { endInline() }
    case .attribute(let attribute, let value):
      if tagIsOpen {
        CSVMarkup.appendAttribute(attribute, value, to: &markup)
      } else {
        if let last = open.last, !last.hasRow { try beginBodyRow() }
        CSVAttributes.append(attribute, value, to: &attributes)
      }
    case .metadata(let field, let value):
      try beginRow(Array(field.name.utf8), depth)
      text.append(value)
    case .text(let text): try self.text(text)
    case .opaque(let format, let fragment): try opaque(format, fragment)
    }
  }

  public mutating func finish() throws(ConversionError) {
    try endRow()
    try writeHeader()
    try output.finish()
  }

  // MARK: Rows

  private mutating func start(_ element: Element) throws(ConversionError) {
    switch element {
    case .bulletin:
      bulletinNumber += 1
      sectionNumber = 0
      articleNumber = 0
    case .body:
      try endRow()
      isInBody = true
      blockNumber = 0
      return open.append(Open(element: .body, hasRow: false))
    default: break
    }
    try endRow()
    if element == .section {
      sectionNumber += 1
      isInSection = true
    } else if element == .article {
      articleNumber += 1
      isInArticle = true
    }
    try beginRow(element.nameBytes, depth)
    rowTakesRun = element.level != .structure
    open.append(Open(element: element, hasRow: true))
    depth += 1
  }

  private mutating func end(_ element: Element) throws(ConversionError) {
    try endRow()
    guard let last = open.popLast() else { return }
    if last.hasRow { depth -= 1 }
    switch element {
    case .section: isInSection = false
    case .article: isInArticle = false
    case .body: isInBody = false
    default: break
    }
  }

  /// A body has attributes: then it is a row like others.
  private mutating func beginBodyRow() throws(ConversionError) {
    isInBody = false
    try beginRow(Element.body.nameBytes, depth)
    isInBody = true
    open[open.count - 1].hasRow = true
    depth += 1
  }

  private mutating func beginRow(_ kind: [UInt8], _ depth: Int) throws(ConversionError) {
    try endRow()
    rowIsOpen = true
    rowDepth = depth
    rowKind = kind
    if isInBody { blockNumber += 1 }
    rowBlock = isInBody ? blockNumber : nil
  }

  private mutating func endRow() throws(ConversionError) {
    guard rowIsOpen else { return }
    rowIsOpen = false
    rowTakesRun = false
    try writeHeader()
    if tagIsOpen { closeTag() }
    if !attributes.isEmpty { attributes.append(UInt8(ascii: "}")) }
    try output.number(bulletinNumber)
    try output.separator()
    try output.number(isInSection ? sectionNumber : nil)
    try output.separator()
    try output.number(isInArticle ? articleNumber : nil)
    try output.separator()
    try output.number(rowBlock)
    try output.separator()
    try output.number(rowDepth)
    try output.separator()
    for cell in [rowKind, attributes, markup] {
      try output.cell(cell)
      try output.separator()
    }
    try output.cell(text)
    try output.endRow()
    attributes.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    markup.removeAll(keepingCapacity: true)
    hasMarkup = false
  }

  private mutating func writeHeader() throws(ConversionError) {
    guard !headerIsWritten else { return }
    headerIsWritten = true
    try output.header(CSVLayout.blocks.columnNames)
  }

  // MARK: Runs of text and inlines

  private mutating func text(_ whole: Span<UInt8>) throws(ConversionError) {
    var rest = whole
    while rest.count > 0 {
      try beginRun(4)
      if tagIsOpen { closeTag() }
      // Cut where `beginRun` will cut too, so that rows do not hang on how the text came in pieces.
      var end = min(Self.runCapacity - 3 - text.count, rest.count)
      while end < rest.count, rest[end] & 0xC0 == 0x80 { end += 1 }
      let piece = rest.extracting(0..<end)
      text.append(piece)
      if hasMarkup { CSVMarkup.appendText(piece, to: &markup) }
      rest = rest.extracting(piece.count..<rest.count)
    }
  }

  private mutating func startInline(_ element: Element) throws(ConversionError) {
    try beginRun(element == .lineBreak ? 1 : 0)
    beginMarkup()
    markup.append(UInt8(ascii: "<"))
    markup.append(contentsOf: element.nameBytes)
    tagIsOpen = true
    inlines.append(element)
    if element == .lineBreak { text.append(0x0A) }
  }

  private mutating func endInline() {
    guard let element = inlines.popLast() else { return }
    if tagIsOpen {
      tagIsOpen = false
      return markup.append(literal: "/>")
    }
    beginMarkup()
    markup.append(literal: "</")
    markup.append(contentsOf: element.nameBytes)
    markup.append(UInt8(ascii: ">"))
  }

  private mutating func opaque(
    _ format: OpaqueFormat, _ fragment: Span<UInt8>
  ) throws(ConversionError) {
    try beginRun(0)
    beginMarkup()
    CSVMarkup.appendOpaque(format, fragment, to: &markup)
  }

  /// Makes sure that a row is open that takes more of the run, `room` bytes of text and a tag.
  private mutating func beginRun(_ room: Int) throws(ConversionError) {
    if rowTakesRun, text.count + room <= Self.runCapacity, markup.count <= 2 * Self.runCapacity {
      return
    }
    try beginRow(Self.textKind, depth)
    rowTakesRun = true
  }

  private mutating func beginMarkup() {
    if tagIsOpen { closeTag() }
    guard !hasMarkup else { return }
    hasMarkup = true
    let before = text
    CSVMarkup.appendText(before.span, to: &markup)
  }

  private mutating func closeTag() {
    tagIsOpen = false
    markup.append(UInt8(ascii: ">"))
  }
}
