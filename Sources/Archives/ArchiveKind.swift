public import GazetteDocumentModel

/// The archives that can be read.
public enum ArchiveKind: Sendable {
  /// PKWARE's; not an EPUB, which is a document.
  case zip
  case sevenZip
  /// A tar, compressed or not, or one compressed file.
  case stream

  /// Endings of names.
  private static let endings = NameEndings<(kind: ArchiveKind, isTar: Bool)>([
    ("zip", (.zip, false)), ("7z", (.sevenZip, false)), ("tar", (.stream, true)),
    ("tar.gz", (.stream, true)), ("tgz", (.stream, true)), ("tar.bz2", (.stream, true)),
    ("tbz2", (.stream, true)), ("tbz", (.stream, true)), ("tar.xz", (.stream, true)),
    ("txz", (.stream, true)), ("tar.zst", (.stream, true)), ("tzst", (.stream, true)),
    ("tar.lzma", (.stream, true)), ("tar.z", (.stream, true)), ("gz", (.stream, false)),
    ("bz2", (.stream, false)), ("xz", (.stream, false)), ("zst", (.stream, false)),
    ("lzma", (.stream, false)),
  ])

  /// By the ending of a file's name; nil where it is no archive's.
  public static func named(_ name: String) -> ArchiveKind? {
    endings.longest(of: name)?.value.kind
  }

  /// Endings of archives that are neither written nor told by their names when they are read.
  private static let otherEndings = NameEndings<Bool>(
    ["rar", "lz4", "lz"].map { ($0, true) })

  /// Whether a file of the name is an archive, or compressed, in a form that is known here or not.
  public static func isNameOfOne(_ name: String) -> Bool {
    named(name) != nil || otherEndings.longest(of: name) != nil
  }

  /// A name without what says that it is one compressed file: `a.txt` of `a.txt.gz`.
  static func withoutCompression(_ name: String) -> String {
    let last = String(name.lastPart)
    guard let found = endings.longest(of: last), found.value.kind == .stream else { return last }
    let stem = String(last.dropLast(found.length))
    return found.value.isTar ? stem + ".tar" : stem
  }

  /// By what a file begins with; nil where it is no archive. - Throws: what reading does.
  public static func of(_ file: any RandomAccess) throws(ConversionError) -> ArchiveKind? {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = try file.read(into: &bytes, at: 0)
    return of(beginning: bytes.span.extracting(0..<count))
  }

  /// By the first bytes of a file; nil where they are no archive's.
  public static func of(beginning bytes: Span<UInt8>) -> ArchiveKind? {
    func begins(_ signature: [UInt8], at: Int = 0) -> Bool {
      bytes.count >= at + signature.count
        && bytes.extracting(at..<(at + signature.count)).elementsEqual(signature.span)
    }
    if begins([0x50, 0x4B, 3, 4]) || begins([0x50, 0x4B, 5, 6]) { return .zip }
    if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
    let compressed: [[UInt8]] = [
      [0x1F, 0x8B], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
      [0x28, 0xB5, 0x2F, 0xFD],
    ]
    if compressed.contains(where: { begins($0) }) { return .stream }
    // A frame of Zstandard that is skipped, such as pzstd begins with.
    if begins([0x2A, 0x4D, 0x18], at: 1), bytes[0] & 0xF0 == 0x50 { return .stream }
    return begins(Array("ustar".utf8), at: 257) ? .stream : nil
  }
}
