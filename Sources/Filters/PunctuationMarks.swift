import GazetteDocumentModel

/// Which marks a width changes, and into what; with the brackets and quotes that are open in a block.
///
///     他说:"会议(5G)很好",增长3,000.   →   他说：“会议（5G）很好”，增长3,000.
struct PunctuationMarks {
  /// What the marks become.
  enum Width: String, Sendable, CaseIterable { case full, half }

  private enum Pair: Equatable { case bracket, double, single }

  private let width: Width
  private var open: [(pair: Pair, isChanged: Bool)] = []

  init(_ width: Width) { self.width = width }

  /// A block begins: nothing is open.
  mutating func reset() { open.removeAll(keepingCapacity: true) }

  /// The index of the first byte from `start` on where a mark may begin, or `count`.
  func firstCandidate(in text: Span<UInt8>, from start: Int) -> Int {
    let count = text.count
    var index = start
    while index < count {
      let byte = text[index]
      if byte < 0x80 {
        if width == .full, byte < 0x40, Self.isHalf(UInt32(byte)) { return index }
        index += 1
        continue
      }
      // The leads of “”‘’, 。 and ！…？.
      if width == .half, byte == 0xE3 || byte == 0xE2 || byte == 0xEF,
        Self.isFull(text.scalar(at: index).value)
      {
        return index
      }
      // On by a whole character: the text is valid UTF-8.
      index += byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    }
    return count
  }

  private static func isFull(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0x3002: true
    case 0x2018, 0x2019, 0x201C, 0x201D: true
    default: false
    }
  }

  private static func isHalf(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// What a mark becomes; nil where it stays.
  ///
  /// - Parameters:
  ///   - before, after: the nearest characters that are no marks or blanks.
  ///   - last, next: the characters right beside it; 0 at the ends of the block.
  mutating func replacement(
    for mark: UInt32, before: Neighbour, after: Neighbour, last: UInt32, next: UInt32
  ) -> StaticString? {
    let isWide = before == .wide || after == .wide
    let isBetweenWords = WideCharacter.isASCIIWord(last) && WideCharacter.isASCIIWord(next)
    switch width == .full ? Self.full(mark) : Self.half(mark) {
    case .plain(let other): return isWide ? other : nil
    case .stop(let other):
      // `3.5`, `中文.pdf`, `...` are no full stops.
      let isStop =
        before == .wide && last != 0x2E && last != 0x20 && next != 0x2E
        && !WideCharacter.isASCIIWord(next)
      return isStop ? other : nil
    case .opening(let pair, let other):
      if pair == .single, isBetweenWords { return nil }
      open.append((pair, isWide))
      return isWide ? other : nil
    case .closing(let pair, let other):
      // `don’t`
      if pair == .single, isBetweenWords { return nil }
      return close(pair) ? other : nil
    case .quote(let pair, let opening, let closing):
      if pair == .single, isBetweenWords { return nil }
      if open.contains(where: { $0.pair == pair }) { return close(pair) ? closing : nil }
      // `5"` is a measure, `authors'` a genitive.
      if WideCharacter.isASCIIWord(last), pair == .single || last <= 0x39 { return nil }
      open.append((pair, isWide))
      return isWide ? opening : nil
    case .none: return nil
    }
  }

  /// Ends the innermost pair of the kind; gives whether its opening mark was changed.
  private mutating func close(_ pair: Pair) -> Bool {
    guard let index = open.lastIndex(where: { $0.pair == pair }) else { return false }
    let isChanged = open[index].isChanged
    open.removeSubrange(index...)
    return isChanged
  }

  private enum Role {
    case none
    case plain(StaticString)
    case stop(StaticString)
    case opening(Pair, StaticString)
    case closing(Pair, StaticString)
    /// A mark that opens and closes.
    case quote(Pair, StaticString, StaticString)
  }

  private static func full(_ mark: UInt32) -> Role {
    switch mark {
    case 0x2C: .plain("，")
    case 0x3B: .plain("；")
    case 0x3A: .plain("：")
    case 0x3F: .plain("？")
    case 0x21: .plain("！")
    case 0x2E: .stop("。")
    case 0x28: .opening(.bracket, "（")
    case 0x29: .closing(.bracket, "）")
    case 0x22: .quote(.double, "“", "”")
    case 0x27: .quote(.single, "‘", "’")
    default: .none
    }
  }

  private static func half(_ mark: UInt32) -> Role {
    switch mark {
    case 0xFF0C: .plain(",")
    case 0xFF1B: .plain(";")
    case 0xFF1A: .plain(":")
    case 0xFF1F: .plain("?")
    case 0xFF01: .plain("!")
    case 0x3002: .stop(".")
    case 0xFF08: .opening(.bracket, "(")
    case 0xFF09: .closing(.bracket, ")")
    case 0x201C: .opening(.double, "\"")
    case 0x201D: .closing(.double, "\"")
    case 0x2018: .opening(.single, "'")
    case 0x2019: .closing(.single, "'")
    default: .none
    }
  }
}
