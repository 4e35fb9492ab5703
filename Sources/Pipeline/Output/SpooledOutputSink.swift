import GazetteDocumentModel

/// Standard output that gets everything or nothing: what is written is put by.
final class SpooledOutputSink: ByteSink {
  private let spool = Spool()

  func write(_ bytes: Span<UInt8>) throws(ConversionError) { try spool.append(bytes) }

  func flush() {}

  /// Hands everything on.
  func commit() throws(ConversionError) {
    try spool.read { (bytes) throws(ConversionError) in
      try writeAll(bytes, to: 1, named: "<stdout>")
    }
  }
}
