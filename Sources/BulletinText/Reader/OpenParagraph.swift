import GazetteDocumentModel

/// What must be remembered of the paragraph that is being built.
struct OpenParagraph {
  var isOpen = false
  /// Whether its last line ended as a sentence does.
  var isStopped = true
  /// Whether its last line is the address of a page.
  var isAddress = false
  /// Whether its last line has a label of its own: `일시: 10월 12일`.
  var isLabelled = false
  /// Whether its last line is of several pieces, with gaps between, or a label and a name.
  var isRow = false
  /// Columns of its last line, and of the blanks in front of it, where lines are filled to a width.
  var columns = 0
  var indent = 0
  /// Where its last line begins.
  var end = SourcePosition.start
  var tail = ParagraphTail()
  /// A hyphen at the last line's end that is not recorded yet: the next line says whether it stays.
  var holdsHyphen = false
}
