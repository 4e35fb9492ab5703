import GazetteDocumentModel
import GazetteXMLKit

/// Running text and what stands in it.
extension JATSDocumentBuilder {
  mutating func runningText(_ text: Span<UInt8>, _ position: SourcePosition) {
    guard let last = frames.indices.last else { return }
    let frame = frames[last]
    // The elements that a name or a citation is made of are set off by one blank in any case.
    if frame.separatesParts, text.isWhiteSpace { return }
    let isBetween =
      frame.content == .blocks || (frame.content == .mixed && frame.hasBlocks)
      || (frame.isParagraph && !frame.paragraphIsOpen)
    if isBetween, text.isWhiteSpace {
      if !frame.paragraphIsOpen { return }
    } else {
      reopenParagraph(position)
    }
    if isOwn || frame.isPreformatted {
      return emit(.text(text), position)
    }
    var runs = whiteSpace
    runs.take(text) { range in
      if let range {
        emit(.text(text.extracting(range)), position)
      } else {
        emit(.text([0x20].span), position)
      }
    }
    whiteSpace = runs
  }

  /// Text or an inline stands where blocks do: it is a paragraph.
  mutating func reopenParagraph(_ position: SourcePosition) {
    if frames.last?.section != nil { settleSection(position) }
    guard let last = frames.indices.last, !frames[last].paragraphIsOpen else { return }
    guard frames[last].content == .blocks || frames[last].isParagraph else { return }
    emit(.start(.paragraph), position)
    frames[last].paragraphIsOpen = true
    whiteSpace.reset()
  }

  /// Begins an inline, if it is one; false for blocks.
  mutating func startInline(
    _ tag: XMLStartTag, _ kind: JATSTag
  ) throws(ConversionError) -> Bool {
    if kind != .title, kind != .label, frames.last?.section != nil { settleSection(tag.position) }
    if let element = inline(tag) {
      begin(element, tag, kind, [("id", .id)])
      return true
    }
    let content = frames.last?.content
    switch kind {
    case .lineBreak:
      begin(.lineBreak, tag, kind, [])
    case .extLink:
      let isURI = text("ext-link-type", of: tag) == "uri"
      begin(
        .link, tag, kind,
        [("xlink:href", .target), ("xlink:title", .title), ("ext-link-type", .type), ("id", .id)],
        but: isURI ? ["ext-link-type", "xlink:type"] : ["xlink:type"])
    case .email, .uri: beginAddress(tag, kind)
    case .xref: beginReference(tag)
    case .namedContent: beginNamed(tag)
    case .inlineFormula: captureFormula(tag)
    case .dispFormula where content == .inlines: captureFormula(tag)
    case .inlineGraphic, .graphic:
      if content == .blocks { return false }
      if content == .parts { return false }
      reopenParagraph(tag.position)
      startImage(tag)
    case .fn where content == .inlines || content == .mixed:
      reopenParagraph(tag.position)
      capture(tag, for: .note)
    case .ruby: begin(.ruby, tag, kind, [("id", .id)])
    case .rb: frames.append(JATSFrame(.part, .inlines))
    case .rt: begin(.rubyText, tag, kind, [("id", .id)])
    case .part: beginPart(tag)
    case .articleTitle, .notes, .bio:
      guard kind == .articleTitle else { return false }
      beginPart(tag)
    default: return false
    }
    return true
  }

  /// Begins an inline of the model.
  private mutating func begin(
    _ element: Element, _ tag: XMLStartTag, _ kind: JATSTag, _ known: [(String, Attribute)],
    but shown: [String] = [], told: [(Attribute, String)] = []
  ) {
    reopenParagraph(tag.position)
    if whiteSpace.flush() { emit(.text([0x20].span), tag.position) }
    emit(.start(element), tag.position)
    for (attribute, value) in told { emit(attribute, value, tag.position) }
    attributes(tag, known, but: shown)
    var frame = JATSFrame(kind, .inlines, ends: element)
    frame.isPreformatted = frames.last?.isPreformatted == true
    frames.append(frame)
  }

  /// `email` and `uri`, whose text is where they point.
  private mutating func beginAddress(_ tag: XMLStartTag, _ kind: JATSTag) {
    begin(
      .link, tag, kind, [("xlink:href", .target), ("xlink:title", .title), ("id", .id)],
      but: ["xlink:type"], told: [(.type, kind.rawValue)])
  }

  private mutating func beginReference(_ tag: XMLStartTag) {
    let type = text("ref-type", of: tag)
    let target = value("rid", of: tag).map { [UInt8(ascii: "#")] + $0 }
    let isNote = type == "fn" || type == "table-fn"
    reopenParagraph(tag.position)
    if whiteSpace.flush() { emit(.text([0x20].span), tag.position) }
    let element = isNote ? Element.noteReference : .link
    emit(.start(element), tag.position)
    if let target { emit(.target, target, tag.position) }
    if !isNote, let type { emit(.type, type, tag.position) }
    attributes(tag, [("id", .id)], but: ["rid", "ref-type"])
    frames.append(JATSFrame(.xref, .inlines, ends: element))
  }

  /// `named-content`, whose type is the name of a span, or what Gazette has no other element for.
  private mutating func beginNamed(_ tag: XMLStartTag) {
    let type = text("content-type", of: tag)
    switch type {
    case JATSVocabulary.rubyType:
      begin(.ruby, tag, .namedContent, [("id", .id)], but: ["content-type"])
    case JATSVocabulary.rubyTextType:
      begin(.rubyText, tag, .namedContent, [("id", .id)], but: ["content-type"])
    case JATSVocabulary.lineBreakType:
      begin(.lineBreak, tag, .namedContent, [("id", .id)], but: ["content-type"])
      // Its blank is for readers who do not know what it is.
      emit(.end(.lineBreak), tag.position)
      frames.removeLast()
      skippedDepth = 1
    case nil, "span":
      begin(
        .span, tag, .namedContent, [("id", .id), ("xml:lang", .language)], but: ["content-type"])
    default:
      begin(
        .span, tag, .namedContent,
        [("xml:lang", .language), ("content-type", .name), ("id", .id)])
    }
  }

  /// A part of a name or citation, or small capitals and their like: a span of that name.
  private mutating func beginPart(_ tag: XMLStartTag) {
    if let frame = frames.last, frame.separatesParts, frame.hasBlocks {
      reopenParagraph(tag.position)
      emit(.text([0x20].span), tag.position)
    }
    if let last = frames.indices.last { frames[last].hasBlocks = frames[last].separatesParts }
    let separates = frames.last?.separatesParts ?? false
    begin(
      .span, tag, .part, [("pub-id-type", .type), ("person-group-type", .type), ("id", .id)],
      told: [(.name, name(tag).qualified)])
    frames[frames.count - 1].separatesParts = separates || name(tag).local == "name"
  }

  /// A formula is seen whole, for its label may come last, and of alternatives MathML comes first.
  mutating func captureFormula(_ tag: XMLStartTag) {
    reopenParagraph(tag.position)
    capture(tag, for: .formula)
  }

  mutating func emitFormula(
    _ node: XMLNode, _ position: SourcePosition
  ) throws(ConversionError) {
    let tag = node.tag
    let kind: JATSTag = node.name.local == "disp-formula" ? .dispFormula : .inlineFormula
    begin(
      .formula, tag, kind, [("id", .id)],
      told: tag.hasInstruction("type") ? [] : [(.type, kind == .dispFormula ? "display" : "inline")]
    )
    let labels = node.all("label")
    if let label = labels.first {
      if !label.isPlain { losses.note(attribute: "markup of label", at: tag.position) }
      emit(.label, label.text.collapsedWhiteSpace, tag.position)
    }
    for item in node.items {
      guard case .element(let inner) = item else {
        try replay(item, of: node)
        continue
      }
      if let label = labels.first, inner === label { continue }
      if inner.name.local == "alternatives" {
        for math in inner.elements where math.name.namespace == XMLNamespace.mathML {
          inner.remove(math)
          try replay(.element(math), of: inner)
        }
        if inner.elements.isEmpty { continue }
      }
      try replay(item, of: node)
    }
    try end(at: position)
  }
}
