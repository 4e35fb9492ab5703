import GazetteArchives
import GazetteDocumentModel

/// An output of an entry until it is delivered: in memory while it is short, else in a temporary file.
final class CollectedOutput: ByteSink, @unchecked Sendable {
  // One conversion writes it, then its owner reads it.
  private var bytes: [UInt8] = []
  private var spool: TemporaryFile?
  private var hash = ContentHash()
  private var isFinished = false
  private(set) var digest: [UInt8] = []

  func write(_ span: Span<UInt8>) throws(ConversionError) {
    hash.add(span)
    bytes.append(span)
    if bytes.count > EntryContent.memoryLimit { try spill() }
  }

  private func spill() throws(ConversionError) {
    let file: TemporaryFile
    if let spool { file = spool } else { file = try TemporaryFile() }
    spool = file
    let waiting = bytes
    bytes = []
    try file.append(waiting.span)
  }

  func flush() throws(ConversionError) {
    if spool != nil { try spill() }
    if !isFinished { digest = hash.finish() }
    isFinished = true
  }

  var content: EntryContent { spool.map { .file($0) } ?? .memory(bytes) }
}
