import GazetteDocumentModel
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// Documents that are not well-formed, in the order of the productions of XML 1.0 (fifth edition): none
/// may be accepted, whole or in pieces.
@Suite struct WellFormednessTests {
  /// Production or constraint, and the document.
  static let faulty: [(rule: String, document: String)] = [
    ("[1] document", ""), ("[1] document", " "), ("[1] document", "<!--a-->"),
    ("[1] document", "a"), ("[1] document", "<a/><b/>"), ("[1] document", "<a/>b"),
    ("[1] document", "b<a/>"), ("[1] document", "<a></a></a>"), ("[1] document", "<a/>&#32;"),
    ("[1] document", "<a/><![CDATA[]]>"),
    ("[2] Char", "<a>\u{1}</a>"), ("[2] Char", "<a>\u{8}</a>"), ("[2] Char", "<a>\u{B}</a>"),
    ("[2] Char", "<a>\u{1F}</a>"), ("[2] Char", "<a>\u{FFFE}</a>"), ("[2] Char", "<a>\u{FFFF}</a>"),
    ("[2] Char", "<a b=\"\u{2}\"/>"), ("[2] Char", "<!--\u{3}--><a/>"),
    ("[2] Char", "<?p \u{4}?><a/>"),
    ("[3] S", "<a\u{A0}b=\"c\"/>"), ("[3] S", "<a\u{3000}b=\"c\"/>"),
    ("[4] NameStartChar", "<1a/>"), ("[4] NameStartChar", "<-a/>"), ("[4] NameStartChar", "<.a/>"),
    ("[4] NameStartChar", "< a/>"), ("[4] NameStartChar", "<$/>"),
    ("[4] NameStartChar", "<a 1=\"\"/>"),
    ("[4] NameStartChar", "<\u{300}a/>"), ("[4a] NameChar", "<a$b/>"), ("[4a] NameChar", "<a,b/>"),
    ("[10] AttValue", "<a b=c/>"), ("[10] AttValue", "<a b='c\"/>"),
    ("[10] AttValue", "<a b=\"c/>"),
    ("[10] AttValue", "<a b=\"<\"/>"), ("[10] AttValue", "<a b=\"&\"/>"),
    ("[10] AttValue", "<a b=\"&c\"/>"),
    ("[14] CharData", "<a>]]></a>"), ("[14] CharData", "<a>&</a>"), ("[14] CharData", "<a><</a>"),
    ("[14] CharData", "<a>a & b</a>"), ("[14] CharData", "<a>1 < 2</a>"),
    ("[15] Comment", "<!--a--b--><a/>"), ("[15] Comment", "<!--a---><a/>"),
    ("[15] Comment", "<!--a<a/>"),
    ("[15] Comment", "<!-a--><a/>"), ("[15] Comment", "<a><!--</a>"),
    ("[15] Comment", "<!-- -- --><a/>"),
    ("[16] PI", "<? p?><a/>"), ("[16] PI", "<?p<a/>"), ("[16] PI", "<a><?p</a>"),
    ("[16] PI", "<?p>?<a/>"),
    ("[17] PITarget", "<?xml?><a/>"), ("[17] PITarget", " <?xml version=\"1.0\"?><a/>"),
    ("[17] PITarget", "<a/><?XML?>"), ("[17] PITarget", "<a><?xml version=\"1.0\"?></a>"),
    ("[18] CDSect", "<a><![CDATA[</a>"), ("[18] CDSect", "<a><![cdata[]]></a>"),
    ("[18] CDSect", "<a><![ CDATA[]]></a>"), ("[18] CDSect", "<![CDATA[]]><a/>"),
    ("[22] prolog", "<!DOCTYPE a><!DOCTYPE a><a/>"), ("[22] prolog", "<a/><!DOCTYPE a>"),
    ("[23] XMLDecl", "<?xml encoding=\"UTF-8\"?><a/>"),
    ("[23] XMLDecl", "<?xml version='1.0\"?><a/>"),
    ("[23] XMLDecl", "<?xml version=1.0?><a/>"), ("[23] XMLDecl", "<?XML version=\"1.0\"?><a/>"),
    ("[23] XMLDecl", "<?xml version=\"1.0\" a=\"b\"?><a/>"),
    ("[23] XMLDecl", "<?xml version=\"1.0\"><a/>"),
    ("[23] XMLDecl", "<?xml version=\"1.0\"standalone=\"yes\"?><a/>"),
    ("[32] SDDecl", "<?xml version=\"1.0\" standalone=\"maybe\"?><a/>"),
    ("[32] SDDecl", "<?xml version=\"1.0\" standalone=\"YES\"?><a/>"),
    ("[28] doctypedecl", "<!DOCTYPE><a/>"), ("[28] doctypedecl", "<!DOCTYPE a<a/>"),
    ("[28] doctypedecl", "<!DOCTYPE a [><a/>"), ("[28] doctypedecl", "<!doctype a><a/>"),
    ("[28] doctypedecl", "<a><!DOCTYPE a></a>"), ("[28a] DeclSep", "<!DOCTYPE a [ b ]><a/>"),
    ("[39] element", "<a>"), ("[39] element", "<a></b>"), ("[39] element", "<a><b></a></b>"),
    ("[39] element", "<a></A>"), ("[39] element", "</a>"), ("[39] element", "<a"),
    ("[39] element", "<a><b/>"), ("[39] element", "<a/"), ("[39] element", "<a /b>"),
    ("[40] STag", "<a b=\"1\"c=\"2\"/>"), ("[40] STag", "<a b/>"), ("[40] STag", "<a b=/>"),
    ("[40] STag", "<a =\"\"/>"), ("[40] STag", "<a \"b\"/>"),
    ("Unique Att Spec", "<a b=\"1\" b=\"2\"/>"),
    ("[42] ETag", "<a></ a>"), ("[42] ETag", "<a></a b=\"c\">"), ("[42] ETag", "<a></a"),
    ("[42] ETag", "<a></>"),
    ("[44] EmptyElemTag", "<a / >"),
    ("[45] elementdecl", "<!DOCTYPE a [<!ELEMENT>]><a/>"),
    ("[45] elementdecl", "<!DOCTYPE a [<!ELEMENT a>]><a/>"),
    ("[45] elementdecl", "<!DOCTYPE a [<!ELEMENT a empty>]><a/>"),
    ("[47] children", "<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>"),
    ("[47] children", "<!DOCTYPE a [<!ELEMENT a (b>]><a/>"),
    ("[47] children", "<!DOCTYPE a [<!ELEMENT a ()>]><a/>"),
    ("[47] children", "<!DOCTYPE a [<!ELEMENT a b>]><a/>"),
    ("[51] Mixed", "<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)>]><a/>"),
    ("[51] Mixed", "<!DOCTYPE a [<!ELEMENT a (b|#PCDATA)*>]><a/>"),
    ("[52] AttlistDecl", "<!DOCTYPE a [<!ATTLIST a b>]><a/>"),
    ("[52] AttlistDecl", "<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>"),
    ("[54] AttType", "<!DOCTYPE a [<!ATTLIST a b TEXT #IMPLIED>]><a/>"),
    ("[60] DefaultDecl", "<!DOCTYPE a [<!ATTLIST a b CDATA #OPTIONAL>]><a/>"),
    ("[60] DefaultDecl", "<!DOCTYPE a [<!ATTLIST a b CDATA \"<\">]><a/>"),
    ("[66] CharRef", "<a>&#0;</a>"), ("[66] CharRef", "<a>&#x;</a>"),
    ("[66] CharRef", "<a>&#;</a>"),
    ("[66] CharRef", "<a>&#xD800;</a>"), ("[66] CharRef", "<a>&#x110000;</a>"),
    ("[66] CharRef", "<a>&#X41;</a>"),
    ("[66] CharRef", "<a>&#65</a>"), ("[66] CharRef", "<a>&#6a;</a>"),
    ("[66] CharRef", "<a>&#1;</a>"),
    ("[68] EntityRef", "<a>&b</a>"), ("[68] EntityRef", "<a>& b;</a>"),
    ("[68] EntityRef", "<a>&1;</a>"),
    ("Entity Declared", "<a>&b;</a>"), ("Entity Declared", "<a>&nbsp;</a>"),
    ("Entity Declared", "<a b=\"&nbsp;\"/>"),
    ("Entity Declared", "<!DOCTYPE a [<!ENTITY c \"d\">]><a>&b;</a>"),
    ("No Recursion", "<!DOCTYPE a [<!ENTITY b \"&b;\">]><a>&b;</a>"),
    ("No Recursion", "<!DOCTYPE a [<!ENTITY b \"&c;\"><!ENTITY c \"&b;\">]><a>&b;</a>"),
    ("No External Entity References", "<!DOCTYPE a [<!ENTITY b SYSTEM \"c\">]><a b=\"&b;\"/>"),
    ("[70] EntityDecl", "<!DOCTYPE a [<!ENTITY b>]><a/>"),
    ("[70] EntityDecl", "<!DOCTYPE a [<!ENTITY b c>]><a/>"),
    ("[70] EntityDecl", "<!DOCTYPE a [<!ENTITY b \"&#x;\">]><a/>"),
    ("[75] ExternalID", "<!DOCTYPE a PUBLIC \"b\"><a/>"),
    ("[75] ExternalID", "<!DOCTYPE a SYSTEM><a/>"),
    ("[75] ExternalID", "<!DOCTYPE a SYSTEM b><a/>"),
    ("[12] PubidLiteral", "<!DOCTYPE a PUBLIC \"{b}\" \"c\"><a/>"),
    ("[82] NotationDecl", "<!DOCTYPE a [<!NOTATION b>]><a/>"),
    ("[78] extParsedEnt", "<!DOCTYPE a [<!ENTITY b \"<c>\">]><a>&b;</c></a>"),
    ("[78] extParsedEnt", "<!DOCTYPE a [<!ENTITY b \"</a><a>\">]><a>&b;</a>"),
  ]

  /// Their neighbours that are well-formed: a validator that refuses all would not do.
  static let sound = [
    "<a/>", " \n<a/> ", "<?xml version=\"1.0\"?><a/>",
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><a/>",
    "<!--a-b--><a/>", "<a><![CDATA[<&]]]]></a>", "<a b='\"' c=\"'\"/>", "<a>]] ></a>",
    "<a>&#65;&#x41;&lt;</a>",
    "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
    "<!DOCTYPE a [<!ELEMENT a (b,(c|d))>]><a/>",
    "<a\nb\t=\r\"c\"\n/>", "<é/>", "<文 字=\"值\"/>", "<a><?p x?></a>", "<_.-a:b xmlns:_.-a=\"u\"/>",
    "<a>\u{85}\u{10FFFD}</a>",
  ]

  @Test(arguments: faulty.indices)
  func isNeverAccepted(_ index: Int) throws {
    let (rule, text) = Self.faulty[index]
    let document = Array(text.utf8)
    for chunk in [Int.max, 1, 3] {
      let (result, found) = try Validating.run(document, dtd: nil, chunk: chunk)
      guard case .failed(let errors, _) = result.verdict(.wellFormed) else {
        Issue.record("\(rule): \(text) was accepted in chunks of \(chunk)")
        return
      }
      #expect(errors == 1)
      #expect(found.filter { $0.code.rawValue / 100 == 43 }.count == 1, "\(rule): \(text)")
      for layer in result.layers where layer.layer != .wellFormed {
        #expect(layer.verdict != .passed, "\(rule): \(layer.layer.rawValue) is said to have passed")
      }
    }
  }

  @Test(arguments: sound)
  func isAccepted(_ text: String) throws {
    for chunk in [Int.max, 1] {
      let (result, found) = try Validating.run(Array(text.utf8), dtd: nil, chunk: chunk)
      #expect(result.verdict(.wellFormed) == .passed, "\(text): \(found.map { $0.line() })")
    }
  }

  @Test func theFaultIsWhereTheEndTagIs() throws {
    let (_, found) = try Validating.run(Array("<a>\n<b>\n文字</a>\n".utf8), dtd: nil)
    #expect(found.first?.position?.line == 3)
    #expect(found.first?.position?.column == 3)
    #expect(
      found.first?.message().contains("</a> stands where <b> of line 2 must be closed") == true)
    #expect(found.first?.message(.chinese).contains("第 2 行的 <b> 尚未关闭") == true)
  }
}

/// Documents made to hurt: what docs/security.md promises.
@Suite struct HostileDocumentTests {
  @Test func noEntityIsReadFromOutside() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("secret.txt", "secret")
    for system in [secret, "file://" + secret, "http://127.0.0.1:9/x"] {
      let text = "<!DOCTYPE a [<!ENTITY e SYSTEM \"\(system)\">]><a>&e;</a>"
      let (result, found) = try Validating.run(Array(text.utf8), dtd: nil)
      guard case .failed = result.verdict(.wellFormed) else {
        Issue.record("an external entity was taken: \(system)")
        continue
      }
      #expect(found.map(\.code) == [.xmlExternalEntity])
      #expect(!found.contains { $0.line().contains("secret\u{0}") })
    }
  }

  @Test func aDOCTYPEOpensNoFile() throws {
    let folder = try TemporaryFolder()
    let dtd = try folder.write("a.dtd", "<!ELEMENT a EMPTY>")
    for system in [dtd, "file://" + dtd, "http://127.0.0.1:9/a.dtd"] {
      let (result, _) = try Validating.run(
        Array("<!DOCTYPE a SYSTEM \"\(system)\"><a>x</a>".utf8), dtd: nil)
      guard case .notRun = result.verdict(.givenSchema) else {
        Issue.record("the document chose a file to open: \(system)")
        continue
      }
    }
  }

  @Test func noParameterEntityIsReadFromOutside() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x.ent", "<!ENTITY e 'taken'>")
    let text = "<!DOCTYPE a [<!ENTITY % p SYSTEM \"\(file)\"> %p;]><a>&e;</a>"
    let (result, _) = try Validating.run(Array(text.utf8), dtd: nil)
    #expect(result.verdict(.givenSchema) != .passed)
    #expect(result.verdict(.ownChecks) != .passed)
  }

  @Test func entitiesThatMultiplyAreRefused() throws {
    var text = "<!DOCTYPE a [<!ENTITY e0 \"0123456789\">"
    for level in 1...12 {
      let reference = "&e\(level - 1);"
      text += "<!ENTITY e\(level) \"" + String(repeating: reference, count: 10) + "\">"
    }
    text += "]><a>&e12;</a>"
    let (result, found) = try Validating.run(Array(text.utf8), dtd: nil)
    guard case .failed = result.verdict(.wellFormed) else {
      Issue.record("a billion laughs were laughed")
      return
    }
    #expect(found.map(\.code) == [.xmlExpansion])
  }

  @Test func depthIsBounded() throws {
    let text = String(repeating: "<a>", count: 100_000)
    let (result, found) = try Validating.run(Array(text.utf8), dtd: nil)
    #expect(found.map(\.code) == [.xmlTooDeep])
    #expect(result.errors == 1)
  }

  @Test(.enabled(if: ConformanceTests.available(ConformanceTests.archiving)))
  func aMillionFaultsAreCountedAndFewAreTold() throws {
    let row = "<pp q=\"r\"/>\n"
    let text = "<article>" + String(repeating: row, count: 100_000) + "</article>"
    let (result, found) = try Validating.run(
      Array(text.utf8), dtd: ConformanceTests.archiving, limit: 10)
    #expect(found.count == 10)
    #expect(result.errors >= 100_000)
  }
}
