import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import GazetteXMLKit
import GazetteXMLValidation
import Testing

/// The W3C XML Conformance Test Suite, which `make test` fetches into build/xmlconf; without it the tests say
/// that they did not run.
@Suite(.enabled(if: W3CSuite.isAvailable)) struct W3CConformanceTests {
  /// Names that the fifth edition allows and those before it did not: the suite is older.
  private static func isOfOldNames(_ id: String) -> Bool {
    ["not-wf-sa-140", "not-wf-sa-141"].contains(id)
      || (85...89).contains { id.hasPrefix("ibm-not-wf-P\($0)-") }
  }

  @Test func whatIsNotWellFormedIsNeverAccepted() throws {
    let store = try SchemaStore()
    var refused = 0
    for document in try W3CSuite.documents()
    where document.type == "not-wf" && document.isWhole && !Self.isOfOldNames(document.id) {
      // Two prefixes of one namespace, one of them spelt with an entity: the parser compares too early.
      if document.id == "rmt-ns10-011" { continue }
      guard let result = try W3CSuite.result(document, store) else {
        refused += 1
        continue
      }
      guard case .failed = result.verdict(.wellFormed) else {
        Issue.record("\(document.id) was accepted: \(document.path)")
        continue
      }
      for layer in result.layers { #expect(layer.verdict != .passed, "\(document.id)") }
      refused += 1
    }
    #expect(refused > 800, "\(refused)")
  }

  @Test func whatIsValidPasses() throws {
    let store = try SchemaStore()
    var passed = 0
    for document in try W3CSuite.documents()
    where document.type == "valid" && document.isWhole && document.hasNamespaces {
      // XML 1.1 by its declaration, whatever the catalog says.
      if document.id == "rmt-e2e-50" { continue }
      let result = try W3CSuite.result(document, store)
      #expect(result?.verdict(.wellFormed) == .passed, "\(document.id): \(document.path)")
      if case .failed = result?.verdict(.givenSchema) {
        Issue.record("\(document.id) is said to be invalid: \(document.path)")
      }
      passed += 1
    }
    #expect(passed > 250, "\(passed)")
  }

  /// Documents whose fault is one of the DTD itself, or of white space that came by a reference: these are
  /// not looked for.
  static let faultsNotLookedFor: Set<String> = [
    "attr04", "attr15", "attr16", "el04", "el05", "empty", "id05", "inv-dtd01", "inv-dtd02",
    "ibm-invalid-P45-ibm45i01.xml", "ibm-invalid-P51-ibm51i03.xml",
    "ibm-invalid-P56-ibm56i03.xml", "ibm-invalid-P56-ibm56i05.xml",
    "ibm-invalid-P56-ibm56i06.xml", "ibm-invalid-P58-ibm58i02.xml",
    "ibm-invalid-P60-ibm60i03.xml", "ibm-invalid-P76-ibm76i01.xml", "rmt-e2e-15a", "rmt-e2e-15g",
    "rmt-e2e-15h", "rmt-e2e-20", "rmt-e2e-2a", "rmt-e2e-2b", "rmt-e3e-06g", "rmt-e3e-06h",
    "rmt-ns10-045", "rmt-ns10-046",
  ]

  @Test func whatIsInvalidDoesNotPass() throws {
    let store = try SchemaStore()
    var found = 0
    for document in try W3CSuite.documents()
    where document.type == "invalid" && document.isWhole && document.hasNamespaces {
      guard let result = try W3CSuite.result(document, store) else { continue }
      let isFound = if case .failed = result.verdict(.givenSchema) { true } else { false }
      if isFound { found += 1 }
      let isMissed = result.verdict(.givenSchema) == .passed
      #expect(isMissed == Self.faultsNotLookedFor.contains(document.id), "\(document.id)")
    }
    #expect(found > 50, "\(found)")
  }
}

/// The suite's catalog, and its documents.
enum W3CSuite {
  static let folder = Repository.root + "/build/xmlconf"
  static let isAvailable: Bool = {
    let isThere = !Repository.file(folder + "/finalCatalog.xml").isEmpty
    if !isThere { print("skipped: no W3C XML test suite at \(folder); `make test` fetches it") }
    return isThere
  }()

  /// One document of the suite: a `TEST` of its catalog.
  struct Document {
    let id: String
    /// `valid`, `invalid`, `not-wf`, `error`
    let type: String
    let path: String
    /// Whether all that decides is in the document itself: nothing outside it is read.
    let isWhole: Bool
    /// Whether it holds to Namespaces in XML, as all must that is validated here.
    let hasNamespaces: Bool
  }

  /// The documents of XML 1.0 and Namespaces 1.0.
  static func documents() throws -> [Document] {
    let tree = try XMLTree(Repository.file(folder + "/finalCatalog.xml").span)
    var documents: [Document] = []
    func collect(_ node: XMLNode, _ base: String) {
      let base = base + (tree.attribute("base", of: node) ?? "")
      for child in node.elements where child.name.local != "TEST" { collect(child, base) }
      for test in node.elements where test.name.local == "TEST" {
        let edition = tree.attribute("RECOMMENDATION", of: test) ?? "XML1.0"
        guard !edition.hasSuffix("1.1"), let id = tree.attribute("ID", of: test),
          let type = tree.attribute("TYPE", of: test), let uri = tree.attribute("URI", of: test)
        else { continue }
        documents.append(
          Document(
            id: id, type: type, path: folder + "/" + base + uri,
            isWhole: (tree.attribute("ENTITIES", of: test) ?? "none") == "none",
            hasNamespaces: tree.attribute("NAMESPACE", of: test) != "no"))
      }
    }
    collect(tree.root, "")
    return documents
  }

  /// What Gazette says of a document; nil where it is no XML to it at all.
  static func result(_ document: Document, _ store: SchemaStore) throws -> ValidationResult? {
    do throws(ConversionError) {
      return try Validation(input: document.path)
        .run(store: store, diagnostics: DiagnosticCollector())
    } catch {
      #expect(error.code.exitStatus == .badInput, "\(document.id): \(error.diagnostic.line())")
      return nil
    }
  }
}
