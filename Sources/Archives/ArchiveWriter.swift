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
/// A run that was stopped goes on where it was, at a *boundary*. In a tar and a zip each member ends in one;
/// a compressed tar is cut into blocks of a megabyte that are compressed one by one, and each block of whole
/// members ends in one. Where the blocks are cut depends on the members alone, so that several threads
/// compress them (`help`) to the same bytes.
public final class ArchiveWriter {
  private let form: ArchiveForm
  private let sink: MeasuredSink
  private let tar = TarWriter()
  private let zip: ZipWriter?
  /// Of a compressed tar.
  private let blocks: BlockQueue?
  /// Bytes of the tar that wait for the rest of their block.
  private var block: [UInt8] = []
  /// Since the last boundary.
  private var members: UInt64 = 0

  private static let blockSize = 1 << 20

  /// - Parameter threads: how many will `help`; a block is held for each, and one more.
  public init(_ form: ArchiveForm, to sink: any ByteSink, threads: Int = 1) {
    self.form = form
    let measured = MeasuredSink(sink)
    self.sink = measured
    zip = form == .zip ? ZipWriter(measured) : nil
    blocks =
      form == .tarGzip || form == .tarZstandard
      ? BlockQueue(isGzip: form == .tarGzip, width: threads + 1) : nil
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
    members += 1
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
    if blocks != nil, block.count >= Self.blockSize { try endBlock() }
  }

  /// The boundary behind the last member, which may be known only later; nil where that is none.
  public func boundary() throws(ConversionError) -> AwaitedBoundary? {
    if let zip { return AwaitedBoundary(place(try zip.place().records)) }
    try writeBlocks(isLast: false)
    guard block.isEmpty else { return nil }
    guard let blocks, !blocks.isEmpty else { return AwaitedBoundary(place([])) }
    return blocks.awaitBoundary()
  }

  private func place(_ records: [UInt8]) -> ArchiveBoundary {
    defer { members = 0 }
    return ArchiveBoundary(
      length: sink.length, checksum: sink.takeChecksum(), records: records, members: members)
  }

  /// Goes on at a boundary: of those up to it, one after the other.
  public func restore(_ boundary: ArchiveBoundary) throws(ConversionError) {
    sink.goOn(behind: boundary.length)
    try zip?.restore(boundary.records, count: boundary.members, length: boundary.length)
  }

  /// Compresses what waits for it; on any thread, while another one adds members.
  public func help() { blocks?.help() }

  /// Brings everything into the sink that can be there before the next member: boundaries are known then.
  public func settle() throws(ConversionError) { try writeBlocks(isLast: true) }

  /// Ends the archive.
  public func finish() throws(ConversionError) {
    if let zip { return try zip.finish() }
    try put(tar.end.span)
    if blocks != nil { try endBlock() }
    try settle()
    try sink.flush()
  }

  private func put(_ bytes: Span<UInt8>) throws(ConversionError) {
    guard blocks != nil else { return try sink.write(bytes) }
    if block.capacity == 0 { block.reserveCapacity(Self.blockSize + (64 << 10)) }
    block.append(bytes)
    // A member of any length: a block of four megabytes within it, and no boundary.
    if block.count >= 4 * Self.blockSize { try endBlock() }
  }

  private func endBlock() throws(ConversionError) {
    guard let blocks, !block.isEmpty else { return }
    blocks.put(&block)
    try writeBlocks(isLast: false)
  }

  private func writeBlocks(isLast: Bool) throws(ConversionError) {
    while let (bytes, boundary) = try blocks?.take(isLast: isLast) {
      try sink.write(bytes.span)
      boundary?.place = place([])
    }
  }
}
