import GazetteDocumentModel

/// What must be remembered of the paragraph that is being built.
struct OpenParagraph {
  var isOpen = false
  /// Whether its last line ended as a sentence does.
  var isStopped = true
  /// Whether its last line is the address of a page.
  var isAddress = false
  /// Columns of its last line, and of the blanks in front of it, where lines are filled to a width.
  var columns = 0
  var indent = 0
  /// Where its last line begins.
  var end = SourcePosition.start
  /// The last bytes of it, enough to find the word beside a cut; may begin within a scalar. (So most have the
  /// same length, and take the place of one another as they are.)
  private(set) var tail: [UInt8] = []
  /// A hyphen at the last line's end that is not recorded yet: the next line says whether it stays.
  var holdsHyphen = false

  private static let tailLength = 48

  /// Remembers the end of a piece.
  mutating func keepTail(of piece: Span<UInt8>) {
    tail.replaceAll(with: piece.extracting(max(0, piece.count - Self.tailLength)..<piece.count))
  }
}
