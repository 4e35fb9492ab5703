/// How entries of a zip are packed (APPNOTE §4.4.5).
enum ZipMethod {
  static let stored: UInt16 = 0
  static let deflate: UInt16 = 8

  /// What libarchive reads in a zip that comes as a stream: bzip2, LZMA, Zstandard, XZ, PPMd.
  static let streamed: Set<UInt16> = [12, 14, 93, 95, 98]

  /// Names of others that archives are made with.
  static let names: [UInt16: String] = [
    1: "Shrink", 6: "Implode", 9: "Deflate64", 10: "PKWARE DCL Implode", 96: "JPEG", 97: "WavPack",
    99: "AES encryption",
  ]
}

extension ZipEntry {
  /// How the entry is packed, where that is no method that can be read.
  public var unknownMethod: String? {
    let isKnown =
      method == ZipMethod.stored || method == ZipMethod.deflate
      || ZipMethod.streamed.contains(method)
    if isKnown { return nil }
    return ZipMethod.names[method].map { "\($0) (\(method))" } ?? "\(method)"
  }
}
