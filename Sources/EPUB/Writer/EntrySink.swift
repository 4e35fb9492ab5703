import GazetteDocumentModel

/// An entry of the archive, for the writer of a content document. One is open at a time.
final class EntrySink: ByteSink {
  /// The document's name, without folders.
  let file: String
  /// What the manifest must say of the document.
  var properties: Set<String> = []
  private let zip: ZipWriter
  private var digest = ContentDigest()

  init(_ zip: ZipWriter, folder: String, _ file: String) {
    self.zip = zip
    self.file = file
    zip.begin(folder + file)
  }

  func write(_ span: Span<UInt8>) throws(ConversionError) {
    digest.add(span)
    try zip.write(span)
  }

  func flush() {}

  /// Ends the entry; gives its digest.
  func end() throws(ConversionError) -> [UInt8] {
    try zip.end()
    return digest.finish()
  }
}
