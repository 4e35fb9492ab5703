import Foundation
import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The report of a batch")
struct BatchReportTests {
  /// Five entries: two years, a loss, a failure with markup in its name, one that was skipped.
  static let manifest = [
    #"{"name":"2020/a.txt","size":900,"sha256":"","encoding":"UTF-8","profile":"cast","format":"text","status":"converted","outputs":[{"name":"2020/a.jats.xml","format":"jats","size":1900,"sha256":"00"}],"counts":{"articles":3,"sections":1,"paragraphs":9,"characters":800},"date":"2020-03-12","departments":{"办公厅":2,"宣传部":1},"dates":{"2020-03":3},"diagnostics":{"GZ2101":4}}"#,
    #"{"name":"2021/b.txt","size":7000,"encoding":"GB18030","profile":"cast","format":"text","status":"converted","outputs":[{"name":"2021/b.jats.xml","format":"jats","size":8000,"sha256":"00"}],"counts":{"articles":2,"sections":0,"paragraphs":5,"characters":3000},"date":null,"departments":{"办公厅":1},"dates":{"2020-12":1,"2021-01":1},"diagnostics":{"GZ1106":2,"GZ2101":1}}"#,
    #"{"name":"2021/c.txt","size":12,"encoding":"UTF-8","profile":null,"format":"text","status":"converted","outputs":[],"counts":{"articles":1,"sections":0,"paragraphs":1,"characters":4},"date":null,"departments":{},"dates":{},"diagnostics":{}}"#,
    #"{"name":"<b>&\"x\".txt","archive":"old.zip","size":2500000,"status":"failed","outputs":[],"diagnostics":{"GZ1101":1},"error":{"code":"GZ1101","message":"the byte 0xFF is not valid <here>","line":3,"column":9}}"#,
    #"{"name":"pipe","status":"skipped","outputs":[],"diagnostics":{}}"#,
  ]

  static func report(
    _ lines: [String], _ form: BatchReport.Form, _ language: MessageLanguage = .english
  ) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write("m.jsonl", lines.joined(separator: "\n") + "\n")
    let sink = MemorySink()
    try BatchReport(manifest: path, form: form, language: language)
      .write(to: sink, diagnostics: DiagnosticCollector())
    return try #require(String(validating: sink.bytes, as: UTF8.self))
  }

  @Test("adds the records up")
  func numbers() throws {
    let text = try Self.report(Self.manifest, .json)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let expected = [
      "entries": 5, "converted": 3, "withLosses": 1, "failed": 1, "skipped": 1,
      "bytesRead": 2_507_912, "bytesWritten": 9900, "documents": 2, "articles": 6, "sections": 1,
      "paragraphs": 15, "characters": 3804, "undated": 1, "failuresOmitted": 0,
    ]
    for (key, value) in expected { #expect(object[key] as? Int == value, "\(key)") }
    func items(_ key: String, _ name: String) -> [String] {
      (object[key] as? [[String: Any]] ?? []).map { "\($0[name] ?? "") \($0["count"] ?? "")" }
    }
    #expect(items("bulletins", "month") == ["2020-03 1", "2021-01 1"])
    #expect(items("articlesByMonth", "month") == ["2020-03 3", "2020-12 1", "2021-01 1"])
    #expect(items("departments", "name") == ["办公厅 3", "宣传部 1"])
    #expect(items("errors", "name") == ["GZ1101 1"])
    #expect(items("diagnostics", "code") == ["GZ2101 5", "GZ1106 2", "GZ1101 1"])
    #expect(items("encodings", "name") == ["UTF-8 2", "GB18030 1"])
    #expect(
      items("sizes", "size").filter { !$0.hasSuffix(" 0") } == [
        "< 1 KB 3", "5–10 KB 1", "2–5 MB 1",
      ])
    let failure = try #require((object["failures"] as? [[String: Any]])?.first)
    #expect(failure["name"] as? String == #"old.zip/<b>&"x".txt"#)
    #expect(failure["line"] as? Int == 3)
  }

  @Test("says the same as XML")
  func xml() throws {
    let xml = try Self.report(Self.manifest, .xml)
    let tree = try #require(Markup(xml))
    #expect(tree.elements.first?.attributes["withLosses"] == "1")
    let names = tree.elements.filter { $0.name == "item" }.compactMap { $0.attributes["name"] }
    #expect(names.contains("办公厅") && names.contains(#"old.zip/<b>&"x".txt"#))
  }

  @Test("is one page that needs nothing else", arguments: MessageLanguage.allCases)
  func page(_ language: MessageLanguage) throws {
    let page = try Self.report(Self.manifest, .html, language)
    let tree = try #require(Markup(page), "not well-formed")
    let names = Set(tree.elements.map(\.name))
    #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "use", "b:b"]))
    #expect(!page.replacing("http://www.w3.org/", with: "").contains("http"))
    #expect(!page.contains("url("))
    let ids = tree.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let plots = tree.elements.filter { $0.attributes["role"] == "img" }
    #expect(plots.count == 7)
    for plot in plots {
      let named = plot.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
      #expect(named.count == 2 && Set(named).isSubset(of: ids))
    }
    #expect(page.contains(language == .chinese ? "5 期简报中已转换 3 期" : "3 of 5 bulletins converted"))
    #expect(
      page.contains("old.zip/&lt;b>&amp;\"x\".txt") || page.contains("old.zip/&lt;b&gt;&amp;"))
    #expect(page.contains(language == .chinese ? "失败的简报" : "What failed"))
  }

  @Test("is fine with a manifest of nothing", arguments: BatchReport.Form.allCases)
  func nothing(_ form: BatchReport.Form) throws {
    let text = try Self.report([], form)
    #expect(form == .json ? text.contains("\"entries\":0") : Markup(text) != nil)
  }

  @Test("does not grow with the manifest: rare names and later failures are counted together")
  func bounds() throws {
    let lines = (0..<21_000).map { index in
      #"{"name":"\#(index)","status":"failed","size":1,"departments":{},"encoding":"e\#(index)","outputs":[],"diagnostics":{},"error":{"code":"GZ1005","message":"m"}}"#
    }
    let often = Array(
      repeating:
        #"{"name":"x","status":"skipped","size":1,"encoding":"often","outputs":[],"diagnostics":{}}"#,
      count: 3)
    let text = try Self.report(often + lines, .json)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect((object["failures"] as? [Any])?.count == 500)
    #expect(object["failuresOmitted"] as? Int == 20_500)
    let encodings = try #require(object["encodings"] as? [[String: Any]])
    #expect(encodings.count == 1001)
    #expect(encodings[0]["name"] as? String == "often")
    #expect(encodings.compactMap { $0["count"] as? Int }.reduce(0, +) == 21_003)
    #expect(try Self.report(often + lines, .html).contains("20,500 more"))
  }

  @Test(
    "names the line that is no record",
    arguments: [
      ("nonsense", "GZ4101"), ("{\"name\":\"a\"", "GZ4105"), ("[]", "GZ4701"), ("{}", "GZ4701"),
      (#"{"name":"a","status":"lost"}"#, "GZ4701"),
      (#"{"name":"a","status":"converted","outputs":[{"name":"b"}]}"#, "GZ4701"),
    ])
  func badManifest(_ line: String, _ code: String) throws {
    let error = #expect(throws: ConversionError.self) {
      try Self.report([Self.manifest[0], line], .json)
    }
    #expect(error?.code.name == code)
    #expect(error?.diagnostic.position?.line == 2)
    #expect(error?.diagnostic.file?.hasSuffix("m.jsonl") == true)
  }

  // MARK: In a browser

  struct Findings: Decodable {
    let overflow: Double
    let background: String
    let ink: String
    /// Plots that are drawn, and words that run out of theirs.
    let plots: Int
    let cut: [String]
    let violations: [String]
  }

  @Test(
    "looks as it should on a desk, on a phone and at night",
    .enabled(if: Browser.program != nil), arguments: [(1200, false), (360, false), (1200, true)])
  func appearance(_ width: Int, _ isDark: Bool) throws {
    let long =
      #"{"name":"\#(String(repeating: "很长的目录名/", count: 30))a.txt","size":1,"status":"failed","outputs":[],"diagnostics":{},"departments":{},"error":{"code":"GZ1005","message":"m"}}"#
    let department = Self.manifest[0].replacing(
      "办公厅", with: String(repeating: "全国学会工作办公室", count: 8))
    let page = try Self.report(Self.manifest + [long, department], .html)
    let found = try Browser.look(
      at: page, in: .init(width: width, height: 900, isDark: isDark),
      """
      overflow: root.scrollWidth - innerWidth, background: body.backgroundColor, ink: body.color,
      plots: [...document.querySelectorAll('svg[role=img]')].filter(s => s.getBoundingClientRect().height > 20).length,
      cut: [...document.querySelectorAll('svg[role=img] text')].filter(t => {
        const box = t.getBoundingClientRect(), all = t.closest('svg').getBoundingClientRect();
        return box.left < all.left - 2 || box.right > all.right + 2;
      }).map(t => t.textContent)
      """, as: Findings.self)
    #expect(found.overflow <= 0, "runs over the edge by \(found.overflow) px")
    #expect(found.plots == 7)
    #expect(found.cut == [])
    #expect(found.violations == [], "\(found.violations.joined(separator: "\n"))")
    #expect(Browser.isDarker(found.background, than: found.ink) == isDark)
  }
}

/// The elements of a well-formed text, in its order.
private final class Markup: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  private(set) var elements: [Element] = []

  init?(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }
}
