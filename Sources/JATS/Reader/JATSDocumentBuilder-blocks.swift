import GazetteDocumentModel
import GazetteXMLKit

/// The blocks of a text.
extension JATSDocumentBuilder {
  /// An element within a text.
  mutating func startContent(_ tag: XMLStartTag) throws(ConversionError) {
    if endsInTag, name(tag).local == "object-id", frames.last?.content != .inlines {
      return capture(tag, for: .head)
    }
    if known(tag) != .label { flushHeads() }
    guard let kind = known(tag) else { return startUnknown(tag) }
    if let last = frames.indices.last, frames[last].unwrapsBold, kind == .bold {
      frames[last].unwrapsBold = false
      return frames.append(JATSFrame(.bold, .inlines))
    }
    if let element = tag.instruction("element") {
      return startTold(String(element.span), tag, kind)
    }
    if try startInline(tag, kind) { return }
    if kind == .alternatives, frames.last?.content == .inlines { return startUnknown(tag) }
    // What an abbreviation stands for is no definition of a list, nor is one outside any list.
    if kind == .def || kind == .term || kind == .defItem,
      frames.last?.ends != .definitionList, frames.last?.tag != .defItem
    {
      return startUnknown(tag)
    }
    // A block within an inline, `<bold><list>`: it comes behind the text.
    if let frame = frames.last, frame.content == .inlines, !frame.isParagraph, kind != .label,
      kind != .altText
    {
      return capture(tag, for: .block)
    }
    try startBlock(tag, kind)
  }

  private mutating func startBlock(
    _ tag: XMLStartTag, _ kind: JATSTag
  ) throws(ConversionError) {
    if kind != .ref { endReferences(tag.position) }
    switch kind {
    case .p, .verseLine, .attrib, .speaker: startParagraph(tag, kind)
    case .sec, .app, .ack, .glossary, .notes, .bio, .refList, .fnGroup, .appGroup:
      startSection(tag, kind)
    case .title: startTitle(tag)
    case .label: capture(tag, for: .label)
    case .list:
      let type = text("list-type", of: tag).map { type in
        JATSVocabulary.listTypes.first { $0.jats == type }?.model ?? type
      }
      open(.list, tag, kind, .parts, [("id", .id)], shown: ["list-type"], type: type)
    case .listItem: open(.item, tag, kind, .blocks, [("id", .id)])
    case .defList: open(.definitionList, tag, kind, .parts, [("id", .id)])
    case .term:
      let label = frames.last?.label
      open(.term, tag, kind, .inlines, [("id", .id)])
      if let label { emit(.label, label, tag.position) }
    case .def: open(.definition, tag, kind, .blocks, [("id", .id)])
    case .dispQuote, .verseGroup, .speech, .statement:
      let type = kind == .dispQuote ? text("content-type", of: tag) : kind.rawValue
      open(.quotation, tag, kind, .blocks, [("id", .id)], shown: ["content-type"], type: type)
    case .preformat, .code:
      open(
        .preformatted, tag, kind, .inlines,
        [("id", .id), (kind == .code ? "language" : "preformat-type", .language)],
        shown: ["xml:space"])
      frames[frames.count - 1].isPreformatted = true
    case .tableWrap: open(.table, tag, kind, .parts, [("id", .id)])
    case .tableWrapFoot: startTableFoot(tag)
    case .caption: startCaption(tag)
    case .thead: open(.tableHead, tag, kind, .parts, [("id", .id)])
    case .tbody: open(.tableBody, tag, kind, .parts, [("id", .id)])
    case .tfoot: open(.tableFoot, tag, kind, .parts, [("id", .id)])
    case .tr: startRow(tag)
    case .td, .th: startCell(tag, kind)
    case .fig: open(.figure, tag, kind, .blocks, [("id", .id)])
    case .graphic, .inlineGraphic: startImage(tag)
    case .boxedText:
      let type = text("content-type", of: tag)
      open(
        type == JATSVocabulary.attachmentsType ? .attachments : .note, tag, kind, .blocks,
        [("id", .id)], shown: ["content-type"],
        type: type == JATSVocabulary.attachmentsType ? nil : type)
    case .figGroup, .tableWrapGroup:
      open(.note, tag, kind, .blocks, [("id", .id)], type: kind.rawValue)
    case .fn: startNote(tag)
    case .ref: startReference(tag)
    case .mixedCitation, .elementCitation, .citation, .nlmCitation: startCitation(tag, kind)
    case .dispFormula: capture(tag, for: .formulaBlock)
    case .alternatives where frames.last?.ends == .table || frames.last?.ends == .figure:
      noteAttributes(tag, but: ["id"])
      frames.append(JATSFrame(kind, .parts))
    case .table where frames.last?.ends != .table && frames.last?.tag != .alternatives:
      open(.table, tag, kind, .parts, [("id", .id)])
    case .note where frames.last?.tag == .ref:
      noteAttributes(tag, but: [])
      frames.append(JATSFrame(kind, .blocks))
    case .defItem, .table, .col, .colgroup, .citationAlternatives, .floatsWrap:
      // What they hold is what counts.
      noteAttributes(tag, but: ["id"])
      frames.append(JATSFrame(kind, .parts))
    default: startUnknown(tag)
    }
  }

  /// Begins a block of the model.
  mutating func open(
    _ element: Element, _ tag: XMLStartTag, _ kind: JATSTag, _ content: JATSFrame.Content,
    _ known: [(String, Attribute)], shown: [String] = [], type: String? = nil
  ) {
    beginBlock(tag.position)
    emit(.start(element), tag.position)
    if let type, !tag.hasInstruction("type") { emit(.type, type, tag.position) }
    attributes(tag, known, but: shown)
    frames.append(JATSFrame(kind, content, ends: element))
    whiteSpace.reset()
  }

  /// A block begins: ends the paragraph that text has opened around it.
  mutating func beginBlock(_ position: SourcePosition) {
    guard let last = frames.indices.last else { return }
    frames[last].hasBlocks = true
    if frames[last].paragraphIsOpen {
      frames[last].paragraphIsOpen = false
      emit(.end(.paragraph), position)
    }
    whiteSpace.reset()
  }

  /// Emits those attributes that the model has, and counts the others.
  mutating func attributes(
    _ tag: XMLStartTag, _ known: [(String, Attribute)], but shown: [String] = []
  ) {
    for (index, value) in tag.attributes {
      let name = names[Int(index)].qualified
      if shown.contains(name) { continue }
      if let pair = known.first(where: { $0.0 == name }) {
        emit(pair.1, value, tag.position)
      } else if name == "xml:lang" {
        emit(.language, value, tag.position)
      } else {
        losses.note(attribute: "@\(name)", of: self.name(tag).qualified, at: tag.position)
      }
    }
    emitPairs(tag)
  }

  /// Counts attributes of an element that the model has no counterpart of.
  private mutating func noteAttributes(_ tag: XMLStartTag, but shown: [String]) {
    for (index, _) in tag.attributes where !shown.contains(names[Int(index)].qualified) {
      losses.note(
        attribute: "@\(names[Int(index)].qualified)", of: name(tag).qualified, at: tag.position)
    }
  }

  /// An element for which the model has no name stays as it is.
  private mutating func startUnknown(_ tag: XMLStartTag) {
    if let frame = frames.last, frame.content == .inlines || frame.content == .mixed {
      reopenParagraph(tag.position)
      if whiteSpace.flush() { emit(.text([0x20].span), tag.position) }
    }
    beginFragment(tag)
  }

  /// What the instruction says it is, not the tag.
  private mutating func startTold(_ name: String, _ tag: XMLStartTag, _ kind: JATSTag) {
    guard let element = Element.allCases.first(where: { $0.name == name }) else {
      return startUnknown(tag)
    }
    let content: JATSFrame.Content =
      element == .tableFoot || element == .tableHead ? .parts : .inlines
    open(element, tag, kind, content, [("id", .id)], shown: ["content-type"])
    frames[frames.count - 1].unwrapsBold = element == .heading
  }

  // MARK: Paragraphs and sections

  private mutating func startParagraph(_ tag: XMLStartTag, _ kind: JATSTag) {
    if tag.hasInstruction("wrap") || tag.hasInstruction("bare") {
      // A paragraph for the DTD's sake.
      let isBare = tag.hasInstruction("bare")
      return frames.append(JATSFrame(kind, isBare ? .inlines : .blocks))
    }
    if kind == .p, !isOwn, tag.attributes.isEmpty { return beginPlainParagraph(tag) }
    let type = kind == .p ? text("content-type", of: tag) : kind.rawValue
    let element: Element =
      switch type {
      case JATSVocabulary.signOffType: .signOff
      case JATSVocabulary.thematicBreakType: .thematicBreak
      default: .paragraph
      }
    open(
      element, tag, kind, .inlines, [("id", .id)], shown: ["content-type"],
      type: element == .paragraph ? type : nil)
    guard element == .paragraph else { return }
    frames[frames.count - 1].isParagraph = true
    frames[frames.count - 1].paragraphIsOpen = true
    frames[frames.count - 1].ends = nil
  }

  /// A plain `p` is a paragraph when text comes, or nothing at all: a table alone in it is none.
  private mutating func beginPlainParagraph(_ tag: XMLStartTag) {
    beginBlock(tag.position)
    var frame = JATSFrame(.p, .inlines)
    frame.isParagraph = true
    frames.append(frame)
  }

  /// `sec` and its like wait for their title.
  private mutating func startSection(_ tag: XMLStartTag, _ kind: JATSTag) {
    beginBlock(tag.position)
    var frame = JATSFrame(kind, .blocks)
    frame.section = PendingSection(
      tag: tag, label: nil, type: kind == .sec ? text("sec-type", of: tag) : kind.rawValue)
    frame.hasBlocks = true
    frames.append(frame)
  }

  private mutating func startTitle(_ tag: XMLStartTag) {
    guard let last = frames.indices.last else { return }
    if let section = frames[last].section {
      frames[last].section = nil
      frames[last].isSection = true
      sectionDepth += 1
      return beginHeading(section, title: tag)
    }
    switch frames[last].content {
    case .mixed:
      // `caption`: its title is the caption's own text.
      noteAttributes(tag, but: ["id"])
      whiteSpace.reset()
      frames.append(JATSFrame(.title, .inlines))
    case .parts: startUnknown(tag)
    default: open(.paragraph, tag, .title, .inlines, [("id", .id)], type: "title")
    }
  }

  private mutating func beginHeading(_ section: PendingSection, title: XMLStartTag?) {
    let position = section.tag.position
    emit(.start(.heading), position)
    if !section.tag.hasInstruction("level") { emit(.level, "\(sectionDepth)", position) }
    if let type = section.type { emit(.type, type, position) }
    attributes(section.tag, [("id", .id)], but: ["sec-type", "content-type"])
    if let label = section.label { emit(.label, label, position) }
    if let title { noteAttributes(title, but: []) }
    whiteSpace.reset()
    frames.append(JATSFrame(.title, .inlines, ends: .heading))
  }

  /// A section whose first content is no title: a `sec` has an empty one, others are a note.
  mutating func settleSection(_ position: SourcePosition) {
    guard let last = frames.indices.last, let section = frames[last].section else { return }
    frames[last].section = nil
    let kind = frames[last].tag
    switch kind {
    case .sec:
      frames[last].isSection = true
      sectionDepth += 1
      beginHeading(section, title: nil)
      frames.removeLast()
      emit(.end(.heading), position)
    case .refList, .fnGroup, .appGroup: noteAttributes(section.tag, but: [])
    default:
      emit(.start(.note), section.tag.position)
      emit(.type, kind.rawValue, section.tag.position)
      attributes(section.tag, [("id", .id)])
      if let label = section.label { emit(.label, label, position) }
      frames[last].ends = .note
    }
  }

  // MARK: Tables and figures

  private mutating func startCaption(_ tag: XMLStartTag) {
    if tag.hasInstruction("after") { return capture(tag, for: .caption) }
    guard frames.last?.ends == .table || frames.last?.ends == .figure else {
      // `boxed-text/caption`: its title and paragraphs are the note's first.
      return frames.append(JATSFrame(.caption, .blocks))
    }
    open(.caption, tag, .caption, .mixed, [("id", .id)])
  }

  /// Rows right in a table are its body.
  private mutating func startRow(_ tag: XMLStartTag) {
    if let last = frames.indices.last, frames[last].tag == .table, !frames[last].listIsOpen {
      frames[last].listIsOpen = true
      emit(.start(.tableBody), tag.position)
    }
    open(.row, tag, .tr, .parts, [("id", .id)])
  }

  private mutating func startCell(_ tag: XMLStartTag, _ kind: JATSTag) {
    beginBlock(tag.position)
    emit(.start(.cell), tag.position)
    if kind == .th { emit(.header, "true", tag.position) }
    attributes(
      tag,
      [("colspan", .columnSpan), ("rowspan", .rowSpan), ("align", .align), ("id", .id)])
    frames.append(JATSFrame(kind, .mixed, ends: .cell))
    whiteSpace.reset()
  }

  /// What stands under a table comes behind it.
  private mutating func startTableFoot(_ tag: XMLStartTag) {
    if let last = frames.indices.last, frames[last].ends == .table {
      emit(.end(.table), tag.position)
      frames[last].ends = nil
    }
    open(.note, tag, .tableWrapFoot, .blocks, [("id", .id)], type: "table-foot")
  }

  mutating func startImage(_ tag: XMLStartTag) {
    guard let frame = frames.last else { return }
    if frame.tag == .alternatives {
      // Of alternatives the rows of a table or the first picture is read, the others are kept raw.
      guard frames.dropLast().last?.ends == .figure, !frame.listIsOpen else {
        return beginFragment(tag)
      }
      frames[frames.count - 1].listIsOpen = true
    }
    // A picture of a table is a table of one cell.
    if frame.ends == .table || frame.tag == .table {
      for element in [Element.tableBody, .row, .cell] { emit(.start(element), tag.position) }
      frames.append(JATSFrame(.graphic, .mixed))
    }
    capture(tag, for: .image)
  }

  /// Ends the cell that a picture of a table stands in.
  mutating func endImageCell(_ position: SourcePosition) {
    frames.removeLast()
    for element in [Element.cell, .row, .tableBody] { emit(.end(element), position) }
  }

  // MARK: Notes and references

  private mutating func startNote(_ tag: XMLStartTag) {
    open(
      .note, tag, .fn, .blocks, [("id", .id), ("fn-type", .name)], type: "footnote")
    if !givenNoteIdentifier.isEmpty, value("id", of: tag) == nil {
      emit(.id, givenNoteIdentifier, tag.position)
    }
  }

  private mutating func startReference(_ tag: XMLStartTag) {
    if let last = frames.indices.last, frames[last].tag == .refList, !frames[last].listIsOpen {
      beginBlock(tag.position)
      emit(.start(.list), tag.position)
      emit(.type, "references", tag.position)
      frames[last].listIsOpen = true
    }
    open(.item, tag, .ref, .blocks, [("id", .id)])
  }

  /// What follows the references of a `ref-list`, as a list of more of them, stands behind their list.
  private mutating func endReferences(_ position: SourcePosition) {
    guard let last = frames.indices.last, frames[last].tag == .refList, frames[last].listIsOpen
    else { return }
    frames[last].listIsOpen = false
    emit(.end(.list), position)
  }

  private mutating func startCitation(_ tag: XMLStartTag, _ kind: JATSTag) {
    open(
      .paragraph, tag, kind, .inlines,
      [("id", .id), ("publication-type", .type), ("citation-type", .type)])
    frames[frames.count - 1].isParagraph = true
    frames[frames.count - 1].paragraphIsOpen = true
    frames[frames.count - 1].ends = nil
    frames[frames.count - 1].separatesParts = kind == .elementCitation || kind == .nlmCitation
  }

  // MARK: Ends

  mutating func endContent(
    _ frame: JATSFrame, _ position: SourcePosition
  ) throws(ConversionError) {
    if frame.section != nil { settleSection(position) }
    flushHeads()
    guard let frame = frames.last else { return }
    if frame.listIsOpen, frame.tag == .refList || frame.tag == .table {
      emit(.end(frame.tag == .table ? .tableBody : .list), position)
    }
    if let caption = frame.heldCaption {
      frames[frames.count - 1].heldCaption = nil
      emitHeldCaption(caption)
    }
    if frame.isParagraph, !frame.paragraphIsOpen, !frame.hasBlocks { reopenParagraph(position) }
    let isOpen = frames.removeLast().paragraphIsOpen
    if isOpen { emit(.end(.paragraph), position) }
    if let element = frame.ends { emit(.end(element), position) }
    if let outer = frame.outerRoute { route = outer }
    if frame.isSection { sectionDepth -= 1 }
    let isInline = frame.ends?.level == .inline
    if !isInline, frame.tag != .part, frame.tag != .bold || frame.ends != nil {
      whiteSpace.reset()
      if let around = frames.last?.content, around == .blocks || around == .structure {
        flushDeferred(position)
      }
    }
  }

  /// The caption of a figure that comes behind its images.
  private mutating func emitHeldCaption(_ node: XMLNode) {
    let position = node.tag.position
    emit(.start(.caption), position)
    emitPairs(node.tag)
    let depth = frames.count
    frames.append(JATSFrame(.caption, .mixed))
    try? replay(node)
    frames.removeLast(frames.count - depth)
    emit(.end(.caption), position)
  }
}
