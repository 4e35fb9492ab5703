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
  /// No paragraph of the item at hand has come.
  var itemBegins = false
  /// The number of the item at hand, where its list counts and it has no label.
  var itemNumber: [UInt8] = []
  /// Whether the mark of the item at hand is a number of its own.
  var isNumbered = false
  /// What was written in front of the text.
  var front: [UInt8] = []
  /// Whether the block above is an item, a heading, or ends with a colon.
  var endsWithItem = false
  var isBelowHeading = true
  var isBelowColon = false
  /// What is known of the columns of preformatted text.
  var columns = ColumnsAbove()
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

  /// Whether the reader sees columns in the preformatted text that has been written.
  var standsInColumns: Bool { front.isEmpty && columns.areKept }

  /// Keeps what the next block must know of this one.
  mutating func noteEnd() {
    if case .item = form { endsWithItem = true } else { endsWithItem = false }
    if case .heading = form { isBelowHeading = true } else { isBelowHeading = false }
    isBelowColon = tail.span.endsWithColon
    columns = ColumnsAbove()
  }

  /// Notes that lines of the layout stand above what comes next.
  mutating func noteLines() {
    isAtRest = true
    endsWithItem = false
    isBelowHeading = false
    isBelowColon = false
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

extension Span where Element == UInt8 {
  /// Whether a colon ends it, blanks aside.
  fileprivate var endsWithColon: Bool {
    let words = trimmedRange
    return !words.isEmpty && TextScalar.folded(scalar(endingAt: words.upperBound).value) == 0x3A
  }
}
