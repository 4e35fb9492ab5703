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
  /// The lines that people sign with, made of what no line around the title took.
  var signatures: [[UInt8]] = []
  var dates: [[UInt8]] = []
  /// Whether the article before this one has no sign-off, so that this title must be known by itself.
  var isUnsignedBefore = false
  /// Whether a line that is written below the article closes it.
  var isEnded = false

  /// Whether no line will close the article.
  var isUnsigned: Bool { dates.isEmpty && signatures.isEmpty && !isEnded }
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
  /// Whether the block above it ended as a sentence does.
  var isAtRest = true
  var position = SourcePosition.start
  /// What the block is, where the layout has a shape for it.
  var form = Form.paragraph

  var noteType: [UInt8] = []
  /// The next paragraph is the first of its list, of its note, of its quotation, of its attachments.
  var listBegins = false
  var noteBegins = false
  var quotationBegins = false
  var attachmentsBegin = false
  /// What the dateline at the body's beginning states.
  var dateline: [[UInt8]] = []

  enum Form: Equatable {
    case paragraph
    case heading(level: Int)
    /// Its mark is in `label`; it is the first of its list or not.
    case item(isFirst: Bool)
    case note, preformatted
    /// It is the first of its quotation or not.
    case quotation(isFirst: Bool)
  }

  static let holdLimit = 1024
  /// Bytes of a block's end that are kept: more than a source note behind its stop.
  static let tailLength = 96
}

/// A paragraph that ends in mid-sentence, until it is known what is written below it.
struct OpenEnd {
  var paragraph: OpenParagraph
  var isItem = false
  /// All of its text, where it is short.
  var text: [UInt8] = []
  /// Whether something of the body stands above it, and all of that ends with a stop.
  var mayBeTitle = false
  var position: SourcePosition
}
