import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many bytes a run has to go through, of which progress is told: added up, folders and all, while the
/// work has begun, for it does not wait for that.
final class InputSize: Sendable {
  private let inputs: [String]
  private let ownFiles: Set<FileIdentity>
  private let sum = Atomic<UInt64>(0)
  private let isKnown = Atomic(false)
  private let isStopped = Atomic(false)

  /// - Parameter ownFiles: what is no input wherever it lies.
  init(_ inputs: [String], but ownFiles: [String]) {
    self.inputs = inputs
    self.ownFiles = Set(ownFiles.compactMap { FileIdentity($0) })
  }

  /// Nil until all is counted, or where there is a pipe.
  var total: UInt64? {
    isKnown.load(ordering: .acquiring) ? sum.load(ordering: .relaxed) : nil
  }

  /// Counts; by a thread of its own.
  func count() {
    var waiting: [FilePath] = []
    for input in inputs {
      guard input != "-" else { return }
      take(FilePath(input), followingLinks: true, &waiting)
    }
    while let folder = waiting.popLast() {
      for name in (try? InputFolder.names(folder, shown: "")) ?? [] {
        guard !isStopped.load(ordering: .relaxed) else { return }
        if !SystemFile.isOne(String(decoding: name, as: UTF8.self)) {
          take(folder / name, followingLinks: false, &waiting)
        }
      }
    }
    isKnown.store(true, ordering: .releasing)
  }

  /// Nobody asks any more.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Adds a file up, and a folder to those that wait; of links only those to files, as the search does.
  private func take(_ path: FilePath, followingLinks: Bool, _ waiting: inout [FilePath]) {
    var status = stat()
    guard unsafe lstat(path.bytes, &status) == 0 else { return }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, unsafe stat(path.bytes, &status) != 0 { return }
    if let identity = FileIdentity(path), ownFiles.contains(identity) { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      sum.wrappingAdd(UInt64(max(0, status.st_size)), ordering: .relaxed)
    case S_IFDIR: if !isLink || followingLinks { waiting.append(path) }
    default: break
    }
  }
}
