import GazetteDocumentModel

/// Standard output that gets everything or nothing: what is written waits in a temporary file.
final class SpooledOutputSink: ByteSink {
  private var spool: TemporaryFile?

  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    let file: TemporaryFile
    if let spool { file = spool } else { file = try TemporaryFile() }
    spool = file
    try file.append(bytes)
  }

  func flush() {}

  /// Hands everything on.
  func commit() throws(ConversionError) {
    guard let spool else { return }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var offset: UInt64 = 0
    while offset < spool.size {
      let n = try spool.read(into: &buffer, at: offset)
      guard n > 0 else { return }
      try writeAll(buffer.span.extracting(0..<n), to: 1, named: "<stdout>")
      offset += UInt64(n)
    }
  }
}
