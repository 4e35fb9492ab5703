import GazetteDocumentModel

/// What a bulletin's first and last lines are made of.
struct BulletinFacts {
  var title: [UInt8]?
  var head: [TextFact] = []
  var credits: [TextFact] = []
  var contents: [ContentsList.Item] = []
  var headWritten = false
}

/// What an article's first and last lines are made of.
struct ArticleFacts {
  var title: [UInt8]?
  /// What stands above and below the title.
  var facts: [TextFact] = []
  var departments: [[UInt8]] = []
  var dates: [[UInt8]] = []
  /// Whether the article before this one has no sign-off, so that this title must be known by itself.
  var isUnsignedBefore = false
  /// Whether a line that is written below the article closes it.
  var isEnded = false

  /// Whether no line will close the article.
  var isUnsigned: Bool { dates.isEmpty && !isEnded }
}

/// The block that is being written.
struct BlockText {
  /// Its beginning, held until it is clear what the reader would take it for.
  var held: [UInt8] = []
  var isStreaming = false
  /// Whether text of it has come.
  var isOpen = false
  var tail: [UInt8] = []
  /// The mark of a list item, note or figure, to be written in front of its text.
  var label: [UInt8] = []
  /// How many blocks of the article are written.
  var count = 0
  /// The last block's end is no stop: what follows would be joined to it.
  var endsOpen = false
  var position = SourcePosition.start
  /// What the block is, where the layout has a shape for it.
  var form = Form.paragraph

  var noteType: [UInt8] = []
  /// The next paragraph is the first of its list, of its note, of its attachments.
  var listBegins = false
  var noteBegins = false
  var attachmentsBegin = false
  /// What the dateline at the body's beginning states.
  var dateline: [[UInt8]] = []

  enum Form: Equatable {
    case paragraph
    case heading(level: Int)
    /// Its mark is in `label`; it is the first of its list or not.
    case item(isFirst: Bool)
    case note, preformatted
  }

  static let holdLimit = 1024
}
