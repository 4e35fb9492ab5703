/// The libraries that inflate.
package enum DeflateLibrary: CaseIterable, Sendable {
  case zlib
  /// Takes less than half of zlib's time, where it is installed.
  case isal

  /// From so many bytes on, it is worth the time to load a library.
  private static let longStretch: UInt64 = 256 << 10

  /// The one for a stretch of so many bytes.
  init(forBytes count: UInt64) { self = count < Self.longStretch ? .zlib : .isal }

  package var isInstalled: Bool { self == .zlib || ISALDecoder.isInstalled }

  /// zlib's where the library is not installed.
  func decoder() -> any DeflateDecoder {
    switch self {
    case .zlib: ZlibDecoder()
    case .isal: ISALDecoder() ?? ZlibDecoder()
    }
  }
}
