import CLibXML2

/// `<!DOCTYPE article PUBLIC "-//NLM//DTD …//EN" "JATS-archivearticle1.dtd">` (XML 1.0 §2.8).
public struct XMLDocumentType: Sendable, Equatable {
  /// The root element that it names.
  public let root: String
  public let publicIdentifier: String?
  public let systemIdentifier: String?
  /// What stands between its brackets.
  public let internalSubset: InternalSubset

  /// The declarations of a document's own DTD.
  public struct InternalSubset: Sendable, Equatable {
    /// The declarations as XML, references to parameter entities resolved.
    public fileprivate(set) var declarations = ""
    /// Whether elements, attributes or parameter entities are among them, which make a DTD what it is;
    /// entities for the text do not.
    public fileprivate(set) var declaresMarkup = false
    public fileprivate(set) var declaresElements = false
    /// General entities, and those of them that are unparsed.
    public fileprivate(set) var entities: [String] = []
    public fileprivate(set) var unparsedEntities: [String] = []
    /// A parameter entity that lies outside the document, if there is one.
    public fileprivate(set) var outsideEntity: String?
  }

  /// What libxml2 keeps of the declaration, to be read before the first reference can add to it.
  init?(of context: xmlParserCtxtPtr) {
    guard let subset = unsafe context.pointee.myDoc?.pointee.intSubset else { return nil }
    root = unsafe Self.text(subset.pointee.name) ?? ""
    publicIdentifier = unsafe Self.text(subset.pointee.ExternalID)
    systemIdentifier = unsafe Self.text(subset.pointee.SystemID)
    internalSubset = unsafe Self.declarations(subset)
  }

  private static func declarations(_ subset: xmlDtdPtr) -> InternalSubset {
    var found = InternalSubset()
    guard unsafe subset.pointee.children != nil, let buffer = unsafe xmlBufferCreate() else {
      return found
    }
    defer { unsafe xmlBufferFree(buffer) }
    var child = unsafe subset.pointee.children
    while let node = unsafe child {
      switch unsafe node.pointee.type {
      case XML_ELEMENT_DECL:
        found.declaresElements = true
        found.declaresMarkup = true
      case XML_ATTRIBUTE_DECL: found.declaresMarkup = true
      case XML_ENTITY_DECL:
        // A node that says it is a declaration is laid out as one.
        unsafe UnsafeMutableRawPointer(node).withMemoryRebound(to: xmlEntity.self, capacity: 1) {
          unsafe found.note($0.pointee)
        }
      default: break
      }
      unsafe xmlNodeDump(buffer, subset.pointee.doc, node, 0, 0)
      unsafe child = node.pointee.next
    }
    found.declarations = unsafe text(xmlBufferContent(buffer)) ?? ""
    return found
  }

  fileprivate static func text(_ pointer: UnsafePointer<UInt8>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
  }
}

extension XMLDocumentType.InternalSubset {
  fileprivate mutating func note(_ entity: xmlEntity) {
    let name = unsafe XMLDocumentType.text(entity.name) ?? ""
    switch unsafe entity.etype {
    case XML_INTERNAL_PARAMETER_ENTITY: declaresMarkup = true
    case XML_EXTERNAL_PARAMETER_ENTITY: outsideEntity = outsideEntity ?? name
    case XML_EXTERNAL_GENERAL_UNPARSED_ENTITY:
      entities.append(name)
      unparsedEntities.append(name)
    default: entities.append(name)
    }
  }
}
