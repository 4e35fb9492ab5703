import GazetteDocumentModel
import GazetteXMLKit

/// Elements that must be seen whole: fragments for which the model has no name, facts, labels, notes.
extension JATSDocumentBuilder {
  /// What is done with a captured element when it ends.
  enum Captured {
    case fact
    /// A `label`, whose text is an attribute of the element around.
    case label
    /// A note within a text: its mark stays, and it comes behind.
    case note
    /// A block in the midst of an inline: it comes behind.
    case block
    /// `graphic`, with its `alt-text`.
    case image
    /// A caption that comes behind the images.
    case caption
    /// What comes before a label, which must come first in the model.
    case head
    /// `inline-formula` and `disp-formula`, whose label may come last.
    case formula
    /// `disp-formula` where no paragraph is: it gets one.
    case formulaBlock
  }

  mutating func capture(_ tag: XMLStartTag, for purpose: Captured) {
    capturedFor = purpose
    nodes = [XMLNode(tag, name(tag))]
  }

  mutating func endCapture(
    _ node: XMLNode, _ position: SourcePosition
  ) throws(ConversionError) {
    switch capturedFor {
    case .fact: keepFact(node)
    case .label: emitLabel(node)
    case .note: emitNoteReference(node)
    case .block: deferred.append((node, []))
    case .image:
      emitImage(node)
      if frames.last?.tag == .graphic { endImageCell(position) }
    case .head: frames[frames.count - 1].heads.append(node)
    case .caption: frames[frames.count - 1].heldCaption = node
    case .formula: try emitFormula(node, position)
    case .formulaBlock:
      beginBlock(node.tag.position)
      try emitFormula(node, position)
      beginBlock(position)
    }
  }

  /// Begins a fragment that is kept as it is.
  mutating func beginFragment(_ tag: XMLStartTag) {
    let isMathML = name(tag).namespace == XMLNamespace.mathML
    fragmentIsMathML = isMathML
    fragment = XMLFragment(unprefixed: isMathML ? XMLNamespace.mathML : "")
    fragment.start(tag, names)
    fragmentDepth = 1
  }

  mutating func endFragment(_ position: SourcePosition) {
    var markup = fragment.take()
    if frames.last?.tag == .alternatives {
      markup = Array("<alternatives>".utf8) + markup + Array("</alternatives>".utf8)
    }
    emit(.opaque(fragmentIsMathML ? .mathML : .jats, markup.span), position)
  }

  // MARK: Elements from nodes

  /// An element of the model with what stands in a node; an instruction tells its attributes.
  mutating func emitElement(
    _ element: Element, _ node: XMLNode, _ attributes: [(Attribute, [UInt8])] = [],
    but others: [String] = []
  ) {
    let position = node.tag.position
    emit(.start(element), position)
    for (attribute, value) in attributes { emit(attribute, value, position) }
    emitPairs(node.tag, but: others)
    emitContent(node)
    emit(.end(element), position)
  }

  /// The inlines in a node.
  mutating func emitContent(_ node: XMLNode) {
    whiteSpace.reset()
    let depth = frames.count
    frames.append(JATSFrame(.part, .inlines))
    // What is replayed has been parsed: none of it can fail.
    try? replay(node)
    frames.removeLast(frames.count - depth)
  }

  /// Gives what stands in a node to the builder once more.
  mutating func replay(_ node: XMLNode) throws(ConversionError) {
    for item in node.items { try replay(item, of: node) }
  }

  mutating func replay(_ item: XMLNode.Item, of node: XMLNode) throws(ConversionError) {
    switch item {
    case .text(let text, let position): try self.text(text.span, at: position)
    case .aside(let markup): try aside(markup, at: node.tag.position)
    case .element(let inner):
      try start(inner.tag)
      try replay(inner)
      try end(at: inner.tag.position)
    }
  }

  /// Notes and blocks that stood within a text come now.
  mutating func flushDeferred(_ position: SourcePosition) {
    guard !deferred.isEmpty, route == .out else { return }
    let waiting = deferred
    deferred = []
    for (node, id) in waiting {
      let depth = frames.count
      var frame = JATSFrame(.body, .blocks)
      frame.hasBlocks = true
      frames.append(frame)
      givenNoteIdentifier = id
      try? start(node.tag)
      givenNoteIdentifier = []
      try? replay(node)
      try? end(at: position)
      frames.removeLast(frames.count - depth)
    }
  }

  /// `<label>`: an attribute, where nothing came before it.
  private mutating func emitLabel(_ node: XMLNode) {
    let text = node.text.collapsedWhiteSpace
    let position = node.tag.position
    if !node.isPlain { losses.note(attribute: "markup of label", at: position) }
    if frames.last?.section != nil {
      frames[frames.count - 1].section?.label = text
    } else if frames.last?.tag == .defItem {
      frames[frames.count - 1].label = text
    } else if endsInTag {
      emit(.label, text, position)
    } else {
      dropText("<label> behind content", text, at: position)
    }
  }

  /// What stood before the label comes now, raw.
  mutating func flushHeads() {
    guard let last = frames.indices.last, !frames[last].heads.isEmpty else { return }
    let heads = frames[last].heads
    frames[last].heads = []
    for node in heads { emit(.opaque(.jats, node.fragment(names).span), node.tag.position) }
  }

  /// The mark of a note, whose text comes behind the paragraph.
  private mutating func emitNoteReference(_ node: XMLNode) {
    noteCount += 1
    let position = node.tag.position
    let id = value("id", of: node.tag) ?? Array("note-\(noteCount)".utf8)
    let mark = node.first("label")?.text.collapsedWhiteSpace ?? Array("[\(noteCount)]".utf8)
    if whiteSpace.flush() { emit(.text([0x20].span), position) }
    emit(.start(.noteReference), position)
    emit(.target, [UInt8(ascii: "#")] + id, position)
    emit(.text(mark.span), position)
    emit(.end(.noteReference), position)
    deferred.append((node, id))
  }

  private mutating func emitImage(_ node: XMLNode) {
    let position = node.tag.position
    let stands = frames.last?.content == .blocks && frames.last?.tag != .fig
    if stands {
      emit(.start(.figure), position)
    } else if whiteSpace.flush() {
      emit(.text([0x20].span), position)
    }
    emit(.start(.image), position)
    attributes(
      node.tag,
      [("xlink:href", .target), ("xlink:title", .title), ("id", .id)],
      but: node.tag.hasInstruction("target") ? ["xlink:href", "xlink:type"] : ["xlink:type"])
    if let words = node.first("alt-text") {
      emit(.alternative, isOwn ? words.text : words.text.collapsedWhiteSpace, position)
    }
    emit(.end(.image), position)
    for other in node.elements where other.name.local != "alt-text" {
      emit(.opaque(.jats, other.fragment(names).span), position)
    }
    if stands { emit(.end(.figure), position) }
  }
}
