import CLibXML2
import GazetteDocumentModel

/// A schema that libxml2 validates by: W3C XML Schema 1.0, or RELAX NG. Compiled once, and only read from
/// then on.
@safe final class LibXMLSchema: @unchecked Sendable {
  enum Language: Sendable { case xsd, relaxNG }

  let language: Language
  private let xsd: xmlSchemaPtr?
  private let relaxNG: xmlRelaxNGPtr?

  /// xmlSchemaParse, xmlRelaxNGParse
  /// - Throws: `GZ8001` where the file cannot be read as a schema of this language.
  init(_ language: Language, contentsOf path: String) throws(ConversionError) {
    LibXML.prepare()
    self.language = language
    let log = LibXMLLog()
    var xsd: xmlSchemaPtr?
    var relaxNG: xmlRelaxNGPtr?
    log.collecting {
      switch language {
      case .xsd:
        guard let parser = unsafe xmlSchemaNewParserCtxt(path) else { return }
        unsafe xmlSchemaSetParserStructuredErrors(parser, LibXMLLog.hear, log.address)
        unsafe xsd = xmlSchemaParse(parser)
        unsafe xmlSchemaFreeParserCtxt(parser)
      case .relaxNG:
        guard let parser = unsafe xmlRelaxNGNewParserCtxt(path) else { return }
        unsafe xmlRelaxNGSetParserStructuredErrors(parser, LibXMLLog.hear, log.address)
        unsafe relaxNG = xmlRelaxNGParse(parser)
        unsafe xmlRelaxNGFreeParserCtxt(parser)
      }
    }
    unsafe self.xsd = unsafe xsd
    unsafe self.relaxNG = unsafe relaxNG
    if unsafe xsd == nil && relaxNG == nil { throw log.unreadable(path) }
  }

  deinit {
    unsafe xmlSchemaFree(xsd)
    unsafe xmlRelaxNGFree(relaxNG)
  }

  /// Begins to validate a document.
  func makeRun(_ log: LayerLog) -> any SchemaRun {
    switch language {
    case .xsd: unsafe XSDRun(self, xsd, log)
    case .relaxNG: unsafe RelaxNGRun(self, relaxNG, log)
    }
  }
}

/// One document on its way through a schema of libxml2's.
protocol SchemaRun: AnyObject {
  func read(_ chunk: Span<UInt8>)
  func finish()
}

/// XML Schema as a stream: a push parser of its own whose callbacks go to the validator
/// (xmlSchemaSAXPlug) and build nothing.
@safe private final class XSDRun: SchemaRun {
  private let schema: LibXMLSchema
  private let log: LayerLog
  private let validator: xmlSchemaValidCtxtPtr?
  private let parser: xmlParserCtxtPtr?
  private let plug: xmlSchemaSAXPlugPtr?
  private var listener: LibXMLLog?

  init(_ schema: LibXMLSchema, _ compiled: xmlSchemaPtr?, _ log: LayerLog) {
    self.schema = schema
    self.log = log
    var handler = unsafe xmlSAXHandler()
    unsafe xmlSAXVersion(&handler, 2)
    unsafe Self.buildNothing(&handler)
    unsafe parser = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
    unsafe validator = xmlSchemaNewValidCtxt(compiled)
    guard let parser = unsafe parser, let validator = unsafe validator else {
      unsafe plug = nil
      return
    }
    unsafe xmlCtxtUseOptions(
      parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    unsafe plug = xmlSchemaSAXPlug(validator, &parser.pointee.sax, &parser.pointee.userData)
    let listener = LibXMLLog { [unowned self] in self.report($0) }
    self.listener = listener
    unsafe xmlSchemaSetValidStructuredErrors(validator, LibXMLLog.hear, listener.address)
  }

  deinit {
    unsafe xmlSchemaSAXUnplug(plug)
    unsafe xmlSchemaFreeValidCtxt(validator)
    if let document = unsafe parser?.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe xmlFreeParserCtxt(parser)
  }

  func read(_ chunk: Span<UInt8>) {
    unsafe chunk.withUnsafeBytes { bytes in
      _ = unsafe xmlParseChunk(
        parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
    }
  }

  func finish() { _ = unsafe xmlParseChunk(parser, nil, 0, 1) }

  /// The validator knows no places in a stream; the parser stands at the end of the tag.
  private func report(_ entry: LibXMLLog.Entry) {
    var place: SourcePosition?
    if let input = unsafe parser?.pointee.input {
      place = unsafe SourcePosition(
        offset: UInt64(input.pointee.consumed)
          + UInt64(max(0, input.pointee.cur - input.pointee.base)),
        line: UInt32(max(1, input.pointee.line)), column: UInt32(max(1, input.pointee.col)))
    }
    let words = SchemaWording.words(entry)
    log.report(.schemaViolated, [words.english], chinese: [words.chinese], at: place)
  }

  private static func buildNothing(_ handler: inout xmlSAXHandler) {
    unsafe handler.startElementNs = { _, _, _, _, _, _, _, _, _ in }
    unsafe handler.endElementNs = { _, _, _, _ in }
    unsafe handler.characters = { _, _, _ in }
    unsafe handler.ignorableWhitespace = { _, _, _ in }
    unsafe handler.cdataBlock = { _, _, _ in }
    unsafe handler.processingInstruction = { _, _, _ in }
    unsafe handler.comment = { _, _ in }
    unsafe handler.reference = { _, _ in }
    unsafe handler.resolveEntity = nil
    unsafe handler.warning = nil
    unsafe handler.error = nil
    unsafe handler.fatalError = nil
    // What is wrong with the form is told by the layer that looks after it.
    unsafe handler.serror = { _, _ in }
  }
}

/// RELAX NG: libxml2 validates by it only a tree, so the document is held in memory.
@safe private final class RelaxNGRun: SchemaRun {
  private let schema: LibXMLSchema
  private let compiled: xmlRelaxNGPtr?
  private let log: LayerLog
  private var document: [UInt8] = []

  init(_ schema: LibXMLSchema, _ compiled: xmlRelaxNGPtr?, _ log: LayerLog) {
    self.schema = schema
    unsafe self.compiled = unsafe compiled
    self.log = log
  }

  func read(_ chunk: Span<UInt8>) { document.append(chunk) }

  func finish() {
    guard let validator = unsafe xmlRelaxNGNewValidCtxt(compiled) else { return }
    defer { unsafe xmlRelaxNGFreeValidCtxt(validator) }
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
    // The bytes outlive the call.
    let tree = unsafe LibXMLLog().collecting {
      unsafe document.withUnsafeBytes { bytes in
        unsafe xmlReadMemory(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, nil,
          options)
      }
    }
    guard let tree = unsafe tree else { return }
    defer { unsafe xmlFreeDoc(tree) }
    let log = log
    let listener = LibXMLLog { entry in
      let place = SourcePosition(offset: 0, line: UInt32(max(1, entry.line)), column: 1)
      let words = SchemaWording.words(entry)
      log.report(.schemaViolated, [words.english], chinese: [words.chinese], at: place)
    }
    unsafe xmlRelaxNGSetValidStructuredErrors(validator, LibXMLLog.hear, listener.address)
    _ = unsafe xmlRelaxNGValidateDoc(validator, tree)
    // The validator holds the listener's address until here.
    withExtendedLifetime(listener) {}
  }
}
