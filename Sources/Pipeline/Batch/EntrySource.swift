import GazetteArchives
import GazetteDocumentModel
import GazetteTextEncoding
import GazetteZip
import Synchronization

/// Finds what there is to convert: the files of folders in the order of their names, the entries of
/// archives in theirs.
///
/// Any thread may ask for the next entry. Most archives can be read by one thread at a time only; so that the
/// others need not wait for it, some entries are read before they are asked for, by whichever thread finds
/// few of them left.
final class EntrySource: @unchecked Sendable {
  // Under this lock: what is ready, and who reads. All else is the reading thread's.
  private let monitor = Monitor()
  private var ready: [BatchEntry] = []
  private var isReading = false
  private var hasEnded = false
  private static let fewestReady = 4
  private static let mostReady = 8
  /// Bytes of what is ready, from which on nothing more is read.
  private static let largestReady = 256 << 10
  private let options: Batch
  private let names: OutputNames
  private let budget: ArchiveBudget
  private let ownFiles: Set<FileIdentity>
  private let overwriting: OverwriteGuard
  private var inputs: ArraySlice<String>
  private var frames: [Frame] = []
  private var number = 0
  /// The number of the next entry, while no thread asks for it.
  var firstNumber: Int { ready.first?.number ?? number }
  private var notices: [Diagnostic] = []
  /// Bytes of inputs that are done, of which progress is told.
  private var bytesDone: UInt64 = 0
  private let reached = Atomic<UInt64>(0)

  /// Where the search stands: within folders and archives, innermost last.
  private enum Frame {
    case folder(Folder)
    case archive(OpenArchive)
  }

  private final class Folder {
    let path: FilePath
    /// The path for messages.
    let place: String
    /// What its entries' names begin with.
    let prefix: String
    var names: ArraySlice<FolderNames.Name>

    init(_ path: FilePath, place: String, prefix: String, _ names: [FolderNames.Name]) {
      (self.path, self.place, self.prefix, self.names) = (path, place, prefix, names[...])
    }
  }

  private final class OpenArchive {
    let reader: ArchiveReader
    /// For messages and the manifest.
    let place: String
    /// Of the outputs of its entries.
    let prefix: String
    let stamp: [UInt8]
    /// How many archives it is within.
    let depth: Int
    let size: UInt64

    init(
      _ reader: ArchiveReader, place: String, prefix: String, stamp: [UInt8], depth: Int,
      size: UInt64
    ) {
      (self.reader, self.place, self.prefix) = (reader, place, prefix)
      (self.stamp, self.depth, self.size) = (stamp, depth, size)
    }
  }

  /// - Parameter ownFiles: the run's own output and its work folder, which are no inputs.
  init(_ options: Batch, names: OutputNames, ownFiles: [String]) {
    self.options = options
    self.names = names
    budget = ArchiveBudget(options.limits)
    inputs = options.inputs[...]
    self.ownFiles = Set(ownFiles.compactMap { FileIdentity($0) })
    overwriting = OverwriteGuard(options)
  }

  /// Bytes of the inputs that were gone through.
  var position: UInt64 { reached.load(ordering: .relaxed) }

  /// The next entry, numbered; nil when there are no more.
  func next() -> BatchEntry? {
    monitor.withLock {
      while ready.isEmpty, isReading { monitor.wait() }
      if ready.count < Self.fewestReady, !isReading, !hasEnded { readOn() }
      return ready.isEmpty ? nil : ready.removeFirst()
    }
  }

  /// Reads until enough is ready; the lock is left for as long as an entry takes.
  private func readOn() {
    isReading = true
    while !hasEnded, ready.count < Self.mostReady,
      ready.reduce(0, { $0 + $1.bytesInMemory }) < Self.largestReady
    {
      monitor.unlock()
      let entry = find()
      reached.store(bytesDone + outermostPosition, ordering: .relaxed)
      monitor.lock()
      if let entry {
        ready.append(entry)
        ready[ready.count - 1].number = number
        number += 1
      } else {
        hasEnded = true
      }
      monitor.wakeAll()
    }
    isReading = false
    monitor.wakeAll()
  }

  private var outermostPosition: UInt64 {
    for case .archive(let archive) in frames { return min(archive.reader.position, archive.size) }
    return 0
  }

  private func find() -> BatchEntry? {
    while true {
      let found: BatchEntry?
      switch frames.last {
      case .folder(let folder): found = next(in: folder)
      case .archive(let archive): found = next(in: archive)
      case nil:
        guard let input = inputs.popFirst() else {
          return notices.isEmpty ? nil : attached(BatchEntry(name: "", place: "", content: .notice))
        }
        found = open(input)
      }
      if let found { return attached(found) }
    }
  }

  /// What was said of an archive goes with the entry that comes next.
  private func attached(_ entry: BatchEntry) -> BatchEntry {
    guard !notices.isEmpty else { return entry }
    var entry = entry
    entry.notices = notices + entry.notices
    notices = []
    return entry
  }

  // MARK: Folders and files

  private func open(_ input: String) -> BatchEntry? {
    let trimmed = input.count > 1 && input.hasSuffix("/") ? String(input.dropLast()) : input
    let base = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
    let prefix = options.prefix(of: trimmed)
    let status = input == "-" ? nil : FileStatus(input)
    if let status, ownFiles.contains(status.identity) {
      return failure(ConversionError(.outputIsInput, file: input), place: input, name: base)
    }
    if status?.kind == .folder {
      return push(folder: FilePath(trimmed), place: trimmed, prefix: prefix)
    }
    do throws(ConversionError) {
      guard let kind = try archiveKind(input, base) else {
        return file(FilePath(input), place: input, name: base)
      }
      let place = input == "-" ? "<stdin>" : input
      return push(archive: FilePath(input), kind, place: place, prefix: prefix)
    } catch {
      return failure(error, place: input, name: base)
    }
  }

  /// What an input is by its name, else by its first bytes.
  private func archiveKind(
    _ input: String, _ name: String
  ) throws(ConversionError) -> ArchiveKind? {
    if let kind = ArchiveKind.named(name) { return kind }
    if input == "-" { return .stream }
    if Formats.forFile(name) != nil { return nil }
    return try ArchiveKind.of(SharedInput(try InputSource(input)))
  }

  private func push(folder path: FilePath, place: String, prefix: String) -> BatchEntry? {
    do throws(ConversionError) {
      let names = FolderNames(
        try InputFolder.names(path, shown: place), encoding: options.nameEncoding)
      if var notice = names.notice {
        notice.file = place
        notices.append(notice)
      }
      frames.append(.folder(Folder(path, place: place, prefix: prefix, names.names)))
      return nil
    } catch {
      return failure(error, place: place, name: place)
    }
  }

  private func next(in folder: Folder) -> BatchEntry? {
    guard let name = folder.names.popFirst() else {
      frames.removeLast()
      return nil
    }
    let path = folder.path / name.bytes
    let place = folder.place + "/" + name.text
    let inner = folder.prefix + name.text
    let status: FileStatus
    switch FolderItem(path, named: name.text, besides: ownFiles) {
    case .own: return nil
    case .systemFile: return ignored(place)
    case .unreadable(let code):
      return failure(
        ConversionError(.inputUnreadable, [SystemError.text(code)]), place: place, name: inner)
    case .link:
      return skipped(.entryNotFile, "a symbolic link", "符号链接", place: place, name: inner)
    case .device: return skipped(.entryNotFile, "a device", "设备", place: place, name: inner)
    case .folder: return push(folder: path, place: place, prefix: inner + "/")
    case .file(let found): status = found
    }
    let kind = ArchiveKind.named(name.text)
    guard kind == nil ? options.isWanted(inner) : !options.isExcluded(inner) else {
      bytesDone += status.size
      return nil
    }
    if name.isDamaged { notices.append(Diagnostic(.entryNameDamaged, file: place)) }
    guard let kind else { return file(path, place: place, name: inner) }
    return push(archive: path, kind, place: place, prefix: inner + "/")
  }

  private func file(_ path: FilePath, place: String, name: String) -> BatchEntry {
    var entry = BatchEntry(name: name, place: place, content: .file(path))
    if let stamp = FileStamp(path) {
      bytesDone += stamp.size
      entry.size = stamp.size
      entry.modified = stamp.seconds
      entry.stamp = stamp.bytes
    }
    return named(entry, name)
  }

  // MARK: Archives

  private func push(
    archive path: FilePath, _ kind: ArchiveKind, place: String, prefix: String
  ) -> BatchEntry? {
    do throws(ConversionError) {
      let source = try InputSource(path, named: place)
      try source.makeRereadable()
      try push(
        SharedInput(source), kind, place: place, prefix: prefix,
        stamp: FileStamp(path)?.bytes ?? [], depth: 0)
      return nil
    } catch {
      return failure(error, place: place, name: place)
    }
  }

  private func push(
    _ file: any RandomAccess, _ kind: ArchiveKind, place: String, prefix: String,
    stamp: [UInt8], depth: Int
  ) throws(ConversionError) {
    let diagnostics = DiagnosticCollector(file: place, minimumSeverity: .information) {
      self.notices.append($0)
    }
    // A name may lie; only where the beginning is damaged it is all there is.
    let reader = try ArchiveReader(
      file, named: place, kind: try ArchiveKind.of(file) ?? kind, encoding: options.nameEncoding,
      budget: budget,
      diagnostics: diagnostics)
    frames.append(
      .archive(
        OpenArchive(
          reader, place: place, prefix: prefix, stamp: stamp, depth: depth, size: file.size)))
  }

  private func next(in archive: OpenArchive) -> BatchEntry? {
    do throws(ConversionError) {
      guard let entry = try archive.reader.next() else {
        pop(archive)
        return nil
      }
      return try take(entry, of: archive)
    } catch {
      pop(archive)
      return failure(error, place: archive.place, name: archive.place)
    }
  }

  private func pop(_ archive: OpenArchive) {
    frames.removeLast()
    if archive.depth == 0 { bytesDone += archive.size }
  }

  /// An entry of an archive. - Throws: what the archive itself cannot go on from.
  private func take(
    _ found: ArchiveEntry, of archive: OpenArchive
  ) throws(ConversionError) -> BatchEntry? {
    let place = archive.place + "/" + found.name
    var entry = BatchEntry(
      archive: archive.place, name: found.name, place: place, size: found.size,
      modified: found.modified, stamp: archive.stamp, content: .notice)
    func skip(_ code: DiagnosticCode, _ english: String, _ chinese: String) -> BatchEntry {
      entry.content = .skipped(
        Diagnostic(code, [english], chinese: [chinese], file: place))
      return entry
    }
    let last = Self.lastPart(of: found.name)
    if SystemFile.isOne(last) || SystemFile.isWithinOne(found.name) { return ignored(place) }
    switch found.kind {
    case .folder: return nil
    case .file: break
    case .symbolicLink(let target):
      return skip(.entryNotFile, "a symbolic link to \"\(target)\"", "指向“\(target)”的符号链接")
    case .hardLink(let target):
      return skip(.entryNotFile, "a hard link to \"\(target)\"", "指向“\(target)”的硬链接")
    case .special: return skip(.entryNotFile, "a device", "设备")
    }
    let nested = ArchiveKind.named(last)
    guard nested == nil ? options.isWanted(found.name) : !options.isExcluded(found.name) else {
      return nil
    }
    if found.isNameDamaged { entry.notices.append(Diagnostic(.entryNameDamaged, file: place)) }
    if let refusal = found.refusal {
      entry.content = .failed(refusal)
      return entry
    }
    if nested != nil, archive.depth >= options.nesting {
      return skip(.archiveNested, "\(archive.depth + 1)", "\(archive.depth + 1)")
    }
    do throws(ConversionError) {
      let content = options.isDryRun && nested == nil ? .memory([]) : try archive.reader.content()
      if let nested {
        try push(
          try content.unpacked(BlockInflater()).randomAccess(), nested, place: place,
          prefix: archive.prefix + SafePath(found.name).path + "/", stamp: archive.stamp,
          depth: archive.depth + 1)
        return nil
      }
      entry.content = .entry(content)
    } catch {
      entry.content = .failed(error)
      return entry
    }
    let prefix = archive.reader.isOneFile ? Self.folder(of: archive.prefix) : archive.prefix
    return named(entry, prefix + found.name)
  }

  /// `b` of `a/b`, of `a\b` and of `a/b/`.
  private static func lastPart(of name: String) -> String {
    let isSlash = { (byte: UInt8) in byte == 0x2F || byte == 0x5C }
    guard let end = name.utf8.lastIndex(where: { !isSlash($0) }) else { return name }
    let whole = name.utf8[...end]
    guard let slash = whole.lastIndex(where: isSlash) else { return String(Substring(whole)) }
    return String(Substring(whole[slash...].dropFirst()))
  }

  /// `a/` of `a/b.gz/`: what was compressed by itself stands where it stood.
  private static func folder(of prefix: String) -> String {
    let parts = prefix.split(separator: "/").dropLast()
    return parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }

  // MARK: What becomes of them

  private func named(_ entry: consuming BatchEntry, _ path: String) -> BatchEntry {
    let (outputs, diagnostics) = names.outputs(of: path)
    entry.outputs = outputs
    if let output = overwriting.inputWrittenOver(by: entry) {
      entry.content = .failed(ConversionError(.outputIsInput, file: output))
      entry.outputs = []
    }
    entry.notices += diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.file = entry.place
      return diagnostic
    }
    return entry
  }

  private func failure(_ error: ConversionError, place: String, name: String) -> BatchEntry {
    BatchEntry(name: name, place: place, content: .failed(error.named(place)))
  }

  private func skipped(
    _ code: DiagnosticCode, _ english: String, _ chinese: String, place: String, name: String
  ) -> BatchEntry {
    BatchEntry(
      name: name, place: place,
      content: .skipped(Diagnostic(code, [english], chinese: [chinese], file: place)))
  }

  private func ignored(_ place: String) -> BatchEntry? {
    notices.append(Diagnostic(.entryIgnored, file: place))
    return nil
  }
}
