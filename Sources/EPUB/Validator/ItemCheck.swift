import GazetteDocumentModel
import GazetteZip

/// An item of the manifest: that its bytes are of the media type that it is said to have (EPUB 3.3 §3), and
/// what they refer to.
struct ItemCheck {
  let book: BookUnderCheck
  let links: LinkCheck
  let index: Int
  private var log: BookLog { book.log }

  func run() {
    let item = book.items[index]
    guard let path = item.path, book.archive[path] != nil, book.locked[path] == nil else { return }
    switch item.mediaType {
    case EPUBVocabulary.xhtmlMediaType, "image/svg+xml", "text/x-oeb1-document":
      ContentCheck(book: book, links: links, item: item, path: path).run()
    case "text/css", "text/x-oeb1-css": checkStylesheet(path)
    case let type where type.hasPrefix("image/"): checkPicture(path, type)
    case EPUBVocabulary.ncxMediaType: break
    default: _ = book.read(path) { _ in }
    }
  }

  // MARK: Stylesheets

  /// No stylesheet of a book is longer.
  private static let stylesheetLimit = 8 << 20

  private func checkStylesheet(_ path: String) {
    guard let entry = book.archive[path] else { return }
    guard entry.size <= UInt64(Self.stylesheetLimit) else {
      return log.report(
        .stylesheetSyntax,
        LocalizedText(
          "it has \(entry.size) bytes, more than any stylesheet needs; divide it",
          "长 \(entry.size) 字节,超出任何样式表所需;请拆分"), in: path, at: nil)
    }
    var rules: [UInt8] = []
    guard book.read(path, { rules.append($0) }) else { return }
    StyleCheck(log: log, links: links, path: path).check(rules, isWhole: true, at: .start)
  }

  // MARK: Pictures

  private func checkPicture(_ path: String, _ type: String) {
    var head: [UInt8] = []
    let isWhole = book.read(path) { span in
      if head.count < 1 << 12 { head.append(span.extracting(0..<min(span.count, 1 << 12))) }
    }
    guard isWhole, Self.hasSignature(type) else { return }
    guard let kind = BookMedia.kind(head) else {
      return log.report(
        .pictureDamaged,
        LocalizedText("it does not begin as any picture does", "开头不是任何图片格式"), in: path, at: nil)
    }
    if kind.mediaType != type {
      log.report(.mediaTypeUntrue, [type, kind.mediaType], in: path)
      return
    }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let endings = kind.ending == "jpg" ? ["jpg", "jpeg", "jpe", "jfif"] : [kind.ending]
    if !endings.contains(ending) { log.report(.pictureEnding, [kind.mediaType, ending], in: path) }
  }

  /// Whether pictures of this type can be told by their first bytes.
  private static func hasSignature(_ type: String) -> Bool {
    ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(type)
  }
}
