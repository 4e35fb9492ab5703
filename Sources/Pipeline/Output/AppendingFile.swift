import GazetteDocumentModel
import GazetteZip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that grows, and that another run can go on with.
final class AppendingFile: ByteSink {
  let path: String
  private let descriptor: CInt
  private var buffer: [UInt8] = []

  private static let bufferSize = 256 << 10

  /// Opens the file, or makes it. - Throws: `GZ5002`.
  init(_ path: String) throws(ConversionError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw ConversionError(.outputNotWritable, [SystemError.text(errno)], file: path)
    }
  }

  deinit { close(descriptor) }

  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    buffer.append(bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Hands everything to the system, which keeps it even where the program is killed.
  func flush() throws(ConversionError) {
    guard !buffer.isEmpty else { return }
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    try writeAll(bytes.span, to: descriptor, named: path)
    bytes.removeAll(keepingCapacity: true)
    buffer = bytes
  }

  func finish() throws(ConversionError) { try flush() }

  /// CRC-32 of a part of the file; nil where it is not there.
  func checksum(from start: UInt64, to end: UInt64) -> UInt32? {
    guard start <= end else { return nil }
    var sum = Checksum()
    var block = [UInt8](repeating: 0, count: Self.bufferSize)
    var at = start
    while at < end {
      let wanted = Int(min(UInt64(block.count), end - at))
      // The pointer does not leave the call.
      let count = unsafe block.withUnsafeMutableBytes { buffer in
        unsafe pread(descriptor, buffer.baseAddress, wanted, off_t(at))
      }
      guard count > 0 else { return nil }
      sum.add(block.span.extracting(0..<count))
      at += UInt64(count)
    }
    return sum.value
  }

  /// Forgets what is behind so many bytes.
  func cut(at length: UInt64) throws(ConversionError) {
    buffer.removeAll(keepingCapacity: true)
    guard ftruncate(descriptor, off_t(length)) == 0 else {
      throw ConversionError(.outputWriteFailed, [SystemError.text(errno)], file: path)
    }
  }
}
