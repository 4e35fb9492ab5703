import GazetteDocumentModel

/// Writes a zip archive (PKWARE APPNOTE 6.3) as a stream, as OCF wants it (EPUB 3.3 §4.2): entries
/// stored or deflated, no extra fields but those of ZIP64 where a number needs them.
///
///     local header · name · data        per entry
///     central directory · end
///
/// An entry's sizes stand before its data, so up to a megabyte of it waits; a longer one is sent as it
/// comes, with its sizes behind it (bit 3). The same entries give the same bytes: their date is that of
/// the format's beginning, 1 January 1980.
final class ZipWriter {
  private struct Entry {
    var name: [UInt8]
    var isDeflated: Bool
    var hasDescriptor = false
    var checksum = Checksum()
    var packedSize: UInt64 = 0
    var size: UInt64 = 0
    var offset: UInt64
  }

  private let sink: any ByteSink
  private let blocks = BlockDeflater()
  /// For what does not fit into memory.
  private var stream: Deflater?
  private var entries: [Entry] = []
  private var offset: UInt64 = 0
  /// Bytes of the entry that wait for the rest of it, as they came.
  private var plain: [UInt8] = []
  /// Packed bytes of an entry that is sent as it comes.
  private var packed: [UInt8] = []
  private var isSending = false

  private static let waiting = 1 << 20
  /// 1980-01-01, 00:00 in the format's own notation.
  private static let date: UInt32 = 0x0021_0000

  private let deflates: Bool

  /// - Parameter deflates: whether entries are deflated that do not say otherwise.
  init(_ sink: any ByteSink, deflates: Bool = true) {
    self.sink = sink
    self.deflates = deflates
  }

  /// Begins an entry.
  func begin(_ name: String, isDeflated: Bool = true) {
    entries.append(
      Entry(name: Array(name.utf8), isDeflated: isDeflated && deflates, offset: offset))
    plain.removeAll(keepingCapacity: true)
    packed.removeAll(keepingCapacity: true)
    isSending = false
  }

  /// Adds to the entry.
  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    let last = entries.count - 1
    entries[last].checksum.add(bytes)
    entries[last].size += UInt64(bytes.count)
    if isSending { return try send(bytes) }
    plain.append(bytes)
    guard plain.count > Self.waiting else { return }
    // Too long to wait for. Readers that stream find the end of deflate only by itself, so it is deflated.
    isSending = true
    entries[last].hasDescriptor = true
    entries[last].isDeflated = true
    try put(localHeader(entries[last]))
    let waiting = plain
    plain = []
    try send(waiting.span)
  }

  /// Ends the entry.
  func end() throws(ConversionError) {
    let last = entries.count - 1
    if isSending {
      stream?.compress([UInt8]().span, isLast: true, to: &packed)
      try flush()
      return try put(descriptor(entries[last]))
    }
    try putWhole(plain)
  }

  /// The entry's header and data, where all of it is there.
  private func putWhole(_ bytes: [UInt8]) throws(ConversionError) {
    let last = entries.count - 1
    var data = bytes
    if entries[last].isDeflated {
      if let block = blocks.compress(bytes) {
        data = block
      } else {
        entries[last].isDeflated = false
      }
    }
    entries[last].packedSize = UInt64(data.count)
    try put(localHeader(entries[last]))
    try put(data)
  }

  /// An entry in one piece.
  func add(_ name: String, _ bytes: [UInt8], isDeflated: Bool = true) throws(ConversionError) {
    begin(name, isDeflated: isDeflated)
    let last = entries.count - 1
    entries[last].checksum.add(bytes.span)
    entries[last].size = UInt64(bytes.count)
    try putWhole(bytes)
  }

  /// Writes the directory.
  func finish() throws(ConversionError) {
    let start = offset
    for entry in entries { try put(directoryEntry(entry)) }
    try put(directoryEnd(start: start, size: offset - start))
    try sink.flush()
  }

  /// Sends a piece of an entry that is sent as it comes.
  private func send(_ bytes: Span<UInt8>) throws(ConversionError) {
    let deflater = stream ?? Deflater()
    stream = deflater
    deflater.compress(bytes, isLast: false, to: &packed)
    if packed.count > 64 << 10 { try flush() }
  }

  private func flush() throws(ConversionError) {
    entries[entries.count - 1].packedSize += UInt64(packed.count)
    try put(packed)
    packed.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws(ConversionError) {
    try sink.write(bytes.span)
    offset += UInt64(bytes.count)
  }

  // MARK: Records

  /// APPNOTE §4.3.7
  private func localHeader(_ entry: Entry) -> [UInt8] {
    var record: [UInt8] = []
    record.put(0x0403_4B50, 4)
    record.put(20, 2)
    record.put(entry.hasDescriptor ? 8 : 0, 2)
    record.put(entry.isDeflated ? 8 : 0, 2)
    record.put(UInt64(Self.date), 4)
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
    record.put(entry.hasDescriptor ? 8 : 0, 2)
    record.put(entry.isDeflated ? 8 : 0, 2)
    record.put(UInt64(Self.date), 4)
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
    let count = UInt64(entries.count)
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

extension [UInt8] {
  /// A number of so many bytes, the least one first.
  fileprivate mutating func put(_ number: UInt64, _ width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
  }
}
