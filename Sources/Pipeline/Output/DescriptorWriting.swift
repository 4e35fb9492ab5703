import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// write(2) until all is written.
func writeAll(
  _ bytes: Span<UInt8>, to descriptor: CInt, named name: String
) throws(ConversionError) {
  var done = 0
  while done < bytes.count {
    // The pointer does not leave the call.
    let n = unsafe bytes.withUnsafeBytes { buffer in
      unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
    }
    if n >= 0 {
      done += n
      continue
    }
    let code = errno
    switch code {
    case EINTR: continue
    case EAGAIN:
      var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe Glibc.poll(&poll, 1, -1)
    case EPIPE: throw ConversionError(.outputClosed, file: name)
    case ENOSPC, EDQUOT: throw ConversionError(.outputDiskFull, file: name)
    default: throw ConversionError(.outputWriteFailed, [SystemError.text(code)], file: name)
    }
  }
}
