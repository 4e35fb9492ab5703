import GazetteDocumentModel

/// Looks for a text in pieces of a text, ASCII letters of either case alike.
struct TextSearch {
  private let wanted: [UInt8]
  private let hasLetters: Bool
  /// The end of the text so far, as far as a hit may begin in it; then the piece at work.
  private var window: [UInt8] = []

  init(_ wanted: [UInt8]) {
    self.wanted = wanted.map(Self.folded)
    hasLetters = wanted.contains { Self.folded($0) != $0 || (0x61...0x7A).contains($0) }
  }

  /// Forgets what came before: a block begins.
  mutating func reset() { window.removeAll(keepingCapacity: true) }

  /// Takes the next piece; gives whether a hit ends in it.
  mutating func find(in piece: Span<UInt8>) -> Bool {
    let kept = window.count
    window.append(piece)
    if hasLetters {
      for index in kept..<window.count { window[index] = Self.folded(window[index]) }
    }
    let isFound = contains(window.span)
    window.removeFirst(max(0, window.count - (wanted.count - 1)))
    return isFound
  }

  /// The last byte of what is wanted tells more than the first, which many characters share.
  private func contains(_ text: Span<UInt8>) -> Bool {
    guard let last = wanted.last else { return true }
    var at = wanted.count - 1
    while let hit = text.firstIndex(of: last, from: at) {
      if text.extracting((hit + 1 - wanted.count)..<(hit + 1)).elementsEqual(wanted.span) {
        return true
      }
      at = hit + 1
    }
    return false
  }

  static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
