#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An empty folder of a test's own, deleted with its owner.
public final class TemporaryFolder {
  public let path: String

  public struct Failure: Error {}

  public init() throws {
    var template = Array("/tmp/gazette-test-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else { throw Failure() }
    path = unsafe String(cString: made)
  }

  deinit { remove(path) }

  /// Writes a file into the folder; gives its path.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    guard let handle = unsafe fopen(file, "wb") else { throw Failure() }
    defer { unsafe fclose(handle) }
    guard unsafe fwrite(bytes, 1, bytes.count, handle) == bytes.count else { throw Failure() }
    return file
  }

  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// The names in the folder, sorted.
  public var names: [String] { Self.names(path) }

  private static func names(_ path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private func remove(_ path: String) {
    for name in Self.names(path) {
      let inner = path + "/" + name
      if unsafe unlink(inner) != 0 { remove(inner) }
    }
    unsafe rmdir(path)
  }
}
