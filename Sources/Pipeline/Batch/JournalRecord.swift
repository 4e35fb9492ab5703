import GazetteArchives
import GazetteDocumentModel

/// What the journal says of an entry that is done.
struct JournalRecord: Sendable {
  /// The entry, by the name of its first output, or of itself where it has none.
  var key: String
  var stamp: [UInt8]
  var digest: [UInt8]
  var status: BatchStatus
  var lossCount: Int
  var outputs: [BatchOutput]
  /// The line of the manifest; empty where there is none, or nobody asked for one.
  var line: [UInt8]
  /// Where the archive ended behind the entry, if at a boundary.
  var boundary: ArchiveBoundary?

  /// Whether it is of no entry, only of something that there was to say.
  var isNotice: Bool { key == BatchEntry.placeMark }
}

extension JournalRecord {
  /// The record as bytes: numbers of eight, the lesser byte first, and runs of bytes with their length.
  var bytes: [UInt8] {
    var out = FieldWriter()
    out.put(key)
    out.put(stamp)
    out.put(digest)
    out.put(status.rawValue)
    out.put(UInt64(lossCount))
    out.put(UInt64(outputs.count))
    for output in outputs {
      out.put(output.path)
      out.put(output.format)
      out.put(output.size)
      out.put(output.digest)
    }
    out.put(line)
    out.put(boundary == nil ? 0 : 1)
    if let boundary {
      out.put(boundary.length)
      out.put(UInt64(boundary.checksum))
      out.put(boundary.records)
      out.put(boundary.members)
    }
    return out.bytes
  }

  /// Nil where the bytes are no record.
  init?(_ bytes: [UInt8]) {
    var fields = FieldReader(bytes)
    guard let key = fields.text(), let stamp = fields.run(), let digest = fields.run(),
      let status = fields.text().flatMap(BatchStatus.init), let losses = fields.number(),
      let count = fields.number(), count < 1000
    else { return nil }
    var outputs: [BatchOutput] = []
    for _ in 0..<count {
      guard let path = fields.text(), let format = fields.text(), let size = fields.number(),
        let digest = fields.run()
      else { return nil }
      outputs.append(BatchOutput(path: path, format: format, size: size, digest: digest))
    }
    guard let line = fields.run(), let hasBoundary = fields.number() else { return nil }
    self.init(
      key: key, stamp: stamp, digest: digest, status: status, lossCount: Int(losses),
      outputs: outputs, line: line)
    guard hasBoundary == 1 else { return }
    guard let length = fields.number(), let checksum = fields.number(),
      let records = fields.run(), let members = fields.number()
    else { return nil }
    boundary = ArchiveBoundary(
      length: length, checksum: UInt32(truncatingIfNeeded: checksum), records: records,
      members: members)
  }
}

/// Puts fields one behind another.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  /// Most records need no more room.
  init() { bytes.reserveCapacity(512) }

  mutating func put(_ number: UInt64) {
    // The bytes are read during this call only.
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func put(_ run: [UInt8]) {
    put(UInt64(run.count))
    bytes.append(run.span)
  }

  mutating func put(_ text: String) {
    let utf8 = text.utf8.span
    put(UInt64(utf8.count))
    bytes.append(utf8)
  }
}

/// Takes fields one after another; nil where they are not there.
struct FieldReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func number() -> UInt64? {
    guard at + 8 <= bytes.count else { return nil }
    var number: UInt64 = 0
    for index in (0..<8).reversed() { number = number << 8 | UInt64(bytes[at + index]) }
    at += 8
    return number
  }

  mutating func run() -> [UInt8]? {
    guard let count = number(), count <= UInt64(bytes.count - at) else { return nil }
    defer { at += Int(count) }
    return Array(bytes[at..<(at + Int(count))])
  }

  mutating func text() -> String? { run().map { String(decoding: $0, as: UTF8.self) } }
}
