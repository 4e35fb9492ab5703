import GazetteDocumentModel
import Testing

@Suite struct AttributeListTests {
  private func list(_ entries: [(Attribute, String)], in list: inout AttributeList) -> [String] {
    list.removeAll()
    for (attribute, value) in entries { list.append(attribute, Array(value.utf8).span) }
    return list.map { "\($0.attribute)=\(String($0.value.span))" }
  }

  /// Entries of before lend their memory, and nothing else.
  @Test func aListIsUsedAgain() {
    var attributes = AttributeList()
    #expect(list([(.type, "ordered"), (.label, "一、"), (.id, "a")], in: &attributes).count == 3)
    let before = attributes
    #expect(list([(.kind, "person")], in: &attributes) == ["kind=person"])
    #expect(attributes[.type] == nil)
    #expect(attributes[.label] == nil)
    #expect(attributes.has(.kind, "person"))
    #expect(list([], in: &attributes).isEmpty)
    #expect(attributes.isEmpty)
    #expect(before.map(\.attribute) == [.type, .label, .id])
    #expect(before.text(.type) == "ordered")
  }
}
