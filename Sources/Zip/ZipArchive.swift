public import GazetteDocumentModel

/// A zip archive with its directory in memory, for reading entries by name, in any order, as far as OCF
/// allows (EPUB 3.3 §4.2.6.2): entries stored or deflated, ZIP64 too.
public struct ZipArchive {
  private let file: any RandomAccess
  private let entries: [String: ZipEntry]
  /// The names, in the order of the directory.
  public let names: [String]

  /// Names that the directory has more than once.
  public let repeatedNames: [String]
  /// The name of the entry that the archive begins with.
  public let firstName: String

  /// A directory of more bytes than this belongs to no book.
  private static let directoryLimit: UInt64 = 64 << 20

  /// Reads the directory.
  /// - Throws: `GZ4401`, also where entries share bytes or expand beyond measure, as no honest writer's do.
  public init(_ file: any RandomAccess) throws(ConversionError) {
    self.file = file
    var directory = try ZipDirectory(file)
    guard directory.size <= Self.directoryLimit else {
      throw ZipDirectory.damaged(
        "its directory has \(directory.size) bytes, more than any book needs")
    }
    var entries: [String: ZipEntry] = [:]
    var names: [String] = []
    var repeated: [String] = []
    while let entry = try directory.next() {
      let name = entry.name
      if entries.updateValue(entry, forKey: name) == nil {
        names.append(name)
      } else {
        repeated.append(name)
      }
    }
    guard !names.isEmpty else { throw ZipDirectory.damaged("its directory is cut off") }
    self.entries = entries
    self.names = names
    repeatedNames = repeated
    firstName = try Self.checkPlaces(of: entries, before: directory.start)
  }

  /// Entries lie one behind the other, before the directory; together they are no bomb: deflate packs a
  /// thousand bytes into one at best, and only once where no bytes are shared.
  ///
  /// - Returns: the name of the first.
  private static func checkPlaces(
    of entries: [String: ZipEntry], before directory: UInt64
  ) throws(ConversionError) -> String {
    let placed = entries.values.sorted { $0.headerOffset < $1.headerOffset }
    var end: UInt64 = 0
    var last = ""
    var expanded: UInt64 = 0
    for entry in placed {
      guard entry.headerOffset >= end else {
        throw ZipDirectory.damaged("\(last) and \(entry.name) lie over one another")
      }
      end = entry.headerOffset + 30 + UInt64(entry.nameBytes.count) + entry.packedSize
      guard end <= directory else { throw ZipDirectory.damaged("\(entry.name) is cut off") }
      last = entry.name
      expanded = expanded.addingClamped(entry.size)
      guard expanded <= 1 << 30 || expanded / 200 <= directory else {
        throw ZipDirectory.damaged("\(directory) bytes would expand to \(expanded) and more")
      }
    }
    return placed.first?.name ?? ""
  }

  /// The length of the extra field in front of an entry's data (APPNOTE §4.3.7).
  public func extraFieldLength(of entry: ZipEntry) throws(ConversionError) -> Int {
    let header = try ZipMember.bytes(of: file, entry.headerOffset, 30)
    return Int(header.span.number(28, 2))
  }

  /// The entry of exactly this name.
  public subscript(name: String) -> ZipEntry? { entries[name] }

  /// The entry of a name; where there is none, one that differs only in the case of letters, which
  /// other systems would not see.
  public func entry(_ name: String) -> ZipEntry? {
    if let entry = entries[name] { return entry }
    let lower = name.lowercased()
    return names.first { $0.lowercased() == lower }.flatMap { entries[$0] }
  }

  /// Hands the bytes of an entry on, piece by piece.
  ///
  /// - Throws: `GZ4401` where the entry is damaged, and what `body` throws.
  public func read(
    _ entry: ZipEntry, _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    try ZipMember(entry, in: file).read(body)
  }

  /// An entry in memory. - Parameter limit: what is longer is refused: a package, not a picture.
  public func bytes(
    _ entry: ZipEntry, limit: Int = 64 << 20
  ) throws(ConversionError) -> [UInt8] {
    var bytes: [UInt8] = []
    guard entry.size <= UInt64(limit) else {
      throw ZipDirectory.damaged("\(entry.name) is too large for what it should be")
    }
    try read(entry) { (span) throws(ConversionError) in bytes.append(span) }
    return bytes
  }
}
