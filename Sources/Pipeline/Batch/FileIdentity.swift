import GazetteArchives
import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which file a path leads to, whatever it is called.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// Nil where there is none.
  init?(_ path: FilePath) {
    var status = stat()
    guard unsafe stat(path.bytes, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of a file that a write would take the place of: nil for a folder, a device, or none.
  /// - Parameter path: `-` is standard input.
  init?(regular path: FilePath) {
    var status = stat()
    let isThere =
      path == .standardInput ? unsafe fstat(0, &status) : unsafe stat(path.bytes, &status)
    guard isThere == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  init?(regular path: String) { self.init(regular: FilePath(path)) }

  private init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }

  init?(_ path: String) { self.init(FilePath(path)) }
}

/// What tells, without reading it, that a file is as it was.
struct FileStamp {
  let size: UInt64
  /// Since 1970.
  let seconds: Int64
  /// Size and time, to compare.
  let bytes: [UInt8]

  /// Nil where there is no such file.
  init?(_ path: FilePath) {
    var status = stat()
    guard unsafe stat(path.bytes, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    size = UInt64(max(0, status.st_size))
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = Int64(time.tv_sec)
    bytes = Array("\(size) \(time.tv_sec).\(time.tv_nsec)".utf8)
  }
}

/// Files that operating systems and version control leave beside others.
enum SystemFile {
  private static let names: Set<String> = [
    ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", ".git", ".svn", ".hg", SafePath.workFolder,
  ]

  /// By the last part of a path.
  static func isOne(_ name: String) -> Bool {
    name.hasPrefix("._") || names.contains(name)
      || (name.hasPrefix(".") && name.hasSuffix(SafePath.workFolder))
  }

  static func isWithinOne(_ path: String) -> Bool { path.hasPrefix("__MACOSX/") }
}

/// An input that several threads read by position.
final class SharedInput: RandomAccess, @unchecked Sendable {
  // A file or a spool, read by pread(2), which moves nothing.
  private let source: InputSource
  let size: UInt64

  /// - Parameter source: made rereadable.
  init(_ source: InputSource) {
    self.source = source
    size = source.size ?? 0
  }

  func read(into buffer: inout [UInt8], at offset: UInt64) throws(ConversionError) -> Int {
    var done = try source.read(into: &buffer, at: offset)
    // read(2) may give less than there is.
    while done > 0, done < buffer.count, offset + UInt64(done) < size {
      let count = try source.read(into: &buffer, keeping: done, at: offset + UInt64(done))
      if count == 0 { break }
      done += count
    }
    return done
  }
}

extension EntryContent {
  /// The bytes of an entry that is an archive itself.
  func randomAccess() throws(ConversionError) -> any RandomAccess {
    if case .file(let file) = self { return file }
    let file = try TemporaryFile()
    try read { (span) throws(ConversionError) in try file.append(span) }
    return file
  }
}
