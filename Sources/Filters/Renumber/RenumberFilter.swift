public import GazetteDocumentModel

/// `renumber`: headings, items of ordered lists and notes count from 1 again, in each article, each in
/// the style in which it is printed. What carries no number gets none.
public enum RenumberFilter {
  enum Part: String, Sendable, CaseIterable { case headings, lists, notes }

  public static let filter = Filter(
    name: "renumber",
    summary: LocalizedText(
      "numbers of headings, lists and notes, consecutive in each article", "标题、列表、注释在每篇文章内重新连续编号"),
    argument: "headings,lists,notes", argumentIsOptional: true
  ) { (argument) throws(ConversionError) in
    var parts = Set(Part.allCases)
    if let argument {
      parts = []
      for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
        guard let part = Part(rawValue: String(name)) else {
          throw ConversionError(
            .filterArgument,
            ["renumber", "takes headings, lists and notes, by commas, not \"\(name)\""])
        }
        parts.insert(part)
      }
    }
    let chosen = parts
    return FilterStage(name: "renumber") { (next, _) throws(ConversionError) in
      RenumberHandler(next, chosen)
    }
  }
}

/// Holds one heading, or the begin of a note, or one reference at a time.
struct RenumberHandler: EventHandler, ~Copyable {
  private enum Holding { case nothing, heading, noteAttributes, reference }

  private struct List {
    var count = 0
    var isOrdered = false
  }

  private var next: any EventHandler & ~Copyable
  private let parts: Set<RenumberFilter.Part>
  private var held = HeldEvents()
  private var holding = Holding.nothing
  /// How many headings of each level there were since one above it.
  private var headings = [Int](repeating: 0, count: 7)
  private var lists: [List] = []
  private var isInList = false
  private var isInItem = false
  private var notes: [[UInt8]: Int] = [:]
  private var noteCount = 0

  /// What is longer is no heading, and passes as it is.
  private static var capacity: Int { 4096 }

  init(
    _ next: consuming any EventHandler & ~Copyable, _ parts: Set<RenumberFilter.Part>
  ) {
    self.next = next
    self.parts = parts
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch holding {
    case .nothing: try take(event, position)
    case .noteAttributes:
      if case .attribute = event { return held.record(event, at: position) }
      try releaseNote()
      try take(event, position)
    case .heading, .reference:
      held.record(event, at: position)
      if case .end(let element) = event,
        element == (holding == .heading ? .heading : .noteReference)
      {
        if holding == .heading { try releaseHeading() } else { try releaseReference() }
      } else if held.byteCount > Self.capacity || held.entries.count > Self.capacity {
        holding = .nothing
        try held.release(into: &next)
      }
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }

  private mutating func take(
    _ event: DocumentEvent, _ position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element):
      isInList = false
      isInItem = false
      switch element {
      case .article: reset()
      case .heading where parts.contains(.headings): return hold(.heading, event, position)
      case .note where parts.contains(.notes): return hold(.noteAttributes, event, position)
      case .noteReference where parts.contains(.notes): return hold(.reference, event, position)
      case .list:
        lists.append(List())
        isInList = true
      case .item where !lists.isEmpty:
        lists[lists.count - 1].count += 1
        isInItem = true
      default: break
      }
    case .end(.list): _ = lists.popLast()
    case .attribute(let name, let value) where isInList: listAttribute(name, value)
    case .attribute(.label, let value) where isInItem && parts.contains(.lists):
      if let list = lists.last, list.isOrdered, let mark = NumberMark.only(value) {
        let label = mark.replacing([UInt8](value), with: list.count)
        return try next.handle(.attribute(.label, label.span), at: position)
      }
    default: break
    }
    try next.handle(event, at: position)
  }

  private mutating func hold(
    _ what: Holding, _ event: DocumentEvent, _ position: SourcePosition
  ) {
    holding = what
    held.record(event, at: position)
  }

  private mutating func reset() {
    headings = [Int](repeating: 0, count: 7)
    lists.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    noteCount = 0
  }

  private mutating func listAttribute(_ name: Attribute, _ value: Span<UInt8>) {
    switch name {
    case .type: lists[lists.count - 1].isOrdered = value.elementsEqual("ordered")
    case .start: lists[lists.count - 1].count = (Int(String(value)) ?? 1) - 1
    default: break
    }
  }

  // MARK: What was held

  private mutating func releaseHeading() throws(ConversionError) {
    holding = .nothing
    let level = min(max(held.attribute(.level).flatMap { Int(String($0.span)) } ?? 1, 1), 6)
    if let index = held.entries.firstIndex(where: { $0.isOpenText }) {
      let text = held.entries[index].bytes
      if let mark = NumberMark.leading(text.span) {
        headings[level] += 1
        held.entries[index].bytes = mark.replacing(text, with: headings[level])
      }
    }
    // A heading begins the count of those below it anew, numbered or not.
    for below in headings.indices where below > level { headings[below] = 0 }
    try held.release(into: &next)
  }

  private mutating func releaseNote() throws(ConversionError) {
    holding = .nothing
    let index = held.entries.firstIndex { entry in
      if case .attribute(.label) = entry.kind { true } else { false }
    }
    replaceNumber(in: index, of: held.attribute(.id) ?? [])
    try held.release(into: &next)
  }

  private mutating func releaseReference() throws(ConversionError) {
    holding = .nothing
    let target = held.attribute(.target) ?? []
    if target.first == UInt8(ascii: "#") {
      replaceNumber(
        in: held.entries.firstIndex { $0.isOpenText }, of: Array(target.dropFirst()))
    }
    try held.release(into: &next)
  }

  /// Puts a note's number into an entry that shows one.
  private mutating func replaceNumber(in index: Int?, of note: [UInt8]) {
    guard let index else { return }
    let text = held.entries[index].bytes
    guard let mark = NumberMark.only(text.span) else { return }
    held.entries[index].bytes = mark.replacing(text, with: number(ofNote: note))
  }

  /// Notes count in the order in which they are first met, as a mark or as themselves.
  private mutating func number(ofNote identifier: [UInt8]) -> Int {
    if !identifier.isEmpty, let number = notes[identifier] { return number }
    noteCount += 1
    if !identifier.isEmpty { notes[identifier] = noteCount }
    return noteCount
  }
}
