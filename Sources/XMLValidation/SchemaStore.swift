import CLibXML2
public import GazetteDocumentModel
import GazetteXMLKit
import Synchronization

/// The schemas of a process: each is read and compiled once, whoever needs it.
public final class SchemaStore: Sendable {
  private let grammars = Mutex<[String: DTDGrammar]>([:])
  private let lastOwn = Mutex<(key: String, grammar: DTDGrammar)?>(nil)
  private let schemas = Mutex<[String: LibXMLSchema]>([:])
  /// What DOCTYPEs name: the file, or nil where no catalog knows it.
  private let resolved = Mutex<[String: String?]>([:])

  /// - Parameter catalogs: OASIS XML catalogs, beside those of `XML_CATALOG_FILES` and the system's.
  /// - Throws: `GZ8001` where a catalog cannot be read.
  public init(catalogs: [String] = []) throws(ConversionError) {
    LibXML.prepare()
    for catalog in catalogs {
      let log = LibXMLLog()
      // xmlLoadCatalog puts off reading, and is silent then about what it cannot read.
      let isRead = log.collecting { () -> Bool in
        guard let tree = unsafe xmlReadFile(catalog, nil, Int32(XML_PARSE_NONET.rawValue)) else {
          return false
        }
        unsafe xmlFreeDoc(tree)
        return unsafe xmlLoadCatalog(catalog) == 0
      }
      if !isRead { throw log.unreadable(catalog) }
    }
  }

  /// The DTD in a file, or of a public identifier by catalog.
  /// - Throws: `GZ8001`; `GZ8002` where no catalog knows the identifier.
  public func grammar(_ fileOrIdentifier: String) throws(ConversionError) -> DTDGrammar {
    var file = fileOrIdentifier
    if fileOrIdentifier.contains("//") && !fileOrIdentifier.hasPrefix("/") {
      guard let found = resolve(publicIdentifier: fileOrIdentifier, systemIdentifier: nil) else {
        throw ConversionError(.schemaNotInCatalog, [fileOrIdentifier])
      }
      file = found
    }
    // Compiled under the lock: who needs the same one waits for it instead of doing the work again.
    return try grammars.withLock { (grammars) throws(ConversionError) in
      if let known = grammars[file] { return known }
      let grammar = try DTDGrammar(contentsOf: file)
      grammars[file] = grammar
      return grammar
    }
  }

  /// The DTD that a document has itself, with the one in a file behind it. The last one is kept: documents
  /// that come together mostly have the same.
  func grammar(
    _ own: XMLDocumentType.InternalSubset, externalFile: String?
  ) throws(ConversionError) -> DTDGrammar {
    guard own.declaresMarkup else {
      var grammar = try grammar(externalFile ?? "")
      grammar.add(own)
      return grammar
    }
    let key = own.declarations + "\n" + (externalFile ?? "")
    if let (known, grammar) = lastOwn.withLock({ $0 }), known == key { return grammar }
    let grammar = try DTDGrammar(declarations: own.declarations, externalFile: externalFile)
    lastOwn.withLock { $0 = (key, grammar) }
    return grammar
  }

  /// A schema of libxml2's, compiled under the lock as a DTD is.
  func schema(
    _ language: LibXMLSchema.Language, _ file: String
  ) throws(ConversionError) -> LibXMLSchema {
    try schemas.withLock { (schemas) throws(ConversionError) in
      if let known = schemas[file] { return known }
      let schema = try LibXMLSchema(language, contentsOf: file)
      schemas[file] = schema
      return schema
    }
  }

  /// A schema of ours. - Throws: `GZ8001`, which would be a fault of the program.
  func builtIn(_ builtIn: BuiltInSchema) throws(ConversionError) -> LibXMLSchema {
    try schema(.xsd, builtIn.location)
  }

  /// Reads the schemas that a request names, so that what is wrong with them is known before a document
  /// is opened. - Throws: `GZ8001`, `GZ8002`.
  public func prepare(for request: ValidationRequest) throws(ConversionError) {
    if let dtd = request.dtd { _ = try grammar(dtd) }
    if let xsd = request.xsd { _ = try schema(.xsd, xsd) }
    if let relaxNG = request.relaxNG { _ = try schema(.relaxNG, relaxNG) }
  }

  /// The file of what a DOCTYPE names: xmlCatalogResolve. Nil where no catalog knows it, or it lies in
  /// the network. What the document itself says is never opened.
  public func resolve(publicIdentifier: String?, systemIdentifier: String?) -> String? {
    let key = (publicIdentifier ?? "") + "\n" + (systemIdentifier ?? "")
    return resolved.withLock { resolved in
      if let known = resolved[key] { return known }
      var file: String?
      if let uri = unsafe xmlCatalogResolve(publicIdentifier, systemIdentifier) {
        let found = unsafe String(cString: uri)
        unsafe gazette_xml_free(uri)
        // `file:///a%20b`, or a bare path.
        let path = found.hasPrefix("file://") ? String(found.dropFirst(7)) : found
        if !path.contains("://") { file = Self.unescaped(path) }
      }
      resolved[key] = .some(file)
      return file
    }
  }

  /// xmlURIUnescapeString
  private static func unescaped(_ path: String) -> String {
    guard path.contains("%"), let text = unsafe xmlURIUnescapeString(path, 0, nil) else {
      return path
    }
    defer { unsafe gazette_xml_free(text) }
    return unsafe String(cString: text)
  }
}
