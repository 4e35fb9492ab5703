import CLibXML2
import GazetteDocumentModel
import GazetteXMLKit

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

/// One document on its way through a schema of libxml2's: its bytes, and then the tokens that they are.
protocol SchemaRun: AnyObject {
  func read(_ chunk: Span<UInt8>)
  func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName])
  func finish()
}
