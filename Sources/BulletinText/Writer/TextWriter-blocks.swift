import GazetteDocumentModel

/// Running text.
extension TextWriter {
  mutating func beginBody(_ position: SourcePosition) throws(ConversionError) {
    block = BlockText()
    try writeTitle(position)
  }

  /// The lines above the title, the title, and the lines below it.
  private mutating func writeTitle(_ position: SourcePosition) throws(ConversionError) {
    var facts = article.facts
    // `(教导处 王敏)`: a body and its author on one line below the title.
    if printer[.below].contains(where: { $0.fields == [.department, .author] }),
      article.dates.isEmpty, article.departments.count == 1,
      facts.contains(where: { $0.field == .author && $0.label == nil })
    {
      facts.append(
        TextFact(
          field: .department, value: article.departments.removeFirst(), name: "contributor",
          position: position))
    }
    let isAbove = printer.has(.title, in: .above)
    if isAbove, let title = article.title {
      facts.insert(
        TextFact(field: .title, value: title, name: "title", position: position), at: 0)
    }
    for (index, line) in facts.lines(of: printer[.above]).enumerated() {
      try writeLine(line, isCompact: index > 0)
    }
    if !isAbove, let title = article.title { try writePlainTitle(title, &facts, position) }
    for (index, line) in facts.lines(of: printer[.below]).enumerated() {
      try writeLine(line, isCompact: index > 0 || article.title != nil)
    }
    article.facts = facts
  }

  /// The title by the template that takes most of what is known: `[{category}] {title}`.
  private mutating func writePlainTitle(
    _ title: [UInt8], _ facts: inout [TextFact], _ position: SourcePosition
  ) throws(ConversionError) {
    let span = title.span
    var all = facts
    all.insert(
      TextFact(field: .title, value: title, name: "title", position: position), at: 0)
    let namesBody = printer.has(.department, in: .title) && article.dates.isEmpty
    if namesBody {
      all += article.departments.map {
        TextFact(field: .department, value: $0, name: "contributor", position: position)
      }
    }
    let best = printer[.title].filter { $0.isComplete(all) }
      .max { $0.fields.count < $1.fields.count }
    if let line = best?.line(using: &all) {
      if namesBody {
        // Bodies that the line has no room for sign.
        article.departments = all.filter { $0.field == .department }.map(\.value)
        all.removeAll { $0.field == .department }
      }
      facts = all
      return try writeLine(line)
    }
    if title.isEmpty || !classifier.mayBeTitle(span) {
      diagnostics.report(.lineWouldBeMisread, ["title", "a paragraph"], at: position)
    } else if classifier.match(.masthead, span) != nil || classifier.match(.credits, span) != nil
      || classifier.match(.head, span) != nil
    {
      diagnostics.report(.lineWouldBeMisread, ["title", "a line of the bulletin"], at: position)
    }
    if !knowsTitles { meetOpenEnd(title: span) }
    try writeLine(title)
  }

  mutating func endBody(_ position: SourcePosition) throws(ConversionError) {
    try finishBlock()
    takeJointSignature()
    article.signatures += article.facts.lines(of: printer.signatures)
    reportFactsLeft()
    article.isEnded = profile.writesEnd
    if article.isUnsignedBefore, block.count == 0, article.title != nil, !knowsTitles {
      diagnostics.report(.lineWouldBeMisread, ["title", "a paragraph"], at: position)
    }
    try writeSignOff(position)
    if profile.writesEnd, let end = printer[.end].first?.line({ _ in nil }) { try writeLine(end) }
  }

  /// Whether titles are told by a shape of their own.
  private var knowsTitles: Bool {
    !printer[.title].isEmpty || printer.has(.title, in: .above)
      || article.title.map { title in bulletin.contents.contains { $0.text == title } } ?? false
  }

  /// Facts that no line had a place for, but for those that the dateline of the text states.
  private func reportFactsLeft() {
    for fact in article.facts where !block.dateline.contains(where: { $0 == fact.value }) {
      noPlace(fact.name, fact.value, fact.position)
    }
  }

  /// Whether the layout has a shape for the items of the list at hand.
  var listsItems: Bool {
    !printer[.item].isEmpty || (open.contains(.attachments) && !printer[.attachments].isEmpty)
  }

  var listDepth: Int { open.count { $0 == .list } }

  var usesPlace: Bool { profile.usesPlace }

  mutating func startBlock(
    _ element: Element, _ parent: Element?, _ position: SourcePosition
  ) throws(ConversionError) {
    if open.contains(.quotation), element != .quotation, element.level == .block,
      element != .paragraph, !printer[.quotation].isEmpty
    {
      lost(.quotation, "what is no paragraph in it stands outside", "其中的非段落内容写在外面", position)
    }
    switch element {
    case .paragraph:
      try startParagraph(parent, position)
    case .quotation where !printer[.quotation].isEmpty && parent == .body:
      try finishBlock()
      block.quotationBegins = true
    case .list where listsItems:
      try finishBlock()
      beginList(element, position)
    case .item where listsItems:
      try finishBlock()
      beginItem()
    case .note where !printer[.note].isEmpty:
      try finishBlock()
      block.noteType.removeAll()
      block.noteBegins = true
    case .attachments where !printer[.attachments].isEmpty:
      try finishBlock()
      block.attachmentsBegin = true
    case .thematicBreak where !printer[.thematicBreak].isEmpty:
      try finishBlock()
      if let line = printer[.thematicBreak].first?.line({ _ in nil }) { try writeLine(line) }
      block.noteLines()
      block.count += 1
    case .preformatted where profile.setting.wrap != .none:
      try startLine(position)
      block.form = .preformatted
    case .heading, .preformatted, .term, .caption, .row, .signOff:
      try startLine(position)
      if element == .heading { block.form = .heading(level: 1) }
      if element != .heading || profile.templates(.heading).isEmpty {
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

  /// A paragraph of the body, of an item, or of a note.
  private mutating func startParagraph(
    _ parent: Element?, _ position: SourcePosition
  ) throws(ConversionError) {
    try startLine(position)
    switch parent {
    case .item where listsItems:
      beginItemText(position)
    case .note where !printer[.note].isEmpty:
      if block.noteBegins {
        block.form = .note
        let known = printer[.note].contains {
          $0.template.label.map { Array($0.utf8) } == block.label
        }
        if !known || !block.noteType.span.elementsEqual("editor") {
          lost(.note, "its text is kept", "保留其文字", position)
        }
      } else {
        lost(.note, "its second paragraph stands outside", "其后的段落写在外面", position)
      }
      block.noteBegins = false
    case .quotation where !printer[.quotation].isEmpty && !open.contains(.list):
      block.form = .quotation(isFirst: block.quotationBegins)
      block.quotationBegins = false
    default: break
    }
  }

  mutating func endBlock(_ element: Element, _ position: SourcePosition) throws(ConversionError) {
    switch element {
    case .paragraph, .heading, .preformatted, .term, .caption, .row, .signOff:
      // A paragraph in a cell goes on in the row's line.
      if !open.contains(.row) || element == .row { try finishBlock() }
    case .rubyText: try blockText(")")
    case .formula: try flushLabel()
    default:
      if element == .figure || element == .table { try flushLabel() }
      if element.level == .block, !open.contains(.row), element != .cell { try finishBlock() }
    }
  }

  /// The label of a block that had no text, or of a formula in the midst of a line, stands by itself.
  private mutating func flushLabel() throws(ConversionError) {
    guard !block.label.isEmpty else { return }
    let label = block.isOpen ? [0x20] + block.label : block.label
    block.label.removeAll(keepingCapacity: true)
    try blockText(label.span)
  }

  /// A new line of text begins, unless it is part of a table row.
  private mutating func startLine(_ position: SourcePosition) throws(ConversionError) {
    if open.dropLast().contains(.row) { return }
    try finishBlock()
    block.position = position
    block.form = .paragraph
  }

  private mutating func blockText(_ literal: StaticString) throws(ConversionError) {
    let bytes = unsafe [UInt8](
      UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    try blockText(bytes.span)
  }

  /// Text of the block at hand: held while it is short, then streamed.
  mutating func blockText(_ text: Span<UInt8>) throws(ConversionError) {
    guard text.count > 0 else { return }
    if block.form != .preformatted, text.firstIndex(of: 0x0A) != nil {
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
      block.tail.removeAll(keepingCapacity: true)
      try beginForm()
    }
    if block.isStreaming {
      try run(text)
    } else {
      block.held.append(text)
      if block.held.count > BlockText.holdLimit {
        checkFirstBlock()
        let held = block.held
        meetOpenEnd(held.span, isTaken: false)
        try run(held.span)
        block.isStreaming = true
      }
    }
    if block.form == .preformatted { block.columns.take(text) }
    keepTail(text)
  }

  /// What stands in front of the block's text: an indent, a mark, a label.
  private mutating func beginForm() throws(ConversionError) {
    var front: [UInt8] = []
    var isCompact = false
    switch block.form {
    case .item(let isFirst):
      let printer = itemPrinter
      let isAttachment = open.contains(.attachments)
      front =
        !block.label.isEmpty || isAttachment
        ? block.label : block.itemNumber.isEmpty ? printer?.front ?? [] : block.itemNumber
      block.itemNumber = []
      block.isNumbered = block.label.span.numberEnd > 0
      if !block.label.isEmpty { front += isAttachment ? [0x20] : printer?.gapBeforeText ?? [] }
      if block.attachmentsBegin, let attachments = self.printer[.attachments].first {
        front = attachments.front + front
        block.attachmentsBegin = false
      } else {
        isCompact = !isFirst || listDepth > 1
      }
      // The items of a list within an item stand further in.
      if usesPlace, !isAttachment {
        front.insert(contentsOf: Array(repeating: 0x20, count: 2 * (listDepth - 1)), at: 0)
      }
      filler.begin(front, hanging: Array(repeating: 0x20, count: front.span.columns))
    case .note:
      let label = block.label
      let note = printer[.note].first { $0.template.label.map { Array($0.utf8) } == label }
      front = profile.setting.indent + (note?.front ?? label + [0x20])
      filler.begin(front, hanging: [])
    case .paragraph:
      front = profile.setting.indent
      if !block.label.isEmpty { front += block.label + [0x20] }
      filler.begin(front, hanging: [])
    case .quotation(let isFirst):
      front = printer[.quotation].first?.front ?? []
      if !isFirst {
        // The mark alone parts its paragraphs.
        try out.write(Array(front[..<front.span.trimmedRange.upperBound]))
        try out.write(byte: 0x0A)
        isCompact = true
      }
      filler.begin(front, hanging: front)
    case .heading, .preformatted:
      if !block.label.isEmpty { front = block.label + [0x20] }
    }
    block.label.removeAll(keepingCapacity: true)
    block.front = front
    try separate(isCompact: isCompact)
    if !fills || !isFilled { try out.write(front) }
  }

  /// The template of items that the mark belongs to.
  private var itemPrinter: TemplatePrinter? {
    let label = block.label + [0x20, 0x78]
    guard let match = classifier.match(.item, label.span) else { return printer[.item].first }
    return printer[.item][match.index]
  }

  /// Whether the block's lines are filled to the width.
  private var isFilled: Bool {
    switch block.form {
    case .paragraph, .note, .item, .quotation: fills
    case .heading, .preformatted: false
    }
  }

  private mutating func run(_ text: Span<UInt8>) throws(ConversionError) {
    guard isFilled else { return try out.write(text) }
    var lines: [UInt8] = []
    try filler.add(text) { line in
      lines.append(line)
      lines.append(0x0A)
    }
    try out.write(lines)
  }

  /// Ends the block at hand, if one is open.
  mutating func finishBlock() throws(ConversionError) {
    guard block.isOpen else { return }
    block.isOpen = false
    let isShort = !block.isStreaming
    var isTaken = false
    if block.count == 0, block.form == .paragraph { recallDateline() }
    checkItem()
    if block.form == .preformatted {
      // The line's end is written below.
      while block.held.last == 0x0A, !block.isStreaming { block.held.removeLast() }
    }
    if block.form == .preformatted, !block.standsInColumns {
      lost(.preformatted, "its lines are written as paragraphs", "各行按段落写出", block.position)
    }
    if !block.isStreaming {
      isTaken = checkShortBlock()
      checkFirstBlock()
      let held = block.held
      meetOpenEnd(held.span, isTaken: isTaken)
      try run(held.span)
    }
    var columns = block.held.span.columns
    if isFilled {
      let last = filler.finish()
      columns = last.span.columns
      try out.write(last)
    }
    try out.write(byte: 0x0A)
    openEnd = isTaken ? nil : leftOpen(isShort: isShort, columns: columns)
    block.isAtRest = openEnd == nil
    block.noteEnd()
    block.count += 1
    block.form = .paragraph
  }

  /// The facts that the text's dateline states.
  private mutating func recallDateline() {
    guard !printer[.dateline].isEmpty,
      let match = classifier.matchPrefix(.dateline, block.held.span)
    else { return }
    block.dateline = match.captures.map { Array(block.held[$0.range]) }
  }

  /// Whether the reader would know the title above this block, where nothing closed the last article.
  private mutating func checkFirstBlock() {
    guard block.count == 0, let title = article.title, article.isUnsignedBefore, !knowsTitles else {
      return
    }
    if !Rejoining.isTitle(title.span, before: block.held.span) {
      diagnostics.report(.lineWouldBeMisread, ["title", "a paragraph"], at: block.position)
    }
  }

  /// Whether the reader would take this short block for a line of the layout.
  /// - Returns: whether it would be one that ends what is above it.
  private func checkShortBlock() -> Bool {
    let range = block.held.span.trimmedRange
    guard block.form == .paragraph, !range.isEmpty, range.count <= classifier.shortLimit else {
      checkHeading()
      return false
    }
    let line = block.held.span.extracting(range)
    let parts = classifier.candidates(line)
    func takes(_ part: LayoutPart) -> Bool {
      parts.has(part) && classifier.match(part, line).map { $0.template.hasMark } ?? false
    }
    let taken: String? =
      if takes(.masthead) {
        "a masthead"
      } else if takes(.credits) {
        "credits"
      } else if takes(.signOff) || takes(.dateLine) {
        "a sign-off"
      } else if takes(.title) || takes(.section) {
        "a title"
      } else if takes(.item) || takes(.note) || takes(.attachments) || takes(.end)
        || takes(.furniture) || takes(.rule) || takes(.thematicBreak)
      {
        "a line of the layout"
      } else if takes(.heading), classifier.mayBeHeading(line) {
        "a heading"
      } else if block.count == 0, article.title == nil, classifier.mayBeTitle(line) {
        "a title"
      } else {
        nil
      }
    if let taken {
      diagnostics.report(.lineWouldBeMisread, ["paragraph", taken], at: block.position)
    }
    return taken != nil && taken != "a heading"
  }

  /// Whether the reader would take the heading for one of its level.
  private func checkHeading() {
    guard case .heading(let level) = block.form, !profile.templates(.heading).isEmpty else {
      return
    }
    let match = classifier.match(.heading, block.held.span)
    if match.map({ profile.headingLevels[$0.index] }) != level {
      diagnostics.report(.lineWouldBeMisread, ["heading", "a paragraph"], at: block.position)
    }
  }
}
