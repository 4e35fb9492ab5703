import GazetteDocumentModel

/// What must be remembered between the events of a body.
struct JATSBlockState {
  /// What an element may hold, which decides what is put around its content.
  enum Content {
    /// Text and inlines.
    case inlines
    /// Any block of `body`, `sec`, `boxed-text`, `disp-quote`.
    case blocks
    /// `list-item`: paragraphs and lists; others stand in a `p`.
    case paragraphsAndLists
    /// `def`, `fn`: paragraphs; others stand in a `p`.
    case paragraphs
    /// `td`: inlines, and paragraphs, lists and quotations.
    case cell
    /// `caption`: a `title` of inlines, then paragraphs.
    case caption
    /// Only what it is made of: rows, items.
    case parts
  }

  /// An open element.
  struct Frame {
    let element: Element
    var content = Content.inlines
    var closer: StaticString = ""
    /// A `p` that stands around it, for the DTD.
    var isWrapped = false
    /// Whether something stands in it already.
    var isFilled = false
    /// A `p` or `title` that is open for text which the model has right in this element.
    var bareIsOpen = false
    /// Of a table: what of it is written.
    var table = TableState.wrap
    /// A label that waits for what must stand before it.
    var label: [UInt8]?
    /// Of a figure: images that came before its caption, which JATS has first.
    var images: [AttributeList] = []
  }

  enum TableState { case wrap, head, rows }

  /// Attributes of the element that was started last, until its content begins.
  var attributes = AttributeList()
  /// Those of them that the tag shows.
  var shown: AttributeSet = []
  /// The label of the element whose tag is written.
  var label: [UInt8]?
  /// The element whose tag waits for its attributes.
  var waiting: Element?
  /// How many `sec` are open, by the levels of their headings.
  var sectionLevels: [Int] = []
  /// The open elements; the first stands for the body or the front element around.
  var frames: [Frame] = []

  /// Begins a body, or the content of a front element.
  mutating func reset() {
    attributes.removeAll()
    waiting = nil
    if !sectionLevels.isEmpty { sectionLevels.removeAll(keepingCapacity: true) }
    // One or two, which go faster so than by `removeAll`.
    while frames.popLast() != nil {}
  }

  /// Whether text may stand right here.
  var isInline: Bool { frames.last?.content != .parts }

  /// What an element of the model may hold in JATS.
  static func content(of element: Element, isFootnote: Bool) -> Content {
    switch element {
    case .body, .abstract, .contents, .quotation, .attachments: .blocks
    case .note: isFootnote ? .paragraphs : .blocks
    case .item: .paragraphsAndLists
    case .definition: .paragraphs
    case .cell: .cell
    case .caption: .caption
    case .list, .definitionList, .table, .tableHead, .tableBody, .tableFoot, .row, .figure: .parts
    default: .inlines
    }
  }

  /// Whether a block may stand in it without a `p` around.
  static func takes(_ block: Element, in content: Content) -> Bool {
    switch (content, block) {
    case (_, .paragraph), (_, .heading), (_, .signOff), (_, .thematicBreak): true
    case (.paragraphsAndLists, .list), (.paragraphsAndLists, .definitionList): true
    case (.cell, .list), (.cell, .definitionList), (.cell, .quotation), (.cell, .preformatted): true
    case (.paragraphsAndLists, _), (.paragraphs, _), (.cell, _), (.caption, _): false
    default: true
    }
  }
}
