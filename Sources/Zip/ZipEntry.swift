import GazetteDocumentModel

/// What a zip archive says of one of its entries (PKWARE APPNOTE 6.3 §4.3.7 and §4.3.12).
public struct ZipEntry: Sendable {
  /// What an entry is, where its maker was a Unix system.
  public enum Kind: Sendable { case file, folder, symbolicLink, special }

  /// The name as it stands there; a folder's ends in a slash.
  public var nameBytes: [UInt8]
  /// Whether the name is marked as UTF-8 (§4.4.4, bit 11), or was by Info-ZIP's extra field (§4.6.9).
  public var isNameUTF8: Bool
  /// 0 stored, 8 deflated, and others (§4.4.5).
  public var method: UInt16
  public var isEncrypted: Bool
  public var checksum: UInt32
  public var packedSize: UInt64
  public var size: UInt64
  public var headerOffset: UInt64
  /// Seconds since 1970, of Info-ZIP's extended timestamp, else of the local time of DOS taken for UTC.
  public var modified: Int64
  public var kind: Kind

  /// The name, its bytes taken for UTF-8.
  public var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// Whether its bytes could lie in any file; so that places can be added up.
  var isPlaced: Bool { headerOffset <= 1 << 62 && packedSize <= 1 << 62 }

  /// Reads an entry of the central directory; gives it with its length, nil where it is cut off.
  init?(directory bytes: Span<UInt8>, at: Int) {
    guard at + 46 <= bytes.count else { return nil }
    let nameLength = Int(bytes.number(at + 28, 2))
    let extraLength = Int(bytes.number(at + 30, 2))
    guard at + 46 + nameLength + extraLength <= bytes.count else { return nil }
    self.init(
      fixed: bytes, at: at + 8, name: bytes.extracting((at + 46)..<(at + 46 + nameLength)),
      headerOffset: bytes.number(at + 42, 4))
    let attributes = bytes.number(at + 38, 4)
    let isUnix = bytes.number(at + 5, 1) == 3
    kind = Self.kind(mode: isUnix ? attributes >> 16 : 0, nameBytes)
    readExtra(bytes.extracting((at + 46 + nameLength)..<(at + 46 + nameLength + extraLength)))
  }

  /// Reads a local header, which does not know its own place; nil where it is cut off, or of no file.
  init?(local bytes: Span<UInt8>, headerOffset: UInt64) {
    guard bytes.count >= 30 else { return nil }
    let nameLength = Int(bytes.number(26, 2))
    let extraLength = Int(bytes.number(28, 2))
    guard 30 + nameLength + extraLength <= bytes.count else { return nil }
    self.init(
      fixed: bytes, at: 6, name: bytes.extracting(30..<(30 + nameLength)),
      headerOffset: headerOffset)
    readExtra(bytes.extracting((30 + nameLength)..<(30 + nameLength + extraLength)))
    guard isPlaced else { return nil }
  }

  /// Flags, method, time, checksum and sizes, which the two kinds of header have in the same order.
  private init(fixed bytes: Span<UInt8>, at: Int, name: Span<UInt8>, headerOffset: UInt64) {
    let flags = bytes.number(at, 2)
    isEncrypted = flags & 1 == 1
    isNameUTF8 = flags & 0x800 != 0
    method = UInt16(bytes.number(at + 2, 2))
    modified = Self.time(bytes.number(at + 4, 2), bytes.number(at + 6, 2))
    checksum = UInt32(bytes.number(at + 8, 4))
    packedSize = bytes.number(at + 12, 4)
    size = bytes.number(at + 16, 4)
    nameBytes = [UInt8](name)
    self.headerOffset = headerOffset
    kind = Self.kind(mode: 0, nameBytes)
  }

  /// Where an entry is a symbolic link or a device, the upper half of its attributes says so (st_mode).
  private static func kind(mode: UInt64, _ name: [UInt8]) -> Kind {
    switch mode & 0o170000 {
    case 0o120000: .symbolicLink
    case 0o040000: .folder
    case 0o010000, 0o020000, 0o060000, 0o140000: .special
    default: name.last == 0x2F || name.last == 0x5C ? .folder : .file
    }
  }

  private mutating func readExtra(_ extra: Span<UInt8>) {
    var at = 0
    while at + 4 <= extra.count {
      let kind = extra.number(at, 2)
      let start = at + 4
      let end = min(extra.count, start + Int(extra.number(at + 2, 2)))
      switch kind {
      case 0x0001: readLargeSizes(extra.extracting(start..<end))
      case 0x5455 where end - start >= 5 && extra[start] & 1 == 1:
        modified = Int64(Int32(truncatingIfNeeded: extra.number(start + 1, 4)))
      case 0x7075 where end - start > 5 && extra[start] == 1:
        // Of no use any more where the name was changed after it was written.
        var checksum = Checksum()
        checksum.add(nameBytes)
        guard UInt64(checksum.value) == extra.number(start + 1, 4) else { break }
        nameBytes = [UInt8](extra.extracting((start + 5)..<end))
        isNameUTF8 = true
      default: break
      }
      at = end
    }
  }

  /// ZIP64 (§4.5.3): those numbers that do not fit, in this order.
  private mutating func readLargeSizes(_ field: Span<UInt8>) {
    var at = 0
    func next(_ number: inout UInt64) {
      guard number == 0xFFFF_FFFF, at + 8 <= field.count else { return }
      number = field.number(at, 8)
      at += 8
    }
    next(&size)
    next(&packedSize)
    next(&headerOffset)
  }

  /// §4.4.6: the two numbers of DOS.
  private static func time(_ time: UInt64, _ date: UInt64) -> Int64 {
    var parts = UTCTime()
    parts.year = Int(date >> 9) + 1980
    parts.month = max(1, Int(date >> 5 & 0x0F))
    parts.day = max(1, Int(date & 0x1F))
    parts.hour = Int(time >> 11)
    parts.minute = Int(time >> 5 & 0x3F)
    parts.second = Int(time & 0x1F) * 2
    return parts.seconds
  }

  /// A time in the notation of §4.4.6, time in the lower half; what it has no room for is 1 January 1980.
  static func dosTime(_ seconds: Int64) -> UInt32 {
    let parts = UTCTime(seconds)
    guard (1980...2107).contains(parts.year) else { return 0x0021_0000 }
    let date = (parts.year - 1980) << 9 | parts.month << 5 | parts.day
    return UInt32(date << 16 | parts.hour << 11 | parts.minute << 5 | parts.second / 2)
  }
}

extension Span<UInt8> {
  /// A number of so many bytes, the least one first; 0 where they are not there.
  func number(_ at: Int, _ width: Int) -> UInt64 {
    guard at >= 0, at + width <= count else { return 0 }
    var number: UInt64 = 0
    for index in (0..<width).reversed() { number = number << 8 | UInt64(self[at + index]) }
    return number
  }
}
