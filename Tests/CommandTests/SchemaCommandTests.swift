import Foundation
import GazetteTestSupport
import Testing

/// `--schema` and `gazette schema`.
@Suite struct SchemaCommandTests {
  @Test func aNameOfOursHoldsDocumentsOfOthersToIt() throws {
    let command = try Command()
    try command.folder.write(
      "a.xml", "<article xml:lang=\"en\"><front><article-meta/></front></article>")
    let unasked = try command.run(["validate", "a.xml"])
    #expect(unasked.status == 0)
    #expect(
      unasked.output.contains(
        "built-in schema [jats]: not run, because Gazette did not write the document; --schema jats"
      ))
    let asked = try command.run(["validate", "a.xml", "--schema", "jats"])
    #expect(asked.status == 1)
    #expect(asked.output.contains("a.xml:1:1: <article> needs the attribute \"dtd-version\""))
    let other = try command.run(["validate", "a.xml", "--schema", "xhtml"])
    #expect(other.status == 1)
    #expect(other.output.contains("a.xml:1:1: there is no element <article> (in /article)"))
  }

  @Test func aFileIsReadByItsLanguage() throws {
    let command = try ValidateCommandTests.command()
    try command.folder.write("schema-1", ValidateCommandTests.xsd)
    try command.folder.write("schema-2", ValidateCommandTests.relaxNG)
    try command.folder.write("schema-3", "<!ELEMENT note ANY><!ELEMENT to ANY><!ELEMENT p ANY>")
    try command.folder.write("plain.xml", "<note><to/><p/></note>")
    for schema in ["schema-1", "schema-2", "schema-3", "note.dtd"] {
      let result = try command.run(["validate", "plain.xml", "--schema", schema])
      #expect(result.status == 0, "\(schema): \(result.output)\(result.errors)")
      #expect(result.output.contains("given schema [\(schema)]: passed"))
    }
    let both = try command.run(
      ["validate", "plain.xml", "--schema", "schema-1", "--schema", "note.dtd"])
    #expect(both.output.contains("given schema [note.dtd, schema-1]: passed"))
    let none = try command.run(["validate", "plain.xml", "--schema", "good.xml"])
    #expect(none.status == 66)
    #expect(none.errors.contains("none of Gazette's own: jats, xhtml, csv, json, jsonl (GZ8005)"))
  }

  @Test func aFormatIsTakenAtItsWord() throws {
    let command = try Command()
    try command.folder.write("data.txt", "{\"type\":\"bulletin\",\"nonsense\":1}\n")
    #expect(
      try command.run(["validate", "data.txt", "--schema", "jsonl"]).output.contains("GZ4107"))
    try command.folder.write("table.csv", "name,price\nx,1\n")
    let csv = try command.run(["validate", "table.csv"])
    #expect(csv.status == 65 || csv.status == 1)
    #expect(csv.output.contains("table.csv:1:"))
  }

  @Test(arguments: ["jats", "xhtml", "mathml", "xlink", "xml", "ops", "json", "jsonl"])
  func isPrinted(_ name: String) throws {
    let command = try Command()
    let result = try command.run(["schema", name])
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\n"))
    guard !name.hasPrefix("json") else { return }
    try command.folder.write("schema.xsd", result.output)
    #expect(
      try command.run(["validate", "schema.xsd"]).output.contains("well-formedness: passed"))
  }

  @Test func asksForAnotherWhereThereIsNone() throws {
    let result = try Command().run(["schema", "docx"])
    #expect(result.status == 64)
    #expect(
      result.errors.contains("there are json, jsonl, jats, xhtml, mathml, xlink, xml, ops"))
  }

  @Test func convertRefusesANameAndTakesAFile() throws {
    let command = try ValidateCommandTests.command()
    try command.folder.write("seed.txt", Repository.seed)
    let named = try command.run(
      ["convert", "seed.txt", "-t", "jats", "--validate", "--schema", "jats"])
    #expect(named.status == 64)
    let file = try command.run(
      ["convert", "seed.txt", "-t", "jats", "--validate", "--schema", "note.dtd"])
    #expect(file.status == 1)
    #expect(file.errors.contains("there is no element <article>"))
  }
}
