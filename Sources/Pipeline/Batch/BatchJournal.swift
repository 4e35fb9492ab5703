import GazetteArchives
import GazetteDocumentModel
import GazetteZip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a run has done, on disk while it runs, so that one that was stopped can be gone on with.
///
///     length (4) · CRC-32 (4) · bytes      per record; the first says what the run is
///
/// Records are only appended. After a crash the last ones may be missing or torn: what is behind the last
/// whole record is cut off. Power that fails may also lose outputs that a record speaks of, which is why
/// they are looked at before they are counted as done.
final class BatchJournal {
  /// Where the records of an earlier run begin, in their order.
  private(set) var offsets: [UInt64] = []
  private let path: String
  private let descriptor: CInt
  private var end: UInt64 = 0
  private var held = HeldRecords()
  private var waiting: [UInt8] = []
  private var lastFlush: Double
  private var lastSync: Double

  private static let longest = 256 << 20
  private static let mostWaiting = 32 << 10

  /// Opens or makes the journal, and locks it against other runs.
  /// - Throws: `GZ6202` where another run has it, `GZ5002` where it cannot be made.
  init(_ path: String) throws(ConversionError) {
    self.path = path
    lastFlush = Clock.now
    lastSync = lastFlush
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw ConversionError(.outputNotWritable, [SystemError.text(errno)], file: path)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw ConversionError(.runIsUnderWay, file: path)
    }
  }

  deinit { close(descriptor) }

  /// Reads what an earlier run left, if it was the same run.
  ///
  /// - Parameter run: what decides the outputs' bytes.
  /// - Returns: whether there was one, and whether it was the same. Else `offsets` holds its records all the
  ///   same, until `begin`.
  func recover(_ run: [UInt8]) throws(ConversionError) -> (isThere: Bool, isSame: Bool) {
    guard let first = try record(at: 0) else { return (false, false) }
    var at = UInt64(first.count) + 8
    while let bytes = try record(at: at) {
      offsets.append(at)
      at += UInt64(bytes.count) + 8
    }
    end = at
    return (true, first == run)
  }

  /// Begins the journal of a new run.
  func begin(_ run: [UInt8]) throws(ConversionError) {
    cut(at: 0)
    append(run)
    try flush()
  }

  /// Forgets all but so many records.
  func keep(_ count: Int) {
    guard count < offsets.count else { return cut(at: end) }
    cut(at: offsets[count])
    offsets.removeLast(offsets.count - count)
  }

  private func cut(at length: UInt64) {
    _ = ftruncate(descriptor, off_t(length))
    end = length
    if length == 0 { offsets = [] }
  }

  /// The record of an earlier run.
  func earlier(_ index: Int) throws(ConversionError) -> JournalRecord? {
    try record(at: offsets[index]).flatMap(JournalRecord.init)
  }

  private func record(at offset: UInt64) throws(ConversionError) -> [UInt8]? {
    guard let head = read(8, at: offset) else { return nil }
    let length = number(head, 0)
    guard length <= Self.longest, let bytes = read(length, at: offset + 8) else { return nil }
    return checksum(bytes) == number(head, 4) ? bytes : nil
  }

  private func read(_ count: Int, at offset: UInt64) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    // The pointer does not leave the call.
    let read = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe pread(descriptor, buffer.baseAddress, count, off_t(offset))
    }
    return read == count ? bytes : nil
  }

  private func number(_ bytes: [UInt8], _ at: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private func checksum(_ bytes: [UInt8]) -> Int {
    var checksum = Checksum()
    checksum.add(bytes)
    return Int(checksum.value)
  }

  /// Adds a record, with the boundary that the archive has behind it as soon as that is known.
  func add(_ record: JournalRecord, behind boundary: AwaitedBoundary?) {
    appendKnown()
    guard held.isEmpty, boundary == nil || boundary?.place != nil else {
      return held.add(record, behind: boundary)
    }
    var record = record
    record.boundary = boundary?.place
    append(record.bytes)
  }

  private func appendKnown() { for record in held.takeKnown() { append(record.bytes) } }

  /// Whether there is enough, or has been for long enough, to `flush`.
  var isDue: Bool { waiting.count > Self.mostWaiting || Clock.now - lastFlush > 0.2 }

  /// Adds a record; it is on its way to the disk with the next `flush`.
  func append(_ bytes: [UInt8]) {
    for number in [bytes.count, checksum(bytes)] {
      for shift in 0..<4 { waiting.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }
    waiting += bytes
  }

  /// Hands records to the system, which keeps them even where the program is killed; about once a second, to
  /// the disk as well.
  func flush(isLast: Bool = false) throws(ConversionError) {
    appendKnown()
    lastFlush = Clock.now
    guard !waiting.isEmpty || isLast else { return }
    if lseek(descriptor, off_t(end), SEEK_SET) < 0 {
      throw ConversionError(.outputWriteFailed, [SystemError.text(errno)], file: path)
    }
    let bytes = waiting
    waiting = []
    try writeAll(bytes.span, to: descriptor, named: path)
    end += UInt64(bytes.count)
    if isLast || Clock.now - lastSync > 1 {
      fsync(descriptor)
      lastSync = Clock.now
    }
  }
}
