public import GazetteDocumentModel
public import GazetteZip

/// An entry of an archive.
public struct ArchiveEntry: Sendable {
  public enum Kind: Sendable {
    case file, folder
    /// What it points to.
    case symbolicLink(String)
    case hardLink(String)
    /// A device, a pipe, a socket.
    case special
  }

  /// The name, decoded; whatever its maker put there, so no path to write to.
  public let name: String
  /// Whether bytes of the name are no text in its encoding: they stand as `%B8`.
  public let isNameDamaged: Bool
  public let kind: Kind
  /// Unpacked, where the archive says it.
  public let size: UInt64?
  /// Seconds since 1970.
  public let modified: Int64?
  /// Why the entry cannot be read: encrypted, too large.
  public let refusal: ConversionError?
}

/// The bytes of an entry.
public enum EntryContent: Sendable {
  case memory([UInt8])
  case file(TemporaryFile)
  /// Bytes of a zip, which any thread may read.
  case member(ZipEntry, any RandomAccess)

  /// What is longer waits in a temporary file.
  public static let memoryLimit = 1 << 20

  /// The content as bytes or a temporary file.
  /// - Throws: `GZ4401` where a zip is damaged, `GZ4516` where its entry is packed in a way that is not read.
  public func unpacked(_ inflater: BlockInflater) throws(ConversionError) -> EntryContent {
    guard case .member(let entry, let file) = self else { return self }
    if let method = entry.unknownMethod, !entry.isEncrypted {
      throw ConversionError(.entryMethodUnknown, [entry.name, method])
    }
    if LoneMember.canHold(entry) { return try Self.streamed(entry, file) }
    let member = ZipMember(entry, in: file)
    if entry.size <= UInt64(Self.memoryLimit), entry.packedSize <= UInt64(Self.memoryLimit) {
      return .memory(try member.whole(inflater))
    }
    let spool = try TemporaryFile()
    try member.read { (span) throws(ConversionError) in try spool.append(span) }
    return .file(spool)
  }

  /// The content of an entry that is packed by another method than deflate: libarchive knows most of them.
  private static func streamed(
    _ entry: ZipEntry, _ file: any RandomAccess
  ) throws(ConversionError) -> EntryContent {
    func damaged(_ what: String) -> ConversionError {
      ConversionError(.zipDamaged, ["\(entry.name) \(what)"])
    }
    let stream: StreamedArchive
    var collected = ContentCollector()
    var checksum = Checksum()
    do throws(ConversionError) {
      stream = try StreamedArchive(LoneMember(entry, in: file), .zip)
      _ = try stream.next()
      var block = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let count = try stream.read(into: &block)
        if count == 0 { break }
        let span = block.span.extracting(0..<count)
        checksum.add(span)
        try collected.add(span)
        guard collected.size <= entry.size else { break }
      }
    } catch {
      guard error.code == .archiveDamaged else { throw error }
      throw damaged("cannot be unpacked: \(error.diagnostic.arguments.joined())")
    }
    guard collected.size == entry.size, checksum.value == entry.checksum else {
      throw damaged("has not the length or the checksum that the directory says")
    }
    return try collected.finish()
  }

  /// Hands the bytes on, piece by piece; of a member of a zip, none.
  public func read(
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    switch self {
    case .memory(let bytes): try body(bytes.span)
    case .member: break
    case .file(let file):
      var block = [UInt8](repeating: 0, count: 256 << 10)
      var offset: UInt64 = 0
      while offset < file.size {
        let count = try file.read(into: &block, at: offset)
        guard count > 0 else { break }
        try body(block.span.extracting(0..<count))
        offset += UInt64(count)
      }
    }
  }

  /// How many bytes.
  public var size: UInt64 {
    switch self {
    case .memory(let bytes): UInt64(bytes.count)
    case .file(let file): file.size
    case .member(let entry, _): entry.size
    }
  }
}
