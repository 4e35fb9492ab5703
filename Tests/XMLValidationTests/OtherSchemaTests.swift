import GazetteDocumentModel
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// XSD and RELAX NG: what is found, in whose words, and where.
@Suite struct OtherSchemaTests {
  static let xsd = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:element name="note"><xs:complexType><xs:sequence>
      <xs:element name="to" type="xs:string"/>
      <xs:element name="number" type="xs:integer"/>
      <xs:element name="kind"><xs:simpleType><xs:restriction base="xs:token">
        <xs:enumeration value="a"/><xs:enumeration value="b"/></xs:restriction></xs:simpleType></xs:element>
      <xs:element name="rule" minOccurs="0"><xs:complexType/></xs:element>
    </xs:sequence>
    <xs:attribute name="id" type="xs:ID" use="required"/><xs:attribute name="day" type="xs:date"/>
    </xs:complexType></xs:element></xs:schema>
    """

  static let relaxNG = """
    <element name="note" xmlns="http://relaxng.org/ns/structure/1.0"
      datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
    <attribute name="id"/><optional><attribute name="day"><data type="date"/></attribute></optional>
    <element name="to"><text/></element><element name="number"><data type="integer"/></element>
    <element name="kind"><choice><value>a</value><value>b</value></choice></element>
    <optional><element name="rule"><empty/></element></optional></element>
    """

  struct Case: Sendable, CustomTestStringConvertible {
    /// `‸` marks where the fault is told.
    let document: String
    let words: String
    var testDescription: String { document }
    init(_ document: String, _ words: String) {
      self.document = document
      self.words = words
    }
  }

  static let ofXSD: [Case] = [
    .init(
      "‸<note>\n<to/>\n<number>1</number><kind>a</kind></note>",
      "<note> needs the attribute \"id\" (/note); add it"),
    .init(
      "‸<note id=\"a\" day=\"2021-02-30\"><to/><number>1</number><kind>a</kind></note>",
      "the value \"2021-02-30\" of the attribute \"day\" (/note) must be a date that exists, as 2021-03-12"
    ),
    .init(
      "‸<note id=\"a\" x=\"y\"><to/><number>1</number><kind>a</kind></note>",
      "<note> has no attribute \"x\" (/note); take it out"),
    .init(
      "<note id=\"a\">\n<to/>\n  <number>‸文</number><kind>a</kind></note>",
      "the text \"文\" of <number> (/note/number) must be a whole number"),
    .init(
      "<note id=\"a\"><to/><number>1</number>\n<kind>‸c</kind></note>",
      "the text \"c\" of <kind> (/note/kind) must be one of a, b"),
    .init(
      "<note id=\"a\">\n‸<kind>a</kind></note>",
      "<kind> cannot stand here in /note; expected here: <to>"),
    .init(
      "<note id=\"a\"><to/>\n<number>1</number>‸</note>",
      "<note> ends too soon (/note); expected here: <kind>"),
    .init(
      "<note id=\"a\"><to/>‸<nunber>1</nunber></note>",
      "there is no element <nunber> (in /note); did you mean <number>?"),
    .init(
      "<note id=\"a\"><to/><number>1</number><kind>a</kind><rule>‸x</rule></note>",
      "<rule> must be empty (/note/rule); take out what is in it"),
    .init(
      "<note id=\"a\"><to>‸<b/></to><number>1</number><kind>a</kind></note>",
      "<to> (/note/to) holds text only; take the elements out of it"),
    .init(
      "<note id=\"a\">‸文<to/><number>1</number><kind>a</kind></note>",
      "text cannot stand directly in <note> (/note); put it into an element"),
    .init("‸<memo/>", "there is no element <memo> (in /memo); take it out, or name another schema"),
  ]

  static let ofRelaxNG: [Case] = [
    .init(
      "‸<note>\n<to/><number>1</number><kind>a</kind></note>",
      "an attribute of <note> (/note) is missing or has a wrong value"),
    .init(
      "‸<note id=\"a\" x=\"y\"><to/><number>1</number><kind>a</kind></note>",
      "<note> (/note) has no attribute \"x\", or not with this value"),
    .init(
      "<note id=\"a\"><to/>\n‸<number>文</number><kind>a</kind></note>",
      "\"文\" (/note/number) must be a whole number"),
    .init(
      "<note id=\"a\">\n  ‸<number>1</number><kind>a</kind></note>",
      "<number> cannot stand here (/note/number); move it or take it out"),
    .init(
      "<note id=\"a\"><to/><number>1</number><kind>a</kind>\n‸<rule>x</rule></note>",
      "text cannot stand directly in <rule> (/note/rule); take it out"),
    .init("‸<memo/>", "<memo> cannot stand here (/memo); expected here: <note>"),
  ]

  @Test(arguments: ofXSD)
  func xsdTellsWhatAndWhere(_ item: Case) throws {
    let folder = try TemporaryFolder()
    let schema = try folder.write("note.xsd", Self.xsd)
    try Self.check(item) { try Validating.run($0, xsd: schema, chunk: $1) }
  }

  @Test(arguments: ofRelaxNG)
  func relaxNGTellsWhatAndWhere(_ item: Case) throws {
    let folder = try TemporaryFolder()
    let schema = try folder.write("note.rng", Self.relaxNG)
    try Self.check(item) { try Validating.run($0, relaxNG: schema, chunk: $1) }
  }

  private static func check(
    _ item: Case,
    _ run: ([UInt8], Int) throws -> (result: ValidationResult, found: [Diagnostic])
  ) throws {
    let mark = try #require(item.document.firstRange(of: "‸"))
    let before = item.document[..<mark.lowerBound]
    let line = before.filter { $0 == "\n" }.count + 1
    let column = before.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
    for chunk in [Int.max, 5] {
      let (result, found) = try run(Array(item.document.replacing("‸", with: "").utf8), chunk)
      let first = try #require(found.first, "\(item.document) passed")
      #expect(first.message().contains(item.words), "\(found.map { $0.line() })")
      #expect(first.position?.line == UInt32(line), "\(first.line())")
      #expect(first.position?.column == UInt32(column + 1), "\(first.line())")
      guard case .failed = result.verdict(.givenSchema) else {
        Issue.record("\(item.document) passed")
        return
      }
    }
  }

  @Test func bothAcceptWhatIsValid() throws {
    let folder = try TemporaryFolder()
    let document = Array(
      "<note id=\"a\" day=\"2021-03-12\"><to>文</to><number>1</number><kind> a </kind><rule/></note>"
        .utf8)
    let xsd = try folder.write("note.xsd", Self.xsd)
    let relaxNG = try folder.write("note.rng", Self.relaxNG)
    for chunk in [Int.max, 1] {
      let (result, found) = try Validating.run(document, xsd: xsd, relaxNG: relaxNG, chunk: chunk)
      #expect(result.verdict(.givenSchema) == .passed, "\(found.map { $0.line() })")
    }
  }
}
