import Synchronization

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
      guard let status = FileStatus(input), !ownFiles.contains(status.identity) else { continue }
      switch status.kind {
      case .file: add(status)
      case .folder: waiting.append(FilePath(input))
      case .link, .other: break
      }
    }
    while let folder = waiting.popLast() {
      for name in (try? InputFolder.names(folder, shown: "")) ?? [] {
        guard !isStopped.load(ordering: .relaxed) else { return }
        let path = folder / name
        switch FolderItem(
          path, named: String(decoding: name, as: UTF8.self), besides: ownFiles)
        {
        case .file(let status): add(status)
        case .folder: waiting.append(path)
        default: break
        }
      }
    }
    isKnown.store(true, ordering: .releasing)
  }

  /// Nobody asks any more.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  private func add(_ file: FileStatus) { sum.wrappingAdd(file.size, ordering: .relaxed) }
}
