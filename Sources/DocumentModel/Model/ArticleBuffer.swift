/// One article, held until it is known whole.
///
/// Text bulletins state department and date *after* the body; JATS and EPUB want them *before* it.
/// So a reader records on two tapes, front and body, in any order, and `replay` emits
///
///     start(article) · front in canonical order · start(body) · body · end(body) · end(article)
///
/// A body that outgrows `bodyCapacity` goes to a temporary file in blocks of that size, so that memory
/// is bounded whatever the article's size. The front always stays in memory.
public struct ArticleBuffer: ~Copyable {
  /// Bytes of text that stay in memory.
  public static let bodyCapacity = 1 << 20

  private var front = EventTape()
  private var body = EventTape()
  private var spill = BodySpill()
  private var order: [FrontItem] = []
  private let bodyCapacity: Int

  /// - Parameter bodyCapacity: for tests that want to see a small article spill.
  public init(bodyCapacity: Int = ArticleBuffer.bodyCapacity) { self.bodyCapacity = bodyCapacity }

  /// Whether nothing is recorded.
  public var isEmpty: Bool { front.isEmpty && body.isEmpty && spill.isEmpty }

  /// Whether the body holds an event.
  public var hasBody: Bool { !body.isEmpty || !spill.isEmpty }

  /// Records an event of the front: whole elements and metadata, in the order they are met.
  public mutating func recordFront(_ event: DocumentEvent, at position: SourcePosition) {
    front.record(event, at: position)
  }

  /// Records an event of the body. - Throws: `GZ1201` where the temporary file fails.
  public mutating func recordBody(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    body.record(event, at: position)
    try spillIfFull()
  }

  /// Records a text of the body. - Throws: `GZ1201` where the temporary file fails.
  public mutating func recordBodyText(
    _ text: Span<UInt8>, at position: SourcePosition
  ) throws(ConversionError) {
    body.recordText(text, at: position)
    try spillIfFull()
  }

  /// The end of the paragraph that the body ends with, so many bytes at most; empty where it ends with none that is
  /// in memory.
  public func endOfBodyText(atMost most: Int) -> [UInt8] { body.endOfText(atMost: most) }

  /// Takes bytes away from the end of that paragraph.
  public mutating func trimBodyText(_ count: Int) { body.trimText(count) }

  /// How many events the front has.
  public var frontEventCount: Int { front.eventCount }

  /// Forgets the front alone: of what was no article.
  public mutating func resetFront() { front.reset() }

  /// Records the events of a stretch of a tape. - Throws: `GZ1201` where the temporary file fails.
  public mutating func recordBody(
    _ stretch: EventTape.Stretch, of tape: borrowing EventTape
  ) throws(ConversionError) {
    body.append(stretch, of: tape)
    try spillIfFull()
  }

  @inline(__always)
  private mutating func spillIfFull() throws(ConversionError) {
    if body.bytes.count > bodyCapacity || body.records.count > bodyCapacity / 16 {
      try spill.append(&body)
    }
  }

  /// Emits the article that began at `position` and forgets it.
  public mutating func replay(
    at position: SourcePosition, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try handler.handle(.start(.article), at: position)
    sortFront()
    for item in order {
      try handler.handle(item.stretch, of: front)
    }
    try handler.handle(.start(.body), at: position)
    try replayBodyTape(into: &handler)
    try handler.handle(.end(.body), at: position)
    try handler.handle(.end(.article), at: position)
    reset()
  }

  /// Emits the front alone, in canonical order, and forgets it: for a bulletin or a section, whose
  /// content streams. A bulletin's plain facts (its language) come before its elements.
  public mutating func replayFront(
    metadataFirst: Bool = false, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    sortFront()
    for early in [true, false] {
      for item in order {
        let isMetadata = item.rank > Self.metadataRank
        let isEarly = item.rank == 0 || (metadataFirst && isMetadata)
        guard isEarly == early else { continue }
        try handler.handle(item.stretch, of: front)
      }
    }
    front.reset()
  }

  /// Moves the front alone to the end of a tape, in canonical order: for a reader whose input has the
  /// front first, so that the body need not wait.
  public mutating func moveFront(metadataFirst: Bool = false, to tape: inout EventTape) {
    sortFront()
    for early in [true, false] {
      for item in order {
        let isMetadata = item.rank > Self.metadataRank
        let isEarly = item.rank == 0 || (metadataFirst && isMetadata)
        guard isEarly == early else { continue }
        tape.append(item.stretch, of: front)
      }
    }
    front.reset()
  }

  /// Emits the events recorded by `recordBody`, without a `body` around them, and forgets them.
  public mutating func replayBody(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try replayBodyTape(into: &handler)
    body.reset()
    spill.reset()
  }

  private mutating func replayBodyTape(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    if !spill.isEmpty {
      try spill.append(&body)
      for block in 0..<spill.blockCount {
        try spill.load(block, into: &body)
        try body.replay(into: &handler)
      }
    } else {
      try body.replay(into: &handler)
    }
  }

  /// Forgets everything, keeping the memory.
  public mutating func reset() {
    front.reset()
    body.reset()
    spill.reset()
  }

  /// One top-level element or fact of the front.
  private struct FrontItem {
    var rank: UInt8
    var stretch: EventTape.Stretch
  }

  /// Finds the items of the front and puts them into canonical order, rank by rank; items of one rank keep
  /// theirs.
  private mutating func sortFront() {
    order.removeAll(keepingCapacity: true)
    var isSorted = true
    var depth = 0
    var byteOffset = 0
    var first = 0
    var firstByte = 0
    for index in 0..<front.records.count {
      let record = front.records[index]
      if depth == 0 {
        first = index
        firstByte = byteOffset
      }
      byteOffset += Int(record.length)
      if record.kind == EventTape.Kind.start.rawValue { depth += 1 }
      if record.kind == EventTape.Kind.end.rawValue { depth -= 1 }
      if depth == 0 {
        let rank = Self.rank(front.records[first])
        if let last = order.last, last.rank > rank { isSorted = false }
        order.append(
          FrontItem(
            rank: rank,
            stretch: .init(records: first..<(index + 1), bytes: firstByte..<byteOffset)))
      }
    }
    guard !isSorted else { return }
    // Those of one rank stay as they were met.
    order.sort { a, b in
      a.rank != b.rank
        ? a.rank < b.rank : a.stretch.records.lowerBound < b.stretch.records.lowerBound
    }
  }

  private static let metadataRank: UInt8 = 100

  /// The canonical order of a front: attributes of the article itself, then that of JATS `front-stub`.
  private static func rank(_ record: EventTape.Record) -> UInt8 {
    if record.kind == EventTape.Kind.attribute.rawValue { return 0 }
    guard record.kind == EventTape.Kind.start.rawValue else { return metadataRank + record.code }
    return switch Element(rawValue: record.code) {
    case .identifier: 1
    case .kicker: 2
    case .title: 3
    case .subtitle: 4
    case .contributor: 5
    case .date: 6
    case .abstract: 7
    case .distribution: 8
    case .contents: 9
    default: 10
    }
  }
}
