public import GazetteDocumentModel
public import GazetteXMLValidation

/// What `--schema` names: a schema of Gazette's own, or a file of whatever language.
public enum SchemaReference: Sendable, Equatable {
  /// `jats`, `xhtml`
  case builtIn(BuiltInSchema)
  /// `json`, `jsonl`, `csv`: formats whose readers hold to their schema.
  case format(String)
  case dtd(String)
  case xsd(String)
  case relaxNG(String)

  /// The names of Gazette's own schemas.
  public static var names: [String] {
    BuiltInSchema.allCases.map(\.rawValue) + Formats.ofOwnSchema
  }

  /// A name, else a file, whose language is told by its ending or its beginning.
  /// - Throws: `GZ8005` where it is neither, or no schema in a language that is known.
  public init(_ nameOrFile: String) throws(ConversionError) {
    if let schema = BuiltInSchema(rawValue: nameOrFile) {
      self = .builtIn(schema)
    } else if Formats.ofOwnSchema.contains(nameOrFile) {
      self = .format(nameOrFile)
    } else if let found = try Self.ofFile(nameOrFile) {
      self = found
    } else {
      throw ConversionError(.schemaUnknown, [nameOrFile, Self.names.joined(separator: ", ")])
    }
  }

  private static func ofFile(_ path: String) throws(ConversionError) -> SchemaReference? {
    switch path.split(separator: ".").last?.lowercased() {
    case "dtd": return .dtd(path)
    case "xsd": return .xsd(path)
    case "rng": return .relaxNG(path)
    default: break
    }
    guard let source = try? InputSource(path) else { return nil }
    var sample = [UInt8](repeating: 0, count: 4096)
    let count = (try? source.read(into: &sample, at: 0)) ?? 0
    let text = String(decoding: sample[..<count], as: UTF8.self)
    if text.contains("http://relaxng.org/ns/structure/1.0") { return .relaxNG(path) }
    if text.contains("http://www.w3.org/2001/XMLSchema") { return .xsd(path) }
    return text.contains("<!ELEMENT") ? .dtd(path) : nil
  }

  /// Adds it to what documents are held to.
  public func apply(to request: inout ValidationRequest, format: inout String?) {
    switch self {
    case .builtIn(let schema): request.builtIn = .schema(schema)
    case .format(let name): format = name
    case .dtd(let path): request.dtd = path
    case .xsd(let path): request.xsd = path
    case .relaxNG(let path): request.relaxNG = path
    }
  }
}
