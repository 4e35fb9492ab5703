public import GazetteDocumentModel

/// The files of a run: none that it reads is written, and none is written twice.
///
/// Files are told by device and number, so that links and other spellings of a name are seen; one that is not
/// there yet is told by its folder and its name.
public struct FileClaims: Sendable {
  private enum Place: Hashable {
    case file(FileIdentity)
    case name(String, in: FileIdentity)
  }

  private let inputs: Set<FileIdentity>
  private var outputs: Set<Place> = []

  /// - Parameter inputs: paths of what is read; `-` is standard input, and what is no file is passed over.
  public init(reading inputs: [String]) {
    self.inputs = Set(inputs.compactMap(FileIdentity.init(regular:)))
  }

  /// Takes a path for an output; `-`, a device and a pipe may be taken again and again.
  /// - Throws: `GZ5006` where the file is an input, `GZ5007` where another output has it.
  public mutating func write(_ path: String) throws(ConversionError) {
    guard path != "-", let place = Self.place(of: path) else { return }
    if case .file(let file) = place, inputs.contains(file) {
      throw ConversionError(.outputIsInput, file: path)
    }
    guard outputs.insert(place).inserted else { throw ConversionError(.outputTwice, file: path) }
  }

  /// Nil where nothing is written over, and where there is no folder to write into.
  private static func place(of path: String) -> Place? {
    if let file = FileIdentity(regular: path) { return .file(file) }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard FileIdentity(path) == nil, let name = parts.last else { return nil }
    let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/") + "/"
    return FileIdentity(folder).map { .name(String(name), in: $0) }
  }
}
