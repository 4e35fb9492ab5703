import GazetteDocumentModel

/// Paragraphs that end in mid-sentence: the reader goes on with some of them.
extension TextWriter {
  /// Keeps the end of the block at hand.
  mutating func keepTail(_ text: Span<UInt8>) {
    block.tail.append(text)
    guard block.tail.count > 2 * BlockText.tailLength else { return }
    let start = block.tail.span.scalarBoundary(before: block.tail.count - BlockText.tailLength)
    block.tail.removeFirst(start)
  }

  /// What the reader must know of the block that has just been written, if it may go on with it.
  ///
  /// - Parameters:
  ///   - isShort: whether `held` is all of its text.
  ///   - columns: of its last line.
  func leftOpen(isShort: Bool, columns: Int) -> OpenEnd? {
    switch block.form {
    case .paragraph, .note, .item: break
    case .preformatted where !block.standsInColumns: break
    case .heading where printer[.heading].isEmpty: break
    case .heading, .preformatted, .quotation: return nil
    }
    let range = block.tail.span.trimmedRange
    let tail = block.tail.span.extracting(range)
    guard profile.rejoin != .none, !range.isEmpty, !tail.endsWithStop,
      !(isShort && tail.isAddress)
    else { return nil }
    var paragraph = OpenParagraph()
    paragraph.isOpen = true
    paragraph.isStopped = false
    paragraph.columns = columns
    paragraph.indent = block.form == .paragraph ? profile.setting.indentColumns : 0
    paragraph.tail.take(from: tail)
    var end = OpenEnd(paragraph: paragraph, position: block.position)
    if case .item = block.form { end.isItem = true }
    let text = block.held.span.trimmedRange
    if isShort, block.form == .paragraph, text.count <= classifier.shortLimit {
      end.text = Array(block.held[text])
      end.mayBeTitle = block.count > 0 && block.isAtRest
    }
    return end
  }

  /// Says so where the reader would join the block at hand to the paragraph above it.
  ///
  /// - Parameter isTaken: whether the reader takes the block for a line of the layout.
  mutating func meetOpenEnd(_ text: Span<UInt8>, isTaken: Bool) {
    guard let end = openEnd else { return }
    openEnd = nil
    switch block.form {
    case .paragraph, .heading: break
    case .item, .note, .preformatted, .quotation: return
    }
    if isTaken { return }
    let indent = block.form == .paragraph ? profile.setting.indentColumns : 0
    meet(end, text, indent: indent)
  }

  /// Says so where the reader would join a title to the last paragraph of the article above it.
  mutating func meetOpenEnd(title: Span<UInt8>) {
    guard let end = openEnd, article.isUnsignedBefore else { return }
    openEnd = nil
    meet(end, title, indent: 0)
  }

  private func meet(_ end: OpenEnd, _ text: Span<UInt8>, indent: Int) {
    let range = text.trimmedRange
    guard !range.isEmpty else { return }
    // What stands on the first line.
    let size =
      fills
      ? text.scalarBoundary(before: min(range.upperBound, range.lowerBound + sense.wrapWidth))
      : range.upperBound
    let line = text.extracting(range.lowerBound..<size)
    let place = LinePlace(blanks: 1, indent: indent)
    if end.mayBeTitle, isTitle(end, before: line, place) {
      diagnostics.report(.lineWouldBeMisread, ["paragraph", "a title"], at: end.position)
    } else if !usesPlace
      || sense.joins(
        line, place, to: end.paragraph, inItem: end.isItem, rejoin: profile.rejoin)
    {
      diagnostics.report(.paragraphWouldJoin, at: end.position)
    }
  }

  /// Whether the reader would take the paragraph for the title of another article, or for a heading.
  private func isTitle(_ end: OpenEnd, before line: Span<UInt8>, _ place: LinePlace) -> Bool {
    let text = end.text.span
    guard classifier.mayBeTitle(text), !Rejoining.isMiddle(line) else { return false }
    if profile.titlesByPosition, profile.rejoin != .words, Rejoining.isTitle(text, before: line) {
      return true
    }
    guard usesPlace, !classifier.isLabelled(text) else { return false }
    return sense.standsAlone(
      text, LinePlace(blanks: 1, indent: end.paragraph.indent), before: place,
      isNarrow: sense.wrapWidth == 0 || text.columns * 10 <= sense.wrapWidth * 9)
  }
}
