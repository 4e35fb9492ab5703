import GazetteDocumentModel
import GazetteXMLValidation
import GazetteZip

/// Counts what is found in a book by the layer that found it, and passes it on as it is found, with the
/// place in the book: `issue.epub!/EPUB/text/b1.xhtml`.
final class BookLog {
  private let diagnostics: DiagnosticCollector
  /// How many faults are still to be told one by one.
  private var rest: Int
  private var counts: [ValidationLayer: (errors: Int, warnings: Int)] = [:]
  /// Documents whose form was told of: two checks may read the same one.
  private var stopped: Set<String> = []
  /// The collector of the document that spoke last.
  private var current: (path: String, collector: DiagnosticCollector)?

  init(_ diagnostics: DiagnosticCollector, maximumFaults: Int) {
    self.diagnostics = diagnostics
    rest = maximumFaults
  }

  /// - Parameter path: of the document within the book; nil where the fault is of the book as a whole.
  func report(
    _ code: DiagnosticCode, _ arguments: @autoclosure () -> [String] = [],
    chinese: @autoclosure () -> [String]? = nil, in path: String? = nil,
    at position: SourcePosition? = nil
  ) {
    let layer = code.bookLayer ?? .ownChecks
    if code.severity == .error {
      counts[layer, default: (0, 0)].errors += 1
    } else {
      counts[layer, default: (0, 0)].warnings += 1
    }
    guard rest > 0 else { return }
    rest -= 1
    collector(path).report(code, arguments(), chinese: chinese(), at: position)
  }

  /// Reports a fault whose words differ between the languages.
  func report(
    _ code: DiagnosticCode, _ words: LocalizedText, in path: String, at position: SourcePosition?
  ) {
    report(code, [words.english], chinese: [words.chinese], in: path, at: position)
  }

  /// Reports what stopped the reading of a document: a fault of its form, or of the archive.
  func report(stopped error: ConversionError, in path: String) {
    guard stopped.insert(path).inserted else { return }
    let said = error.diagnostic
    if said.code == .zipDamaged {
      report(.bookArchiveDamaged, said.arguments, chinese: said.chineseArguments, in: path)
    } else if said.code == .epubEncrypted {
      report(.entryEncrypted, said.arguments)
    } else {
      report(
        .bookDocumentMalformed, [said.message()], chinese: [said.message(.chinese)], in: path,
        at: said.position)
    }
  }

  private func collector(_ path: String?) -> DiagnosticCollector {
    guard let path else { return diagnostics }
    if let current, current.path == path { return current.collector }
    let collector = diagnostics.collector(within: path)
    current = (path, collector)
    return collector
  }

  /// What a layer came to that ran over the whole book.
  func verdict(_ layer: ValidationLayer) -> ValidationVerdict {
    guard let (errors, warnings) = counts[layer] else { return .passed }
    return .failed(errors: errors, warnings: warnings)
  }
}
