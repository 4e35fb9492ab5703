import GazetteDocumentModel

/// IDs that a document defines, and references that wait for theirs: XML 1.0 §3.3.1, VC ID and IDREF.
struct IdentifierLedger {
  private let log: LayerLog
  private var lines: [[UInt8]: UInt32] = [:]
  /// References to what is not defined so far, each with its first place.
  private var waiting: [[UInt8]: SourcePosition] = [:]

  init(_ log: LayerLog) { self.log = log }

  mutating func define(_ identifier: Span<UInt8>, at position: SourcePosition) {
    let key = [UInt8](identifier)
    if let line = lines[key] {
      return log.report(
        .identifierDuplicate, [String(identifier), "\(line)"], at: position)
    }
    lines[key] = position.line
    waiting[key] = nil
  }

  mutating func refer(_ identifier: Span<UInt8>, at position: SourcePosition) {
    let key = [UInt8](identifier)
    if lines[key] == nil, waiting[key] == nil { waiting[key] = position }
  }

  /// The document has ended: what still waits points nowhere.
  mutating func finish() {
    for (key, position) in waiting.sorted(by: { $0.value.offset < $1.value.offset }) {
      log.report(.identifierDangling, [String(key.span)], at: position)
    }
    waiting = [:]
  }
}
