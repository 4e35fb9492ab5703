public import GazetteDocumentModel
import GazetteXMLKit

/// Validates one XML document as a stream: parser → DTD, XSD, built-in schema, own checks, all over the same
/// tokens.
///
///     var validator = XMLDocumentValidator(request, store: store, diagnostics: diagnostics)
///     try validator.read(chunk)
///     let result = validator.finish()
///
/// The input is UTF-8; faults go to the collector as they are found.
public struct XMLDocumentValidator: ~Copyable {
  private var parser = XMLParser(knowsHTML: false)
  private let request: ValidationRequest
  private let store: SchemaStore
  private let diagnostics: DiagnosticCollector
  private let budget: LayerLog.Budget
  private let formLog: LayerLog
  private let schemaLog: LayerLog
  private let ownLog: LayerLog
  private let builtInLog: LayerLog
  private var kind: DocumentKind?
  private var dtd: DTDValidator?
  private var ownChecks: OwnChecks?
  private var builtIn = BuiltInCheck.none
  /// Schemas of libxml2's, which parse the document by themselves.
  private var runs: [any SchemaRun] = []
  private var givenVerdict: ValidationVerdict?
  private var schemaName: String?
  private var hasStopped = false

  /// - Throws: `GZ8001`, `GZ8002` where a schema that was asked for cannot be read.
  public init(
    _ request: ValidationRequest, store: SchemaStore, diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    self.request = request
    self.store = store
    self.diagnostics = diagnostics
    budget = LayerLog.Budget(request.maximumFaults)
    formLog = LayerLog(diagnostics, budget: budget)
    schemaLog = LayerLog(diagnostics, budget: budget)
    ownLog = LayerLog(diagnostics, budget: budget)
    builtInLog = LayerLog(diagnostics, budget: budget, behind: schemaLog)
    if let name = request.dtd {
      dtd = DTDValidator(try store.grammar(name), schemaLog)
    }
    if let xsd = request.xsd { runs.append(try store.schema(.xsd, xsd).makeRun(schemaLog)) }
    if let file = request.relaxNG {
      runs.append(try store.schema(.relaxNG, file).makeRun(schemaLog))
    }
    let names = [request.dtd, request.xsd, request.relaxNG].compactMap { $0 }
    schemaName = names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// Takes a chunk of any size; after a fault of form the rest is passed over.
  public mutating func read(_ chunk: Span<UInt8>) {
    guard !hasStopped else { return }
    do throws(ConversionError) {
      try parser.parse(chunk)
      for run in runs { run.read(chunk) }
      try takeTokens()
    } catch {
      stop(error)
    }
  }

  private mutating func stop(_ error: ConversionError) {
    // What came before it is told first.
    take(parser.takeRest())
    hasStopped = true
    formLog.report(
      error.code, error.diagnostic.arguments, chinese: error.diagnostic.chineseArguments,
      at: error.diagnostic.position)
  }

  /// The document has ended: what the layers came to.
  public mutating func finish() -> ValidationResult {
    if !hasStopped {
      do throws(ConversionError) {
        try parser.finish()
        try takeTokens()
        // An empty input does not so much as begin to be parsed.
        if kind == nil {
          throw ConversionError(
            .xmlSyntax, ["there is no element; a document needs one"],
            chinese: ["没有元素;文档须有一个元素"], at: .start)
        }
        dtd?.finish()
        builtIn.finish()
        for run in runs { run.finish() }
        ownChecks?.finish()
      } catch {
        stop(error)
      }
    }
    return ValidationResult(
      kind: kind,
      layers: [
        .init(.wellFormed, formLog.verdict),
        .init(
          .builtInSchema, builtIn.verdict(builtInLog, hasStopped ? Self.cutShort : nil),
          by: builtIn.schema?.rawValue),
        .init(
          .givenSchema, whole(givenVerdict ?? schemaLog.verdict, hasSchema), by: schemaName,
          remark: request.relaxNG == nil ? nil : Self.ofRelaxNG),
        .init(.ownChecks, ownVerdict),
      ])
  }

  private var hasSchema: Bool { dtd != nil || !runs.isEmpty }

  private var ownVerdict: ValidationVerdict {
    guard ownChecks == nil else { return whole(ownLog.verdict, true) }
    if hasStopped { return Self.cutShort }
    return .notRun(
      LocalizedText("this kind of document is not known", "未知的文档类型"))
  }

  /// A layer that saw the document to its end, or found a fault before, has a verdict.
  private func whole(_ verdict: ValidationVerdict, _ ran: Bool) -> ValidationVerdict {
    guard hasStopped else { return verdict }
    if ran, case .failed(let errors, _) = verdict, errors > 0 { return verdict }
    return Self.cutShort
  }

  private static let ofRelaxNG = LocalizedText(
    "by RELAX NG the whole document is held in memory, and of two faults that hang together one is told",
    "RELAX NG 须将整个文档保存在内存中,且相互关联的错误只报告其一")

  private static let cutShort = ValidationVerdict.notRun(
    LocalizedText("the document is not well-formed", "文档不是格式良好的 XML"))

  private mutating func takeTokens() throws(ConversionError) {
    while let tape = try parser.takeTape() {
      take(tape)
      parser.giveBack(tape)
    }
  }

  private mutating func take(_ tape: borrowing XMLTokenTape) {
    let names = tape.names
    let type = tape.documentType
    tape.forEach { token, value in
      if kind == nil, token.kind == .start { begin(names[Int(token.name)], type, token.position) }
      dtd?.take(token, value, names)
      for run in runs { run.take(token, value, names) }
      builtIn.take(token, value, names)
      ownChecks?.take(token, value, names)
    }
  }

  /// The root element: now the document's kind is known, and its DOCTYPE.
  private mutating func begin(
    _ root: XMLName, _ type: XMLDocumentType?, _ position: SourcePosition
  ) {
    let kind = DocumentKind(root: root)
    self.kind = kind
    if let type, type.root != root.qualified {
      schemaLog.report(.rootNotAsDeclared, [root.qualified, type.root], at: position)
    }
    if let own = type?.internalSubset { dtd?.note(own) }
    if !hasSchema { chooseSchema(type) }
    builtIn = BuiltInCheck(request.builtIn, kind, store, builtInLog)
    switch kind {
    case .jats, .xhtml:
      ownChecks = OwnChecks(kind, checksIdentifiers: dtd == nil, ownLog)
    case .unknown, .format: break
    }
  }

  /// By the DOCTYPE: what it declares itself, and what it names, through the catalogs.
  private mutating func chooseSchema(_ type: XMLDocumentType?) {
    guard let type else {
      givenVerdict = .notRun(
        LocalizedText(
          "the document names none, and none was given; give one with --dtd",
          "文档未指明模式,也未另行给出;请用 --dtd 给出"))
      return
    }
    let own = type.internalSubset
    if let name = own.outsideEntity {
      givenVerdict = .notRun(
        LocalizedText(
          "the DOCTYPE takes declarations from outside (%\(name);), which are not read; give a DTD with --dtd",
          "DOCTYPE 从外部取声明(%\(name);),这些声明不会被读取;请用 --dtd 给出 DTD"))
      return
    }
    let identifier = type.publicIdentifier ?? type.systemIdentifier
    guard identifier != nil || own.declaresElements else {
      givenVerdict = .notRun(
        LocalizedText(
          "the DOCTYPE names no DTD; give one with --dtd", "DOCTYPE 未指明 DTD;请用 --dtd 给出"))
      return
    }
    schemaName = identifier ?? "DOCTYPE"
    var file: String?
    if let identifier {
      file = store.resolve(
        publicIdentifier: type.publicIdentifier, systemIdentifier: type.systemIdentifier)
      guard file != nil else {
        givenVerdict = .notRun(
          LocalizedText(
            "no catalog knows the DTD \"\(identifier)\"; register it with --catalog or give it with --dtd",
            "目录中没有 DTD \"\(identifier)\";请用 --catalog 注册,或用 --dtd 给出"))
        return
      }
    }
    do throws(ConversionError) {
      dtd = DTDValidator(try store.grammar(own, externalFile: file), schemaLog)
    } catch {
      schemaLog.report(error.code, error.diagnostic.arguments, at: nil)
    }
  }
}

extension DocumentKind {
  /// By the root element.
  init(root: XMLName) {
    self =
      switch (root.qualified, root.namespace) {
      case ("article", ""): .jats
      case ("html", XMLNamespace.xhtml): .xhtml
      default: .unknown(root.qualified)
      }
  }
}

/// What a document is held to.
public struct ValidationRequest: Sendable {
  /// A DTD's file or public identifier; nil: what the document's DOCTYPE names, by catalog.
  public var dtd: String?
  /// A W3C XML Schema 1.0, and a RELAX NG schema (XML syntax): files. RELAX NG holds the document in memory.
  public var xsd: String?
  public var relaxNG: String?
  /// Which schema of Gazette's own XML is held to.
  public var builtIn: BuiltInSchemaChoice
  /// How many faults of a document are told one by one; the rest is counted.
  public var maximumFaults: Int
  /// Documents of more bytes are refused.
  public var maximumBytes: UInt64?

  public init(
    dtd: String? = nil, xsd: String? = nil, relaxNG: String? = nil,
    builtIn: BuiltInSchemaChoice = .ofOwnDocuments, maximumFaults: Int = 1000,
    maximumBytes: UInt64? = nil
  ) {
    self.dtd = dtd
    self.xsd = xsd
    self.relaxNG = relaxNG
    self.builtIn = builtIn
    self.maximumFaults = maximumFaults
    self.maximumBytes = maximumBytes
  }

  /// The schemas that are files; a DTD may be named by its public identifier.
  public var files: [String] {
    [dtd.flatMap { $0.hasPrefix("-//") ? nil : $0 }, xsd, relaxNG].compactMap { $0 }
  }
}
