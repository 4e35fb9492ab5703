/// A recording of events: fixed-size records over one run of bytes.
///
/// For `<p>会议强调,…</p><p>` at line 7 the tape holds
///
///     records  start(paragraph) 7:1 | text 7:1, 15 bytes | end(paragraph) 7:1 | start(paragraph) 9:1
///     bytes    会议强调,…
///
/// The bytes of a record begin where those of the one before end, so a reader of the tape keeps one
/// running offset. Texts that follow one another become one record.
public struct EventTape: ~Copyable, Sendable {
  @usableFromInline enum Kind: UInt8 { case start, attribute, metadata, text, opaque, end }

  @usableFromInline struct Record: BitwiseCopyable, Sendable {
    @usableFromInline var offset: UInt64
    @usableFromInline var line: UInt32
    @usableFromInline var column: UInt32
    /// How many bytes of the run are this event's.
    @usableFromInline var length: UInt32
    @usableFromInline var kind: UInt8
    /// Raw value of the `Element`, `Attribute`, `MetadataField` or `OpaqueFormat`.
    @usableFromInline var code: UInt8
    /// Fills the record up to its stride: the raw bytes of an array of one are counted by size.
    private var padding: UInt16 = 0

    init(_ kind: Kind, _ code: UInt8, _ length: Int, _ position: SourcePosition) {
      offset = position.offset
      line = position.line
      column = position.column
      self.length = UInt32(truncatingIfNeeded: length)
      self.kind = kind.rawValue
      self.code = code
    }

    @inlinable
    var position: SourcePosition { SourcePosition(offset: offset, line: line, column: column) }
  }

  /// Events that follow one another on a tape.
  public struct Stretch: Sendable {
    @usableFromInline var records: Range<Int>
    /// Where their bytes are within the run.
    @usableFromInline var bytes: Range<Int>
  }

  @usableFromInline var records = TapeRun<Record>()
  @usableFromInline var bytes = TapeRun<UInt8>()

  public init() {}

  public var isEmpty: Bool { records.isEmpty }
  /// How many events are kept; texts that follow one another are one.
  public var eventCount: Int { records.count }
  /// How many bytes their texts and values have.
  public var byteCount: Int { bytes.count }

  /// Room for a short article at once, which would else be had bit by bit.
  @inline(__always)
  private mutating func makeRoom() {
    guard records.isEmpty else { return }
    records.reserve(64)
    bytes.reserve(4 << 10)
  }

  /// Keeps an event and a copy of its bytes.
  public mutating func record(_ event: DocumentEvent, at position: SourcePosition) {
    makeRoom()
    switch event {
    case .text(let text): recordText(text, at: position)
    case .start(let element):
      records.append(Record(.start, element.rawValue, 0, position))
    case .end(let element):
      records.append(Record(.end, element.rawValue, 0, position))
    case .attribute(let attribute, let value):
      append(.attribute, attribute.rawValue, value, position)
    case .metadata(let field, let value):
      append(.metadata, field.rawValue, value, position)
    case .opaque(let format, let fragment):
      append(.opaque, format.rawValue, fragment, position)
    }
  }

  /// Keeps a copy of a text: more of the last event, where that is one.
  mutating func recordText(_ text: Span<UInt8>, at position: SourcePosition) {
    let last = records.count - 1
    if last >= 0, records[last].kind == Kind.text.rawValue {
      records.edit(last) { $0.length += UInt32(truncatingIfNeeded: text.count) }
      bytes.append(text)
    } else {
      append(.text, 0, text, position)
    }
  }

  /// The end of the text of the last paragraph, if nothing is recorded behind it; it begins with a whole scalar.
  func endOfText(atMost most: Int) -> [UInt8] {
    guard let index = lastText else { return [] }
    let length = min(most, Int(records[index].length))
    // The bytes are copied before anything else happens to the tape.
    let text = unsafe bytes.buffer.suffix(length)
    return unsafe Array(text.drop { $0 & 0xC0 == 0x80 })
  }

  /// Takes bytes away from the end of that text.
  mutating func trimText(_ count: Int) {
    guard let index = lastText, count <= Int(records[index].length) else { return }
    bytes.removeLast(count)
    records.edit(index) { $0.length -= UInt32(truncatingIfNeeded: count) }
  }

  /// The last text, that of a paragraph which is open or closed. (An end has no bytes.)
  private var lastText: Int? {
    var index = records.count - 1
    if index > 0, records[index].kind == Kind.end.rawValue,
      records[index].code == Element.paragraph.rawValue
    {
      index -= 1
    }
    return index >= 0 && records[index].kind == Kind.text.rawValue ? index : nil
  }

  private mutating func append(
    _ kind: Kind, _ code: UInt8, _ span: Span<UInt8>, _ position: SourcePosition
  ) {
    records.append(Record(kind, code, span.count, position))
    bytes.append(span)
  }

  /// Keeps copies of another tape's events.
  public mutating func append(_ stretch: Stretch, of other: borrowing EventTape) {
    makeRoom()
    // The other tape is borrowed for as long as it is read.
    unsafe records.append(other.records.buffer.span.extracting(stretch.records))
    unsafe bytes.append(other.bytes.buffer.span.extracting(stretch.bytes))
  }

  /// Forgets the events, keeping the memory.
  public mutating func reset() {
    records.removeAll()
    bytes.removeAll()
  }

  /// All that the tape holds.
  public var whole: Stretch {
    Stretch(records: 0..<records.count, bytes: 0..<bytes.count)
  }

  /// How much deeper a stretch ends than it begins, and the least depth on the way: of `</p><p>` 0 and -1.
  public func depths(of stretch: Stretch) -> (last: Int, lowest: Int) {
    var last = 0
    var lowest = 0
    for index in stretch.records {
      switch records[index].kind {
      case Kind.start.rawValue: last += 1
      case Kind.end.rawValue:
        last -= 1
        lowest = min(lowest, last)
      default: break
      }
    }
    return (last, lowest)
  }

  /// Emits all events in order.
  public func replay(into handler: inout any EventHandler & ~Copyable) throws(ConversionError) {
    try handler.handle(whole, of: self)
  }

  /// Emits the events of a stretch one by one: what a handler does that has no quicker way with them.
  @inlinable
  public func emit<Handler: EventHandler & ~Copyable>(
    _ stretch: Stretch, into handler: inout Handler
  ) throws(ConversionError) {
    // The tape does not change while it is read.
    let run = unsafe bytes.buffer.span
    var at = stretch.bytes.lowerBound
    for index in stretch.records {
      let record = records[index]
      let end = at + Int(record.length)
      let span = run.extracting(at..<end)
      at = end
      guard let kind = Kind(rawValue: record.kind) else { continue }
      switch kind {
      case .text: try handler.handle(.text(span), at: record.position)
      case .start:
        guard let element = Element(rawValue: record.code) else { continue }
        try handler.handle(.start(element), at: record.position)
      case .end:
        guard let element = Element(rawValue: record.code) else { continue }
        try handler.handle(.end(element), at: record.position)
      case .attribute:
        guard let attribute = Attribute(rawValue: record.code) else { continue }
        try handler.handle(.attribute(attribute, span), at: record.position)
      case .metadata:
        guard let field = MetadataField(rawValue: record.code) else { continue }
        try handler.handle(.metadata(field, span), at: record.position)
      case .opaque:
        guard let format = OpaqueFormat(rawValue: record.code) else { continue }
        try handler.handle(.opaque(format, span), at: record.position)
      }
    }
  }
}
