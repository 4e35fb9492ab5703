public import GazetteDocumentModel

/// How much an archive may unpack to, so that a small file cannot fill a disk.
public struct ArchiveLimits: Sendable {
  /// Bytes of one entry.
  public var entrySize: UInt64 = 4 << 30
  /// Bytes of everything that is read in one run.
  public var totalSize: UInt64 = 1 << 40
  /// How many times larger an entry or archive may be unpacked; looked at from 64 MB on.
  public var ratio: UInt64 = 200
  /// Entries of everything that is read in one run.
  public var entries: UInt64 = 10_000_000

  public init() {}
}

/// What was unpacked so far, over all archives of a run, held against the limits.
public final class ArchiveBudget {
  private let limits: ArchiveLimits
  private var bytes: UInt64 = 0
  private var entries: UInt64 = 0

  private static let ratioFloor: UInt64 = 64 << 20

  public init(_ limits: ArchiveLimits) { self.limits = limits }

  func addEntry() throws(ConversionError) {
    entries += 1
    guard entries <= limits.entries else {
      throw ConversionError(.archiveTooManyEntries, ["\(limits.entries)"])
    }
  }

  func add(_ count: UInt64) throws(ConversionError) {
    bytes = bytes.addingClamped(count)
    guard bytes <= limits.totalSize else {
      throw ConversionError(.archiveTooLarge, ["\(limits.totalSize)"])
    }
  }

  /// Why an entry of this size is not read, if it is not.
  public func refusal(size: UInt64, packed: UInt64) -> ConversionError? {
    if size > limits.entrySize { return ConversionError(.entryTooLarge, ["\(limits.entrySize)"]) }
    if exceedsRatio(size, of: packed) { return ConversionError(.archiveRatio, ["\(limits.ratio)"]) }
    return nil
  }

  func check(archive unpacked: UInt64, packed: UInt64) throws(ConversionError) {
    if exceedsRatio(unpacked, of: packed) {
      throw ConversionError(.archiveRatio, ["\(limits.ratio)"])
    }
  }

  private func exceedsRatio(_ unpacked: UInt64, of packed: UInt64) -> Bool {
    unpacked > Self.ratioFloor && unpacked / max(packed, 1) >= limits.ratio
  }
}
