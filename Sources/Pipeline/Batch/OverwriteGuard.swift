import GazetteArchives

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells the outputs of a batch that would take the place of its inputs: an output folder may hold them.
struct OverwriteGuard {
  private let batch: Batch
  private let files: Set<FileIdentity>
  /// Folders that are read, with what the names of their files begin with.
  private let folders: [(path: String, prefix: String)]
  /// Whether the outputs are files: in an archive they are none.
  private let writesFiles: Bool

  init(_ batch: Batch) {
    self.batch = batch
    writesFiles = ArchiveForm.named(batch.output) == nil
    files = Set(batch.inputs.compactMap(FileIdentity.init(regular:)))
    let root = Self.path(batch.output)
    folders = batch.inputs.compactMap { input in
      guard let path = Self.path(input), FileIdentity(regular: input) == nil else { return nil }
      // An output folder within an input is not read.
      if let root, (root + "/").hasPrefix(path + "/") { return nil }
      return (path, batch.prefix(of: input))
    }
  }

  /// The first output that is an input; nil where all is well.
  func inputWrittenOver(by entry: borrowing BatchEntry) -> String? {
    guard writesFiles else { return nil }
    var own: FileIdentity?
    if case .file(let path) = entry.content { own = FileIdentity(regular: path) }
    return entry.outputs.lazy.map { batch.output + "/" + $0 }.first { target in
      guard let file = FileIdentity(regular: target) else { return false }
      return file == own || files.contains(file) || isRead(target)
    }
  }

  /// Whether a file stands where a folder is read, and would be.
  private func isRead(_ file: String) -> Bool {
    guard !folders.isEmpty, let path = Self.path(file) else { return false }
    return folders.contains { folder in
      path.hasPrefix(folder.path + "/")
        && batch.isWanted(folder.prefix + path.dropFirst(folder.path.count + 1))
    }
  }

  /// realpath(3)
  private static func path(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
