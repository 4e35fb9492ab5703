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
      var status = stat()
      let isThere = unsafe stat(input, &status) == 0
      if input != "-", isThere, status.st_mode & S_IFMT == S_IFDIR {
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
    for name in try names(folder).sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try collect(path, endings, into: &files)
      } else if endings.contains(where: { name.lowercased().hasSuffix("." + $0) }) {
        files.append(path)
      }
    }
  }

  /// opendir, readdir
  static func names(_ folder: String) throws(ConversionError) -> [String] {
    guard let handle = unsafe opendir(folder) else {
      throw ConversionError(.inputUnreadable, [SystemError.text(errno)], file: folder)
    }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      // The name ends with a zero within the entry.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }
}
