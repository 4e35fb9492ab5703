import GazetteDocumentModel
import GazetteTextEncoding
import GazetteXMLKit
import GazetteZip

/// Reads EPUB 2 and 3: the documents of the spine in their order, as one bulletin; of a book by Gazette, the
/// bulletins that it was made of.
///
/// A zip archive has its directory at its end, so the bytes are spooled to a temporary file as they come,
/// and the book is read when they have ended: one document after the other.
struct EPUBReader: DocumentReader, ~Copyable {
  private let diagnostics: DiagnosticCollector
  private let content: Format
  private let purpose: ReaderContext.Purpose
  private let media: (any MediaStore)?
  private let spool: TemporaryFile

  init(context: ReaderContext, content: Format) throws(ConversionError) {
    diagnostics = context.diagnostics
    purpose = context.purpose
    media = context.media
    self.content = content
    spool = try TemporaryFile()
  }

  mutating func read(
    _ chunk: Span<UInt8>, into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    try spool.append(chunk)
  }

  mutating func finish(
    into handler: inout any EventHandler & ~Copyable
  ) throws(ConversionError) {
    let archive = try ZipArchive(spool)
    let package = try Self.package(of: archive)
    let locked = try encrypted(archive)
    let book = BookReader(
      archive: archive, package: package, locked: locked, content: content, purpose: purpose,
      media: media, diagnostics: diagnostics)
    try book.read(into: &handler)
  }

  /// OCF §4.2.6.3.1: the first package that the container names.
  private static func package(of archive: ZipArchive) throws(ConversionError) -> BookPackage {
    guard let entry = archive.entry(EPUBVocabulary.container) else {
      throw ConversionError(.epubStructure, ["\(EPUBVocabulary.container) is missing"])
    }
    let tree = try BookDocument.tree(entry, in: archive)
    let files = tree.all("rootfile", in: tree.root)
    let file =
      files.first { tree.attribute("media-type", of: $0) == EPUBVocabulary.packageMediaType }
      ?? files.first
    guard let path = file.flatMap({ tree.attribute("full-path", of: $0) }) else {
      throw ConversionError(.epubStructure, ["\(EPUBVocabulary.container) names no package"])
    }
    guard let found = archive.entry(path) else {
      throw ConversionError(.epubStructure, ["the package \(path) is missing"])
    }
    return try BookPackage(try BookDocument.tree(found, in: archive), path: path)
  }

  /// What nobody can read without a key (OCF §4.2.6.3.2), by path: obfuscated fonts are named and left
  /// out; a book whose text is encrypted is refused.
  private func encrypted(_ archive: ZipArchive) throws(ConversionError) -> [String: String] {
    guard let entry = archive.entry(EPUBVocabulary.encryption) else { return [:] }
    let tree = try BookDocument.tree(entry, in: archive)
    var locked: [String: String] = [:]
    for file in EncryptedFile.all(in: tree) {
      let algorithm = file.algorithm ?? "unknown"
      locked[file.path] = algorithm
      if algorithm.contains("embedding") || algorithm.contains("font/obfuscation") {
        diagnostics.report(.epubResourceSkipped, [file.path, "an obfuscated font (\(algorithm))"])
      }
    }
    return locked
  }
}

/// Documents of the container as UTF-8, whatever they are in.
enum BookDocument {
  static func tree(
    _ entry: ZipEntry, in archive: ZipArchive
  ) throws(ConversionError) -> XMLTree {
    var bytes: [UInt8] = []
    do throws(ConversionError) {
      try read(entry, in: archive) { (span) throws(ConversionError) in bytes.append(span) }
      guard bytes.count <= 64 << 20 else {
        throw ConversionError(.zipDamaged, ["\(entry.name) is too large for what it should be"])
      }
      return try XMLTree(bytes.span)
    } catch {
      throw error.inside(entry.name)
    }
  }

  /// Hands a document on as UTF-8, piece by piece. - Parameter heard: told the encoding that it is in.
  static func read(
    _ entry: ZipEntry, in archive: ZipArchive, heard: (TextEncoding) -> Void = { _ in },
    _ body: (Span<UInt8>) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    var decoder: TextDecoder?
    try archive.read(entry) { (span) throws(ConversionError) in
      if decoder == nil {
        let found = try EncodingDetector.detect(span, isWhole: false)
        decoder = try TextDecoder(found.encoding, markLength: found.markLength)
        heard(found.encoding)
        return try decoder?.decode(span.extracting(found.markLength..<span.count), body) ?? ()
      }
      try decoder?.decode(span, body)
    }
    try decoder?.finish()
  }
}

extension ConversionError {
  /// The error with the name of the file within the book that it is about.
  func inside(_ name: String) -> ConversionError {
    var error = self
    if error.diagnostic.file == nil { error.diagnostic.file = name }
    return error
  }
}
