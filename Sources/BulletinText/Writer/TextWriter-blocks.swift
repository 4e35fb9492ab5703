import GazetteDocumentModel

/// Running text.
extension TextWriter {
  mutating func beginBody(_ position: SourcePosition) throws(ConversionError) {
    block = BlockText()
    guard let title = article.title else { return }
    let span = title.span
    if title.isEmpty || !classifier.mayBeTitle(span) {
      diagnostics.report(.lineWouldBeMisread, ["title", "a paragraph"], at: position)
    } else if classifier.masthead(span) != nil || classifier.credits(span) != nil
      || classifier.head(span) != nil
    {
      diagnostics.report(.lineWouldBeMisread, ["title", "a line of the bulletin"], at: position)
    }
    try separate()
    try out.write(title)
    try out.write(byte: 0x0A)
  }

  mutating func endBody(_ position: SourcePosition) throws(ConversionError) {
    try finishBlock()
    if block.endsOpen, article.isUnsigned {
      diagnostics.report(.paragraphWouldJoin, at: block.position)
    }
    if article.isUnsignedBefore, block.count == 0, article.title != nil {
      diagnostics.report(.lineWouldBeMisread, ["title", "a paragraph"], at: position)
    }
    try writeSignOff(position)
  }

  mutating func startBlock(
    _ element: Element, _ parent: Element?, _ position: SourcePosition
  ) throws(ConversionError) {
    switch element {
    case .paragraph:
      try startLine(position)
    case .heading, .preformatted, .term, .caption, .row, .signOff:
      try startLine(position)
      if element != .heading || profile.heading.isEmpty {
        lost(element, "it is written as a paragraph", "按段落写出", position)
      }
    case .cell:
      if block.isOpen { try blockText("\t") }
    case .lineBreak:
      try blockText(" ")
      lost(element, "a space stands for it", "以空格代替", position)
    case .rubyText:
      try blockText("(")
    case .ruby, .tableHead, .tableBody, .tableFoot, .definition:
      if element == .ruby { lost(element, "the reading stands in brackets", "注音写在括号中", position) }
    default:
      if element.level == .block { try finishBlock() }
      lost(element, "its text is kept", "保留其文字", position)
    }
  }

  mutating func endBlock(_ element: Element, _ position: SourcePosition) throws(ConversionError) {
    switch element {
    case .paragraph, .heading, .preformatted, .term, .caption, .row, .signOff:
      // A paragraph in a cell goes on in the row's line.
      if !open.contains(.row) || element == .row { try finishBlock() }
    case .rubyText: try blockText(")")
    default:
      if element.level == .block, !open.contains(.row), element != .cell { try finishBlock() }
    }
  }

  /// A new line of text begins, unless it is part of a table row.
  private mutating func startLine(_ position: SourcePosition) throws(ConversionError) {
    if open.dropLast().contains(.row) { return }
    try finishBlock()
    block.position = position
  }

  private mutating func blockText(_ literal: StaticString) throws(ConversionError) {
    let bytes = unsafe [UInt8](
      UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    try blockText(bytes.span)
  }

  /// Text of the block at hand: held while it is short, then streamed.
  mutating func blockText(_ text: Span<UInt8>) throws(ConversionError) {
    guard text.count > 0 else { return }
    if text.firstIndex(of: 0x0A) != nil {
      // A line end within a paragraph is white space.
      var line = [UInt8](text)
      for index in line.indices where line[index] == 0x0A { line[index] = 0x20 }
      try blockRun(line.span)
    } else {
      try blockRun(text)
    }
  }

  private mutating func blockRun(_ text: Span<UInt8>) throws(ConversionError) {
    if !block.isOpen {
      block.isOpen = true
      block.isStreaming = false
      block.held.removeAll(keepingCapacity: true)
      if block.endsOpen { diagnostics.report(.paragraphWouldJoin, at: block.position) }
      if !block.label.isEmpty {
        block.held.append(contentsOf: block.label)
        block.held.append(0x20)
        block.label.removeAll(keepingCapacity: true)
      }
      try separate()
    }
    if block.isStreaming {
      try out.write(text)
    } else {
      block.held.append(text)
      if block.held.count > BlockText.holdLimit {
        checkFirstBlock()
        try out.write(block.held)
        block.isStreaming = true
      }
    }
    block.tail.removeAll(keepingCapacity: true)
    block.tail.append(
      text.extracting(text.scalarBoundary(before: max(0, text.count - 48))..<text.count))
  }

  /// Ends the block at hand, if one is open.
  mutating func finishBlock() throws(ConversionError) {
    guard block.isOpen else { return }
    block.isOpen = false
    if !block.isStreaming {
      checkShortBlock()
      checkFirstBlock()
      try out.write(block.held)
    }
    try out.write(byte: 0x0A)
    block.endsOpen = !block.tail.span.endsWithStop && profile.rejoin != .none
    block.count += 1
  }

  /// Whether the reader would know the title above this block, where nothing closed the last article.
  private mutating func checkFirstBlock() {
    guard block.count == 0, let title = article.title, article.isUnsignedBefore else { return }
    if !Rejoining.isTitle(title.span, before: block.held.span) {
      diagnostics.report(.lineWouldBeMisread, ["title", "a paragraph"], at: block.position)
    }
  }

  /// Whether the reader would take this short block for a line of the layout.
  private func checkShortBlock() {
    let range = block.held.span.trimmedRange
    guard !range.isEmpty, range.count <= classifier.shortLimit else { return }
    let line = block.held.span.extracting(range)
    let taken: String? =
      if classifier.masthead(line) != nil {
        "a masthead"
      } else if classifier.credits(line) != nil {
        "credits"
      } else if classifier.oneLineSignOff(line) != nil || classifier.dateLine(line) != nil {
        "a sign-off"
      } else if block.count == 0, article.title == nil, classifier.mayBeTitle(line) {
        "a title"
      } else {
        nil
      }
    if let taken {
      diagnostics.report(.lineWouldBeMisread, ["paragraph", taken], at: block.position)
    }
  }
}
