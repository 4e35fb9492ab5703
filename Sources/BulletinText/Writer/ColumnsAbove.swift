import GazetteDocumentModel

/// Whether the reader would know preformatted text by its columns.
///
///     车间      产量  合格率
///     一车间    1200
///     二车间    980   99.1%
///
/// Three lines at least that may be rows, and no blank one; what has no gaps is paragraphs to it.
struct ColumnsAbove {
  private static let longest = 512

  private var line: [UInt8] = []
  private var rows = 0
  private var isBroken = false

  var areKept: Bool {
    var whole = self
    if !whole.line.isEmpty { whole.endLine() }
    return !whole.isBroken && whole.rows >= 3
  }

  /// Takes more of the text.
  mutating func take(_ text: Span<UInt8>) {
    var start = 0
    while !isBroken, let end = text.firstIndex(of: 0x0A, from: start) {
      line.append(text.extracting(start..<end))
      endLine()
      start = end + 1
    }
    guard !isBroken else { return }
    line.append(text.extracting(start..<text.count))
    if line.count > Self.longest { isBroken = true }
  }

  private mutating func endLine() {
    if !Self.mayBeRow(line.span, isFirst: rows == 0) { isBroken = true }
    rows += 1
    line.removeAll(keepingCapacity: true)
  }

  private static func mayBeRow(_ line: Span<UInt8>, isFirst: Bool) -> Bool {
    let words = line.extracting(line.trimmedRange)
    return !words.isEmpty && (words.mayBeTableRow || (!isFirst && words.isTableRule))
  }
}
