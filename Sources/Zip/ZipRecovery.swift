public import GazetteDocumentModel

/// Goes through a zip archive by the headers in front of its entries: for one whose directory is cut off.
public struct ZipRecovery {
  private let file: any RandomAccess
  /// Where the next header should be: everything before it was found.
  public private(set) var offset: UInt64 = 0

  public init(_ file: any RandomAccess) { self.file = file }

  /// The next entry, nil at the first place where there is none whole.
  public mutating func next() throws(ConversionError) -> ZipEntry? {
    var header = [UInt8](repeating: 0, count: 30 + 2 * 65536)
    let count = try file.read(into: &header, at: offset)
    let span = header.span.extracting(0..<count)
    guard span.number(0, 4) == 0x0403_4B50,
      var entry = ZipEntry(local: span, headerOffset: offset)
    else { return nil }
    let data = offset + 30 + span.number(26, 2) + span.number(28, 2)
    if span.number(6, 2) & 8 != 0, entry.packedSize == 0 {
      guard try measure(&entry, from: data) else { return nil }
    } else {
      offset = data + entry.packedSize
    }
    guard entry.packedSize <= file.size, data + entry.packedSize <= file.size else {
      offset = entry.headerOffset
      return nil
    }
    return entry
  }

  /// Sizes that stand behind the data (APPNOTE §4.3.9): where deflate ends by itself.
  private mutating func measure(
    _ entry: inout ZipEntry, from data: UInt64
  ) throws(ConversionError) -> Bool {
    guard entry.method == 8, !entry.isEncrypted else { return false }
    var inflater = StreamInflater(file, from: data, to: file.size)
    while try inflater.next({ _ in }) {}
    guard inflater.fault == nil else { return false }
    let at = inflater.position
    entry.packedSize = at - data
    let tail = try ZipMember.bytes(of: file, at, Int(min(24, file.size - at)))
    let span = tail.span
    let start = span.number(0, 4) == 0x0807_4B50 ? 4 : 0
    entry.checksum = UInt32(span.number(start, 4))
    // The sizes have four bytes, or eight where they need them.
    let isLarge = span.number(start + 4, 8) == entry.packedSize
    entry.size = isLarge ? span.number(start + 12, 8) : span.number(start + 8, 4)
    offset = at + UInt64(start) + (isLarge ? 20 : 12)
    return true
  }
}
