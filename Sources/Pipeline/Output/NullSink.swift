import GazetteDocumentModel

/// Takes bytes and forgets them.
final class NullSink: ByteSink {
  func write(_ bytes: Span<UInt8>) {}
  func flush() {}
}
