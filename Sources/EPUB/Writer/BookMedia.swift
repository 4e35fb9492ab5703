import GazetteDocumentModel
import GazetteZip

/// The pictures of a book that is written: told by their first bytes, each once, written between documents.
final class BookMedia {
  private let store: (any MediaStore)?
  /// Target → file in the book, or nil where there is no such picture.
  private var files: [String: String?] = [:]
  private var waiting: [(target: String, file: String)] = []
  private(set) var all: [Book.Medium] = []

  init(store: (any MediaStore)?) { self.store = store }

  /// The file that a picture has in the book. - Throws: what reading it gives.
  func file(for target: String) throws(ConversionError) -> String? {
    if let known = files[target] { return known }
    guard let store, let bytes = try store.bytes(of: target), let kind = Self.kind(bytes) else {
      files[target] = .some(nil)
      return nil
    }
    var digest = ContentDigest()
    digest.add(bytes)
    let file = EPUBVocabulary.mediaFolder + ContentDigest.name(digest.finish()) + "." + kind.ending
    files[target] = file
    if !all.contains(where: { $0.file == file }) {
      all.append(.init(file: file, mediaType: kind.mediaType))
      waiting.append((target, file))
    }
    return file
  }

  /// Writes what has been asked for since.
  func write(into zip: ZipWriter) throws(ConversionError) {
    for (target, file) in waiting {
      guard let bytes = try store?.bytes(of: target) else { continue }
      // What is compressed already gains nothing.
      try zip.add(EPUBVocabulary.folder + file, bytes, isDeflated: file.hasSuffix(".svg"))
    }
    waiting.removeAll()
  }

  /// What every reading system knows besides content documents (EPUB 3.3 §3.2).
  static func isCoreMediaType(_ type: String) -> Bool {
    [
      "image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "audio/mpeg",
      "audio/mp4",
      "audio/ogg; codecs=opus", "text/css", "text/javascript", "application/javascript",
      "application/ecmascript", EPUBVocabulary.xhtmlMediaType, EPUBVocabulary.ncxMediaType,
      "application/smil+xml", "application/pls+xml",
    ].contains(type) || isFont(type)
  }

  static func isFont(_ type: String) -> Bool {
    type.hasPrefix("font/") || type.hasPrefix("application/font-")
      || type == "application/vnd.ms-opentype"
  }

  /// Whether it may be outside of the book (§3.6).
  static func mayBeRemote(_ type: String) -> Bool {
    type.hasPrefix("audio/") || type.hasPrefix("video/") || isFont(type)
  }

  /// The core media types of pictures (EPUB 3.3 §3.2), by the signature of each.
  static func kind(_ bytes: [UInt8]) -> (mediaType: String, ending: String)? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      return ("image/png", "png")
    }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return ("image/jpeg", "jpg") }
    if bytes.starts(with: "GIF8".utf8) { return ("image/gif", "gif") }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      return ("image/webp", "webp")
    }
    // A drawing that needs nothing from outside.
    let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
    let isDrawing = text.contains("<svg") && text.contains("http://www.w3.org/2000/svg")
    guard isDrawing, !text.contains("href"), !text.contains("<script"),
      !text.contains("<foreignObject"), !text.contains("<!DOCTYPE")
    else { return nil }
    return ("image/svg+xml", "svg")
  }
}
