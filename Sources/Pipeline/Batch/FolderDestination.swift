import GazetteArchives
import GazetteDocumentModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A tree of files: each appears whole, by renaming.
final class FolderDestination: BatchDestination, @unchecked Sendable {
  private let root: String
  private let staging: String
  // Used by the thread that delivers.
  private var folder: String?

  /// - Parameter work: a folder on the same file system.
  init(_ root: String, work: String) throws(ConversionError) {
    self.root = root
    staging = work + "/staging"
    // What a killed run had under way is done again.
    for name in InputFolder.names(ofOwn: staging) { unsafe unlink(staging + "/" + name) }
    unsafe mkdir(staging, 0o777)
  }

  func prepare(
    _ output: CollectedOutput, _ path: String, modified: Int64, _ tools: BatchTools
  ) throws(ConversionError) -> PreparedOutput {
    let file = staging + "/" + String(PendingFiles.nextNumber())
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(errno, file) }
    do throws(ConversionError) {
      try output.content.read { (span) throws(ConversionError) in
        try writeAll(span, to: descriptor, named: file)
      }
    } catch {
      close(descriptor)
      unsafe unlink(file)
      throw error
    }
    // A full disk may show only here.
    guard close(descriptor) == 0 else {
      let code = errno
      unsafe unlink(file)
      throw Self.failure(code, file)
    }
    return .staged(file)
  }

  func deliver(_ outputs: [(PreparedOutput, String)]) throws(ConversionError) {
    var done: [String] = []
    do throws(ConversionError) {
      for case (.staged(let file), let path) in outputs {
        try makeFolder(of: path)
        let target = root + "/" + path
        guard unsafe rename(file, target) == 0 else { throw Self.failure(errno, target) }
        done.append(target)
      }
    } catch {
      for target in done { unsafe unlink(target) }
      for (output, _) in outputs { discard(output) }
      throw error
    }
  }

  /// The folders that lead to a file. A link in place of one would lead out of the tree.
  private func makeFolder(of path: String) throws(ConversionError) {
    let parts = path.split(separator: "/").dropLast()
    let wanted = parts.joined(separator: "/")
    guard wanted != folder else { return }
    var path = root
    for part in parts {
      path += "/" + part
      var status = stat()
      if unsafe lstat(path, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR else { throw Self.failure(ENOTDIR, path) }
      } else if unsafe mkdir(path, 0o777) != 0 {
        throw Self.failure(errno, path)
      }
    }
    folder = wanted
  }

  /// What is wrong with a name is wrong with this entry only.
  private static func failure(_ code: CInt, _ path: String) -> ConversionError {
    let words = SystemError.text(code)
    return switch code {
    case ENOSPC, EDQUOT: ConversionError(.outputDiskFull, file: path)
    case EISDIR, ENOTDIR, ENAMETOOLONG, EEXIST, ENOTEMPTY, EINVAL, EILSEQ:
      ConversionError(.outputNameUnusable, [path, words])
    default: ConversionError(.outputNotWritable, [words], file: path)
    }
  }

  func discard(_ output: PreparedOutput) {
    if case .staged(let file) = output { unsafe unlink(file) }
  }

  let isForetold = true

  let comparesDigests = true

  func help() {}

  func boundary() -> AwaitedBoundary? { nil }

  func settle() {}

  func flush() {}

  func holds(_ output: BatchOutput) -> Bool {
    guard let source = try? InputSource(root + "/" + output.path), source.size == output.size
    else { return false }
    var hash = ContentHash()
    try? source.whole { hash.add($0) }
    return hash.finish() == output.digest
  }

  func remove(_ output: BatchOutput) {
    // Only what is still as it was left is ours to delete.
    guard holds(output) else { return }
    unsafe unlink(root + "/" + output.path)
    var parts = output.path.split(separator: "/").dropLast()
    while !parts.isEmpty, unsafe rmdir(root + "/" + parts.joined(separator: "/")) == 0 {
      parts = parts.dropLast()
    }
  }

  func finish() {}
}
