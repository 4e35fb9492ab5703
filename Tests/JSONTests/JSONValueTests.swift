import GazetteDocumentModel
import GazetteJSON
import Testing

@Suite("A JSON value")
struct JSONValueTests {
  static func value(_ text: String) throws -> JSONValue {
    let bytes = Array(text.utf8)
    return try JSONValue(bytes.span)
  }

  @Test("is read whole, in the order of the text")
  func reading() throws {
    let value = try Self.value(
      #"{"b":[1,-2.5,"x\n\u4e00",true,null,{}],"a":{"c":"d"},"b2":null,"a":{"c":"e"}}"#)
    #expect(value.members.map(\.key) == ["b", "a", "b2", "a"])
    #expect(
      value["b"]
        == .array([
          .number(1), .number(-2.5), .string("x\n一"), .bool(true), .null, .object([]),
        ]))
    #expect(value["a"]?["c"]?.string == "e")
    #expect(value["b2"] == nil && value["none"] == nil)
    #expect(value["b"]?.elements[0].integer == 1 && value["b"]?.elements[1].integer == nil)
    #expect(try Self.value(" 7 ") == .number(7))
  }

  @Test(
    "refuses what is no JSON, or more than one value", arguments: ["", "{", "{}{}", "[1,]", "x"])
  func refusals(_ text: String) {
    #expect(throws: ConversionError.self) { try Self.value(text) }
  }

  @Test("is written as it was read")
  func writing() throws {
    let text = #"{"a":[1,-2.5,"\"\\\n\u0001一",true,false,null,[],{}],"b":{"c":{}}}"#
    var json = JSONBuilder()
    json.value(try Self.value(text))
    json.endLine()
    #expect(json.text == text + "\n")
    json.reset()
    json.value("next")
    #expect(json.text == "\"next\"")
  }
}
