import GazetteDocumentModel
import GazetteXMLKit

/// An element of the input that is open.
struct JATSFrame {
  /// What may stand in it, and where it goes.
  enum Content {
    /// Elements of the structure: `front`, `body`, `sub-article`.
    case structure
    /// Facts: `article-meta`, `title-group`.
    case meta
    /// Blocks; text in it is a paragraph.
    case blocks
    /// Text and inlines; a block ends the paragraph.
    case inlines
    /// Text, inlines or blocks: `td`, `caption`.
    case mixed
    /// Only what it is made of: `list`, `tr`. Its white space is none of the document's.
    case parts
  }

  let tag: JATSTag
  var content: Content
  /// What of the model ends with it.
  var ends: Element?
  /// Of blocks: text has opened a paragraph; of a `p`: its paragraph is open, no block has ended it.
  var paragraphIsOpen = false
  /// A `p`, whose paragraph is opened again by text behind a block.
  var isParagraph = false
  /// White space counts: `preformat`.
  var isPreformatted = false
  /// A block stands in it: white space between blocks does not count.
  var hasBlocks = false
  /// The `bold` right in it only shows that it is a heading.
  var unwrapsBold = false
  /// Of `ref-list`: its `list` is open.
  var listIsOpen = false
  /// Where events went before it.
  var outerRoute: JATSDocumentBuilder.Route?
  /// Of a citation made of elements: they are set off by a blank.
  var separatesParts = false
  /// Whether it counts as a level of headings.
  var isSection = false

  init(_ tag: JATSTag, _ content: Content, ends: Element? = nil) {
    self.tag = tag
    self.content = content
    self.ends = ends
  }

  /// What waits in it for something else; apart, for few frames have any of it, and each tag and text
  /// looks at a frame.
  private struct Waiting {
    var section: PendingSection?
    var heldCaption: XMLNode?
    var heads: [XMLNode] = []
    var label: [UInt8]?
  }
  /// One, or none yet.
  private var waiting: [Waiting] = []
  private var orNone: Waiting {
    get { waiting.first ?? Waiting() }
    set { waiting = [newValue] }
  }

  /// A section that waits for its title.
  var section: PendingSection? {
    get { waiting.first?.section }
    set { orNone.section = newValue }
  }
  /// Of a `fig`: a caption that comes after its images in the model.
  var heldCaption: XMLNode? {
    get { waiting.first?.heldCaption }
    set { orNone.heldCaption = newValue }
  }
  /// What stands before its label: `object-id`.
  var heads: [XMLNode] {
    get { waiting.first?.heads ?? [] }
    set { orNone.heads = newValue }
  }
  /// Of `def-item`: the label of the term to come.
  var label: [UInt8]? {
    get { waiting.first?.label }
    set { orNone.label = newValue }
  }
}

/// `<sec>` up to its title: a heading needs all of its attributes at once.
struct PendingSection {
  let tag: XMLStartTag
  var label: [UInt8]?
  /// The heading's type, where the element is no `sec`: `ack`.
  var type: String?
}
