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
    _ = unsafe unlink(template)
  }

  deinit { close(descriptor) }

  /// Appends bytes. - Throws: `GZ1201`.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(ConversionError) {
    var done = 0
    while done < bytes.count {
      let n = unsafe pwrite(
        descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(size))
      if n < 0 {
        if errno == EINTR { continue }
        throw Self.failure()
      }
      done += n
      size += UInt64(n)
    }
  }

  /// Fills `buffer` from `offset` on, less at the end of the file; gives how many bytes.
  public func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(ConversionError) -> Int {
    var done = 0
    while done < buffer.count {
      let n = unsafe pread(
        descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset) + off_t(done))
      if n < 0 {
        if errno == EINTR { continue }
        throw Self.failure()
      }
      if n == 0 { break }
      done += n
    }
    return done
  }

  /// Forgets the content, to be written anew.
  public func truncate() {
    _ = ftruncate(descriptor, 0)
    size = 0
  }

  private static func failure() -> ConversionError {
    ConversionError(.spoolFailed, [folder, unsafe String(cString: strerror(errno))])
  }
}
