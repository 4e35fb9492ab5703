import GazetteDocumentModel

/// Whether the lines of a Korean text end anywhere, within words too, as typewriters and old programs set them.
///
///     경제가 어려운 때인데도 학회를 아껴 주신 회원 여러분께 감사의 말씀을 드립
///     니다. 내년에는 그동안 모아 온 구전 자료를 책으로 펴내는 일을 시작하려고
struct CutWords {
  /// The words that stand within lines, by their hashes; their edges may be cut.
  private var words: Set<UInt64> = []

  /// The words of a text whose lines are all filled to the last column; nil where they are not.
  init?(sample: Span<UInt8>, lines: [LayoutSense.Line], width: Int) {
    guard width >= 36, sample.holdsHangul else { return nil }
    var running = 0
    var full = 0
    for index in lines.indices.dropLast() {
      let (line, next) = (lines[index], lines[index + 1])
      let columns = line.columns + line.indent
      guard next.blanks == 0, !line.isStopped, line.indent <= 8, next.indent <= 8,
        columns * 5 >= width * 4
      else { continue }
      running += 1
      // A blank at the end, and one column too few for a syllable.
      if columns >= width - 2, columns <= width { full += 1 }
    }
    guard running >= 4, full * 10 >= running * 9 else { return nil }
    LineSplitter.each(of: sample) { span, _ in
      var ranges: [Range<Int>] = []
      span.eachHangulWord { ranges.append($0) }
      for range in ranges.dropFirst().dropLast() {
        words.insert(span.extracting(range).textHash())
      }
    }
  }

  /// Whether a space belongs between the end of a full line and the next one: where the two are no word of the text
  /// together, and one of them is, or the first ends as words do.
  /// - Parameter room: columns that the line had left; a syllable takes two, and would have found place but for a blank.
  func needsSpace(left: Span<UInt8>, right: Span<UInt8>, room: Int) -> Bool {
    if room >= 2 { return true }
    let (start, end) = (left.lastHangulStart, right.firstHangulEnd)
    guard start < left.count, end > 0 else {
      return !TextScalar.isStop(right.scalar(at: 0).value) && right[0] != 0x2E && right[0] != 0x2C
        && Rejoining.needsSpaceInTitle(left: left, right: right)
    }
    let (last, first) = (left.extracting(start..<left.count), right.extracting(0..<end))
    var hash = TextHash()
    for part in [0, 1] {
      let word = part == 0 ? last : first
      var at = 0
      while at < word.count {
        hash.add(word.han(at: at))
        at += 3
      }
    }
    if words.contains(hash.value) || Rejoining.isEndOfWord(right)
      || (first.count == 3 && last.count > 3 && particles.contains(first.han(at: 0)))
    {
      return false
    }
    // One syllable is too little to go by.
    return (last.count > 3 && words.contains(last.textHash()))
      || (first.count > 3 && words.contains(first.textHash()))
      || (last.count > 3 && particles.contains(last.han(at: last.count - 3)))
  }
}

/// 을 를 은 는 의 에 며: what ends most words that have it at their end.
private let particles: Set<UInt32> = [0xC744, 0xB97C, 0xC740, 0xB294, 0xC758, 0xC5D0, 0xBA70]

extension Span where Element == UInt8 {
  fileprivate var holdsHangul: Bool {
    var found = 0
    var at = 0
    while at < Swift.min(count, 4000) {
      if self[at] >= 0xEA, self[at] <= 0xED { found += 1 }
      at += 1
    }
    return found > 40
  }

  private func isHangul(at index: Int) -> Bool {
    guard self[index] >= 0xEA, self[index] <= 0xED, index + 3 <= count else { return false }
    return (0xAC00...0xD7A3).contains(han(at: index))
  }

  /// The runs of Hangul.
  fileprivate func eachHangulWord(_ body: (Range<Int>) -> Void) {
    var at = 0
    while at < count {
      let start = at
      while at < count, isHangul(at: at) { at += 3 }
      if at > start { body(start..<at) } else { at += scalar(at: at).length }
    }
  }

  /// Where the Hangul begins that ends it.
  fileprivate var lastHangulStart: Int {
    var start = count
    while start >= 3, isHangul(at: start - 3) { start -= 3 }
    return start
  }

  /// Where the Hangul ends that begins it.
  fileprivate var firstHangulEnd: Int {
    var end = 0
    while end < count, isHangul(at: end) { end += 3 }
    return end
  }
}
