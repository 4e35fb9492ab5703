import GazetteArchives
import GazetteDocumentModel

/// An output of an entry until it is delivered: in memory while it is short, else in a temporary file.
final class CollectedOutput: ByteSink, @unchecked Sendable {
  // One conversion writes it, then its owner reads it.
  private var bytes: [UInt8] = []
  private var spool: TemporaryFile?
  /// Nil where nobody wants the digest, which takes a tenth of a conversion's time.
  private var hash: ContentHash?
  /// Of the whole; empty where nobody wants it.
  private(set) var digest: [UInt8] = []

  init(isHashed: Bool) { hash = isHashed ? ContentHash() : nil }

  func write(_ span: Span<UInt8>) throws(ConversionError) {
    hash?.add(span)
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
    if let digest = hash?.finish() { self.digest = digest }
    hash = nil
  }

  var content: EntryContent { spool.map { .file($0) } ?? .memory(bytes) }
}
