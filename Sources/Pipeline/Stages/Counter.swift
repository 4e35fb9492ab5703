import GazetteDocumentModel

/// How much a document holds.
public struct DocumentCounts: Sendable, Equatable {
  public var articles = 0
  public var sections = 0
  public var paragraphs = 0
  /// Unicode scalars of text, that of titles and names too.
  public var characters = 0

  public init() {}

  /// The counts by name, as reports have them.
  public var named: [(name: String, count: Int)] {
    [
      ("articles", articles), ("sections", sections), ("paragraphs", paragraphs),
      ("characters", characters),
    ]
  }
}

/// Where the counts of a conversion are when it is done: the stages may run on a thread of their own.
final class CountsBox: @unchecked Sendable {
  var value = DocumentCounts()
}

/// Counts what passes.
struct Counter: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let box: CountsBox
  private var counts = DocumentCounts()

  init(_ next: consuming any EventHandler & ~Copyable, _ box: CountsBox) {
    self.next = next
    self.box = box
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(.article): counts.articles += 1
    case .start(.section): counts.sections += 1
    case .start(.paragraph): counts.paragraphs += 1
    case .text(let text): counts.characters += text.scalarCount
    default: break
    }
    try next.handle(event, at: position)
  }

  mutating func finish() throws(ConversionError) {
    box.value = counts
    try next.finish()
  }
}
