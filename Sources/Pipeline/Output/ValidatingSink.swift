import GazetteDocumentModel
public import GazetteXMLValidation

/// What `Conversion` holds its outputs to before it delivers them.
public struct OutputValidation: Sendable {
  public let request: ValidationRequest
  public let store: SchemaStore

  public init(_ request: ValidationRequest, store: SchemaStore) {
    self.request = request
    self.store = store
  }
}

/// Validates what a writer writes on its way to the sink behind it; with a fault, `flush` throws, and
/// nothing is delivered.
///
/// XML goes through the validator, any other format through its own reader, which is strict about its
/// schema. A text has none; a book (EPUB) is not looked into.
final class ValidatingSink: ByteSink {
  private let next: any ByteSink
  private let log: DiagnosticCollector
  private var errors: Int { errorCount.value }
  private let errorCount: Count
  private var validator: XMLDocumentValidator?
  private var reader: (any DocumentReader & ~Copyable)?
  private var nowhere: any EventHandler & ~Copyable = Discard()

  private final class Count: @unchecked Sendable { var value = 0 }

  /// - Parameter name: of the output, for diagnostics.
  init(
    _ next: any ByteSink, _ format: Format, named name: String, _ validation: OutputValidation,
    _ diagnostics: DiagnosticCollector
  ) throws(ConversionError) {
    self.next = next
    let count = Count()
    errorCount = count
    log = DiagnosticCollector(file: name) { diagnostic in
      if diagnostic.severity == .error { count.value += 1 }
      diagnostics.relay(diagnostic)
    }
    if format.unencodable == .xmlCharacterReference {
      validator = try XMLDocumentValidator(
        validation.request, store: validation.store, diagnostics: log)
    } else if format.name != "text", format.content != .binary, let make = format.makeReader {
      reader = try make(ReaderContext(diagnostics: log))
    }
  }

  func write(_ bytes: Span<UInt8>) throws(ConversionError) {
    validator?.read(bytes)
    try readBack { (reader, nowhere) throws(ConversionError) in
      try reader.read(bytes, into: &nowhere)
    }
    try next.write(bytes)
  }

  func flush() throws(ConversionError) {
    let result = validator?.finish()
    validator = nil
    try readBack { (reader, nowhere) throws(ConversionError) in
      try reader.finish(into: &nowhere)
    }
    let found = max(errors, result?.errors ?? 0)
    if found > 0 { throw ConversionError(.outputInvalid, ["\(found)"], file: log.file) }
    try next.flush()
  }

  /// Runs the reader; what stops it is a fault of the output.
  private func readBack(
    _ body: (inout any DocumentReader & ~Copyable, inout any EventHandler & ~Copyable)
      throws(ConversionError) -> Void
  ) throws(ConversionError) {
    guard var current = reader.take() else { return }
    do throws(ConversionError) {
      try body(&current, &nowhere)
      reader = consume current
    } catch {
      log.report(error.code, error.diagnostic.arguments, at: error.diagnostic.position)
    }
  }
}
