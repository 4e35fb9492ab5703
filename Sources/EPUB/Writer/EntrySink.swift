import GazetteDocumentModel
import GazetteZip

/// An entry of the archive, for the writer of a document. One is open at a time.
final class EntrySink: ByteSink {
  /// The document's name, without folders.
  let file: String
  /// What the manifest must say of the document.
  var properties: Set<String> = []
  private let zip: ZipWriter
  /// Set where the document may lead to what is not written yet.
  private let pages: WaitingPages?
  private var digest = ContentDigest()

  init(_ zip: ZipWriter, folder: String, _ file: String, waitingAmong pages: WaitingPages? = nil) {
    self.zip = zip
    self.file = file
    self.pages = pages
    if let pages { pages.begin(folder + file) } else { zip.begin(folder + file) }
  }

  /// Whether a link may be resolved when the bulletin has ended.
  var mayWait: Bool { pages != nil }

  func write(_ span: Span<UInt8>) throws(ConversionError) {
    digest.add(span)
    if let pages { try pages.write(span) } else { try zip.write(span) }
  }

  func flush() {}

  /// Ends the entry; gives its digest.
  func end() throws(ConversionError) -> [UInt8] {
    if let pages { try pages.end(into: zip) } else { try zip.end() }
    return digest.finish()
  }
}
