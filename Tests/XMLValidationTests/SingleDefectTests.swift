import GazetteDocumentModel
import GazetteTestSupport
import GazetteXMLValidation
import Testing

/// Documents with one defect each, made from one valid document: the verdict is the official DTD's, and
/// the fault is told where it stands.
@Suite struct SingleDefectTests {
  /// A change to the document; `‸` in what is put in marks where the fault is told.
  struct Defect: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let code: DiagnosticCode
    var testDescription: String { name }

    init(_ name: String, _ old: String, _ new: String, _ code: DiagnosticCode) {
      self.name = name
      self.old = old
      self.new = new
      self.code = code
    }
  }

  static let document = """
    <article xml:lang="zh" article-type="collection" dtd-version="1.2" xmlns:xlink="http://www.w3.org/1999/xlink">
    <front>
    <journal-meta>
    <journal-id journal-id-type="cn">11-0001/G3</journal-id>
    <journal-title-group>
    <journal-title>通讯</journal-title>
    </journal-title-group>
    <issn>0317-8471</issn>
    <publisher>
    <publisher-name>学会</publisher-name>
    </publisher>
    </journal-meta>
    <article-meta>
    <article-id pub-id-type="doi">10.1000/1</article-id>
    <title-group>
    <article-title>要闻</article-title>
    <subtitle>增刊</subtitle>
    </title-group>
    <contrib-group>
    <contrib contrib-type="editor">
    <name name-style="eastern">
    <surname>王</surname>
    <given-names>丽娜</given-names>
    </name>
    <role>责任编辑</role>
    </contrib>
    </contrib-group>
    <pub-date date-type="pub" iso-8601-date="2021-03-12">
    <day>12</day>
    <month>03</month>
    <year>2021</year>
    </pub-date>
    <volume>3</volume>
    <issue>12</issue>
    <kwd-group>
    <kwd>科普</kwd>
    </kwd-group>
    <custom-meta-group>
    <custom-meta>
    <meta-name>印数</meta-name>
    <meta-value>500</meta-value>
    </custom-meta>
    </custom-meta-group>
    </article-meta>
    </front>
    <body>
    <p>前言<xref ref-type="fn" rid="n1">1</xref>。</p>
    </body>
    <back>
    <fn-group>
    <fn id="n1">
    <p>注。</p>
    </fn>
    </fn-group>
    </back>
    <sub-article article-type="news" id="a1" xml:lang="zh">
    <front-stub>
    <title-group>
    <article-title>标题</article-title>
    </title-group>
    </front-stub>
    <body>
    <sec id="s1">
    <title>总则</title>
    <p>段落<italic>斜体</italic>。</p>
    <list list-type="order">
    <list-item>
    <p>第一。</p>
    </list-item>
    </list>
    <def-list>
    <def-item>
    <term>词</term>
    <def>
    <p>义。</p>
    </def>
    </def-item>
    </def-list>
    <table-wrap id="t1">
    <label>表 1</label>
    <caption>
    <title>表题</title>
    </caption>
    <table>
    <thead>
    <tr>
    <th colspan="2">甲</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td>1</td>
    <td>2</td>
    </tr>
    </tbody>
    </table>
    </table-wrap>
    <fig id="f1">
    <label>图 1</label>
    <graphic xlink:href="b.png"/>
    </fig>
    <disp-quote>
    <p>引文。</p>
    </disp-quote>
    </sec>
    </body>
    </sub-article>
    </article>

    """

  static let defects: [Defect] = [
    // Order
    .init("two-bodies", "<body>\n<p>前言", "<body/>\n‸<body>\n<p>前言", .elementRepeated),
    .init(
      "article-meta-first", "<journal-meta>", "<article-meta/>‸<journal-meta>", .elementTooLate),
    .init(
      "journal-title-before-id", "<journal-id ", "<issn>0317-8471</issn>‸<journal-id ",
      .elementTooLate),
    .init(
      "publisher-before-issn", "<issn>0317-8471</issn>",
      "<publisher><publisher-name>a</publisher-name></publisher>‸<issn>0317-8471</issn>",
      .elementTooLate),
    .init(
      "title-group-before-id",
      "<article-id pub-id-type=\"doi\">10.1000/1</article-id>\n<title-group>",
      "<title-group><article-title>a</article-title></title-group>\n‸<article-id>1</article-id>\n<title-group>",
      .elementTooLate),
    .init(
      "subtitle-first", "<article-title>要闻", "‸<subtitle>a</subtitle><article-title>要闻",
      .elementMissing),
    .init(
      "volume-in-date", "<day>12</day>", "‸<volume>1</volume>\n<day>12</day>", .elementNotAllowed),
    .init(
      "title-in-date", "<month>03</month>", "‸<title>a</title>\n<month>03</month>",
      .elementNotAllowed),
    .init(
      "issue-before-volume", "<volume>3</volume>\n<issue>12</issue>",
      "<issue>12</issue>\n‸<volume>3</volume>", .elementTooLate),
    .init(
      "pub-date-after-volume", "<volume>3</volume>",
      "<volume>3</volume>\n‸<pub-date><year>2021</year></pub-date>", .elementTooLate),
    .init(
      "keywords-before-volume", "<volume>3</volume>",
      "<kwd-group><kwd>a</kwd></kwd-group>\n‸<volume>3</volume>", .elementTooLate),
    .init(
      "page-beside-location", "<issue>12</issue>\n",
      "<issue>12</issue>\n<elocation-id>e1</elocation-id>\n‸<fpage>1</fpage>\n", .elementExcluded),
    .init("body-after-back", "<sub-article ", "‸<body/>\n<sub-article ", .elementRepeated),
    .init(
      "back-after-sub-article", "</sub-article>\n", "</sub-article>\n‸<back/>\n",
      .elementRepeated),
    .init(
      "floats-after-sub-article", "</sub-article>\n",
      "</sub-article>\n‸<floats-group><fig/></floats-group>\n", .elementTooLate),
    .init(
      "title-after-paragraph", "<title>总则</title>", "<p>a</p>\n‸<title>总则</title>",
      .elementTooLate),
    .init(
      "def-before-term", "<def-item>\n<term>词</term>",
      "<def-item>\n<def><p>a</p></def>\n‸<term>词</term>", .elementTooLate),
    .init(
      "caption-before-label", "<label>表 1</label>",
      "<caption><p>a</p></caption>\n‸<label>表 1</label>", .elementTooLate),
    .init(
      "tbody-before-thead", "<thead>", "<tbody><tr><td/></tr></tbody>\n‸<thead>", .elementTooLate
    ),
    .init(
      "value-before-name", "<meta-name>印数</meta-name>\n<meta-value>500</meta-value>",
      "‸<meta-value>500</meta-value>\n<meta-name>印数</meta-name>", .elementMissing),
    .init(
      "prefix-before-surname", "<surname>王</surname>\n<given-names>丽娜</given-names>",
      "‸<prefix>a</prefix>\n<surname>王</surname>", .elementMissing),
    // Something is missing
    .init(
      "empty-front",
      "<front-stub>\n<title-group>\n<article-title>标题</article-title>\n</title-group>\n</front-stub>",
      "<front>\n‸</front>", .elementIncomplete),
    .init("no-meta-value", "<meta-value>500</meta-value>\n", "‸", .elementIncomplete),
    .init(
      "no-custom-meta",
      "<custom-meta>\n<meta-name>印数</meta-name>\n<meta-value>500</meta-value>\n</custom-meta>\n",
      "‸", .elementIncomplete),
    .init("no-publisher-name", "<publisher-name>学会</publisher-name>\n", "‸", .elementIncomplete),
    .init("empty-list", "<list-item>\n<p>第一。</p>\n</list-item>\n", "‸", .elementIncomplete),
    .init("empty-list-item", "<p>第一。</p>\n", "‸", .elementIncomplete),
    .init("empty-thead", "<tr>\n<th colspan=\"2\">甲</th>\n</tr>\n", "‸", .elementIncomplete),
    .init("empty-row", "<th colspan=\"2\">甲</th>\n", "‸", .elementIncomplete),
    .init("empty-tbody", "<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n", "‸", .elementIncomplete),
    .init(
      "no-row-group", "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n", "‸",
      .elementIncomplete),
    .init("empty-fn", "<p>注。</p>\n", "‸", .elementIncomplete),
    .init(
      "empty-fn-group", "</fn-group>", "</fn-group>\n<fn-group>\n‸</fn-group>", .elementIncomplete),
    .init(
      "empty-name", "<surname>王</surname>\n<given-names>丽娜</given-names>\n", "‸", .elementIncomplete
    ),
    .init("two-front-stubs", "<body>\n<sec", "‸<front-stub/>\n<body>\n<sec", .elementRepeated),
    // Unknown elements
    .init("unknown-block", "<disp-quote>", "‸<blockquote/>\n<disp-quote>", .elementUnknown),
    .init("unknown-inline", "段落", "段‸<em>落</em>", .elementUnknown),
    .init("misspelt", "<issue>12</issue>", "‸<isue>12</isue>", .elementUnknown),
    .init("capitals", "<volume>3</volume>", "‸<Volume>3</Volume>", .elementUnknown),
    .init("html-heading", "<title>总则</title>", "<title>总则</title>\n‸<h2>a</h2>", .elementUnknown),
    .init("html-list", "<list list-type", "‸<ul/>\n<list list-type", .elementUnknown),
    .init("prefixed", "<p>第一。</p>", "<p>第一。‸<x:y xmlns:x=\"urn:x\"/></p>", .elementUnknown),

    // Bad nesting
    .init("paragraph-in-paragraph", "段落", "段‸<p>落</p>", .elementNotAllowed),
    .init("section-in-paragraph", "段落", "段‸<sec><title>a</title></sec>", .elementNotAllowed),
    .init(
      "title-in-body", "<sec id=\"s1\">", "‸<title>a</title>\n<sec id=\"s1\">", .elementNotAllowed),
    .init(
      "list-item-alone", "<disp-quote>", "‸<list-item><p>a</p></list-item>\n<disp-quote>",
      .elementNotAllowed),
    .init("row-alone", "<table>", "<table>‸<td/>", .elementNotAllowed),
    .init("cell-outside-row", "<tbody>", "<tbody>‸<td>a</td>", .elementNotAllowed),
    .init("break-in-paragraph", "段落", "段‸<break/>落", .elementNotAllowed),
    .init(
      "body-in-section", "<title>总则</title>", "<title>总则</title>\n‸<body/>", .elementNotAllowed),
    .init(
      "sub-article-in-body", "<sec id=\"s1\">",
      "‸<sub-article><front-stub/></sub-article><sec id=\"s1\">", .elementNotAllowed),
    .init(
      "issn-in-body", "<sec id=\"s1\">", "‸<issn>0317-8471</issn><sec id=\"s1\">",
      .elementNotAllowed),
    .init("bold-in-list", "<list-item>", "‸<bold>a</bold>\n<list-item>", .elementNotAllowed),
    .init(
      "element-in-graphic-href", "<graphic xlink:href=\"b.png\"/>",
      "<graphic xlink:href=\"b.png\">‸<p>a</p></graphic>", .elementNotAllowed),
    .init(
      "element-in-text-only", "<year>2021</year>", "<year>‸<bold>2021</bold></year>",
      .elementNotAllowed),

    // Text where only elements may stand
    .init("text-in-body", "<sec id=\"s1\">", "‸散文\n<sec id=\"s1\">", .textNotAllowed),
    .init("text-in-front", "<journal-meta>", "‸a<journal-meta>", .textNotAllowed),
    .init("text-in-list", "<list-item>", "‸一<list-item>", .textNotAllowed),
    .init("text-in-row", "<td>1</td>", "‸1\n<td>1</td>", .textNotAllowed),
    .init("text-in-article", "<front>", "‸文\n<front>", .textNotAllowed),
    .init("text-in-date", "<day>12</day>", "‸12\n<day>12</day>", .textNotAllowed),
    .init("text-in-col", "<thead>", "<col>‸a</col><thead>", .elementMustBeEmpty),
    .init("comment-in-col", "<thead>", "<col>‸<!--a--></col><thead>", .elementMustBeEmpty),

    // Attributes
    .init("unknown-attribute", "<volume>", "‸<volume kind=\"a\">", .attributeUnknown),
    .init("html-class", "<list list-type=\"order\">", "‸<list class=\"a\">", .attributeUnknown),
    .init("href-without-prefix", "段落", "段‸<ext-link href=\"a\">落</ext-link>", .attributeUnknown),
    .init(
      "attribute-of-another", "<sec id=\"s1\">", "‸<sec id=\"s1\" rid=\"n1\">", .attributeUnknown),
    .init(
      "unknown-namespace", "<disp-quote>", "‸<disp-quote xmlns:q=\"urn:q\">", .attributeUnknown),
    .init("no-href", "<graphic xlink:href=\"b.png\"/>", "‸<graphic/>", .attributeMissing),
    .init("bad-alignment", "<td>1</td>", "‸<td align=\"middle\">1</td>", .attributeValue),
    .init(
      "bad-yes-no", "<contrib contrib-type=\"editor\">", "‸<contrib corresp=\"maybe\">",
      .attributeValue),
    .init(
      "bad-orientation", "<fig id=\"f1\">", "‸<fig id=\"f1\" orientation=\"oblique\">",
      .attributeValue),
    .init(
      "bad-position", "<table-wrap id=\"t1\">", "‸<table-wrap id=\"t1\" position=\"left\">",
      .attributeValue),
    .init("id-with-blank", "<sec id=\"s1\">", "‸<sec id=\"s 1\">", .attributeValue),
    .init("id-of-digits", "<sec id=\"s1\">", "‸<sec id=\"1\">", .attributeValue),
    .init(
      "wrong-fixed-version",
      "<article xml:lang=\"zh\" article-type=\"collection\" dtd-version=\"1.2\"",
      "‸<article xml:lang=\"zh\" dtd-version=\"1.9\"", .attributeValue),

    // IDs
    .init("duplicate-id", "<fig id=\"f1\">", "‸<fig id=\"t1\">", .identifierDuplicate),
    .init("duplicate-across-articles", "<sec id=\"s1\">", "‸<sec id=\"n1\">", .identifierDuplicate),
    .init(
      "dangling-rid", "<xref ref-type=\"fn\" rid=\"n1\">", "‸<xref ref-type=\"fn\" rid=\"n9\">",
      .identifierDangling),
    .init(
      "one-of-two-dangles", "<xref ref-type=\"fn\" rid=\"n1\">",
      "‸<xref ref-type=\"fn\" rid=\"n1 n8\">", .identifierDangling),
  ]

  /// Defects that no DTD sees.
  static let ownDefects: [Defect] = [
    .init(
      "day-that-is-none", "<pub-date date-type=\"pub\" iso-8601-date=\"2021-03-12\">",
      "‸<pub-date iso-8601-date=\"2021-02-30\">", .dateImpossible),
    .init(
      "month-13",
      "<pub-date date-type=\"pub\" iso-8601-date=\"2021-03-12\">\n<day>12</day>\n<month>03</month>",
      "‸<pub-date>\n<day>12</day>\n<month>13</month>", .dateImpossible),
    .init("no-language", "<article xml:lang=\"zh\" ", "‸<article ", .languageMissing),
    .init("wrong-check-digit", "<issn>0317-8471</issn>", "<issn>0317-8472‸</issn>", .issnInvalid),
    .init("empty-title", "<title>总则</title>", "‸<title> </title>", .titleEmpty),
    .init(
      "empty-article", "</sub-article>\n",
      "</sub-article>\n‸<sub-article><front-stub/></sub-article>\n", .articleWithoutText),
  ]

  static let archiving = ConformanceTests.archiving

  struct Change {
    let document: [UInt8]
    /// Lines and columns of the marks.
    let marks: [(line: UInt32, column: UInt32)]
  }

  static func apply(_ defect: Defect) throws -> Change {
    let range = try #require(document.firstRange(of: defect.old), "\(defect.name) changes nothing")
    var changed = document
    changed.replaceSubrange(range, with: defect.new)
    var marks: [(line: UInt32, column: UInt32)] = []
    var plain = ""
    var (line, column): (UInt32, UInt32) = (1, 1)
    for scalar in changed.unicodeScalars {
      if scalar == "‸" {
        marks.append((line, column))
        continue
      }
      plain.unicodeScalars.append(scalar)
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return Change(document: Array(plain.utf8), marks: marks)
  }

  @Test(.enabled(if: ConformanceTests.available(archiving)))
  func theDocumentItselfIsValid() throws {
    let document = Array(Self.document.utf8)
    #expect(try OfficialArchiving.validity(of: document) == .passed)
    let (result, found) = try Validating.run(document, dtd: Self.archiving)
    #expect(result.errors + result.warnings == 0, "\(found.map { $0.line() })")
    for layer in result.layers where layer.layer != .builtInSchema {
      #expect(layer.verdict == .passed)
    }
    // Gazette did not write it.
    guard case .notRun = result.verdict(.builtInSchema) else {
      Issue.record("the built-in schema was applied to a document of others")
      return
    }
  }

  @Test(.enabled(if: ConformanceTests.available(archiving)), arguments: defects)
  func hasTheOfficialVerdictAndTheRightPlace(_ defect: Defect) throws {
    let change = try Self.apply(defect)
    guard case .failed = try OfficialArchiving.validity(of: change.document) else {
      Issue.record("the official DTD lets \(defect.name) pass")
      return
    }
    let (result, found) = try Validating.run(change.document, dtd: Self.archiving)
    guard case .failed(let errors, _) = result.verdict(.givenSchema) else {
      Issue.record("\(defect.name) passed")
      return
    }
    #expect(errors == change.marks.count, "\(found.map { $0.line() })")
    let faults = found.filter { $0.code == defect.code }
    #expect(faults.count == change.marks.count, "\(found.map { $0.line() })")
    for (fault, mark) in zip(faults, change.marks) {
      #expect(fault.position?.line == mark.line, "\(fault.line())")
      #expect(fault.position?.column == mark.column, "\(fault.line())")
    }
  }

  @Test(arguments: ownDefects)
  func ownChecksFindWhatNoDTDSees(_ defect: Defect) throws {
    let change = try Self.apply(defect)
    let (result, found) = try Validating.run(change.document, dtd: nil)
    guard case .failed = result.verdict(.ownChecks) else {
      Issue.record("\(defect.name) passed")
      return
    }
    #expect(found.map(\.code) == [defect.code])
    #expect(found.first?.position?.line == change.marks.first?.line)
    #expect(found.first?.position?.column == change.marks.first?.column)
  }

  @Test(.enabled(if: ConformanceTests.available(archiving)), arguments: defects.prefix(8))
  func chunksOfAnySizeGiveTheSame(_ defect: Defect) throws {
    let document = try Self.apply(defect).document
    let whole = try Validating.run(document, dtd: Self.archiving)
    for size in [1, 7, 64] {
      let parts = try Validating.run(document, dtd: Self.archiving, chunk: size)
      #expect(parts.found == whole.found)
      #expect(parts.result.layers == whole.result.layers)
    }
  }
}

/// Runs the validator over a document in memory.
enum Validating {
  private final class Log: @unchecked Sendable { var found: [Diagnostic] = [] }

  private static let store = try? SchemaStore()

  static func run(
    _ document: [UInt8], dtd: String? = nil, xsd: String? = nil, relaxNG: String? = nil,
    builtIn: BuiltInSchemaChoice = .ofOwnDocuments, chunk: Int = .max, limit: Int = 1000
  ) throws -> (result: ValidationResult, found: [Diagnostic]) {
    let log = Log()
    let diagnostics = DiagnosticCollector(file: "t.xml") { log.found.append($0) }
    var validator = try XMLDocumentValidator(
      ValidationRequest(
        dtd: dtd, xsd: xsd, relaxNG: relaxNG, builtIn: builtIn, maximumFaults: limit),
      store: try #require(store), diagnostics: diagnostics)
    var at = 0
    while at < document.count {
      let end = chunk < document.count - at ? at + chunk : document.count
      validator.read(document.span.extracting(at..<end))
      at = end
    }
    let result = validator.finish()
    return (result, log.found)
  }
}
