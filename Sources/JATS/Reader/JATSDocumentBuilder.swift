import GazetteDocumentModel
import GazetteXMLKit

/// Makes the document of JATS tags: events onto `out`, facts into the fronts until they are complete.
///
/// `-structure` follows articles, `-facts` and `-people` their fronts, `-blocks` and `-inlines` the text.
struct JATSDocumentBuilder: ~Copyable {
  /// Where events go.
  enum Route { case out, bulletinFront, articleFront }

  let diagnostics: DiagnosticCollector
  var names: [XMLName] = []
  /// By number of the name: what it is; nil for what the model does not know.
  private var tags: [JATSTag?] = []
  /// By number too: the inline of the model that it is, if its name alone tells.
  private var inlines: [Element?] = []

  var out = EventTape()
  var bulletinFront = ArticleBuffer()
  var articleFront = ArticleBuffer()
  var route = Route.out
  /// The farthest place that an event has been given.
  private var latest = SourcePosition.start
  /// The last event was a start or an attribute, so that one more attribute may follow.
  var endsInTag = false
  var frames: [JATSFrame] = []
  var whiteSpace = XMLWhiteSpace()

  /// Gazette wrote the document: white space in texts counts, and instructions tell the rest.
  var isOwn = false

  // Structure: see `-structure`.
  var articles: [JATSArticle] = []
  var bulletinIsOpen = false
  var sectionKey: [UInt8]?
  var sectionBegins: [(name: String, value: [UInt8])]?
  var articleCount = 0
  var sectionDepth = 0
  var noteCount = 0

  // Facts of the front at hand: see `-facts`.
  var facts = JATSFrontFacts()

  // What is being captured: see `-capture`.
  var fragment = XMLFragment()
  var fragmentDepth = 0
  var fragmentIsMathML = false
  var nodes: [XMLNode] = []
  var capturedFor = Captured.fact
  /// Notes that stood within a text, until the text has ended.
  var deferred: [(node: XMLNode, id: [UInt8])] = []
  /// What the next note is called, whose mark was given a name.
  var givenNoteIdentifier: [UInt8] = []
  var skippedDepth = 0

  /// What has no place in the model.
  var losses: XMLLossTally

  init(diagnostics: DiagnosticCollector) {
    self.diagnostics = diagnostics
    losses = XMLLossTally(diagnostics: diagnostics)
  }

  /// Takes the parser's names, which only grow.
  mutating func learn(_ names: [XMLName]) {
    guard names.count > tags.count else { return }
    for name in names[tags.count...] {
      let tag = name.namespace.isEmpty ? Self.tags[name.local] : nil
      tags.append(tag)
      inlines.append(tag.flatMap { JATSVocabulary.inlines[$0.rawValue] })
    }
    self.names = names
  }

  private static let tags: [String: JATSTag] = {
    var table: [String: JATSTag] = [:]
    for name in JATSVocabulary.spans.union(JATSVocabulary.citationParts) { table[name] = .part }
    for tag in JATSTag.allCases { table[tag.rawValue] = tag }
    return table
  }()

  func known(_ tag: XMLStartTag) -> JATSTag? { tags[Int(tag.name)] }
  func inline(_ tag: XMLStartTag) -> Element? { inlines[Int(tag.name)] }
  func name(_ tag: XMLStartTag) -> XMLName { names[Int(tag.name)] }

  /// An attribute of a tag, by its name as written.
  func value(_ name: String, of tag: XMLStartTag) -> [UInt8]? {
    for (index, value) in tag.attributes where names[Int(index)].qualified == name { return value }
    return nil
  }

  func text(_ name: String, of tag: XMLStartTag) -> String? {
    value(name, of: tag).map { String($0.span) }
  }

  // MARK: Events

  mutating func emit(_ event: DocumentEvent, _ position: SourcePosition) {
    switch event {
    case .start, .attribute: endsInTag = true
    default: endsInTag = false
    }
    switch route {
    case .out:
      // Notes come behind the text that they stood in, but no event is placed before one that came
      // before it.
      if position.offset >= latest.offset { latest = position }
      out.record(event, at: latest)
    case .bulletinFront: bulletinFront.recordFront(event, at: position)
    case .articleFront: articleFront.recordFront(event, at: position)
    }
  }

  mutating func emit(_ attribute: Attribute, _ value: [UInt8], _ position: SourcePosition) {
    guard attribute.accepts(value.span) else {
      return losses.note(invalid: attribute, at: position)
    }
    emit(.attribute(attribute, value.span), position)
  }

  mutating func emit(_ attribute: Attribute, _ value: String, _ position: SourcePosition) {
    emit(attribute, Array(value.utf8), position)
  }

  /// Attributes that an instruction tells; `others` are pairs that mean something else.
  mutating func emitPairs(_ tag: XMLStartTag, but others: [String] = []) {
    for (name, value) in tag.instruction where !others.contains(name) && !Self.marks.contains(name)
    {
      guard let attribute = Self.attributes[name] else { continue }
      // These say that the document has none, where the tag must have one.
      if value.isEmpty, [.kind, .type, .target].contains(attribute) { continue }
      emit(attribute, value, tag.position)
    }
  }

  /// Pairs that are no attributes of the model. (`order` and the like.)
  private static let marks: Set<String> = [
    "element", "wrap", "bare", "fill", "order", "text", "after", "version", "whole", "metadata",
    "section",
  ]

  static let attributes: [String: Attribute] = {
    var table: [String: Attribute] = [:]
    for attribute in Attribute.allCases { table[attribute.wireName] = attribute }
    return table
  }()

  mutating func dropText(_ what: String, _ text: [UInt8], at position: SourcePosition) {
    diagnostics.report(.elementNotRead, [what, String(text.span)], at: position)
  }
}

extension JATSDocumentBuilder: XMLTagHandler {
  mutating func start(_ tag: XMLStartTag) throws(ConversionError) {
    if fragmentDepth > 0 {
      fragmentDepth += 1
      return fragment.start(tag, names)
    }
    if !nodes.isEmpty { return nodes.append(XMLNode(tag, name(tag))) }
    if skippedDepth > 0 || tag.hasInstruction("fill") {
      skippedDepth += 1
      return
    }
    guard let frame = frames.last else { return try beginRoot(tag) }
    switch frame.content {
    case .structure: startStructure(tag)
    case .meta: try startFact(tag)
    default: try startContent(tag)
    }
  }

  mutating func text(
    _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    if fragmentDepth > 0 { return fragment.text(text) }
    if let node = nodes.last { return node.append(.text([UInt8](text), position)) }
    guard skippedDepth == 0, let frame = frames.last else { return }
    switch frame.content {
    case .structure, .meta, .parts:
      if !text.isWhiteSpace {
        dropText("text in <\(frame.tag.rawValue)>", [UInt8](text), at: position)
      }
    case .blocks, .mixed, .inlines: runningText(text, position)
    }
  }

  mutating func entity(_ name: String, at position: SourcePosition) throws(ConversionError) {
    losses.note(entity: name, at: position)
    let written = Array("&\(name);".utf8)
    try text(written.span, at: position)
  }

  mutating func instruction(
    _ pairs: [(name: String, value: [UInt8])], at position: SourcePosition
  ) throws(ConversionError) {
    if pairs.contains(where: { $0.name == "section" }) { sectionBegins = pairs }
  }

  mutating func aside(_ markup: [UInt8], at position: SourcePosition) throws(ConversionError) {
    if fragmentDepth > 0 {
      fragment.raw(markup)
    } else if let node = nodes.last {
      node.append(.aside(markup))
    } else {
      losses.note(aside: markup, at: position)
    }
  }

  mutating func end(at position: SourcePosition) throws(ConversionError) {
    if fragmentDepth > 0 {
      fragmentDepth -= 1
      fragment.end()
      if fragmentDepth == 0 { endFragment(position) }
      return
    }
    if let node = nodes.popLast() {
      if let outer = nodes.last { return outer.append(.element(node)) }
      return try endCapture(node, position)
    }
    if skippedDepth > 0 {
      skippedDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    switch frame.content {
    case .structure: try endStructure(frame, position)
    case .meta:
      frames.removeLast()
      if frame.tag == .frontStub { completeFront(position) }
    default: try endContent(frame, position)
    }
  }
}
