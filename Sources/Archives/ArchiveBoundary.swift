/// A place in an archive from which a stopped run can go on: everything before it is in the sink and does
/// not depend on what follows.
public struct ArchiveBoundary: Sendable {
  public var length: UInt64
  /// CRC-32 of the archive since the boundary before.
  public var checksum: UInt32
  /// What the directory of a zip will say of the members since the boundary before, and how many they are.
  public var records: [UInt8]
  public var members: UInt64

  public init(length: UInt64, checksum: UInt32, records: [UInt8], members: UInt64) {
    self.length = length
    self.checksum = checksum
    self.records = records
    self.members = members
  }
}

/// A boundary that is known when the block before it is packed and written.
///
/// Only the thread that writes the archive uses it.
public final class AwaitedBoundary {
  public internal(set) var place: ArchiveBoundary?

  init(_ place: ArchiveBoundary? = nil) { self.place = place }
}
