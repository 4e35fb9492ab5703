import GazetteDocumentModel
import GazetteXMLKit

/// A file that `META-INF/encryption.xml` says nobody can read without a key (OCF §4.2.6.3.2).
struct EncryptedFile {
  let path: String
  /// The address of the method, where one is stated.
  let algorithm: String?
  /// Where it is said.
  let position: SourcePosition

  /// All that the document names, in its order.
  static func all(in tree: XMLTree) -> [EncryptedFile] {
    tree.all("EncryptedData", in: tree.root).flatMap { data in
      let method = tree.all("EncryptionMethod", in: data).first
      let algorithm = method.flatMap { tree.attribute("Algorithm", of: $0) }
      return tree.all("CipherReference", in: data).compactMap { reference in
        tree.attribute("URI", of: reference).map {
          EncryptedFile(
            path: BookPath.unescaped($0), algorithm: algorithm, position: reference.tag.position)
        }
      }
    }
  }
}
