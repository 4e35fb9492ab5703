import GazetteDocumentModel

/// The list of contents: gathered, and written below the head.
extension TextWriter {
  /// Whether the text at hand is the contents', where the layout has them.
  var isInContents: Bool { open.contains(.contents) && !printer[.contentsItem].isEmpty }

  mutating func beginContents() {
    captured.removeAll(keepingCapacity: true)
    isCapturing = true
    attributes.removeAll()
  }

  /// An item, or what its text stands in.
  mutating func startInContents(_ element: Element, _ position: SourcePosition) {
    open.append(element)
    switch element {
    case .item:
      takeContentsText(position)
      bulletin.contents.append(
        ContentsList.Item(
          label: [], text: [], level: open.count { $0 == .list }, position: position))
    case .paragraph, .list: partWords()
    default:
      partWords(between: element)
      lost(element, "its text is kept", "保留其文字", position)
    }
  }

  mutating func endInContents(_ element: Element) {
    if element == .item, let item = bulletin.contents.last { takeContentsText(item.position) }
    partWords(between: element)
  }

  mutating func noteInContents(_ attribute: Attribute, _ value: Span<UInt8>) {
    if attribute == .label, open.last == .item, !bulletin.contents.isEmpty {
      bulletin.contents[bulletin.contents.count - 1].label = [UInt8](value)
    } else if attribute == .label {
      // `图 1`, of what is no item.
      captured.append(value)
      captured.append(0x20)
    }
  }

  /// What has been gathered belongs to the last item.
  private mutating func takeContentsText(_ position: SourcePosition) {
    let words = captured.span.trimmedRange
    defer { captured.removeAll(keepingCapacity: true) }
    guard !words.isEmpty else { return }
    if bulletin.contents.isEmpty {
      bulletin.contents.append(ContentsList.Item(label: [], text: [], level: 1, position: position))
    }
    let last = bulletin.contents.count - 1
    if !bulletin.contents[last].text.isEmpty { bulletin.contents[last].text.append(0x20) }
    // An item is a line.
    for byte in captured[words] {
      bulletin.contents[last].text.append(byte == 0x0A || byte == 0x09 ? 0x20 : byte)
    }
  }

  /// Blocks stand apart on the line of their item.
  private mutating func partWords(between element: Element = .paragraph) {
    if element.level == .block, let last = captured.last, last != 0x20 { captured.append(0x20) }
  }
}
