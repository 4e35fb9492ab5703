import GazetteDocumentModel

/// Puts a bulletin's late facts (see `DocumentEvent`) where the writer behind it needs them: first,
/// below what its front has.
///
/// They come from a second reader that runs ahead over the same input, up to the bulletin's end.
struct FrontCompleter: EventHandler, ~Copyable {
  private var next: any EventHandler & ~Copyable
  private let ahead: LateFactReader
  private var depth = 0
  private var contentBegun = false
  /// Inside a late fact, which was given already.
  private var isDropping = false

  init(_ next: consuming any EventHandler & ~Copyable, ahead: LateFactReader) {
    self.next = next
    self.ahead = ahead
  }

  mutating func handle(
    _ event: DocumentEvent, at position: SourcePosition
  ) throws(ConversionError) {
    switch event {
    case .start(let element):
      if depth == 1, contentBegun, element == .contributor || element == .distribution {
        isDropping = true
      }
      if element == .section || element == .article, !contentBegun {
        contentBegun = true
        try ahead.emitNext(into: &next)
      }
      depth += 1
      if !isDropping { try next.handle(event, at: position) }
    case .end(let element):
      depth -= 1
      if element == .bulletin {
        if !contentBegun { try ahead.emitNext(into: &next) }
        contentBegun = false
      }
      if !isDropping { try next.handle(event, at: position) }
      if depth == 1 { isDropping = false }
    default:
      if !isDropping { try next.handle(event, at: position) }
    }
  }

  mutating func finish() throws(ConversionError) { try next.finish() }
}

/// Reads ahead for late facts, bulletin by bulletin; holds only those that are not asked for yet.
final class LateFactReader {
  /// Facts of finished bulletins, in order.
  fileprivate final class Log {
    var finished: [EventBox] = []
  }

  /// A tape in a box, for an array cannot hold what cannot be copied.
  fileprivate final class EventBox {
    var tape = EventTape()
  }

  private var input: DecodedInput
  private var reader: any DocumentReader & ~Copyable
  private var handler: any EventHandler & ~Copyable
  private let log = Log()
  private var hasEnded = false

  init(_ input: consuming DecodedInput, _ reader: consuming any DocumentReader & ~Copyable) {
    self.input = input
    self.reader = reader
    handler = Collector(log: log)
  }

  /// Emits the late facts of the next bulletin.
  ///
  /// What is wrong with the input is said by the reader that reads it in earnest: here it only ends
  /// the search.
  func emitNext(into next: inout any EventHandler & ~Copyable) throws(ConversionError) {
    while log.finished.isEmpty, !hasEnded {
      do throws(ConversionError) {
        let goesOn = try input.next { (span) throws(ConversionError) in
          try reader.read(span, into: &handler)
        }
        if !goesOn {
          hasEnded = true
          try reader.finish(into: &handler)
        }
      } catch {
        hasEnded = true
      }
    }
    guard !log.finished.isEmpty else { return }
    try log.finished.removeFirst().tape.replay(into: &next)
  }

  /// Keeps the late facts of each bulletin.
  private struct Collector: EventHandler, ~Copyable {
    let log: Log
    var box = EventBox()
    var depth = 0
    var contentBegun = false
    var isKeeping = false

    init(log: Log) { self.log = log }

    mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      if case .start(let element) = event {
        if element == .section || element == .article { contentBegun = true }
        if depth == 1, contentBegun, element == .contributor || element == .distribution {
          isKeeping = true
        }
        depth += 1
      }
      if isKeeping { box.tape.record(event, at: position) }
      if case .end(let element) = event {
        depth -= 1
        if depth == 1 { isKeeping = false }
        if element == .bulletin {
          log.finished.append(box)
          box = EventBox()
          contentBegun = false
        }
      }
    }

    mutating func finish() throws(ConversionError) {}
  }
}
