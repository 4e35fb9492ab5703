import GazetteDocumentModel
import GazetteXMLKit
import Testing

@Suite struct MarkupTests {
  static let declaration = Array(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"".utf8)

  func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func declarationsGoFromStartTagsAlone() {
    let said = " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    let markup =
      "<a\(said) b='\(said)'>say\(said) twice<!--<c\(said)>--><![CDATA[<c\(said)>]]><c d=\"e>\"\(said)/></a>"
    #expect(
      text(Array(markup.utf8).withoutDeclarations([Self.declaration]))
        == "<a b='\(said)'>say\(said) twice<!--<c\(said)>--><![CDATA[<c\(said)>]]><c d=\"e>\"/></a>"
    )
  }

  @Test func prefixesComeIntoTagsAlone() {
    #expect(
      text(
        Array("<math xmlns=\"m\"><mtext>a xmlns=b</mtext><!--<mi>--></math>".utf8).prefixed("mml"))
        == "<mml:math xmlns:mml=\"m\"><mml:mtext>a xmlns=b</mml:mtext><!--<mi>--></mml:math>")
  }

  @Test func tagsMayHoldTheirOwnEnds() {
    #expect(text(Array("a<b c=\"x > y\">d</b><!-- <e> -->f".utf8).withoutTags) == "adf")
    #expect(text(Array("T<break/>two<br/>three".utf8).withoutTags) == "T two three")
  }

  /// What the document around a fragment declares is escaped where the fragment declares it.
  @Test func inheritedNamespacesAreEscaped() throws {
    let inner = "<v:b v:c=\"d\">e</v:b>"
    let document = Array("<a xmlns:v=\"http://x/?a=1&amp;b=&quot;2\">\(inner)</a>".utf8)
    let tree = try XMLTree(document.span)
    let node = try #require(tree.root.elements.first)
    #expect(
      text(node.fragment(tree.names))
        == "<v:b xmlns:v=\"http://x/?a=1&amp;b=&quot;2\" v:c=\"d\">e</v:b>")
  }
}
