import GazetteDocumentModel

/// Takes the bytes of an entry as they come: into memory while they are few, else into a temporary file.
struct ContentCollector {
  private var bytes: [UInt8] = []
  private var spool: TemporaryFile?
  private(set) var size: UInt64 = 0

  mutating func add(_ span: Span<UInt8>) throws(ConversionError) {
    bytes.append(span)
    size += UInt64(span.count)
    if bytes.count > EntryContent.memoryLimit { try spill() }
  }

  /// What was taken.
  mutating func finish() throws(ConversionError) -> EntryContent {
    guard let spool else { return .memory(bytes) }
    try spill()
    return .file(spool)
  }

  private mutating func spill() throws(ConversionError) {
    let file: TemporaryFile
    if let spool { file = spool } else { file = try TemporaryFile() }
    spool = file
    try file.append(bytes.span)
    bytes.removeAll(keepingCapacity: true)
  }
}
