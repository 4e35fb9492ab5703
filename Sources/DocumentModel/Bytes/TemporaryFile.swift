#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file without a name, for what does not fit into memory: a giant article, a pipe that must be
/// read twice. Gone when it is closed, even after a kill.
public final class TemporaryFile {
  /// The file's descriptor, for reading by position.
  public let descriptor: CInt
  /// How many bytes were written.
  public private(set) var size: UInt64 = 0

  /// The folder: `TMPDIR`, else `/var/tmp`, which, unlike `/tmp`, is not in memory.
  public static var folder: String {
    let path: String? = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
    if let path, !path.isEmpty { return path }
    return unsafe access("/var/tmp", W_OK) == 0 ? "/var/tmp" : "/tmp"
  }

  /// - Throws: `GZ1201` where no file can be made.
  public init() throws(ConversionError) {
    var template = Array((Self.folder + "/gazette-XXXXXX").utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure() }
    // A program that is started meanwhile does not get it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = unsafe unlink(template)
  }

  deinit { close(descriptor) }

  /// Appends bytes. - Throws: `GZ1201`.
  public func append(_ bytes: Span<UInt8>) throws(ConversionError) {
    unsafe try append(raw: bytes.bytes)
  }

  /// Appends plain bits. - Throws: `GZ1201`.
  func append(raw bytes: RawSpan) throws(ConversionError) {
    var done = 0
    while done < bytes.byteCount {
      // The pointer does not leave the call.
      let n = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done, off_t(size))
      }
      if n < 0 {
        if errno == EINTR { continue }
        throw Self.failure()
      }
      done += n
      size += UInt64(n)
    }
  }

  /// Fills the array, behind its first `kept` bytes, from `offset` on, less at the end of the file; gives
  /// how many bytes.
  /// - Throws: `GZ1201`.
  public func read<T: BitwiseCopyable>(
    into array: inout [T], keeping kept: Int = 0, at offset: UInt64
  ) throws(ConversionError) -> Int {
    // The pointer does not leave the closure; what is read are plain bits.
    let result = unsafe array.withUnsafeMutableBytes { all -> Int in
      let buffer = unsafe UnsafeMutableRawBufferPointer(rebasing: all[kept...])
      var done = 0
      while done < buffer.count {
        let n = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done,
          off_t(offset) + off_t(done))
        if n < 0 && errno == EINTR { continue }
        if n < 0 { return -1 }
        if n == 0 { break }
        done += n
      }
      return done
    }
    guard result >= 0 else { throw Self.failure() }
    return result
  }

  /// Forgets the content from a place on, to be written anew.
  public func truncate(to size: UInt64 = 0) {
    _ = ftruncate(descriptor, off_t(size))
    self.size = size
  }

  private static func failure() -> ConversionError {
    ConversionError(.spoolFailed, [folder, unsafe String(cString: strerror(errno))])
  }
}
