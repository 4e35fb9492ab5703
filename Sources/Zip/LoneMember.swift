public import GazetteDocumentModel

/// An entry of a zip as an archive of its own, without a directory: for a reader that knows more methods
/// than deflate and reads a zip as a stream.
public final class LoneMember: RandomAccess {
  public let size: UInt64
  private let file: any RandomAccess
  private let header: [UInt8]
  /// Where its packed bytes begin in the file.
  private let start: UInt64

  /// Whether an entry needs one, and can be read by it.
  public static func canHold(_ entry: ZipEntry) -> Bool {
    ZipMethod.streamed.contains(entry.method) && !entry.isEncrypted && entry.size < UInt32.max
      && entry.packedSize < UInt32.max
  }

  /// - Throws: `GZ4401` where the entry is not where the directory says.
  public init(_ entry: ZipEntry, in file: any RandomAccess) throws(ConversionError) {
    let local = try ZipMember.bytes(of: file, entry.headerOffset, 30) {
      ZipDirectory.damaged("\(entry.name) is cut off")
    }
    guard local.span.number(0, 4) == 0x0403_4B50 else {
      throw ZipDirectory.damaged("\(entry.name) is not where the directory says")
    }
    start = entry.headerOffset + 30 + local.span.number(26, 2) + local.span.number(28, 2)
    self.file = file
    // The entry's own header, but with the sizes that may stand behind the data only, and a name of one
    // letter. Bit 3 of the flags says so of the sizes; what others say of the method stays.
    var header = Array(local[..<14])
    header[6] &= ~8
    for (number, width) in [
      (UInt64(entry.checksum), 4), (entry.packedSize, 4), (entry.size, 4), (1, 2), (0, 2),
    ] {
      for shift in 0..<UInt64(width) {
        header.append(UInt8(truncatingIfNeeded: number >> (8 * shift)))
      }
    }
    header.append(0x61)
    self.header = header
    size = UInt64(header.count) + entry.packedSize
  }

  public func read(into buffer: inout [UInt8], at offset: UInt64) throws(ConversionError) -> Int {
    guard offset < size, !buffer.isEmpty else { return 0 }
    let wanted = Int(min(UInt64(buffer.count), size - offset))
    let head = header.dropFirst(Int(min(offset, UInt64(header.count)))).prefix(wanted)
    var rest = [UInt8](repeating: 0, count: wanted - head.count)
    var count = 0
    if !rest.isEmpty {
      let from = offset + UInt64(head.count) - UInt64(header.count)
      count = try file.read(into: &rest, at: start + from)
    }
    buffer.replaceSubrange(0..<head.count, with: head)
    buffer.replaceSubrange(head.count..<(head.count + count), with: rest[..<count])
    return head.count + count
  }
}
