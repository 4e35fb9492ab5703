/// What tells, without reading it, that a file is as it was.
struct FileStamp {
  let size: UInt64
  /// Since 1970.
  let seconds: Int64
  /// Size and time, to compare.
  let bytes: [UInt8]

  /// Nil where there is no such file.
  init?(_ path: FilePath) {
    guard let status = FileStatus(path), status.kind == .file else { return nil }
    size = status.size
    seconds = status.seconds
    bytes = Array("\(size) \(seconds).\(status.nanoseconds)".utf8)
  }
}
