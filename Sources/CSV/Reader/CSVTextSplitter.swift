import GazetteDocumentModel

/// Makes paragraphs and line breaks of a text, fed in pieces of any size:
///
///     一。⏎⏎二。⏎三。     →  paragraph(一。) paragraph(二。 lineBreak 三。)
///     ⏎一。⏎⏎⏎二。⏎      →  paragraph(lineBreak 一。) paragraph(lineBreak 二。 lineBreak)
///
/// Two line ends part paragraphs; each line end beyond that is a line break, so that writing the
/// paragraphs gives the same line ends again. CRLF and CR count as LF.
struct CSVTextSplitter {
  private var paragraphIsOpen = false
  private var hasText = false
  private var pendingBreaks = 0
  private var afterReturn = false
  /// The line that was reached, once there is text; and whether nothing of it was passed on.
  private var line: UInt32 = 0
  private var isLineStart = false
  /// False for titles, which have no paragraphs.
  private let makesParagraphs: Bool

  init(makesParagraphs: Bool = true) { self.makesParagraphs = makesParagraphs }

  mutating func add(
    _ text: Span<UInt8>, at position: SourcePosition,
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var place = position
    // Lines are counted here too: within quotes, CRLF and CR end lines of a text that LF ends.
    if line == 0 { line = position.line }
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x0A || byte == 0x0D {
        index += 1
        if byte == 0x0A, afterReturn {
          afterReturn = false
        } else {
          pendingBreaks += 1
          afterReturn = byte == 0x0D
          line &+= 1
          isLineStart = true
        }
        continue
      }
      afterReturn = false
      place.offset = position.offset + UInt64(index)
      place.line = line
      if isLineStart { place.column = 1 }
      isLineStart = false
      let feed = text.firstIndex(of: 0x0A, from: index) ?? text.count
      let line = text.extracting(index..<feed)
      let end = index + (line.firstIndex(of: 0x0D) ?? line.count)
      try closeBreaks(at: place, into: &handler)
      try handler.handle(.text(text.extracting(index..<end)), at: place)
      hasText = true
      index = end
    }
  }

  /// The text has ended; the splitter is ready for another.
  mutating func finish(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if pendingBreaks > 0 {
      try open(at: position, into: &handler)
      try breaks(pendingBreaks, at: position, into: &handler)
    }
    if paragraphIsOpen { try handler.handle(.end(.paragraph), at: position) }
    self = CSVTextSplitter(makesParagraphs: makesParagraphs)
  }

  /// Line ends before more text: a paragraph's end and beginning, or breaks.
  private mutating func closeBreaks(
    at place: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    var count = pendingBreaks
    pendingBreaks = 0
    if count >= 2, hasText, makesParagraphs {
      try handler.handle(.end(.paragraph), at: place)
      paragraphIsOpen = false
      count -= 2
    }
    try open(at: place, into: &handler)
    try breaks(count, at: place, into: &handler)
  }

  private mutating func open(
    at place: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    guard makesParagraphs, !paragraphIsOpen else { return }
    paragraphIsOpen = true
    try handler.handle(.start(.paragraph), at: place)
  }

  private func breaks(
    _ count: Int, at place: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    for _ in 0..<count {
      try handler.handle(.start(.lineBreak), at: place)
      try handler.handle(.end(.lineBreak), at: place)
    }
  }
}
