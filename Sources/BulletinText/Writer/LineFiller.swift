import GazetteDocumentModel

/// Fills running text into lines of one width, so that the reader can put them together again.
///
/// A line is broken at a single space between two words, for which the reader puts a space back, or
/// between two characters of which one is wide, for which it does not. Marks stay with the character
/// they belong to (clreq and JLREQ, prohibition rules for line start and line end).
struct LineFiller {
  let width: Int
  /// In front of the lines after the first.
  var hanging: [UInt8] = []
  private var line: [UInt8] = []
  private var columns = 0
  /// Where the line at hand may be broken: what comes before and after, and columns after.
  private var cut: (end: Int, next: Int)?
  private var last: UInt32 = 0
  /// How many scalars of the text stand in the line.
  private var isFirstOfLine = true

  init(width: Int) { self.width = width }

  mutating func begin(_ front: [UInt8], hanging: [UInt8]) {
    line = front
    columns = front.span.columns
    self.hanging = hanging
    cut = nil
    last = 0
    isFirstOfLine = true
  }

  /// Adds text; full lines go to `emit`, without their ends.
  mutating func add(
    _ text: Span<UInt8>, _ emit: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var at = 0
    while at < text.count {
      let s = text.scalar(at: at)
      let before = last
      // A break in front of this character.
      if !isFirstOfLine, Self.mayBreak(before, s.value) { cut = (line.count, line.count) }
      if before == 0x20, line.count >= 2, s.value != 0x20 { cutAtSpace(before: s.value) }
      line.append(text.extracting(at..<(at + s.length)))
      columns += TextScalar.columns(s.value)
      last = s.value
      isFirstOfLine = false
      at += s.length
      if columns > width, s.value != 0x20 { try breakLine(emit) }
    }
  }

  /// The last line.
  mutating func finish() -> [UInt8] {
    defer { line.removeAll(keepingCapacity: true) }
    return line
  }

  private mutating func cutAtSpace(before next: UInt32) {
    let end = line.count - 1
    if Self.mayEnd(line.span.extracting(0..<end), before: next) { cut = (end, line.count) }
  }

  /// Whether a line may end at a space, so that the next begins with a word.
  private static func mayEnd(_ left: Span<UInt8>, before next: UInt32) -> Bool {
    guard left.count > 0 else { return false }
    let previous = left.scalar(endingAt: left.count).value
    guard !TextScalar.isBlank(previous), !TextScalar.isWide(previous), !TextScalar.isWide(next),
      previous != 0x2D
    else { return false }
    // What begins a line must not look like an item or a rule.
    guard TextScalar.isLatinWord(next) || next == 0x22 || next == 0x28 || next == 0x201C else {
      return false
    }
    return !(next >= 0x30 && next <= 0x39 && left.endsWithStop)
  }

  private mutating func breakLine(
    _ emit: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    guard let (end, next) = cut else { return }
    cut = nil
    try emit(line.span.extracting(0..<end))
    let rest = Array(line[next...])
    line = hanging + rest
    columns = line.span.columns
    isFirstOfLine = rest.isEmpty
  }

  /// Whether a line may end before `next` where no space stands between: one of them is wide, and
  /// none is a mark that must not stand at the line's edge.
  private static func mayBreak(_ previous: UInt32, _ next: UInt32) -> Bool {
    guard TextScalar.isWide(previous) || TextScalar.isWide(next) else { return false }
    guard previous != 0x20, next != 0x20, previous != 0x3000, next != 0x3000 else { return false }
    guard TextScalar.isHan(next) || isKana(next) else { return false }
    return !isOpener(previous)
  }

  private static func isKana(_ s: UInt32) -> Bool {
    s >= 0x3041 && s <= 0x30FA && !isSmallKana(s)
  }

  /// ぁぃっゃ…: they do not begin a line.
  private static func isSmallKana(_ s: UInt32) -> Bool {
    switch s {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x30A1,
      0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE, 0x30F5, 0x30F6:
      true
    default: false
    }
  }

  private static func isOpener(_ s: UInt32) -> Bool {
    switch s {
    case 0x28, 0x5B, 0x201C, 0x2018, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B:
      true
    default: false
    }
  }
}
