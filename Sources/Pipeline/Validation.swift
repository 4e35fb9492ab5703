public import GazetteDocumentModel
import GazetteEPUB
import GazetteTextEncoding
import GazetteXMLKit
public import GazetteXMLValidation

/// Validates one document of any kind: what `gazette validate` does, for a Swift program.
///
///     let diagnostics = DiagnosticCollector(file: "issue.jats.xml") { print($0.line()) }
///     let result = try Validation(input: "issue.jats.xml").run(diagnostics: diagnostics)
///     for layer in result.layers { print(layer.layer.rawValue, layer.verdict) }
public struct Validation: Sendable {
  /// A path, or `-` for standard input.
  public var input: String
  public var request: ValidationRequest
  /// `json`, `jsonl` or `csv`, where it is not to be told from the input.
  public var format: String?

  public init(
    input: String, request: ValidationRequest = ValidationRequest(), format: String? = nil
  ) {
    self.input = input
    self.request = request
    self.format = format
  }

  /// Reads the document once, as a stream; faults go to the collector as they are found.
  ///
  /// - Parameter store: schemas that are compiled already, and catalogs; nil where this document is the only one.
  /// - Throws: what keeps the input from being read, or a schema that was asked for (`GZ8001`,
  ///   `GZ8002`), or `GZ8003`; a fault of the document itself is part of the result.
  public func run(
    store: SchemaStore? = nil, diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> ValidationResult {
    let store = if let store { store } else { try SchemaStore() }
    let source = try InputSource(input)
    do throws(ConversionError) {
      try checkSize(source.size ?? 0)
      var guesses: [Diagnostic] = []
      let heard = DiagnosticCollector(file: diagnostics.file) { guesses.append($0) }
      var decoded = try DecodedInput(
        source, isBinary: { Self.looksLikeBook($0, input) }, diagnostics: heard)
      guard !decoded.isEmpty else { throw ConversionError(.inputEmpty) }
      if Self.looksLikeBook(decoded.sample.span, input) {
        return try validateBook(&decoded, diagnostics)
      }
      if format == nil, isXML(decoded.sample.span) {
        // An encoding that had to be guessed at is a fault of XML, not a guess.
        return try validateXML(&decoded, store, diagnostics)
      }
      for guess in guesses { diagnostics.relay(guess) }
      return try validateByReader(&decoded, diagnostics)
    } catch {
      // Bytes that are no text are a fault of the document, as a tag without its end is.
      guard error.code == .undecodableBytes || error.code == .inputTruncated else {
        throw error.named(source.name)
      }
      diagnostics.report(error.code, error.diagnostic.arguments, at: error.diagnostic.position)
      return .unreadable
    }
  }

  private func checkSize(_ size: UInt64) throws(ConversionError) {
    if let limit = request.maximumBytes, size > limit {
      throw ConversionError(.documentTooLarge, ["\(limit)"])
    }
  }

  /// By its name, so that a book that does not begin as one is told so; without a name, by its beginning.
  private static func looksLikeBook(_ sample: Span<UInt8>, _ input: String) -> Bool {
    Formats.forFile(input)?.content == .binary
      || Formats.forContent([UInt8](sample.extracting(0..<min(sample.count, 4096))))?.content
        == .binary
  }

  private func validateBook(
    _ decoded: inout DecodedInput, _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> ValidationResult {
    var validator = try EPUBValidator(request, diagnostics: diagnostics)
    while try decoded.next({ (span) throws(ConversionError) in try validator.read(span) }) {
      try checkSize(decoded.bytesRead)
    }
    return try validator.finish()
  }

  /// Whether it looks like XML, or is held to a schema of XML.
  private func isXML(_ sample: Span<UInt8>) -> Bool {
    if case .schema = request.builtIn { return true }
    for index in sample.indices where !sample[index].isXMLSpace {
      return sample[index] == UInt8(ascii: "<")
    }
    return false
  }

  private func validateXML(
    _ decoded: inout DecodedInput, _ store: SchemaStore, _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> ValidationResult {
    if let fault = Self.encodingFault(decoded) {
      diagnostics.report(fault.code, fault.diagnostic.arguments, at: .start)
      return .unreadable
    }
    var validator = try XMLDocumentValidator(request, store: store, diagnostics: diagnostics)
    while try decoded.next({ (span) throws(ConversionError) in validator.read(span) }) {
      try checkSize(decoded.bytesRead)
    }
    return validator.finish()
  }

  /// XML 1.0 §4.3.3: what declares no encoding is UTF-8, or UTF-16 with its mark; and a declaration must be
  /// true. Readers guess and read on; a validator says so.
  private static func encodingFault(_ decoded: borrowing DecodedInput) -> ConversionError? {
    let encoding = decoded.encoding
    let declared = XMLDeclaration.encoding(decoded.sample.span)
    if let declared, decoded.misdeclaredEncoding == declared {
      return ConversionError(.xmlEncodingMisdeclared, [declared, encoding.name])
    }
    let isDefault = encoding == .utf8 || encoding.isUTF16
    guard !isDefault, declared == nil else { return nil }
    return ConversionError(.xmlEncodingUndeclared, [encoding.name])
  }

  /// JSON, JSON Lines and CSV: the format's reader knows its schema, and is strict about it.
  private func validateByReader(
    _ decoded: inout DecodedInput, _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) -> ValidationResult {
    let named = try format.map { (name) throws(ConversionError) in try Formats.named(name) }
    guard let format = named ?? Formats.forFile(input) ?? Formats.forContent(decoded.sample),
      let make = format.makeReader, Formats.ofOwnSchema.contains(format.name)
    else {
      throw ConversionError(.validationNotPossible)
    }
    let log = ReaderLog(diagnostics, limit: request.maximumFaults)
    let heard = DiagnosticCollector(file: diagnostics.file, minimumSeverity: .information) {
      log.take($0)
    }
    var stopped: ConversionError?
    do throws(ConversionError) {
      var reader = try make(ReaderContext(diagnostics: heard, sample: decoded.sample))
      var nowhere: any EventHandler & ~Copyable = Discard()
      while try decoded.next({ (span) throws(ConversionError) in
        try reader.read(span, into: &nowhere)
      }) {
        try checkSize(decoded.bytesRead)
      }
      try reader.finish(into: &nowhere)
    } catch {
      guard error.code.exitStatus == .badInput, error.code != .documentTooLarge else { throw error }
      stopped = error
      log.take(error.diagnostic)
    }
    return log.result(format, stopped)
  }
}

/// Counts what a reader says, and passes it on.
private final class ReaderLog {
  private let diagnostics: DiagnosticCollector
  private var rest: Int
  private var errors = 0
  private var warnings = 0

  init(_ diagnostics: DiagnosticCollector, limit: Int) {
    self.diagnostics = diagnostics
    rest = limit
  }

  /// What a reader makes do with is a fault to a validator.
  private static func asFault(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.arguments.count > 1 else { return diagnostic }
    let (key, owner) = (diagnostic.arguments[0], diagnostic.arguments[1])
    let words: LocalizedText
    switch diagnostic.code {
    case .jsonUnknownKey:
      words = LocalizedText(
        "\(owner) has no key \"\(key)\"; take it out", "\(owner) 没有键 \"\(key)\";请删去")
    case .jsonMemberMissing:
      words = LocalizedText(
        "\(owner) needs the key \"\(key)\"; add it", "\(owner) 需要键 \"\(key)\";请补上")
    default: return diagnostic
    }
    return Diagnostic(
      .jsonSchemaViolated, [words.english], chinese: [words.chinese], at: diagnostic.position)
  }

  func take(_ found: Diagnostic) {
    let diagnostic = Self.asFault(found)
    guard diagnostic.severity > .information else { return }
    if diagnostic.severity == .error { errors += 1 } else { warnings += 1 }
    guard rest > 0 else { return }
    rest -= 1
    var named = diagnostic
    named.file = diagnostics.file
    diagnostics.relay(named)
  }

  func result(_ format: Format, _ stopped: ConversionError?) -> ValidationResult {
    let found: ValidationVerdict =
      errors + warnings == 0 ? .passed : .failed(errors: errors, warnings: warnings)
    let isSyntax =
      stopped.map { [.jsonSyntax, .jsonTruncated, .csvSyntax].contains($0.code) } ?? false
    let cutShort = LocalizedText("reading stopped at the fault", "读取在错误处停止")
    let layers: [ValidationResult.Layer] = [
      .init(.wellFormed, isSyntax ? found : stopped == nil ? .passed : .notRun(cutShort)),
      .init(.builtInSchema, isSyntax ? .notRun(cutShort) : found, by: format.name),
    ]
    return ValidationResult(kind: .format(format.name), layers: layers)
  }
}
