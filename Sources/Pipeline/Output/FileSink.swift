public import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all.
///
/// The bytes go to a temporary file beside the target, which `commit` renames over it; without a
/// commit nothing is left behind. A target that is no regular file (`/dev/null`, a named pipe) is
/// written to directly.
public final class FileSink: ByteSink {
  /// The target, as the user named it.
  public let path: String
  private let target: String
  private var temporary: String?
  private var descriptor: CInt

  /// Opens the temporary file.
  /// - Throws: `GZ5001` where the folder is missing, `GZ5002` where it cannot be written.
  public init(_ path: String) throws(ConversionError) {
    self.path = path
    // A link stays a link: what it leads to is replaced, or made.
    let target = try Self.followed(path)
    self.target = target
    var status = stat()
    var mode: mode_t?
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR {
        throw ConversionError(.outputNotWritable, ["it is a folder"], file: path)
      }
      if status.st_mode & S_IFMT != S_IFREG {
        descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { throw Self.failure(path) }
        return
      }
      guard unsafe access(path, W_OK) == 0 else { throw Self.failure(path) }
      mode = status.st_mode & 0o777
    }
    let name = Self.temporaryName(beside: target)
    descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o666)
    if descriptor < 0 { throw Self.failure(path) }
    // Who may read the file is as it was, whatever the mask for new ones.
    if let mode { fchmod(descriptor, mode) }
    temporary = name
    PendingFiles.add(name)
  }

  deinit { abandon() }

  /// Of a name that is a link, where it leads at last, be there a file or not.
  private static func followed(_ name: String) throws(ConversionError) -> String {
    var path = name
    for _ in 0..<40 {
      guard let next = link(at: path) else { return path }
      path = next.hasPrefix("/") ? next : path.dropLast(path.lastPart.count) + next
    }
    throw ConversionError(.outputNotWritable, [SystemError.text(ELOOP)], file: name)
  }

  /// readlink: what a link says; nil of what is none.
  private static func link(at path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let room = bytes.count
    let count = unsafe readlink(path, &bytes, room)
    let target = bytes.prefix(max(0, count)).map(UInt8.init(bitPattern:))
    return count > 0 ? String(decoding: target, as: UTF8.self) : nil
  }

  /// A name that nobody else has, no longer than a file system takes.
  private static func temporaryName(beside target: String) -> String {
    let mark = ".gazette-\(getpid())-\(PendingFiles.nextNumber())"
    let own = target.lastPart
    var kept = own
    while kept.utf8.count + mark.utf8.count > 255 { kept = kept.dropLast() }
    return target.dropLast(own.count) + kept + mark
  }

  public func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    try writeAll(bytes, to: descriptor, named: path)
  }

  public func flush() {}

  /// Puts the finished file in its place.
  ///
  /// - Parameter ifChanged: leave a target that holds the same bytes as it is, its time included.
  /// - Throws: `GZ5002`, `GZ5003`, `GZ5004`.
  public func commit(ifChanged: Bool = false) throws(ConversionError) {
    guard descriptor >= 0 else { return }
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard let temporary else { return }
    // A full disk may show only when the file is closed.
    guard isClosed else {
      let error = Self.failure(path)
      abandon()
      throw error
    }
    if ifChanged, Self.holdTheSame(temporary, target) {
      abandon()
      return
    }
    guard unsafe rename(temporary, target) == 0 else {
      let error = Self.failure(path)
      abandon()
      throw error
    }
    PendingFiles.remove(temporary)
    self.temporary = nil
  }

  /// Leaves the target as it was.
  public func abandon() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    if let temporary {
      unsafe unlink(temporary)
      PendingFiles.remove(temporary)
    }
    temporary = nil
  }

  private static func failure(_ path: String) -> ConversionError {
    let code = errno
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let name = folder.isEmpty ? "." : folder == [""] ? "/" : folder.joined(separator: "/")
    return switch code {
    case ENOENT where FileIdentity(name) != nil && !path.isEmpty:
      // A folder that the system fills, such as /proc.
      ConversionError(.outputNotWritable, [SystemError.text(code)], file: path)
    case ENOENT, ENOTDIR: ConversionError(.outputDirectoryMissing, [name], file: path)
    case ENOSPC, EDQUOT: ConversionError(.outputDiskFull, file: path)
    default: ConversionError(.outputNotWritable, [SystemError.text(code)], file: path)
    }
  }

  private static func holdTheSame(_ a: String, _ b: String) -> Bool {
    guard let first = try? InputSource(a), let second = try? InputSource(b),
      first.size == second.size
    else { return false }
    var left = [UInt8](repeating: 0, count: 64 << 10)
    var right = left
    var offset: UInt64 = 0
    while true {
      guard let n = try? first.read(into: &left, at: offset),
        let m = try? second.read(into: &right, at: offset), n == m
      else { return false }
      if n == 0 { return true }
      guard left.span.extracting(0..<n).elementsEqual(right.span.extracting(0..<n)) else {
        return false
      }
      offset += UInt64(n)
    }
  }
}
