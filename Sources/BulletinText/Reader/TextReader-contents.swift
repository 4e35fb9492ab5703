import GazetteDocumentModel

/// The list of contents.
extension TextReader {
  /// A line below the heading of the contents: an item, or more of one; false where the list is over.
  mutating func takeContents(
    _ line: Span<UInt8>, _ parts: LayoutParts, _ place: LinePlace, _ position: SourcePosition,
    _ handler: inout Handler
  ) throws(ConversionError) -> Bool {
    guard state == .contents else { return false }
    if parts.has(.end), let match = classifier.match(.end, line, &budget) {
      // What parts articles parts the contents from them too.
      note(.end, line, position.line, match, Reasons.template)
      marks.count(line, match)
      try endContents(&handler)
      return true
    }
    if parts.has(.contentsItem), contents.items.count < ContentsList.limit,
      !(parts.has(.above) && classifier.match(.above, line, &budget) != nil),
      !(parts.has(.rule) && classifier.match(.rule, line, &budget) != nil),
      !(parts.has(.section) && classifier.match(.section, line, &budget) != nil),
      let match = classifier.match(.contentsItem, line, &budget),
      let capture = match.first(.text) ?? match.first(.title),
      !endsContents(line.extracting(capture.range), match, place)
    {
      note(.contents, line, position.line, match, Reasons.contentsItem)
      let front = line.extracting(0..<capture.range.lowerBound)
      let whole = line.extracting(capture.range)
      let text = whole.extracting(0..<whole.leaderStart)
      if text.count < whole.count {
        diagnostics.report(
          .pageFurniture, [String(whole.extracting(text.count..<whole.count))], at: position)
      }
      if front.trimmedRange.isEmpty, goesOnInContents(place) {
        contents.extend(text)
      } else {
        contents.add(
          ContentsList.Item(
            label: [UInt8](front.extracting(front.trimmedRange)),
            text: [UInt8](text),
            level: profile.contentsLevels[match.index], position: position))
      }
      contentsIndent = place.indent
      return true
    }
    if parts.intersection(Self.endsContents).isEmpty, goesOnInContents(place) {
      // The rest of a long title stands further in.
      note(.contents, line, position.line, nil, Reasons.contentsItem)
      contents.extend(line)
      return true
    }
    return false
  }

  private static let endsContents: LayoutParts = [.init(.rule), .init(.section), .init(.title)]

  /// Whether a line that could be an item begins the articles instead: the first title is said again,
  /// or a list whose items stand together is over at a blank line.
  private func endsContents(
    _ text: Span<UInt8>, _ match: LineClassifier.Match, _ place: LinePlace
  ) -> Bool {
    guard let first = contents.items.first else { return false }
    if first.text.span.titleHash == text.titleHash { return true }
    let hasMark = match.template.hasLiteral || match.captures.count > 1
    // Items without a number end where a blank line follows items that none parted.
    return !hasMark && place.blanks > 0
  }

  /// Whether a line without a number goes on with the item above it: it stands further in.
  private func goesOnInContents(_ place: LinePlace) -> Bool {
    contents.hasItems && place.blanks == 0 && place.indent > contentsIndent
  }

  /// Emits the list.
  mutating func endContents(_ handler: inout Handler) throws(ConversionError) {
    state = .title
    contents.finish()
    let position = contents.position
    guard contents.hasItems else { return }
    try handler.handle(.start(.contents), at: position)
    var depth = 0
    for item in contents.items {
      // A list for each level; the inner one stands in the item above it.
      let level = min(item.level, depth + 1)
      while depth > level {
        try handler.handle(.end(.item), at: item.position)
        try handler.handle(.end(.list), at: item.position)
        depth -= 1
      }
      if depth == level { try handler.handle(.end(.item), at: item.position) }
      if depth < level {
        try handler.handle(.start(.list), at: item.position)
        let type = Array(item.label.isEmpty ? "simple".utf8 : "ordered".utf8)
        try handler.handle(.attribute(.type, type.span), at: item.position)
        depth += 1
      }
      try handler.handle(.start(.item), at: item.position)
      if !item.label.isEmpty {
        try handler.handle(.attribute(.label, item.label.span), at: item.position)
      }
      try handler.element(.paragraph, text: item.text.span, at: item.position)
    }
    while depth > 0 {
      try handler.handle(.end(.item), at: position)
      try handler.handle(.end(.list), at: position)
      depth -= 1
    }
    try handler.handle(.end(.contents), at: position)
  }

  /// Says which items of the contents no article is called.
  func reportUnusedContents() {
    guard !contents.isEmpty else { return }
    for item in contents.unused {
      diagnostics.report(.contentsUnmatched, [String(item.text.span)], at: item.position)
    }
  }
}

extension Span where Element == UInt8 {
  /// Where the dots and the page number begin that a printed list leads to: `要闻……3`; the end, where
  /// there are none.
  fileprivate var leaderStart: Int {
    var end = count
    while end > 0, self[end - 1] >= 0x30, self[end - 1] <= 0x39 { end -= 1 }
    guard end < count else { return count }
    var dots = 0
    var at = end
    while at > 0 {
      let s = scalar(endingAt: at)
      guard s.value == 0x2E || s.value == 0x2026 || s.value == 0xB7 || TextScalar.isBlank(s.value)
      else { break }
      if !TextScalar.isBlank(s.value) { dots += s.value == 0x2026 ? 3 : 1 }
      at -= s.length
    }
    return dots >= 3 ? at : count
  }
}
