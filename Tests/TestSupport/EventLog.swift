public import GazetteDocumentModel

/// Writes events down, one a line, for comparing and for goldens:
///
///     start article 3:1
///     text "会议强调," 7:1
///
/// Texts that follow one another are one line, so that the log does not depend on how they were cut.
public final class EventLog {
  /// A handler that writes into the log; made as often as needed.
  public struct Recorder: EventHandler, ~Copyable {
    let log: EventLog

    public mutating func handle(
      _ event: DocumentEvent, at position: SourcePosition
    ) throws(ConversionError) {
      let place = log.withPositions ? " \(position.line):\(position.column)" : ""
      switch event {
      case .text(let text):
        if log.pendingText.isEmpty { log.pendingPlace = place }
        log.pendingText.append(text)
        return
      case .start(let element): log.line("start \(element)", place)
      case .end(let element): log.line("end \(element)", place)
      case .attribute(let attribute, let value):
        log.line("attribute \(attribute) \"\(String(value))\"", place)
      case .metadata(let field, let value):
        log.line("metadata \(field) \"\(String(value))\"", place)
      case .opaque(let format, let bytes):
        log.line("opaque \(format) \"\(String(bytes))\"", place)
      }
    }

    public mutating func finish() throws(ConversionError) { log.line(nil, "") }
  }

  public private(set) var lines: [String] = []
  let withPositions: Bool
  var pendingText: [UInt8] = []
  var pendingPlace = ""

  public init(withPositions: Bool = false) { self.withPositions = withPositions }

  public func recorder() -> Recorder { Recorder(log: self) }

  /// The whole log, a line an event.
  public var text: String { lines.joined(separator: "\n") }

  func line(_ text: String?, _ place: String) {
    if !pendingText.isEmpty {
      lines.append("text \"\(String(decoding: pendingText, as: UTF8.self))\"" + pendingPlace)
      pendingText.removeAll()
    }
    if let text { lines.append(text + place) }
  }
}
