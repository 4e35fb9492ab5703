import GazetteArchives
import GazetteDocumentModel
import GazetteTextEncoding

/// The names of a folder's files, in their order: the bytes that open each, and the text to call it by.
///
/// Names that are no UTF-8 come from systems that had another encoding, such as an archive unpacked by a
/// program that knew nothing of that; they are decoded as those in archives are, all of a folder together.
struct FolderNames {
  struct Name {
    let bytes: [UInt8]
    let text: String
    /// Whether bytes of it are no text in its encoding: they stand as `%B8`.
    var isDamaged = false
  }

  let names: [Name]
  /// How names that are no UTF-8 were read, where there are such and it is a guess.
  private(set) var notice: Diagnostic?

  /// - Parameter encoding: of what is not UTF-8; nil finds it out.
  init(_ names: [[UInt8]], encoding: TextEncoding? = nil) {
    var sample: [UInt8] = []
    for name in names where !Self.isUTF8(name) {
      if !EntryNames.add(name, to: &sample) { break }
    }
    let decoder = sample.isEmpty ? nil : EntryNames(sample, asked: encoding)
    if let decoder, let evidence = decoder.evidence {
      notice = Diagnostic(
        .entryNamesDecoded, [decoder.encoding.name, evidence.english],
        chinese: [decoder.encoding.name, evidence.chinese])
    }
    self.names = names.map { bytes in
      guard let decoder, !Self.isUTF8(bytes) else {
        return Name(bytes: bytes, text: String(decoding: bytes, as: UTF8.self))
      }
      let (text, isWhole) = decoder.decode(bytes, isUTF8: false)
      return Name(bytes: bytes, text: text, isDamaged: !isWhole)
    }.sorted { $0.text < $1.text }
  }

  private static func isUTF8(_ name: [UInt8]) -> Bool {
    UTF8Validation.validPrefix(name.span) == name.count
  }
}
