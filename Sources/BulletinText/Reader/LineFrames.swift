import GazetteDocumentModel

/// What stands around the words of a line: the sides of frames and boxes, ornaments, emphasis.
extension Span where Element == UInt8 {
  /// What stands in the frame of a masthead, blanks at both sides: `*   The Night Watch   *`.
  var framed: Range<Int>? {
    guard let inner = betweenMarks, TextScalar.isBlank(scalar(endingAt: inner.lowerBound).value),
      TextScalar.isBlank(scalar(at: inner.upperBound).value)
    else { return nil }
    return inner
  }

  /// Whether it is the two sides of a frame and nothing between: `*        *`.
  var isFrameAlone: Bool {
    let mark = scalar(at: 0)
    guard count > 2 * mark.length, !TextScalar.isWord(mark.value),
      scalar(endingAt: count).value == mark.value
    else { return false }
    return extracting(mark.length..<(count - mark.length)).trimmedRange.isEmpty
  }

  /// What stands beside one to four marks and a gap, or between such: `■□  町工場だより`, `◇◆  本のみなと  ◆◇`.
  var besideOrnament: Range<Int>? {
    var start = 0
    while start <= 12, start < count, extracting(start..<count).isBlockMark { start += 3 }
    guard start > 0, start <= 12, start < count else { return nil }
    var end = count
    while end > start + 3, extracting((end - 3)..<end).isBlockMark { end -= 3 }
    // Marks right behind a word are its own.
    if end > 0, !TextScalar.isBlank(scalar(endingAt: end).value) { end = count }
    let inner = extracting(start..<end).trimmedRange
    guard !inner.isEmpty, extracting(start..<(start + inner.lowerBound)).columns >= 2 else {
      return nil
    }
    return (start + inner.lowerBound)..<(start + inner.upperBound)
  }

  @inline(__always)
  var mayBeEmphasized: Bool { self[0] == 0x2A || self[0] == 0x5F }

  /// What stands between asterisks or low lines, one or two at both ends: `**Issue 23**`, `*Free*`.
  var emphasized: Range<Int>? {
    guard count > 4, mayBeEmphasized, self[count - 1] == self[0] else { return nil }
    let marks = self[1] == self[0] ? 2 : 1
    guard self[marks] != self[0], marks == 1 || self[count - 2] == self[0],
      marks == 2 || self[count - 2] != self[0]
    else { return nil }
    let inner = marks..<(count - marks)
    return extracting(inner).trimmedRange == 0..<inner.count ? inner : nil
  }

  /// What stands between three marks or more at both ends: `■□■　まちづくり通信　■□■`.
  var ornamented: Range<Int>? {
    guard self[0] == 0xE2, blockMark != 0 else { return nil }
    var start = 0
    while start < count, extracting(start..<count).blockMark != 0 { start += 3 }
    var end = count
    while end > start + 3, extracting((end - 3)..<end).isBlockMark { end -= 3 }
    guard start >= 9, count - end >= 9 else { return nil }
    let inner = extracting(start..<end).trimmedRange
    return inner.isEmpty ? nil : (start + inner.lowerBound)..<(start + inner.upperBound)
  }

  /// What stands in a box of one cell, behind its side or a corner of it: `┃１　夏まつり`, `┗■ 夏まつり`.
  var boxed: Range<Int>? {
    let corner = cornerEnd
    if corner > 0 {
      let words = extracting(corner..<count)
      let range = words.trimmedRange
      return words.holdsWord ? (corner + range.lowerBound)..<(corner + range.upperBound) : nil
    }
    guard count > 6, isBoxSide(0) else { return nil }
    let end = isBoxSide(count - 3) ? count - 3 : count
    let range = extracting(3..<end).trimmedRange
    let inner = (3 + range.lowerBound)..<(3 + range.upperBound)
    for at in inner where isBoxSide(at) { return nil }
    return inner.isEmpty ? nil : inner
  }

  /// The number and the title in the two cells of a box: `┃１┃新年度のごあいさつ`.
  var boxedCells: (number: Range<Int>, title: Range<Int>)? {
    guard count > 9, isBoxSide(0) else { return nil }
    var at = 3
    while at < count, !isBoxSide(at) { at += scalar(at: at).length }
    let number = extracting(3..<Swift.min(at, count)).trimmedRange
    guard at + 3 < count, !number.isEmpty, number.count <= 6 else { return nil }
    let end = isBoxSide(count - 3) ? count - 3 : count
    guard end > at + 3 else { return nil }
    for inner in (at + 3)..<end where isBoxSide(inner) { return nil }
    let title = extracting((at + 3)..<end).trimmedRange
    guard !title.isEmpty else { return nil }
    return (
      (3 + number.lowerBound)..<(3 + number.upperBound),
      (at + 3 + title.lowerBound)..<(at + 3 + title.upperBound)
    )
  }

  /// Where the two marks end that decorate a title below `┏┓`, or in front of one: `┗■`, `┏┓`; 0 where there are none.
  private var cornerEnd: Int {
    guard count >= 6, self[0] == 0xE2, self[1] == 0x94, self[2] == 0x8F || self[2] == 0x97 else {
      return 0
    }
    let second = extracting(3..<count)
    return second.blockMark != 0 || Self.isCorner(second.scalar(at: 0).value) ? 6 : 0
  }

  /// Whether it is the lid or the bottom of a small box: `┏━┓`, `┏┓`, `┗■━━━━`.
  var isSmallBoxEdge: Bool {
    let corner = cornerEnd
    if corner > 0 {
      return extracting(corner..<count).isEmpty || extracting(corner..<count).isRule
    }
    guard count >= 9, count <= 18, count % 3 == 0, self[0] == 0xE2 else { return false }
    for at in stride(from: 0, to: count, by: 3) {
      guard self[at] == 0xE2, self[at + 1] == 0x94 || self[at + 1] == 0x95 else { return false }
    }
    return Self.isCorner(scalar(at: 0).value) && Self.isCorner(scalar(endingAt: count).value)
  }

  private static func isCorner(_ s: UInt32) -> Bool {
    (0x250C...0x251B).contains(s) || (0x2552...0x255D).contains(s) || (0x256D...0x2570).contains(s)
  }

  /// ┃ │ ║
  private func isBoxSide(_ at: Int) -> Bool {
    at + 2 < count && self[at] == 0xE2
      && ((self[at + 1] == 0x94 && (self[at + 2] == 0x83 || self[at + 2] == 0x82))
        || (self[at + 1] == 0x95 && self[at + 2] == 0x91))
  }

  /// Whether it is a byline in emphasis: `**By Rosa Delgado**`.
  var isEmphasizedByline: Bool {
    guard let inner = emphasized, inner.count > 3 else { return false }
    return extracting(inner.lowerBound..<(inner.lowerBound + 3)).elementsEqual("By ")
  }
}
