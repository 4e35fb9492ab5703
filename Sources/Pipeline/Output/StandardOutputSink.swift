public import GazetteDocumentModel

/// Standard output. A closed pipe is `GZ5005`, which the command takes for a quiet end.
public final class StandardOutputSink: ByteSink {
  public init() {}

  public func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    try writeAll(bytes, to: 1, named: "<stdout>")
  }

  public func flush() {}
}
