import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a filter program is called.
struct ProgramCommand: Sendable {
  /// As the user wrote it: the name in messages.
  let name: String
  let path: String
  let arguments: [String]

  /// Makes sense of a `--filter` value that is no built-in filter:
  ///
  /// - the path of a file, blanks in it or not: that program, without arguments;
  /// - a value with blanks: a command line for the shell, `jq -c .`;
  /// - a name: a program on `PATH`.
  ///
  /// - Throws: `GZ7003` for a path that cannot be run; nil where nothing has the name.
  static func find(_ value: String) throws(ConversionError) -> ProgramCommand? {
    let hasBlank = value.utf8.contains { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    if value.utf8.contains(UInt8(ascii: "/")) {
      guard let code = obstacle(value) else {
        return ProgramCommand(name: value, path: value, arguments: [value])
      }
      if !hasBlank {
        throw ConversionError(.filterNotExecutable, [value, SystemError.text(code)])
      }
    }
    if hasBlank {
      return ProgramCommand(name: value, path: "/bin/sh", arguments: ["sh", "-c", value])
    }
    guard !value.isEmpty, let search = unsafe getenv("PATH") else { return nil }
    for folder in unsafe String(cString: search).split(
      separator: ":", omittingEmptySubsequences: false)
    {
      let path = (folder.isEmpty ? "." : String(folder)) + "/" + value
      if obstacle(path) == nil {
        return ProgramCommand(name: value, path: path, arguments: [value])
      }
    }
    return nil
  }

  /// Why a path cannot be run; nil where it can.
  private static func obstacle(_ path: String) -> CInt? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return errno }
    if status.st_mode & S_IFMT == S_IFDIR { return EISDIR }
    return unsafe access(path, X_OK) == 0 ? nil : errno
  }
}
