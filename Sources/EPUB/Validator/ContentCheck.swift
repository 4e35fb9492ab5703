import GazetteDocumentModel
import GazetteTextEncoding
import GazetteXMLKit
import GazetteZip

/// A content document (EPUB 3.3 §6): streamed through the parser, its form, vocabulary, identifiers and
/// addresses checked, and what the manifest says of it.
struct ContentCheck {
  let book: BookUnderCheck
  let links: LinkCheck
  let item: BookUnderCheck.Item
  let path: String
  private var isXHTML: Bool { item.mediaType == EPUBVocabulary.xhtmlMediaType }

  func run() {
    guard let entry = book.archive[path] else { return }
    _ = book.noteRead(path)
    var parser = XMLParser(knowsHTML: book.isVersion2)
    let walk = ContentWalk(self)
    do throws(ConversionError) {
      try BookDocument.read(
        entry, in: book.archive,
        heard: { encoding in
          if encoding.name != "UTF-8" { book.log.report(.bookEncoding, [encoding.name], in: path) }
        },
        { (span) throws(ConversionError) in
          try parser.parse(span)
          try take(&parser, walk)
        })
      try parser.finish()
      try take(&parser, walk)
      walk.finish()
      compare(walk.features)
    } catch {
      walk.take(parser.takeRest())
      book.log.report(stopped: error, in: path)
    }
  }

  private func take(_ parser: inout XMLParser, _ walk: ContentWalk) throws(ConversionError) {
    while let tape = try parser.takeTape() {
      walk.take(tape)
      parser.giveBack(tape)
    }
  }

  /// What the manifest says a document holds, and what it does (§5.6.2.1).
  private func compare(_ features: [String: String]) {
    guard !book.isVersion2 else { return }
    for (property, what) in features.sorted(by: { $0.key < $1.key })
    where !item.properties.contains(property) {
      book.log.report(.propertyNotDeclared, [property, what], in: path)
    }
    for property in ["mathml", "svg", "scripted", "switch"]
    where item.properties.contains(property) && features[property] == nil && isXHTML {
      book.log.report(.propertyNotNeeded, [property], in: path)
    }
    if item.properties.contains("remote-resources"), features["remote-resources"] == nil,
      features["scripted"] == nil
    {
      book.log.report(.remotePropertyNotNeeded, in: path)
    }
  }
}
