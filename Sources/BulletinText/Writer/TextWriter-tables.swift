import GazetteDocumentModel

/// Tables, where the layout reads them: gathered, and set when they are complete.
extension TextWriter {
  /// A table that is being gathered.
  struct OpenTable {
    var table = TextTable()
    var isHead = false
    /// Whether the text at hand is its caption's.
    var isCaption = false
    var caption: [UInt8] = []
    var position: SourcePosition
    var bodies = 0
  }

  mutating func startInTable(_ element: Element, _ position: SourcePosition) {
    switch element {
    case .tableHead: table?.isHead = true
    case .tableBody, .tableFoot:
      table?.isHead = false
      table?.bodies += 1
      if element == .tableFoot || (table?.bodies ?? 0) > 1 {
        lost(element, "its rows follow those above", "其各行接在前面各行之后", position)
      }
    case .row:
      if table?.isHead == true {
        table?.table.head.append([])
      } else {
        table?.table.body.append([])
      }
    case .cell: editCell { $0.append([]) }
    case .caption: table?.isCaption = true
    case .paragraph, .lineBreak:
      if element == .lineBreak { lost(element, "a space stands for it", "以空格代替", position) }
      textInTable([0x20].span)
    default: lost(element, "its text is kept", "保留其文字", position)
    }
  }

  mutating func endInTable(
    _ element: Element, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .caption: table?.isCaption = false
    case .table: try writeTable()
    default: return
    }
  }

  mutating func textInTable(_ text: Span<UInt8>) {
    var words = [UInt8](text)
    for index in words.indices where words[index] == 0x0A || words[index] == 0x09 {
      words[index] = 0x20
    }
    if table?.isCaption == true {
      table?.caption += words
    } else {
      editCell { row in if !row.isEmpty { row[row.count - 1] += words } }
    }
  }

  /// What a cell has that text does not show.
  mutating func noteInTable(_ attribute: Attribute, _ value: Span<UInt8>) {
    guard open.last == .cell || open.last == .table else { return }
    let isShown =
      (attribute == .header && table?.isHead == true)
      || ((attribute == .columnSpan || attribute == .rowSpan) && value.elementsEqual("1"))
    if !isShown, let position = table?.position {
      noPlace(
        "\(attribute.wireName) of a \(open.last == .cell ? "cell" : "table")", [UInt8](value),
        position)
    }
  }

  private mutating func editCell(_ change: (inout TextTable.Row) -> Void) {
    guard var gathered = table else { return }
    if gathered.isHead, !gathered.table.head.isEmpty {
      change(&gathered.table.head[gathered.table.head.count - 1])
    } else if !gathered.isHead, !gathered.table.body.isEmpty {
      change(&gathered.table.body[gathered.table.body.count - 1])
    }
    table = gathered
  }

  private mutating func writeTable() throws(ConversionError) {
    guard let gathered = table else { return }
    table = nil
    let caption = gathered.caption.span.trimmed
    if !caption.isEmpty {
      if !caption.span.isTableCaption {
        lost(.caption, "it is written as a paragraph", "按段落写出", gathered.position)
      }
      block.position = gathered.position
      try blockText(caption.span)
      try finishBlock()
    }
    var found = gathered.table
    found.head = found.head.map { $0.map { $0.span.trimmed } }
    found.body = found.body.map { $0.map { $0.span.trimmed } }
    if found.isEmpty { return }
    if let lines = TableLayout.lines(of: found, mayBegin: classifier.mayBeginTable) {
      for (index, line) in lines.enumerated() { try writeLine(line, isCompact: index > 0) }
    } else {
      lost(.table, "its rows are written as lines", "各行按普通行写出", gathered.position)
      for row in found.rows {
        block.position = gathered.position
        try blockText(Array(row.joined(separator: [0x09])).span)
        try finishBlock()
      }
      return
    }
    block.noteLines()
    block.count += 1
  }
}

extension Span where Element == UInt8 {
  fileprivate var trimmed: [UInt8] { [UInt8](extracting(trimmedRange)) }
}
