import GazetteDocumentModel
import GazetteXMLKit
import GazetteZip

/// The files of META-INF (OCF §4.2.6.3).
struct ContainerCheck {
  let book: BookUnderCheck
  private var log: BookLog { book.log }

  /// - Returns: the path of the package; nil where there is none to be checked.
  func run() -> String? {
    checkEncryption()
    guard book.archive[EPUBVocabulary.container] != nil else {
      log.report(.containerMissing)
      return nil
    }
    guard let tree = book.tree(EPUBVocabulary.container) else { return nil }
    let place = EPUBVocabulary.container
    if tree.root.name.local != "container"
      || tree.root.name.namespace != EPUBVocabulary.containerNamespace
    {
      log.report(
        .containerStructure,
        LocalizedText(
          "its root is not <container> in OCF's namespace; write it so",
          "根元素不是 OCF 命名空间的 <container>;请改正"), in: place, at: tree.root.tag.position)
    }
    if tree.attribute("version", of: tree.root) != "1.0" {
      log.report(
        .containerStructure,
        LocalizedText(
          "its version is not 1.0; write version=\"1.0\"", "版本不是 1.0;请写 version=\"1.0\""),
        in: place, at: tree.root.tag.position)
    }
    var package: String?
    var hasPackage = false
    for file in tree.all("rootfile", in: tree.root) {
      let isPackage = tree.attribute("media-type", of: file) == EPUBVocabulary.packageMediaType
      hasPackage = hasPackage || isPackage
      guard let path = tree.attribute("full-path", of: file), !path.isEmpty else {
        log.report(.rootfileWithoutPath, in: place, at: file.tag.position)
        continue
      }
      guard isPackage else { continue }
      if book.archive[path] == nil {
        log.report(.packageMissing, [path], in: place, at: file.tag.position)
      } else if package == nil {
        package = path
      }
    }
    if !hasPackage { log.report(.containerWithoutPackage, in: place, at: tree.root.tag.position) }
    return package
  }

  /// §4.2.6.3.2: what is encrypted is named, and not checked.
  private func checkEncryption() {
    guard let tree = book.tree(EPUBVocabulary.encryption) else { return }
    for file in EncryptedFile.all(in: tree) {
      let algorithm = file.algorithm ?? "?"
      if book.archive[file.path] == nil {
        log.report(
          .encryptedNotThere, [file.path], in: EPUBVocabulary.encryption, at: file.position)
      } else {
        log.report(
          .entryEncrypted, [file.path, algorithm], in: EPUBVocabulary.encryption, at: file.position)
      }
      book.locked[file.path] = algorithm
    }
  }
}
