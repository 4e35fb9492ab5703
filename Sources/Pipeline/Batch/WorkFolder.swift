import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of what a run needs to go on after it was stopped: `OUT/.gazette-batch`, or
/// `.OUT.gazette-batch` beside an archive, so that what is finished is put in its place by a rename.
struct WorkFolder {
  let path: String
  private let output: String

  /// Makes it, and the output folder. - Throws: `GZ5001`, `GZ5002`.
  init(for output: String, isArchive: Bool) throws(ConversionError) {
    self.output = output
    if isArchive {
      let parts = output.split(separator: "/", omittingEmptySubsequences: false)
      let folder = parts.dropLast().map { $0 + "/" }.joined()
      path = folder + "." + (parts.last ?? "") + SafePath.workFolder
    } else {
      try Self.make(output)
      path = output + "/" + SafePath.workFolder
    }
    try Self.make(path)
  }

  private static func make(_ folder: String) throws(ConversionError) {
    guard unsafe mkdir(folder, 0o777) != 0 else { return }
    let code = errno
    if code == EEXIST, InputFolder.isOne(folder) { return }
    switch code {
    case ENOENT: throw ConversionError(.outputDirectoryMissing, [folder], file: folder)
    case ENOSPC, EDQUOT: throw ConversionError(.outputDiskFull, file: folder)
    default: throw ConversionError(.outputNotWritable, [SystemError.text(code)], file: folder)
    }
  }

  /// Deletes it, when the run is whole.
  func remove() {
    for name in InputFolder.names(ofOwn: path) {
      if unsafe unlink(path + "/" + name) != 0 { unsafe rmdir(path + "/" + name) }
    }
    unsafe rmdir(path)
  }
}
