import GazetteDocumentModel
import GazetteStylesheets
import GazetteXMLKit
import Synchronization

/// A schema of Gazette's own, for the XML that it writes: XSD 1.0, in the program, compiled when it is
/// first needed.
public enum BuiltInSchema: String, Sendable, CaseIterable {
  case jats, xhtml

  /// Where libxml2 finds it, and beside it what it imports.
  private static let base = "gazette:///schemas/"

  var location: String { Self.base + rawValue + ".xsd" }

  /// The text of the schema at a location; nil where it is none of ours.
  static func text(at location: String) -> [UInt8]? {
    guard location.hasPrefix(base) else { return nil }
    return Schemas.xsd(named: String(location.dropFirst(base.count)))
  }

  /// The kind of document that it is for.
  public var kind: DocumentKind {
    switch self {
    case .jats: .jats
    case .xhtml: .xhtml
    }
  }

  init?(_ kind: DocumentKind) {
    guard let found = Self.allCases.first(where: { $0.kind == kind }) else { return nil }
    self = found
  }

  /// The elements that the vocabulary has and the schema does not describe, as its `appinfo` lists them:
  /// where one stands, the schema cannot tell. Those of MathML by `math:` and their local name.
  var carried: Set<String> {
    Self.lists.withLock { lists in
      if let known = lists[self] { return known }
      let own = Self.appinfo(Schemas.xsd(named: rawValue + ".xsd"))
      let math = Self.appinfo(Schemas.xsd(named: "mathml.xsd")).map { Self.mathPrefix + $0 }
      let all = Set(own + math)
      lists[self] = all
      return all
    }
  }

  private static let lists = Mutex<[BuiltInSchema: Set<String>]>([:])
  private static let mathPrefix = "math:"

  /// How an element is called in `carried`.
  static func listed(_ name: XMLName) -> String {
    name.namespace == XMLNamespace.mathML
      ? mathPrefix + name.local : name.namespace == XMLNamespace.xhtml ? name.local : name.qualified
  }

  private static func appinfo(_ schema: [UInt8]?) -> [String] {
    guard let schema, let start = schema.firstRange(of: Array("<xs:appinfo>".utf8)),
      let end = schema.firstRange(of: Array("</xs:appinfo>".utf8))
    else { return [] }
    return schema.span.extracting(start.upperBound..<end.lowerBound).words.map { String($0.span) }
  }
}

/// Looks for the mark that Gazette leaves near the beginning of what it writes:
///
///     <article …><?gazette version="1"?>
///     <html …><head><meta charset="UTF-8"/><meta name="generator" content="Gazette"/>
struct MarkFinder {
  let schema: BuiltInSchema
  private var isGenerator = false

  init(_ schema: BuiltInSchema) { self.schema = schema }

  /// Whether Gazette wrote the document; nil while that is not known yet.
  mutating func take(_ token: XMLToken, _ value: Span<UInt8>, _ names: [XMLName]) -> Bool? {
    let name = names.isEmpty ? "" : names[Int(token.name)].local
    switch (schema, token.kind) {
    case (.xhtml, .attribute):
      if name == "name" { isGenerator = value.elementsEqual("generator") }
      return isGenerator && name == "content" && value.elementsEqual("Gazette") ? true : nil
    case (_, .namespace), (_, .attribute): return nil
    case (.jats, .instruction): return name == "gazette"
    case (.jats, .start): return name == "article" ? nil : false
    case (.jats, .text): return value.isWhiteSpace ? nil : false
    case (.jats, _): return false
    case (.xhtml, .start): return ["html", "head", "meta"].contains(name) ? nil : false
    case (.xhtml, .end): return name == "meta" ? nil : false
    case (.xhtml, _): return nil
    }
  }
}

/// Which built-in schema a document is held to.
public enum BuiltInSchemaChoice: Sendable, Equatable {
  /// That of its kind, where Gazette wrote it.
  case ofOwnDocuments
  /// That of its kind, whoever wrote it.
  case ofAnyDocument
  /// This one, whatever the document is.
  case schema(BuiltInSchema)
}
