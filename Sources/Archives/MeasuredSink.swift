import GazetteDocumentModel
import GazetteZip

/// Hands bytes on, and knows how many there were, and the checksum of the last stretch.
final class MeasuredSink: ByteSink {
  private let sink: any ByteSink
  private(set) var length: UInt64 = 0
  private var checksum = Checksum()

  init(_ sink: any ByteSink) { self.sink = sink }

  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    length += UInt64(bytes.count)
    checksum.add(bytes)
    try sink.write(bytes)
  }

  func flush() throws(ConversionError) { try sink.flush() }

  /// CRC-32 of what was written since it was asked for last.
  func takeChecksum() -> UInt32 {
    defer { checksum = Checksum() }
    return checksum.value
  }

  /// Goes on behind so many bytes that were written before.
  func goOn(behind length: UInt64) {
    self.length = length
    checksum = Checksum()
  }
}
