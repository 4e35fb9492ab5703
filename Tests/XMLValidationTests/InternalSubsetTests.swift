import GazetteDocumentModel
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// Documents with a DTD of their own between the brackets of the DOCTYPE: XML 1.0 §2.8.
@Suite struct InternalSubsetTests {
  static let subset = """
    <!ELEMENT note (to, p+)>
    <!ELEMENT to (#PCDATA)>
    <!ELEMENT p (#PCDATA | b)*>
    <!ELEMENT b EMPTY>
    <!ATTLIST note id ID #REQUIRED kind (x | y) "x" ref IDREF #IMPLIED>
    <!ENTITY bold "<b/>">

    """

  /// A root element behind the subset, and what is wrong with it.
  static let documents: [(String, [DiagnosticCode])] = [
    ("<note id=\"a\"><to/><p>a&bold;</p></note>", []),
    ("<note id=\"a\" kind=\"y\" ref=\"a\"><to>x</to><p/><p><b/></p></note>", []),
    ("<note><to/><p/></note>", [.attributeMissing]),
    ("<note id=\"a\" kind=\"z\"><to/><p/></note>", [.attributeValue]),
    ("<note id=\"a\" ref=\"b\"><to/><p/></note>", [.identifierDangling]),
    ("<note id=\"a\"><to/></note>", [.elementIncomplete]),
    ("<note id=\"a\"><p/></note>", [.elementMissing]),
    ("<note id=\"a\"><to/><p/><to/></note>", [.elementRepeated]),
    ("<note id=\"a\"><to/><p><b>x</b></p></note>", [.elementMustBeEmpty]),
    ("<note id=\"a\"><to/><p/><q/></note>", [.elementUnknown]),
    ("<note id=\"a\">x<to/><p/></note>", [.textNotAllowed]),
    ("<to/>", [.rootNotAsDeclared]),
  ]

  @Test(arguments: documents.indices)
  func isValidatedByItsOwnDTD(_ index: Int) throws {
    let (root, codes) = Self.documents[index]
    let document = "<!DOCTYPE note [\n" + Self.subset + "]>\n" + root
    let (result, found) = try Validating.run(Array(document.utf8))
    #expect(found.map(\.code) == codes, "\(root): \(found.map { $0.line() })")
    #expect(
      result.verdict(.givenSchema)
        == (codes.isEmpty ? .passed : .failed(errors: codes.count, warnings: 0)))
  }

  /// What the document declares comes before what the DTD in the file does, and holds.
  @Test func addsToTheDTDThatIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "note dtd.dtd",
      """
      <!ENTITY % inline "b">
      <!ELEMENT note (to)><!ELEMENT to (#PCDATA | %inline;)*>
      <!ELEMENT b EMPTY><!ELEMENT c EMPTY>
      <!ATTLIST to kind CDATA #REQUIRED>
      """)
    let catalog = try folder.write(
      "catalog.xml",
      """
      <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
      <public publicId="-//TEST//DTD Own Note//EN" uri="note%20dtd.dtd"/></catalog>
      """)
    func codes(_ subset: String, _ root: String) throws -> [DiagnosticCode] {
      let document =
        "<!DOCTYPE note PUBLIC \"-//TEST//DTD Own Note//EN\" \"n.dtd\" \(subset)>\(root)"
      var found: [Diagnostic] = []
      var validator = try XMLDocumentValidator(
        ValidationRequest(), store: try SchemaStore(catalogs: [catalog]),
        diagnostics: DiagnosticCollector { found.append($0) })
      validator.read(Array(document.utf8).span)
      guard case .notRun = validator.finish().verdict(.givenSchema) else {
        return found.map(\.code)
      }
      Issue.record("not run: \(document)")
      return []
    }
    #expect(try codes("", "<note><to kind=\"a\"><c/></to></note>") == [.elementNotAllowed])
    let extended = "[<!ENTITY % inline \"b | c\">]"
    #expect(try codes(extended, "<note><to kind=\"a\"><c/></to></note>") == [])
    #expect(try codes("[<!ATTLIST to kind CDATA #IMPLIED>]", "<note><to/></note>") == [])
    #expect(
      try codes("[<!ATTLIST to m CDATA #IMPLIED>]", "<note><to m=\"\"/></note>") == [
        .attributeMissing
      ])
    #expect(try codes("[<!ENTITY e \"x\">]", "<note><to kind=\"&e;\">&e;</to></note>") == [])
  }

  @Test(arguments: [
    // A parameter entity outside might lead a DTD that is trusted to a file of the document's choice.
    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/hostname\"><!ELEMENT a ANY>]><a/>",
    // Attributes alone are no DTD.
    "<!DOCTYPE a [<!ATTLIST a b CDATA #REQUIRED>]><a/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
    "<!DOCTYPE a SYSTEM \"nowhere.dtd\" [<!ELEMENT a EMPTY>]><a>x</a>",
  ])
  func isNotRunWhereThereIsNoWholeDTD(_ document: String) throws {
    let (result, found) = try Validating.run(Array(document.utf8))
    guard case .notRun = result.verdict(.givenSchema) else {
      Issue.record("\(document): \(result.layers)")
      return
    }
    #expect(found.isEmpty)
  }
}
