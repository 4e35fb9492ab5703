import GazetteDocumentModel
import GazetteXMLKit

/// The order of reading (EPUB 3.3 §5.7).
struct SpineCheck {
  let book: BookUnderCheck
  let path: String
  let tree: XMLTree
  private var log: BookLog { book.log }

  func run(_ spine: XMLNode) {
    var seen: Set<String> = []
    var hasLinear = false
    let references = spine.elements.filter { $0.name.local == "itemref" }
    for node in references {
      let place = node.tag.position
      if tree.attribute("linear", of: node) != "no" { hasLinear = true }
      guard let id = tree.attribute("idref", of: node) else {
        log.report(.packageAttributeMissing, ["itemref", "idref"], in: path, at: place)
        continue
      }
      guard let item = book.item(id: id) else {
        log.report(.spineItemUnknown, [id], in: path, at: place)
        continue
      }
      if !seen.insert(id).inserted { log.report(.spineItemTwice, [id], in: path, at: place) }
      if book.item(item, orFallbackOf: book.isContentDocument) == nil {
        log.report(.spineItemForeign, [item.href, item.mediaType], in: path, at: place)
      }
      if let place = item.path, book.spine[place] == nil { book.spine[place] = book.spine.count }
    }
    if references.isEmpty {
      log.report(.packageIncomplete, ["<itemref>"], in: path, at: spine.tag.position)
    } else if !hasLinear {
      log.report(.spineWithoutLinear, in: path, at: spine.tag.position)
    }
    checkContents(spine)
  }

  /// `toc` names the NCX, where there is one.
  private func checkContents(_ spine: XMLNode) {
    let place = spine.tag.position
    guard let id = tree.attribute("toc", of: spine) else {
      let hasNCX = book.items.contains { $0.mediaType == EPUBVocabulary.ncxMediaType }
      if hasNCX || book.isVersion2 {
        log.report(
          .packageStructure,
          LocalizedText(
            "the spine does not name the NCX; add toc with its id", "书脊未指明 NCX;请写上 toc 及其 id"),
          in: path, at: place)
      }
      return
    }
    guard let item = book.item(id: id) else {
      return log.report(.spineItemUnknown, [id], in: path, at: place)
    }
    if item.mediaType != EPUBVocabulary.ncxMediaType {
      log.report(.spineTOCWrong, [id], in: path, at: place)
    }
  }
}
