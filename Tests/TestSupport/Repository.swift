#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files of the repository that tests read.
public enum Repository {
  /// The folder with Package.swift.
  public static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// The bytes of a file, by its path inside the repository; empty where there is none.
  public static func bytes(_ path: String) -> [UInt8] { file(root + "/" + path) }

  /// The bytes of any file; empty where there is none.
  public static func file(_ path: String) -> [UInt8] {
    guard let handle = unsafe fopen(path, "rb") else { return [] }
    defer { unsafe fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let n = unsafe fread(&buffer, 1, buffer.count, handle)
      if n == 0 { return bytes }
      bytes += buffer[..<n]
    }
  }

  /// The bulletin that the project began from.
  public static let seed = bytes("seeds/000_a9b65596311cf60a.txt")
}
