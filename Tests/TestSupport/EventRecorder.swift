public import GazetteDocumentModel

/// Keeps events as a list, to be changed or pushed again.
public final class EventRecorder {
  public private(set) var events: [OwnedEvent] = []

  public init() {}

  public func handler() -> Handler { Handler(recorder: self) }

  public struct Handler: EventHandler, ~Copyable {
    let recorder: EventRecorder

    public mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      switch event {
      case .start(let element): recorder.events.append(.start(element))
      case .end(let element): recorder.events.append(.end(element))
      case .attribute(let attribute, let value):
        recorder.events.append(.attribute(attribute, String(value)))
      case .metadata(let field, let value):
        recorder.events.append(.metadata(field, String(value)))
      case .opaque(let format, let bytes):
        recorder.events.append(.opaque(format, [UInt8](bytes)))
      case .text(let text):
        if case .text(let before) = recorder.events.last {
          recorder.events[recorder.events.count - 1] = .text(before + String(text))
        } else {
          recorder.events.append(.text(String(text)))
        }
      }
    }

    public mutating func finish() throws(ConversionError) {}
  }
}

extension [OwnedEvent] {
  /// The same document with its bulletins' late facts in their fronts, as the formats want it that need
  /// them first.
  public var withFactsFirst: [OwnedEvent] {
    var result: [OwnedEvent] = []
    var open: [GazetteDocumentModel.Element] = []
    var insertion: Int?
    var late: [OwnedEvent] = []
    var isLate = false
    for event in self {
      if case .start(let element) = event {
        if element == .bulletin { insertion = nil }
        if open == [.bulletin] {
          if element == .section || element == .article {
            insertion = insertion ?? result.count
          } else if insertion != nil {
            isLate = true
          }
        }
        open.append(element)
      }
      if isLate { late.append(event) } else { result.append(event) }
      if case .end(let element) = event {
        open.removeLast()
        if open == [.bulletin] { isLate = false }
        if element == .bulletin, let insertion {
          result.insert(contentsOf: late, at: insertion)
          late = []
        }
      }
    }
    return result
  }

  /// The same document with all contributors and distribution lists of a bulletin at its end: where they
  /// stand is not part of what it says.
  public var withFactsLast: [OwnedEvent] {
    var result: [OwnedEvent] = []
    var open: [GazetteDocumentModel.Element] = []
    var moved: [OwnedEvent] = []
    var isMoving = false
    for event in self {
      if case .start(let element) = event {
        if open == [.bulletin], element == .contributor || element == .distribution {
          isMoving = true
        }
        open.append(element)
      }
      if case .end(.bulletin) = event {
        result += moved
        moved = []
      }
      if isMoving { moved.append(event) } else { result.append(event) }
      if case .end = event {
        open.removeLast()
        if open == [.bulletin] { isMoving = false }
      }
    }
    return result
  }
}
