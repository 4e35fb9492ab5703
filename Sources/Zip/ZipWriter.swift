public import GazetteDocumentModel
import Synchronization

/// Writes a zip archive as a stream, as OCF wants it (EPUB 3.3 §4.2): entries stored or deflated, no extra
/// fields but those of ZIP64 where a number needs them.
///
///     local header · name · data        per entry
///     central directory · end
///
/// An entry's sizes stand before its data, so up to a megabyte of it waits; a longer one is sent as it
/// comes, with its sizes behind it (bit 3). The same entries give the same bytes: where no time is given,
/// it is that of the format's beginning, 1 January 1980.
///
/// Packing takes longer than writing the documents, so in a book of some size a thread of its own packs.
public final class ZipWriter {
  private let output: ZipOutput
  private let deflates: Bool
  private var entry = ZipOutput.Entry(name: [], modified: 0, isDeflated: false)
  /// Bytes of the entry that wait for the rest of it, as they came.
  private var plain: [UInt8] = []
  /// For an entry that does not fit into memory.
  private var stream: Deflater?
  /// Packed bytes of an entry that is sent as it comes.
  private var packed: [UInt8] = []
  private var isSending = false
  /// Bytes of whole entries so far.
  private var total = 0
  private var packer: Packer?

  private static let waiting = 1 << 20
  /// From so many bytes on a thread is worth its while.
  private static let threading = 256 << 10

  /// - Parameter deflates: whether entries are deflated that do not say otherwise.
  public init(_ sink: any ByteSink, deflates: Bool = true) {
    output = ZipOutput(sink)
    self.deflates = deflates
  }

  deinit { packer?.abandon() }

  /// Begins an entry. - Parameter modified: seconds since 1970.
  public func begin(_ name: String, isDeflated: Bool = true, modified: Int64 = 0) {
    entry = ZipOutput.Entry(
      name: Array(name.utf8), modified: modified, isDeflated: isDeflated && deflates)
    plain.removeAll(keepingCapacity: true)
    packed.removeAll(keepingCapacity: true)
    isSending = false
  }

  /// Adds to the entry.
  public func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    if isSending { return try send(bytes) }
    plain.append(bytes)
    guard plain.count > Self.waiting else { return }
    // Too long to wait for. Readers that stream find the end of deflate only by itself, so it is deflated.
    try packer?.wait()
    isSending = true
    entry.hasDescriptor = true
    entry.isDeflated = true
    try output.begin(&entry)
    let waiting = plain
    plain = []
    try send(waiting.span)
  }

  /// Ends the entry.
  public func end() throws(ConversionError) {
    guard isSending else { return try addWhole() }
    stream?.compress([UInt8]().span, isLast: true, to: &packed)
    try flush()
    try output.end(entry)
  }

  /// An entry in one piece.
  public func add(_ name: String, _ bytes: [UInt8], isDeflated: Bool = true) throws(ConversionError)
  {
    begin(name, isDeflated: isDeflated)
    plain = bytes
    try addWhole()
  }

  /// An entry that was packed before, on another thread.
  public func add(
    _ name: String, _ packed: PackedEntry, modified: Int64 = 0
  ) throws(ConversionError) {
    try packer?.wait()
    try output.add(ZipOutput.Entry(name: Array(name.utf8), modified: modified, packed), packed.data)
  }

  /// How many bytes stand in the sink, and what the directory will say of the entries since the last time:
  /// a place from which `restore` goes on.
  public func place() throws(ConversionError) -> (length: UInt64, records: [UInt8]) {
    try packer?.wait()
    return try (output.offset, output.recentRecords())
  }

  /// Goes on behind entries that were written before, as `place` told.
  public func restore(_ records: [UInt8], count: UInt64, length: UInt64) throws(ConversionError) {
    try output.restore(records, count: count, length: length)
  }

  /// Writes the directory.
  public func finish() throws(ConversionError) {
    try packer?.finish()
    packer = nil
    try output.finish()
  }

  /// Packs the entry that waits, or has it packed.
  private func addWhole() throws(ConversionError) {
    total += plain.count
    if packer == nil, total > Self.threading, deflates { packer = Packer(output) }
    guard let packer else { return try output.add(entry, packing: plain) }
    plain = try packer.pack(entry, plain)
  }

  /// Sends a piece of an entry that is sent as it comes.
  private func send(_ bytes: Span<UInt8>) throws(ConversionError) {
    entry.checksum.add(bytes)
    entry.size += UInt64(bytes.count)
    let deflater = stream ?? Deflater()
    stream = deflater
    deflater.compress(bytes, isLast: false, to: &packed)
    if packed.count > 64 << 10 { try flush() }
  }

  private func flush() throws(ConversionError) {
    entry.packedSize += UInt64(packed.count)
    try output.put(packed)
    packed.removeAll(keepingCapacity: true)
  }
}

/// Packs whole entries on a thread of its own. Some parcels go round between the two threads, so memory is
/// bounded; while any is under way the output is the thread's.
private final class Packer {
  private let work: Work
  private var thread: WorkerThread?
  private static let parcelCount = 8

  init(_ output: ZipOutput) {
    let work = Work(output)
    self.work = work
    for _ in 0..<Self.parcelCount { work.spare.send(Parcel()) }
    thread = WorkerThread { work.run() }
  }

  /// Has an entry packed. - Returns: memory for the next one.
  /// - Throws: what packing an earlier one came to.
  func pack(
    _ entry: ZipOutput.Entry, _ bytes: [UInt8]
  ) throws(ConversionError) -> [UInt8] {
    guard let parcel = work.spare.receive() else {
      try work.throwFailure()
      return []
    }
    let memory = parcel.bytes
    parcel.entry = entry
    parcel.bytes = bytes
    work.filled.send(parcel)
    return memory
  }

  /// Waits until nothing is under way. - Throws: what packing came to.
  func wait() throws(ConversionError) {
    var parcels: [Parcel] = []
    for _ in 0..<Self.parcelCount {
      guard let parcel = work.spare.receive() else { break }
      parcels.append(parcel)
    }
    try work.throwFailure()
    for parcel in parcels { work.spare.send(parcel) }
  }

  /// The last entry was handed over. - Throws: what packing came to.
  func finish() throws(ConversionError) {
    work.filled.close()
    thread.take()?.join()
    try work.throwFailure()
  }

  /// Nobody wants the archive any more.
  func abandon() {
    work.filled.close(discarding: true)
    thread.take()?.join()
  }

  /// An entry on its way; one thread at a time has it.
  private final class Parcel: @unchecked Sendable {
    var entry = ZipOutput.Entry(name: [], modified: 0, isDeflated: false)
    var bytes: [UInt8] = []
  }

  /// What the thread does: packs parcels as they come. The output is touched by it alone while a parcel is
  /// under way, which is what makes the class safe to share.
  private final class Work: @unchecked Sendable {
    let filled = Channel<Parcel>()
    /// Parcels on their way back; closed when there was a failure, since none comes any more.
    let spare = Channel<Parcel>()
    private let output: ZipOutput
    private let failure = Mutex<ConversionError?>(nil)

    init(_ output: ZipOutput) { self.output = output }

    func run() {
      while let parcel = filled.receive() {
        do throws(ConversionError) {
          try output.add(parcel.entry, packing: parcel.bytes)
        } catch {
          failure.withLock { $0 = error }
          spare.close(discarding: true)
          return
        }
        parcel.bytes.removeAll(keepingCapacity: true)
        spare.send(parcel)
      }
    }

    func throwFailure() throws(ConversionError) {
      if let error = failure.withLock({ $0 }) { throw error }
    }
  }
}
