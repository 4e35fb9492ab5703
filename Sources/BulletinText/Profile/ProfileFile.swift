public import GazetteDocumentModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension LayoutProfile {
  /// The built-in profile with this name, or the YAML file at this path.
  ///
  /// - Throws: `GZ2201` where it is neither; what `init(yaml:file:)` throws.
  public static func load(_ nameOrPath: String) throws(ConversionError) -> LayoutProfile {
    if let profile = named(nameOrPath) { return profile }
    return try load(path: nameOrPath)
  }

  /// The profile in a YAML file of at most 1 MB.
  ///
  /// It is read each time, for it may have changed, and parsed where it has: a pipe or a batch asks for
  /// the same one thousands of times.
  public static func load(path: String) throws(ConversionError) -> LayoutProfile {
    let yaml = try bytes(of: path)
    if let last = lastParsed.withLock({ $0 }), last.path == path, last.yaml == yaml {
      return last.profile
    }
    let profile = try LayoutProfile(yaml: yaml, file: path)
    lastParsed.withLock { $0 = Parsed(path: path, yaml: yaml, profile: profile) }
    return profile
  }

  /// What a file was parsed into.
  private struct Parsed: Sendable {
    let path: String
    let yaml: [UInt8]
    let profile: LayoutProfile
  }

  private static let lastParsed = Mutex<Parsed?>(nil)
  private static let longestFile = 1 << 20

  private static func bytes(of path: String) throws(ConversionError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ConversionError(.profileNotFound, [path, names]) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count < longestFile {
      // The pointer does not leave the call; at most `count` bytes are written.
      let n = unsafe block.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      guard n >= 0 else { throw ConversionError(.profileNotFound, [path, names]) }
      if n == 0 { break }
      bytes += block[..<n]
    }
    return bytes
  }
}
