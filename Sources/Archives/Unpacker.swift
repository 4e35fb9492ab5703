import GazetteDocumentModel

/// Unpacks a compressed file, from its beginning to its end, piece by piece: one stream (a member, a frame)
/// behind another, as they are joined by `cat`, counts as one.
///
/// All that can be unpacked before a fault is given before the fault is told, and what a compression notes
/// of checksums and lengths is held against the bytes.
protocol Unpacker: AnyObject {
  /// How far the file was read.
  var reached: UInt64 { get }

  /// When what was packed was changed, in seconds since 1970; nil where the file does not say.
  var modified: Int64? { get }

  /// Hands on what comes next, 64 KB at most; false behind the last stream.
  ///
  /// - Throws: `GZ4501`, when everything before the fault was given, and `GZ4502` where it asks for too much
  ///   memory; what reading and `body` do.
  func next(_ body: (Span<UInt8>) throws(ConversionError) -> Void) throws(ConversionError) -> Bool
}

/// The unpackers, by what a file begins with, whatever its name is.
enum Unpackers {
  /// Nil for a file that is not compressed, or in a way that only libarchive knows (lzma, compress).
  /// - Throws: what reading does.
  static func of(_ file: any RandomAccess) throws(ConversionError) -> (any Unpacker)? {
    if let gzip = try GzipInflater(file) { return gzip }
    var bytes = [UInt8](repeating: 0, count: 10)
    let count = try file.read(into: &bytes, at: 0)
    let beginning = bytes[..<count]
    if Bzip2Decoder.reads(beginning) { return StreamUnpacker(file, Bzip2Decoder()) }
    if XZDecoder.reads(beginning) { return StreamUnpacker(file, XZDecoder()) }
    if ZstandardDecoder.reads(beginning) { return StreamUnpacker(file, ZstandardDecoder()) }
    return nil
  }
}
