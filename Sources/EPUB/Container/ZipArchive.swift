import GazetteDocumentModel

/// Reads a zip archive (PKWARE APPNOTE 6.3) by its directory, in any order, as far as OCF allows
/// (EPUB 3.3 §4.2.6.2): entries stored or deflated, ZIP64 too.
struct ZipArchive {
  /// What the directory says of an entry.
  struct Entry {
    let name: String
    let method: UInt16
    let isEncrypted: Bool
    let checksum: UInt32
    let packedSize: UInt64
    let size: UInt64
    let headerOffset: UInt64
  }

  private let file: TemporaryFile
  private let entries: [String: Entry]
  /// The names, in the order of the directory.
  let names: [String]
  /// Names that the directory has more than once.
  let repeatedNames: [String]
  /// The name of the entry that the archive begins with.
  let firstName: String

  /// A directory of more bytes than this belongs to no book.
  private static let directoryLimit: UInt64 = 64 << 20

  /// Reads the directory.
  /// - Throws: `GZ4401`, also where entries share bytes or expand beyond measure, as no honest writer's do.
  init(_ file: TemporaryFile) throws(ConversionError) {
    self.file = file
    let end = try Self.directory(of: file)
    guard end.start <= file.size, end.size <= file.size - end.start else {
      throw Self.damaged("its directory lies outside of the file")
    }
    guard end.size <= Self.directoryLimit else {
      throw Self.damaged("its directory has \(end.size) bytes, more than any book needs")
    }
    let bytes = try Self.read(file, end.start, Int(end.size))
    var entries: [String: Entry] = [:]
    var names: [String] = []
    var repeated: [String] = []
    var at = 0
    while at + 46 <= bytes.count, bytes.number(at, 4) == 0x0201_4B50 {
      let (entry, length) = try Self.entry(bytes, at)
      if entries.updateValue(entry, forKey: entry.name) == nil {
        names.append(entry.name)
      } else {
        repeated.append(entry.name)
      }
      at += length
    }
    guard UInt64(names.count + repeated.count) == end.count || end.count == 0xFFFF, !names.isEmpty
    else { throw Self.damaged("its directory is cut off") }
    self.entries = entries
    self.names = names
    repeatedNames = repeated
    firstName = try Self.checkPlaces(of: entries, before: end.start)
  }

  /// Entries lie one behind the other, before the directory; together they are no bomb: deflate packs a
  /// thousand bytes into one at best, and only once where no bytes are shared.
  ///
  /// - Returns: the name of the first.
  private static func checkPlaces(
    of entries: [String: Entry], before directory: UInt64
  ) throws(ConversionError) -> String {
    let placed = entries.values.sorted { $0.headerOffset < $1.headerOffset }
    var end: UInt64 = 0
    var last = ""
    var expanded: UInt64 = 0
    for entry in placed {
      guard entry.headerOffset >= end else {
        throw damaged("\(last) and \(entry.name) lie over one another")
      }
      end = entry.headerOffset + 30 + UInt64(entry.name.utf8.count) + entry.packedSize
      guard end <= directory else { throw damaged("\(entry.name) is cut off") }
      last = entry.name
      expanded = expanded.addingReportingOverflow(entry.size).partialValue
      guard expanded <= 1 << 30 || expanded / 200 <= directory else {
        throw damaged("\(directory) bytes would expand to \(expanded) and more")
      }
    }
    return placed.first?.name ?? ""
  }

  /// The length of the extra field in front of an entry's data (APPNOTE §4.3.7).
  func extraFieldLength(of entry: Entry) throws(ConversionError) -> Int {
    Int(try Self.read(file, entry.headerOffset, 30).number(28, 2))
  }

  /// The entry of exactly this name.
  subscript(name: String) -> Entry? { entries[name] }

  /// The entry of a name; where there is none, one that differs only in the case of letters, which
  /// other systems would not see.
  func entry(_ name: String) -> Entry? {
    if let entry = entries[name] { return entry }
    let lower = name.lowercased()
    return names.first { $0.lowercased() == lower }.flatMap { entries[$0] }
  }

  /// Hands the bytes of an entry on, piece by piece.
  ///
  /// - Throws: `GZ4401` where the entry is damaged, and what `body` throws.
  func read(
    _ entry: Entry, _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    guard entry.method == 0 || entry.method == 8 else {
      throw Self.damaged("\(entry.name) is packed by method \(entry.method), not by deflate")
    }
    guard !entry.isEncrypted else {
      throw ConversionError(.epubEncrypted, [entry.name, "zip encryption"])
    }
    let header = try Self.read(file, entry.headerOffset, 30)
    guard header.number(0, 4) == 0x0403_4B50 else {
      throw Self.damaged("\(entry.name) is not where the directory says")
    }
    var at = entry.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
    let end = at + entry.packedSize
    guard end <= file.size else { throw Self.damaged("\(entry.name) is cut off") }
    let inflater = entry.method == 8 ? Inflater() : nil
    var checksum = Checksum()
    var size: UInt64 = 0
    while at < end {
      let block = try Self.read(file, at, Int(min(256 << 10, end - at)))
      at += UInt64(block.count)
      guard let inflater else {
        checksum.add(block.span)
        size += UInt64(block.count)
        try body(block.span)
        continue
      }
      let isSound = try inflater.expand(block) { (span) throws(ConversionError) in
        checksum.add(span)
        size += UInt64(span.count)
        guard size <= entry.size else {
          throw Self.damaged("\(entry.name) is longer than the directory says")
        }
        try body(span)
      }
      guard isSound else { throw Self.damaged("\(entry.name) is not valid deflate") }
    }
    guard size == entry.size, checksum.value == entry.checksum else {
      throw Self.damaged("the checksum of \(entry.name) is wrong")
    }
  }

  /// An entry in memory. - Parameter limit: what is longer is refused: a package, not a picture.
  func bytes(_ entry: Entry, limit: Int = 64 << 20) throws(ConversionError) -> [UInt8] {
    var bytes: [UInt8] = []
    guard entry.size <= UInt64(limit) else {
      throw Self.damaged("\(entry.name) is too large for what it should be")
    }
    try read(entry) { (span) throws(ConversionError) in bytes.append(span) }
    return bytes
  }

  // MARK: Records

  /// The end record, which a comment of up to 64 KB may follow (APPNOTE §4.3.16), or that of ZIP64.
  private static func directory(
    of file: TemporaryFile
  ) throws(ConversionError) -> (start: UInt64, size: UInt64, count: UInt64) {
    let length = Int(min(file.size, 22 + 65535))
    let tailStart = file.size - UInt64(length)
    let tail = try read(file, tailStart, length)
    var at = length - 22
    while at >= 0, tail.number(at, 4) != 0x0605_4B50 { at -= 1 }
    guard at >= 0 else { throw damaged("it has no directory at its end") }
    let count = tail.number(at + 10, 2)
    let size = tail.number(at + 12, 4)
    let start = tail.number(at + 16, 4)
    guard count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF, at >= 20,
      tail.number(at - 20, 4) == 0x0706_4B50
    else { return (start, size, count) }
    let record = tail.number(at - 20 + 8, 8)
    guard record <= file.size, file.size - record >= 56 else {
      throw damaged("its ZIP64 directory lies outside of the file")
    }
    let large = try read(file, record, 56)
    return (large.number(48, 8), large.number(40, 8), large.number(32, 8))
  }

  private static func entry(
    _ bytes: [UInt8], _ at: Int
  ) throws(ConversionError) -> (Entry, Int) {
    let nameLength = Int(bytes.number(at + 28, 2))
    let extraLength = Int(bytes.number(at + 30, 2))
    let length = 46 + nameLength + extraLength + Int(bytes.number(at + 32, 2))
    guard at + length <= bytes.count else { throw damaged("its directory is cut off") }
    var size = bytes.number(at + 24, 4)
    var packedSize = bytes.number(at + 20, 4)
    var offset = bytes.number(at + 42, 4)
    // ZIP64 (§4.5.3): those numbers that do not fit, in this order.
    var field = at + 46 + nameLength
    let end = field + extraLength
    while field + 4 <= end {
      let kind = bytes.number(field, 2)
      var value = field + 4
      let valueEnd = min(end, value + Int(bytes.number(field + 2, 2)))
      func next(_ number: inout UInt64) {
        guard number == 0xFFFF_FFFF, value + 8 <= valueEnd else { return }
        number = bytes.number(value, 8)
        value += 8
      }
      if kind == 1 {
        next(&size)
        next(&packedSize)
        next(&offset)
      }
      field = valueEnd
    }
    guard offset <= 1 << 62, packedSize <= 1 << 62 else { throw damaged("an entry has no place") }
    let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
    return (
      Entry(
        name: name, method: UInt16(bytes.number(at + 10, 2)),
        isEncrypted: bytes.number(at + 8, 2) & 1 == 1,
        checksum: UInt32(bytes.number(at + 16, 4)), packedSize: packedSize, size: size,
        headerOffset: offset), length
    )
  }

  private static func read(
    _ file: TemporaryFile, _ offset: UInt64, _ count: Int
  ) throws(ConversionError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard try file.read(into: &bytes, at: offset) == count else {
      throw damaged("it ends too early")
    }
    return bytes
  }

  private static func damaged(_ what: String) -> ConversionError {
    ConversionError(.zipDamaged, [what])
  }
}

extension [UInt8] {
  /// A number of so many bytes, the least one first; 0 where they are not there.
  fileprivate func number(_ at: Int, _ width: Int) -> UInt64 {
    guard at >= 0, at + width <= count else { return 0 }
    var number: UInt64 = 0
    for index in (0..<width).reversed() { number = number << 8 | UInt64(self[at + index]) }
    return number
  }
}
