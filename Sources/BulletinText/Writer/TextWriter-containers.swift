import GazetteDocumentModel

/// A list that is being written.
struct WrittenList {
  /// `bullet`, `ordered` or `simple`.
  var type: [UInt8] = []
  /// The number of the next item.
  var next = 1
}

/// What stands in lists, notes, quotations and attachments.
extension TextWriter {
  /// Says so where a block cannot stay in what holds it: the reader closes that there.
  mutating func checkContainer(
    of element: Element, _ parent: Element?, _ position: SourcePosition
  ) {
    guard element.level == .block, let parent, !isCapturing else { return }
    let isShaped =
      switch element {
      case .note: !printer[.note].isEmpty
      case .attachments: !printer[.attachments].isEmpty
      case .quotation: !printer[.quotation].isEmpty
      default: false
      }
    if parent != .body, isShaped {
      lost(element, "it stands outside what holds it", "写在所在的内容之外", position)
    }
    let holds: Bool =
      switch parent {
      case .item: !listsItems || element == .paragraph || (element == .list && !block.itemBegins)
      case .note: printer[.note].isEmpty || element == .paragraph
      case .attachments: printer[.attachments].isEmpty || element == .list
      default: true
      }
    if !holds {
      lost(parent, "what is no paragraph in it stands outside", "其中的非段落内容写在外面", position)
    }
  }

  /// An attribute that no line of the layout shows, of what has a shape of its own there.
  mutating func noteInContainer(
    _ attribute: Attribute, _ value: Span<UInt8>, _ position: SourcePosition
  ) {
    guard let owner = open.last else { return }
    switch (owner, attribute) {
    case (.list, .type) where listsItems:
      lists[lists.count - 1].type = [UInt8](value)
    case (.list, .start) where listsItems:
      lists[lists.count - 1].next = Int(String(value)) ?? 1
    case (.note, _) where !printer[.note].isEmpty, (.heading, _) where !printer[.heading].isEmpty,
      (.list, _) where listsItems, (.item, _) where listsItems,
      (.quotation, _) where !printer[.quotation].isEmpty,
      (.attachments, _) where !printer[.attachments].isEmpty, (.paragraph, _):
      noPlace("\(attribute.wireName) of a \(owner.name)", [UInt8](value), position)
    default: return
    }
  }

  /// A list begins, whose items the layout has a shape for.
  mutating func beginList(_ element: Element, _ position: SourcePosition) {
    lists.append(WrittenList())
    if listDepth > 1, !usesPlace {
      lost(element, "its items stand in one list", "其条目列入同一列表", position)
    }
    if listDepth == 1, block.endsWithItem, !open.contains(.attachments) {
      lost(element, "its items go on with the list above", "其条目接在上面的列表之后", position)
    }
    block.listBegins = true
  }

  /// An item begins: of a numbered list it gets its number, where none is written.
  mutating func beginItem() {
    block.itemBegins = true
    block.itemNumber = []
    guard !lists.isEmpty, !open.contains(.attachments) else { return }
    let list = lists[lists.count - 1]
    lists[lists.count - 1].next &+= 1
    guard list.type.span.elementsEqual("ordered"),
      let numbered = printer[.item].first(where: { $0.fields == [.digits, .text] })
    else { return }
    let line = numbered.line { $0 == .digits ? Array("\(list.next)".utf8) : [] } ?? []
    block.itemNumber = line
  }

  /// The next paragraph of an item; only the first one stands behind the mark.
  mutating func beginItemText(_ position: SourcePosition) {
    block.form = .item(isFirst: block.listBegins)
    block.listBegins = false
    if !block.itemBegins {
      lost(.item, "its second paragraph is an item of its own", "其后的段落另成条目", position)
    }
    block.itemBegins = false
  }

  /// Says so where the reader does not take what has been written for an item, or its list for one of another kind.
  func checkItem() {
    guard case .item(let isFirst) = block.form else { return }
    let text = block.front + block.held
    let line = text.span.extracting(text.span.trimmedRange)
    let match = classifier.match(.item, line)
    let isInAttachments = open.contains(.attachments)
    if isInAttachments ? !isReadAsAttachment(line, isFirst) : !isReadAsItem(line, match, isFirst) {
      return diagnostics.report(
        .lineWouldBeMisread, ["item", "a paragraph"], at: block.position)
    }
    guard isFirst, let type = lists.last?.type, !type.isEmpty else { return }
    let isOrdered = isInAttachments ? block.isNumbered : match?.template.hasNumber ?? false
    let read: StaticString = isOrdered ? "ordered" : isInAttachments ? "simple" : "bullet"
    if !type.span.elementsEqual(read) { noPlace("type of a list", type, block.position) }
  }

  /// Where an item's mark may be that of a heading, a list begins with 1, below a colon or a heading.
  private func isReadAsItem(
    _ line: Span<UInt8>, _ match: LineClassifier.Match?, _ isFirst: Bool
  ) -> Bool {
    guard let match else {
      // A title's mark is that of an item in front of a sentence.
      return block.tail.span.endsWithStop
        && classifier.match(.title, line)?.first(.title).map { $0.range.lowerBound > 0 } ?? false
    }
    guard isFirst, listDepth == 1, match.template.hasNumber,
      block.count > 0 || article.title != nil, classifier.match(.heading, line) != nil
    else { return true }
    guard let number = match.captures.first,
      Numeral.match(line, at: number.range.lowerBound)?.value == 1
    else { return false }
    return block.isBelowColon
      || (block.isBelowHeading && block.tail.span.endsWithStop && Numeral.isArabic(line, 0))
  }

  /// Below the first attachment, a number and a short line tell the others.
  private func isReadAsAttachment(_ line: Span<UInt8>, _ isFirst: Bool) -> Bool {
    isFirst || (line.numberEnd > 0 && line.count <= classifier.shortLimit && !block.isStreaming)
  }
}
