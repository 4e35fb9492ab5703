import GazetteDocumentModel

/// Finds lines that come back at the edges of pages.
struct PageEdges {
  private var seen: Set<UInt64> = []
  private(set) var repeated: Set<UInt64> = []
  private var last: UInt64?
  private var isTop = false

  mutating func look(_ span: Span<UInt8>, _ range: Range<Int>) {
    let breaksBefore = span.extracting(0..<range.lowerBound).firstIndex(of: 0x0C) != nil
    if breaksBefore { note(foot: true) }
    guard !range.isEmpty else { return }
    let text = span.extracting(range)
    let hash: UInt64? = text.count <= 160 ? text.textHash(digits: false) : nil
    if breaksBefore || isTop, let hash { see(hash) }
    isTop = false
    last = hash
    if span.extracting(range.upperBound..<span.count).firstIndex(of: 0x0C) != nil {
      note(foot: true)
    }
  }

  private mutating func note(foot: Bool) {
    if let last { see(last) }
    last = nil
    isTop = true
  }

  private mutating func see(_ hash: UInt64) {
    if !seen.insert(hash).inserted { repeated.insert(hash) }
  }
}
