import GazetteDocumentModel
import GazettePipeline
import GazetteTestSupport
import Testing

/// What Gazette writes, checked by libxml2 with the official DTDs.
///
/// The DTDs are fetched by `make test`; without them the checks say that they did not run.
@Suite struct ConformanceTests {
  static let archiving =
    Repository.root + "/build/dtd/JATS-Archiving-1-2-MathML3-DTD/JATS-archivearticle1-mathml3.dtd"
  static let publishing =
    Repository.root + "/build/dtd/jats-publishing-dtd-1.1/JATS-journalpublishing1.dtd"

  static let inputs = [
    "seeds/000_a9b65596311cf60a.txt", "Tests/Golden/every-construct/input.jsonl",
  ]

  static func available(_ path: String) -> Bool {
    let isThere = !Repository.file(path).isEmpty
    if !isThere { print("skipped: no DTD at \(path); `make test` fetches it") }
    return isThere
  }

  /// Converts a file of the repository in memory.
  static func converted(
    _ input: String, to format: String, _ options: [String: String] = [:],
    metadata: [String] = [], split: Bool = false
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    var conversion = Conversion(input: Repository.root + "/" + input)
    let output = folder.path + "/out"
    conversion.metadata = try MetadataOverride(metadata)
    conversion.outputs = [
      .init(
        format: try Formats.writable(format),
        to: split ? .split { output + ($0 == 1 ? "" : "-\($0)") } : .file(output),
        options: OptionValues(options))
    ]
    try conversion.run(diagnostics: DiagnosticCollector())
    return Repository.file(output)
  }

  @Test(arguments: inputs, ["jats", "xhtml"])
  func isWellFormed(_ input: String, _ format: String) throws {
    let document = try Self.converted(input, to: format)
    #expect(ReferenceValidator().wellFormedness(of: document) == .passed)
  }

  @Test(.enabled(if: available(archiving)), arguments: inputs, [false, true])
  func isValidArchiving(_ input: String, _ split: Bool) throws {
    let document = try Self.converted(input, to: "jats", split: split)
    let validator = try ReferenceValidator(dtd: Self.archiving)
    #expect(validator.validity(of: document) == .passed)
  }

  @Test(.enabled(if: available(publishing)), arguments: inputs)
  func isValidPublishing(_ input: String) throws {
    let document = try Self.converted(
      input, to: "jats", ["tag-set": "publishing", "version": "1.1"],
      metadata: ["issn=0317-8471", "publisher-id=gazette", "date=2021-03-12"])
    let validator = try ReferenceValidator(dtd: Self.publishing)
    #expect(validator.validity(of: document) == .passed)
  }

  @Test func publishingWithoutAnISSNIsRefused() throws {
    do {
      _ = try Self.converted(Self.inputs[0], to: "jats", ["tag-set": "publishing"])
      Issue.record("written without an ISSN")
    } catch let error as ConversionError {
      #expect(error.code == .metadataMissing)
      #expect(error.diagnostic.arguments.contains("issn"))
    }
  }

  @Test func theSeedHasThreeSubArticlesAndNoISSN() throws {
    let text = String(decoding: try Self.converted(Self.inputs[0], to: "jats"), as: UTF8.self)
    #expect(text.components(of: "<sub-article ") == 3)
    #expect(!text.contains("<issn"))
  }

  @Test(.enabled(if: available(archiving)))
  func theValidatorFindsFaults() throws {
    let validator = try ReferenceValidator(dtd: Self.archiving)
    let document = Array("<article><front/><body><pp/></body></article>".utf8)
    guard case .failed(let issues) = validator.validity(of: document) else {
      Issue.record("an invalid document passed")
      return
    }
    #expect(issues.contains { $0.message.contains("pp") })
    #expect(ReferenceValidator().wellFormedness(of: Array("<a><b></a>".utf8)) != .passed)
    #expect(ReferenceValidator().validity(of: document) == .notRun("no DTD was given"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

/// Documents by chance over the whole model.
@Suite struct GeneratedConformanceTests {
  /// What a format's writer makes of a generated document.
  static func written(
    _ format: String, seed: UInt64, _ values: [String: String] = [:]
  ) throws -> [UInt8] {
    var options = DocumentGenerator.Options.whole
    options.lateFacts = .inFront
    var generator = DocumentGenerator(seed: seed, options: options)
    let sink = MemorySink()
    let make = try #require(try Formats.writable(format).makeWriter)
    var writer = try make(
      WriterContext(
        sink: sink, diagnostics: DiagnosticCollector(), options: OptionValues(values)))
    try generator.document().push(into: &writer)
    return sink.bytes
  }

  @Test(arguments: 1...150 as ClosedRange<UInt64>)
  func isWellFormed(_ seed: UInt64) throws {
    for format in ["jats", "xhtml"] {
      let document = try Self.written(format, seed: seed)
      #expect(
        ReferenceValidator().wellFormedness(of: document) == .passed, "\(format), seed \(seed)")
    }
  }

  @Test(
    .enabled(if: ConformanceTests.available(ConformanceTests.archiving)),
    arguments: 1...150 as ClosedRange<UInt64>)
  func isValidArchiving(_ seed: UInt64) throws {
    let document = try Self.written("jats", seed: seed)
    #expect(try OfficialArchiving.validity(of: document) == .passed, "seed \(seed)")
  }
}
