import CLibXML2
public import GazetteDocumentModel

extension DTDGrammar {
  /// Reads the DTD in a file, its modules by catalog or beside it, nothing from the network.
  /// - Throws: `GZ8001` where it cannot be read as a DTD, or declares no element.
  public init(contentsOf path: String) throws(ConversionError) {
    self.init()
    LibXML.prepare()
    let log = LibXMLLog()
    // xmlParseDTD takes a URI: in a path, it would fall over a blank.
    let parsed = unsafe log.collecting { unsafe xmlParseDTD(nil, FileURI.of(path)) }
    guard let dtd = unsafe parsed else { throw log.unreadable(path) }
    defer { unsafe xmlFreeDtd(dtd) }
    unsafe load(dtd)
    if elements.isEmpty { throw log.unreadable(path) }
  }

  /// Reads a document's own declarations, and behind them the DTD in a file, if there is one: what the
  /// document declares comes first and holds (XML 1.0 §2.8, §3.3, §4.2).
  /// - Throws: `GZ8001` where they cannot be read, or declare no element.
  init(declarations: String, externalFile: String?) throws(ConversionError) {
    self.init()
    LibXML.prepare()
    var text = declarations
    if let externalFile {
      text +=
        "<!ENTITY % gazette.external SYSTEM \"\(FileURI.of(externalFile))\">%gazette.external;"
    }
    let log = LibXMLLog()
    let bytes = Array(text.utf8)
    // xmlIOParseDTD frees the buffer, which holds a copy of the bytes.
    let parsed = unsafe log.collecting { () -> xmlDtdPtr? in
      let buffer = unsafe bytes.withUnsafeBytes { bytes in
        unsafe xmlParserInputBufferCreateMem(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
          XML_CHAR_ENCODING_UTF8)
      }
      return unsafe xmlIOParseDTD(nil, buffer, XML_CHAR_ENCODING_UTF8)
    }
    let name = externalFile ?? "<!DOCTYPE … [ ]>"
    guard let dtd = unsafe parsed else { throw log.unreadable(name) }
    defer { unsafe xmlFreeDtd(dtd) }
    unsafe load(dtd)
    if elements.isEmpty { throw log.unreadable(name) }
  }

  /// Goes through the declarations, which are the children of the DTD.
  private mutating func load(_ dtd: xmlDtdPtr) {
    var child = unsafe dtd.pointee.children
    while let node = unsafe child {
      switch unsafe node.pointee.type {
      case XML_ELEMENT_DECL:
        // A node that says it is a declaration is laid out as one.
        unsafe UnsafeMutableRawPointer(node).withMemoryRebound(to: xmlElement.self, capacity: 1) {
          unsafe declare($0)
        }
      case XML_ENTITY_DECL:
        guard let name = unsafe node.pointee.name.map({ unsafe String(cString: $0) }) else { break }
        entities.insert(name)
        unsafe UnsafeMutableRawPointer(node).withMemoryRebound(to: xmlEntity.self, capacity: 1) {
          if unsafe $0.pointee.etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY {
            unparsedEntities.insert(name)
          }
        }
      default: break
      }
      unsafe child = node.pointee.next
    }
  }

  private mutating func declare(_ element: UnsafeMutablePointer<xmlElement>) {
    let name = unsafe Self.qualified(element.pointee.prefix, element.pointee.name)
    let content: Element.Content =
      switch unsafe element.pointee.etype {
      case XML_ELEMENT_TYPE_EMPTY: .empty
      case XML_ELEMENT_TYPE_ANY: .any
      case XML_ELEMENT_TYPE_MIXED: .mixed
      case XML_ELEMENT_TYPE_ELEMENT: .elements
      default: .undeclared
      }
    let written = unsafe element.pointee.content as xmlElementContentPtr?
    let model = unsafe written.map { unsafe self.model($0) }
    var attributes: [Attribute] = []
    var next = unsafe element.pointee.attributes
    while let attribute = unsafe next {
      unsafe attributes.append(Self.attribute(attribute))
      unsafe next = attribute.pointee.nexth
    }
    declare(name, content, model, attributes)
  }

  private mutating func model(_ content: xmlElementContentPtr) -> ContentModel {
    let inner: ContentModel =
      switch unsafe content.pointee.type {
      case XML_ELEMENT_CONTENT_ELEMENT:
        unsafe .element(number(Self.qualified(content.pointee.prefix, content.pointee.name)))
      case XML_ELEMENT_CONTENT_SEQ:
        unsafe .sequence(part(content.pointee.c1), part(content.pointee.c2))
      case XML_ELEMENT_CONTENT_OR:
        unsafe .choice(part(content.pointee.c1), part(content.pointee.c2))
      default: .text
      }
    return switch unsafe content.pointee.ocur {
    case XML_ELEMENT_CONTENT_OPT: .optional(inner)
    case XML_ELEMENT_CONTENT_MULT: .any(inner)
    case XML_ELEMENT_CONTENT_PLUS: .some(inner)
    default: inner
    }
  }

  private mutating func part(_ content: xmlElementContentPtr?) -> ContentModel {
    unsafe content.map { unsafe self.model($0) } ?? .text
  }

  private static func attribute(_ declaration: xmlAttributePtr) -> Attribute {
    let kind: Attribute.Kind =
      switch unsafe declaration.pointee.atype {
      case XML_ATTRIBUTE_ID: .id
      case XML_ATTRIBUTE_IDREF: .reference
      case XML_ATTRIBUTE_IDREFS: .references
      case XML_ATTRIBUTE_ENTITY: .entity
      case XML_ATTRIBUTE_ENTITIES: .entities
      case XML_ATTRIBUTE_NMTOKEN: .token
      case XML_ATTRIBUTE_NMTOKENS: .tokens
      case XML_ATTRIBUTE_ENUMERATION, XML_ATTRIBUTE_NOTATION:
        unsafe .words(words(declaration.pointee.tree))
      default: .text
      }
    let fixed = unsafe declaration.pointee.def == XML_ATTRIBUTE_FIXED
    return unsafe Attribute(
      name: qualified(declaration.pointee.prefix, declaration.pointee.name), kind: kind,
      isRequired: declaration.pointee.def == XML_ATTRIBUTE_REQUIRED,
      fixed: fixed ? declaration.pointee.defaultValue.map { unsafe String(cString: $0) } : nil)
  }

  private static func words(_ first: xmlEnumerationPtr?) -> [String] {
    var words: [String] = []
    var next = unsafe first
    while let word = unsafe next {
      if let name = unsafe word.pointee.name { words.append(unsafe String(cString: name)) }
      unsafe next = word.pointee.next
    }
    return words
  }

  private static func qualified(
    _ prefix: UnsafePointer<UInt8>?, _ name: UnsafePointer<UInt8>?
  ) -> String {
    let local = unsafe name.map { unsafe String(cString: $0) } ?? ""
    return unsafe prefix.map { unsafe String(cString: $0) + ":" + local } ?? local
  }
}
