#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a batch takes a name in a folder for; told here for who searches for inputs and for who counts them.
enum FolderItem {
  /// The run's own output, or its work folder.
  case own
  case systemFile
  case folder
  case file(FileStatus)
  /// One that leads to nothing, or to a folder: a circle of those would have no end.
  case link
  case device
  /// With the system's error.
  case unreadable(CInt)

  init(_ path: FilePath, named name: String, besides ownFiles: Set<FileIdentity>) {
    let target = FileStatus(path)
    if let target, ownFiles.contains(target.identity) {
      self = .own
    } else if SystemFile.isOne(name) {
      self = .systemFile
    } else if let status = FileStatus(notFollowing: path) {
      self.init(status, leadingTo: target)
    } else {
      self = .unreadable(errno)
    }
  }

  private init(_ status: FileStatus, leadingTo target: FileStatus?) {
    if status.kind == .link, target == nil || target?.kind == .folder {
      self = .link
      return
    }
    let status = status.kind == .link ? target ?? status : status
    self =
      switch status.kind {
      case .folder: .folder
      case .file: .file(status)
      case .link, .other: .device
      }
  }
}

/// Files that operating systems and version control leave beside others.
enum SystemFile {
  private static let names: Set<String> = [
    ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", ".git", ".svn", ".hg", SafePath.workFolder,
  ]

  /// By the last part of a path.
  static func isOne(_ name: String) -> Bool {
    name.hasPrefix("._") || names.contains(name)
      || (name.hasPrefix(".") && name.hasSuffix(SafePath.workFolder))
  }

  static func isWithinOne(_ path: String) -> Bool { path.hasPrefix("__MACOSX/") }
}
