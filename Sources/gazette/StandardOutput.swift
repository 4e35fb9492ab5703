import GazetteDocumentModel

// `stdout` is a variable of C's, which nobody here sets.
#if canImport(Glibc)
  @unsafe @preconcurrency import Glibc
#elseif canImport(Darwin)
  @unsafe @preconcurrency import Darwin
#endif

/// What listings, help and summaries print, which waits in the C library's buffer.
enum StandardOutput {
  /// Writes what still waits. - Throws: `GZ5003`, `GZ5004`, `GZ5005`, also where an earlier part was lost.
  static func finish() throws(ConversionError) {
    // fflush(3), ferror(3): what the buffer could not get rid of earlier is only flagged.
    let failed = unsafe fflush(stdout) != 0
    let code = failed ? errno : unsafe ferror(stdout) != 0 ? EIO : 0
    guard code != 0 else { return }
    if code == EPIPE || readerIsGone { throw ConversionError(.outputClosed, file: "<stdout>") }
    if code == ENOSPC || code == EDQUOT {
      throw ConversionError(.outputDiskFull, file: "<stdout>")
    }
    throw ConversionError(
      .outputWriteFailed, [unsafe String(cString: strerror(code))], file: "<stdout>")
  }

  /// Whether standard output is a pipe whose reading side was closed.
  private static var readerIsGone: Bool {
    var output = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&output, 1, 0) == 1 && output.revents & Int16(POLLERR) != 0
  }
}
