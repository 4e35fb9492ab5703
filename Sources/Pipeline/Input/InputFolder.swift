public import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Folders among inputs.
public enum InputFolder {
  /// The inputs with each folder replaced by the files in it and below that end in one of the endings,
  /// in the order of their names. What begins with a dot is passed over, and links to folders are not
  /// followed, so that a circle of them ends.
  /// - Throws: `GZ1003` where a folder cannot be read.
  public static func expand(
    _ inputs: [String], endings: [String]
  ) throws(ConversionError) -> [String] {
    var files: [String] = []
    for input in inputs {
      if input != "-", isOne(input) {
        try collect(input.hasSuffix("/") ? String(input.dropLast()) : input, endings, into: &files)
      } else {
        files.append(input)
      }
    }
    return files
  }

  private static func collect(
    _ folder: String, _ endings: [String], into files: inout [String]
  ) throws(ConversionError) {
    for name in FolderNames(try names(FilePath(folder), shown: folder)).names.map(\.text)
    where !name.hasPrefix(".") {
      let path = folder + "/" + name
      guard let status = FileStatus(notFollowing: FilePath(path)) else { continue }
      if status.kind == .folder {
        try collect(path, endings, into: &files)
      } else if endings.contains(where: { name.lowercased().hasSuffix("." + $0) }) {
        files.append(path)
      }
    }
  }

  /// Whether there is a folder of the name.
  public static func isOne(_ path: String) -> Bool { FileStatus(path)?.kind == .folder }

  /// opendir, readdir: what is in a folder, but for itself and the one above it.
  /// - Throws: `GZ1003`.
  static func names(_ folder: FilePath, shown: String) throws(ConversionError) -> [[UInt8]] {
    guard let handle = unsafe opendir(folder.bytes) else {
      throw ConversionError(.inputUnreadable, [SystemError.text(errno)], file: shown)
    }
    defer { unsafe closedir(handle) }
    var names: [[UInt8]] = []
    // Only that tells an error from the end.
    errno = 0
    while let entry = unsafe readdir(handle) {
      // The name ends with a zero within the entry.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe Array($0.prefix { $0 != 0 })
      }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
      errno = 0
    }
    guard errno == 0 else {
      throw ConversionError(.inputUnreadable, [SystemError.text(errno)], file: shown)
    }
    return names
  }

  /// The names of what is in a folder that is Gazette's own.
  static func names(ofOwn folder: String) -> [String] {
    ((try? names(FilePath(folder), shown: folder)) ?? []).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
