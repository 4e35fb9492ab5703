import GazetteDocumentModel

/// What is wrong with a compressed stream.
enum StreamFault: Equatable {
  /// The file ends before the stream does.
  case cutOff
  /// It is not what it should be, or not of the checksum that it notes, where the library tells no more.
  case broken
  case checksum
  /// Of a version or with features that are not known here.
  case unknownKind
  /// Behind a whole stream stands something else.
  case foreign
  /// It asks for more memory than is given.
  case tooDemanding

  /// - Parameters:
  ///   - compression: its name.
  ///   - place: the byte of the file that is meant.
  func error(_ compression: String, _ place: UInt64) -> ConversionError {
    let code: DiagnosticCode = self == .tooDemanding ? .archiveUnreadable : .archiveDamaged
    return switch self {
    case .cutOff:
      ConversionError(
        code, ["the \(compression) stream is cut off"], chinese: ["\(compression) 数据流不完整"])
    case .broken:
      ConversionError(
        code, ["the \(compression) stream is broken before byte \(place)"],
        chinese: ["\(compression) 数据流在第 \(place) 字节之前已损坏"])
    case .checksum:
      ConversionError(
        code,
        ["what stands before byte \(place) has not the checksum that \(compression) notes for it"],
        chinese: ["第 \(place) 字节之前的内容与 \(compression) 记录的校验和不符"])
    case .unknownKind:
      ConversionError(
        code, ["the \(compression) stream before byte \(place) is of an unknown kind"],
        chinese: ["第 \(place) 字节之前的 \(compression) 数据流种类未知"])
    case .foreign:
      ConversionError(
        code, ["what stands from byte \(place) on is no \(compression)"],
        chinese: ["从第 \(place) 字节起的内容不是 \(compression)"])
    case .tooDemanding:
      ConversionError(
        code, ["the \(compression) stream asks for too much memory"],
        chinese: ["\(compression) 数据流需要的内存过多"])
    }
  }
}
