public import GazetteDocumentModel

/// Goes through the central directory of a zip archive, entry by entry: a million of them cost no more
/// memory than one.
public struct ZipDirectory {
  private let file: any RandomAccess
  /// How many entries the archive says that it has.
  public let count: UInt64
  /// Where the directory begins: entries lie before it.
  public let start: UInt64
  private let end: UInt64
  /// Its bytes.
  var size: UInt64 { end - start }
  private var offset: UInt64
  /// A part of the directory, and where in it the next entry begins.
  private var block: [UInt8] = []
  private var at = 0
  private var given: UInt64 = 0

  private static let blockSize = 256 << 10

  /// Finds the directory. - Throws: `GZ4401` where there is none.
  public init(_ file: any RandomAccess) throws(ConversionError) {
    self.file = file
    let place = try Self.directory(of: file)
    guard place.start <= file.size, place.size <= file.size - place.start else {
      throw Self.damaged("its directory lies outside of the file")
    }
    count = place.count
    start = place.start
    end = place.start + place.size
    offset = place.start
  }

  /// The next entry, nil behind the last. - Throws: `GZ4401` where the directory stops too early.
  public mutating func next() throws(ConversionError) -> ZipEntry? {
    if block.count - at < 46 { try refill(46) }
    guard let length = entryLength else {
      // The end record counts modulo 65536 where there is no ZIP64.
      guard given == count || given & 0xFFFF == count else {
        throw Self.damaged("its directory is cut off")
      }
      return nil
    }
    if block.count - at < length { try refill(length) }
    guard block.count - at >= length, let entry = ZipEntry(directory: block.span, at: at) else {
      throw Self.damaged("its directory is cut off")
    }
    guard entry.isPlaced else { throw Self.damaged("an entry has no place") }
    at += length
    given += 1
    return entry
  }

  /// Of the entry that begins here, nil where none does.
  private var entryLength: Int? {
    let span = block.span
    guard span.count - at >= 46, span.number(at, 4) == 0x0201_4B50 else { return nil }
    return 46 + Int(span.number(at + 28, 2)) + Int(span.number(at + 30, 2))
      + Int(span.number(at + 32, 2))
  }

  private mutating func refill(_ needed: Int) throws(ConversionError) {
    block.removeFirst(at)
    at = 0
    let count = Int(min(UInt64(max(needed, Self.blockSize)), end - offset))
    var more = [UInt8](repeating: 0, count: count)
    let read = try file.read(into: &more, at: offset)
    offset += UInt64(read)
    block += more[..<read]
  }

  /// The end record, which a comment of up to 64 KB may follow (APPNOTE §4.3.16), or that of ZIP64.
  private static func directory(
    of file: any RandomAccess
  ) throws(ConversionError) -> (start: UInt64, size: UInt64, count: UInt64) {
    let length = Int(min(file.size, 22 + 65535))
    let tail = try ZipMember.bytes(of: file, file.size - UInt64(length), length)
    let span = tail.span
    var at = length - 22
    while at >= 0, span.number(at, 4) != 0x0605_4B50 { at -= 1 }
    guard at >= 0 else { throw damaged("it has no directory at its end") }
    let count = span.number(at + 10, 2)
    let size = span.number(at + 12, 4)
    let start = span.number(at + 16, 4)
    guard count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF, at >= 20,
      span.number(at - 20, 4) == 0x0706_4B50
    else { return (start, size, count) }
    let record = span.number(at - 20 + 8, 8)
    guard record <= file.size, file.size - record >= 56 else {
      throw damaged("its ZIP64 directory lies outside of the file")
    }
    let bytes = try ZipMember.bytes(of: file, record, 56)
    return (bytes.span.number(48, 8), bytes.span.number(40, 8), bytes.span.number(32, 8))
  }

  static func damaged(_ what: String) -> ConversionError { ConversionError(.zipDamaged, [what]) }
}
