public import GazetteDocumentModel
public import GazetteTextEncoding
import GazetteZip

/// Reads an archive, entry by entry, without unpacking it to disk.
///
///     let archive = try ArchiveReader(file, kind: .zip, diagnostics: diagnostics)
///     while let entry = try archive.next() { use(entry.name, try archive.content()) }
///
/// The entries of a zip come in the order of its directory; their content is read later, by any thread.
/// Those of other archives come as they lie, and `content` must be asked for before the next one. After an
/// error of `content`, `next` says whether the archive can still be read: it throws the fault of the
/// archive once, and then there are no more entries.
public final class ArchiveReader {
  private enum Source {
    case zip(ZipDirectory)
    /// A zip without its directory.
    case recovered(ZipRecovery)
    case stream(StreamedArchive)
    case ended
  }

  private let file: any RandomAccess
  /// Of the file, for what it holds where that has no name.
  private let name: String
  private let encoding: TextEncoding?
  private let budget: ArchiveBudget
  private let diagnostics: DiagnosticCollector
  private var source: Source
  private var names: EntryNames?
  private var fault: ConversionError?
  private var found: UInt64 = 0
  /// The entry of a zip whose content is asked for.
  private var member: ZipEntry?
  private let kind: ArchiveKind
  /// What is read at a time of a stream.
  private var block = [UInt8](repeating: 0, count: 64 << 10)
  /// Bytes of this archive that came out; of a zip, as its directory has them.
  private var unpacked: UInt64 = 0
  /// Whether the last entry of a stream was read.
  private var isDrained = true

  /// - Parameters:
  ///   - name: of the file, as `file` of diagnostics and for one compressed file.
  ///   - encoding: of names that are not marked as UTF-8; nil finds it out.
  ///   - budget: shared with the archives within it.
  /// - Throws: `GZ4502` where it is no archive of the kind.
  public init(
    _ file: any RandomAccess, named name: String, kind: ArchiveKind, encoding: TextEncoding? = nil,
    budget: ArchiveBudget, diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    self.file = file
    self.name = name
    self.encoding = encoding
    self.budget = budget
    self.diagnostics = diagnostics
    self.kind = kind
    switch kind {
    case .stream, .sevenZip:
      source = .stream(try StreamedArchive(file, kind))
    case .zip:
      do throws(ConversionError) {
        var sample: [UInt8] = []
        var scan = try ZipDirectory(file)
        let directory = scan
        while let entry = try scan.next() {
          if !entry.isNameUTF8, !EntryNames.add(entry.nameBytes, to: &sample) { break }
        }
        source = .zip(directory)
        setNames(sample)
      } catch {
        fault = ConversionError(.archiveDamaged, error.diagnostic.arguments)
        source = .recovered(ZipRecovery(file))
        setNames(try recoverableNames())
      }
    }
  }

  /// The next entry, nil behind the last.
  /// - Throws: `GZ4501` where the archive is damaged, `GZ4505`…`GZ4507` where it goes beyond its limits.
  public func next() throws(ConversionError) -> ArchiveEntry? {
    member = nil
    do throws(ConversionError) {
      if case .recovered = source {} else if let fault { throw fault }
      guard let entry = try nextOfSource() else {
        source = .ended
        return nil
      }
      found += 1
      try budget.addEntry()
      return entry
    } catch {
      source = .ended
      fault = nil
      throw error
    }
  }

  private func nextOfSource() throws(ConversionError) -> ArchiveEntry? {
    switch source {
    case .ended: return nil
    case .zip(var directory):
      let entry = try directory.next()
      source = .zip(directory)
      guard let entry else { return nil }
      return try self.entry(of: entry)
    case .recovered(var recovery):
      if let entry = try recovery.next() {
        source = .recovered(recovery)
        return try self.entry(of: entry)
      }
      let why = fault?.diagnostic.arguments.first ?? ""
      throw ConversionError(
        .archiveDamaged,
        [
          "\(why); \(found) entries stand before byte \(recovery.offset), and nothing can be read behind it"
        ])
    case .stream(let stream):
      // libarchive would pass over what was not read, of whatever length, without a word.
      if !isDrained, stream.isCompressed { try drain(stream) }
      isDrained = false
      let end = stream.unpackedPosition
      guard let header = try stream.next() else {
        if kind != .sevenZip, !(try endsWithMark(stream, behind: end)) {
          diagnostics.report(.archiveWithoutEnd)
        }
        return nil
      }
      if header.isBehindDamage {
        diagnostics.report(
          .archiveHeaderDamaged, [String(decoding: header.nameBytes, as: UTF8.self)])
      }
      return try entry(of: header, in: stream)
    }
  }

  private func entry(of entry: ZipEntry) throws(ConversionError) -> ArchiveEntry {
    member = entry
    let (name, isWhole) =
      names?.decode(entry.nameBytes, isUTF8: entry.isNameUTF8) ?? (entry.name, false)
    var kind: ArchiveEntry.Kind =
      switch entry.kind {
      case .file: .file
      case .folder: .folder
      case .special: .special
      case .symbolicLink: .symbolicLink("")
      }
    if case .symbolicLink = kind, entry.size < 4096, entry.packedSize < 4096, !entry.isEncrypted,
      let target = try? ZipMember(entry, in: file).whole(BlockInflater())
    {
      kind = .symbolicLink(String(decoding: target, as: UTF8.self))
    }
    let refusal =
      entry.isEncrypted
      ? ConversionError(.archiveEntryEncrypted)
      : budget.refusal(size: entry.size, packed: entry.packedSize)
    if refusal == nil {
      // Entries that lie in the same bytes make a bomb of many small ones.
      unpacked = unpacked.addingClamped(entry.size)
      try budget.check(archive: unpacked, packed: file.size)
      try budget.add(entry.size)
    }
    return ArchiveEntry(
      name: name, isNameDamaged: !isWhole, kind: kind, size: entry.size, modified: entry.modified,
      refusal: refusal)
  }

  private func entry(
    of header: StreamedArchive.Header, in stream: StreamedArchive
  ) throws(ConversionError) -> ArchiveEntry {
    if stream.isOneFile, !stream.isCompressed {
      throw ConversionError(.archiveUnreadable, ["its first bytes are of no archive"])
    }
    var header = header
    if stream.isOneFile {
      header.nameBytes = Array(ArchiveKind.withoutCompression(name).utf8)
      header.modified = stream.modified ?? header.modified
    }
    if names == nil, UTF8Validation.validPrefix(header.nameBytes.span) < header.nameBytes.count {
      setNames(try streamedNames())
    }
    let (name, isWhole) =
      names?.decode(header.nameBytes, isUTF8: false)
      ?? (String(decoding: header.nameBytes, as: UTF8.self), true)
    return ArchiveEntry(
      name: name, isNameDamaged: !isWhole, kind: header.kind, size: header.size,
      modified: header.modified,
      refusal: header.isEncrypted
        ? ConversionError(.archiveEntryEncrypted)
        : header.size.flatMap { budget.refusal(size: $0, packed: $0) })
  }

  /// The content of the entry that `next` gave last.
  /// - Throws: `GZ4501` where the archive is damaged there, `GZ4504` where the entry is too large.
  public func content() throws(ConversionError) -> EntryContent {
    if let member { return .member(member, file) }
    guard case .stream(let stream) = source else { return .memory([]) }
    do throws(ConversionError) {
      return try content(of: stream)
    } catch {
      if error.code != .entryTooLarge { fault = error }
      throw error
    }
  }

  private func content(of stream: StreamedArchive) throws(ConversionError) -> EntryContent {
    var collected = ContentCollector()
    var block: [UInt8] = []
    swap(&block, &self.block)
    defer { swap(&block, &self.block) }
    isDrained = true
    while true {
      let count = try stream.read(into: &block)
      if count == 0 { break }
      try take(count, of: stream)
      try collected.add(block.span.extracting(0..<count))
      if let refusal = budget.refusal(size: collected.size, packed: .max) {
        isDrained = false
        throw refusal
      }
    }
    return try collected.finish()
  }

  private func drain(_ stream: StreamedArchive) throws(ConversionError) {
    while true {
      let count = try stream.read(into: &block)
      if count == 0 { return }
      try take(count, of: stream)
    }
  }

  private func take(_ count: Int, of stream: StreamedArchive) throws(ConversionError) {
    unpacked += UInt64(count)
    try budget.check(archive: unpacked, packed: stream.position)
    try budget.add(UInt64(count))
  }

  /// Whether it is one compressed file; known with the first entry.
  public var isOneFile: Bool {
    if case .stream(let stream) = source { stream.isOneFile } else { false }
  }

  /// How far the archive is read, of its size.
  public var position: UInt64 {
    switch source {
    case .zip: min(member.map { $0.headerOffset + $0.packedSize } ?? 0, file.size)
    case .recovered(let recovery): recovery.offset
    case .stream(let stream): stream.position
    case .ended: file.size
    }
  }

  // MARK: Names

  private func setNames(_ sample: [UInt8]) {
    let names = EntryNames(sample, asked: encoding)
    if let evidence = names.evidence {
      diagnostics.report(
        .entryNamesDecoded, [names.encoding.name, evidence.english],
        chinese: [names.encoding.name, evidence.chinese])
    }
    self.names = names
  }

  private func recoverableNames() throws(ConversionError) -> [UInt8] {
    var sample: [UInt8] = []
    var scan = ZipRecovery(file)
    while let entry = try scan.next() {
      if !entry.isNameUTF8, !EntryNames.add(entry.nameBytes, to: &sample) { break }
    }
    return sample
  }

  /// Goes through the archive by itself, for its names; what is damaged is said when it is read.
  private func streamedNames() throws(ConversionError) -> [UInt8] {
    var sample: [UInt8] = []
    let scan = try StreamedArchive(file, kind)
    while let header = try? scan.next() {
      let isValid = UTF8Validation.validPrefix(header.nameBytes.span) == header.nameBytes.count
      if !isValid, !EntryNames.add(header.nameBytes, to: &sample) { break }
    }
    return sample
  }

  /// Whether a tar ends in the block of zeros that ends one: where it is cut between two entries, nothing
  /// else shows it.
  ///
  /// - Parameter end: of the last entry's bytes, but for what fills its last block.
  private func endsWithMark(
    _ stream: StreamedArchive, behind end: Int64
  ) throws(ConversionError) -> Bool {
    if stream.isOneFile { return true }
    if stream.isCompressed { return stream.unpackedPosition - end >= 512 }
    guard file.size >= 512 else { return false }
    var block = [UInt8](repeating: 0, count: 512)
    let count = try file.read(into: &block, at: file.size - 512)
    return count == 512 && block.allSatisfy { $0 == 0 }
  }
}
