public import GazetteDocumentModel
public import GazetteZip

/// The archives that can be written.
public enum ArchiveForm: String, Sendable, CaseIterable {
  case tar = "tar"
  case tarGzip = "tar.gz"
  case tarZstandard = "tar.zst"
  case zip = "zip"

  /// By the ending of a file's name.
  public static func named(_ name: String) -> ArchiveForm? {
    let lower = name.lowercased()
    if lower.hasSuffix(".tgz") { return .tarGzip }
    if lower.hasSuffix(".tzst") { return .tarZstandard }
    return allCases.first { lower.hasSuffix("." + $0.rawValue) }
  }
}

/// Writes an archive as a stream: member by member, in one direction, with the same bytes for the same
/// members.
///
/// A run that was stopped goes on where it was, at a *boundary*: a place where everything before it is in
/// the sink and does not depend on what follows. In a tar and a zip each member ends in one; a compressed
/// tar is cut into blocks of a megabyte that are compressed one by one, and each block of whole members
/// ends in one.
public final class ArchiveWriter {
  private let form: ArchiveForm
  private let sink: any ByteSink
  private let tar = TarWriter()
  private let zip: ZipWriter?
  private let packer: BlockPacker?
  /// Bytes of the tar that wait to be compressed.
  private var block: [UInt8] = []
  /// How many bytes are in the sink.
  private var written: UInt64 = 0

  private static let blockSize = 1 << 20

  public init(_ form: ArchiveForm, to sink: any ByteSink) {
    self.form = form
    self.sink = sink
    zip = form == .zip ? ZipWriter(sink) : nil
    packer =
      form == .tarGzip || form == .tarZstandard ? BlockPacker(isGzip: form == .tarGzip) : nil
  }

  /// A member whose content may be prepared on any thread.
  public struct Member: Sendable {
    let name: String
    let modified: Int64
    let content: EntryContent
    let packed: PackedEntry?

    /// - Parameter form: of the archive that it is for: a zip's member is compressed here.
    public init(
      _ name: String, _ content: EntryContent, modified: Int64, for form: ArchiveForm,
      _ deflater: BlockDeflater
    ) {
      self.name = name
      self.modified = modified
      self.content = content
      if form == .zip, case .memory(let bytes) = content {
        packed = PackedEntry(bytes, deflater)
      } else {
        packed = nil
      }
    }
  }

  /// Adds a member.
  public func add(_ member: Member) throws(ConversionError) {
    if let zip {
      if let packed = member.packed {
        return try zip.add(member.name, packed, modified: member.modified)
      }
      zip.begin(member.name, modified: member.modified)
      try member.content.read { (span) throws(ConversionError) in try zip.write(span) }
      return try zip.end()
    }
    let size = member.content.size
    try put(tar.header(member.name, size: size, modified: member.modified).span)
    try member.content.read { (span) throws(ConversionError) in try put(span) }
    try put(tar.padding(size).span)
    if packer != nil, block.count >= Self.blockSize { try flushBlock() }
  }

  /// Where the archive ends, if nothing of it waits: a boundary. Of a zip, with what the directory will say
  /// of the members since the last time.
  public func boundary() throws(ConversionError) -> (length: UInt64, records: [UInt8])? {
    if let zip { return try zip.place() }
    return block.isEmpty ? (written, []) : nil
  }

  /// Goes on at a boundary. - Parameter records: of the boundaries up to it, with how many members.
  public func restore(
    length: UInt64, records: [UInt8], count: UInt64
  ) throws(ConversionError) {
    written = length
    try zip?.restore(records, count: count, length: length)
  }

  /// Ends the archive.
  public func finish() throws(ConversionError) {
    if let zip { return try zip.finish() }
    try put(tar.end.span)
    if packer != nil { try flushBlock() }
    try sink.flush()
  }

  private func put(_ bytes: Span<UInt8>) throws(ConversionError) {
    guard packer != nil else {
      written += UInt64(bytes.count)
      return try sink.write(bytes)
    }
    block.append(bytes)
    // A member of any length: a block of four megabytes within it, and no boundary.
    if block.count >= 4 * Self.blockSize { try flushBlock() }
  }

  private func flushBlock() throws(ConversionError) {
    guard let packer, !block.isEmpty else { return }
    let packed = try packer.pack(block)
    block.removeAll(keepingCapacity: true)
    written += UInt64(packed.count)
    try sink.write(packed.span)
  }
}
