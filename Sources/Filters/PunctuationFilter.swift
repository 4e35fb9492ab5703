public import GazetteDocumentModel

/// `punctuation=full|half`: the width of punctuation in CJK text (clreq §3.1.3).
///
/// A mark is changed where the nearest character on one of its sides, blanks and other marks left
/// aside, is a wide one. Numbers, times, addresses, code and fragments stay as they are.
public enum PunctuationFilter {
  public static let filter = Filter(
    name: "punctuation",
    summary: LocalizedText(
      "full-width or half-width punctuation, in CJK text only", "中日韩文字间的标点改为全角或半角"),
    argument: "full|half"
  ) { (argument) throws(ConversionError) in
    guard let width = PunctuationMarks.Width(rawValue: argument ?? "") else {
      throw ConversionError(
        .filterArgument, ["punctuation", "takes full or half, not \"\(argument ?? "")\""])
    }
    return FilterStage(name: "punctuation") { (next, _) throws(ConversionError) in
      PunctuationHandler(next, width)
    }
  }
}

/// Looks at runs of marks and blanks between two characters that are neither: all marks of a run have
/// the same neighbours. A run that an event's end cuts is held until its other neighbour comes.
struct PunctuationHandler: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private var marks: PunctuationMarks
  /// The nearest character before, in this block, that is no mark and no blank.
  private var before = Neighbour.none
  /// The character right before; 0 at a block's begin.
  private var last: UInt32 = 0
  /// The run whose end is not known yet, with the inlines that begin and end in it.
  private var held = HeldEvents()
  /// Depth inside an element whose text stays as it is.
  private var verbatimDepth = 0
  /// The text of the event at work, as far as it is changed.
  private var changed: [UInt8] = []

  /// A run that is longer is judged in pieces; no text that people write has one.
  private static var runCapacity: Int { 1024 }

  init(_ next: consuming any EventHandler & ~Copyable, _ width: PunctuationMarks.Width) {
    self.next = next
    marks = PunctuationMarks(width)
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .text(let text):
      if verbatimDepth > 0 { return try forward(event, position) }
      try handleText(text, position)
    case .start(let element):
      if verbatimDepth > 0 {
        verbatimDepth += 1
        return try forward(event, position)
      }
      switch Self.role(element) {
      case .block: try beginBlock()
      case .data:
        try beginBlock()
        verbatimDepth = 1
      case .literal:
        try meet(.other)
        verbatimDepth = 1
      case .aside: verbatimDepth = 1
      case .inline: break
      }
      try forward(event, position)
    case .end(let element):
      if verbatimDepth > 0 {
        verbatimDepth -= 1
      } else if element.level != .inline {
        try beginBlock()
      }
      try forward(event, position)
    case .opaque:
      if verbatimDepth == 0 { try meet(.other) }
      try forward(event, position)
    case .attribute, .metadata: try forward(event, position)
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  private enum Role { case block, data, literal, aside, inline }

  private static func role(_ element: Element) -> Role {
    switch element {
    case .contributor, .date, .identifier, .custom, .preformatted: .data
    case .code, .formula, .image: .literal
    // What stands in the text without being part of its line.
    case .noteReference, .rubyText: .aside
    default: element.level == .inline ? .inline : .block
    }
  }

  /// Passes an event on, behind the run that is held.
  private mutating func forward(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    if held.isEmpty { return try next.handle(event, at: position) }
    held.record(event, at: position, isOpen: false)
    if held.entries.count > Self.runCapacity { try meet(.none) }
  }

  private mutating func beginBlock() throws(ConversionError) {
    try meet(.none)
    marks.reset()
    last = 0
  }

  /// Ends the run with a neighbour that is no character of the text.
  private mutating func meet(_ neighbour: Neighbour) throws(ConversionError) {
    try release(neighbour, 0)
    before = neighbour
  }

  // MARK: Text

  private mutating func handleText(
    _ text: Span<UInt8>, _ position: SourcePosition
  ) throws(ConversionError) {
    var at = 0
    if !held.isEmpty {
      let limit = Self.runCapacity - held.byteCount
      at = Self.runEnd(text, from: 0, limit: limit)
      held.record(.text(text.extracting(0..<at)), at: position)
      if at == text.count { return }
      let after = text.scalar(at: at).value
      let isOver = WideCharacter.isNeutral(after)
      try release(isOver ? .none : WideCharacter.neighbour(after), isOver ? 0 : after)
      if isOver { before = .none }
    }
    var copied = at
    changed.removeAll(keepingCapacity: true)
    while at < text.count {
      let mark = marks.firstCandidate(in: text, from: at)
      note(text, at..<mark)
      if mark == text.count { break }
      let end = Self.runEnd(text, from: mark, limit: Self.runCapacity)
      if end == text.count {
        changed.append(text.extracting(copied..<mark))
        try emitChanged(position)
        return held.record(.text(text.extracting(mark..<end)), at: position)
      }
      let after = text.scalar(at: end).value
      let isOver = WideCharacter.isNeutral(after)
      changed.append(text.extracting(copied..<mark))
      rewrite(
        text.extracting(mark..<end), isOver ? .none : WideCharacter.neighbour(after),
        isOver ? 0 : after)
      copied = end
      at = end
      if isOver { before = .none }
    }
    if changed.isEmpty, copied == 0 { return try next.handle(.text(text), at: position) }
    changed.append(text.extracting(copied..<text.count))
    try emitChanged(position)
  }

  private mutating func emitChanged(_ position: SourcePosition) throws(ConversionError) {
    guard !changed.isEmpty else { return }
    var text: [UInt8] = []
    swap(&text, &changed)
    try next.handle(.text(text.span), at: position)
    swap(&text, &changed)
  }

  /// The end of the marks and blanks that stand from `start` on; at most `limit` bytes.
  private static func runEnd(_ text: Span<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    while index < text.count {
      let scalar = text.scalar(at: index)
      guard WideCharacter.isNeutral(scalar.value), index + scalar.length - start <= limit else {
        break
      }
      index += scalar.length
    }
    return index
  }

  /// Remembers the last characters of a stretch without marks.
  private mutating func note(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    last = text.scalar(endingAt: range.upperBound).value
    var end = range.upperBound
    while end > range.lowerBound {
      let scalar = text.scalar(endingAt: end)
      if !WideCharacter.isNeutral(scalar.value) {
        before = WideCharacter.neighbour(scalar.value)
        return
      }
      end -= scalar.length
    }
  }

  /// Appends a run to `changed`, its marks replaced.
  private mutating func rewrite(_ run: Span<UInt8>, _ after: Neighbour, _ next: UInt32) {
    var index = 0
    while index < run.count {
      let scalar = run.scalar(at: index)
      let end = index + scalar.length
      let following = end < run.count ? run.scalar(at: end).value : next
      if let other = marks.replacement(
        for: scalar.value, before: before, after: after, last: last, next: following)
      {
        changed.append(literal: other)
      } else {
        changed.append(run.extracting(index..<end))
      }
      last = scalar.value
      index = end
    }
  }

  /// Emits what is held, now that its neighbour is known.
  private mutating func release(
    _ after: Neighbour, _ next: UInt32
  ) throws(ConversionError) {
    guard !held.isEmpty else { return }
    var run = HeldEvents()
    swap(&run, &held)
    for index in run.entries.indices where run.entries[index].isOpenText {
      let bytes = run.entries[index].bytes
      let following = run.entries[(index + 1)...].first { $0.isOpenText }?.bytes ?? []
      changed.removeAll(keepingCapacity: true)
      rewrite(bytes.span, after, following.isEmpty ? next : following.span.scalar(at: 0).value)
      run.entries[index].bytes = changed
    }
    try run.release(into: &self.next)
    swap(&run, &held)
  }
}
