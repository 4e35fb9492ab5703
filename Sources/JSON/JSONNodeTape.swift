import GazetteDocumentModel

/// Events of one block, or one fact of a front, until the keys of its objects are all known.
///
/// Keys of an object may come in any order: after `jq -S` an object reads
/// `{"content":["…"],"target":"#n1","type":"noteReference"}`. So a start is recorded without its
/// element, which `setElement` fills in, and an attribute that comes after the content is linked to
/// its start:
///
///     records  start(noteReference) → late 0 | text | end
///     late     0: target "#n1" → none
///
/// When the outermost object has ended, `flush` gives the events in order. A block that outgrows
/// `capacity` is flushed before its end; that asks that each object that is open has told its type.
struct JSONNodeTape: ~Copyable {
  /// Bytes of text and attributes that are held for one block.
  static let capacity = 1 << 20

  private enum Kind: UInt8 { case start, attribute, text, opaque, end }

  private struct Record {
    var kind: Kind
    /// Raw value of the element, attribute or opaque format; 0 while an element is not known.
    var code: UInt8
    /// Of a start: the first of its late attributes, or -1.
    var late: Int32 = -1
    var range: Range<Int>
    var position: SourcePosition
  }

  private struct LateAttribute {
    var attribute: Attribute
    var range: Range<Int>
    var next: Int32
  }

  private var records: [Record] = []
  private var late: [LateAttribute] = []
  private var bytes: [UInt8] = []
  /// Starts before this many were flushed.
  private var base = 0
  /// The elements around what is flushed next.
  private var flushedElements: [Element] = []

  var isFull: Bool { bytes.count > Self.capacity || records.count > Self.capacity / 32 }

  // MARK: Recording

  /// Gives the number by which the start can be completed later.
  mutating func start(_ element: Element?, at position: SourcePosition) -> Int {
    records.append(
      Record(kind: .start, code: element?.rawValue ?? 0, range: 0..<0, position: position))
    return base + records.count - 1
  }

  mutating func setElement(_ element: Element, of start: Int) {
    guard start >= base else { return }
    records[start - base].code = element.rawValue
  }

  /// - Returns: false where the start was flushed already.
  mutating func attribute(
    _ attribute: Attribute, _ value: Span<UInt8>, of start: Int, afterContent: Bool,
    at position: SourcePosition
  ) -> Bool {
    guard start >= base || !afterContent else { return false }
    let range = append(value)
    if !afterContent {
      records.append(
        Record(kind: .attribute, code: attribute.rawValue, range: range, position: position))
      return true
    }
    late.append(LateAttribute(attribute: attribute, range: range, next: -1))
    let added = Int32(late.count - 1)
    var last = records[start - base].late
    guard last >= 0 else {
      records[start - base].late = added
      return true
    }
    while late[Int(last)].next >= 0 { last = late[Int(last)].next }
    late[Int(last)].next = added
    return true
  }

  mutating func text(_ text: Span<UInt8>, at position: SourcePosition) {
    let range = append(text)
    if let last = records.last, last.kind == .text, last.range.upperBound == range.lowerBound {
      records[records.count - 1].range = last.range.lowerBound..<range.upperBound
    } else {
      records.append(Record(kind: .text, code: 0, range: range, position: position))
    }
  }

  mutating func text(_ text: [UInt8], at position: SourcePosition) {
    self.text(text.span, at: position)
  }

  mutating func end(at position: SourcePosition) {
    records.append(Record(kind: .end, code: 0, range: 0..<0, position: position))
  }

  /// Turns the object that was started last, and holds nothing, into an opaque fragment.
  mutating func makeOpaque(_ format: OpaqueFormat, _ fragment: [UInt8]) {
    let range = append(fragment.span)
    records[records.count - 1].kind = .opaque
    records[records.count - 1].code = format.rawValue
    records[records.count - 1].range = range
  }

  /// Whether the start is the last record: its object holds nothing yet.
  func isLast(_ start: Int) -> Bool { start == base + records.count - 1 }

  private mutating func append(_ span: Span<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(span)
    return start..<bytes.count
  }

  // MARK: Flushing

  /// Records all events into an article's front or body, and forgets them.
  mutating func flush(
    intoBody: Bool, of buffer: inout ArticleBuffer
  ) throws(ConversionError) {
    var open = flushedElements
    flushedElements = []
    try replay(intoBody, &buffer, &open)
    flushedElements = open
    base += records.count
    if flushedElements.isEmpty { base = 0 }
    records.removeAll(keepingCapacity: true)
    late.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  private func replay(
    _ intoBody: Bool, _ buffer: inout ArticleBuffer, _ open: inout [Element]
  ) throws(ConversionError) {
    let run = bytes.span
    for record in records {
      let span = run.extracting(record.range)
      switch record.kind {
      case .text: try Self.put(.text(span), intoBody, &buffer, record.position)
      case .start:
        guard let element = Element(rawValue: record.code) else {
          throw ConversionError(
            .jsonStructure,
            [
              "this object holds more than \(Self.capacity >> 20) MB before its \"type\""
                + " is known; write \"type\" first"
            ], at: record.position)
        }
        try Self.check(element, in: open.last, intoBody, record.position)
        open.append(element)
        try Self.put(.start(element), intoBody, &buffer, record.position)
        var next = record.late
        while next >= 0 {
          let item = late[Int(next)]
          try Self.put(
            .attribute(item.attribute, run.extracting(item.range)), intoBody, &buffer,
            record.position)
          next = item.next
        }
      case .end:
        guard let element = open.popLast() else { continue }
        try Self.put(.end(element), intoBody, &buffer, record.position)
      case .attribute:
        guard let attribute = Attribute(rawValue: record.code) else { continue }
        try Self.put(.attribute(attribute, span), intoBody, &buffer, record.position)
      case .opaque:
        guard let format = OpaqueFormat(rawValue: record.code) else { continue }
        try Self.put(.opaque(format, span), intoBody, &buffer, record.position)
      }
    }
  }

  private static func put(
    _ event: DocumentEvent, _ intoBody: Bool, _ buffer: inout ArticleBuffer,
    _ position: SourcePosition
  ) throws(ConversionError) {
    if intoBody {
      try buffer.recordBody(event, at: position)
    } else {
      buffer.recordFront(event, at: position)
    }
  }

  /// Where the event laws let an element stand.
  private static func check(
    _ element: Element, in parent: Element?, _ intoBody: Bool, _ position: SourcePosition
  ) throws(ConversionError) {
    guard let parent else {
      // At the front's own level the key has named the element.
      guard !intoBody || element.level == .block else {
        throw ConversionError(
          .jsonStructure, ["\"\(element.name)\" cannot stand in a body; put it into a block"],
          at: position)
      }
      return
    }
    guard element.level != .block || parent.level != .inline else {
      throw ConversionError(
        .jsonStructure,
        ["the block \"\(element.name)\" cannot stand in the inline \"\(parent.name)\""],
        at: position)
    }
  }
}
