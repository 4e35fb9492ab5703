import GazetteDocumentModel

/// A path as the system has it: bytes, which need not be text. What is shown of it is told apart from what
/// opens it.
struct FilePath: Sendable, Hashable {
  /// With a zero behind the last, as C wants it.
  let bytes: [CChar]

  init(_ path: String) { bytes = Array(path.utf8CString) }

  /// `-`
  static let standardInput = FilePath("-")

  private init(_ bytes: [CChar]) { self.bytes = bytes }

  /// A path within this folder.
  static func / (folder: FilePath, name: [UInt8]) -> FilePath {
    let slash = CChar(bitPattern: UInt8(ascii: "/"))
    return FilePath(folder.bytes.dropLast() + [slash] + name.map(CChar.init(bitPattern:)) + [0])
  }
}
