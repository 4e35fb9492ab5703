#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system says of a file without reading it.
struct FileStatus: Sendable, Equatable {
  enum Kind { case file, folder, link, other }

  let kind: Kind
  let identity: FileIdentity
  let size: UInt64
  /// When it was last written to, since 1970.
  let seconds: Int64
  let nanoseconds: Int64

  /// stat(2): a link is what it leads to. Nil where there is none, and `errno` says why.
  init?(_ path: FilePath) {
    var status = stat()
    guard unsafe stat(path.bytes, &status) == 0 else { return nil }
    self.init(status)
  }

  init?(_ path: String) { self.init(FilePath(path)) }

  /// lstat(2): a link is one. Nil where there is none, and `errno` says why.
  init?(notFollowing path: FilePath) {
    var status = stat()
    guard unsafe lstat(path.bytes, &status) == 0 else { return nil }
    self.init(status)
  }

  /// fstat(2)
  init?(descriptor: CInt) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    size = UInt64(max(0, status.st_size))
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = Int64(time.tv_sec)
    nanoseconds = Int64(time.tv_nsec)
  }
}

/// Which file a path leads to, whatever it is called.
struct FileIdentity: Hashable {
  fileprivate let device: UInt64
  fileprivate let number: UInt64

  fileprivate init(device: UInt64, number: UInt64) {
    self.device = device
    self.number = number
  }

  /// Nil where there is none.
  init?(_ path: String) {
    guard let status = FileStatus(path) else { return nil }
    self = status.identity
  }

  /// Of a file that a write would take the place of: nil for a folder, a device, or none.
  /// - Parameter path: `-` is standard input.
  init?(regular path: FilePath) {
    let status = path == .standardInput ? FileStatus(descriptor: 0) : FileStatus(path)
    guard let status, status.kind == .file else { return nil }
    self = status.identity
  }

  init?(regular path: String) { self.init(regular: FilePath(path)) }
}
