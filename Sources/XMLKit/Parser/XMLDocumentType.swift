import CLibXML2

/// `<!DOCTYPE article PUBLIC "-//NLM//DTD …//EN" "JATS-archivearticle1.dtd">` (XML 1.0 §2.8).
public struct XMLDocumentType: Sendable, Equatable {
  /// The root element that it names.
  public let root: String
  public let publicIdentifier: String?
  public let systemIdentifier: String?
  /// Whether its internal subset declares elements.
  public let declaresElements: Bool

  /// What libxml2 keeps of the declaration, to be read before the first reference can add to it.
  init?(of context: xmlParserCtxtPtr) {
    guard let subset = unsafe context.pointee.myDoc?.pointee.intSubset else { return nil }
    func text(_ pointer: UnsafePointer<UInt8>?) -> String? {
      unsafe pointer.map { unsafe String(cString: $0) }
    }
    var declaresElements = false
    var child = unsafe subset.pointee.children
    while let node = unsafe child {
      if unsafe node.pointee.type == XML_ELEMENT_DECL { declaresElements = true }
      unsafe child = node.pointee.next
    }
    root = unsafe text(subset.pointee.name) ?? ""
    publicIdentifier = unsafe text(subset.pointee.ExternalID)
    systemIdentifier = unsafe text(subset.pointee.SystemID)
    self.declaresElements = declaresElements
  }
}
