public import GazetteDocumentModel

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
  public static func load(path: String) throws(ConversionError) -> LayoutProfile {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ConversionError(.profileNotFound, [path, names]) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var size = 0
    while size < bytes.count {
      let n = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + size }, buffer.count - size)
      }
      guard n >= 0 else { throw ConversionError(.profileNotFound, [path, names]) }
      if n == 0 { break }
      size += n
    }
    return try LayoutProfile(yaml: Array(bytes[..<size]), file: path)
  }
}
