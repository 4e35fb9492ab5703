#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What files looked like, to see that one has changed: its time, its size, and which file it is (an
/// editor that saves by renaming puts another in its place).
public struct FileStamps: Sendable, Equatable {
  private struct Stamp: Sendable, Equatable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int64
    var number: UInt64
  }

  private let stamps: [Stamp?]

  /// The files as they are now; one that is missing is noted as missing.
  public init(_ paths: [String]) {
    stamps = paths.map { path in
      var status = stat()
      guard unsafe stat(path, &status) == 0 else { return nil }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      return Stamp(
        seconds: time.tv_sec, nanoseconds: time.tv_nsec, size: Int64(status.st_size),
        number: UInt64(status.st_ino))
    }
  }
}
