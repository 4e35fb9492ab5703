import ArgumentParser
import GazetteDocumentModel
import GazettePipeline
import GazetteXMLValidation

/// Options of every command that validates.
struct SchemaOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Schema to validate by: Gazette's own of a name (jats, xhtml, json, jsonl, csv), or a file: DTD, XSD or RELAX NG. May be given several times.",
      valueName: "name|file"))
  var schema: [String] = []

  @Option(help: ArgumentHelp("DTD to validate by.", valueName: "file|public-id"))
  var dtd: String?

  @Option(help: ArgumentHelp("W3C XML Schema 1.0 to validate by.", valueName: "file"))
  var xsd: String?

  @Option(
    help: ArgumentHelp(
      "RELAX NG schema, XML syntax, to validate by; holds the document in memory.",
      valueName: "file"))
  var rng: String?

  @Option(help: ArgumentHelp("OASIS XML catalog; may be given several times.", valueName: "file"))
  var catalog: [String] = []

  /// Whether any schema was named, or where to find one.
  var isGiven: Bool {
    !schema.isEmpty || !catalog.isEmpty || dtd != nil || xsd != nil || rng != nil
  }

  /// What documents are held to, and the format where one was named. - Throws: `GZ8005`.
  func request() throws(ConversionError) -> (ValidationRequest, format: String?) {
    var request = ValidationRequest(dtd: dtd, xsd: xsd, relaxNG: rng)
    var format: String?
    for name in schema { try SchemaReference(name).apply(to: &request, format: &format) }
    return (request, format)
  }

  /// The schemas, with what was asked for read already. - Throws: `GZ8001`, `GZ8002`.
  func store(for request: ValidationRequest) throws(ConversionError) -> SchemaStore {
    let store = try SchemaStore(catalogs: catalog)
    try store.prepare(for: request)
    return store
  }

  /// What outputs are held to, which have a format already. - Throws: `GZ8001`, `GZ8002`, `GZ8005`.
  func outputValidation() throws(ConversionError) -> OutputValidation {
    if let name = schema.first(where: { SchemaReference.names.contains($0) }) {
      let words = "outputs are held to Gazette's own schema anyway; leave out --schema \(name)"
      throw ConversionError(.usage, [words])
    }
    let request = try request().0
    return OutputValidation(request, store: try store(for: request))
  }
}
