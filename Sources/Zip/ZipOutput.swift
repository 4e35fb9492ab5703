import GazetteDocumentModel

/// Where the records of a zip archive are written (PKWARE APPNOTE 6.3): what stands in it so far, and the
/// directory of it, which is put by, for it comes last.
///
/// One thread at a time has it.
final class ZipOutput {
  /// What is said of an entry.
  struct Entry {
    var name: [UInt8]
    /// Seconds since 1970.
    var modified: Int64
    var isDeflated: Bool
    var hasDescriptor = false
    var checksum = Checksum()
    var packedSize: UInt64 = 0
    var size: UInt64 = 0
    var offset: UInt64 = 0

    /// Bit 3: sizes behind the data; bit 11: a name that is not ASCII is UTF-8.
    var flags: UInt64 {
      (hasDescriptor ? 8 : 0) | (name.allSatisfy { $0 < 0x80 } ? 0 : 0x800)
    }
  }

  private let sink: any ByteSink
  private let blocks = BlockDeflater()
  private let directory = Spool()
  private var count: UInt64 = 0
  private(set) var offset: UInt64 = 0
  /// Of the directory: what was asked for before.
  private var told: UInt64 = 0

  init(_ sink: any ByteSink) { self.sink = sink }

  /// An entry whose bytes are all there.
  func add(_ entry: Entry, packing bytes: [UInt8]) throws(ConversionError) {
    let packed = PackedEntry(bytes, entry.isDeflated ? blocks : nil)
    try add(Entry(name: entry.name, modified: entry.modified, packed), packed.data)
  }

  /// An entry with its data as it will stand here.
  func add(_ entry: Entry, _ data: [UInt8]) throws(ConversionError) {
    var entry = entry
    try begin(&entry)
    try put(data)
    try end(entry)
  }

  /// The directory's entries since the last time.
  func recentRecords() throws(ConversionError) -> [UInt8] {
    var records: [UInt8] = []
    try directory.read(told..<directory.size) { (span) throws(ConversionError) in
      records.append(span)
    }
    told = directory.size
    return records
  }

  /// Goes on behind entries that were written before.
  func restore(_ records: [UInt8], count: UInt64, length: UInt64) throws(ConversionError) {
    try directory.append(records.span)
    told = directory.size
    self.count += count
    offset = length
  }

  /// Begins an entry, whose data is `put` behind it.
  func begin(_ entry: inout Entry) throws(ConversionError) {
    entry.offset = offset
    try put(localHeader(entry))
  }

  /// Ends an entry.
  func end(_ entry: Entry) throws(ConversionError) {
    if entry.hasDescriptor { try put(descriptor(entry)) }
    count += 1
    let record = directoryEntry(entry)
    try directory.append(record.span)
  }

  func put(_ bytes: [UInt8]) throws(ConversionError) { try put(bytes.span) }

  private func put(_ bytes: Span<UInt8>) throws(ConversionError) {
    try sink.write(bytes)
    offset += UInt64(bytes.count)
  }

  /// Writes the directory.
  func finish() throws(ConversionError) {
    let start = offset
    try directory.read { (span) throws(ConversionError) in try put(span) }
    try put(directoryEnd(start: start, size: offset - start))
    try sink.flush()
  }

  // MARK: Records

  /// APPNOTE §4.3.7
  private func localHeader(_ entry: Entry) -> [UInt8] {
    var record: [UInt8] = []
    record.put(0x0403_4B50, 4)
    record.put(20, 2)
    record.put(entry.flags, 2)
    record.put(entry.isDeflated ? 8 : 0, 2)
    record.put(UInt64(ZipEntry.dosTime(entry.modified)), 4)
    // A waiting entry is a megabyte at most, so its sizes need no ZIP64.
    record.put(entry.hasDescriptor ? 0 : UInt64(entry.checksum.value), 4)
    record.put(entry.hasDescriptor ? 0 : entry.packedSize, 4)
    record.put(entry.hasDescriptor ? 0 : min(entry.size, 0xFFFF_FFFF), 4)
    record.put(UInt64(entry.name.count), 2)
    record.put(0, 2)
    return record + entry.name
  }

  /// APPNOTE §4.3.9
  private func descriptor(_ entry: Entry) -> [UInt8] {
    var record: [UInt8] = []
    let width = max(entry.size, entry.packedSize) > 0xFFFF_FFFF ? 8 : 4
    record.put(0x0807_4B50, 4)
    record.put(UInt64(entry.checksum.value), 4)
    record.put(entry.packedSize, width)
    record.put(entry.size, width)
    return record
  }

  /// APPNOTE §4.3.12
  private func directoryEntry(_ entry: Entry) -> [UInt8] {
    var large: [UInt8] = []
    for number in [entry.size, entry.packedSize, entry.offset] where number >= 0xFFFF_FFFF {
      large.put(number, 8)
    }
    var record: [UInt8] = []
    record.put(0x0201_4B50, 4)
    record.put(large.isEmpty ? 20 : 45, 2)
    record.put(large.isEmpty ? 20 : 45, 2)
    record.put(entry.flags, 2)
    record.put(entry.isDeflated ? 8 : 0, 2)
    record.put(UInt64(ZipEntry.dosTime(entry.modified)), 4)
    record.put(UInt64(entry.checksum.value), 4)
    record.put(min(entry.packedSize, 0xFFFF_FFFF), 4)
    record.put(min(entry.size, 0xFFFF_FFFF), 4)
    record.put(UInt64(entry.name.count), 2)
    record.put(large.isEmpty ? 0 : UInt64(large.count + 4), 2)
    // Comment, disk, attributes.
    record.put(0, 2)
    record.put(0, 2)
    record.put(0, 2)
    record.put(0, 4)
    record.put(min(entry.offset, 0xFFFF_FFFF), 4)
    record += entry.name
    if !large.isEmpty {
      record.put(1, 2)
      record.put(UInt64(large.count), 2)
      record += large
    }
    return record
  }

  /// APPNOTE §4.3.14 to §4.3.16
  private func directoryEnd(start: UInt64, size: UInt64) -> [UInt8] {
    var record: [UInt8] = []
    if count >= 0xFFFF || start >= 0xFFFF_FFFF || size >= 0xFFFF_FFFF {
      record.put(0x0606_4B50, 4)
      record.put(44, 8)
      record.put(45, 2)
      record.put(45, 2)
      record.put(0, 4)
      record.put(0, 4)
      record.put(count, 8)
      record.put(count, 8)
      record.put(size, 8)
      record.put(start, 8)
      record.put(0x0706_4B50, 4)
      record.put(0, 4)
      record.put(start + size, 8)
      record.put(1, 4)
    }
    record.put(0x0605_4B50, 4)
    record.put(0, 4)
    record.put(min(count, 0xFFFF), 2)
    record.put(min(count, 0xFFFF), 2)
    record.put(min(size, 0xFFFF_FFFF), 4)
    record.put(min(start, 0xFFFF_FFFF), 4)
    record.put(0, 2)
    return record
  }
}

extension ZipOutput.Entry {
  init(name: [UInt8], modified: Int64, _ packed: PackedEntry) {
    self.init(name: name, modified: modified, isDeflated: packed.isDeflated)
    checksum = packed.checksum
    packedSize = UInt64(packed.data.count)
    size = UInt64(packed.size)
  }
}

extension [UInt8] {
  /// A number of so many bytes, the least one first.
  fileprivate mutating func put(_ number: UInt64, _ width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
  }
}
