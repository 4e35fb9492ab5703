import Foundation
import GazetteDocumentModel
import GazetteTestSupport
import Testing

/// `gazette validate` and `gazette convert --validate`, as a person and a CI job call them.
@Suite struct ValidateCommandTests {
  /// A DTD of the tests' own, with a catalog that knows it.
  static func command() throws -> Command {
    let command = try Command()
    try command.folder.write(
      "note.dtd",
      """
      <!ELEMENT note (to, p+)>
      <!ATTLIST note id ID #IMPLIED xml:lang NMTOKEN #IMPLIED>
      <!ELEMENT to (#PCDATA)>
      <!ELEMENT p (#PCDATA|em)*>
      <!ELEMENT em (#PCDATA)>
      """)
    try command.folder.write(
      "catalog.xml",
      """
      <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <public publicId="-//TEST//DTD Note//EN" uri="note.dtd"/>
      </catalog>
      """)
    try command.folder.write("good.xml", "<note><to>王</to><p>好<em>吗</em></p></note>")
    try command.folder.write("bad.xml", "<note>\n<p>好</p>\n<q/>\n</note>\n")
    try command.folder.write("broken.xml", "<note>\n<to></note>")
    return command
  }

  @Test func aValidDocumentExitsWith0AndNamesTheLayers() throws {
    let result = try Self.command().run(["validate", "good.xml", "--dtd", "note.dtd"])
    #expect(result.status == 0)
    #expect(
      result.output == """
        good.xml (unknown kind of document, <note>): no fault found by what ran
          well-formedness: passed
          built-in schema: not run, because there is none for this kind of document
          given schema [note.dtd]: passed
          own checks: not run, because this kind of document is not known

        """)
  }

  @Test func anInvalidOneExitsWith1AndSaysWhere() throws {
    let result = try Self.command().run(["validate", "bad.xml", "--dtd", "note.dtd"])
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        "bad.xml:2:1: <p> comes too soon in /note; put <to> before it (GZ8103)"))
    #expect(result.output.contains("bad.xml:3:1: there is no element <q> (in /note);"))
    #expect(result.output.contains("given schema [note.dtd]: failed: 2 errors"))
  }

  @Test func chineseWordsSayTheSame() throws {
    let result = try Self.command().run([
      "validate", "bad.xml", "--dtd", "note.dtd", "--lang", "zh",
    ])
    #expect(result.output.contains("<p> 在 /note 中出现过早;请在其前加上 <to>"))
    #expect(result.output.contains("指定模式 [note.dtd]: 未通过:2 处错误"))
  }

  @Test func notWellFormedExitsWith65AndNothingPasses() throws {
    let result = try Self.command().run(["validate", "broken.xml", "--dtd", "note.dtd"])
    #expect(result.status == 65)
    #expect(
      result.output.contains(
        "broken.xml:2:5: not well-formed XML: </note> stands where <to> of line 2"))
    #expect(!result.output.contains("passed"))
  }

  /// A warning of what came before the end is no verdict over the whole.
  @Test func whatIsCutOffPassesNoCheck() throws {
    let command = try Self.command()
    try command.folder.write("cut.xml", "<article>\n<front>")
    let result = try command.run(["validate", "cut.xml"])
    #expect(result.output.contains("GZ8203"))
    #expect(result.output.contains("own checks: not run, because the document is not well-formed"))
  }

  @Test func noSchemaIsNoPass() throws {
    let result = try Self.command().run(["validate", "good.xml"])
    #expect(result.status == 0)
    #expect(result.output.contains("given schema: not run, because the document names none"))
  }

  @Test func aMissingFileOrSchemaExitsWith66() throws {
    let command = try Self.command()
    #expect(try command.run(["validate", "none.xml"]).status == 66)
    #expect(try command.run(["validate", "good.xml", "--dtd", "none.dtd"]).status == 66)
    #expect(try command.run(["validate", "good.xml", "--dtd=-//NO//DTD//EN"]).status == 66)
    #expect(try command.run(["validate", "good.xml", "--catalog", "none.xml"]).status == 66)
  }

  @Test func aDOCTYPEFindsItsDTDByCatalog() throws {
    let command = try Self.command()
    try command.folder.write(
      "typed.xml", "<!DOCTYPE note PUBLIC \"-//TEST//DTD Note//EN\" \"n.dtd\"><note><to/></note>")
    let result = try command.run(["validate", "typed.xml", "--catalog", "catalog.xml"])
    #expect(result.status == 1)
    #expect(result.output.contains("<note> ends too soon (/note); expected here: <p> (GZ8104)"))
    let byVariable = try command.run(
      ["validate", "typed.xml"],
      environment: ["XML_CATALOG_FILES": command.folder.path + "/catalog.xml"])
    #expect(byVariable.status == 1)
    let without = try command.run(["validate", "typed.xml"])
    #expect(without.status == 0)
    #expect(without.output.contains("no catalog knows the DTD \"-//TEST//DTD Note//EN\""))
  }

  @Test func pathsMayHoldBlanksAndWideCharacters() throws {
    let command = try Self.command()
    let schemas = [
      "期 刊.dtd": try Self.noteDTD(command), "期 刊.xsd": Self.xsd, "期 刊.rng": Self.relaxNG,
    ]
    for (name, text) in schemas {
      try command.folder.write(name, text)
      try command.folder.write("文 档.xml", "<note><to/><p/></note>")
      let result = try command.run(["validate", "文 档.xml", "--schema", name])
      #expect(
        result.output.contains("given schema [\(name)]: passed"), "\(result.output)\(result.errors)"
      )
    }
  }

  private static func noteDTD(_ command: Command) throws -> String {
    String(decoding: Repository.file(command.folder.path + "/note.dtd"), as: UTF8.self)
  }

  @Test func aFolderWithoutDocumentsIsNoSuccess() throws {
    let command = try Self.command()
    let empty = try TemporaryFolder()
    try empty.write("notes.txt", "a")
    let result = try command.run(["validate", empty.path])
    #expect(result.status == 66)
    #expect(result.errors.contains("there is no document in it whose name ends in .jats.xml"))
  }

  @Test(arguments: [
    ("", "\u{C4}", 65, "GZ4311"), ("<?xml version=\"1.0\"?>", "\u{C4}", 65, "GZ4311"),
    ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "a", 65, "GZ4312"),
  ])
  func anUndeclaredEncodingIsNotGuessed(
    _ head: String, _ tail: String, _ status: Int32, _ code: String
  ) throws {
    let command = try Command()
    // Latin-1: a byte for each character.
    let bytes = (head + "<a>" + tail + "</a>").unicodeScalars.map { UInt8($0.value) }
    try command.folder.write("a.xml", bytes)
    let result = try command.run(["validate", "a.xml"])
    #expect(result.status == status)
    #expect(result.output.contains(code))
    #expect(!result.output.contains("passed"))
  }

  /// JSON of our own: the verdict is that of the published JSON Schema.
  @Test(arguments: [
    #"{"bulletins":[]}"#, #"{"bulletins":[{"type":"bulletin","title":"x","content":[]}]}"#,
    #"{}"#, #"{"a":1}"#, #"[]"#, #"{"type":"document","bulletins":[]}"#,
    #"{"bulletins":[{"type":"bulletin","title":"x"}]}"#,
    #"{"bulletins":[{"title":"x","content":[]}]}"#,
    #"{"bulletins":[{"type":"bulletin","title":5,"content":[]}]}"#,
    #"{"bulletins":[{"type":"bulletin","nonsense":1,"content":[]}]}"#,
    #"{"bulletins":[{"type":"bulletin","content":[{"type":"article"}]}]}"#,
    #"{"bulletins":[{"type":"bulletin","content":[{"type":"article","body":[]}]}]}"#,
    #"{"bulletins":[{"type":"bulletin","content":[{"type":"article","body":["x"]}]}]}"#,
    #"{"bulletins":[{"type":"bulletin","content":[{"type":"article","body":[{"type":"nothing"}]}]}]}"#,
    #"{"bulletins":[{"type":"bulletin","content":[{"type":"section"}]}]}"#,
    #"{"bulletins":{}}"#,
  ])
  func jsonHasTheVerdictOfItsSchema(_ document: String) throws {
    let command = try Command()
    let file = try command.folder.write("a.json", document)
    let venv = Repository.root + "/build/venv/bin/python3"
    let python = FileManager.default.isExecutableFile(atPath: venv) ? venv : "/usr/bin/python3"
    let check = try #require(
      OutsideProgram.run(python, [Repository.root + "/Tests/Conformance/json-schema.py", file]))
    guard check.status != 77 else { return print(check.output) }
    let result = try command.run(["validate", "a.json"])
    #expect((result.status == 0) == (check.status == 0), "\(result.output)\(check.output)")
  }

  @Test func aFolderIsOneSummaryInOrder() throws {
    let command = try Self.command()
    for number in 1...40 {
      try command.folder.write(
        "n\(number).xhtml", number % 4 == 0 ? "<note>" : "<note><to/><p/></note>")
    }
    let result = try command.run(["validate", ".", "--dtd", "note.dtd", "--jobs", "2"])
    #expect(result.status == 65)
    #expect(
      result.output.hasSuffix(
        "44 documents: 0 valid, 13 invalid, 31 without a fault where a check did not run\n"))
    let one = try command.run(["validate", ".", "--dtd", "note.dtd", "--jobs", "1"])
    #expect(one.output == result.output)
  }

  @Test func warningsFailWhereAsked() throws {
    let command = try Self.command()
    try command.folder.write("a.xml", "<article><front/></article>")
    #expect(try command.run(["validate", "a.xml"]).status == 0)
    #expect(try command.run(["validate", "a.xml", "--fail-on", "warning"]).status == 1)
  }

  @Test func limitsAreKept() throws {
    let command = try Self.command()
    try command.folder.write(
      "many.xml", "<note>" + String(repeating: "<q/>", count: 50) + "</note>")
    let result = try command.run(["validate", "many.xml", "--dtd", "note.dtd", "--max-errors", "3"])
    #expect(result.output.split(separator: "\n").filter { $0.hasPrefix("many.xml:1:") }.count == 3)
    #expect(result.output.contains("failed: 51 errors"))
    let large = try command.run(["validate", "many.xml", "--max-bytes", "100"])
    #expect(large.status == 65)
    #expect(large.output.contains("GZ8003"))
  }

  @Test func jsonAndCSVGoByTheirReaders() throws {
    let command = try Self.command()
    let input = Array(#"{"type":"bulletin","title":"x","nonsense":1}"#.utf8) + [0x0A]
    let result = try command.run(["validate", "-", "--report", "json"], input: input)
    #expect(result.output.contains("\"layer\":\"built-in schema\""))
    #expect(result.output.contains("GZ4107"))
    try command.folder.write("broken.json", "{\"type\":")
    let broken = try command.run(["validate", "broken.json"])
    #expect(broken.status == 65)
    #expect(broken.output.contains("built-in schema [json]: not run"))
    try command.folder.write("a.bin", "no format at all")
    #expect(try command.run(["validate", "a.bin"]).status == 65)
  }

  @Test func theSourceLineHasItsCaret() throws {
    let command = try Self.command()
    try command.folder.write("wide.xml", "<note><to>王</to>文字<p/></note>")
    let result = try command.run(["validate", "wide.xml", "--dtd", "note.dtd", "--source"])
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count > 2 && lines[1] == "  <note><to>王</to>文字<p/></note>")
    #expect(lines.count > 2 && lines[2] == "  " + String(repeating: " ", count: 17) + "^")
  }

  // MARK: Other schemas

  static let xsd = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="note"><xs:complexType><xs:sequence>
        <xs:element name="to" type="xs:string"/>
        <xs:element name="p" type="xs:string" maxOccurs="unbounded"/>
      </xs:sequence><xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>
    </xs:schema>
    """

  static let relaxNG = """
    <element name="note" xmlns="http://relaxng.org/ns/structure/1.0">
      <element name="to"><text/></element>
      <oneOrMore><element name="p"><text/></element></oneOrMore>
    </element>
    """

  @Test(arguments: [("--xsd", xsd), ("--rng", relaxNG)])
  func otherSchemasCountToo(_ option: String, _ schema: String) throws {
    let command = try Self.command()
    try command.folder.write("schema.xml", schema)
    try command.folder.write("plain.xml", "<note>\n<to>王</to>\n<p>好</p>\n</note>")
    let fine = try command.run(["validate", "plain.xml", option, "schema.xml"])
    #expect(fine.status == 0, "\(fine.output)\(fine.errors)")
    #expect(fine.output.contains("given schema [schema.xml]: passed"))
    let bad = try command.run(["validate", "bad.xml", option, "schema.xml"])
    #expect(bad.status == 1)
    #expect(bad.output.contains("bad.xml:2:1: "))
    #expect(bad.output.contains("(GZ8102)") || bad.output.contains("(GZ8131)"))
    let broken = try command.run(["validate", "broken.xml", option, "schema.xml"])
    #expect(broken.status == 65)
    #expect(!broken.output.contains("passed"))
    let none = try command.run(["validate", "plain.xml", option, "good.xml"])
    #expect(none.status == 66)
    #expect(none.errors.contains("GZ8001"))
  }

  @Test func anXSDSaysWhatItExpects() throws {
    let command = try Self.command()
    try command.folder.write("note.xsd", Self.xsd)
    try command.folder.write("odd.xml", "<note x=\"1\">\n<to/>\n<q/>\n</note>")
    let result = try command.run(["validate", "odd.xml", "--xsd", "note.xsd"])
    #expect(
      result.output.contains(
        "odd.xml:1:1: <note> has no attribute \"x\" (/note); take it out (GZ8111)"))
    #expect(
      result.output.contains("odd.xml:3:1: <q> cannot stand here in /note; expected here: <p>"))
  }

  // MARK: Reports

  @Test func sarifHasWhatCodeScanningNeeds() throws {
    let result = try Self.command().run(
      ["validate", "bad.xml", "good.xml", "--dtd", "note.dtd", "--report", "sarif"])
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "gazette")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.count == DiagnosticCode.allCases.count)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["ruleId"] as? String } == ["GZ8103", "GZ8101"])
    for result in results {
      #expect(rules.contains { $0["id"] as? String == result["ruleId"] as? String })
      let locations = try #require(result["locations"] as? [[String: Any]])
      let place = try #require(locations.first?["physicalLocation"] as? [String: Any])
      #expect((place["artifactLocation"] as? [String: Any])?["uri"] as? String == "bad.xml")
      #expect(((place["region"] as? [String: Any])?["startLine"] as? Int ?? 0) > 1)
    }
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 4)
  }

  @Test func junitCountsAndParses() throws {
    let result = try Self.command().run(
      ["validate", "bad.xml", "broken.xml", "none.xml", "--dtd", "note.dtd", "--report", "junit"])
    #expect(result.status == 66)
    #expect(
      result.output.contains(
        "<testsuite name=\"bad.xml\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\">"))
    #expect(
      result.output.contains(
        "<testsuite name=\"broken.xml\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"3\">"))
    #expect(
      result.output.contains(
        "<testsuite name=\"none.xml\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">"))
    #expect(result.output.contains("&lt;p&gt; comes too soon"))
    let check = try Self.command().run(["validate", "-"], input: Array(result.output.utf8))
    #expect(check.output.contains("well-formedness: passed"))
  }

  @Test func jsonLinesAreALineEach() throws {
    let result = try Self.command().run(
      ["validate", "bad.xml", "--dtd", "note.dtd", "--report", "json"])
    let lines = try result.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(lines.count == 3)
    #expect(lines[0]?["line"] as? Int == 2)
    #expect(lines[2]?["valid"] as? Bool == false)
    #expect((lines[2]?["layers"] as? [[String: Any]])?.count == 4)
  }

  // MARK: Converting

  @Test func anInvalidOutputIsNotDelivered() throws {
    let command = try Self.command()
    try command.folder.write("seed.txt", Repository.seed)
    let fine = try command.run(["convert", "seed.txt", "-o", "a.jats.xml", "--validate"])
    #expect(fine.status == 0)
    #expect(command.folder.names.contains("a.jats.xml"))
    let refused = try command.run(
      ["convert", "seed.txt", "-o", "b.jats.xml", "--validate", "--dtd", "note.dtd"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("b.jats.xml:3:1: there is no element <article>"))
    #expect(refused.errors.contains("GZ8301"))
    #expect(!command.folder.names.contains { $0.hasPrefix("b.jats.xml") })
    let piped = try command.run(
      ["convert", "seed.txt", "-t", "jats", "--validate", "--dtd", "note.dtd"])
    #expect(piped.status == 1)
    #expect(piped.output.isEmpty)
    // A schema without --validate asks for it.
    let implied = try command.run(["convert", "seed.txt", "-t", "jats", "--dtd", "note.dtd"])
    #expect(implied.status == 1 && implied.output.isEmpty && implied.errors.contains("GZ8301"))
  }

  @Test(arguments: ["jats", "xhtml", "json", "jsonl", "csv"])
  func whatIsWrittenPassesWhatIsChecked(_ format: String) throws {
    let command = try Self.command()
    try command.folder.write("seed.txt", Repository.seed)
    let result = try command.run(["convert", "seed.txt", "-t", format, "--validate"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.isEmpty)
    let again = try command.run(["validate", "-"], input: Array(result.output.utf8))
    #expect(again.status == 0, "\(again.output)")
  }
}
